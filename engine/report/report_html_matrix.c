/* The HTML report: what became of each article, as a chart and as a matrix whose cells lead to the findings. */
#include "report/report_html.h"
#include "report/report_svg.h"

/* ---- the chart: a mark for each rule ---- */

enum {
    CHART_ROW = 38,
    CHART_CAPTION = 210,
    CHART_MARKS = 900,
    CHART_MARK = 40,
    CAPTION_COLUMNS = 48,
    CHART_BEFORE = 1590
};

static str article_title(html_writer *w, const article_row *row, buffer *b)
{
    if (row->address.supplementary > 0)
        return word_text(WORD_SUPPLEMENTARY, w->language);
    clause_print_title(b, row->address, w->language);
    return buffer_str(b);
}

static void draw_marks(html_writer *w, const article_row *row, int y, int step)
{
    int x = CHART_MARKS;
    for (int k = RESULT_COUNT - 1; k >= 0; k--)
        for (uint64_t i = 0; i < row->counts[k]; i++, x += step) {
            buffer_addf(w->out, "<rect class=\"unit %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
                        result_name((enum result)k), x, y + 2, step - 5, CHART_ROW - 4);
            buffer_addf(w->out, "<text class=\"unit %s\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        result_name((enum result)k), x + (step - 5) / 2, y + 29, result_sign((enum result)k));
        }
}

static void draw_row(html_writer *w, const article_row *row, int y, int step)
{
    buffer title = {0};
    svg_text(w->out, "", 0, y + 29, article_title(w, row, &title));
    svg_text(w->out, "", CHART_CAPTION, y + 29, svg_fit(w->view->a, row->caption, CAPTION_COLUMNS));
    if (row->rules == 0)
        svg_text(w->out, "tick", CHART_MARKS, y + 29, word_text(WORD_NO_RULES, w->language));
    draw_marks(w, row, y, step);
    if (w->view->result->comparison != NULL)
        html_chart_before(w, row, CHART_BEFORE, y + 29);
    buffer_add_char(w->out, '\n');
    buffer_free(&title);
}

static int mark_step(const report_view *v)
{
    size_t most = 1;
    for (size_t i = 0; i < v->article_count; i++)
        most = v->articles[i].rules > most ? v->articles[i].rules : most;
    int end = v->result->comparison != NULL ? CHART_BEFORE - CHART_ROW : SVG_WIDTH;
    int step = (end - CHART_MARKS) / (int)most;
    return step < CHART_MARK ? step : CHART_MARK;
}

static void add_legend(html_writer *w)
{
    html_raw(w, "<figcaption>");
    html_word(w, WORD_CHART_MEANS);
    if (w->view->result->comparison != NULL)
        html_word(w, WORD_CHART_COMPARES);
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        if (w->view->result->rule_counts[k] == 0)
            continue;
        html_raw(w, " <span>");
        html_raw(w, result_sign((enum result)k));
        html_raw(w, " ");
        html_label(w, result_title((enum result)k));
        html_raw(w, "</span>");
    }
    html_raw(w, "</figcaption>");
}

void html_chart(html_writer *w)
{
    const report_view *v = w->view;
    int step = mark_step(v), y = 0;
    html_raw(w, "<figure class=\"chart\">\n");
    add_legend(w);
    svg_open(w->out, "chart", SVG_WIDTH, (int)v->article_count * CHART_ROW, word_text(WORD_CHART, w->language),
             word_text(WORD_CHART_SHOWS, w->language));
    html_picture_style(w);
    for (size_t i = 0; i < v->article_count; i++, y += CHART_ROW)
        draw_row(w, &v->articles[i], y, step);
    svg_close(w->out);
    html_raw(w, "</figure>\n");
}

/* ---- the matrix ---- */

void html_article_name(html_writer *w, clause_address a)
{
    buffer name = {0};
    if (a.supplementary > 0)
        buffer_add_text(&name, "supplementary");
    else
        clause_print(&name, (clause_address){.article = a.article, .branch = a.branch});
    html_text(w, buffer_str(&name));
    buffer_free(&name);
}

void html_matrix_link(html_writer *w, const audited_rule *r)
{
    html_raw(w, "<a href=\"#matrix-");
    html_article_name(w, r->clause);
    html_raw(w, "\">");
    html_word(w, WORD_TO_MATRIX);
    html_raw(w, "</a>");
}

/* Where the first rule of the article with that result is shown: its findings, or for a rule without any its row among
   the rules. */
static const audited_rule *first_rule(const report_view *v, const article_row *row, enum result result)
{
    const result_section *s = &v->sections[result];
    for (size_t i = 0; i < s->group_count; i++)
        if (s->groups[i].rule->result == result && same_article(row->address, s->groups[i].rule->rule->clause))
            return s->groups[i].rule->rule;
    return NULL;
}

static void add_count(html_writer *w, const article_row *row, enum result result)
{
    const audited_rule *first = first_rule(w->view, row, result);
    if (row->counts[result] == 0 || first == NULL) {
        html_raw(w, row->rules > 0 ? "<span class=\"zero\">0</span>" : "－");
        return;
    }
    html_raw(w, "<a href=\"#");
    html_group_name(w, result, first);
    html_raw(w, "\">");
    html_number(w, row->counts[result]);
    html_raw(w, "</a>");
}

static void add_article(html_writer *w, const article_row *row)
{
    buffer title = {0};
    html_raw(w, "<tr id=\"matrix-");
    html_article_name(w, row->address);
    html_raw(w, "\"><th scope=\"row\"><a href=\"#article-");
    html_article_name(w, row->address);
    html_raw(w, "\">");
    html_text(w, article_title(w, row, &title));
    html_raw(w, "</a></th><td lang=\"ja\">");
    html_text(w, row->caption);
    html_raw(w, "</td><td>");
    if (row->rules > 0)
        html_badge(w, row->result);
    else
        html_word(w, WORD_NO_RULES);
    html_raw(w, "</td>");
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        html_raw(w, "<td class=\"count\">");
        add_count(w, row, (enum result)k);
        html_raw(w, "</td>");
    }
    html_raw(w, "</tr>\n");
    buffer_free(&title);
}

void html_matrix(html_writer *w)
{
    static const enum word heads[] = {WORD_ARTICLE, WORD_CAPTION, WORD_RESULT};
    html_element(w, "h3", WORD_MATRIX);
    html_paragraph(w, WORD_ARTICLE_COUNTS_RULES, (str){0}, (str){0}, (str){0});
    html_open_articles(w, WORD_BY_ARTICLE, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < w->view->article_count; i++)
        add_article(w, &w->view->articles[i]);
    html_close_table(w);
}

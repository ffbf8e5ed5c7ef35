/* The HTML report: the summary, whose first part is one page. */
#include "report/report_html.h"

enum { MOST_MAIN = 6 };

static void add_badge_head(html_writer *w)
{
    html_open_frame(w, "counts", WORD_COUNTS);
    html_raw(w, "<td></td>");
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        html_raw(w, "<th scope=\"col\">");
        html_badge(w, (enum result)k);
        html_raw(w, "</th>");
    }
    html_raw(w, "<th scope=\"col\">");
    html_word(w, WORD_NO_RULES);
    html_raw(w, "</th></tr></thead>\n<tbody>\n");
}

static void add_count_row(html_writer *w, enum word head, const uint64_t *counts)
{
    html_raw(w, "<tr><th scope=\"row\">");
    html_word(w, head);
    html_raw(w, "</th>");
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        html_raw(w, counts[k] > 0 ? "<td class=\"count\">" : "<td class=\"count zero\">");
        html_number(w, counts[k]);
        html_raw(w, "</td>");
    }
}

static void add_counts(html_writer *w)
{
    const audit_result *r = w->view->result;
    size_t undecided = 0;
    for (size_t i = 0; i < r->clause_count; i++)
        undecided += !r->clauses[i].is_decided;
    add_badge_head(w);
    add_count_row(w, WORD_CLAUSES, r->clause_counts);
    html_raw(w, "<td class=\"count\">");
    html_number(w, undecided);
    html_raw(w, "</td></tr>\n");
    add_count_row(w, WORD_RULES, r->rule_counts);
    html_raw(w, "<td class=\"count\">－</td></tr>\n");
    html_close_table(w);
}

static void add_main(html_writer *w, const task *t)
{
    const rule_group *g = t->group;
    html_raw(w, "<li>");
    html_badge(w, t->result);
    html_raw(w, " <a href=\"#");
    html_group_name(w, t->result, g->rule->rule);
    html_raw(w, "\">");
    html_clause(w, g->rule->rule->clause);
    html_raw(w, "</a>　");
    if (g->count > 0)
        html_label(w, g->findings[0]->sentence);
    else
        html_label(w, g->rule->note.ja.length > 0 ? g->rule->note : g->rule->rule->title);
    if (g->count > 1)
        html_say(w, WORD_AND_OTHERS, str_of(number_print(g->count - 1).at), (str){0}, (str){0});
    html_raw(w, "</li>\n");
}

static void add_main_findings(html_writer *w)
{
    task main[MOST_MAIN];
    size_t count = view_main(w->view, main, MOST_MAIN);
    if (count == 0)
        return;
    size_t all = 0;
    for (int r = RESULT_ERROR; r > RESULT_PASS; r--)
        all += w->view->sections[r].group_count;
    html_element(w, "h3", WORD_MAIN_FINDINGS);
    if (all > count)
        html_paragraph(w, WORD_MAIN_OF, str_of(number_print(all).at), str_of(number_print(count).at), (str){0});
    html_raw(w, "<ol class=\"main\">\n");
    for (size_t i = 0; i < count; i++)
        add_main(w, &main[i]);
    html_raw(w, "</ol>\n");
}

static void add_sentences(html_writer *w)
{
    const audit_result *r = w->view->result;
    buffer period = {0};
    period_print(&period, r->period, w->language);
    uint64_t records = 0;
    for (size_t i = 0; i < r->facts->document_count; i++)
        records += r->facts->documents[i].records;
    html_raw(w, "<p>");
    html_say(w, WORD_WHAT_WAS_CHECKED, buffer_str(&period), str_of(number_print(records).at),
             str_of(number_print(r->rule_count).at));
    html_say(w, WORD_WHAT_CAME_OUT, str_of(number_print(r->rule_counts[RESULT_FAIL]).at),
             str_of(number_print(r->rule_counts[RESULT_UNKNOWN]).at),
             str_of(number_print(r->rule_counts[RESULT_REVIEW]).at));
    if (r->rule_counts[RESULT_ERROR] > 0)
        html_say(w, WORD_WHAT_FAILED, str_of(number_print(r->rule_counts[RESULT_ERROR]).at), (str){0}, (str){0});
    html_say(w, WORD_WHERE_TO_READ, (str){0}, (str){0}, (str){0});
    html_raw(w, "</p>\n<p class=\"overall\">");
    html_word(w, WORD_OVERALL);
    html_raw(w, " ");
    html_badge(w, r->result);
    html_raw(w, " <span class=\"small\">");
    html_word(w, WORD_OVERALL_MEANS);
    html_raw(w, "</span></p>\n");
    html_paragraph(w, WORD_NO_ASSURANCE, (str){0}, (str){0}, (str){0});
    buffer_free(&period);
}

static void add_meanings(html_writer *w)
{
    static const enum word heads[] = {WORD_RESULT, WORD_MEANING};
    html_open_table(w, "meanings", WORD_MEANINGS, heads, 2);
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        html_raw(w, "<tr><th scope=\"row\">");
        html_badge(w, (enum result)k);
        html_raw(w, "</th><td>");
        html_word(w, result_meaning((enum result)k));
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
}

void html_summary(html_writer *w)
{
    html_open_section(w, "summary", WORD_SUMMARY);
    html_raw(w, "<div class=\"one-page\">\n");
    add_sentences(w);
    html_since(w);
    add_counts(w);
    add_main_findings(w);
    html_element(w, "h3", WORD_CHART);
    html_chart(w);
    html_raw(w, "</div>\n");
    html_matrix(w);
    add_meanings(w);
    html_raw(w, "</section>\n");
}

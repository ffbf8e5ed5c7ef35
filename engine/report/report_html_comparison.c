/* The HTML report: what has changed since an earlier audit. */
#include "report/report_html.h"
#include "report/report_svg.h"
#include "result/comparison.h"

/* Beyond so many, the findings that are gone are left to the JSON. */
enum { MOST_GONE = 1000 };

static bool article_has_changed(const article_row *row)
{
    return memcmp(row->before, row->counts, sizeof row->before) != 0;
}

/* ---- within other parts of the page ---- */

void html_tag(html_writer *w, const finding *f)
{
    if (w->view->result->comparison == NULL)
        return;
    label was;
    enum word tag = tag_of(f, &was);
    html_say(w, tag, label_text(was, w->language), (str){0}, (str){0});
}

void html_since(html_writer *w)
{
    const audit_result *r = w->view->result;
    if (r->comparison == NULL)
        return;
    uint64_t resolved = comparison_count_gone(r->comparison, ABSENCE_RESOLVED);
    html_raw(w, "<p>");
    html_say(w, WORD_SINCE, str_of(number_print(comparison_count(r, true)).at),
             str_of(number_print(comparison_count(r, false)).at), str_of(number_print(resolved).at));
    html_say(w, WORD_SINCE_NOT_JUDGED, str_of(number_print(r->comparison->gone_count - resolved).at), (str){0},
             (str){0});
    html_raw(w, " <a href=\"#comparison\">");
    html_word(w, WORD_COMPARISON);
    html_raw(w, "</a></p>\n");
}

void html_chart_before(html_writer *w, const article_row *row, int x, int y)
{
    buffer text = {0};
    uint64_t rules = 0;
    buffer_add(&text, word_text(WORD_PREVIOUS, w->language));
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        rules += row->before[k];
        if (row->before[k] > 0)
            buffer_addf(&text, " %s%s", result_sign((enum result)k), number_print(row->before[k]).at);
    }
    if (rules == 0 && row->rules > 0)
        svg_text(w->out, "tick", x, y, word_text(WORD_BEFORE_NONE, w->language));
    else if (rules > 0 && !article_has_changed(row))
        svg_text(w->out, "tick", x, y, word_text(WORD_SAME_AS_BEFORE, w->language));
    else if (rules > 0)
        svg_text(w->out, "tick", x, y, buffer_str(&text));
    buffer_free(&text);
}

/* ---- the section ---- */

static void add_audit_row(html_writer *w, enum word head)
{
    html_raw(w, "<tr><th scope=\"row\">");
    html_word(w, head);
    html_raw(w, "</th><td>");
}

static void add_pack(html_writer *w, str version, const char *digest)
{
    html_say(w, WORD_PACK_VERSION, w->view->result->pack->id, version, (str){0});
    html_raw(w, "<div class=\"digest\">SHA-256 ");
    html_text(w, str_of(digest));
    html_raw(w, "</div>");
}

static void add_audits(html_writer *w, const audit_result *r, const comparison *c)
{
    static const enum word heads[] = {WORD_COMPARED_AUDITS, WORD_PREVIOUS, WORD_NOW};
    html_open_table(w, "plain", WORD_COMPARED_AUDITS, heads, 3);
    add_audit_row(w, WORD_PERIOD);
    html_period(w, c->period);
    html_raw(w, "</td><td>");
    html_period(w, r->period);
    html_raw(w, "</td></tr>\n");
    add_audit_row(w, WORD_AS_OF);
    html_moment(w, c->as_of);
    html_raw(w, "</td><td>");
    html_moment(w, r->as_of);
    html_raw(w, "</td></tr>\n");
    add_audit_row(w, WORD_PACK);
    add_pack(w, c->pack_version, c->pack_digest);
    html_raw(w, "</td><td>");
    add_pack(w, r->pack->version, r->pack->digest);
    html_raw(w, "</td></tr>\n");
    add_audit_row(w, WORD_ENGINE);
    html_text(w, str_of(c->engine_version));
    html_raw(w, "</td><td>");
    html_text(w, str_of(r->engine_version));
    html_raw(w, "</td></tr>\n");
    html_close_table(w);
}

static void add_change(html_writer *w, enum word title, uint64_t count, enum word meaning)
{
    html_raw(w, "<tr><th scope=\"row\">");
    html_word(w, title);
    html_raw(w, "</th><td class=\"count\">");
    html_number(w, count);
    html_raw(w, "</td><td>");
    html_word(w, meaning);
    html_raw(w, "</td></tr>\n");
}

static void add_finding_changes(html_writer *w, const audit_result *r)
{
    static const enum word heads[] = {WORD_CHANGE, WORD_CASES, WORD_MEANING};
    html_open_table(w, "plain", WORD_FINDING_CHANGES, heads, 3);
    add_change(w, WORD_NEW, comparison_count(r, true), WORD_NEW_MEANS);
    add_change(w, WORD_REMAINING, comparison_count(r, false), WORD_REMAINING_MEANS);
    for (int k = 0; k < ABSENCE_COUNT; k++)
        add_change(w, absence_title((enum absence)k), comparison_count_gone(r->comparison, (enum absence)k),
                   absence_meaning((enum absence)k));
    html_close_table(w);
}

static void add_article(html_writer *w, const article_row *row)
{
    html_raw(w, "<tr><th scope=\"row\"><a href=\"#matrix-");
    html_article_name(w, row->address);
    html_raw(w, "\">");
    if (row->address.supplementary > 0)
        html_word(w, WORD_SUPPLEMENTARY);
    else
        html_clause(w, row->address);
    html_raw(w, "</a></th>");
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        number_text before = number_print(row->before[k]), now = number_print(row->counts[k]);
        html_raw(w, row->before[k] + row->counts[k] > 0 ? "<td class=\"count\">" : "<td class=\"count zero\">");
        if (row->before[k] == row->counts[k])
            html_text(w, str_of(now.at));
        else
            html_say(w, WORD_CHANGED_FROM, str_of(before.at), str_of(now.at), (str){0});
        html_raw(w, "</td>");
    }
    html_raw(w, "</tr>\n");
}

static void add_articles(html_writer *w)
{
    static const enum word head = WORD_ARTICLE;
    html_paragraph(w, WORD_ARTICLE_CHANGES_MEAN, (str){0}, (str){0}, (str){0});
    html_open_articles(w, WORD_ARTICLE_CHANGES, &head, 1);
    for (size_t i = 0; i < w->view->article_count; i++)
        if (w->view->articles[i].rules > 0 || article_has_changed(&w->view->articles[i]))
            add_article(w, &w->view->articles[i]);
    html_close_table(w);
}

/* A result, or in its place that there was or is no such rule. */
static void add_result(html_writer *w, const enum result *result, enum word none)
{
    html_raw(w, "</td><td>");
    if (result != NULL)
        html_badge(w, *result);
    else
        html_word(w, none);
}

static void open_rule(html_writer *w, clause_address clause, label title)
{
    html_raw(w, "<tr><th scope=\"row\">");
    html_clause(w, clause);
    html_raw(w, "</th><td>");
    html_label(w, title);
    html_raw(w, "<br>");
}

/* Returns how many rules there are to show, and shows them unless `w` is NULL. */
static size_t add_changed_rules(html_writer *w, const audit_result *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->rule_count; i++) {
        const rule_result *now = &r->rules[i];
        const earlier_rule *before = comparison_find(r->comparison, now->rule->id);
        if (before != NULL && before->result == now->result)
            continue;
        count++;
        if (w == NULL)
            continue;
        open_rule(w, now->rule->clause, now->rule->title);
        html_rule_link(w, now->rule);
        add_result(w, before != NULL ? &before->result : NULL, WORD_RULE_IS_NEW);
        add_result(w, &now->result, WORD_RULE_IS_GONE);
        html_raw(w, "</td></tr>\n");
    }
    return count;
}

static size_t add_gone_rules(html_writer *w, const comparison *c)
{
    size_t count = 0;
    for (size_t i = 0; i < c->rule_count; i++) {
        if (c->rules[i].now != NULL)
            continue;
        count++;
        if (w == NULL)
            continue;
        open_rule(w, c->rules[i].clause, c->rules[i].title);
        html_text(w, c->rules[i].id);
        add_result(w, &c->rules[i].result, WORD_RULE_IS_NEW);
        add_result(w, NULL, WORD_RULE_IS_GONE);
        html_raw(w, "</td></tr>\n");
    }
    return count;
}

static void add_rules(html_writer *w, const audit_result *r)
{
    static const enum word heads[] = {WORD_CLAUSE, WORD_RULE, WORD_PREVIOUS, WORD_NOW};
    if (add_changed_rules(NULL, r) + add_gone_rules(NULL, r->comparison) == 0) {
        html_paragraph(w, WORD_NO_RULE_CHANGES, (str){0}, (str){0}, (str){0});
        return;
    }
    html_open_table(w, "plain", WORD_RULE_CHANGES, heads, 4);
    add_changed_rules(w, r);
    add_gone_rules(w, r->comparison);
    html_close_table(w);
}

static void add_gone_findings(html_writer *w, const comparison *c)
{
    static const enum word heads[] = {WORD_CLAUSE, WORD_PREVIOUS, WORD_FINDING, WORD_NOW};
    if (c->gone_count == 0)
        return;
    html_open_table(w, "plain", WORD_GONE, heads, 4);
    for (size_t i = 0; i < c->gone_count && i < MOST_GONE; i++) {
        const earlier_finding *f = &c->gone[i];
        html_raw(w, "<tr><th scope=\"row\">");
        html_clause(w, f->rule->clause);
        html_raw(w, "</th><td>");
        html_badge(w, f->result);
        html_raw(w, "</td><td>");
        html_label(w, f->sentence);
        html_raw(w, "</td><td>");
        html_word(w, absence_title(f->why));
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
    if (c->gone_count > MOST_GONE)
        html_paragraph(w, WORD_MORE, str_of(number_print(c->gone_count - MOST_GONE).at), STR("json"), (str){0});
}

void html_comparison(html_writer *w)
{
    const audit_result *r = w->view->result;
    html_open_section(w, "comparison", WORD_COMPARISON);
    html_paragraph(w, WORD_COMPARISON_MEANS, (str){0}, (str){0}, (str){0});
    if (strcmp(r->pack->digest, r->comparison->pack_digest) != 0)
        html_paragraph(w, WORD_OTHER_PACK, (str){0}, (str){0}, (str){0});
    add_audits(w, r, r->comparison);
    add_finding_changes(w, r);
    add_articles(w);
    add_rules(w, r);
    add_gone_findings(w, r->comparison);
    html_raw(w, "</section>\n");
}

/* The HTML report: counts, articles by result, what each bearer has to act on. */
#include "report/report_html.h"

static void add_counts(html_writer *w)
{
    static const enum word heads[] = {WORD_RESULT, WORD_MEANING, WORD_RULES, WORD_CLAUSES};
    const audit_result *r = w->view->result;
    html_open_table(w, "counts", WORD_COUNTS, heads, 4);
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        html_raw(w, "<tr><th scope=\"row\">");
        html_badge(w, (enum result)k);
        html_raw(w, "</th><td>");
        html_word(w, result_meaning((enum result)k));
        html_raw(w, "</td><td class=\"count\">");
        html_number(w, r->rule_counts[k]);
        html_raw(w, "</td><td class=\"count\">");
        html_number(w, r->clause_counts[k]);
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
}

static void add_article_head(html_writer *w)
{
    static const enum word heads[] = {WORD_ARTICLE, WORD_CAPTION, WORD_RESULT};
    html_raw(w, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html_word(w, WORD_BY_ARTICLE);
    html_raw(w, "\"><table class=\"articles\">\n");
    html_element(w, "caption", WORD_BY_ARTICLE);
    html_raw(w, "<thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        html_raw(w, "<th scope=\"col\">");
        html_word(w, heads[i]);
        html_raw(w, "</th>");
    }
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        html_raw(w, "<th scope=\"col\" class=\"count\">");
        html_label(w, result_title((enum result)k));
        html_raw(w, "</th>");
    }
    html_raw(w, "</tr></thead>\n<tbody>\n");
}

static void add_article(html_writer *w, const article_row *row)
{
    html_raw(w, "<tr><th scope=\"row\">");
    if (row->address.supplementary > 0)
        html_word(w, WORD_SUPPLEMENTARY);
    else
        html_clause(w, row->address);
    html_raw(w, "</th><td lang=\"ja\">");
    html_text(w, row->caption);
    html_raw(w, "</td><td>");
    if (row->rules > 0)
        html_badge(w, row->result);
    else
        html_word(w, WORD_NO_RULES);
    html_raw(w, "</td>");
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        html_raw(w, "<td class=\"count\">");
        if (row->counts[k] > 0)
            html_number(w, row->counts[k]);
        else
            html_raw(w, row->rules > 0 ? "<span class=\"zero\">0</span>" : "－");
        html_raw(w, "</td>");
    }
    html_raw(w, "</tr>\n");
}

void html_summary(html_writer *w)
{
    const audit_result *r = w->view->result;
    buffer period = {0};
    period_print(&period, r->period, w->language);
    uint64_t records = 0;
    for (size_t i = 0; i < r->facts->document_count; i++)
        records += r->facts->documents[i].records;
    html_open_section(w, "summary", WORD_SUMMARY);
    html_paragraph(w, WORD_WHAT_WAS_CHECKED, buffer_str(&period), str_of(number_print(records).at),
                   str_of(number_print(r->rule_count).at));
    html_raw(w, "<p class=\"overall\">");
    html_word(w, WORD_OVERALL);
    html_raw(w, " ");
    html_badge(w, r->result);
    html_raw(w, "</p>\n");
    html_paragraph(w, WORD_OVERALL_MEANS, (str){0}, (str){0}, (str){0});
    add_counts(w);
    html_paragraph(w, WORD_NO_ASSURANCE, (str){0}, (str){0}, (str){0});
    add_article_head(w);
    for (size_t i = 0; i < w->view->article_count; i++)
        add_article(w, &w->view->articles[i]);
    html_close_table(w);
    html_paragraph(w, WORD_ARTICLE_COUNTS_RULES, (str){0}, (str){0}, (str){0});
    html_raw(w, "</section>\n");
    buffer_free(&period);
}

static enum word task_word(enum result r)
{
    switch (r) {
    case RESULT_FAIL:
        return WORD_TASK_FAIL;
    case RESULT_REVIEW:
        return WORD_TASK_REVIEW;
    case RESULT_NOTICE:
        return WORD_TASK_NOTICE;
    case RESULT_UNKNOWN:
    case RESULT_PASS:
    case RESULT_NOT_APPLICABLE:
    case RESULT_ERROR:
    case RESULT_COUNT:
        break;
    }
    return WORD_TASK_UNKNOWN;
}

static void add_task(html_writer *w, const task *t)
{
    const rule_group *g = t->group;
    html_raw(w, "<tr><td>");
    html_badge(w, t->result);
    html_raw(w, "</td><td>");
    html_clause(w, g->rule->rule->clause);
    html_raw(w, "</td><td>");
    html_label(w, g->rule->rule->title);
    html_raw(w, "<br>");
    html_rule_link(w, g->rule->rule);
    html_raw(w, "</td><td class=\"count\">");
    html_number(w, g->count);
    html_raw(w, "</td><td>");
    label remedy = group_remedy(g);
    if (remedy_is_due(t->result) && !group_is_open(g) && remedy.ja.length > 0)
        html_label(w, remedy);
    else
        html_word(w, task_word(t->result));
    html_raw(w, "</td></tr>\n");
}

void html_tasks(html_writer *w)
{
    static const enum word heads[] = {WORD_RESULT, WORD_CLAUSE, WORD_MATTER, WORD_CASES, WORD_TO_DO};
    html_open_section(w, "tasks", WORD_TASKS);
    html_paragraph(w, WORD_TASKS_MEAN, (str){0}, (str){0}, (str){0});
    for (size_t i = 0; i < w->view->bearer_count; i++) {
        const bearer_tasks *b = &w->view->bearers[i];
        html_raw(w, "<h3>");
        html_label(w, b->bearer->title);
        html_raw(w, "</h3>\n");
        html_open_table(w, "plain tasks", WORD_TASKS_TABLE, heads, 5);
        for (size_t k = 0; k < b->count; k++)
            add_task(w, &b->tasks[k]);
        html_close_table(w);
    }
    html_raw(w, "</section>\n");
}

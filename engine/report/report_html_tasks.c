/* The HTML report: what each bearer has to act on. */
#include "report/report_html.h"

static void add_task(html_writer *w, const task *t)
{
    const rule_group *g = t->group;
    html_raw(w, "<tr><td>");
    html_badge(w, t->result);
    html_raw(w, "</td><td>");
    html_clause(w, g->rule->rule->clause);
    html_raw(w, "</td><td>");
    html_raw(w, "<a href=\"#");
    html_group_name(w, t->result, g->rule->rule);
    html_raw(w, "\">");
    html_label(w, g->rule->rule->title);
    html_raw(w, "</a>");
    html_raw(w, "</td><td class=\"count\">");
    html_number(w, g->count);
    html_raw(w, "</td><td>");
    html_text(w, task_text(t, w->language));
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

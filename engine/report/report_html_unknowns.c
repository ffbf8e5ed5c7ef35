/* The HTML report: what could not be decided, and which records it takes to decide it. */
#include "report/report_html.h"

static void add_lacks(html_writer *w)
{
    static const enum word heads[] = {WORD_LIST, WORD_STATE, WORD_USUAL_SOURCE, WORD_NEEDED_BY};
    if (w->view->lack_count == 0)
        return;
    html_open_table(w, "plain lacks", WORD_TO_EXPORT, heads, 4);
    for (size_t i = 0; i < w->view->lack_count; i++) {
        const lack *l = &w->view->lacks[i];
        html_raw(w, "<tr><th scope=\"row\">");
        html_label(w, l->list->title);
        html_raw(w, "</th><td>");
        if (l->list->present)
            html_say(w, WORD_GAPS_ARE, label_text(l->list->gaps, w->language), (str){0}, (str){0});
        else
            html_word(w, WORD_ABSENT);
        html_raw(w, "</td><td>");
        html_text(w, l->source);
        html_raw(w, "</td><td>");
        for (size_t k = 0; k < l->rule_count; k++) {
            html_raw(w, k > 0 ? ", " : "");
            html_rule_link(w, l->rules[k]->rule);
        }
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
}

void html_unknowns(html_writer *w)
{
    html_open_results(w, "unknowns", WORD_UNKNOWNS, RESULT_UNKNOWN);
    html_paragraph(w, WORD_UNKNOWN_MEANS, (str){0}, (str){0}, (str){0});
    add_lacks(w);
    html_groups(w, RESULT_UNKNOWN);
    html_raw(w, "</section>\n");
}

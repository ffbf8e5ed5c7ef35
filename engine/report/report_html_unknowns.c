/* The HTML report: what could not be decided, and which records it takes to decide it, by where they come from. */
#include "report/report_html.h"

/* Those who bear the rules that need the list, each once. */
static void add_bearers(html_writer *w, const lack *l)
{
    for (size_t i = 0; i < l->rule_count; i++) {
        const bearer *b = l->rules[i]->rule->bearer;
        size_t before = 0;
        while (before < i && l->rules[before]->rule->bearer != b)
            before++;
        if (before < i)
            continue;
        html_raw(w, i > 0 ? "<br>" : "");
        html_label(w, b->title);
    }
}

static void add_lack(html_writer *w, const lack *l)
{
    html_raw(w, "<tr><td class=\"box\">□</td><th scope=\"row\">");
    html_label(w, l->list->title);
    html_raw(w, "</th><td>");
    if (l->list->present)
        html_say(w, WORD_GAPS_ARE, label_text(l->list->gaps, w->language), (str){0}, (str){0});
    else
        html_word(w, WORD_ABSENT);
    html_raw(w, "</td><td>");
    add_bearers(w, l);
    html_raw(w, "</td><td>");
    for (size_t k = 0; k < l->rule_count; k++) {
        html_raw(w, k > 0 ? ", " : "");
        html_rule_link(w, l->rules[k]->rule);
    }
    html_raw(w, "</td></tr>\n");
}

static bool is_first_of_source(const report_view *v, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (str_equal(v->lacks[i].source, v->lacks[index].source))
            return false;
    return true;
}

static void add_source(html_writer *w, str source)
{
    html_raw(w, "<tr><th scope=\"rowgroup\" colspan=\"5\" class=\"group\">");
    if (source.length > 0)
        html_say(w, WORD_USUAL_SOURCE_IS, source, (str){0}, (str){0});
    else
        html_word(w, WORD_NO_SOURCE);
    html_raw(w, "</th></tr>\n");
    for (size_t i = 0; i < w->view->lack_count; i++)
        if (str_equal(w->view->lacks[i].source, source))
            add_lack(w, &w->view->lacks[i]);
}

static void add_lacks(html_writer *w)
{
    static const enum word heads[] = {WORD_DONE, WORD_LIST, WORD_STATE, WORD_FOR_WHOM, WORD_NEEDED_BY};
    if (w->view->lack_count == 0)
        return;
    html_open_table(w, "plain lacks", WORD_TO_EXPORT, heads, 5);
    for (size_t i = 0; i < w->view->lack_count; i++) {
        if (!is_first_of_source(w->view, i))
            continue;
        html_raw(w, i > 0 ? "</tbody>\n<tbody>\n" : "");
        add_source(w, w->view->lacks[i].source);
    }
    html_close_table(w);
}

void html_unknowns(html_writer *w)
{
    if (html_open_results(w, "unknowns", WORD_UNKNOWNS, RESULT_UNKNOWN))
        html_paragraph(w, WORD_UNKNOWN_MEANS, (str){0}, (str){0}, (str){0});
    add_lacks(w);
    html_groups(w, RESULT_UNKNOWN);
    html_raw(w, "</section>\n");
}

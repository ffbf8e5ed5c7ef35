/* The HTML report: the whole regulation, with what became of each provision in the margin. */
#include "report/report_html.h"

static void add_rule(html_writer *w, const rule_result *r)
{
    html_raw(w, "<li><span aria-hidden=\"true\">");
    html_raw(w, result_sign(r->result));
    html_raw(w, "</span> <a href=\"#");
    html_group_name(w, r->result, r->rule);
    html_raw(w, "\">");
    html_label(w, r->rule->title);
    html_raw(w, "</a> <span class=\"small\">");
    html_label(w, result_title(r->result));
    html_raw(w, "</span></li>");
}

static void add_verdict(html_writer *w, const clause_result *c)
{
    if (c->is_decided)
        html_badge(w, c->result);
    else if (c->entry != NULL)
        html_label(w, ledger_reason_title(c->entry->reason));
    else
        html_word(w, WORD_NO_RULES);
    if (c->rule_count > 0) {
        html_raw(w, "<ul>");
        for (size_t i = 0; i < c->rule_count; i++)
            add_rule(w, c->rules[i]);
        html_raw(w, "</ul>");
    }
}

/* What no record can decide, below the words. Provisions in a row can share it. */
static void add_note(html_writer *w, const clause_result *c, const clause_result *last)
{
    if (c->entry == NULL || c->entry->note.ja.length == 0)
        return;
    html_raw(w, "<p class=\"beside\">");
    if (last != NULL && last->entry != NULL && str_equal(last->entry->note.ja, c->entry->note.ja))
        html_word(w, WORD_SAME_AS_ABOVE);
    else if (c->is_decided)
        html_say(w, WORD_NOT_DECIDED_IS, label_text(c->entry->note, w->language), (str){0}, (str){0});
    else
        html_label(w, c->entry->note);
    html_raw(w, "</p>");
}

/* As the text is printed: 第1項 without a number, the others with theirs, items in brackets. */
static void add_number(html_writer *w, clause_address a)
{
    if (a.item > 0)
        buffer_addf(w->out, "<b>(%u)</b>　", a.item);
    else if (a.paragraph > 1)
        buffer_addf(w->out, "<b>%u</b>　", a.paragraph);
}

static void add_provision(html_writer *w, const clause_result *c, const clause_result *last)
{
    buffer_addf(w->out, "<div class=\"provision%s\"><div class=\"words\"><p lang=\"ja\">",
                c->clause->address.item > 0 ? " item" : "");
    add_number(w, c->clause->address);
    html_text(w, c->clause->text);
    html_raw(w, "</p>");
    add_note(w, c, last);
    html_raw(w, "</div>\n<div class=\"margin\">");
    html_raw(w, "<span class=\"visually-hidden\">");
    html_clause(w, c->clause->address);
    html_raw(w, "</span> ");
    add_verdict(w, c);
    html_raw(w, "</div></div>\n");
}

static void open_article(html_writer *w, const article_row *row)
{
    html_raw(w, "<section class=\"law\" id=\"article-");
    html_article_name(w, row->address);
    html_raw(w, "\">\n<h3 lang=\"ja\">");
    if (row->address.supplementary == 0) {
        buffer title = {0};
        clause_print_title(&title, row->address, LANGUAGE_JA);
        html_text(w, buffer_str(&title));
        buffer_free(&title);
        html_raw(w, "　");
    }
    html_text(w, row->caption);
    html_raw(w, "</h3>\n");
}

void html_regulation(html_writer *w)
{
    const report_view *v = w->view;
    size_t clause = 0;
    html_open_section(w, "regulation", WORD_ALL_CLAUSES);
    html_paragraph(w, WORD_CLAUSES_MEAN, (str){0}, (str){0}, (str){0});
    for (size_t i = 0; i < v->article_count; i++) {
        open_article(w, &v->articles[i]);
        for (size_t k = 0; k < v->articles[i].clauses; k++, clause++)
            add_provision(w, &v->result->clauses[clause], k > 0 ? &v->result->clauses[clause - 1] : NULL);
        html_raw(w, "</section>\n");
    }
    html_raw(w, "</section>\n");
}

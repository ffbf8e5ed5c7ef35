/* The HTML report: what a person has to judge, as forms to be filled in. */
#include "report/report_html.h"

static void add_reason(void *context, const explanation *why)
{
    html_writer *w = context;
    html_raw(w, "<li>");
    html_label(w, why->name);
    if (why->detail.ja.length > 0) {
        html_raw(w, " <span class=\"detail\">");
        html_label(w, why->detail);
        html_raw(w, "</span>");
    }
    html_raw(w, "</li>");
}

void html_questions(html_writer *w, const rule_result *r, const finding *f)
{
    str auditor = label_text(w->view->result->pack->auditor, w->language);
    html_raw(w, "<div><dt>");
    html_word(w, WORD_TO_JUDGE);
    html_raw(w, "</dt><dd><ul class=\"questions\">");
    visit_reasons(f->why, f->why != NULL ? f->why->truth : TRUTH_REVIEW, add_reason, w);
    html_raw(w, "</ul></dd></div>\n<div><dt>");
    html_word(w, WORD_WHOM_TO_ASK);
    html_raw(w, "</dt><dd>");
    if (r->audits_itself)
        html_say(w, WORD_ASKED_BESIDES, label_text(r->rule->bearer->title, w->language), auditor, (str){0});
    else
        html_label(w, r->rule->bearer->title);
    html_raw(w, "</dd></div>\n");
}

static void open_cell(html_writer *w, enum word head)
{
    html_raw(w, "<th scope=\"row\">");
    html_word(w, head);
    html_raw(w, "</th>");
}

static void add_box(html_writer *w, enum result r)
{
    html_raw(w, "<span class=\"box\">□ ");
    html_label(w, result_title(r));
    html_raw(w, "</span> ");
}

void html_judgement(html_writer *w)
{
    html_raw(w, "<table class=\"form\">");
    html_element(w, "caption", WORD_REVIEW_FORM);
    html_raw(w, "<tbody><tr>");
    open_cell(w, WORD_JUDGEMENT);
    html_raw(w, "<td class=\"answer\">");
    add_box(w, RESULT_PASS);
    add_box(w, RESULT_FAIL);
    html_raw(w, "</td>");
    open_cell(w, WORD_JUDGED_ON);
    html_raw(w, "<td class=\"date\">");
    html_word(w, WORD_BLANK_DATE);
    html_raw(w, "</td>");
    open_cell(w, WORD_SIGNED);
    html_raw(w, "<td class=\"name\"></td></tr>\n<tr>");
    open_cell(w, WORD_REASON);
    html_raw(w, "<td colspan=\"5\" class=\"blank\"></td></tr></tbody></table>\n");
}

void html_reviews(html_writer *w)
{
    if (html_open_results(w, "reviews", WORD_REVIEWS, RESULT_REVIEW))
        html_paragraph(w, WORD_REVIEW_MEANS, (str){0}, (str){0}, (str){0});
    html_groups(w, RESULT_REVIEW);
    html_raw(w, "</section>\n");
}

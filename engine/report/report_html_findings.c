/* The HTML report: findings, what could not be decided, what a person has to judge, notices, errors. */
#include "report/report_html.h"

/* Beyond so many, the findings of a rule are left to the JSON. */
enum { MOST_ROWS = 1000 };

static void add_term(html_writer *w, enum word term)
{
    html_raw(w, "<div><dt>");
    html_word(w, term);
    html_raw(w, "</dt><dd>");
}

static void add_rule_terms(html_writer *w, const rule_group *g, enum result result)
{
    const audited_rule *r = g->rule->rule;
    html_raw(w, "<dl class=\"terms\">");
    add_term(w, WORD_BEARER);
    html_label(w, r->bearer->title);
    html_raw(w, "</dd></div>");
    add_term(w, WORD_NORM);
    html_label(w, norm_title(r->norm));
    html_raw(w, "</dd></div>");
    add_term(w, WORD_SEVERITY);
    html_label(w, rule_severity_title(r->severity));
    html_raw(w, "</dd></div>");
    add_term(w, WORD_METHOD);
    html_label(w, method_title(r->method));
    html_raw(w, "</dd></div>");
    add_term(w, WORD_COUNTED);
    html_say(w, word_of_subjects(g->rule, result), str_of(number_print(g->rule->population).at),
             label_text(result_title(result), w->language), str_of(number_print(g->rule->counts[result]).at));
    html_raw(w, "</dd></div></dl>\n");
}

static void add_clause_quote(html_writer *w, const rule_result *r)
{
    const clause *c = view_clause(w->view->result, r);
    if (c == NULL)
        return;
    html_raw(w, "<blockquote lang=\"ja\"><p>");
    html_text(w, c->text);
    html_raw(w, "</p><footer>");
    html_clause(w, c->address);
    if (c->caption.length > 0) {
        html_raw(w, "（");
        html_text(w, c->caption);
        html_raw(w, "）");
    }
    html_raw(w, "</footer></blockquote>\n");
}

static void add_rule_notes(html_writer *w, const rule_group *g, enum result result)
{
    if (g->rule->note.ja.length > 0 && g->rule->result == result) {
        html_raw(w, "<p class=\"note\">");
        html_label(w, g->rule->note);
        html_raw(w, "</p>\n");
    }
    if (g->rule->is_stale) {
        html_raw(w, "<p class=\"warn\">");
        html_word(w, WORD_STALE);
        html_raw(w, "</p>\n");
    }
    if (g->rule->audits_itself) {
        html_raw(w, "<p class=\"warn\">");
        html_say(w, WORD_AUDITS_ITSELF, label_text(w->view->result->pack->auditor, w->language), (str){0}, (str){0});
        html_raw(w, "</p>\n");
    }
}

static void add_gaps(html_writer *w, const rule_result *r)
{
    for (size_t i = 0; i < r->needed_count; i++) {
        const needed_list *n = &r->needed[i];
        str title = label_text(n->title, w->language);
        if (!n->present)
            html_paragraph(w, WORD_LIST_ABSENT, title, (str){0}, (str){0});
        else if (!n->complete)
            html_paragraph(w, WORD_LIST_GAPS, title, label_text(n->gaps, w->language), (str){0});
    }
}

static void add_rule_heading(html_writer *w, const rule_group *g, enum result result)
{
    html_raw(w, "<h3>");
    html_badge(w, result);
    html_raw(w, " ");
    html_clause(w, g->rule->rule->clause);
    html_raw(w, "　");
    html_label(w, g->rule->rule->title);
    html_raw(w, " <span class=\"small\">");
    html_word(w, WORD_RULE);
    html_raw(w, " ");
    html_rule_link(w, g->rule->rule);
    html_raw(w, "</span></h3>\n");
}

static void add_evidence(html_writer *w, const finding *f)
{
    static const enum word heads[] = {WORD_RECORD_KIND, WORD_RECORD, WORD_PLACE};
    if (f->evidence_count == 0)
        return;
    if (f->evidence_count == 1) {
        html_raw(w, "<p class=\"evidence\"><b>");
        html_word(w, WORD_EVIDENCE);
        html_raw(w, "</b> ");
        html_record(w, f->evidence[0]);
        html_raw(w, "</p>\n");
        return;
    }
    html_open_table(w, "evidence", WORD_EVIDENCE, heads, 3);
    for (size_t i = 0; i < f->evidence_count; i++) {
        html_raw(w, "<tr><td>");
        html_label(w, f->evidence[i]->type_title);
        html_raw(w, "</td><td><bdi>");
        html_label(w, f->evidence[i]->text);
        html_raw(w, "</bdi></td><td class=\"place\">");
        html_place(w, f->evidence[i]->at);
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
}

static void add_lines(html_writer *w, enum word heading, const label *items, size_t count)
{
    if (count == 0)
        return;
    html_element(w, "h5", heading);
    html_list(w, items, count);
}

static void add_remedy(html_writer *w, label remedy, bool is_open)
{
    if (remedy.ja.length == 0)
        return;
    html_raw(w, "<div class=\"remedy\">");
    html_element(w, "h5", is_open ? WORD_REMEDY_IF : WORD_REMEDY);
    html_raw(w, "<p>");
    html_label(w, remedy);
    html_raw(w, "</p></div>\n");
}

static void add_finding(html_writer *w, const finding *f, size_t number, bool with_remedy)
{
    buffer_addf(w->out, "<article class=\"finding\"><h4><span class=\"number\">(%zu)</span> ", number);
    html_label(w, f->sentence);
    html_raw(w, "</h4>\n");
    if (f->why != NULL) {
        html_element(w, "h5", WORD_CONDITION);
        html_condition(w, f->why);
    }
    add_evidence(w, f);
    add_lines(w, WORD_MISSING, f->missing, f->missing_count);
    add_lines(w, WORD_CHANGES, f->changes, f->change_count);
    if (with_remedy)
        add_remedy(w, f->remedy, f->is_open);
    html_raw(w, "</article>\n");
}

static void add_further(html_writer *w, const rule_group *g, size_t from)
{
    static const enum word heads[] = {WORD_NUMBER, WORD_FINDING, WORD_PLACE};
    if (g->count <= from)
        return;
    html_open_table(w, "plain", WORD_FURTHER, heads, 3);
    for (size_t i = from; i < g->count && i < MOST_ROWS; i++) {
        buffer_addf(w->out, "<tr><th scope=\"row\">%zu</th><td>", i + 1);
        html_label(w, g->findings[i]->sentence);
        html_raw(w, "</td><td class=\"place\">");
        html_place(w, g->findings[i]->subject.at);
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
    if (g->count > MOST_ROWS)
        html_paragraph(w, WORD_MORE, str_of(number_print(g->count - MOST_ROWS).at), STR("json"), (str){0});
}

static void add_group(html_writer *w, const rule_group *g, enum result result)
{
    buffer_addf(w->out, "<article class=\"rule %s\">\n", result_name(result));
    add_rule_heading(w, g, result);
    add_rule_terms(w, g, result);
    add_clause_quote(w, g->rule);
    add_rule_notes(w, g, result);
    add_gaps(w, g->rule);
    label remedy = group_remedy(g);
    bool is_due = remedy_is_due(result);
    for (size_t i = 0; i < g->count && i < full_findings(result); i++)
        add_finding(w, g->findings[i], i + 1, is_due && remedy.ja.length == 0);
    add_further(w, g, full_findings(result));
    if (is_due)
        add_remedy(w, remedy, group_is_open(g));
    html_raw(w, "</article>\n");
}

/* Returns whether there is anything to show below the heading and the counts. */
static bool add_opening(html_writer *w, const char *id, enum word heading, enum result result)
{
    const result_section *s = &w->view->sections[result];
    str title = label_text(result_title(result), w->language);
    html_open_section(w, id, heading);
    if (s->finding_count == 0)
        html_paragraph(w, WORD_RULES_OF, title, str_of(number_print(s->group_count).at), (str){0});
    else
        html_paragraph(w, WORD_SECTION_COUNT, title, str_of(number_print(s->group_count).at),
                       str_of(number_print(s->finding_count).at));
    return s->group_count > 0;
}

static void add_groups(html_writer *w, enum result result)
{
    const result_section *s = &w->view->sections[result];
    for (size_t i = 0; i < s->group_count; i++)
        add_group(w, &s->groups[i], result);
}

void html_errors(html_writer *w)
{
    if (w->view->sections[RESULT_ERROR].group_count == 0)
        return;
    add_opening(w, "errors", WORD_ERRORS, RESULT_ERROR);
    add_groups(w, RESULT_ERROR);
    html_raw(w, "</section>\n");
}

void html_findings(html_writer *w)
{
    add_opening(w, "findings", WORD_FINDINGS, RESULT_FAIL);
    add_groups(w, RESULT_FAIL);
    html_raw(w, "</section>\n");
}

static void add_lacks(html_writer *w)
{
    static const enum word heads[] = {WORD_LIST, WORD_STATE, WORD_USUAL_SOURCE, WORD_NEEDED_BY};
    if (w->view->lack_count == 0)
        return;
    html_open_table(w, "plain", WORD_TO_EXPORT, heads, 4);
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
    add_opening(w, "unknowns", WORD_UNKNOWNS, RESULT_UNKNOWN);
    html_paragraph(w, WORD_UNKNOWN_MEANS, (str){0}, (str){0}, (str){0});
    add_lacks(w);
    add_groups(w, RESULT_UNKNOWN);
    html_raw(w, "</section>\n");
}

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

static void add_review_row(html_writer *w, const rule_group *g, const finding *f, size_t number)
{
    buffer_addf(w->out, "<tr><th scope=\"row\">%zu</th><td>", number);
    html_clause(w, g->rule->rule->clause);
    html_raw(w, "<br>");
    html_rule_link(w, g->rule->rule);
    html_raw(w, "</td><td>");
    html_label(w, f != NULL ? f->sentence : g->rule->note);
    html_raw(w, "<ul class=\"questions\">");
    if (f != NULL)
        visit_reasons(f->why, TRUTH_REVIEW, add_reason, w);
    html_raw(w, "</ul></td><td>");
    if (f != NULL)
        html_record(w, &f->subject);
    html_raw(w, "</td><td class=\"answer\">□ ");
    html_label(w, result_title(RESULT_PASS));
    html_raw(w, "<br>□ ");
    html_label(w, result_title(RESULT_FAIL));
    html_raw(w, "</td><td class=\"blank\"></td></tr>\n");
}

void html_reviews(html_writer *w)
{
    static const enum word heads[] = {WORD_NUMBER, WORD_CLAUSE,    WORD_TO_JUDGE,
                                      WORD_RECORD, WORD_JUDGEMENT, WORD_SIGNED};
    if (add_opening(w, "reviews", WORD_REVIEWS, RESULT_REVIEW)) {
        const result_section *s = &w->view->sections[RESULT_REVIEW];
        html_paragraph(w, WORD_REVIEW_MEANS, (str){0}, (str){0}, (str){0});
        html_open_table(w, "form", WORD_REVIEW_FORM, heads, 6);
        size_t number = 0;
        for (size_t i = 0; i < s->group_count; i++) {
            const rule_group *g = &s->groups[i];
            for (size_t k = 0; k < g->count && k < MOST_ROWS; k++)
                add_review_row(w, g, g->findings[k], ++number);
            if (g->count == 0)
                add_review_row(w, g, NULL, ++number);
        }
        html_close_table(w);
        add_groups(w, RESULT_REVIEW);
    }
    html_raw(w, "</section>\n");
}

void html_notices(html_writer *w)
{
    add_opening(w, "notices", WORD_NOTICES, RESULT_NOTICE);
    html_paragraph(w, WORD_NOTICE_MEANS, (str){0}, (str){0}, (str){0});
    add_groups(w, RESULT_NOTICE);
    html_raw(w, "</section>\n");
}

void html_not_applicables(html_writer *w)
{
    static const enum word heads[] = {WORD_CLAUSE, WORD_MATTER, WORD_WHY};
    if (add_opening(w, "not-applicables", WORD_NOT_APPLICABLES, RESULT_NOT_APPLICABLE)) {
        const result_section *s = &w->view->sections[RESULT_NOT_APPLICABLE];
        html_open_table(w, "plain", WORD_NOT_APPLICABLES_TABLE, heads, 3);
        for (size_t i = 0; i < s->group_count; i++) {
            const rule_result *r = s->groups[i].rule;
            html_raw(w, "<tr><th scope=\"row\">");
            html_clause(w, r->rule->clause);
            html_raw(w, "</th><td>");
            html_label(w, r->rule->title);
            html_raw(w, "<br>");
            html_rule_link(w, r->rule);
            html_raw(w, "</td><td>");
            html_label(w, r->note);
            html_raw(w, "</td></tr>\n");
        }
        html_close_table(w);
    }
    html_raw(w, "</section>\n");
}

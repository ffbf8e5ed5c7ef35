/* The HTML report: rules with their findings, by result and severity. */
#include "report/report_html.h"

/* Beyond so many, the findings of a rule are left to the JSON. */
enum { MOST_ROWS = 10000, FURTHER_LIST = 100 };

/* ---- a rule ---- */

static void add_term(html_writer *w, enum word term, label value)
{
    html_raw(w, "<div><dt>");
    html_word(w, term);
    html_raw(w, "</dt><dd>");
    html_label(w, value);
    html_raw(w, "</dd></div>");
}

static void add_way_on(html_writer *w, const result_section *s, const rule_group *g)
{
    const rule_group *next = next_in_article(s, g);
    html_raw(w, "<div class=\"ways\">");
    html_rule_link(w, g->rule->rule);
    html_raw(w, " ");
    html_matrix_link(w, g->rule->rule);
    if (next != NULL) {
        html_raw(w, " <a href=\"#");
        html_group_name(w, s->result, next->rule->rule);
        html_raw(w, "\">");
        html_word(w, WORD_NEXT_IN_ARTICLE);
        html_raw(w, "</a>");
    }
    html_raw(w, "</div>");
}

static void add_rule_terms(html_writer *w, const result_section *s, const rule_group *g)
{
    const audited_rule *r = g->rule->rule;
    html_raw(w, "<dl class=\"terms\">");
    add_term(w, WORD_BEARER, r->bearer->title);
    add_term(w, WORD_NORM, norm_title(r->norm));
    add_term(w, WORD_METHOD, method_title(r->method));
    html_raw(w, "<div><dt>");
    html_word(w, WORD_COUNTED);
    html_raw(w, "</dt><dd>");
    html_say(w, word_of_subjects(g->rule, s->result), str_of(number_print(g->rule->population).at),
             label_text(result_title(s->result), w->language), str_of(number_print(g->rule->counts[s->result]).at));
    html_raw(w, "</dd></div></dl>\n");
    add_way_on(w, s, g);
}

static void add_quoted(html_writer *w, const clause *c)
{
    html_raw(w, "<p>");
    html_text(w, c->text);
    html_raw(w, "</p>");
}

/* An item says little without the words before the items. */
static void add_clause_quote(html_writer *w, clause_address address)
{
    const clause *c = view_clause(w->view->result, address), *opening = NULL;
    if (c == NULL)
        return;
    if (address.item > 0) {
        address.item = 0;
        opening = view_clause(w->view->result, address);
    }
    html_raw(w, "<blockquote lang=\"ja\">");
    if (opening != NULL)
        add_quoted(w, opening);
    add_quoted(w, c);
    html_raw(w, "<footer>");
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
    html_raw(w, "<h4>");
    html_badge(w, result);
    html_raw(w, " ");
    html_clause(w, g->rule->rule->clause);
    html_raw(w, "　");
    html_label(w, g->rule->rule->title);
    html_raw(w, "</h4>\n");
}

/* ---- a finding ---- */

/* Open, so that it can be read and printed where no script runs. */
static void open_proof(html_writer *w)
{
    html_raw(w, "<details class=\"proof\" open><summary>");
}

static void close_proof(html_writer *w)
{
    html_raw(w, "</details>");
}

static void open_part(html_writer *w, enum word name)
{
    html_raw(w, name == WORD_WHY ? "<div class=\"why\"><dt>" : "<div><dt>");
    html_word(w, name);
    html_raw(w, "</dt><dd>");
}

static void close_part(html_writer *w)
{
    html_raw(w, "</dd></div>\n");
}

static void add_evidence(html_writer *w, const finding *f)
{
    if (f->evidence_count == 0)
        return;
    open_part(w, WORD_EVIDENCE);
    open_proof(w);
    html_say(w, WORD_EVIDENCE_COUNT, str_of(number_print(f->evidence_count).at), (str){0}, (str){0});
    html_raw(w, "</summary><ul class=\"records\">");
    for (size_t i = 0; i < f->evidence_count; i++) {
        html_raw(w, "<li>");
        html_record(w, f->evidence[i]);
        html_raw(w, "</li>");
    }
    html_raw(w, "</ul>");
    close_proof(w);
    close_part(w);
}

static void add_lines(html_writer *w, enum word name, const label *items, size_t count)
{
    if (count == 0)
        return;
    open_part(w, name);
    html_list(w, items, count);
    close_part(w);
}

static void add_remedy(html_writer *w, label remedy, bool is_open)
{
    if (remedy.ja.length == 0)
        return;
    open_part(w, is_open ? WORD_REMEDY_IF : WORD_REMEDY);
    html_label(w, remedy);
    close_part(w);
}

static void add_finding(html_writer *w, const rule_group *g, const finding *f, size_t number, bool with_remedy)
{
    buffer_addf(w->out, "<article class=\"finding item\"><h5><span class=\"number\">(%zu)</span> ", number);
    html_tag(w, f);
    html_label(w, f->sentence);
    html_raw(w, "</h5>\n<dl class=\"parts\">\n");
    if (f->result == RESULT_REVIEW)
        html_questions(w, g->rule, f);
    if (f->why != NULL) {
        open_part(w, WORD_WHY);
        open_proof(w);
        html_word(w, WORD_CONDITION);
        html_raw(w, "</summary>");
        html_condition(w, f->why);
        close_proof(w);
        close_part(w);
    }
    add_evidence(w, f);
    add_lines(w, WORD_MISSING, f->missing, f->missing_count);
    add_lines(w, WORD_CHANGES, f->changes, f->change_count);
    if (with_remedy)
        add_remedy(w, f->remedy, f->is_open);
    html_raw(w, "</dl>\n");
    if (f->result == RESULT_REVIEW)
        html_judgement(w);
    html_raw(w, "</article>\n");
}

/* Open questions differ in their subject alone. */
static void add_further_item(html_writer *w, const finding *f, size_t number)
{
    buffer_addf(w->out, "<li class=\"item\"><span class=\"number\">(%zu)</span> ", number);
    html_tag(w, f);
    if (f->is_open) {
        html_record(w, &f->subject);
    } else {
        html_label(w, f->sentence);
        html_raw(w, " <span class=\"place\">");
        html_place(w, f->subject.at);
        html_raw(w, "</span>");
    }
    html_raw(w, "</li>\n");
}

/* Lists of a size that a browser lays out at once when it comes to them. */
static void add_further(html_writer *w, const rule_group *g, size_t from)
{
    size_t end = g->count < MOST_ROWS ? g->count : MOST_ROWS;
    if (end > from)
        html_element(w, "h5", group_is_open(g) ? WORD_FURTHER_SUBJECTS : WORD_FURTHER);
    for (size_t i = from; i < end; i++) {
        if ((i - from) % FURTHER_LIST == 0)
            html_raw(w, group_is_open(g) ? "<ul class=\"further subjects\">\n" : "<ul class=\"further\">\n");
        add_further_item(w, g->findings[i], i + 1);
        if ((i - from) % FURTHER_LIST == FURTHER_LIST - 1 || i + 1 == end)
            html_raw(w, "</ul>\n");
    }
    if (g->count > MOST_ROWS)
        html_paragraph(w, WORD_MORE, str_of(number_print(g->count - MOST_ROWS).at), STR("json"), (str){0});
}

void html_group(html_writer *w, const result_section *s, const rule_group *g)
{
    label remedy = group_remedy(g);
    bool is_due = remedy_is_due(s->result);
    buffer_addf(w->out, "<article class=\"rule %s\" id=\"", result_name(s->result));
    html_group_name(w, s->result, g->rule->rule);
    html_raw(w, "\"");
    html_filter_keys(w, g->rule->rule, s->result);
    html_raw(w, ">\n");
    html_raw(w, "<div class=\"head\">\n");
    add_rule_heading(w, g, s->result);
    add_rule_terms(w, s, g);
    add_clause_quote(w, g->rule->rule->clause);
    html_raw(w, "</div>\n");
    add_rule_notes(w, g, s->result);
    add_gaps(w, g->rule);
    for (size_t i = 0; i < g->count && i < full_findings(s->result); i++)
        add_finding(w, g, g->findings[i], i + 1, is_due && remedy.ja.length == 0);
    if (g->count == 0 && s->result == RESULT_REVIEW)
        html_judgement(w);
    add_further(w, g, full_findings(s->result));
    if (is_due && remedy.ja.length > 0) {
        html_raw(w, "<dl class=\"parts remedy\">\n");
        add_remedy(w, remedy, group_is_open(g));
        html_raw(w, "</dl>\n");
    }
    html_raw(w, "</article>\n");
}

/* ---- sections ---- */

void html_groups(html_writer *w, enum result result)
{
    const result_section *s = &w->view->sections[result];
    const audited_rule *last = NULL;
    for (size_t i = 0; i < s->group_count; i++) {
        const audited_rule *r = s->groups[i].rule->rule;
        if (last == NULL || last->severity != r->severity) {
            html_raw(w, "<h3>");
            html_say(w, WORD_SEVERITY_IS, label_text(rule_severity_title(r->severity), w->language), (str){0},
                     (str){0});
            html_raw(w, "</h3>\n");
        }
        html_group(w, s, &s->groups[i]);
        last = r;
    }
}

bool html_open_results(html_writer *w, const char *id, enum word heading, enum result result)
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

void html_errors(html_writer *w)
{
    html_open_results(w, "errors", WORD_ERRORS, RESULT_ERROR);
    html_groups(w, RESULT_ERROR);
    html_raw(w, "</section>\n");
}

void html_findings(html_writer *w)
{
    html_open_results(w, "findings", WORD_FINDINGS, RESULT_FAIL);
    html_groups(w, RESULT_FAIL);
    html_raw(w, "</section>\n");
}

void html_notices(html_writer *w)
{
    if (html_open_results(w, "notices", WORD_NOTICES, RESULT_NOTICE))
        html_paragraph(w, WORD_NOTICE_MEANS, (str){0}, (str){0}, (str){0});
    html_groups(w, RESULT_NOTICE);
    html_raw(w, "</section>\n");
}

void html_not_applicables(html_writer *w)
{
    static const enum word heads[] = {WORD_CLAUSE, WORD_MATTER, WORD_WHY};
    if (html_open_results(w, "not-applicables", WORD_NOT_APPLICABLES, RESULT_NOT_APPLICABLE)) {
        const result_section *s = &w->view->sections[RESULT_NOT_APPLICABLE];
        html_open_table(w, "plain", WORD_NOT_APPLICABLES_TABLE, heads, 3);
        for (size_t i = 0; i < s->group_count; i++) {
            const rule_result *r = s->groups[i].rule;
            html_raw(w, "<tr id=\"");
            html_group_name(w, RESULT_NOT_APPLICABLE, r->rule);
            html_raw(w, "\"");
            html_filter_keys(w, r->rule, RESULT_NOT_APPLICABLE);
            html_raw(w, "><th scope=\"row\">");
            html_clause(w, r->rule->clause);
            html_raw(w, "</th><td>");
            html_label(w, r->rule->title);
            html_raw(w, "<br>");
            html_rule_link(w, r->rule);
            html_raw(w, " ");
            html_matrix_link(w, r->rule);
            html_raw(w, "</td><td>");
            html_label(w, r->note);
            html_raw(w, "</td></tr>\n");
        }
        html_close_table(w);
    }
    html_raw(w, "</section>\n");
}

/* The HTML report: by which rules and methods, parameters, limits. */
#include "report/report_html.h"

static void add_needed(html_writer *w, const rule_result *r)
{
    for (size_t i = 0; i < r->needed_count; i++) {
        const needed_list *n = &r->needed[i];
        html_raw(w, i > 0 ? "<br>" : "");
        html_label(w, n->title);
        if (!n->present)
            html_element(w, "small", WORD_MARK_ABSENT);
        else if (!n->complete)
            html_element(w, "small", WORD_MARK_GAPS);
    }
}

static void add_method(html_writer *w, const rule_result *r)
{
    html_raw(w, "<tr id=\"rule-");
    html_text(w, r->rule->id);
    html_raw(w, "\"><th scope=\"row\"><span class=\"rule-id\">");
    html_text(w, r->rule->id);
    html_raw(w, "</span></th><td>");
    html_clause(w, r->rule->clause);
    html_raw(w, "<br>");
    html_label(w, r->rule->title);
    html_raw(w, "</td><td>");
    html_label(w, norm_title(r->rule->norm));
    html_raw(w, "</td><td>");
    html_label(w, method_title(r->rule->method));
    html_raw(w, "</td><td>");
    add_needed(w, r);
    html_raw(w, "</td><td class=\"count\">");
    html_number(w, r->population);
    html_raw(w, "</td><td>");
    html_badge(w, r->result);
    html_raw(w, "<br><span class=\"small\">");
    html_label(w, r->note);
    if (r->is_stale) {
        html_raw(w, " ");
        html_word(w, WORD_STALE);
    }
    html_raw(w, "</span></td></tr>\n");
}

void html_methods(html_writer *w)
{
    static const enum word heads[] = {WORD_RULE,   WORD_MATTER,           WORD_NORM,  WORD_METHOD,
                                      WORD_NEEDED, WORD_POPULATION_COUNT, WORD_RESULT};
    html_open_section(w, "methods", WORD_METHODS);
    html_paragraph(w, WORD_METHODS_MEAN, (str){0}, (str){0}, (str){0});
    html_open_table(w, "plain methods", WORD_METHODS_TABLE, heads, 7);
    for (size_t i = 0; i < w->view->result->rule_count; i++)
        add_method(w, &w->view->result->rules[i]);
    html_close_table(w);
    html_raw(w, "</section>\n");
}

static void add_settlement(html_writer *w, const rule_result *r, const settlement *s)
{
    html_raw(w, "<tr><td>");
    html_clause(w, r->rule->clause);
    html_raw(w, "<br>");
    html_rule_link(w, r->rule);
    html_raw(w, "</td><td>");
    html_record(w, &s->subject);
    html_raw(w, "</td><td>");
    html_record(w, &s->attestation);
    html_raw(w, "</td><td>");
    html_label(w, s->by);
    html_raw(w, "</td><td>");
    html_moment(w, s->on);
    html_raw(w, "</td><td>");
    html_text(w, s->statement);
    html_raw(w, "</td><td>");
    html_badge(w, s->result);
    html_raw(w, "</td></tr>\n");
}

void html_settled(html_writer *w)
{
    static const enum word heads[] = {WORD_CLAUSE,    WORD_SUBJECT,   WORD_ATTESTATION, WORD_SETTLED_BY,
                                      WORD_JUDGED_ON, WORD_STATEMENT, WORD_RESULT};
    const audit_result *result = w->view->result;
    size_t count = 0;
    for (size_t i = 0; i < result->rule_count; i++)
        count += result->rules[i].settled_count;
    if (count == 0)
        return;
    html_open_section(w, "settled", WORD_SETTLED);
    html_open_table(w, "settled", WORD_SETTLED_TABLE, heads, 7);
    for (size_t i = 0; i < result->rule_count; i++)
        for (size_t k = 0; k < result->rules[i].settled_count; k++)
            add_settlement(w, &result->rules[i], &result->rules[i].settled[k]);
    html_close_table(w);
    html_raw(w, "</section>\n");
}

void html_strays(html_writer *w)
{
    static const enum word heads[] = {WORD_ATTESTATION, WORD_WHY};
    const audit_result *result = w->view->result;
    html_open_section(w, "strays", WORD_STRAYS);
    html_paragraph(w, WORD_STRAYS_MEAN, (str){0}, (str){0}, (str){0});
    html_open_table(w, "plain", WORD_STRAYS_TABLE, heads, 2);
    for (size_t i = 0; i < result->stray_count; i++) {
        html_raw(w, "<tr><td>");
        html_record(w, &result->strays[i].attestation);
        html_raw(w, "</td><td>");
        html_label(w, result->strays[i].why);
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
    html_raw(w, "</section>\n");
}

static void add_parameter(html_writer *w, const audited_parameter *p, const parameter_value *v)
{
    buffer value = {0};
    parameter_print(&value, p, v, w->language);
    html_raw(w, "<tr><th scope=\"row\">");
    html_label(w, p->title);
    html_raw(w, "</th><td>");
    html_text(w, buffer_str(&value));
    html_raw(w, "</td><td>");
    html_period(w, v->in_force);
    html_raw(w, "</td><td><code>");
    html_text(w, p->name);
    html_raw(w, "</code></td></tr>\n");
    buffer_free(&value);
}

void html_parameters(html_writer *w)
{
    static const enum word heads[] = {WORD_MATTER, WORD_VALUE, WORD_IN_FORCE, WORD_VARIABLE};
    const audit_result *result = w->view->result;
    html_open_section(w, "parameters", WORD_PARAMETERS);
    html_open_table(w, "plain", WORD_PARAMETERS_TABLE, heads, 4);
    for (size_t i = 0; i < result->pack->parameter_count; i++) {
        const audited_parameter *p = &result->pack->parameters[i];
        for (size_t k = 0; k < p->value_count; k++)
            add_parameter(w, p, &p->values[k]);
    }
    html_close_table(w);
    html_raw(w, "</section>\n");
}

static void add_own_rules(html_writer *w)
{
    static const enum word heads[] = {WORD_RULE, WORD_MATTER, WORD_BEARER, WORD_RESULT};
    const audit_result *result = w->view->result;
    html_open_table(w, "plain", WORD_OWN_RULES, heads, 4);
    for (size_t i = 0; i < result->rule_count; i++) {
        const rule_result *r = &result->rules[i];
        if (!r->audits_itself)
            continue;
        html_raw(w, "<tr><th scope=\"row\">");
        html_rule_link(w, r->rule);
        html_raw(w, "</th><td>");
        html_clause(w, r->rule->clause);
        html_raw(w, "　");
        html_label(w, r->rule->title);
        html_raw(w, "</td><td>");
        html_label(w, r->rule->bearer->title);
        html_raw(w, "</td><td>");
        html_badge(w, r->result);
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
}

void html_limits(html_writer *w)
{
    static const enum word limits[] = {WORD_LIMIT_RECORDS, WORD_LIMIT_ABSENCE, WORD_LIMIT_JUDGEMENT, WORD_NO_ASSURANCE};
    html_open_section(w, "limits", WORD_LIMITS);
    html_raw(w, "<ul>");
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        html_element(w, "li", limits[i]);
    html_raw(w, "</ul>\n");
    if (w->view->audits_itself) {
        html_element(w, "h3", WORD_INDEPENDENCE_TITLE);
        html_paragraph(w, WORD_INDEPENDENCE, label_text(w->view->result->pack->auditor, w->language), (str){0},
                       (str){0});
        add_own_rules(w);
    }
    html_raw(w, "</section>\n");
}

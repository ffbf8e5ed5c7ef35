/* The rules as TAP 14: one test a rule, its findings as diagnostics in YAML, in which a JSON string is a string too. */
#include "report/report.h"
#include "report/report_machine.h"

static bool is_ok(enum result r)
{
    return r == RESULT_PASS || r == RESULT_NOTICE || r == RESULT_NOT_APPLICABLE;
}

static void add_line(buffer *b, size_t depth, const char *key, str value)
{
    buffer clean = {0};
    buffer_add_repeated(b, ' ', depth * 2);
    buffer_addf(b, "%s: ", key);
    add_clean(&clean, value, buffer_add);
    buffer_add_json(b, buffer_str(&clean));
    buffer_add_char(b, '\n');
    buffer_free(&clean);
}

static void add_message(buffer *b, size_t depth, const outcome *o, enum language language)
{
    buffer message = {0};
    outcome_print(&message, o, language);
    add_line(b, depth, "message", buffer_str(&message));
    buffer_free(&message);
}

typedef struct reasons {
    buffer *out;
    enum language language;
} reasons;

static void add_reason(void *context, const explanation *why)
{
    const reasons *r = context;
    buffer text = {0};
    reason_print(&text, why, r->language);
    buffer_add_text(r->out, "        - text: ");
    buffer_add_json(r->out, buffer_str(&text));
    buffer_add_char(r->out, '\n');
    buffer_free(&text);
}

static void add_list(buffer *b, const char *key, const label *items, size_t count, enum language language)
{
    if (count == 0)
        return;
    buffer_addf(b, "      %s:\n", key);
    for (size_t i = 0; i < count; i++) {
        buffer clean = {0};
        add_clean(&clean, label_text(items[i], language), buffer_add);
        buffer_add_text(b, "        - text: ");
        buffer_add_json(b, buffer_str(&clean));
        buffer_add_char(b, '\n');
        buffer_free(&clean);
    }
}

static void add_place(buffer *b, place at)
{
    if (at.file == NULL)
        return;
    buffer_add_text(b, "      at:\n");
    add_line(b, 4, "file", str_of(at.file));
    buffer_addf(b, "        line: %u\n", at.line);
}

static void add_finding(buffer *b, const outcome *o, enum language language)
{
    const finding *f = o->finding;
    buffer_add_text(b, "    - ");
    add_line(b, 0, "identity", f->identity);
    add_line(b, 3, "result", str_of(result_name(f->result)));
    add_message(b, 3, o, language);
    if (f->why != NULL) {
        reasons r = {b, language};
        buffer_add_text(b, "      reasons:\n");
        visit_reasons(f->why, f->why->truth, add_reason, &r);
    }
    add_list(b, "missing", f->missing, f->missing_count, language);
    add_list(b, "changes", f->changes, f->change_count, language);
    add_place(b, f->subject.at);
}

static void add_diagnostics(buffer *b, const rule_result *r, enum language language)
{
    outcome whole = {r, NULL, r->result};
    buffer clause = {0};
    clause_print_title(&clause, r->rule->clause, language);
    buffer_add_text(b, "  ---\n");
    add_message(b, 1, &whole, language);
    add_line(b, 1, "result", str_of(result_name(r->result)));
    add_line(b, 1, "clause", buffer_str(&clause));
    add_line(b, 1, "bearer", label_text(r->rule->bearer->title, language));
    add_line(b, 1, "severity", str_of(rule_severity_name(r->rule->severity)));
    buffer_addf(b, "  population: %llu\n", (unsigned long long)r->population);
    if (r->finding_count > 0)
        buffer_add_text(b, "  findings:\n");
    for (size_t i = 0; i < r->finding_count; i++) {
        outcome o = outcome_at(r, i);
        add_finding(b, &o, language);
    }
    buffer_add_text(b, "  ...\n");
    buffer_free(&clause);
}

static void add_test(buffer *b, const rule_result *r, size_t number, enum language language)
{
    buffer_addf(b, "%s %zu - ", is_ok(r->result) ? "ok" : "not ok", number);
    add_tap(b, r->rule->id);
    buffer_add_char(b, ' ');
    add_tap(b, label_text(r->rule->title, language));
    if (r->result == RESULT_NOT_APPLICABLE) {
        outcome whole = {r, NULL, r->result};
        buffer why = {0};
        outcome_print(&why, &whole, language);
        buffer_add_text(b, " # SKIP ");
        add_tap(b, buffer_str(&why));
        buffer_free(&why);
    }
    buffer_add_char(b, '\n');
    if (r->result != RESULT_PASS && r->result != RESULT_NOT_APPLICABLE)
        add_diagnostics(b, r, language);
}

void write_tap(const audit_result *result, enum language language, buffer *out)
{
    buffer_addf(out, "TAP version 14\n1..%zu\n", result->rule_count);
    for (size_t i = 0; i < result->rule_count; i++)
        add_test(out, &result->rules[i], i + 1, language);
}

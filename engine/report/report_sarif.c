/* The outcomes as SARIF 2.1.0, for viewers of findings. docs/formats.md says what maps to what. */
#include "report/report.h"
#include "report/report_machine.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

typedef struct sarif {
    json j;
    const audit_result *result;
    enum language language;
} sarif;

static const char *kind_of(enum result r)
{
    switch (r) {
    case RESULT_NOT_APPLICABLE:
        return "notApplicable";
    case RESULT_PASS:
        return "pass";
    case RESULT_NOTICE:
        return "informational";
    case RESULT_REVIEW:
        return "review";
    case RESULT_FAIL:
        return "fail";
    case RESULT_UNKNOWN:
    case RESULT_ERROR:
    case RESULT_COUNT:
        break;
    }
    return "open";
}

/* No breach of the regulation is a mere note. */
static const char *level_of(enum rule_severity severity)
{
    return severity == RULE_HIGH ? "error" : "warning";
}

/* ---- texts ---- */

/* Square brackets make links in a message, and braces stand for arguments. */
static void escape_message(buffer *b, str s)
{
    for (size_t i = 0; i < s.length; i++) {
        char c = s.at[i];
        if (c == '[' || c == ']' || c == '\\')
            buffer_add_char(b, '\\');
        if (c == '{' || c == '}')
            buffer_add_char(b, c);
        buffer_add_char(b, c);
    }
}

static void add_message(sarif *s, const char *key, str text)
{
    buffer clean = {0}, escaped = {0};
    add_clean(&clean, text, buffer_add);
    escape_message(&escaped, buffer_str(&clean));
    json_open(&s->j, key, '{');
    json_string(&s->j, "text", buffer_str(&escaped));
    json_close(&s->j, '}');
    buffer_free(&escaped);
    buffer_free(&clean);
}

static void add_label(sarif *s, const char *key, label l)
{
    json_clean(&s->j, key, label_text(l, s->language));
}

static void add_labels(sarif *s, const char *key, const label *labels, size_t count)
{
    if (count == 0)
        return;
    json_open(&s->j, key, '[');
    for (size_t i = 0; i < count; i++)
        add_label(s, NULL, labels[i]);
    json_close(&s->j, ']');
}

static void add_outcome_message(sarif *s, const outcome *o)
{
    buffer text = {0};
    outcome_print(&text, o, s->language);
    add_message(s, "message", buffer_str(&text));
    buffer_free(&text);
}

/* ---- rules ---- */

static void add_clause(sarif *s, const rule_result *r)
{
    const clause *c = view_clause(s->result, r->rule->clause);
    buffer title = {0}, id = {0};
    clause_print_title(&title, r->rule->clause, s->language);
    add_message(s, "fullDescription", buffer_str(&title));
    add_message(s, "help", c != NULL ? c->text : buffer_str(&title));
    clause_print(&id, r->rule->clause);
    json_open(&s->j, "properties", '{');
    json_string(&s->j, "clause", buffer_str(&id));
    buffer_free(&id);
    buffer_free(&title);
}

static void add_gaps(sarif *s, const rule_result *r)
{
    json_open(&s->j, "incompleteLists", '[');
    for (size_t i = 0; i < r->needed_count; i++) {
        const needed_list *n = &r->needed[i];
        if (n->present && n->complete)
            continue;
        json_open(&s->j, NULL, '{');
        json_string(&s->j, "type", n->type);
        json_flag(&s->j, "present", n->present);
        add_label(s, "gaps", n->gaps);
        json_close(&s->j, '}');
    }
    json_close(&s->j, ']');
}

/* Opens with the clause, which its properties begin with. */
static void add_rule(sarif *s, const rule_result *r)
{
    json *j = &s->j;
    json_open(j, NULL, '{');
    json_string(j, "id", r->rule->id);
    add_message(s, "shortDescription", label_text(r->rule->title, s->language));
    json_open(j, "defaultConfiguration", '{');
    json_text(j, "level", level_of(r->rule->severity));
    json_close(j, '}');
    add_clause(s, r);
    json_text(j, "norm", norm_name(r->rule->norm));
    json_string(j, "bearer", r->rule->bearer->id);
    add_label(s, "bearerTitle", r->rule->bearer->title);
    json_text(j, "severity", rule_severity_name(r->rule->severity));
    json_text(j, "method", method_name(r->rule->method));
    json_text(j, "result", result_name(r->result));
    json_number(j, "population", r->population);
    json_number(j, "settled", r->settled_count);
    if (r->note.ja.length > 0)
        add_label(s, "note", r->note);
    json_flag(j, "stale", r->is_stale);
    json_flag(j, "auditsItself", r->audits_itself);
    add_gaps(s, r);
    json_close(j, '}');
    json_close(j, '}');
}

/* ---- results ---- */

static void add_location(sarif *s, const evidence *e, bool with_message)
{
    buffer uri = {0};
    uri_print(&uri, e->at.file);
    json_open(&s->j, NULL, '{');
    json_open(&s->j, "physicalLocation", '{');
    json_open(&s->j, "artifactLocation", '{');
    json_string(&s->j, "uri", buffer_str(&uri));
    json_close(&s->j, '}');
    if (e->at.line > 0) {
        json_open(&s->j, "region", '{');
        json_number(&s->j, "startLine", e->at.line);
        json_close(&s->j, '}');
    }
    json_close(&s->j, '}');
    if (with_message) {
        buffer text = {0};
        buffer_add(&text, label_text(e->type_title, s->language));
        buffer_add_char(&text, ' ');
        buffer_add(&text, label_text(e->text, s->language));
        add_message(s, "message", buffer_str(&text));
        buffer_free(&text);
    }
    json_close(&s->j, '}');
    buffer_free(&uri);
}

static bool is_subject(const finding *f, const evidence *e)
{
    return str_equal(e->type, f->subject.type) && str_equal(e->id, f->subject.id);
}

static void add_locations(sarif *s, const finding *f)
{
    if (f->subject.at.file != NULL) {
        json_open(&s->j, "locations", '[');
        add_location(s, &f->subject, false);
        json_close(&s->j, ']');
    }
    json_open(&s->j, "relatedLocations", '[');
    for (size_t i = 0; i < f->evidence_count; i++)
        if (!is_subject(f, f->evidence[i]) && f->evidence[i]->at.file != NULL)
            add_location(s, f->evidence[i], true);
    json_close(&s->j, ']');
}

static void add_reason(void *context, const explanation *why)
{
    sarif *s = context;
    buffer text = {0};
    reason_print(&text, why, s->language);
    json_string(&s->j, NULL, buffer_str(&text));
    buffer_free(&text);
}

static void add_finding_properties(sarif *s, const finding *f)
{
    json_string(&s->j, "subjectType", f->subject.type);
    json_string(&s->j, "subject", f->subject.id);
    if (f->why != NULL) {
        json_open(&s->j, "reasons", '[');
        visit_reasons(f->why, f->why->truth, add_reason, s);
        json_close(&s->j, ']');
    }
    add_labels(s, "missing", f->missing, f->missing_count);
    add_labels(s, "changes", f->changes, f->change_count);
    if (remedy_is_due(f->result) && f->remedy.ja.length > 0)
        add_label(s, f->is_open ? "remedyIfNotCompliant" : "remedy", f->remedy);
}

static void add_outcome(sarif *s, const outcome *o, size_t rule_index)
{
    json *j = &s->j;
    json_open(j, NULL, '{');
    json_string(j, "ruleId", o->rule->rule->id);
    json_number(j, "ruleIndex", rule_index);
    json_text(j, "kind", kind_of(o->result));
    json_text(j, "level", o->result == RESULT_FAIL ? level_of(o->rule->rule->severity) : "none");
    add_outcome_message(s, o);
    if (o->finding != NULL)
        add_locations(s, o->finding);
    json_open(j, "partialFingerprints", '{');
    json_string(j, "identity/v1", outcome_identity(o));
    json_close(j, '}');
    json_open(j, "properties", '{');
    json_text(j, "result", result_name(o->result));
    if (o->finding != NULL)
        add_finding_properties(s, o->finding);
    json_close(j, '}');
    json_close(j, '}');
}

/* ---- the run ---- */

static void add_tool(sarif *s)
{
    json *j = &s->j;
    json_open(j, "tool", '{');
    json_open(j, "driver", '{');
    json_text(j, "name", "junshu");
    json_text(j, "version", s->result->engine_version);
    json_open(j, "rules", '[');
    for (size_t i = 0; i < s->result->rule_count; i++)
        add_rule(s, &s->result->rules[i]);
    json_close(j, ']');
    json_close(j, '}');
    json_close(j, '}');
}

/* An error of a rule is a tool that did not do its work, never a verdict. */
static void add_invocation(sarif *s)
{
    json_open(&s->j, "invocations", '[');
    json_open(&s->j, NULL, '{');
    json_flag(&s->j, "executionSuccessful", s->result->result != RESULT_ERROR);
    json_close(&s->j, '}');
    json_close(&s->j, ']');
}

static void add_artifacts(sarif *s)
{
    const examined_facts *f = s->result->facts;
    json_open(&s->j, "artifacts", '[');
    for (size_t i = 0; i < f->document_count; i++) {
        buffer uri = {0};
        uri_print(&uri, f->documents[i].path);
        json_open(&s->j, NULL, '{');
        json_open(&s->j, "location", '{');
        json_string(&s->j, "uri", buffer_str(&uri));
        json_close(&s->j, '}');
        json_open(&s->j, "hashes", '{');
        json_text(&s->j, "sha-256", f->documents[i].digest);
        json_close(&s->j, '}');
        json_close(&s->j, '}');
        buffer_free(&uri);
    }
    json_close(&s->j, ']');
}

static void add_results(sarif *s)
{
    json_open(&s->j, "results", '[');
    for (size_t i = 0; i < s->result->rule_count; i++) {
        const rule_result *r = &s->result->rules[i];
        size_t count = outcome_count(r);
        for (size_t k = 0; k < count; k++) {
            outcome o = outcome_at(r, k);
            add_outcome(s, &o, i);
        }
    }
    json_close(&s->j, ']');
}

static void add_run_properties(sarif *s)
{
    json *j = &s->j;
    json_open(j, "properties", '{');
    json_text(j, "result", result_name(s->result->result));
    json_period(j, "period", s->result->period);
    json_moment(j, "asOf", s->result->as_of);
    json_string(j, "municipality", s->result->pack->municipality);
    json_string(j, "pack", s->result->pack->id);
    json_string(j, "packVersion", s->result->pack->version);
    json_text(j, "packDigest", s->result->pack->digest);
    json_close(j, '}');
}

void write_sarif(const audit_result *result, enum language language, buffer *out)
{
    sarif s = {.j = {.out = out}, .result = result, .language = language};
    json *j = &s.j;
    json_open(j, NULL, '{');
    json_text(j, "$schema", SCHEMA);
    json_text(j, "version", "2.1.0");
    json_open(j, "runs", '[');
    json_open(j, NULL, '{');
    add_tool(&s);
    json_text(j, "language", language == LANGUAGE_EN ? "en" : "ja");
    add_invocation(&s);
    add_artifacts(&s);
    add_results(&s);
    add_run_properties(&s);
    json_close(j, '}');
    json_close(j, ']');
    json_close(j, '}');
    buffer_add_char(out, '\n');
}

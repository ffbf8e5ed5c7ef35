/* The complete result as JSON, for programs. The order of keys is fixed; schema/result.schema.json describes them. */
#include "report/report.h"
#include "report/report_view.h"

/* An array or object being written. */
typedef struct json {
    buffer *out;
    size_t depth;
    bool has_items; /* the innermost array or object has some already */
} json;

static void begin_line(json *j)
{
    if (j->depth > 0)
        buffer_add_char(j->out, '\n');
    buffer_add_repeated(j->out, ' ', j->depth);
}

/* Takes the key of an object's member, or NULL in an array. */
static void begin_value(json *j, const char *key)
{
    if (j->has_items)
        buffer_add_char(j->out, ',');
    begin_line(j);
    j->has_items = true;
    if (key != NULL)
        buffer_addf(j->out, "\"%s\": ", key);
}

static void open_value(json *j, const char *key, char bracket)
{
    begin_value(j, key);
    buffer_add_char(j->out, bracket);
    j->depth++;
    j->has_items = false;
}

static void close_value(json *j, char bracket)
{
    j->depth--;
    if (j->has_items) {
        buffer_add_char(j->out, '\n');
        buffer_add_repeated(j->out, ' ', j->depth);
    }
    buffer_add_char(j->out, bracket);
    j->has_items = true;
}

static void add_null(json *j, const char *key)
{
    begin_value(j, key);
    buffer_add_text(j->out, "null");
}

static void add_string(json *j, const char *key, str s)
{
    begin_value(j, key);
    buffer_add_json(j->out, s);
}

/* An empty text is null. */
static void add_optional(json *j, const char *key, str s)
{
    if (s.length > 0)
        add_string(j, key, s);
    else
        add_null(j, key);
}

static void add_number(json *j, const char *key, uint64_t number)
{
    begin_value(j, key);
    buffer_addf(j->out, "%llu", (unsigned long long)number);
}

static void add_flag(json *j, const char *key, bool flag)
{
    begin_value(j, key);
    buffer_add_text(j->out, flag ? "true" : "false");
}

/* An empty label is null. */
static void add_label(json *j, const char *key, label l)
{
    if (l.ja.length == 0) {
        add_null(j, key);
        return;
    }
    open_value(j, key, '{');
    add_string(j, "ja", l.ja);
    add_string(j, "en", label_text(l, LANGUAGE_EN));
    close_value(j, '}');
}

static void add_labels(json *j, const char *key, const label *labels, size_t count)
{
    open_value(j, key, '[');
    for (size_t i = 0; i < count; i++)
        add_label(j, NULL, labels[i]);
    close_value(j, ']');
}

static void add_moment(json *j, const char *key, moment m)
{
    if (m == MOMENT_MISSING) {
        add_null(j, key);
        return;
    }
    buffer text = {0};
    moment_print_iso(&text, m);
    add_string(j, key, buffer_str(&text));
    buffer_free(&text);
}

static void add_period(json *j, const char *key, period p)
{
    if (period_is_missing(p)) {
        add_null(j, key);
        return;
    }
    buffer text = {0};
    period_print_iso(&text, p);
    add_string(j, key, buffer_str(&text));
    buffer_free(&text);
}

static void add_place(json *j, place at)
{
    add_optional(j, "document", str_of(at.file));
    if (at.line > 0)
        add_number(j, "line", at.line);
    else
        add_null(j, "line");
}

static void add_record(json *j, const char *key, const evidence *e)
{
    if (e == NULL) {
        add_null(j, key);
        return;
    }
    open_value(j, key, '{');
    add_string(j, "type", e->type);
    add_string(j, "id", e->id);
    add_label(j, "text", e->text);
    add_place(j, e->at);
    close_value(j, '}');
}

static void add_counts(json *j, const char *key, const uint64_t counts[RESULT_COUNT])
{
    open_value(j, key, '{');
    for (int r = RESULT_COUNT - 1; r >= 0; r--)
        add_number(j, result_name((enum result)r), counts[r]);
    close_value(j, '}');
}

static const char *truth_name(enum truth t)
{
    switch (t) {
    case TRUTH_FALSE:
        return "false";
    case TRUTH_UNKNOWN:
        return "unknown";
    case TRUTH_REVIEW:
        return "review";
    case TRUTH_TRUE:
        return "true";
    }
    return "unknown";
}

static void add_operands(json *j, const explanation *why)
{
    open_value(j, "operands", '[');
    for (size_t i = 0; i < why->operand_count; i++) {
        const operand *o = &why->operands[i];
        open_value(j, NULL, '{');
        add_string(j, "source", o->source);
        add_label(j, "name", o->name);
        add_label(j, "value", o->value);
        add_flag(j, "missing", o->missing);
        close_value(j, '}');
    }
    close_value(j, ']');
}

static void add_explanation(json *j, const char *key, const explanation *why)
{
    if (why == NULL) {
        add_null(j, key);
        return;
    }
    open_value(j, key, '{');
    add_string(j, "truth", str_of(truth_name(why->truth)));
    add_label(j, "name", why->name);
    add_optional(j, "source", why->source);
    add_operands(j, why);
    add_label(j, "detail", why->detail);
    add_record(j, "record", why->record);
    open_value(j, "children", '[');
    for (size_t i = 0; i < why->child_count; i++)
        add_explanation(j, NULL, why->children[i]);
    close_value(j, ']');
    close_value(j, '}');
}

static void add_finding(json *j, const finding *f)
{
    open_value(j, NULL, '{');
    add_string(j, "identity", f->identity);
    add_string(j, "result", str_of(result_name(f->result)));
    add_record(j, "subject", &f->subject);
    add_label(j, "sentence", f->sentence);
    add_explanation(j, "condition", f->why);
    open_value(j, "evidence", '[');
    for (size_t i = 0; i < f->evidence_count; i++)
        add_record(j, NULL, f->evidence[i]);
    close_value(j, ']');
    add_labels(j, "missing", f->missing, f->missing_count);
    add_labels(j, "changes", f->changes, f->change_count);
    add_label(j, "remedy", f->remedy);
    close_value(j, '}');
}

static void add_needed(json *j, const rule_result *r)
{
    open_value(j, "needed", '[');
    for (size_t i = 0; i < r->needed_count; i++) {
        const needed_list *n = &r->needed[i];
        open_value(j, NULL, '{');
        add_string(j, "type", n->type);
        add_label(j, "title", n->title);
        add_flag(j, "present", n->present);
        add_flag(j, "complete", n->complete);
        add_label(j, "gaps", n->gaps);
        close_value(j, '}');
    }
    close_value(j, ']');
}

static void add_settled(json *j, const rule_result *r)
{
    open_value(j, "settled", '[');
    for (size_t i = 0; i < r->settled_count; i++) {
        open_value(j, NULL, '{');
        add_record(j, "subject", &r->settled[i].subject);
        add_record(j, "attestation", &r->settled[i].attestation);
        add_string(j, "result", str_of(result_name(r->settled[i].result)));
        close_value(j, '}');
    }
    close_value(j, ']');
}

static void add_clause_address(json *j, const char *key, clause_address address)
{
    buffer text = {0};
    clause_print(&text, address);
    add_string(j, key, buffer_str(&text));
    buffer_free(&text);
}

static void add_bearer(json *j, const bearer *b)
{
    open_value(j, "bearer", '{');
    add_string(j, "id", b->id);
    add_label(j, "title", b->title);
    add_flag(j, "audits", b->audits);
    close_value(j, '}');
}

static void add_rule(json *j, const rule_result *r)
{
    open_value(j, NULL, '{');
    add_string(j, "id", r->rule->id);
    add_clause_address(j, "clause", r->rule->clause);
    add_label(j, "title", r->rule->title);
    add_string(j, "norm", str_of(norm_name(r->rule->norm)));
    add_bearer(j, r->rule->bearer);
    add_string(j, "method", str_of(method_name(r->rule->method)));
    add_string(j, "severity", str_of(rule_severity_name(r->rule->severity)));
    add_string(j, "result", str_of(result_name(r->result)));
    add_label(j, "note", r->note);
    add_flag(j, "stale", r->is_stale);
    add_flag(j, "audits_itself", r->audits_itself);
    add_number(j, "population", r->population);
    add_counts(j, "counts", r->counts);
    add_needed(j, r);
    open_value(j, "findings", '[');
    for (size_t i = 0; i < r->finding_count; i++)
        add_finding(j, r->findings[i]);
    close_value(j, ']');
    add_settled(j, r);
    close_value(j, '}');
}

static void add_ledger_entry(json *j, const ledger_entry *e)
{
    if (e == NULL) {
        add_null(j, "ledger");
        return;
    }
    open_value(j, "ledger", '{');
    add_string(j, "reason", str_of(ledger_reason_name(e->reason)));
    add_label(j, "note", e->note);
    close_value(j, '}');
}

static void add_clause(json *j, const clause_result *c)
{
    open_value(j, NULL, '{');
    add_string(j, "address", c->clause->id);
    add_label(j, "title", c->clause->title);
    add_optional(j, "caption", c->clause->caption);
    add_string(j, "text", c->clause->text);
    if (c->is_decided)
        add_string(j, "result", str_of(result_name(c->result)));
    else
        add_null(j, "result");
    add_ledger_entry(j, c->entry);
    open_value(j, "rules", '[');
    for (size_t i = 0; i < c->rule_count; i++)
        add_string(j, NULL, c->rules[i]->rule->id);
    close_value(j, ']');
    close_value(j, '}');
}

static void add_documents(json *j, const facts *f)
{
    open_value(j, "documents", '[');
    for (size_t i = 0; i < f->document_count; i++) {
        open_value(j, NULL, '{');
        add_string(j, "path", str_of(f->documents[i].path));
        add_string(j, "sha256", str_of(f->documents[i].digest));
        add_number(j, "records", f->documents[i].records);
        close_value(j, '}');
    }
    close_value(j, ']');
}

static void add_list(json *j, const facts *f, const list_declaration *l)
{
    open_value(j, NULL, '{');
    add_string(j, "type", l->type->name);
    add_period(j, "covers", l->covers);
    add_optional(j, "scope", list_scope_id(f, l));
    add_optional(j, "source", l->source != SYMBOL_NONE ? intern_text(f->names, l->source) : (str){0});
    add_moment(j, "exported", l->exported);
    add_string(j, "document", str_of(f->documents[l->document].path));
    add_number(j, "line", l->line);
    add_number(j, "records", l->records);
    close_value(j, '}');
}

static void add_parameter_value(json *j, const parameter *p, const parameter_value *v)
{
    open_value(j, NULL, '{');
    add_period(j, "in_force", v->in_force);
    if (p->type.kind == TYPE_INTEGER) {
        begin_value(j, "value");
        buffer_addf(j->out, "%lld", (long long)v->as.integer);
    } else if (p->type.kind == TYPE_DURATION) {
        begin_value(j, "value");
        buffer_addf(j->out, "\"P%dY%dM%dD\"", v->as.duration.months / 12, v->as.duration.months % 12,
                    v->as.duration.days);
    } else {
        add_string(j, "value", v->as.string);
    }
    close_value(j, '}');
}

/* Those values that were in force at some time of the period, or at the as-of date. */
static void add_parameters(json *j, const audit_result *result)
{
    open_value(j, "parameters", '[');
    for (size_t i = 0; i < result->pack->parameter_count; i++) {
        const parameter *p = &result->pack->parameters[i];
        open_value(j, NULL, '{');
        add_string(j, "name", p->name);
        add_label(j, "title", p->title);
        open_value(j, "values", '[');
        for (size_t k = 0; k < p->value_count; k++)
            if (value_matters(result, &p->values[k]))
                add_parameter_value(j, p, &p->values[k]);
        close_value(j, ']');
        close_value(j, '}');
    }
    close_value(j, ']');
}

static void add_head(json *j, const audit_result *result)
{
    add_string(j, "format", STR("urn:junshu:result:1"));
    open_value(j, "engine", '{');
    add_string(j, "name", STR("junshu"));
    add_string(j, "version", str_of(result->engine_version));
    close_value(j, '}');
    open_value(j, "pack", '{');
    add_string(j, "id", result->pack->id);
    add_string(j, "version", result->pack->version);
    add_string(j, "digest", str_of(result->pack->digest));
    add_label(j, "title", result->pack->title);
    add_label(j, "auditor", result->pack->auditor);
    close_value(j, '}');
    add_string(j, "municipality", result->pack->municipality);
    add_period(j, "period", result->period);
    add_moment(j, "as_of", result->as_of);
}

static void add_summary(json *j, const audit_result *result)
{
    open_value(j, "summary", '{');
    add_string(j, "result", str_of(result_name(result->result)));
    add_counts(j, "rules", result->rule_counts);
    add_counts(j, "clauses", result->clause_counts);
    close_value(j, '}');
}

void write_json(const audit_result *result, enum language language, buffer *out)
{
    (void)language; /* both are in it */
    json j = {.out = out};
    open_value(&j, NULL, '{');
    add_head(&j, result);
    add_summary(&j, result);
    add_documents(&j, result->facts);
    open_value(&j, "lists", '[');
    for (size_t i = 0; i < result->facts->list_count; i++)
        add_list(&j, result->facts, &result->facts->lists[i]);
    close_value(&j, ']');
    add_parameters(&j, result);
    open_value(&j, "clauses", '[');
    for (size_t i = 0; i < result->clause_count; i++)
        add_clause(&j, &result->clauses[i]);
    close_value(&j, ']');
    open_value(&j, "rules", '[');
    for (size_t i = 0; i < result->rule_count; i++)
        add_rule(&j, &result->rules[i]);
    close_value(&j, ']');
    close_value(&j, '}');
    buffer_add_char(out, '\n');
}

/* The complete result as JSON, for programs. The order of keys is fixed; schema/result.schema.json describes them. */
#include "report/report_json.h"

#include "report/report.h"
#include "report/report_view.h"

void json_label(json *j, const char *key, label l)
{
    if (l.ja.length == 0) {
        json_null(j, key);
        return;
    }
    json_open_flat(j, key, '{');
    json_string(j, "ja", l.ja);
    json_string(j, "en", label_text(l, LANGUAGE_EN));
    json_close(j, '}');
}

static void add_labels(json *j, const char *key, const label *labels, size_t count)
{
    json_open(j, key, '[');
    for (size_t i = 0; i < count; i++)
        json_label(j, NULL, labels[i]);
    json_close(j, ']');
}

static void add_place(json *j, place at)
{
    json_optional(j, "document", str_of(at.file));
    if (at.line > 0)
        json_number(j, "line", at.line);
    else
        json_null(j, "line");
}

void json_record(json *j, const char *key, const evidence *e)
{
    if (e == NULL) {
        json_null(j, key);
        return;
    }
    json_open_flat(j, key, '{');
    json_string(j, "type", e->type);
    json_string(j, "id", e->id);
    json_label(j, "text", e->text);
    add_place(j, e->at);
    json_close(j, '}');
}

static void add_counts(json *j, const char *key, const uint64_t counts[RESULT_COUNT])
{
    json_open(j, key, '{');
    for (int r = RESULT_COUNT - 1; r >= 0; r--)
        json_number(j, result_name((enum result)r), counts[r]);
    json_close(j, '}');
}

static void add_operands(json *j, const explanation *why)
{
    json_open(j, "operands", '[');
    for (size_t i = 0; i < why->operand_count; i++) {
        const operand *o = &why->operands[i];
        json_open_flat(j, NULL, '{');
        json_string(j, "source", o->source);
        json_label(j, "name", o->name);
        json_label(j, "value", o->value);
        json_flag(j, "missing", o->missing);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_explanation(json *j, const char *key, const explanation *why)
{
    if (why == NULL) {
        json_null(j, key);
        return;
    }
    (why->child_count > 0 ? json_open : json_open_flat)(j, key, '{');
    json_text(j, "truth", truth_name(why->truth));
    json_flag(j, "against", why->is_against);
    json_label(j, "name", why->name);
    json_optional(j, "source", why->source);
    add_operands(j, why);
    json_label(j, "detail", why->detail);
    json_record(j, "record", why->record);
    json_open(j, "children", '[');
    for (size_t i = 0; i < why->child_count; i++)
        add_explanation(j, NULL, why->children[i]);
    json_close(j, ']');
    json_close(j, '}');
}

static void add_finding(json *j, const finding *f)
{
    json_open(j, NULL, '{');
    json_string(j, "identity", f->identity);
    json_text(j, "result", result_name(f->result));
    json_record(j, "subject", &f->subject);
    json_label(j, "sentence", f->sentence);
    json_flag(j, "open", f->is_open);
    add_explanation(j, "condition", f->why);
    json_open(j, "evidence", '[');
    for (size_t i = 0; i < f->evidence_count; i++)
        json_record(j, NULL, f->evidence[i]);
    json_close(j, ']');
    add_labels(j, "missing", f->missing, f->missing_count);
    add_labels(j, "changes", f->changes, f->change_count);
    json_label(j, "remedy", f->remedy);
    json_close(j, '}');
}

static void add_needed(json *j, const rule_result *r)
{
    json_open(j, "needed", '[');
    for (size_t i = 0; i < r->needed_count; i++) {
        const needed_list *n = &r->needed[i];
        json_open(j, NULL, '{');
        json_string(j, "type", n->type);
        json_label(j, "title", n->title);
        json_flag(j, "present", n->present);
        json_flag(j, "complete", n->complete);
        json_label(j, "gaps", n->gaps);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_settled(json *j, const rule_result *r)
{
    json_open(j, "settled", '[');
    for (size_t i = 0; i < r->settled_count; i++) {
        json_open(j, NULL, '{');
        json_record(j, "subject", &r->settled[i].subject);
        json_record(j, "attestation", &r->settled[i].attestation);
        json_label(j, "by", r->settled[i].by);
        json_moment(j, "on", r->settled[i].on);
        json_optional(j, "statement", r->settled[i].statement);
        json_text(j, "result", result_name(r->settled[i].result));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_strays(json *j, const audit_result *result)
{
    json_open(j, "stray_attestations", '[');
    for (size_t i = 0; i < result->stray_count; i++) {
        json_open(j, NULL, '{');
        json_record(j, "attestation", &result->strays[i].attestation);
        json_label(j, "why", result->strays[i].why);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void json_clause(json *j, const char *key, clause_address address)
{
    buffer text = {0};
    clause_print(&text, address);
    json_string(j, key, buffer_str(&text));
    buffer_free(&text);
}

static void add_bearer(json *j, const bearer *b)
{
    json_open(j, "bearer", '{');
    json_string(j, "id", b->id);
    json_label(j, "title", b->title);
    json_flag(j, "audits", b->audits);
    json_close(j, '}');
}

static void add_rule(json *j, const rule_result *r)
{
    json_open(j, NULL, '{');
    json_string(j, "id", r->rule->id);
    json_clause(j, "clause", r->rule->clause);
    json_label(j, "title", r->rule->title);
    json_text(j, "norm", norm_name(r->rule->norm));
    add_bearer(j, r->rule->bearer);
    json_text(j, "method", method_name(r->rule->method));
    json_text(j, "severity", rule_severity_name(r->rule->severity));
    json_text(j, "result", result_name(r->result));
    json_label(j, "note", r->note);
    json_flag(j, "stale", r->is_stale);
    json_flag(j, "audits_itself", r->audits_itself);
    json_number(j, "population", r->population);
    add_counts(j, "counts", r->counts);
    add_needed(j, r);
    json_open(j, "findings", '[');
    for (size_t i = 0; i < r->finding_count; i++)
        add_finding(j, r->findings[i]);
    json_close(j, ']');
    add_settled(j, r);
    json_close(j, '}');
}

static void add_ledger_entry(json *j, const ledger_entry *e)
{
    if (e == NULL) {
        json_null(j, "ledger");
        return;
    }
    json_open(j, "ledger", '{');
    json_text(j, "reason", ledger_reason_name(e->reason));
    json_label(j, "note", e->note);
    json_close(j, '}');
}

static void add_clause(json *j, const clause_result *c)
{
    json_open(j, NULL, '{');
    json_string(j, "address", c->clause->id);
    json_label(j, "title", c->clause->title);
    json_optional(j, "caption", c->clause->caption);
    json_string(j, "text", c->clause->text);
    if (c->is_decided)
        json_text(j, "result", result_name(c->result));
    else
        json_null(j, "result");
    add_ledger_entry(j, c->entry);
    json_open(j, "rules", '[');
    for (size_t i = 0; i < c->rule_count; i++)
        json_string(j, NULL, c->rules[i]->rule->id);
    json_close(j, ']');
    json_close(j, '}');
}

static void add_types(json *j, const examined_facts *f)
{
    json_open(j, "record_types", '[');
    for (size_t i = 0; i < f->type_count; i++) {
        json_open(j, NULL, '{');
        json_string(j, "name", f->types[i].name);
        json_label(j, "title", f->types[i].title);
        json_optional(j, "source", f->types[i].source);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_documents(json *j, const examined_facts *f)
{
    json_open(j, "documents", '[');
    for (size_t i = 0; i < f->document_count; i++) {
        json_open(j, NULL, '{');
        json_text(j, "path", f->documents[i].path);
        json_string(j, "sha256", str_of(f->documents[i].digest));
        json_number(j, "records", f->documents[i].records);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_list(json *j, const examined_list *l)
{
    json_open(j, NULL, '{');
    json_string(j, "type", l->type->name);
    json_period(j, "covers", l->covers);
    json_optional(j, "scope", l->scope);
    json_optional(j, "source", l->source);
    json_moment(j, "exported", l->exported);
    json_text(j, "document", l->at.file);
    json_number(j, "line", l->at.line);
    json_number(j, "records", l->records);
    json_close(j, '}');
}

static void add_parameter_value(json *j, const audited_parameter *p, const parameter_value *v)
{
    json_open(j, NULL, '{');
    json_period(j, "in_force", v->in_force);
    if (p->kind == PARAMETER_INTEGER) {
        json_integer(j, "value", v->as.integer);
    } else if (p->kind == PARAMETER_DURATION) {
        buffer text = {0};
        buffer_addf(&text, "P%dY%dM%dD", v->as.duration.months / 12, v->as.duration.months % 12, v->as.duration.days);
        json_string(j, "value", buffer_str(&text));
        buffer_free(&text);
    } else {
        json_string(j, "value", v->as.string);
    }
    json_close(j, '}');
}

static void add_parameters(json *j, const audit_result *result)
{
    json_open(j, "parameters", '[');
    for (size_t i = 0; i < result->pack->parameter_count; i++) {
        const audited_parameter *p = &result->pack->parameters[i];
        json_open(j, NULL, '{');
        json_string(j, "name", p->name);
        json_label(j, "title", p->title);
        json_text(j, "type", parameter_kind_name(p->kind));
        json_open(j, "values", '[');
        for (size_t k = 0; k < p->value_count; k++)
            add_parameter_value(j, p, &p->values[k]);
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_head(json *j, const audit_result *result)
{
    json_text(j, "format", RESULT_FORMAT);
    json_open(j, "engine", '{');
    json_text(j, "name", "junshu");
    json_text(j, "version", result->engine_version);
    json_close(j, '}');
    json_open(j, "pack", '{');
    json_string(j, "id", result->pack->id);
    json_string(j, "version", result->pack->version);
    json_text(j, "digest", result->pack->digest);
    json_label(j, "title", result->pack->title);
    json_label(j, "auditor", result->pack->auditor);
    json_open(j, "regulation", '[');
    for (size_t i = 0; i < result->pack->version_count; i++) {
        json_open(j, NULL, '{');
        json_string(j, "title", result->pack->versions[i].title);
        json_period(j, "in_force", result->pack->versions[i].in_force);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
    json_string(j, "municipality", result->pack->municipality);
    json_period(j, "period", result->period);
    json_moment(j, "as_of", result->as_of);
    json_moment(j, "made", result->made);
}

static void add_summary(json *j, const audit_result *result)
{
    json_open(j, "summary", '{');
    json_text(j, "result", result_name(result->result));
    add_counts(j, "rules", result->rule_counts);
    add_counts(j, "clauses", result->clause_counts);
    json_close(j, '}');
}

static void add_lists(json *j, const examined_facts *f)
{
    json_open(j, "lists", '[');
    for (size_t i = 0; i < f->list_count; i++)
        add_list(j, &f->lists[i]);
    json_close(j, ']');
}

static void add_rules(json *j, const audit_result *result)
{
    json_open(j, "rules", '[');
    for (size_t i = 0; i < result->rule_count; i++)
        add_rule(j, &result->rules[i]);
    json_close(j, ']');
}

static void add_clauses(json *j, const audit_result *result)
{
    json_open(j, "clauses", '[');
    for (size_t i = 0; i < result->clause_count; i++)
        add_clause(j, &result->clauses[i]);
    json_close(j, ']');
}

/* What is written, and the digest of it. */
typedef struct sealed {
    buffer *out;
    digest *sum;
} sealed;

static void seal(void *context, str piece)
{
    sealed *s = context;
    digest_add(s->sum, piece.at, piece.length);
    buffer_add(s->out, piece);
}

void write_json(const audit_result *result, enum language language, buffer *out)
{
    (void)language; /* both are in it */
    char hex[DIGEST_HEX + 1];
    sealed content = {out, digest_new()};
    buffer inner = {.drain = seal, .context = &content};
    json j = {.out = &inner};
    json_open(&j, NULL, '{');
    add_head(&j, result);
    add_summary(&j, result);
    add_types(&j, result->facts);
    add_documents(&j, result->facts);
    add_lists(&j, result->facts);
    add_parameters(&j, result);
    add_rules(&j, result);
    add_strays(&j, result);
    add_clauses(&j, result);
    json_pictures(&j, result);
    json_comparison(&j, result);
    buffer_finish(&inner);
    digest_finish(content.sum, hex);
    j.out = out;
    json_text(&j, "digest", hex);
    json_close(&j, '}');
    buffer_add_char(out, '\n');
}

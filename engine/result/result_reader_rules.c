/* Reads a stored result: the rules, and their findings. */
#include "result/result_reader.h"

#include "base/mem.h"

/* ---- records ---- */

evidence take_record(result_reader *r, const char *key)
{
    evidence e = {0};
    json_enter_object(r->json, key);
    size_t type = take_reference(r, "type", r->types);
    e.id = json_take_string(r->json, "id");
    e.text = take_optional_label(r, "text");
    e.at.file = json_take_optional(r->json, "document").at;
    e.at.line = json_take_null(r->json, "line") ? 0 : (uint32_t)json_take_number(r->json, "line", UINT32_MAX);
    json_leave(r->json);
    if (!json_reader_failed(r->json)) {
        e.type = r->facts->types[type].name;
        e.type_title = r->facts->types[type].title;
    }
    return e;
}

static const evidence *keep_record(result_reader *r, const char *key)
{
    evidence *e = ARENA_NEW(r->a, evidence);
    *e = take_record(r, key);
    return e;
}

const evidence *take_optional_record(result_reader *r, const char *key)
{
    return json_take_null(r->json, key) ? NULL : keep_record(r, key);
}

/* ---- findings ---- */

static void take_operands(result_reader *r, explanation *e)
{
    e->operands = TAKE_ARRAY(r, "operands", operand, e->operand_count);
    for (size_t i = 0; i < e->operand_count; i++) {
        operand *o = &e->operands[i];
        json_enter_object(r->json, NULL);
        o->source = json_take_string(r->json, "source");
        o->name = take_optional_label(r, "name");
        o->value = take_optional_label(r, "value");
        o->missing = json_take_flag(r->json, "missing");
        json_leave(r->json);
    }
    json_leave(r->json);
}

static explanation *take_explanation(result_reader *r, const char *key)
{
    explanation *e = ARENA_NEW(r->a, explanation);
    json_enter_object(r->json, key);
    e->truth = take_truth(r, "truth");
    e->is_against = json_take_flag(r->json, "against");
    e->name = take_optional_label(r, "name");
    e->source = json_take_optional(r->json, "source");
    take_operands(r, e);
    e->detail = take_optional_label(r, "detail");
    e->record = take_optional_record(r, "record");
    e->children = TAKE_ARRAY(r, "children", explanation *, e->child_count);
    for (size_t i = 0; i < e->child_count && !json_reader_failed(r->json); i++)
        e->children[i] = take_explanation(r, NULL);
    json_leave(r->json);
    json_leave(r->json);
    return e;
}

static finding *take_finding(result_reader *r)
{
    finding *f = ARENA_NEW(r->a, finding);
    json_enter_object(r->json, NULL);
    f->identity = take_new_name(r, "identity", r->identities);
    f->result = take_result(r, "result");
    if (f->result == RESULT_PASS || f->result == RESULT_NOT_APPLICABLE)
        json_refuse(r->json, DIAG_JSON_VALUE, str_of(result_name(f->result)));
    f->subject = take_record(r, "subject");
    f->sentence = take_optional_label(r, "sentence");
    f->is_open = json_take_flag(r->json, "open");
    f->why = json_take_null(r->json, "condition") ? NULL : take_explanation(r, "condition");
    f->evidence = TAKE_ARRAY(r, "evidence", const evidence *, f->evidence_count);
    for (size_t i = 0; i < f->evidence_count; i++)
        f->evidence[i] = keep_record(r, NULL);
    json_leave(r->json);
    f->missing = take_labels(r, "missing", &f->missing_count);
    f->changes = take_labels(r, "changes", &f->change_count);
    f->remedy = take_optional_label(r, "remedy");
    json_leave(r->json);
    ARRAY_PUSH(r->findings, r->finding_count, r->finding_capacity) = f;
    return f;
}

static void take_findings(result_reader *r, rule_result *out)
{
    uint64_t counts[RESULT_COUNT] = {0};
    enum result gravest = RESULT_NOT_APPLICABLE;
    out->findings = TAKE_ARRAY(r, "findings", finding *, out->finding_count);
    for (size_t i = 0; i < out->finding_count && !json_reader_failed(r->json); i++) {
        out->findings[i] = take_finding(r);
        counts[out->findings[i]->result]++;
        gravest = result_combine(gravest, out->findings[i]->result);
    }
    json_leave(r->json);
    for (int i = RESULT_NOTICE; i < RESULT_COUNT; i++)
        if (counts[i] != out->counts[i] || gravest > out->result)
            json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
}

/* ---- rules ---- */

static const char *word_of_norm(size_t i)
{
    return norm_name((enum norm)i);
}

static const char *word_of_method(size_t i)
{
    return method_name((enum method)i);
}

static const char *word_of_severity(size_t i)
{
    return rule_severity_name((enum rule_severity)i);
}

clause_address take_address(result_reader *r, const char *key)
{
    clause_address address;
    str text = json_take_string(r->json, key);
    if (!clause_parse(text, &address))
        json_refuse(r->json, DIAG_JSON_VALUE, text);
    return address;
}

/* Rules of one bearer share it: reports ask by it who has what to do. */
static const bearer *take_bearer(result_reader *r, const char *key)
{
    bearer *b = ARENA_NEW(r->a, bearer);
    json_enter_object(r->json, key);
    b->id = json_take_string(r->json, "id");
    b->title = take_label(r, "title");
    b->audits = json_take_flag(r->json, "audits");
    json_leave(r->json);
    size_t index = intern_add(r->bearers, b->id) - 1;
    if (index == r->bearer_count) {
        ARRAY_PUSH(r->known_bearers, r->bearer_count, r->bearer_capacity) = b;
        return b;
    }
    const bearer *known = r->known_bearers[index];
    if (!str_equal(known->title.ja, b->title.ja) || !str_equal(known->title.en, b->title.en) ||
        known->audits != b->audits)
        json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
    return known;
}

static const audited_rule *take_rule(result_reader *r)
{
    audited_rule *out = ARENA_NEW(r->a, audited_rule);
    out->id = take_new_name(r, "id", r->rules);
    out->clause = take_address(r, "clause");
    out->title = take_label(r, "title");
    out->norm = (enum norm)json_take_word(r->json, "norm", word_of_norm, NORM_COUNT);
    out->bearer = take_bearer(r, "bearer");
    out->method = (enum method)json_take_word(r->json, "method", word_of_method, METHOD_COUNT);
    out->severity = (enum rule_severity)json_take_word(r->json, "severity", word_of_severity, RULE_SEVERITY_COUNT);
    return out;
}

static void take_needed(result_reader *r, rule_result *out)
{
    out->needed = TAKE_ARRAY(r, "needed", needed_list, out->needed_count);
    for (size_t i = 0; i < out->needed_count; i++) {
        needed_list *n = &out->needed[i];
        json_enter_object(r->json, NULL);
        size_t type = take_reference(r, "type", r->types);
        n->type = r->facts->type_count > 0 ? r->facts->types[type].name : STR("");
        n->title = take_label(r, "title");
        n->present = json_take_flag(r->json, "present");
        n->complete = json_take_flag(r->json, "complete");
        n->gaps = take_optional_label(r, "gaps");
        json_leave(r->json);
    }
    json_leave(r->json);
}

static void take_settled(result_reader *r, rule_result *out)
{
    out->settled = TAKE_ARRAY(r, "settled", settlement, out->settled_count);
    for (size_t i = 0; i < out->settled_count; i++) {
        settlement *s = &out->settled[i];
        json_enter_object(r->json, NULL);
        s->subject = take_record(r, "subject");
        s->attestation = take_record(r, "attestation");
        s->by = take_label(r, "by");
        s->on = json_take_moment(r->json, "on");
        if (s->on == MOMENT_MISSING)
            json_refuse(r->json, DIAG_JSON_TYPE, STR("string"));
        s->statement = json_take_optional(r->json, "statement");
        s->result = take_result(r, "result");
        json_leave(r->json);
    }
    json_leave(r->json);
}

static void take_rule_result(result_reader *r, rule_result *out)
{
    json_enter_object(r->json, NULL);
    out->rule = take_rule(r);
    out->result = take_result(r, "result");
    out->note = take_optional_label(r, "note");
    out->is_stale = json_take_flag(r->json, "stale");
    out->audits_itself = json_take_flag(r->json, "audits_itself");
    out->population = json_take_number(r->json, "population", INT64_MAX);
    take_counts(r, "counts", out->counts);
    take_needed(r, out);
    take_findings(r, out);
    take_settled(r, out);
    json_leave(r->json);
}

void take_strays(result_reader *r)
{
    r->out->strays = TAKE_ARRAY(r, "stray_attestations", stray_attestation, r->out->stray_count);
    for (size_t i = 0; i < r->out->stray_count; i++) {
        json_enter_object(r->json, NULL);
        r->out->strays[i].attestation = take_record(r, "attestation");
        r->out->strays[i].why = take_label(r, "why");
        json_leave(r->json);
    }
    json_leave(r->json);
}

void take_rules(result_reader *r)
{
    r->out->rules = TAKE_ARRAY(r, "rules", rule_result, r->out->rule_count);
    for (size_t i = 0; i < r->out->rule_count && !json_reader_failed(r->json); i++)
        take_rule_result(r, &r->out->rules[i]);
    json_leave(r->json);
}

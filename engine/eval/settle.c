/* Attestations: a named person's judgement that settles what the records leave open. */
#include "eval/attestations.h"

bool find_attestation_fields(const fact_model *m, attestation_fields *out)
{
    *out = (attestation_fields){.type = model_find_type(m, STR("attestation"))};
    if (out->type == NULL)
        return false;
    out->rule = model_find_field(out->type, STR("rule"));
    out->subject = model_find_field(out->type, STR("subject"));
    out->by = model_find_field(out->type, STR("by"));
    out->on = model_find_field(out->type, STR("on"));
    out->scope = model_find_field(out->type, STR("scope"));
    out->expires = model_find_field(out->type, STR("expires"));
    out->verdict = model_find_field(out->type, STR("verdict"));
    out->statement = model_find_field(out->type, STR("statement"));
    return out->rule != NULL && out->subject != NULL && out->by != NULL && out->on != NULL && out->scope != NULL &&
           out->expires != NULL && out->verdict != NULL && out->statement != NULL;
}

static enum result verdict_of(const attestation_fields *fields, const table *t, uint32_t row)
{
    int conforms = enum_find_value(fields->verdict->enumeration, STR("conforms"));
    return table_code(t, fields->verdict->index, row) == conforms + 1 ? RESULT_PASS : RESULT_FAIL;
}

/* An attestation holds from its day to its expiry, for audits of a period within its scope. Nobody can attest what is
   still to come: one that says "conforms" is no older than the end of what it attests, one that says "violates" than
   its beginning. */
static bool is_valid(const evaluation *ev, period attested, const attestation_fields *fields, const table *t,
                     uint32_t row)
{
    moment on = table_moment(t, fields->on->index, row), expires = table_moment(t, fields->expires->index, row);
    period scope = table_period(t, fields->scope->index, row);
    moment as_of = ev->options->as_of;
    moment bound = verdict_of(fields, t, row) == RESULT_PASS ? attested.to : attested.from;
    if (moment_first(bound) > moment_last(on))
        return false;
    return moment_not_after(on, as_of) == TRUTH_TRUE && moment_not_after(as_of, expires) == TRUTH_TRUE &&
           period_during(ev->period, scope) == TRUTH_TRUE;
}

/* One that says "violates" casts doubt also where it has expired, or is about a part of the period. */
static bool casts_doubt(const evaluation *ev, const attestation_fields *fields, const table *t, uint32_t row)
{
    return verdict_of(fields, t, row) == RESULT_FAIL &&
           moment_not_after(table_moment(t, fields->on->index, row), ev->options->as_of) == TRUTH_TRUE &&
           period_overlaps(table_period(t, fields->scope->index, row), ev->period) == TRUTH_TRUE;
}

enum result settle_review(const evaluation *ev, const rule *r, str subject, period attested, uint32_t *row)
{
    attestation_fields fields;
    if (!find_attestation_fields(ev->facts->model, &fields))
        return RESULT_REVIEW;
    const table *t = facts_table(ev->facts, fields.type);
    symbol rule_id = intern_find(ev->facts->names, r->id);
    symbol subject_id = r->subject != NULL ? intern_find(ev->facts->names, subject) : SYMBOL_NONE;
    enum result settled = RESULT_REVIEW;
    moment newest = MOMENT_PAST, doubted = MOMENT_PAST;
    if (rule_id == SYMBOL_NONE || (r->subject != NULL && subject_id == SYMBOL_NONE))
        return settled;
    for (uint32_t i = 0; i < t->row_count; i++) {
        if (table_symbol(t, fields.rule->index, i) != rule_id ||
            table_symbol(t, fields.subject->index, i) != subject_id)
            continue;
        moment on = table_moment(t, fields.on->index, i);
        if (casts_doubt(ev, &fields, t, i) && on > doubted)
            doubted = on;
        if (!is_valid(ev, attested, &fields, t, i))
            continue;
        enum result verdict = verdict_of(&fields, t, i);
        bool is_worse = verdict == RESULT_FAIL || settled == RESULT_REVIEW;
        if (on < newest || (on == newest && !is_worse))
            continue; /* the newest counts; of two on one day, the worse */
        newest = on;
        settled = verdict;
        *row = i;
    }
    return settled == RESULT_PASS && doubted >= newest ? RESULT_REVIEW : settled;
}

settlement describe_settlement(const evaluation *ev, const evidence *subject, uint32_t row, enum result result)
{
    attestation_fields fields;
    find_attestation_fields(ev->facts->model, &fields);
    const table *t = facts_table(ev->facts, fields.type);
    symbol statement = table_symbol(t, fields.statement->index, row);
    return (settlement){
        .subject = *subject,
        .attestation = describe_record(ev, fields.type, row),
        .by = value_label(ev, read_field_value(ev, fields.by, fields.type, row), field_value_type(fields.by)),
        .on = table_moment(t, fields.on->index, row),
        .statement = statement != SYMBOL_NONE ? intern_text(ev->facts->names, statement) : STR(""),
        .result = result};
}

/* Any false part hides what is unknown beside it. */
static bool has_unknown_part(evaluation *ev, const check *c, frame *f)
{
    if (c->kind != CHECK_ALL)
        return eval_check(ev, c, f) == TRUTH_UNKNOWN;
    for (size_t i = 0; i < c->child_count; i++)
        if (has_unknown_part(ev, c->children[i], f))
            return true;
    return false;
}

bool is_settleable(evaluation *ev, const check *c, frame *f)
{
    ev->asks_all = true;
    ev->saw_gap = false;
    bool known = !has_unknown_part(ev, c, f);
    ev->asks_all = false;
    return known && !ev->saw_gap;
}

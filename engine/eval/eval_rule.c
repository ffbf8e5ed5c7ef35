/* Judges subjects of one rule: as many as one task takes. */
#include "eval/eval_typed.h"

#include "base/mem.h"
#include "eval/alike_rows.h"

typedef struct run {
    evaluation *ev;
    const rule *rule;
    rule_part *out;
    size_t finding_capacity, settled_capacity;
} run;

/* ---- findings ---- */

static str print_identity(const run *r, str subject)
{
    buffer b = {0};
    buffer_add(&b, r->rule->id);
    buffer_add_char(&b, '/');
    buffer_add(&b, subject);
    return buffer_keep(&b, r->ev->a);
}

static evidence describe_subject(const run *r, const frame *f)
{
    if (r->rule->subject != NULL)
        return describe_record(r->ev, r->rule->subject, f->slots[r->rule->subject_slot].as.row);
    str id = r->ev->pack->municipality;
    return (evidence){.type = kind_of_municipality.name,
                      .type_title = kind_of_municipality.title,
                      .id = kind_of_municipality.name,
                      .text = {id, id}};
}

static void *keep(arena *a, const void *items, size_t size)
{
    return size > 0 ? memcpy(arena_alloc(a, size), items, size) : NULL;
}

static void keep_trace(finding *found, trace *t, arena *a)
{
    found->evidence = keep(a, t->evidence, t->evidence_count * sizeof *t->evidence);
    found->evidence_count = t->evidence_count;
    found->missing = keep(a, t->missing, t->missing_count * sizeof *t->missing);
    found->missing_count = t->missing_count;
    found->changes = keep(a, t->changes, t->change_count * sizeof *t->changes);
    found->change_count = t->change_count;
    mem_free(t->evidence);
    mem_free(t->missing);
    mem_free(t->changes);
}

/* A subject that is not simply passed: what is known of it besides its checks. */
typedef struct circumstances {
    enum truth in_population;
    const settlement *attested; /* by which attestation, be it in vain; or NULL */
    const label *reason;        /* or NULL */
} circumstances;

static void add_finding(run *r, enum result result, frame *f, const circumstances *known)
{
    evaluation *ev = r->ev;
    finding *found = ARENA_NEW(ev->a, finding);
    found->result = result;
    found->subject = describe_subject(r, f);
    found->identity = print_identity(r, found->subject.id);
    trace t = {.ev = ev};
    if (r->rule->subject != NULL)
        trace_add_evidence(&t, &found->subject);
    if (known->attested != NULL)
        trace_add_evidence(&t, &known->attested->attestation);
    if (known->reason != NULL)
        trace_add_missing(&t, *known->reason);
    found->why = known->in_population == TRUTH_TRUE ? explain_check(&t, r->rule->check, f)
                                                    : explain_population(&t, r->rule->when, f);
    bool is_attested = known->attested != NULL && result == RESULT_FAIL;
    found->sentence = is_attested ? print_attested(ev, r->rule, known->attested)
                                  : print_sentence(ev, r->rule, &found->subject, result, f);
    found->is_open = sentence_is_open(r->rule, result);
    found->remedy = print_templates(ev, &r->rule->remedy, f);
    keep_trace(found, &t, ev->a);
    ARRAY_PUSH(r->out->findings, r->out->finding_count, r->finding_capacity) = found;
}

/* ---- one subject ---- */

static const label attested_in_vain = {
    LABEL_TEXT("確認書があるが、判定に要る一覧が完全でないか、不明な点が残るので、これによっては定まらない"),
    LABEL_TEXT("there is an attestation, but it settles nothing while lists are incomplete or parts unknown")};

static enum result result_of(const rule *r, enum truth t)
{
    switch (t) {
    case TRUTH_TRUE:
        return RESULT_PASS;
    case TRUTH_UNKNOWN:
        return RESULT_UNKNOWN;
    case TRUTH_REVIEW:
        return RESULT_REVIEW;
    case TRUTH_FALSE:
        return result_otherwise(r->otherwise);
    }
    return RESULT_ERROR;
}

/* When what the rule judges took place: at the subject's moment or, where that begins a period, until its end. */
static period attested_period(const run *r, const frame *f)
{
    evaluation *ev = r->ev;
    const expr *at = r->rule->moment;
    if (at == NULL)
        return ev->period;
    if (at->kind != EXPR_CALL || at->as.function != FUNCTION_START_OF)
        return (period){ev->at, ev->at};
    moment end = eval_period(ev, at->operands[0], f).to;
    bool goes_on = end == MOMENT_MISSING || moment_last(end) > moment_last(ev->period.to);
    return (period){ev->at, goes_on ? ev->period.to : end};
}

static enum result settle(run *r, enum result result, frame *f, const settlement **attested)
{
    uint32_t row;
    if (result != RESULT_REVIEW)
        return result;
    evidence subject = describe_subject(r, f);
    enum result settled = settle_review(r->ev, r->rule, subject.id, attested_period(r, f), &row);
    if (settled == RESULT_REVIEW)
        return result;
    settlement *added = ARENA_NEW(r->ev->a, settlement);
    *added = describe_settlement(r->ev, &subject, row, settled);
    *attested = added;
    if (settled == RESULT_PASS && !is_settleable(r->ev, r->rule->check, f))
        return result;
    ARRAY_PUSH(r->out->settled, r->out->settled_count, r->settled_capacity) = *added;
    return settled;
}

/* A subject on which evaluation failed has no result: the rule is an error. */
static void count_subject(run *r, enum result result, frame *f, const circumstances *known)
{
    r->out->population++;
    if (has_fault(r->ev))
        return;
    r->out->counts[result]++;
    r->out->result = result_combine(r->out->result, result);
    if (result != RESULT_PASS)
        add_finding(r, result, f, known);
}

static void judge_subject(run *r, frame *f, enum truth in_population)
{
    /* Whether the rule is about this record at all must be settled before anything can be said of it. */
    enum truth holds = in_population == TRUTH_TRUE ? eval_check(r->ev, r->rule->check, f) : in_population;
    const settlement *attested = NULL;
    enum result result = settle(r, result_of(r->rule, holds), f, &attested);
    if (holds == TRUTH_TRUE)
        alike_keep(r->ev, ALIKE_PASSED);
    bool in_vain = attested != NULL && result == RESULT_REVIEW;
    count_subject(r, result, f,
                  &(circumstances){.in_population = in_population,
                                   .attested = attested,
                                   .reason = in_vain ? &attested_in_vain : NULL});
}

/* Chooses the version by the subject's time. Returns whether this rule is to judge it. */
static bool choose_version(run *r, frame *f)
{
    evaluation *ev = r->ev;
    set_moment(ev, ev->options->as_of);
    if (r->rule->moment == NULL)
        return true;
    moment at = eval_moment(ev, r->rule->moment, f);
    if (at == MOMENT_MISSING) {
        count_subject(r, RESULT_UNKNOWN, f, &(circumstances){.in_population = TRUTH_TRUE});
        return false;
    }
    set_moment(ev, moment_day(at));
    if (regulation_at(ev->pack->regulation, ev->at) == NULL) {
        count_subject(r, RESULT_UNKNOWN, f, &(circumstances){.in_population = TRUTH_TRUE, .reason = &label_no_version});
        return false;
    }
    return moment_within(ev->at, r->rule->in_force) == TRUTH_TRUE;
}

static void judge_row(run *r, uint32_t row, frame *f)
{
    f->slots[r->rule->subject_slot] = (value){.known = true, .as.row = row};
    set_moment(r->ev, r->ev->options->as_of);
    begin_subject(r->ev);
    alike_open_row(r->ev, row);
    enum truth in_population = r->rule->when != NULL ? eval_truth(r->ev, r->rule->when, f) : TRUTH_TRUE;
    if (in_population == TRUTH_FALSE)
        alike_keep(r->ev, ALIKE_OUTSIDE);
    else if (choose_version(r, f))
        judge_subject(r, f, in_population);
}

static void count_passed(rule_part *out, uint64_t passed)
{
    out->population += passed;
    out->counts[RESULT_PASS] += passed;
    if (passed > 0)
        out->result = result_combine(out->result, RESULT_PASS);
}

static void judge_rows(run *r)
{
    frame f = {0};
    uint32_t end = r->out->end;
    uint64_t passed = 0;
    alike_begin_rows(r->ev, r->out);
    for (uint32_t row = alike_skip(r->ev, r->out->first, &passed); row < end && !has_fault(r->ev);
         row = alike_skip(r->ev, row + 1, &passed))
        if (!is_left_out(r->ev, r->rule->subject, row))
            judge_row(r, row, &f);
    alike_end_rows(r->ev);
    count_passed(r->out, passed);
}

static void judge_municipality(run *r)
{
    frame f = {0};
    set_moment(r->ev, r->ev->options->as_of);
    begin_subject(r->ev);
    judge_subject(r, &f, TRUTH_TRUE);
}

void judge_part(evaluation *ev, rule_part *part)
{
    run now = {.ev = ev, .rule = part->rule, .out = part};
    begin_rule(ev, part->rule);
    part->result = RESULT_NOT_APPLICABLE;
    if (period_is_missing(ev->period))
        return;
    if (part->rule->subject != NULL)
        judge_rows(&now);
    else
        judge_municipality(&now);
    part->asked = ev->asked;
    part->candidates = ev->looked_at;
    ev->looked_at = 0;
    part->fault = ev->fault;
    ev->asked = mem_alloc(ev->facts->model->type_count * sizeof *ev->asked);
}

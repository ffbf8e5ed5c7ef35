/* Evaluates one rule over its population. */
#include "eval/evaluation.h"

#include "base/mem.h"

typedef struct run {
    evaluation *ev;
    const rule *rule;
    rule_result *out;
    size_t finding_capacity, settled_capacity;
} run;

#define TEXT(literal)                                                                                                  \
    {                                                                                                                  \
        "" literal "", sizeof(literal) - 1                                                                             \
    }
static const label no_version = {TEXT("該当する版がない（その日に施行されていた要綱の本文を持たない）"),
                                 TEXT("no version: the text in force on that day is not held")};

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
    return (evidence){.type = STR("municipality"),
                      .type_title = {STR("市"), STR("municipality")},
                      .id = STR("municipality"),
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
    const evidence *attestation; /* or NULL */
    const label *reason;         /* or NULL */
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
    if (known->attestation != NULL)
        trace_add_evidence(&t, known->attestation);
    if (known->reason != NULL)
        trace_add_missing(&t, *known->reason);
    found->why = known->in_population == TRUTH_TRUE ? explain_check(&t, r->rule->check, f)
                                                    : explain_population(&t, r->rule->when, f);
    found->sentence = print_sentence(ev, r->rule, &found->subject, result, f);
    found->remedy = print_templates(ev, &r->rule->remedy, f);
    keep_trace(found, &t, ev->a);
    ARRAY_PUSH(r->out->findings, r->out->finding_count, r->finding_capacity) = found;
}

/* ---- one subject ---- */

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

static enum result settle(run *r, enum result result, frame *f, evidence **attestation)
{
    uint32_t row;
    if (result != RESULT_REVIEW)
        return result;
    evidence subject = describe_subject(r, f);
    enum result settled = settle_review(r->ev, r->rule, subject.id, &row);
    if (settled == RESULT_REVIEW)
        return result;
    *attestation = ARENA_NEW(r->ev->a, evidence);
    **attestation = describe_record(r->ev, model_find_type(r->ev->facts->model, STR("attestation")), row);
    settlement added = {subject, **attestation, settled};
    ARRAY_PUSH(r->out->settled, r->out->settled_count, r->settled_capacity) = added;
    return settled;
}

static void count_subject(run *r, enum result result, frame *f, const circumstances *known)
{
    r->out->population++;
    r->out->counts[result]++;
    r->out->result = result_combine(r->out->result, result);
    if (result != RESULT_PASS)
        add_finding(r, result, f, known);
}

static void judge_subject(run *r, frame *f, enum truth in_population)
{
    /* Whether the rule is about this record at all must be settled before anything can be said of it. */
    enum truth holds = in_population == TRUTH_TRUE ? eval_check(r->ev, r->rule->check, f) : in_population;
    evidence *attestation = NULL;
    enum result result = settle(r, result_of(r->rule, holds), f, &attestation);
    count_subject(r, result, f, &(circumstances){.in_population = in_population, .attestation = attestation});
}

/* Chooses the version by the subject's time. Returns whether this rule is to judge it. */
static bool choose_version(run *r, frame *f)
{
    evaluation *ev = r->ev;
    ev->at = ev->options->as_of;
    if (r->rule->moment == NULL)
        return true;
    value at = eval_expr(ev, r->rule->moment, f);
    if (!at.known) {
        count_subject(r, RESULT_UNKNOWN, f, &(circumstances){.in_population = TRUTH_TRUE});
        return false;
    }
    ev->at = moment_day(at.as.moment);
    if (regulation_at(ev->pack->regulation, ev->at) == NULL) {
        count_subject(r, RESULT_UNKNOWN, f, &(circumstances){.in_population = TRUTH_TRUE, .reason = &no_version});
        return false;
    }
    return moment_within(ev->at, r->rule->in_force) == TRUTH_TRUE;
}

static void judge_row(run *r, uint32_t row, frame *f)
{
    f->slots[r->rule->subject_slot] = (value){.known = true, .as.row = row};
    r->ev->at = r->ev->options->as_of;
    r->ev->calls = 0;
    enum truth in_population = r->rule->when != NULL ? eval_truth(r->ev, r->rule->when, f) : TRUTH_TRUE;
    if (in_population != TRUTH_FALSE && choose_version(r, f))
        judge_subject(r, f, in_population);
}

/* ---- completeness of the population ---- */

static bool population_over(run *r, period *over)
{
    frame f = {0};
    r->ev->at = r->ev->options->as_of;
    if (r->rule->over == NULL) {
        *over = r->ev->period;
        return true;
    }
    value v = eval_expr(r->ev, r->rule->over, &f);
    *over = v.as.period;
    return v.known;
}

/* Only those scope records that the population's condition may be about need a complete list. */
static bool scopes_complete(run *r, period over, spans *gaps)
{
    evaluation *ev = r->ev;
    const record_type *scope = r->rule->subject->scope->target;
    const table *t = facts_table(ev->facts, scope);
    bool complete = facts_complete(ev->facts, scope, 0, over, gaps);
    for (uint32_t row = 0; row < t->row_count; row++) {
        frame f = {0};
        f.slots[r->rule->scope_slot] = (value){.known = true, .as.row = row};
        if (eval_truth(ev, r->rule->scope_when, &f) != TRUTH_FALSE &&
            !facts_complete(ev->facts, r->rule->subject, row + 1, over, gaps))
            complete = false;
    }
    return complete;
}

static bool is_population_complete(run *r)
{
    period over;
    asked_list *asked = &r->ev->asked[r->rule->subject->index];
    asked->asked = true;
    bool complete = population_over(r, &over);
    if (complete && r->rule->scope_when != NULL && facts_table(r->ev->facts, r->rule->subject)->covered.count == 0)
        complete = scopes_complete(r, over, &asked->gaps);
    else if (complete)
        complete = facts_complete(r->ev->facts, r->rule->subject, 0, over, &asked->gaps);
    asked->incomplete |= !complete;
    return complete;
}

static void judge_population(run *r)
{
    const table *t = facts_table(r->ev->facts, r->rule->subject);
    frame f = {0};
    for (uint32_t row = 0; row < t->row_count && r->ev->fault == NULL; row++)
        if (!is_left_out(r->ev, r->rule->subject, row))
            judge_row(r, row, &f);
    if (!is_population_complete(r)) {
        r->out->result = result_combine(r->out->result, RESULT_UNKNOWN);
        r->out->note = (label){STR("対象となる記録の一覧が、対象期間の全部について完全であると示されていない。"),
                               STR("the list of subjects is not declared complete for the whole period")};
    } else if (r->out->population == 0) {
        r->out->note = (label){STR("対象となる記録がないことが、完全な一覧により確かめられた。"),
                               STR("a complete list shows that there is no subject")};
    }
}

/* ---- the rule ---- */

static void list_needed(run *r)
{
    evaluation *ev = r->ev;
    size_t count = 0;
    for (size_t i = 0; i < ev->facts->model->type_count; i++)
        count += ev->asked[i].asked;
    r->out->needed = ARENA_ARRAY(ev->a, needed_list, count);
    for (size_t i = 0; i < ev->facts->model->type_count; i++) {
        asked_list *asked = &ev->asked[i];
        const table *t = &ev->facts->tables[i];
        spans_merge(&asked->gaps);
        if (asked->asked)
            r->out->needed[r->out->needed_count++] = (needed_list){.type = t->type->name,
                                                                   .title = t->type->title,
                                                                   .present = t->has_list,
                                                                   .complete = !asked->incomplete,
                                                                   .gaps = print_gaps(ev, &asked->gaps)};
        spans_free(&asked->gaps);
        *asked = (asked_list){0};
    }
}

/* The part of the audited period for which the rule and some text of the regulation are in force. */
static period rule_period(const evaluation *ev, const rule *r, bool *whole)
{
    const regulation *reg = ev->pack->regulation;
    period versions = {reg->versions[0].in_force.from, reg->versions[reg->count - 1].in_force.to};
    spans held = {0};
    for (size_t i = 0; i < reg->count; i++)
        spans_add(&held, reg->versions[i].in_force);
    spans_merge(&held);
    *whole = spans_cover(&held, ev->options->period);
    spans_free(&held);
    period p = period_intersect(ev->options->period, versions);
    return period_is_missing(p) ? p : period_intersect(p, r->in_force);
}

static void keep_results(run *r)
{
    rule_result *out = r->out;
    const finding **findings = out->findings;
    settlement *settled = out->settled;
    out->findings = keep(r->ev->a, findings, out->finding_count * sizeof *findings);
    out->settled = keep(r->ev->a, settled, out->settled_count * sizeof *settled);
    mem_free(findings);
    mem_free(settled);
}

static void judge_rule(run *r)
{
    if (r->rule->subject != NULL) {
        judge_population(r);
        return;
    }
    frame f = {0};
    r->ev->at = r->ev->options->as_of;
    judge_subject(r, &f, TRUTH_TRUE);
}

void eval_rule(evaluation *ev, const rule *r, rule_result *out)
{
    bool whole;
    run now = {.ev = ev, .rule = r, .out = out};
    *out = (rule_result){.rule = r,
                         .result = RESULT_NOT_APPLICABLE,
                         .is_stale = rule_is_stale(ev->pack, r),
                         .audits_itself = r->bearer->audits};
    ev->fault = NULL;
    ev->calls = 0;
    ev->period = rule_period(ev, r, &whole);
    if (!period_is_missing(ev->period))
        judge_rule(&now);
    else if (whole)
        out->note =
            (label){STR("対象期間に、この規則は効力を持たない。"), STR("this rule is not in force in the period")};
    if (!whole) {
        out->result = result_combine(out->result, RESULT_UNKNOWN);
        out->note = no_version;
    }
    if (out->is_stale && !ev->options->accept_stale) /* nobody has said that the rule fits the text as it is now */
        out->result = result_combine(out->result, RESULT_REVIEW);
    if (ev->fault != NULL) {
        out->result = RESULT_ERROR;
        out->note.ja = out->note.en = str_keep(ev->a, str_of(ev->fault));
    }
    list_needed(&now);
    keep_results(&now);
}

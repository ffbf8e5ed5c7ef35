/* One rule over its whole population: what its parts found, drawn together, and whether the population is known to be
   complete. */
#include "eval/evaluation.h"

#include "base/mem.h"

const label label_no_version = {LABEL_TEXT("該当する版がない（その日に施行されていた要綱の本文を持たない）"),
                                LABEL_TEXT("no version: the text in force on that day is not held")};

/* ---- completeness of the population ---- */

static bool population_over(evaluation *ev, const rule *r, period *over)
{
    frame f = {0};
    set_moment(ev, ev->options->as_of);
    if (r->over == NULL) {
        *over = ev->period;
        return true;
    }
    value v = eval_expr(ev, r->over, &f);
    *over = v.as.period;
    return v.known;
}

/* Only those scope records that the population's condition may be about need a complete list. */
static bool scopes_complete(evaluation *ev, const rule *r, period over, spans *gaps)
{
    const record_type *scope = r->subject->scope->target;
    const table *t = facts_table(ev->facts, scope);
    bool complete = is_complete_as_of(ev, scope, 0, over, gaps);
    for (uint32_t row = 0; row < t->row_count; row++) {
        frame f = {0};
        period expected = facts_within_lifetime(t, row, over);
        f.slots[r->scope_slot] = (value){.known = true, .as.row = row};
        if (!period_is_missing(expected) && eval_truth(ev, r->scope_when, &f) != TRUTH_FALSE &&
            !is_complete_as_of(ev, r->subject, row + 1, expected, gaps))
            complete = false;
    }
    return complete;
}

bool ask_population(evaluation *ev, const rule *r, period over, spans *gaps)
{
    if (r->scope_when != NULL && facts_table(ev->facts, r->subject)->covered.count == 0)
        return scopes_complete(ev, r, over, gaps);
    return is_complete_as_of(ev, r->subject, 0, over, gaps);
}

static bool is_population_complete(evaluation *ev, const rule *r)
{
    period over;
    asked_list *asked = &ev->asked[r->subject->index];
    asked->asked = true;
    bool complete = population_over(ev, r, &over);
    complete = complete && ask_population(ev, r, over, &asked->gaps);
    asked->incomplete |= !complete;
    return complete;
}

static void judge_population(evaluation *ev, const rule *r, rule_result *out)
{
    if (!is_population_complete(ev, r)) {
        out->result = result_combine(out->result, RESULT_UNKNOWN);
        out->note = (label){STR("対象となる記録の一覧が、対象期間の全部について完全であると示されていない。"),
                            STR("the list of subjects is not declared complete for the whole period")};
    } else if (out->population == 0) {
        out->note = (label){STR("対象となる記録がないことが、完全な一覧により確かめられた。"),
                            STR("a complete list shows that there is no subject")};
    }
}

/* ---- the rule ---- */

static void list_needed(evaluation *ev, rule_result *out)
{
    size_t count = 0;
    for (size_t i = 0; i < ev->facts->model->type_count; i++)
        count += ev->asked[i].asked;
    out->needed = ARENA_ARRAY(ev->a, needed_list, count);
    for (size_t i = 0; i < ev->facts->model->type_count; i++) {
        asked_list *asked = &ev->asked[i];
        const table *t = &ev->facts->tables[i];
        spans_merge(&asked->gaps);
        if (asked->asked)
            out->needed[out->needed_count++] = (needed_list){.type = t->type->name,
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

void begin_subject(evaluation *ev)
{
    ev->calls = 0;
    ev->candidates = CANDIDATE_LIMIT;
}

void begin_rule(evaluation *ev, const rule *r)
{
    ev->fault = (label){0};
    begin_subject(ev);
    ev->budget = (pattern_budget){.steps = PATTERN_STEPS};
    if (ev->rule == r)
        return;
    ev->rule = r;
    ev->period = rule_period(ev, r, &ev->has_versions);
}

/* ---- the parts ---- */

static void add_asked(asked_list *all, asked_list *part, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        all[i].asked |= part[i].asked;
        all[i].incomplete |= part[i].incomplete;
        spans_add_set(&all[i].gaps, &part[i].gaps);
    }
}

void discard_part(const evaluation *ev, rule_part *part)
{
    for (size_t i = 0; part->asked != NULL && i < ev->facts->model->type_count; i++)
        spans_free(&part->asked[i].gaps);
    mem_free(part->findings);
    mem_free(part->settled);
    mem_free(part->asked);
}

static void add_part(evaluation *ev, rule_result *out, rule_part *part)
{
    out->population += part->population;
    out->result = result_combine(out->result, part->result);
    for (size_t i = 0; i < RESULT_COUNT; i++)
        out->counts[i] += part->counts[i];
    for (size_t i = 0; i < part->finding_count; i++)
        out->findings[out->finding_count++] = part->findings[i];
    for (size_t i = 0; i < part->settled_count; i++)
        out->settled[out->settled_count++] = part->settled[i];
    if (part->asked != NULL)
        add_asked(ev->asked, part->asked, ev->facts->model->type_count);
    if (!has_fault(ev))
        set_fault(ev, part->fault);
    discard_part(ev, part);
}

static void add_parts(evaluation *ev, rule_result *out, rule_part *parts, size_t count)
{
    size_t findings = 0, settled = 0;
    for (size_t i = 0; i < count; i++) {
        findings += parts[i].finding_count;
        settled += parts[i].settled_count;
    }
    out->findings = ARENA_ARRAY(ev->a, finding *, findings);
    out->settled = ARENA_ARRAY(ev->a, settlement, settled);
    for (size_t i = 0; i < count; i++)
        add_part(ev, out, &parts[i]);
}

void finish_rule(evaluation *ev, const rule *r, rule_part *parts, size_t count, rule_result *out)
{
    *out = (rule_result){.rule = describe_rule(ev->a, r),
                         .result = RESULT_NOT_APPLICABLE,
                         .is_stale = rule_is_stale(ev->pack, r),
                         .audits_itself = r->bearer->audits};
    begin_rule(ev, r);
    add_parts(ev, out, parts, count);
    if (!period_is_missing(ev->period) && r->subject != NULL)
        judge_population(ev, r, out);
    else if (period_is_missing(ev->period) && ev->has_versions)
        out->note =
            (label){STR("対象期間に、この規則は効力を持たない。"), STR("this rule is not in force in the period")};
    if (!ev->has_versions) {
        out->result = result_combine(out->result, RESULT_UNKNOWN);
        out->note = label_no_version;
    }
    if (out->is_stale && !ev->options->accept_stale) /* nobody has said that the rule fits the text as it is now */
        out->result = result_combine(out->result, RESULT_REVIEW);
    if (has_fault(ev)) {
        out->result = RESULT_ERROR;
        out->note = ev->fault;
    }
    list_needed(ev, out);
}

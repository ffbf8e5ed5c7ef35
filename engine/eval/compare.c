/* Which findings of an earlier audit are resolved: only the rule itself can tell, by judging their subjects. */
#include "eval/evaluation.h"

#include "base/mem.h"
#include "result/comparison.h"

/* Whether the rule judges that record, or the municipality, and passes it. */
static bool passes(evaluation *ev, const rule *r, uint32_t row)
{
    rule_part part = {.rule = r, .first = row, .end = row + 1};
    judge_part(ev, &part);
    discard_part(ev, &part);
    return part.counts[RESULT_PASS] == 1;
}

static void judge_one(evaluation *ev, const rule *r, uint32_t row, earlier_finding *f)
{
    if (f->why == ABSENCE_NOT_JUDGED && passes(ev, r, row))
        f->why = ABSENCE_RESOLVED;
}

/* Judges the subjects of one rule's findings in one walk over the records, of which there may be millions. */
static void judge_records(evaluation *ev, const rule *r, earlier_finding *findings, size_t count)
{
    const table *t = facts_table(ev->facts, r->subject);
    intern *wanted = intern_new();
    for (size_t i = 0; i < count; i++)
        intern_add(wanted, findings[i].subject);
    for (uint32_t row = 0; row < t->row_count; row++) {
        symbol s = intern_find(wanted, table_id(ev->facts, t, row));
        if (s != SYMBOL_NONE && str_equal(findings[s - 1].subject_type, r->subject->name))
            judge_one(ev, r, row, &findings[s - 1]);
    }
    intern_free(wanted);
}

static void judge_findings(evaluation *ev, const rule *r, earlier_finding *findings, size_t count)
{
    if (r->subject != NULL)
        judge_records(ev, r, findings, count);
    else
        for (size_t i = 0; i < count; i++)
            if (str_equal(findings[i].subject_type, kind_of_municipality.name))
                judge_one(ev, r, 0, &findings[i]);
}

void compare_results(const evaluation *shared, arena *a, audit_result *result, const audit_result *before)
{
    comparison *c = comparison_new(a, result, before);
    arena *scratch = arena_new();
    evaluation ev = begin_evaluation(shared, scratch);
    for (size_t first = 0, end; first < c->gone_count; first = end) {
        const rule_result *now = c->gone[first].rule->now;
        for (end = first + 1; end < c->gone_count && c->gone[end].rule == c->gone[first].rule;)
            end++;
        if (now != NULL && rule_is_decided(now))
            judge_findings(&ev, &shared->pack->rules[now - result->rules], &c->gone[first], end - first);
    }
    end_evaluation(&ev);
    arena_free(scratch);
}

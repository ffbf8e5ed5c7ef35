/* What was seen of a candidate holds while the operator is evaluated once: all else that it reads stays the same. */
#include "eval/alike_candidates.h"

#include "base/mem.h"
#include "base/tuples.h"
#include "eval/codes.h"

enum { FEW_CANDIDATES = 32, MAX_KINDS = 256, CANDIDATES_AHEAD = 24 };

struct candidate_kinds {
    bool serves;
    alike_plan plan;
    alike_times times;
    code_column columns[ALIKE_MAX_FIELDS];
    tuples kinds;
    alike_seen seen[MAX_KINDS];
};

static candidate_kinds *plan_candidates(const evaluation *ev, const check *c)
{
    const table *t = facts_table(ev->facts, c->fact);
    candidate_kinds *kinds = mem_alloc(sizeof *kinds);
    kinds->serves = plan_alike_candidates(c, &kinds->plan) && alike_find_times(&kinds->plan, t, &kinds->times);
    for (size_t i = 0; i < kinds->plan.field_count; i++)
        kinds->columns[i] = code_column_of(t, kinds->plan.fields[i], NULL);
    tuples_init(&kinds->kinds, kinds->plan.field_count, MAX_KINDS);
    return kinds;
}

candidate_kinds *alike_begin_candidates(evaluation *ev, const check *c, const candidates *it)
{
    if (it->end - it->next < FEW_CANDIDATES || ev->alike.is_taken || ev->options->judges_each ||
        c->id >= ev->check_count)
        return NULL;
    if (ev->candidate_kinds == NULL)
        ev->candidate_kinds = mem_alloc(ev->check_count * sizeof(candidate_kinds *));
    if (ev->candidate_kinds[c->id] == NULL)
        ev->candidate_kinds[c->id] = plan_candidates(ev, c);
    candidate_kinds *kinds = ev->candidate_kinds[c->id];
    if (!kinds->serves)
        return NULL;
    ev->alike.is_taken = true;
    memset(kinds->seen, 0, kinds->kinds.count * sizeof *kinds->seen);
    tuples_clear(&kinds->kinds);
    return kinds;
}

static bool is_outside(const candidate_kinds *kinds, uint32_t row)
{
    uint32_t codes[ALIKE_MAX_FIELDS];
    read_codes(kinds->columns, kinds->plan.field_count, row, codes);
    uint32_t kind = tuples_find(&kinds->kinds, codes);
    return kind != TUPLE_NONE && alike_tells(&kinds->seen[kind], &kinds->times, row, 1);
}

/* Has the processor fetch them: an index leads from one end of a log to the other. */
static void expect_times(const candidate_kinds *kinds, uint32_t row)
{
    for (size_t i = 0; i < kinds->times.count; i++)
        __builtin_prefetch(&kinds->times.columns[i][row]);
}

void alike_skip_candidates(const candidate_kinds *kinds, candidates *it)
{
    evaluation *ev = it->ev;
    uint32_t begin = it->next, rows = it->lacks_key ? 0 : it->end - it->next;
    uint32_t end = begin + (rows < ev->candidates ? rows : (uint32_t)ev->candidates);
    for (; it->next < end && is_outside(kinds, candidate_at(it, it->next)); it->next++)
        if (end - it->next > CANDIDATES_AHEAD)
            expect_times(kinds, candidate_at(it, it->next + CANDIDATES_AHEAD));
    ev->candidates -= it->next - begin;
    ev->looked_at += it->next - begin;
}

/* One that lacks a key is open to doubt that others are not. */
void alike_open_candidate(candidate_kinds *kinds, const candidates *it, uint32_t row)
{
    uint32_t codes[ALIKE_MAX_FIELDS];
    read_codes(kinds->columns, kinds->plan.field_count, row, codes);
    uint32_t kind = tuples_find(&kinds->kinds, codes);
    if (kind == TUPLE_NONE && kinds->kinds.count < MAX_KINDS)
        kind = tuples_add(&kinds->kinds, codes);
    bool may_be_kept = kind != TUPLE_NONE && !it->lacks_key;
    alike_open(it->ev, &kinds->times, row, may_be_kept ? &kinds->seen[kind] : NULL);
}

void alike_end_candidates(evaluation *ev)
{
    alike_give_up(ev);
    ev->alike.is_taken = false;
}

void alike_candidates_free(evaluation *ev)
{
    for (size_t i = 0; ev->candidate_kinds != NULL && i < ev->check_count; i++) {
        if (ev->candidate_kinds[i] != NULL)
            tuples_free(&ev->candidate_kinds[i]->kinds);
        mem_free(ev->candidate_kinds[i]);
    }
    mem_free(ev->candidate_kinds);
}

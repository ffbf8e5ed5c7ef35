/* Keeps what was seen of each kind of subject, in a table of one size. Each kind has two places, so that two that meet
   need not oust each other. */
#include "eval/evaluation.h"

#include "base/mem.h"

enum { KINDS = 1 << 16 };

struct alike_kind {
    uint32_t serial; /* of the rule */
    uint32_t result;
    uint32_t codes[ALIKE_MAX_FIELDS + 1];
    int64_t from[ALIKE_MAX_TIMES], to[ALIKE_MAX_TIMES];
};

void alike_begin_rule(evaluation *ev)
{
    alike *a = &ev->alike;
    a->is_open = false;
    if (a->rule == ev->rule)
        return;
    a->rule = ev->rule;
    a->serial++;
    a->serves = !ev->options->judges_each && plan_alike(ev->rule, &a->plan);
    if (a->serves && a->kinds == NULL)
        a->kinds = mem_alloc(KINDS * sizeof *a->kinds);
}

void alike_free(evaluation *ev)
{
    mem_free(ev->alike.kinds);
}

/* ---- subjects ---- */

static uint32_t read_code(const table *t, const field *f, uint32_t row)
{
    if (f->kind == FIELD_ENUM || f->kind == FIELD_BOOLEAN)
        return table_code(t, f->index, row);
    return table_ref(t, f->index, row); /* rows and symbols are both 32 bits */
}

/* How two times of the subject stand to each other is part of what it is like. */
static uint32_t compare_times(const alike *a)
{
    int64_t first = moment_first(a->times[0]), second = moment_first(a->times[1]);
    return a->plan.time_count < 2 ? 0 : first < second ? 1 : first == second ? 2 : 3;
}

/* Reads what the subject is like. Returns false where a time is missing, or no second. */
static bool read_subject(alike *a, const table *t, uint32_t row)
{
    for (size_t i = 0; i < a->plan.time_count; i++) {
        a->times[i] = table_moment(t, a->plan.times[i]->index, row);
        if (a->times[i] == MOMENT_MISSING || moment_is_day(a->times[i]))
            return false;
    }
    for (size_t i = 0; i < a->plan.field_count; i++)
        a->codes[i] = read_code(t, a->plan.fields[i], row);
    a->codes[a->plan.field_count] = compare_times(a);
    return true;
}

static alike_kind *find_kind(const alike *a)
{
    uint64_t hash = 0;
    for (size_t i = 0; i <= a->plan.field_count; i++)
        hash = (hash ^ a->codes[i]) * 0x9E3779B97F4A7C15u;
    return &a->kinds[(hash >> 32) % KINDS];
}

/* Places stand in pairs. */
static alike_kind *other_place(const alike *a, const alike_kind *k)
{
    return &a->kinds[(size_t)(k - a->kinds) ^ 1];
}

static bool has_codes(const alike *a, const alike_kind *k)
{
    if (k->serial != a->serial)
        return false;
    for (size_t i = 0; i <= a->plan.field_count; i++)
        if (k->codes[i] != a->codes[i])
            return false;
    return true;
}

static bool is_kind(const alike *a, const alike_kind *k)
{
    bool is = has_codes(a, k);
    for (size_t i = 0; i < a->plan.time_count && is; i++)
        is = moment_first(a->times[i]) >= k->from[i] && moment_first(a->times[i]) <= k->to[i];
    return is;
}

static alike_kind *choose_place(const alike *a)
{
    alike_kind *first = find_kind(a), *second = other_place(a, first);
    bool is_taken = first->serial == a->serial && !has_codes(a, first);
    bool is_second_free = second->serial != a->serial || has_codes(a, second);
    return is_taken && is_second_free ? second : first;
}

/* ---- stretches of time ---- */

/* A truth may change where the subject's time reaches or passes that second. */
static void cut(alike *a, size_t i, int64_t second)
{
    int64_t own = moment_first(a->times[i]);
    if (own <= second && a->to[i] >= second)
        a->to[i] = own < second ? second - 1 : second;
    if (own >= second && a->from[i] <= second)
        a->from[i] = own > second ? second + 1 : second;
}

/* A second may be beyond all that moments can write. */
static void cut_at_day(alike *a, size_t i, int64_t second)
{
    int64_t begin = second - (second % SECONDS_PER_DAY + SECONDS_PER_DAY) % SECONDS_PER_DAY;
    cut(a, i, begin);
    cut(a, i, begin + SECONDS_PER_DAY - 1);
}

static void cut_at_ends(alike *a, size_t i, moment m)
{
    if (m == MOMENT_MISSING)
        return;
    cut(a, i, moment_first(m));
    cut(a, i, moment_last(m));
}

/* A time is the subject's own where it has its value: the plan saw to it that no other use is made of it. */
void alike_narrow(evaluation *ev, moment a, moment b)
{
    for (size_t i = 0; ev->alike.is_open && i < ev->alike.plan.time_count; i++) {
        if (ev->alike.times[i] == a)
            cut_at_ends(&ev->alike, i, b);
        if (ev->alike.times[i] == b)
            cut_at_ends(&ev->alike, i, a);
    }
}

void alike_give_up(evaluation *ev)
{
    ev->alike.is_open = false;
}

/* Lists that are complete for the whole audited period are so at each of its times. */
void alike_narrow_to_list(evaluation *ev, const record_type *type, period over)
{
    alike *a = &ev->alike;
    for (size_t i = 0; a->is_open && i < a->plan.time_count; i++) {
        if (a->times[i] != over.from && a->times[i] != over.to)
            continue;
        a->is_open = moment_within(a->times[i], ev->period) == TRUTH_TRUE &&
                     spans_cover(&facts_table(ev->facts, type)->covered, ev->period);
        cut(a, i, moment_first(ev->period.from));
        cut(a, i, moment_last(ev->period.to));
    }
}

/* The subject's day chooses the version of the regulation, the rule and the values of parameters; of a time after the
   as-of date nothing is read. */
static void narrow_to_versions(evaluation *ev, size_t i)
{
    alike *a = &ev->alike;
    const regulation *reg = ev->pack->regulation;
    a->from[i] = INT64_MIN;
    a->to[i] = INT64_MAX;
    cut_at_ends(a, i, ev->options->as_of);
    cut_at_ends(a, i, moment_day(ev->rule->in_force.from));
    cut_at_ends(a, i, moment_day(ev->rule->in_force.to));
    for (size_t k = 0; k < reg->count; k++) {
        cut_at_ends(a, i, moment_day(reg->versions[k].in_force.from));
        cut_at_ends(a, i, moment_day(reg->versions[k].in_force.to));
    }
    for (size_t k = 0; k < ev->change_count; k++)
        cut_at_day(a, i, ev->changes[k]);
}

/* ---- finding and keeping ---- */

enum alike_result alike_find(evaluation *ev, uint32_t row)
{
    alike *a = &ev->alike;
    a->is_open = a->serves && read_subject(a, facts_table(ev->facts, a->rule->subject), row);
    if (!a->is_open)
        return ALIKE_NONE;
    const alike_kind *k = find_kind(a);
    if (!is_kind(a, k))
        k = other_place(a, k);
    if (is_kind(a, k))
        return (enum alike_result)k->result;
    for (size_t i = 0; i < a->plan.time_count; i++)
        narrow_to_versions(ev, i);
    return ALIKE_NONE;
}

void alike_keep(evaluation *ev, enum alike_result result)
{
    alike *a = &ev->alike;
    if (!a->is_open || has_fault(ev))
        return;
    alike_kind *k = choose_place(a);
    k->serial = a->serial;
    k->result = result;
    memcpy(k->codes, a->codes, sizeof k->codes);
    memcpy(k->from, a->from, sizeof k->from);
    memcpy(k->to, a->to, sizeof k->to);
}

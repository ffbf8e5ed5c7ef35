/* Sets of time as sorted arrays of periods. */
#include "base/spans.h"

#include "base/mem.h"

#include <stdlib.h>

void spans_add(spans *s, period p)
{
    ARRAY_PUSH(s->items, s->count, s->capacity) = p;
    s->merged = false;
}

void spans_add_set(spans *s, const spans *other)
{
    for (size_t i = 0; i < other->count; i++)
        spans_add(s, other->items[i]);
}

static int compare_periods(const void *a, const void *b)
{
    const period *p = a, *q = b;
    int64_t first_p = moment_first(p->from), first_q = moment_first(q->from);
    if (first_p != first_q)
        return first_p < first_q ? -1 : 1;
    int64_t last_p = moment_last(p->to), last_q = moment_last(q->to);
    return (last_p > last_q) - (last_p < last_q);
}

void spans_merge(spans *s)
{
    if (s->merged || s->count == 0)
        return;
    qsort(s->items, s->count, sizeof *s->items, compare_periods);
    size_t kept = 0;
    for (size_t i = 1; i < s->count; i++) {
        period *last = &s->items[kept];
        if (moment_first(s->items[i].from) > moment_last(last->to) + 1)
            s->items[++kept] = s->items[i];
        else if (moment_last(s->items[i].to) > moment_last(last->to))
            last->to = s->items[i].to;
    }
    s->count = kept + 1;
    s->merged = true;
}

bool spans_cover(const spans *s, period over)
{
    for (size_t i = 0; i < s->count; i++)
        if (period_during(over, s->items[i]) == TRUTH_TRUE)
            return true;
    return false;
}

/* A gap that begins or ends at midnight is told in days. */
static moment begin_at(int64_t second)
{
    return second % SECONDS_PER_DAY == 0 ? moment_of_day(second / SECONDS_PER_DAY) : moment_of_second(second);
}

static moment end_at(int64_t second)
{
    return (second + 1) % SECONDS_PER_DAY == 0 ? moment_of_day((second + 1) / SECONDS_PER_DAY - 1)
                                               : moment_of_second(second);
}

void spans_gaps(const spans *s, period over, spans *gaps)
{
    moment from = over.from;
    for (size_t i = 0; i < s->count; i++) {
        period covered = s->items[i];
        if (moment_last(covered.to) < moment_first(from))
            continue;
        if (moment_first(covered.from) > moment_last(over.to))
            break;
        if (moment_first(covered.from) > moment_first(from))
            spans_add(gaps, (period){from, end_at(moment_first(covered.from) - 1)});
        if (moment_last(covered.to) >= moment_last(over.to))
            return;
        from = begin_at(moment_last(covered.to) + 1);
    }
    spans_add(gaps, (period){from, over.to});
}

void spans_free(spans *s)
{
    mem_free(s->items);
    *s = (spans){0};
}

/* The stretches of time for which what was seen of a record holds. */
#include "eval/evaluation.h"

bool alike_find_times(const alike_plan *plan, const table *t, alike_times *out)
{
    *out = (alike_times){.count = plan->time_count};
    for (size_t i = 0; i < plan->time_count; i++) {
        out->columns[i] = t->columns[plan->times[i]->index].moments;
        if (out->columns[i] == NULL)
            return false;
    }
    return true;
}

/* ---- narrowing ---- */

/* A truth may change where the record's time reaches or passes that second. */
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

/* A time is the record's own where it has its value: the plan saw to it that no other use is made of it. */
void alike_narrow(evaluation *ev, moment a, moment b)
{
    for (size_t i = 0; ev->alike.place != NULL && i < ev->alike.time_count; i++) {
        if (ev->alike.times[i] == a)
            cut_at_ends(&ev->alike, i, b);
        if (ev->alike.times[i] == b)
            cut_at_ends(&ev->alike, i, a);
    }
}

void alike_give_up(evaluation *ev)
{
    ev->alike.place = NULL;
}

/* Lists that are complete for the whole audited period are so at each of its times. */
void alike_narrow_to_list(evaluation *ev, const record_type *type, period over)
{
    alike *a = &ev->alike;
    for (size_t i = 0; a->place != NULL && i < a->time_count; i++) {
        if (a->times[i] != over.from && a->times[i] != over.to)
            continue;
        if (moment_within(a->times[i], ev->period) != TRUTH_TRUE ||
            !spans_cover(&facts_table(ev->facts, type)->covered, ev->period))
            a->place = NULL;
        cut(a, i, moment_first(ev->period.from));
        cut(a, i, moment_last(ev->period.to));
    }
}

/* Between two changes nothing else is chosen, so that most times need no look at them all. */
static void find_versions(evaluation *ev, size_t i)
{
    alike *a = &ev->alike;
    const regulation *reg = ev->pack->regulation;
    a->from[i] = INT64_MIN;
    a->to[i] = INT64_MAX;
    cut_at_ends(a, i, moment_day(ev->rule->in_force.from));
    cut_at_ends(a, i, moment_day(ev->rule->in_force.to));
    for (size_t k = 0; k < reg->count; k++) {
        cut_at_ends(a, i, moment_day(reg->versions[k].in_force.from));
        cut_at_ends(a, i, moment_day(reg->versions[k].in_force.to));
    }
    for (size_t k = 0; k < ev->change_count; k++)
        cut_at_day(a, i, ev->changes[k]);
    a->versions_of = ev->rule;
    a->versions_from = a->from[i];
    a->versions_to = a->to[i];
}

static void narrow_to_versions(evaluation *ev, size_t i)
{
    alike *a = &ev->alike;
    int64_t own = moment_first(a->times[i]), from = a->from[i], to = a->to[i];
    if (a->versions_of != ev->rule || own < a->versions_from || own > a->versions_to)
        find_versions(ev, i);
    a->from[i] = from > a->versions_from ? from : a->versions_from;
    a->to[i] = to < a->versions_to ? to : a->versions_to;
}

void alike_narrow_to_versions(evaluation *ev)
{
    for (size_t i = 0; ev->alike.place != NULL && i < ev->alike.time_count; i++)
        narrow_to_versions(ev, i);
}

/* ---- opening and keeping ---- */

/* Of a time after the as-of date nothing is read. */
void alike_open(evaluation *ev, const alike_times *times, uint32_t row, alike_seen *place)
{
    alike *a = &ev->alike;
    a->place = place;
    a->time_count = times->count;
    for (size_t i = 0; i < times->count; i++) {
        a->times[i] = times->columns[i][row];
        if (a->times[i] == MOMENT_MISSING || moment_is_day(a->times[i]))
            a->place = NULL;
        a->from[i] = INT64_MIN;
        a->to[i] = INT64_MAX;
        cut_at_ends(a, i, ev->options->as_of);
    }
}

static moment moment_of_bound(int64_t second)
{
    if (second <= moment_first(ALIKE_LEAST))
        return ALIKE_LEAST;
    return second >= moment_first(ALIKE_MOST) ? ALIKE_MOST : moment_of_second(second);
}

void alike_keep(evaluation *ev, enum alike_result result)
{
    alike *a = &ev->alike;
    if (a->place == NULL || has_fault(ev))
        return;
    alike_seen *seen = a->place;
    seen->result = (uint8_t)result;
    seen->order = a->time_count < 2 ? 0 : alike_order(a->times[0], a->times[1]);
    for (size_t i = 0; i < a->time_count; i++) {
        seen->from[i] = moment_of_bound(a->from[i]);
        seen->to[i] = moment_of_bound(a->to[i]);
    }
}

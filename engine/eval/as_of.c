/* As of a date: a record whose dates all lie after it did not exist then, and is no evidence. Of one that did, a date
   after it was not recorded yet. */
#include "eval/evaluation.h"

#include "base/mem.h"

bool tells_when(const field *f)
{
    return (f->kind == FIELD_DATE || f->kind == FIELD_DATETIME) && !f->may_be_future;
}

/* Counts a record's dates after the as-of date, and the others. */
static void count_dates(const evaluation *ev, const table *t, uint32_t row, size_t *later, size_t *earlier)
{
    *later = *earlier = 0;
    for (size_t i = 0; i < t->type->field_count; i++) {
        const field *f = &t->type->fields[i];
        moment m = tells_when(f) ? table_moment(t, i, row) : MOMENT_MISSING;
        *later += is_after_as_of(ev, f, m);
        *earlier += m != MOMENT_MISSING && !is_after_as_of(ev, f, m);
    }
}

enum { TIMES_AT_ONCE = 64 };

static bool some_are_after(const moment *times, size_t count, moment last)
{
    moment latest = MOMENT_MISSING;
    for (size_t i = 0; i < count; i++)
        latest = times[i] > latest ? times[i] : latest;
    return latest > last;
}

/* Whether some of so many times may be after the last: so it looks of a missing one, too. */
static bool some_may_be_after(const moment *times, moment last)
{
    uint64_t after = 0;
    for (size_t i = 0; i < TIMES_AT_ONCE; i++)
        after |= ((uint64_t)last - (uint64_t)times[i]) >> 63;
    return after != 0;
}

static bool column_has_later(const moment *times, size_t count, moment last)
{
    while (count >= TIMES_AT_ONCE) {
        if (some_may_be_after(times, last) && some_are_after(times, TIMES_AT_ONCE, last))
            return true;
        times += TIMES_AT_ONCE;
        count -= TIMES_AT_ONCE;
    }
    return some_are_after(times, count, last);
}

/* Mostly there is no such date at all, which one walk down each column shows. */
static bool has_later(const evaluation *ev, const table *t)
{
    const moment last = moment_of_second(moment_last(ev->options->as_of)) + 1;
    for (size_t i = 0; i < t->type->field_count; i++) {
        const moment *column = tells_when(&t->type->fields[i]) ? t->columns[i].moments : NULL;
        if (column != NULL && column_has_later(column, t->row_count, last))
            return true;
    }
    return false;
}

/* Returns which rows are later than the date; NULL where none is. */
static bool *find_later(const evaluation *ev, const table *t, diags *d)
{
    bool *left_out = NULL;
    size_t later, earlier;
    bool may_have = has_later(ev, t);
    for (uint32_t row = 0; may_have && row < t->row_count; row++) {
        count_dates(ev, t, row, &later, &earlier);
        if (later == 0)
            continue;
        DIAG2(d, table_place(ev->facts, t, row), earlier > 0 ? DIAG_AUDIT_LATER_DATE : DIAG_AUDIT_LATER, t->type->name,
              table_id(ev->facts, t, row));
        if (earlier > 0)
            continue;
        if (left_out == NULL)
            left_out = mem_alloc(t->row_count * sizeof *left_out);
        left_out[row] = true;
    }
    return left_out;
}

void leave_out_later(evaluation *ev, diags *d)
{
    const facts *f = ev->facts;
    ev->later = mem_alloc(f->model->type_count * sizeof(bool *));
    for (size_t i = 0; i < f->model->type_count; i++)
        ev->later[i] = find_later(ev, &f->tables[i], d);
}

/* Nor does it show anything, after that date, that there is no record. */
bool is_complete_as_of(const evaluation *ev, const record_type *type, uint32_t scope_row, period over, spans *gaps)
{
    moment as_of = ev->options->as_of;
    moment next_day = moment_add(moment_day(as_of), (duration){.days = 1}, 1);
    period known = period_intersect(over, (period){MOMENT_PAST, as_of});
    period ahead = period_intersect(over, (period){next_day, MOMENT_FUTURE});
    bool complete = period_is_missing(known) || facts_complete(ev->facts, type, scope_row, known, gaps);
    if (!period_is_missing(ahead) && gaps != NULL)
        spans_add(gaps, ahead);
    return complete && period_is_missing(ahead);
}

void free_later(evaluation *ev)
{
    for (size_t i = 0; i < ev->facts->model->type_count; i++)
        mem_free(ev->later[i]);
    mem_free(ev->later);
}

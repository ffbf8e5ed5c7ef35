/* As of a date: a record with a date after it did not exist then, and is no evidence. */
#include "eval/evaluation.h"

#include "base/mem.h"

static bool tells_when(const field *f)
{
    return (f->kind == FIELD_DATE || f->kind == FIELD_DATETIME) && !f->may_be_future;
}

static bool is_later(const table *t, uint32_t row, moment as_of)
{
    for (size_t i = 0; i < t->type->field_count; i++) {
        moment m = tells_when(&t->type->fields[i]) ? table_moment(t, i, row) : MOMENT_MISSING;
        if (m != MOMENT_MISSING && moment_first(m) > moment_last(as_of))
            return true;
    }
    return false;
}

static bool has_dates(const table *t)
{
    for (size_t i = 0; i < t->type->field_count; i++)
        if (tells_when(&t->type->fields[i]) && t->columns[i].any != NULL)
            return true;
    return false;
}

/* Returns which rows are later than the date; NULL where none is. */
static bool *find_later(const facts *f, const table *t, moment as_of, diags *d)
{
    bool *later = NULL;
    for (uint32_t row = 0; has_dates(t) && row < t->row_count; row++) {
        if (!is_later(t, row, as_of))
            continue;
        if (later == NULL)
            later = mem_alloc(t->row_count * sizeof *later);
        later[row] = true;
        DIAG2(d, table_place(f, t, row), DIAG_AUDIT_LATER, t->type->name, table_id(f, t, row));
    }
    return later;
}

void leave_out_later(evaluation *ev, diags *d)
{
    const facts *f = ev->facts;
    ev->later = mem_alloc(f->model->type_count * sizeof(bool *));
    for (size_t i = 0; i < f->model->type_count; i++)
        ev->later[i] = find_later(f, &f->tables[i], ev->options->as_of, d);
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

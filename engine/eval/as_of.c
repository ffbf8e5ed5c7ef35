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

void free_later(evaluation *ev)
{
    for (size_t i = 0; i < ev->facts->model->type_count; i++)
        mem_free(ev->later[i]);
    mem_free(ev->later);
}

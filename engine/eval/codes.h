/* A column of which equal values have equal codes: references, names and enumerations. Private to eval/. */
#ifndef JUNSHU_CODES_H
#define JUNSHU_CODES_H

#include "eval/folds.h"
#include "facts/facts.h"

typedef struct code_column {
    const uint32_t *wide; /* or NULL, as the next one; both where no record fills the column */
    const uint8_t *narrow;
    const folds *folds; /* or NULL: each spelling of a name is a value of its own */
} code_column;

/* Takes the folds, or NULL, and a field that has a code: no date, number, text of a record, or id. */
static inline code_column code_column_of(const table *t, const field *f, const folds *folds)
{
    column c = t->columns[f->index];
    if (f->kind == FIELD_ENUM || f->kind == FIELD_BOOLEAN)
        return (code_column){.narrow = c.codes};
    if (f->kind == FIELD_REF)
        return (code_column){.wide = c.rows};
    return (code_column){.wide = c.symbols, .folds = folds};
}

/* Returns 0 where the value is missing. */
static inline uint32_t code_at(const code_column *c, uint32_t row)
{
    if (c->narrow != NULL)
        return c->narrow[row];
    uint32_t code = c->wide != NULL ? c->wide[row] : 0;
    return c->folds != NULL ? fold_symbol(c->folds, code) : code;
}

static inline void read_codes(const code_column *columns, size_t count, uint32_t row, uint32_t *codes)
{
    for (size_t i = 0; i < count; i++)
        codes[i] = code_at(&columns[i], row);
}

#endif

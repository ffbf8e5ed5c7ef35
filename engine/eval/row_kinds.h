/* Kinds of records: those of a kind have the same values in certain fields. The rows of one block at a time have
   numbers of kinds. Private to eval/. */
#ifndef JUNSHU_ROW_KINDS_H
#define JUNSHU_ROW_KINDS_H

#include "base/tuples.h"
#include "eval/alike.h"
#include "eval/codes.h"

typedef struct row_kinds {
    const table *table;
    const field *fields[ALIKE_MAX_FIELDS];
    size_t width;
    code_column columns[ALIKE_MAX_FIELDS];
    uint32_t radixes[ALIKE_MAX_FIELDS]; /* how many codes a column has */
    uint32_t *number_of;                /* by combination of codes, plus 1; NULL where there are too many */
    uint32_t combination_count;
    tuples numbers;    /* then: of those that came */
    size_t limit;      /* all numbers are below it */
    uint32_t *kind_of; /* by row of the block */
    uint32_t first, end;
    size_t capacity;
} row_kinds;

/* Makes ready for numbering the table's rows by the fields that the plan reads. */
void row_kinds_begin(row_kinds *k, const facts *f, const table *t, const alike_plan *plan);
/* Whether they are the kinds of that table's rows by those fields, in whatever order. */
bool row_kinds_are_of(const row_kinds *k, const table *t, const alike_plan *plan);
/* Whether there may be no numbers left for a block's rows: then all must be forgotten before it is numbered. */
bool row_kinds_are_full(const row_kinds *k, uint32_t first, uint32_t end);
void row_kinds_forget(row_kinds *k);
void row_kinds_number(row_kinds *k, uint32_t first, uint32_t end);
/* Returns how many kinds have a number. */
uint32_t row_kinds_count(const row_kinds *k);
void row_kinds_free(row_kinds *k);

static inline uint32_t row_kind(const row_kinds *k, uint32_t row)
{
    return k->kind_of[row - k->first];
}

#endif

/* Kinds of records: those of a kind have the same values in certain fields. The rows of one block at a time have
   numbers of kinds. Private to eval/. */
#ifndef JUNSHU_ROW_KINDS_H
#define JUNSHU_ROW_KINDS_H

#include "base/tuples.h"
#include "eval/alike.h"
#include "eval/codes.h"

enum { ROW_KINDS_MAX_COLUMNS = 8 };

typedef struct row_kinds {
    const field *fields[ROW_KINDS_MAX_COLUMNS];
    size_t width;
    code_column columns[ROW_KINDS_MAX_COLUMNS];
    uint32_t radixes[ROW_KINDS_MAX_COLUMNS]; /* how many codes a column has */
    uint32_t *number_of;                     /* by combination of codes, plus 1; NULL where there are too many */
    uint32_t combination_count;
    tuples numbers;    /* then: of those that came */
    size_t limit;      /* all numbers are below it */
    uint32_t *kind_of; /* by row of the block */
    uint32_t first, end;
    size_t capacity;
} row_kinds;

/* Makes a plan's fields part of what kinds are. Returns false, and adds none, where there are too many. */
bool row_kinds_add(row_kinds *k, const alike_plan *plan);
/* Makes ready for numbering the table's rows, when all fields are there. */
void row_kinds_begin(row_kinds *k, const facts *f, const table *t);
/* Whether there may be no numbers left for a block's rows: then all must be forgotten before it is numbered. */
bool row_kinds_are_full(const row_kinds *k, uint32_t first, uint32_t end);
/* Returns how many kinds there were. */
size_t row_kinds_forget(row_kinds *k);
void row_kinds_number(row_kinds *k, uint32_t first, uint32_t end);
void row_kinds_free(row_kinds *k);

static inline uint32_t row_kind(const row_kinds *k, uint32_t row)
{
    return k->kind_of[row - k->first];
}

#endif

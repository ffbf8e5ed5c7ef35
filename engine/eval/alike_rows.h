/* Subjects that are alike: all rules over one record type look at the same kinds of its records, block by block of
   rows. Private to eval/. */
#ifndef JUNSHU_ALIKE_ROWS_H
#define JUNSHU_ALIKE_ROWS_H

#include "eval/evaluation.h"

/* Makes ready for judging the rows of a part. A rule whose subjects may not be treated as alike skips none of them. */
void alike_begin_rows(evaluation *ev, const rule_part *part);
/* Returns the first row from `row` on that must be judged, or the part's end. Adds how many of those before pass. */
uint32_t alike_skip(evaluation *ev, uint32_t row, uint64_t *passed);
/* The row is going to be judged. */
void alike_open_row(evaluation *ev, uint32_t row);
void alike_end_rows(evaluation *ev);
void alike_rows_free(evaluation *ev);

#endif

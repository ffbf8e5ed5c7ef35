/* What the files that fill pictures share. Private to eval/. */
#ifndef JUNSHU_PICTURE_DRAWING_H
#define JUNSHU_PICTURE_DRAWING_H

#include "eval/eval_typed.h"
#include "eval/picture_findings.h"

typedef struct drawing {
    evaluation *ev;
    const audit_result *result;
    const picture_plan *plan;
    picture *out;
    finding_index *findings; /* of the rows being drawn */
    size_t item_count;       /* bars and marks so far */
    picture_row *rows;
    size_t row_capacity;
    label *missing;
    size_t missing_count, missing_capacity;
} drawing;

/* Fills the bars, marks and gaps of one row, whose record is in the frame. */
void draw_row_parts(drawing *d, const picture_rows *rows, picture_row *row, frame *f);
/* Counts what a calendar counts. */
void draw_calendar(drawing *d);
/* Notes that a list does not show all there was. Takes the gaps that it has. */
void note_missing_list(drawing *d, const record_type *type, spans *gaps);
/* Moves a grown array into the arena. */
void *keep_array(arena *a, void *items, size_t size);
/* Makes ready for evaluating the rows' expressions. */
void begin_rows(drawing *d, const picture_rows *rows);

#endif

/* Pictures as data of the pack: which rows, bars and marks a timeline has, what a calendar counts. The engine knows no
   record type; eval/picture.c fills them from the records, and the reports draw them. */
#ifndef JUNSHU_PICTURE_DEFINITION_H
#define JUNSHU_PICTURE_DEFINITION_H

#include "rules/check.h"
#include "rules/words.h"

struct rule;

/* A bar, which lasts, or a mark, which is at one time: of the related records, or of the row's own. */
typedef struct picture_part {
    size_t kind; /* index into picture_def.kinds */
    check
        *check; /* which records (fact is NULL: the row's own), what they should meet; of a bar also `by` and `over` */
    expr *at;   /* of a mark */
    expr *text; /* what stands in the bar or beside the mark; or NULL */
} picture_part;

/* Rows of one sort: one for each record of a population, or a single one. */
typedef struct picture_rows {
    struct rule *each;         /* subject, when, moment, over; subject is NULL for a single row */
    label name;                /* of a single row */
    const struct rule **rules; /* whose findings are shown on its records */
    size_t rule_count;
    bool has_path; /* the marks are joined in the order in which their kinds are written */
    picture_part *parts;
    size_t part_count;
} picture_rows;

typedef struct picture_plan {
    picture_def def;
    place at;
    expr *over;         /* the time that is shown; NULL: the audited period */
    picture_rows *rows; /* a calendar has one, without parts: what it counts */
    size_t rows_count;
} picture_plan;

#endif

/* What the files that draw pictures share. Private to report/. */
#ifndef JUNSHU_REPORT_PICTURES_H
#define JUNSHU_REPORT_PICTURES_H

#include "report/report_html.h"
#include "report/report_svg.h"

/* The rows that are drawn, in their order. */
typedef struct drawn_rows {
    const picture_row **items;
    size_t count;
    size_t left_out; /* rows without anything to look at, of which there are too many */
    size_t dropped;  /* rows to look at that are too many as well */
} drawn_rows;

drawn_rows choose_rows(arena *a, const picture *p);
/* Draws a timeline as several SVGs, none higher than a page. */
void draw_timeline(html_writer *w, const picture *p, size_t number, const drawn_rows *rows);
/* Draws a calendar: one SVG for each three months. */
void draw_calendar_months(html_writer *w, const picture *p, size_t number);
/* A kind of bar or mark as it is drawn, for the legend: a sample around the point. */
void draw_kind(buffer *out, const picture_def *def, size_t kind, int x, int y);
/* A cell with a finding. */
void draw_marked_cell(buffer *out, bool fails, int x, int y);
/* The class of a cell with so many records where the most is `most`: of four levels. */
unsigned cell_level(uint64_t count, uint64_t most);
/* The day's number since 1970-01-01. */
int64_t picture_day(moment day);
/* What the item says, for tables and pointers: kind, text, time, what is wrong. */
void item_print(buffer *b, const picture_def *def, const picture_bar *item, enum language language);
/* The same of a cell: day and hour, how many, how many of them marked. */
void cell_print(buffer *b, const picture_cell *c, enum language language);

enum { CELL_LEVELS = 4 };

#endif

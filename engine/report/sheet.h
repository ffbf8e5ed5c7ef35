/* A workbook of sheets for spreadsheet programs, written cell by cell and row by row. Texts are data here: no cell
   becomes a formula or an address of its own accord. What a limit of such programs leaves out is said on the sheet.
   Behind it is libxlsxwriter, which no other module sees. */
#ifndef JUNSHU_SHEET_H
#define JUNSHU_SHEET_H

#include "report/report_words.h"

typedef struct book book;
typedef struct sheet sheet;

/* What spreadsheet programs can hold. */
typedef struct sheet_limits {
    uint32_t rows, links; /* of a sheet */
    uint32_t characters;  /* of a cell, in units of UTF-16 */
} sheet_limits;

extern const sheet_limits excel_limits;

typedef struct book_plan {
    enum word title;
    str author;
    moment created;
    enum language language;
    const sheet_limits *limits;
} book_plan;

typedef struct sheet_column {
    enum word head;
    uint8_t widest; /* of its contents, in narrow characters; longer lines wrap */
} sheet_column;

typedef struct sheet_table {
    const sheet_column *columns;
    size_t column_count;
    bool has_counts; /* after them a column for each result, the gravest first */
    size_t printed;  /* columns that go to paper; 0 means all */
    size_t frozen;   /* columns that stay in view; only for the list that a sheet is for */
    bool is_list;    /* the list that the sheet is for: with filters, its head always in view and on each page */
    uint64_t rows;   /* as many will be written */
    uint64_t links;  /* in each of them, at most */
} sheet_table;

/* Calls `fill` to write the sheets, and appends the workbook. The same calls give the same bytes. Returns false after
   reporting why it could not be made, with nothing appended. */
bool book_make(const book_plan *plan, void (*fill)(book *b, void *context), void *context, buffer *out, diags *d);

/* A sheet after those that are there. */
sheet *book_add_sheet(book *b, enum word name);
/* Colours the sheet's tab as its result. */
void sheet_mark(sheet *s, enum result r);

/* A line of its own above or between tables. */
void sheet_title(sheet *s, str text);
void sheet_note(sheet *s, str text);
void sheet_say(sheet *s, enum word word, str first, str second, str third);
void sheet_skip_row(sheet *s);

/* Writes the head, and above it what will have to be left out. */
void sheet_open_table(sheet *s, const sheet_table *table);
void sheet_close_table(sheet *s);
/* Offers the choices for that column of the table just closed. */
void sheet_offer(sheet *s, size_t column, const label *choices, size_t count);

/* The number of the row being written, for links to it. */
uint32_t sheet_row(const sheet *s);
void sheet_end_row(sheet *s);

/* The cells of a row, from the left. */
void cell_text(sheet *s, str text);
void cell_label(sheet *s, label l);
void cell_word(sheet *s, enum word word);
void cell_head(sheet *s, str text);
void cell_number(sheet *s, uint64_t number);
/* A number that counts nothing, such as that of a line. */
void cell_index(sheet *s, uint64_t number);
/* A date, or a time; a dash where there is none. */
void cell_moment(sheet *s, moment m);
void cell_result(sheet *s, enum result r);
/* The counts of the columns of results. */
void cell_counts(sheet *s, const uint64_t *counts);
/* To be filled in by hand. */
void cell_answer(sheet *s);
void cell_answer_day(sheet *s);
/* A cell of several lines: first its pieces, none where the text is empty, then its end; or, instead of the end, a link
   to a row of a sheet. */
void cell_piece(sheet *s, str text);
void cell_end(sheet *s);
void cell_link(sheet *s, const sheet *to, uint32_t row);

/* Appends the text as a cell holds it: characters that XML forbids replaced, nothing that reads as one of the escapes
   of spreadsheets (_x000D_), and cut to so many units of UTF-16, with the mark at its end. */
void cell_fit(buffer *b, str text, size_t most, str mark);
/* Returns the width of its widest line. */
size_t cell_width(str text);
/* Returns how many lines it takes in a column of that width. */
size_t cell_lines(str text, size_t width);

#endif

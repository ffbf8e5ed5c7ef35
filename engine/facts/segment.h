/* A segment: the records of one type that one document holds, as growing columns. Strings and references are numbers
   of the document's own names until the documents are linked. */
#ifndef JUNSHU_SEGMENT_H
#define JUNSHU_SEGMENT_H

#include "base/buffer.h"
#include "facts/facts.h"

typedef struct segment {
    const record_type *type;
    uint32_t row_count;
    size_t capacity, ready; /* rows below `ready` hold "missing" where no record has filled them */
    void **columns;         /* by field index; NULL while no record fills it. Element sizes: field_width */
    uint32_t *lines;
    buffer id_bytes; /* ids of types that nothing refers to */
    bool ids_rise;   /* each such id is greater than the one before */
} segment;

void segment_init(segment *s, const record_type *type);
void segment_free(segment *s);
/* Frees one column, when it has been joined to a table. */
void segment_free_column(segment *s, const field *f);
/* Adds a row whose fields are all missing. Returns its number. */
uint32_t segment_add_row(segment *s, uint32_t line);
/* Adds rows of lines that follow each other. Returns the first one's number. */
uint32_t segment_add_rows(segment *s, uint32_t line, size_t count);
/* Takes back the rows from `first` on, none of which has got its id. */
void segment_drop_rows(segment *s, uint32_t first);
/* Returns the column of a field, ready to be written at every row. */
void *segment_add_column(segment *s, const field *f);
static inline void *segment_column(segment *s, const field *f)
{
    void *column = s->columns[f->index];
    return column != NULL ? column : segment_add_column(s, f);
}
/* Appends the id of the row of a type that nothing refers to; those before it have theirs. */
void segment_add_id(segment *s, uint32_t row, str id);
/* Returns the id of a row of a type that nothing refers to. */
str segment_id(const segment *s, uint32_t row);

/* The size of one value of the field in its column. */
size_t field_width(const field *f);
/* Whether ids of this type are kept as bytes of the table rather than as interned names. */
static inline bool ids_are_bytes(const record_type *type)
{
    return !type->is_referenced;
}

/* Writes "missing" to `count` values from row `first`. */
void fill_missing(const field *f, void *column, size_t first, size_t count);

#endif

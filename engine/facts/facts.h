/* Facts: the loaded records as frozen tables of typed columns. One table per record type, in the order of the model.
   Read-only once facts_load has returned; safe to read from several threads. */
#ifndef JUNSHU_FACTS_H
#define JUNSHU_FACTS_H

#include "base/digest.h"
#include "base/intern.h"
#include "base/profile.h"
#include "base/progress.h"
#include "base/spans.h"
#include "model/model.h"

typedef struct document {
    const char *path;
    char digest[DIGEST_HEX + 1];  /* SHA-256 of its bytes */
    unsigned char tag[TAG_BYTES]; /* of its bytes, where there was a key */
    uint64_t records;
} document;

/* What a column holds for each row, by the kind of its field. A column that no record fills is NULL throughout. */
typedef union column {
    const void *any;
    const uint32_t *rows;    /* FIELD_REF: row of the target plus 1; 0 missing */
    const symbol *symbols;   /* FIELD_STRING, FIELD_TEXT, and FIELD_ID of referenced types */
    const uint8_t *codes;    /* FIELD_ENUM: value index plus 1; FIELD_BOOLEAN: 1 false, 2 true; 0 missing */
    const int64_t *integers; /* FIELD_INTEGER; INT64_MIN missing */
    const moment *moments;   /* FIELD_DATE, FIELD_DATETIME */
    const period *periods;   /* FIELD_PERIOD */
    const uint32_t *offsets; /* FIELD_ID of types that nothing refers to: where the id ends in id_bytes */
} column;

#define INTEGER_MISSING INT64_MIN

typedef struct row_range {
    uint32_t first_row;
    uint32_t document; /* index into facts.documents */
} row_range;

/* One list element: what was exported. */
typedef struct list_declaration {
    const record_type *type;
    period covers;      /* missing where the list declares no coverage */
    uint32_t scope_row; /* row plus 1 of the scope record, 0 for all */
    symbol source;
    moment exported;
    uint32_t document, line;
    uint64_t records;
} list_declaration;

typedef struct scoped_spans {
    uint32_t scope_row; /* plus 1 */
    spans covered;
} scoped_spans;

typedef struct table {
    const record_type *type;
    uint32_t row_count;
    column *columns; /* by field index */
    const char *id_bytes;
    const uint32_t *lines; /* line of each record's tag */
    row_range *ranges;     /* which rows came from which document, rising */
    size_t range_count;
    spans covered;        /* declared complete for all scopes; merged */
    scoped_spans *scoped; /* declared complete for one scope, rising by scope_row; merged */
    size_t scoped_count;
    bool has_list; /* some document holds a list of this type */
} table;

typedef struct facts {
    const fact_model *model;
    intern *names;
    table *tables; /* by record_type.index */
    document *documents;
    size_t document_count;
    list_declaration *lists; /* in order of document and line */
    size_t list_count;
    symbol municipality; /* SYMBOL_NONE where there is no document */
} facts;

typedef struct load_options {
    unsigned threads;             /* 0: as many as there are processors */
    profile *profile;             /* or NULL */
    progress *progress;           /* or NULL */
    const unsigned char *tag_key; /* of the documents' tags, numbered from 0; or NULL */
} load_options;

/* Loads documents ("-" is standard input), in parallel; the result does not depend on their order or on threads. Every
   error is reported, up to the limit of `d`. Returns NULL when there was one. The model must outlive the facts. */
facts *facts_load(const fact_model *model, const char *const *paths, size_t count, load_options options, diags *d);
void facts_free(facts *f);

static inline const table *facts_table(const facts *f, const record_type *type)
{
    return &f->tables[type->index];
}

/* The id of a record, as written. */
str table_id(const facts *f, const table *t, uint32_t row);
/* Returns the row of the record with that id, or UINT32_MAX. Fast only for types that something refers to. */
uint32_t table_find(const facts *f, const table *t, str id);
/* The place of a record: document and line; column 0. */
place table_place(const facts *f, const table *t, uint32_t row);

static inline uint32_t table_ref(const table *t, size_t field, uint32_t row)
{
    return t->columns[field].any != NULL ? t->columns[field].rows[row] : 0;
}

static inline symbol table_symbol(const table *t, size_t field, uint32_t row)
{
    return t->columns[field].any != NULL ? t->columns[field].symbols[row] : SYMBOL_NONE;
}

static inline uint8_t table_code(const table *t, size_t field, uint32_t row)
{
    return t->columns[field].any != NULL ? t->columns[field].codes[row] : 0;
}

static inline int64_t table_integer(const table *t, size_t field, uint32_t row)
{
    return t->columns[field].any != NULL ? t->columns[field].integers[row] : INTEGER_MISSING;
}

static inline moment table_moment(const table *t, size_t field, uint32_t row)
{
    return t->columns[field].any != NULL ? t->columns[field].moments[row] : MOMENT_MISSING;
}

static inline period table_period(const table *t, size_t field, uint32_t row)
{
    return t->columns[field].any != NULL ? t->columns[field].periods[row] : (period){MOMENT_MISSING, MOMENT_MISSING};
}

/* Returns whether some list of a type is declared complete for some time of the period: with a scope record (row plus
   1) of that one, with 0 of any. */
bool facts_reach(const facts *f, const record_type *type, uint32_t scope_row, period over);
/* Returns the part of the period in which the record of the table exists, as far as it says: missing where none. */
period facts_within_lifetime(const table *t, uint32_t row, period over);
/* Returns whether the lists of a type are declared complete over the period: for one scope record (row plus 1), or
   with 0 for all: then every record of the scope type must be covered during its lifetime, and the list of scope
   records must itself be complete. Adds what is not covered to `gaps` when it is not NULL. */
bool facts_complete(const facts *f, const record_type *type, uint32_t scope_row, period over, spans *gaps);

#endif

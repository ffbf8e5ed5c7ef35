/* Diagnostics about the program and its input (never about the municipality: those are results). Each is a struct with
   an identity, a place and its words; diag.def holds severity and text in both languages, so that they cannot drift. */
#ifndef JUNSHU_DIAG_H
#define JUNSHU_DIAG_H

#include "base/buffer.h"
#include "base/time.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

enum diag_id {
#define DIAG(id, severity, ja, en) id,
#include "base/diag.def"
#undef DIAG
    DIAG_COUNT
};

typedef struct place {
    const char *file;      /* NULL where there is none */
    uint32_t line, column; /* from 1; 0 where there is none */
} place;

enum { DIAG_WORDS = 3 };

typedef struct diag {
    enum diag_id id;
    place at;
    str words[DIAG_WORDS]; /* what {1}, {2}, {3} of the text stand for */
} diag;

typedef struct diags {
    arena *texts; /* owns the words and the file names */
    diag *items;
    size_t count, capacity;
    size_t limit;   /* how many are kept; 0 means DIAG_DEFAULT_LIMIT */
    size_t errors;  /* how many were reported, kept or not */
    size_t dropped; /* how many were not kept */
} diags;

enum { DIAG_DEFAULT_LIMIT = 100 };

void diags_init(diags *d, size_t limit);
void diags_free(diags *d);
/* Reports one diagnostic. Words are copied; pass (str){0} for those that the text does not use. */
void diag_report(diags *d, place at, enum diag_id id, str first, str second, str third);
/* Appends the diagnostics of `from` to `to`. */
void diags_append(diags *to, const diags *from);
/* Sorts by file, line, column. */
void diags_sort(diags *d);

enum severity diag_severity(enum diag_id id);
/* Returns the identity as written in diag.def, for machine formats. */
const char *diag_name(enum diag_id id);
/* Appends `file:line:column: error: text` and a newline. */
void diag_print(buffer *b, const diag *d, enum language language);
/* Appends all of them, and how many were not kept. */
void diags_print(buffer *b, const diags *d, enum language language);

#define DIAG0(d, at, id) diag_report((d), (at), (id), (str){0}, (str){0}, (str){0})
#define DIAG1(d, at, id, a) diag_report((d), (at), (id), (a), (str){0}, (str){0})
#define DIAG2(d, at, id, a, b) diag_report((d), (at), (id), (a), (b), (str){0})
#define DIAG3(d, at, id, a, b, c) diag_report((d), (at), (id), (a), (b), (c))

#endif

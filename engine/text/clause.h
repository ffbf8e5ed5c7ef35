/* The statements of a contract: the sentences of its clauses, with each item of a list joined to the words that it
   continues, and with what they say of the sentences around them. Private to judge. */
#ifndef JUNSHU_TEXT_CLAUSE_H
#define JUNSHU_TEXT_CLAUSE_H

#include "text/pattern_parts.h"

enum { NO_REACH = -1, NO_AHEAD = -1 };

typedef struct statement {
    str words;        /* normalised, without asides and full stop */
    size_t text;      /* index of the clause */
    size_t paragraph; /* within the clause */
    size_t list;      /* the block whose list it belongs to, from 1; 0 outside lists */
    int reach;        /* enum reach of a sentence that takes something back; NO_REACH for all others */
    int ahead;        /* enum ahead where it leaves its exceptions to what follows; NO_AHEAD for all others */
    bool doubtful;    /* an item that nobody knows how to join to what precedes it */
} statement;

typedef struct statements {
    statement *items;
    size_t count, capacity;
} statements;

/* Adds the statements of one clause text; words are kept in the arena. Returns false for a limit or a fault. */
bool clause_read(const pattern_sets *sets, matcher *m, arena *a, str text, size_t index, statements *out);

#endif

/* The order of a contract's clauses, told from their numbers, whatever order the records come in. */
#ifndef JUNSHU_TEXT_ORDER_H
#define JUNSHU_TEXT_ORDER_H

#include "base/mem.h"
#include "base/str.h"

/* What is known of the clause on one side of another, in the same document. */
enum neighbour {
    NEIGHBOUR_UNTOLD, /* a number is missing, unreadable or given twice: it may be any clause */
    NEIGHBOUR_APART,  /* the order is known, but numbers are left out in between, or there is none */
    NEIGHBOUR_NEXT    /* the numbers follow each other */
};

typedef struct clause_place {
    size_t document; /* clauses of different documents never stand next to each other */
    enum neighbour before, after;
} clause_place;

typedef struct numbered_text {
    str words, number; /* an empty number: none is known */
    size_t document;   /* SIZE_MAX: unknown */
    size_t index;      /* the caller's */
} numbered_text;

/* Sorts the texts by document and number (第2条, 第11条の2, 第二条, 別記第4, (3)), and returns the place of each, kept
   in the arena. */
const clause_place *order_texts(arena *a, numbered_text *texts, size_t count);

#endif

/* What patterns found in texts: the sentences of contracts are looked at for many sets and rules, and in every test
   that has them. What is kept costs as many steps the second time as it did the first, so that no limit and no verdict
   depends on it, nor on threads. */
#ifndef JUNSHU_LOOKS_H
#define JUNSHU_LOOKS_H

#include "text/kept.h"

#include <stdatomic.h>

/* What one pattern found in one text, and in how many steps; 0 where it has not been looked for. */
typedef _Atomic(uint32_t) look;

typedef struct looked_at {
    str text;
    look *looks; /* by the patterns' numbers */
    size_t count;
} looked_at;

/* Returns what is kept of the text, with room for so many patterns; NULL where there is no room. */
const looked_at *looks_at(kept *looks, str text, size_t patterns);

/* Returns whether something is kept; then stores it. */
bool look_recall(const look *l, bool *found, size_t *steps);
void look_keep(look *l, bool found, size_t steps);

#endif

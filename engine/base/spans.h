/* Sets of time: a union of periods, and the gaps that it leaves in another period. */
#ifndef JUNSHU_SPANS_H
#define JUNSHU_SPANS_H

#include "base/time.h"

typedef struct spans {
    period *items;
    size_t count, capacity;
    bool merged; /* sorted and joined */
} spans;

void spans_add(spans *s, period p);
/* Adds every period of the other set. */
void spans_add_set(spans *s, const spans *other);
/* Sorts and joins: periods that overlap, or that follow each other without a second between them, become one. */
void spans_merge(spans *s);
/* Takes a merged set. Returns whether it covers every second of `over`. */
bool spans_cover(const spans *s, period over);
/* Takes a merged set. Adds to `gaps` each stretch of `over` that it leaves uncovered, in order. */
void spans_gaps(const spans *s, period over, spans *gaps);
void spans_free(spans *s);

#endif

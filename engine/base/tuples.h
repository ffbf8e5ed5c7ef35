/* Numbers for tuples of codes: equal tuples have one number. Numbers count from 0 in the order in which their tuples
   first came. */
#ifndef JUNSHU_TUPLES_H
#define JUNSHU_TUPLES_H

#include <stddef.h>
#include <stdint.h>

#define TUPLE_NONE UINT32_MAX

typedef struct tuples {
    size_t width; /* codes a tuple; may be 0 */
    size_t count;
    uint32_t *slots; /* each a number plus 1, or 0, and the codes: a look-up meets one place of memory */
    size_t mask;
} tuples;

/* Makes room for some tuples beforehand; there may be more, up to TUPLE_NONE. */
void tuples_init(tuples *t, size_t width, size_t expected);
/* Returns the number of the tuple of `width` codes. */
uint32_t tuples_add(tuples *t, const uint32_t *codes);
/* Has the processor fetch what adding or finding the tuple will look at. */
void tuples_expect(const tuples *t, const uint32_t *codes);
/* Returns its number, or TUPLE_NONE where it was never added. */
uint32_t tuples_find(const tuples *t, const uint32_t *codes);
/* Forgets all tuples, and keeps the memory. */
void tuples_clear(tuples *t);
void tuples_free(tuples *t);

#endif

/* The outline of a contract's clause: its paragraphs (項), the items (号) that hang on them, and their sentences. */
#ifndef JUNSHU_OUTLINE_H
#define JUNSHU_OUTLINE_H

#include "base/str.h"

enum { BLOCK_NONE = -1 };

/* One paragraph or one item, without its number. */
typedef struct block {
    int parent;       /* index of the block whose last sentence the item continues, or BLOCK_NONE */
    size_t paragraph; /* counts from 0 within the text; items belong to the paragraph they hang on */
    str *sentences;   /* normalised, without the full stop */
    size_t count;     /* may be 0 */
} block;

typedef struct outline {
    block *blocks; /* in the order of the text */
    size_t count;
} outline;

/* Takes the text of one clause, raw. Headings in parentheses and numbers are left out. Everything in `out` is kept in
   the arena. Returns false for text that is not UTF-8. */
bool outline_read(arena *a, str text, outline *out);

#endif

/* What was found out of texts, kept for those who come to the same text again. Several threads may use it at once. */
#ifndef JUNSHU_KEPT_H
#define JUNSHU_KEPT_H

#include "base/str.h"

typedef struct kept kept;

/* Makes in the arena what is to be kept of the text; adds its size to `bytes`. */
typedef void *kept_maker(arena *a, str text, void *context, size_t *bytes);

/* Takes how many bytes to keep at most. */
kept *kept_new(size_t most);
void kept_free(kept *k);
/* Returns what is kept of the text, or what `make` makes now; NULL where there is nothing, and no room or no `make`.
   It lives as long as `k`. */
void *kept_get(kept *k, str text, kept_maker *make, void *context);

#endif

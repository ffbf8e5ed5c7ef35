/* What patterns found in texts. Threads that take the same look at the same time keep the same number. */
#include "text/looks.h"

enum { LONGEST = 8 * 1024 };

static void *make_looks(arena *a, str text, void *context, size_t *bytes)
{
    const size_t *patterns = context;
    looked_at *added = ARENA_NEW(a, looked_at);
    *added = (looked_at){str_keep(a, text), ARENA_ARRAY(a, look, *patterns), *patterns};
    *bytes += *patterns * sizeof(look);
    return added;
}

const looked_at *looks_at(kept *looks, str text, size_t patterns)
{
    return text.length <= LONGEST ? kept_get(looks, text, make_looks, &patterns) : NULL;
}

/* Steps above a bit for what was found and one that says that there is something. */
bool look_recall(const look *l, bool *found, size_t *steps)
{
    uint32_t kept = atomic_load_explicit(l, memory_order_relaxed);
    *found = (kept & 2) != 0;
    *steps = kept >> 2;
    return kept != 0;
}

void look_keep(look *l, bool found, size_t steps)
{
    if (steps <= UINT32_MAX >> 2)
        atomic_store_explicit(l, (uint32_t)steps << 2 | (found ? 2u : 0u) | 1u, memory_order_relaxed);
}

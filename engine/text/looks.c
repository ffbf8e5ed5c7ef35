/* What patterns found in texts. The lock is for the table alone: threads that take the same look at the same time keep
   the same number. */
#include "text/looks.h"

#include "base/intern.h"
#include "base/mem.h"

#include <pthread.h>

enum { MOST_BYTES = 32 * 1024 * 1024, LONGEST = 8 * 1024 };

struct looks {
    pthread_mutex_t lock;
    intern *texts;
    looked_at *rows; /* by symbol, from 1 */
    size_t count, capacity;
    size_t bytes;
    arena *a;
};

looks *looks_new(void)
{
    looks *l = mem_alloc(sizeof *l);
    pthread_mutex_init(&l->lock, NULL);
    l->texts = intern_new();
    l->a = arena_new();
    return l;
}

void looks_free(looks *l)
{
    if (l == NULL)
        return;
    pthread_mutex_destroy(&l->lock);
    intern_free(l->texts);
    mem_free(l->rows);
    arena_free(l->a);
    mem_free(l);
}

typedef struct request {
    looks *looks;
    looked_at *out;
} request;

static void find_or_add(void *argument)
{
    request *r = argument;
    looks *l = r->looks;
    looked_at *wanted = r->out;
    symbol s = intern_find(l->texts, wanted->text);
    if (s == SYMBOL_NONE && l->bytes < MOST_BYTES) {
        looked_at added = {.looks = ARENA_ARRAY(l->a, look, wanted->count), .count = wanted->count};
        s = intern_add(l->texts, wanted->text);
        added.text = intern_text(l->texts, s);
        l->bytes += wanted->text.length + wanted->count * sizeof(look);
        ARRAY_PUSH(l->rows, l->count, l->capacity) = added;
    }
    *wanted = s != SYMBOL_NONE ? l->rows[s - 1] : (looked_at){0};
}

/* A thread that runs out of memory leaves, and must not leave the lock behind. */
looked_at looks_at(looks *l, str text, size_t patterns)
{
    looked_at found = {.text = text, .count = patterns};
    request r = {l, &found};
    if (text.length > LONGEST)
        return (looked_at){0};
    pthread_mutex_lock(&l->lock);
    bool done = mem_try(find_or_add, &r);
    pthread_mutex_unlock(&l->lock);
    if (!done)
        mem_raise();
    return found;
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

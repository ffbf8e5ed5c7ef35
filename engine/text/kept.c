/* Things by text, under a lock. */
#include "text/kept.h"

#include "base/intern.h"
#include "base/mem.h"

#include <pthread.h>

struct kept {
    pthread_mutex_t lock;
    arena *a;
    intern *texts;
    void **items; /* by symbol, from 1 */
    size_t count, capacity;
    size_t bytes, most;
};

kept *kept_new(size_t most)
{
    kept *k = mem_alloc(sizeof *k);
    pthread_mutex_init(&k->lock, NULL);
    k->a = arena_new();
    k->texts = intern_new();
    k->most = most;
    return k;
}

void kept_free(kept *k)
{
    if (k == NULL)
        return;
    pthread_mutex_destroy(&k->lock);
    arena_free(k->a);
    intern_free(k->texts);
    mem_free(k->items);
    mem_free(k);
}

typedef struct request {
    kept *kept;
    str text;
    kept_maker *make;
    void *context, *found;
} request;

static void find_or_make(void *argument)
{
    request *r = argument;
    kept *k = r->kept;
    symbol s = intern_find(k->texts, r->text);
    if (s != SYMBOL_NONE) {
        r->found = k->items[s - 1];
    } else if (r->make != NULL && k->bytes < k->most) {
        r->found = r->make(k->a, r->text, r->context, &k->bytes);
        k->bytes += r->text.length;
        ARRAY_PUSH(k->items, k->count, k->capacity) = r->found;
        intern_add(k->texts, r->text);
    }
}

/* A thread that runs out of memory leaves, and must not leave the lock behind. */
void *kept_get(kept *k, str text, kept_maker *make, void *context)
{
    request r = {.kept = k, .text = text, .make = make, .context = context};
    pthread_mutex_lock(&k->lock);
    bool done = mem_try(find_or_make, &r);
    pthread_mutex_unlock(&k->lock);
    if (!done)
        mem_raise();
    return r.found;
}

/* An arena: a chain of blocks filled from the front, each as large as all before it, so that little costs little. */
#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <string.h>

enum { FIRST_BYTES = 1024, MOST_BYTES = 64 * 1024 };

typedef struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
} block;

struct arena {
    block *blocks; /* the newest first */
    size_t next;   /* bytes of the next */
};

arena *arena_new(void)
{
    arena *a = mem_alloc(sizeof *a);
    a->next = FIRST_BYTES;
    return a;
}

void arena_free(arena *a)
{
    if (a == NULL)
        return;
    for (block *b = a->blocks; b != NULL;) {
        block *next = b->next;
        mem_free(b);
        b = next;
    }
    mem_free(a);
}

void arena_join(arena *a, arena *taken)
{
    block **end = &a->blocks; /* behind the one that is being filled, and all others */
    while (*end != NULL)
        end = &(*end)->next;
    *end = taken->blocks;
    mem_free(taken);
}

static block *add_block(arena *a, size_t size)
{
    block *b = mem_alloc(sizeof(block) + size);
    b->size = size;
    b->next = a->blocks;
    a->blocks = b;
    return b;
}

void *arena_alloc(arena *a, size_t size)
{
    const size_t align = alignof(max_align_t);
    size = (size + align - 1) / align * align;
    block *b = a->blocks;
    if (b == NULL || b->size - b->used < size) {
        b = add_block(a, size > a->next ? size : a->next);
        a->next = a->next < MOST_BYTES ? a->next * 2 : MOST_BYTES;
    }
    void *memory = b->bytes + b->used;
    b->used += size;
    return memory;
}

char *arena_copy(arena *a, const char *bytes, size_t length)
{
    char *copy = arena_alloc(a, length + 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

/* An arena: many allocations, one free. Everything that lives as long as a pack or an audit is in one. */
#ifndef JUNSHU_ARENA_H
#define JUNSHU_ARENA_H

#include <stddef.h>

typedef struct arena arena;

arena *arena_new(void);
/* Frees the arena and all that was allocated in it. Takes NULL too. */
void arena_free(arena *a);
/* Lets what is in `taken` live as long as `a`; `taken` is gone. */
void arena_join(arena *a, arena *taken);
/* Returns `size` zeroed bytes, aligned for any type, that live until arena_free. Never NULL (base/mem.h). */
void *arena_alloc(arena *a, size_t size);
/* Returns a NUL-terminated copy of `length` bytes. */
char *arena_copy(arena *a, const char *bytes, size_t length);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_alloc((a), sizeof(type) * (count)))

#endif

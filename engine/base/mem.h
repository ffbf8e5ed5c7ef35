/* Memory that never comes back NULL: when it runs out, control returns to the innermost mem_try of the thread. */
#ifndef JUNSHU_MEM_H
#define JUNSHU_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Takes a size in bytes (0 is served as 1). Returns zeroed memory, owned by the caller. */
void *mem_alloc(size_t size);
/* The same for much memory that will all be written: then large pages cost no more, and are sooner there. */
void *mem_alloc_whole(size_t size);
/* Takes memory from mem_alloc (or NULL) and its new size. Returns it moved; what is added is not zeroed. */
void *mem_resize(void *memory, size_t size);
void mem_free(void *memory);
/* Some bytes of memory that will be freed are read no more: where they are many, the system has them back at once. */
void mem_forget(void *memory, size_t size);
/* Leaves as an allocation does for which there is no memory. */
void mem_raise(void);

/* Runs `run(arg)`. Returns false when memory ran out inside: what was allocated outside arenas is then lost. */
bool mem_try(void (*run)(void *), void *arg);

/* Makes room for one more item. Takes the array (or NULL), its count, its capacity and the size of an item;
   returns the array, perhaps moved. Capacities double. */
void *array_grow(void *items, size_t count, size_t *capacity, size_t item_size);

#define ARRAY_PUSH(items, count, capacity)                                                                             \
    (*((items) = array_grow((items), (count), &(capacity), sizeof *(items)), &(items)[(count)++]))

#endif

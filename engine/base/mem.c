/* Memory that never comes back NULL. The jump target is per thread, so that loader threads fail on their own. */
#include "base/mem.h"

#include <setjmp.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LARGE_PAGE_BYTES = 2 << 20 };

static _Thread_local jmp_buf *on_exhaustion;

void mem_raise(void)
{
    if (on_exhaustion != NULL)
        longjmp(*on_exhaustion, 1);
    abort();
}

static void *require(void *memory)
{
    if (memory == NULL)
        mem_raise();
    return memory;
}

void *mem_alloc(size_t size)
{
    return require(calloc(1, size > 0 ? size : 1));
}

/* Tells the system something about the whole pages of that size in the memory. */
static void advise(char *memory, size_t size, size_t page, int advice)
{
    size_t before = (page - (uintptr_t)memory % page) % page;
    if (size >= before + page)
        madvise(memory + before, (size - before) / page * page, advice);
}

void *mem_alloc_whole(size_t size)
{
    void *memory = mem_alloc(size);
    advise(memory, size, LARGE_PAGE_BYTES, MADV_HUGEPAGE);
    return memory;
}

void mem_forget(void *memory, size_t size)
{
    if (size >= LARGE_PAGE_BYTES)
        advise(memory, size, (size_t)sysconf(_SC_PAGESIZE), MADV_DONTNEED);
}

void *mem_resize(void *memory, size_t size)
{
    return require(realloc(memory, size > 0 ? size : 1));
}

void mem_free(void *memory)
{
    free(memory);
}

bool mem_try(void (*run)(void *), void *arg)
{
    jmp_buf here;
    jmp_buf *volatile outer = on_exhaustion;
    volatile bool done = false;
    if (setjmp(here) == 0) {
        on_exhaustion = &here;
        run(arg);
        done = true;
    }
    on_exhaustion = outer;
    return done;
}

void *array_grow(void *items, size_t count, size_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity > 0 ? *capacity * 2 : 8;
    return mem_resize(items, *capacity * item_size);
}

/* An open-addressing table of numbers over the tuples' codes. */
#include "base/tuples.h"

#include "base/mem.h"

#include <string.h>

void tuples_init(tuples *t, size_t width, size_t expected)
{
    size_t size = 16;
    while (size < expected * 2)
        size *= 2;
    *t = (tuples){.width = width, .slots = mem_alloc(size * sizeof *t->slots), .mask = size - 1};
}

void tuples_clear(tuples *t)
{
    t->count = 0;
    memset(t->slots, 0, (t->mask + 1) * sizeof *t->slots);
}

void tuples_free(tuples *t)
{
    mem_free(t->codes);
    mem_free(t->slots);
    *t = (tuples){0};
}

static size_t hash_codes(const uint32_t *codes, size_t width)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < width; i++)
        hash = (hash ^ codes[i]) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash >> 32);
}

static bool is_tuple(const tuples *t, uint32_t number, const uint32_t *codes)
{
    const uint32_t *own = t->codes + number * t->width;
    for (size_t i = 0; i < t->width; i++)
        if (own[i] != codes[i])
            return false;
    return true;
}

/* Returns the slot that holds the tuple, or the empty one where it belongs. */
static size_t find_slot(const tuples *t, const uint32_t *codes)
{
    size_t slot = hash_codes(codes, t->width) & t->mask;
    while (t->slots[slot] != 0 && !is_tuple(t, t->slots[slot] - 1, codes))
        slot = (slot + 1) & t->mask;
    return slot;
}

uint32_t tuples_find(const tuples *t, const uint32_t *codes)
{
    return t->slots[find_slot(t, codes)] - 1; /* of an empty slot: TUPLE_NONE */
}

static void double_slots(tuples *t)
{
    size_t size = (t->mask + 1) * 2;
    mem_free(t->slots);
    t->slots = mem_alloc(size * sizeof *t->slots);
    t->mask = size - 1;
    for (uint32_t i = 0; i < t->count; i++)
        t->slots[find_slot(t, t->codes + i * t->width)] = i + 1;
}

uint32_t tuples_add(tuples *t, const uint32_t *codes)
{
    size_t slot = find_slot(t, codes);
    if (t->slots[slot] != 0)
        return t->slots[slot] - 1;
    if ((t->count + 1) * 2 > t->mask + 1) {
        double_slots(t);
        slot = find_slot(t, codes);
    }
    if (t->count == t->capacity) {
        t->capacity = t->capacity > 0 ? t->capacity * 2 : 16;
        t->codes = mem_resize(t->codes, t->capacity * t->width * sizeof *t->codes);
    }
    memcpy(t->codes + t->count * t->width, codes, t->width * sizeof *codes);
    t->slots[slot] = (uint32_t)++t->count;
    return (uint32_t)t->count - 1;
}

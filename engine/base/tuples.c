/* An open-addressing table that is at most half full. */
#include "base/tuples.h"

#include "base/mem.h"

#include <string.h>

static size_t slots_size(const tuples *t)
{
    return (t->mask + 1) * (t->width + 1) * sizeof *t->slots;
}

void tuples_init(tuples *t, size_t width, size_t expected)
{
    size_t count = 16;
    while (count < expected * 2)
        count *= 2;
    *t = (tuples){.width = width, .mask = count - 1};
    t->slots = mem_alloc(slots_size(t));
}

void tuples_clear(tuples *t)
{
    t->count = 0;
    memset(t->slots, 0, slots_size(t));
}

void tuples_free(tuples *t)
{
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

static bool has_codes(const uint32_t *slot, const uint32_t *codes, size_t width)
{
    for (size_t i = 0; i < width; i++)
        if (slot[1 + i] != codes[i])
            return false;
    return true;
}

static uint32_t *slot_at(const tuples *t, size_t i)
{
    return t->slots + (i & t->mask) * (t->width + 1);
}

/* Returns the slot that holds the tuple, or the empty one where it belongs. */
static uint32_t *find_slot(const tuples *t, const uint32_t *codes)
{
    for (size_t i = hash_codes(codes, t->width);; i++) {
        uint32_t *slot = slot_at(t, i);
        if (slot[0] == 0 || has_codes(slot, codes, t->width))
            return slot;
    }
}

void tuples_expect(const tuples *t, const uint32_t *codes)
{
    __builtin_prefetch(slot_at(t, hash_codes(codes, t->width)));
}

uint32_t tuples_find(const tuples *t, const uint32_t *codes)
{
    return find_slot(t, codes)[0] - 1; /* of an empty slot: TUPLE_NONE */
}

static void fill_slot(const tuples *t, uint32_t *slot, uint32_t number, const uint32_t *codes)
{
    slot[0] = number + 1;
    for (size_t i = 0; i < t->width; i++)
        slot[1 + i] = codes[i];
}

static void double_slots(tuples *t)
{
    uint32_t *old = t->slots;
    size_t count = t->mask + 1;
    t->mask = count * 2 - 1;
    t->slots = mem_alloc(slots_size(t));
    for (const uint32_t *slot = old; count > 0; count--, slot += t->width + 1)
        if (slot[0] != 0)
            fill_slot(t, find_slot(t, slot + 1), slot[0] - 1, slot + 1);
    mem_free(old);
}

uint32_t tuples_add(tuples *t, const uint32_t *codes)
{
    uint32_t *slot = find_slot(t, codes);
    if (slot[0] != 0)
        return slot[0] - 1;
    if ((t->count + 1) * 2 > t->mask + 1) {
        double_slots(t);
        slot = find_slot(t, codes);
    }
    fill_slot(t, slot, (uint32_t)t->count, codes);
    return (uint32_t)t->count++;
}

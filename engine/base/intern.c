/* Interned strings: an open-addressing table of numbers over texts kept in an arena. */
#include "base/intern.h"

#include "base/mem.h"

typedef struct entry {
    str text;
    uint32_t hash;
} entry;

struct intern {
    arena *texts;
    entry *entries; /* entries[s - 1] belongs to symbol s */
    size_t count, capacity;
    symbol *slots;
    size_t slot_mask;
};

enum { FIRST_SLOTS = 256 };

intern *intern_new(void)
{
    intern *names = mem_alloc(sizeof *names);
    names->texts = arena_new();
    names->slots = mem_alloc(FIRST_SLOTS * sizeof(symbol));
    names->slot_mask = FIRST_SLOTS - 1;
    return names;
}

void intern_free(intern *names)
{
    if (names == NULL)
        return;
    arena_free(names->texts);
    mem_free(names->entries);
    mem_free(names->slots);
    mem_free(names);
}

/* Returns the slot that holds the text, or the empty one where it belongs. */
static size_t find_slot(const intern *names, str text, uint32_t hash)
{
    size_t slot = hash & names->slot_mask;
    while (names->slots[slot] != SYMBOL_NONE) {
        const entry *e = &names->entries[names->slots[slot] - 1];
        if (e->hash == hash && str_equal(e->text, text))
            break;
        slot = (slot + 1) & names->slot_mask;
    }
    return slot;
}

static void double_slots(intern *names)
{
    size_t size = (names->slot_mask + 1) * 2;
    mem_free(names->slots);
    names->slots = mem_alloc(size * sizeof(symbol));
    names->slot_mask = size - 1;
    for (size_t i = 0; i < names->count; i++) {
        size_t slot = names->entries[i].hash & names->slot_mask;
        while (names->slots[slot] != SYMBOL_NONE)
            slot = (slot + 1) & names->slot_mask;
        names->slots[slot] = (symbol)(i + 1);
    }
}

symbol intern_add(intern *names, str text)
{
    uint32_t hash = (uint32_t)str_hash(text);
    size_t slot = find_slot(names, text, hash);
    if (names->slots[slot] != SYMBOL_NONE)
        return names->slots[slot];
    if ((names->count + 1) * 4 > (names->slot_mask + 1) * 3) {
        double_slots(names);
        slot = find_slot(names, text, hash);
    }
    entry added = {str_keep(names->texts, text), hash};
    ARRAY_PUSH(names->entries, names->count, names->capacity) = added;
    names->slots[slot] = (symbol)names->count;
    return names->slots[slot];
}

symbol intern_find(const intern *names, str text)
{
    return names->slots[find_slot(names, text, (uint32_t)str_hash(text))];
}

str intern_text(const intern *names, symbol s)
{
    return names->entries[s - 1].text;
}

uint32_t intern_count(const intern *names)
{
    return (uint32_t)names->count;
}

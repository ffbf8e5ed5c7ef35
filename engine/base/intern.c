/* Interned strings: an open-addressing table of numbers over texts kept in an arena. A short text is its own key, so
   that finding it takes one look at one slot; of a longer one the hash is. */
#include "base/intern.h"

#include "base/mem.h"

enum { FIRST_BITS = 8, LENGTH_SHIFT = 56, LONG = 0xFF };

/* Of twelve bytes: a large table is searched mostly outside of the processor's caches. */
typedef struct slot {
    uint32_t key_low, key_high; /* the top byte of the key is the length of a short text, or LONG */
    symbol symbol;
} slot;

struct intern {
    arena *arena;
    str *texts; /* texts[s - 1] belongs to symbol s */
    size_t count, capacity;
    slot *slots;
    unsigned slot_bits; /* there are as many slots as they can number */
};

static size_t slot_count(const intern *names)
{
    return (size_t)1 << names->slot_bits;
}

intern *intern_new(void)
{
    intern *names = mem_alloc(sizeof *names);
    names->arena = arena_new();
    names->slot_bits = FIRST_BITS;
    names->slots = mem_alloc(slot_count(names) * sizeof *names->slots);
    return names;
}

void intern_free(intern *names)
{
    if (names == NULL)
        return;
    arena_free(names->arena);
    mem_free(names->texts);
    mem_free(names->slots);
    mem_free(names);
}

static inline uint64_t key_of(str text)
{
    if (text.length < sizeof(uint64_t))
        return str_word(text) | (uint64_t)text.length << LENGTH_SHIFT;
    return str_hash(text) | (uint64_t)LONG << LENGTH_SHIFT;
}

static inline uint64_t slot_key(const slot *s)
{
    return (uint64_t)s->key_high << 32 | s->key_low;
}

/* All bytes of a key reach the top bits of a product. */
static inline size_t first_place(const intern *names, uint64_t key)
{
    return (size_t)(key * 0x9E3779B97F4A7C15u >> (64 - names->slot_bits));
}

/* Returns the slot that holds the text, or the empty one where it belongs. The key of an empty slot is that of the
   empty text, so that one look at the key tells most. */
static inline slot *find_slot(const intern *names, str text, uint64_t key)
{
    for (size_t i = first_place(names, key), last = slot_count(names) - 1;; i++) {
        slot *s = &names->slots[i & last];
        if (slot_key(s) == key && (key >> LENGTH_SHIFT != LONG || str_equal(names->texts[s->symbol - 1], text)))
            return s;
        if (s->symbol == SYMBOL_NONE)
            return s;
    }
}

static void double_slots(intern *names)
{
    slot *old = names->slots;
    size_t size = slot_count(names), last = 2 * size - 1;
    names->slot_bits++;
    names->slots = mem_alloc_whole(2 * size * sizeof *names->slots);
    for (size_t i = 0; i < size; i++) {
        if (old[i].symbol == SYMBOL_NONE)
            continue;
        size_t place = first_place(names, slot_key(&old[i]));
        while (names->slots[place & last].symbol != SYMBOL_NONE)
            place++;
        names->slots[place & last] = old[i];
    }
    mem_free(old);
}

static symbol add_new(intern *names, str text, uint64_t key)
{
    if ((names->count + 1) * 2 > slot_count(names))
        double_slots(names);
    str kept = str_keep(names->arena, text);
    ARRAY_PUSH(names->texts, names->count, names->capacity) = kept;
    *find_slot(names, text, key) = (slot){(uint32_t)key, (uint32_t)(key >> 32), (symbol)names->count};
    return (symbol)names->count;
}

static inline symbol add_key(intern *names, str text, uint64_t key)
{
    symbol known = find_slot(names, text, key)->symbol;
    return known != SYMBOL_NONE ? known : add_new(names, text, key);
}

symbol intern_add(intern *names, str text)
{
    return add_key(names, text, key_of(text));
}

void intern_add_each(intern *names, const str *texts, size_t count, symbol *numbers)
{
    enum { AHEAD = 64 };
    uint64_t keys[AHEAD];
    for (size_t i = 0; i < count; i++) {
        if (i % AHEAD == 0)
            for (size_t k = 0; k < AHEAD && i + k < count; k++) {
                keys[k] = key_of(texts[i + k]);
                __builtin_prefetch(&names->slots[first_place(names, keys[k])]);
            }
        numbers[i] = texts[i].at != NULL ? add_key(names, texts[i], keys[i % AHEAD]) : SYMBOL_NONE;
    }
}

void intern_add_all(intern *names, const intern *from, symbol first, symbol end, symbol *numbers)
{
    if (first < end)
        intern_add_each(names, from->texts + (first - 1), end - first, numbers + first);
}

symbol intern_find(const intern *names, str text)
{
    return find_slot(names, text, key_of(text))->symbol;
}

str intern_text(const intern *names, symbol s)
{
    return names->texts[s - 1];
}

uint32_t intern_count(const intern *names)
{
    return (uint32_t)names->count;
}

/* Indexes that answer the equalities of `where`: built on first use, then frozen, shared by all threads and by all
   checks that ask for the same fields. */
#include "eval/eval_typed.h"

#include "base/mem.h"

#include <inttypes.h>
#include <pthread.h>

struct join_index {
    const folds *names;
    const record_type *type;
    const field *fields[CHECK_MAX_KEYS];
    size_t key_count;
    uint32_t *heads, *next; /* chains of rows plus 1, in the order of the rows */
    size_t mask;
    uint32_t *missing; /* rows of which a key is missing */
    size_t missing_count, missing_capacity;
    join_index *other;
};

static uint32_t code_of_row(const folds *names, const table *t, const field *f, uint32_t row)
{
    switch (f->kind) {
    case FIELD_ENUM:
        return table_code(t, f->index, row);
    case FIELD_REF:
        return table_ref(t, f->index, row);
    default:
        return fold_symbol(names, table_symbol(t, f->index, row));
    }
}

static size_t hash_codes(const uint32_t *codes, size_t count)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ codes[i]) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash >> 32);
}

/* Reads the keys of a row. Returns false where one is missing. */
static bool read_codes(const join_index *index, const table *t, uint32_t row, uint32_t *codes)
{
    bool complete = true;
    for (size_t i = 0; i < index->key_count; i++) {
        codes[i] = code_of_row(index->names, t, index->fields[i], row);
        complete &= codes[i] != 0;
    }
    return complete;
}

/* Returns how many values a key can have, at most. */
static size_t count_values(const facts *f, const field *key)
{
    switch (key->kind) {
    case FIELD_ENUM:
        return key->enumeration->count;
    case FIELD_REF:
        return facts_table(f, key->target)->row_count;
    default:
        return intern_count(f->names);
    }
}

static size_t count_keys(const join_index *index, const facts *f, size_t limit)
{
    size_t count = 1;
    for (size_t i = 0; i < index->key_count && count < limit; i++)
        count *= count_values(f, index->fields[i]);
    return count < limit ? count : limit;
}

static void build(join_index *index, const facts *f)
{
    const table *t = facts_table(f, index->type);
    size_t size = 16, keys = count_keys(index, f, t->row_count);
    while (size < keys)
        size *= 2;
    index->mask = size - 1;
    index->heads = mem_alloc(size * sizeof *index->heads);
    index->next = mem_alloc((size_t)t->row_count * sizeof *index->next);
    for (uint32_t row = t->row_count; row-- > 0;) { /* backwards, so that each chain rises */
        uint32_t codes[CHECK_MAX_KEYS];
        if (!read_codes(index, t, row, codes)) {
            ARRAY_PUSH(index->missing, index->missing_count, index->missing_capacity) = row;
            continue;
        }
        size_t slot = hash_codes(codes, index->key_count) & index->mask;
        index->next[row] = index->heads[slot];
        index->heads[slot] = row + 1;
    }
}

static bool serves(const join_index *index, const check *c, size_t key_count)
{
    if (index->type != c->fact || index->key_count != key_count)
        return false;
    for (size_t i = 0; i < key_count; i++)
        if (index->fields[i] != c->keys[i].field)
            return false;
    return true;
}

struct join_set {
    pthread_mutex_t lock;
    join_index *first;
};

join_set *join_set_new(void)
{
    join_set *set = mem_alloc(sizeof *set);
    pthread_mutex_init(&set->lock, NULL);
    return set;
}

typedef struct request {
    join_set *set;
    const folds *names;
    const check *check;
    size_t key_count;
    const facts *facts;
    const join_index *found;
} request;

static void find_or_build(void *arg)
{
    request *r = arg;
    join_index *index = r->set->first;
    while (index != NULL && !serves(index, r->check, r->key_count))
        index = index->other;
    if (index == NULL) {
        index = mem_alloc(sizeof *index);
        index->names = r->names;
        index->type = r->check->fact;
        index->key_count = r->key_count;
        for (size_t i = 0; i < r->key_count; i++)
            index->fields[i] = r->check->keys[i].field;
        build(index, r->facts);
        index->other = r->set->first;
        r->set->first = index;
    }
    r->found = index;
}

/* A thread that runs out of memory leaves, and must not leave the lock behind. */
static const join_index *share_index(const evaluation *ev, const check *c, size_t key_count)
{
    join_set *set = ev->join_set;
    request r = {.set = set, .names = ev->folds, .check = c, .key_count = key_count, .facts = ev->facts};
    pthread_mutex_lock(&set->lock);
    bool done = mem_try(find_or_build, &r);
    pthread_mutex_unlock(&set->lock);
    if (!done)
        mem_raise();
    return r.found;
}

static const join_index *find_index(evaluation *ev, const check *c, size_t key_count)
{
    if (key_count != c->key_count || c->id >= ev->check_count)
        return share_index(ev, c, key_count);
    if (ev->joins[c->id] == NULL)
        ev->joins[c->id] = share_index(ev, c, key_count);
    return ev->joins[c->id];
}

void join_set_free(join_set *set)
{
    for (join_index *index = set->first; index != NULL;) {
        join_index *other = index->other;
        mem_free(index->heads);
        mem_free(index->next);
        mem_free(index->missing);
        mem_free(index);
        index = other;
    }
    pthread_mutex_destroy(&set->lock);
    mem_free(set);
}

/* Returns the key's value as its column would hold it: 0 where it is unknown, UINT32_MAX where no record can hold it.
 */
static uint32_t eval_key(evaluation *ev, const join_key *key, const frame *f)
{
    switch (key->field->kind) {
    case FIELD_ENUM:
        return eval_code(ev, key->value, f);
    case FIELD_REF:
        return eval_row(ev, key->value, f);
    default:
        return eval_name(ev, key->value, f);
    }
}

bool candidates_begin(candidates *it, evaluation *ev, const check *c, size_t key_count, const frame *f)
{
    *it = (candidates){.ev = ev, .table = facts_table(ev->facts, c->fact), .key_count = key_count};
    if (key_count == 0) {
        it->next = it->table->row_count > 0 ? 1 : 0;
        return true;
    }
    for (size_t i = 0; i < key_count; i++) {
        it->codes[i] = eval_key(ev, &c->keys[i], f);
        if (it->codes[i] == 0)
            return false;
    }
    it->index = find_index(ev, c, key_count);
    it->next = it->index->heads[hash_codes(it->codes, key_count) & it->index->mask];
    return true;
}

static bool has_codes(const candidates *it, uint32_t row)
{
    for (size_t i = 0; i < it->key_count; i++)
        if (code_of_row(it->index->names, it->table, it->index->fields[i], row) != it->codes[i])
            return false;
    return true;
}

static bool next_row(candidates *it, uint32_t *row)
{
    if (it->index == NULL) {
        if (it->next == 0)
            return false;
        *row = it->next - 1;
        it->next = it->next < it->table->row_count ? it->next + 1 : 0;
        return true;
    }
    while (it->next != 0) {
        *row = it->next - 1;
        it->next = it->index->next[*row];
        if (has_codes(it, *row))
            return true;
    }
    if (it->missing_at == it->index->missing_count)
        return false;
    *row = it->index->missing[it->index->missing_count - ++it->missing_at];
    return true;
}

static void report_limit(evaluation *ev)
{
    str id = ev->rule->id;
    buffer ja = {0}, en = {0};
    buffer_addf(&ja, "限度: 規則「%.*s」の条件が調べる記録の延べ数が%" PRIu64 "件を超える", (int)id.length, id.at,
                CANDIDATE_LIMIT);
    buffer_addf(&en, "a limit: the checks of rule \"%.*s\" look at more than %" PRIu64 " records", (int)id.length,
                id.at, CANDIDATE_LIMIT);
    set_fault(ev, (label){buffer_keep(&ja, ev->a), buffer_keep(&en, ev->a)});
}

bool candidates_next(candidates *it, uint32_t *row)
{
    while (next_row(it, row)) {
        if (it->ev->candidates == 0) {
            report_limit(it->ev);
            return false;
        }
        it->ev->candidates--;
        it->ev->looked_at++;
        if (!is_left_out(it->ev, it->table->type, *row))
            return true;
    }
    return false;
}

/* Indexes that answer the equalities of `where`: built on first use, then frozen, shared by all threads and by all
   checks that ask for the same fields. */
#include "eval/codes.h"
#include "eval/eval_typed.h"

#include "base/mem.h"
#include "base/tuples.h"

#include <inttypes.h>
#include <pthread.h>

struct join_index {
    const record_type *type;
    const field *fields[CHECK_MAX_KEYS];
    size_t key_count;
    bool is_direct;      /* the one key is a reference: its row is its number */
    tuples keys;         /* else: the numbers of the keys' values */
    uint32_t key_number; /* all numbers are below it */
    uint32_t *rows;      /* key by key, each in their order; then those that lack a key */
    uint32_t *ends;      /* by number: where its rows end in `rows`; the last is of those that lack a key */
    join_index *other;
};

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

/* Returns the number of a direct key's code: TUPLE_NONE where it is missing. */
static uint32_t number_directly(uint32_t code)
{
    return code - 1;
}

static void number_rows_directly(const join_index *index, const table *t, uint32_t *numbers)
{
    code_column key = code_column_of(t, index->fields[0], NULL);
    for (uint32_t row = 0; row < t->row_count; row++)
        numbers[row] = number_directly(code_at(&key, row));
}

/* Stores each row's number, TUPLE_NONE where a key is missing. */
static void number_rows(join_index *index, const table *t, const folds *folds, uint32_t *numbers)
{
    code_column columns[CHECK_MAX_KEYS] = {0};
    for (size_t i = 0; i < index->key_count; i++)
        columns[i] = code_column_of(t, index->fields[i], folds);
    for (uint32_t row = 0; row < t->row_count; row++) {
        uint32_t codes[CHECK_MAX_KEYS];
        bool complete = true;
        for (size_t i = 0; i < index->key_count; i++) {
            codes[i] = code_at(&columns[i], row);
            complete &= codes[i] != 0;
        }
        numbers[row] = complete ? tuples_add(&index->keys, codes) : TUPLE_NONE;
    }
}

/* Puts the rows in the order of their numbers. */
static void sort_rows(join_index *index, const uint32_t *numbers, uint32_t count)
{
    uint32_t keys = index->key_number, before = 0;
    uint32_t *ends = mem_alloc((keys + 1) * sizeof *ends);
    for (uint32_t row = 0; row < count; row++)
        ends[numbers[row] < keys ? numbers[row] : keys]++;
    for (uint32_t i = 0; i <= keys; i++) {
        uint32_t rows = ends[i];
        ends[i] = before;
        before += rows;
    }
    index->rows = mem_alloc(count * sizeof *index->rows);
    for (uint32_t row = 0; row < count; row++)
        index->rows[ends[numbers[row] < keys ? numbers[row] : keys]++] = row;
    index->ends = ends;
}

static void build(join_index *index, const facts *f, const folds *folds)
{
    const table *t = facts_table(f, index->type);
    uint32_t *numbers = mem_alloc(t->row_count * sizeof *numbers);
    index->is_direct = index->key_count == 1 && index->fields[0]->kind == FIELD_REF;
    if (index->is_direct) {
        number_rows_directly(index, t, numbers);
        index->key_number = facts_table(f, index->fields[0]->target)->row_count;
    } else {
        tuples_init(&index->keys, index->key_count, count_keys(index, f, t->row_count));
        number_rows(index, t, folds, numbers);
        index->key_number = (uint32_t)index->keys.count;
    }
    sort_rows(index, numbers, t->row_count);
    mem_free(numbers);
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
    const folds *folds;
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
        index->type = r->check->fact;
        index->key_count = r->key_count;
        for (size_t i = 0; i < r->key_count; i++)
            index->fields[i] = r->check->keys[i].field;
        build(index, r->facts, r->folds);
        index->other = r->set->first;
        r->set->first = index;
    }
    r->found = index;
}

/* A thread that runs out of memory leaves, and must not leave the lock behind. */
static const join_index *share_index(const evaluation *ev, const check *c, size_t key_count)
{
    join_set *set = ev->join_set;
    request r = {.set = set, .folds = ev->folds, .check = c, .key_count = key_count, .facts = ev->facts};
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
        tuples_free(&index->keys);
        mem_free(index->rows);
        mem_free(index->ends);
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

static uint32_t begin_of(const join_index *index, uint32_t number)
{
    return number > 0 ? index->ends[number - 1] : 0;
}

bool candidates_begin(candidates *it, evaluation *ev, const check *c, size_t key_count, const frame *f)
{
    uint32_t codes[CHECK_MAX_KEYS];
    *it = (candidates){.ev = ev, .table = facts_table(ev->facts, c->fact)};
    if (key_count == 0) {
        it->end = it->table->row_count;
        return true;
    }
    for (size_t i = 0; i < key_count; i++) {
        codes[i] = eval_key(ev, &c->keys[i], f);
        if (codes[i] == 0)
            return false;
    }
    const join_index *index = find_index(ev, c, key_count);
    uint32_t number = index->is_direct ? number_directly(codes[0]) : tuples_find(&index->keys, codes);
    it->rows = index->rows;
    it->keyless = begin_of(index, index->key_number);
    it->keyless_end = index->ends[index->key_number];
    if (number == TUPLE_NONE)
        return true;
    it->next = begin_of(index, number);
    it->end = index->ends[number];
    return true;
}

static bool next_row(candidates *it, uint32_t *row)
{
    if (it->next == it->end && !it->lacks_key) {
        it->lacks_key = true;
        it->next = it->keyless;
        it->end = it->keyless_end;
    }
    if (it->next == it->end)
        return false;
    *row = candidate_at(it, it->next++);
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

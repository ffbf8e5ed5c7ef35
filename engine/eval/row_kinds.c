/* Numbers the kinds of rows, column by column where that can be. */
#include "eval/row_kinds.h"

#include "base/mem.h"

#include <string.h>

enum { LEAST_KINDS = 1 << 16, MOST_KINDS = 1 << 20, ROWS_A_KIND = 4, KINDS_IN_CACHE = 1 << 14, ROWS_AHEAD = 16 };

static uint32_t count_codes(const facts *f, const field *field)
{
    switch (field->kind) {
    case FIELD_REF:
        return facts_table(f, field->target)->row_count + 1;
    case FIELD_ENUM:
        return (uint32_t)field->enumeration->count + 1;
    case FIELD_BOOLEAN:
        return 3;
    default:
        return intern_count(f->names) + 1;
    }
}

static size_t limit_kinds(uint32_t rows)
{
    size_t limit = rows / ROWS_A_KIND;
    limit = limit < LEAST_KINDS ? LEAST_KINDS : limit > MOST_KINDS ? MOST_KINDS : limit;
    return limit < rows ? limit : rows;
}

void row_kinds_begin(row_kinds *k, const facts *f, const table *t, const alike_plan *plan)
{
    uint64_t combinations = 1;
    *k = (row_kinds){.table = t, .width = plan->field_count, .limit = limit_kinds(t->row_count)};
    for (size_t i = 0; i < k->width; i++) {
        k->fields[i] = plan->fields[i];
        k->columns[i] = code_column_of(t, k->fields[i], NULL);
        k->radixes[i] = count_codes(f, k->fields[i]);
        if (combinations <= k->limit)
            combinations *= k->radixes[i];
    }
    k->combination_count = k->width == 0; /* then all are of one kind */
    if (combinations <= k->limit)
        k->number_of = mem_alloc(combinations * sizeof *k->number_of);
    else
        tuples_init(&k->numbers, k->width, 0);
}

static bool has_field(const row_kinds *k, const field *f)
{
    for (size_t i = 0; i < k->width; i++)
        if (k->fields[i] == f)
            return true;
    return false;
}

bool row_kinds_are_of(const row_kinds *k, const table *t, const alike_plan *plan)
{
    bool same = k->table == t && k->width == plan->field_count;
    for (size_t i = 0; i < plan->field_count && same; i++)
        same = has_field(k, plan->fields[i]);
    return same;
}

static bool is_numbered(const row_kinds *k, uint32_t first, uint32_t end)
{
    return k->first == first && k->end == end;
}

bool row_kinds_are_full(const row_kinds *k, uint32_t first, uint32_t end)
{
    return k->number_of == NULL && !is_numbered(k, first, end) && k->numbers.count + (end - first) > k->limit;
}

void row_kinds_forget(row_kinds *k)
{
    tuples_clear(&k->numbers);
    k->first = k->end = 0;
}

uint32_t row_kinds_count(const row_kinds *k)
{
    return k->number_of != NULL ? k->combination_count : (uint32_t)k->numbers.count;
}

/* ---- a block ---- */

static void number_combinations(row_kinds *k, uint32_t count)
{
    memset(k->kind_of, 0, count * sizeof *k->kind_of);
    for (size_t i = 0; i < k->width; i++)
        for (uint32_t row = 0; row < count; row++)
            k->kind_of[row] = k->kind_of[row] * k->radixes[i] + code_at(&k->columns[i], k->first + row);
    for (uint32_t row = 0; row < count; row++) {
        uint32_t *number = &k->number_of[k->kind_of[row]];
        if (*number == 0)
            *number = ++k->combination_count;
        k->kind_of[row] = *number - 1;
    }
}

static void expect_row(const row_kinds *k, uint32_t row)
{
    uint32_t codes[ALIKE_MAX_FIELDS];
    read_codes(k->columns, k->width, row, codes);
    tuples_expect(&k->numbers, codes);
}

static void number_tuples(row_kinds *k, uint32_t count)
{
    bool are_many = k->numbers.count > KINDS_IN_CACHE;
    for (uint32_t row = 0; row < count; row++) {
        uint32_t codes[ALIKE_MAX_FIELDS];
        if (are_many && row + ROWS_AHEAD < count)
            expect_row(k, k->first + row + ROWS_AHEAD);
        read_codes(k->columns, k->width, k->first + row, codes);
        k->kind_of[row] = tuples_add(&k->numbers, codes);
    }
}

void row_kinds_number(row_kinds *k, uint32_t first, uint32_t end)
{
    uint32_t count = end - first;
    if (is_numbered(k, first, end))
        return;
    if (k->capacity < count) {
        k->kind_of = mem_resize(k->kind_of, count * sizeof *k->kind_of);
        memset(k->kind_of, 0, count * sizeof *k->kind_of); /* where there are no fields, that is all */
        k->capacity = count;
    }
    k->first = first;
    k->end = end;
    if (k->number_of == NULL)
        number_tuples(k, count);
    else if (k->width > 0)
        number_combinations(k, count);
}

void row_kinds_free(row_kinds *k)
{
    tuples_free(&k->numbers);
    mem_free(k->number_of);
    mem_free(k->kind_of);
}

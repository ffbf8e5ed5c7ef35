/* Each thread numbers the kinds of the rows of one block at a time, once for all rules, and keeps for each rule what
   was seen of each kind. When there are too many kinds it begins anew. */
#include "eval/alike_rows.h"

#include "base/mem.h"
#include "base/tuples.h"
#include "eval/codes.h"

enum { MAX_COLUMNS = 8, LEAST_KINDS = 1 << 16, MOST_KINDS = 1 << 20, ROWS_A_KIND = 4, FEW_ROWS = 32 };

/* What a thread keeps of one rule. Where other rules over the type read more, the kinds as the rule sees them are
   fewer, with numbers of their own. */
typedef struct rule_kinds {
    bool serves, is_ready;
    alike_plan plan;
    alike_times times;
    code_column columns[ALIKE_MAX_FIELDS];
    tuples own_kinds;
    uint32_t *own_of; /* by the type's kinds: the rule's own kind plus 1, 0 while it is not known; NULL: the same */
    alike_seen *seen; /* by own kind */
} rule_kinds;

/* What it keeps of one record type. */
typedef struct type_kinds {
    bool is_planned;
    const field *fields[MAX_COLUMNS];
    code_column columns[MAX_COLUMNS];
    size_t width;
    tuples kinds;
    size_t limit;        /* of kinds */
    uint32_t *kind_of;   /* by row of the block */
    uint32_t first, end; /* the block */
    size_t capacity;
} type_kinds;

struct alike_rows {
    rule_kinds *rules; /* as in the pack */
    type_kinds *types; /* by record_type.index */
    /* The part that is being judged: */
    rule_kinds *rule; /* NULL where every row is judged */
    const type_kinds *type;
    const bool *later;
};

/* ---- planning ---- */

static rule_kinds *kinds_of_rule(evaluation *ev, const rule *r)
{
    return &ev->alike_rows->rules[r - ev->pack->rules];
}

/* Makes the plan's fields part of what the type's kinds are. Returns false where they are too many. */
static bool add_fields(type_kinds *type, const alike_plan *plan)
{
    const field *added[MAX_COLUMNS];
    size_t count = 0;
    for (size_t i = 0; i < plan->field_count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < type->width; k++)
            is_there |= type->fields[k] == plan->fields[i];
        if (is_there)
            continue;
        if (type->width + count == MAX_COLUMNS)
            return false;
        added[count++] = plan->fields[i];
    }
    for (size_t i = 0; i < count; i++)
        type->fields[type->width++] = added[i];
    return true;
}

static void plan_rule(evaluation *ev, type_kinds *type, const table *t, const rule *r)
{
    rule_kinds *kinds = kinds_of_rule(ev, r);
    kinds->serves = plan_alike(r, &kinds->plan) && alike_find_times(&kinds->plan, t, &kinds->times) &&
                    add_fields(type, &kinds->plan);
}

static size_t limit_kinds(uint32_t rows)
{
    size_t limit = rows / ROWS_A_KIND;
    limit = limit < LEAST_KINDS ? LEAST_KINDS : limit > MOST_KINDS ? MOST_KINDS : limit;
    return limit < rows ? limit : rows;
}

/* A few rows are not worth it. */
static void plan_type(evaluation *ev, type_kinds *type, const table *t)
{
    type->is_planned = true;
    for (size_t i = 0; i < ev->pack->rule_count && t->row_count >= FEW_ROWS; i++)
        if (ev->pack->rules[i].subject == t->type)
            plan_rule(ev, type, t, &ev->pack->rules[i]);
    for (size_t i = 0; i < type->width; i++)
        type->columns[i] = code_column_of(t, type->fields[i], NULL);
    type->limit = limit_kinds(t->row_count);
    tuples_init(&type->kinds, type->width, 0);
}

/* ---- kinds of rows ---- */

static void forget_rule(rule_kinds *rule, const type_kinds *type)
{
    size_t count = rule->own_of != NULL ? rule->own_kinds.count : type->kinds.count;
    memset(rule->seen, 0, count * sizeof *rule->seen);
    if (rule->own_of == NULL)
        return;
    memset(rule->own_of, 0, type->kinds.count * sizeof *rule->own_of);
    tuples_clear(&rule->own_kinds);
}

static void forget_kinds(evaluation *ev, type_kinds *type, const record_type *subject)
{
    for (size_t i = 0; i < ev->pack->rule_count; i++)
        if (ev->pack->rules[i].subject == subject && ev->alike_rows->rules[i].is_ready)
            forget_rule(&ev->alike_rows->rules[i], type);
    tuples_clear(&type->kinds);
}

static void number_rows(evaluation *ev, type_kinds *type, const rule_part *part)
{
    uint32_t count = part->end - part->first;
    if (type->first == part->first && type->end == part->end)
        return;
    if (type->kinds.count + count > type->limit)
        forget_kinds(ev, type, part->rule->subject);
    if (type->capacity < count) {
        type->kind_of = mem_resize(type->kind_of, count * sizeof *type->kind_of);
        type->capacity = count;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t codes[MAX_COLUMNS];
        for (size_t k = 0; k < type->width; k++)
            codes[k] = code_at(&type->columns[k], part->first + i);
        type->kind_of[i] = tuples_add(&type->kinds, codes);
    }
    type->first = part->first;
    type->end = part->end;
}

/* ---- a part ---- */

static struct alike_rows *new_rows(const evaluation *ev)
{
    struct alike_rows *rows = mem_alloc(sizeof *rows);
    rows->rules = mem_alloc(ev->pack->rule_count * sizeof *rows->rules);
    rows->types = mem_alloc(ev->facts->model->type_count * sizeof *rows->types);
    return rows;
}

static void ready_rule(rule_kinds *rule, const type_kinds *type, const table *t)
{
    rule->is_ready = true;
    rule->seen = mem_alloc(type->limit * sizeof *rule->seen);
    if (rule->plan.field_count == type->width)
        return;
    for (size_t i = 0; i < rule->plan.field_count; i++)
        rule->columns[i] = code_column_of(t, rule->plan.fields[i], NULL);
    tuples_init(&rule->own_kinds, rule->plan.field_count, 0);
    rule->own_of = mem_alloc(type->limit * sizeof *rule->own_of);
}

void alike_begin_rows(evaluation *ev, const rule_part *part)
{
    const table *t = facts_table(ev->facts, part->rule->subject);
    if (ev->alike_rows == NULL)
        ev->alike_rows = new_rows(ev);
    type_kinds *type = &ev->alike_rows->types[t->type->index];
    if (!type->is_planned)
        plan_type(ev, type, t);
    rule_kinds *rule = kinds_of_rule(ev, part->rule);
    ev->alike_rows->type = type;
    ev->alike_rows->later = ev->later[t->type->index];
    ev->alike_rows->rule = rule->serves && !ev->options->judges_each ? rule : NULL;
    ev->alike.is_taken = ev->alike_rows->rule != NULL;
    if (!ev->alike.is_taken)
        return;
    number_rows(ev, type, part);
    if (!rule->is_ready)
        ready_rule(rule, type, t);
}

static uint32_t own_kind_of(rule_kinds *rule, uint32_t row)
{
    uint32_t codes[ALIKE_MAX_FIELDS];
    for (size_t i = 0; i < rule->plan.field_count; i++)
        codes[i] = code_at(&rule->columns[i], row);
    return tuples_add(&rule->own_kinds, codes);
}

static alike_seen *seen_of_row(const struct alike_rows *rows, uint32_t row)
{
    rule_kinds *rule = rows->rule;
    uint32_t kind = rows->type->kind_of[row - rows->type->first];
    if (rule->own_of == NULL)
        return &rule->seen[kind];
    if (rule->own_of[kind] == 0)
        rule->own_of[kind] = own_kind_of(rule, row) + 1;
    return &rule->seen[rule->own_of[kind] - 1];
}

uint32_t alike_skip(evaluation *ev, uint32_t row, uint64_t *passed)
{
    const struct alike_rows *rows = ev->alike_rows;
    if (rows->rule == NULL || has_fault(ev))
        return row;
    for (; row < rows->type->end && (rows->later == NULL || !rows->later[row]); row++) {
        const alike_seen *seen = seen_of_row(rows, row);
        if (!alike_tells(seen, &rows->rule->times, row))
            break;
        *passed += seen->result == ALIKE_PASSED;
    }
    return row;
}

void alike_open_row(evaluation *ev, uint32_t row)
{
    const struct alike_rows *rows = ev->alike_rows;
    if (rows->rule == NULL)
        return;
    alike_open(ev, &rows->rule->times, row, seen_of_row(rows, row));
    alike_narrow_to_versions(ev);
}

void alike_end_rows(evaluation *ev)
{
    alike_give_up(ev);
    ev->alike.is_taken = false;
}

void alike_rows_free(evaluation *ev)
{
    struct alike_rows *rows = ev->alike_rows;
    if (rows == NULL)
        return;
    for (size_t i = 0; i < ev->pack->rule_count; i++) {
        mem_free(rows->rules[i].seen);
        mem_free(rows->rules[i].own_of);
        tuples_free(&rows->rules[i].own_kinds);
    }
    for (size_t i = 0; i < ev->facts->model->type_count; i++) {
        tuples_free(&rows->types[i].kinds);
        mem_free(rows->types[i].kind_of);
    }
    mem_free(rows->rules);
    mem_free(rows->types);
    mem_free(rows);
}

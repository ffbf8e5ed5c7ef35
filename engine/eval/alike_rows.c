/* Each thread numbers the kinds of the rows of one block at a time, once for all rules, and keeps for each rule what
   was seen of each kind. When there are too many kinds it begins anew. */
#include "eval/alike_rows.h"

#include "base/mem.h"
#include "eval/row_kinds.h"

enum { FEW_ROWS = 32 };

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
    row_kinds kinds;
} type_kinds;

struct alike_rows {
    rule_kinds *rules; /* as in the pack */
    type_kinds *types; /* by record_type.index */
    /* The part that is being judged: */
    rule_kinds *rule; /* NULL where every row is judged */
    const row_kinds *kinds;
    const bool *later;
};

/* ---- planning ---- */

static rule_kinds *kinds_of_rule(evaluation *ev, const rule *r)
{
    return &ev->alike_rows->rules[r - ev->pack->rules];
}

static void plan_rule(evaluation *ev, type_kinds *type, const table *t, const rule *r)
{
    rule_kinds *rule = kinds_of_rule(ev, r);
    rule->serves = plan_alike(r, &rule->plan) && alike_find_times(&rule->plan, t, &rule->times) &&
                   row_kinds_add(&type->kinds, &rule->plan);
}

/* A few rows are not worth it. */
static void plan_type(evaluation *ev, type_kinds *type, const table *t)
{
    type->is_planned = true;
    for (size_t i = 0; i < ev->pack->rule_count && t->row_count >= FEW_ROWS; i++)
        if (ev->pack->rules[i].subject == t->type)
            plan_rule(ev, type, t, &ev->pack->rules[i]);
    row_kinds_begin(&type->kinds, ev->facts, t);
}

/* ---- too many kinds ---- */

static void forget_rule(rule_kinds *rule, size_t kinds)
{
    size_t count = rule->own_of != NULL ? rule->own_kinds.count : kinds;
    memset(rule->seen, 0, count * sizeof *rule->seen);
    if (rule->own_of == NULL)
        return;
    memset(rule->own_of, 0, kinds * sizeof *rule->own_of);
    tuples_clear(&rule->own_kinds);
}

static void forget_kinds(evaluation *ev, row_kinds *kinds, const record_type *subject)
{
    size_t count = row_kinds_forget(kinds);
    for (size_t i = 0; i < ev->pack->rule_count; i++)
        if (ev->pack->rules[i].subject == subject && ev->alike_rows->rules[i].is_ready)
            forget_rule(&ev->alike_rows->rules[i], count);
}

/* ---- a part ---- */

static struct alike_rows *new_rows(const evaluation *ev)
{
    struct alike_rows *rows = mem_alloc(sizeof *rows);
    rows->rules = mem_alloc(ev->pack->rule_count * sizeof *rows->rules);
    rows->types = mem_alloc(ev->facts->model->type_count * sizeof *rows->types);
    return rows;
}

static void ready_rule(rule_kinds *rule, const row_kinds *kinds, const table *t)
{
    rule->is_ready = true;
    rule->seen = mem_alloc(kinds->limit * sizeof *rule->seen);
    if (rule->plan.field_count == kinds->width)
        return;
    for (size_t i = 0; i < rule->plan.field_count; i++)
        rule->columns[i] = code_column_of(t, rule->plan.fields[i], NULL);
    tuples_init(&rule->own_kinds, rule->plan.field_count, 0);
    rule->own_of = mem_alloc(kinds->limit * sizeof *rule->own_of);
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
    ev->alike_rows->kinds = &type->kinds;
    ev->alike_rows->later = ev->later[t->type->index];
    ev->alike_rows->rule = rule->serves && !ev->options->judges_each ? rule : NULL;
    ev->alike.is_taken = ev->alike_rows->rule != NULL;
    if (!ev->alike.is_taken)
        return;
    if (row_kinds_are_full(&type->kinds, part->first, part->end))
        forget_kinds(ev, &type->kinds, t->type);
    row_kinds_number(&type->kinds, part->first, part->end);
    if (!rule->is_ready)
        ready_rule(rule, &type->kinds, t);
}

static uint32_t own_kind_of(rule_kinds *rule, uint32_t row)
{
    uint32_t codes[ALIKE_MAX_FIELDS];
    read_codes(rule->columns, rule->plan.field_count, row, codes);
    return tuples_add(&rule->own_kinds, codes);
}

static alike_seen *seen_of_row(const struct alike_rows *rows, uint32_t row)
{
    rule_kinds *rule = rows->rule;
    uint32_t kind = row_kind(rows->kinds, row);
    if (rule->own_of == NULL)
        return &rule->seen[kind];
    if (rule->own_of[kind] == 0)
        rule->own_of[kind] = own_kind_of(rule, row) + 1;
    return &rule->seen[rule->own_of[kind] - 1];
}

/* The same for rules with none, one or two times, of which the compiler knows how many. */
static inline uint32_t skip_rows(const struct alike_rows *rows, uint32_t row, size_t time_count, uint64_t *passed)
{
    alike_times times = rows->rule->times;
    uint32_t end = rows->kinds->end;
    uint64_t count = 0;
    times.count = time_count;
    for (; row < end && (rows->later == NULL || !rows->later[row]); row++) {
        const alike_seen *seen = seen_of_row(rows, row);
        if (!alike_tells(seen, &times, row))
            break;
        count += seen->result == ALIKE_PASSED;
    }
    *passed += count;
    return row;
}

uint32_t alike_skip(evaluation *ev, uint32_t row, uint64_t *passed)
{
    const struct alike_rows *rows = ev->alike_rows;
    if (rows->rule == NULL || has_fault(ev))
        return row;
    switch (rows->rule->times.count) {
    case 0:
        return skip_rows(rows, row, 0, passed);
    case 1:
        return skip_rows(rows, row, 1, passed);
    default:
        return skip_rows(rows, row, 2, passed);
    }
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
    for (size_t i = 0; i < ev->facts->model->type_count; i++)
        row_kinds_free(&rows->types[i].kinds);
    mem_free(rows->rules);
    mem_free(rows->types);
    mem_free(rows);
}

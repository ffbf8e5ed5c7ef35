/* Each thread numbers the kinds of the rows of one block at a time, once for all rules that read the same fields, and
   keeps for each rule what was seen of each kind. When there are too many kinds it begins anew. */
#include "eval/alike_rows.h"

#include "base/mem.h"
#include "eval/row_kinds.h"

enum { FEW_ROWS = 32, ROWS_AT_ONCE = 32 };

/* What a thread keeps of one rule. */
typedef struct rule_kinds {
    bool is_planned;
    row_kinds *kinds; /* shared with other rules; NULL where every row is judged */
    alike_plan plan;
    alike_times times;
    alike_seen *seen; /* by kind */
    uint32_t room;    /* in `seen` */
} rule_kinds;

struct alike_rows {
    rule_kinds *rules; /* as in the pack */
    row_kinds *kinds;  /* room for one a rule */
    size_t kinds_count;
    rule_kinds *rule; /* whose part is being judged */
    const bool *later;
};

/* ---- planning ---- */

static row_kinds *find_kinds(evaluation *ev, const table *t, const alike_plan *plan)
{
    struct alike_rows *rows = ev->alike_rows;
    for (size_t i = 0; i < rows->kinds_count; i++)
        if (row_kinds_are_of(&rows->kinds[i], t, plan))
            return &rows->kinds[i];
    row_kinds *added = &rows->kinds[rows->kinds_count++];
    row_kinds_begin(added, ev->facts, t, plan);
    return added;
}

/* A few rows are not worth it. */
static void plan_rule(evaluation *ev, const rule *r, const table *t, rule_kinds *rule)
{
    rule->is_planned = true;
    if (!ev->options->judges_each && t->row_count >= FEW_ROWS && plan_alike(r, &rule->plan) &&
        alike_find_times(&rule->plan, t, &rule->times))
        rule->kinds = find_kinds(ev, t, &rule->plan);
}

/* ---- room for kinds ---- */

static void make_room(rule_kinds *rule, uint32_t kinds)
{
    if (kinds <= rule->room)
        return;
    uint32_t room = kinds > rule->room * 2 ? kinds : rule->room * 2;
    rule->seen = mem_resize(rule->seen, room * sizeof *rule->seen);
    memset(rule->seen + rule->room, 0, (room - rule->room) * sizeof *rule->seen);
    rule->room = room;
}

static void forget_kinds(evaluation *ev, row_kinds *kinds)
{
    row_kinds_forget(kinds);
    for (size_t i = 0; i < ev->pack->rule_count; i++) {
        rule_kinds *rule = &ev->alike_rows->rules[i];
        if (rule->kinds == kinds && rule->room > 0)
            memset(rule->seen, 0, rule->room * sizeof *rule->seen);
    }
}

/* ---- a part ---- */

static struct alike_rows *new_rows(const evaluation *ev)
{
    struct alike_rows *rows = mem_alloc(sizeof *rows);
    rows->rules = mem_alloc(ev->pack->rule_count * sizeof *rows->rules);
    rows->kinds = mem_alloc(ev->pack->rule_count * sizeof *rows->kinds);
    return rows;
}

void alike_begin_rows(evaluation *ev, const rule_part *part)
{
    const table *t = facts_table(ev->facts, part->rule->subject);
    if (ev->alike_rows == NULL)
        ev->alike_rows = new_rows(ev);
    rule_kinds *rule = &ev->alike_rows->rules[part->rule - ev->pack->rules];
    if (!rule->is_planned)
        plan_rule(ev, part->rule, t, rule);
    ev->alike_rows->rule = rule;
    ev->alike_rows->later = ev->later[t->type->index];
    ev->alike.is_taken = rule->kinds != NULL;
    if (!ev->alike.is_taken)
        return;
    if (row_kinds_are_full(rule->kinds, part->first, part->end))
        forget_kinds(ev, rule->kinds);
    row_kinds_number(rule->kinds, part->first, part->end);
    make_room(rule, row_kinds_count(rule->kinds));
}

/* Returns whether what was seen tells of each of some rows, as it mostly does: memory is waited for once for all of
   them. Adds how many of them pass. */
static inline bool tells_of_all(const rule_kinds *rule, const alike_times *times, uint32_t row, uint64_t *passed)
{
    bool tells = true;
    uint64_t count = 0;
    for (uint32_t i = 0; i < ROWS_AT_ONCE; i++) {
        const alike_seen *seen = &rule->seen[row_kind(rule->kinds, row + i)];
        tells &= alike_tells(seen, times, row + i, 1);
        count += seen->result == ALIKE_PASSED;
    }
    *passed += tells ? count : 0;
    return tells;
}

/* The same where all are of one kind. */
static inline bool tells_of_all_of_one(const rule_kinds *rule, const alike_times *times, uint32_t row, uint64_t *passed)
{
    bool tells = alike_tells(rule->seen, times, row, ROWS_AT_ONCE);
    *passed += tells && rule->seen->result == ALIKE_PASSED ? ROWS_AT_ONCE : 0;
    return tells;
}

/* The same for rules with none, one or two times, of which the compiler knows how many. */
__attribute__((always_inline)) static inline uint32_t skip_rows(const struct alike_rows *rows, uint32_t row,
                                                                size_t time_count, uint64_t *passed)
{
    const rule_kinds *rule = rows->rule;
    alike_times times = rule->times;
    bool is_one_kind = rule->plan.field_count == 0;
    uint32_t end = rule->kinds->end;
    times.count = time_count;
    while (row < end && (rows->later == NULL || !rows->later[row])) {
        if (row % ROWS_AT_ONCE == 0 && end - row >= ROWS_AT_ONCE && rows->later == NULL &&
            (is_one_kind ? tells_of_all_of_one(rule, &times, row, passed) : tells_of_all(rule, &times, row, passed))) {
            row += ROWS_AT_ONCE;
            continue;
        }
        const alike_seen *seen = &rule->seen[row_kind(rule->kinds, row)];
        if (!alike_tells(seen, &times, row, 1))
            break;
        *passed += seen->result == ALIKE_PASSED;
        row++;
    }
    return row;
}

uint32_t alike_skip(evaluation *ev, uint32_t row, uint64_t *passed)
{
    const struct alike_rows *rows = ev->alike_rows;
    if (rows->rule->kinds == NULL || has_fault(ev))
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
    rule_kinds *rule = ev->alike_rows->rule;
    if (rule->kinds == NULL)
        return;
    alike_open(ev, &rule->times, row, &rule->seen[row_kind(rule->kinds, row)]);
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
    for (size_t i = 0; i < ev->pack->rule_count; i++)
        mem_free(rows->rules[i].seen);
    for (size_t i = 0; i < rows->kinds_count; i++)
        row_kinds_free(&rows->kinds[i]);
    mem_free(rows->rules);
    mem_free(rows->kinds);
    mem_free(rows);
}

/* Counts what a calendar counts, by day and hour. */
#include "eval/picture_drawing.h"

#include "base/mem.h"

static int64_t day_of(moment m)
{
    return moment_first(moment_day(m)) / SECONDS_PER_DAY;
}

typedef struct grid {
    drawing *d;
    const rule *each;
    const table *table;
    const moment *times;    /* where a record's time is a field of its own; or NULL */
    const field *reference; /* all that `when` reads of a record; or NULL */
    uint8_t *belongs; /* whether the records of a reference are counted: a truth plus 1, 0 while it is not known */
    int64_t first_day;
    size_t days;
    picture_cell *cells; /* HOUR_COUNT a day */
} grid;

/* ---- what is read of each record ---- */

static bool is_own_field(const grid *g, const expr *e)
{
    return e->kind == EXPR_FIELD && e->operands[0]->kind == EXPR_VARIABLE &&
           e->operands[0]->as.slot == g->each->subject_slot;
}

/* Returns false where more is read of the record than one reference. */
static bool find_reference(grid *g, const expr *e)
{
    if (is_own_field(g, e)) {
        bool is_other = g->reference != NULL && g->reference != e->as.field;
        g->reference = e->as.field;
        return !is_other && e->as.field->kind == FIELD_REF;
    }
    for (size_t i = 0; i < e->operand_count; i++)
        if (!find_reference(g, e->operands[i]))
            return false;
    return e->kind != EXPR_VARIABLE || e->as.slot != g->each->subject_slot;
}

/* Records of a log are many, and what they refer to is little: the condition is asked once for each of these. */
static void plan_reading(grid *g)
{
    const rule *each = g->each;
    if (is_own_field(g, each->moment))
        g->times = g->table->columns[each->moment->as.field->index].moments;
    if (each->when == NULL || !find_reference(g, each->when))
        g->reference = NULL;
    if (g->reference != NULL)
        g->belongs = mem_alloc(facts_table(g->d->ev->facts, g->reference->target)->row_count + (size_t)1);
}

static enum truth belongs(const grid *g, uint32_t row, const frame *f)
{
    evaluation *ev = g->d->ev;
    uint8_t *kept = g->reference != NULL ? &g->belongs[table_ref(g->table, g->reference->index, row)] : NULL;
    if (kept != NULL && *kept != 0)
        return (enum truth)(*kept - 1);
    ev->calls = 0;
    enum truth t = g->each->when != NULL ? eval_truth(ev, g->each->when, f) : TRUTH_TRUE;
    if (kept != NULL)
        *kept = (uint8_t)(t + 1);
    return t;
}

static moment time_of(const grid *g, uint32_t row, const frame *f)
{
    evaluation *ev = g->d->ev;
    if (g->times == NULL)
        return eval_moment(ev, g->each->moment, f);
    return is_after_as_of(ev, g->each->moment->as.field, g->times[row]) ? MOMENT_MISSING : g->times[row];
}

/* ---- counting ---- */

static picture_cell *find_cell(const grid *g, moment at)
{
    size_t second = (size_t)(moment_first(at) - g->first_day * SECONDS_PER_DAY);
    size_t hour = moment_is_day(at) ? HOUR_UNKNOWN : second % SECONDS_PER_DAY / 3600;
    return &g->cells[second / SECONDS_PER_DAY * HOUR_COUNT + hour];
}

static void count_record(const grid *g, uint32_t row, enum truth belongs, moment at)
{
    const finding *f = NULL;
    const uint32_t line = g->table->lines[row];
    picture_cell *cell = find_cell(g, at);
    if (finding_index_may_have(g->d->findings, line))
        f = finding_index_get(g->d->findings, g->table->type->name, table_id(g->d->ev->facts, g->table, row), line);
    bool fails = f != NULL && f->result == RESULT_FAIL;
    cell->count++;
    cell->fails += fails;
    cell->open += !fails && (f != NULL || belongs != TRUTH_TRUE);
}

static void count_records(const grid *g)
{
    evaluation *ev = g->d->ev;
    picture *out = g->d->out;
    frame f = {0};
    for (uint32_t row = 0; row < g->table->row_count && !has_fault(ev); row++) {
        if (is_left_out(ev, g->each->subject, row))
            continue;
        f.slots[g->each->subject_slot] = (value){.known = true, .as.row = row};
        enum truth counts = belongs(g, row, &f);
        moment at = counts != TRUTH_FALSE ? time_of(g, row, &f) : MOMENT_MISSING;
        if (counts == TRUTH_FALSE)
            continue;
        if (at == MOMENT_MISSING)
            out->undated++;
        else if (moment_within(at, out->axis) != TRUTH_FALSE)
            count_record(g, row, counts, at);
    }
}

static void keep_cells(const grid *g)
{
    picture *out = g->d->out;
    size_t count = 0;
    for (size_t i = 0; i < g->days * HOUR_COUNT; i++)
        count += g->cells[i].count > 0;
    out->cells = ARENA_ARRAY(g->d->ev->a, picture_cell, count);
    for (size_t i = 0; i < g->days * HOUR_COUNT; i++) {
        if (g->cells[i].count == 0)
            continue;
        picture_cell *kept = &out->cells[out->cell_count++];
        *kept = g->cells[i];
        kept->day = moment_of_day(g->first_day + (int64_t)(i / HOUR_COUNT));
        kept->hour = (unsigned)(i % HOUR_COUNT);
    }
}

/* Where the log is not complete, an hour without entries says nothing. */
static void find_blank(drawing *d, const rule *each)
{
    picture *out = d->out;
    spans gaps = {0};
    if (!ask_population(d->ev, each, out->axis, &gaps)) {
        note_missing_list(d, each->subject, &gaps);
        out->blank = ARENA_ARRAY(d->ev->a, period, gaps.count);
        for (size_t i = 0; i < gaps.count; i++)
            out->blank[out->blank_count++] = gaps.items[i];
    }
    spans_free(&gaps);
}

void draw_calendar(drawing *d)
{
    const picture_rows *rows = &d->plan->rows[0];
    grid g = {.d = d,
              .each = rows->each,
              .table = facts_table(d->ev->facts, rows->each->subject),
              .first_day = day_of(d->out->axis.from)};
    plan_reading(&g);
    g.days = (size_t)(day_of(d->out->axis.to) - g.first_day + 1);
    finding_index *findings = finding_index_new(d->result, d->ev->pack, rows);
    d->findings = findings;
    g.cells = mem_alloc(g.days * HOUR_COUNT * sizeof *g.cells);
    count_records(&g);
    keep_cells(&g);
    mem_free(g.cells);
    mem_free(g.belongs);
    find_blank(d, rows->each);
    finding_index_free(findings);
}

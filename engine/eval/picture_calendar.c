/* Counts what a calendar counts, by day and hour. */
#include "eval/picture_drawing.h"

#include "base/mem.h"

static int64_t day_of(moment m)
{
    return moment_first(moment_day(m)) / SECONDS_PER_DAY;
}

typedef struct grid {
    drawing *d;
    int64_t first_day;
    size_t days;
    picture_cell *cells; /* HOUR_COUNT a day */
} grid;

static picture_cell *find_cell(const grid *g, moment at)
{
    size_t day = (size_t)(day_of(at) - g->first_day);
    size_t hour = HOUR_UNKNOWN;
    if (!moment_is_day(at))
        hour = (size_t)(moment_first(at) - day_of(at) * SECONDS_PER_DAY) / 3600;
    return &g->cells[day * HOUR_COUNT + hour];
}

static void count_record(const grid *g, uint32_t row, enum truth belongs, moment at)
{
    evaluation *ev = g->d->ev;
    const record_type *type = g->d->plan->rows[0].each->subject;
    const table *t = facts_table(ev->facts, type);
    const finding *f = NULL;
    picture_cell *cell = find_cell(g, at);
    if (finding_index_may_have(g->d->findings, t->lines[row]))
        f = finding_index_get(g->d->findings, type->name, table_id(ev->facts, t, row));
    bool fails = f != NULL && f->result == RESULT_FAIL;
    cell->count++;
    cell->fails += fails;
    cell->open += !fails && (f != NULL || belongs != TRUTH_TRUE);
}

static void count_records(const grid *g)
{
    evaluation *ev = g->d->ev;
    const rule *each = g->d->plan->rows[0].each;
    frame f = {0};
    uint32_t count = facts_table(ev->facts, each->subject)->row_count;
    for (uint32_t row = 0; row < count && !has_fault(ev); row++) {
        if (is_left_out(ev, each->subject, row))
            continue;
        f.slots[each->subject_slot] = (value){.known = true, .as.row = row};
        ev->calls = 0;
        enum truth belongs = each->when != NULL ? eval_truth(ev, each->when, &f) : TRUTH_TRUE;
        moment at = belongs != TRUTH_FALSE ? eval_moment(ev, each->moment, &f) : MOMENT_MISSING;
        if (belongs == TRUTH_FALSE)
            continue;
        if (at == MOMENT_MISSING)
            g->d->out->undated++;
        else if (moment_within(at, g->d->out->axis) != TRUTH_FALSE)
            count_record(g, row, belongs, at);
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
    grid g = {.d = d, .first_day = day_of(d->out->axis.from)};
    g.days = (size_t)(day_of(d->out->axis.to) - g.first_day + 1);
    finding_index *findings = finding_index_new(d->result, d->ev->pack, rows);
    d->findings = findings;
    g.cells = mem_alloc(g.days * HOUR_COUNT * sizeof *g.cells);
    count_records(&g);
    keep_cells(&g);
    mem_free(g.cells);
    find_blank(d, rows->each);
    finding_index_free(findings);
}

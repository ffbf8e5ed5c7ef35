/* Fills the pack's pictures from the records: their rows, and what lists do not show. */
#include "eval/picture_drawing.h"

#include "base/mem.h"

enum { MAX_ROWS = 20000 };

static const label label_no_axis = {LABEL_TEXT("図の期間が定まらない"), LABEL_TEXT("the time to show is not known")};
static const label label_long_axis = {LABEL_TEXT("限度: 図の期間が長すぎる"),
                                      LABEL_TEXT("a limit: the time to show is too long")};
static const label label_many_rows = {LABEL_TEXT("限度: 図の行が多すぎる"),
                                      LABEL_TEXT("a limit: too many rows in the picture")};

/* ---- lists that do not show all there was ---- */

void note_missing_list(drawing *d, const record_type *type, spans *gaps)
{
    label words = print_incomplete(d->ev, type, gaps);
    for (size_t i = 0; i < d->missing_count; i++)
        if (str_equal(d->missing[i].ja, words.ja))
            return;
    ARRAY_PUSH(d->missing, d->missing_count, d->missing_capacity) = words;
}

/* Readers take what is not there for something that did not happen: they are told where that does not follow. */
static void ask_lists(drawing *d, const picture_rows *rows)
{
    evaluation *ev = d->ev;
    frame f = {0};
    for (size_t i = 0; i < rows->part_count; i++) {
        const record_type *type = rows->parts[i].check->fact;
        spans gaps = {0};
        if (type != NULL && !is_complete_as_of(ev, type, 0, d->out->axis, &gaps))
            note_missing_list(d, type, &gaps);
        spans_free(&gaps);
    }
    spans gaps = {0};
    period over = rows->each->over != NULL ? eval_period(ev, rows->each->over, &f) : ev->period;
    if (rows->each->subject != NULL && (period_is_missing(over) || !ask_population(ev, rows->each, over, &gaps)))
        note_missing_list(d, rows->each->subject, &gaps);
    spans_free(&gaps);
}

/* ---- rows ---- */

void begin_rows(drawing *d, const picture_rows *rows)
{
    begin_rule(d->ev, rows->each);
    d->ev->period = d->ev->options->period;
    set_moment(d->ev, d->ev->options->as_of);
}

static picture_row *add_row(drawing *d, const picture_rows *rows)
{
    if (d->out->row_count == MAX_ROWS)
        set_fault(d->ev, label_many_rows);
    if (has_fault(d->ev))
        return NULL;
    picture_row *row = &ARRAY_PUSH(d->rows, d->out->row_count, d->row_capacity);
    *row = (picture_row){.has_path = rows->has_path};
    return row;
}

static void draw_single_row(drawing *d, const picture_rows *rows)
{
    frame f = {0};
    picture_row *row = add_row(d, rows);
    if (row == NULL)
        return;
    row->text = rows->name;
    row->finding = finding_index_get(d->findings, STR("municipality"), STR("municipality"), 0);
    draw_row_parts(d, rows, row, &f);
}

static void draw_record_row(drawing *d, const picture_rows *rows, uint32_t at, bool is_open, frame *f)
{
    evaluation *ev = d->ev;
    moment when = rows->each->moment != NULL ? eval_moment(ev, rows->each->moment, f) : MOMENT_MISSING;
    if (when != MOMENT_MISSING)
        set_moment(ev, moment_day(when));
    picture_row *row = add_row(d, rows);
    if (row == NULL)
        return;
    evidence *record = ARENA_NEW(ev->a, evidence);
    *record = describe_record(ev, rows->each->subject, at);
    row->record = record;
    row->text = record->text;
    row->finding = finding_index_get(d->findings, record->type, record->id, record->at.line);
    row->is_open = is_open;
    draw_row_parts(d, rows, row, f);
}

static void draw_record_rows(drawing *d, const picture_rows *rows)
{
    evaluation *ev = d->ev;
    frame f = {0};
    uint32_t count = facts_table(ev->facts, rows->each->subject)->row_count;
    for (uint32_t at = 0; at < count && !has_fault(ev); at++) {
        if (is_left_out(ev, rows->each->subject, at))
            continue;
        f.slots[rows->each->subject_slot] = (value){.known = true, .as.row = at};
        set_moment(ev, ev->options->as_of);
        ev->calls = 0;
        enum truth belongs = rows->each->when != NULL ? eval_truth(ev, rows->each->when, &f) : TRUTH_TRUE;
        if (belongs != TRUTH_FALSE)
            draw_record_row(d, rows, at, belongs != TRUTH_TRUE, &f);
    }
}

static void draw_rows(drawing *d, const picture_rows *rows)
{
    begin_rows(d, rows);
    finding_index *findings = finding_index_new(d->result, d->ev->pack, rows);
    d->findings = findings;
    ask_lists(d, rows);
    if (rows->each->subject != NULL)
        draw_record_rows(d, rows);
    else
        draw_single_row(d, rows);
    finding_index_free(findings);
}

/* ---- pictures ---- */

void *keep_array(arena *a, void *items, size_t size)
{
    void *kept = arena_alloc(a, size);
    if (items != NULL)
        memcpy(kept, items, size);
    mem_free(items);
    return kept;
}

/* The rules of all its rows. */
static void name_rules(const drawing *d)
{
    const picture_plan *plan = d->plan;
    size_t count = 0;
    for (size_t i = 0; i < plan->rows_count; i++)
        count += plan->rows[i].rule_count;
    d->out->rules = ARENA_ARRAY(d->ev->a, const rule_result *, count);
    for (size_t i = 0; i < plan->rows_count; i++)
        for (size_t k = 0; k < plan->rows[i].rule_count; k++)
            d->out->rules[d->out->rule_count++] = &d->result->rules[plan->rows[i].rules[k] - d->ev->pack->rules];
}

static void draw_picture(evaluation *ev, const audit_result *result, const picture_plan *plan, picture *out)
{
    frame f = {0};
    drawing d = {.ev = ev, .result = result, .plan = plan, .out = out};
    *out = (picture){.def = &plan->def};
    name_rules(&d);
    begin_rows(&d, &plan->rows[0]);
    out->axis = plan->over != NULL ? eval_period(ev, plan->over, &f) : ev->period;
    if (!picture_axis_is_closed(out->axis))
        set_fault(ev, label_no_axis);
    else if (!picture_axis_fits(out->axis, plan->def.form))
        set_fault(ev, label_long_axis);
    else if (plan->def.form == PICTURE_CALENDAR)
        draw_calendar(&d);
    for (size_t i = 0; i < plan->rows_count && plan->def.form == PICTURE_TIMELINE && !has_fault(ev); i++)
        draw_rows(&d, &plan->rows[i]);
    out->rows = keep_array(ev->a, d.rows, out->row_count * sizeof *out->rows);
    out->missing = keep_array(ev->a, d.missing, d.missing_count * sizeof *out->missing);
    out->missing_count = d.missing_count;
    if (has_fault(ev)) /* part of a picture would mislead */
        *out = (picture){.def = out->def,
                         .rules = out->rules,
                         .rule_count = out->rule_count,
                         .fault = ev->fault,
                         .axis = {MOMENT_MISSING, MOMENT_MISSING}};
}

void draw_pictures(const evaluation *shared, arena *a, audit_result *result)
{
    const pack *p = shared->pack;
    evaluation ev = begin_evaluation(shared, a);
    result->pictures = ARENA_ARRAY(a, picture, p->picture_count);
    for (size_t i = 0; i < p->picture_count; i++)
        draw_picture(&ev, result, &p->pictures[i], &result->pictures[result->picture_count++]);
    end_evaluation(&ev);
}

/* Fills the bars, marks and gaps of a picture's rows. */
#include "eval/picture_drawing.h"

#include "base/mem.h"

#include <stdlib.h>

enum { MAX_ITEMS = 100000 };

static const label label_many_items = {LABEL_TEXT("限度: 図に描く記録が多すぎる"),
                                       LABEL_TEXT("a limit: too many records in the picture")};

typedef struct row_drawing {
    drawing *d;
    picture_row *row;
    const picture_part *part;
    frame *f;
    size_t item_capacity, expected_capacity, gap_capacity;
    spans shown;      /* what the part's records cover */
    bool has_unknown; /* a record may cover more */
} row_drawing;

/* ---- bars and marks ---- */

static void add_item(row_drawing *r, const evidence *record, enum truth truth, period span)
{
    evaluation *ev = r->d->ev;
    picture_bar *item = &ARRAY_PUSH(r->row->items, r->row->item_count, r->item_capacity);
    *item = (picture_bar){.kind = r->part->kind, .span = span, .truth = truth, .record = record};
    if (record != NULL && record != r->row->record) /* the row shows its own */
        item->finding = finding_index_get(r->d->findings, record->type, record->id, record->at.line);
    if (r->part->text != NULL)
        item->text = value_label(ev, eval_expr(ev, r->part->text, r->f), r->part->text->type);
    if (++r->d->item_count == MAX_ITEMS)
        set_fault(ev, label_many_items);
}

static period read_span(row_drawing *r)
{
    evaluation *ev = r->d->ev;
    if (r->part->at == NULL)
        return r->part->check->by != NULL ? eval_period(ev, r->part->check->by, r->f) : period_missing;
    moment at = eval_moment(ev, r->part->at, r->f);
    return (period){at, at};
}

/* Takes a record that is of the row, or may be. */
static void add_record(row_drawing *r, uint32_t at, enum truth truth)
{
    period span = read_span(r);
    bool is_mark = r->part->at != NULL;
    if (period_is_missing(span))
        r->has_unknown = true;
    else
        spans_add(&r->shown, span);
    if (!is_mark && !period_is_missing(span) && period_overlaps(span, r->d->out->axis) == TRUTH_FALSE)
        return;
    const evidence *record = r->row->record;
    if (r->part->check->fact != NULL) {
        evidence *described = ARENA_NEW(r->d->ev->a, evidence);
        *described = describe_record(r->d->ev, r->part->check->fact, at);
        record = described;
    }
    add_item(r, record, truth, span);
}

static void add_related_records(row_drawing *r)
{
    evaluation *ev = r->d->ev;
    const check *c = r->part->check;
    candidates it;
    uint32_t at;
    if (!candidates_begin(&it, ev, c, c->key_count, r->f)) {
        r->has_unknown = true;
        return;
    }
    while (!has_fault(ev) && candidates_next(&it, &at)) {
        enum truth meant = eval_meant(ev, c, at, r->f);
        enum truth good = meant != TRUTH_FALSE ? eval_children(ev, c, r->f) : TRUTH_FALSE;
        if (meant == TRUTH_TRUE)
            add_record(r, at, good);
        else if (good != TRUTH_FALSE) /* meant or not, it is no good otherwise */
            add_record(r, at, meant);
    }
}

/* ---- gaps ---- */

static void add_gap(row_drawing *r, period span, bool is_sure)
{
    ARRAY_PUSH(r->row->gaps, r->row->gap_count, r->gap_capacity) = (picture_stretch){r->part->kind, span, is_sure};
}

/* A gap is a fact only where the list is declared complete at that time. */
static void split_gap(row_drawing *r, period gap)
{
    const check *c = r->part->check;
    spans incomplete = {0}, sure = {0};
    if (r->has_unknown)
        spans_add(&incomplete, gap);
    else if (c->fact != NULL)
        is_list_complete(r->d->ev, c, r->f, gap, &incomplete);
    spans_merge(&incomplete);
    spans_gaps(&incomplete, gap, &sure);
    for (size_t i = 0; i < sure.count; i++)
        add_gap(r, sure.items[i], true);
    for (size_t i = 0; i < incomplete.count; i++)
        add_gap(r, period_intersect(incomplete.items[i], gap), false);
    spans_free(&incomplete);
    spans_free(&sure);
}

static void add_gaps(row_drawing *r)
{
    const check *c = r->part->check;
    period over = c->over != NULL ? eval_period(r->d->ev, c->over, r->f) : period_missing;
    if (!period_is_missing(over))
        over = period_intersect(over, r->d->out->axis);
    if (period_is_missing(over))
        return;
    ARRAY_PUSH(r->row->expected, r->row->expected_count, r->expected_capacity) =
        (picture_stretch){r->part->kind, over, true};
    spans gaps = {0};
    spans_merge(&r->shown);
    spans_gaps(&r->shown, over, &gaps);
    for (size_t i = 0; i < gaps.count; i++)
        split_gap(r, gaps.items[i]);
    spans_free(&gaps);
}

/* ---- rows ---- */

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_items(const void *a, const void *b)
{
    const picture_bar *p = a, *q = b;
    if (p->kind != q->kind)
        return compare_numbers((int64_t)p->kind, (int64_t)q->kind);
    if (p->span.from != q->span.from)
        return compare_numbers(p->span.from, q->span.from);
    if (p->span.to != q->span.to)
        return compare_numbers(p->span.to, q->span.to);
    return p->record != NULL && q->record != NULL ? str_compare(p->record->id, q->record->id) : 0;
}

static int compare_gaps(const void *a, const void *b)
{
    const picture_stretch *p = a, *q = b;
    if (p->kind != q->kind)
        return compare_numbers((int64_t)p->kind, (int64_t)q->kind);
    return compare_numbers(p->span.from, q->span.from);
}

void draw_row_parts(drawing *d, const picture_rows *rows, picture_row *row, frame *f)
{
    row_drawing r = {.d = d, .row = row, .f = f};
    for (size_t i = 0; i < rows->part_count && !has_fault(d->ev); i++) {
        r.part = &rows->parts[i];
        r.has_unknown = false;
        if (r.part->check->fact != NULL)
            add_related_records(&r);
        else
            add_record(&r, 0, eval_children(d->ev, r.part->check, f));
        add_gaps(&r);
        spans_free(&r.shown);
    }
    if (row->item_count > 0)
        qsort(row->items, row->item_count, sizeof *row->items, compare_items);
    if (row->gap_count > 0)
        qsort(row->gaps, row->gap_count, sizeof *row->gaps, compare_gaps);
    row->items = keep_array(d->ev->a, row->items, row->item_count * sizeof *row->items);
    row->expected = keep_array(d->ev->a, row->expected, row->expected_count * sizeof *row->expected);
    row->gaps = keep_array(d->ev->a, row->gaps, row->gap_count * sizeof *row->gaps);
}

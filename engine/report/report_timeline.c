/* Draws timelines: a row a record, lanes of bars, marks, gaps. */
#include "report/report_pictures.h"

#include <stdio.h>

enum {
    LABEL_LEFT = 44,
    LABEL_COLUMNS = 38,
    AXIS_LEFT = 620,
    AXIS_RIGHT = SVG_WIDTH - 40,
    LANE = 38,
    BAR = 32,
    MARK_LANE = 28,
    PADDING = 9,
    MAX_LANES = 4, /* of bars that overlap; or of marks that would */
    MARK_ROOM = 2 * SVG_SIGN + 8,
    SMALL_GAP = 14,
    BLOCK = 800,        /* how high a picture may be: pages break between them */
    ROWS_IN_ORDER = 40, /* so many stay in their own order */
    MOST_ROWS = 240
};

/* ---- which rows ---- */

drawn_rows choose_rows(arena *a, const picture *p)
{
    drawn_rows rows = {.items = ARENA_ARRAY(a, const picture_row *, p->row_count + 1)};
    bool in_order = p->row_count <= ROWS_IN_ORDER;
    for (size_t i = 0; i < p->row_count; i++) {
        if (!in_order && !picture_row_stands_out(&p->rows[i]))
            continue;
        if (rows.count < MOST_ROWS)
            rows.items[rows.count++] = &p->rows[i];
        else
            rows.dropped++;
    }
    for (size_t i = 0; i < p->row_count && !in_order; i++) {
        if (picture_row_stands_out(&p->rows[i]))
            continue;
        if (p->row_count <= MOST_ROWS)
            rows.items[rows.count++] = &p->rows[i];
        else
            rows.left_out++;
    }
    return rows;
}

/* ---- where things stand ---- */

typedef struct band {
    bool is_marks; /* of all kinds */
    size_t kind;
    int top, lanes;
} band;

typedef struct row_layout {
    const picture_row *row;
    int *lanes; /* of each item */
    int *xs;    /* of each mark */
    band bands[16];
    size_t band_count;
    int height;
} row_layout;

typedef struct sheet {
    html_writer *w;
    const picture *picture;
    svg_axis axis;
    buffer *out;
} sheet;

static bool is_mark(const sheet *s, const picture_bar *item)
{
    return s->picture->def->kinds[item->kind].is_mark;
}

/* The first lane that is free from `from` on; the last one where none is. */
static int take_lane(int *ends, int *used, int from, int to)
{
    int lane = 0;
    while (lane < *used && ends[lane] > from)
        lane++;
    if (lane == MAX_LANES)
        lane--;
    if (lane == *used)
        (*used)++;
    ends[lane] = to > ends[lane] ? to : ends[lane];
    return lane;
}

static void place_bars(const sheet *s, row_layout *l, band *b)
{
    int ends[MAX_LANES] = {0};
    for (size_t i = 0; i < l->row->item_count; i++) {
        const picture_bar *item = &l->row->items[i];
        if (item->kind != b->kind || period_is_missing(item->span))
            continue;
        int from = svg_axis_x(&s->axis, moment_first(item->span.from));
        int to = svg_axis_x(&s->axis, moment_last(item->span.to) + 1);
        l->lanes[i] = take_lane(ends, &b->lanes, from, to > from ? to : from + 1);
    }
}

/* Where marks stand already, in each lane. */
typedef struct taken_places {
    bool at[MAX_LANES][SVG_WIDTH + 1];
} taken_places;

static bool is_taken(const taken_places *taken, int lane, int x)
{
    for (int near = x - MARK_ROOM + 1; near < x + MARK_ROOM; near++)
        if (near >= 0 && near <= SVG_WIDTH && taken->at[lane][near])
            return true;
    return false;
}

/* Marks of all kinds share their lanes; items come by kind, so that of two at one place the earlier kind is above. */
static void place_marks(const sheet *s, row_layout *l, band *b)
{
    taken_places taken = {0};
    for (size_t i = 0; i < l->row->item_count; i++) {
        const picture_bar *item = &l->row->items[i];
        if (!is_mark(s, item) || period_is_missing(item->span))
            continue;
        int lane = 0, x = svg_axis_x(&s->axis, moment_first(item->span.from));
        while (lane + 1 < MAX_LANES && is_taken(&taken, lane, x))
            lane++;
        taken.at[lane][x] = true;
        l->xs[i] = x;
        l->lanes[i] = lane;
        b->lanes = lane + 1 > b->lanes ? lane + 1 : b->lanes;
    }
}

static bool has_kind(const picture_row *r, size_t kind)
{
    for (size_t i = 0; i < r->item_count; i++)
        if (r->items[i].kind == kind)
            return true;
    for (size_t i = 0; i < r->expected_count; i++)
        if (r->expected[i].kind == kind)
            return true;
    return false;
}

static void add_band(row_layout *l, bool is_marks, size_t kind)
{
    l->bands[l->band_count++] = (band){.is_marks = is_marks, .kind = kind};
}

static bool has_text(const picture_row *r)
{
    for (size_t i = 0; i < r->item_count; i++)
        if (r->items[i].text.ja.length > 0)
            return true;
    return false;
}

/* Marks stand on the bars where those are one lane, of which nothing else is to be seen. */
static void place_band(const sheet *s, row_layout *l, band *b)
{
    bool on_bars =
        b->is_marks && l->band_count == 2 && l->bands[0].lanes == 1 && l->row->expected_count == 0 && !has_text(l->row);
    if (b->is_marks)
        place_marks(s, l, b);
    else
        place_bars(s, l, b);
    b->lanes += b->lanes == 0;
    b->top = on_bars ? l->bands[0].top + (BAR - MARK_LANE) / 2 : l->height;
    int bottom = b->top + (b->is_marks ? b->lanes * MARK_LANE + 6 : b->lanes * LANE);
    l->height = bottom > l->height ? bottom : l->height;
}

static void lay_out(const sheet *s, const picture_row *row, row_layout *l)
{
    const picture_def *def = s->picture->def;
    bool has_marks = false;
    *l = (row_layout){.row = row,
                      .lanes = ARENA_ARRAY(s->w->view->a, int, row->item_count + 1),
                      .xs = ARENA_ARRAY(s->w->view->a, int, row->item_count + 1),
                      .height = PADDING};
    for (size_t kind = 0; kind < def->kind_count; kind++) {
        if (!def->kinds[kind].is_mark && has_kind(row, kind))
            add_band(l, false, kind);
        has_marks = has_marks || (def->kinds[kind].is_mark && has_kind(row, kind));
    }
    if (has_marks || l->band_count == 0)
        add_band(l, true, 0);
    for (size_t i = 0; i < l->band_count; i++)
        place_band(s, l, &l->bands[i]);
    l->height += PADDING;
}

/* ---- drawing ---- */

/* How a bar of the kind is filled: by its place among the kinds of bars. */
static size_t order_of_kind(const picture_def *def, size_t kind)
{
    size_t order = 0;
    for (size_t i = 0; i < kind; i++)
        order += def->kinds[i].is_mark == def->kinds[kind].is_mark;
    return order;
}

static const char *state_class(const picture_bar *item)
{
    switch (item->truth) {
    case TRUTH_FALSE:
        return " bad";
    case TRUTH_UNKNOWN:
    case TRUTH_REVIEW:
        return " open";
    case TRUTH_TRUE:
        break;
    }
    return "";
}

static void draw_sign_of(buffer *out, const finding *f, int x, int y)
{
    if (f != NULL)
        svg_text(out, f->result == RESULT_FAIL ? "verdict fail" : "verdict", x, y, str_of(result_sign(f->result)));
}

static void draw_bar_text(const sheet *s, const picture_bar *item, int x, int width, int y)
{
    str text = label_text(item->text, s->w->language);
    int room = width - 12;
    if (item->finding != NULL) {
        draw_sign_of(s->out, item->finding, x + 4, y);
        x += 32;
        room -= 32;
    }
    if (text.length > 0 && room >= 4 * SVG_COLUMN)
        svg_text(s->out, "inside", x + 6, y, svg_fit(s->w->view->a, text, (size_t)(room / SVG_COLUMN)));
}

static void draw_bar(const sheet *s, const picture_bar *item, int y)
{
    int from = svg_axis_x(&s->axis, moment_first(item->span.from));
    int to = svg_axis_x(&s->axis, moment_last(item->span.to) + 1);
    int width = to - from > 3 ? to - from : 3;
    buffer title = {0}, class_name = {0};
    item_print(&title, s->picture->def, item, s->w->language);
    buffer_addf(&class_name, "bar k%zu%s", order_of_kind(s->picture->def, item->kind) % 3, state_class(item));
    svg_open_group(s->out, "item", buffer_str(&title));
    svg_rect(s->out, buffer_str(&class_name).at, from, y, width, BAR);
    draw_bar_text(s, item, from, width, y + BAR - 8);
    svg_close_group(s->out);
    buffer_free(&title);
    buffer_free(&class_name);
}

static void draw_mark(const sheet *s, const picture_bar *item, int y)
{
    size_t order = order_of_kind(s->picture->def, item->kind);
    int64_t second = moment_first(item->span.from);
    int x = svg_axis_x(&s->axis, second);
    buffer title = {0}, class_name = {0};
    item_print(&title, s->picture->def, item, s->w->language);
    buffer_addf(&class_name, "mark m%zu%s", order % 2, state_class(item));
    svg_open_group(s->out, "item", buffer_str(&title));
    svg_sign(s->out, buffer_str(&class_name).at, order % 6, x, y);
    if (second < s->axis.first) /* it lies beside the picture */
        svg_sign(s->out, "beside", 6, x - 22, y);
    if (second > s->axis.last)
        svg_sign(s->out, "beside", 7, x + 22, y);
    draw_sign_of(s->out, item->finding, x + SVG_SIGN + 2, y + 10);
    svg_close_group(s->out);
    buffer_free(&title);
    buffer_free(&class_name);
}

static void draw_gap(const sheet *s, const picture_stretch *gap, int y, int height)
{
    int from = svg_axis_x(&s->axis, moment_first(gap->span.from));
    int to = svg_axis_x(&s->axis, moment_last(gap->span.to) + 1);
    int middle = (from + to) / 2;
    bool is_small = to - from < SMALL_GAP;
    buffer title = {0}, when = {0};
    period_print(&when, gap->span, s->w->language);
    word_print(&title, gap->is_sure ? WORD_PICTURE_GAP_IS : WORD_PICTURE_GAP_OPEN_IS, s->w->language,
               label_text(s->picture->def->kinds[gap->kind].name, s->w->language), buffer_str(&when), (str){0});
    svg_open_group(s->out, "item", buffer_str(&title));
    if (is_small) {
        from = middle - SMALL_GAP / 2;
        to = from + SMALL_GAP;
    }
    svg_rect(s->out, gap->is_sure ? "gap" : "gap open", from, y, to - from, height);
    if (is_small && gap->is_sure)
        svg_sign(s->out, "flag", 4, middle, y - 2);
    svg_close_group(s->out);
    buffer_free(&title);
    buffer_free(&when);
}

/* Joins the first marks of each kind, in the order of the kinds. */
static void draw_path(const sheet *s, const row_layout *l, const band *b, int y)
{
    int x = 0, at = 0;
    bool has_begun = false;
    for (size_t i = 0; i < l->row->item_count; i++) {
        const picture_bar *item = &l->row->items[i];
        bool is_first = i == 0 || l->row->items[i - 1].kind != item->kind;
        if (!is_first || !is_mark(s, item) || period_is_missing(item->span))
            continue;
        int next = y + b->top + l->lanes[i] * MARK_LANE + MARK_LANE / 2;
        if (has_begun)
            svg_line(s->out, l->xs[i] < x ? "path back" : "path", x, at, l->xs[i], next);
        x = l->xs[i];
        at = next;
        has_begun = true;
    }
}

static void draw_band(const sheet *s, const row_layout *l, const band *b, int y)
{
    const picture_row *r = l->row;
    for (size_t i = 0; i < r->expected_count && !b->is_marks; i++) {
        int from = svg_axis_x(&s->axis, moment_first(r->expected[i].span.from));
        int to = svg_axis_x(&s->axis, moment_last(r->expected[i].span.to) + 1);
        if (r->expected[i].kind == b->kind)
            svg_rect(s->out, "expected", from, y + b->top + BAR, to - from, 4);
    }
    if (b->is_marks && r->has_path)
        draw_path(s, l, b, y);
    for (size_t i = 0; i < r->item_count; i++) {
        int top = y + b->top + l->lanes[i] * (b->is_marks ? MARK_LANE : LANE);
        if (period_is_missing(r->items[i].span) || is_mark(s, &r->items[i]) != b->is_marks)
            continue;
        if (b->is_marks)
            draw_mark(s, &r->items[i], top + MARK_LANE / 2);
        else if (r->items[i].kind == b->kind)
            draw_bar(s, &r->items[i], top);
    }
    for (size_t i = 0; i < r->gap_count && !b->is_marks; i++)
        if (r->gaps[i].kind == b->kind)
            draw_gap(s, &r->gaps[i], y + b->top, b->lanes * LANE - LANE + BAR);
}

static void draw_row(const sheet *s, const row_layout *l, int y)
{
    str text = label_text(l->row->text, s->w->language);
    svg_line(s->out, "rule", 0, y, SVG_WIDTH, y);
    draw_sign_of(s->out, l->row->finding, 4, y + PADDING + 26);
    svg_open_group(s->out, l->row->is_open ? "name open" : "name", text);
    svg_text(s->out, "row", LABEL_LEFT, y + PADDING + 26, svg_fit(s->w->view->a, text, LABEL_COLUMNS));
    svg_close_group(s->out);
    for (size_t i = 0; i < l->band_count; i++)
        draw_band(s, l, &l->bands[i], y);
    buffer_add_char(s->out, '\n');
}

static void describe(const sheet *s, const row_layout *layouts, size_t count, buffer *b)
{
    size_t standing_out = 0, gaps = 0;
    for (size_t i = 0; i < count; i++) {
        standing_out += picture_row_stands_out(layouts[i].row);
        gaps += layouts[i].row->gap_count > 0;
    }
    buffer when = {0};
    period_print(&when, s->picture->axis, s->w->language);
    word_print(b, WORD_PICTURE_SHOWS, s->w->language, buffer_str(&when), str_of(number_print(count).at),
               str_of(number_print(gaps).at));
    word_print(b, WORD_PICTURE_STANDING_OUT, s->w->language, str_of(number_print(standing_out).at), (str){0}, (str){0});
    buffer_free(&when);
}

static void draw_block(const sheet *s, const row_layout *layouts, size_t count, const char *id)
{
    int height = SVG_AXIS_HEIGHT;
    buffer desc = {0};
    for (size_t i = 0; i < count; i++)
        height += layouts[i].height;
    describe(s, layouts, count, &desc);
    svg_open(s->out, id, SVG_WIDTH, height + 6, label_text(s->picture->def->title, s->w->language), buffer_str(&desc));
    html_picture_style(s->w);
    svg_axis_draw(s->out, &s->axis, s->w->view->result->period, 0, height, s->w->language);
    int y = SVG_AXIS_HEIGHT;
    for (size_t i = 0; i < count; i++) {
        draw_row(s, &layouts[i], y);
        y += layouts[i].height;
    }
    svg_line(s->out, "rule", 0, y, SVG_WIDTH, y);
    svg_close(s->out);
    buffer_free(&desc);
}

void draw_timeline(html_writer *w, const picture *p, size_t number, const drawn_rows *rows)
{
    sheet s = {.w = w, .picture = p, .axis = svg_axis_of(p->axis, AXIS_LEFT, AXIS_RIGHT), .out = w->out};
    row_layout *layouts = ARENA_ARRAY(w->view->a, row_layout, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        lay_out(&s, rows->items[i], &layouts[i]);
    for (size_t first = 0, end, block = 1; first < rows->count; first = end, block++) {
        int height = SVG_AXIS_HEIGHT;
        for (end = first; end < rows->count && (end == first || height + layouts[end].height <= BLOCK); end++)
            height += layouts[end].height;
        char id[64];
        snprintf(id, sizeof id, "picture-%zu-%zu", number, block);
        draw_block(&s, &layouts[first], end - first, id);
    }
}

void draw_kind(buffer *out, const picture_def *def, size_t kind, int x, int y)
{
    char class_name[32];
    size_t order = order_of_kind(def, kind);
    if (def->kinds[kind].is_mark) {
        snprintf(class_name, sizeof class_name, "mark m%zu", order % 2);
        svg_sign(out, class_name, order % 6, x, y);
    } else {
        snprintf(class_name, sizeof class_name, "bar k%zu", order % 3);
        svg_rect(out, class_name, x - 40, y - BAR / 2, 80, BAR);
    }
}

/* Joins the records that documents hold into tables, several columns at a time. Where all records of a table lie in one
   segment, its columns become those of the table. */
#include "facts/join.h"

#include "base/mem.h"
#include "base/parallel.h"

/* ---- rows ---- */

static segment *range_segment(const joined *j, const table *t, size_t range)
{
    return &j->documents[t->ranges[range].document]->pool->segments[t->type->index];
}

static row_span range_rows(const joined *j, const table *t, size_t range)
{
    return j->documents[t->ranges[range].document]->rows[t->type->index];
}

/* Where the ids of a range begin among those of its segment, and how many bytes they are. */
static row_span range_ids(const joined *j, const table *t, size_t range)
{
    const uint32_t *ends = range_segment(j, t, range)->columns[0];
    row_span rows = range_rows(j, t, range);
    uint32_t begin = rows.first > 0 ? ends[rows.first - 1] : 0;
    return (row_span){begin, ends[rows.first + rows.count - 1] - begin};
}

/* Offsets of ids have 32 bits. */
static bool has_too_long_ids(const joined *j, const table *t)
{
    uint64_t length = 0;
    for (size_t i = 0; i < t->range_count && ids_are_bytes(t->type); i++) {
        if (range_segment(j, t, i)->id_bytes.length > UINT32_MAX)
            return true;
        length += range_ids(j, t, i).count;
    }
    return length > UINT32_MAX;
}

bool join_rows(const joined *j, table *t)
{
    uint64_t rows = 0;
    size_t capacity = 0;
    for (size_t i = 0; i < j->document_count; i++) {
        uint32_t count = j->documents[i]->rows[t->type->index].count;
        if (count == 0)
            continue;
        ARRAY_PUSH(t->ranges, t->range_count, capacity) = (row_range){(uint32_t)rows, (uint32_t)i};
        rows += count;
    }
    bool has_room = rows < UINT32_MAX && !has_too_long_ids(j, t);
    if (!has_room)
        t->range_count = 0;
    t->row_count = has_room ? (uint32_t)rows : 0;
    return has_room;
}

/* ---- columns ---- */

/* Returns the segment that is all of the table and may become it, or NULL. */
static segment *sole_segment(const joined *j, const table *t)
{
    segment *first = range_segment(j, t, 0);
    return !j->keeps && first->row_count == t->row_count ? first : NULL;
}

static bool is_named(const table *t, const field *f)
{
    return f->kind == FIELD_STRING || f->kind == FIELD_TEXT || f->kind == FIELD_REF ||
           (f->kind == FIELD_ID && !ids_are_bytes(t->type));
}

/* In place, where both are one. */
static void copy_names(const symbol *own, symbol *common, uint32_t count, const symbol *names)
{
    for (uint32_t row = 0; row < count; row++)
        common[row] = own[row] != SYMBOL_NONE ? names[own[row]] : SYMBOL_NONE;
}

static bool is_filled(const joined *j, const table *t, const field *f)
{
    bool filled = false;
    for (size_t i = 0; i < t->range_count && !filled; i++)
        filled = range_segment(j, t, i)->columns[f->index] != NULL;
    return filled;
}

static void copy_range(const joined *j, const table *t, size_t range, const field *f, void *target)
{
    const segment *s = range_segment(j, t, range);
    row_span rows = range_rows(j, t, range);
    size_t width = field_width(f);
    if (s->columns[f->index] == NULL) {
        fill_missing(f, target, 0, rows.count);
        return;
    }
    char *own = (char *)s->columns[f->index] + rows.first * width;
    if (is_named(t, f))
        copy_names((const symbol *)(void *)own, target, rows.count, j->names_of[t->ranges[range].document]);
    else
        memcpy(target, own, rows.count * width);
    if (!j->keeps)
        mem_forget(own, rows.count * width);
}

static void join_column(const joined *j, table *t, const field *f)
{
    if (!is_filled(j, t, f))
        return;
    char *all = mem_alloc_whole((size_t)t->row_count * field_width(f));
    for (size_t i = 0; i < t->range_count; i++)
        copy_range(j, t, i, f, all + t->ranges[i].first_row * field_width(f));
    for (size_t i = 0; i < t->range_count && !j->keeps; i++)
        segment_free_column(range_segment(j, t, i), f);
    t->columns[f->index].any = all;
}

static void take_column(const joined *j, table *t, segment *s, const field *f)
{
    void *column = s->columns[f->index];
    if (column == NULL)
        return;
    if (is_named(t, f))
        copy_names(column, column, t->row_count, j->names_of[t->ranges[0].document]);
    t->columns[f->index].any = mem_resize(column, t->row_count * field_width(f));
    s->columns[f->index] = NULL;
}

/* ---- ids that are bytes ---- */

static void join_ids(const joined *j, table *t)
{
    size_t length = 0;
    for (size_t i = 0; i < t->range_count; i++)
        length += range_ids(j, t, i).count;
    char *bytes = mem_alloc_whole(length);
    uint32_t *ends = mem_alloc_whole(t->row_count * sizeof *ends), end = 0;
    for (size_t i = 0; i < t->range_count; i++) {
        const segment *s = range_segment(j, t, i);
        row_span ids = range_ids(j, t, i), rows = range_rows(j, t, i);
        const uint32_t *own = (const uint32_t *)s->columns[0] + rows.first;
        memcpy(bytes + end, s->id_bytes.at + ids.first, ids.count);
        for (uint32_t row = 0; row < rows.count; row++)
            ends[t->ranges[i].first_row + row] = own[row] - ids.first + end;
        end += ids.count;
        if (!j->keeps)
            mem_forget(s->id_bytes.at + ids.first, ids.count);
    }
    for (size_t i = 0; i < t->range_count && !j->keeps; i++) {
        segment_free_column(range_segment(j, t, i), &t->type->fields[0]);
        buffer_free(&range_segment(j, t, i)->id_bytes);
    }
    t->id_bytes = bytes;
    t->columns[0].any = ends;
}

static void take_ids(const joined *j, table *t, segment *s)
{
    take_column(j, t, s, &t->type->fields[0]);
    t->id_bytes = s->id_bytes.at;
    s->id_bytes = (buffer){0};
}

/* ---- lines ---- */

static void join_lines(const joined *j, table *t)
{
    uint32_t *lines = mem_alloc_whole(t->row_count * sizeof *lines);
    for (size_t i = 0; i < t->range_count; i++) {
        row_span rows = range_rows(j, t, i);
        memcpy(lines + t->ranges[i].first_row, range_segment(j, t, i)->lines + rows.first, rows.count * sizeof *lines);
    }
    for (size_t i = 0; i < t->range_count && !j->keeps; i++) {
        segment *s = range_segment(j, t, i);
        mem_free(s->lines);
        s->lines = NULL;
    }
    t->lines = lines;
}

static void take_lines(table *t, segment *s)
{
    t->lines = mem_resize(s->lines, t->row_count * sizeof *s->lines);
    s->lines = NULL;
}

/* ---- all ---- */

/* A table's column, or with no field the lines of its records. */
typedef struct part {
    table *table;
    const field *field;
    double seconds; /* of processor time that it took */
} part;

typedef struct work {
    const joined *joined;
    part *parts;
    size_t count, capacity;
} work;

static void join_part(const joined *j, table *t, const field *f)
{
    segment *sole = sole_segment(j, t);
    bool is_ids = f != NULL && f->kind == FIELD_ID && ids_are_bytes(t->type);
    if (f == NULL && sole != NULL)
        take_lines(t, sole);
    else if (f == NULL)
        join_lines(j, t);
    else if (is_ids && sole != NULL)
        take_ids(j, t, sole);
    else if (is_ids)
        join_ids(j, t);
    else if (sole != NULL)
        take_column(j, t, sole, f);
    else
        join_column(j, t, f);
}

static void run_part(void *context, unsigned worker, size_t task)
{
    (void)worker;
    work *w = context;
    part *p = &w->parts[task];
    double begin = profile_clock();
    join_part(w->joined, p->table, p->field);
    p->seconds = profile_clock() - begin;
}

static void add_parts(work *w, table *t)
{
    for (size_t i = 0; i < t->type->field_count; i++)
        ARRAY_PUSH(w->parts, w->count, w->capacity) = (part){.table = t, .field = &t->type->fields[i]};
    ARRAY_PUSH(w->parts, w->count, w->capacity) = (part){.table = t};
}

double join_columns(const joined *j, unsigned threads)
{
    enum { WORTH_THREADS = 1 << 16 }; /* rows */
    work w = {.joined = j};
    uint64_t rows = 0;
    for (size_t i = 0; i < j->table_count; i++) {
        rows += j->tables[i].row_count;
        if (j->tables[i].row_count > 0)
            add_parts(&w, &j->tables[i]);
    }
    if (!parallel_run(rows < WORTH_THREADS ? 1 : parallel_threads(threads, w.count), w.count, run_part, &w))
        mem_raise();
    double seconds = 0;
    for (size_t i = 0; i < w.count; i++)
        seconds += w.parts[i].seconds;
    mem_free(w.parts);
    return seconds;
}

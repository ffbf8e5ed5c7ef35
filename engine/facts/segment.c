/* Growing columns of one document's records of one type. */
#include "facts/segment.h"

#include "base/mem.h"

enum { FIRST_ROWS = 16, READY_ROWS = 1024 };

size_t field_width(const field *f)
{
    switch (f->kind) {
    case FIELD_ID:
    case FIELD_REF:
    case FIELD_STRING:
    case FIELD_TEXT:
        return sizeof(symbol);
    case FIELD_BOOLEAN:
    case FIELD_ENUM:
        return sizeof(uint8_t);
    case FIELD_INTEGER:
        return sizeof(int64_t);
    case FIELD_DATE:
    case FIELD_DATETIME:
        return sizeof(moment);
    case FIELD_PERIOD:
        return sizeof(period);
    case FIELD_KIND_COUNT:
        break;
    }
    return 0;
}

void fill_missing(const field *f, void *column, size_t first, size_t count)
{
    size_t width = field_width(f);
    char *begin = (char *)column + first * width;
    if (width < sizeof(int64_t)) {
        memset(begin, 0, count * width);
        return;
    }
    int64_t *words = (int64_t *)(void *)begin;
    for (size_t i = 0; i < count * (width / sizeof(int64_t)); i++)
        words[i] = INT64_MIN;
}

void segment_init(segment *s, const record_type *type)
{
    *s = (segment){.type = type, .ids_rise = true};
    s->columns = mem_alloc(type->field_count * sizeof *s->columns);
}

void segment_free(segment *s)
{
    for (size_t i = 0; s->columns != NULL && i < s->type->field_count; i++)
        mem_free(s->columns[i]);
    mem_free(s->columns);
    mem_free(s->lines);
    buffer_free(&s->id_bytes);
    *s = (segment){0};
}

void segment_free_column(segment *s, const field *f)
{
    mem_free(s->columns[f->index]);
    s->columns[f->index] = NULL;
}

static void grow(segment *s)
{
    s->capacity = s->capacity > 0 ? s->capacity * 2 : FIRST_ROWS;
    s->lines = mem_resize(s->lines, s->capacity * sizeof *s->lines);
    for (size_t i = 0; i < s->type->field_count; i++)
        if (s->columns[i] != NULL)
            s->columns[i] = mem_resize(s->columns[i], s->capacity * field_width(&s->type->fields[i]));
}

static void fill_columns(segment *s, size_t first, size_t count)
{
    for (size_t i = 0; i < s->type->field_count; i++)
        if (s->columns[i] != NULL)
            fill_missing(&s->type->fields[i], s->columns[i], first, count);
}

/* Memory that is not touched costs nothing: of what columns have in store, little is made ready at a time. */
static void make_ready(segment *s)
{
    if (s->ready == s->capacity)
        grow(s);
    size_t left = s->capacity - s->ready, count = left < READY_ROWS ? left : READY_ROWS;
    fill_columns(s, s->ready, count);
    s->ready += count;
}

uint32_t segment_add_row(segment *s, uint32_t line)
{
    return segment_add_rows(s, line, 1);
}

uint32_t segment_add_rows(segment *s, uint32_t line, size_t count)
{
    uint32_t first = s->row_count;
    while (s->ready < first + count)
        make_ready(s);
    for (uint32_t i = 0; i < count; i++)
        s->lines[first + i] = line + i;
    s->row_count += (uint32_t)count;
    return first;
}

void segment_drop_rows(segment *s, uint32_t first)
{
    fill_columns(s, first, s->row_count - first);
    s->row_count = first;
}

void *segment_add_column(segment *s, const field *f)
{
    void *column = mem_alloc(s->capacity * field_width(f));
    fill_missing(f, column, 0, s->ready);
    s->columns[f->index] = column;
    return column;
}

str segment_id(const segment *s, uint32_t row)
{
    const uint32_t *ends = s->columns[0];
    uint32_t begin = row > 0 ? ends[row - 1] : 0;
    return (str){s->id_bytes.at + begin, ends[row] - begin};
}

void segment_add_id(segment *s, uint32_t row, str id)
{
    uint32_t *ends = segment_column(s, &s->type->fields[0]);
    if (row > 0 && s->ids_rise)
        s->ids_rise = str_compare(segment_id(s, row - 1), id) < 0;
    buffer_add(&s->id_bytes, id);
    ends[row] = (uint32_t)s->id_bytes.length;
}

/* The order of arrays in a stored file. */
#include "facts/table_image.h"

#include "base/mem.h"
#include "facts/segment.h"

image image_new(facts *f)
{
    return (image){.facts = f, .parts = mem_alloc(f->model->type_count * sizeof(table_parts))};
}

void image_free(image *m)
{
    mem_free(m->parts);
    mem_free((void *)(uintptr_t)m->name_ends);
    mem_free((void *)(uintptr_t)m->name_text);
    mem_free(m->extents);
    mem_free(m->pieces);
    mem_free(m->tags);
}

static void add_extent(image *m, extent e)
{
    if (e.length > 0)
        ARRAY_PUSH(m->extents, m->extent_count, m->extent_capacity) = e;
}

static void add_table(image *m, const table *t, const table_parts *parts)
{
    uint64_t rows = t->row_count;
    add_extent(m, (extent){.at = t->lines, .length = rows * sizeof *t->lines, .table = t});
    for (size_t i = 0; i < t->type->field_count; i++) {
        const field *f = &t->type->fields[i];
        if ((parts->filled >> i & 1) != 0)
            add_extent(m, (extent){t->columns[i].any, rows * field_width(f), t, f});
    }
    add_extent(m, (extent){.at = t->id_bytes, .length = parts->id_bytes, .table = t});
}

uint64_t image_list_extents(image *m)
{
    uint64_t length = 0;
    m->extent_count = 0;
    for (size_t i = 0; i < m->facts->model->type_count; i++)
        add_table(m, &m->facts->tables[i], &m->parts[i]);
    add_extent(m, (extent){.at = m->name_ends, .length = m->name_count * sizeof *m->name_ends});
    add_extent(m, (extent){.at = m->name_text, .length = m->name_bytes});
    for (size_t i = 0; i < m->extent_count; i++)
        length += m->extents[i].length;
    return length;
}

void image_cut(image *m)
{
    uint64_t offset = 0;
    for (size_t i = 0; i < m->extent_count; i++) {
        const char *at = m->extents[i].at;
        for (uint64_t left = m->extents[i].length; left > 0;) {
            size_t length = left < IMAGE_PIECE ? (size_t)left : IMAGE_PIECE;
            ARRAY_PUSH(m->pieces, m->piece_count, m->piece_capacity) = (piece){at, length, offset};
            at += length;
            offset += length;
            left -= length;
        }
    }
    m->tags = mem_alloc(m->piece_count * sizeof *m->tags);
}

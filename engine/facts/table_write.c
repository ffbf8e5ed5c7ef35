/* Writes frozen facts as a file: first the pieces, each with its tag, then the head, which has the tags. A file that is
   not finished has no head. */
#include "facts/table_image.h"
#include "facts/table_store.h"

#include "base/mem.h"

#include <errno.h>
#include <unistd.h>

#define PUT(b, value) put((b), &(value), sizeof(value))

static void put(buffer *b, const void *bytes, size_t length)
{
    buffer_add(b, (str){bytes, length});
}

static void put_count(buffer *b, uint64_t count)
{
    PUT(b, count);
}

static void put_table(buffer *b, const table *t, const table_parts *parts)
{
    PUT(b, t->row_count);
    if (t->row_count == 0)
        return;
    PUT(b, *parts);
    put_count(b, t->range_count);
    put(b, t->ranges, t->range_count * sizeof *t->ranges);
}

static void put_list(buffer *b, const list_declaration *list)
{
    put_count(b, list->type->index);
    PUT(b, list->covers);
    PUT(b, list->scope_row);
    PUT(b, list->source);
    PUT(b, list->exported);
    PUT(b, list->document);
    PUT(b, list->line);
    PUT(b, list->records);
}

static void put_head(buffer *b, const image *m, const char *shape)
{
    const facts *f = m->facts;
    put(b, shape, DIGEST_HEX);
    put_count(b, f->document_count);
    for (size_t i = 0; i < f->document_count; i++) {
        put(b, f->documents[i].digest, DIGEST_HEX);
        put(b, f->documents[i].tag, TAG_BYTES);
    }
    PUT(b, m->name_count);
    PUT(b, m->name_bytes);
    PUT(b, f->municipality);
    for (size_t i = 0; i < f->model->type_count; i++)
        put_table(b, &f->tables[i], &m->parts[i]);
    put_count(b, f->list_count);
    for (size_t i = 0; i < f->list_count; i++)
        put_list(b, &f->lists[i]);
    put(b, m->tags, m->piece_count * sizeof *m->tags);
}

static void measure_parts(image *m)
{
    for (size_t i = 0; i < m->facts->model->type_count; i++) {
        const table *t = &m->facts->tables[i];
        for (size_t k = 0; k < t->type->field_count; k++)
            m->parts[i].filled |= (uint64_t)(t->columns[k].any != NULL) << k;
        if (t->id_bytes != NULL && t->row_count > 0)
            m->parts[i].id_bytes = t->columns[0].offsets[t->row_count - 1];
    }
}

/* Returns false where the names are too long for 32 bits. */
static bool gather_names(image *m)
{
    const intern *names = m->facts->names;
    m->name_count = intern_count(names);
    for (symbol s = 1; s <= m->name_count; s++)
        m->name_bytes += intern_text(names, s).length;
    if (m->name_bytes > UINT32_MAX)
        return false;
    uint32_t *ends = mem_alloc(m->name_count * sizeof *ends), end = 0;
    char *text = mem_alloc(m->name_bytes);
    for (symbol s = 1; s <= m->name_count; s++) {
        str name = intern_text(names, s);
        memcpy(text + end, name.at, name.length);
        end += (uint32_t)name.length;
        ends[s - 1] = end;
    }
    m->name_ends = ends;
    m->name_text = text;
    return true;
}

static bool write_at(int fd, const void *bytes, size_t length, uint64_t offset)
{
    for (const char *at = bytes; length > 0;) {
        ssize_t put = pwrite(fd, at, length, (off_t)offset);
        if (put < 0 && errno != EINTR)
            return false;
        if (put <= 0)
            continue;
        at += put;
        length -= (size_t)put;
        offset += (uint64_t)put;
    }
    return true;
}

static bool write_pieces(int fd, image *m, const unsigned char *key, uint64_t begin)
{
    for (size_t i = 0; i < m->piece_count; i++) {
        const piece *p = &m->pieces[i];
        digest_tag(key, IMAGE_TAG_PIECES + i, (str){p->at, p->length}, m->tags[i]);
        if (!write_at(fd, p->at, p->length, begin + p->offset))
            return false;
    }
    return true;
}

static bool write_image(int fd, image *m, const char *shape, const unsigned char key[TAG_BYTES])
{
    image_prefix prefix = {.magic = IMAGE_MAGIC};
    buffer head = {0};
    image_list_extents(m);
    image_cut(m);
    put_head(&head, m, shape);
    prefix.head_length = head.length;
    memcpy(prefix.key, key, TAG_BYTES);
    bool done = head.length <= IMAGE_MAX_HEAD && write_pieces(fd, m, key, sizeof prefix + head.length);
    if (done) {
        head.length = 0;
        put_head(&head, m, shape);
        digest_tag(key, IMAGE_TAG_HEAD, buffer_str(&head), prefix.tag);
        done = write_at(fd, head.at, head.length, sizeof prefix) && write_at(fd, &prefix, sizeof prefix, 0);
    }
    buffer_free(&head);
    return done;
}

bool table_store_write(int fd, const facts *f, const char *shape, const unsigned char key[TAG_BYTES])
{
    image m = image_new((facts *)(uintptr_t)f);
    errno = EFBIG; /* unless the system says something else */
    measure_parts(&m);
    bool done = gather_names(&m) && write_image(fd, &m, shape, key);
    image_free(&m);
    return done;
}

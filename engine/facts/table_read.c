/* Reads a stored file: the head, which says how much there is; then, once it is known that all of it is there, the
   arrays, into memory of their own. (A mapped file could change, or end, after it was checked.) */
#include "facts/table_store.h"

#include "base/mem.h"
#include "base/parallel.h"
#include "facts/loader.h"
#include "facts/table_check.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

struct table_store {
    int fd;
    uint64_t begin; /* of the pieces */
    unsigned char key[TAG_BYTES];
    image image;
    atomic_bool damaged;
};

static bool read_at(int fd, void *bytes, size_t length, uint64_t offset)
{
    for (char *at = bytes; length > 0;) {
        ssize_t got = pread(fd, at, length, (off_t)offset);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        if (got < 0)
            continue;
        at += got;
        length -= (size_t)got;
        offset += (uint64_t)got;
    }
    return true;
}

/* A fuzzer cannot make tags. */
static bool is_tagged(const table_store *s, uint64_t number, str bytes, const unsigned char *wanted)
{
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
    (void)s, (void)number, (void)bytes, (void)wanted;
    return true;
#else
    unsigned char tag[TAG_BYTES];
    digest_tag(s->key, number, bytes, tag);
    return memcmp(tag, wanted, TAG_BYTES) == 0;
#endif
}

/* ---- the head ---- */

typedef struct cursor {
    str rest;
    bool ended; /* there was less than was asked for */
} cursor;

#define TAKE(c, value) take((c), &(value), sizeof(value))

static void take(cursor *c, void *out, size_t length)
{
    if (c->rest.length < length) {
        c->ended = true;
        c->rest.length = 0;
        memset(out, 0, length);
        return;
    }
    if (length > 0)
        memcpy(out, c->rest.at, length);
    c->rest = str_from(c->rest, length);
}

/* Takes how many items follow, of at least `size` bytes each. */
static size_t take_count(cursor *c, size_t size)
{
    uint64_t count;
    TAKE(c, count);
    if (count <= c->rest.length / size)
        return (size_t)count;
    c->ended = true;
    return 0;
}

static void take_documents(cursor *c, facts *f)
{
    f->document_count = take_count(c, DIGEST_HEX + TAG_BYTES);
    mem_free(f->documents);
    f->documents = mem_alloc(f->document_count * sizeof *f->documents);
    for (size_t i = 0; i < f->document_count; i++) {
        take(c, f->documents[i].digest, DIGEST_HEX);
        take(c, f->documents[i].tag, TAG_BYTES);
    }
}

static void take_table(cursor *c, table *t, table_parts *parts)
{
    TAKE(c, t->row_count);
    if (t->row_count == 0)
        return;
    TAKE(c, *parts);
    t->range_count = take_count(c, sizeof *t->ranges);
    t->ranges = mem_alloc(t->range_count * sizeof *t->ranges);
    take(c, t->ranges, t->range_count * sizeof *t->ranges);
}

static bool take_list(cursor *c, const image *m, list_declaration *list)
{
    const fact_model *model = m->facts->model;
    uint64_t type;
    TAKE(c, type);
    TAKE(c, list->covers);
    TAKE(c, list->scope_row);
    TAKE(c, list->source);
    TAKE(c, list->exported);
    TAKE(c, list->document);
    TAKE(c, list->line);
    TAKE(c, list->records);
    if (type >= model->type_count)
        return false;
    list->type = &model->types[type];
    return table_check_list(m->facts, m->name_count, list);
}

static bool take_head(cursor *c, image *m, const char *shape)
{
    facts *f = m->facts;
    char own[DIGEST_HEX];
    bool good = true;
    TAKE(c, own);
    take_documents(c, f);
    TAKE(c, m->name_count);
    TAKE(c, m->name_bytes);
    TAKE(c, f->municipality);
    for (size_t i = 0; i < f->model->type_count; i++) {
        take_table(c, &f->tables[i], &m->parts[i]);
        good = good && table_check_shape(f, &f->tables[i], &m->parts[i]);
    }
    f->list_count = take_count(c, sizeof(uint64_t));
    f->lists = mem_alloc(f->list_count * sizeof *f->lists);
    for (size_t i = 0; i < f->list_count; i++)
        good = take_list(c, m, &f->lists[i]) && good;
    return good && !c->ended && memcmp(own, shape, DIGEST_HEX) == 0 && m->name_bytes <= UINT32_MAX &&
           f->municipality <= m->name_count;
}

/* ---- memory for what follows ---- */

static void *room_for(uint64_t length)
{
    return length > 0 ? mem_alloc(length) : NULL;
}

static void make_room(image *m)
{
    facts *f = m->facts;
    for (size_t i = 0; i < f->model->type_count; i++) {
        table *t = &f->tables[i];
        t->lines = room_for((uint64_t)t->row_count * sizeof *t->lines);
        t->id_bytes = room_for(m->parts[i].id_bytes);
        for (size_t k = 0; k < t->type->field_count; k++)
            if ((m->parts[i].filled >> k & 1) != 0)
                t->columns[k].any = room_for((uint64_t)t->row_count * field_width(&t->type->fields[k]));
    }
    m->name_ends = room_for((uint64_t)m->name_count * sizeof *m->name_ends);
    m->name_text = room_for(m->name_bytes);
    image_list_extents(m);
    image_cut(m);
}

/* The tags are what is left of the head, one for each piece. */
static bool take_tags(cursor *c, image *m)
{
    size_t length = m->piece_count * sizeof *m->tags;
    if (c->rest.length != length)
        return false;
    take(c, m->tags, length);
    return true;
}

static bool read_head(table_store *s, const char *shape, str head, uint64_t body)
{
    cursor c = {.rest = head};
    if (!take_head(&c, &s->image, shape) || image_list_extents(&s->image) != body)
        return false;
    make_room(&s->image);
    return take_tags(&c, &s->image);
}

static bool open_image(table_store *s, const char *shape)
{
    struct stat info;
    image_prefix prefix;
    if (fstat(s->fd, &info) != 0 || !read_at(s->fd, &prefix, sizeof prefix, 0) || prefix.magic != IMAGE_MAGIC ||
        prefix.head_length > IMAGE_MAX_HEAD || sizeof prefix + prefix.head_length > (uint64_t)info.st_size)
        return false;
    memcpy(s->key, prefix.key, TAG_BYTES);
    s->begin = sizeof prefix + prefix.head_length;
    char *bytes = mem_alloc(prefix.head_length);
    str head = {bytes, prefix.head_length};
    bool good = read_at(s->fd, bytes, head.length, sizeof prefix) && is_tagged(s, IMAGE_TAG_HEAD, head, prefix.tag) &&
                read_head(s, shape, head, (uint64_t)info.st_size - s->begin);
    mem_free(bytes);
    return good;
}

table_store *table_store_open(int fd, const fact_model *model, const char *shape)
{
    table_store *s = mem_alloc(sizeof *s);
    s->fd = fd;
    s->image = image_new(facts_new(model, 0));
    if (open_image(s, shape))
        return s;
    table_store_free(s);
    return NULL;
}

void table_store_free(table_store *s)
{
    if (s == NULL)
        return;
    facts_free(s->image.facts);
    image_free(&s->image);
    mem_free(s);
}

size_t table_store_document_count(const table_store *s)
{
    return s->image.facts->document_count;
}

const document *table_store_document(const table_store *s, size_t index)
{
    return &s->image.facts->documents[index];
}

const unsigned char *table_store_key(const table_store *s)
{
    return s->key;
}

/* ---- the arrays ---- */

static void read_piece(void *context, unsigned worker, size_t task)
{
    (void)worker;
    table_store *s = context;
    const piece *p = &s->image.pieces[task];
    if (atomic_load(&s->damaged))
        return;
    if (!read_at(s->fd, (void *)(uintptr_t)p->at, p->length, s->begin + p->offset) ||
        !is_tagged(s, IMAGE_TAG_PIECES + task, (str){p->at, p->length}, s->image.tags[task]))
        atomic_store(&s->damaged, true);
}

static void check_extent(void *context, unsigned worker, size_t task)
{
    (void)worker;
    table_store *s = context;
    if (!table_check_extent(&s->image, &s->image.extents[task]))
        atomic_store(&s->damaged, true);
}

static bool run(table_store *s, unsigned threads, size_t tasks, void (*task)(void *, unsigned, size_t))
{
    return parallel_run(parallel_threads(threads, tasks), tasks, task, s) && !atomic_load(&s->damaged);
}

/* Returns false where a name is there twice. */
static bool add_names(image *m)
{
    uint32_t begin = 0;
    for (symbol s = 1; s <= m->name_count; s++) {
        uint32_t end = m->name_ends[s - 1];
        if (intern_add(m->facts->names, (str){m->name_text + begin, end - begin}) != s)
            return false;
        begin = end;
    }
    return true;
}

static void add_documents(facts *f, const char *const *paths)
{
    for (size_t i = 0; i < f->document_count; i++)
        f->documents[i].path = document_text(paths[i]);
    for (size_t i = 0; i < f->model->type_count; i++) {
        const table *t = &f->tables[i];
        for (size_t k = 0; k < t->range_count; k++) {
            uint32_t end = k + 1 < t->range_count ? t->ranges[k + 1].first_row : t->row_count;
            f->documents[t->ranges[k].document].records += end - t->ranges[k].first_row;
        }
    }
}

facts *table_store_read(table_store *s, const char *const *paths, unsigned threads)
{
    image *m = &s->image;
    if (!run(s, threads, m->piece_count, read_piece) || !run(s, threads, m->extent_count, check_extent) ||
        !add_names(m))
        return NULL;
    facts *f = m->facts;
    add_documents(f, paths);
    facts_declare(f);
    m->facts = NULL;
    return f;
}

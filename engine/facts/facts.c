/* Loads documents in parallel, and answers for the tables that come of it. */
#include "facts/facts.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/parallel.h"
#include "facts/loader.h"

#include <stdlib.h>

/* ---- loading ---- */

typedef struct reading {
    loaded_document **documents;
    record_pool **pools; /* by worker */
} reading;

static void read_document(void *context, unsigned worker, size_t task)
{
    reading *r = context;
    loaded_document *doc = r->documents[task];
    double begin = profile_clock();
    document_read(doc, r->pools[worker]);
    doc->seconds = profile_clock() - begin;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static loaded_document **open_documents(const fact_model *model, const char *const *paths, size_t count, size_t limit)
{
    const char **sorted = mem_alloc(count * sizeof *sorted);
    if (count > 0)
        memcpy(sorted, paths, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_paths);
    loaded_document **documents = mem_alloc(count * sizeof(loaded_document *));
    for (size_t i = 0; i < count; i++)
        documents[i] = document_new(model, sorted[i], limit);
    mem_free(sorted);
    return documents;
}

enum { WORTH_A_THREAD = 1 << 20, LONG_WORK = 8 << 20 }; /* bytes */

/* A document that is more than one thread's share keeps the others waiting: they can compute its digest meanwhile. */
static void share_work(loaded_document **documents, size_t count, load_options options)
{
    unsigned threads = parallel_threads(options.threads, SIZE_MAX);
    progress *p = options.progress;
    uint64_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += file_size(documents[i]->path);
    progress_begin(p, PROGRESS_READING, total > LONG_WORK ? total : 0);
    for (size_t i = 0; i < count; i++) {
        uint64_t size = file_size(documents[i]->path);
        documents[i]->progress = p;
        documents[i]->digest.tag_key = options.tag_key;
        documents[i]->digest.tag_number = i;
        documents[i]->digest.aside = threads > 1 && size > total / threads && size > WORTH_A_THREAD;
    }
}

static void add_reading(profile *p, loaded_document *const *documents, size_t count)
{
    profile_row row = {.stage = PROFILE_READ};
    for (size_t i = 0; i < count; i++) {
        row.seconds += documents[i]->seconds;
        for (size_t k = 0; k < documents[i]->list_count; k++)
            row.items += documents[i]->lists[k].records;
    }
    profile_add(p, row);
}

static bool read_documents(const fact_model *model, reading *r, size_t count, unsigned threads)
{
    for (unsigned i = 0; i < threads; i++)
        r->pools[i] = record_pool_new(model);
    return parallel_run(threads, count, read_document, r);
}

facts *facts_load(const fact_model *model, const char *const *paths, size_t count, load_options options, diags *d)
{
    size_t errors = d->errors;
    loaded_document **documents = open_documents(model, paths, count, d->limit);
    share_work(documents, count, options);
    unsigned threads = parallel_threads(options.threads, count);
    record_pool *pools[PARALLEL_MAX_THREADS];
    reading r = {documents, pools};
    if (!read_documents(model, &r, count, threads))
        DIAG0(d, (place){0}, DIAG_OUT_OF_MEMORY);
    for (size_t i = 0; i < count; i++)
        diags_append(d, &documents[i]->diags);
    progress_end(options.progress);
    add_reading(options.profile, documents, count);
    facts *linked = d->errors == errors ? facts_link(model, documents, count, false, options, d) : NULL;
    for (size_t i = 0; i < count; i++)
        document_free(documents[i]);
    for (unsigned i = 0; i < threads; i++)
        record_pool_free(pools[i]);
    mem_free(documents);
    return linked;
}

void facts_free(facts *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->model->type_count; i++) {
        table *t = &f->tables[i];
        for (size_t k = 0; k < t->type->field_count; k++)
            mem_free((void *)(uintptr_t)t->columns[k].any);
        for (size_t k = 0; k < t->scoped_count; k++)
            spans_free(&t->scoped[k].covered);
        mem_free(t->columns);
        mem_free((void *)(uintptr_t)t->id_bytes);
        mem_free((void *)(uintptr_t)t->lines);
        mem_free(t->ranges);
        mem_free(t->scoped);
        spans_free(&t->covered);
    }
    for (size_t i = 0; i < f->document_count; i++)
        mem_free((void *)(uintptr_t)f->documents[i].path);
    mem_free(f->documents);
    mem_free(f->tables);
    mem_free(f->lists);
    intern_free(f->names);
    mem_free(f);
}

/* ---- records ---- */

str table_id(const facts *f, const table *t, uint32_t row)
{
    if (t->type->is_referenced)
        return intern_text(f->names, t->columns[0].symbols[row]);
    uint32_t begin = row > 0 ? t->columns[0].offsets[row - 1] : 0;
    return (str){t->id_bytes + begin, t->columns[0].offsets[row] - begin};
}

uint32_t table_find(const facts *f, const table *t, str id)
{
    for (uint32_t row = 0; row < t->row_count; row++)
        if (str_equal(table_id(f, t, row), id))
            return row;
    return UINT32_MAX;
}

place table_place(const facts *f, const table *t, uint32_t row)
{
    size_t low = 0, high = t->range_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (t->ranges[middle].first_row <= row)
            low = middle;
        else
            high = middle;
    }
    return (place){f->documents[t->ranges[low].document].path, t->lines[row], 0};
}

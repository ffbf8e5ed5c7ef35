/* Entries of the directory: their names, when they serve, how they come and go. */
#include "facts/table_cache.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/parallel.h"
#include "facts/table_store.h"
#include "xml/xml_reader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAX_ENTRIES = 8, WORTH_KEEPING = 8 << 20, READ_BYTES = 1 << 18, NAME_DIGITS = 32, FORGOTTEN_SECONDS = 3600 };
#define MAX_BYTES (UINT64_C(8) << 30) /* of all entries */
#define NAME_PREFIX "junshu-"
#define NAME_END ".tables"
#define NAME_NEW_END ".new" /* while it is being written */

/* The digest of all sources that have a part in what tables hold. */
static const char loading_sources[] =
#include "facts/loading_sources.inc"
    ;

struct table_cache {
    int directory;
};

/* ---- the directory ---- */

table_cache *table_cache_open(const char *directory, diags *d)
{
    place at = {directory, 0, 0};
    struct stat info;
    if (mkdir(directory, 0700) != 0 && errno != EEXIST) {
        file_report(d, directory, DIAG_FILE_OPEN, errno);
        return NULL;
    }
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &info) != 0)
        file_report(d, directory, DIAG_FILE_OPEN, errno);
    else if (info.st_uid != geteuid() || (info.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        DIAG0(d, at, DIAG_CACHE_NOT_OWN);
    else {
        table_cache *c = mem_alloc(sizeof *c);
        c->directory = fd;
        return c;
    }
    if (fd >= 0)
        close(fd);
    return NULL;
}

void table_cache_free(table_cache *c)
{
    if (c == NULL)
        return;
    close(c->directory);
    mem_free(c);
}

/* ---- what is asked for ---- */

typedef struct identity {
    char shape[DIGEST_HEX + 1]; /* what tells entries apart before a document is read */
    char name[sizeof NAME_PREFIX + NAME_DIGITS + sizeof NAME_END];
    unsigned char key[TAG_BYTES]; /* of tags, if this becomes an entry */
} identity;

typedef struct inquiry {
    const char **paths; /* in the order of loading */
    uint64_t *sizes;
    size_t count;
    uint64_t total;
    identity identity;
} inquiry;

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void identify(inquiry *q, const fact_model *model)
{
    identity *own = &q->identity;
    buffer text = {0};
    buffer_addf(&text, "%s %s %s %s", JUNSHU_VERSION, loading_sources, xml_parser_version(), model->digest);
    for (size_t i = 0; i < q->count; i++)
        buffer_addf(&text, " %llu", (unsigned long long)q->sizes[i]);
    digest_text(buffer_str(&text), own->shape);
    buffer_free(&text);
    snprintf(own->name, sizeof own->name, NAME_PREFIX "%.*s" NAME_END, NAME_DIGITS, own->shape);
    digest_tag_key(own->key);
}

static inquiry inquire(const fact_model *model, const char *const *paths, size_t count)
{
    inquiry q = {
        .paths = mem_alloc(count * sizeof *q.paths), .sizes = mem_alloc(count * sizeof *q.sizes), .count = count};
    for (size_t i = 0; i < count; i++)
        q.paths[i] = paths[i];
    qsort(q.paths, count, sizeof *q.paths, compare_paths);
    for (size_t i = 0; i < count; i++)
        q.total += q.sizes[i] = file_size(q.paths[i]);
    identify(&q, model);
    return q;
}

static void free_inquiry(inquiry *q)
{
    mem_free(q->paths);
    mem_free(q->sizes);
}

/* Documents that can be read once only, or quickly, are not asked for. */
static bool is_worth_keeping(const inquiry *q)
{
    for (size_t i = 0; i < q->count; i++)
        if (q->sizes[i] == 0 || strcmp(q->paths[i], "-") == 0)
            return false;
    return q->total >= WORTH_KEEPING;
}

/* ---- comparing documents ---- */

typedef struct comparison {
    const inquiry *inquiry;
    const table_store *store;
    progress *progress;
    atomic_bool differs;
} comparison;

/* Returns whether all of the file was added. */
static bool add_file(digest *d, const char *path, char *block, comparison *c)
{
    int fd = file_open(path);
    ssize_t got = fd < 0 ? -1 : 1;
    while (got > 0 && !atomic_load(&c->differs)) {
        do
            got = read(fd, block, READ_BYTES);
        while (got < 0 && errno == EINTR);
        if (got <= 0)
            break;
        digest_add(d, block, (size_t)got);
        progress_add(c->progress, (uint64_t)got);
    }
    if (fd >= 0)
        close(fd);
    return got == 0;
}

static void compare_document(void *context, unsigned worker, size_t task)
{
    (void)worker;
    comparison *c = context;
    const inquiry *q = c->inquiry;
    unsigned char tag[TAG_BYTES];
    char *block = mem_alloc(READ_BYTES);
    digest *d = digest_new_tag(table_store_key(c->store), task, tag);
    bool whole = add_file(d, q->paths[task], block, c);
    digest_finish(d, NULL);
    mem_free(block);
    if (!whole || memcmp(tag, table_store_document(c->store, task)->tag, TAG_BYTES) != 0)
        atomic_store(&c->differs, true);
}

/* The processor time of all threads: no others are at work meanwhile. */
static double process_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Returns whether the documents are those that the stored tables were loaded from. */
static bool is_same(const inquiry *q, const table_store *s, load_options options)
{
    comparison c = {.inquiry = q, .store = s, .progress = options.progress};
    double begin = process_clock();
    progress_begin(options.progress, PROGRESS_READING, q->total);
    bool done = parallel_run(parallel_threads(options.threads, q->count), q->count, compare_document, &c);
    progress_end(options.progress);
    profile_add(options.profile, (profile_row){.stage = PROFILE_DIGEST, .seconds = process_clock() - begin});
    return done && !atomic_load(&c.differs);
}

/* ---- from the directory ---- */

/* What others could read is no secret, and what they could write no entry. */
static bool is_own(int fd)
{
    struct stat info;
    return fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
           (info.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

static uint64_t count_records(const facts *f)
{
    uint64_t records = 0;
    for (size_t i = 0; f != NULL && i < f->document_count; i++)
        records += f->documents[i].records;
    return records;
}

/* What is damaged is removed; what was made of other documents will be replaced. */
static facts *read_entry(table_cache *c, int fd, const fact_model *model, const inquiry *q, load_options options)
{
    table_store *s = is_own(fd) ? table_store_open(fd, model, q->identity.shape) : NULL;
    if (s != NULL && (table_store_document_count(s) != q->count || !is_same(q, s, options))) {
        table_store_free(s);
        return NULL;
    }
    double begin = process_clock();
    facts *f = s != NULL ? table_store_read(s, q->paths, options.threads) : NULL;
    table_store_free(s);
    if (f == NULL)
        unlinkat(c->directory, q->identity.name, 0);
    else
        futimens(fd, NULL);
    profile_add(options.profile,
                (profile_row){.stage = PROFILE_RESTORE, .seconds = process_clock() - begin, .items = count_records(f)});
    return f;
}

static facts *find_entry(table_cache *c, const fact_model *model, const inquiry *q, load_options options)
{
    int fd = openat(c->directory, q->identity.name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    facts *f = read_entry(c, fd, model, q, options);
    close(fd);
    return f;
}

/* ---- into the directory ---- */

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

typedef struct census {
    size_t entries;
    uint64_t bytes;
    time_t oldest_time;
    char oldest[NAME_MAX + 1];
} census;

static void count_file(table_cache *c, const char *name, census *found)
{
    struct stat info;
    bool is_entry = ends_with(name, NAME_END), is_new = ends_with(name, NAME_NEW_END);
    if (strncmp(name, NAME_PREFIX, strlen(NAME_PREFIX)) != 0 || (!is_entry && !is_new) ||
        fstatat(c->directory, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    if (is_new && info.st_mtime < time(NULL) - FORGOTTEN_SECONDS)
        unlinkat(c->directory, name, 0);
    if (!is_entry)
        return;
    if (found->entries++ == 0 || info.st_mtime < found->oldest_time) {
        found->oldest_time = info.st_mtime;
        snprintf(found->oldest, sizeof found->oldest, "%s", name);
    }
    found->bytes += (uint64_t)info.st_size;
}

/* Removes the oldest entries until the others are few and small enough, and what a process left that was killed. */
static void tidy(table_cache *c)
{
    for (int removed = 0; removed <= MAX_ENTRIES; removed++) {
        census found = {0};
        int fd = openat(c->directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        DIR *directory = fd >= 0 ? fdopendir(fd) : NULL;
        if (directory == NULL)
            return;
        for (const struct dirent *e; (e = readdir(directory)) != NULL;)
            count_file(c, e->d_name, &found);
        closedir(directory);
        if (found.entries <= 1 || (found.entries <= MAX_ENTRIES && found.bytes <= MAX_BYTES))
            return;
        unlinkat(c->directory, found.oldest, 0);
    }
}

struct keeping {
    table_cache *cache;
    const facts *facts;
    pthread_t thread;
    bool is_running;
    int error;
    double seconds;
    identity identity;
};

static int write_entry(const keeping *k)
{
    uint64_t chance[TAG_BYTES / sizeof(uint64_t)];
    char name[sizeof NAME_PREFIX + NAME_DIGITS + sizeof NAME_NEW_END];
    int directory = k->cache->directory, error = 0;
    digest_tag_key((unsigned char *)chance);
    snprintf(name, sizeof name, NAME_PREFIX "%016llx" NAME_NEW_END, (unsigned long long)chance[0]);
    int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno;
    if (!table_store_write(fd, k->facts, k->identity.shape, k->identity.key))
        error = errno;
    if (close(fd) != 0 && error == 0)
        error = errno;
    if (error == 0 && renameat(directory, name, directory, k->identity.name) != 0)
        error = errno;
    if (error != 0)
        unlinkat(directory, name, 0);
    return error;
}

static void keep(void *argument)
{
    keeping *k = argument;
    double begin = profile_clock();
    k->error = ENOMEM; /* unless it comes to an end */
    k->error = write_entry(k);
    tidy(k->cache);
    k->seconds = profile_clock() - begin;
}

/* A file that becomes too long is an error, not the end of the process. */
static void *run_keeping(void *argument)
{
    sigset_t too_long;
    sigemptyset(&too_long);
    sigaddset(&too_long, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &too_long, NULL);
    mem_try(keep, argument);
    return NULL;
}

static keeping *keeping_begin(table_cache *c, const inquiry *q, const facts *f)
{
    keeping *k = mem_alloc(sizeof *k);
    *k = (keeping){.cache = c, .facts = f, .identity = q->identity};
    int error = pthread_create(&k->thread, NULL, run_keeping, k);
    k->is_running = error == 0;
    if (error != 0)
        k->error = error;
    return k;
}

int keeping_end(keeping *k, profile *p)
{
    if (k == NULL)
        return 0;
    if (k->is_running)
        pthread_join(k->thread, NULL);
    int error = k->error;
    profile_add(
        p,
        (profile_row){.stage = PROFILE_KEEP, .seconds = k->seconds, .items = error == 0 ? count_records(k->facts) : 0});
    mem_free(k);
    return error;
}

/* ---- both ---- */

facts *table_cache_load(table_cache *c, const fact_model *model, const char *const *paths, size_t count,
                        load_options options, diags *d, keeping **k)
{
    inquiry q = inquire(model, paths, count);
    size_t diagnostics = d->count + d->dropped;
    bool is_worth = is_worth_keeping(&q);
    facts *f = is_worth ? find_entry(c, model, &q, options) : NULL;
    *k = NULL;
    if (f == NULL) {
        options.tag_key = is_worth ? q.identity.key : NULL;
        f = facts_load(model, paths, count, options, d);
        if (is_worth && f != NULL && d->count + d->dropped == diagnostics)
            *k = keeping_begin(c, &q, f);
    }
    free_inquiry(&q);
    return f;
}

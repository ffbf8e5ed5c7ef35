/* Publishing files together: written under other names, synced, and renamed once all of them are there. */
#include "base/file_set.h"

#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct file {
    const char *path;
    const char *temporary; /* NULL once it is at its place */
    const char *kept;      /* another name of what was there before, or NULL */
    int fd;                /* -1 where it is not open */
    int error;             /* the first that writing met */
    bool is_placed;
} file;

struct file_set {
    arena *names;
    file *files;
    size_t count;
};

enum { MAX_NAMES = 100 }; /* that are tried beside a path, where others have left theirs */

file_set *file_set_new(const char *const *paths, size_t count)
{
    file_set *s = mem_alloc(sizeof *s);
    s->names = arena_new();
    s->files = ARENA_ARRAY(s->names, file, count);
    s->count = count;
    for (size_t i = 0; i < count; i++)
        s->files[i] = (file){.path = paths[i], .fd = -1};
    return s;
}

static const char *name_beside(arena *names, const char *path, int number, const char *what)
{
    buffer name = {0};
    buffer_addf(&name, "%s.%ld-%d.%s", path, (long)getpid(), number, what);
    return buffer_keep(&name, names).at;
}

/* ---- writing ---- */

static bool may_replace(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || S_ISREG(status.st_mode))
        return true;
    errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    return false;
}

bool file_set_open(file_set *s, size_t index, diags *d)
{
    file *f = &s->files[index];
    const char *name = NULL;
    bool may = may_replace(f->path);
    for (int i = 0; may && i < MAX_NAMES && f->fd < 0; i++) {
        name = name_beside(s->names, f->path, i, "tmp");
        f->fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (f->fd < 0 && errno != EEXIST)
            break;
    }
    if (f->fd < 0) {
        file_report(d, f->path, DIAG_FILE_WRITE, errno);
        return false;
    }
    f->temporary = name;
    return true;
}

static bool write_all(int fd, str piece)
{
    while (piece.length > 0) {
        ssize_t put = write(fd, piece.at, piece.length);
        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0)
            piece = str_from(piece, (size_t)put);
    }
    return true;
}

void file_set_write(file_set *s, size_t index, str piece)
{
    file *f = &s->files[index];
    if (f->error == 0 && !write_all(f->fd, piece))
        f->error = errno;
}

bool file_set_close(file_set *s, size_t index, diags *d)
{
    file *f = &s->files[index];
    if (f->error == 0 && fsync(f->fd) != 0)
        f->error = errno;
    if (close(f->fd) != 0 && f->error == 0)
        f->error = errno;
    f->fd = -1;
    if (f->error != 0)
        file_report(d, f->path, DIAG_FILE_WRITE, f->error);
    return f->error == 0;
}

/* ---- publishing ---- */

/* Gives what is at the path a second name; where a file system has no links, only the second name. Returns whether the
   place is free to be taken: nothing was there, or it is kept. */
static bool keep_old(file_set *s, file *f)
{
    for (int i = 0; i < MAX_NAMES; i++) {
        const char *name = name_beside(s->names, f->path, i, "old");
        if (link(f->path, name) == 0) {
            f->kept = name;
            return true;
        }
        if (errno == ENOENT)
            return true;
        if (errno == EEXIST)
            continue;
        if (rename(f->path, name) != 0)
            return false;
        f->kept = name;
        return true;
    }
    return false;
}

/* A single file needs no second name of the old one: its move fails or is done. */
static bool move_to_place(file_set *s, file *f)
{
    if (!may_replace(f->path) || (s->count > 1 && !keep_old(s, f)) || rename(f->temporary, f->path) != 0)
        return false;
    f->temporary = NULL;
    f->is_placed = true;
    return true;
}

static bool sync_directory(const char *path)
{
    arena *a = arena_new();
    int fd = open(file_beside(a, path, STR(".")), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    arena_free(a);
    if (fd < 0)
        return false;
    bool done = fsync(fd) == 0;
    return close(fd) == 0 && done;
}

/* A single file that is in its place stays: what was there before is gone, and the new one is whole. */
static void undo(const file_set *s, const file *f)
{
    if (f->kept != NULL)
        rename(f->kept, f->path);
    else if (f->is_placed && s->count > 1)
        unlink(f->path);
}

bool file_set_publish(file_set *s, diags *d)
{
    size_t reached = 0;
    bool done = true;
    for (; done && reached < s->count; reached++)
        done = move_to_place(s, &s->files[reached]);
    for (size_t i = 0; done && i < s->count; i++)
        done = sync_directory(s->files[i].path);
    if (!done)
        file_report(d, s->files[reached - 1].path, DIAG_FILE_WRITE, errno);
    for (size_t i = 0; i < reached; i++)
        if (!done)
            undo(s, &s->files[i]);
        else if (s->files[i].kept != NULL)
            unlink(s->files[i].kept);
    return done;
}

void file_set_free(file_set *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < s->count; i++) {
        if (s->files[i].fd >= 0)
            close(s->files[i].fd);
        if (s->files[i].temporary != NULL)
            unlink(s->files[i].temporary);
    }
    arena_free(s->names);
    mem_free(s);
}

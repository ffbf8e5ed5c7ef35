/* Files: reading small ones whole, writing reports atomically. */
#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* strerror follows the locale, and output must not: the errors that matter have words of their own. */
void file_report(diags *d, const char *path, enum diag_id id, int error)
{
    char words[32];
    place at = {path, 0, 0};
    switch (error) {
    case ENOENT:
        DIAG0(d, at, DIAG_FILE_MISSING);
        break;
    case EACCES:
        DIAG0(d, at, DIAG_FILE_DENIED);
        break;
    case EISDIR:
        DIAG0(d, at, DIAG_FILE_IS_DIRECTORY);
        break;
    case ENOSPC:
        DIAG0(d, at, DIAG_FILE_NO_SPACE);
        break;
    default:
        snprintf(words, sizeof words, "errno %d", error);
        DIAG1(d, at, id, str_of(words));
        break;
    }
}

static bool read_all(int fd, const char *path, size_t limit, buffer *content, diags *d)
{
    char chunk[65536];
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got == 0)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            file_report(d, path, DIAG_FILE_READ, errno);
            return false;
        }
        buffer_add(content, (str){chunk, (size_t)got});
        if (content->length > limit) {
            char words[32];
            snprintf(words, sizeof words, "%zu", limit);
            DIAG1(d, ((place){path, 0, 0}), DIAG_FILE_TOO_LARGE, str_of(words));
            return false;
        }
    }
}

bool file_read(arena *a, const char *path, size_t limit, str *out, diags *d)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        file_report(d, path, DIAG_FILE_OPEN, errno);
        return false;
    }
    buffer content = {0};
    bool done = read_all(fd, path, limit, &content, d);
    close(fd);
    *out = buffer_keep(&content, a);
    return done;
}

static bool write_all(int fd, str content)
{
    while (content.length > 0) {
        ssize_t put = write(fd, content.at, content.length);
        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0)
            content = str_from(content, (size_t)put);
    }
    return true;
}

static bool sync_directory(const char *directory)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool done = fsync(fd) == 0;
    return close(fd) == 0 && done;
}

static bool publish(const char *temporary, const char *path, const char *directory, str content)
{
    unlink(temporary);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool done = write_all(fd, content) && fsync(fd) == 0;
    done = close(fd) == 0 && done;
    done = done && rename(temporary, path) == 0;
    if (!done) {
        int error = errno;
        unlink(temporary);
        errno = error;
        return false;
    }
    return sync_directory(directory);
}

bool file_write(const char *path, str content, diags *d)
{
    arena *a = arena_new();
    buffer temporary = {0};
    buffer_addf(&temporary, "%s.%ld.tmp", path, (long)getpid());
    const char *directory = file_beside(a, path, STR("."));
    bool done = publish(temporary.at, path, directory, content);
    if (!done)
        file_report(d, path, DIAG_FILE_WRITE, errno);
    buffer_free(&temporary);
    arena_free(a);
    return done;
}

const char *file_beside(arena *a, const char *base_file, str name)
{
    const char *slash = strrchr(base_file, '/');
    if (slash == NULL || (name.length > 0 && name.at[0] == '/'))
        return str_keep(a, name).at;
    buffer path = {0};
    buffer_add(&path, (str){base_file, (size_t)(slash - base_file) + 1});
    buffer_add(&path, name);
    return buffer_keep(&path, a).at;
}

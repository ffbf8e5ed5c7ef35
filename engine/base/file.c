/* Files: reading small ones whole, writing reports atomically. */
#include "base/file.h"

#include "base/file_set.h"

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

int file_open(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0)
        fcntl(fd, F_SETFL, 0);
    return fd;
}

uint64_t file_size(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
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
    bool is_standard_input = strcmp(path, "-") == 0;
    int fd = is_standard_input ? STDIN_FILENO : file_open(path);
    if (fd < 0) {
        file_report(d, path, DIAG_FILE_OPEN, errno);
        return false;
    }
    buffer content = {0};
    bool done = read_all(fd, path, limit, &content, d);
    if (!is_standard_input)
        close(fd);
    *out = buffer_keep(&content, a);
    return done;
}

bool file_write(const char *path, str content, diags *d)
{
    file_set *s = file_set_new(&path, 1);
    bool done = file_set_open(s, 0, d);
    if (done) {
        file_set_write(s, 0, content);
        done = file_set_close(s, 0, d) && file_set_publish(s, d);
    }
    file_set_free(s);
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

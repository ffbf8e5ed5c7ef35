/* Operands that name facts: files, directories, standard input. */
#include "cmd/cmd.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_stream(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISDIR(status.st_mode) && !S_ISREG(status.st_mode);
}

/* Takes over the path, which may be NULL after memory ran out. */
static bool add_path(path_list *paths, char *path)
{
    if (path == NULL)
        return false;
    if (paths->count == paths->capacity) {
        size_t capacity = paths->capacity > 0 ? paths->capacity * 2 : 16;
        char **moved = realloc(paths->items, capacity * sizeof *moved);
        if (moved == NULL) {
            free(path);
            return false;
        }
        paths->items = moved;
        paths->capacity = capacity;
    }
    paths->items[paths->count++] = path;
    return true;
}

static bool is_facts_name(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 4 && strcmp(name + length - 4, ".xml") == 0;
}

static char *join_path(const char *directory, const char *name)
{
    size_t length = strlen(directory);
    char *joined;
    const char *slash = length > 0 && directory[length - 1] == '/' ? "" : "/";
    return asprintf(&joined, "%s%s%s", directory, slash, name) >= 0 ? joined : NULL;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool add_directory(path_list *paths, const char *directory)
{
    size_t before = paths->count;
    bool done = true;
    DIR *opened = opendir(directory);
    if (opened == NULL)
        return false;
    for (struct dirent *entry; done && (entry = readdir(opened)) != NULL;)
        if (is_facts_name(entry->d_name))
            done = add_path(paths, join_path(directory, entry->d_name));
    closedir(opened);
    if (!done)
        return false;
    errno = 0;
    if (paths->count == before)
        return false;
    qsort(paths->items + before, paths->count - before, sizeof *paths->items, compare_paths);
    return true;
}

bool paths_add(path_list *paths, const char *operand)
{
    if (strcmp(operand, "-") != 0 && is_directory(operand))
        return add_directory(paths, operand);
    return add_path(paths, strdup(operand));
}

void paths_free(path_list *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        free(paths->items[i]);
    free(paths->items);
    *paths = (path_list){0};
}

/* Files: reading small ones whole, writing reports atomically. */
#ifndef JUNSHU_FILE_H
#define JUNSHU_FILE_H

#include "base/diag.h"

/* Opens a file for reading. Returns its descriptor, or -1 with errno. A pipe that nobody writes to is empty; it does
   not keep us waiting. */
int file_open(const char *path);

/* Returns the size of a file in bytes; 0 for what has none, such as a pipe. */
uint64_t file_size(const char *path);

/* Reads a whole file ("-": standard input) of at most `limit` bytes into the arena. Returns false after reporting why
   not. */
bool file_read(arena *a, const char *path, size_t limit, str *out, diags *d);

/* Writes a file atomically: a set of one (base/file_set.h). After a failure the old file, if there was one, is still
   there. Returns false after reporting why not, as where a directory, device or pipe is at the path. */
bool file_write(const char *path, str content, diags *d);

/* Reports what the system said of a file, by the name of the errno value. */
void file_report(diags *d, const char *path, enum diag_id id, int error);

/* Returns `name` as seen from the directory of `base_file`; absolute names stay as they are. Kept in the arena. */
const char *file_beside(arena *a, const char *base_file, str name);

#endif

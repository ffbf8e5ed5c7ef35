/* Files that are published together. Each is written beside its place under another name and brought to the disk; only
   when all are whole are they moved to their places. A failure on the way leaves every old file as it was. A crash does
   too, but for one window: between the first and the last move some of the places have the new file, others the old
   one, each of them whole. */
#ifndef JUNSHU_FILE_SET_H
#define JUNSHU_FILE_SET_H

#include "base/diag.h"

typedef struct file_set file_set;

/* The paths must outlive the set. */
file_set *file_set_new(const char *const *paths, size_t count);
/* Begins the file of that index. Returns false after reporting that it cannot be written there, or that what is there
   is a directory, device or pipe, which nothing may replace. */
bool file_set_open(file_set *s, size_t index, diags *d);
/* Appends to an open file. What fails is reported when the file is closed. */
void file_set_write(file_set *s, size_t index, str piece);
/* Ends the file, which is then on the disk. Returns false after reporting why it is not. */
bool file_set_close(file_set *s, size_t index, diags *d);
/* Moves all files to their places; each must be closed. Returns false after reporting why not; all places are then as
   they were before. */
bool file_set_publish(file_set *s, diags *d);
/* Removes what was not published. Takes NULL too. */
void file_set_free(file_set *s);

#endif

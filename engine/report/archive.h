/* Archives of XML parts, as workbooks are. Behind it is minizip, which no other module sees. */
#ifndef JUNSHU_ARCHIVE_H
#define JUNSHU_ARCHIVE_H

#include <stdbool.h>

/* Returns whether every part is there as it was written, from the beginning of its root element to its end. */
bool archive_is_whole(const char *path);

#endif

/* A thread that works on pieces of memory beside the one that hands them over. */
#ifndef JUNSHU_ASIDE_H
#define JUNSHU_ASIDE_H

#include <stddef.h>

typedef struct aside aside;

/* Returns NULL where there is no thread to be had. */
aside *aside_start(void (*work)(void *context, const void *bytes, size_t length), void *context);
/* Waits until the piece before is done, and hands over another, which must stay as it is until the next call returns.
 */
void aside_give(aside *a, const void *bytes, size_t length);
/* Waits until all is done, and ends the thread. */
void aside_end(aside *a);

#endif

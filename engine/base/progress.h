/* How far long work has come, while several threads do it. */
#ifndef JUNSHU_PROGRESS_H
#define JUNSHU_PROGRESS_H

#include <stdatomic.h>
#include <stdint.h>

enum progress_stage { PROGRESS_READING, PROGRESS_JUDGING };

typedef struct progress {
    void (*show)(void *context, enum progress_stage stage, unsigned percent); /* from any thread; NULL: nobody looks */
    void *context;
    enum progress_stage stage;
    uint64_t total;
    atomic_uint_fast64_t done;
    atomic_uint shown; /* percent */
} progress;

/* All take NULL too. */
void progress_begin(progress *p, enum progress_stage stage, uint64_t total);
void progress_add(progress *p, uint64_t done);
/* All threads are done: tells of 100 percent, and nothing after it. */
void progress_end(progress *p);

#endif

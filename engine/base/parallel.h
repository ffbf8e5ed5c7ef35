/* Runs numbered tasks on several threads. */
#ifndef JUNSHU_PARALLEL_H
#define JUNSHU_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

enum { PARALLEL_MAX_THREADS = 64 };

/* Returns how many threads to use: as many as wanted (0: as there are processors), no more than tasks, at least 1. */
unsigned parallel_threads(unsigned wanted, size_t tasks);
/* Calls `run(context, worker, task)` once for each task below `tasks`, in their order of number but on `threads`
   threads at once, of which the calling one is one; `worker` is below `threads`, and no two calls with one worker
   overlap. Returns false when a thread ran out of memory: then tasks are missing. */
bool parallel_run(unsigned threads, size_t tasks, void (*run)(void *context, unsigned worker, size_t task),
                  void *context);

#endif

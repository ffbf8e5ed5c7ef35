/* A pool of threads that take tasks by number. */
#include "base/parallel.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

typedef struct pool {
    void (*run)(void *context, unsigned worker, size_t task);
    void *context;
    size_t tasks;
    atomic_size_t next_task;
    atomic_uint next_worker;
    atomic_bool exhausted; /* a thread ran out of memory */
} pool;

static void take_tasks(void *arg)
{
    pool *p = arg;
    unsigned worker = atomic_fetch_add(&p->next_worker, 1);
    for (size_t task; (task = atomic_fetch_add(&p->next_task, 1)) < p->tasks;)
        p->run(p->context, worker, task);
}

static void *run_thread(void *arg)
{
    pool *p = arg;
    if (!mem_try(take_tasks, p))
        atomic_store(&p->exhausted, true);
    return NULL;
}

unsigned parallel_threads(unsigned wanted, size_t tasks)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = wanted > 0 ? wanted : processors > 0 ? (size_t)processors : 1;
    if (threads > tasks)
        threads = tasks > 0 ? tasks : 1;
    return threads < PARALLEL_MAX_THREADS ? (unsigned)threads : PARALLEL_MAX_THREADS;
}

bool parallel_run(unsigned threads, size_t tasks, void (*run)(void *context, unsigned worker, size_t task),
                  void *context)
{
    pool p = {.run = run, .context = context, .tasks = tasks};
    pthread_t others[PARALLEL_MAX_THREADS];
    unsigned started = 0;
    while (started + 1 < threads && pthread_create(&others[started], NULL, run_thread, &p) == 0)
        started++;
    run_thread(&p);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    return !atomic_load(&p.exhausted);
}

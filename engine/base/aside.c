/* One piece at a time: the two threads meet whenever one is handed over. */
#include "base/aside.h"

#include "base/mem.h"

#include <pthread.h>

struct aside {
    void (*work)(void *context, const void *bytes, size_t length);
    void *context;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    const void *bytes; /* the piece being worked on, or NULL */
    size_t length;
    bool ends;
};

static void *run(void *arg)
{
    aside *a = arg;
    pthread_mutex_lock(&a->lock);
    for (;;) {
        while (a->bytes == NULL && !a->ends)
            pthread_cond_wait(&a->changed, &a->lock);
        if (a->bytes == NULL)
            break;
        pthread_mutex_unlock(&a->lock);
        a->work(a->context, a->bytes, a->length);
        pthread_mutex_lock(&a->lock);
        a->bytes = NULL;
        pthread_cond_signal(&a->changed);
    }
    pthread_mutex_unlock(&a->lock);
    return NULL;
}

aside *aside_start(void (*work)(void *context, const void *bytes, size_t length), void *context)
{
    aside *a = mem_alloc(sizeof *a);
    a->work = work;
    a->context = context;
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->changed, NULL);
    if (pthread_create(&a->thread, NULL, run, a) == 0)
        return a;
    mem_free(a);
    return NULL;
}

static void wait_until_idle(aside *a)
{
    while (a->bytes != NULL)
        pthread_cond_wait(&a->changed, &a->lock);
}

void aside_give(aside *a, const void *bytes, size_t length)
{
    pthread_mutex_lock(&a->lock);
    wait_until_idle(a);
    a->bytes = bytes;
    a->length = length;
    pthread_cond_signal(&a->changed);
    pthread_mutex_unlock(&a->lock);
}

void aside_end(aside *a)
{
    pthread_mutex_lock(&a->lock);
    wait_until_idle(a);
    a->ends = true;
    pthread_cond_signal(&a->changed);
    pthread_mutex_unlock(&a->lock);
    pthread_join(a->thread, NULL);
    pthread_cond_destroy(&a->changed);
    pthread_mutex_destroy(&a->lock);
    mem_free(a);
}

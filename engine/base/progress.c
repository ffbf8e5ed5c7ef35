/* Tells of each percent once. */
#include "base/progress.h"

#include <stddef.h>

void progress_begin(progress *p, enum progress_stage stage, uint64_t total)
{
    if (p == NULL)
        return;
    p->stage = stage;
    p->total = total;
    atomic_store(&p->done, 0);
    atomic_store(&p->shown, 0);
}

void progress_add(progress *p, uint64_t done)
{
    if (p == NULL || p->show == NULL || p->total == 0)
        return;
    uint64_t all = atomic_fetch_add(&p->done, done) + done;
    unsigned percent = all < p->total ? (unsigned)(all * 100 / p->total) : 99;
    unsigned shown = atomic_load(&p->shown);
    while (percent > shown)
        if (atomic_compare_exchange_weak(&p->shown, &shown, percent)) {
            p->show(p->context, p->stage, percent);
            return;
        }
}

void progress_end(progress *p)
{
    if (p != NULL && p->show != NULL && p->total > 0)
        p->show(p->context, p->stage, 100);
}

/* Keeps truths that depend on one record alone, such as who granted a permission that many entries rest on. A truth
   depends on the time too, by the values of parameters: each is kept with the epoch that it is of. */
#include "eval/evaluation.h"

#include "base/mem.h"

#include <stdlib.h>

enum { MAX_EPOCHS = 60 }; /* so that an epoch, a truth and "none" share a byte */

static uint8_t encode(size_t epoch, enum truth t)
{
    return (uint8_t)(1 + epoch * 4 + (size_t)t);
}

static uint8_t *find_truths(evaluation *ev, const check *c)
{
    memo *m = &ev->memos[c->id];
    size_t rows = facts_table(ev->facts, c->memo_of)->row_count;
    if (m->rule == ev->rule)
        return m->truths;
    if (m->truths == NULL)
        m->truths = mem_alloc(rows);
    else
        memset(m->truths, 0, rows);
    m->rule = ev->rule;
    return m->truths;
}

enum truth eval_memo(evaluation *ev, const check *c, frame *f)
{
    value record = f->slots[c->memo_slot];
    if (!record.known || ev->epoch >= MAX_EPOCHS)
        return eval_check_anew(ev, c, f);
    uint8_t *kept = &find_truths(ev, c)[record.as.row];
    if (*kept != 0 && (*kept - 1U) / 4 == ev->epoch)
        return (enum truth)((*kept - 1U) % 4);
    uint64_t left = ev->candidates;
    ev->candidates = CANDIDATE_LIMIT;
    enum truth t = eval_check_anew(ev, c, f);
    ev->candidates = left;
    if (!has_fault(ev))
        *kept = encode(ev->epoch, t);
    return t;
}

void memos_free(evaluation *ev)
{
    for (size_t i = 0; i < ev->check_count; i++)
        mem_free(ev->memos[i].truths);
    mem_free(ev->memos);
}

/* ---- epochs ---- */

static int compare_seconds(const void *a, const void *b)
{
    const int64_t *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

void find_epochs(evaluation *ev)
{
    const pack *p = ev->pack;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < p->parameter_count; i++)
        for (size_t k = 0; k < p->parameters[i].value_count; k++) {
            period in_force = p->parameters[i].values[k].in_force;
            ARRAY_PUSH(ev->changes, count, capacity) = moment_first(in_force.from);
            ARRAY_PUSH(ev->changes, count, capacity) = moment_last(in_force.to) + 1;
        }
    if (count > 0)
        qsort(ev->changes, count, sizeof *ev->changes, compare_seconds);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || ev->changes[i] != ev->changes[i - 1])
            ev->changes[ev->change_count++] = ev->changes[i];
}

void set_moment(evaluation *ev, moment at)
{
    ev->at = at;
    ev->epoch = 0;
    while (ev->epoch < ev->change_count && ev->changes[ev->epoch] <= moment_first(at))
        ev->epoch++;
}

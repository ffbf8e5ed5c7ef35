/* What the measurements share: time on the clock and of the processors, and medians. */
#ifndef JUNSHU_BENCH_TIMING_H
#define JUNSHU_BENCH_TIMING_H

#include <stdlib.h>
#include <time.h>

enum { RUNS = 7 };

/* Seconds on the clock, and of all processors. Where other programs run beside, the latter are what can be compared. */
typedef struct stretch {
    double wall, cpu;
} stretch;

static double read_clock(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline stretch now(void)
{
    return (stretch){read_clock(CLOCK_MONOTONIC), read_clock(CLOCK_PROCESS_CPUTIME_ID)};
}

static inline stretch since(stretch begin)
{
    stretch end = now();
    return (stretch){end.wall - begin.wall, end.cpu - begin.cpu};
}

static int compare_numbers(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

/* Takes the stretches of RUNS runs. */
static inline stretch median(const stretch *runs)
{
    double wall[RUNS], cpu[RUNS];
    for (int i = 0; i < RUNS; i++) {
        wall[i] = runs[i].wall;
        cpu[i] = runs[i].cpu;
    }
    qsort(wall, RUNS, sizeof *wall, compare_numbers);
    qsort(cpu, RUNS, sizeof *cpu, compare_numbers);
    return (stretch){wall[RUNS / 2], cpu[RUNS / 2]};
}

#endif

/* Records that are alike are judged once. Of a log most records differ from an earlier one only in their id and in
   their times, which lie between the same times that a rule compares them with: before the permission ends, after it
   was granted. What is true of one is true of the other. Of each such kind it is kept for which stretch of time it was
   seen to pass the rule, or to be of no account to it; every other result is found anew each time. */
#ifndef JUNSHU_ALIKE_H
#define JUNSHU_ALIKE_H

#include "facts/facts.h"
#include "rules/pack.h"

enum { ALIKE_MAX_FIELDS = 6, ALIKE_MAX_TIMES = 2 };

/* What a rule reads of its subject, or an operator of its candidates. */
typedef struct alike_plan {
    const field *fields[ALIKE_MAX_FIELDS]; /* those of which equal values are alike */
    size_t field_count;
    const field *times[ALIKE_MAX_TIMES]; /* those that it does nothing with but compare them */
    size_t time_count;
} alike_plan;

/* Return false where more of the record may be read than a plan tells. */
bool plan_alike(const rule *r, alike_plan *out);
bool plan_alike_candidates(const check *c, alike_plan *out);

enum alike_result { ALIKE_NONE, ALIKE_OUTSIDE, ALIKE_PASSED };

/* What was seen of records of one kind. */
typedef struct alike_seen {
    moment from[ALIKE_MAX_TIMES], to[ALIKE_MAX_TIMES]; /* seconds between which it holds */
    int8_t order;                                      /* how the two times stand to each other */
    uint8_t result;                                    /* enum alike_result */
} alike_seen;

/* The columns of the times that are compared. */
typedef struct alike_times {
    const moment *columns[ALIKE_MAX_TIMES];
    size_t count;
} alike_times;

struct evaluation;

/* The record that is being judged. */
typedef struct alike {
    bool is_taken;     /* by the rule's subjects or by an operator's candidates */
    alike_seen *place; /* where it may be kept; NULL: nowhere */
    moment times[ALIKE_MAX_TIMES];
    size_t time_count;
    int64_t from[ALIKE_MAX_TIMES], to[ALIKE_MAX_TIMES]; /* seconds between which the truths stay what they are */
    const rule *versions_of;
    int64_t versions_from, versions_to; /* between which times choose the versions that the last one chose */
} alike;

static inline int8_t alike_order(moment first, moment second)
{
    return (int8_t)((first > second) - (first < second));
}

/* All times of records lie between these, as do the differences of two. */
#define ALIKE_LEAST (INT64_MIN / 4)
#define ALIKE_MOST (INT64_MAX / 4)

/* Returns a number whose first bit is set where the time is missing or not in the stretch. */
static inline uint64_t time_outside(moment m, moment from, moment to)
{
    return ((uint64_t)m - (uint64_t)from) | ((uint64_t)to - (uint64_t)m);
}

/* Returns whether each of so many times is in the stretch, and none is a day. */
static inline bool times_are_in(const moment *times, size_t count, moment from, moment to)
{
    uint64_t outside = 0;
    for (size_t i = 0; i < count; i++)
        outside |= time_outside(times[i], from, to) | (uint64_t)times[i] << 63;
    return outside >> 63 == 0;
}

/* Returns whether each pair of so many times stands in that order. */
static inline bool times_are_ordered(const moment *first, const moment *second, size_t count, int8_t order)
{
    static const moment least[] = {ALIKE_LEAST, 0, 1}, most[] = {-1, 0, ALIKE_MOST};
    moment from = least[order + 1], to = most[order + 1];
    uint64_t outside = 0;
    for (size_t i = 0; i < count; i++)
        outside |= time_outside((moment)((uint64_t)first[i] - (uint64_t)second[i]), from, to);
    return outside >> 63 == 0;
}

/* Whether what was seen of a kind tells of the records at so many rows, which are of that kind. As it mostly tells of
   all, little branches. */
static inline bool alike_tells(const alike_seen *seen, const alike_times *times, uint32_t row, size_t rows)
{
    bool tells = seen->result != ALIKE_NONE;
    if (times->count > 0)
        tells &= times_are_in(times->columns[0] + row, rows, seen->from[0], seen->to[0]);
    if (times->count > 1) {
        tells &= times_are_in(times->columns[1] + row, rows, seen->from[1], seen->to[1]);
        tells &= times_are_ordered(times->columns[0] + row, times->columns[1] + row, rows, seen->order);
    }
    return tells;
}

/* Returns false where a column of a time is empty. */
bool alike_find_times(const alike_plan *plan, const table *t, alike_times *out);

/* The record at the row is going to be judged: what is seen of it may be kept at `place`. */
void alike_open(struct evaluation *ev, const alike_times *times, uint32_t row, alike_seen *place);
/* Keeps what was seen of it. */
void alike_keep(struct evaluation *ev, enum alike_result result);

/* While a record is judged: two times were compared, ... */
void alike_narrow(struct evaluation *ev, moment a, moment b);
/* ... a time was looked up in what a type's lists declare, ... */
void alike_narrow_to_list(struct evaluation *ev, const record_type *type, period over);
/* ... it chooses the version of the regulation, of the rule and of parameters, ... */
void alike_narrow_to_versions(struct evaluation *ev);
/* ... or it was used in a way of which nothing can be told. */
void alike_give_up(struct evaluation *ev);

#endif

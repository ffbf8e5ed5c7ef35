/* Subjects that are alike are judged once. Of a log most records differ from an earlier one only in their id and in
   their times, which lie between the same times that a rule compares them with: before the permission ends, after it
   was granted. What is true of one is true of the other. Such a kind of subject is kept with the stretch of time for
   which it was seen to pass the rule, or to be none of its subjects; every other result is found anew each time. */
#ifndef JUNSHU_ALIKE_H
#define JUNSHU_ALIKE_H

#include "rules/pack.h"

enum { ALIKE_MAX_FIELDS = 5, ALIKE_MAX_TIMES = 2 };

/* What a rule reads of its subject. */
typedef struct alike_plan {
    const field *fields[ALIKE_MAX_FIELDS]; /* those of which equal values are alike */
    size_t field_count;
    const field *times[ALIKE_MAX_TIMES]; /* those that it does nothing with but compare them */
    size_t time_count;
} alike_plan;

/* Returns false where the rule may read more of its subject than a plan tells. */
bool plan_alike(const rule *r, alike_plan *out);

enum alike_result { ALIKE_NONE, ALIKE_OUTSIDE, ALIKE_PASSED };

typedef struct alike_kind alike_kind;
struct evaluation;

/* What a thread keeps of the rule that it is evaluating. */
typedef struct alike {
    const rule *rule;
    bool serves;
    uint32_t serial; /* of the rule: kinds of another are void */
    alike_plan plan;
    alike_kind *kinds;
    /* The subject that is being judged: */
    bool is_open; /* it may be kept */
    uint32_t codes[ALIKE_MAX_FIELDS + 1];
    moment times[ALIKE_MAX_TIMES];
    int64_t from[ALIKE_MAX_TIMES], to[ALIKE_MAX_TIMES]; /* seconds between which the truths stay what they are */
} alike;

void alike_begin_rule(struct evaluation *ev);
/* Returns what was seen of a subject that is alike; ALIKE_NONE where it must be judged. */
enum alike_result alike_find(struct evaluation *ev, uint32_t row);
/* Keeps what was seen of the subject that alike_find did not know. */
void alike_keep(struct evaluation *ev, enum alike_result result);
void alike_free(struct evaluation *ev);

/* While a subject is judged: two times were compared, ... */
void alike_narrow(struct evaluation *ev, moment a, moment b);
/* ... a time was looked up in what a type's lists declare, ... */
void alike_narrow_to_list(struct evaluation *ev, const record_type *type, period over);
/* ... or it was used in a way of which nothing can be told. */
void alike_give_up(struct evaluation *ev);

#endif

/* Evaluators of expressions, one a type. Private to eval/. Each returns its own value for what is not recorded, so that
   nothing has to be wrapped on the way. The expression must be of the evaluator's type. */
#ifndef JUNSHU_EVAL_TYPED_H
#define JUNSHU_EVAL_TYPED_H

#include "eval/evaluation.h"

uint32_t eval_row(evaluation *ev, const expr *e, const frame *f);    /* of a record, plus 1; 0 */
moment eval_moment(evaluation *ev, const expr *e, const frame *f);   /* or MOMENT_MISSING */
period eval_period(evaluation *ev, const expr *e, const frame *f);   /* or one that is missing */
int64_t eval_integer(evaluation *ev, const expr *e, const frame *f); /* or INTEGER_MISSING */
uint8_t eval_code(evaluation *ev, const expr *e, const frame *f);    /* of an enumeration, plus 1; 0 */
str eval_string(evaluation *ev, const expr *e, const frame *f);      /* `at` is NULL where missing */
/* The number that a string shares with all its spellings (folds.h): SYMBOL_NONE where missing, UINT32_MAX where no
   record has that text. */
symbol eval_name(evaluation *ev, const expr *e, const frame *f);
/* Whether two texts are the same but for their spelling. */
enum truth eval_same_text(evaluation *ev, const expr *a, const expr *b, const frame *f);
/* Returns false where missing. */
bool eval_duration(evaluation *ev, const expr *e, const frame *f, duration *out);
/* Whether an expression of any type has a value. */
bool eval_is_known(evaluation *ev, const expr *e, const frame *f);

/* Calls of functions (eval_call.c), by the type of their result. */
enum truth call_truth(evaluation *ev, const expr *e, const frame *f);
moment call_moment(evaluation *ev, const expr *e, const frame *f);
period call_period(evaluation *ev, const expr *e, const frame *f);
int64_t call_integer(evaluation *ev, const expr *e, const frame *f);
bool call_duration(evaluation *ev, const expr *e, const frame *f, duration *out);

/* Takes counts that are far from overflowing. Returns false after a fault where they are beyond the limit. */
bool checked_duration(evaluation *ev, int64_t months, int64_t days, duration *out);

static inline bool moment_is_open(moment m)
{
    return m == MOMENT_PAST || m == MOMENT_FUTURE;
}

static const period period_missing = {MOMENT_MISSING, MOMENT_MISSING};

#endif

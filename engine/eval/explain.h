/* What the parts of an explanation share (explain.c, explain_condition.c). */
#ifndef JUNSHU_EXPLAIN_H
#define JUNSHU_EXPLAIN_H

#include "eval/evaluation.h"

/* Adds a part. The first one tells how many there may be. */
void trace_add_child(trace *t, explanation *e, size_t capacity, const explanation *child);
/* Returns how readers call a field, a parameter and the like, and the value of an expression in words
   (explain_names.c). */
label trace_name_of(trace *t, const expr *e);
label trace_words_of(trace *t, const expr *e, value v);
/* Notes the values that an expression reads; what is missing is noted where that leaves the explanation unknown. */
void trace_add_operands(trace *t, explanation *out, const expr *e, const frame *f);
/* Returns that what the name says holds; a name that is no predicate is quoted. */
label trace_holding_change(trace *t, label name);
/* Explains the condition of a check. */
const explanation *explain_condition(trace *t, const check *c, const expr *e, frame *f);

#endif

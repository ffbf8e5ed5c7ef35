/* What a rule or a clause is about, in words. */
#ifndef JUNSHU_EXPLAIN_H
#define JUNSHU_EXPLAIN_H

#include "rules/pack.h"

/* Appends an explanation of the rule of that id, or of the clause of that address with its rules. Returns false after
   reporting that there is neither, with the nearest name. */
bool explain(arena *a, const pack *p, str name, enum language language, buffer *b, diags *d);

#endif

/* Walking over all checks and expressions of a pack, for lint. */
#ifndef JUNSHU_LINT_WALK_H
#define JUNSHU_LINT_WALK_H

#include "rules/pack.h"

/* Calls `visit` for every check of every definition and rule, and for what the records of pictures should meet; parents
   first. */
void lint_walk_checks(const pack *p, void (*visit)(void *context, const check *c), void *context);

/* Calls `visit` for every bar and mark of every picture. */
void lint_walk_parts(const pack *p, void (*visit)(void *context, const picture_part *part), void *context);

/* Calls `visit` for every expression that stands in a pack, with the place of its check or rule. */
void lint_walk_expressions(const pack *p, void (*visit)(void *context, const expr *e, place at), void *context);

/* Returns whether some check or expression uses the pattern set. */
bool lint_uses_set(const pack *p, const pattern_set *set);
/* Returns whether the check can come out false: what only a person can judge cannot. */
bool lint_can_be_false(const check *c);

/* Reports conditions whose value does not depend on records, and those that can never hold. */
void lint_conditions(const pack *p, diags *d);

#endif

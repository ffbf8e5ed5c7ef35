/* Which checks are worth keeping the truth of, because it depends on one record alone. */
#ifndef JUNSHU_MEMO_PLAN_H
#define JUNSHU_MEMO_PLAN_H

#include "rules/pack.h"

/* Sets check.memo_of in a rule's checks. Its own subject is judged once in any case. */
void plan_rule_memos(rule *r);
/* The same in a definition's. */
void plan_definition_memos(definition *def);

#endif

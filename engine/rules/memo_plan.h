/* Which checks are worth keeping the truth of, because it depends on one record alone. */
#ifndef JUNSHU_MEMO_PLAN_H
#define JUNSHU_MEMO_PLAN_H

#include "rules/pack.h"

/* Sets check.memo_of in a rule's checks. Its own subject is judged once in any case. */
void plan_rule_memos(rule *r);
/* The same in a definition's. */
void plan_definition_memos(definition *def);

/* Whether a check or a definition that it uses calls Lua, which may keep something of its own between calls. */
bool check_uses_lua(const check *c);

#endif

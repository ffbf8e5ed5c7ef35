/* Compares an audit with an earlier one. */
#ifndef JUNSHU_COMPARISON_H
#define JUNSHU_COMPARISON_H

#include "base/diag.h"
#include "result/result.h"

/* Returns whether the earlier audit can be compared with this one, of which pack, period and as-of date are known: the
   same municipality and pack, and neither period nor as-of date later. Reports why not. */
bool comparison_is_possible(const audit_result *now, const audit_result *before, diags *d);
/* Makes the comparison, which then owes nothing to the earlier audit, and tells the findings what they were. That a
   rule was decided does not show that it judged the same subject: nothing is resolved yet, only not judged. */
comparison *comparison_new(arena *a, audit_result *now, const audit_result *before);

/* Whether what the rule says of a subject can be relied on: it came to a result, and is not stale. */
bool rule_is_decided(const rule_result *r);
/* Returns the rule as it was, or NULL where it is new. */
const earlier_rule *comparison_find(const comparison *c, str id);
/* Returns how many findings are new, or remain. */
uint64_t comparison_count(const audit_result *now, bool is_new);
/* Returns how many are none now for that reason. */
uint64_t comparison_count_gone(const comparison *c, enum absence why);

#endif

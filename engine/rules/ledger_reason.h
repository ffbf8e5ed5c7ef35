/* Whether the words of a clause bear the reason for which the ledger gives it no rules. */
#ifndef JUNSHU_LEDGER_REASON_H
#define JUNSHU_LEDGER_REASON_H

#include "rules/regulation.h"
#include "rules/words.h"

/* Returns whether a clause of the version may go without rules for the reason. What records leave to a person
   (adequacy) is told beside rules, which say so themselves (judge), and excuses none. */
bool ledger_reason_excuses(enum ledger_reason reason, const regulation_version *version, const clause *c);

#endif

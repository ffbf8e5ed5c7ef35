/* What is wrong, or careless, with a pack that loads: for its authors, before it is used. */
#ifndef JUNSHU_LINT_H
#define JUNSHU_LINT_H

#include "rules/pack.h"

/* Reports stale digests, clauses without rules, contradictions (errors); what is unused, untested or not in English
   (warnings). The test files are read, not run. */
void lint_pack(const pack *p, diags *d);

/* Rewrites the digests of the pack's rules to those of the text that each rule is on, touching nothing else. Counts the
   rules that changed. Returns false after reporting a file that could not be rewritten; the pack in memory stays as it
   was. */
bool lint_fix_digests(const pack *p, size_t *changed, diags *d);

#endif

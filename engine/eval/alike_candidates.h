/* Candidates that are alike, while an operator looks for one among many: a room's entries, of which none may end before
   it begins. Private to eval/. */
#ifndef JUNSHU_ALIKE_CANDIDATES_H
#define JUNSHU_ALIKE_CANDIDATES_H

#include "eval/evaluation.h"

typedef struct candidate_kinds candidate_kinds;

/* Returns NULL where each candidate must be judged: they are few, more may be read of them than a plan tells, or other
   records are being taken as alike already. */
candidate_kinds *alike_begin_candidates(evaluation *ev, const check *c, const candidates *it);
/* Passes those that are known not to be what is looked for. */
void alike_skip_candidates(const candidate_kinds *kinds, candidates *it);
/* The row, which is the walk's newest, is going to be judged. */
void alike_open_candidate(candidate_kinds *kinds, const candidates *it, uint32_t row);
void alike_end_candidates(evaluation *ev);
void alike_candidates_free(evaluation *ev);

#endif

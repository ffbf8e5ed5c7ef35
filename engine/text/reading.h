/* Clauses as judge read them: their statements, and what makes the whole contract doubtful. They are kept for the sets
   and rules that read the same clause. Private to judge. */
#ifndef JUNSHU_READING_H
#define JUNSHU_READING_H

#include "text/clause.h"

typedef struct reading {
    const statement *statements;
    size_t statement_count;
    const text_evidence *doubts;
    size_t doubt_count;
    size_t steps; /* that it took, and takes again: no limit depends on what is kept */
} reading;

/* Returns how the text was read, or NULL. It lives as long as the sets. */
const reading *reading_find(const pattern_sets *sets, str text);
/* Keeps a copy, where there is room. */
void reading_keep(const pattern_sets *sets, str text, const reading *read);

#endif

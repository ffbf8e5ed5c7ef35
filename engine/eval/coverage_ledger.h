/* The ledger of a pack: for every clause of the regulation, the rules that check it, or why no record can decide it. */
#ifndef JUNSHU_COVERAGE_LEDGER_H
#define JUNSHU_COVERAGE_LEDGER_H

#include "rules/pack.h"

enum coverage_status {
    COVERAGE_RULES,  /* has rules */
    COVERAGE_LEDGER, /* has no rules but a reason that stands instead of them */
    COVERAGE_MISSING,
    COVERAGE_STATUS_COUNT
};

typedef struct coverage_line {
    const clause *clause;
    const ledger_entry *entry; /* or NULL; beside rules: what of the clause no record can decide */
    bool is_excused;           /* the entry stands instead of rules */
    const rule **rules;
    size_t rule_count;
} coverage_line;

typedef struct coverage_ledger {
    const pack *pack;
    const regulation_version *version; /* the latest */
    coverage_line *lines;              /* in the order of the text */
    size_t count;
    size_t counts[COVERAGE_STATUS_COUNT];
} coverage_ledger;

/* rules, ledger, missing; 規則で判定, … for readers. */
const char *coverage_status_name(enum coverage_status s);
label coverage_status_title(enum coverage_status s);
enum coverage_status coverage_status_of(const coverage_line *line);

/* Builds the ledger of the latest version. It lives in the arena. */
const coverage_ledger *coverage_ledger_build(arena *a, const pack *p);

/* Appends the ledger: in aligned columns for a terminal, or as JSON with both languages. */
void coverage_write_text(const coverage_ledger *ledger, enum language language, buffer *b);
void coverage_write_json(const coverage_ledger *ledger, buffer *b);

#endif

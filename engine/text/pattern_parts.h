/* What a pattern set is made of. Private to the modules that read and judge: pattern_read, clause, judge. */
#ifndef JUNSHU_PATTERN_PARTS_H
#define JUNSHU_PATTERN_PARTS_H

#include "text/pattern_set.h"

typedef struct condition condition;

enum term_kind { TERM_MATCH, TERM_UNLESS, TERM_USE };

typedef struct term {
    enum term_kind kind;
    const pattern *pattern;     /* TERM_MATCH, TERM_UNLESS */
    const condition *condition; /* TERM_USE */
} term;

/* Something a sentence may fulfil: all its terms together. */
struct condition {
    str name; /* empty where it is not defined for reuse */
    term *terms;
    size_t count;
};

/* Any one of several conditions. */
typedef struct conditions {
    condition *items;
    size_t count;
} conditions;

/* What provisos do to a rule. A proviso that does neither leaves the rule in doubt. */
typedef struct exceptions {
    str name;
    conditions keeps;  /* the rule stands: with the client's consent, as the law demands */
    conditions voids;  /* the rule is taken back: as the contractor sees fit */
    conditions doubts; /* wording within the rule's own sentence that leaves it in doubt */
} exceptions;

typedef struct act {
    str name, name_en;
    const exceptions *exceptions; /* NULL: provisos are not looked at */
    conditions mentions, settles, permits, dismisses, doubts;
} act;

struct pattern_set {
    const pattern_sets *sets;
    str name, title, title_en;
    place at;
    bool needs_all;
    act *acts;
    size_t act_count;
    const pattern **patterns;
    size_t pattern_count;
};

/* How the items of a list continue the sentence that leads them. */
enum lead_kind {
    LEAD_EACH,     /* each item takes the place of 次に掲げる行為 */
    LEAD_TOGETHER, /* all items together take the place of 次に掲げる場合 */
    LEAD_OWN       /* each item is a sentence of its own */
};

typedef struct lead {
    enum lead_kind kind;
    const pattern *pattern;
} lead;

/* How far back a sentence that takes something back reaches. */
enum reach { REACH_PARAGRAPH, REACH_LAST_PARAGRAPH, REACH_LAST_TEXT };

typedef struct proviso {
    enum reach reach;
    const pattern *pattern;
} proviso;

/* 次項に定める場合を除き: what follows is the exception. */
enum ahead { AHEAD_PARAGRAPH, AHEAD_TEXT };

typedef struct forward {
    enum ahead ahead;
    const pattern *pattern;
} forward;

/* A named piece of patterns. Words refer to words before them only. */
typedef struct word {
    str name;
    str body;   /* with each {name} written as a call of that word's group */
    bool *uses; /* of each word before it, whether the body calls it */
    const need *needs;
} word;

struct pattern_sets {
    arena *a;
    pattern **compiled; /* owns every pattern */
    size_t compiled_count, compiled_capacity;
    kept *looks;    /* that they took at the sentences of contracts (looks.h) */
    kept *readings; /* of their clauses (reading.h) */
    word *words;
    size_t word_count, word_capacity;
    condition **shared; /* conditions with a name */
    size_t shared_count, shared_capacity;
    exceptions **exceptions;
    size_t exceptions_count, exceptions_capacity;
    const pattern **asides;
    size_t aside_count, aside_capacity;
    lead *leads;
    size_t lead_count, lead_capacity;
    const pattern **topics;
    size_t topic_count, topic_capacity;
    proviso *provisos;
    size_t proviso_count, proviso_capacity;
    forward *forwards;
    size_t forward_count, forward_capacity;
    condition **ignored;
    size_t ignored_count, ignored_capacity;
    condition **loosening; /* sentences that leave leeway: whatever they mention does not stand alone */
    size_t loosening_count, loosening_capacity;
    condition **doubts;
    size_t doubt_count, doubt_capacity;
    pattern_set **sets;
    size_t set_count, set_capacity;
};

/* Returns how many steps a matcher may make on these texts. */
size_t pattern_budget_grant(const pattern_budget *budget, const str *texts, size_t count);
/* Takes back what the matcher has left. */
void pattern_budget_settle(pattern_budget *budget, const matcher *m);

#endif

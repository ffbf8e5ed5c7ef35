/* Named sets of text patterns, read from <patterns> files (docs/patterns.md). A set either lists patterns, for
   matches(text, "set"), or acts, for <text satisfies="set">: what the sentences of a contract must do. */
#ifndef JUNSHU_PATTERN_SET_H
#define JUNSHU_PATTERN_SET_H

#include "base/diag.h"
#include "base/truth.h"
#include "text/order.h"
#include "text/pattern.h"

typedef struct pattern_set pattern_set;   /* const once read, and safe to share between threads */
typedef struct pattern_sets pattern_sets; /* all sets of a pack */

enum pattern_set_kind {
    PATTERN_SET_PATTERNS, /* for pattern_set_matches */
    PATTERN_SET_ACTS      /* for pattern_set_judge */
};

pattern_sets *pattern_sets_new(void);
void pattern_sets_free(pattern_sets *sets);
/* Adds the sets of a file. Files are read in the order of the pack: a file may use the words of those before it.
   Returns false after reporting what is wrong; the sets are then good for nothing but pattern_sets_free. */
bool pattern_sets_read(pattern_sets *sets, const char *path, diags *d);
/* The same for a text in memory; `name` is its name in diagnostics, and must live as long as the sets. */
bool pattern_sets_read_text(pattern_sets *sets, str text, const char *name, diags *d);

/* Returns the set, or NULL. */
const pattern_set *pattern_set_find(const pattern_sets *sets, str name);
/* Sets in the order of their definition, by index. */
size_t pattern_sets_count(const pattern_sets *sets);
const pattern_set *pattern_set_at(const pattern_sets *sets, size_t index);

str pattern_set_name(const pattern_set *set);
enum pattern_set_kind pattern_set_kind_of(const pattern_set *set);
/* Where the set is defined. */
place pattern_set_place(const pattern_set *set);
/* Returns the title; empty where the file gives none in that language. */
str pattern_set_title(const pattern_set *set, enum language language);

/* What the texts of one rule may cost together, in steps. Each text adds to it by its length, so that the time is
   bounded by what is judged; what one leaves over does not add up for another. */
typedef struct pattern_budget {
    size_t steps;
    place stopped_at; /* the pattern that used it up; no file where none did */
} pattern_budget;

/* What a rule begins with: enough for wordings that no contract has, and less than half a second. */
enum { PATTERN_STEPS = 20000000 };

/* Takes a set of kind PATTERN_SET_PATTERNS and any text. Returns whether the text, normalised, matches one of its
   patterns; PATTERN_ERROR for a limit, text that is not UTF-8, or a set of the other kind. */
enum pattern_result pattern_set_matches(const pattern_set *set, str text, pattern_budget *budget);

/* What one sentence does to one act. */
enum text_role {
    TEXT_SETTLES,  /* it does what the act asks */
    TEXT_MENTIONS, /* it speaks of the matter, but what it does about it is for a person to judge */
    TEXT_PERMITS,  /* it freely allows what the act wants restricted */
    TEXT_REVOKES,  /* it takes a rule back: a proviso, or the next paragraph */
    TEXT_DOUBTS    /* it makes the whole contract doubtful: roles are swapped, a clause is disapplied */
};

typedef struct text_evidence {
    enum text_role role;
    size_t text;     /* index in `texts` */
    str sentence;    /* normalised; of an item, joined with the words that it continues */
    str act, act_en; /* the act's names; empty for TEXT_DOUBTS */
} text_evidence;

typedef struct text_act {
    str name, name_en;
    enum truth truth; /* false, review or true */
} text_act;

typedef struct text_judgement {
    enum truth truth; /* false, review or true, never unknown: whether the texts are all there is the caller's to say */
    const text_evidence *evidence; /* in the order of the texts; one sentence may stand for several acts */
    size_t evidence_count;
    const text_act *acts; /* every act of the set, in its order: those that are not true are what is missing */
    size_t act_count;
    bool needs_all; /* whether the set asks for all its acts, or for any one */
} text_judgement;

/* Takes a set of kind PATTERN_SET_ACTS and the clause texts of one contract, in their order, with the place of each;
   NULL: they are the whole of one document. A text that refers to the clause before or behind it leaves the contract in
   doubt where nobody knows which that is. Fills `out`, which lives in the arena. Returns false for a limit or a fault:
   an error, never a verdict. */
bool pattern_set_judge(const pattern_set *set, const str *texts, const clause_place *places, size_t count,
                       pattern_budget *budget, arena *a, text_judgement *out);

#endif

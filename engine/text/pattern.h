/* Regular expressions under limits. The only module that includes PCRE2. A limit or a fault is PATTERN_ERROR, which no
   caller may take for "does not match". */
#ifndef JUNSHU_PATTERN_H
#define JUNSHU_PATTERN_H

#include "base/diag.h"
#include "text/kept.h"
#include "text/need.h"

typedef struct pattern pattern; /* compiled; const, and safe to share between threads */
typedef struct matcher matcher; /* what matching needs that is not const: one for each thread */

enum pattern_result { PATTERN_NO_MATCH, PATTERN_MATCH, PATTERN_ERROR };

enum pattern_fault_kind { PATTERN_SYNTAX, PATTERN_HAS_BACK_REFERENCE, PATTERN_HAS_VERB };

typedef struct pattern_fault {
    enum pattern_fault_kind kind;
    size_t offset;   /* byte of the source where it was noticed */
    char words[160]; /* of PATTERN_SYNTAX */
} pattern_fault;

/* Takes a pattern in PCRE2's syntax, without back references and (*VERBS); white space and # comments in it mean
   nothing. `at` is where it is written. Returns it compiled, owned by the caller, or NULL after filling `fault`. */
pattern *pattern_compile(str source, place at, pattern_fault *fault);
/* Numbers the pattern among those that share looks, from 0, and lets it look only at texts that have what it needs. */
void pattern_number(pattern *p, size_t number, const need *needs);
void pattern_free(pattern *p);
place pattern_place(const pattern *p);

/* What all matches of one matcher may cost together. A step is what the interpreter does between two items of a
   pattern, in the order of 20 ns; where it looks at many characters in one, it is charged for more. */

matcher *matcher_new(size_t steps);
/* Lets it keep what so many numbered patterns find, and find what others kept; it must not outlive the looks. */
void matcher_share(matcher *m, kept *looks, size_t patterns);
void matcher_free(matcher *m);
/* Returns how many steps are left; 0 means that every further match is PATTERN_ERROR. */
size_t matcher_steps_left(const matcher *m);
/* Charges for work outside of patterns. Returns false where no step is left. */
bool matcher_charge(matcher *m, size_t steps);
/* Returns the first pattern that was stopped by a limit or a fault, or NULL. */
const pattern *matcher_stopped_by(const matcher *m);

/* Looks for the pattern in the text, which must be UTF-8. */
enum pattern_result pattern_match(const pattern *p, matcher *m, str text);
/* The same from byte `start` on; stores where the match is, in bytes of the text. */
enum pattern_result pattern_find(const pattern *p, matcher *m, str text, size_t start, size_t *from, size_t *to);

#endif

/* An audit: a pack over facts, for a period, as of a date. */
#ifndef JUNSHU_AUDIT_H
#define JUNSHU_AUDIT_H

#include "facts/facts.h"
#include "result/result.h"
#include "rules/pack.h"

typedef struct audit_options {
    period period;
    moment as_of;         /* a day */
    moment made;          /* the day of the report; of no account to any verdict */
    const alias *aliases; /* further aliases (of rule tests); may be NULL */
    size_t alias_count;
    const audit_result *previous; /* an earlier one to compare with; may be NULL; need not outlive audit_run */
    unsigned threads;             /* 0: as many as there are processors */
    profile *profile;             /* or NULL */
    progress *progress;           /* or NULL */
    bool without_pictures;
    bool judges_each;  /* also subjects that are alike (alike.h); the result is the same */
    bool accept_stale; /* rules whose clause has another text now may pass (in rule tests); otherwise they are review */
} audit_options;

typedef struct audit audit; /* owns the result */

/* Evaluates every rule of the pack. Returns NULL after reporting why it could not run (facts of another municipality,
   an as-of date before the period, a previous result that is not fit to compare with). Pack and facts must outlive it.
 */
audit *audit_run(const pack *p, const facts *f, const audit_options *options, diags *d);
const audit_result *audit_get_result(const audit *a);
void audit_free(audit *a);

#endif

/* Where the time of a run went, by stage, rule and format. No part of any result: it differs from run to run. */
#ifndef JUNSHU_PROFILE_H
#define JUNSHU_PROFILE_H

#include "base/time.h"

enum profile_stage {
    PROFILE_PACK,
    PROFILE_DIGEST,  /* of documents whose tables are kept */
    PROFILE_RESTORE, /* of kept tables; no items: they were damaged */
    PROFILE_READ,
    PROFILE_LINK,
    PROFILE_RULE,
    PROFILE_PICTURES,
    PROFILE_KEEP, /* the tables; no items: they could not be kept */
    PROFILE_REPORT,
    PROFILE_STAGE_COUNT
};

typedef struct profile_row {
    enum profile_stage stage;
    str name;            /* of a rule or a format; else empty */
    double seconds;      /* of all threads' processor time */
    uint64_t items;      /* records read or joined, subjects judged, bytes of a report */
    uint64_t candidates; /* related records that were looked at */
} profile_row;

typedef struct profile {
    profile_row *rows;
    size_t count, capacity;
} profile;

/* The processor time of the calling thread, in seconds. */
double profile_clock(void);
/* The same, with that of the programs that the process has run to their end. */
double profile_clock_with_programs(void);
/* The name must outlive the profile. Does nothing where there is no profile. */
void profile_add(profile *p, profile_row row);
void profile_free(profile *p);

void profile_print_text(buffer *b, const profile *p, enum language language);
void profile_print_json(buffer *b, const profile *p);

#endif

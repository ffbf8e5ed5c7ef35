/* What the parts of the OSCAL report share: UUIDs, tokens, properties and texts. */
#ifndef JUNSHU_REPORT_OSCAL_H
#define JUNSHU_REPORT_OSCAL_H

#include "base/uuid.h"
#include "report/report_machine.h"

#define OSCAL_NAMESPACE "urn:junshu:oscal:1"

typedef struct oscal {
    json j;
    const audit_result *result;
    enum language language;
    uuid space; /* of this municipality's audits by this pack */
} oscal;

uuid oscal_space(const audited_pack *p);
/* The UUID of something that has this name among its kind. */
void oscal_print_uuid(const oscal *o, buffer *b, const char *kind, str name);
void oscal_uuid(oscal *o, const char *key, const char *kind, str name);
/* Tokens know no brackets: 19(4) is written 19.4. */
void oscal_token(oscal *o, const char *key, const char *prefix, str name);
/* Text of others as markup that says the same. */
void oscal_print_markup(buffer *b, str text);
void oscal_markup(oscal *o, const char *key, str text);
void oscal_outcome(oscal *o, const char *key, const outcome *out);
/* Nothing where the value is empty: a property must have one. */
void oscal_property(oscal *o, const char *name, str value);
void oscal_count(oscal *o, const char *name, uint64_t count);
/* A second on a Japanese clock. */
void oscal_instant(oscal *o, const char *key, int64_t second);

/* The member `observations`, or nothing where there is none. */
void oscal_observations(oscal *o);
/* Appends and returns the name of the observation that an attestation settled. */
str oscal_settled_identity(const rule_result *r, const settlement *s, buffer *b);

#endif

/* The fields of attestations, the one type of record that the engine knows by name. Private to eval/. */
#ifndef JUNSHU_ATTESTATIONS_H
#define JUNSHU_ATTESTATIONS_H

#include "eval/evaluation.h"

typedef struct attestation_fields {
    const record_type *type;
    const field *rule, *subject, *by, *on, *scope, *expires, *verdict, *statement;
} attestation_fields;

/* A fact model without attestations has none that could settle anything: returns false. */
bool find_attestation_fields(const fact_model *m, attestation_fields *out);

#endif

/* The fact model: which kinds of record there are, with their fields and types. Read from schema/facts.xml; the loader,
   the expression types, the XSD and the reference page all work from this struct. Immutable once read. */
#ifndef JUNSHU_MODEL_H
#define JUNSHU_MODEL_H

#include "base/diag.h"
#include "base/digest.h"

enum field_kind {
    FIELD_ID,
    FIELD_REF,
    FIELD_STRING,
    FIELD_TEXT, /* the record's element content */
    FIELD_BOOLEAN,
    FIELD_INTEGER,
    FIELD_DATE,
    FIELD_DATETIME, /* a date alone is accepted: a record without its time */
    FIELD_PERIOD,
    FIELD_ENUM,
    FIELD_KIND_COUNT
};

typedef struct label {
    str ja, en;
} label;

typedef struct enum_value {
    str name;
    label title;
} enum_value;

typedef struct enum_type {
    str name;
    label title;
    enum_value *values;
    size_t count; /* at most 254 */
} enum_type;

typedef struct record_type record_type;

/* What a list that is complete for a time has all of: whatever stood then, however old, or what was done then. */
enum list_kind { LIST_UNSAID, LIST_OF_STATE, LIST_OF_EVENTS };

typedef struct field {
    str name;
    label title;
    str description;
    enum field_kind kind;
    bool required;
    bool may_be_future;           /* a date that a record may give ahead, such as an expiry */
    size_t index;                 /* its place in the record type */
    const record_type *target;    /* of a FIELD_REF */
    const enum_type *enumeration; /* of a FIELD_ENUM */
} field;

struct record_type {
    str name, list; /* element names of a record and of its list */
    label title;
    str source; /* where such data usually comes from */
    enum list_kind list_kind;
    size_t index;
    field *fields; /* fields[0] is the id */
    size_t field_count;
    const field *text;     /* the FIELD_TEXT, or NULL */
    const field *label;    /* the string that names a record to readers, or NULL */
    const field *scope;    /* the ref by which lists may declare their coverage, or NULL */
    const field *lifetime; /* the period outside of which nothing can be expected of it, or NULL */
    bool is_referenced;    /* some field refers to this type */
};

typedef struct fact_model {
    str version;
    char digest[DIGEST_HEX + 1]; /* SHA-256 of the file that it was read from */
    enum_type *enums;
    size_t enum_count;
    record_type *types;
    size_t type_count;
} fact_model;

enum { MODEL_MAX_FIELDS = 48, MODEL_MAX_VALUES = 254, MODEL_MAX_BYTES = 1 << 24 };

#define MODEL_NAMESPACE "urn:junshu:fact-model:1"
#define FACTS_NAMESPACE "urn:junshu:facts:1"

/* Reads the model. It lives in the arena. Returns NULL after reporting what is wrong. */
const fact_model *model_read(arena *a, const char *path, diags *d);

const record_type *model_find_type(const fact_model *m, str name);
const enum_type *model_find_enum(const fact_model *m, str name);
const field *model_find_field(const record_type *t, str name);
/* Returns the index of the value, or -1. */
int enum_find_value(const enum_type *e, str name);

/* Returns the nearest name, or an empty str. */
str model_nearest_type(const fact_model *m, str name);
str model_nearest_field(const record_type *t, str name);
str enum_nearest_value(const enum_type *e, str name);

/* What the model file calls the kind. */
const char *field_kind_name(enum field_kind kind);

/* What `covers` means on a list of that kind, in Japanese; empty where the model does not say. */
str list_kind_meaning(enum list_kind kind);

static inline str label_text(label l, enum language language)
{
    return language == LANGUAGE_EN && l.en.length > 0 ? l.en : l.ja;
}

#endif

/* What a pack says in fixed words, and the small parts of it that results repeat as they are: plain data, without
   anything compiled. */
#ifndef JUNSHU_WORDS_H
#define JUNSHU_WORDS_H

#include "model/model.h"
#include "rules/clause.h"

enum norm {
    NORM_OBLIGATION,
    NORM_PRINCIPLE,
    NORM_PROHIBITION,
    NORM_INSTITUTION,
    NORM_POWER,
    NORM_AS_NEEDED,
    NORM_LOCAL
};
enum method { METHOD_INTERVIEW, METHOD_LOG, METHOD_INSPECTION };
enum rule_severity { RULE_HIGH, RULE_MEDIUM, RULE_LOW };
enum otherwise { OTHERWISE_FAIL, OTHERWISE_REVIEW, OTHERWISE_NOTICE };
enum ledger_reason { REASON_DEFINITION, REASON_POWER, REASON_ADEQUACY, REASON_RECITAL, REASON_ENFORCEMENT };
enum picture_form { PICTURE_TIMELINE, PICTURE_CALENDAR };
enum {
    NORM_COUNT = NORM_LOCAL + 1,
    METHOD_COUNT = METHOD_INSPECTION + 1,
    RULE_SEVERITY_COUNT = RULE_LOW + 1,
    LEDGER_REASON_COUNT = REASON_ENFORCEMENT + 1,
    PICTURE_FORM_COUNT = PICTURE_CALENDAR + 1
};

/* The words as rule files write them, and as readers see them. */
const char *norm_name(enum norm n);
label norm_title(enum norm n);
const char *method_name(enum method m);
label method_title(enum method m);
const char *rule_severity_name(enum rule_severity s);
label rule_severity_title(enum rule_severity s);
const char *ledger_reason_name(enum ledger_reason r);
label ledger_reason_title(enum ledger_reason r);

typedef struct bearer {
    str id;
    label title;
    bool audits; /* belongs to the section that runs the audit */
} bearer;

typedef struct parameter_value {
    period in_force;
    union {
        int64_t integer;
        duration duration;
        str string;
    } as;
} parameter_value;

typedef struct ledger_entry {
    clause_address clause;
    enum ledger_reason reason;
    label note;
    place at;
} ledger_entry;

typedef struct picture_kind {
    label name;
    bool is_mark;
} picture_kind;

enum { PICTURE_MAX_KINDS = 12 };

/* timeline, calendar; bar, mark. */
const char *picture_form_name(enum picture_form f);
const char *picture_shape_name(bool is_mark);

typedef struct picture_def {
    enum picture_form form;
    str id;
    label title, note; /* the note may be empty */
    picture_kind *kinds;
    size_t kind_count;
} picture_def;

#endif

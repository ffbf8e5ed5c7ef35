/* What an audit found: one const structure of plain data that every writer prints from. It says all that a report needs
   to know of the pack and of the facts, and refers to nothing compiled; texts may live in the pack or in the facts. All
   texts are in both languages where readers see them. */
#ifndef JUNSHU_RESULT_H
#define JUNSHU_RESULT_H

#include "base/digest.h"
#include "result/picture.h"
#include "rules/regulation.h"

/* What JSON calls the structure: another number is another structure. */
#define RESULT_FORMAT "urn:junshu:result:2"

/* In the order of severity: the combined result of several is the greatest. */
enum result {
    RESULT_NOT_APPLICABLE,
    RESULT_PASS,
    RESULT_NOTICE,
    RESULT_REVIEW,
    RESULT_UNKNOWN,
    RESULT_FAIL,
    RESULT_ERROR,
    RESULT_COUNT
};

/* pass, fail, unknown, review, notice, notapplicable, error; 適合, 不適合, … for readers. */
const char *result_name(enum result r);
label result_title(enum result r);
enum result result_combine(enum result a, enum result b);
/* false, unknown, review, true. */
const char *truth_name(enum truth t);
/* What a subject that does not meet the rule comes to. */
enum result result_otherwise(enum otherwise o);

/* A record that a verdict rests on. */
typedef struct evidence {
    str type; /* record type, as in the fact model */
    label type_title;
    str id;
    label text; /* how readers are shown it: name and id */
    place at;   /* document and line */
} evidence;

/* A part of a condition with the value that it had. */
typedef struct operand {
    str source;  /* p.granted_at */
    label name;  /* 許可の日時 */
    label value; /* 令和7年4月1日8時31分1秒; for a missing value 記録なし */
    bool missing;
} operand;

/* Why a check came out as it did. */
typedef struct explanation {
    enum truth truth;
    bool is_against; /* it is about records that there should not be: where it holds, it counts against the subject */
    label name;      /* what should hold; empty for unnamed groups */
    str source;      /* the condition as written; empty for groups */
    operand *operands;
    size_t operand_count;
    label detail;           /* further words: gaps of a period, a count; empty if none */
    const evidence *record; /* the candidate that the children are about, or NULL */
    struct explanation **children;
    size_t child_count;
} explanation;

/* One subject that a rule does not pass. */
typedef struct finding {
    enum result result; /* never pass or notapplicable */
    str identity;       /* rule and subject's key: stable from one audit to the next */
    evidence subject;   /* type "municipality" for rules without <each> */
    label sentence, remedy;
    bool is_open; /* whether the rule is met is not decided: the sentence asks, and the remedy is due only if it is not
                   */
    const explanation *why;
    const evidence **evidence; /* all records that took part, the subject's first */
    size_t evidence_count;
    label *missing; /* what data was missing, in words */
    size_t missing_count;
    label *changes; /* the smallest change that would make it pass, in words */
    size_t change_count;
    enum result was; /* in the earlier audit that this one is compared with; RESULT_NOT_APPLICABLE where it was none */
} finding;

/* A review that an attestation settled. */
typedef struct settlement {
    evidence subject;
    evidence attestation;
    label by; /* who judged, … */
    moment on;
    str statement;      /* … and why; may be empty */
    enum result result; /* pass or fail */
} settlement;

/* An attestation that aims at no subject of any rule. */
typedef struct stray_attestation {
    evidence attestation;
    label why;
} stray_attestation;

/* A list of records that a rule needed, and where it is not declared complete. */
typedef struct needed_list {
    str type;
    label title;
    bool present;  /* some document holds such a list */
    bool complete; /* for every time asked for */
    label gaps;    /* the times that are not covered, in words; empty if none */
} needed_list;

/* What readers are told of a rule. */
typedef struct audited_rule {
    str id;
    clause_address clause;
    label title;
    enum norm norm;
    const bearer *bearer;
    enum method method;
    enum rule_severity severity;
} audited_rule;

typedef struct rule_result {
    const audited_rule *rule;
    enum result result;
    uint64_t population;           /* subjects in the population, undetermined ones included */
    uint64_t counts[RESULT_COUNT]; /* subjects by result */
    needed_list *needed;
    size_t needed_count;
    finding **findings; /* in the order of the subjects' documents and lines */
    size_t finding_count;
    settlement *settled;
    size_t settled_count;
    label note;         /* why the rule as a whole is unknown, notapplicable or error; empty if nothing is to be said */
    bool is_stale;      /* the clause's text is not the one that the rule was reviewed against */
    bool audits_itself; /* the bearer is the section that runs the audit */
} rule_result;

typedef struct clause_result {
    const clause *clause;
    bool is_decided; /* has rules; otherwise `entry` says why no record can decide it */
    enum result result;
    const ledger_entry *entry; /* or NULL */
    const rule_result **rules;
    size_t rule_count;
} clause_result;

typedef struct audited_version {
    str title;
    period in_force;
} audited_version;

enum parameter_kind { PARAMETER_INTEGER, PARAMETER_DURATION, PARAMETER_STRING };
enum { PARAMETER_KIND_COUNT = PARAMETER_STRING + 1 };
/* integer, duration, string. */
const char *parameter_kind_name(enum parameter_kind k);

typedef struct audited_parameter {
    str name;
    label title;
    enum parameter_kind kind;
    parameter_value *values; /* those in force at some time of the period, or at the as-of date */
    size_t value_count;
} audited_parameter;

/* The pack that was audited by. */
typedef struct audited_pack {
    str id, version, municipality;
    label title;
    char digest[DIGEST_HEX + 1]; /* SHA-256 over all files of the pack */
    label auditor;               /* the section that ran the audit */
    audited_version *versions;   /* of the regulation: those in force at some time of the period */
    size_t version_count;
    audited_parameter *parameters;
    size_t parameter_count;
} audited_pack;

/* A type of record, as the fact model has it. */
typedef struct record_kind {
    str name;
    label title;
    str source; /* where such data usually comes from */
} record_kind;

typedef struct examined_document {
    const char *path;
    char digest[DIGEST_HEX + 1]; /* SHA-256 of its bytes */
    uint64_t records;
} examined_document;

/* One list of a document: what was exported. */
typedef struct examined_list {
    const record_kind *type;
    period covers; /* missing where the list declares no coverage */
    str scope;     /* id of the record that it is limited to; empty for all */
    str source;    /* may be empty */
    moment exported;
    place at; /* document and line */
    uint64_t records;
} examined_list;

/* The facts that were examined. */
typedef struct examined_facts {
    record_kind *types;
    size_t type_count;
    examined_document *documents;
    size_t document_count;
    examined_list *lists; /* in order of document and line */
    size_t list_count;
} examined_facts;

/* Why a finding of an earlier audit is none now. Only the first says that its subject meets the rule now. */
enum absence {
    ABSENCE_RESOLVED,   /* the same rule judged the same subject, and passed it */
    ABSENCE_NOT_JUDGED, /* the rule was decided, but its subject was not among those judged, or is not recorded */
    ABSENCE_RULE_OPEN,  /* the rule could not be decided, or waits for another review */
    ABSENCE_RULE_GONE
};
enum { ABSENCE_COUNT = ABSENCE_RULE_GONE + 1 };
/* resolved, not-judged, rule-undecided, rule-gone. */
const char *absence_name(enum absence a);

/* A rule as an earlier audit had it. */
typedef struct earlier_rule {
    str id;
    clause_address clause;
    label title;
    enum result result;
    const rule_result *now; /* NULL where there is no such rule any more */
} earlier_rule;

/* A finding of an earlier audit that is none now. */
typedef struct earlier_finding {
    const earlier_rule *rule;
    str identity, subject_type, subject;
    label sentence;
    enum result result;
    enum absence why;
} earlier_finding;

/* An earlier audit of the same municipality with the same pack, as far as this one is compared with it. */
typedef struct comparison {
    period period;
    moment as_of;
    str pack_version;
    char pack_digest[DIGEST_HEX + 1];
    const char *engine_version;
    earlier_rule *rules; /* in the order of its pack */
    size_t rule_count;
    earlier_finding *gone; /* in its order; what remains has `was` */
    size_t gone_count;
} comparison;

typedef struct audit_result {
    const audited_pack *pack;
    const examined_facts *facts;
    period period; /* as asked for, ended at the as-of date */
    moment as_of;
    moment made; /* the day that the report bears */
    const char *engine_version;
    rule_result *rules; /* in the order of the pack */
    size_t rule_count;
    stray_attestation *strays;
    size_t stray_count;
    clause_result *clauses; /* in the order of the regulation */
    size_t clause_count;
    enum result result; /* of the whole */
    uint64_t rule_counts[RESULT_COUNT];
    uint64_t clause_counts[RESULT_COUNT]; /* decided clauses by result */
    picture *pictures;                    /* in the order of the pack */
    size_t picture_count;
    const comparison *comparison; /* or NULL */
} audit_result;

/* Returns the type of that name, or NULL. */
const record_kind *result_find_type(const audit_result *r, str name);

#endif

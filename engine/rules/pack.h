/* A pack: a regulation, the rules on it, their parameters, patterns and tests. Immutable once loaded. */
#ifndef JUNSHU_PACK_H
#define JUNSHU_PACK_H

#include "rules/check.h"
#include "rules/picture.h"
#include "rules/regulation.h"
#include "rules/words.h"

/* Text with expressions in braces. */
typedef struct template_part {
    str text;    /* where there is no expression */
    expr *value; /* or NULL */
} template_part;

typedef struct template
{
    template_part *parts;
    size_t count;
}
template;

typedef struct templates {
    template ja, en;
} templates;

typedef struct rule {
    str id;
    place at;
    clause_address clause;
    str digest; /* of the clause's text when the rule was reviewed; may be empty */
    enum norm norm;
    const bearer *bearer;
    enum method method;
    enum rule_severity severity;
    enum otherwise otherwise;
    period in_force;
    label title;
    templates finding, remedy;
    const record_type *subject; /* NULL: the municipality itself */
    size_t subject_slot;
    expr *when, *moment, *over; /* each may be NULL */
    size_t scope_slot;          /* where `scope_when` binds a scope record */
    expr *scope_when;           /* which scope records the population's completeness is asked for; may be NULL */
    check *check;               /* a CHECK_ALL of all its checks */
    size_t slot_count;
} rule;

typedef struct definition {
    str name;
    place at;
    variable *parameters;
    size_t parameter_count;
    check *check;
    size_t slot_count;
    size_t use_count; /* how many expressions call it */
} definition;

typedef struct parameter {
    str name;
    place at;
    value_type type;
    label title;
    parameter_value *values;
    size_t value_count;
    size_t use_count;
} parameter;

typedef struct alias {
    str name, also;
    period in_force;
} alias;

typedef struct lua_module {
    str name;
    const char *path;
    str source;
    place at; /* in pack.xml */
} lua_module;

typedef struct pack {
    const char *path; /* of pack.xml */
    const fact_model *model;
    str id, version, municipality;
    label title;
    char digest[DIGEST_HEX + 1]; /* SHA-256 over all files of the pack */
    const regulation *regulation;
    pattern_sets *patterns;
    rule *rules;
    size_t rule_count;
    definition *definitions;
    size_t definition_count;
    parameter *parameters;
    size_t parameter_count;
    alias *aliases;
    size_t alias_count;
    bearer *bearers;
    size_t bearer_count;
    label auditor; /* the section that runs the audit */
    ledger_entry *ledger;
    size_t ledger_count;
    lua_module *lua;
    size_t lua_count;
    picture_plan *pictures;
    size_t picture_count;
    const char **tests; /* paths of the test files */
    size_t test_count;
    arena *a;
} pack;

/* Loads a pack from its pack.xml or its directory. The model must outlive it. Returns NULL after reporting, with file,
   line and column, everything that is wrong with it. */
pack *pack_load(const fact_model *model, const char *path, diags *d);
void pack_free(pack *p);
const rule *pack_find_rule(const pack *p, str id);
/* Returns the clause whose text the rule must have been reviewed against: that of the newest version in force together
   with the rule, or NULL. */
const clause *rule_clause(const pack *p, const rule *r);
/* Returns whether that text is another one than the rule was reviewed against. */
bool rule_is_stale(const pack *p, const rule *r);

#endif

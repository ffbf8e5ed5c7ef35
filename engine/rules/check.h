/* Checks: the operators of the rule language, as a tree. A new operator is a kind here, a reader in check.c and an
   evaluator in eval/. */
#ifndef JUNSHU_CHECK_H
#define JUNSHU_CHECK_H

#include "base/digest.h"
#include "rules/expr.h"

enum check_kind {
    CHECK_TEST,
    CHECK_ALL,
    CHECK_ANY,
    CHECK_AGREE, /* all of its children hold, or none: otherwise a person must look */
    CHECK_SOME,
    CHECK_NONE,
    CHECK_COUNT,
    CHECK_COVERED,
    CHECK_ORDER,
    CHECK_JUDGE,
    CHECK_TEXT,
    CHECK_LUA,
    CHECK_KIND_COUNT
};

/* An equality in `where` that the engine answers by an index: the field of the related record equals the value. */
typedef struct join_key {
    const field *field;
    const expr *value; /* does not mention the related record */
} join_key;

enum { CHECK_MAX_KEYS = 4 };

typedef struct step {
    label name;
    expr *at;
    bool or_same; /* may be at the same moment as the step before */
} step;

typedef struct check {
    enum check_kind kind;
    label name; /* what should hold; may be empty */
    place at;
    bool otherwise_review; /* false becomes review */
    bool open_list;        /* of none: only a record that is there counts, and no list is asked */
    size_t id;             /* unique in the pack */
    expr *condition;       /* of a test */
    /* of the operators on related records: */
    const record_type *fact;
    size_t slot;
    expr *where;    /* the whole condition, or NULL */
    expr **filters; /* what of `where` the keys do not answer */
    size_t filter_count;
    join_key keys[CHECK_MAX_KEYS];
    size_t key_count;
    expr *over;              /* time or period for which the list must be declared complete; NULL: the audited period */
    expr *by;                /* of covered: the stretch that one record covers */
    expr *min, *max;         /* of count */
    expr *of;                /* of text */
    expr *document, *number; /* of text: what tells the order of the texts, or NULL */
    const pattern_set *set;
    step *steps; /* of order */
    size_t step_count;
    str lua_call, lua_module, lua_function;
    place lua_module_at, lua_function_at;
    const variable *variables; /* what Lua may see by name: by slot; the first record is the subject */
    size_t variable_count;
    struct check **children;
    size_t child_count;
    const record_type *memo_of; /* where the truth depends on the record in `memo_slot` alone, and is worth keeping */
    size_t memo_slot;
} check;

const char *check_kind_name(enum check_kind kind);
/* What the operator says, for checks without a name. */
label check_kind_title(enum check_kind kind);

/* Reads the checks below an element as one CHECK_ALL. `first` names those children of the element that are not checks
   (NULL-terminated). Variables are added to the scope while their operator is read. `next_id` counts checks,
   `max_slots` receives the greatest number of variables in scope. Returns NULL after reporting. */
typedef struct check_reader {
    arena *a;
    scope *scope;
    size_t *next_id;
    size_t max_slots;
    diags *diags;
} check_reader;

check *check_read_all(check_reader *r, const xml_element *parent, const char *const *other_elements);
/* Reads what operators on related records share, by the check's kind. Returns false after reporting. The variable is in
   scope until the caller takes it out. */
bool check_read_related(check_reader *r, check *c, const xml_element *e);
/* Reads the checks below an element as the check's children. */
void check_read_children(check_reader *r, check *c, const xml_element *e, const char *const *others);
/* Reads and checks the expression of an attribute. Returns NULL where there is none, or after reporting. */
expr *read_expression(check_reader *r, const xml_element *e, const char *attribute, enum type_kind type);
/* Calls `visit` for every expression of the check itself, not of its children. */
void check_each_expression(const check *c, void (*visit)(void *context, const expr *e), void *context);
/* Whether the check is about related records, whose variable is then in its slot. */
bool check_is_related(const check *c);
/* Adds a variable to the scope. Returns its slot. */
size_t bind_variable(check_reader *r, const xml_attr *name, value_type type);

#endif

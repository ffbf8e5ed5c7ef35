/* Expressions: a typed subset of Lua's. A tree that is parsed from text, checked against the fact model once, and then
   immutable; eval/ evaluates it. */
#ifndef JUNSHU_EXPR_H
#define JUNSHU_EXPR_H

#include "model/model.h"
#include "text/pattern_set.h"
#include "xml/xml_tree.h"

enum type_kind {
    TYPE_BOOLEAN,
    TYPE_INTEGER,
    TYPE_STRING,
    TYPE_TIME,
    TYPE_DURATION,
    TYPE_PERIOD,
    TYPE_ENUM,
    TYPE_RECORD
};

typedef struct value_type {
    enum type_kind kind;
    const enum_type *enumeration; /* of a TYPE_ENUM */
    const record_type *record;    /* of a TYPE_RECORD */
} value_type;

enum function_id {
#define FUNCTION(id, name, result, parameters, ja, en) id,
#include "rules/functions.def"
#undef FUNCTION
    FUNCTION_COUNT
};

typedef struct function_info {
    const char *name;
    enum type_kind result;
    const char *parameters;
    const char *ja, *en;
} function_info;

const function_info *function_describe(enum function_id id);

enum expr_kind {
    EXPR_BOOLEAN,
    EXPR_INTEGER,
    EXPR_STRING,
    EXPR_ENUM, /* a string that stands for a value of an enumeration */
    EXPR_VARIABLE,
    EXPR_FIELD,
    EXPR_AUDIT_PERIOD,
    EXPR_AUDIT_AS_OF,
    EXPR_PARAMETER,
    EXPR_NOT,
    EXPR_AND,
    EXPR_OR,
    EXPR_EQUAL,
    EXPR_UNEQUAL,
    EXPR_LESS,
    EXPR_LESS_EQUAL,
    EXPR_GREATER,
    EXPR_GREATER_EQUAL,
    EXPR_ADD,
    EXPR_SUBTRACT,
    EXPR_MULTIPLY,
    EXPR_NEGATE,
    EXPR_CALL,   /* of a function */
    EXPR_DEFINED /* of a definition */
};

enum { EXPR_MAX_ARGUMENTS = 4 };

struct definition;
struct parameter;

typedef struct expr {
    enum expr_kind kind;
    value_type type;
    str source;    /* the text it was parsed from */
    size_t offset; /* of `source` in the whole text */
    union {
        bool boolean;
        int64_t integer;
        str string;   /* EXPR_STRING; before checking also the name of a variable, field or function */
        uint8_t code; /* EXPR_ENUM: value index plus 1 */
        size_t slot;  /* EXPR_VARIABLE */
        const field *field;
        const struct parameter *parameter;
        enum function_id function;
        const struct definition *definition;
    } as;
    struct expr *operands[EXPR_MAX_ARGUMENTS]; /* EXPR_FIELD: the record */
    size_t operand_count;
    const record_type *fact; /* of complete() */
    const pattern_set *set;  /* of matches() */
    moment date;             /* of date() */
} expr;

/* Parses the value of an attribute. Everything lives in the arena. Returns NULL after reporting, with its column, what
   is not understood. */
expr *expr_parse(arena *a, const xml_attr *source, diags *d);

/* Names that an expression may use. */
typedef struct variable {
    str name;
    value_type type;
} variable;

enum { SCOPE_MAX_VARIABLES = 16 };

typedef struct scope {
    variable variables[SCOPE_MAX_VARIABLES]; /* by slot */
    size_t count;
    const fact_model *model;
    const pattern_sets *patterns;
    /* Return NULL where there is none of that name; then `nearest` is its nearest spelling or empty. */
    const struct definition *(*find_definition)(void *context, str name, str *nearest);
    const struct parameter *(*find_parameter)(void *context, str name, str *nearest);
    void *context;
} scope;

/* Resolves names and types. Returns false after reporting what is wrong. */
bool expr_check(expr *e, const scope *s, const xml_attr *source, diags *d);
/* The same, and reports when its type is not the one wanted. */
bool expr_check_as(expr *e, enum type_kind wanted, const scope *s, const xml_attr *source, diags *d);

/* Returns whether the expression mentions the variable. */
bool expr_mentions(const expr *e, size_t slot);
/* Returns whether the expression is made of literals alone. */
bool expr_is_constant(const expr *e);

const char *type_kind_name(enum type_kind kind);
/* The type that a field has in expressions. */
value_type field_value_type(const field *f);

/* What expr.c needs of definitions and parameters. */
value_type parameter_type(const struct parameter *p);
size_t definition_parameter_count(const struct definition *def);
const variable *definition_parameter(const struct definition *def, size_t index);

#endif

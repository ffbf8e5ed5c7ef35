/* Resolves the names of an expression and checks its types against the fact model. */
#include "rules/expr.h"

typedef struct checker {
    const scope *scope;
    const xml_attr *source;
    diags *diags;
} checker;

static const function_info functions[FUNCTION_COUNT] = {
#define FUNCTION(id, name, result, parameters, ja, en) [id] = {name, result, parameters, ja, en},
#include "rules/functions.def"
#undef FUNCTION
};

static const char *const type_names[] = {
    [TYPE_BOOLEAN] = "truth", [TYPE_INTEGER] = "integer",   [TYPE_STRING] = "string", [TYPE_TIME] = "time",
    [TYPE_PERIOD] = "period", [TYPE_DURATION] = "duration", [TYPE_ENUM] = "enum",     [TYPE_RECORD] = "record",
};

const function_info *function_describe(enum function_id id)
{
    return &functions[id];
}

const char *type_kind_name(enum type_kind kind)
{
    return type_names[kind];
}

static str describe(value_type type)
{
    if (type.kind == TYPE_RECORD)
        return type.record->name;
    if (type.kind == TYPE_ENUM)
        return type.enumeration->name;
    return str_of(type_names[type.kind]);
}

static place place_of(const checker *c, const expr *e)
{
    return xml_attr_place(c->source, e->offset);
}

/* ---- names ---- */

static bool report_name(checker *c, const expr *e, str name, str nearest)
{
    if (nearest.length > 0)
        DIAG2(c->diags, place_of(c, e), DIAG_EXPR_UNKNOWN_NAME_NEAR, name, nearest);
    else
        DIAG1(c->diags, place_of(c, e), DIAG_EXPR_UNKNOWN_NAME, name);
    return false;
}

static bool check_variable(checker *c, expr *e)
{
    str names[SCOPE_MAX_VARIABLES + 2];
    for (size_t i = 0; i < c->scope->count; i++) {
        const variable *v = &c->scope->variables[i];
        names[i] = v->name;
        if (!str_equal(v->name, e->as.string))
            continue;
        e->as.slot = i;
        e->type = v->type;
        return true;
    }
    if (str_is(e->as.string, "audit") || str_is(e->as.string, "param"))
        return report_name(c, e, e->as.string, str_is(e->as.string, "audit") ? STR("audit.period") : (str){"", 0});
    names[c->scope->count] = STR("audit");
    names[c->scope->count + 1] = STR("param");
    size_t near = str_nearest(e->as.string, names, c->scope->count + 2);
    return report_name(c, e, e->as.string, near != SIZE_MAX ? names[near] : (str){"", 0});
}

static bool check_audit_field(checker *c, expr *e)
{
    if (str_is(e->as.string, "period")) {
        e->kind = EXPR_AUDIT_PERIOD;
        e->type.kind = TYPE_PERIOD;
    } else if (str_is(e->as.string, "as_of")) {
        e->kind = EXPR_AUDIT_AS_OF;
        e->type.kind = TYPE_TIME;
    } else {
        const str names[] = {STR("period"), STR("as_of")}, whole[] = {STR("audit.period"), STR("audit.as_of")};
        size_t near = str_nearest(e->as.string, names, sizeof names / sizeof names[0]);
        return report_name(c, e, e->source, near != SIZE_MAX ? whole[near] : (str){"", 0});
    }
    e->operand_count = 0;
    return true;
}

static bool check_parameter(checker *c, expr *e)
{
    str nearest;
    const struct parameter *p = c->scope->find_parameter(c->scope->context, e->as.string, &nearest);
    if (p == NULL)
        return report_name(c, e, e->as.string, nearest);
    e->kind = EXPR_PARAMETER;
    e->as.parameter = p;
    e->type = parameter_type(p);
    e->operand_count = 0;
    return true;
}

value_type field_value_type(const field *f)
{
    switch (f->kind) {
    case FIELD_ID:
    case FIELD_STRING:
    case FIELD_TEXT:
        return (value_type){.kind = TYPE_STRING};
    case FIELD_REF:
        return (value_type){.kind = TYPE_RECORD, .record = f->target};
    case FIELD_BOOLEAN:
        return (value_type){.kind = TYPE_BOOLEAN};
    case FIELD_INTEGER:
        return (value_type){.kind = TYPE_INTEGER};
    case FIELD_DATE:
    case FIELD_DATETIME:
        return (value_type){.kind = TYPE_TIME};
    case FIELD_PERIOD:
        return (value_type){.kind = TYPE_PERIOD};
    case FIELD_ENUM:
        return (value_type){.kind = TYPE_ENUM, .enumeration = f->enumeration};
    case FIELD_KIND_COUNT:
        break;
    }
    return (value_type){.kind = TYPE_BOOLEAN};
}

static bool check_expr(checker *c, expr *e);

static bool is_reserved(const checker *c, const expr *e, const char *name)
{
    if (e->kind != EXPR_VARIABLE || !str_is(e->as.string, name))
        return false;
    for (size_t i = 0; i < c->scope->count; i++)
        if (str_is(c->scope->variables[i].name, name))
            return false;
    return true;
}

static bool check_field(checker *c, expr *e)
{
    expr *record = e->operands[0];
    if (is_reserved(c, record, "audit"))
        return check_audit_field(c, e);
    if (is_reserved(c, record, "param"))
        return check_parameter(c, e);
    if (!check_expr(c, record))
        return false;
    if (record->type.kind != TYPE_RECORD) {
        DIAG2(c->diags, place_of(c, e), DIAG_EXPR_NO_FIELDS, record->source, describe(record->type));
        return false;
    }
    const field *f = model_find_field(record->type.record, e->as.string);
    if (f == NULL) {
        str nearest = model_nearest_field(record->type.record, e->as.string);
        if (nearest.length > 0)
            DIAG3(c->diags, place_of(c, e), DIAG_EXPR_UNKNOWN_FIELD_NEAR, e->as.string, record->type.record->name,
                  nearest);
        else
            DIAG2(c->diags, place_of(c, e), DIAG_EXPR_UNKNOWN_FIELD, e->as.string, record->type.record->name);
        return false;
    }
    e->as.field = f;
    e->type = field_value_type(f);
    return true;
}

/* ---- operators ---- */

static bool want(checker *c, const expr *e, enum type_kind kind)
{
    if (e->type.kind == kind)
        return true;
    DIAG3(c->diags, place_of(c, e), DIAG_EXPR_TYPE, e->source, describe(e->type), str_of(type_names[kind]));
    return false;
}

/* A string next to an enumeration stands for one of its values. */
static bool as_enum_value(checker *c, expr *literal, const enum_type *enumeration)
{
    int index = enum_find_value(enumeration, literal->as.string);
    if (index < 0) {
        str nearest = enum_nearest_value(enumeration, literal->as.string);
        if (nearest.length > 0)
            DIAG3(c->diags, place_of(c, literal), DIAG_EXPR_UNKNOWN_VALUE_NEAR, literal->as.string, enumeration->name,
                  nearest);
        else
            DIAG2(c->diags, place_of(c, literal), DIAG_EXPR_UNKNOWN_VALUE, literal->as.string, enumeration->name);
        return false;
    }
    literal->kind = EXPR_ENUM;
    literal->as.code = (uint8_t)(index + 1);
    literal->type = (value_type){.kind = TYPE_ENUM, .enumeration = enumeration};
    return true;
}

static bool same_type(value_type a, value_type b)
{
    return a.kind == b.kind && a.enumeration == b.enumeration && a.record == b.record;
}

/* Makes the two sides of a comparison or a parameter and its argument one type. */
static bool match_types(checker *c, expr *a, expr *b)
{
    if (a->type.kind == TYPE_ENUM && b->kind == EXPR_STRING)
        return as_enum_value(c, b, a->type.enumeration);
    if (b->type.kind == TYPE_ENUM && a->kind == EXPR_STRING)
        return as_enum_value(c, a, b->type.enumeration);
    if (same_type(a->type, b->type))
        return true;
    DIAG3(c->diags, place_of(c, b), DIAG_EXPR_TYPE, b->source, describe(b->type), describe(a->type));
    return false;
}

static bool check_equality(checker *c, expr *e)
{
    e->type.kind = TYPE_BOOLEAN;
    if (!match_types(c, e->operands[0], e->operands[1]))
        return false;
    enum type_kind kind = e->operands[0]->type.kind;
    if (kind != TYPE_PERIOD && kind != TYPE_DURATION)
        return true;
    DIAG2(c->diags, place_of(c, e), DIAG_EXPR_NOT_COMPARABLE, e->source, str_of(type_names[kind]));
    return false;
}

static bool check_order(checker *c, expr *e)
{
    e->type.kind = TYPE_BOOLEAN;
    if (!match_types(c, e->operands[0], e->operands[1]))
        return false;
    enum type_kind kind = e->operands[0]->type.kind;
    if (kind == TYPE_TIME || kind == TYPE_INTEGER)
        return true;
    DIAG2(c->diags, place_of(c, e), DIAG_EXPR_NOT_COMPARABLE, e->source, str_of(type_names[kind]));
    return false;
}

static bool check_sum(checker *c, expr *e)
{
    expr *left = e->operands[0], *right = e->operands[1];
    e->type.kind = left->type.kind;
    if (left->type.kind == TYPE_TIME)
        return want(c, right, TYPE_DURATION);
    if (left->type.kind == TYPE_DURATION)
        return want(c, right, TYPE_DURATION);
    return want(c, left, TYPE_INTEGER) && want(c, right, TYPE_INTEGER);
}

/* ---- calls ---- */

static bool check_count(checker *c, const expr *e, size_t wanted)
{
    if (e->operand_count == wanted)
        return true;
    buffer words = {0};
    buffer_addf(&words, "%zu", wanted);
    DIAG2(c->diags, place_of(c, e), DIAG_EXPR_ARGUMENT_COUNT, e->as.string, buffer_str(&words));
    buffer_free(&words);
    return false;
}

/* Lists and pattern sets are chosen when the expression is read. */
static bool want_name(checker *c, const expr *argument)
{
    if (argument->kind == EXPR_STRING)
        return true;
    DIAG1(c->diags, place_of(c, argument), DIAG_EXPR_NAME, argument->source);
    return false;
}

static bool check_fact_name(checker *c, expr *call, const expr *argument)
{
    if (!want_name(c, argument))
        return false;
    call->fact = model_find_type(c->scope->model, argument->as.string);
    return call->fact != NULL ||
           report_name(c, argument, argument->as.string, model_nearest_type(c->scope->model, argument->as.string));
}

enum { MAX_SETS = 128 };

/* Sets of acts judge contracts, and cannot be matched. */
static bool check_set_name(checker *c, expr *call, const expr *argument)
{
    const pattern_sets *sets = c->scope->patterns;
    str names[MAX_SETS];
    size_t count = 0;
    if (!want_name(c, argument))
        return false;
    for (size_t i = 0; i < pattern_sets_count(sets); i++) {
        const pattern_set *set = pattern_set_at(sets, i);
        if (pattern_set_kind_of(set) != PATTERN_SET_PATTERNS)
            continue;
        if (str_equal(pattern_set_name(set), argument->as.string))
            call->set = set;
        if (count < MAX_SETS)
            names[count++] = pattern_set_name(set);
    }
    size_t near = str_nearest(argument->as.string, names, count);
    return call->set != NULL ||
           report_name(c, argument, argument->as.string, near != SIZE_MAX ? names[near] : (str){"", 0});
}

static bool check_date(checker *c, expr *call, const expr *argument)
{
    call->date = argument->kind == EXPR_STRING ? moment_parse(argument->as.string) : MOMENT_MISSING;
    if (call->date != MOMENT_MISSING)
        return true;
    DIAG2(c->diags, place_of(c, argument), DIAG_VALUE_DATETIME, STR("date"), argument->source);
    return false;
}

static bool check_argument(checker *c, expr *call, const expr *argument, char parameter)
{
    switch (parameter) {
    case 't':
        return want(c, argument, TYPE_TIME);
    case 'p':
        return want(c, argument, TYPE_PERIOD);
    case 'd':
        return want(c, argument, TYPE_DURATION);
    case 'i':
        return want(c, argument, TYPE_INTEGER);
    case 's':
        return want(c, argument, TYPE_STRING);
    case 'b':
        return want(c, argument, TYPE_BOOLEAN);
    case 'w':
        return argument->type.kind == TYPE_PERIOD || want(c, argument, TYPE_TIME);
    case 'F':
        return check_fact_name(c, call, argument);
    case 'S':
        return check_set_name(c, call, argument);
    case 'L':
        return check_date(c, call, argument);
    default:
        return true;
    }
}

static bool check_function(checker *c, expr *e, enum function_id id)
{
    const function_info *f = &functions[id];
    if (!check_count(c, e, strlen(f->parameters)))
        return false;
    bool sound = true;
    for (size_t i = 0; i < e->operand_count; i++)
        sound &= check_expr(c, e->operands[i]) && check_argument(c, e, e->operands[i], f->parameters[i]);
    e->as.function = id;
    e->type.kind = f->result;
    return sound;
}

static bool check_definition(checker *c, expr *e, const struct definition *def)
{
    if (!check_count(c, e, definition_parameter_count(def)))
        return false;
    bool sound = true;
    for (size_t i = 0; i < e->operand_count; i++) {
        expr parameter = {.kind = EXPR_VARIABLE, .type = definition_parameter(def, i)->type};
        sound &= check_expr(c, e->operands[i]) && match_types(c, &parameter, e->operands[i]);
    }
    e->kind = EXPR_DEFINED;
    e->as.definition = def;
    e->type.kind = TYPE_BOOLEAN;
    return sound;
}

static bool check_call(checker *c, expr *e)
{
    str names[FUNCTION_COUNT], nearest;
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        names[i] = str_of(functions[i].name);
        if (str_equal(names[i], e->as.string))
            return check_function(c, e, (enum function_id)i);
    }
    const struct definition *def = c->scope->find_definition(c->scope->context, e->as.string, &nearest);
    if (def != NULL)
        return check_definition(c, e, def);
    size_t near = str_nearest(e->as.string, names, FUNCTION_COUNT);
    return report_name(c, e, e->as.string, nearest.length > 0 || near == SIZE_MAX ? nearest : names[near]);
}

/* ---- the whole ---- */

static bool check_operands(checker *c, expr *e)
{
    bool sound = true;
    for (size_t i = 0; i < e->operand_count; i++)
        sound &= check_expr(c, e->operands[i]);
    return sound;
}

static bool check_all(checker *c, expr *e, enum type_kind kind)
{
    bool sound = check_operands(c, e);
    for (size_t i = 0; i < e->operand_count && sound; i++)
        sound = want(c, e->operands[i], kind);
    e->type.kind = kind;
    return sound;
}

static bool check_expr(checker *c, expr *e)
{
    switch (e->kind) {
    case EXPR_BOOLEAN:
        e->type.kind = TYPE_BOOLEAN;
        return true;
    case EXPR_INTEGER:
        e->type.kind = TYPE_INTEGER;
        return true;
    case EXPR_STRING:
        e->type.kind = TYPE_STRING;
        return true;
    case EXPR_VARIABLE:
        return check_variable(c, e);
    case EXPR_FIELD:
        return check_field(c, e);
    case EXPR_NOT:
    case EXPR_AND:
    case EXPR_OR:
        return check_all(c, e, TYPE_BOOLEAN);
    case EXPR_EQUAL:
    case EXPR_UNEQUAL:
        return check_operands(c, e) && check_equality(c, e);
    case EXPR_LESS:
    case EXPR_LESS_EQUAL:
    case EXPR_GREATER:
    case EXPR_GREATER_EQUAL:
        return check_operands(c, e) && check_order(c, e);
    case EXPR_ADD:
    case EXPR_SUBTRACT:
        return check_operands(c, e) && check_sum(c, e);
    case EXPR_MULTIPLY:
    case EXPR_NEGATE:
        return check_all(c, e, TYPE_INTEGER);
    case EXPR_CALL:
        return check_call(c, e);
    case EXPR_ENUM:
    case EXPR_AUDIT_PERIOD:
    case EXPR_AUDIT_AS_OF:
    case EXPR_PARAMETER:
    case EXPR_DEFINED:
        return true;
    }
    return false;
}

bool expr_check(expr *e, const scope *s, const xml_attr *source, diags *d)
{
    checker c = {.scope = s, .source = source, .diags = d};
    return check_expr(&c, e);
}

bool expr_check_as(expr *e, enum type_kind wanted, const scope *s, const xml_attr *source, diags *d)
{
    checker c = {.scope = s, .source = source, .diags = d};
    return check_expr(&c, e) && want(&c, e, wanted);
}

bool expr_mentions(const expr *e, size_t slot)
{
    if (e->kind == EXPR_VARIABLE && e->as.slot == slot)
        return true;
    for (size_t i = 0; i < e->operand_count; i++)
        if (expr_mentions(e->operands[i], slot))
            return true;
    return false;
}

bool expr_is_constant(const expr *e)
{
    switch (e->kind) {
    case EXPR_VARIABLE:
    case EXPR_AUDIT_PERIOD:
    case EXPR_AUDIT_AS_OF:
    case EXPR_PARAMETER:
    case EXPR_DEFINED:
        return false;
    default:
        break;
    }
    if (e->kind == EXPR_CALL && e->as.function == FUNCTION_COMPLETE)
        return false;
    for (size_t i = 0; i < e->operand_count; i++)
        if (!expr_is_constant(e->operands[i]))
            return false;
    return true;
}

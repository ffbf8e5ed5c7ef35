/* Finds out what is read of a record, and whether its times are only compared: the value of such a time then reaches,
   unchanged, nothing but the functions that tell alike_narrow. */
#include "eval/alike.h"

enum { MAX_DEPTH = 8, TIME_SLOTS = 32 };

/* Where an expression stands: where the record is seen, or in a definition that was given some of its times. */
typedef struct view {
    alike_plan *out;
    bool sees_record; /* at `slot`; a definition does not */
    size_t slot;
    uint32_t time_slots; /* the parameters that are such times, as TIME_SLOTS bits */
    int depth;
} view;

static bool is_record(const view *v, const expr *e)
{
    return v->sees_record && e->kind == EXPR_VARIABLE && e->as.slot == v->slot;
}

static bool is_field(const view *v, const expr *e)
{
    return e->kind == EXPR_FIELD && is_record(v, e->operands[0]);
}

static bool is_time(const view *v, const expr *e)
{
    if (e->type.kind != TYPE_TIME)
        return false;
    return is_field(v, e) ||
           (e->kind == EXPR_VARIABLE && e->as.slot < TIME_SLOTS && (v->time_slots >> e->as.slot & 1) != 0);
}

static bool add_once(const field **fields, size_t *count, size_t limit, const field *f)
{
    for (size_t i = 0; i < *count; i++)
        if (fields[i] == f)
            return true;
    if (*count == limit)
        return false;
    fields[(*count)++] = f;
    return true;
}

/* A parameter was counted where the definition was called. */
static bool add_time(const view *v, const expr *e)
{
    return e->kind == EXPR_VARIABLE || add_once(v->out->times, &v->out->time_count, ALIKE_MAX_TIMES, e->as.field);
}

static bool add_field(const view *v, const field *f)
{
    switch (f->kind) {
    case FIELD_REF:
    case FIELD_STRING:
    case FIELD_ENUM:
    case FIELD_BOOLEAN:
        return add_once(v->out->fields, &v->out->field_count, ALIKE_MAX_FIELDS, f);
    default:
        return false;
    }
}

static bool may_be_time(const expr *e, size_t operand)
{
    if (e->kind == EXPR_DEFINED)
        return true;
    if (e->kind != EXPR_CALL)
        return false;
    switch (e->as.function) {
    case FUNCTION_BEFORE:
    case FUNCTION_NOT_AFTER:
    case FUNCTION_KNOWN:
        return true;
    case FUNCTION_WITHIN:
        return operand == 0;
    case FUNCTION_NAMED:
        return operand == 2;
    default:
        return false;
    }
}

static bool is_call(const expr *e, enum function_id function)
{
    return e->kind == EXPR_CALL && e->as.function == function;
}

/* The period between two such times. */
static bool is_span(const view *v, const expr *e)
{
    return is_call(e, FUNCTION_PERIOD) && is_time(v, e->operands[0]) && is_time(v, e->operands[1]);
}

static bool add_span(const view *v, const expr *e)
{
    return add_time(v, e->operands[0]) && add_time(v, e->operands[1]);
}

static bool plan_check(const view *v, const check *c);

static bool plan_expression(const view *v, const expr *e)
{
    if (is_time(v, e) || is_call(e, FUNCTION_MATCHES)) /* which has a budget */
        return false;
    if (is_call(e, FUNCTION_KNOWN) && is_span(v, e->operands[0])) /* it asks how they stand to each other */
        return add_span(v, e->operands[0]);
    if (is_record(v, e))
        return false;
    if (is_field(v, e))
        return add_field(v, e->as.field);
    view inner = {.out = v->out, .depth = v->depth + 1};
    for (size_t i = 0; i < e->operand_count; i++) {
        bool given = is_time(v, e->operands[i]) && may_be_time(e, i);
        if (!(given ? add_time(v, e->operands[i]) : plan_expression(v, e->operands[i])))
            return false;
        if (given)
            inner.time_slots |= UINT32_C(1) << i;
    }
    return e->kind != EXPR_DEFINED || (inner.depth < MAX_DEPTH && plan_check(&inner, e->as.definition->check));
}

static bool plan_optional(const view *v, const expr *e)
{
    return e == NULL || plan_expression(v, e);
}

static bool plan_over(const view *v, const expr *e)
{
    if (e != NULL && is_time(v, e))
        return add_time(v, e);
    return e != NULL && is_span(v, e) ? add_span(v, e) : plan_optional(v, e);
}

static bool plan_check(const view *v, const check *c)
{
    switch (c->kind) {
    case CHECK_TEST:
    case CHECK_ALL:
    case CHECK_ANY:
    case CHECK_AGREE:
    case CHECK_SOME:
    case CHECK_NONE:
    case CHECK_COVERED:
    case CHECK_JUDGE:
        break;
    case CHECK_COUNT:
    case CHECK_ORDER:
    case CHECK_TEXT:
    case CHECK_LUA:
    case CHECK_KIND_COUNT:
        return false;
    }
    if (v->sees_record && c->memo_of != NULL && c->memo_slot == v->slot) /* kept truths compare nothing (memo.c) */
        return false;
    if (!plan_optional(v, c->condition) || !plan_optional(v, c->where) || !plan_optional(v, c->by) ||
        !plan_over(v, c->over))
        return false;
    for (size_t i = 0; i < c->child_count; i++)
        if (!plan_check(v, c->children[i]))
            return false;
    return true;
}

bool plan_alike(const rule *r, alike_plan *out)
{
    *out = (alike_plan){0};
    view v = {.out = out, .sees_record = true, .slot = r->subject_slot};
    if (r->subject == NULL || (r->moment != NULL && !(is_time(&v, r->moment) && add_time(&v, r->moment))))
        return false;
    return plan_optional(&v, r->when) && plan_check(&v, r->check);
}

/* The index answers for the keys, and all that is found has the same. */
bool plan_alike_candidates(const check *c, alike_plan *out)
{
    *out = (alike_plan){0};
    view v = {.out = out, .sees_record = true, .slot = c->slot};
    for (size_t i = 0; i < c->filter_count; i++)
        if (!plan_expression(&v, c->filters[i]))
            return false;
    for (size_t i = 0; i < c->child_count; i++)
        if (!plan_check(&v, c->children[i]))
            return false;
    return true;
}

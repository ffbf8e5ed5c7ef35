/* Looks for checks that depend on one record alone and cost more than a look-up: those that walk over related records,
   or use definitions, which do. */
#include "rules/memo_plan.h"

typedef struct survey {
    uint32_t slots;           /* mentioned, as bits */
    bool is_costly, uses_lua; /* Lua sees all that is in scope */
} survey;

static survey survey_check(const check *c);

static void survey_expression(void *context, const expr *e)
{
    survey *s = context;
    if (e->kind == EXPR_VARIABLE)
        s->slots |= 1U << e->as.slot;
    if (e->kind == EXPR_DEFINED) {
        s->is_costly = true;
        s->uses_lua = s->uses_lua || survey_check(e->as.definition->check).uses_lua;
    }
    for (size_t i = 0; i < e->operand_count; i++)
        survey_expression(s, e->operands[i]);
}

/* What a check depends on, from outside. */
static survey survey_check(const check *c)
{
    survey s = {.is_costly = check_is_related(c), .uses_lua = c->kind == CHECK_LUA};
    check_each_expression(c, survey_expression, &s);
    for (size_t i = 0; i < c->child_count; i++) {
        survey below = survey_check(c->children[i]);
        s.slots |= below.slots;
        s.is_costly |= below.is_costly;
        s.uses_lua |= below.uses_lua;
    }
    if (check_is_related(c))
        s.slots &= ~(1U << c->slot);
    return s;
}

/* `type` is that of the record in the slot, or NULL where there is none to keep truths by. */
static void plan(check *c, const record_type *type, size_t slot)
{
    survey s = survey_check(c);
    if (type != NULL && s.slots == 1U << slot && s.is_costly && !s.uses_lua) {
        c->memo_of = type;
        c->memo_slot = slot;
        return;
    }
    bool binds = check_is_related(c);
    for (size_t i = 0; i < c->child_count; i++)
        plan(c->children[i], binds ? c->fact : type, binds ? c->slot : slot);
}

void plan_rule_memos(rule *r)
{
    plan(r->check, NULL, 0);
}

void plan_definition_memos(definition *def)
{
    const record_type *only = def->parameter_count == 1 ? def->parameters[0].type.record : NULL;
    plan(def->check, only, 0);
}

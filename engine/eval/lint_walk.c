/* Walking over all checks and expressions of a pack, and what lint asks of each expression. */
#include "eval/lint_walk.h"

#include "text/normalise.h"

/* ---- checks ---- */

static void walk_check(const check *c, void (*visit)(void *, const check *), void *context)
{
    visit(context, c);
    for (size_t i = 0; i < c->child_count; i++)
        walk_check(c->children[i], visit, context);
}

void lint_walk_parts(const pack *p, void (*visit)(void *context, const picture_part *part), void *context)
{
    for (size_t i = 0; i < p->picture_count; i++)
        for (size_t k = 0; k < p->pictures[i].rows_count; k++)
            for (size_t n = 0; n < p->pictures[i].rows[k].part_count; n++)
                visit(context, &p->pictures[i].rows[k].parts[n]);
}

typedef struct check_walk {
    void (*visit)(void *context, const check *c);
    void *context;
} check_walk;

/* What a bar or a mark should meet; the bar or mark itself is no check. */
static void walk_part_checks(void *context, const picture_part *part)
{
    const check_walk *w = context;
    for (size_t i = 0; i < part->check->child_count; i++)
        walk_check(part->check->children[i], w->visit, w->context);
}

void lint_walk_checks(const pack *p, void (*visit)(void *context, const check *c), void *context)
{
    check_walk w = {visit, context};
    for (size_t i = 0; i < p->definition_count; i++)
        walk_check(p->definitions[i].check, visit, context);
    for (size_t i = 0; i < p->rule_count; i++)
        walk_check(p->rules[i].check, visit, context);
    lint_walk_parts(p, walk_part_checks, &w);
}

bool lint_can_be_false(const check *c)
{
    if (c->otherwise_review)
        return false;
    switch (c->kind) {
    case CHECK_JUDGE:
    case CHECK_AGREE:
        return false;
    case CHECK_ALL:
        for (size_t i = 0; i < c->child_count; i++)
            if (lint_can_be_false(c->children[i]))
                return true;
        return false;
    case CHECK_ANY:
        for (size_t i = 0; i < c->child_count; i++)
            if (!lint_can_be_false(c->children[i]))
                return false;
        return true;
    case CHECK_TEST:
    case CHECK_SOME:
    case CHECK_NONE:
    case CHECK_COUNT:
    case CHECK_COVERED:
    case CHECK_ORDER:
    case CHECK_TEXT:
    case CHECK_LUA:
    case CHECK_KIND_COUNT:
        break;
    }
    return true;
}

/* ---- expressions ---- */

typedef struct expression_walk {
    void (*visit)(void *context, const expr *e, place at);
    void *context;
    place at;
} expression_walk;

static void visit_expression(void *context, const expr *e)
{
    const expression_walk *w = context;
    if (e != NULL)
        w->visit(w->context, e, w->at);
}

static void visit_check(void *context, const check *c)
{
    expression_walk *w = context;
    w->at = c->at;
    check_each_expression(c, visit_expression, w);
}

static void visit_template(expression_walk *w, const template *t)
{
    for (size_t i = 0; i < t->count; i++)
        visit_expression(w, t->parts[i].value);
}

static void visit_part(void *context, const picture_part *part)
{
    expression_walk *w = context;
    visit_check(w, part->check);
    visit_expression(w, part->at);
    visit_expression(w, part->text);
}

static void visit_pictures(const pack *p, expression_walk *w)
{
    lint_walk_parts(p, visit_part, w);
    for (size_t i = 0; i < p->picture_count; i++) {
        const picture_plan *plan = &p->pictures[i];
        w->at = plan->at;
        visit_expression(w, plan->over);
        for (size_t k = 0; k < plan->rows_count; k++) {
            w->at = plan->rows[k].each->at;
            visit_expression(w, plan->rows[k].each->when);
            visit_expression(w, plan->rows[k].each->moment);
            visit_expression(w, plan->rows[k].each->over);
        }
    }
}

void lint_walk_expressions(const pack *p, void (*visit)(void *context, const expr *e, place at), void *context)
{
    expression_walk w = {.visit = visit, .context = context};
    lint_walk_checks(p, visit_check, &w);
    visit_pictures(p, &w);
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        w.at = r->at;
        visit_expression(&w, r->when);
        visit_expression(&w, r->moment);
        visit_expression(&w, r->over);
        visit_template(&w, &r->finding.ja);
        visit_template(&w, &r->finding.en);
        visit_template(&w, &r->remedy.ja);
        visit_template(&w, &r->remedy.en);
    }
}

/* ---- pattern sets ---- */

typedef struct set_search {
    const pattern_set *set;
    bool found;
} set_search;

static void search_expression(void *context, const expr *e, place at)
{
    set_search *search = context;
    search->found = search->found || e->set == search->set;
    for (size_t i = 0; i < e->operand_count; i++)
        search_expression(context, e->operands[i], at);
}

static void search_check(void *context, const check *c)
{
    set_search *search = context;
    search->found = search->found || c->set == search->set;
}

bool lint_uses_set(const pack *p, const pattern_set *set)
{
    set_search search = {.set = set};
    lint_walk_checks(p, search_check, &search);
    lint_walk_expressions(p, search_expression, &search);
    return search.found;
}

/* ---- conditions ---- */

typedef struct condition_search {
    diags *diags;
    place at;
    const expr *whole;
} condition_search;

static bool is_literal(const expr *e)
{
    return e->kind == EXPR_ENUM || e->kind == EXPR_STRING || e->kind == EXPR_INTEGER || e->kind == EXPR_BOOLEAN;
}

/* Splits `x == literal`, either way round. */
static bool split_equality(const expr *e, const expr **value, const expr **literal)
{
    if (e->kind != EXPR_EQUAL)
        return false;
    int at = is_literal(e->operands[1]) ? 1 : 0;
    *literal = e->operands[at];
    *value = e->operands[1 - at];
    return is_literal(*literal) && !is_literal(*value);
}

static bool literals_differ(const expr *a, const expr *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case EXPR_ENUM:
        return a->as.code != b->as.code;
    case EXPR_STRING:
        return !is_same_text(a->as.string, b->as.string);
    case EXPR_INTEGER:
        return a->as.integer != b->as.integer;
    case EXPR_BOOLEAN:
        return a->as.boolean != b->as.boolean;
    default:
        return false;
    }
}

enum { MAX_EQUALITIES = 32 };

typedef struct equalities {
    const expr *items[MAX_EQUALITIES];
    size_t count;
} equalities;

static void collect_equalities(const expr *e, equalities *all)
{
    if (e->kind == EXPR_AND) {
        for (size_t i = 0; i < e->operand_count; i++)
            collect_equalities(e->operands[i], all);
    } else if (e->kind == EXPR_EQUAL && all->count < MAX_EQUALITIES) {
        all->items[all->count++] = e;
    }
}

static void find_contradiction(condition_search *search, const expr *e)
{
    equalities all = {0};
    collect_equalities(e, &all);
    for (size_t i = 0; i < all.count; i++)
        for (size_t k = 0; k < i; k++) {
            const expr *value, *literal, *other_value, *other_literal;
            if (!split_equality(all.items[i], &value, &literal) ||
                !split_equality(all.items[k], &other_value, &other_literal))
                continue;
            if (str_equal(str_trim(value->source), str_trim(other_value->source)) &&
                literals_differ(literal, other_literal))
                DIAG2(search->diags, search->at, DIAG_LINT_CONTRADICTION, value->source, search->whole->source);
        }
}

static void search_condition(condition_search *search, const expr *e, bool in_and)
{
    if (e->type.kind == TYPE_BOOLEAN && expr_is_constant(e)) {
        DIAG2(search->diags, search->at, DIAG_LINT_CONSTANT, e->source, search->whole->source);
        return;
    }
    if (e->kind == EXPR_AND && !in_and)
        find_contradiction(search, e);
    bool is_connective = e->kind == EXPR_AND || e->kind == EXPR_OR || e->kind == EXPR_NOT;
    for (size_t i = 0; i < e->operand_count && is_connective; i++)
        search_condition(search, e->operands[i], e->kind == EXPR_AND);
}

static void lint_condition(void *context, const expr *e, place at)
{
    condition_search search = {.diags = context, .at = at, .whole = e};
    if (e->type.kind == TYPE_BOOLEAN)
        search_condition(&search, e, false);
}

void lint_conditions(const pack *p, diags *d)
{
    lint_walk_expressions(p, lint_condition, d);
}

/* Explains a condition: the values that it had, what the definitions that it calls found, what would make it hold. */
#include "eval/explain.h"

enum { MAX_OPERANDS = 12 };

static bool is_operand(const expr *e)
{
    return e->kind == EXPR_FIELD || e->kind == EXPR_AUDIT_PERIOD || e->kind == EXPR_AUDIT_AS_OF ||
           e->kind == EXPR_PARAMETER || e->kind == EXPR_VARIABLE;
}

static bool is_missing(const expr *e, value v)
{
    return e->type.kind == TYPE_BOOLEAN ? v.as.truth == TRUTH_UNKNOWN : !v.known;
}

static void collect_operands(trace *t, explanation *out, const expr *e, const frame *f)
{
    if (is_operand(e)) {
        for (size_t i = 0; i < out->operand_count; i++)
            if (str_equal(out->operands[i].source, e->source))
                return;
        if (out->operand_count == MAX_OPERANDS)
            return;
        value v = eval_expr(t->ev, e, f);
        operand *o = &out->operands[out->operand_count++];
        *o = (operand){.source = e->source,
                       .name = trace_name_of(t, e),
                       .value = trace_words_of(t, e, v),
                       .missing = is_missing(e, v)};
        if (o->missing && out->truth == TRUTH_UNKNOWN)
            trace_add_missing(t, format_label(t, "%.*s%.*s", "%.*s%.*s", o->name, (label){{"", 0}, {"", 0}}));
        return;
    }
    for (size_t i = 0; i < e->operand_count; i++)
        collect_operands(t, out, e->operands[i], f);
}

void trace_add_operands(trace *t, explanation *out, const expr *e, const frame *f)
{
    operand found[MAX_OPERANDS] = {0};
    out->operands = found;
    collect_operands(t, out, e, f);
    out->operands = ARENA_ARRAY(t->ev->a, operand, out->operand_count);
    memcpy(out->operands, found, out->operand_count * sizeof *found);
}

static label operand_phrase(trace *t, const expr *e, const frame *f)
{
    label l = trace_words_of(t, e, eval_expr(t->ev, e, f));
    return is_operand(e) ? format_label(t, "%.*s（%.*s）", "%.*s (%.*s)", trace_name_of(t, e), l) : l;
}

label trace_holding_change(trace *t, label name)
{
    static const label none = {{"", 0}, {"", 0}};
    static const char *const endings[] = {"る", "い", "た"};
    const char *ja = "「%.*s」を満たすこと%.*s";
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (name.ja.length >= 3 && str_is(str_from(name.ja, name.ja.length - 3), endings[i]))
            ja = "%.*sこと%.*s";
    return format_label(t, ja, "condition: %.*s%.*s", name, none);
}

/* What would make a false condition hold, in words. */
static label change_for(trace *t, const check *c, const expr *e, const frame *f)
{
    bool binary = e->operand_count == 2;
    if (e->kind == EXPR_CALL && binary && e->as.function == FUNCTION_BEFORE)
        return format_label(t, "%.*sが%.*sより前であること", "%.*s before %.*s", operand_phrase(t, e->operands[0], f),
                            operand_phrase(t, e->operands[1], f));
    if (e->kind == EXPR_CALL && binary && e->as.function == FUNCTION_NOT_AFTER)
        return format_label(t, "%.*sが%.*sより後でないこと", "%.*s not after %.*s",
                            operand_phrase(t, e->operands[0], f), operand_phrase(t, e->operands[1], f));
    if (e->kind == EXPR_CALL && binary && e->as.function == FUNCTION_WITHIN)
        return format_label(t, "%.*sが%.*sの内であること", "%.*s within %.*s", operand_phrase(t, e->operands[0], f),
                            operand_phrase(t, e->operands[1], f));
    if (e->kind == EXPR_EQUAL)
        return format_label(t, "%.*sが%.*sであること", "%.*s equal to %.*s", operand_phrase(t, e->operands[0], f),
                            operand_phrase(t, e->operands[1], f));
    return trace_holding_change(t, c->name.ja.length > 0 ? c->name : (label){e->source, e->source});
}

static bool is_connective(const expr *e)
{
    return e->kind == EXPR_AND || e->kind == EXPR_OR || e->kind == EXPR_NOT;
}

static size_t count_calls(const expr *e)
{
    size_t count = e->kind == EXPR_DEFINED;
    for (size_t i = 0; i < e->operand_count && is_connective(e); i++)
        count += count_calls(e->operands[i]);
    return count;
}

/* What the definitions that the condition calls found; under `not`, what one found counts against. */
static void add_definitions(trace *t, explanation *out, const expr *e, const frame *f, size_t capacity)
{
    bool was_against = t->is_against;
    size_t changes = t->change_count;
    if (e->kind == EXPR_DEFINED) {
        frame inner = {0};
        bind_arguments(t->ev, e, f, &inner);
        trace_add_child(t, out, capacity, explain_check(t, e->as.definition->check, &inner));
        return;
    }
    t->is_against = was_against || e->kind == EXPR_NOT;
    for (size_t i = 0; i < e->operand_count && is_connective(e); i++)
        add_definitions(t, out, e->operands[i], f, capacity);
    t->is_against = was_against;
    if (e->kind == EXPR_NOT)
        t->change_count = changes; /* what would make it hold is the opposite of what is wanted */
}

const explanation *explain_condition(trace *t, const check *c, const expr *e, frame *f)
{
    explanation *out = new_explanation(t, c, eval_truth(t->ev, e, f));
    out->source = e->source;
    trace_add_operands(t, out, e, f);
    size_t changes = t->change_count;
    add_definitions(t, out, e, f, count_calls(e));
    if (out->truth == TRUTH_FALSE) {
        if (c->name.ja.length > 0)
            t->change_count = changes; /* what a definition asks is in its author's words, not in those of the rule */
        if (t->change_count == changes)
            trace_add_change(t, change_for(t, c, e, f));
    }
    return out;
}

const explanation *explain_population(trace *t, const expr *when, frame *f)
{
    check membership = {.kind = CHECK_TEST, .name = {STR("規則の対象である"), STR("is a subject of the rule")}};
    return explain_condition(t, &membership, when, f);
}

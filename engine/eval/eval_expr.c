/* Evaluates expressions over frozen tables. */
#include "eval/evaluation.h"

#include "text/normalise.h"

static const value unknown = {.known = false};

static value truth_value(enum truth t)
{
    return (value){.known = true, .as.truth = t};
}

static value integer_value(evaluation *ev, bool overflowed, int64_t i)
{
    if (overflowed)
        ev->fault = "integer overflow";
    return (value){.known = !overflowed, .as.integer = i};
}

static value moment_value(moment m)
{
    return (value){.known = m != MOMENT_MISSING, .as.moment = m};
}

static value period_value(period p)
{
    return (value){.known = !period_is_missing(p), .as.period = p};
}

/* ---- fields ---- */

static value boolean_field(uint8_t code)
{
    return truth_value(code == 0 ? TRUTH_UNKNOWN : truth_of(code == 2));
}

static value string_field(const evaluation *ev, symbol s)
{
    if (s == SYMBOL_NONE)
        return unknown;
    return (value){.known = true, .as.string = intern_text(ev->facts->names, s)};
}

value read_field_value(const evaluation *ev, const field *f, const record_type *type, uint32_t row)
{
    const table *t = facts_table(ev->facts, type);
    switch (f->kind) {
    case FIELD_ID:
        return (value){.known = true, .as.string = table_id(ev->facts, t, row)};
    case FIELD_REF: {
        uint32_t target = table_ref(t, f->index, row);
        return (value){.known = target != 0, .as.row = target - 1};
    }
    case FIELD_STRING:
    case FIELD_TEXT:
        return string_field(ev, table_symbol(t, f->index, row));
    case FIELD_BOOLEAN:
        return boolean_field(table_code(t, f->index, row));
    case FIELD_ENUM: {
        uint8_t code = table_code(t, f->index, row);
        return (value){.known = code != 0, .as.code = code};
    }
    case FIELD_INTEGER: {
        int64_t i = table_integer(t, f->index, row);
        return (value){.known = i != INTEGER_MISSING, .as.integer = i};
    }
    case FIELD_DATE:
    case FIELD_DATETIME:
        return moment_value(table_moment(t, f->index, row));
    case FIELD_PERIOD:
        return period_value(table_period(t, f->index, row));
    case FIELD_KIND_COUNT:
        break;
    }
    return unknown;
}

static value eval_field(evaluation *ev, const expr *e, const frame *f)
{
    const expr *record = e->operands[0];
    value v = eval_expr(ev, record, f);
    if (v.known)
        return read_field_value(ev, e->as.field, record->type.record, v.as.row);
    return e->type.kind == TYPE_BOOLEAN ? truth_value(TRUTH_UNKNOWN) : unknown;
}

/* ---- parameters ---- */

static value eval_parameter(const evaluation *ev, const parameter *p)
{
    for (size_t i = 0; i < p->value_count; i++) {
        const parameter_value *v = &p->values[i];
        if (moment_within(moment_day(ev->at), v->in_force) != TRUTH_TRUE)
            continue;
        switch (p->type.kind) {
        case TYPE_INTEGER:
            return (value){.known = true, .as.integer = v->as.integer};
        case TYPE_DURATION:
            return (value){.known = true, .as.duration = v->as.duration};
        default:
            return (value){.known = true, .as.string = v->as.string};
        }
    }
    return unknown;
}

/* ---- comparisons ---- */

static enum truth equal_truths(enum truth a, enum truth b)
{
    enum truth both_known = truth_and(truth_or(a, truth_not(a)), truth_or(b, truth_not(b)));
    return both_known == TRUTH_TRUE ? truth_of(a == b) : both_known;
}

static enum truth eval_equal(enum type_kind kind, value a, value b)
{
    if (kind == TYPE_BOOLEAN)
        return equal_truths(a.as.truth, b.as.truth);
    if (!a.known || !b.known)
        return TRUTH_UNKNOWN;
    switch (kind) {
    case TYPE_INTEGER:
        return truth_of(a.as.integer == b.as.integer);
    case TYPE_STRING:
        return truth_of(str_equal(a.as.string, b.as.string));
    case TYPE_TIME:
        return moment_same(a.as.moment, b.as.moment);
    case TYPE_ENUM:
        return truth_of(a.as.code == b.as.code);
    case TYPE_RECORD:
        return truth_of(a.as.row == b.as.row);
    case TYPE_BOOLEAN:
    case TYPE_DURATION:
    case TYPE_PERIOD:
        break;
    }
    return TRUTH_UNKNOWN;
}

/* a < b, or a <= b. */
static enum truth eval_less(enum type_kind kind, value a, value b, bool or_equal)
{
    if (!a.known || !b.known)
        return TRUTH_UNKNOWN;
    if (kind == TYPE_TIME)
        return or_equal ? moment_not_after(a.as.moment, b.as.moment) : moment_before(a.as.moment, b.as.moment);
    return truth_of(or_equal ? a.as.integer <= b.as.integer : a.as.integer < b.as.integer);
}

static value eval_comparison(evaluation *ev, const expr *e, const frame *f)
{
    enum type_kind kind = e->operands[0]->type.kind;
    value a = eval_expr(ev, e->operands[0], f), b = eval_expr(ev, e->operands[1], f);
    switch (e->kind) {
    case EXPR_EQUAL:
        return truth_value(eval_equal(kind, a, b));
    case EXPR_UNEQUAL:
        return truth_value(truth_not(eval_equal(kind, a, b)));
    case EXPR_LESS:
        return truth_value(eval_less(kind, a, b, false));
    case EXPR_LESS_EQUAL:
        return truth_value(eval_less(kind, a, b, true));
    case EXPR_GREATER:
        return truth_value(eval_less(kind, b, a, false));
    default:
        return truth_value(eval_less(kind, b, a, true));
    }
}

/* ---- arithmetic ---- */

static value add_durations(duration a, duration b, int sign)
{
    duration sum = {a.months + sign * b.months, a.days + sign * b.days};
    return (value){.known = true, .as.duration = sum};
}

static value eval_sum(evaluation *ev, const expr *e, const frame *f)
{
    value a = eval_expr(ev, e->operands[0], f), b = eval_expr(ev, e->operands[1], f);
    int sign = e->kind == EXPR_ADD ? 1 : -1;
    int64_t sum;
    if (!a.known || !b.known)
        return unknown;
    switch (e->type.kind) {
    case TYPE_TIME:
        return moment_value(moment_add(a.as.moment, b.as.duration, sign));
    case TYPE_DURATION:
        return add_durations(a.as.duration, b.as.duration, sign);
    default:
        break;
    }
    bool overflowed = sign > 0 ? __builtin_add_overflow(a.as.integer, b.as.integer, &sum)
                               : __builtin_sub_overflow(a.as.integer, b.as.integer, &sum);
    return integer_value(ev, overflowed, sum);
}

static value eval_product(evaluation *ev, const expr *e, const frame *f)
{
    value a = eval_expr(ev, e->operands[0], f), b = {.known = true, .as.integer = -1};
    if (e->kind == EXPR_MULTIPLY)
        b = eval_expr(ev, e->operands[1], f);
    int64_t product;
    if (!a.known || !b.known)
        return unknown;
    bool overflowed = __builtin_mul_overflow(a.as.integer, b.as.integer, &product);
    return integer_value(ev, overflowed, product);
}

/* ---- functions ---- */

enum { MAX_DURATION = 100000 };

static value make_duration(evaluation *ev, int64_t count, int32_t months, int32_t days)
{
    if (count < -MAX_DURATION || count > MAX_DURATION)
        return integer_value(ev, true, 0);
    duration d = {(int32_t)count * months, (int32_t)count * days};
    return (value){.known = true, .as.duration = d};
}

static value eval_contains(evaluation *ev, str text, str part)
{
    arena *a = arena_new();
    str where, what;
    bool sound = normalise_text(a, text, &where) && normalise_text(a, part, &what);
    value v = truth_value(sound ? truth_of(str_find(where, what) != SIZE_MAX) : TRUTH_UNKNOWN);
    if (!sound)
        ev->fault = "text that is not UTF-8";
    arena_free(a);
    return v;
}

static value eval_matches(evaluation *ev, const pattern_set *set, str text)
{
    enum pattern_result result = pattern_set_matches(set, text);
    if (result == PATTERN_ERROR)
        ev->fault = "a limit of pattern matching";
    return truth_value(result == PATTERN_ERROR ? TRUTH_UNKNOWN : truth_of(result == PATTERN_MATCH));
}

static bool is_alias(const alias *aliases, size_t count, str name, str also, moment at)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(aliases[i].name, name) && str_equal(aliases[i].also, also) &&
            moment_within(moment_day(at), aliases[i].in_force) == TRUTH_TRUE)
            return true;
    return false;
}

static value eval_named(const evaluation *ev, str text, str name, moment at)
{
    return truth_value(truth_of(str_equal(text, name) ||
                                is_alias(ev->pack->aliases, ev->pack->alias_count, name, text, at) ||
                                is_alias(ev->options->aliases, ev->options->alias_count, name, text, at)));
}

static value eval_complete(evaluation *ev, const expr *e, value when)
{
    period over = e->operands[1]->type.kind == TYPE_TIME ? (period){when.as.moment, when.as.moment} : when.as.period;
    return truth_value(truth_of(is_complete_as_of(ev, e->fact, 0, over, NULL)));
}

/* The functions whose arguments are all known. */
static value eval_known_call(evaluation *ev, const expr *e, const value *a)
{
    switch (e->as.function) {
    case FUNCTION_BEFORE:
        return truth_value(moment_before(a[0].as.moment, a[1].as.moment));
    case FUNCTION_NOT_AFTER:
        return truth_value(moment_not_after(a[0].as.moment, a[1].as.moment));
    case FUNCTION_SAME_DAY:
        return truth_value(truth_of(moment_day(a[0].as.moment) == moment_day(a[1].as.moment)));
    case FUNCTION_WITHIN:
        return truth_value(moment_within(a[0].as.moment, a[1].as.period));
    case FUNCTION_DURING:
        return truth_value(period_during(a[0].as.period, a[1].as.period));
    case FUNCTION_OVERLAPS:
        return truth_value(period_overlaps(a[0].as.period, a[1].as.period));
    case FUNCTION_DAY:
        return moment_value(moment_day(a[0].as.moment));
    case FUNCTION_START_OF:
        return moment_value(a[0].as.period.from);
    case FUNCTION_END_OF:
        return moment_value(a[0].as.period.to);
    case FUNCTION_EARLIEST:
        return moment_first(a[0].as.moment) <= moment_first(a[1].as.moment) ? a[0] : a[1];
    case FUNCTION_LATEST:
        return moment_last(a[0].as.moment) >= moment_last(a[1].as.moment) ? a[0] : a[1];
    case FUNCTION_PERIOD:
        if (moment_first(a[0].as.moment) > moment_last(a[1].as.moment))
            return unknown;
        return period_value((period){a[0].as.moment, a[1].as.moment});
    case FUNCTION_SINCE:
        return period_value((period){a[0].as.moment, MOMENT_FUTURE});
    case FUNCTION_INTERSECT:
        return period_value(period_intersect(a[0].as.period, a[1].as.period));
    case FUNCTION_YEARS:
        return make_duration(ev, a[0].as.integer, 12, 0);
    case FUNCTION_MONTHS:
        return make_duration(ev, a[0].as.integer, 1, 0);
    case FUNCTION_DAYS:
        return make_duration(ev, a[0].as.integer, 0, 1);
    case FUNCTION_DATE:
        return moment_value(e->date);
    case FUNCTION_FISCAL_YEAR:
        return (value){.known = true, .as.integer = moment_fiscal_year(a[0].as.moment)};
    case FUNCTION_CONTAINS:
        return eval_contains(ev, a[0].as.string, a[1].as.string);
    case FUNCTION_MATCHES:
        return eval_matches(ev, e->set, a[0].as.string);
    case FUNCTION_NAMED:
        return eval_named(ev, a[0].as.string, a[1].as.string, a[2].as.moment);
    case FUNCTION_COMPLETE:
        return eval_complete(ev, e, a[1]);
    case FUNCTION_KNOWN:
    case FUNCTION_COUNT:
        break;
    }
    return unknown;
}

static bool is_recorded(const expr *e, value v)
{
    return e->type.kind == TYPE_BOOLEAN ? v.as.truth != TRUTH_UNKNOWN : v.known;
}

static value eval_call(evaluation *ev, const expr *e, const frame *f)
{
    value arguments[EXPR_MAX_ARGUMENTS];
    bool all_known = true;
    for (size_t i = 0; i < e->operand_count; i++) {
        arguments[i] = eval_expr(ev, e->operands[i], f);
        all_known &= is_recorded(e->operands[i], arguments[i]);
    }
    if (e->as.function == FUNCTION_KNOWN)
        return truth_value(truth_of(all_known));
    if (all_known)
        return eval_known_call(ev, e, arguments);
    return e->type.kind == TYPE_BOOLEAN ? truth_value(TRUTH_UNKNOWN) : unknown;
}

/* ---- the whole ---- */

static enum truth eval_and(evaluation *ev, const expr *e, const frame *f)
{
    enum truth left = eval_truth(ev, e->operands[0], f);
    return left == TRUTH_FALSE ? left : truth_and(left, eval_truth(ev, e->operands[1], f));
}

static enum truth eval_or(evaluation *ev, const expr *e, const frame *f)
{
    enum truth left = eval_truth(ev, e->operands[0], f);
    return left == TRUTH_TRUE ? left : truth_or(left, eval_truth(ev, e->operands[1], f));
}

value eval_expr(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->kind) {
    case EXPR_BOOLEAN:
        return truth_value(truth_of(e->as.boolean));
    case EXPR_INTEGER:
        return (value){.known = true, .as.integer = e->as.integer};
    case EXPR_STRING:
        return (value){.known = true, .as.string = e->as.string};
    case EXPR_ENUM:
        return (value){.known = true, .as.code = e->as.code};
    case EXPR_VARIABLE:
        return f->slots[e->as.slot];
    case EXPR_FIELD:
        return eval_field(ev, e, f);
    case EXPR_AUDIT_PERIOD:
        return period_value(ev->period);
    case EXPR_AUDIT_AS_OF:
        return moment_value(ev->options->as_of);
    case EXPR_PARAMETER:
        return eval_parameter(ev, e->as.parameter);
    case EXPR_NOT:
        return truth_value(truth_not(eval_truth(ev, e->operands[0], f)));
    case EXPR_AND:
        return truth_value(eval_and(ev, e, f));
    case EXPR_OR:
        return truth_value(eval_or(ev, e, f));
    case EXPR_EQUAL:
    case EXPR_UNEQUAL:
    case EXPR_LESS:
    case EXPR_LESS_EQUAL:
    case EXPR_GREATER:
    case EXPR_GREATER_EQUAL:
        return eval_comparison(ev, e, f);
    case EXPR_ADD:
    case EXPR_SUBTRACT:
        return eval_sum(ev, e, f);
    case EXPR_MULTIPLY:
    case EXPR_NEGATE:
        return eval_product(ev, e, f);
    case EXPR_CALL:
        return eval_call(ev, e, f);
    case EXPR_DEFINED:
        return truth_value(eval_definition(ev, e->as.definition, e, f));
    }
    return unknown;
}

enum truth eval_truth(evaluation *ev, const expr *e, const frame *f)
{
    return eval_expr(ev, e, f).as.truth;
}

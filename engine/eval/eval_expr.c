/* Evaluates expressions over frozen tables: fields, parameters and operators. */
#include "eval/eval_typed.h"

#include "text/normalise.h"

/* ---- limits: what lies beyond one is a fault, and no value ---- */

enum { MAX_DURATION = 100000, LAST_YEAR = 9999 };

static int64_t checked_integer(evaluation *ev, bool overflowed, int64_t i)
{
    if (!overflowed && i != INTEGER_MISSING)
        return i;
    set_fault(ev, (label){STR("整数の計算があふれた"), STR("integer overflow")});
    return INTEGER_MISSING;
}

static bool is_beyond(int64_t count, int64_t limit)
{
    return count < -limit || count > limit;
}

bool checked_duration(evaluation *ev, int64_t months, int64_t days, duration *out)
{
    if (is_beyond(months, MAX_DURATION * 12) || is_beyond(days, MAX_DURATION)) {
        set_fault(ev, (label){STR("10万年又は10万日を超える長さ"), STR("a length of more than 100000 years or days")});
        return false;
    }
    *out = (duration){(int32_t)months, (int32_t)days};
    return true;
}

/* Times stay within the years that dates can write. */
static moment checked_moment(evaluation *ev, moment m)
{
    if (moment_first(m) >= day_from_civil(1, 1, 1) * SECONDS_PER_DAY &&
        moment_first(m) < day_from_civil(LAST_YEAR + 1, 1, 1) * SECONDS_PER_DAY)
        return m;
    set_fault(ev, (label){STR("西暦1年から9999年までの外の時"), STR("a time outside the years 1 to 9999")});
    return MOMENT_MISSING;
}

/* ---- fields ---- */

/* A field of a record that an expression leads to: table and row, or no table where that record is missing. */
typedef struct cell {
    const table *table;
    size_t field;
    uint32_t row;
} cell;

/* As eval_row, of a variable. */
static inline uint32_t row_of_variable(const expr *e, const frame *f)
{
    const value *v = &f->slots[e->as.slot];
    return v->known ? v->as.row + 1 : 0;
}

static inline cell find_cell(evaluation *ev, const expr *e, const frame *f)
{
    const expr *record = e->operands[0];
    uint32_t row = record->kind == EXPR_VARIABLE ? row_of_variable(record, f) : eval_row(ev, record, f);
    if (row == 0)
        return (cell){0};
    return (cell){facts_table(ev->facts, record->type.record), e->as.field->index, row - 1};
}

static enum truth truth_of_code(uint8_t code)
{
    return code == 0 ? TRUTH_UNKNOWN : truth_of(code == 2);
}

static enum truth field_truth(evaluation *ev, const expr *e, const frame *f)
{
    cell c = find_cell(ev, e, f);
    return c.table != NULL ? truth_of_code(table_code(c.table, c.field, c.row)) : TRUTH_UNKNOWN;
}

static str text_of_symbol(const evaluation *ev, symbol s)
{
    return s != SYMBOL_NONE ? intern_text(ev->facts->names, s) : (str){0};
}

static str field_string(evaluation *ev, const expr *e, const frame *f)
{
    cell c = find_cell(ev, e, f);
    if (c.table == NULL)
        return (str){0};
    if (e->as.field->kind == FIELD_ID)
        return table_id(ev->facts, c.table, c.row);
    return text_of_symbol(ev, table_symbol(c.table, c.field, c.row));
}

/* ---- parameters ---- */

static const parameter_value *find_parameter_value(const evaluation *ev, const parameter *p)
{
    for (size_t i = 0; i < p->value_count; i++)
        if (moment_within(moment_day(ev->at), p->values[i].in_force) == TRUTH_TRUE)
            return &p->values[i];
    return NULL;
}

/* ---- comparisons ---- */

static enum truth equal_truths(enum truth a, enum truth b)
{
    enum truth both_known = truth_and(truth_or(a, truth_not(a)), truth_or(b, truth_not(b)));
    return both_known == TRUTH_TRUE ? truth_of(a == b) : both_known;
}

static enum truth equal_numbers(uint64_t a, uint64_t b, uint64_t missing)
{
    return a == missing || b == missing ? TRUTH_UNKNOWN : truth_of(a == b);
}

static bool is_name(const expr *e)
{
    return e->kind == EXPR_FIELD && e->as.field->kind != FIELD_ID;
}

enum truth eval_same_text(evaluation *ev, const expr *a, const expr *b, const frame *f)
{
    if (is_name(a) && is_name(b))
        return equal_numbers(eval_name(ev, a, f), eval_name(ev, b, f), SYMBOL_NONE);
    str p = eval_string(ev, a, f), q = eval_string(ev, b, f);
    return p.at == NULL || q.at == NULL ? TRUTH_UNKNOWN : truth_of(is_same_text(p, q));
}

static enum truth equal_moments(moment a, moment b)
{
    return a == MOMENT_MISSING || b == MOMENT_MISSING ? TRUTH_UNKNOWN : moment_same(a, b);
}

static enum truth eval_equal(evaluation *ev, const expr *e, const frame *f)
{
    const expr *a = e->operands[0], *b = e->operands[1];
    switch (a->type.kind) {
    case TYPE_BOOLEAN:
        return equal_truths(eval_truth(ev, a, f), eval_truth(ev, b, f));
    case TYPE_INTEGER:
        return equal_numbers((uint64_t)eval_integer(ev, a, f), (uint64_t)eval_integer(ev, b, f),
                             (uint64_t)INTEGER_MISSING);
    case TYPE_STRING:
        return eval_same_text(ev, a, b, f);
    case TYPE_TIME:
        return equal_moments(eval_moment(ev, a, f), eval_moment(ev, b, f));
    case TYPE_ENUM:
        return equal_numbers(eval_code(ev, a, f), eval_code(ev, b, f), 0);
    case TYPE_RECORD:
        return equal_numbers(eval_row(ev, a, f), eval_row(ev, b, f), 0);
    case TYPE_DURATION:
    case TYPE_PERIOD:
        break;
    }
    return TRUTH_UNKNOWN;
}

/* a < b, or a <= b. */
static enum truth eval_less(evaluation *ev, const expr *a, const expr *b, const frame *f, bool or_equal)
{
    if (a->type.kind == TYPE_TIME) {
        moment p = eval_moment(ev, a, f), q = eval_moment(ev, b, f);
        if (p == MOMENT_MISSING || q == MOMENT_MISSING)
            return TRUTH_UNKNOWN;
        return or_equal ? moment_not_after(p, q) : moment_before(p, q);
    }
    int64_t p = eval_integer(ev, a, f), q = eval_integer(ev, b, f);
    if (p == INTEGER_MISSING || q == INTEGER_MISSING)
        return TRUTH_UNKNOWN;
    return truth_of(or_equal ? p <= q : p < q);
}

/* ---- an evaluator a type ---- */

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

enum truth eval_truth(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->kind) {
    case EXPR_BOOLEAN:
        return truth_of(e->as.boolean);
    case EXPR_VARIABLE:
        return f->slots[e->as.slot].as.truth;
    case EXPR_FIELD:
        return field_truth(ev, e, f);
    case EXPR_NOT:
        return truth_not(eval_truth(ev, e->operands[0], f));
    case EXPR_AND:
        return eval_and(ev, e, f);
    case EXPR_OR:
        return eval_or(ev, e, f);
    case EXPR_EQUAL:
        return eval_equal(ev, e, f);
    case EXPR_UNEQUAL:
        return truth_not(eval_equal(ev, e, f));
    case EXPR_LESS:
        return eval_less(ev, e->operands[0], e->operands[1], f, false);
    case EXPR_LESS_EQUAL:
        return eval_less(ev, e->operands[0], e->operands[1], f, true);
    case EXPR_GREATER:
        return eval_less(ev, e->operands[1], e->operands[0], f, false);
    case EXPR_GREATER_EQUAL:
        return eval_less(ev, e->operands[1], e->operands[0], f, true);
    case EXPR_CALL:
        return call_truth(ev, e, f);
    case EXPR_DEFINED:
        return eval_definition(ev, e->as.definition, e, f);
    default:
        return TRUTH_UNKNOWN;
    }
}

uint32_t eval_row(evaluation *ev, const expr *e, const frame *f)
{
    if (e->kind == EXPR_VARIABLE)
        return row_of_variable(e, f);
    cell c = e->kind == EXPR_FIELD ? find_cell(ev, e, f) : (cell){0};
    return c.table != NULL ? table_ref(c.table, c.field, c.row) : 0;
}

/* Not inline: what it keeps on the stack would be guarded at each call of eval_moment. */
__attribute__((noinline)) static moment eval_shift(evaluation *ev, const expr *e, const frame *f)
{
    duration d;
    moment m = eval_moment(ev, e->operands[0], f);
    if (!eval_duration(ev, e->operands[1], f, &d) || m == MOMENT_MISSING)
        return MOMENT_MISSING;
    return moment_is_open(m) ? m : checked_moment(ev, moment_add(m, d, e->kind == EXPR_ADD ? 1 : -1));
}

moment eval_moment(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->kind) {
    case EXPR_VARIABLE: {
        const value *v = &f->slots[e->as.slot];
        return v->known ? v->as.moment : MOMENT_MISSING;
    }
    case EXPR_FIELD: {
        cell c = find_cell(ev, e, f);
        moment m = c.table != NULL ? table_moment(c.table, c.field, c.row) : MOMENT_MISSING;
        return is_after_as_of(ev, e->as.field, m) ? MOMENT_MISSING : m;
    }
    case EXPR_AUDIT_AS_OF:
        return ev->options->as_of;
    case EXPR_ADD:
    case EXPR_SUBTRACT:
        return eval_shift(ev, e, f);
    case EXPR_CALL:
        return call_moment(ev, e, f);
    default:
        return MOMENT_MISSING;
    }
}

period eval_period(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->kind) {
    case EXPR_VARIABLE: {
        const value *v = &f->slots[e->as.slot];
        return v->known ? v->as.period : period_missing;
    }
    case EXPR_FIELD: {
        cell c = find_cell(ev, e, f);
        return c.table != NULL ? table_period(c.table, c.field, c.row) : period_missing;
    }
    case EXPR_AUDIT_PERIOD:
        return ev->period;
    case EXPR_CALL:
        return call_period(ev, e, f);
    default:
        return period_missing;
    }
}

static int64_t eval_arithmetic(evaluation *ev, const expr *e, const frame *f)
{
    int64_t a = eval_integer(ev, e->operands[0], f), out;
    int64_t b = e->kind == EXPR_NEGATE ? -1 : eval_integer(ev, e->operands[1], f);
    if (a == INTEGER_MISSING || b == INTEGER_MISSING)
        return INTEGER_MISSING;
    bool overflowed;
    if (e->kind == EXPR_ADD)
        overflowed = __builtin_add_overflow(a, b, &out);
    else if (e->kind == EXPR_SUBTRACT)
        overflowed = __builtin_sub_overflow(a, b, &out);
    else
        overflowed = __builtin_mul_overflow(a, b, &out);
    return checked_integer(ev, overflowed, out);
}

int64_t eval_integer(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->kind) {
    case EXPR_INTEGER:
        return e->as.integer;
    case EXPR_VARIABLE: {
        const value *v = &f->slots[e->as.slot];
        return v->known ? v->as.integer : INTEGER_MISSING;
    }
    case EXPR_FIELD: {
        cell c = find_cell(ev, e, f);
        return c.table != NULL ? table_integer(c.table, c.field, c.row) : INTEGER_MISSING;
    }
    case EXPR_PARAMETER: {
        const parameter_value *v = find_parameter_value(ev, e->as.parameter);
        return v != NULL ? v->as.integer : INTEGER_MISSING;
    }
    case EXPR_ADD:
    case EXPR_SUBTRACT:
    case EXPR_MULTIPLY:
    case EXPR_NEGATE:
        return eval_arithmetic(ev, e, f);
    case EXPR_CALL:
        return call_integer(ev, e, f);
    default:
        return INTEGER_MISSING;
    }
}

uint8_t eval_code(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->kind) {
    case EXPR_ENUM:
        return e->as.code;
    case EXPR_VARIABLE: {
        const value *v = &f->slots[e->as.slot];
        return v->known ? v->as.code : 0;
    }
    case EXPR_FIELD: {
        cell c = find_cell(ev, e, f);
        return c.table != NULL ? table_code(c.table, c.field, c.row) : 0;
    }
    default:
        return 0;
    }
}

str eval_string(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->kind) {
    case EXPR_STRING:
        return e->as.string;
    case EXPR_VARIABLE: {
        const value *v = &f->slots[e->as.slot];
        return v->known ? v->as.string : (str){0};
    }
    case EXPR_FIELD:
        return field_string(ev, e, f);
    case EXPR_PARAMETER: {
        const parameter_value *v = find_parameter_value(ev, e->as.parameter);
        return v != NULL ? v->as.string : (str){0};
    }
    default:
        return (str){0};
    }
}

symbol eval_name(evaluation *ev, const expr *e, const frame *f)
{
    if (is_name(e)) {
        cell c = find_cell(ev, e, f);
        return c.table != NULL ? fold_symbol(ev->folds, table_symbol(c.table, c.field, c.row)) : SYMBOL_NONE;
    }
    str text = eval_string(ev, e, f);
    return text.at != NULL ? find_fold(ev->folds, text) : SYMBOL_NONE;
}

static bool add_durations(evaluation *ev, const expr *e, const frame *f, duration *out)
{
    duration a, b;
    int64_t sign = e->kind == EXPR_ADD ? 1 : -1;
    bool has_a = eval_duration(ev, e->operands[0], f, &a), has_b = eval_duration(ev, e->operands[1], f, &b);
    return has_a && has_b && checked_duration(ev, a.months + sign * b.months, a.days + sign * b.days, out);
}

bool eval_duration(evaluation *ev, const expr *e, const frame *f, duration *out)
{
    switch (e->kind) {
    case EXPR_VARIABLE:
        *out = f->slots[e->as.slot].as.duration;
        return f->slots[e->as.slot].known;
    case EXPR_PARAMETER: {
        const parameter_value *v = find_parameter_value(ev, e->as.parameter);
        *out = v != NULL ? v->as.duration : (duration){0};
        return v != NULL;
    }
    case EXPR_ADD:
    case EXPR_SUBTRACT:
        return add_durations(ev, e, f, out);
    case EXPR_CALL:
        return call_duration(ev, e, f, out);
    default:
        return false;
    }
}

/* ---- any type ---- */

value eval_expr(evaluation *ev, const expr *e, const frame *f)
{
    value v = {.known = true};
    switch (e->type.kind) {
    case TYPE_BOOLEAN:
        v.as.truth = eval_truth(ev, e, f);
        break;
    case TYPE_INTEGER:
        v.as.integer = eval_integer(ev, e, f);
        v.known = v.as.integer != INTEGER_MISSING;
        break;
    case TYPE_STRING:
        v.as.string = eval_string(ev, e, f);
        v.known = v.as.string.at != NULL;
        break;
    case TYPE_TIME:
        v.as.moment = eval_moment(ev, e, f);
        v.known = v.as.moment != MOMENT_MISSING;
        break;
    case TYPE_DURATION:
        v.known = eval_duration(ev, e, f, &v.as.duration);
        break;
    case TYPE_PERIOD:
        v.as.period = eval_period(ev, e, f);
        v.known = !period_is_missing(v.as.period);
        break;
    case TYPE_ENUM:
        v.as.code = eval_code(ev, e, f);
        v.known = v.as.code != 0;
        break;
    case TYPE_RECORD:
        v.as.row = eval_row(ev, e, f);
        v.known = v.as.row-- != 0;
        break;
    }
    return v;
}

bool eval_is_known(evaluation *ev, const expr *e, const frame *f)
{
    value v = eval_expr(ev, e, f);
    return e->type.kind == TYPE_BOOLEAN ? v.as.truth != TRUTH_UNKNOWN : v.known;
}

value read_field_value(const evaluation *ev, const field *f, const record_type *type, uint32_t row)
{
    evaluation reader = *ev; /* reading a field leaves no trace */
    expr record = {.kind = EXPR_VARIABLE, .type = {.kind = TYPE_RECORD, .record = type}};
    expr field = {
        .kind = EXPR_FIELD, .type = field_value_type(f), .as.field = f, .operands = {&record}, .operand_count = 1};
    frame around = {0};
    around.slots[0] = (value){.known = true, .as.row = row};
    return eval_expr(&reader, &field, &around);
}

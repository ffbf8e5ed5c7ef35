/* The functions of expressions. A call of which an argument is missing has no value; known() alone takes anything. */
#include "eval/eval_typed.h"

#include "text/normalise.h"

/* ---- arguments ---- */

static bool read_moments(evaluation *ev, const expr *e, const frame *f, moment *a, moment *b)
{
    *a = eval_moment(ev, e->operands[0], f);
    *b = eval_moment(ev, e->operands[1], f);
    return *a != MOMENT_MISSING && *b != MOMENT_MISSING;
}

static bool read_periods(evaluation *ev, const expr *e, const frame *f, period *a, period *b)
{
    *a = eval_period(ev, e->operands[0], f);
    *b = eval_period(ev, e->operands[1], f);
    return !period_is_missing(*a) && !period_is_missing(*b);
}

/* ---- truths ---- */

static enum truth call_within(evaluation *ev, const expr *e, const frame *f)
{
    moment m = eval_moment(ev, e->operands[0], f);
    period p = eval_period(ev, e->operands[1], f);
    if (m == MOMENT_MISSING || period_is_missing(p))
        return TRUTH_UNKNOWN;
    alike_narrow(ev, m, p.from);
    alike_narrow(ev, m, p.to);
    return moment_within(m, p);
}

/* Two times of one record: which comes first is part of what it is like. */
static bool are_of_one_record(const expr *a, const expr *b)
{
    return a->kind == EXPR_FIELD && b->kind == EXPR_FIELD && a->operands[0]->kind == EXPR_VARIABLE &&
           b->operands[0]->kind == EXPR_VARIABLE && a->operands[0]->as.slot == b->operands[0]->as.slot;
}

static enum truth compare_moments(evaluation *ev, const expr *e, const frame *f)
{
    moment a, b;
    if (!read_moments(ev, e, f, &a, &b))
        return TRUTH_UNKNOWN;
    if (!are_of_one_record(e->operands[0], e->operands[1]))
        alike_narrow(ev, a, b);
    if (e->as.function == FUNCTION_BEFORE)
        return moment_before(a, b);
    if (e->as.function == FUNCTION_NOT_AFTER)
        return moment_not_after(a, b);
    return truth_of(moment_day(a) == moment_day(b));
}

static enum truth compare_periods(evaluation *ev, const expr *e, const frame *f)
{
    period a, b;
    if (!read_periods(ev, e, f, &a, &b))
        return TRUTH_UNKNOWN;
    return e->as.function == FUNCTION_DURING ? period_during(a, b) : period_overlaps(a, b);
}

static enum truth call_contains(evaluation *ev, const expr *e, const frame *f)
{
    str text = eval_string(ev, e->operands[0], f), part = eval_string(ev, e->operands[1], f), where, what;
    if (text.at == NULL || part.at == NULL)
        return TRUTH_UNKNOWN;
    arena *a = arena_new();
    bool sound = normalise_text(a, text, &where) && normalise_text(a, part, &what);
    enum truth t = TRUTH_UNKNOWN; /* stays so where there is nothing to look for but white space */
    if (!sound)
        set_fault(ev, (label){STR("UTF-8でない文字列"), STR("text that is not UTF-8")});
    else if (what.length > 0)
        t = truth_of(str_find(where, what) != SIZE_MAX);
    arena_free(a);
    return t;
}

static enum truth call_matches(evaluation *ev, const expr *e, const frame *f)
{
    str text = eval_string(ev, e->operands[0], f);
    if (text.at == NULL || has_fault(ev))
        return TRUTH_UNKNOWN;
    enum pattern_result result = pattern_set_matches(e->set, text, &ev->budget);
    if (result == PATTERN_ERROR)
        report_text_limit(ev);
    return result == PATTERN_ERROR ? TRUTH_UNKNOWN : truth_of(result == PATTERN_MATCH);
}

static bool is_alias(evaluation *ev, const alias *aliases, size_t count, str name, str also, moment at)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_same_text(aliases[i].name, name) || !is_same_text(aliases[i].also, also))
            continue;
        alike_narrow(ev, at, moment_day(aliases[i].in_force.from));
        alike_narrow(ev, at, moment_day(aliases[i].in_force.to));
        if (moment_within(moment_day(at), aliases[i].in_force) == TRUTH_TRUE)
            return true;
    }
    return false;
}

static enum truth call_named(evaluation *ev, const expr *e, const frame *f)
{
    str text = eval_string(ev, e->operands[0], f), name = eval_string(ev, e->operands[1], f);
    moment at = eval_moment(ev, e->operands[2], f);
    if (text.at == NULL || name.at == NULL || at == MOMENT_MISSING)
        return TRUTH_UNKNOWN;
    if (eval_same_text(ev, e->operands[0], e->operands[1], f) == TRUTH_TRUE)
        return TRUTH_TRUE;
    return truth_of(is_alias(ev, ev->pack->aliases, ev->pack->alias_count, name, text, at) ||
                    is_alias(ev, ev->options->aliases, ev->options->alias_count, name, text, at));
}

static enum truth call_complete(evaluation *ev, const expr *e, const frame *f)
{
    const expr *when = e->operands[1];
    moment at = when->type.kind == TYPE_TIME ? eval_moment(ev, when, f) : MOMENT_MISSING;
    period over = when->type.kind == TYPE_TIME ? (period){at, at} : eval_period(ev, when, f);
    return period_is_missing(over) ? TRUTH_UNKNOWN : truth_of(is_complete_as_of(ev, e->fact, 0, over, NULL));
}

enum truth call_truth(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->as.function) {
    case FUNCTION_BEFORE:
    case FUNCTION_NOT_AFTER:
    case FUNCTION_SAME_DAY:
        return compare_moments(ev, e, f);
    case FUNCTION_WITHIN:
        return call_within(ev, e, f);
    case FUNCTION_DURING:
    case FUNCTION_OVERLAPS:
        return compare_periods(ev, e, f);
    case FUNCTION_KNOWN:
        return truth_of(eval_is_known(ev, e->operands[0], f));
    case FUNCTION_CONTAINS:
        return call_contains(ev, e, f);
    case FUNCTION_MATCHES:
        return call_matches(ev, e, f);
    case FUNCTION_NAMED:
        return call_named(ev, e, f);
    case FUNCTION_COMPLETE:
        return call_complete(ev, e, f);
    default:
        return TRUTH_UNKNOWN;
    }
}

/* ---- times and periods ---- */

/* Of two times that the records do not put in order it is the day, which holds both, whichever is given first. */
static bool is_earlier(moment a, moment b)
{
    return moment_first(a) != moment_first(b) ? moment_first(a) < moment_first(b) : moment_is_day(a);
}

static bool is_later(moment a, moment b)
{
    return moment_last(a) != moment_last(b) ? moment_last(a) > moment_last(b) : moment_is_day(a);
}

static moment choose_moment(evaluation *ev, const expr *e, const frame *f)
{
    moment a, b;
    if (!read_moments(ev, e, f, &a, &b))
        return MOMENT_MISSING;
    if (e->as.function == FUNCTION_EARLIEST)
        return is_earlier(a, b) ? a : b;
    return is_later(a, b) ? a : b;
}

moment call_moment(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->as.function) {
    case FUNCTION_DAY:
        return moment_day(eval_moment(ev, e->operands[0], f));
    case FUNCTION_START_OF:
        return eval_period(ev, e->operands[0], f).from;
    case FUNCTION_END_OF:
        return eval_period(ev, e->operands[0], f).to;
    case FUNCTION_EARLIEST:
    case FUNCTION_LATEST:
        return choose_moment(ev, e, f);
    case FUNCTION_DATE:
        return e->date;
    default:
        return MOMENT_MISSING;
    }
}

static period call_span(evaluation *ev, const expr *e, const frame *f)
{
    moment from, to;
    if (!read_moments(ev, e, f, &from, &to) || moment_first(from) > moment_last(to))
        return period_missing;
    return (period){from, to};
}

static period call_since(evaluation *ev, const expr *e, const frame *f)
{
    moment from = eval_moment(ev, e->operands[0], f);
    return from != MOMENT_MISSING ? (period){from, MOMENT_FUTURE} : period_missing;
}

static period call_intersect(evaluation *ev, const expr *e, const frame *f)
{
    period a, b;
    return read_periods(ev, e, f, &a, &b) ? period_intersect(a, b) : period_missing;
}

period call_period(evaluation *ev, const expr *e, const frame *f)
{
    switch (e->as.function) {
    case FUNCTION_PERIOD:
        return call_span(ev, e, f);
    case FUNCTION_SINCE:
        return call_since(ev, e, f);
    case FUNCTION_INTERSECT:
        return call_intersect(ev, e, f);
    default:
        return period_missing;
    }
}

/* ---- numbers and durations ---- */

/* An open end is in no year. */
int64_t call_integer(evaluation *ev, const expr *e, const frame *f)
{
    moment m = e->as.function == FUNCTION_FISCAL_YEAR ? eval_moment(ev, e->operands[0], f) : MOMENT_MISSING;
    return m != MOMENT_MISSING && !moment_is_open(m) ? moment_fiscal_year(m) : INTEGER_MISSING;
}

/* More than any limit of a length, and far from overflowing. */
enum { MAX_COUNT = 10000000 };

bool call_duration(evaluation *ev, const expr *e, const frame *f, duration *out)
{
    int64_t count = eval_integer(ev, e->operands[0], f);
    if (count == INTEGER_MISSING)
        return false;
    count = count < -MAX_COUNT ? -MAX_COUNT : count > MAX_COUNT ? MAX_COUNT : count;
    int64_t months = e->as.function == FUNCTION_YEARS ? 12 : e->as.function == FUNCTION_MONTHS;
    return checked_duration(ev, count * months, count * (e->as.function == FUNCTION_DAYS), out);
}

/* Evaluates checks: the operators of the rule language. */
#include "eval/alike_candidates.h"
#include "eval/eval_typed.h"

#include "base/mem.h"

/* ---- completeness ---- */

/* The scope record that `where` fixes by ==, as row plus 1; 0 for all. */
static uint32_t scope_row(evaluation *ev, const check *c, const frame *f)
{
    for (size_t i = 0; i < c->key_count; i++)
        if (c->keys[i].field == c->fact->scope) {
            value v = eval_expr(ev, c->keys[i].value, f);
            return v.known ? v.as.row + 1 : 0;
        }
    return 0;
}

bool read_over_period(evaluation *ev, const check *c, const frame *f, period *over)
{
    if (c->over == NULL) {
        *over = ev->period;
        return true;
    }
    value v = eval_expr(ev, c->over, f);
    if (!v.known)
        return false;
    *over = c->over->type.kind == TYPE_TIME ? (period){v.as.moment, v.as.moment} : v.as.period;
    return true;
}

bool ask_list(evaluation *ev, const record_type *type, uint32_t scope_row, period over, spans *gaps)
{
    alike_narrow_to_list(ev, type, over);
    if (ev->asks_nothing)
        return is_complete_as_of(ev, type, scope_row, over, gaps);
    asked_list *asked = &ev->asked[type->index];
    bool complete = is_complete_as_of(ev, type, scope_row, over, &asked->gaps);
    asked->asked = true;
    asked->incomplete |= !complete;
    ev->saw_gap |= !complete;
    return gaps != NULL ? is_complete_as_of(ev, type, scope_row, over, gaps) : complete;
}

bool is_list_complete(evaluation *ev, const check *c, const frame *f, period over, spans *gaps)
{
    return ask_list(ev, c->fact, scope_row(ev, c, f), over, gaps);
}

static bool absence_counts(evaluation *ev, const check *c, const frame *f)
{
    period over;
    bool complete = read_over_period(ev, c, f, &over) && is_list_complete(ev, c, f, over, NULL);
    ev->saw_gap |= !complete && !ev->asks_nothing;
    return complete;
}

/* ---- related records ---- */

enum truth eval_children(evaluation *ev, const check *c, frame *f)
{
    enum truth all = TRUTH_TRUE;
    for (size_t i = 0; i < c->child_count && all != TRUTH_FALSE; i++)
        all = truth_and(all, eval_check(ev, c->children[i], f));
    return all;
}

enum truth eval_filters(evaluation *ev, const check *c, const frame *f)
{
    enum truth all = TRUTH_TRUE;
    for (size_t i = 0; i < c->filter_count && all != TRUTH_FALSE; i++)
        all = truth_and(all, eval_truth(ev, c->filters[i], f));
    return all;
}

enum truth eval_keys(const evaluation *ev, const check *c, uint32_t row)
{
    const table *t = facts_table(ev->facts, c->fact);
    for (size_t i = 0; i < c->key_count; i++) {
        const field *k = c->keys[i].field;
        bool missing = k->kind == FIELD_ENUM ? table_code(t, k->index, row) == 0 : table_ref(t, k->index, row) == 0;
        if (missing)
            return TRUTH_UNKNOWN;
    }
    return TRUTH_TRUE;
}

enum truth eval_meant(evaluation *ev, const check *c, uint32_t row, frame *f)
{
    f->slots[c->slot] = (value){.known = true, .as.row = row};
    return truth_and(eval_keys(ev, c, row), eval_filters(ev, c, f));
}

/* Whether the record at `row`, the walk's newest, is one of those the operator is about and meets its checks. */
static enum truth eval_candidate(const candidates *it, const check *c, uint32_t row, frame *f)
{
    evaluation *ev = it->ev;
    f->slots[c->slot] = (value){.known = true, .as.row = row};
    enum truth meant = truth_and(it->lacks_key ? TRUTH_UNKNOWN : TRUTH_TRUE, eval_filters(ev, c, f));
    return meant == TRUTH_FALSE ? meant : truth_and(meant, eval_children(ev, c, f));
}

static enum truth eval_exists_alike(evaluation *ev, const check *c, frame *f, candidate_kinds *kinds, candidates *it)
{
    uint32_t row;
    enum truth any = TRUTH_FALSE;
    for (;;) {
        alike_skip_candidates(kinds, it);
        if (any == TRUTH_TRUE || !candidates_next(it, &row))
            break;
        alike_open_candidate(kinds, it, row);
        enum truth t = eval_candidate(it, c, row, f);
        if (t == TRUTH_FALSE)
            alike_keep(ev, ALIKE_OUTSIDE);
        any = truth_or(any, t);
    }
    alike_end_candidates(ev);
    return any;
}

/* Whether there is a record, as far as records say. */
static enum truth eval_exists(evaluation *ev, const check *c, frame *f)
{
    candidates it;
    uint32_t row;
    enum truth any = TRUTH_FALSE;
    if (!candidates_begin(&it, ev, c, c->key_count, f))
        return TRUTH_UNKNOWN;
    candidate_kinds *kinds = alike_begin_candidates(ev, c, &it);
    if (kinds != NULL)
        return eval_exists_alike(ev, c, f, kinds, &it);
    while (any != TRUTH_TRUE && candidates_next(&it, &row))
        any = truth_or(any, eval_candidate(&it, c, row, f));
    return any;
}

/* A register tells what stands at the times that it is declared for: an old one does not show that what it has without
   an end still stood later. One that reaches the end of the audited period is believed up to the as-of date. */
static bool is_believed(evaluation *ev, const check *c, const frame *f)
{
    period over;
    if (c->fact->list_kind != LIST_OF_STATE)
        return true;
    if (!read_over_period(ev, c, f, &over))
        return false;
    alike_narrow_to_list(ev, c->fact, over);
    if (moment_first(over.from) > moment_last(ev->period.to))
        over.from = moment_day(ev->period.to);
    return facts_reach(ev->facts, c->fact, scope_row(ev, c, f), over) || absence_counts(ev, c, f);
}

static enum truth eval_some(evaluation *ev, const check *c, frame *f)
{
    enum truth any = eval_exists(ev, c, f);
    if (any == TRUTH_FALSE)
        return absence_counts(ev, c, f) ? any : TRUTH_UNKNOWN;
    return any == TRUTH_TRUE && !is_believed(ev, c, f) ? TRUTH_UNKNOWN : any;
}

/* Only records that are there contradict each other: what nobody recorded, and what is unknown, does not. */
static enum truth eval_contradiction(evaluation *ev, const check *c, frame *f)
{
    bool before = ev->asks_nothing;
    ev->asks_nothing = true;
    enum truth any = eval_exists(ev, c, f);
    ev->asks_nothing = before;
    return any == TRUTH_UNKNOWN ? TRUTH_TRUE : truth_not(any);
}

static enum truth eval_none(evaluation *ev, const check *c, frame *f)
{
    if (c->open_list)
        return eval_contradiction(ev, c, f);
    /* A record that is seen is a breach also in a list with gaps; one that a person must look at is not all there is.
     */
    enum truth any = eval_exists(ev, c, f);
    if (any == TRUTH_TRUE && !ev->asks_all)
        return TRUTH_FALSE;
    bool complete = absence_counts(ev, c, f);
    return any != TRUTH_TRUE && !complete ? TRUTH_UNKNOWN : truth_not(any);
}

static bool read_limit(evaluation *ev, const expr *e, const frame *f, int64_t otherwise, int64_t *limit)
{
    *limit = otherwise;
    if (e == NULL)
        return true;
    value v = eval_expr(ev, e, f);
    *limit = v.as.integer;
    return v.known;
}

static enum truth eval_count(evaluation *ev, const check *c, frame *f)
{
    candidates it;
    uint32_t row;
    int64_t sure = 0, reviewed = 0, open = 0, min, max;
    if (!read_limit(ev, c->min, f, 0, &min) || !read_limit(ev, c->max, f, INT64_MAX, &max) ||
        !candidates_begin(&it, ev, c, c->key_count, f))
        return TRUTH_UNKNOWN;
    while (candidates_next(&it, &row)) {
        enum truth t = eval_candidate(&it, c, row, f);
        sure += t == TRUTH_TRUE;
        reviewed += t == TRUTH_REVIEW;
        open += t == TRUTH_UNKNOWN;
    }
    bool enough = sure >= min, never_too_many = max == INT64_MAX;
    if (enough && never_too_many)
        return TRUTH_TRUE;
    bool complete = absence_counts(ev, c, f);
    if (sure > max)
        return TRUTH_FALSE;
    if (!complete)
        return TRUTH_UNKNOWN;
    if (sure + reviewed + open < min)
        return TRUTH_FALSE;
    if (enough && sure + reviewed + open <= max)
        return TRUTH_TRUE;
    return open > 0 ? TRUTH_UNKNOWN : TRUTH_REVIEW;
}

/* ---- coverage ---- */

void collect_cover(evaluation *ev, const check *c, frame *f, cover_sets *sets)
{
    candidates it;
    uint32_t row;
    *sets = (cover_sets){0};
    if (!candidates_begin(&it, ev, c, c->key_count, f)) {
        sets->has_unknown = true;
        return;
    }
    while (candidates_next(&it, &row)) {
        enum truth t = eval_candidate(&it, c, row, f);
        value by = t != TRUTH_FALSE ? eval_expr(ev, c->by, f) : (value){0};
        if (t == TRUTH_FALSE)
            continue;
        if (!by.known) {
            sets->has_unknown = true;
            continue;
        }
        spans_add(&sets->possible, by.as.period);
        if (t >= TRUTH_REVIEW)
            spans_add(&sets->reviewed, by.as.period);
        if (t == TRUTH_TRUE)
            spans_add(&sets->sure, by.as.period);
    }
    spans_merge(&sets->sure);
    spans_merge(&sets->reviewed);
    spans_merge(&sets->possible);
}

void free_cover(cover_sets *sets)
{
    spans_free(&sets->sure);
    spans_free(&sets->reviewed);
    spans_free(&sets->possible);
}

/* A gap is a fact only where the list is declared complete at that time. */
static enum truth eval_gaps(evaluation *ev, const check *c, const frame *f, const cover_sets *sets, period over)
{
    spans gaps = {0};
    enum truth t = TRUTH_UNKNOWN;
    spans_gaps(&sets->possible, over, &gaps);
    for (size_t i = 0; i < gaps.count; i++)
        if (is_list_complete(ev, c, f, gaps.items[i], NULL))
            t = TRUTH_FALSE;
    spans_free(&gaps);
    return sets->has_unknown ? TRUTH_UNKNOWN : t;
}

/* Whether one record alone surely covers it all, as one usually does: then no sets are needed. */
static bool is_covered_by_one(evaluation *ev, const check *c, frame *f, period over)
{
    candidates it;
    uint32_t row;
    if (!candidates_begin(&it, ev, c, c->key_count, f))
        return false;
    while (candidates_next(&it, &row)) {
        if (eval_candidate(&it, c, row, f) != TRUTH_TRUE)
            continue;
        period by = eval_period(ev, c->by, f);
        if (period_is_missing(by))
            continue;
        alike_narrow(ev, over.from, by.from);
        alike_narrow(ev, over.to, by.to);
        if (period_during(over, by) == TRUTH_TRUE)
            return true;
    }
    return false;
}

static enum truth eval_covered(evaluation *ev, const check *c, frame *f)
{
    value over = eval_expr(ev, c->over, f);
    if (!over.known)
        return TRUTH_UNKNOWN;
    bool is_register = c->fact->list_kind == LIST_OF_STATE;
    if (is_covered_by_one(ev, c, f, over.as.period))
        return !is_register || is_list_complete(ev, c, f, over.as.period, NULL) ? TRUTH_TRUE : TRUTH_UNKNOWN;
    cover_sets sets;
    alike_give_up(ev);
    collect_cover(ev, c, f, &sets);
    enum truth t;
    if (spans_cover(&sets.sure, over.as.period))
        t = TRUTH_TRUE;
    else if (spans_cover(&sets.reviewed, over.as.period))
        t = TRUTH_REVIEW;
    else if (spans_cover(&sets.possible, over.as.period))
        t = TRUTH_UNKNOWN;
    else
        t = eval_gaps(ev, c, f, &sets, over.as.period);
    if (t >= TRUTH_REVIEW && is_register && !is_list_complete(ev, c, f, over.as.period, NULL))
        t = TRUTH_UNKNOWN;
    free_cover(&sets);
    return t;
}

/* ---- other operators ---- */

static enum truth eval_order(evaluation *ev, const check *c, const frame *f)
{
    enum truth all = TRUTH_TRUE;
    for (size_t i = 1; i < c->step_count; i++) {
        value before = eval_expr(ev, c->steps[i - 1].at, f), after = eval_expr(ev, c->steps[i].at, f);
        if (!before.known || !after.known)
            all = truth_and(all, TRUTH_UNKNOWN);
        else if (c->steps[i].or_same)
            all = truth_and(all, moment_not_after(before.as.moment, after.as.moment));
        else
            all = truth_and(all, moment_before(before.as.moment, after.as.moment));
    }
    return all;
}

/* All hold, or none: otherwise the records contradict each other. */
static enum truth eval_agree(evaluation *ev, const check *c, frame *f)
{
    bool all = true, any = false, has_unknown = false;
    for (size_t i = 0; i < c->child_count; i++) {
        enum truth t = eval_check(ev, c->children[i], f);
        all = all && t == TRUTH_TRUE;
        any = any || t != TRUTH_FALSE;
        has_unknown = has_unknown || t == TRUTH_UNKNOWN;
    }
    if (has_unknown)
        return TRUTH_UNKNOWN;
    return all ? TRUTH_TRUE : any ? TRUTH_REVIEW : TRUTH_FALSE;
}

void report_text_limit(evaluation *ev)
{
    place at = ev->budget.stopped_at;
    buffer ja = {0}, en = {0};
    buffer_addf(&ja, "限度: 文章の判定に手数がかかり過ぎる");
    buffer_addf(&en, "a limit of judging texts");
    if (at.file != NULL) {
        buffer_addf(&ja, ": %s:%u", at.file, at.line);
        buffer_addf(&en, ": %s:%u", at.file, at.line);
    }
    set_fault(ev, (label){buffer_keep(&ja, ev->a), buffer_keep(&en, ev->a)});
}

static numbered_text read_numbered(evaluation *ev, const check *c, frame *f, str words, uint32_t row)
{
    value document = c->document != NULL ? eval_expr(ev, c->document, f) : (value){.known = true};
    value number = c->number != NULL ? eval_expr(ev, c->number, f) : (value){0};
    return (numbered_text){.words = words,
                           .number = number.known ? number.as.string : STR(""),
                           .document = document.known ? document.as.row : SIZE_MAX,
                           .index = row};
}

/* Judges the texts in the order that their numbers give, not that of the records. */
static bool judge_in_order(evaluation *ev, const check *c, numbered_text *texts, size_t count, arena *a,
                           text_judgement *out, text_rows *rows)
{
    const clause_place *places = order_texts(a, texts, count);
    str *words = ARENA_ARRAY(a, str, count);
    for (size_t i = 0; i < count; i++) {
        words[i] = texts[i].words;
        ARRAY_PUSH(rows->items, rows->count, rows->capacity) = (uint32_t)texts[i].index;
    }
    return pattern_set_judge(c->set, words, places, count, &ev->budget, a, out);
}

bool judge_texts(evaluation *ev, const check *c, frame *f, arena *a, text_judgement *out, text_rows *rows)
{
    candidates it;
    uint32_t row;
    numbered_text *texts = NULL;
    size_t count = 0, capacity = 0;
    if (has_fault(ev))
        return false;
    bool has_unknown = !candidates_begin(&it, ev, c, c->key_count, f);
    while (!has_unknown && candidates_next(&it, &row)) {
        enum truth meant = eval_meant(ev, c, row, f);
        value text = meant == TRUTH_TRUE ? eval_expr(ev, c->of, f) : (value){0};
        has_unknown |= meant != TRUTH_FALSE && !text.known;
        if (text.known)
            ARRAY_PUSH(texts, count, capacity) = read_numbered(ev, c, f, text.as.string, row);
    }
    bool sound = judge_in_order(ev, c, texts, count, a, out, rows);
    mem_free(texts);
    if (!sound)
        report_text_limit(ev);
    else if (has_unknown || !absence_counts(ev, c, f)) /* what is not there might take a rule back */
        out->truth = TRUTH_UNKNOWN;
    return sound;
}

static enum truth eval_text(evaluation *ev, const check *c, frame *f)
{
    arena *a = arena_new();
    text_judgement judgement;
    text_rows rows = {0};
    enum truth t = judge_texts(ev, c, f, a, &judgement, &rows) ? judgement.truth : TRUTH_UNKNOWN;
    mem_free(rows.items);
    arena_free(a);
    return t;
}

static enum truth eval_any(evaluation *ev, const check *c, frame *f)
{
    enum truth any = TRUTH_FALSE;
    for (size_t i = 0; i < c->child_count && any != TRUTH_TRUE; i++)
        any = truth_or(any, eval_check(ev, c->children[i], f));
    return any;
}

static enum truth eval_operator(evaluation *ev, const check *c, frame *f)
{
    switch (c->kind) {
    case CHECK_TEST:
        return eval_truth(ev, c->condition, f);
    case CHECK_ALL:
        return eval_children(ev, c, f);
    case CHECK_ANY:
        return eval_any(ev, c, f);
    case CHECK_AGREE:
        return eval_agree(ev, c, f);
    case CHECK_SOME:
        return eval_some(ev, c, f);
    case CHECK_NONE:
        return eval_none(ev, c, f);
    case CHECK_COUNT:
        return eval_count(ev, c, f);
    case CHECK_COVERED:
        return eval_covered(ev, c, f);
    case CHECK_ORDER:
        return eval_order(ev, c, f);
    case CHECK_JUDGE:
        return TRUTH_REVIEW;
    case CHECK_TEXT:
        return eval_text(ev, c, f);
    case CHECK_LUA:
        return eval_lua(ev, c, f, NULL);
    case CHECK_KIND_COUNT:
        break;
    }
    return TRUTH_UNKNOWN;
}

enum truth eval_check_anew(evaluation *ev, const check *c, frame *f)
{
    enum truth t = eval_operator(ev, c, f);
    return t == TRUTH_FALSE && c->otherwise_review ? TRUTH_REVIEW : t;
}

enum truth eval_check(evaluation *ev, const check *c, frame *f)
{
    bool may_be_kept = c->memo_of != NULL && !ev->asks_all && !ev->asks_nothing;
    return may_be_kept ? eval_memo(ev, c, f) : eval_check_anew(ev, c, f);
}

void bind_arguments(evaluation *ev, const expr *call, const frame *f, frame *inner)
{
    for (size_t i = 0; i < call->operand_count; i++)
        inner->slots[i] = eval_expr(ev, call->operands[i], f);
}

/* Definitions that call each other twice at every level would never end. */
enum { MAX_CALLS = 10000000 };

enum truth eval_definition(evaluation *ev, const definition *def, const expr *call, const frame *f)
{
    frame inner;
    if (++ev->calls > MAX_CALLS)
        set_fault(ev, (label){STR("限度: 一つの対象についての定義の呼出しが多すぎる"),
                              STR("a limit: too many calls of definitions for one subject")});
    if (has_fault(ev))
        return TRUTH_UNKNOWN;
    bind_arguments(ev, call, f, &inner);
    return eval_check(ev, def->check, &inner);
}

/* Explains why a check came out as it did: goes over it again, writes down each condition with the values that it had,
   the nearest candidates, what data was missing and the smallest change that would make it hold. */
#include "eval/explain.h"

#include "base/mem.h"

#include <stdlib.h>

enum { MAX_CANDIDATES_SHOWN = 3, MAX_CANDIDATES_RANKED = 200 };

explanation *new_explanation(trace *t, const check *c, enum truth truth)
{
    explanation *e = ARENA_NEW(t->ev->a, explanation);
    e->truth = truth;
    e->is_against = t->is_against;
    e->name = c->name;
    return e;
}

/* About a record, which has its own words. */
static explanation *explain_record(trace *t, const record_type *type, uint32_t row, enum truth truth)
{
    static const check unnamed;
    explanation *e = new_explanation(t, &unnamed, truth);
    evidence *record = ARENA_NEW(t->ev->a, evidence);
    *record = describe_record(t->ev, type, row);
    e->record = record;
    trace_add_evidence(t, record);
    return e;
}

void trace_add_child(trace *t, explanation *e, size_t capacity, const explanation *child)
{
    if (e->children == NULL)
        e->children = ARENA_ARRAY(t->ev->a, explanation *, capacity);
    if (e->child_count < capacity)
        e->children[e->child_count++] = (explanation *)(uintptr_t)child;
}

static bool same_label(label a, label b)
{
    return str_equal(a.ja, b.ja);
}

void trace_add_missing(trace *t, label words)
{
    for (size_t i = 0; i < t->missing_count; i++)
        if (same_label(t->missing[i], words))
            return;
    ARRAY_PUSH(t->missing, t->missing_count, t->missing_capacity) = words;
}

void trace_add_change(trace *t, label words)
{
    for (size_t i = 0; i < t->change_count; i++)
        if (same_label(t->changes[i], words))
            return;
    ARRAY_PUSH(t->changes, t->change_count, t->change_capacity) = words;
}

void trace_add_evidence(trace *t, const evidence *record)
{
    for (size_t i = 0; i < t->evidence_count; i++)
        if (str_equal(t->evidence[i]->type, record->type) && str_equal(t->evidence[i]->id, record->id))
            return;
    ARRAY_PUSH(t->evidence, t->evidence_count, t->evidence_capacity) = record;
}

label format_label(trace *t, const char *ja, const char *en, label a, label b)
{
    buffer in_ja = {0}, in_en = {0};
    buffer_addf(&in_ja, ja, (int)a.ja.length, a.ja.at, (int)b.ja.length, b.ja.at);
    buffer_addf(&in_en, en, (int)a.en.length, a.en.at, (int)b.en.length, b.en.at);
    return (label){buffer_keep(&in_ja, t->ev->a), buffer_keep(&in_en, t->ev->a)};
}

/* ---- groups ---- */

static const explanation *explain_group(trace *t, const check *c, frame *f, enum truth truth)
{
    explanation *out = new_explanation(t, c, truth);
    for (size_t i = 0; i < c->child_count; i++)
        trace_add_child(t, out, c->child_count, explain_check(t, c->children[i], f));
    return out;
}

/* Of several ways to make it hold, the one with the fewest changes is told; ways of one change each stand together. */
static const explanation *explain_any(trace *t, const check *c, frame *f, enum truth truth)
{
    explanation *out = new_explanation(t, c, truth);
    size_t before = t->change_count, fewest = SIZE_MAX;
    label *best = NULL;
    for (size_t i = 0; i < c->child_count; i++) {
        if (truth == TRUTH_TRUE && eval_check(t->ev, c->children[i], f) != TRUTH_TRUE)
            continue; /* the other ways do not matter */
        trace_add_child(t, out, c->child_count, explain_check(t, c->children[i], f));
        size_t added = t->change_count - before;
        if (added == 1 && fewest == 1) {
            best[0] = format_label(t, "%.*s、又は%.*s", "%.*s; or %.*s", best[0], t->changes[before]);
        } else if (added > 0 && added < fewest) {
            fewest = added;
            best = ARENA_ARRAY(t->ev->a, label, added);
            memcpy(best, t->changes + before, added * sizeof *best);
        }
        t->change_count = before;
    }
    for (size_t i = 0; best != NULL && i < fewest; i++)
        trace_add_change(t, best[i]);
    return out;
}

/* ---- related records ---- */

typedef struct candidate {
    uint32_t row;
    size_t held; /* how many conditions hold */
    enum truth truth;
} candidate;

static int compare_candidates(const void *a, const void *b)
{
    const candidate *p = a, *q = b;
    if (p->held != q->held)
        return p->held > q->held ? -1 : 1;
    return (p->row > q->row) - (p->row < q->row);
}

/* Weighs a record by how many of the conditions it meets: those of `where`, then the checks. */
static candidate weigh(trace *t, const check *c, uint32_t row, size_t key_count, frame *f)
{
    candidate found = {.row = row, .truth = eval_keys(t->ev, c, row)};
    found.held = found.truth == TRUTH_TRUE;
    f->slots[c->slot] = (value){.known = true, .as.row = row};
    for (size_t i = 0; i < c->filter_count; i++) {
        enum truth holds = eval_truth(t->ev, c->filters[i], f);
        found.held += holds == TRUTH_TRUE;
        found.truth = truth_and(found.truth, holds);
    }
    for (size_t i = key_count; i < c->key_count; i++)
        found.truth = TRUTH_FALSE; /* only some of the keys were asked for */
    if (found.truth == TRUTH_FALSE)
        return found;
    for (size_t i = 0; i < c->child_count; i++) {
        enum truth holds = eval_check(t->ev, c->children[i], f);
        found.held += holds == TRUTH_TRUE ? 2 : 1;
        found.truth = truth_and(found.truth, holds);
    }
    return found;
}

static size_t rank_candidates(trace *t, const check *c, size_t key_count, frame *f, candidate *ranked, bool with_false)
{
    candidates it;
    uint32_t row;
    size_t count = 0;
    enum truth least = c->open_list ? TRUTH_REVIEW : TRUTH_UNKNOWN; /* what is unknown contradicts nothing */
    if (!candidates_begin(&it, t->ev, c, key_count, f))
        return 0;
    while (count < MAX_CANDIDATES_RANKED && candidates_next(&it, &row)) {
        candidate weighed = weigh(t, c, row, key_count, f);
        if (with_false || weighed.truth >= least)
            ranked[count++] = weighed;
    }
    qsort(ranked, count, sizeof *ranked, compare_candidates);
    return count;
}

/* Whether such a record is one of those that are meant cannot be told. */
static void add_missing_keys(trace *t, explanation *out, const check *c, uint32_t row)
{
    out->operands = ARENA_ARRAY(t->ev->a, operand, CHECK_MAX_KEYS);
    for (size_t i = 0; i < c->key_count; i++) {
        const field *k = c->keys[i].field;
        value v = read_field_value(t->ev, k, c->fact, row);
        if (v.known)
            continue;
        label name = format_label(t, "%.*sの「%.*s」", "%.*s: %.*s", c->fact->title, k->title);
        out->operands[out->operand_count++] = (operand){
            .source = k->name, .name = name, .value = value_label(t->ev, v, c->keys[i].value->type), .missing = true};
        trace_add_missing(t, name);
    }
}

static const explanation *explain_candidate(trace *t, const check *c, const candidate *found, frame *f)
{
    explanation *out = explain_record(t, c->fact, found->row, found->truth);
    if (found->truth == TRUTH_UNKNOWN)
        add_missing_keys(t, out, c, found->row);
    f->slots[c->slot] = (value){.known = true, .as.row = found->row};
    size_t parts = c->filter_count + c->child_count + c->key_count;
    check unnamed = {.kind = CHECK_TEST};
    for (size_t i = 0; i < c->filter_count; i++)
        trace_add_child(t, out, parts, explain_condition(t, &unnamed, c->filters[i], f));
    for (size_t i = 0; i < c->child_count; i++)
        trace_add_child(t, out, parts, explain_check(t, c->children[i], f));
    return out;
}

/* Records that share the first key with what was sought, where none has all of them. */
static const explanation *explain_relaxed(trace *t, const check *c, const candidate *found)
{
    explanation *out = explain_record(t, c->fact, found->row, TRUTH_FALSE);
    out->operands = ARENA_ARRAY(t->ev->a, operand, CHECK_MAX_KEYS);
    for (size_t i = 1; i < c->key_count; i++) {
        const field *k = c->keys[i].field;
        const expr *wanted = c->keys[i].value;
        value v = read_field_value(t->ev, k, c->fact, found->row);
        out->operands[out->operand_count++] = (operand){
            .source = k->name, .name = k->title, .value = value_label(t->ev, v, wanted->type), .missing = !v.known};
    }
    return out;
}

/* Returns how many records come into question; those that do not all meet the keys are shown where there is none. */
static size_t add_nearest(trace *t, explanation *out, const check *c, frame *f)
{
    candidate ranked[MAX_CANDIDATES_RANKED];
    if (c->kind == CHECK_NONE && out->truth == TRUTH_TRUE)
        return 0;
    bool wants_false = (c->kind == CHECK_SOME && out->truth != TRUTH_TRUE) || c->kind == CHECK_COUNT;
    size_t count = rank_candidates(t, c, c->key_count, f, ranked, wants_false);
    size_t changes = t->change_count;
    for (size_t i = 0; i < count && out->child_count < MAX_CANDIDATES_SHOWN; i++) {
        if (c->kind == CHECK_SOME && out->truth == TRUTH_TRUE && ranked[i].truth != TRUTH_TRUE)
            continue; /* what is nearly so does not matter where something is so */
        trace_add_child(t, out, MAX_CANDIDATES_SHOWN, explain_candidate(t, c, &ranked[i], f));
        if (i == 0)
            changes = t->change_count;
        t->change_count = changes; /* the nearest needs the smallest change */
    }
    if (count > 0 || c->kind != CHECK_SOME || c->key_count < 2)
        return count;
    size_t near = rank_candidates(t, c, 1, f, ranked, true);
    for (size_t i = 0; i < near && i < MAX_CANDIDATES_SHOWN; i++)
        trace_add_child(t, out, MAX_CANDIDATES_SHOWN, explain_relaxed(t, c, &ranked[i]));
    return count;
}

/* The records that there should not be, by their names. */
static label name_records(trace *t, const explanation *of)
{
    label names = {{"", 0}, {"", 0}};
    for (size_t i = 0; i < of->child_count; i++) {
        const evidence *e = of->children[i]->record;
        if (of->children[i]->truth != TRUTH_TRUE)
            continue;
        label name = format_label(t, "%.*s %.*s", "%.*s %.*s", e->type_title, e->text);
        names = names.ja.length == 0 ? name : format_label(t, "%.*s、%.*s", "%.*s, %.*s", names, name);
    }
    return names;
}

static void add_related_change(trace *t, const explanation *out, const check *c, size_t found)
{
    label name = c->name.ja.length > 0 ? c->name : check_kind_title(c->kind);
    if (c->kind == CHECK_SOME && found == 0)
        trace_add_change(t, format_label(t, "「%.*s」を示す記録（%.*s）があること", "a record for \"%.*s\" (%.*s)",
                                         name, c->fact->title));
    if (c->kind == CHECK_COUNT && out->child_count == 0)
        trace_add_change(t, format_label(t, "「%.*s」を満たす数の記録（%.*s）があること",
                                         "as many records as \"%.*s\" asks for (%.*s)", name, c->fact->title));
    if (c->kind == CHECK_NONE)
        trace_add_change(t, format_label(t, "「%.*s」に反する記録（%.*s）がないこと",
                                         "no record against \"%.*s\" (%.*s)", name, name_records(t, out)));
}

static const explanation *explain_related(trace *t, const check *c, frame *f, enum truth truth)
{
    static const label none = {{"", 0}, {"", 0}};
    explanation *out = new_explanation(t, c, truth);
    if (c->where != NULL)
        out->source = c->where->source;
    for (size_t i = 0; i < c->key_count && truth == TRUTH_UNKNOWN; i++)
        if (!eval_expr(t->ev, c->keys[i].value, f).known)
            trace_add_missing(t, format_label(t, "%.*s%.*s", "%.*s%.*s", trace_name_of(t, c->keys[i].value), none));
    size_t changes = t->change_count;
    bool was_against = t->is_against;
    t->is_against = was_against || c->kind == CHECK_NONE;
    size_t found = add_nearest(t, out, c, f);
    t->is_against = was_against;
    if (truth == TRUTH_UNKNOWN)
        note_incomplete(t, out, c, f);
    else if (c->kind == CHECK_COUNT) /* what is not all there is not counted */
        note_count(t, out, c, f);
    if (truth == TRUTH_FALSE && found == 0)
        note_absence(t, out, c, f);
    if (truth == TRUTH_TRUE && c->open_list)
        note_unasked(t, out, c);
    if (c->kind == CHECK_NONE)
        t->change_count = changes; /* what would make the records match is the opposite of what is wanted */
    if (truth == TRUTH_FALSE)
        add_related_change(t, out, c, found);
    return out;
}

static label covering_change(trace *t, const check *c, label gaps)
{
    label name = c->name.ja.length > 0 ? c->name : check_kind_title(c->kind);
    label record =
        format_label(t, "「%.*s」を示す記録（%.*s）があること", "a record for \"%.*s\" (%.*s)", name, c->fact->title);
    return format_label(t, "%.*sについて、%.*s", "for %.*s, %.*s", gaps, record);
}

static const explanation *explain_covered(trace *t, const check *c, frame *f, enum truth truth)
{
    explanation *out = new_explanation(t, c, truth);
    value over = eval_expr(t->ev, c->over, f);
    out->source = c->over->source;
    trace_add_operands(t, out, c->over, f);
    if (over.known) {
        cover_sets sets;
        spans gaps = {0};
        collect_cover(t->ev, c, f, &sets);
        spans_gaps(&sets.sure, over.as.period, &gaps);
        label words = print_gaps(t->ev, &gaps);
        if (gaps.count > 0)
            out->detail =
                format_label(t, "欠けている期間: %.*s%.*s", "gaps: %.*s%.*s", words, (label){{"", 0}, {"", 0}});
        if (truth == TRUTH_FALSE)
            trace_add_change(t, covering_change(t, c, words));
        if (truth == TRUTH_UNKNOWN && gaps.count > 0)
            trace_add_missing(t, format_label(t, "%.*sの記録（%.*s）", "%.*s (%.*s)", c->fact->title, words));
        else if (truth == TRUTH_UNKNOWN)
            note_incomplete(t, out, c, f);
        spans_free(&gaps);
        free_cover(&sets);
    }
    candidate ranked[MAX_CANDIDATES_RANKED];
    size_t count = rank_candidates(t, c, c->key_count, f, ranked, true), changes = t->change_count;
    for (size_t i = 0; i < count && i < MAX_CANDIDATES_SHOWN; i++)
        trace_add_child(t, out, MAX_CANDIDATES_SHOWN, explain_candidate(t, c, &ranked[i], f));
    t->change_count = changes; /* what covers the gaps is asked for already */
    if (truth == TRUTH_FALSE && count == 0)
        note_absence(t, out, c, f);
    return out;
}

/* ---- other operators ---- */

static const explanation *explain_order(trace *t, const check *c, const frame *f, enum truth truth)
{
    explanation *out = new_explanation(t, c, truth);
    out->operands = ARENA_ARRAY(t->ev->a, operand, c->step_count);
    for (size_t i = 0; i < c->step_count; i++) {
        value v = eval_expr(t->ev, c->steps[i].at, f);
        out->operands[out->operand_count++] = (operand){.source = c->steps[i].at->source,
                                                        .name = c->steps[i].name,
                                                        .value = trace_words_of(t, c->steps[i].at, v),
                                                        .missing = !v.known};
        if (!v.known)
            trace_add_missing(t, c->steps[i].name);
        if (i > 0 && truth == TRUTH_FALSE)
            trace_add_change(t, format_label(t, "%.*sが%.*sより前であること", "%.*s before %.*s", c->steps[i - 1].name,
                                             c->steps[i].name));
    }
    return out;
}

static const explanation *explain_judge(trace *t, const check *c)
{
    static const label none = {{"", 0}, {"", 0}};
    trace_add_change(t, format_label(t, "「%.*s」を確認書により確かめること%.*s", "an attestation settles: %.*s%.*s",
                                     c->name, none));
    return new_explanation(t, c, TRUTH_REVIEW);
}

/* The function is called once more. */
static const explanation *explain_lua(trace *t, const check *c, const frame *f, enum truth truth)
{
    lua_account account;
    explanation *out = new_explanation(t, c, truth);
    eval_lua(t->ev, c, f, &account);
    out->source = c->lua_call;
    out->detail = account.reason;
    out->operands = ARENA_ARRAY(t->ev->a, operand, account.read_count);
    out->operand_count = account.read_count;
    memcpy(out->operands, account.reads, account.read_count * sizeof *out->operands);
    for (size_t i = 0; i < account.count; i++) {
        const explanation *child = explain_record(t, account.types[i], account.rows[i], truth);
        if (i < account.named_count)
            trace_add_child(t, out, account.named_count, child);
    }
    label name = c->name.ja.length > 0 ? c->name : (label){c->lua_call, c->lua_call};
    for (size_t i = 0; i < account.missing_count; i++)
        trace_add_missing(t, account.missing[i]);
    if (account.reason.ja.length == 0 && truth == TRUTH_UNKNOWN && account.missing_count > 0)
        out->detail = account.missing[0];
    if (truth == TRUTH_FALSE)
        trace_add_change(t, trace_holding_change(t, name));
    return out;
}

static const explanation *explain_operator(trace *t, const check *c, frame *f, enum truth truth)
{
    switch (c->kind) {
    case CHECK_TEST:
        return explain_condition(t, c, c->condition, f);
    case CHECK_ALL:
    case CHECK_AGREE:
        return explain_group(t, c, f, truth);
    case CHECK_ANY:
        return explain_any(t, c, f, truth);
    case CHECK_SOME:
    case CHECK_NONE:
    case CHECK_COUNT:
        return explain_related(t, c, f, truth);
    case CHECK_COVERED:
        return explain_covered(t, c, f, truth);
    case CHECK_ORDER:
        return explain_order(t, c, f, truth);
    case CHECK_TEXT:
        return explain_text(t, c, f, truth);
    case CHECK_JUDGE:
        return explain_judge(t, c);
    case CHECK_LUA:
        return explain_lua(t, c, f, truth);
    case CHECK_KIND_COUNT:
        break;
    }
    return new_explanation(t, c, truth);
}

const explanation *explain_check(trace *t, const check *c, frame *f)
{
    enum truth truth = eval_check(t->ev, c, f);
    size_t changes = t->change_count, missing = t->missing_count;
    explanation *out = (explanation *)(uintptr_t)explain_operator(t, c, f, truth);
    out->truth = truth;
    if (truth == TRUTH_TRUE || truth == TRUTH_UNKNOWN)
        t->change_count = changes;
    if (truth != TRUTH_UNKNOWN)
        t->missing_count = missing;
    return out;
}

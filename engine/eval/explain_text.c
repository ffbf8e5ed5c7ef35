/* Explains what the texts of a contract say: each sentence that counts, with its clause. */
#include "eval/evaluation.h"

#include "base/mem.h"

enum { MAX_TEXT_EVIDENCE = 6 };

static label role_words(enum text_role role)
{
    switch (role) {
    case TEXT_SETTLES:
        return (label){STR("定めている"), STR("provides for it")};
    case TEXT_MENTIONS:
        return (label){STR("触れているが、定めているかは人の判断による"), STR("mentions it; a person must judge")};
    case TEXT_PERMITS:
        return (label){STR("制限なく認めている"), STR("freely permits it")};
    case TEXT_REVOKES:
        return (label){STR("定めを打ち消している"), STR("takes the rule back")};
    case TEXT_DOUBTS:
        return (label){STR("契約全体の読み方に疑いがある"), STR("makes the contract doubtful")};
    }
    return (label){{"", 0}, {"", 0}};
}

/* Whether the text belongs to the record itself, and not to one that it points to (m.clause.body). */
static bool owns_text(const check *c)
{
    return c->of->kind != EXPR_FIELD || c->of->operands[0]->kind == EXPR_VARIABLE;
}

/* The record that the text is a field of: the clause that a mark points to, with the mark as further evidence. */
static const evidence *add_text_record(trace *t, const check *c, uint32_t row, frame *f)
{
    evidence *record = ARENA_NEW(t->ev->a, evidence);
    *record = describe_record(t->ev, c->fact, row);
    trace_add_evidence(t, record);
    if (owns_text(c))
        return record;
    const expr *owner = c->of->operands[0];
    f->slots[c->slot] = (value){.known = true, .as.row = row};
    value v = eval_expr(t->ev, owner, f);
    evidence *owned = ARENA_NEW(t->ev->a, evidence);
    *owned = v.known ? describe_record(t->ev, owner->type.record, v.as.row) : *record;
    trace_add_evidence(t, owned);
    return owned;
}

static void add_text_operand(trace *t, explanation *out, const evidence *record, label role, str words)
{
    label id = {record->id, record->id}, text = {words, words};
    out->operands[out->operand_count++] = (operand){
        .source = record->id, .name = role, .value = format_label(t, "%.*s（%.*s）", "%.*s (%.*s)", text, id)};
}

/* Shows the texts that nothing was found in, where they are few: a person has pointed to them, perhaps. */
static void add_silent_texts(trace *t, explanation *out, const check *c, const uint32_t *rows, size_t count, frame *f)
{
    static const label silent = {
        {"この事項を定める文がない", sizeof "この事項を定める文がない" - 1},
        {"has no sentence that provides for it", sizeof "has no sentence that provides for it" - 1}};
    for (size_t i = 0; i < count && count <= MAX_TEXT_EVIDENCE; i++) {
        const evidence *record = add_text_record(t, c, rows[i], f);
        f->slots[c->slot] = (value){.known = true, .as.row = rows[i]};
        add_text_operand(t, out, record, silent, str_trim(eval_expr(t->ev, c->of, f).as.string));
    }
}

/* Any one of the acts will do. */
static void add_text_choice(trace *t, const text_judgement *judged)
{
    static const label none = {{"", 0}, {"", 0}};
    label names = none;
    for (size_t i = 0; i < judged->act_count; i++) {
        const text_act *act = &judged->acts[i];
        label name = {str_keep(t->ev->a, act->name), str_keep(t->ev->a, act->name_en)};
        names = i == 0 ? name : format_label(t, "%.*s」又は「%.*s", "%.*s, or: %.*s", names, name);
    }
    trace_add_change(t,
                     format_label(t, "「%.*s」を契約書に明記すること%.*s", "the contract says: %.*s%.*s", names, none));
}

static void add_text_changes(trace *t, const check *c, const text_judgement *judged)
{
    static const label none = {{"", 0}, {"", 0}};
    if (!judged->needs_all && judged->act_count > 0 && owns_text(c))
        add_text_choice(t, judged);
    for (size_t i = 0; i < judged->act_count; i++) {
        const text_act *act = &judged->acts[i];
        if (act->truth == TRUTH_TRUE || !judged->needs_all)
            continue;
        label name = {str_keep(t->ev->a, act->name), str_keep(t->ev->a, act->name_en)};
        trace_add_change(t, owns_text(c) ? format_label(t, "「%.*s」を契約書に明記すること%.*s",
                                                        "the contract says: %.*s%.*s", name, none)
                                         : format_label(t, "「%.*s」を定める条文を示すこと%.*s",
                                                        "point to the clause that says: %.*s%.*s", name, none));
    }
}

const explanation *explain_text(trace *t, const check *c, frame *f, enum truth truth)
{
    explanation *out = new_explanation(t, c, truth);
    text_judgement judged;
    text_rows rows = {0};
    if (judge_texts(t->ev, c, f, t->ev->a, &judged, &rows)) {
        out->operands = ARENA_ARRAY(t->ev->a, operand, MAX_TEXT_EVIDENCE);
        for (size_t i = 0; i < judged.evidence_count && i < MAX_TEXT_EVIDENCE; i++) {
            const text_evidence *e = &judged.evidence[i];
            add_text_operand(t, out, add_text_record(t, c, rows.items[e->text], f), role_words(e->role), e->sentence);
        }
        if (judged.evidence_count == 0)
            add_silent_texts(t, out, c, rows.items, rows.count, f);
        add_text_changes(t, c, &judged);
    }
    mem_free(rows.items);
    if (truth == TRUTH_UNKNOWN)
        note_incomplete(t, out, c, f);
    return out;
}

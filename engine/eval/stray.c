/* Attestations that aim at nothing: there is no such rule, or no such subject of it. They settle nothing, and whoever
   wrote them believes that they do. */
#include "eval/attestations.h"

#include "base/mem.h"

typedef struct aim {
    uint32_t attestation; /* its row */
    str rule_id, subject;
    const rule *rule; /* or NULL */
    uint32_t row;     /* of the subject; UINT32_MAX where there is none */
} aim;

static str text_of(const evaluation *ev, const table *t, const field *f, uint32_t row)
{
    symbol s = table_symbol(t, f->index, row);
    return s != SYMBOL_NONE ? intern_text(ev->facts->names, s) : STR("");
}

static const rule *find_rule(const pack *p, str id)
{
    for (size_t i = 0; i < p->rule_count; i++)
        if (str_equal(p->rules[i].id, id))
            return &p->rules[i];
    return NULL;
}

static bool aims_at(const aim *x, const record_type *type)
{
    return x->rule != NULL && x->rule->subject == type;
}

/* Finds the subjects of one type in one walk over its records, of which there may be millions. */
static void find_subjects(const evaluation *ev, const record_type *type, aim *aims, size_t count)
{
    const table *t = facts_table(ev->facts, type);
    intern *wanted = intern_new();
    for (size_t i = 0; i < count; i++)
        if (aims_at(&aims[i], type))
            intern_add(wanted, aims[i].subject);
    for (uint32_t row = 0; intern_count(wanted) > 0 && row < t->row_count; row++) {
        str id = table_id(ev->facts, t, row);
        for (size_t i = 0; intern_find(wanted, id) != SYMBOL_NONE && i < count; i++)
            if (aims_at(&aims[i], type) && str_equal(aims[i].subject, id))
                aims[i].row = row;
    }
    intern_free(wanted);
}

static bool is_subject(evaluation *ev, const aim *x)
{
    frame f = {0};
    begin_rule(ev, x->rule);
    set_moment(ev, ev->options->as_of);
    f.slots[x->rule->subject_slot] = (value){.known = true, .as.row = x->row};
    return !is_left_out(ev, x->rule->subject, x->row) &&
           (x->rule->when == NULL || eval_truth(ev, x->rule->when, &f) != TRUTH_FALSE);
}

static label say(const evaluation *ev, const char *ja, const char *en, str word, label of)
{
    buffer in_ja = {0}, in_en = {0};
    buffer_addf(&in_ja, ja, (int)word.length, word.at, (int)of.ja.length, of.ja.at);
    buffer_addf(&in_en, en, (int)word.length, word.at, (int)of.en.length, of.en.at);
    return (label){buffer_keep(&in_ja, ev->a), buffer_keep(&in_en, ev->a)};
}

static label say_no_rule(const evaluation *ev, str id)
{
    const pack *p = ev->pack;
    str *ids = ARENA_ARRAY(ev->a, str, p->rule_count + 1);
    for (size_t i = 0; i < p->rule_count; i++)
        ids[i] = p->rules[i].id;
    size_t near = str_nearest(id, ids, p->rule_count);
    if (near == SIZE_MAX)
        return say(ev, "規則「%.*s」はない%.*s", "there is no rule \"%.*s\"%.*s", id, (label){STR(""), STR("")});
    return say(ev, "規則「%.*s」はない（「%.*s」の誤りか）", "there is no rule \"%.*s\" (did you mean \"%.*s\"?)", id,
               (label){ids[near], ids[near]});
}

/* Returns why it aims at nothing, or an empty label. */
static label why_stray(evaluation *ev, const aim *x)
{
    static const label none = {{"", 0}, {"", 0}};
    if (x->rule == NULL)
        return say_no_rule(ev, x->rule_id);
    if (x->rule->subject == NULL)
        return x->subject.length == 0
                   ? none
                   : say(ev, "規則は市そのものを対象とするので、対象「%.*s」には当たらない%.*s",
                         "the rule is about the municipality itself, not about \"%.*s\"%.*s", x->subject, none);
    if (x->subject.length == 0)
        return (label){STR("対象の記録の番号が書かれていない"), STR("it names no record")};
    if (x->row == UINT32_MAX)
        return say(ev, "記録「%.*s」は、規則の対象の種類（%.*s）にない",
                   "there is no record \"%.*s\" of the type that the rule is about (%.*s)", x->subject,
                   x->rule->subject->title);
    return is_subject(ev, x) ? none
                             : say(ev, "記録「%.*s」は、規則の対象に当たらない%.*s",
                                   "record \"%.*s\" is no subject of the rule%.*s", x->subject, none);
}

static size_t read_aims(const evaluation *ev, const attestation_fields *fields, aim *aims)
{
    const table *t = facts_table(ev->facts, fields->type);
    size_t count = 0;
    for (uint32_t row = 0; row < t->row_count; row++) {
        str id = text_of(ev, t, fields->rule, row);
        if (!is_left_out(ev, fields->type, row))
            aims[count++] = (aim){.attestation = row,
                                  .rule_id = id,
                                  .subject = text_of(ev, t, fields->subject, row),
                                  .rule = find_rule(ev->pack, id),
                                  .row = UINT32_MAX};
    }
    return count;
}

void find_strays(const evaluation *shared, arena *a, audit_result *result)
{
    attestation_fields fields;
    if (!find_attestation_fields(shared->facts->model, &fields) ||
        facts_table(shared->facts, fields.type)->row_count == 0)
        return;
    evaluation ev = begin_evaluation(shared, a);
    aim *aims = ARENA_ARRAY(a, aim, facts_table(ev.facts, fields.type)->row_count);
    size_t count = read_aims(&ev, &fields, aims);
    for (size_t i = 0; i < ev.facts->model->type_count; i++)
        find_subjects(&ev, ev.facts->tables[i].type, aims, count);
    result->strays = ARENA_ARRAY(a, stray_attestation, count);
    for (size_t i = 0; i < count; i++) {
        label why = why_stray(&ev, &aims[i]);
        if (why.ja.length > 0)
            result->strays[result->stray_count++] =
                (stray_attestation){describe_record(&ev, fields.type, aims[i].attestation), why};
    }
    end_evaluation(&ev);
}

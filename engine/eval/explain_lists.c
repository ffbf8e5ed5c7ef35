/* Explains what the lists of records say: that they are not complete; that they are, and hold no such record. */
#include "eval/evaluation.h"

enum { MAX_LISTS_SHOWN = 12 };

void note_incomplete(trace *t, explanation *out, const check *c, const frame *f)
{
    period over;
    spans gaps = {0};
    if (read_over_period(t->ev, c, f, &over) && !is_list_complete(t->ev, c, f, over, &gaps)) {
        out->detail = print_incomplete(t->ev, c->fact, &gaps);
        trace_add_missing(t, out->detail);
    }
    spans_free(&gaps);
}

static label label_of_period(trace *t, period p)
{
    buffer ja = {0}, en = {0};
    period_print(&ja, p, LANGUAGE_JA);
    period_print(&en, p, LANGUAGE_EN);
    return (label){buffer_keep(&ja, t->ev->a), buffer_keep(&en, t->ev->a)};
}

static label label_of_number(trace *t, long long number)
{
    buffer b = {0};
    buffer_addf(&b, "%lld", number);
    str digits = buffer_keep(&b, t->ev->a);
    return (label){digits, digits};
}

/* A list that holds no such record is evidence as much as a record is: it has a document and a line. */
static const evidence *describe_list(trace *t, const list_declaration *l)
{
    buffer id = {0};
    const document *d = &t->ev->facts->documents[l->document];
    evidence *e = ARENA_NEW(t->ev->a, evidence);
    label count = label_of_number(t, (long long)l->records);
    buffer_addf(&id, "%s:%u", d->path, l->line);
    e->type = l->type->name;
    e->type_title = l->type->title;
    e->id = buffer_keep(&id, t->ev->a);
    e->text = format_label(t, "一覧（%.*s、%.*s件）",
                           l->records == 1 ? "list (%.*s; %.*s record)" : "list (%.*s; %.*s records)",
                           label_of_period(t, l->covers), count);
    e->at = (place){d->path, l->line, 0};
    return e;
}

/* Many findings may name the same few lists. */
static void add_list(trace *t, size_t index)
{
    evaluation *ev = t->ev;
    if (ev->lists == NULL)
        ev->lists = ARENA_ARRAY(ev->a, const evidence *, ev->facts->list_count);
    if (ev->lists[index] == NULL)
        ev->lists[index] = describe_list(t, &ev->facts->lists[index]);
    trace_add_evidence(t, ev->lists[index]);
}

void note_absence(trace *t, explanation *out, const check *c, const frame *f)
{
    static const label none = {{"", 0}, {"", 0}};
    const facts *facts = t->ev->facts;
    period over;
    size_t shown = 0;
    if (!read_over_period(t->ev, c, f, &over) || !is_list_complete(t->ev, c, f, over, NULL))
        return;
    for (size_t i = 0; i < facts->list_count && shown < MAX_LISTS_SHOWN; i++) {
        const list_declaration *l = &facts->lists[i];
        if (l->type != c->fact || period_is_missing(l->covers) || period_overlaps(l->covers, over) == TRUTH_FALSE)
            continue;
        add_list(t, i);
        shown++;
    }
    if (out->detail.ja.length == 0)
        out->detail = format_label(t, "「%.*s」の一覧に、該当する記録がない%.*s",
                                   "the list of %.*s holds no such record%.*s", c->fact->title, none);
}

void note_unasked(trace *t, explanation *out, const check *c)
{
    static const label none = {{"", 0}, {"", 0}};
    out->detail = format_label(
        t, "提出された記録（%.*s）に、明らかに該当するものはない（一覧が全てそろっているかは問わない。）%.*s",
        "no submitted record (%.*s) surely is such; whether the list is complete is not asked%.*s", c->fact->title,
        none);
}

/* The number of records that surely meet it, and what is asked for. */
void note_count(trace *t, explanation *out, const check *c, frame *f)
{
    candidates it;
    uint32_t row;
    long long sure = 0;
    if (!candidates_begin(&it, t->ev, c, c->key_count, f))
        return;
    while (candidates_next(&it, &row))
        sure += truth_and(eval_meant(t->ev, c, row, f), eval_children(t->ev, c, f)) == TRUTH_TRUE;
    value min = c->min != NULL ? eval_expr(t->ev, c->min, f) : (value){0};
    value max = c->max != NULL ? eval_expr(t->ev, c->max, f) : (value){0};
    label words = label_of_number(t, sure);
    if (min.known)
        words = format_label(t, "%.*s件（%.*s件以上を要する）", "%.*s (at least %.*s needed)", words,
                             label_of_number(t, (long long)min.as.integer));
    if (max.known)
        words = format_label(t, min.known ? "%.*s（%.*s件以下を要する）" : "%.*s件（%.*s件以下を要する）",
                             "%.*s (at most %.*s allowed)", words, label_of_number(t, (long long)max.as.integer));
    out->detail = words;
}

/* What expressions are called, and their values in words. Findings by the thousand repeat both: what was said last of
   an expression is kept, so that it is put into words, and stored, once. */
#include "eval/explain.h"

enum { SAYINGS = 512 }; /* of a pack few more expressions are told of; two in one place only forget each other */

struct saying {
    const expr *of;
    label name;
    value value;
    label words; /* empty until a value was told */
};

/* ---- names ---- */

/* The parameters of definitions have names that only their author reads. */
static label name_of_variable(const expr *e)
{
    switch (e->type.kind) {
    case TYPE_RECORD:
        return e->type.record->title;
    case TYPE_ENUM:
        return e->type.enumeration->title;
    case TYPE_TIME:
        return (label){STR("その日時"), STR("that time")};
    case TYPE_PERIOD:
        return (label){STR("その期間"), STR("that period")};
    case TYPE_STRING:
        return (label){STR("その名称"), STR("that name")};
    case TYPE_BOOLEAN:
    case TYPE_INTEGER:
    case TYPE_DURATION:
        break;
    }
    return (label){e->source, e->source};
}

static label make_name(trace *t, const expr *e)
{
    switch (e->kind) {
    case EXPR_FIELD: {
        label record =
            e->operands[0]->kind == EXPR_VARIABLE ? e->operands[0]->type.record->title : make_name(t, e->operands[0]);
        return format_label(t, "%.*sの「%.*s」", "%.*s: %.*s", record, e->as.field->title);
    }
    case EXPR_VARIABLE:
        return name_of_variable(e);
    case EXPR_AUDIT_PERIOD:
        return (label){STR("対象期間"), STR("audited period")};
    case EXPR_AUDIT_AS_OF:
        return (label){STR("基準日"), STR("as-of date")};
    case EXPR_PARAMETER:
        return e->as.parameter->title;
    default:
        return (label){e->source, e->source};
    }
}

/* ---- what is kept ---- */

static struct saying *find_saying(trace *t, const expr *e)
{
    evaluation *ev = t->ev;
    if (ev->sayings == NULL)
        ev->sayings = ARENA_ARRAY(ev->a, struct saying, SAYINGS);
    struct saying *s = &ev->sayings[((uintptr_t)e / sizeof(expr)) % SAYINGS];
    if (s->of != e)
        *s = (struct saying){.of = e, .name = make_name(t, e)};
    return s;
}

static bool is_same(value a, value b, enum type_kind kind)
{
    if (kind == TYPE_BOOLEAN)
        return a.as.truth == b.as.truth;
    if (!a.known || !b.known)
        return a.known == b.known;
    switch (kind) {
    case TYPE_INTEGER:
        return a.as.integer == b.as.integer;
    case TYPE_STRING:
        return str_equal(a.as.string, b.as.string);
    case TYPE_TIME:
        return a.as.moment == b.as.moment;
    case TYPE_DURATION:
        return a.as.duration.months == b.as.duration.months && a.as.duration.days == b.as.duration.days;
    case TYPE_PERIOD:
        return a.as.period.from == b.as.period.from && a.as.period.to == b.as.period.to;
    case TYPE_ENUM:
        return a.as.code == b.as.code;
    case TYPE_RECORD:
        return a.as.row == b.as.row;
    case TYPE_BOOLEAN:
        break;
    }
    return false;
}

label trace_name_of(trace *t, const expr *e)
{
    return find_saying(t, e)->name;
}

label trace_words_of(trace *t, const expr *e, value v)
{
    struct saying *s = find_saying(t, e);
    if (s->words.ja.at == NULL || !is_same(s->value, v, e->type.kind)) {
        s->value = v;
        s->words = value_label(t->ev, v, e->type);
    }
    return s->words;
}

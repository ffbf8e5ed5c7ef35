/* What Lua rules are answered. */
#include "eval/lua_answers.h"

#include <stdio.h>

enum lua_answer refuse(lua_request *r, const char *format, str a, str b, str c)
{
    snprintf(r->message, sizeof r->message, format, (int)a.length, a.at, (int)b.length, b.at, (int)c.length, c.at);
    return LUA_ANSWER_ERROR;
}

enum lua_answer refuse_arguments(lua_request *r, const char *function)
{
    return refuse(r, "wrong arguments of %.*s%.*s%.*s", str_of(function), (str){"", 0}, (str){"", 0});
}

/* Ends the call as unknown: what it would have read after this is not known, so that a person cannot settle it. */
static enum lua_answer raise_open(lua_rules *l, const char *ja, const char *en, label a, label b)
{
    buffer in_ja = {0}, in_en = {0};
    buffer_addf(&in_ja, ja, (int)a.ja.length, a.ja.at, (int)b.ja.length, b.ja.at);
    buffer_addf(&in_en, en, (int)a.en.length, a.en.at, (int)b.en.length, b.en.at);
    l->why = (label){buffer_keep(&in_ja, l->a), buffer_keep(&in_en, l->a)};
    return LUA_ANSWER_RAISED;
}

enum lua_answer raise_field(lua_rules *l, const record_type *type, const field *f)
{
    return raise_open(l, "%.*sの「%.*s」", "%.*s: %.*s", type->title, f->title);
}

enum lua_answer raise_name(lua_rules *l, enum truth t, str name)
{
    label words = {name, name}, none = {{"", 0}, {"", 0}};
    if (t == TRUTH_REVIEW)
        return raise_open(l, "「%.*s」は記録の精度では決まらない%.*s", "%.*s: the records leave it open%.*s", words,
                          none);
    return raise_open(l, "「%.*s」の値%.*s", "value of %.*s%.*s", words, none);
}

enum lua_answer answer_truth(lua_request *r, bool holds)
{
    r->result = (datum){.kind = DATUM_TRUTH, .value = {.known = true, .as.truth = truth_of(holds)}};
    return LUA_ANSWER_VALUE;
}

datum text_datum(str s)
{
    return (datum){.kind = DATUM_STRING, .value = {.known = true, .as.string = s}};
}

/* Hands out a known value. */
void give(lua_request *r, value v, value_type type)
{
    r->result = (datum){.kind = DATUM_VALUE, .value = v, .type = type};
    if (type.kind == TYPE_BOOLEAN)
        r->result.kind = DATUM_TRUTH;
    else if (type.kind == TYPE_INTEGER)
        r->result.kind = DATUM_INTEGER;
    else if (type.kind == TYPE_STRING)
        r->result.kind = DATUM_STRING;
    else if (type.kind == TYPE_ENUM)
        r->result = text_datum(type.enumeration->values[v.as.code - 1].name);
}

bool is_recorded_value(value v, value_type type)
{
    return type.kind == TYPE_BOOLEAN ? v.as.truth != TRUTH_UNKNOWN : v.known;
}

enum lua_answer give_or_raise(lua_rules *l, lua_request *r, value v, value_type type, str name)
{
    if (has_fault(l->ev))
        return refuse(r, "%.*s%.*s%.*s", l->ev->fault.en, (str){"", 0}, (str){"", 0});
    if (l->asks_whether_decided)
        return answer_truth(r, v.as.truth != TRUTH_REVIEW);
    if (!is_recorded_value(v, type))
        return raise_name(l, TRUTH_UNKNOWN, name);
    if (type.kind == TYPE_BOOLEAN && v.as.truth == TRUTH_REVIEW)
        return raise_name(l, TRUTH_REVIEW, name);
    give(r, v, type);
    return LUA_ANSWER_VALUE;
}

bool is_value(const datum *d, enum type_kind kind)
{
    return d->kind == DATUM_VALUE && d->type.kind == kind;
}

const field *find_field(const record_type *type, str name, lua_request *r)
{
    const field *f = model_find_field(type, name);
    str nearest = f == NULL ? model_nearest_field(type, name) : name;
    if (f == NULL && nearest.length > 0)
        refuse(r, "%.*s has no field \"%.*s\" (did you mean \"%.*s\"?)", type->name, name, nearest);
    else if (f == NULL)
        refuse(r, "%.*s has no field \"%.*s\"%.*s", type->name, name, nearest);
    return f;
}

/* What is wrong with the names and comparisons of a Lua text, found without running it. Scopes are not followed: a name
   that is declared anywhere in the text is taken to be declared. */
#include "eval/lua_text.h"

#include "base/mem.h"

typedef struct names {
    lua_words words;
    str *declared;
    size_t count, capacity;
} names;

static const lua_word *word_at(const names *n, size_t i)
{
    return &n->words.items[i];
}

static bool is(const lua_word *w, const char *text)
{
    return (w->kind == LUA_WORD_SYMBOL || w->kind == LUA_WORD_KEYWORD) && str_is(w->text, text);
}

static bool is_before(const names *n, size_t i, const char *text)
{
    return i > 0 && is(word_at(n, i - 1), text);
}

/* ---- what is declared ---- */

static void declare(names *n, str name)
{
    ARRAY_PUSH(n->declared, n->count, n->capacity) = name;
}

/* Declares `a, b <const>, c` from word i on. */
static void declare_list(names *n, size_t i)
{
    while (word_at(n, i)->kind == LUA_WORD_NAME) {
        declare(n, word_at(n, i)->text);
        i += is(word_at(n, i + 1), "<") && is(word_at(n, i + 3), ">") ? 4 : 1;
        if (!is(word_at(n, i), ","))
            return;
        i++;
    }
}

/* Declares the parameters of a function, whose name may stand before them. */
static void declare_parameters(names *n, size_t i)
{
    for (; word_at(n, i)->kind != LUA_WORD_END && !is(word_at(n, i), "("); i++)
        if (is(word_at(n, i), ":"))
            declare(n, STR("self"));
    if (word_at(n, i)->kind != LUA_WORD_END)
        declare_list(n, i + 1);
}

static void find_declared(names *n)
{
    declare(n, STR("_ENV"));
    for (size_t i = 0; i < n->words.count; i++) {
        if (is(word_at(n, i), "function"))
            declare_parameters(n, i + 1);
        else if (is(word_at(n, i), "local") && is(word_at(n, i + 1), "function"))
            declare_list(n, i + 2);
        else if (is(word_at(n, i), "local") || is(word_at(n, i), "for"))
            declare_list(n, i + 1);
    }
}

/* ---- what is used ---- */

static bool is_listed(const str *list, size_t count, str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i], name))
            return true;
    return false;
}

static bool is_field(const names *n, size_t i)
{
    return is_before(n, i, ".") || is_before(n, i, ":");
}

/* Labels, attributes and the names of fields where a table is made are not looked up. */
static bool is_looked_up(const names *n, size_t i)
{
    bool label = is_before(n, i, "::") || is_before(n, i, "goto");
    bool attribute = is_before(n, i, "<") && is(word_at(n, i + 1), ">");
    bool of_table =
        is(word_at(n, i + 1), "=") && (is_before(n, i, "{") || is_before(n, i, ",") || is_before(n, i, ";"));
    return word_at(n, i)->kind == LUA_WORD_NAME && !label && !attribute && !of_table && !is_field(n, i);
}

/* Of `string.len`, the whole; otherwise the name alone. */
static str full_name(const names *n, size_t i, bool is_group)
{
    str name = word_at(n, i)->text;
    const lua_word *dot = word_at(n, i + 1), *field = word_at(n, i + 1 + (dot->kind != LUA_WORD_END));
    bool adjacent = field->text.at == name.at + name.length + 1;
    return is_group && is(dot, ".") && adjacent ? (str){name.at, name.length + 1 + field->text.length} : name;
}

static void report_name(const lua_word *w, str name, const str *world, size_t count, diags *d)
{
    size_t near = str_nearest(name, world, count);
    if (near != SIZE_MAX)
        DIAG2(d, w->at, DIAG_EXPR_UNKNOWN_NAME_NEAR, name, world[near]);
    else
        DIAG1(d, w->at, DIAG_EXPR_UNKNOWN_NAME, name);
}

bool lua_names_check(lua_words words, const str *world, size_t world_count, diags *d)
{
    names n = {.words = words};
    size_t errors = d->errors;
    find_declared(&n);
    for (size_t i = 0; i < words.count; i++) {
        str name = word_at(&n, i)->text;
        if (!is_looked_up(&n, i) || is_listed(n.declared, n.count, name))
            continue;
        str whole = full_name(&n, i, str_is(name, "string") || str_is(name, "math"));
        if (!is_listed(world, world_count, whole))
            report_name(word_at(&n, i), whole, world, world_count, d);
    }
    mem_free(n.declared);
    return d->errors == errors;
}

/* ---- what is compared ---- */

/* What is known of a field from its name alone. */
typedef struct field_kinds {
    bool exists, has_text, has_value;
    str nearest; /* value of an enumeration */
} field_kinds;

static field_kinds find_kinds(const fact_model *model, str name, str text)
{
    field_kinds kinds = {.nearest = {"", 0}};
    for (size_t i = 0; i < model->type_count; i++) {
        const field *f = model_find_field(&model->types[i], name);
        if (f == NULL)
            continue;
        kinds.exists = true;
        kinds.has_text |= f->kind == FIELD_ID || f->kind == FIELD_STRING || f->kind == FIELD_TEXT;
        kinds.has_value |= f->kind == FIELD_ENUM && enum_find_value(f->enumeration, text) >= 0;
        if (f->kind == FIELD_ENUM && kinds.nearest.length == 0)
            kinds.nearest = enum_nearest_value(f->enumeration, text);
    }
    return kinds;
}

static void compare(const lua_word *field, const lua_word *text, const fact_model *model, diags *d)
{
    field_kinds kinds = find_kinds(model, field->text, text->text);
    if (!kinds.exists || kinds.has_text || kinds.has_value)
        return;
    if (kinds.nearest.length > 0)
        DIAG3(d, text->at, DIAG_LUA_COMPARE_NEAR, field->text, text->text, kinds.nearest);
    else
        DIAG2(d, text->at, DIAG_LUA_COMPARE, field->text, text->text);
}

/* The last word of `a.b.c` that begins at word i. */
static size_t end_of_path(const names *n, size_t i)
{
    while (is(word_at(n, i + 1), ".") && word_at(n, i + 2)->kind == LUA_WORD_NAME)
        i += 2;
    return i;
}

void lua_names_compare(lua_words words, const fact_model *model, diags *d)
{
    names n = {.words = words};
    for (size_t i = 1; i + 1 < words.count; i++) {
        if (!is(word_at(&n, i), "==") && !is(word_at(&n, i), "~="))
            continue;
        const lua_word *left = word_at(&n, i - 1), *right = word_at(&n, i + 1);
        if (left->kind == LUA_WORD_NAME && is_field(&n, i - 1) && right->kind == LUA_WORD_STRING)
            compare(left, right, model, d);
        size_t end = end_of_path(&n, i + 1);
        if (left->kind == LUA_WORD_STRING && right->kind == LUA_WORD_NAME && end > i + 1)
            compare(word_at(&n, end), left, model, d);
    }
}

/* Checks the Lua of a pack without records. Each module is loaded into a sandbox of its own, so that one that is broken
   does not hide what is wrong with the others. */
#include "eval/lua_check.h"

#include "eval/lint_walk.h"
#include "eval/lua_answers.h"
#include "eval/lua_text.h"

#include "base/mem.h"

typedef struct loaded_module {
    str name;
    bool is_loaded;
    str *functions;
    size_t function_count;
} loaded_module;

typedef struct lua_checker {
    const pack *pack;
    arena *a;
    diags *diags;
    lua_rules rules; /* of an evaluation without records */
    loaded_module *modules;
} lua_checker;

/* ---- modules ---- */

/* Splits "Lua: module:12: words" into the line, of which Lua does not tell the column, and the words. */
static str split_message(str message, str module, place *at_line)
{
    str words = str_starts(message, STR("Lua: ")) ? str_from(message, 5) : message;
    str rest = str_starts(words, module) ? str_from(words, module.length) : (str){"", 0};
    size_t at = 1;
    uint32_t number = 0;
    if (!str_starts(rest, STR(":")))
        return words;
    for (; at < rest.length && rest.at[at] >= '0' && rest.at[at] <= '9' && number < 100000000; at++)
        number = number * 10 + (uint32_t)(rest.at[at] - '0');
    if (at == 1 || !str_starts(str_from(rest, at), STR(": ")))
        return words;
    at_line->line = number;
    at_line->column = 1;
    return str_from(rest, at + 2);
}

static void report_module(lua_checker *c, const lua_module *m)
{
    place at = {.file = m->path};
    str message = str_of(lua_rules_message(&c->rules, c->a));
    str words = split_message(message, m->name, &at);
    DIAG2(c->diags, at, DIAG_LUA_MODULE, m->name, words);
}

/* Names first: one that is not there may be why the text cannot be run. */
static void check_module(lua_checker *c, const lua_module *m, loaded_module *out)
{
    size_t count;
    str *names = ARENA_ARRAY(c->a, str, LUA_MAX_NAMES);
    *out = (loaded_module){.name = m->name, .functions = ARENA_ARRAY(c->a, str, LUA_MAX_NAMES)};
    c->rules.a = c->a;
    c->rules.vm = lua_rules_open(&c->rules);
    if (!lua_vm_list(c->rules.vm, (str){"", 0}, c->a, names, &count) || !lua_vm_load(c->rules.vm, m->name, m->source))
        report_module(c, m);
    else if (lua_names_check(lua_text_split(c->a, m->source, m->path), names, count, c->diags)) {
        out->is_loaded = lua_vm_list(c->rules.vm, m->name, c->a, out->functions, &out->function_count);
        if (!out->is_loaded)
            report_module(c, m);
    }
    lua_vm_free(c->rules.vm);
}

static void check_modules(lua_checker *c)
{
    const pack *p = c->pack;
    c->modules = ARENA_ARRAY(c->a, loaded_module, p->lua_count);
    for (size_t i = 0; i < p->lua_count; i++) {
        for (size_t k = 0; k < i; k++)
            if (str_equal(p->lua[k].name, p->lua[i].name))
                DIAG2(c->diags, p->lua[i].at, DIAG_XML_DUPLICATE, STR("lua"), p->lua[i].name);
        check_module(c, &p->lua[i], &c->modules[i]);
    }
}

/* ---- calls ---- */

static const loaded_module *find_module(const lua_checker *c, str name)
{
    for (size_t i = 0; i < c->pack->lua_count; i++)
        if (str_equal(c->modules[i].name, name))
            return &c->modules[i];
    return NULL;
}

static void report_call(const lua_checker *c, place at, str name, const str *near, size_t count)
{
    size_t nearest = str_nearest(name, near, count);
    if (nearest != SIZE_MAX)
        DIAG2(c->diags, at, DIAG_RULE_LUA_NEAR, name, near[nearest]);
    else
        DIAG1(c->diags, at, DIAG_RULE_LUA, name);
}

static void report_module_name(const lua_checker *c, const check *called)
{
    str *names = ARENA_ARRAY(c->a, str, c->pack->lua_count);
    for (size_t i = 0; i < c->pack->lua_count; i++)
        names[i] = c->modules[i].name;
    report_call(c, called->lua_module_at, called->lua_module, names, c->pack->lua_count);
}

static void check_call(void *context, const check *called)
{
    const lua_checker *c = context;
    if (called->kind != CHECK_LUA)
        return;
    const loaded_module *m = find_module(c, called->lua_module);
    if (m == NULL) {
        report_module_name(c, called);
        return;
    }
    for (size_t i = 0; i < m->function_count; i++)
        if (str_equal(m->functions[i], called->lua_function))
            return;
    if (m->is_loaded)
        report_call(c, called->lua_function_at, called->lua_function, m->functions, m->function_count);
}

/* ---- all ---- */

bool lua_check_pack(const pack *p, diags *d)
{
    size_t errors = d->errors;
    audit_options options = {.as_of = MOMENT_MISSING};
    evaluation ev = {.pack = p, .options = &options};
    lua_checker c = {.pack = p, .a = arena_new(), .diags = d, .rules = {.ev = &ev}};
    check_modules(&c);
    lint_walk_checks(p, check_call, &c);
    arena_free(c.a);
    return d->errors == errors;
}

typedef struct module_search {
    str name;
    bool found;
} module_search;

static void search_call(void *context, const check *c)
{
    module_search *search = context;
    search->found |= c->kind == CHECK_LUA && str_equal(c->lua_module, search->name);
}

void lua_lint_pack(const pack *p, diags *d)
{
    for (size_t i = 0; i < p->lua_count; i++) {
        const lua_module *m = &p->lua[i];
        module_search search = {.name = m->name};
        arena *a = arena_new();
        lint_walk_checks(p, search_call, &search);
        if (!search.found)
            DIAG2(d, m->at, DIAG_LINT_UNUSED, STR("lua"), m->name);
        lua_names_compare(lua_text_split(a, m->source, m->path), p->model, d);
        arena_free(a);
    }
}

/* What is said of the Lua of a pack before anything is audited: modules, names, calls and comparisons, each with its
   place. */
#include "loading.h"

#include "eval/lua_check.h"

#define GOOD "local m = {}\nfunction m.f(e)\n  return e.id and pass()\nend\nreturn m\n"

enum { MAX_MODULES = 3 };

typedef struct sample {
    lua_module modules[MAX_MODULES];
    size_t module_count;
    const char *calls[MAX_MODULES];
    size_t call_count;
} sample;

/* Fails unless the pack of these modules and calls is reported like this, by lint too or not. */
static void expect_report(const sample *s, bool by_lint, const char *expected)
{
    diags d;
    check checks[MAX_MODULES], *children[MAX_MODULES];
    pattern_sets *none = pattern_sets_new();
    diags_init(&d, 0);
    for (size_t i = 0; i < s->call_count; i++) {
        str call = str_of(s->calls[i]);
        size_t dot = str_find(call, STR("."));
        uint32_t line = (uint32_t)i + 1;
        checks[i] = (check){.kind = CHECK_LUA,
                            .lua_call = call,
                            .lua_module = {call.at, dot},
                            .lua_function = str_from(call, dot + 1),
                            .lua_module_at = {"r.xml", line, 20},
                            .lua_function_at = {"r.xml", line, 21 + (uint32_t)dot}};
        children[i] = &checks[i];
    }
    check all = {.kind = CHECK_ALL, .children = children, .child_count = s->call_count};
    rule r = {.id = STR("r"), .check = &all};
    pack p = {.model = small_model, .rules = &r, .rule_count = 1, .patterns = none, .lua_count = s->module_count};
    lua_module modules[MAX_MODULES];
    memcpy(modules, s->modules, sizeof modules);
    p.lua = modules;
    if (by_lint)
        lua_lint_pack(&p, &d);
    else
        assert_int_equal(lua_check_pack(&p, &d), expected[0] == '\0');
    expect_diags(&d, expected);
    pattern_sets_free(none);
}

static void expect_module_report(const char *source, bool by_lint, const char *expected)
{
    sample s = {.modules = {{STR("m"), "m.lua", str_of(source), {"pack.xml", 3, 1}}},
                .module_count = 1,
                .calls = {"m.f"},
                .call_count = 1};
    expect_report(&s, by_lint, expected);
}

static void expect_load(const char *source, const char *expected)
{
    expect_module_report(source, false, expected);
}

static void expect_compare(const char *source, const char *expected)
{
    expect_module_report(source, true, expected);
}

static void a_good_module_is_accepted(void **state)
{
    (void)state;
    expect_load(GOOD, "");
    expect_compare(GOOD, "");
    expect_report(&(sample){.module_count = 0}, false, "");
}

static void modules_that_cannot_be_loaded_are_reported(void **state)
{
    (void)state;
    expect_load("local m = {}\n\nfunction m.f( return pass() end\nreturn m",
                "m.lua:3:1: error: Lua \"m\" cannot be loaded: <name> or '...' expected near 'return'\n");
    expect_load("local m = {}\nfunction m.f() return pass()\nreturn m",
                "m.lua:3:1: error: Lua \"m\" cannot be loaded: 'end' expected (to close 'function' at line 2) near"
                " 'return'\n");
    expect_load("\x1bLua", "m.lua: error: Lua \"m\" cannot be loaded: attempt to load a binary chunk (mode is 't')\n");
    expect_load("return 3", "m.lua: error: Lua \"m\" cannot be loaded: module m returns no table of functions\n");
    expect_load("local m = {f = pass}\nwhile m do end\nreturn m",
                "m.lua:2:1: error: Lua \"m\" cannot be loaded: a limit on steps\n");
    expect_load("local m = {f = pass}\nm.rooms = facts('room')\nreturn m",
                "m.lua:2:1: error: Lua \"m\" cannot be loaded: records can be read only in a function that a rule"
                " calls\n");
    expect_load("local m = {f = pass}\nm = m .. {}\nreturn m",
                "m.lua:2:1: error: Lua \"m\" cannot be loaded: attempt to concatenate a table value (local 'm')\n");
}

static void constants_of_time_may_be_computed(void **state)
{
    (void)state;
    expect_load("local START <const>, week = date('2025-04-01'), days(7)\nlocal m = {}\n"
                "function m.f(e) return before(START + week, e.at) and pass() end\nreturn m",
                "");
}

/* Wherever in the module they stand: in a branch that is seldom taken, the audit would find them too late. */
static void names_that_rules_cannot_see_are_reported(void **state)
{
    (void)state;
    expect_load("local m = {}\nfunction m.f(e)\n  if known(e, 'count') then return pass() end\n"
                "  return fial('理由', raeson)\nend\nreturn m",
                "m.lua:4:10: error: there is no \"fial\" (did you mean \"fail\"?)\n"
                "m.lua:4:21: error: there is no \"raeson\"\n");
    expect_load("return {f = function(e) return os.time() and require('x') and pcall(pass) end}",
                "m.lua:1:32: error: there is no \"os\"\n"
                "m.lua:1:46: error: there is no \"require\"\n"
                "m.lua:1:63: error: there is no \"pcall\"\n");
    expect_load("return {f = function(e) return string.upper(e.id) .. string.uper(e.id) .. math.sin(1) end}",
                "m.lua:1:54: error: there is no \"string.uper\" (did you mean \"string.upper\"?)\n"
                "m.lua:1:75: error: there is no \"math.sin\" (did you mean \"math.min\"?)\n");
    expect_load("total = 0\nreturn {f = pass}", "m.lua:1:1: error: there is no \"total\"\n");
    expect_load("local m = {}\nfunction helper() end\nfunction m.f() return helper() end\nreturn m",
                "m.lua:2:10: error: there is no \"helper\"\nm.lua:3:23: error: there is no \"helper\"\n");
}

static void names_that_are_declared_are_accepted(void **state)
{
    (void)state;
    expect_load("-- a comment with unknown names\n--[[ and\nmore ]] --[==[ ]] names ]==]\n"
                "local m, text <const>, long = {}, 'a \\' name', [==[ names ]] here ]==]\n"
                "local function helper(a, ...)\n  local b = a or 0x1F + 1e+3 + .5\n  for i = 1, 3 do b = b + i end\n"
                "  for k, v in pairs({x = 1, y = 2; z = b}) do b = b .. k .. v end\n"
                "  goto done\n  ::done::\n  return b, select('#', ...)\nend\n"
                "function m:method(c) return self, c end\n"
                "function m.f(e, ctx)\n  local t = {key = helper(e.unknown_field), [1] = m.other}\n"
                "  return t.key == text and m:method(long) and ctx and _ENV and pass()\nend\nreturn m\n",
                "");
}

static void calls_must_lead_somewhere(void **state)
{
    (void)state;
    sample s = {.modules = {{STR("rooms"), "rooms.lua", STR(GOOD), {"pack.xml", 3, 1}},
                            {STR("posts"), "posts.lua", STR("return {held = pass, names = 3}"), {"pack.xml", 4, 1}}},
                .module_count = 2,
                .calls = {"romos.f", "posts.hold", "posts.names"},
                .call_count = 3};
    expect_report(&s, false,
                  "r.xml:1:20: error: there is no Lua \"romos\" (did you mean \"rooms\"?)\n"
                  "r.xml:2:26: error: there is no Lua \"hold\" (did you mean \"held\"?)\n"
                  "r.xml:3:26: error: there is no Lua \"names\"\n");
    s.module_count = 0;
    expect_report(&s, false,
                  "r.xml:1:20: error: there is no Lua \"romos\"\nr.xml:2:20: error: there is no Lua \"posts\"\n"
                  "r.xml:3:20: error: there is no Lua \"posts\"\n");
}

/* A broken module is reported once, not again by each call of it. */
static void one_broken_module_does_not_hide_another(void **state)
{
    (void)state;
    sample s = {.modules = {{STR("a"), "a.lua", STR("while true do end"), {"pack.xml", 3, 1}},
                            {STR("b"), "b.lua", STR("return {"), {"pack.xml", 4, 1}},
                            {STR("a"), "c.lua", STR(GOOD), {"pack.xml", 5, 1}}},
                .module_count = 3,
                .calls = {"a.f", "b.f"},
                .call_count = 2};
    expect_report(&s, false,
                  "a.lua:1:1: error: Lua \"a\" cannot be loaded: a limit on steps\n"
                  "b.lua:1:1: error: Lua \"b\" cannot be loaded: unexpected symbol near <eof>\n"
                  "pack.xml:5:1: error: lua \"a\" is given twice\n");
}

static void modules_that_nothing_calls_are_reported(void **state)
{
    (void)state;
    sample s = {.modules = {{STR("m"), "m.lua", STR(GOOD), {"pack.xml", 3, 1}},
                            {STR("n"), "n.lua", STR(GOOD), {"pack.xml", 4, 1}}},
                .module_count = 2,
                .calls = {"m.f"},
                .call_count = 1};
    expect_report(&s, false, "");
    expect_report(&s, true, "pack.xml:4:1: warning: lua \"n\" is not used\n");
}

/* In Lua they are false without a word, and what they guard never happens. */
static void comparisons_that_never_hold_are_reported(void **state)
{
    (void)state;
    expect_compare("return {f = function(e) return e.colour == 'red' or 'blue' ~= e.colour or e.note == 'x' end}", "");
    expect_compare("return {f = function(e) return e.colour == 'rde' end}",
                   "m.lua:1:44: error: field \"colour\" has no value \"rde\", so that they are never equal (nearest:"
                   " \"red\")\n");
    expect_compare("return {f = function(e) return e.colour ~= \"green\" end}",
                   "m.lua:1:44: error: field \"colour\" can never equal the text \"green\"\n");
    expect_compare("return {f = function(e) return 'blu' == e.room.colour end}",
                   "m.lua:1:32: error: field \"colour\" has no value \"blu\", so that they are never equal (nearest:"
                   " \"blue\")\n");
    expect_compare("return {f = function(e)\n  return e.room == 'R1' or e.at == '2025-04-01' or e.open == 'true' end}",
                   "m.lua:2:20: error: field \"room\" can never equal the text \"R1\"\n"
                   "m.lua:2:36: error: field \"at\" can never equal the text \"2025-04-01\"\n"
                   "m.lua:2:62: error: field \"open\" can never equal the text \"true\"\n");
    expect_compare("return {f = function(e) return e.room.id == 'R1' or e.nothing == 'x' or e.colour == e.note end}",
                   "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_module_is_accepted),
        cmocka_unit_test(modules_that_cannot_be_loaded_are_reported),
        cmocka_unit_test(constants_of_time_may_be_computed),
        cmocka_unit_test(names_that_rules_cannot_see_are_reported),
        cmocka_unit_test(names_that_are_declared_are_accepted),
        cmocka_unit_test(calls_must_lead_somewhere),
        cmocka_unit_test(one_broken_module_does_not_hide_another),
        cmocka_unit_test(modules_that_nothing_calls_are_reported),
        cmocka_unit_test(comparisons_that_never_hold_are_reported),
    };
    return cmocka_run_group_tests_name("Lua of packs", tests, start_loading, end_loading);
}

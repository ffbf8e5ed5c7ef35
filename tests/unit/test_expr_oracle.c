/* Random expressions over random facts have the value that the Lua VM gives the same text (oracle.lua). Run with
   JUNSHU_ORACLE_SEED to repeat a failure, with JUNSHU_ORACLE_PAIRS for more or fewer pairs. */
#include "expressions.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

enum { PAIRS = 120000, SEED = 20250401 };

static workbench w;
static bool is_open;
static expr *current;

/* ---- what the Lua side may ask of the engine ---- */

static int load_facts_of(lua_State *lua)
{
    if (is_open)
        close_workbench(&w);
    open_workbench(&w, luaL_checkstring(lua, 1));
    is_open = true;
    return 0;
}

/* Returns what is wrong with the expression, or nothing. */
static int read_text(lua_State *lua)
{
    diags d;
    buffer b = {0};
    diags_init(&d, 0);
    current = read_expression_text(&w, luaL_checkstring(lua, 1), &d);
    diags_print(&b, &d, LANGUAGE_EN);
    if (current == NULL)
        lua_pushstring(lua, buffer_str(&b).at);
    buffer_free(&b);
    diags_free(&d);
    return current == NULL ? 1 : 0;
}

static int choose(lua_State *lua)
{
    choose_setting(&w, luaL_checkstring(lua, 1));
    return 0;
}

static int evaluate(lua_State *lua)
{
    buffer b = {0};
    print_evaluated(&b, &w, current);
    lua_pushstring(lua, buffer_str(&b).at);
    buffer_free(&b);
    return 1;
}

/* Says review where the truth is unknown. */
static int evaluate_wrongly(lua_State *lua)
{
    evaluate(lua);
    if (strcmp(lua_tostring(lua, -1), "unknown") == 0)
        lua_pushliteral(lua, "review");
    return 1;
}

static int say(lua_State *lua)
{
    fprintf(stderr, "%s\n", luaL_checkstring(lua, 1));
    return 0;
}

static int say_nothing(lua_State *lua)
{
    (void)lua;
    return 0;
}

/* ---- runs ---- */

static long long number_from(const char *name, long long usual)
{
    const char *text = getenv(name);
    return text != NULL ? strtoll(text, NULL, 10) : usual;
}

static void call_or_fail(lua_State *lua, int arguments, int results)
{
    if (lua_pcall(lua, arguments, results, 0) != LUA_OK)
        fail_msg("%s", lua_tostring(lua, -1));
}

static lua_State *open_lua(void)
{
    lua_State *lua = luaL_newstate();
    assert_non_null(lua);
    luaL_openlibs(lua);
    char *path = source_file("tests/unit/?.lua");
    lua_getglobal(lua, "package");
    lua_pushstring(lua, path);
    lua_setfield(lua, -2, "path");
    lua_pop(lua, 1);
    free(path);
    return lua;
}

/* Leaves the number of differences and the counts on the stack. */
static void compare_pairs(lua_State *lua, lua_CFunction evaluator, lua_CFunction reporter, long long seed,
                          long long count)
{
    const luaL_Reg engine[] = {
        {"load", load_facts_of}, {"read", read_text}, {"choose", choose}, {"evaluate", evaluator}, {NULL, NULL}};
    lua_getglobal(lua, "require");
    lua_pushliteral(lua, "oracle_pairs");
    call_or_fail(lua, 1, 1);
    lua_getfield(lua, -1, "run");
    luaL_newlib(lua, engine);
    lua_pushinteger(lua, seed);
    lua_pushinteger(lua, count);
    lua_pushcfunction(lua, reporter);
    call_or_fail(lua, 4, 2);
}

static long long count_of(lua_State *lua, const char *table, const char *key)
{
    lua_getfield(lua, -1, table);
    lua_getfield(lua, -1, key);
    long long count = lua_tointeger(lua, -1);
    lua_pop(lua, 2);
    return count;
}

typedef struct share {
    const char *table, *key;
    int least; /* of a thousand of its table */
} share;

/* A run in which hardly anything is unknown, say, shows nothing about it. */
static void expect_shares(lua_State *lua)
{
    static const share shares[] = {{"truths", "true", 200},    {"truths", "false", 200}, {"truths", "unknown", 150},
                                   {"truths", "review", 60},   {"truths", "fault", 1},   {"values", "value", 400},
                                   {"values", "missing", 100}, {"values", "fault", 3}};
    for (size_t i = 0; i < COUNT(shares); i++) {
        long long all = 0, own = count_of(lua, shares[i].table, shares[i].key);
        for (size_t k = 0; k < COUNT(shares); k++)
            if (strcmp(shares[k].table, shares[i].table) == 0)
                all += count_of(lua, shares[k].table, shares[k].key);
        printf("# %s %s: %lld (%.1f%%)\n", shares[i].table, shares[i].key, own, 100.0 * (double)own / (double)all);
        if (own * 1000 < all * shares[i].least)
            fail_msg("%s: only %lld of %lld are %s", shares[i].table, own, all, shares[i].key);
    }
}

static void expect_every_word(lua_State *lua)
{
    static const char *const words[] = {
        "and", "or", "not", "==", "~=", "<", "<=", ">", ">=", "+", "-", "*", "true", "false",
#define FUNCTION(id, name, result, parameters, ja, en) name,
#include "rules/functions.def"
#undef FUNCTION
    };
    long long pairs_run = 0;
    lua_getfield(lua, -1, "pairs");
    pairs_run = lua_tointeger(lua, -1);
    lua_pop(lua, 1);
    for (size_t i = 0; i < COUNT(words); i++)
        if (count_of(lua, "uses", words[i]) * 200 < pairs_run)
            fail_msg("\"%s\" hardly occurs", words[i]);
}

static void the_engine_and_lua_agree(void **state)
{
    (void)state;
    long long seed = number_from("JUNSHU_ORACLE_SEED", SEED), count = number_from("JUNSHU_ORACLE_PAIRS", PAIRS);
    lua_State *lua = open_lua();
    compare_pairs(lua, evaluate, say, seed, count);
    printf("# %lld pairs from seed %lld\n", count, seed);
    long long differences = lua_tointeger(lua, -2);
    if (differences > 0)
        fail_msg("%lld differences with JUNSHU_ORACLE_SEED=%lld", differences, seed);
    expect_shares(lua);
    expect_every_word(lua);
    lua_close(lua);
}

static void a_wrong_truth_is_found(void **state)
{
    (void)state;
    lua_State *lua = open_lua();
    compare_pairs(lua, evaluate_wrongly, say_nothing, SEED, 1000);
    assert_int_not_equal(lua_tointeger(lua, -2), 0);
    lua_close(lua);
}

static int end(void **state)
{
    if (is_open)
        close_workbench(&w);
    return end_expressions(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_engine_and_lua_agree),
        cmocka_unit_test(a_wrong_truth_is_found),
    };
    return cmocka_run_group_tests(tests, start_expressions, end);
}

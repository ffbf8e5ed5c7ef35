/* Rules in Lua: what they can ask and say, and that nothing they do harms the engine: every attack ends quickly, as an
   error and never as a verdict. */
#include "loading.h"

#include "eval/evaluation.h"

#include "base/mem.h"

#include <time.h>

static const char records[] =
    FACTS_BEGIN "<rooms covers='../..'><room id='R1' in_use='2020-01-01/..'/><room id='R2'/></rooms>\n"
                "<entries room='R1' covers='2025-04-01/2026-03-31'>\n"
                "<entry id='E1' room='R1' at='2025-04-01T08:00:00' day='2025-04-01' count='3' open='true' colour='red'"
                " note='first'/>\n"
                "<entry id='E2' room='R1' at='2025-04-02T08:00:00' colour='blue'/>\n"
                "</entries><entries><entry id='E3' room='R2' at='2025-04-02'/></entries>" FACTS_END;

/* One function `f` over the entry E1 (or another), as a rule's check sees it. */
typedef struct rule_call {
    arena *a;
    facts *facts;
    pack pack;
    audit_options options;
    evaluation shared, ev;
    check check;
    frame frame;
} rule_call;

static const str facts_file = {"a.xml", 5};

static void start_call(rule_call *c, const char *source, uint32_t row)
{
    static lua_module module;
    static variable subject;
    *c = (rule_call){.a = arena_new()};
    c->facts = load_good_facts(small_model, PATHS("a.xml"));
    module = (lua_module){.name = STR("m"), .path = "m.lua", .source = str_of(source)};
    subject = (variable){STR("e"), {.kind = TYPE_RECORD, .record = model_find_type(small_model, STR("entry"))}};
    c->pack = (pack){.model = small_model, .lua = &module, .lua_count = 1, .patterns = pattern_sets_new()};
    c->options =
        (audit_options){.period = good_period("2025-04-01/2026-03-31"), .as_of = moment_parse(STR("2026-03-31"))};
    diags d;
    diags_init(&d, 1);
    c->shared = share_evaluation(&c->pack, c->facts, &c->options, &d);
    c->ev = begin_evaluation(&c->shared, c->a);
    c->ev.period = c->options.period;
    c->ev.at = c->options.as_of;
    diags_free(&d);
    c->check = (check){.kind = CHECK_LUA,
                       .name = {STR("条件"), STR("condition")},
                       .lua_call = STR("m.f"),
                       .lua_module = STR("m"),
                       .lua_function = STR("f"),
                       .variables = &subject,
                       .variable_count = 1};
    c->frame.slots[0] = (value){.known = true, .as.row = row};
}

static void end_call(rule_call *c)
{
    end_evaluation(&c->ev);
    end_sharing(&c->shared);
    pattern_sets_free(c->pack.patterns);
    facts_free(c->facts);
    arena_free(c->a);
}

/* ---- verdicts ---- */

/* Prints truth, reason and evidence; or the fault. */
static void expect_outcome(const char *body, uint32_t row, const char *expected)
{
    static const char *const truths[] = {"false", "unknown", "review", "true"};
    rule_call c;
    char source[4096];
    buffer b = {0};
    lua_account account;
    snprintf(source, sizeof source, "return { f = function(e, ctx) %s end }", body);
    start_call(&c, source, row);
    enum truth t = eval_lua(&c.ev, &c.check, &c.frame, &account);
    buffer_add_text(&b, c.ev.fault != NULL ? c.ev.fault : truths[t]);
    if (account.reason.ja.length > 0)
        buffer_addf(&b, ": %.*s / %.*s", (int)account.reason.ja.length, account.reason.ja.at,
                    (int)account.reason.en.length, account.reason.en.at);
    for (size_t i = 0; i < account.count; i++) {
        buffer_add_char(&b, ' ');
        buffer_add(&b, table_id(c.facts, facts_table(c.facts, account.types[i]), account.rows[i]));
    }
    end_call(&c);
    expect_text(&b, expected);
}

static void verdicts_come_with_their_reasons(void **state)
{
    (void)state;
    expect_outcome("return pass()", 0, "true");
    expect_outcome("return fail('理由', 'reason')", 0, "false: 理由 / reason");
    expect_outcome("return review('理由')", 0, "review: 理由 / 理由");
    expect_outcome("return unknown('理由', 'reason')", 0, "unknown: 理由 / reason");
    expect_outcome("return fail()", 0,
                   "Lua: m:1: wrong arguments of pass(), fail(ja, en), review(ja, en) or unknown(ja, en)");
    expect_outcome("return fail('\\xff')", 0,
                   "Lua: m:1: wrong arguments of pass(), fail(ja, en), review(ja, en) or unknown(ja, en)");
}

static void only_a_verdict_is_a_verdict(void **state)
{
    (void)state;
    static const char *const not_verdicts[] = {"",         "return",     "return nil",  "return true", "return 'pass'",
                                               "return e", "return ctx", "return pass", "return {}"};
    for (size_t i = 0; i < COUNT(not_verdicts); i++)
        expect_outcome(not_verdicts[i], 0, "Lua: the function must return pass(), fail(…), review(…) or unknown(…)");
}

static void fields_are_read_through_references(void **state)
{
    (void)state;
    expect_outcome("return fail(e.id .. e.room.id .. e.count + 1 .. e.colour .. e.note)", 0,
                   "false: E1R14redfirst / E1R14redfirst");
    expect_outcome("return e.open and pass() or fail('x')", 0, "true");
    expect_outcome("return fail(ja(e.at), en(e.at))", 0, "false: 令和7年4月1日8時0分0秒 / 2025-04-01 08:00:00");
    expect_outcome("return fail(ja(e.room), type(e.room) .. type(e.at) .. type(e) .. type(ctx))", 0,
                   "false: R1 / recordtimerecordcontext");
    expect_outcome("return ctx.e == e and within(e.at, ctx.period) and pass()", 0, "true");
    expect_outcome("return e.rom", 0, "Lua: m:1: entry has no field \"rom\" (did you mean \"room\"?)");
    expect_outcome("return ctx.nothing", 0, "Lua: m:1: the context has no \"nothing\"");
    expect_outcome("e.count = 4", 0, "Lua: m:1: attempt to index a junshu.value value (local 'e')");
}

static void a_missing_value_is_unknown_and_cannot_be_caught(void **state)
{
    (void)state;
    expect_outcome("return e.count > 1 and pass() or fail('x')", 1, "unknown: 入室の「数」 / entry: count");
    expect_outcome("pcall(function() return e.count end) return pass()", 1, "unknown: 入室の「数」 / entry: count");
    expect_outcome("local ok = pcall(before, e.at, e.at) return pass()", 0,
                   "review: 「before」は記録の精度では決まらない / before: the records leave it open");
    expect_outcome("return known(e, 'count') and pass() or fail('no count')", 1, "false: no count / no count");
    expect_outcome("return known(e, 'cout')", 1, "Lua: m:1: entry has no field \"cout\" (did you mean \"count\"?)");
    expect_outcome("return intersect(period(e.day, e.day), since(date('2030-01-01')))", 0,
                   "unknown: 「intersect」の値 / value of intersect");
}

static void times_are_compared_as_in_expressions(void **state)
{
    (void)state;
    expect_outcome("return e.at < date('2025-04-02') and e.at <= e.at and e.at == e.at and pass()", 0, "true");
    expect_outcome("return e.at == e.day and pass()", 0,
                   "review: 「==」は記録の精度では決まらない / ==: the records leave it open");
    expect_outcome("return not (e.at < e.day) and pass()", 0,
                   "review: 「==」は記録の精度では決まらない / ==: the records leave it open");
    expect_outcome("return same_day(e.at, e.day) and fail(en(e.day + years(1) - days(1)))", 0,
                   "false: 2026-03-31 / 2026-03-31");
    expect_outcome("return before(e.at, 'x')", 0, "Lua: m:1: wrong arguments of before");
    expect_outcome("return before(e.at)", 0, "Lua: m:1: wrong arguments of before");
    expect_outcome("return e.at < 3", 0, "Lua: m:1: these values cannot be combined this way");
    expect_outcome("return e < e", 0, "Lua: m:1: these values cannot be combined this way");
    expect_outcome("return contains(e.note, 'ＦＩＲ') and pass() or fail('x')", 0, "false: x / x");
}

static void related_records_are_evidence(void **state)
{
    (void)state;
    expect_outcome(
        "local n = 0 for _, x in ipairs(facts('entry', {room = e.room})) do n = n + 1 end return fail(format('%d', n))",
        0, "false: 2 / 2 E1 E2");
    expect_outcome("return fail(tostring(#facts('entry', {room = e.room, colour = 'blue'})))", 0, "false: 1 / 1 E2");
    expect_outcome("return fail(tostring(#facts('room')))", 0, "false: 2 / 2 R1 R2");
    expect_outcome("return fail(tostring(#facts('entry', {id = 'E3'})))", 0, "false: 1 / 1 E3");
    expect_outcome("return fail(tostring(#facts('entry', {count = 3})))", 0,
                   "unknown: 入室の「数」 / entry: count E1 E2");
    expect_outcome("facts('entri')", 0, "Lua: m:1: there is no fact \"entri\" (nearest: \"entry\")");
    expect_outcome("facts('entry', {rom = 1})", 0, "Lua: m:1: entry has no field \"rom\" (did you mean \"room\"?)");
    expect_outcome("facts('entry', {room = 1})", 0, "Lua: m:1: entry.room cannot have this value");
    expect_outcome("facts('entry', {colour = 'rot'})", 0, "Lua: m:1: entry.colour cannot have this value");
}

static void completeness_is_asked_for(void **state)
{
    (void)state;
    expect_outcome("return complete('entry', ctx.period, e.room) and not complete('entry', ctx.period) and"
                   " complete('room', e.at) and not complete('memo', ctx.period) and pass()",
                   0, "true");
    expect_outcome("return complete('entry', ctx.period, e)", 0,
                   "Lua: m:1: wrong arguments of complete(\"type\", time or period, scope)");
}

/* Records later than the as-of date are left out, so that no list can be complete there. */
static void nothing_is_complete_after_the_as_of_date(void **state)
{
    (void)state;
    expect_outcome("return complete('room', since(date('2026-03-31'))) and pass() or fail('x')", 0, "false: x / x");
    expect_outcome("return complete('room', date('2026-03-31')) and not complete('room', date('2026-04-01')) and"
                   " complete('room', period(date('2020-01-01'), date('2026-03-31'))) and"
                   " not complete('room', period(date('2020-01-01'), date('2026-04-01'))) and pass() or fail('x')",
                   0, "true");
}

static void order_never_depends_on_addresses(void **state)
{
    (void)state;
    expect_outcome("local s = '' for k, v in pairs({b = 1, a = 2, [2] = 'y', [1] = 'x', c = 3, [10] = 0}) do"
                   " s = s .. k .. v .. ' ' end return fail(s)",
                   0, "false: 1x 2y 100 a2 b1 c3  / 1x 2y 100 a2 b1 c3 ");
    expect_outcome("for k in pairs({[e] = 1}) do end", 0,
                   "Lua: m:1: pairs: keys must be numbers or short strings, for their order");
    expect_outcome("tostring({})", 0, "Lua: m:1: a table has no text: use ja(…) or en(…)");
    expect_outcome("tostring(e)", 0, "Lua: m:1: a userdata has no text: use ja(…) or en(…)");
    expect_outcome("return fail(format('%s', {}))", 0,
                   "Lua: m:1: bad argument #2 to 'format' (string expected, got table)");
    expect_outcome("return fail(format('%5000d', 1))", 0, "Lua: m:1: format knows %s and %d only");
    expect_outcome("error({})", 0, "Lua: an error without words");
    expect_outcome("error('\\xff')", 0, "Lua: m:1: ?");
}

static void names_that_could_harm_are_not_there(void **state)
{
    (void)state;
    static const char *const names[] = {"io",
                                        "os",
                                        "debug",
                                        "package",
                                        "require",
                                        "load",
                                        "loadfile",
                                        "dofile",
                                        "collectgarbage",
                                        "print",
                                        "warn",
                                        "coroutine",
                                        "getmetatable",
                                        "setmetatable",
                                        "xpcall",
                                        "rawget",
                                        "rawset",
                                        "rawequal",
                                        "rawlen",
                                        "next",
                                        "table",
                                        "utf8",
                                        "loadstring",
                                        "_G",
                                        "string.dump",
                                        "string.rep",
                                        "string.find",
                                        "string.match",
                                        "string.gmatch",
                                        "string.gsub",
                                        "string.format",
                                        "string.pack",
                                        "string.unpack",
                                        "string.packsize",
                                        "string.byte",
                                        "string.char",
                                        "math.random",
                                        "math.randomseed",
                                        "math.sin",
                                        "_VERSION"};
    for (size_t i = 0; i < COUNT(names); i++) {
        char body[128], expected[128];
        const char *dot = strchr(names[i], '.');
        snprintf(body, sizeof body, "local x = %s return pass()", names[i]);
        snprintf(expected, sizeof expected, "Lua: m:1: there is no \"%s\" for rules", dot != NULL ? dot + 1 : names[i]);
        expect_outcome(body, 0, expected);
    }
    expect_outcome("return ('x'):rep(3)", 0, "Lua: m:1: attempt to index a string value (constant 'x')");
    expect_outcome("pass = fail", 0, "Lua: m:1: global names cannot be assigned: write local before them");
    expect_outcome("string.len = fail", 0, "Lua: m:1: global names cannot be assigned: write local before them");
    expect_outcome("_ENV.x = 1", 0, "Lua: m:1: global names cannot be assigned: write local before them");
}

/* ---- attacks ---- */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const char *const attacks[] = {
    "while true do end",
    "repeat until false",
    "::again:: goto again",
    "for i = 1, math.maxinteger do end",
    "local function f() return f() end return f()",
    "local function f() return 1 + f() end return f()",
    "while true do pcall(function() while true do end end) end",
    "pcall(function() while true do end end) return pass()",
    "local function f() pcall(f) f() end f()",
    "local function f() pcall(pcall, f) pcall(f) end f() while true do end",
    "local function f() return pcall(f) end f() while true do end",
    "pcall(function() while true do end end) while true do pcall(error) end",
    "local t = {} for i = 1, math.maxinteger do t[i] = i end",
    "local t = {} while true do t = {t} end",
    "local t = {} while true do add(t, {}) end",
    "local s = 'x' while true do s = s .. s end",
    "local s = 'x' while true do pcall(function() s = s .. s end) end",
    "pcall(function() local s = 'x' while true do s = s .. s end end) return pass()",
    "local s = '' for i = 1, 1e9 do s = s .. 'xxxxxxxxxxxxxxxxxxxxxxxxxxx' end",
    "local s = 'x' for i = 1, 15 do s = s .. s end while true do local t = s .. 'y' end",
    "local s = 'x' for i = 1, 15 do s = s .. s end local a, b = s .. 'y', s .. 'y' while true do local _ = a == b "
    "end",
    "local s = 'x' for i = 1, 15 do s = s .. s end local a, b = s .. 'y', s .. 'z' while true do local _ = a < b "
    "end",
    "local s = '1' for i = 1, 15 do s = s .. s end while true do tonumber(s) end",
    "local s = 'x' for i = 1, 15 do s = s .. s end while true do string.upper(s) end",
    "local s = 'x' for i = 1, 15 do s = s .. s end while true do contains(s, s) end",
    "local s = 'x' for i = 1, 14 do s = s .. s end"
    " format('%s%s%s%s%s%s%s%s', s, s, s, s, s, s, s, s)",
    "local s = '%s' for i = 1, 14 do s = s .. s end while true do format(s) end",
    "local t = setmetatable({}, {__len = function() return math.maxinteger end})",
    "local t = setmetatable({}, {__gc = function() while true do end end})",
    "string.rep('', math.maxinteger)",
    "string.rep('x', math.maxinteger)",
    "string.dump(pass)",
    "string.gsub(('x'), '.*', function() end)",
    "load('\\27Lua')",
    "coroutine.wrap(function() while true do end end)()",
    "while true do facts('entry') end",
    "local t = {} while true do add(t, facts('entry')) end",
    "while true do pcall(facts, 'nothing') end",
    "while true do ja(e) end",
    "local t = {} for i = 1, 60000 do t[i] = i end while true do for k in pairs(t) do break end end",
    "local t = {} for i = 1, 3000 do t['k' .. i] = i end while true do pairs(t) end",
    "select(-1)",
    "local function f(...) return f(1, ...) end f()",
    "local function f(...) return select('#', ...) + f(1, ...) end f()",
    "error(nil)",
    "error(pass())",
    "assert(false)",
    "return pass(1, 2, 3, 4, 5, 6)",
};

static void every_attack_ends_as_an_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(attacks); i++) {
        rule_call c;
        char source[1024];
        snprintf(source, sizeof source, "return { f = function(e, ctx) %s end }", attacks[i]);
        start_call(&c, source, 0);
        double begun = seconds();
        eval_lua(&c.ev, &c.check, &c.frame, NULL);
        double took = seconds() - begun;
        if (c.ev.fault == NULL || took > 60) /* a hang, not a measure of speed */
            fail_msg("%s: %s after %.1f s", attacks[i], c.ev.fault != NULL ? c.ev.fault : "no error", took);
        end_call(&c);
    }
}

static void a_module_that_cannot_be_loaded_is_an_error(void **state)
{
    (void)state;
    static const struct {
        const char *source, *fault;
    } modules[] = {
        {"\x1bLua", "Lua: attempt to load a binary chunk (mode is 't')"},
        {"return {", "Lua: m:1: unexpected symbol near <eof>"},
        {"return 3", "Lua: module m returns no table of functions"},
        {"while true do end", "Lua: m:1: a limit on steps"},
        {"return {}", "Lua: there is no function f"},
        {"return {f = 3}", "Lua: there is no function f"},
        {"facts('entry', {id = 'E1'}) return {f = pass}", NULL},
    };
    for (size_t i = 0; i < COUNT(modules); i++) {
        rule_call c;
        start_call(&c, modules[i].source, 0);
        eval_lua(&c.ev, &c.check, &c.frame, NULL);
        if (modules[i].fault != NULL)
            expect_same(c.ev.fault != NULL ? c.ev.fault : "", modules[i].fault);
        end_call(&c);
    }
}

/* Verdicts of earlier calls do not count, nor does what a rule remembers. */
static void nothing_is_carried_from_call_to_call(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c, "local kept return { f = function() kept = kept or pass() return kept end }", 0);
    assert_int_equal(eval_lua(&c.ev, &c.check, &c.frame, NULL), TRUTH_TRUE);
    assert_null(c.ev.fault);
    eval_lua(&c.ev, &c.check, &c.frame, NULL);
    assert_non_null(c.ev.fault);
    end_call(&c);
    start_call(
        &c, "local n = 0 return { f = function() n = n + 1 if n == 1 then return fail('x') end return pass() end }", 0);
    trace t = {.ev = &c.ev};
    explain_check(&t, &c.check, &c.frame);
    assert_non_null(c.ev.fault);
    mem_free(t.changes);
    end_call(&c);
}

static void a_rule_that_died_does_not_take_others_with_it(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c, "return { f = function() while true do end end, g = function() return pass() end }", 0);
    eval_lua(&c.ev, &c.check, &c.frame, NULL);
    assert_string_equal(c.ev.fault, "Lua: m:1: a limit on steps");
    c.ev.fault = NULL;
    c.check.lua_function = STR("g");
    assert_int_equal(eval_lua(&c.ev, &c.check, &c.frame, NULL), TRUTH_TRUE);
    assert_null(c.ev.fault);
    end_call(&c);
}

static void explanations_show_reason_and_records(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c, "return { f = function(e) facts('entry', {room = e.room}) return fail('理由', 'why') end }", 0);
    trace t = {.ev = &c.ev};
    const explanation *e = explain_check(&t, &c.check, &c.frame);
    assert_int_equal(e->truth, TRUTH_FALSE);
    assert_true(str_is(e->source, "m.f"));
    assert_true(str_is(e->detail.ja, "理由"));
    assert_int_equal(e->child_count, 2);
    assert_true(str_is(e->children[1]->record->id, "E2"));
    assert_int_equal(t.evidence_count, 2);
    assert_int_equal(t.change_count, 1);
    mem_free(t.evidence);
    mem_free(t.changes);
    end_call(&c);
}

static int start_lua(void **state)
{
    int status = start_loading(state);
    write_file(facts_file.at, str_of(records));
    return status;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_come_with_their_reasons),
        cmocka_unit_test(only_a_verdict_is_a_verdict),
        cmocka_unit_test(fields_are_read_through_references),
        cmocka_unit_test(a_missing_value_is_unknown_and_cannot_be_caught),
        cmocka_unit_test(times_are_compared_as_in_expressions),
        cmocka_unit_test(related_records_are_evidence),
        cmocka_unit_test(completeness_is_asked_for),
        cmocka_unit_test(nothing_is_complete_after_the_as_of_date),
        cmocka_unit_test(order_never_depends_on_addresses),
        cmocka_unit_test(names_that_could_harm_are_not_there),
        cmocka_unit_test(every_attack_ends_as_an_error),
        cmocka_unit_test(a_module_that_cannot_be_loaded_is_an_error),
        cmocka_unit_test(nothing_is_carried_from_call_to_call),
        cmocka_unit_test(a_rule_that_died_does_not_take_others_with_it),
        cmocka_unit_test(explanations_show_reason_and_records),
    };
    return cmocka_run_group_tests_name("lua", tests, start_lua, end_loading);
}

/* What Lua rules can ask and say, and what their verdicts are worth: no more than the lists that they rest on. */
#include "lua_call.h"

#include "base/mem.h"
#include "eval/lua_vm.h"

#define FAULT(words) "Lua: m:1: " words
#define ENTRIES_MISSING                                                                                                                             \
    "[入室の一覧（完全と示されていない期間：令和7年4月1日から令和8年3月31日まで） / list of entry (not declared " \
    "complete: 2025-04-01 to 2026-03-31)]"
#define MEMOS_MISSING "[覚書の一覧（提出されていない） / list of memo (not supplied)]"

/* ---- verdicts ---- */

static void verdicts_come_with_their_reasons(void **state)
{
    (void)state;
    expect_outcome("return known(e, 'id') and pass()", 0, "true");
    expect_outcome("return known(e, 'id') and fail('理由', 'reason')", 0, "false: 理由 / reason");
    expect_outcome("return known(e, 'id') and absent('理由', 'reason')", 0, "false: 理由 / reason");
    expect_outcome("return review('理由')", 0, "review: 理由 / 理由");
    expect_outcome("return unknown('理由', 'reason')", 0, "unknown: 理由 / reason [理由 / reason]");
}

static void a_verdict_that_is_written_wrongly_is_an_error(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "fail()",          "absent()",     "review()", "unknown()",      "fail('\\xff')",     "fail('x', '\\xff')",
        "fail(1)",         "fail('x', 1)", "fail(e)",  "fail(nil, 'x')", "fail('x', 'y', 1)", "pass('x')",
        "fail('x', e.at)", "pass(e)"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        char body[64];
        snprintf(body, sizeof body, "return %s", wrong[i]);
        expect_outcome(body, 0,
                       FAULT("wrong arguments of a verdict: pass(), or fail, absent, review, unknown(ja, en, record)"));
    }
    expect_outcome("return fail('x', 'y', e, e, e)", 0, FAULT("too many arguments of fail"));
}

static void only_a_verdict_is_a_verdict(void **state)
{
    (void)state;
    static const char *const not_verdicts[] = {"",         "return",     "return nil",  "return true", "return 'pass'",
                                               "return e", "return ctx", "return pass", "return {}",   "return e.at"};
    for (size_t i = 0; i < COUNT(not_verdicts); i++)
        expect_outcome(not_verdicts[i], 0,
                       "Lua: the function must return pass(), fail(…), absent(…), review(…) or unknown(…)");
}

/* What was not read can neither pass nor accuse. */
static void a_verdict_rests_on_something_read(void **state)
{
    (void)state;
    static const char nothing_read[] = "Lua: a verdict that rests on no record: nothing was read";
    expect_outcome("return pass()", 0, nothing_read);
    expect_outcome("return fail('x')", 0, nothing_read);
    expect_outcome("return absent('x')", 0, nothing_read);
    expect_outcome("return ctx.period and ctx.as_of and ctx.e == e and param('limit') and pass()", 0, nothing_read);
    expect_outcome("return e.id and pass()", 0, "true");
    expect_outcome("return known(e, 'count') and pass()", 0, "true");
    expect_outcome("facts('room') return pass()", 0, "true R1 R2");
    expect_outcome("return complete('room', e.at) and pass()", 0, "true");
}

/* ---- what a verdict is worth ---- */

static void pass_needs_complete_lists(void **state)
{
    (void)state;
    expect_outcome("facts('entry', {room = e.room}) return pass()", 0, "true E1 E2");
    expect_outcome("facts('entry') return pass()", 0, "unknown " ENTRIES_MISSING " E1 E2 E3");
    expect_outcome("facts('memo') return pass()", 0, "unknown " MEMOS_MISSING);
    expect_outcome("facts('memo', {room = e.room}) return pass()", 0, "unknown " MEMOS_MISSING);
    expect_outcome("facts('room') facts('memo') facts('entry') return pass()", 0,
                   "unknown " MEMOS_MISSING " " ENTRIES_MISSING " R1 R2 E1 E2 E3");
    expect_outcome("local early = pass() facts('memo') return early", 0, "unknown " MEMOS_MISSING);
    expect_outcome("for _, r in ipairs(facts('room')) do facts('entry', {room = r}) end return pass()", 0,
                   "unknown " ENTRIES_MISSING " R1 R2 E1 E2 E3");
}

static void a_list_is_asked_for_its_time(void **state)
{
    (void)state;
    expect_outcome("facts('entry', {room = e.room}, e.at) return pass()", 0, "true E1 E2");
    expect_outcome("facts('entry', {room = e.room}, period(e.day, date('2025-06-30'))) return pass()", 0, "true E1 E2");
    expect_outcome(
        "facts('entry', {room = e.room}, period(date('2025-03-01'), e.day)) return pass()", 0,
        "unknown [入室の一覧（完全と示されていない期間：令和7年3月1日から令和7年3月31日まで） / list of entry"
        " (not declared complete: 2025-03-01 to 2025-03-31)] E1 E2");
    expect_outcome("facts('entry', {room = e.room}, date('2025-03-31')) return pass()", 0,
                   "unknown [入室の一覧（完全と示されていない期間：令和7年3月31日） / list of entry"
                   " (not declared complete: 2025-03-31)] E1 E2");
    expect_outcome("facts('room', nil, e.at) return pass()", 0, "true R1 R2");
    static const char *const wrong[] = {"facts('room', {}, nil)",       "facts('room', {}, 'x')",
                                        "facts('room', {}, e)",         "facts('room', {}, false)",
                                        "facts('room', e.at)",          "facts()",
                                        "facts('room', {}, e.at, e.at)"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        expect_outcome(wrong[i], 0, FAULT("wrong arguments of facts(\"type\", {field = value}, time or period)"));
}

/* A breach that is seen in a log with gaps is one; but not that something was not found there. */
static void fail_needs_to_be_seen(void **state)
{
    (void)state;
    expect_outcome("facts('entry', {room = e.room}) return fail('理由', 'why')", 0, "false: 理由 / why E1 E2");
    expect_outcome("facts('entry') return fail('理由', 'why')", 0, "false: 理由 / why " ENTRIES_MISSING " E1 E2 E3");
    expect_outcome(
        "facts('memo') return fail('理由', 'why')", 0,
        "unknown: 理由（一覧が完全でないため、決まらない） / why (open, since a list is not complete) " MEMOS_MISSING);
    expect_outcome(
        "facts('memo') facts('entry') return fail('理由', 'why')", 0,
        "unknown: 理由（一覧が完全でないため、決まらない） / why (open, since a list is not complete) " MEMOS_MISSING
        " " ENTRIES_MISSING " E1 E2 E3");
    expect_outcome("facts('memo') return fail('理由', 'why', e)", 0, "false: 理由 / why " MEMOS_MISSING " E1");
    expect_outcome("facts('memo') return fail('理由', e)", 0, "false: 理由 / 理由 " MEMOS_MISSING " E1");
    expect_outcome("facts('entry', {room = e.room, colour = 'red', count = 4}) return fail('理由')", 0,
                   "false: 理由 / 理由");
}

static void absent_needs_complete_lists(void **state)
{
    (void)state;
    expect_outcome("facts('entry', {room = e.room}) return absent('ない', 'none')", 0, "false: ない / none E1 E2");
    expect_outcome(
        "facts('entry') return absent('ない', 'none')", 0,
        "unknown: ない（一覧が完全でないため、決まらない） / none (open, since a list is not complete) " ENTRIES_MISSING
        " E1 E2 E3");
    expect_outcome(
        "facts('memo') return absent('ない', 'none')", 0,
        "unknown: ない（一覧が完全でないため、決まらない） / none (open, since a list is not complete) " MEMOS_MISSING);
    expect_outcome(
        "facts('memo') return absent('ない', 'none', e)", 0,
        "unknown: ない（一覧が完全でないため、決まらない） / none (open, since a list is not complete) " MEMOS_MISSING
        " E1");
}

/* Since an attestation settles a review, but cannot stand for records that were not supplied. */
static void review_needs_complete_lists(void **state)
{
    (void)state;
    expect_outcome("facts('entry', {room = e.room}) return review('問い', 'question')", 0,
                   "review: 問い / question E1 E2");
    expect_outcome("facts('entry') return review('問い', 'question')", 0,
                   "unknown: 問い（一覧が完全でないため、決まらない） / question (open, since a list is not "
                   "complete) " ENTRIES_MISSING " E1 E2 E3");
    expect_outcome("facts('memo') return unknown('不明', 'open')", 0,
                   "unknown: 不明 / open [不明 / open] " MEMOS_MISSING);
}

static void what_was_asked_is_part_of_the_account(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c, "return { f = function(e) facts('room') facts('memo') return fail('x', 'x', e) end }", 0);
    assert_int_equal(eval_lua(&c.ev, &c.check, &c.frame, NULL), TRUTH_FALSE);
    const asked_list *room = &c.ev.asked[model_find_type(small_model, STR("room"))->index];
    const asked_list *memo = &c.ev.asked[model_find_type(small_model, STR("memo"))->index];
    const asked_list *entry = &c.ev.asked[model_find_type(small_model, STR("entry"))->index];
    assert_true(room->asked && !room->incomplete && room->gaps.count == 0);
    assert_true(memo->asked && memo->incomplete && memo->gaps.count == 1);
    assert_false(entry->asked);
    end_call(&c);
}

static void complete_only_answers(void **state)
{
    (void)state;
    expect_outcome("return complete('entry', ctx.period, e.room) and not complete('entry', ctx.period) and"
                   " complete('room', e.at) and not complete('memo', ctx.period) and pass()",
                   0, "true");
    expect_outcome("local r = facts('room', {id = 'R2'})[1]"
                   " return complete('entry', e.at, r) and pass() or absent('x')",
                   0, "false: x / x R2");
    expect_outcome("return complete('entry', date('2025-03-31'), e.room) and pass() or unknown('x')", 0,
                   "unknown: x / x [x / x]");
    static const char *const wrong[] = {"complete('entry')", "complete('entry', ctx.period, e)",
                                        "complete('entry', ctx.period, nil)", "complete('room', ctx.period, e.room)",
                                        "complete('entry', 1)"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        expect_outcome(wrong[i], 0, FAULT("wrong arguments of complete(\"type\", time or period, scope)"));
    expect_outcome("complete('entri', ctx.period)", 0, FAULT("there is no fact \"entri\" (nearest: \"entry\")"));
}

/* ---- records ---- */

static void fields_are_read_through_references(void **state)
{
    (void)state;
    expect_outcome("return fail(e.id .. e.room.id .. e.count + 1 .. e.colour .. e.note)", 0,
                   "false: E1R14redfirst / E1R14redfirst");
    expect_outcome("return e.open and pass() or fail('x')", 0, "true");
    expect_outcome("return fail(ja(e.room), type(e.room) .. type(e.at) .. type(e) .. type(ctx) .. type(pass()))", 0,
                   "false: R1 / recordtimerecordcontextverdict");
    expect_outcome("return ctx.e == e and within(e.at, ctx.period) and not before(ctx.as_of, e.at) and pass()", 0,
                   "true");
    expect_outcome("return e.rom", 0, FAULT("entry has no field \"rom\" (did you mean \"room\"?)"));
    expect_outcome("return e.zzzzzz", 0, FAULT("entry has no field \"zzzzzz\""));
    expect_outcome("return ctx.nothing", 0, FAULT("the context has no \"nothing\""));
    expect_outcome("return ctx.period.x", 0, FAULT("this value has no fields"));
    expect_outcome("e.count = 4", 0, FAULT("attempt to index a junshu.value value (local 'e')"));
}

static void a_missing_value_ends_the_call_as_unknown(void **state)
{
    (void)state;
    expect_outcome("return e.count > 1 and pass() or fail('x')", 1,
                   "unknown: 入室の「数」 / entry: count [入室の「数」 / entry: count]");
    expect_outcome("return e.open and pass() or pass()", 1,
                   "unknown: 入室の「開」 / entry: open [入室の「開」 / entry: open]");
    expect_outcome("return intersect(period(e.day, e.day), since(date('2030-01-01')))", 0,
                   "unknown: 「intersect」の値 / value of intersect [「intersect」の値 / value of intersect]");
    expect_outcome("facts('memo') return e.count and pass()", 1,
                   "unknown: 入室の「数」 / entry: count [入室の「数」 / entry: count] " MEMOS_MISSING);
}

static void known_tells_whether_a_value_is_recorded(void **state)
{
    (void)state;
    expect_outcome("return known(e, 'count') and fail('count') or fail('none')", 0, "false: count / count");
    expect_outcome("return known(e, 'count') and fail('count') or fail('none')", 1, "false: none / none");
    expect_outcome("return known(e, 'open') and fail('open') or fail('none')", 0, "false: open / open");
    expect_outcome("return known(e, 'open') and fail('open') or fail('none')", 1, "false: none / none");
    expect_outcome("return known(e.room, 'in_use') and pass()", 0, "true");
    expect_outcome("return known(e, 'cout')", 1, FAULT("entry has no field \"cout\" (did you mean \"count\"?)"));
    static const char *const wrong[] = {"known(e)", "known(e.at, 'day')", "known(e, 1)", "known('e.count')",
                                        "known(e, 'at', 'day')"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        expect_outcome(wrong[i], 0, FAULT("wrong arguments of known(record, \"field\")"));
}

static void related_records_are_found_by_their_fields(void **state)
{
    (void)state;
    expect_outcome("return fail(tostring(#facts('entry', {room = e.room})))", 0, "false: 2 / 2 E1 E2");
    expect_outcome("return fail(tostring(#facts('entry', {room = e.room, colour = 'blue'})))", 0, "false: 1 / 1 E2");
    expect_outcome("return fail(tostring(#facts('entry', {id = 'E3'})))", 0, "false: 1 / 1 " ENTRIES_MISSING " E3");
    expect_outcome("return fail(tostring(#facts('entry', {note = 'first', open = true, day = e.day, room = e.room})))",
                   0, "unknown: 入室の「開」 / entry: open [入室の「開」 / entry: open] E1 E2");
    expect_outcome("return fail(tostring(#facts('entry', {count = 3})))", 0,
                   "unknown: 入室の「数」 / entry: count [入室の「数」 / entry: count] " ENTRIES_MISSING " E1 E2");
    expect_outcome("facts('entri')", 0, FAULT("there is no fact \"entri\" (nearest: \"entry\")"));
    expect_outcome("facts('entry', {rom = 1})", 0, FAULT("entry has no field \"rom\" (did you mean \"room\"?)"));
    expect_outcome("facts('entry', {room = 1})", 0, FAULT("entry.room cannot have this value"));
    expect_outcome("facts('entry', {room = 'R1'})", 0, FAULT("entry.room cannot have this value"));
    expect_outcome("facts('entry', {room = e})", 0, FAULT("entry.room cannot have this value"));
    expect_outcome("facts('entry', {colour = 'rot'})", 0, FAULT("entry.colour cannot have this value"));
    expect_outcome("facts('entry', {count = 3.5})", 0, FAULT("entry.count cannot have this value"));
    expect_outcome("facts('room', {in_use = ctx.period})", 0, FAULT("room.in_use cannot have this value"));
}

static void named_records_come_first(void **state)
{
    (void)state;
    expect_outcome("local all = facts('entry') return fail('x', 'y', all[3])", 0,
                   "false: x / y " ENTRIES_MISSING " E3 E1 E2");
    expect_outcome("local all = facts('entry') return fail('x', 'y', all[3], all[2])", 0,
                   "false: x / y " ENTRIES_MISSING " E3 E2 E1");
    expect_outcome("return fail('x', e.room, e)", 0, "false: x / x R1 E1");
}

static const char *write_rooms(int count)
{
    buffer many = {0};
    buffer_add_text(&many, FACTS_BEGIN "<rooms covers='../..'>");
    for (int i = 1; i <= count; i++)
        buffer_addf(&many, "<room id='R%d'/>", i);
    buffer_add_text(&many, "</rooms><entries><entry id='E1' room='R1'/></entries>" FACTS_END);
    write_file("many.xml", (str){many.at, many.length});
    buffer_free(&many);
    return "many.xml";
}

/* The record that matters is among the evidence however many were read. */
static void named_records_are_never_left_out(void **state)
{
    (void)state;
    rule_call c;
    lua_account account;
    start_call_on(&c, "return { f = function() local r = facts('room') return fail('x', 'y', r[#r], r[2]) end }",
                  write_rooms(2 * LUA_MAX_EVIDENCE));
    assert_int_equal(eval_lua(&c.ev, &c.check, &c.frame, &account), TRUTH_FALSE);
    assert_int_equal(account.count, LUA_MAX_EVIDENCE);
    assert_int_equal(account.rows[0], 2 * LUA_MAX_EVIDENCE - 1);
    assert_int_equal(account.rows[1], 1);
    assert_int_equal(account.rows[2], 0);
    assert_int_equal(account.rows[3], 2);
    end_call(&c);
}

static void too_many_records_are_an_error(void **state)
{
    (void)state;
    rule_call c;
    static const char source[] = "return { f = function() return #facts('room') == 65536 and pass() end }";
    start_call_on(&c, source, write_rooms(LUA_MAX_RECORDS));
    assert_int_equal(eval_lua(&c.ev, &c.check, &c.frame, NULL), TRUTH_TRUE);
    end_call(&c);
    start_call_on(&c, source, write_rooms(LUA_MAX_RECORDS + 1));
    eval_lua(&c.ev, &c.check, &c.frame, NULL);
    assert_string_equal(c.ev.fault.en.at,
                        "Lua: m:1: facts(\"room\") gives more than 65536 records: ask for fewer by their"
                        " fields (entry E1)");
    end_call(&c);
}

/* ---- functions ---- */

static void times_are_compared_as_in_expressions(void **state)
{
    (void)state;
    expect_outcome("return e.at < date('2025-04-02') and e.at <= e.at and e.at == e.at and pass()", 0, "true");
    expect_outcome("return e.at > date('2025-03-31') and e.at >= e.at and e.at ~= date('2025-03-31') and pass()", 0,
                   "true");
    expect_outcome("return same_day(e.at, e.day) and fail(en(e.day + years(1) - days(1)))", 0,
                   "false: 2026-03-31 / 2026-03-31");
    expect_outcome("return before(e.at, 'x')", 0, FAULT("wrong arguments of before"));
    expect_outcome("return before(e.at)", 0, FAULT("wrong arguments of before"));
    expect_outcome("return date('2025-02-30')", 0, FAULT("wrong arguments of date"));
    expect_outcome("return e.at < 3", 0, FAULT("these values cannot be combined this way"));
    expect_outcome("return e < e", 0, FAULT("these values cannot be combined this way"));
    expect_outcome("return e == e.room", 0, FAULT("these values cannot be combined this way"));
    expect_outcome("return ctx.period == ctx.period and pass()", 0, FAULT("these values cannot be combined this way"));
}

/* The call ends there, and what it did not come to cannot be settled by a person who only looks at the order. */
static void an_open_order_ends_the_call_as_unknown(void **state)
{
    (void)state;
    expect_outcome("if before(e.at, e.at) then return pass() end return fail('x')", 0,
                   "unknown: 「before」は記録の精度では決まらない / before: the records leave it open"
                   " [「before」は記録の精度では決まらない / before: the records leave it open]");
    expect_outcome("return e.at == e.day and pass()", 0,
                   "unknown: 「==」は記録の精度では決まらない / ==: the records leave it open"
                   " [「==」は記録の精度では決まらない / ==: the records leave it open]");
    expect_outcome("return not (e.at < e.day) and pass()", 0,
                   "unknown: 「==」は記録の精度では決まらない / ==: the records leave it open"
                   " [「==」は記録の精度では決まらない / ==: the records leave it open]");
}

static void decided_tells_whether_an_order_is_open(void **state)
{
    (void)state;
    expect_outcome("return decided('before', e.at, e.at) and pass() or review('同時', 'same time')", 0,
                   "review: 同時 / same time");
    expect_outcome("return decided('not_after', e.at, e.at) and not_after(e.at, e.at) and pass()", 0, "true");
    expect_outcome("return decided('before', e.at, date('2025-04-02')) and pass()", 0, "true");
    expect_outcome("return decided('before', date('2025-04-02'), e.at) and pass()", 0, "true");
    expect_outcome("return decided('named', 'a', 'b', e.at) and pass()", 0, "true");
    expect_outcome("local open = decided('before', e.at, e.at) return before(e.at, e.at) and pass()", 0,
                   "unknown: 「before」は記録の精度では決まらない / before: the records leave it open"
                   " [「before」は記録の精度では決まらない / before: the records leave it open]");
    expect_outcome("decided('before', e.at)", 0, FAULT("wrong arguments of before"));
    static const char *const wrong[] = {"decided()",
                                        "decided(before, e.at, e.at)",
                                        "decided('day', e.at)",
                                        "decided('facts')",
                                        "decided('befor', e.at, e.at)",
                                        "decided('decided')",
                                        "decided('__lt', e.at, e.at)"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        expect_outcome(wrong[i], 0, FAULT("wrong arguments of decided(\"function\", arguments)"));
}

static void functions_of_expressions_have_their_names(void **state)
{
    (void)state;
    expect_outcome("local t = date('2026-03-31') return e.id and fail(format('%d %d', fiscal_year(t), fiscal_year(t +"
                   " days(1))))",
                   0, "false: 2025 2026 / 2025 2026");
    expect_outcome("return contains(e.note, 'ＩＲ') and fail('yes') or fail('no')", 0, "false: no / no");
    expect_outcome("return contains(e.note, 'ｉｒ') and fail('yes') or fail('no')", 0, "false: yes / yes");
    expect_outcome("return matches(e.note, 'early') and fail('yes') or fail('no')", 0, "false: yes / yes");
    expect_outcome("return e.id and matches('last', 'early') and fail('yes') or fail('no')", 0, "false: no / no");
    expect_outcome("return matches(e.note, 'late')", 0, FAULT("wrong arguments of matches"));
    expect_outcome("return e.id and named('B課長', 'A課長', date('2025-09-30')) and fail('yes') or fail('no')", 0,
                   "false: yes / yes");
    expect_outcome("return e.id and named('B課長', 'A課長', date('2025-10-01')) and fail('yes') or fail('no')", 0,
                   "false: no / no");
    expect_outcome("return e.id and named('A課長', 'A課長', date('2025-10-01')) and fail('yes') or fail('no')", 0,
                   "false: yes / yes");
    expect_outcome("return known(e, 'id') and during(period(e.day, e.day), ctx.period) and"
                   " overlaps(ctx.period, since(e.day)) and same_day(start_of(ctx.period), e.at) and"
                   " same_day(end_of(ctx.period), ctx.as_of) and same_day(earliest(e.at, ctx.as_of), day(e.at)) and"
                   " same_day(latest(e.at, ctx.as_of), ctx.as_of) and"
                   " same_day(e.day + months(1), date('2025-05-01')) and"
                   " within(e.at, intersect(ctx.period, since(e.day))) and pass()",
                   0, "true");
}

static void parameters_have_the_value_in_force(void **state)
{
    (void)state;
    rule_call c;
    expect_outcome("return e.count < param('limit') and fail(tostring(param('limit')))", 0, "false: 4 / 4");
    expect_outcome("return param('limt')", 0, FAULT("there is no parameter \"limt\""));
    start_call(&c, "return { f = function() return param('limit') > 1 and fail('x') end }", 0);
    set_moment(&c.ev, moment_parse(STR("2025-03-31")));
    assert_int_equal(eval_lua(&c.ev, &c.check, &c.frame, NULL), TRUTH_UNKNOWN);
    assert_null(c.ev.fault.en.at);
    end_call(&c);
}

static void values_are_printed_as_in_reports(void **state)
{
    (void)state;
    expect_outcome("return fail(ja(e.at), en(e.at))", 0, "false: 令和7年4月1日8時0分 / 2025-04-01 08:00");
    expect_outcome("return fail(ja(e.day), en(e.day))", 0, "false: 令和7年4月1日 / 2025-04-01");
    expect_outcome("return e.id and fail(ja(ctx.period), en(ctx.period))", 0,
                   "false: 令和7年4月1日から令和8年3月31日まで / 2025-04-01 to 2026-03-31");
    expect_outcome("return e.id and fail(ja(years(7)), en(years(7)))", 0, "false: 7年 / 7 years");
    expect_outcome("return fail(ja(e.count) .. ja(e.note) .. ja(e.open), en(e.open))", 0, "false: 3firstはい / yes");
    expect_outcome("return fail(ja(e.room), en(e.room))", 0, "false: R1 / R1");
    expect_outcome("return ja(nil)", 0, FAULT("wrong arguments of ja"));
    expect_outcome("return en(ctx)", 0, FAULT("wrong arguments of en"));
    expect_outcome("return ja(pass())", 0, FAULT("wrong arguments of ja"));
}

/* ---- subjects ---- */

static void a_rule_about_the_municipality_has_no_subject(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c,
               "return { f = function(e) if e ~= nil then return pass() end facts('room') return pass() end,"
               " g = function() return pass() end }",
               0);
    c.check.variable_count = 0;
    assert_int_equal(eval_lua(&c.ev, &c.check, &c.frame, NULL), TRUTH_TRUE);
    assert_null(c.ev.fault.en.at);
    c.check.lua_function = STR("g");
    eval_lua(&c.ev, &c.check, &c.frame, NULL);
    assert_string_equal(c.ev.fault.en.at, "Lua: a verdict that rests on no record: nothing was read");
    end_call(&c);
}

/* Of a definition with an argument that is not recorded: no other record takes its place. */
static void a_subject_that_is_not_recorded_is_unknown(void **state)
{
    (void)state;
    rule_call c;
    lua_account account;
    start_call(&c, "return { f = function(e) return e.id and pass() end }", 0);
    variable two[] = {c.subject, {STR("other"), c.subject.type}};
    c.check.variables = two;
    c.check.variable_count = 2;
    c.frame.slots[1] = c.frame.slots[0];
    c.frame.slots[0] = (value){0};
    assert_int_equal(eval_lua(&c.ev, &c.check, &c.frame, &account), TRUTH_UNKNOWN);
    assert_null(c.ev.fault.en.at);
    assert_true(str_is(account.reason.en, "entry"));
    assert_int_equal(account.missing_count, 1);
    end_call(&c);
}

/* ---- explanations ---- */

/* Only what the verdict names is said not to meet the condition; what was read is evidence, and counted. */
static void explanations_show_reason_and_records(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c,
               "return { f = function(e) local all = facts('entry', {room = e.room, colour = 'blue'}) facts('room')"
               " return fail('理由', 'why', all[1]) end }",
               0);
    trace t = {.ev = &c.ev};
    const explanation *e = explain_check(&t, &c.check, &c.frame);
    assert_int_equal(e->truth, TRUTH_FALSE);
    assert_true(str_is(e->source, "m.f"));
    assert_true(str_is(e->detail.ja, "理由") && str_is(e->detail.en, "why"));
    assert_int_equal(e->child_count, 1);
    assert_true(str_is(e->children[0]->record->id, "E2"));
    assert_int_equal(e->children[0]->truth, TRUTH_FALSE);
    assert_int_equal(e->operand_count, 2);
    assert_true(str_is(e->operands[0].name.ja, "入室（色：青、室：R1）"));
    assert_true(str_is(e->operands[0].name.en, "entry (colour: blue, room: R1)"));
    assert_true(str_is(e->operands[0].value.ja, "1件") && str_is(e->operands[0].value.en, "1"));
    assert_true(str_is(e->operands[1].name.ja, "室") && str_is(e->operands[1].value.ja, "2件"));
    assert_int_equal(t.evidence_count, 3); /* E2, R1, R2 */
    assert_int_equal(t.change_count, 1);
    assert_int_equal(t.missing_count, 0);
    mem_free(t.evidence);
    mem_free(t.changes);
    end_call(&c);
}

static void explanations_name_the_lists_that_are_missing(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c, "return { f = function() facts('memo') return pass() end }", 0);
    trace t = {.ev = &c.ev};
    const explanation *e = explain_check(&t, &c.check, &c.frame);
    assert_int_equal(e->truth, TRUTH_UNKNOWN);
    assert_true(str_is(e->detail.ja, "覚書の一覧（提出されていない）"));
    assert_true(str_is(e->detail.en, "list of memo (not supplied)"));
    assert_int_equal(t.missing_count, 1);
    assert_true(str_is(t.missing[0].ja, "覚書の一覧（提出されていない）"));
    mem_free(t.missing);
    end_call(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_come_with_their_reasons),
        cmocka_unit_test(a_verdict_that_is_written_wrongly_is_an_error),
        cmocka_unit_test(only_a_verdict_is_a_verdict),
        cmocka_unit_test(a_verdict_rests_on_something_read),
        cmocka_unit_test(pass_needs_complete_lists),
        cmocka_unit_test(a_list_is_asked_for_its_time),
        cmocka_unit_test(fail_needs_to_be_seen),
        cmocka_unit_test(absent_needs_complete_lists),
        cmocka_unit_test(review_needs_complete_lists),
        cmocka_unit_test(what_was_asked_is_part_of_the_account),
        cmocka_unit_test(complete_only_answers),
        cmocka_unit_test(fields_are_read_through_references),
        cmocka_unit_test(a_missing_value_ends_the_call_as_unknown),
        cmocka_unit_test(known_tells_whether_a_value_is_recorded),
        cmocka_unit_test(related_records_are_found_by_their_fields),
        cmocka_unit_test(named_records_come_first),
        cmocka_unit_test(named_records_are_never_left_out),
        cmocka_unit_test(too_many_records_are_an_error),
        cmocka_unit_test(times_are_compared_as_in_expressions),
        cmocka_unit_test(an_open_order_ends_the_call_as_unknown),
        cmocka_unit_test(decided_tells_whether_an_order_is_open),
        cmocka_unit_test(functions_of_expressions_have_their_names),
        cmocka_unit_test(parameters_have_the_value_in_force),
        cmocka_unit_test(values_are_printed_as_in_reports),
        cmocka_unit_test(a_rule_about_the_municipality_has_no_subject),
        cmocka_unit_test(a_subject_that_is_not_recorded_is_unknown),
        cmocka_unit_test(explanations_show_reason_and_records),
        cmocka_unit_test(explanations_name_the_lists_that_are_missing),
    };
    return cmocka_run_group_tests_name("lua", tests, start_lua, end_loading);
}

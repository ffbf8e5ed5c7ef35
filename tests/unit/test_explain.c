/* Explanations: what is said to be missing is what was asked for; what is absent is proved by its list; what should not
   be is named. */
#include "lua_call.h"

#include "base/mem.h"
#include "eval/explain.h"

/* A check on the entries of room R1 over a period. */
typedef struct entries_check {
    rule_call call;
    expr of_room, over, filter;
    expr *filters[1];
    trace trace;
} entries_check;

static void begin_check(entries_check *e, enum check_kind kind, const char *path, const char *over, enum truth filter)
{
    start_call_on(&e->call, "return {}", path);
    const record_type *entry = model_find_type(small_model, STR("entry"));
    const field *room = model_find_field(entry, STR("room"));
    e->of_room = (expr){.kind = EXPR_VARIABLE, .type = {.kind = TYPE_RECORD, .record = room->target}, .as.slot = 1};
    e->over = (expr){.kind = EXPR_VARIABLE, .type = {.kind = TYPE_PERIOD}, .as.slot = 2};
    e->filter = (expr){.kind = EXPR_BOOLEAN, .type = {.kind = TYPE_BOOLEAN}, .as.boolean = filter == TRUTH_TRUE};
    e->filters[0] = &e->filter;
    e->call.check = (check){.kind = kind,
                            .name = {STR("条件である"), STR("condition")},
                            .fact = entry,
                            .filters = e->filters,
                            .filter_count = 1,
                            .keys = {{room, &e->of_room}},
                            .key_count = 1,
                            .over = &e->over,
                            .id = SIZE_MAX};
    e->call.frame.slots[1] = (value){.known = true, .as.row = 0};
    e->call.frame.slots[2] = (value){.known = true, .as.period = good_period(over)};
    e->trace = (trace){.ev = &e->call.ev};
}

static const explanation *explain(entries_check *e)
{
    return explain_check(&e->trace, &e->call.check, &e->call.frame);
}

/* What the trace gathered; empty where there is less. */
static label missing_at(const entries_check *e, size_t i)
{
    return i < e->trace.missing_count ? e->trace.missing[i] : (label){0};
}

static label change_at(const entries_check *e, size_t i)
{
    return i < e->trace.change_count ? e->trace.changes[i] : (label){0};
}

static evidence evidence_at(const entries_check *e, size_t i)
{
    return i < e->trace.evidence_count ? *e->trace.evidence[i] : (evidence){0};
}

static void end_check(entries_check *e)
{
    mem_free(e->trace.missing);
    mem_free(e->trace.evidence);
    mem_free(e->trace.changes);
    end_call(&e->call);
}

/* Of the entries of one room, whether its own list is complete: other rooms' gaps are not named. */
static void the_gaps_of_the_room_in_question_are_named(void **state)
{
    (void)state;
    entries_check e;
    begin_check(&e, CHECK_SOME, "a.xml", "2025-03-01/2025-05-31", TRUTH_FALSE);
    assert_int_equal(explain(&e)->truth, TRUTH_UNKNOWN);
    assert_int_equal(e.trace.missing_count, 1);
    assert_true(str_is(missing_at(&e, 0).en, "list of entry (not declared complete: 2025-03-01 to 2025-03-31)"));
    assert_true(
        str_is(missing_at(&e, 0).ja, "入室の一覧（完全と示されていない期間：令和7年3月1日から令和7年3月31日まで）"));
    end_check(&e);
}

/* Where there is no record, its list is the evidence: document, line, what it is declared for. */
static void a_list_without_the_record_is_evidence(void **state)
{
    (void)state;
    entries_check e;
    write_file("empty.xml", STR(FACTS_BEGIN "<rooms covers='../..'><room id='R1' in_use='2020-01-01/..'/></rooms>\n"
                                            "<entries covers='2025-04-01/2026-03-31'></entries>" FACTS_END));
    begin_check(&e, CHECK_SOME, "empty.xml", "2025-04-01/2025-05-31", TRUTH_FALSE);
    const explanation *why = explain(&e);
    assert_int_equal(why->truth, TRUTH_FALSE);
    assert_true(str_is(why->detail.ja, "「入室」の一覧に、該当する記録がない"));
    assert_int_equal(e.trace.evidence_count, 1);
    assert_true(str_is(evidence_at(&e, 0).text.ja, "一覧（令和7年4月1日から令和8年3月31日まで、0件）"));
    assert_true(str_is(evidence_at(&e, 0).id, "empty.xml:3"));
    assert_int_equal(evidence_at(&e, 0).at.line, 3);
    end_check(&e);
}

/* A record that should not be does not "meet" anything: it applies, and is named. */
static void a_record_that_should_not_be_counts_against(void **state)
{
    (void)state;
    entries_check e;
    begin_check(&e, CHECK_NONE, "a.xml", "2025-04-01/2025-05-31", TRUTH_TRUE);
    const explanation *why = explain(&e);
    assert_int_equal(why->truth, TRUTH_FALSE);
    assert_false(why->is_against);
    assert_int_equal(why->child_count, 2);
    assert_int_equal(why->children[0]->truth, TRUTH_TRUE);
    assert_true(why->children[0]->is_against && why->children[0]->children[0]->is_against);
    assert_int_equal(e.trace.change_count, 1);
    assert_true(str_is(change_at(&e, 0).ja, "「条件である」に反する記録（入室 E1、入室 E2）がないこと"));
    end_check(&e);
}

/* Where no list was asked, it is not said that there is none, but that none was found; a complete one needs no word. */
static void what_no_list_was_asked_about_is_not_claimed(void **state)
{
    (void)state;
    static const char *const over[] = {"2025-04-01/2025-05-31", "2025-03-01/2025-05-31"};
    for (int is_open = 0; is_open < 2; is_open++) {
        entries_check e;
        begin_check(&e, CHECK_NONE, "a.xml", over[is_open], TRUTH_FALSE);
        e.call.check.open_list = is_open == 1;
        const explanation *why = explain(&e);
        assert_int_equal(why->truth, TRUTH_TRUE);
        assert_true(str_equal(
            why->detail.ja,
            is_open
                ? STR("提出された記録（入室）に、明らかに該当するものはない（一覧が全てそろっているかは問わない。）")
                : STR("")));
        assert_true(str_equal(why->detail.en, is_open ? STR("no submitted record (entry) surely is such; whether the "
                                                            "list is complete is not asked")
                                                      : STR("")));
        end_check(&e);
    }
}

/* A definition that must not hold is told like one that must: what it found is there, and counts against. */
static void what_must_not_hold_is_told_too(void **state)
{
    (void)state;
    entries_check e;
    begin_check(&e, CHECK_SOME, "a.xml", "2025-04-01/2025-05-31", TRUTH_TRUE);
    definition seen = {.name = STR("seen"), .check = &e.call.check};
    expr subject = {.kind = EXPR_VARIABLE, .type = {.kind = TYPE_RECORD, .record = e.call.check.fact}, .as.slot = 0};
    expr called = {.kind = EXPR_DEFINED,
                   .type = {.kind = TYPE_BOOLEAN},
                   .as.definition = &seen,
                   .operands = {&subject, &e.of_room, &e.over},
                   .operand_count = 3};
    expr negated = {.kind = EXPR_NOT, .type = {.kind = TYPE_BOOLEAN}, .operands = {&called}, .operand_count = 1};
    check unseen = {.kind = CHECK_TEST, .name = {STR("見られていない"), STR("unseen")}, .condition = &negated};
    const explanation *why = explain_check(&e.trace, &unseen, &e.call.frame);
    assert_int_equal(why->truth, TRUTH_FALSE);
    assert_false(why->is_against);
    assert_int_equal(why->child_count, 1);
    assert_true(why->children[0]->is_against);
    assert_int_equal(why->children[0]->truth, TRUTH_TRUE);
    assert_int_equal(e.trace.change_count, 1);
    assert_true(str_is(change_at(&e, 0).ja, "見られていないこと"));
    end_check(&e);
}

static void a_count_says_how_many_there_are(void **state)
{
    (void)state;
    entries_check e;
    expr three = {.kind = EXPR_INTEGER, .type = {.kind = TYPE_INTEGER}, .as.integer = 3};
    begin_check(&e, CHECK_COUNT, "a.xml", "2025-04-01/2025-05-31", TRUTH_TRUE);
    e.call.check.min = &three;
    const explanation *why = explain(&e);
    assert_int_equal(why->truth, TRUTH_FALSE);
    assert_true(str_is(why->detail.ja, "2件（3件以上を要する）"));
    assert_true(str_is(why->detail.en, "2 (at least 3 needed)"));
    end_check(&e);
}

/* The entry in blue, and one of no recorded colour, which may be meant or not. */
static void a_record_without_a_key_is_no_record_that_is_meant(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c, "return {}", 0);
    const record_type *entry = model_find_type(small_model, STR("entry"));
    const field *colour = model_find_field(entry, STR("colour"));
    expr blue = {.kind = EXPR_VARIABLE, .type = {.kind = TYPE_ENUM, .enumeration = colour->enumeration}, .as.slot = 1};
    c.check = (check){.kind = CHECK_NONE, .fact = entry, .keys = {{colour, &blue}}, .key_count = 1, .id = SIZE_MAX};
    c.frame.slots[1] = (value){.known = true, .as.code = 2};
    for (int is_open = 0; is_open < 2; is_open++) {
        trace t = {.ev = &c.ev};
        c.check.open_list = is_open == 1;
        const explanation *e = explain_check(&t, &c.check, &c.frame);
        assert_int_equal(e->truth, TRUTH_FALSE);
        assert_int_equal(e->child_count, is_open ? 1 : 2);
        assert_true(str_is(e->children[0]->record->id, "E2"));
        assert_int_equal(e->children[0]->truth, TRUTH_TRUE);
        assert_int_equal(t.evidence_count, is_open ? 1 : 2);
        if (!is_open) {
            assert_true(str_is(e->children[1]->record->id, "E3"));
            assert_int_equal(e->children[1]->truth, TRUTH_UNKNOWN);
            assert_true(e->children[1]->operands[0].missing);
            assert_true(str_is(t.missing[0].ja, "入室の「色」"));
        }
        mem_free(t.missing);
        mem_free(t.evidence);
        mem_free(t.changes);
    }
    end_call(&c);
}

/* What was told of an expression last is kept, and nothing else. */
static void the_value_that_is_told_is_the_one_at_hand(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c, "return {}", 0);
    trace t = {.ev = &c.ev};
    const expr day = {.kind = EXPR_VARIABLE, .type = {.kind = TYPE_TIME}};
    const expr flag = {.kind = EXPR_VARIABLE, .type = {.kind = TYPE_BOOLEAN}, .source = STR("flag")};
    const value first = {.known = true, .as.moment = moment_parse(STR("2025-04-01"))};
    const value other = {.known = true, .as.moment = moment_parse(STR("2025-04-02"))};
    const char *kept = trace_words_of(&t, &day, first).en.at;
    assert_string_equal(kept, "2025-04-01");
    assert_ptr_equal(trace_words_of(&t, &day, first).en.at, kept);
    assert_string_equal(trace_words_of(&t, &day, other).en.at, "2025-04-02");
    assert_string_equal(trace_words_of(&t, &day, (value){0}).en.at, "not recorded");
    assert_string_equal(trace_words_of(&t, &day, first).en.at, "2025-04-01");
    assert_string_equal(trace_words_of(&t, &flag, (value){.as.truth = TRUTH_TRUE}).en.at, "yes");
    assert_string_equal(trace_words_of(&t, &flag, (value){.as.truth = TRUTH_REVIEW}).en.at, "to be judged");
    assert_true(str_is(trace_name_of(&t, &day).en, "that time"));
    assert_true(str_is(trace_name_of(&t, &flag).en, "flag"));
    end_call(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gaps_of_the_room_in_question_are_named),
        cmocka_unit_test(a_record_without_a_key_is_no_record_that_is_meant),
        cmocka_unit_test(a_list_without_the_record_is_evidence),
        cmocka_unit_test(a_record_that_should_not_be_counts_against),
        cmocka_unit_test(what_no_list_was_asked_about_is_not_claimed),
        cmocka_unit_test(what_must_not_hold_is_told_too),
        cmocka_unit_test(the_value_that_is_told_is_the_one_at_hand),
        cmocka_unit_test(a_count_says_how_many_there_are),
    };
    return cmocka_run_group_tests_name("explain", tests, start_lua, end_loading);
}

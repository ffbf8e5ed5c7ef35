/* Explanations: what is said to be missing is what was asked for. */
#include "lua_call.h"

#include "base/mem.h"

/* Of the entries of one room, whether its own list is complete: other rooms' gaps are not named. */
static void the_gaps_of_the_room_in_question_are_named(void **state)
{
    (void)state;
    rule_call c;
    start_call(&c, "return {}", 0);
    const record_type *entry = model_find_type(small_model, STR("entry"));
    const field *room = model_find_field(entry, STR("room"));
    expr of_room = {.kind = EXPR_VARIABLE, .type = {.kind = TYPE_RECORD, .record = room->target}, .as.slot = 1};
    expr from = {.kind = EXPR_VARIABLE, .type = {.kind = TYPE_PERIOD}, .as.slot = 2};
    expr nothing = {.kind = EXPR_BOOLEAN, .type = {.kind = TYPE_BOOLEAN}};
    expr *filters[] = {&nothing};
    c.check = (check){.kind = CHECK_SOME,
                      .fact = entry,
                      .filters = filters,
                      .filter_count = 1,
                      .keys = {{room, &of_room}},
                      .key_count = 1,
                      .over = &from,
                      .id = SIZE_MAX};
    c.frame.slots[1] = (value){.known = true, .as.row = 0};
    c.frame.slots[2] = (value){.known = true, .as.period = good_period("2025-03-01/2025-05-31")};
    trace t = {.ev = &c.ev};
    const explanation *e = explain_check(&t, &c.check, &c.frame);
    assert_int_equal(e->truth, TRUTH_UNKNOWN);
    assert_int_equal(t.missing_count, 1);
    assert_true(str_is(t.missing[0].en, "list of entry (not declared complete: 2025-03-01 to 2025-03-31)"));
    assert_true(str_is(t.missing[0].ja, "入室の一覧（完全と示されていない期間：令和7年3月1日から令和7年3月31日まで）"));
    mem_free(t.missing);
    mem_free(t.evidence);
    mem_free(t.changes);
    end_call(&c);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gaps_of_the_room_in_question_are_named),
        cmocka_unit_test(a_record_without_a_key_is_no_record_that_is_meant),
    };
    return cmocka_run_group_tests_name("explain", tests, start_lua, end_loading);
}

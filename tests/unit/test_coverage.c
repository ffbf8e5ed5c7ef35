/* What lists declare complete: absence is evidence only there. */
#include "loading.h"

static void expect_complete(const facts *f, const char *type_name, const char *room, const char *over, const char *gaps)
{
    const record_type *type = model_find_type(f->model, str_of(type_name));
    spans found = {0};
    buffer b = {0};
    uint32_t scope = room != NULL ? table_find(f, facts_table(f, type->scope->target), str_of(room)) + 1 : 0;
    bool complete = facts_complete(f, type, scope, good_period(over), &found);
    assert_int_equal(facts_complete(f, type, scope, good_period(over), NULL), complete);
    for (size_t i = 0; i < found.count; i++) {
        buffer_add_text(&b, i > 0 ? " " : "");
        period_print_iso(&b, found.items[i]);
    }
    if (complete != (gaps[0] == '\0') || !str_is(buffer_str(&b), gaps))
        fail_msg("%s %s %s: %s, gaps %s", type_name, room != NULL ? room : "", over,
                 complete ? "complete" : "not complete", buffer_str(&b).at);
    spans_free(&found);
    buffer_free(&b);
}

static void an_empty_list_is_not_a_missing_list(void **state)
{
    (void)state;
    write_file("a.xml", STR(FACTS_BEGIN "<remarks covers='2025-04-01/2026-03-31'/><rooms/>" FACTS_END));
    facts *f = load_good_facts(small_model, PATHS("a.xml"));
    assert_true(facts_table(f, model_find_type(small_model, STR("remark")))->has_list);
    assert_true(facts_table(f, model_find_type(small_model, STR("room")))->has_list);
    assert_false(facts_table(f, model_find_type(small_model, STR("memo")))->has_list);
    expect_complete(f, "remark", NULL, "2025-04-01/2026-03-31", "");
    expect_complete(f, "remark", NULL, "2025-04-01/2026-04-01T00:00:00", "2026-04-01/2026-04-01T00:00:00");
    expect_complete(f, "room", NULL, "2025-04-01/2026-03-31", "2025-04-01/2026-03-31");
    expect_complete(f, "memo", NULL, "2025-04-01/2026-03-31", "2025-04-01/2026-03-31");
    facts_free(f);
}

static void lists_in_pieces_cover_together(void **state)
{
    (void)state;
    write_file("a.xml", STR(FACTS_BEGIN "<remarks covers='2025-10-01/2026-03-31'/>" FACTS_END));
    write_file(
        "b.xml",
        STR(FACTS_BEGIN
            "<remarks/><remarks covers='2025-04-01/2025-06-30'/><remarks covers='2025-07-01/2025-09-29'/>" FACTS_END));
    facts *f = load_good_facts(small_model, PATHS("a.xml", "b.xml"));
    expect_complete(f, "remark", NULL, "2025-04-01/2025-09-29", "");
    expect_complete(f, "remark", NULL, "2025-04-01/2026-03-31", "2025-09-30/2025-09-30");
    expect_complete(f, "remark", NULL, "2025-09-29T12:00:00/2025-09-30T12:00:00", "2025-09-30/2025-09-30T12:00:00");
    facts_free(f);
}

/* Of all rooms means: of every room during its use, where the list of rooms is itself complete. Of one room it is asked
   for whatever time is named: who asks of a room that was closed must know that nobody entered. */
static void scoped_lists_cover_each_room_during_its_use(void **state)
{
    (void)state;
    write_file("a.xml",
               STR(FACTS_BEGIN
                   "<rooms covers='../..'><room id='R1' in_use='2020-01-01/..'/>"
                   "<room id='R2' in_use='2020-01-01/2025-06-30'/><room id='R3' in_use='2030-01-01/..'/></rooms>\n"
                   "<entries room='R1' covers='2025-04-01/2025-12-31'/>"
                   "<entries room='R1' covers='2026-02-01/2026-03-31'/>"
                   "<entries room='R2' covers='2025-04-01/2025-06-30'/>" FACTS_END));
    facts *f = load_good_facts(small_model, PATHS("a.xml"));
    const char *year = "2025-04-01/2026-03-31";
    expect_complete(f, "entry", "R1", year, "2026-01-01/2026-01-31");
    expect_complete(f, "entry", "R1", "2025-04-01/2025-12-31", "");
    expect_complete(f, "entry", "R2", "2025-04-01/2025-06-30", "");
    expect_complete(f, "entry", "R2", year, "2025-07-01/2026-03-31");
    expect_complete(f, "entry", "R3", year, year);
    expect_complete(f, "entry", NULL, "2025-04-01/2025-12-31", "");
    expect_complete(f, "entry", NULL, year, "2026-01-01/2026-01-31");
    facts_free(f);
}

static void general_and_scoped_coverage_add_up(void **state)
{
    (void)state;
    write_file(
        "a.xml",
        STR(FACTS_BEGIN
            "<rooms covers='2025-04-01/2026-03-31'><room id='R1'/><room id='R2'/></rooms>\n"
            "<entries covers='2025-04-01/2025-09-30'/><entries room='R1' covers='2025-10-01/2026-03-31'/>" FACTS_END));
    facts *f = load_good_facts(small_model, PATHS("a.xml"));
    const char *year = "2025-04-01/2026-03-31";
    expect_complete(f, "entry", "R1", year, "");
    expect_complete(f, "entry", "R2", year, "2025-10-01/2026-03-31");
    expect_complete(f, "entry", NULL, "2025-04-01/2025-09-30", "");
    expect_complete(f, "entry", NULL, year, "2025-10-01/2026-03-31");
    facts_free(f);
}

static void all_rooms_are_not_known_where_their_list_is_not_complete(void **state)
{
    (void)state;
    write_file(
        "a.xml",
        STR(FACTS_BEGIN "<rooms><room id='R1'/></rooms><entries room='R1' covers='2025-04-01/2026-03-31'/>" FACTS_END));
    facts *f = load_good_facts(small_model, PATHS("a.xml"));
    expect_complete(f, "entry", "R1", "2025-04-01/2026-03-31", "");
    expect_complete(f, "entry", NULL, "2025-04-01/2026-03-31", "2025-04-01/2026-03-31");
    facts_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_list_is_not_a_missing_list),
        cmocka_unit_test(lists_in_pieces_cover_together),
        cmocka_unit_test(scoped_lists_cover_each_room_during_its_use),
        cmocka_unit_test(general_and_scoped_coverage_add_up),
        cmocka_unit_test(all_rooms_are_not_known_where_their_list_is_not_complete),
    };
    return cmocka_run_group_tests_name("coverage", tests, start_loading, end_loading);
}

/* What a result repeats of the pack: only what was in force in the audited period; and how values read. */
#include "loading.h"

#include "eval/evaluation.h"

static void only_what_was_in_force_is_described(void **state)
{
    (void)state;
    arena *a = arena_new();
    parameter_value years[] = {{good_period("../2018-03-31"), {.duration = {60, 0}}},
                               {good_period("2018-04-01/2025-04-01"), {.duration = {84, 0}}},
                               {good_period("2025-04-02/.."), {.duration = {120, 1}}}};
    parameter_value posts[] = {{good_period("../2026-04-01"), {.string = STR("副市長")}},
                               {good_period("2026-04-02/2026-04-02"), {.string = STR("市長")}},
                               {good_period("2026-04-03/.."), {.string = STR("部長")}}};
    parameter_value meetings[] = {{good_period("../.."), {.integer = -1}}};
    parameter parameters[] = {
        {.name = STR("years"), .type.kind = TYPE_DURATION, .values = years, .value_count = 3},
        {.name = STR("post"), .type.kind = TYPE_STRING, .values = posts, .value_count = 3},
        {.name = STR("meetings"), .type.kind = TYPE_INTEGER, .values = meetings, .value_count = 1}};
    regulation_version versions[] = {{.in_force = good_period("2002-08-05/2025-03-31"), .title = STR("旧")},
                                     {.in_force = good_period("2025-04-01/2026-03-31"), .title = STR("中")},
                                     {.in_force = good_period("2026-04-01/.."), .title = STR("新")}};
    regulation texts = {versions, 3};
    pack p = {.id = STR("p"), .regulation = &texts, .parameters = parameters, .parameter_count = 3};
    audit_options options = {.period = good_period("2025-04-01/2026-03-31"),
                             .as_of = moment_parse_date(STR("2026-04-02"))};

    const audited_pack *d = describe_pack(a, &p, &options);

    assert_int_equal(d->parameter_count, 3);
    assert_int_equal(d->parameters[0].kind, PARAMETER_DURATION);
    assert_int_equal(d->parameters[0].value_count, 2);
    assert_int_equal(d->parameters[0].values[0].as.duration.months, 84);
    assert_int_equal(d->parameters[0].values[1].as.duration.months, 120);
    assert_int_equal(d->parameters[0].values[1].as.duration.days, 1);
    assert_int_equal(d->parameters[1].kind, PARAMETER_STRING);
    assert_int_equal(d->parameters[1].value_count, 2); /* one of the period, one of the as-of date */
    assert_true(str_is(d->parameters[1].values[1].as.string, "市長"));
    assert_int_equal(d->parameters[2].kind, PARAMETER_INTEGER);
    assert_int_equal(d->parameters[2].values[0].as.integer, -1);
    assert_int_equal(d->version_count, 1);
    assert_true(str_is(d->versions[0].title, "中"));
    arena_free(a);
}

static void expect_duration(int32_t months, int32_t days, const char *ja, const char *en)
{
    const value_type type = {.kind = TYPE_DURATION};
    const value v = {.known = true, .as.duration = {months, days}};
    const evaluation without_facts = {0};
    buffer in_ja = {0}, in_en = {0};
    print_value(&in_ja, &without_facts, v, type, LANGUAGE_JA);
    print_value(&in_en, &without_facts, v, type, LANGUAGE_EN);
    assert_string_equal(in_ja.at, ja);
    assert_string_equal(in_en.at, en);
    buffer_free(&in_ja);
    buffer_free(&in_en);
}

static void durations_have_singulars(void **state)
{
    (void)state;
    expect_duration(0, 0, "0日", "0 days");
    expect_duration(0, 1, "1日", "1 day");
    expect_duration(0, 2, "2日", "2 days");
    expect_duration(12, 0, "1年", "1 year");
    expect_duration(13, 0, "1年1か月", "1 year 1 month");
    expect_duration(26, 3, "2年2か月3日", "2 years 2 months 3 days");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_was_in_force_is_described),
        cmocka_unit_test(durations_have_singulars),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

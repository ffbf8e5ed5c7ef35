/* Sets of time: joining, covering, gaps, held against a plain set of days. */
#include "support.h"

#include "base/spans.h"

static period span(const char *text)
{
    period p;
    if (period_parse(str_of(text), &p) != 1)
        fail_msg("no period: %s", text);
    return p;
}

/* Takes periods separated by spaces. Returns them merged. */
static spans set_of(const char *texts)
{
    spans s = {0};
    char copy[512];
    snprintf(copy, sizeof copy, "%s", texts);
    for (char *at = strtok(copy, " "); at != NULL; at = strtok(NULL, " "))
        spans_add(&s, span(at));
    spans_merge(&s);
    return s;
}

static void print_set(buffer *b, const spans *s)
{
    for (size_t i = 0; i < s->count; i++) {
        buffer_add_text(b, i > 0 ? " " : "");
        period_print_iso(b, s->items[i]);
    }
}

static void expect_merged(const char *texts, const char *expected)
{
    buffer b = {0};
    spans s = set_of(texts);
    print_set(&b, &s);
    expect_text(&b, expected);
    spans_free(&s);
}

static void neighbours_become_one(void **state)
{
    (void)state;
    expect_merged("", "");
    expect_merged("2025-04-01/2025-04-30 2025-05-01/2025-05-31", "2025-04-01/2025-05-31");
    expect_merged("2025-05-01/2025-05-31 2025-04-01/2025-04-30", "2025-04-01/2025-05-31");
    expect_merged("2025-04-01/2025-04-29 2025-05-01/2025-05-31", "2025-04-01/2025-04-29 2025-05-01/2025-05-31");
    expect_merged("2025-04-01/2025-06-30 2025-05-01/2025-05-31", "2025-04-01/2025-06-30");
    expect_merged("2025-04-01/2025-04-30 2025-04-01/2025-04-30", "2025-04-01/2025-04-30");
    expect_merged("2025-04-01/2025-04-30 2025-05-01T00:00:01/..", "2025-04-01/2025-04-30 2025-05-01T00:00:01/..");
    expect_merged("2025-04-01/2025-04-30 2025-05-01T00:00:00/..", "2025-04-01/..");
    expect_merged("2025-04-01T08:00:00/2025-04-01T08:00:09 2025-04-01T08:00:10/2025-04-02",
                  "2025-04-01T08:00:00/2025-04-02");
    expect_merged("2025-04-01/.. ../2025-03-31", "../..");
    expect_merged("../.. 2025-04-01/2025-04-30 2025-06-01/..", "../..");
    expect_merged("2025-01-01/2025-01-31 2025-03-01/2025-03-31 2025-02-01/2025-02-28", "2025-01-01/2025-03-31");
}

static void a_set_covers_what_one_stretch_covers(void **state)
{
    (void)state;
    spans s = set_of("2025-04-01/2025-04-30 2025-05-02/2025-05-31");
    assert_true(spans_cover(&s, span("2025-04-01/2025-04-30")));
    assert_true(spans_cover(&s, span("2025-04-01T00:00:00/2025-04-30T23:59:59")));
    assert_true(spans_cover(&s, span("2025-05-02/2025-05-02")));
    assert_false(spans_cover(&s, span("2025-04-30/2025-05-02")));
    assert_false(spans_cover(&s, span("2025-04-30/2025-05-01T00:00:00")));
    assert_false(spans_cover(&s, span("2025-03-31T23:59:59/2025-04-02")));
    assert_false(spans_cover(&s, span("2025-05-31/..")));
    spans_free(&s);
    spans empty = {0};
    spans_merge(&empty);
    assert_false(spans_cover(&empty, span("2025-04-01/2025-04-01")));
    spans_free(&empty);
    spans all = set_of("../..");
    assert_true(spans_cover(&all, span("../..")));
    spans_free(&all);
}

static void expect_gaps(const char *texts, const char *over, const char *expected)
{
    buffer b = {0};
    spans s = set_of(texts), gaps = {0};
    spans_gaps(&s, span(over), &gaps);
    print_set(&b, &gaps);
    expect_text(&b, expected);
    spans_free(&s);
    spans_free(&gaps);
}

static void gaps_are_told_in_days_where_they_are_days(void **state)
{
    (void)state;
    const char *year = "2025-04-01/2026-03-31";
    expect_gaps("", year, year);
    expect_gaps(year, year, "");
    expect_gaps("../..", year, "");
    expect_gaps("2024-04-01/2025-03-31 2026-04-01/..", year, year);
    expect_gaps("2025-05-01/..", year, "2025-04-01/2025-04-30");
    expect_gaps("../2025-12-31", year, "2026-01-01/2026-03-31");
    expect_gaps("2025-04-01/2025-08-31 2025-10-01/2026-03-31", year, "2025-09-01/2025-09-30");
    expect_gaps("2025-05-01/2025-05-31 2025-07-01/2025-07-31", year,
                "2025-04-01/2025-04-30 2025-06-01/2025-06-30 2025-08-01/2026-03-31");
    expect_gaps("2025-04-01/2025-06-10T12:00:00 2025-06-10T12:00:02/..", year,
                "2025-06-10T12:00:01/2025-06-10T12:00:01");
    expect_gaps("2025-04-01/2025-06-10T12:00:00 2025-06-12/..", year, "2025-06-10T12:00:01/2025-06-11");
    expect_gaps("2025-04-01/2026-03-31T23:59:58", year, "2026-03-31T23:59:59/2026-03-31");
    expect_gaps("2025-04-01T00:00:01/..", year, "2025-04-01/2025-04-01T00:00:00");
    expect_gaps("2025-04-01/2025-04-30", "../..", "../2025-03-31 2025-05-01/..");
    expect_gaps("1960-01-01/1960-01-31", "1960-01-01/1960-02-29", "1960-02-01/1960-02-29");
}

static void sets_are_added_to_sets(void **state)
{
    (void)state;
    buffer b = {0};
    spans s = set_of("2025-04-01/2025-04-30"), other = set_of("2025-05-01/2025-05-31 2025-07-01/..");
    spans_add_set(&s, &other);
    spans_merge(&s);
    print_set(&b, &s);
    expect_text(&b, "2025-04-01/2025-05-31 2025-07-01/..");
    spans_free(&s);
    spans_free(&other);
}

/* Random periods within 32 days, held against one flag for each day. */
static void random_sets_agree_with_days(void **state)
{
    (void)state;
    enum { DAYS = 32, ROUNDS = 2000 };
    int64_t base = day_from_civil(2025, 2, 15);
    unsigned seed = 1;
    for (int round = 0; round < ROUNDS; round++) {
        bool covered[DAYS] = {0}, gap[DAYS] = {0};
        spans s = {0}, gaps = {0};
        for (int i = 0; i < round % 5; i++) {
            int first = rand_r(&seed) % DAYS, last = first + rand_r(&seed) % (DAYS - first);
            spans_add(&s, (period){moment_of_day(base + first), moment_of_day(base + last)});
            memset(covered + first, 1, (size_t)(last - first) + 1);
        }
        spans_merge(&s);
        spans_gaps(&s, (period){moment_of_day(base), moment_of_day(base + DAYS - 1)}, &gaps);
        for (size_t i = 0; i < gaps.count; i++)
            for (int64_t day = moment_first(gaps.items[i].from) / SECONDS_PER_DAY;
                 day <= moment_last(gaps.items[i].to) / SECONDS_PER_DAY; day++)
                gap[day - base] = true;
        bool all = true;
        for (int day = 0; day < DAYS; day++) {
            moment m = moment_of_day(base + day);
            assert_int_equal(gap[day], !covered[day]);
            assert_int_equal(spans_cover(&s, (period){m, m}), covered[day]);
            all = all && covered[day];
        }
        assert_int_equal(spans_cover(&s, (period){moment_of_day(base), moment_of_day(base + DAYS - 1)}), all);
        spans_free(&s);
        spans_free(&gaps);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_become_one),
        cmocka_unit_test(a_set_covers_what_one_stretch_covers),
        cmocka_unit_test(gaps_are_told_in_days_where_they_are_days),
        cmocka_unit_test(sets_are_added_to_sets),
        cmocka_unit_test(random_sets_agree_with_days),
    };
    return cmocka_run_group_tests_name("spans", tests, NULL, NULL);
}

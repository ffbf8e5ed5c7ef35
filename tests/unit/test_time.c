/* Time: both sides of every limit. */
#include "support.h"

#include "base/time.h"

static moment at(const char *text)
{
    moment m = moment_parse(str_of(text));
    if (m == MOMENT_MISSING)
        fail_msg("no moment: %s", text);
    return m;
}

static period span(const char *text)
{
    period p;
    if (period_parse(str_of(text), &p) != 1)
        fail_msg("no period: %s", text);
    return p;
}

/* ---- the calendar ---- */

static void every_day_has_its_number(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t number = -25567; /* 1900-01-01 */
    for (int year = 1900; year <= 2099; year++)
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && year % 4 == 0 && year != 1900);
            for (int day = 1; day <= length; day++, number++) {
                int y, m, d;
                assert_int_equal(day_from_civil(year, month, day), number);
                civil_from_day(number, &y, &m, &d);
                assert_true(y == year && m == month && d == day);
            }
        }
    assert_int_equal(number, day_from_civil(2100, 1, 1));
    assert_int_equal(day_from_civil(1970, 1, 1), 0);
    assert_int_equal(day_from_civil(2000, 2, 29), 11016);
}

static void dates_are_read(void **state)
{
    (void)state;
    static const char *const good[] = {"1900-01-01", "2099-12-31", "2024-02-29", "2000-02-29", "1904-02-29",
                                       "2025-02-28", "2025-04-30", "2025-12-31", "2096-02-29"};
    static const char *const bad[] = {
        "",           "2025",           "2025-4-1",    "1899-12-31",         "2100-01-01",  "2025-02-29", "1900-02-29",
        "2025-04-31", "2025-06-31",     "2025-09-31",  "2025-11-31",         "2025-01-32",  "2024-02-30", "2025-00-01",
        "2025-13-01", "2025-01-00",     "2025/04/01",  "2025-04-01 ",        " 2025-04-01", "+025-04-01", "2025-04-0x",
        "20250401",   "２０２５-04-01", "2025-04-01Z", "2025-04-01T08:31:00"};
    for (size_t i = 0; i < COUNT(good); i++)
        if (moment_parse_date(str_of(good[i])) == MOMENT_MISSING || !moment_is_day(at(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (moment_parse_date(str_of(bad[i])) != MOMENT_MISSING)
            fail_msg("accepted: %s", bad[i]);
}

static void times_are_read(void **state)
{
    (void)state;
    static const char *const bad[] = {"2025-04-01T",
                                      "2025-04-01T08:31",
                                      "2025-04-01T24:00:00",
                                      "2025-04-01T08:60:00",
                                      "2025-04-01T08:31:60",
                                      "2025-04-01 08:31:00",
                                      "2025-04-01t08:31:00",
                                      "2025-04-01T8:31:00",
                                      "2025-04-01T08:31:00z",
                                      "2025-04-01T08:31:00+0900",
                                      "2025-04-01T08:31:00+09",
                                      "2025-04-01T08:31:00+14:01",
                                      "2025-04-01T08:31:00-14:01",
                                      "2025-04-01T08:31:00+15:00",
                                      "2025-04-01T08:31:00+09:60",
                                      "2025-04-01T08:31:00 +09:00",
                                      "2025-04-01T08:31:00.0",
                                      "2025-02-29T00:00:00",
                                      "2025-04-01T-8:31:00",
                                      "2025-04-01T08.31.00",
                                      "2025-04-01T08:31:00+09:0",
                                      "2025-04-01T08:31:00+x9:00"};
    for (size_t i = 0; i < COUNT(bad); i++)
        if (moment_parse(str_of(bad[i])) != MOMENT_MISSING)
            fail_msg("accepted: %s", bad[i]);
    assert_int_equal(at("1970-01-01T00:00:01"), moment_of_second(1));
    assert_int_equal(at("2025-04-01T23:59:59") + 2, at("2025-04-02T00:00:00"));
    assert_int_equal(at("1900-01-01T00:00:00"), moment_of_second(-25567 * (int64_t)SECONDS_PER_DAY));
}

/* All eight bytes of a clock are read at once: each of them may hold any byte. */
static void clocks_are_read_to_the_byte(void **state)
{
    (void)state;
    static const char least[] = "00:00:00", most[] = "23:59:59";
    for (size_t at = 0; at < 8; at++)
        for (int byte = 0; byte < 256; byte++) {
            char low[] = "2025-04-01T00:00:00", high[] = "2025-04-01T23:59:59", tens[] = "2025-04-01T19:00:00";
            low[11 + at] = high[11 + at] = tens[11 + at] = (char)byte;
            bool is_digit = least[at] == ':' ? byte == ':' : byte >= '0' && byte <= (at == 1 ? '9' : most[at]);
            bool is_hour = byte >= '0' && byte <= '3';
            assert_int_equal(moment_parse((str){low, 19}) != MOMENT_MISSING, is_digit);
            assert_int_equal(moment_parse((str){high, 19}) != MOMENT_MISSING, at == 1 ? is_hour : is_digit);
            assert_int_equal(moment_parse((str){tens, 19}) != MOMENT_MISSING,
                             at == 0 ? is_digit && byte < '2' : is_digit);
        }
    for (int second = 0; second < SECONDS_PER_DAY; second += 7) {
        char text[32];
        snprintf(text, sizeof text, "1970-01-01T%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
        assert_int_equal(at(text), moment_of_second(second));
    }
}

/* Whatever was read before, a text means what it means by itself. */
static void a_known_day_changes_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {"2025-04-01",
                                        "2025-04-01T08:31:00",
                                        "2025-04-01T24:00:00",
                                        "2025-04-01T23:59:60",
                                        "2025-04-01T08:31",
                                        "2025-04-01 08:31:00",
                                        "2025-04-01T08:31:00Z",
                                        "2025-04-01T08:31:00+99:00",
                                        "2025-04-0",
                                        "2025-04-011",
                                        "2025-04-02T08:31:00",
                                        "2025-04-31",
                                        "2025-04-31T08:31:00",
                                        "2025-02-29",
                                        "",
                                        "\0\0\0\0\0\0\0\0\0\0"};
    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t k = 0; k < COUNT(texts); k++) {
            known_day known = {0};
            str first = str_of(texts[i]), second = k + 1 < COUNT(texts) ? str_of(texts[k]) : (str){texts[k], 10};
            assert_int_equal(moment_parse_near(first, &known), moment_parse(first));
            assert_int_equal(moment_parse_near(second, &known), moment_parse(second));
            assert_int_equal(moment_parse_near(first, &known), moment_parse(first));
        }
    assert_int_equal(moment_parse((str){"\0\0\0\0\0\0\0\0\0\0", 10}), MOMENT_MISSING);
}

static void offsets_become_japan_standard_time(void **state)
{
    (void)state;
    assert_int_equal(at("2025-04-01T08:31:00"), at("2025-04-01T08:31:00+09:00"));
    assert_int_equal(at("2025-03-31T15:00:00Z"), at("2025-04-01T00:00:00"));
    assert_int_equal(at("2025-03-31T14:59:59Z"), at("2025-03-31T23:59:59"));
    assert_int_equal(at("2025-04-01T00:00:00+14:00"), at("2025-03-31T19:00:00"));
    assert_int_equal(at("2025-04-01T00:00:00-14:00"), at("2025-04-01T23:00:00"));
    assert_int_equal(at("2025-04-01T00:00:00-03:30"), at("2025-04-01T12:30:00"));
    assert_int_equal(at("2025-04-01T00:00:00-00:00"), at("2025-04-01T00:00:00Z"));
    assert_int_equal(at("2099-12-31T23:59:59-14:00"), at("2099-12-31T23:59:59+09:00") + 2 * 23 * 3600);
}

static void a_moment_falls_on_a_day(void **state)
{
    (void)state;
    assert_int_equal(moment_day(at("2025-04-01T00:00:00")), at("2025-04-01"));
    assert_int_equal(moment_day(at("2025-04-01T23:59:59")), at("2025-04-01"));
    assert_int_equal(moment_day(at("1969-12-31T23:59:59")), at("1969-12-31"));
    assert_int_equal(moment_day(at("1969-12-31T00:00:00")), at("1969-12-31"));
    assert_int_equal(moment_day(at("2025-04-01")), at("2025-04-01"));
    assert_int_equal(moment_day(MOMENT_PAST), MOMENT_PAST);
    assert_int_equal(moment_day(MOMENT_FUTURE), MOMENT_FUTURE);
    assert_int_equal(moment_day(MOMENT_MISSING), MOMENT_MISSING);
    assert_int_equal(moment_last(at("2025-04-01")) - moment_first(at("2025-04-01")), 86399);
    assert_int_equal(moment_last(at("2025-04-01T08:31:00")), moment_first(at("2025-04-01T08:31:00")));
}

/* ---- order ---- */

/* Times on 1 April 2025: a day, and seconds of that day. */
static void before_is_strict_and_review_where_the_records_cannot_tell(void **state)
{
    (void)state;
    const struct {
        const char *a, *b;
        enum truth before, not_after, same;
    } rows[] = {
        {"2025-03-31", "2025-04-01", TRUTH_TRUE, TRUTH_TRUE, TRUTH_FALSE},
        {"2025-04-01", "2025-03-31", TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE},
        {"2025-04-01", "2025-04-01", TRUTH_REVIEW, TRUTH_TRUE, TRUTH_TRUE},
        {"2025-04-01T08:30:59", "2025-04-01T08:31:00", TRUTH_TRUE, TRUTH_TRUE, TRUTH_FALSE},
        {"2025-04-01T08:31:00", "2025-04-01T08:31:00", TRUTH_REVIEW, TRUTH_TRUE, TRUTH_TRUE},
        {"2025-04-01T08:31:01", "2025-04-01T08:31:00", TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE},
        {"2025-03-31T23:59:59", "2025-04-01", TRUTH_TRUE, TRUTH_TRUE, TRUTH_FALSE},
        {"2025-04-01T00:00:00", "2025-04-01", TRUTH_REVIEW, TRUTH_TRUE, TRUTH_REVIEW},
        {"2025-04-01T00:00:01", "2025-04-01", TRUTH_REVIEW, TRUTH_REVIEW, TRUTH_REVIEW},
        {"2025-04-01T23:59:59", "2025-04-01", TRUTH_REVIEW, TRUTH_REVIEW, TRUTH_REVIEW},
        {"2025-04-02T00:00:00", "2025-04-01", TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE},
        {"2025-04-01", "2025-03-31T23:59:59", TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE},
        {"2025-04-01", "2025-04-01T00:00:00", TRUTH_REVIEW, TRUTH_REVIEW, TRUTH_REVIEW},
        {"2025-04-01", "2025-04-01T23:59:59", TRUTH_REVIEW, TRUTH_TRUE, TRUTH_REVIEW},
        {"2025-04-01", "2025-04-02T00:00:00", TRUTH_TRUE, TRUTH_TRUE, TRUTH_FALSE},
        {"2025-04-01T00:00:00+09:00", "2025-03-31T15:00:00Z", TRUTH_REVIEW, TRUTH_TRUE, TRUTH_TRUE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        moment a = at(rows[i].a), b = at(rows[i].b);
        if (moment_before(a, b) != rows[i].before || moment_not_after(a, b) != rows[i].not_after ||
            moment_same(a, b) != rows[i].same || moment_same(b, a) != rows[i].same)
            fail_msg("%s %s: before %d, not after %d, same %d", rows[i].a, rows[i].b, moment_before(a, b),
                     moment_not_after(a, b), moment_same(a, b));
    }
}

static void open_ends_are_beyond_all_moments(void **state)
{
    (void)state;
    moment first = at("1900-01-01"), last = at("2099-12-31");
    assert_int_equal(moment_before(MOMENT_PAST, first), TRUTH_TRUE);
    assert_int_equal(moment_before(first, MOMENT_PAST), TRUTH_FALSE);
    assert_int_equal(moment_before(last, MOMENT_FUTURE), TRUTH_TRUE);
    assert_int_equal(moment_before(MOMENT_FUTURE, last), TRUTH_FALSE);
    assert_int_equal(moment_before(MOMENT_PAST, MOMENT_FUTURE), TRUTH_TRUE);
}

/* ---- periods ---- */

static void periods_are_read(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "2025-04-01",
                                      "/",
                                      "2025-04-01/",
                                      "/2025-04-01",
                                      "../",
                                      "/..",
                                      ".../..",
                                      "./..",
                                      "2025-04-01/2026-03-31/..",
                                      "2025-04-01 / 2026-03-31",
                                      "2025-02-29/..",
                                      "../2025-02-29",
                                      "2025-04-01--2026-03-31",
                                      "2025-04-01/P1Y",
                                      " ../.."};
    static const char *const reversed[] = {"2025-04-02/2025-04-01", "2025-04-01T08:31:01/2025-04-01T08:31:00",
                                           "2025-04-02T00:00:00/2025-04-01", "2025-04-02/2025-04-01T23:59:59"};
    static const char *const good[] = {"2025-04-01/2025-04-01",
                                       "2025-04-01T23:59:59/2025-04-01",
                                       "2025-04-01/2025-04-01T00:00:00",
                                       "2025-04-01T08:31:00/2025-04-01T08:31:00",
                                       "2025-04-01/..",
                                       "../2026-03-31",
                                       "../.."};
    period p;
    for (size_t i = 0; i < COUNT(bad); i++)
        if (period_parse(str_of(bad[i]), &p) != 0)
            fail_msg("accepted: %s", bad[i]);
    for (size_t i = 0; i < COUNT(reversed); i++)
        if (period_parse(str_of(reversed[i]), &p) != -1)
            fail_msg("not reversed: %s", reversed[i]);
    for (size_t i = 0; i < COUNT(good); i++)
        if (period_parse(str_of(good[i]), &p) != 1 || period_is_missing(p))
            fail_msg("refused: %s", good[i]);
}

/* A period of dates includes its last day; a period of instants both ends. */
static void within_includes_both_ends(void **state)
{
    (void)state;
    const struct {
        const char *when, *period;
        enum truth expected;
    } rows[] = {
        {"2025-03-31", "2025-04-01/2026-03-31", TRUTH_FALSE},
        {"2025-03-31T23:59:59", "2025-04-01/2026-03-31", TRUTH_FALSE},
        {"2025-04-01", "2025-04-01/2026-03-31", TRUTH_TRUE},
        {"2025-04-01T00:00:00", "2025-04-01/2026-03-31", TRUTH_TRUE},
        {"2026-03-31", "2025-04-01/2026-03-31", TRUTH_TRUE},
        {"2026-03-31T23:59:59", "2025-04-01/2026-03-31", TRUTH_TRUE},
        {"2026-04-01T00:00:00", "2025-04-01/2026-03-31", TRUTH_FALSE},
        {"2026-04-01", "2025-04-01/2026-03-31", TRUTH_FALSE},
        {"2025-04-01T08:29:59", "2025-04-01T08:30:00/2025-04-01T17:15:00", TRUTH_FALSE},
        {"2025-04-01T08:30:00", "2025-04-01T08:30:00/2025-04-01T17:15:00", TRUTH_TRUE},
        {"2025-04-01T17:15:00", "2025-04-01T08:30:00/2025-04-01T17:15:00", TRUTH_TRUE},
        {"2025-04-01T17:15:01", "2025-04-01T08:30:00/2025-04-01T17:15:00", TRUTH_FALSE},
        {"2025-04-01", "2025-04-01T08:30:00/2025-04-01T17:15:00", TRUTH_REVIEW},
        {"2025-04-01", "2025-04-01T00:00:01/2025-04-02", TRUTH_REVIEW},
        {"2025-04-01", "2025-04-01T00:00:00/2025-04-01T23:59:59", TRUTH_TRUE},
        {"1900-01-01", "../2026-03-31", TRUTH_TRUE},
        {"2099-12-31T23:59:59", "2025-04-01/..", TRUTH_TRUE},
        {"2025-03-31T23:59:59", "2025-04-01/..", TRUTH_FALSE},
        {"2026-04-01T00:00:00", "../2026-03-31", TRUTH_FALSE},
        {"2000-01-01", "../..", TRUTH_TRUE},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (moment_within(at(rows[i].when), span(rows[i].period)) != rows[i].expected)
            fail_msg("%s in %s", rows[i].when, rows[i].period);
}

static void periods_lie_in_each_other(void **state)
{
    (void)state;
    period year = span("2025-04-01/2026-03-31");
    assert_int_equal(period_during(year, year), TRUTH_TRUE);
    assert_int_equal(period_during(span("2025-04-01T00:00:00/2026-03-31T23:59:59"), year), TRUTH_TRUE);
    assert_int_equal(period_during(span("2025-03-31T23:59:59/2026-03-31"), year), TRUTH_FALSE);
    assert_int_equal(period_during(span("2025-04-01/2026-04-01T00:00:00"), year), TRUTH_FALSE);
    assert_int_equal(period_during(year, span("../..")), TRUTH_TRUE);
    assert_int_equal(period_during(span("2025-04-01/.."), year), TRUTH_FALSE);
    assert_int_equal(period_during(span("../.."), span("../..")), TRUTH_TRUE);
}

static void periods_overlap_by_a_second(void **state)
{
    (void)state;
    period year = span("2025-04-01/2026-03-31");
    assert_int_equal(period_overlaps(year, span("2026-03-31T23:59:59/2026-05-01")), TRUTH_TRUE);
    assert_int_equal(period_overlaps(year, span("2026-04-01T00:00:00/2026-05-01")), TRUTH_FALSE);
    assert_int_equal(period_overlaps(span("2024-04-01/2025-04-01T00:00:00"), year), TRUTH_TRUE);
    assert_int_equal(period_overlaps(span("2024-04-01/2025-03-31"), year), TRUTH_FALSE);
    assert_int_equal(period_overlaps(span("../2025-04-01"), span("2025-04-01/..")), TRUTH_TRUE);
}

static void periods_intersect(void **state)
{
    (void)state;
    buffer b = {0};
    period_print_iso(&b, period_intersect(span("2025-04-01/2026-03-31"), span("2025-06-01T08:00:00/..")));
    expect_text(&b, "2025-06-01T08:00:00/2026-03-31");
    period_print_iso(&b, period_intersect(span("../2026-03-31"), span("../..")));
    expect_text(&b, "../2026-03-31");
    assert_true(period_is_missing(period_intersect(span("2025-04-01/2025-04-30"), span("2025-05-01/2025-05-31"))));
}

/* ---- arithmetic ---- */

static void expect_sum(const char *from, int sign, int months, int days, const char *expected)
{
    buffer b = {0};
    moment_print_iso(&b, moment_add(at(from), (duration){months, days}, sign));
    expect_text(&b, expected);
}

/* The civil code: a day that the last month has not is its last day. */
static void years_and_months_end_on_days_that_exist(void **state)
{
    (void)state;
    expect_sum("2024-02-29", -1, 12, 0, "2023-02-28");
    expect_sum("2024-02-29", 1, 12, 0, "2025-02-28");
    expect_sum("2024-02-29", 1, 48, 0, "2028-02-29");
    expect_sum("2024-02-29", -1, 84, 0, "2017-02-28");
    expect_sum("2000-02-29", -1, 1200, 0, "1900-02-28");
    expect_sum("2025-02-28", 1, 36, 0, "2028-02-28");
    expect_sum("2025-03-31", -1, 1, 0, "2025-02-28");
    expect_sum("2024-03-31", -1, 1, 0, "2024-02-29");
    expect_sum("2025-01-31", 1, 1, 0, "2025-02-28");
    expect_sum("2025-12-31", 1, 2, 0, "2026-02-28");
    expect_sum("2025-01-15", -1, 1, 0, "2024-12-15");
    expect_sum("2025-12-15", 1, 1, 0, "2026-01-15");
    expect_sum("2026-03-31", -1, 84, 0, "2019-03-31");
    expect_sum("2026-04-01T08:31:05", -1, 84, 0, "2019-04-01T08:31:05");
}

static void days_pass_month_and_year_ends(void **state)
{
    (void)state;
    expect_sum("2025-03-31", 1, 0, 1, "2025-04-01");
    expect_sum("2025-04-01", -1, 0, 1, "2025-03-31");
    expect_sum("2024-02-28", 1, 0, 1, "2024-02-29");
    expect_sum("2025-02-28", 1, 0, 1, "2025-03-01");
    expect_sum("2025-12-31T23:59:59", 1, 0, 1, "2026-01-01T23:59:59");
    expect_sum("1970-01-01T00:00:01", -1, 0, 1, "1969-12-31T00:00:01");
    expect_sum("2024-01-31", 1, 1, 1, "2024-03-01");
    assert_int_equal(moment_add(MOMENT_PAST, (duration){12, 1}, 1), MOMENT_PAST);
    assert_int_equal(moment_add(MOMENT_FUTURE, (duration){12, 1}, -1), MOMENT_FUTURE);
    assert_int_equal(moment_add(MOMENT_MISSING, (duration){12, 1}, 1), MOMENT_MISSING);
}

static void fiscal_years_begin_on_1_april(void **state)
{
    (void)state;
    assert_int_equal(moment_fiscal_year(at("2025-03-31")), 2024);
    assert_int_equal(moment_fiscal_year(at("2025-03-31T23:59:59")), 2024);
    assert_int_equal(moment_fiscal_year(at("2025-04-01T00:00:00")), 2025);
    assert_int_equal(moment_fiscal_year(at("2025-04-01")), 2025);
    assert_int_equal(moment_fiscal_year(at("2025-03-31T15:00:00Z")), 2025);
    assert_int_equal(moment_fiscal_year(at("2025-12-31")), 2025);
    assert_int_equal(moment_fiscal_year(at("2026-01-01")), 2025);
    assert_int_equal(moment_fiscal_year(at("1960-03-31")), 1959);
}

/* ---- printing ---- */

static void expect_print(const char *text, const char *ja, const char *en)
{
    buffer b = {0};
    moment_print(&b, at(text), LANGUAGE_JA);
    expect_text(&b, ja);
    moment_print(&b, at(text), LANGUAGE_EN);
    expect_text(&b, en);
}

static void years_are_printed_by_era(void **state)
{
    (void)state;
    expect_print("2025-04-01", "令和7年4月1日", "2025-04-01");
    expect_print("2019-05-01", "令和元年5月1日", "2019-05-01");
    expect_print("2019-04-30", "平成31年4月30日", "2019-04-30");
    expect_print("2019-12-31", "令和元年12月31日", "2019-12-31");
    expect_print("2020-01-01", "令和2年1月1日", "2020-01-01");
    expect_print("1989-01-08", "平成元年1月8日", "1989-01-08");
    expect_print("1989-01-07", "昭和64年1月7日", "1989-01-07");
    expect_print("1926-12-25", "昭和元年12月25日", "1926-12-25");
    expect_print("1926-12-24", "大正15年12月24日", "1926-12-24");
    expect_print("1927-01-01", "昭和2年1月1日", "1927-01-01");
    expect_print("1912-07-30", "大正元年7月30日", "1912-07-30");
    expect_print("1912-07-29", "1912年7月29日", "1912-07-29");
    expect_print("2019-04-30T23:59:59", "平成31年4月30日23時59分59秒", "2019-04-30 23:59:59");
    expect_print("2019-05-01T00:00:00", "令和元年5月1日0時0分", "2019-05-01 00:00");
    expect_print("2025-04-01T08:31:00Z", "令和7年4月1日17時31分", "2025-04-01 17:31");
    expect_print("1969-12-31T23:59:58", "昭和44年12月31日23時59分58秒", "1969-12-31 23:59:58");
}

static void expect_period(const char *text, const char *ja, const char *en)
{
    buffer b = {0};
    period_print(&b, span(text), LANGUAGE_JA);
    expect_text(&b, ja);
    period_print(&b, span(text), LANGUAGE_EN);
    expect_text(&b, en);
    period_print_iso(&b, span(text));
    expect_text(&b, text);
}

static void periods_are_printed(void **state)
{
    (void)state;
    expect_period("2025-04-01/2026-03-31", "令和7年4月1日から令和8年3月31日まで", "2025-04-01 to 2026-03-31");
    expect_period("2025-04-01/..", "令和7年4月1日から", "from 2025-04-01");
    expect_period("../2026-03-31", "令和8年3月31日まで", "until 2026-03-31");
    expect_period("../..", "期限なし", "open");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_has_its_number),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(times_are_read),
        cmocka_unit_test(clocks_are_read_to_the_byte),
        cmocka_unit_test(a_known_day_changes_nothing),
        cmocka_unit_test(offsets_become_japan_standard_time),
        cmocka_unit_test(a_moment_falls_on_a_day),
        cmocka_unit_test(before_is_strict_and_review_where_the_records_cannot_tell),
        cmocka_unit_test(open_ends_are_beyond_all_moments),
        cmocka_unit_test(periods_are_read),
        cmocka_unit_test(within_includes_both_ends),
        cmocka_unit_test(periods_lie_in_each_other),
        cmocka_unit_test(periods_overlap_by_a_second),
        cmocka_unit_test(periods_intersect),
        cmocka_unit_test(years_and_months_end_on_days_that_exist),
        cmocka_unit_test(days_pass_month_and_year_ends),
        cmocka_unit_test(fiscal_years_begin_on_1_april),
        cmocka_unit_test(years_are_printed_by_era),
        cmocka_unit_test(periods_are_printed),
    };
    return cmocka_run_group_tests_name("time", tests, NULL, NULL);
}

/* Regular expressions under limits: what runs wild is an error, never "no match". */
#include "support.h"

#include "base/mem.h"
#include "text/pattern.h"

#include <time.h>

static pattern *good_pattern(const char *source)
{
    pattern_fault fault;
    pattern *p = pattern_compile(str_of(source), &fault);
    if (p == NULL)
        fail_msg("%s at %zu", fault.words, fault.offset);
    return p;
}

static enum pattern_result match(const char *source, str text, size_t steps)
{
    pattern *p = good_pattern(source);
    matcher *m = matcher_new(steps);
    enum pattern_result result = pattern_match(p, m, text);
    matcher_free(m);
    pattern_free(p);
    return result;
}

static str repeated(const char *piece, size_t count, buffer *b)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_text(b, piece);
    return buffer_str(b);
}

static void patterns_match(void **state)
{
    (void)state;
    const struct {
        const char *source, *text;
        enum pattern_result result;
    } rows[] = {
        {"第三者", "乙は第三者に", PATTERN_MATCH},
        {"第 三 者 # white space and comments mean nothing\n", "乙は第三者に", PATTERN_MATCH},
        {"^三者", "第三者", PATTERN_NO_MATCH},
        {"^.{3}$", "第三者", PATTERN_MATCH}, /* characters, not bytes */
        {"\\w{3}", "第三者", PATTERN_MATCH},
        {"\\d", "７", PATTERN_MATCH},
        {"É", "é", PATTERN_NO_MATCH},
        {"(?i)É", "é", PATTERN_MATCH},
        {"(?<=の)提供", "への提供", PATTERN_MATCH},
        {"a", "", PATTERN_NO_MATCH},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(match(rows[i].source, str_of(rows[i].text), MATCHER_STEPS), rows[i].result);
}

static void places_are_bytes(void **state)
{
    (void)state;
    pattern *p = good_pattern("提供");
    matcher *m = matcher_new(MATCHER_STEPS);
    size_t from, to;
    assert_int_equal(pattern_find(p, m, STR("の提供と提供"), 0, &from, &to), PATTERN_MATCH);
    assert_true(from == 3 && to == 9);
    assert_int_equal(pattern_find(p, m, STR("の提供と提供"), to, &from, &to), PATTERN_MATCH);
    assert_true(from == 12 && to == 18);
    assert_int_equal(pattern_find(p, m, STR("の提供と提供"), to, &from, &to), PATTERN_NO_MATCH);
    pattern_free(p);
    matcher_free(m);
}

static void faults_have_a_place(void **state)
{
    (void)state;
    const struct {
        const char *source;
        size_t offset;
    } rows[] = {{"ab(c", 4}, {"a[b", 3}, {"(?<n>a)(?<n>b)", 12}, {"*a", 0}, {"a\\C", 3}, {"(?&none)", 3}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        pattern_fault fault = {0};
        assert_null(pattern_compile(str_of(rows[i].source), &fault));
        assert_true(strlen(fault.words) > 0);
        if (fault.offset != rows[i].offset)
            fail_msg("%s: at %zu, not %zu: %s", rows[i].source, fault.offset, rows[i].offset, fault.words);
    }
}

static void half_characters_are_never_matched(void **state)
{
    (void)state;
    pattern_fault fault;
    assert_null(pattern_compile(STR("\\C"), &fault));
    assert_null(pattern_compile(STR("\xff"), &fault)); /* a pattern that is not UTF-8 */
    assert_int_equal(match("a", STR("a\xff"), MATCHER_STEPS), PATTERN_ERROR);
    assert_int_equal(match("a", STR("\xe3\x81"), MATCHER_STEPS), PATTERN_ERROR);
}

static void sizes_are_limited(void **state)
{
    (void)state;
    pattern_fault fault;
    buffer b = {0};
    assert_null(pattern_compile(repeated("a", 300 * 1024, &b), &fault));
    buffer_free(&b);
    repeated("(", 200, &b);
    buffer_add_char(&b, 'a');
    assert_null(pattern_compile(repeated(")", 200, &b), &fault));
    buffer_free(&b);
    assert_null(pattern_compile(STR("((a{1,1000}){1,1000}){1,1000}"), &fault));
}

static double seconds_since(const struct timespec *begun)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) + (double)(now.tv_nsec - begun->tv_nsec) / 1e9;
}

/* The first ran 4.2 s under PCRE2's match limit alone, which starts anew at every character of the text. */
static void attacks_are_stopped(void **state)
{
    (void)state;
    const char *const sources[] = {"a{0,300}a{0,300}[0-9]", "(a+)+$", "(a*)*[bc]", "(a|a)*[bc]", "(a|aa)+$",
                                   "(.*)*(.*)*[xy]"};
    buffer b = {0};
    str text = repeated("a", 64 * 1024, &b);
    buffer_add_char(&b, '!');
    text = buffer_str(&b);
    for (size_t i = 0; i < COUNT(sources); i++) {
        struct timespec begun;
        clock_gettime(CLOCK_MONOTONIC, &begun);
        assert_int_equal(match(sources[i], text, MATCHER_STEPS), PATTERN_ERROR);
        assert_true(seconds_since(&begun) < 5); /* also where every access to memory is checked */
    }
    buffer_free(&b);
}

static void steps_are_counted_over_all_matches(void **state)
{
    (void)state;
    pattern *p = good_pattern("b");
    matcher *m = matcher_new(100);
    buffer b = {0};
    str text = repeated("ab", 30, &b);
    size_t matches = 0;
    while (pattern_match(p, m, text) == PATTERN_MATCH)
        matches++;
    assert_true(matches > 0 && matches < 100);
    assert_int_equal(matcher_steps_left(m), 0);
    assert_int_equal(pattern_match(p, m, text), PATTERN_ERROR);
    assert_int_equal(pattern_match(p, m, STR("x")), PATTERN_ERROR);
    matcher_free(m);
    pattern_free(p);
    buffer_free(&b);
}

static void nothing_is_freed_as_nothing(void **state)
{
    (void)state;
    pattern_free(NULL);
    matcher_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match),
        cmocka_unit_test(places_are_bytes),
        cmocka_unit_test(faults_have_a_place),
        cmocka_unit_test(half_characters_are_never_matched),
        cmocka_unit_test(sizes_are_limited),
        cmocka_unit_test(attacks_are_stopped),
        cmocka_unit_test(steps_are_counted_over_all_matches),
        cmocka_unit_test(nothing_is_freed_as_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

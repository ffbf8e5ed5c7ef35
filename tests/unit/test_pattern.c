/* Regular expressions under limits: what runs wild is an error, never "no match". */
#include "support.h"

#include "base/mem.h"
#include "text/pattern.h"

static const place HERE = {"p.xml", 7, 1};

enum { PLENTY = 2000000 };

static pattern *good_pattern(const char *source)
{
    pattern_fault fault;
    pattern *p = pattern_compile(str_of(source), HERE, &fault);
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
        assert_int_equal(match(rows[i].source, str_of(rows[i].text), PLENTY), rows[i].result);
}

static void places_are_bytes(void **state)
{
    (void)state;
    pattern *p = good_pattern("提供");
    matcher *m = matcher_new(PLENTY);
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
        assert_null(pattern_compile(str_of(rows[i].source), HERE, &fault));
        assert_true(strlen(fault.words) > 0);
        if (fault.offset != rows[i].offset)
            fail_msg("%s: at %zu, not %zu: %s", rows[i].source, fault.offset, rows[i].offset, fault.words);
    }
}

static void half_characters_are_never_matched(void **state)
{
    (void)state;
    pattern_fault fault;
    assert_null(pattern_compile(STR("\\C"), HERE, &fault));
    assert_null(pattern_compile(STR("\xff"), HERE, &fault)); /* a pattern that is not UTF-8 */
    assert_int_equal(match("a", STR("a\xff"), PLENTY), PATTERN_ERROR);
    assert_int_equal(match("a", STR("\xe3\x81"), PLENTY), PATTERN_ERROR);
}

static void sizes_are_limited(void **state)
{
    (void)state;
    pattern_fault fault;
    buffer b = {0};
    assert_null(pattern_compile(repeated("a", 300 * 1024, &b), HERE, &fault));
    buffer_free(&b);
    repeated("(", 200, &b);
    buffer_add_char(&b, 'a');
    assert_null(pattern_compile(repeated(")", 200, &b), HERE, &fault));
    buffer_free(&b);
    assert_null(pattern_compile(STR("((a{1,1000}){1,1000}){1,1000}"), HERE, &fault));
}

static str long_text(const char *piece, buffer *b)
{
    while (b->length < 64 * 1024)
        buffer_add_text(b, piece);
    buffer_add_char(b, '!');
    return buffer_str(b);
}

/* Each would run for seconds, or for ever: it ends at the limit, and names the pattern. The first ran 4.2 s under
   PCRE2's match limit alone, which starts anew at every character of the text; those of the second group look at many
   characters in each of a few steps; those of the third do so without moving on. */
static void attacks_are_stopped(void **state)
{
    (void)state;
    static const struct {
        const char *source, *piece;
    } rows[] = {
        {"a{0,300}a{0,300}[0-9]", "a"},
        {"(a+)+$", "a"},
        {"(a*)*[bc]", "a"},
        {"(a|a)*[bc]", "a"},
        {"(a|aa)+$", "a"},
        {"(.*)*(.*)*[xy]", "a"},

        {"[ab]+[cd]", "a"},
        {"[ab]*+[cd]", "a"},
        {"(?>[ab]*)[cd]", "a"},
        {"[一-鿿々]+[cd]", "乙"},
        {"(?=[ab]*+[cd])[xy]", "a"},
        {"(?![ab]*+!)[ab]", "a"},
        {"\\X*+[cd]", "a"},

        {"(?:[ab]{1000}|[ab]{999}a|(?:[ab]){998}[cd])[cd]", "a"},
        {"(?<=[ab]{60000})[ab][cd]", "a"},
        {"(?:(?:(?<=[ab]{1000})[ab][cd])?a){9}[xy]", "a"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        buffer b = {0};
        pattern *p = good_pattern(rows[i].source);
        matcher *m = matcher_new(PLENTY);
        enum pattern_result result = pattern_match(p, m, long_text(rows[i].piece, &b));
        if (result != PATTERN_ERROR)
            fail_msg("%s: not stopped; %zu steps left", rows[i].source, matcher_steps_left(m));
        assert_ptr_equal(matcher_stopped_by(m), p);
        assert_int_equal(pattern_place(p).line, HERE.line);
        matcher_free(m);
        pattern_free(p);
        buffer_free(&b);
    }
}

/* What costs more in one step is charged for more. */
static void steps_weigh_what_they_look_at(void **state)
{
    (void)state;
    static const struct {
        const char *less, *more;
    } rows[] = {{"[ab]{1}[cd]", "[ab]{800}[cd]"},
                {"(?<=[ab])[ab][cd]", "(?<=[ab]{800})[ab][cd]"},
                {"a[bc]", "a[bc](?:\\x{3042}|\\p{L}{2})?"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t spent[2];
        for (int k = 0; k < 2; k++) {
            buffer b = {0};
            pattern *p = good_pattern(k == 0 ? rows[i].less : rows[i].more);
            matcher *m = matcher_new(PLENTY);
            for (int n = 0; n < 50; n++)
                buffer_add_text(&b, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
            assert_int_not_equal(pattern_match(p, m, buffer_str(&b)), PATTERN_ERROR);
            spent[k] = PLENTY - matcher_steps_left(m);
            matcher_free(m);
            pattern_free(p);
            buffer_free(&b);
        }
        bool is_heavy = i + 1 < COUNT(rows); /* \x{3042} is no count */
        if (is_heavy ? spent[1] < spent[0] * 5 : spent[1] > spent[0] * 2)
            fail_msg("%s: %zu steps, %s: %zu", rows[i].less, spent[0], rows[i].more, spent[1]);
    }
}

static void hidden_work_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        enum pattern_fault_kind kind;
    } rows[] = {
        {"(a+)\\1[cd]", PATTERN_HAS_BACK_REFERENCE},
        {"(?i)(?<n>a+)\\k<n>", PATTERN_HAS_BACK_REFERENCE},
        {"(?<n>a)(?P=n)", PATTERN_HAS_BACK_REFERENCE},
        {"[ab]*(*F)", PATTERN_HAS_VERB},
        {"a(*COMMIT)b", PATTERN_HAS_VERB},
        {"(*sr:a)", PATTERN_HAS_VERB},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        pattern_fault fault;
        assert_null(pattern_compile(str_of(rows[i].source), HERE, &fault));
        assert_int_equal(fault.kind, rows[i].kind);
    }
    pattern_free(good_pattern("\\(*a"));
    pattern_free(good_pattern("(?<n>a)(?&n)"));
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

/* Whatever is left of the steps, a matcher that is told what others found ends as one that looks for itself. */
static void what_is_kept_costs_the_same(void **state)
{
    (void)state;
    static const char *const sources[] = {"乙", "[^、]+乙", "(?<=は)乙", "丙"};
    enum { LOOKS = 3 * COUNT(sources), MOST_STEPS = 60 };
    const str texts[] = {STR("甲は乙"), STR("甲は、丁"), STR("甲は乙")};
    pattern *patterns[COUNT(sources)] = {NULL};
    kept *shared = kept_new(SIZE_MAX);
    for (size_t i = 0; i < COUNT(sources); i++) {
        patterns[i] = good_pattern(sources[i]);
        pattern_number(patterns[i], i, NULL);
    }
    for (size_t steps = MOST_STEPS; steps > 0; steps--) {
        matcher *alone = matcher_new(steps), *told = matcher_new(steps);
        matcher_share(told, shared, COUNT(sources));
        for (size_t i = 0; i < LOOKS; i++) {
            const pattern *p = patterns[i % COUNT(sources)];
            str text = texts[i / COUNT(sources)];
            size_t from = 0, to = 0, told_from = 0, told_to = 0;
            assert_int_equal(pattern_match(p, alone, text), pattern_match(p, told, text));
            assert_int_equal(pattern_find(p, alone, text, 0, &from, &to),
                             pattern_find(p, told, text, 0, &told_from, &told_to));
            assert_true(from == told_from && to == told_to);
            assert_int_equal(matcher_steps_left(alone), matcher_steps_left(told));
            assert_ptr_equal(matcher_stopped_by(alone), matcher_stopped_by(told));
        }
        matcher_free(alone);
        matcher_free(told);
    }
    for (size_t i = 0; i < COUNT(sources); i++)
        pattern_free(patterns[i]);
    kept_free(shared);
}

/* Whether there was room to keep a look has no part in what it costs. */
static void room_to_keep_changes_no_cost(void **state)
{
    (void)state;
    pattern *p = good_pattern("再々?委託");
    arena *a = arena_new();
    kept *plenty = kept_new(SIZE_MAX), *nothing = kept_new(0);
    pattern_number(p, 0, need_read(a, STR("再々?委託"), NULL, NULL));
    matcher *with = matcher_new(PLENTY), *without = matcher_new(PLENTY);
    matcher_share(with, plenty, 1);
    matcher_share(without, nothing, 1);
    const str texts[] = {STR("乙は委託する"), STR("乙は再委託する"), STR("乙は委託する"), STR("再び委託する")};
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_int_equal(pattern_match(p, with, texts[i]), pattern_match(p, without, texts[i]));
        assert_int_equal(matcher_steps_left(with), matcher_steps_left(without));
    }
    matcher_free(with);
    matcher_free(without);
    kept_free(plenty);
    kept_free(nothing);
    arena_free(a);
    pattern_free(p);
}

static void nothing_is_freed_as_nothing(void **state)
{
    (void)state;
    pattern_free(NULL);
    matcher_free(NULL);
    kept_free(NULL);
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
        cmocka_unit_test(steps_weigh_what_they_look_at),
        cmocka_unit_test(hidden_work_is_refused),
        cmocka_unit_test(steps_are_counted_over_all_matches),
        cmocka_unit_test(what_is_kept_costs_the_same),
        cmocka_unit_test(room_to_keep_changes_no_cost),
        cmocka_unit_test(nothing_is_freed_as_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Growing texts: formats, escapes, and what flows on. */
#include "support.h"

#include "base/buffer.h"
#include "base/json.h"

#include <limits.h>

static void buffers_grow_and_end_in_nul(void **state)
{
    (void)state;
    buffer b = {0};
    assert_int_equal(buffer_str(&b).length, 0);
    assert_string_equal(buffer_str(&b).at, "");
    for (int i = 0; i < 1000; i++)
        buffer_addf(&b, "%d,", i % 10);
    buffer_add_repeated(&b, '-', 3);
    buffer_add(&b, (str){NULL, 0});
    assert_int_equal(b.length, 2003);
    assert_string_equal(b.at + 1996, "8,9,---");
    arena *a = arena_new();
    str kept = buffer_keep(&b, a);
    assert_int_equal(kept.length, 2003);
    assert_null(b.at);
    arena_free(a);
}

static void xml_is_escaped(void **state)
{
    (void)state;
    buffer b = {0};
    buffer_add_xml(&b, STR("a<b>&\"c'\td\ne\rf\x01\x1F日本"));
    expect_text(&b, "a&lt;b&gt;&amp;&quot;c&#39;\td\ne&#13;f\xEF\xBF\xBD\xEF\xBF\xBD日本");
    buffer_add_xml(&b, STR("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD|\xEF\xBF\xBC|\xEF\xBC\x81\x7F"));
    expect_text(&b, "\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBC|\xEF\xBC\x81\x7F");
    buffer_add_xml(&b, (str){"\0\xEF\xBF", 3}); /* cut off: not read beyond its end */
    expect_text(&b, "\xEF\xBF\xBD\xEF\xBF");
}

static void json_is_escaped(void **state)
{
    (void)state;
    buffer b = {0};
    buffer_add_json(&b, (str){"\"\\/\n\t\r\x01\x7F日\0", 12});
    expect_text(&b, "\"\\\"\\\\/\\n\\u0009\\u000d\\u0001\\u007f日\\u0000\"");
    buffer_add_json(&b, STR(""));
    expect_text(&b, "\"\"");
}

/* Escapes are sought for eight bytes at a time. */
static void escapes_are_found_at_every_place(void **state)
{
    (void)state;
    static const struct {
        const char *plain, *xml, *json;
    } cases[] = {{"&", "&amp;", "&"},
                 {"<", "&lt;", "<"},
                 {">", "&gt;", ">"},
                 {"\"", "&quot;", "\\\""},
                 {"'", "&#39;", "'"},
                 {"\\", "\\", "\\\\"},
                 {"\n", "\n", "\\n"},
                 {"\x7F", "\x7F", "\\u007f"},
                 {"\x1F", "\xEF\xBF\xBD", "\\u001f"},
                 {" ", " ", " "},
                 {"\xEF\xBF\xBE", "\xEF\xBF\xBD", "\xEF\xBF\xBE"}};
    buffer b = {0}, text = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int before = 0; before < 20; before++)
            for (int after = 0; after < 10; after++) {
                char expected[64];
                buffer_addf(&text, "%.*s%s%.*s", before, "abcdefgh日本 ABCDEFGH", cases[i].plain, after, "0123456789");
                buffer_add_xml(&b, buffer_str(&text));
                snprintf(expected, sizeof expected, "%.*s%s%.*s", before, "abcdefgh日本 ABCDEFGH", cases[i].xml, after,
                         "0123456789");
                expect_text(&b, expected);
                buffer_add_json(&b, buffer_str(&text));
                snprintf(expected, sizeof expected, "\"%.*s%s%.*s\"", before, "abcdefgh日本 ABCDEFGH", cases[i].json,
                         after, "0123456789");
                expect_text(&b, expected);
                text.length = 0;
            }
    buffer_free(&text);
}

#define EXPECT_AS_LIBC(...)                                                                                            \
    do {                                                                                                               \
        char by_libc[200];                                                                                             \
        snprintf(by_libc, sizeof by_libc, __VA_ARGS__);                                                                \
        buffer_addf(&b, __VA_ARGS__);                                                                                  \
        expect_text(&b, by_libc);                                                                                      \
    } while (0)

static void formats_are_those_of_printf(void **state)
{
    (void)state;
    buffer b = {0};
    EXPECT_AS_LIBC("plain");
    EXPECT_AS_LIBC("%s|%.*s|%.*s|%.*s|%s", "日本", 2, "abc", 0, "abc", 9, "abc", "");
    EXPECT_AS_LIBC("%d|%d|%d|%d", 0, -1, INT_MAX, INT_MIN);
    EXPECT_AS_LIBC("%04d|%04d|%04d|%02d|%02d", 7, -7, 12345, 0, -123);
    EXPECT_AS_LIBC("%ld|%lld|%lld|%09ld", LONG_MIN, LLONG_MAX, LLONG_MIN, -5L);
    EXPECT_AS_LIBC("%u|%lu|%llu|%zu|%03u", UINT_MAX, ULONG_MAX, ULLONG_MAX, SIZE_MAX, 8u);
    EXPECT_AS_LIBC("%d%% of %s is %c, %-6s|%6d|%x %d %s", 5, "it", 'c', "left", 42, 255u, 6, "end");
    EXPECT_AS_LIBC("%.2f %s %zu", 1.5, "after", (size_t)3);
    EXPECT_AS_LIBC("%012d|%2d|%i", 34, 5, 6);
    str none = buffer_str(&b); /* NULL */
    buffer_addf(&b, "no text: %.*s", (int)none.length, none.at);
    expect_text(&b, "no text: ");
}

#define BAD "\xEF\xBF\xBD"

/* The ends of each length of character, and what lies beyond them. */
static void what_is_no_utf8_is_replaced(void **state)
{
    static const char *const good[] = {"", "a\x7F\xC2\x80\xDF\xBF", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF",
                                       "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"};
    static const char *const bad[][2] = {{"\x80|\xBF|\xC1\xBF|\xFF", BAD "|" BAD "|" BAD BAD "|" BAD},
                                         {"\xE0\x9F\xBF|", BAD BAD BAD "|"},
                                         {"\xED\xA0\x80|", BAD BAD BAD "|"},
                                         {"\xF0\x8F\xBF\xBF|", BAD BAD BAD BAD "|"},
                                         {"\xF4\x90\x80\x80|", BAD BAD BAD BAD "|"},
                                         {"\xE6\x97|\xE6\x97\xA5\xE6", BAD BAD "|\xE6\x97\xA5" BAD}};
    (void)state;
    buffer b = {0};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        buffer_add_text(&b, "");
        buffer_add_valid(&b, str_of(good[i]));
        expect_text(&b, good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        buffer_add_valid(&b, str_of(bad[i][0]));
        expect_text(&b, bad[i][1]);
    }
}

/* What flows on, piece by piece. */
typedef struct flow {
    buffer all;
    size_t longest;
} flow;

static void take_piece(void *context, str piece)
{
    flow *taken = context;
    assert_true(piece.length > 0);
    buffer_add(&taken->all, piece);
    taken->longest = piece.length > taken->longest ? piece.length : taken->longest;
}

static void what_gathers_flows_on(void **state)
{
    enum { MOST = 64 * 1024, LARGE = 100000 };
    (void)state;
    flow taken = {0};
    buffer b = {.drain = take_piece, .context = &taken}, expected = {0};
    for (int i = 0; i < 50000; i++) {
        buffer_addf(&b, "%d,", i);
        buffer_addf(&expected, "%d,", i);
    }
    assert_in_range(taken.longest, MOST / 2, MOST);
    buffer_add_repeated(&b, '-', LARGE);
    buffer_add_repeated(&expected, '-', LARGE);
    buffer_add_char(&b, '.');
    buffer_add_char(&expected, '.');
    buffer_finish(&b);
    assert_int_equal(taken.all.length, expected.length);
    assert_memory_equal(taken.all.at, expected.at, expected.length);
    buffer_free(&taken.all);
    buffer_free(&expected);
}

/* What is small is on one line, with all that is in it; what follows is on lines of its own again. */
static void json_has_small_things_on_one_line(void **state)
{
    (void)state;
    buffer b = {0};
    json j = {.out = &b};
    json_open(&j, NULL, '{');
    json_open_flat(&j, "a", '{');
    json_number(&j, "b", 1);
    json_open(&j, "c", '[');
    json_open_flat(&j, NULL, '{');
    json_close(&j, '}');
    json_null(&j, NULL);
    json_close(&j, ']');
    json_close(&j, '}');
    json_open(&j, "d", '[');
    json_flag(&j, NULL, true);
    json_close(&j, ']');
    json_close(&j, '}');
    assert_string_equal(b.at, "{\n \"a\": {\"b\": 1, \"c\": [{}, null]},\n \"d\": [\n  true\n ]\n}");
    buffer_free(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(buffers_grow_and_end_in_nul),
        cmocka_unit_test(xml_is_escaped),
        cmocka_unit_test(json_is_escaped),
        cmocka_unit_test(json_has_small_things_on_one_line),
        cmocka_unit_test(escapes_are_found_at_every_place),
        cmocka_unit_test(formats_are_those_of_printf),
        cmocka_unit_test(what_is_no_utf8_is_replaced),
        cmocka_unit_test(what_gathers_flows_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

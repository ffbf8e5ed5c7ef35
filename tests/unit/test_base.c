/* The base layer: text, names, memory, truth, diagnostics, files. */
#include "support.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/intern.h"
#include "base/mem.h"
#include "base/truth.h"
#include "base/tuples.h"

#include <sys/stat.h>

/* ---- text ---- */

static void text_orders_by_code_point(void **state)
{
    (void)state;
    assert_int_equal(str_compare(STR(""), STR("")), 0);
    assert_true(str_compare(STR("a"), STR("b")) < 0);
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("ab"), STR("a")) > 0);
    assert_true(str_compare(STR("Z"), STR("a")) < 0);
    assert_true(str_compare(STR("z"), STR("あ")) < 0);
    assert_true(str_compare(STR("あ"), STR("い")) < 0);
    char a[] = "E00000001 of a log", b[] = "E00000001 of a log"; /* eight bytes are compared at a time */
    for (size_t i = 0; i < sizeof a; i++)
        for (size_t length = 0; length < sizeof a; length++) {
            a[i] = (char)0x80;
            int order = i < length ? 1 : 0;
            assert_int_equal(str_compare((str){a, length}, (str){b, length}), order);
            assert_int_equal(str_compare((str){b, length}, (str){a, length}), -order);
            assert_int_equal(str_compare((str){a, length}, (str){b, sizeof b}), i < length ? 1 : -1);
            a[i] = b[i];
        }
    assert_true(str_compare((str){"a\0", 2}, STR("a")) > 0);
    assert_true(str_compare((str){"12345678\0", 9}, STR("12345678")) > 0);
    assert_true(str_equal((str){NULL, 0}, STR("")));
    assert_false(str_equal(STR("a"), STR("b")));
    assert_true(str_is(STR("abc"), "abc"));
    assert_true(str_starts(STR("abc"), STR("")));
    assert_true(str_starts(STR("abc"), STR("abc")));
    assert_false(str_starts(STR("ab"), STR("abc")));
}

static void text_is_trimmed_of_xml_white_space_only(void **state)
{
    (void)state;
    assert_true(str_is(str_trim(STR(" \t\r\n a b \n")), "a b"));
    assert_true(str_is(str_trim(STR("  \n")), ""));
    assert_true(str_is(str_trim(STR("")), ""));
    assert_true(str_is(str_trim((str){NULL, 0}), ""));
    assert_true(str_is(str_trim(STR("　全角　")), "　全角　"));
    assert_true(str_is(str_trim(STR("\v1\f")), "\v1\f"));
}

static void text_is_found(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("a/b/c"), STR("/")), 1);
    assert_int_equal(str_find(STR("abc"), STR("c")), 2);
    assert_int_equal(str_find(STR("abc"), STR("")), 0);
    assert_true(str_find(STR(""), STR("a")) == SIZE_MAX);
    assert_true(str_find(STR("abc"), STR("abcd")) == SIZE_MAX);
    assert_int_equal(str_find((str){"a\0b", 3}, STR("b")), 2);
}

static void words_hold_the_first_eight_bytes(void **state)
{
    (void)state;
    static const char text[] = "\x81\xFF\x01zyxwvuts";
    for (size_t length = 0; length <= 12; length++) {
        char *copy = malloc(length > 0 ? length : 1); /* so that a byte too many is seen */
        memcpy(copy, text, length);
        uint64_t expected = 0;
        for (size_t i = length < 8 ? length : 8; i > 0; i--)
            expected = expected << 8 | (unsigned char)text[i - 1];
        assert_true(str_word((str){copy, length}) == expected);
        free(copy);
    }
}

static void hashes_depend_on_every_byte(void **state)
{
    (void)state;
    char text[] = "0123456789abcdefghi";
    for (size_t length = 1; length < sizeof text; length++) {
        uint64_t hash = str_hash((str){text, length});
        assert_true(hash == str_hash((str){text, length}));
        assert_true(hash != str_hash((str){text, length - 1}));
        for (size_t i = 0; i < length; i++) {
            text[i] ^= 1;
            assert_true(hash != str_hash((str){text, length}));
            text[i] ^= 1;
        }
    }
}

static void the_nearest_spelling_is_found(void **state)
{
    (void)state;
    const str names[] = {STR("room-entry"), STR("room"), STR("person"), STR("入室")};
    assert_int_equal(str_nearest(STR("room-entri"), names, COUNT(names)), 0);
    assert_int_equal(str_nearest(STR("roomm"), names, COUNT(names)), 1);
    assert_int_equal(str_nearest(STR("persn"), names, COUNT(names)), 2);
    assert_int_equal(str_nearest(STR("入退室"), names, COUNT(names)), 3);
    assert_true(str_nearest(STR("contract"), names, COUNT(names)) == SIZE_MAX);
    assert_true(str_nearest(STR("x"), NULL, 0) == SIZE_MAX);
    char longest[200];
    memset(longest, 'a', sizeof longest);
    assert_true(str_nearest((str){longest, sizeof longest}, names, COUNT(names)) == SIZE_MAX);
    const str long_name = {longest, sizeof longest};
    assert_true(str_nearest(STR("a"), &long_name, 1) == SIZE_MAX);
}

/* ---- names and memory ---- */

static void names_are_numbered_once(void **state)
{
    (void)state;
    enum { NAMES = 10000 };
    intern *names = intern_new();
    char text[16];
    const char *first = NULL;
    assert_int_equal(intern_find(names, STR("x0")), SYMBOL_NONE);
    for (uint32_t i = 0; i < NAMES; i++) {
        int length = snprintf(text, sizeof text, "x%u", i);
        assert_int_equal(intern_add(names, (str){text, (size_t)length}), i + 1);
        if (i == 0)
            first = intern_text(names, 1).at;
    }
    for (uint32_t i = 0; i < NAMES; i++) {
        int length = snprintf(text, sizeof text, "x%u", i);
        assert_int_equal(intern_add(names, (str){text, (size_t)length}), i + 1);
        assert_int_equal(intern_find(names, (str){text, (size_t)length}), i + 1);
        assert_string_equal(intern_text(names, i + 1).at, text);
    }
    assert_ptr_equal(intern_text(names, 1).at, first);
    assert_int_equal(intern_count(names), NAMES);
    assert_int_equal(intern_add(names, STR("")), NAMES + 1);
    assert_int_equal(intern_add(names, (str){"x1\0", 3}), NAMES + 2);
    static const char same[] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0";
    for (size_t length = 1; length <= 9; length++) { /* short ones and long ones */
        symbol high = intern_add(names, (str){same, length}), none = intern_add(names, (str){same + 9, length});
        assert_int_equal(none, high + 1);
        assert_int_equal(none, NAMES + 2 + 2 * length);
        assert_int_equal(intern_find(names, (str){same, length}), high);
        assert_int_equal(intern_find(names, (str){same + 9, length}), none);
    }
    intern *others = intern_new();
    symbol numbers[NAMES + 32];
    assert_int_equal(intern_add(others, STR("x7")), 1);
    intern_add_all(others, names, 1, 4, numbers);
    assert_int_equal(intern_count(others), 4);
    intern_add_all(others, names, 4, 4, numbers);
    intern_add_all(others, names, 4, intern_count(names) + 1, numbers);
    for (symbol s = 1; s <= intern_count(names); s++)
        assert_true(str_equal(intern_text(others, numbers[s]), intern_text(names, s)));
    assert_int_equal(intern_count(others), intern_count(names));
    intern_free(others);
    intern_free(names);
    intern_free(NULL);
}

static void arenas_give_zeroed_aligned_memory(void **state)
{
    (void)state;
    arena *a = arena_new();
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *memory = arena_alloc(a, size);
        assert_int_equal((uintptr_t)memory % sizeof(max_align_t) % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
    }
    char *large = arena_alloc(a, 1000000);
    assert_int_equal(large[999999], 0);
    assert_string_equal(arena_copy(a, "abc", 2), "ab");
    assert_string_equal(arena_copy(a, NULL, 0), "");
    arena *empty = arena_new(), *taken = arena_new();
    const char *kept = arena_copy(taken, "abc", 3);
    arena_join(a, empty);
    arena_join(a, taken);
    memset(arena_alloc(a, 1000), 'x', 1000);
    assert_string_equal(kept, "abc");
    arena_free(a);
    arena_free(NULL);
}

/* Where the address sanitizer is in use, it must let an impossible allocation fail. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void exhaust(void *arg)
{
    (void)arg;
    mem_free(mem_alloc(SIZE_MAX / 2));
}

static void try_twice(void *arg)
{
    int *failures = arg;
    *failures += !mem_try(exhaust, NULL);
    *failures += 10;
    mem_free(mem_alloc(SIZE_MAX / 2));
    *failures += 100;
}

static void nothing(void *arg)
{
    (void)arg;
}

static void exhaustion_returns_to_the_innermost_try(void **state)
{
    (void)state;
    int failures = 0;
    assert_false(mem_try(try_twice, &failures));
    assert_int_equal(failures, 11);
    assert_true(mem_try(nothing, NULL));
}

static void arrays_double(void **state)
{
    (void)state;
    int *items = NULL;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < 100; i++)
        ARRAY_PUSH(items, count, capacity) = i;
    assert_int_equal(count, 100);
    assert_int_equal(capacity, 128);
    for (int i = 0; i < 100; i++)
        assert_int_equal(items[i], i);
    mem_free(items);
}

/* ---- tuples ---- */

static void tuples_are_numbered_once(void **state)
{
    (void)state;
    tuples t;
    tuples_init(&t, 2, 0);
    assert_int_equal(tuples_find(&t, (uint32_t[]){0, 0}), TUPLE_NONE);
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < 10000; i++)
            assert_int_equal(tuples_add(&t, (uint32_t[]){i / 100, i % 100}), i);
    assert_int_equal(t.count, 10000);
    assert_int_equal(tuples_find(&t, (uint32_t[]){99, 99}), 9999);
    assert_int_equal(tuples_find(&t, (uint32_t[]){99, 100}), TUPLE_NONE);
    tuples_clear(&t);
    assert_int_equal(tuples_find(&t, (uint32_t[]){99, 99}), TUPLE_NONE);
    assert_int_equal(tuples_add(&t, (uint32_t[]){7, 7}), 0);
    tuples_free(&t);
}

static void tuples_of_no_code_are_all_one(void **state)
{
    (void)state;
    tuples t;
    tuples_init(&t, 0, 0);
    assert_int_equal(tuples_find(&t, NULL), TUPLE_NONE);
    assert_int_equal(tuples_add(&t, NULL), 0);
    assert_int_equal(tuples_add(&t, NULL), 0);
    tuples_free(&t);
}

/* ---- truth ---- */

static const enum truth truths[] = {TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_REVIEW, TRUTH_TRUE};

/* false < unknown < review < true */
static void and_is_the_lesser(void **state)
{
    (void)state;
    const enum truth expected[4][4] = {
        {TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE},
        {TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_UNKNOWN},
        {TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_REVIEW, TRUTH_REVIEW},
        {TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_REVIEW, TRUTH_TRUE},
    };
    for (int a = 0; a < 4; a++)
        for (int b = 0; b < 4; b++)
            assert_int_equal(truth_and(truths[a], truths[b]), expected[a][b]);
}

/* false < review < unknown < true */
static void or_is_the_greater(void **state)
{
    (void)state;
    const enum truth expected[4][4] = {
        {TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_REVIEW, TRUTH_TRUE},
        {TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_TRUE},
        {TRUTH_REVIEW, TRUTH_UNKNOWN, TRUTH_REVIEW, TRUTH_TRUE},
        {TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE},
    };
    for (int a = 0; a < 4; a++)
        for (int b = 0; b < 4; b++)
            assert_int_equal(truth_or(truths[a], truths[b]), expected[a][b]);
}

static void not_swaps_true_and_false_only(void **state)
{
    (void)state;
    assert_int_equal(truth_not(TRUTH_FALSE), TRUTH_TRUE);
    assert_int_equal(truth_not(TRUTH_TRUE), TRUTH_FALSE);
    assert_int_equal(truth_not(TRUTH_UNKNOWN), TRUTH_UNKNOWN);
    assert_int_equal(truth_not(TRUTH_REVIEW), TRUTH_REVIEW);
    assert_int_equal(truth_of(0), TRUTH_FALSE);
    assert_int_equal(truth_of(7), TRUTH_TRUE);
}

static void truth_keeps_the_laws_of_logic(void **state)
{
    (void)state;
    for (int i = 0; i < 64; i++) {
        enum truth a = truths[i & 3], b = truths[i >> 2 & 3], c = truths[i >> 4];
        assert_int_equal(truth_and(a, b), truth_and(b, a));
        assert_int_equal(truth_or(a, b), truth_or(b, a));
        assert_int_equal(truth_and(a, truth_and(b, c)), truth_and(truth_and(a, b), c));
        assert_int_equal(truth_or(a, truth_or(b, c)), truth_or(truth_or(a, b), c));
        assert_int_equal(truth_not(truth_and(a, b)), truth_or(truth_not(a), truth_not(b)));
        assert_int_equal(truth_not(truth_or(a, b)), truth_and(truth_not(a), truth_not(b)));
        assert_int_equal(truth_not(truth_not(a)), a);
        assert_int_equal(truth_and(a, a), a);
        assert_int_equal(truth_or(a, a), a);
    }
}

/* Unknown and review never become true by combining, and unknown dominates review. */
static void doubt_never_becomes_true(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        assert_int_not_equal(truth_and(TRUTH_UNKNOWN, truths[i]), TRUTH_TRUE);
        assert_int_not_equal(truth_and(TRUTH_REVIEW, truths[i]), TRUTH_TRUE);
    }
    assert_int_equal(truth_and(TRUTH_UNKNOWN, TRUTH_REVIEW), TRUTH_UNKNOWN);
    assert_int_equal(truth_or(TRUTH_UNKNOWN, TRUTH_REVIEW), TRUTH_UNKNOWN);
}

/* ---- diagnostics ---- */

typedef struct definition {
    const char *name, *ja, *en;
    enum severity severity;
} definition;

static const definition definitions[] = {
#define DIAG(id, severity, ja, en) {#id, ja, en, severity},
#include "base/diag.def"
#undef DIAG
};

static bool mentions(const char *text, int word)
{
    char placeholder[16];
    snprintf(placeholder, sizeof placeholder, "{%d}", word);
    return strstr(text, placeholder) != NULL;
}

static void both_languages_say_the_same(void **state)
{
    (void)state;
    assert_int_equal(COUNT(definitions), DIAG_COUNT);
    for (size_t i = 0; i < COUNT(definitions); i++) {
        assert_string_equal(diag_name((enum diag_id)i), definitions[i].name);
        assert_int_equal(diag_severity((enum diag_id)i), definitions[i].severity);
        for (int word = 1; word <= DIAG_WORDS; word++)
            if (mentions(definitions[i].ja, word) != mentions(definitions[i].en, word))
                fail_msg("%s: {%d} stands in one language only", definitions[i].name, word);
    }
}

static void diagnostics_print_in_both_languages(void **state)
{
    (void)state;
    diags d;
    buffer b = {0};
    diags_init(&d, 0);
    DIAG2(&d, ((place){"a.xml", 12, 3}), DIAG_XML_MISSING_ATTRIBUTE, STR("id"), STR("person"));
    DIAG1(&d, ((place){"b.xml", 0, 0}), DIAG_FILE_OPEN, STR("errno 5"));
    DIAG0(&d, (place){0}, DIAG_OUT_OF_MEMORY);
    DIAG3(&d, ((place){"c.xml", 1, 1}), DIAG_XML_BAD_VALUE, STR("a{2}"), STR("{1}"), STR("{3}"));
    diags_print(&b, &d, LANGUAGE_JA);
    expect_text(&b, "a.xml:12:3: error: 要素「person」に属性「id」がない\n"
                    "b.xml: error: ファイルを開けない: errno 5\n"
                    "error: メモリが足りない\n"
                    "c.xml:1:1: error: 「a{2}」の値「{1}」は正しくない（{3}）\n");
    diags_print(&b, &d, LANGUAGE_EN);
    expect_text(&b, "a.xml:12:3: error: element \"person\" lacks the attribute \"id\"\n"
                    "b.xml: error: cannot open the file: errno 5\n"
                    "error: out of memory\n"
                    "c.xml:1:1: error: value \"{1}\" of \"a{2}\" is not valid ({3})\n");
    assert_int_equal(d.errors, 4);
    diags_free(&d);
}

static void diagnostics_sort_by_place(void **state)
{
    (void)state;
    const place places[] = {{"b", 1, 1},  {"a", 10, 1}, {"a", 9, 2}, {"a", 9, 1},
                            {NULL, 0, 0}, {"a", 0, 0},  {"b", 2, 0}};
    diags d;
    diags_init(&d, 0);
    for (size_t i = 0; i < COUNT(places); i++)
        DIAG0(&d, places[i], DIAG_OUT_OF_MEMORY);
    DIAG1(&d, ((place){"a", 9, 1}), DIAG_XML_SYNTAX, STR("y"));
    DIAG1(&d, ((place){"a", 9, 1}), DIAG_XML_SYNTAX, STR("x"));
    expect_diags(&d, "error: out of memory\n"
                     "a: error: out of memory\n"
                     "a:9:1: error: out of memory\n"
                     "a:9:1: error: not well-formed XML: x\n"
                     "a:9:1: error: not well-formed XML: y\n"
                     "a:9:2: error: out of memory\n"
                     "a:10:1: error: out of memory\n"
                     "b:1:1: error: out of memory\n"
                     "b:2: error: out of memory\n");
}

static void diagnostics_beyond_the_limit_are_counted(void **state)
{
    (void)state;
    diags few, all;
    diags_init(&few, 2);
    diags_init(&all, 3);
    for (uint32_t i = 1; i <= 5; i++)
        DIAG0(&few, ((place){"a", i, 1}), DIAG_XML_NUL);
    assert_int_equal(few.errors, 5);
    diags_append(&all, &few);
    diags_append(&all, &few);
    assert_int_equal(all.errors, 10);
    diags_free(&few);
    expect_diags(&all, "a:1:1: error: there is a NUL byte\n"
                       "a:1:1: error: there is a NUL byte\n"
                       "a:2:1: error: there is a NUL byte\n"
                       "and 7 more\n");
}

/* ---- digests and files ---- */

static void tags_are_gmac(void **state)
{
    (void)state;
    static const unsigned char zeros[TAG_BYTES],
        expected[TAG_BYTES] = {0x58, 0xe2, 0xfc, 0xce, 0xfa, 0x7e, 0x30, 0x61,
                               0x36, 0x7f, 0x1d, 0x57, 0xa4, 0xe7, 0x45, 0x5a}; /* case 1 of the specification of GCM */
    unsigned char tag[TAG_BYTES], other[TAG_BYTES];
    char hex[DIGEST_HEX + 1], plain[DIGEST_HEX + 1];
    digest_tag(zeros, 0, STR(""), tag);
    assert_memory_equal(tag, expected, TAG_BYTES);
    digest_tag(zeros, 1, STR("abc"), tag);
    digest_tag(zeros, 2, STR("abc"), other);
    assert_memory_not_equal(tag, other, TAG_BYTES);
    digest_text(STR("abc"), plain);
    for (int aside = 0; aside <= 1; aside++) {
        digest *d = aside ? digest_new_aside() : digest_new();
        digest_tag_too(d, zeros, 1, other);
        digest_add(d, "a", 1);
        digest_add(d, "bc", 2);
        digest_finish(d, hex);
        assert_string_equal(hex, plain);
        assert_memory_equal(tag, other, TAG_BYTES);
    }
}

/* From FIPS 180-4's examples. */
static void digests_are_sha256(void **state)
{
    (void)state;
    char hex[DIGEST_HEX + 1];
    digest_text(STR(""), hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    digest_text(STR("abc"), hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest *d = digest_new();
    digest_add(d, "a", 1);
    digest_add(d, "bc", 2);
    digest_finish(d, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    char base64[DIGEST_BASE64 + 1];
    digest_base64(STR("abc"), base64);
    assert_string_equal(base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

static void files_are_read_whole_up_to_a_limit(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    str content;
    diags_init(&d, 0);
    write_file("five", STR("12345"));
    assert_true(file_read(a, "five", 5, &content, &d));
    assert_true(str_is(content, "12345"));
    assert_false(file_read(a, "five", 4, &content, &d));
    assert_false(file_read(a, "none", 4, &content, &d));
    assert_false(file_read(a, ".", 4, &content, &d));
    expect_diags(&d, ".: error: this is a directory, not a file\n"
                     "five: error: the file is too large (limit 4 bytes)\n"
                     "none: error: no such file or directory\n");
    arena_free(a);
}

static void files_are_replaced_whole(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    str content;
    diags_init(&d, 0);
    assert_true(file_write("report", STR("one"), &d));
    assert_true(file_write("report", STR("two"), &d));
    assert_true(file_read(a, "report", 100, &content, &d));
    assert_true(str_is(content, "two"));
    assert_int_equal(mkdir("directory", 0777), 0);
    assert_int_equal(mkdir("directory/x", 0777), 0);
    assert_false(file_write("directory", STR("three"), &d));
    assert_false(file_write("nowhere/report", STR("three"), &d));
    expect_diags(&d, "directory: error: this is a directory, not a file\n"
                     "nowhere/report: error: no such file or directory\n");
    char command[] = "test -z \"$(find . -name '*.tmp')\"";
    assert_int_equal(system(command), 0);
    arena_free(a);
}

static void names_beside_a_file(void **state)
{
    (void)state;
    arena *a = arena_new();
    assert_string_equal(file_beside(a, "rules/pack.xml", STR("03.xml")), "rules/03.xml");
    assert_string_equal(file_beside(a, "pack.xml", STR("03.xml")), "03.xml");
    assert_string_equal(file_beside(a, "rules/pack.xml", STR("/etc/x")), "/etc/x");
    assert_string_equal(file_beside(a, "/pack.xml", STR("a/b")), "/a/b");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_orders_by_code_point),
        cmocka_unit_test(text_is_trimmed_of_xml_white_space_only),
        cmocka_unit_test(text_is_found),
        cmocka_unit_test(words_hold_the_first_eight_bytes),
        cmocka_unit_test(hashes_depend_on_every_byte),
        cmocka_unit_test(the_nearest_spelling_is_found),
        cmocka_unit_test(names_are_numbered_once),
        cmocka_unit_test(tuples_are_numbered_once),
        cmocka_unit_test(tuples_of_no_code_are_all_one),
        cmocka_unit_test(arenas_give_zeroed_aligned_memory),
        cmocka_unit_test(exhaustion_returns_to_the_innermost_try),
        cmocka_unit_test(arrays_double),
        cmocka_unit_test(and_is_the_lesser),
        cmocka_unit_test(or_is_the_greater),
        cmocka_unit_test(not_swaps_true_and_false_only),
        cmocka_unit_test(truth_keeps_the_laws_of_logic),
        cmocka_unit_test(doubt_never_becomes_true),
        cmocka_unit_test(both_languages_say_the_same),
        cmocka_unit_test(diagnostics_print_in_both_languages),
        cmocka_unit_test(diagnostics_sort_by_place),
        cmocka_unit_test(diagnostics_beyond_the_limit_are_counted),
        cmocka_unit_test(digests_are_sha256),
        cmocka_unit_test(tags_are_gmac),
        cmocka_unit_test(files_are_read_whole_up_to_a_limit),
        cmocka_unit_test(files_are_replaced_whole),
        cmocka_unit_test(names_beside_a_file),
    };
    return cmocka_run_group_tests_name("base", tests, enter_scratch, leave_scratch);
}

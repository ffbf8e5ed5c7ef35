/* Text as patterns see it: characters, wrapped lines, spaces, what is not UTF-8. */
#include "support.h"

#include "text/normalise.h"

typedef struct row {
    const char *raw, *normalised;
} row;

static void check_rows(const row *rows, size_t count)
{
    arena *a = arena_new();
    for (size_t i = 0; i < count; i++) {
        str out, again;
        assert_true(normalise_text(a, str_of(rows[i].raw), &out));
        expect_same(str_keep(a, out).at, rows[i].normalised);
        assert_true(normalise_text(a, out, &again));
        assert_true(str_equal(out, again)); /* twice is once */
    }
    arena_free(a);
}

static void characters_have_one_spelling(void **state)
{
    (void)state;
    static const row rows[] = {
        {"ﾃﾞｰﾀ", "データ"},
        {"ＡＢＣ１２３", "ABC123"},
        {"㋿７年", "令和7年"},
        {"（株）①", "(株)1"},
        {"か\u3099", "が"},
        {"⼄は", "乙は"},
        {"｡｢｣､･", "。「」、・"},
        {"髙﨑", "髙﨑"}, /* other characters, not other spellings */
        {"個\u200b人\ufeff情\u00ad報", "個人情報"},
        {"", ""},
    };
    check_rows(rows, COUNT(rows));
}

static void wrapped_lines_are_joined(void **state)
{
    (void)state;
    static const row rows[] = {
        {"個人情\n報", "個人情報"},
        {"個人情\r\n報", "個人情報"},
        {"個人情\r報", "個人情報"},
        {"第三者\n　に提供", "第三者に提供"},
        {"personal\ndata", "personal data"},
        {"照合\nID", "照合ID"},
        {"ID\n管理", "ID管理"},
        {"a\u2028b\u2029c\xc2\x85"
         "d",
         "a b c d"},
    };
    check_rows(rows, COUNT(rows));
}

static void spaces_in_japanese_go(void **state)
{
    (void)state;
    static const row rows[] = {
        {"委　託　業　務", "委託業務"},
        {"第 10 条", "第10条"},
        {"a  \t b", "a b"},
        {"  前後  ", "前後"},
        {"  both ends  ", "both ends"},
        {"乙は 、 甲に", "乙は、甲に"},
        {"(1) 複写", "(1)複写"},
        {" \n\t　", ""},
        {"か \u3099", "が"}, /* a mark that had drifted off its letter */
    };
    check_rows(rows, COUNT(rows));
}

static void what_is_not_utf8_is_refused(void **state)
{
    (void)state;
    static const char *const broken[] = {"\xff", "a\xc3", "\xe3\x81", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf"};
    arena *a = arena_new();
    for (size_t i = 0; i < COUNT(broken); i++) {
        str out;
        assert_false(normalise_text(a, str_of(broken[i]), &out));
        assert_int_equal(out.length, 0);
    }
    arena_free(a);
}

static void no_terminator_is_needed(void **state)
{
    (void)state;
    arena *a = arena_new();
    str out;
    assert_true(normalise_text(a, (str){"秘密を漏らす", 6}, &out));
    assert_true(str_is(out, "秘密"));
    assert_true(normalise_text(a, (str){"a\0b", 3}, &out));
    assert_true(str_is(out, "a b")); /* a control character like any other */
    arena_free(a);
}

static size_t encode(uint32_t c, char *out)
{
    if (c < 0x80)
        out[0] = (char)c;
    if (c < 0x80)
        return 1;
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((0xF00u >> length) | c);
    return length;
}

/* Each character, alone and beside others. */
static void what_is_plain_stays_as_it_is(void **state)
{
    (void)state;
    static const char *const beside[] = {"", "a", "か", "ハ", "一", "ー", "々"};
    arena *a = arena_new();
    size_t plain = 0;
    for (uint32_t c = 1; c < 0x110000; c++) {
        char text[16];
        size_t length = encode(c, text);
        if (!is_plain((str){text, length}))
            continue;
        plain++;
        for (size_t i = 0; i < COUNT(beside); i++) {
            str whole = {text, length + strlen(beside[i])}, out;
            memcpy(text + length, beside[i], strlen(beside[i]));
            assert_true(is_plain(whole) && normalise_text(a, whole, &out) && str_equal(whole, out));
        }
        arena_free(a);
        a = arena_new();
    }
    assert_in_range(plain, 21000, 22000);
    assert_false(is_plain(STR("か\u3099")) || is_plain(STR("a b")) || is_plain(STR("ｱ")) || is_plain(STR("\xe3\x81")) ||
                 is_plain(STR("\xe4\xb8\x41")) || is_plain(STR("\xf4\xb8\x80\x80")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_have_one_spelling), cmocka_unit_test(wrapped_lines_are_joined),
        cmocka_unit_test(spaces_in_japanese_go),        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(no_terminator_is_needed),      cmocka_unit_test(what_is_plain_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

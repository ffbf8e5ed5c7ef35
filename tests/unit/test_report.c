/* Report formats: all results shown, everything escaped, the same bytes each time. With a directory as its argument
   the program writes the sample's reports there, to look at and to hold against schema/result.schema.json. */
#include "base/file.h"
#include "report/report.h"
#include "report/report_words.h"
#include "report_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
/* cmocka wants those before it. */
#include <cmocka.h>

/* U+202E, which turns the direction of what follows. */
static const char right_to_left[] = {(char)0xE2, (char)0x80, (char)0xAE, 0};

static str write_report(const sample *s, const char *format, enum language language)
{
    buffer b = {0};
    assert_true(report_write(report_find(str_of(format)), &s->result, language, &b, NULL));
    return buffer_keep(&b, s->a);
}

/* PDF takes other programs: tests/pdf. */
static bool is_ours(const report_format *f)
{
    return strcmp(f->name, "pdf") != 0;
}

static bool contains(str text, const char *part)
{
    return str_find(text, str_of(part)) != SIZE_MAX;
}

static void test_formats_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < report_count(); i++)
        assert_ptr_equal(report_find(str_of(report_at(i)->name)), report_at(i));
    assert_null(report_find(STR("htm")));
    assert_true(str_is(report_nearest(STR("htm")), "html"));
    assert_int_equal(report_nearest(STR("spreadsheet")).length, 0);
}

static void test_same_bytes_each_time(void **state)
{
    (void)state;
    sample *s = sample_new();
    for (size_t i = 0; i < report_count(); i++)
        for (int language = LANGUAGE_JA; is_ours(report_at(i)) && language <= LANGUAGE_EN; language++) {
            str first = write_report(s, report_at(i)->name, (enum language)language);
            assert_true(str_equal(first, write_report(s, report_at(i)->name, (enum language)language)));
        }
    sample_free(s);
}

static void test_all_results_are_shown(void **state)
{
    (void)state;
    sample *s = sample_new();
    str json = write_report(s, "json", LANGUAGE_JA);
    for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
        str text = write_report(s, "text", (enum language)language);
        str html = write_report(s, "html", (enum language)language);
        for (int r = 0; r < RESULT_COUNT; r++) {
            label title = result_title((enum result)r);
            assert_true(str_find(text, label_text(title, (enum language)language)) != SIZE_MAX);
            assert_true(str_find(html, label_text(title, (enum language)language)) != SIZE_MAX);
        }
    }
    for (int r = 0; r < RESULT_COUNT; r++) {
        buffer expected = {0};
        buffer_addf(&expected, "\"result\": \"%s\"", result_name((enum result)r));
        assert_true(contains(json, expected.at));
        buffer_free(&expected);
    }
    sample_free(s);
}

static void test_json_escapes(void **state)
{
    (void)state;
    sample *s = sample_new();
    str json = write_report(s, "json", LANGUAGE_JA);
    assert_true(contains(json, "<script>alert(\\\"x\\\")</script>'&\\\\"));
    assert_true(contains(json, "E01\\n!"));
    assert_false(contains(json, "alert(\"x\")"));
    sample_free(s);
}

/* The patterns of pictures are in the page itself. */
static bool names_only_itself(str html)
{
    for (size_t at; (at = str_find(html, STR("url("))) != SIZE_MAX; html = str_from(html, at + 1))
        if (!str_starts(str_from(html, at), STR("url(#")))
            return false;
    return true;
}

static void test_html_escapes(void **state)
{
    (void)state;
    sample *s = sample_new();
    str html = write_report(s, "html", LANGUAGE_JA);
    size_t script = str_find(html, STR("<script"));
    assert_false(contains(str_from(html, script + 1), "<script"));
    assert_true(contains(html, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&amp;"));
    assert_false(contains(html, "\xC2\x9B"));
    assert_false(contains(html, right_to_left));
    assert_false(contains(html, "src="));
    assert_false(contains(html, "http:"));
    assert_false(contains(html, "https:"));
    assert_true(names_only_itself(html));
    sample_free(s);
}

static void test_the_cover_has_its_dates(void **state)
{
    (void)state;
    sample *s = sample_new();
    str html = write_report(s, "html", LANGUAGE_JA);
    assert_true(contains(html, "基準日</th><td>令和8年3月31日<"));
    assert_true(contains(html, "作成日</th><td>令和8年4月6日<"));
    assert_true(contains(write_report(s, "json", LANGUAGE_JA), "\"made\": \"2026-04-06\""));
    sample_free(s);
}

/* Links lead to what is there, and no two places have one name. */
static void test_html_links_lead_somewhere(void **state)
{
    (void)state;
    sample *s = sample_new();
    str html = write_report(s, "html", LANGUAGE_JA), rest = html;
    size_t links = 0;
    for (size_t at; (at = str_find(rest, STR("href=\"#"))) != SIZE_MAX; links++) {
        rest = str_from(rest, at + 7);
        buffer id = {0};
        buffer_add_text(&id, " id=\"");
        buffer_add(&id, (str){rest.at, str_find(rest, STR("\"")) + 1});
        size_t first = str_find(html, buffer_str(&id));
        assert_int_not_equal(first, SIZE_MAX);
        assert_int_equal(str_find(str_from(html, first + 1), buffer_str(&id)), SIZE_MAX);
        buffer_free(&id);
    }
    assert_true(links > 30);
    sample_free(s);
}

/* Each number of the matrix leads to the rules counted, and each of them back to its row. */
static void test_matrix_leads_to_findings_and_back(void **state)
{
    (void)state;
    sample *s = sample_new();
    str html = write_report(s, "html", LANGUAGE_JA);
    assert_true(contains(html, "<td class=\"count\"><a href=\"#fail-9-1.permitted\">"));
    size_t at = str_find(html, STR(" id=\"fail-9-1.permitted\""));
    assert_int_not_equal(at, SIZE_MAX);
    assert_int_not_equal(str_find(str_from(html, at), STR("href=\"#matrix-9\"")), SIZE_MAX);
    assert_true(contains(html, "<tr id=\"matrix-9\">"));
    sample_free(s);
}

static void test_text_has_no_controls(void **state)
{
    (void)state;
    sample *s = sample_new();
    str text = write_report(s, "text", LANGUAGE_JA);
    assert_false(contains(text, "\xC2\x9B"));
    assert_false(contains(text, right_to_left));
    assert_true(contains(text, "E01 !"));
    for (size_t i = 0; i < text.length; i++)
        assert_true((unsigned char)text.at[i] >= 0x20 || text.at[i] == '\n');
    sample_free(s);
}

static void test_findings_say_why(void **state)
{
    (void)state;
    sample *s = sample_new();
    const char *const parts[] = {"許可の期間内に入室した",
                                 "令和7年4月1日から令和7年5月31日まで",
                                 "入退室.xml:88",
                                 "適合となる条件",
                                 "講ずべき措置",
                                 "システム管理者",
                                 "1,234,567"};
    str text = write_report(s, "text", LANGUAGE_JA), html = write_report(s, "html", LANGUAGE_JA);
    for (size_t i = 0; i < COUNT(parts); i++) {
        assert_true(contains(text, parts[i]));
        assert_true(contains(html, parts[i]));
    }
    assert_false(contains(text, "p.valid"));
    assert_false(contains(html, "p.valid"));
    sample_free(s);
}

static void test_nothing_reads_as_assurance(void **state)
{
    (void)state;
    sample *s = sample_new();
    const char *const forbidden[] = {"問題なし", "問題はな", "発見されなかった", "認められなかった", "no problem"};
    for (size_t i = 0; i < report_count(); i++)
        for (int language = LANGUAGE_JA; is_ours(report_at(i)) && language <= LANGUAGE_EN; language++) {
            str report = write_report(s, report_at(i)->name, (enum language)language);
            for (size_t k = 0; k < COUNT(forbidden); k++)
                assert_false(contains(report, forbidden[k]));
        }
    sample_free(s);
}

/* Where nothing was decided, the rule's remedy would say that there was a breach. */
static void test_no_remedy_for_the_undecided(void **state)
{
    (void)state;
    sample *s = sample_new();
    const char *const remedy = "入退室管理装置から記録を出力する。";
    assert_true(contains(write_report(s, "json", LANGUAGE_JA), remedy));
    assert_false(contains(write_report(s, "html", LANGUAGE_JA), remedy));
    assert_false(contains(write_report(s, "text", LANGUAGE_JA), remedy));
    sample_free(s);
}

static void test_parameters_are_shown(void **state)
{
    (void)state;
    sample *s = sample_new();
    assert_true(contains(write_report(s, "json", LANGUAGE_JA), "\"P7Y0M0D\""));
    assert_true(contains(write_report(s, "html", LANGUAGE_JA), ">7年<"));
    sample_free(s);
}

/* The summary passes over no rule that could not be evaluated, and takes no few findings for all. */
static void test_summary_leaves_nothing_out(void **state)
{
    (void)state;
    sample *s = sample_new();
    str html = write_report(s, "html", LANGUAGE_JA);
    assert_true(contains(html, "1の規則は、エラーのため判定できなかった。"));
    assert_false(contains(html, "重いものから"));
    s->result.rule_counts[RESULT_ERROR] = 0;
    assert_false(contains(write_report(s, "html", LANGUAGE_JA), "エラーのため判定できなかった"));
    sample_free(s);
}

static void expect_words(enum word w, enum language language, const char *first, const char *second,
                         const char *expected)
{
    buffer b = {0};
    word_print(&b, w, language, str_of(first), str_of(second), STR("pass"));
    assert_string_equal(b.at, expected);
    buffer_free(&b);
}

/* One and no more than one of a thing. */
static void test_words_agree_with_numbers(void **state)
{
    (void)state;
    expect_words(WORD_SUBJECTS_OF, LANGUAGE_EN, "1", "fail", "of 1 subject, fail: pass");
    expect_words(WORD_SUBJECTS_OF, LANGUAGE_EN, "0", "fail", "of 0 subjects, fail: pass");
    expect_words(WORD_SUBJECTS_OF, LANGUAGE_EN, "2", "fail", "of 2 subjects, fail: pass");
    expect_words(WORD_SUBJECTS_OF, LANGUAGE_EN, "1,001", "fail", "of 1,001 subjects, fail: pass");
    expect_words(WORD_SUBJECTS_OF, LANGUAGE_JA, "1", "不適合", "対象1件のうち、不適合pass件");
    expect_words(WORD_DAYS, LANGUAGE_EN, "1", "", "1 day ");
    expect_words(WORD_DAYS, LANGUAGE_EN, "11", "", "11 days ");
}

/* Each brace of the words opens a slot that word_print knows. */
static void test_slots_are_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < WORD_COUNT; i++)
        for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
            str text = word_text((enum word)i, (enum language)language);
            for (size_t open; (open = str_find(text, STR("{"))) != SIZE_MAX;) {
                text = str_from(text, open + 1);
                size_t close = str_find(text, STR("}")), middle = str_find(text, STR("|"));
                assert_true(close != SIZE_MAX && text.at[0] >= '1' && text.at[0] <= '3');
                assert_true(close == 1 || (text.at[1] == ':' && middle < close));
            }
        }
}

static int write_reports(const char *directory)
{
    sample *s = sample_new();
    diags d;
    diags_init(&d, 0);
    for (size_t i = 0; i < report_count(); i++)
        for (int language = LANGUAGE_JA; is_ours(report_at(i)) && language <= LANGUAGE_EN; language++) {
            buffer path = {0};
            const report_format *f = report_at(i);
            buffer_addf(&path, "%s/report.%s.%s", directory, language == LANGUAGE_EN ? "en" : "ja", f->extension);
            file_write(path.at, write_report(s, f->name, (enum language)language), &d);
            buffer_free(&path);
        }
    buffer messages = {0};
    diags_print(&messages, &d, LANGUAGE_EN);
    fputs(messages.at != NULL ? messages.at : "", stderr);
    int failed = d.errors > 0;
    buffer_free(&messages);
    diags_free(&d);
    sample_free(s);
    return failed;
}

int main(int argc, char **argv)
{
    if (argc == 2)
        return write_reports(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats_are_found),
        cmocka_unit_test(test_same_bytes_each_time),
        cmocka_unit_test(test_all_results_are_shown),
        cmocka_unit_test(test_json_escapes),
        cmocka_unit_test(test_html_escapes),
        cmocka_unit_test(test_text_has_no_controls),
        cmocka_unit_test(test_findings_say_why),
        cmocka_unit_test(test_nothing_reads_as_assurance),
        cmocka_unit_test(test_html_links_lead_somewhere),
        cmocka_unit_test(test_the_cover_has_its_dates),
        cmocka_unit_test(test_matrix_leads_to_findings_and_back),
        cmocka_unit_test(test_parameters_are_shown),
        cmocka_unit_test(test_no_remedy_for_the_undecided),
        cmocka_unit_test(test_summary_leaves_nothing_out),
        cmocka_unit_test(test_words_agree_with_numbers),
        cmocka_unit_test(test_slots_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

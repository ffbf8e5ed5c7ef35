/* Sheets: texts stay texts and fit, limits are said, dates are numbers, what fails is reported. */
#include "report/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unzip.h>
/* cmocka wants those before it. */
#include <cmocka.h>

/* ---- texts of cells ---- */

static void assert_fit(const char *text, size_t most, const char *expected)
{
    buffer b = {0};
    cell_fit(&b, str_of(text), most, STR("…"));
    assert_string_equal(b.at, expected);
    buffer_free(&b);
}

static void test_cells_are_cut(void **state)
{
    (void)state;
    assert_fit("", 4, "");
    assert_fit("一二三四", 4, "一二三四");
    assert_fit("一二三四五", 4, "一二三…");
    /* Two units each, which stay together. */
    assert_fit("😀😀", 4, "😀😀");
    assert_fit("😀😀😀", 4, "😀…");
}

static void test_escapes_are_text(void **state)
{
    (void)state;
    assert_fit("_x000D_", 99, "_x005F_x000D_");
    assert_fit("a_x00e9_x00e9_", 99, "a_x005F_x00e9_x005F_x00e9_");
    assert_fit("_x000D", 99, "_x000D");
    assert_fit("_x00GD_", 99, "_x00GD_");
    assert_fit("_X000D_", 99, "_X000D_");
    assert_fit("\xEF\xBF\xBE\xEF\xBF\xBF", 99, "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void test_widths_and_lines(void **state)
{
    (void)state;
    assert_int_equal(cell_width(STR("")), 0);
    assert_int_equal(cell_width(STR("ab\n一二\nc")), 4);
    assert_int_equal(cell_lines(STR(""), 10), 1);
    assert_int_equal(cell_lines(STR("0123456789"), 10), 1);
    assert_int_equal(cell_lines(STR("0123456789a"), 10), 2);
    assert_int_equal(cell_lines(STR("一\n一二三四五六\n"), 10), 3);
    assert_int_equal(cell_lines(STR("一二"), 1), 4);
}

/* ---- workbooks ---- */

/* Returns a part of the workbook, which the caller frees. */
static buffer read_part(const buffer *book, const char *name)
{
    char path[32], piece[4096];
    buffer part = {0};
    int file = memfd_create("book", 0), length;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    assert_int_equal(write(file, book->at, book->length), book->length);
    unzFile archive = unzOpen64(path);
    assert_int_equal(unzLocateFile(archive, name, 1), UNZ_OK);
    assert_int_equal(unzOpenCurrentFile(archive), UNZ_OK);
    while ((length = unzReadCurrentFile(archive, piece, sizeof piece)) > 0)
        buffer_add(&part, (str){piece, (size_t)length});
    assert_int_equal(unzCloseCurrentFile(archive), UNZ_OK);
    unzClose(archive);
    close(file);
    return part;
}

static size_t count_of(const buffer *text, const char *part)
{
    size_t count = 0;
    str rest = buffer_str(text);
    for (size_t at; (at = str_find(rest, str_of(part))) < rest.length; rest = str_from(rest, at + 1))
        count++;
    return count;
}

/* Makes a workbook and returns its first sheet. */
static buffer make_sheet(const sheet_limits *limits, void (*fill)(book *, void *))
{
    book_plan plan = {WORD_REPORT_TITLE, STR("試験"), moment_of_day(20000), LANGUAGE_JA, limits};
    buffer made = {0};
    diags d;
    diags_init(&d, 0);
    assert_true(book_make(&plan, fill, NULL, &made, &d));
    assert_int_equal(d.errors, 0);
    buffer part = read_part(&made, "xl/worksheets/sheet1.xml");
    diags_free(&d);
    buffer_free(&made);
    return part;
}

static const sheet_column columns[] = {{WORD_NUMBER, 10}, {WORD_FINDING, 20}};

static void fill_long(book *b, void *context)
{
    (void)context;
    sheet *s = book_add_sheet(b, WORD_FINDINGS);
    sheet_title(s, STR("表題"));
    sheet_open_table(s, &(sheet_table){columns, 2, .is_list = true, .rows = 30, .links = 2});
    for (uint32_t i = 0; i < 30; i++) {
        cell_piece(s, STR("a"));
        cell_link(s, s, 0);
        cell_piece(s, STR("長い文章である"));
        cell_link(s, s, i + 3);
        sheet_end_row(s);
    }
    sheet_close_table(s);
}

/* Title, two sentences, head, and 16 of the 30 rows; 5 of them with both links. */
static void test_limits_are_said(void **state)
{
    (void)state;
    static const sheet_limits small = {.rows = 20, .links = 10, .characters = 100};
    buffer part = make_sheet(&small, fill_long);
    assert_int_equal(count_of(&part, "<row "), 20);
    assert_int_equal(count_of(&part, "<hyperlink "), 10);
    assert_int_equal(count_of(&part, "30行のうち先頭の16行を示す"), 1);
    assert_int_equal(count_of(&part, "30行のうち先頭の5行に付けた"), 1);
    assert_int_equal(count_of(&part, "<autoFilter ref=\"A4:B20\"/>"), 1);
    buffer_free(&part);
}

static void test_room_for_all_says_nothing(void **state)
{
    (void)state;
    static const sheet_limits enough = {.rows = 32, .links = 60, .characters = 100};
    buffer part = make_sheet(&enough, fill_long);
    assert_int_equal(count_of(&part, "<row "), 32);
    assert_int_equal(count_of(&part, "行のうち先頭の"), 0);
    /* One row links to what lies beyond the last. */
    assert_int_equal(count_of(&part, "<hyperlink "), 59);
    buffer_free(&part);
}

static void fill_cells(book *b, void *context)
{
    (void)context;
    sheet *s = book_add_sheet(b, WORD_SUMMARY);
    cell_text(s, STR("=1+1"));
    cell_text(s, STR("http://example.com/"));
    cell_text(s, STR("\x01\n\xE2\x80\xAE長い文章は切られる\xE2\x80\xAC"));
    cell_number(s, 1234567);
    cell_moment(s, moment_parse(STR("1900-02-28")));
    cell_moment(s, moment_parse(STR("1900-03-01")));
    cell_moment(s, moment_parse(STR("2026-04-30T12:00:00")));
    cell_moment(s, MOMENT_FUTURE);
    sheet_end_row(s);
}

static void test_cells_are_what_they_are(void **state)
{
    (void)state;
    static const sheet_limits short_cells = {.rows = 20, .links = 10, .characters = 40};
    buffer part = make_sheet(&short_cells, fill_cells);
    assert_int_equal(count_of(&part, "<is><t>=1+1</t></is>"), 1);
    assert_int_equal(count_of(&part, "<f>"), 0);
    assert_int_equal(count_of(&part, "<hyperlink "), 0);
    assert_int_equal(count_of(&part, "<is><t>\xEF\xBF\xBD \xEF\xBF\xBD長い"), 1);
    assert_int_equal(count_of(&part, "<v>1234567</v>"), 1);
    assert_int_equal(count_of(&part, "明治33年2月28日") + count_of(&part, "1900年2月28日"), 1);
    assert_int_equal(count_of(&part, "<v>61</v>"), 1);
    assert_int_equal(count_of(&part, "<v>46142.5</v>"), 1);
    assert_int_equal(count_of(&part, "<is><t>－</t></is>"), 1);
    buffer_free(&part);
}

/* A sentence is too long to be a sheet's name. */
static void fill_wrongly(book *b, void *context)
{
    (void)context;
    sheet *s = book_add_sheet(b, WORD_NO_ASSURANCE);
    fill_cells(b, NULL);
    sheet_mark(s, RESULT_FAIL);
    sheet_open_table(s, &(sheet_table){columns, 2, .is_list = true, .rows = 1});
    cell_number(s, 1);
    cell_text(s, STR("a"));
    sheet_end_row(s);
    sheet_close_table(s);
}

static void test_failure_is_reported(void **state)
{
    (void)state;
    book_plan plan = {WORD_REPORT_TITLE, STR("試験"), moment_of_day(20000), LANGUAGE_JA, &excel_limits};
    buffer made = {0};
    diags d;
    diags_init(&d, 0);
    assert_false(book_make(&plan, fill_wrongly, NULL, &made, &d));
    assert_int_equal(made.length, 0);
    assert_int_equal(d.errors, 1);
    assert_int_equal(d.items[0].id, DIAG_REPORT_SHEET);
    diags_free(&d);
    buffer_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells_are_cut),
        cmocka_unit_test(test_escapes_are_text),
        cmocka_unit_test(test_widths_and_lines),
        cmocka_unit_test(test_limits_are_said),
        cmocka_unit_test(test_room_for_all_says_nothing),
        cmocka_unit_test(test_cells_are_what_they_are),
        cmocka_unit_test(test_failure_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

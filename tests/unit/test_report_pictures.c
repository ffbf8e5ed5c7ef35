/* Pictures as SVG: everything named, escaped and inside; the ends of the axis; many rows. */
#include "report/report.h"
#include "report/report_pictures.h"
#include "report_sample.h"
#include "xml/xml_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants those before it. */
#include <cmocka.h>

static str write_html_of(const sample *s, enum language language)
{
    buffer b = {0};
    write_html(&s->result, language, &b);
    return buffer_keep(&b, s->a);
}

static bool contains(str text, const char *part)
{
    return str_find(text, str_of(part)) != SIZE_MAX;
}

/* Reads the next picture at `*rest` or after it, as a tree; NULL at the end. A picture that is no XML fails. */
static const xml_element *next_picture(const sample *s, str *rest)
{
    size_t begin = str_find(*rest, STR("<svg class=\"picture\""));
    if (begin == SIZE_MAX)
        return NULL;
    str text = str_from(*rest, begin);
    size_t end = str_find(text, STR("</svg>"));
    assert_true(end != SIZE_MAX);
    *rest = str_from(text, end);
    diags d;
    diags_init(&d, 0);
    const xml_element *tree = xml_tree_read_text(s->a, (str){text.at, end + 6}, "picture", NULL, &d);
    assert_int_equal(d.errors, 0);
    assert_non_null(tree);
    diags_free(&d);
    return tree;
}

static int number_of(const xml_element *e, const char *attribute)
{
    return (int)strtol(xml_attr_value(e, attribute).at, NULL, 10);
}

static void expect_within(const xml_element *e, int width, int height)
{
    if (xml_attr_find(e, "x") != NULL) {
        int x = number_of(e, "x"), y = number_of(e, "y");
        assert_in_range(x, 0, width);
        assert_in_range(y, 0, height);
        if (xml_attr_find(e, "width") != NULL) {
            assert_true(number_of(e, "width") > 0);
            assert_in_range(x + number_of(e, "width"), 0, width);
            assert_in_range(y + number_of(e, "height"), 0, height);
        }
    }
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        expect_within(c, width, height);
}

static int height_of(const xml_element *picture)
{
    str box = xml_attr_value(picture, "viewBox"), width = STR("0 0 2000 ");
    assert_true(str_starts(box, width));
    return (int)strtol(str_from(box, width.length).at, NULL, 10);
}

static void every_picture_is_named_and_inside(void **state)
{
    (void)state;
    sample *s = sample_new();
    for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
        str rest = write_html_of(s, (enum language)language);
        size_t count = 0;
        for (const xml_element *p; (p = next_picture(s, &rest)) != NULL; count++) {
            assert_true(str_is(xml_attr_value(p, "role"), "img"));
            const xml_element *title = xml_child(p, "title"), *desc = xml_child(p, "desc");
            assert_true(title->text.length > 0 && desc->text.length > 0);
            buffer ids = {0};
            buffer_add(&ids, xml_attr_value(title, "id"));
            buffer_add_char(&ids, ' ');
            buffer_add(&ids, xml_attr_value(desc, "id"));
            assert_true(str_equal(buffer_str(&ids), xml_attr_value(p, "aria-labelledby")));
            buffer_free(&ids);
            expect_within(p, SVG_WIDTH, height_of(p));
        }
        assert_int_equal(count, 1 + 1 + 4); /* the chart, a timeline, a quarter of a year four times */
    }
    sample_free(s);
}

static void count_ids(const xml_element *e, str id, size_t *count)
{
    *count += str_equal(xml_attr_value(e, "id"), id);
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        count_ids(c, id, count);
}

static void names_of_pictures_are_not_used_twice(void **state)
{
    (void)state;
    sample *s = sample_new();
    str html = write_html_of(s, LANGUAGE_JA), rest = html;
    for (const xml_element *p; (p = next_picture(s, &rest)) != NULL;) {
        size_t count = 0;
        str all = html;
        for (const xml_element *other; (other = next_picture(s, &all)) != NULL;)
            count_ids(other, xml_attr_value(xml_child(p, "title"), "id"), &count);
        assert_int_equal(count, 1);
    }
    sample_free(s);
}

static bool has_text(const xml_element *e, const char *text)
{
    if (str_is(e->text, text))
        return true;
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        if (has_text(c, text))
            return true;
    return false;
}

/* The chart comes before it. */
static const xml_element *timeline_of(sample *s, str html)
{
    next_picture(s, &html);
    return next_picture(s, &html);
}

/* Controls become U+FFFD; markup stays text. */
static void hostile_names_stay_names(void **state)
{
    (void)state;
    sample *s = sample_new();
    str html = write_html_of(s, LANGUAGE_EN);
    assert_true(has_text(timeline_of(s, html), "stays<script>alert(\"x\")</script>'&\\\xEF\xBF\xBD"
                                               "31m\xEF\xBF\xBD"
                                               "E01 !"));
    assert_false(contains(html, "<script>alert"));
    sample_free(s);
}

static void a_fault_is_told(void **state)
{
    (void)state;
    sample *s = sample_new();
    assert_true(contains(write_html_of(s, LANGUAGE_JA), "この図は描けない。図の期間が定まらない"));
    assert_true(contains(write_html_of(s, LANGUAGE_EN), "This picture cannot be drawn: the time to show is not known"));
    sample_free(s);
}

static const xml_element *find_class(const xml_element *e, const char *class_name)
{
    if (str_is(xml_attr_value(e, "class"), class_name))
        return e;
    for (const xml_element *c = e->first_child; c != NULL; c = c->next) {
        const xml_element *found = find_class(c, class_name);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static void a_gap_of_one_day_can_be_seen(void **state)
{
    (void)state;
    sample *s = sample_new();
    const xml_element *gap = find_class(timeline_of(s, write_html_of(s, LANGUAGE_JA)), "gap");
    assert_non_null(gap);
    assert_true(number_of(gap, "width") >= 14);
    sample_free(s);
}

static void the_axis_has_both_its_days(void **state)
{
    (void)state;
    svg_axis axis = svg_axis_of(span_of("2025-04-01/2025-04-10"), 100, 1100);
    int64_t first = moment_first(moment_parse_date(STR("2025-04-01")));
    int64_t end = moment_last(moment_parse_date(STR("2025-04-10"))) + 1;
    assert_int_equal(svg_axis_x(&axis, first), 100);
    assert_int_equal(svg_axis_x(&axis, first - 1), 100);
    assert_int_equal(svg_axis_x(&axis, INT64_MIN / 2), 100);
    assert_int_equal(svg_axis_x(&axis, first + SECONDS_PER_DAY), 200);
    assert_int_equal(svg_axis_x(&axis, end - SECONDS_PER_DAY), 1000);
    assert_int_equal(svg_axis_x(&axis, end - 1), 1099);
    assert_int_equal(svg_axis_x(&axis, end), 1100);
    assert_int_equal(svg_axis_x(&axis, INT64_MAX / 2), 1100);
}

/* Compares the labels of the axis, in their order. */
static void expect_labels(const char *axis, enum language language, const char *expected)
{
    buffer drawn = {0}, labels = {0};
    svg_axis a = svg_axis_of(span_of(axis), 560, 1960);
    svg_axis_draw(&drawn, &a, span_of(axis), 0, 500, language);
    for (str rest = buffer_str(&drawn);;) {
        size_t at = str_find(rest, STR("<text"));
        if (at == SIZE_MAX)
            break;
        rest = str_from(rest, at);
        rest = str_from(rest, str_find(rest, STR(">")) + 1);
        buffer_add(&labels, (str){rest.at, str_find(rest, STR("<"))});
        buffer_add_char(&labels, ' ');
    }
    assert_string_equal(labels.at, expected);
    buffer_free(&drawn);
    buffer_free(&labels);
}

static void years_and_months_are_named(void **state)
{
    (void)state;
    expect_labels("2025-04-01/2026-03-31", LANGUAGE_JA,
                  "4月 令和7年 5月 6月 7月 8月 9月 10月 11月 12月 1月 令和8年 2月 3月 ");
    expect_labels("2024-12-01/2025-03-31", LANGUAGE_EN, "Dec 2024 Jan 2025 Feb Mar ");
    /* No room for the year of a single month before January. */
    expect_labels("2024-12-02/2026-03-31", LANGUAGE_EN,
                  "Jan 2025 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan 2026 Feb Mar ");
    expect_labels("2024-12-01/2025-11-30", LANGUAGE_JA, "12月 1月 令和7年 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 ");
    expect_labels("2019-04-01/2026-03-31", LANGUAGE_JA,
                  "4月 平成31年 4月 令和2年 4月 令和3年 4月 令和4年 4月 令和5年 4月 令和6年 4月 令和7年 ");
}

static void expect_fit(const char *text, size_t columns, const char *expected)
{
    arena *a = arena_new();
    str fitted = str_keep(a, svg_fit(a, str_of(text), columns));
    assert_string_equal(fitted.at, expected);
    arena_free(a);
}

static void long_names_keep_their_ids(void **state)
{
    (void)state;
    expect_fit("統合端末（D1）", 14, "統合端末（D1）");
    expect_fit("統合端末装置（D1）", 16, "統合端末…（D1）");
    expect_fit("terminal number one (D1)", 16, "terminal … (D1)");
    expect_fit("統合端末装置", 8, "統合端…");
    expect_fit("（とても長い番号であるとする）", 8, "（とて…");
    expect_fit("", 8, "");
}

static void levels_go_from_one_to_the_most(void **state)
{
    (void)state;
    assert_int_equal(cell_level(1, 1), 0);
    assert_int_equal(cell_level(1, 1000000), 0);
    assert_int_equal(cell_level(1000000, 1000000), CELL_LEVELS - 1);
    assert_int_equal(cell_level(4, 4), 3);
    assert_int_equal(cell_level(2, 4), 1);
}

/* Gives the timeline so many rows of one bar, of which the last ones have a gap. */
static void give_rows(sample *s, size_t count, size_t with_gap)
{
    picture *p = &s->result.pictures[0];
    p->rows = ARENA_ARRAY(s->a, picture_row, count);
    p->row_count = count;
    for (size_t i = 0; i < count; i++) {
        picture_row *r = &p->rows[i];
        r->text = (label)LABEL("行（R）", "row (R)");
        r->items = ARENA_NEW(s->a, picture_bar);
        r->items[0] = sample_item(0, "2025-04-01/2026-03-31", TRUTH_TRUE);
        r->item_count = 1;
        if (i + with_gap < count)
            continue;
        r->gaps = ARENA_NEW(s->a, picture_stretch);
        r->gaps[0] = (picture_stretch){0, span_of("2025-05-01/2025-05-01"), true};
        r->gap_count = 1;
    }
}

static void expect_rows(size_t count, size_t with_gap, size_t drawn, size_t left_out, size_t dropped)
{
    sample *s = sample_new();
    give_rows(s, count, with_gap);
    drawn_rows rows = choose_rows(s->a, &s->result.pictures[0]);
    assert_int_equal(rows.count, drawn);
    assert_int_equal(rows.left_out, left_out);
    assert_int_equal(rows.dropped, dropped);
    if (with_gap > 0 && count > 40)
        assert_int_equal(rows.items[0]->gap_count, 1);
    sample_free(s);
}

static void rows_with_something_to_see_come_first(void **state)
{
    (void)state;
    expect_rows(0, 0, 0, 0, 0);
    expect_rows(40, 1, 40, 0, 0);
    expect_rows(50, 2, 50, 0, 0);
    expect_rows(240, 3, 240, 0, 0);
    expect_rows(1000, 12, 12, 988, 0);
    expect_rows(1000, 300, 240, 700, 60);
}

static void many_rows_are_several_pictures(void **state)
{
    (void)state;
    sample *s = sample_new();
    give_rows(s, 200, 1);
    str rest = write_html_of(s, LANGUAGE_JA);
    size_t count = 0;
    for (const xml_element *p; (p = next_picture(s, &rest)) != NULL; count++) {
        assert_true(height_of(p) <= 820);
        expect_within(p, SVG_WIDTH, height_of(p));
    }
    assert_true(count > 10);
    sample_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_picture_is_named_and_inside), cmocka_unit_test(names_of_pictures_are_not_used_twice),
        cmocka_unit_test(hostile_names_stay_names),          cmocka_unit_test(a_fault_is_told),
        cmocka_unit_test(a_gap_of_one_day_can_be_seen),      cmocka_unit_test(the_axis_has_both_its_days),
        cmocka_unit_test(years_and_months_are_named),        cmocka_unit_test(long_names_keep_their_ids),
        cmocka_unit_test(levels_go_from_one_to_the_most),    cmocka_unit_test(rows_with_something_to_see_come_first),
        cmocka_unit_test(many_rows_are_several_pictures),
    };
    return cmocka_run_group_tests_name("report pictures", tests, NULL, NULL);
}

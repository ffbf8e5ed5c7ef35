/* A stored result is read back as it was, whatever is in it; one that is not as it was stored is refused. */
#include "report/report.h"
#include "report_sample.h"
#include "result/result_read.h"
#include "seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* cmocka wants those before it. */
#include <cmocka.h>

static str write_report(const audit_result *result, const char *format, enum language language, arena *a)
{
    buffer b = {0};
    diags d;
    diags_init(&d, 0);
    assert_true(report_write(report_find(str_of(format)), result, language, &b, &d));
    diags_free(&d);
    return buffer_keep(&b, a);
}

static const audit_result *read_good(arena *a, str text)
{
    diags d;
    buffer messages = {0};
    diags_init(&d, 0);
    const audit_result *result = result_read(a, text, "result.json", &d);
    diags_print(&messages, &d, LANGUAGE_EN);
    if (result == NULL)
        print_error("%s", buffer_str(&messages).at);
    assert_non_null(result);
    assert_int_equal(d.count, 0);
    buffer_free(&messages);
    diags_free(&d);
    return result;
}

/* Expects that it is refused, with one message of that kind about that place. */
static void refuse(str text, enum diag_id id, const char *pointer)
{
    arena *a = arena_new();
    diags d;
    diags_init(&d, 0);
    assert_null(result_read(a, text, "result.json", &d));
    assert_int_equal(d.errors, 1);
    assert_string_equal(diag_name(d.items[0].id), diag_name(id));
    if (pointer != NULL)
        assert_string_equal(d.items[0].words[0].at, pointer);
    diags_free(&d);
    arena_free(a);
}

/* Every report of what is read back has the bytes of the report of what was stored. */
static void expect_same_reports(const audit_result *result, arena *a)
{
    const audit_result *again = read_good(a, write_report(result, "json", LANGUAGE_JA, a));
    for (size_t i = 0; i < report_count(); i++)
        for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
            const report_format *f = report_at(i);
            if (f->is_binary) /* they are made of the same structure; what makes them may not be there */
                continue;
            str first = write_report(result, f->name, (enum language)language, a);
            str second = write_report(again, f->name, (enum language)language, a);
            assert_int_equal(first.length, second.length);
            assert_memory_equal(first.at, second.at, first.length);
        }
}

static void test_sample_is_read_back(void **state)
{
    (void)state;
    sample *s = sample_new();
    expect_same_reports(&s->result, s->a);
    sample_free(s);
}

/* ---- odd values ---- */

static void set_odd_parameters(sample *s)
{
    static parameter_value integers[] = {{{MOMENT_PAST, MOMENT_FUTURE}, {.integer = INT64_MIN}},
                                         {{MOMENT_PAST, MOMENT_FUTURE}, {.integer = INT64_MAX}}};
    static parameter_value durations[] = {{{MOMENT_PAST, MOMENT_FUTURE}, {.duration = {0, 0}}},
                                          {{MOMENT_PAST, MOMENT_FUTURE}, {.duration = {-13, -1}}},
                                          {{MOMENT_PAST, MOMENT_FUTURE}, {.duration = {119999, 36524}}}};
    static parameter_value strings[] = {{{MOMENT_PAST, MOMENT_FUTURE}, {.string = TEXT("P7Y0M0D")}},
                                        {{MOMENT_PAST, MOMENT_FUTURE}, {.string = TEXT("")}},
                                        {{MOMENT_PAST, MOMENT_FUTURE}, {.string = TEXT(HOSTILE)}}};
    static audited_parameter parameters[] = {
        {TEXT("i"), LABEL("整数", "integer"), PARAMETER_INTEGER, integers, COUNT(integers)},
        {TEXT("d"), LABEL("長さ", ""), PARAMETER_DURATION, durations, COUNT(durations)},
        {TEXT("s"), LABEL(HOSTILE, HOSTILE), PARAMETER_STRING, strings, COUNT(strings)},
        {TEXT("none"), LABEL("なし", "none"), PARAMETER_STRING, NULL, 0}};
    audited_pack *p = ARENA_NEW(s->a, audited_pack);
    *p = *s->result.pack;
    p->parameters = parameters;
    p->parameter_count = COUNT(parameters);
    p->auditor = (label){0};
    p->version_count = 0;
    s->result.pack = p;
}

/* In both resolutions, at the ends of days and of the years that records have, and beyond them. */
static void set_odd_times(sample *s)
{
    static const char *const spans[] = {"2025-04-01/2025-04-01",
                                        "2025-04-01T00:00:00/2025-04-01T23:59:59",
                                        "2025-04-01/2025-04-01T00:00:00",
                                        "1969-12-31T23:59:59/..",
                                        "../2099-12-31",
                                        "../..",
                                        "0001-01-01/9999-12-31",
                                        "-044-03-15T12:00:00/10000-01-01",
                                        "2024-02-29/2024-02-29T23:59:59",
                                        "2025-12-31T23:59:59/1900-01-01"};
    picture *p = &s->result.pictures[0];
    picture_row *r = &p->rows[1];
    r->item_count = COUNT(spans) + 1;
    r->items = ARENA_ARRAY(s->a, picture_bar, r->item_count);
    for (size_t i = 0; i < COUNT(spans); i++) {
        r->items[i] = (picture_bar){.kind = i % 4, .truth = (enum truth)(i % 4)};
        assert_true(period_read_iso(str_of(spans[i]), &r->items[i].span));
        buffer b = {0};
        period_print_iso(&b, r->items[i].span);
        assert_string_equal(buffer_keep(&b, s->a).at, spans[i]);
    }
    r->items[COUNT(spans)] = (picture_bar){.span = {MOMENT_MISSING, MOMENT_MISSING}, .text = LABEL("文", "")};
    p->axis = (period){moment_parse(STR("2025-04-01T00:00:01")), moment_parse_date(STR("2026-03-31"))};
    s->result.period = p->axis;
    s->result.as_of = moment_parse(STR("2026-03-31T23:59:59"));
}

static void set_odd_lists(sample *s)
{
    examined_facts *f = ARENA_NEW(s->a, examined_facts);
    *f = *s->result.facts;
    f->lists[1].scope = STR(HOSTILE);
    f->lists[1].covers = (period){MOMENT_PAST, moment_parse(STR("2025-04-01T08:31:00"))};
    f->lists[1].exported = moment_parse_date(STR("2025-04-01"));
    f->documents[1].records = INT64_MAX;
    s->result.facts = f;
}

static void test_odd_values_are_read_back(void **state)
{
    (void)state;
    sample *s = sample_new();
    set_odd_parameters(s);
    set_odd_times(s);
    set_odd_lists(s);
    finding *f = (finding *)(uintptr_t)s->result.rules[4].findings[0];
    f->is_open = true;
    f->sentence = f->remedy = (label){0};
    f->why = NULL;
    f->evidence_count = 0;
    f->subject.text = (label){0};
    f->subject.at = (place){0};
    f->missing = (label[]){LABEL("日本語だけ", "")};
    f->missing_count = 1;
    s->result.rules[1].rule = &(audited_rule){.id = TEXT("r/~ \xF0\x9F\x8F\xA2"),
                                              .clause = {.article = 11, .branch = 2, .paragraph = 3, .item = 4},
                                              .title = LABEL("\x01\x1F\x7F\xEF\xBF\xBF", "\t"),
                                              .norm = NORM_AS_NEEDED,
                                              .bearer = s->result.rules[0].rule->bearer,
                                              .method = METHOD_INSPECTION,
                                              .severity = RULE_LOW};
    expect_same_reports(&s->result, s->a);
    sample_free(s);
}

static void test_empty_results_are_read_back(void **state)
{
    (void)state;
    sample *s = sample_new();
    audit_result empty = {.pack = s->result.pack,
                          .facts = &(examined_facts){0},
                          .period = s->result.period,
                          .as_of = s->result.as_of,
                          .engine_version = "1"};
    expect_same_reports(&empty, s->a);
    sample_free(s);
}

/* ---- damage ---- */

static str content_of(str stored)
{
    return (str){stored.at, stored.length - RESULT_TAIL};
}

/* Returns the stored result with the first `from` replaced, sealed anew. */
static str edit(arena *a, str stored, const char *from, const char *to)
{
    str content = content_of(stored);
    size_t at = str_find(content, str_of(from));
    if (at == SIZE_MAX)
        fail_msg("the sample has no %s", from);
    buffer b = {0};
    buffer_add(&b, (str){content.at, at});
    buffer_add_text(&b, to);
    buffer_add(&b, str_from(content, at + strlen(from)));
    return seal(a, buffer_keep(&b, a));
}

static void test_the_seal_is_documented(void **state)
{
    (void)state;
    sample *s = sample_new();
    str stored = write_report(&s->result, "json", LANGUAGE_JA, s->a);
    str sealed = seal(s->a, content_of(stored));
    assert_int_equal(sealed.length, stored.length);
    assert_memory_equal(sealed.at, stored.at, stored.length);
    sample_free(s);
}

static void test_damaged_results_are_refused(void **state)
{
    (void)state;
    sample *s = sample_new();
    str stored = write_report(&s->result, "json", LANGUAGE_JA, s->a);
    for (size_t i = 0; i < 200; i++)
        refuse((str){stored.at, stored.length * i / 200}, DIAG_JSON_SYNTAX, NULL);
    refuse((str){stored.at, stored.length - 1}, DIAG_RESULT_DIGEST, NULL);
    for (size_t i = 0; i < 200; i++) { /* a bit of each flips: the text, or what it means, is another */
        str changed = str_keep(s->a, stored);
        char *at = (char *)(uintptr_t)changed.at + stored.length * i / 200;
        diags d;
        diags_init(&d, 0);
        *at = (char)(*at ^ 1);
        assert_null(result_read(s->a, changed, "result.json", &d));
        assert_int_equal(d.errors, 1);
        diags_free(&d);
    }
    sample_free(s);
}

static void test_edits_are_refused(void **state)
{
    static const struct {
        const char *from, *to;
        enum diag_id id;
        const char *pointer;
    } edits[] = {
        {RESULT_FORMAT, "urn:junshu:result:1", DIAG_RESULT_FORMAT, "urn:junshu:result:1"},
        {"\"name\": \"junshu\"", "\"name\": \"other\"", DIAG_JSON_VALUE, "/engine/name"},
        {"\"period\":", "\"Period\":", DIAG_JSON_MISSING_MEMBER, "/period"},
        {"\"period\":", "\"x~/y\": 1,\"period\":", DIAG_JSON_UNKNOWN_MEMBER, "/x~0~1y"},
        {"\"2025-04-01/2026-03-31\"", "\"2025-04-01/..\"", DIAG_JSON_VALUE, "/period"},
        {"\"2025-04-01/2026-03-31\"", "null", DIAG_JSON_TYPE, "/period"},
        {"\"2025-04-01/2026-03-31\"", "\"2025-04-31/2026-03-31\"", DIAG_JSON_VALUE, "/period"},
        {"\"records\": 1234567", "\"records\": -1", DIAG_JSON_VALUE, "/documents/0/records"},
        {"\"records\": 1234567", "\"records\": 1.0", DIAG_JSON_TYPE, "/documents/0/records"},
        {"\"records\": 1234567", "\"records\": 9223372036854775808", DIAG_JSON_SYNTAX, NULL},
        {"\"type\": \"duration\"", "\"type\": \"integer\"", DIAG_JSON_TYPE, "/parameters/0/values/0/value"},
        {"\"P5Y0M0D\"", "\"P5Y0M\"", DIAG_JSON_VALUE, "/parameters/0/values/0/value"},
        {"\"norm\": \"local\"", "\"norm\": \"Local\"", DIAG_JSON_VALUE, "/rules/0/norm"},
        {"\"clause\": \"6-3\"", "\"clause\": \"six\"", DIAG_JSON_VALUE, "/rules/0/clause"},
        {"\"id\": \"7.power\"", "\"id\": \"6-3.yearly\"", DIAG_RESULT_TWICE, "/rules/1/id"},
        {"\"type\": \"municipality\"", "\"type\": \"nothing\"", DIAG_RESULT_REFERENCE,
         "/rules/0/findings/0/subject/type"},
        {"\"stale\": false", "\"stale\": 0", DIAG_JSON_TYPE, "/rules/0/stale"},
        {"\"notice\": 1,", "\"notice\": 2,", DIAG_RESULT_CONTRADICTION, NULL},
        {"\"result\": \"notice\"", "\"result\": \"pass\"", DIAG_RESULT_CONTRADICTION, "/rules/0/findings"},
        {"\"result\": \"fail\",\n   \"ledger\"", "\"result\": \"pass\",\n   \"ledger\"", DIAG_RESULT_CONTRADICTION,
         "/clauses/3/rules"},
        {"\"axis\": \"2025-04-01/2026-03-31\"", "\"axis\": \"1825-04-01/2026-03-31\"", DIAG_RESULT_CONTRADICTION,
         "/pictures/0/axis"},
        {"\"axis\": \"2025-04-01/2026-03-31\"", "\"axis\": null", DIAG_RESULT_CONTRADICTION, "/pictures/0/axis"},
        {"\"hour\": 23", "\"hour\": 24", DIAG_JSON_VALUE, "/pictures/1/cells/1/hour"},
        {"\"count\": 1234,", "\"count\": 0,", DIAG_JSON_VALUE, "/pictures/1/cells/3/count"},
        {"\"count\": 1234,", "\"count\": 4294967296,", DIAG_JSON_VALUE, "/pictures/1/cells/3/count"},
        {"\"day\": \"2025-12-31\"", "\"day\": \"2026-04-01\"", DIAG_RESULT_CONTRADICTION, "/pictures/1/cells/2/day"},
        {"\"kind\": 3", "\"kind\": 4", DIAG_RESULT_CONTRADICTION, "/pictures/0/rows/0/items/9/kind"},
        {"\"ja\": \"市民課\"", "\"ja\": \"\"", DIAG_JSON_VALUE, "/pack/auditor/en"},
        {"\"ja\": \"市民課\"", "\"ja\": \"\xE5\x80\"", DIAG_JSON_SYNTAX, NULL},
        {"\"ja\": \"市民課\"", "\"ja\": \"\\u0000\"", DIAG_JSON_SYNTAX, NULL},
        {"\"ja\": \"市民課\"", "\"ja\": \"\\ud800\"", DIAG_JSON_SYNTAX, NULL},
        {"\"ja\": \"市民課\"", "\"ja\": \"市民課\", \"ja\": \"市民課\"", DIAG_JSON_SYNTAX, NULL},
    };
    (void)state;
    sample *s = sample_new();
    str stored = write_report(&s->result, "json", LANGUAGE_JA, s->a);
    for (size_t i = 0; i < COUNT(edits); i++)
        refuse(edit(s->a, stored, edits[i].from, edits[i].to), edits[i].id, edits[i].pointer);
    sample_free(s);
}

/* ---- what is no result at all ---- */

static str repeat(arena *a, const char *begin, const char *piece, size_t count)
{
    buffer b = {0};
    buffer_add_text(&b, begin);
    while (count-- > 0)
        buffer_add_text(&b, piece);
    return buffer_keep(&b, a);
}

static void test_other_documents_are_refused(void **state)
{
    (void)state;
    arena *a = arena_new();
    refuse(STR(""), DIAG_JSON_SYNTAX, NULL);
    refuse(STR("<facts/>"), DIAG_JSON_SYNTAX, NULL);
    refuse(STR("[]"), DIAG_JSON_TYPE, "");
    refuse(STR("{}"), DIAG_JSON_MISSING_MEMBER, "/format");
    refuse(STR("{\"format\": 2}"), DIAG_JSON_TYPE, "/format");
    refuse(STR("{\"format\": \"" RESULT_FORMAT "\"}"), DIAG_RESULT_DIGEST, NULL);
    refuse(seal(a, STR("{\n \"format\": \"" RESULT_FORMAT "\"")), DIAG_JSON_MISSING_MEMBER, "/engine");
    refuse(repeat(a, "", "[", 100000), DIAG_JSON_SYNTAX, NULL);
    refuse(repeat(a, "{\"format\": ", "{\"\": ", 100000), DIAG_JSON_SYNTAX, NULL);
    arena_free(a);
}

/* As deep as a document may be. */
static void test_deep_conditions_are_read_back(void **state)
{
    (void)state;
    sample *s = sample_new();
    finding *f = (finding *)(uintptr_t)s->result.rules[4].findings[0];
    explanation *top = leaf(s->a, TRUTH_REVIEW, (label)LABEL("底", "bottom"), "");
    for (int i = 0; i < 1000; i++) {
        explanation *above = leaf(s->a, TRUTH_REVIEW, (label){0}, "");
        adopt(s->a, above, top);
        top = above;
    }
    f->why = top;
    expect_same_reports(&s->result, s->a);
    sample_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample_is_read_back),         cmocka_unit_test(test_odd_values_are_read_back),
        cmocka_unit_test(test_empty_results_are_read_back), cmocka_unit_test(test_the_seal_is_documented),
        cmocka_unit_test(test_damaged_results_are_refused), cmocka_unit_test(test_edits_are_refused),
        cmocka_unit_test(test_other_documents_are_refused), cmocka_unit_test(test_deep_conditions_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

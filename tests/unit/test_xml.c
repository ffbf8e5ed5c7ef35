/* The XML reader: places to the column, and what untrusted input must not do. */
#include "support.h"
#include "xml_log.h"

#include "base/digest.h"

#include <sys/stat.h>
#include <time.h>

static void ignore_text(void *context, xml_reader *reader, str text)
{
    (void)context, (void)reader, (void)text;
}

static void expect_log(str document, const char *expected)
{
    diags d;
    buffer log = {0};
    xml_handler handler = {.context = &log, .start = log_start, .end = log_end, .text = ignore_text};
    diags_init(&d, 0);
    assert_true(xml_read_text(document, "t.xml", &handler, &d));
    expect_text(&log, expected);
    expect_diags(&d, "");
}

static void expect_refused(str document, const char *expected)
{
    diags d;
    buffer log = {0};
    xml_handler handler = {.context = &log, .start = log_start, .end = log_end, .text = ignore_text};
    diags_init(&d, 0);
    assert_false(xml_read_text(document, "t.xml", &handler, &d));
    buffer_free(&log);
    expect_diags(&d, expected);
}

/* ---- places ---- */

static void elements_and_values_have_places(void **state)
{
    (void)state;
    expect_log(STR("<a x='1'>\n  <b y=\"2\" z='3'/><c/>\n</a>"), "<a 1:1 x=[1] 1:7\n"
                                                                 "<b 2:3 y=[2] 2:9 z=[3] 2:15\n>b\n"
                                                                 "<c 2:19\n>c\n>a\n");
    expect_log(STR("<?xml version='1.0'?>\n<!-- <x y='1'> -->\n <a/>"), "<a 3:2\n>a\n");
}

static void tags_of_several_lines_have_places(void **state)
{
    (void)state;
    expect_log(STR("<a\n  x = '1'\n\n  y\n=\n  \"2\"\n/>"), "<a 1:1 x=[1] 2:8 y=[2] 6:4\n>a\n");
    expect_log(STR("<a>\r\n<b\r\n\tx='1'\r\n\ty='2'/></a>"), "<a 1:1\n<b 2:1 x=[1] 3:5 y=[2] 4:5\n>b\n>a\n");
    expect_log(STR("<a x='1\n2' y='3'/>"), "<a 1:1 x=[1 2] 1:7 raw [1\n2] y=[3] 2:7\n>a\n");
}

/* Long tags, none of which is too long, one after another. */
static void what_was_parsed_fills_no_buffer(void **state)
{
    (void)state;
    for (size_t length = 400; length <= 64000; length += length / 4) {
        diags d;
        buffer document = {0}, log = {0};
        xml_handler handler = {.context = &log, .start = log_start, .end = log_end, .text = log_text};
        diags_init(&d, 0);
        buffer_add_text(&document, "<a>\n");
        while (document.length < 1 << 20) {
            buffer_add_text(&document, "<b x='");
            buffer_add_repeated(&document, 'x', length);
            buffer_add_text(&document, "'/>\n");
        }
        buffer_add_text(&document, "</a>\n");
        assert_true(xml_read_text(buffer_str(&document), "t.xml", &handler, &d));
        buffer_free(&document);
        buffer_free(&log);
        expect_diags(&d, "");
    }
}

/* Text that is no longer what the parser holds, for it is long, or had carriage returns. */
static void copied_text_has_its_line(void **state)
{
    (void)state;
    for (int lines = 1; lines <= 400; lines += 7) {
        diags d;
        buffer document = {0}, log = {0};
        xml_handler handler = {.context = &log, .start = log_start, .end = log_end, .text = log_text};
        diags_init(&d, 0);
        buffer_add_text(&document, "<a>\r\n\r\n<![CDATA[\r\n");
        for (int i = 0; i < lines; i++)
            buffer_add_text(&document, "a line of text\r\n");
        buffer_add_text(&document, "]]></a>");
        assert_true(xml_read_text(buffer_str(&document), "t.xml", &handler, &d));
        if (str_find(buffer_str(&log), STR("text] 4:")) == SIZE_MAX)
            fail_msg("%d lines: %.*s", lines, (int)log.length, log.at);
        buffer_free(&document);
        buffer_free(&log);
        expect_diags(&d, "");
    }
}

/* A column counts characters, not bytes; a byte order mark is none. */
static void columns_count_characters(void **state)
{
    (void)state;
    expect_log(STR("<氏名 職='課長' 係='庶務'/>"), "<氏名 1:1 職=[課長] 1:8 係=[庶務] 1:15\n>氏名\n");
    expect_log(STR("<a>日本𠮷<b x='é'/></a>"), "<a 1:1\n<b 1:7 x=[é] 1:13\n>b\n>a\n");
    expect_log(STR("\xEF\xBB\xBF<a x='1'>\n<b/></a>"), "<a 1:1 x=[1] 1:7\n<b 2:1\n>b\n>a\n");
}

static void references_are_resolved(void **state)
{
    (void)state;
    expect_log(STR("<a x='&lt;&amp;' y='&#x3042;' z='1'/>"),
               "<a 1:1 x=[<&] 1:7 raw [&lt;&amp;] y=[あ] 1:21 raw [&#x3042;] z=[1] 1:34\n>a\n");
    expect_log(STR("<a x='&#10;&#9;&#13;'/>"), "<a 1:1 x=[\n\t\r] 1:7 raw [&#10;&#9;&#13;]\n>a\n");
    expect_log(STR("<a x='\"' y=\"'\" z='>'/>"), "<a 1:1 x=[\"] 1:7 y=['] 1:13 z=[>] 1:19\n>a\n");
}

/* libxml2 leaves "&#38;" in values; it must not be seen. */
static void ampersands_are_restored(void **state)
{
    (void)state;
    expect_log(STR("<a w='&amp;' x='A&#38;B&#x26;&amp;C' y='&amp;#38;&amp;amp;' z='日&amp;本'/>"),
               "<a 1:1 w=[&] 1:7 raw [&amp;] x=[A&B&&C] 1:17 raw [A&#38;B&#x26;&amp;C] y=[&#38;&amp;] 1:41 "
               "raw [&amp;#38;&amp;amp;] z=[日&本] 1:64 raw [日&amp;本]\n>a\n");
}

static void namespaces_are_told(void **state)
{
    (void)state;
    expect_log(STR("<a xmlns='u' xmlns:p='v' x='1' p:x='2'><p:b/><c xmlns=''/></a>"),
               "<a 1:1 {u} x=[1] 1:29 p:x=[2] 1:37\n<b 1:40 {v}\n>b\n<c 1:46\n>c\n>a\n");
}

/* Where the schema is, is the editor's business, whatever the prefix; other attributes are not passed over. */
static void schema_hints_are_passed_over(void **state)
{
    (void)state;
    expect_log(STR("<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='u v' x='1'/>"),
               "<a 1:1 x=[1] 1:86\n>a\n");
    expect_log(
        STR("<a xmlns:s='http://www.w3.org/2001/XMLSchema-instance' x='1' s:noNamespaceSchemaLocation='v' y='2'/>"),
        "<a 1:1 x=[1] 1:59 y=[2] 1:97\n>a\n");
    expect_log(STR("<a xmlns:xsi='other' xsi:schemaLocation='u v'/>"), "<a 1:1 xsi:schemaLocation=[u v] 1:42\n>a\n");
    expect_log(STR("<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='t'/>"),
               "<a 1:1 xsi:type=[t] 1:68\n>a\n");
}

/* Everything on one line, far beyond the parser's buffer. */
static void very_long_lines_have_columns(void **state)
{
    (void)state;
    enum { ELEMENTS = 200000 };
    buffer document = {0}, log = {0};
    diags d;
    xml_handler handler = {.context = &log, .start = log_start, .end = log_end, .text = ignore_text};
    diags_init(&d, 0);
    buffer_add_text(&document, "<a>");
    for (int i = 0; i < ELEMENTS; i++)
        buffer_add_text(&document, "<b x='1234'/>");
    buffer_add_text(&document, "</a>");
    assert_true(xml_read_text(buffer_str(&document), "t.xml", &handler, &d));
    char expected[128];
    snprintf(expected, sizeof expected, "<b 1:%d x=[1234] 1:%d\n>b\n>a\n", 4 + 13 * (ELEMENTS - 1),
             10 + 13 * (ELEMENTS - 1));
    assert_string_equal(log.at + log.length - strlen(expected), expected);
    buffer_free(&document);
    buffer_free(&log);
    expect_diags(&d, "");
}

static void lines_beyond_65535_are_counted(void **state)
{
    (void)state;
    buffer document = {0}, log = {0};
    diags d;
    xml_handler handler = {.context = &log, .start = log_start, .end = log_end, .text = ignore_text};
    diags_init(&d, 0);
    buffer_add_text(&document, "<a>");
    buffer_add_repeated(&document, '\n', 200000);
    buffer_add_text(&document, " <b x='1'/></a>");
    assert_true(xml_read_text(buffer_str(&document), "t.xml", &handler, &d));
    expect_text(&log, "<a 1:1\n<b 200001:2 x=[1] 200001:8\n>b\n>a\n");
    buffer_free(&document);
    expect_diags(&d, "");
}

/* A value of 100 KB, so that the tag spans many refills of the parser's buffer. */
static void long_values_do_not_move_places(void **state)
{
    (void)state;
    buffer document = {0}, log = {0};
    diags d;
    xml_handler handler = {.context = &log, .start = log_start, .end = log_end, .text = ignore_text};
    diags_init(&d, 0);
    buffer_add_text(&document, "<a>\n <b x='");
    for (int i = 0; i < 20000; i++)
        buffer_add_text(&document, "日本");
    buffer_add_text(&document, "'\n y='2'/></a>");
    assert_true(xml_read_text(buffer_str(&document), "t.xml", &handler, &d));
    assert_non_null(strstr(log.at, "<b 2:2 x=["));
    assert_non_null(strstr(log.at, "] 2:8 y=[2] 3:5\n"));
    buffer_free(&document);
    buffer_free(&log);
    expect_diags(&d, "");
}

/* ---- text ---- */

static void ignore_start(void *context, xml_reader *reader, const char *name, const char *space,
                         const xml_attribute *attributes, size_t count)
{
    (void)context, (void)reader, (void)name, (void)space, (void)attributes, (void)count;
}

static void ignore_end(void *context, xml_reader *reader, const char *name)
{
    (void)context, (void)reader, (void)name;
}

static void expect_pieces(str document, const char *expected)
{
    diags d;
    buffer log = {0};
    xml_handler handler = {.context = &log, .start = ignore_start, .end = ignore_end, .text = log_text};
    diags_init(&d, 0);
    assert_true(xml_read_text(document, "t.xml", &handler, &d));
    expect_text(&log, expected);
    expect_diags(&d, "");
}

static void text_has_a_place(void **state)
{
    (void)state;
    expect_pieces(STR("<a>one<b/>\n\n  two\n</a>"), "[one] 1:4\n[two] 3:3\n");
    expect_pieces(STR("<a>\n　 </a>"), "[　] 2:1\n");
    expect_pieces(STR("<a><b/>\n  日本</a>"), "[日本] 2:3\n");
    expect_pieces(STR("<a>\n&lt;</a>"), "[<] 2:4\n");
    buffer document = {0};
    buffer_add_text(&document, "<a>\n");
    for (int i = 0; i < 400; i++)
        buffer_add_text(&document, "<b x='1234'/>");
    buffer_add_text(&document, "text\n</a>");
    expect_pieces(buffer_str(&document), "[text] 2:0\n"); /* the line has left the parser's buffer */
    buffer_free(&document);
}

/* ---- digests ---- */

static void digests_cover_the_whole_file(void **state)
{
    (void)state;
    const size_t sizes[] = {7, 3999, 4000, 4001, 262143, 262144, 262145, 600000};
    for (size_t i = 0; i < 2 * COUNT(sizes); i++) {
        buffer document = {0};
        xml_digest digest = {.aside = i >= COUNT(sizes)};
        char expected[DIGEST_HEX + 1];
        diags d;
        xml_handler handler = {.start = ignore_start, .end = ignore_end, .text = ignore_text};
        diags_init(&d, 0);
        buffer_add_text(&document, "<a>");
        buffer_add_repeated(&document, ' ', sizes[i % COUNT(sizes)] - 7);
        buffer_add_text(&document, "</a>");
        write_file("d.xml", buffer_str(&document));
        digest_text(buffer_str(&document), expected);
        assert_true(xml_read_file("d.xml", &handler, &d, &digest));
        assert_string_equal(digest.hex, expected);
        buffer_free(&document);
        expect_diags(&d, "");
    }
}

/* ---- hostile input ---- */

static void document_types_are_refused(void **state)
{
    (void)state;
    const char *refused = "t.xml:2:1: error: a document type declaration is not allowed\n";
    expect_refused(STR("<?xml version='1.0'?>\n<!DOCTYPE a><a/>"), refused);
    expect_refused(STR("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), refused);
    expect_refused(STR("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
                   refused);
    expect_refused(STR("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>"),
                   refused);
}

static void billion_laughs_are_refused(void **state)
{
    (void)state;
    buffer document = {0};
    buffer_add_text(&document, "<!DOCTYPE a [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 20; i++) {
        buffer_addf(&document, "<!ENTITY l%d '", i);
        for (int k = 0; k < 10; k++)
            buffer_addf(&document, "&l%d;", i - 1);
        buffer_add_text(&document, "'>");
    }
    buffer_add_text(&document, "]><a>&l19;</a>");
    expect_refused(buffer_str(&document), "t.xml:1:1: error: a document type declaration is not allowed\n");
    buffer_free(&document);
}

static void undeclared_entities_are_errors(void **state)
{
    (void)state;
    expect_refused(STR("<a>\n&x;</a>"), "t.xml:2:4: error: not well-formed XML: Entity 'x' not defined\n");
    expect_refused(STR("<a x='&x;'/>"), "t.xml:1:10: error: not well-formed XML: Entity 'x' not defined\n");
}

/* An inclusion is an element like any other: nothing is read. */
static void inclusions_are_not_followed(void **state)
{
    (void)state;
    expect_log(STR("<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd' parse='text'/></a>"),
               "<a 1:1\n<include 1:47 {http://www.w3.org/2001/XInclude} href=[/etc/passwd] 1:65 parse=[text] 1:85\n"
               ">include\n>a\n");
}

static void nul_bytes_are_refused(void **state)
{
    (void)state;
    expect_refused((str){"<a>x</a>\0<evil/>", 16}, "t.xml:1:9: error: there is a NUL byte\n");
    expect_refused((str){"<a>\n <b x='\0'/></a>", 18}, "t.xml:2:8: error: there is a NUL byte\n");
    expect_refused((str){"<a>\n <b/>\n\0</a>", 15}, "t.xml:3:1: error: there is a NUL byte\n");
    expect_refused((str){"\0<a/>", 5}, "t.xml:1:1: error: there is a NUL byte\n");
    expect_refused((str){"\xFF\xFE<\0a\0/\0>\0", 10}, "t.xml:1:1: error: there is a NUL byte\n");
}

/* Whatever the document declares, its bytes are UTF-8. */
static void only_utf8_is_read(void **state)
{
    (void)state;
    static const char *const bad[] = {"\xE9",     "\xC0\x80", "\xC1\x81", "\xE0\x80\xAF", "\xF0\x80\x80\xAF",
                                      "\xE3\x81", "\x80",     "\xFE"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        char document[64];
        snprintf(document, sizeof document, "<a>\n <b>%s</b></a>", bad[i]);
        expect_refused(str_of(document), "t.xml:2:5: error: not valid UTF-8\n");
        snprintf(document, sizeof document, "<a x='%s'/>", bad[i]);
        expect_refused(str_of(document), "t.xml:1:7: error: not valid UTF-8\n");
        snprintf(document, sizeof document, "<a><!--%s--></a>", bad[i]);
        expect_refused(str_of(document), "t.xml:1:8: error: not valid UTF-8\n");
    }
    /* 日本 in Shift_JIS; and UTF-8 that calls itself Shift_JIS */
    expect_refused(STR("<?xml version='1.0' encoding='Shift_JIS'?><a x='\x93\xFA\x96\x7B'/>"),
                   "t.xml:1:49: error: not valid UTF-8\n");
    expect_log(STR("<?xml version='1.0' encoding='Shift_JIS'?><a x='日本'/>"), "<a 1:43 x=[日本] 1:49\n>a\n");
}

static void forbidden_characters_are_refused(void **state)
{
    (void)state;
    expect_refused(STR("<a>\x01</a>"), "t.xml:1:4: error: not well-formed XML: PCDATA invalid Char value 1\n");
    expect_refused(STR("<a>&#1;</a>"),
                   "t.xml:1:8: error: not well-formed XML: xmlParseCharRef: invalid xmlChar value 1\n");
    expect_refused(STR("<a>\xED\xA0\x80</a>"),
                   "t.xml:1:4: error: not well-formed XML: Char 0xD800 out of allowed range\n");
    expect_refused(STR("<a>\xEF\xBF\xBF</a>"),
                   "t.xml:1:4: error: not well-formed XML: Char 0xFFFF out of allowed range\n");
}

/* An element with 40,000 attributes costs libxml2 their square: the length of a tag is limited, and the number. */
static void many_attributes_are_refused(void **state)
{
    (void)state;
    buffer document = {0};
    buffer_add_text(&document, "<a>\n<b");
    for (int i = 0; i < 65; i++)
        buffer_addf(&document, " x%d=''", i);
    buffer_add_text(&document, "/></a>");
    expect_refused(buffer_str(&document), "t.xml:2:1: error: element \"b\" has too many attributes (limit 64)\n");
    document.length = 0;
    buffer_add_text(&document, "<a>\n<b");
    for (int i = 0; i < 400000; i++)
        buffer_addf(&document, " x%d=''", i);
    buffer_add_text(&document, "/></a>");
    clock_t begin = clock();
    diags d;
    xml_handler handler = {.start = ignore_start, .end = ignore_end, .text = ignore_text};
    diags_init(&d, 0);
    assert_false(xml_read_text(buffer_str(&document), "t.xml", &handler, &d));
    assert_int_equal(d.count, 1);
    assert_int_equal(d.items[0].id, DIAG_XML_LONG_TAG);
    assert_int_equal(d.items[0].at.line, 2);
    assert_true(clock() - begin < 20 * CLOCKS_PER_SEC);
    diags_free(&d);
    buffer_free(&document);
}

static void depth_is_limited(void **state)
{
    (void)state;
    buffer document = {0};
    for (int i = 0; i < 300; i++)
        buffer_add_text(&document, "<a>");
    for (int i = 0; i < 300; i++)
        buffer_add_text(&document, "</a>");
    diags d;
    xml_handler handler = {.start = ignore_start, .end = ignore_end, .text = ignore_text};
    diags_init(&d, 0);
    assert_false(xml_read_text(buffer_str(&document), "t.xml", &handler, &d));
    assert_int_equal(d.count, 1);
    assert_int_equal(d.items[0].id, DIAG_XML_SYNTAX);
    diags_free(&d);
    buffer_free(&document);
}

static void broken_documents_are_one_error(void **state)
{
    (void)state;
    expect_refused(STR(""), "t.xml:1:1: error: not well-formed XML: Document is empty\n");
    expect_refused(STR("x"), "t.xml:1:1: error: not well-formed XML: Start tag expected, '<' not found\n");
    expect_refused(STR("<a>\n<b></a>"),
                   "t.xml:2:8: error: not well-formed XML: Opening and ending tag mismatch: b line 2 and a\n");
    expect_refused(STR("<a x='1' x='2'/>"), "t.xml:1:15: error: not well-formed XML: Attribute x redefined\n");
    expect_refused(STR("<a p:x='1'/>"),
                   "t.xml:1:11: error: not well-formed XML: Namespace prefix p for x on a is not defined\n");
    expect_refused(STR("<a/><b/>"),
                   "t.xml:1:5: error: not well-formed XML: Extra content at the end of the document\n");
    expect_refused(STR("<a x='<'/>"),
                   "t.xml:1:7: error: not well-formed XML: Unescaped '<' not allowed in attributes values\n");
}

static void unreadable_files_are_errors(void **state)
{
    (void)state;
    diags d;
    xml_handler handler = {.start = ignore_start, .end = ignore_end, .text = ignore_text};
    diags_init(&d, 0);
    assert_false(xml_read_file("none.xml", &handler, &d, NULL));
    assert_false(xml_read_file(".", &handler, &d, NULL));
    expect_diags(&d, ".: error: this is a directory, not a file\nnone.xml: error: no such file or directory\n");
}

/* ---- the end of reading ---- */

static void stop_at_first(void *context, xml_reader *reader, const char *name, const char *space,
                          const xml_attribute *attributes, size_t count)
{
    (void)name, (void)space, (void)attributes, (void)count;
    ++*(int *)context;
    xml_reader_stop(reader);
}

static void reading_stops_on_request(void **state)
{
    (void)state;
    diags d;
    int count = 0;
    xml_handler handler = {.context = &count, .start = stop_at_first, .end = ignore_end, .text = ignore_text};
    diags_init(&d, 0);
    assert_false(xml_read_text(STR("<a><b/><c>text</c></a>"), "t.xml", &handler, &d));
    assert_int_equal(count, 1);
    expect_diags(&d, "");
}

static void a_pipe_without_a_writer_is_empty(void **state)
{
    (void)state;
    char path[] = "/tmp/junshu-test-XXXXXX";
    diags d;
    diags_init(&d, 10);
    assert_int_equal(close(mkstemp(path)), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    xml_handler nothing = {0};
    assert_false(xml_read_file(path, &nothing, &d, NULL));
    assert_int_equal(d.errors, 1);
    unlink(path);
    diags_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_and_values_have_places),
        cmocka_unit_test(tags_of_several_lines_have_places),
        cmocka_unit_test(what_was_parsed_fills_no_buffer),
        cmocka_unit_test(copied_text_has_its_line),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(references_are_resolved),
        cmocka_unit_test(ampersands_are_restored),
        cmocka_unit_test(namespaces_are_told),
        cmocka_unit_test(schema_hints_are_passed_over),
        cmocka_unit_test(very_long_lines_have_columns),
        cmocka_unit_test(lines_beyond_65535_are_counted),
        cmocka_unit_test(long_values_do_not_move_places),
        cmocka_unit_test(text_has_a_place),
        cmocka_unit_test(digests_cover_the_whole_file),
        cmocka_unit_test(document_types_are_refused),
        cmocka_unit_test(billion_laughs_are_refused),
        cmocka_unit_test(undeclared_entities_are_errors),
        cmocka_unit_test(inclusions_are_not_followed),
        cmocka_unit_test(nul_bytes_are_refused),
        cmocka_unit_test(only_utf8_is_read),
        cmocka_unit_test(forbidden_characters_are_refused),
        cmocka_unit_test(many_attributes_are_refused),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(broken_documents_are_one_error),
        cmocka_unit_test(unreadable_files_are_errors),
        cmocka_unit_test(reading_stops_on_request),
        cmocka_unit_test(a_pipe_without_a_writer_is_empty),
    };
    return cmocka_run_group_tests_name("xml", tests, enter_scratch, leave_scratch);
}

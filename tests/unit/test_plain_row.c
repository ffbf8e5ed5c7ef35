/* Rows that the parser need not read: they are told as if it had. */
#include "support.h"
#include "xml_log.h"

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static const char *choose(uint32_t *state, const char *const *items, size_t count)
{
    return items[next_random(state) % count];
}

#define CHOOSE(state, ...)                                                                                             \
    choose(state, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* A row as it should be, now and then with something that is not plain, or not XML. */
static void write_row(buffer *b, uint32_t *state)
{
    bool odd = next_random(state) % 4 == 0;
    buffer_add_text(b, CHOOSE(state, "", "  ", "  ", "\t", odd ? "x" : ""));
    buffer_add_text(b, odd ? CHOOSE(state, "<row", "<rows", "<row", "<!--", "<![CDATA[", "<p:row", "<?row") : "<row");
    for (int i = 0; i < 3; i++) {
        if (next_random(state) % 5 == 0)
            continue;
        buffer_add_text(b, odd ? CHOOSE(state, " ", "  ", "\t", "\n", "") : " ");
        buffer_addf(b, "%c%s", 'a' + (odd && next_random(state) % 8 == 0 ? 1 : i), i == 0 ? "室" : "");
        buffer_add_text(b, odd ? CHOOSE(state, "=\"", "=\"", " = \"", "='") : "=\"");
        buffer_add_text(b,
                        odd ? CHOOSE(state, "1", "", "&amp;", "'", "室", "<", ">", "\t", "\x80", "\x7f", " ", "&#x30;")
                            : CHOOSE(state, "", "E1", "2025-04-01T08:31:00", "a b"));
        buffer_add_text(b, odd ? CHOOSE(state, "\"", "\"", "\"", "'") : "\"");
    }
    buffer_add_text(b,
                    odd ? CHOOSE(state, "/>", " />", ">t</row>", "></row>", ">", "-->", "]]>", "?>", "/> x", "/><row/>")
                        : CHOOSE(state, "/>", "/>", " />"));
    buffer_add_text(b, CHOOSE(state, "\n", "\n", "\n", "\r\n", " \n", odd ? "" : "\n", odd ? "\r" : "\n"));
}

/* Writes a document of rows of which most, but rarely all, are plain. What follows them keeps the parser, which reads
   ahead, from having come to its end before. */
static void write_rows(buffer *b, uint32_t seed)
{
    uint32_t state = seed;
    buffer_add_text(b, seed % 3 == 0 ? "<list>" : "<list xmlns='urn:l' xmlns:p='urn:p'>");
    buffer_add_text(b, seed % 5 == 0 ? "<row a='1' b='2' c='3'/>\n" : "\n");
    for (uint32_t count = seed % 7 == 0 ? 200 : seed % 12; count > 0; count--)
        write_row(b, &state);
    buffer_add_text(b, CHOOSE(&state, "</list>", "</list>", "</list>\n", "", "</lists>"));
    if (seed % 4 != 0)
        buffer_add_repeated(b, '\n', 5000);
}

static buffer log_of(str document, bool ignores_blanks)
{
    diags d;
    buffer log = {0};
    xml_handler handler = {
        .context = &log, .start = log_start, .end = log_end, .text = log_text, .ignores_blanks = ignores_blanks};
    diags_init(&d, 0);
    buffer_addf(&log, "%d\n", xml_read_text(document, "t.xml", &handler, &d));
    diags_print(&log, &d, LANGUAGE_EN);
    diags_free(&d);
    return log;
}

static void expect_told_alike(buffer *document, uint32_t seed)
{
    str text = buffer_str(document);
    buffer parsed = log_of(text, false), passed = log_of(text, true);
    if (!str_equal(buffer_str(&parsed), buffer_str(&passed)))
        fail_msg("document %u:\n%.*s\nparsed:\n%s\nrows passed:\n%s", seed, (int)text.length, text.at, parsed.at,
                 passed.at);
    buffer_free(&parsed);
    buffer_free(&passed);
    buffer_free(document);
}

static void rows_are_told_as_the_parser_tells_them(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 20000; seed++) {
        buffer document = {0};
        write_rows(&document, seed);
        expect_told_alike(&document, seed);
    }
}

/* Names and values of all lengths at which their comparison, eight bytes at a time, does something else; names that
   differ in one place alone. */
static void names_and_values_of_rows_are_compared_whole(void **state)
{
    (void)state;
    static const char *const names[] = {"n",
                                        "name",
                                        "name_of",
                                        "name_of_x",
                                        "name_of_the_person",
                                        "name_of_old_person",
                                        "name_that_is_longer_than_what_lies_behind_the_text_in_which_rows_are_read"};
    for (uint32_t seed = 1; seed <= 3000; seed++) {
        buffer document = {0};
        uint32_t random = seed;
        buffer_add_text(&document, "<list>\n");
        for (uint32_t row = 0; row < 40; row++) {
            buffer_add_text(&document, next_random(&random) % 16 == 0 ? "<rows_of_list" : "<row_of_a_list");
            for (size_t i = 0; i < COUNT(names) - (seed % 4 != 0); i++)
                if (next_random(&random) % 4 != 0)
                    buffer_addf(&document, " %.*s%s=\"%.*s\"", (int)strlen(names[i]) - 1, names[i],
                                next_random(&random) % 16 == 0 ? "y" : names[i] + strlen(names[i]) - 1,
                                (int)(next_random(&random) % 20), "2025-04-01T08:31:00Z");
            buffer_add_text(&document, "/>\n");
        }
        buffer_add_text(&document, "</list>\n");
        buffer_add_repeated(&document, '\n', 5000);
        expect_told_alike(&document, seed);
    }
}

/* Larger than any buffer on the way, in a file, so that rows are read across its refills. */
static void many_rows_are_told_once(void **state)
{
    (void)state;
    buffer document = {0};
    uint32_t random = 1;
    buffer_add_text(&document, "<list>\n");
    for (int i = 0; i < 40000; i++) {
        buffer_addf(&document, "  <row a=\"%d\" b=\"%.*s\"/>\n", i, (int)(next_random(&random) % 20),
                    "aaaaaaaaaaaaaaaaaaa");
        if (next_random(&random) % 3000 == 0)
            buffer_add_text(&document, "  <row a='1'>室</row>\n");
    }
    buffer_add_text(&document, "</list>\n");
    write_file("rows.xml", buffer_str(&document));
    buffer parsed = log_of(buffer_str(&document), false), passed = {0};
    diags d;
    xml_handler handler = {
        .context = &passed, .start = log_start, .end = log_end, .text = log_text, .ignores_blanks = true};
    diags_init(&d, 0);
    buffer_addf(&passed, "%d\n", xml_read_file("rows.xml", &handler, &d, NULL));
    expect_diags(&d, "");
    assert_true(str_equal(buffer_str(&parsed), buffer_str(&passed)));
    buffer_free(&parsed);
    buffer_free(&passed);
    buffer_free(&document);
}

/* What the parser has read is dropped although rows follow that it does not read. */
static void rows_between_others_fill_no_buffer(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 243; rows *= 3) {
        buffer document = {0};
        buffer_add_text(&document, "<list>\n");
        for (int i = 0; i < 200 * rows; i++)
            buffer_addf(&document, "  <row a=\"%d\" b=\"%s\"/>\n", i, i % (rows + 1) == 0 ? "室" : "a room");
        buffer_add_text(&document, "</list>\n");
        expect_told_alike(&document, (uint32_t)rows);
    }
}

/* The parser, told early that it gets no more, still tells all that it has got. */
static void rows_before_a_nul_byte_are_told(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 300; rows += 13) {
        buffer document = {0};
        buffer_add_text(&document, "<list>\n");
        for (int i = 0; i < rows; i++)
            buffer_add_text(&document, "  <row a=\"1\"/>\n");
        buffer_add_text(&document, "<row>室</row>\n");
        buffer_add(&document, (str){"\0\n</list>\n", 10});
        expect_told_alike(&document, (uint32_t)rows);
    }
}

/* ---- rows at once ---- */

static void log_element(buffer *log, const char *name, const char *space, uint32_t line)
{
    buffer_addf(log, "<%s {%s} %u", name, space != NULL ? space : "", line);
}

static void log_attribute(buffer *log, const char *name, str value)
{
    buffer_addf(log, " %s=[%.*s]", name, (int)value.length, value.at);
}

static void log_start_without_columns(void *context, xml_reader *reader, const char *name, const char *space,
                                      const xml_attribute *attributes, size_t count)
{
    log_element(context, name, space, xml_reader_line(reader));
    for (size_t i = 0; i < count; i++)
        log_attribute(context, attributes[i].name, attributes[i].value);
    buffer_add_char(context, '\n');
}

static void log_row(buffer *log, const xml_rows *rows, size_t row)
{
    log_element(log, rows->name, rows->space, rows->line + (uint32_t)row);
    for (size_t i = 0; i < rows->attribute_count; i++)
        if (rows->values[i][row].at != NULL)
            log_attribute(log, rows->names[i], rows->values[i][row]);
    buffer_addf(log, "\n>%s\n", rows->name);
}

static bool log_rows(void *context, const xml_rows *rows)
{
    assert_in_range(rows->count, 1, XML_MOST_ROWS);
    if (rows->line % 3 == 0)
        return false;
    for (size_t i = 0; i < rows->count; i++)
        log_row(context, rows, i);
    return true;
}

static buffer log_without_columns(str document, bool ignores_blanks)
{
    diags d;
    buffer log = {0};
    xml_handler handler = {.context = &log,
                           .start = log_start_without_columns,
                           .end = log_end,
                           .text = log_text,
                           .ignores_blanks = ignores_blanks,
                           .rows = log_rows};
    diags_init(&d, 0);
    xml_read_text(document, "t.xml", &handler, &d);
    diags_print(&log, &d, LANGUAGE_EN);
    diags_free(&d);
    return log;
}

static void rows_at_once_are_those_that_begin_and_end_one_by_one(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 5000; seed++) {
        buffer document = {0};
        write_rows(&document, seed);
        buffer parsed = log_without_columns(buffer_str(&document), false);
        buffer passed = log_without_columns(buffer_str(&document), true);
        assert_string_equal(parsed.at, passed.at);
        buffer_free(&parsed);
        buffer_free(&passed);
        buffer_free(&document);
    }
}

/* Who stops the reading in a row is told of none behind it. */
static void stop_at_third(void *context, xml_reader *reader, const char *name, const char *space,
                          const xml_attribute *attributes, size_t count)
{
    (void)name, (void)space, (void)attributes, (void)count;
    unsigned *told = context;
    if (++*told == 3)
        xml_reader_stop(reader);
}

static void end_nothing(void *context, xml_reader *reader, const char *name)
{
    (void)context, (void)reader, (void)name;
}

static void hear_nothing(void *context, xml_reader *reader, str text)
{
    (void)context, (void)reader, (void)text;
}

static void no_row_comes_after_the_reading_was_stopped(void **state)
{
    (void)state;
    unsigned told = 0;
    buffer document = {0};
    diags d;
    diags_init(&d, 0);
    buffer_add_text(&document, "<list>\n<row a=\"1\"/>\n<row a=\"2\"/>\n<row a=\"3\"/>\n<row a=\"4\"/>\n</list>");
    buffer_add_repeated(&document, '\n', 5000);
    xml_handler handler = {
        .context = &told, .start = stop_at_third, .end = end_nothing, .text = hear_nothing, .ignores_blanks = true};
    assert_false(xml_read_text(buffer_str(&document), "t.xml", &handler, &d));
    assert_int_equal(told, 3);
    expect_diags(&d, "");
    buffer_free(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_told_as_the_parser_tells_them),
        cmocka_unit_test(names_and_values_of_rows_are_compared_whole),
        cmocka_unit_test(many_rows_are_told_once),
        cmocka_unit_test(rows_between_others_fill_no_buffer),
        cmocka_unit_test(rows_before_a_nul_byte_are_told),
        cmocka_unit_test(rows_at_once_are_those_that_begin_and_end_one_by_one),
        cmocka_unit_test(no_row_comes_after_the_reading_was_stopped),
    };
    return cmocka_run_group_tests_name("plain rows", tests, enter_scratch, leave_scratch);
}

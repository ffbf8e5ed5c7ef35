/* The loader: every error with its place, and the same facts whatever the order of the documents and the threads. */
#include "loading.h"

#include "base/file.h"

#include <fcntl.h>

/* ---- what is loaded ---- */

static void values_reach_their_columns(void **state)
{
    (void)state;
    buffer b = {0};
    write_file("a.xml",
               STR(FACTS_BEGIN
                   "<rooms><room id='R1' in_use='2020-04-01/..'/></rooms>\n"
                   "<entries covers='2025-04-01/2026-03-31' source='入退室&amp;ログ' room='R1'\n"
                   "  exported='2026-04-02'>\n"
                   "<entry id=' E1 ' room='R1' at='2025-04-01T08:31:00Z' day=' 2025-04-01\n' "
                   "count='-12' open='true' colour='blue' note=' A&amp;B '/>\n"
                   "<entry open='false' room=' R1 ' id='E2' count='0' colour=' red '/>\n"
                   "</entries>\n<memos><memo id='M1'>一行目 &amp;\n <!-- x -->二行目<![CDATA[<b>]]></memo></memos>\n"
                   "<remarks><remark id='K1'/><remark id='K2'>\n </remark><remark id='K3'> x "
                   "</remark></remarks>\n" FACTS_END));
    facts *f = load_good_facts(small_model, PATHS("a.xml"));
    print_tables(&b, f);
    print_lists(&b, f);
    expect_text(&b, "room a.xml:2|R1|2020-04-01/..\n"
                    "entry a.xml:5|E1|R1|2025-04-01T17:31:00|2025-04-01|-12|2|2| A&B \n"
                    "entry a.xml:7|E2|R1|||0|1|1|\n"
                    "memo a.xml:9|M1||一行目 &\n 二行目<b>\n"
                    "remark a.xml:11|K1|\n"
                    "remark a.xml:11|K2|\n"
                    "remark a.xml:12|K3| x \n"
                    "list rooms a.xml:2 records 1\n"
                    "list entries a.xml:3 covers 2025-04-01/2026-03-31 of R1 from 入退室&ログ on 2026-04-02 records 2\n"
                    "list memos a.xml:9 records 1\n"
                    "list remarks a.xml:11 records 3\n");
    assert_true(str_is(intern_text(f->names, f->municipality), "352063"));
    assert_int_equal(table_find(f, facts_table(f, &small_model->types[1]), STR("E2")), 1);
    assert_int_equal(table_find(f, facts_table(f, &small_model->types[1]), STR("E3")), UINT32_MAX);
    facts_free(f);
}

/* Four documents that refer to each other, lists in pieces, in every order and with one to four threads. */
static void order_and_threads_change_nothing(void **state)
{
    (void)state;
    const char *documents[] = {"d1.xml", "d2.xml", "d3.xml", "d4.xml"};
    for (int i = 0; i < 4; i++) {
        buffer b = {0};
        buffer_addf(&b, FACTS_BEGIN "<entries source='log %d'>", i);
        for (int k = 0; k < 50; k++)
            buffer_addf(&b, "<entry id='E%d-%d' room='R%d' note='n%d'/>\n", i, k, (i + k) % 8, k % 7);
        buffer_addf(&b, "</entries><rooms><room id='R%d'/></rooms><entries/><rooms><room id='R%d'/></rooms>" FACTS_END,
                    i, i + 4);
        write_file(documents[i], buffer_str(&b));
        buffer_free(&b);
    }
    buffer first = {0};
    for (int order = 0; order < 24; order++) {
        const char *left[4] = {documents[0], documents[1], documents[2], documents[3]}, *paths[4];
        for (int i = 0, rest = order; i < 4; rest /= 4 - i, i++) {
            int pick = rest % (4 - i);
            paths[i] = left[pick];
            memmove(&left[pick], &left[pick + 1], (size_t)(3 - pick) * sizeof left[0]);
        }
        for (unsigned threads = 1; threads <= 4; threads++) {
            diags d;
            buffer b = {0};
            facts *f = load_facts(small_model, paths, 4, threads, &d);
            expect_diags(&d, "");
            print_facts(&b, f);
            if (order == 0 && threads == 1)
                buffer_add(&first, buffer_str(&b));
            assert_string_equal(b.at, first.at);
            buffer_free(&b);
            facts_free(f);
        }
    }
    buffer_free(&first);
}

/* Documents so long that several threads join their columns. In the last one there is a field that the others leave
   out, and in each some records come one by one. */
static void threads_change_nothing_in_long_documents(void **state)
{
    (void)state;
    enum { DOCUMENTS = 5, ENTRIES = 15000 };
    const char *paths[DOCUMENTS] = {"l1.xml", "l2.xml", "l3.xml", "l4.xml", "l5.xml"};
    for (int i = 0; i < DOCUMENTS; i++) {
        buffer b = {0};
        buffer_add_text(&b, FACTS_BEGIN "<entries>\n");
        for (int k = 0; k < ENTRIES; k++)
            buffer_addf(&b, "<entry id=\"E%d-%05d\" room=\"R%d\" note=\"%s%d\"%s/>\n", i, k, (i + k) % 500,
                        k % 1000 == 0 ? "室" : "n", k * k % 901, i == DOCUMENTS - 1 ? " count=\"7\"" : "");
        buffer_add_text(&b, "</entries>\n<rooms>\n");
        for (int k = i; k < 500; k += DOCUMENTS)
            buffer_addf(&b, "<room id=\"R%d\"/>\n", k);
        buffer_add_text(&b, "</rooms>\n" FACTS_END);
        write_file(paths[i], buffer_str(&b));
        buffer_free(&b);
    }
    buffer first = {0};
    for (unsigned threads = 1; threads <= 4; threads++) {
        buffer b = {0};
        diags d;
        facts *f = load_facts(small_model, paths, DOCUMENTS, threads, &d);
        expect_diags(&d, "");
        print_facts(&b, f);
        if (threads == 1)
            buffer_add(&first, buffer_str(&b));
        assert_true(str_equal(buffer_str(&b), buffer_str(&first)));
        buffer_free(&b);
        facts_free(f);
    }
    assert_true(str_find(buffer_str(&first), STR("entry l5.xml:15002|E4-14999|R3|||7|0|0|n")) != SIZE_MAX);
    assert_true(str_find(buffer_str(&first), STR("entry l1.xml:1003|E0-01000|R0||||0|0|室")) != SIZE_MAX);
    buffer_free(&first);
}

static void errors_do_not_depend_on_order_or_threads(void **state)
{
    (void)state;
    write_file("x1.xml", STR(FACTS_BEGIN "<rooms><room id=''/></rooms>" FACTS_END));
    write_file("x2.xml", STR(FACTS_BEGIN "<rooms><room/></rooms>" FACTS_END));
    const char *expected = "x1.xml:2:18: error: value \"\" of \"id\" is not an id (a string without white space)\n"
                           "x2.xml:2:8: error: element \"room\" lacks the attribute \"id\"\n";
    for (unsigned threads = 1; threads <= 4; threads++) {
        diags d;
        assert_null(load_facts(small_model, PATHS("x1.xml", "x2.xml"), threads, &d));
        expect_diags(&d, expected);
        assert_null(load_facts(small_model, PATHS("x2.xml", "x1.xml"), threads, &d));
        expect_diags(&d, expected);
    }
}

static void no_documents_are_no_facts(void **state)
{
    (void)state;
    diags d;
    facts *f = load_facts(small_model, NULL, 0, 0, &d);
    expect_diags(&d, "");
    assert_int_equal(f->document_count, 0);
    assert_int_equal(f->municipality, SYMBOL_NONE);
    assert_false(facts_table(f, &small_model->types[0])->has_list);
    facts_free(f);
}

static void standard_input_is_a_document(void **state)
{
    (void)state;
    write_file("in.xml", STR(FACTS_BEGIN "<rooms><room id='R1'/><room\n id='R1'/></rooms>" FACTS_END));
    int saved = dup(STDIN_FILENO), fd = open("in.xml", O_RDONLY);
    assert_true(saved >= 0 && fd >= 0 && dup2(fd, STDIN_FILENO) >= 0);
    diags d;
    assert_null(load_facts(small_model, PATHS("-"), 1, &d));
    expect_diags(&d, "-:2:1: error: id \"R1\" of room is used twice (first at -:2)\n");
    assert_true(dup2(saved, STDIN_FILENO) >= 0);
    close(saved);
    close(fd);
}

/* ---- errors ---- */

static void expect_errors(str document, const char *expected)
{
    diags d;
    write_file("e.xml", document);
    assert_null(load_facts(small_model, PATHS("e.xml"), 1, &d));
    expect_diags(&d, expected);
}

static void misplaced_elements_are_errors(void **state)
{
    (void)state;
    expect_errors(STR(FACTS_BEGIN "<romms/>\n <zzzzzzzzz><room id=''/></zzzzzzzzz>\n"
                                  "<rooms><rooom id='R1'><x/></rooom><memo id='M1'/></rooms>\n"
                                  "<remarks><remark id='K1'>a<b>c</b></remark></remarks>\n" FACTS_END),
                  "e.xml:2:1: error: element \"romms\" is not allowed here (did you mean \"rooms\"?)\n"
                  "e.xml:3:2: error: element \"zzzzzzzzz\" is not allowed here\n"
                  "e.xml:4:8: error: element \"rooom\" is not allowed here (did you mean \"room\"?)\n"
                  "e.xml:4:35: error: element \"memo\" is not allowed here (did you mean \"room\"?)\n"
                  "e.xml:5:27: error: element \"b\" is not allowed here\n");
    expect_errors(STR("<fact xmlns='urn:junshu:facts:1' municipality='352063'><rooms/></fact>"),
                  "e.xml:1:1: error: element \"fact\" is not allowed here (did you mean \"facts\"?)\n");
}

static void other_namespaces_are_errors(void **state)
{
    (void)state;
    expect_errors(STR("<facts municipality='352063'/>"),
                  "e.xml:1:1: error: element \"facts\" is not in the namespace urn:junshu:facts:1\n");
    expect_errors(
        STR(FACTS_BEGIN
            "<rooms><room id='R1'/>\n<room xmlns='x' id='R2'/><x:room xmlns:x='x' id='R3'/></rooms>" FACTS_END),
        "e.xml:3:1: error: element \"room\" is not in the namespace urn:junshu:facts:1\n"
        "e.xml:3:26: error: element \"room\" is not in the namespace urn:junshu:facts:1\n");
    write_file("a.xml", STR("<f:facts xmlns:f='urn:junshu:facts:1' municipality='352063'><f:rooms><f:room id='R1'/>"
                            "<room xmlns='urn:junshu:facts:1' id='R2'/></f:rooms></f:facts>"));
    facts_free(load_good_facts(small_model, PATHS("a.xml")));
}

static void unknown_and_missing_attributes_are_errors(void **state)
{
    (void)state;
    expect_errors(STR(FACTS_BEGIN "<rooms cover='../..' zzzzzzzz='' room='R1'/>\n"
                                  "<entries>\n <entry id='E1' rom='R1' zzzzzzzz=''/>\n <entry/></entries>\n"
                                  "<memos><memo id='M1' body='x'/></memos>" FACTS_END),
                  "e.xml:2:15: error: attribute \"cover\" is not allowed on \"rooms\" (did you mean \"covers\"?)\n"
                  "e.xml:2:32: error: attribute \"zzzzzzzz\" is not allowed on \"rooms\"\n"
                  "e.xml:2:40: error: attribute \"room\" is not allowed on \"rooms\"\n"
                  "e.xml:4:2: error: element \"entry\" lacks the attribute \"room\"\n"
                  "e.xml:4:22: error: attribute \"rom\" is not allowed on \"entry\" (did you mean \"room\"?)\n"
                  "e.xml:4:36: error: attribute \"zzzzzzzz\" is not allowed on \"entry\"\n"
                  "e.xml:5:2: error: element \"entry\" lacks the attribute \"id\"\n"
                  "e.xml:5:2: error: element \"entry\" lacks the attribute \"room\"\n"
                  "e.xml:6:8: error: \"memo\" lacks its text (body)\n"
                  "e.xml:6:28: error: \"body\" is not an attribute: write it as the content of \"memo\"\n");
    expect_errors(STR(FACTS_BEGIN "<memos><memo id='M1'> \n </memo>\n<memo id='M2'></memo></memos>" FACTS_END),
                  "e.xml:2:8: error: \"memo\" lacks its text (body)\n"
                  "e.xml:4:1: error: \"memo\" lacks its text (body)\n");
}

static void the_municipality_is_six_digits(void **state)
{
    (void)state;
    expect_errors(STR("<facts xmlns='urn:junshu:facts:1'/>"),
                  "e.xml:1:1: error: element \"facts\" lacks the attribute \"municipality\"\n");
    expect_errors(
        STR("<facts xmlns='urn:junshu:facts:1' version='1'/>"),
        "e.xml:1:1: error: element \"facts\" lacks the attribute \"municipality\"\n"
        "e.xml:1:44: error: attribute \"version\" is not allowed on \"facts\" (did you mean \"municipality\"?)\n");
    expect_errors(STR("<facts xmlns='urn:junshu:facts:1' municipality='35206'/>"),
                  "e.xml:1:49: error: value \"35206\" of \"municipality\" is not valid ([0-9]{6})\n");
    write_file("a.xml", STR(FACTS_BEGIN FACTS_END));
    write_file("b.xml", STR("<facts xmlns='urn:junshu:facts:1' municipality='352071'/>"));
    diags d;
    assert_null(load_facts(small_model, PATHS("b.xml", "a.xml"), 2, &d));
    expect_diags(&d, "b.xml:1:49: error: municipality \"352071\" differs from \"352063\" of another document\n");
}

static void wrong_values_are_errors(void **state)
{
    (void)state;
    expect_errors(
        STR(FACTS_BEGIN
            "<rooms>\n<room id='R 1' in_use='2025-04-01'/>\n<room id='R1' in_use='2025-04-02/2025-04-01'/>\n</rooms>\n"
            "<entries covers='2025' source='' exported='now' room=' '>\n"
            "<entry id='E1' room='' at='2025-04-01T24:00:00'\n  day='2025-02-29' count='01' open='yes'\n"
            "  colour='bleu' note=''/>\n<entry id='E2' room='R1' colour='zzzzzzz'/>\n</entries>\n"
            "<entries covers='2026-03-31/2025-04-01'/>" FACTS_END),
        "e.xml:3:11: error: value \"R 1\" of \"id\" is not an id (a string without white space)\n"
        "e.xml:3:24: error: value \"2025-04-01\" of \"in_use\" is not a period (such as 2025-04-01/2026-03-31, or "
        "2025-04-01/.. "
        "without an end)\n"
        "e.xml:4:23: error: period \"2025-04-02/2025-04-01\" of \"in_use\" ends before it begins\n"
        "e.xml:6:18: error: value \"2025\" of \"covers\" is not a period (such as 2025-04-01/2026-03-31, or "
        "2025-04-01/.. without "
        "an end)\n"
        "e.xml:6:32: error: the value of \"source\" is empty (leave the attribute out where there is none)\n"
        "e.xml:6:44: error: value \"now\" of \"exported\" is neither a date nor a time (such as 2025-04-01T08:31:00)\n"
        "e.xml:6:55: error: value \" \" of \"room\" is not the id of a record (a string without white space)\n"
        "e.xml:7:22: error: value \"\" of \"room\" is not the id of a record (a string without white space)\n"
        "e.xml:7:28: error: value \"2025-04-01T24:00:00\" of \"at\" is neither a date nor a time (such as "
        "2025-04-01T08:31:00)\n"
        "e.xml:8:8: error: value \"2025-02-29\" of \"day\" is not a date (such as 2025-04-01)\n"
        "e.xml:8:27: error: value \"01\" of \"count\" is not an integer\n"
        "e.xml:8:37: error: value \"yes\" of \"open\" is neither true nor false\n"
        "e.xml:9:11: error: value \"bleu\" of \"colour\" is not valid (did you mean \"blue\"?)\n"
        "e.xml:9:23: error: the value of \"note\" is empty (leave the attribute out where there is none)\n"
        "e.xml:10:34: error: value \"zzzzzzz\" of \"colour\" is not one of the listed values\n"
        "e.xml:12:18: error: period \"2026-03-31/2025-04-01\" of \"covers\" ends before it begins\n");
}

/* Values next to each other that share a shortcut, such as the day read last. */
static const char *const values_of_fields[][12] = {
    {"E1", "E2", "E 3", "", " E4", "E1234567", "E12345678", "E123456789", "E5 ", "R1", "R2", "E6"},
    {"R1", "R12345678", "R2", "", "R 1", " R1 ", "R1", "R12345678", "R12345678", "R1", "2025-04-01", "R2"},
    {"2025-04-01T08:31:00", "2025-04-01T23:59:59", "2025-04-01T24:00:00", "2025-04-01T23:59:60", "2025-04-01",
     "2025-04-02T08:31:00", "2025-04-31T08:31:00", "2025-04-01T08:31:00Z", "2025-04-01T08:31:00+15:00",
     "2025-04-01T08:31:0", " 2025-04-01T08:31:00 ", "2025-02-29"},
    {"2025-04-01", "2025-04-02", "2025-04-31", "2025-04-01T08:31:00", " 2025-04-01", "2025-04-0", "", "2025-04-01",
     "2025-04-01", "2025-04-01", "2025-04-01", "2025-04-01"},
    {"0", "-12", "012", "123456789012345678", "1234567890123456789", "", "-", "12", "12", "12", "12", "12"},
    {"true", "false", "yes", "tru", "truefalse", " true ", "", "true", "false", "true", "false", "true"},
    {"red", "blue", "bleu", "redblue", " red", "", "red", "red", "blue", "blue", "red", "blue"},
    {"R1", "a b", " a", "", "R12345678", "2025-04-01", "true", "red", "x", "x", "x", "x"},
};

enum { MOST_ROWS = 151 }; /* a prime, so that ids in any order differ */

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

/* In two of three documents there are no errors: those that are found keep tables from being made. In half of the
   others few records have one, so that they come among many that are well. */
static void write_entries(buffer *b, uint32_t seed, char quote)
{
    static const char *const names[] = {"id", "room", "at", "day", "count", "open", "colour", "note"};
    bool is_good = seed % 3 != 0, is_mostly_good = seed % 6 == 0;
    buffer_add_text(b, FACTS_BEGIN "<rooms><room id='R1'/><room id='R2'/><room id='R12345678'/></rooms>\n");
    buffer_add_text(b, seed % 9 == 0 ? "<entries room='R1'>\n" : "<entries>\n");
    for (uint32_t row = 0, random = seed; row < MOST_ROWS - 1; row++) {
        uint32_t values = is_good || (is_mostly_good && next_random(&random) % 64 != 0) ? 2 : 12;
        buffer_add_text(b, "  <entry");
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            const char *value = values_of_fields[i][next_random(&random) % values];
            if (is_good && i == 0)
                buffer_addf(b, " id=%cE%u%c", quote, row * seed % MOST_ROWS, quote);
            else if (next_random(&random) % 8 != 0 || (is_good && i == 1))
                buffer_addf(b, " %s=%c%s%c", names[i], quote, value, quote);
        }
        buffer_add_text(b, next_random(&random) % 16 == 0 ? "/>\r\n" : "/>\n");
    }
    buffer_add_text(b, "</entries>\n" FACTS_END);
    buffer_add_repeated(b, '\n', 5000); /* so that the parser, which reads ahead, does not have it all */
}

static buffer log_of_loading(uint32_t seed, char quote)
{
    diags d;
    buffer document = {0}, log = {0};
    write_entries(&document, seed, quote);
    write_file("v.xml", buffer_str(&document));
    facts *f = load_facts(small_model, PATHS("v.xml"), 1, &d);
    diags_print(&log, &d, LANGUAGE_EN);
    if (f != NULL)
        print_tables(&log, f);
    facts_free(f);
    diags_free(&d);
    buffer_free(&document);
    return log;
}

/* Rows with the other quotes are the parser's. */
static void rows_hold_what_the_parser_finds_in_them(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 300; seed++) {
        buffer parsed = log_of_loading(seed, '\''), passed = log_of_loading(seed, '"');
        assert_true(str_starts(buffer_str(&passed), STR("room ")) == (seed % 3 != 0 && seed % MOST_ROWS != 0));
        assert_string_equal(parsed.at, passed.at);
        buffer_free(&parsed);
        buffer_free(&passed);
    }
}

static void misplaced_text_is_one_error_for_each_run(void **state)
{
    (void)state;
    expect_errors(
        STR(FACTS_BEGIN "一つ&amp;目\n<rooms>\n  二つ目<room id='R1'> 三つ<!-- -->目 </room></rooms>四つ目" FACTS_END),
        "e.xml:2:1: error: text is not allowed in \"facts\"\n"
        "e.xml:4:3: error: text is not allowed in \"rooms\"\n"
        "e.xml:4:21: error: text is not allowed in \"room\"\n"
        "e.xml:4:48: error: text is not allowed in \"facts\"\n");
}

static void broken_xml_is_an_error(void **state)
{
    (void)state;
    expect_errors(STR(FACTS_BEGIN "<rooms>\n<room id=''/></facts>"),
                  "e.xml:3:11: error: value \"\" of \"id\" is not an id (a string without white space)\n"
                  "e.xml:3:22: error: not well-formed XML: Opening and ending tag mismatch: rooms line 2 and facts\n");
    expect_errors(STR("<!DOCTYPE facts><facts/>"), "e.xml:1:1: error: a document type declaration is not allowed\n");
    diags d;
    assert_null(load_facts(small_model, PATHS("none.xml"), 1, &d));
    expect_diags(&d, "none.xml: error: no such file or directory\n");
}

static void errors_beyond_the_limit_are_counted(void **state)
{
    (void)state;
    buffer document = {0};
    diags d;
    buffer_add_text(&document, FACTS_BEGIN "<rooms>");
    for (int i = 0; i < 150; i++)
        buffer_add_text(&document, "<room/>\n");
    buffer_add_text(&document, "</rooms>" FACTS_END);
    write_file("e.xml", buffer_str(&document));
    buffer_free(&document);
    assert_null(load_facts(small_model, PATHS("e.xml"), 1, &d));
    assert_int_equal(d.errors, 150);
    assert_int_equal(d.count, 100);
    assert_int_equal(d.dropped, 50);
    diags_free(&d);
}

/* ---- errors that only the whole set shows ---- */

static void ids_are_used_once_in_all_documents(void **state)
{
    (void)state;
    diags d;
    write_file("a.xml",
               STR(FACTS_BEGIN "<rooms><room id='R1'/></rooms>\n<rooms><room id='R2'/>\n <room id=' R1 '/></rooms>\n"
                               "<remarks><remark id='R1'/></remarks>" FACTS_END));
    write_file(
        "b.xml",
        STR(FACTS_BEGIN
            "<rooms>\n<room\n id='R2'/></rooms>\n<remarks><remark id='R0'/><remark id='R1'/></remarks>" FACTS_END));
    assert_null(load_facts(small_model, PATHS("b.xml", "a.xml"), 2, &d));
    expect_diags(&d, "a.xml:4:12: error: id \"R1\" of room is used twice (first at a.xml:2)\n"
                     "b.xml:4:6: error: id \"R2\" of room is used twice (first at a.xml:3)\n"
                     "b.xml:5:39: error: id \"R1\" of remark is used twice (first at a.xml:5)\n");
}

static void references_must_lead_somewhere(void **state)
{
    (void)state;
    diags d;
    write_file("a.xml",
               STR(FACTS_BEGIN "<entries><entry id='E1' room='R1'/>\n <entry id='E2' room='R9'/></entries>\n"
                               "<entries room='R8'/><memos><memo id='M1' room=' E1 '>x</memo></memos>" FACTS_END));
    write_file("b.xml", STR(FACTS_BEGIN "<rooms><room id='R1'/></rooms>" FACTS_END));
    assert_null(load_facts(small_model, PATHS("a.xml", "b.xml"), 1, &d));
    expect_diags(&d, "a.xml:3:23: error: \"room\" refers to room \"R9\", which does not exist\n"
                     "a.xml:4:16: error: \"room\" refers to room \"R8\", which does not exist\n"
                     "a.xml:4:48: error: \"room\" refers to room \"E1\", which does not exist\n");
}

/* A reference to nothing in every record must not read the document once for each. */
static void many_dangling_references_end_soon(void **state)
{
    (void)state;
    enum { RECORDS = 20000 };
    buffer document = {0};
    diags d;
    buffer_add_text(&document, FACTS_BEGIN "<entries>\n");
    for (int i = 0; i < RECORDS; i++)
        buffer_addf(&document, "<entry id='E%05d' room='R9'/>\n", i);
    buffer_add_text(&document, "</entries>" FACTS_END);
    write_file("a.xml", buffer_str(&document));
    buffer_free(&document);
    assert_null(load_facts(small_model, PATHS("a.xml"), 1, &d));
    assert_int_equal(d.errors, RECORDS);
    assert_int_equal(d.count, 100);
    assert_true(d.items[99].at.line == 102 && d.items[99].at.column == 26);
    diags_free(&d);
}

static void a_list_of_one_room_holds_no_other(void **state)
{
    (void)state;
    diags d;
    write_file("a.xml",
               STR(FACTS_BEGIN "<rooms><room id='R1'/><room id='R2'/></rooms>\n"
                               "<entries room='R1'><entry id='E1' room='R1'/>\n<entry id='E2' room='R2'/></entries>\n"
                               "<entries><entry id='E3' room='R2'/></entries>" FACTS_END));
    assert_null(load_facts(small_model, PATHS("a.xml"), 1, &d));
    expect_diags(&d, "a.xml:4:1: error: value \"R2\" of \"room\" is not the \"R1\" that the list is declared for\n");
}

/* ---- facts inside another document ---- */

typedef struct nested {
    loader *loader;
    size_t depth;
} nested;

static void nested_start(void *context, xml_reader *reader, const char *name, const char *space,
                         const xml_attribute *attributes, size_t count)
{
    nested *n = context;
    if (n->depth++ >= 2)
        loader_start(n->loader, reader, name, space, attributes, count);
}

static void nested_end(void *context, xml_reader *reader, const char *name)
{
    (void)reader, (void)name;
    nested *n = context;
    if (--n->depth >= 2)
        loader_end(n->loader);
}

static void nested_text(void *context, xml_reader *reader, str text)
{
    nested *n = context;
    if (n->depth >= 2)
        loader_text(n->loader, reader, text);
}

static void other_documents_may_hold_facts(void **state)
{
    (void)state;
    diags d;
    diags_init(&d, 0);
    loaded_document *doc = document_new(small_model, "t.xml", 0);
    nested n = {.loader = loader_new(doc, "urn:t")};
    xml_handler handler = {.context = &n, .start = nested_start, .end = nested_end, .text = nested_text};
    assert_true(xml_read_text(STR("<tests xmlns='urn:t'><facts><rooms><room id='R1'/></rooms>\n"
                                  "<memos><memo id='M1' room='R1'>本文</memo></memos></facts> text </tests>"),
                              "t.xml", &handler, &d));
    const load_options options = {.threads = 1};
    facts *f = facts_link(small_model, &doc, 1, true, options, &d);
    facts *again = facts_link(small_model, &doc, 1, false, options, &d);
    for (facts *each = f; each != NULL; each = each == f ? again : NULL) {
        buffer b = {0};
        print_tables(&b, each);
        expect_text(&b, "room t.xml:1|R1|\nmemo t.xml:2|M1|R1|本文\n");
    }
    facts_free(f);
    facts_free(again);
    loader_free(n.loader);
    assert_int_equal(doc->diags.count, 0);
    document_free(doc);
    expect_diags(&d, "");
}

/* ---- a new record type is an edit of the model ---- */

static void a_new_record_type_needs_no_code(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    str content;
    char *path = source_file("schema/facts.xml");
    diags_init(&d, 0);
    assert_true(file_read(a, path, 1 << 20, &content, &d));
    diags_free(&d);
    buffer grown = {0};
    size_t end = str_find(content, STR("</fact-model>"));
    buffer_add(&grown, (str){content.at, end});
    buffer_add_text(&grown, "<record name='drill' list='drills' title='訓練' en='drill' scope='room'>"
                            "<field name='id' type='id' title='番号' en='id'/>"
                            "<field name='room' type='ref' to='room' required='yes' title='室' en='room'/>"
                            "<field name='people' type='integer' title='人数' en='people'/></record></fact-model>");
    write_file("grown.xml", buffer_str(&grown));
    buffer_free(&grown);
    const fact_model *m = read_good_model(a, "grown.xml");
    write_file("a.xml", STR(FACTS_BEGIN "<rooms><room id='R1' name='電算室' computer_room='true' media_storage='false' "
                                        "in_use='2020-04-01/..'/></rooms>\n"
                                        "<drills room='R1' covers='2025-04-01/2026-03-31'><drill id='D1' room='R1' "
                                        "people='12'/></drills>" FACTS_END));
    facts *f = load_good_facts(m, PATHS("a.xml"));
    const record_type *drill = model_find_type(m, STR("drill"));
    buffer b = {0};
    print_table(&b, f, facts_table(f, drill));
    expect_text(&b, "drill a.xml:3|D1|R1|12\n");
    assert_true(facts_complete(f, drill, 1, good_period("2025-04-01/2026-03-31"), NULL));
    facts_free(f);
    write_file("a.xml", STR(FACTS_BEGIN "<drills><drill id='D1' room='R1' poeple='12'/></drills>" FACTS_END));
    assert_null(load_facts(m, PATHS("a.xml"), 1, &d));
    expect_diags(&d,
                 "a.xml:2:42: error: attribute \"poeple\" is not allowed on \"drill\" (did you mean \"people\"?)\n");
    free(path);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_reach_their_columns),
        cmocka_unit_test(order_and_threads_change_nothing),
        cmocka_unit_test(threads_change_nothing_in_long_documents),
        cmocka_unit_test(errors_do_not_depend_on_order_or_threads),
        cmocka_unit_test(no_documents_are_no_facts),
        cmocka_unit_test(standard_input_is_a_document),
        cmocka_unit_test(misplaced_elements_are_errors),
        cmocka_unit_test(other_namespaces_are_errors),
        cmocka_unit_test(unknown_and_missing_attributes_are_errors),
        cmocka_unit_test(the_municipality_is_six_digits),
        cmocka_unit_test(wrong_values_are_errors),
        cmocka_unit_test(rows_hold_what_the_parser_finds_in_them),
        cmocka_unit_test(misplaced_text_is_one_error_for_each_run),
        cmocka_unit_test(broken_xml_is_an_error),
        cmocka_unit_test(errors_beyond_the_limit_are_counted),
        cmocka_unit_test(ids_are_used_once_in_all_documents),
        cmocka_unit_test(references_must_lead_somewhere),
        cmocka_unit_test(many_dangling_references_end_soon),
        cmocka_unit_test(a_list_of_one_room_holds_no_other),
        cmocka_unit_test(other_documents_may_hold_facts),
        cmocka_unit_test(a_new_record_type_needs_no_code),
    };
    return cmocka_run_group_tests_name("loader", tests, start_loading, end_loading);
}

/* The fact model: what is wrong with a model is said, and what is made from it is whole. */
#include "loading.h"

#include "model/model_html.h"
#include "model/model_xsd.h"
#include "xml/xml_tree.h"

#define MODEL(content) STR("<fact-model xmlns='urn:junshu:fact-model:1' version='1'>\n" content "</fact-model>")
#define ID "<field name='id' type='id' title='番号' en='id'/>"
#define RECORD(name, list, more, fields)                                                                               \
    "<record name='" name "' list='" list "' title='表' en='r'" more ">" ID "\n" fields "</record>\n"
#define FIELD(name, more) "<field name='" name "' title='欄' en='f' " more "/>"

static void expect_faults(str content, const char *expected)
{
    arena *a = arena_new();
    diags d;
    diags_init(&d, 0);
    write_file("m.xml", content);
    assert_null(model_read(a, "m.xml", &d));
    expect_diags(&d, expected);
    arena_free(a);
}

static void the_project_model_is_sound(void **state)
{
    (void)state;
    arena *a = arena_new();
    char *path = source_file("schema/facts.xml");
    const fact_model *m = read_good_model(a, path);
    assert_true(m->type_count >= 50);
    const record_type *entry = model_find_type(m, STR("room-entry"));
    assert_true(str_is(entry->list, "room-entries"));
    assert_ptr_equal(entry->scope, model_find_field(entry, STR("room")));
    assert_ptr_equal(entry->scope->target, model_find_type(m, STR("room")));
    assert_non_null(entry->scope->target->lifetime);
    assert_true(entry->scope->target->is_referenced);
    assert_false(entry->is_referenced);
    const field *role = model_find_field(model_find_type(m, STR("role-assignment")), STR("role"));
    assert_ptr_equal(role->enumeration, model_find_enum(m, STR("role")));
    assert_int_equal(enum_find_value(role->enumeration, STR("system-manager")), 1);
    assert_int_equal(enum_find_value(role->enumeration, STR("x")), -1);
    assert_true(str_is(model_nearest_type(m, STR("room-entri")), "room-entry"));
    assert_true(str_is(model_nearest_field(entry, STR("enterd")), "entered"));
    assert_true(str_is(enum_nearest_value(role->enumeration, STR("system-manger")), "system-manager"));
    assert_true(str_is(label_text(entry->title, LANGUAGE_EN), "room entry"));
    assert_int_equal(entry->list_kind, LIST_OF_EVENTS);
    assert_int_equal(entry->scope->target->list_kind, LIST_OF_STATE);
    for (size_t i = 0; i < m->type_count; i++)
        if (m->types[i].list_kind == LIST_UNSAID)
            fail_msg("schema/facts.xml does not say what a list of %.*s covers", (int)m->types[i].name.length,
                     m->types[i].name.at);
    free(path);
    arena_free(a);
}

static void names_are_sound_and_distinct(void **state)
{
    (void)state;
    expect_faults(MODEL(RECORD("Room", "room list", "", FIELD("1x", "type='string'"))),
                  "m.xml:2:15: error: value \"Room\" of \"name\" is not valid ([a-z][a-z0-9_-]*)\n"
                  "m.xml:2:27: error: value \"room list\" of \"list\" is not valid ([a-z][a-z0-9_-]*)\n"
                  "m.xml:3:14: error: value \"1x\" of \"name\" is not valid ([a-z][a-z0-9_-]*)\n");
    expect_faults(
        MODEL(RECORD("a", "as", "", FIELD("x", "type='string'") FIELD("x", "type='date'")) RECORD("a", "as", "", "")),
        "m.xml:3:49: error: field \"x\" is given twice\n"
        "m.xml:4:1: error: list \"as\" is given twice\n"
        "m.xml:4:1: error: record \"a\" is given twice\n");
}

static const char broken_fields[] = RECORD("a", "as", "",
                                           "<field name='b' type='ref' title='欄' en='f'/>\n"
                                           "<field name='c' type='enum' title='欄' en='f'/>\n"
                                           "<field name='d' type='dat' title='欄' en='f'/>\n"
                                           "<field name='e' type='ref' to='as' title='欄' en='f'/>\n"
                                           "<field name='f' type='enum' of='x' title='欄' en='f'/>\n"
                                           "<field name='g' type='string' to='a' title='欄' en='f'/>\n"
                                           "<field name='h' type='id' title='欄' en='f'/>\n"
                                           "<field name='i' type='text' title='欄' en='f'/>\n"
                                           "<field name='j' type='text' title='欄' en='f'/>\n"
                                           "<field name='k' type='date' required='true' title='欄' en='f'/>");

static void fields_say_what_their_kind_needs(void **state)
{
    (void)state;
    buffer b = {0};
    buffer_addf(&b, "<fact-model xmlns='urn:junshu:fact-model:1' version='1'>\n%s</fact-model>", broken_fields);
    expect_faults(buffer_str(&b),
                  "m.xml:3:1: error: element \"field\" lacks the attribute \"to\"\n"
                  "m.xml:4:1: error: element \"field\" lacks the attribute \"of\"\n"
                  "m.xml:5:23: error: value \"dat\" of \"type\" is not valid (did you mean \"date\"?)\n"
                  "m.xml:6:32: error: value \"as\" of \"to\" is not valid (did you mean \"a\"?)\n"
                  "m.xml:7:33: error: value \"x\" of \"of\" is not valid (?)\n"
                  "m.xml:8:35: error: attribute \"to\" is not allowed on \"field\"\n"
                  "m.xml:9:1: error: value \"id\" of \"type\" is not valid (the first field and no other)\n"
                  "m.xml:11:1: error: text \"j\" is given twice\n"
                  "m.xml:12:39: error: value \"true\" of \"required\" is not valid (yes | no)\n");
    buffer_free(&b);
}

static void records_refer_to_their_own_fields(void **state)
{
    (void)state;
    expect_faults(MODEL(RECORD("a", "as", " label='x' scope='id' lifetime='id'", "")
                            RECORD("b", "bs", " scope='covers'", FIELD("covers", "type='ref' to='a'"))),
                  "m.xml:2:52: error: value \"x\" of \"label\" is not valid (?)\n"
                  "m.xml:2:62: error: value \"id\" of \"scope\" is not valid (ref)\n"
                  "m.xml:2:76: error: value \"id\" of \"lifetime\" is not valid (period)\n"
                  "m.xml:4:1: error: value \"covers\" of \"scope\" is not valid (covers, source, exported)\n");
    expect_faults(MODEL(RECORD("a", "as", " covers='event'", "") RECORD("b", "bs", " covers='all'", "")),
                  "m.xml:2:53: error: value \"event\" of \"covers\" is not valid (did you mean \"events\"?)\n"
                  "m.xml:4:53: error: value \"all\" of \"covers\" is not valid (state | events)\n");
    expect_faults(MODEL("<record name='a' list='as' title='表' en='r'/>"),
                  "m.xml:2:1: error: element \"a\" lacks the element \"field (1-48)\"\n");
}

static void enumerations_have_1_to_254_values(void **state)
{
    (void)state;
    buffer b = {0};
    buffer_add_text(&b, "<fact-model xmlns='urn:junshu:fact-model:1' version='1'><enum name='e' title='区' en='e'/>\n"
                        "<enum name='f' title='区' en='f'>");
    for (int i = 0; i < 255; i++)
        buffer_addf(&b, "<value name='v%d' title='値' en='v'/>", i);
    buffer_add_text(&b, "</enum>\n<enum name='f' title='区' en='f'><value name='v' title='値' en='v'/>"
                        "<value name='v' title='値' en='v'/></enum></fact-model>");
    expect_faults(buffer_str(&b), "m.xml:1:57: error: element \"e\" lacks the element \"value (1-254)\"\n"
                                  "m.xml:2:1: error: element \"f\" lacks the element \"value (1-254)\"\n"
                                  "m.xml:3:1: error: enum \"f\" is given twice\n"
                                  "m.xml:3:67: error: value \"v\" is given twice\n");
    buffer_free(&b);
}

static void what_a_model_does_not_have_is_refused(void **state)
{
    (void)state;
    expect_faults(STR("<model xmlns='urn:junshu:fact-model:1'/>"),
                  "m.xml:1:1: error: element \"model\" is not allowed here\n");
    expect_faults(STR("<fact-model xmlns='urn:junshu:fact-model:1' x='1'>文<z/></fact-model>"),
                  "m.xml:1:1: error: element \"fact-model\" lacks the attribute \"version\"\n"
                  "m.xml:1:1: error: text is not allowed in \"fact-model\"\n"
                  "m.xml:1:48: error: attribute \"x\" is not allowed on \"fact-model\"\n"
                  "m.xml:1:52: error: element \"z\" is not allowed here\n");
    expect_faults(MODEL(RECORD("a", "as", " x='1'", "<field name='b' type='string' title='欄' en='f'><p/></field>文")),
                  "m.xml:2:1: error: text is not allowed in \"record\"\n"
                  "m.xml:2:48: error: attribute \"x\" is not allowed on \"record\"\n"
                  "m.xml:3:48: error: element \"p\" is not allowed here\n");
}

/* ---- the reference page ---- */

static bool is_void_element(str name)
{
    return str_is(name, "meta") || str_is(name, "!DOCTYPE");
}

/* Every tag is closed in order, and no text holds a bare '<' or '&'. */
static void expect_balanced(str page)
{
    str stack[32];
    size_t depth = 0;
    for (size_t at; (at = str_find(page, STR("<"))) != SIZE_MAX;) {
        page = str_from(page, at + 1);
        str tag = {page.at, str_find(page, STR(">"))};
        size_t space = str_find(tag, STR(" "));
        str name = {tag.at, space != SIZE_MAX ? space : tag.length};
        if (name.at[0] == '/')
            assert_true(depth > 0 && str_equal(stack[--depth], str_from(name, 1)));
        else if (!is_void_element(name))
            stack[depth++] = name;
    }
    assert_int_equal(depth, 0);
}

/* Every link leads to a place in the page, and each place is there once. */
static void expect_anchors(const char *page)
{
    size_t links = 0;
    for (const char *at = page; (at = strstr(at, "href=\"")) != NULL; links++) {
        at += strlen("href=\"");
        assert_int_equal(*at, '#');
        char anchor[96];
        snprintf(anchor, sizeof anchor, " id=\"%.*s\"", (int)strcspn(at + 1, "\""), at + 1);
        const char *place = strstr(page, anchor);
        if (place == NULL || strstr(place + 1, anchor) != NULL)
            fail_msg("%s is not there once", anchor);
    }
    assert_true(links > 200);
}

static void the_reference_page_is_whole(void **state)
{
    (void)state;
    arena *a = arena_new();
    char *path = source_file("schema/facts.xml");
    const fact_model *m = read_good_model(a, path);
    buffer page = {0}, again = {0};
    model_write_html(m, &page);
    model_write_html(m, &again);
    assert_string_equal(page.at, again.at);
    assert_memory_equal(page.at, "<!DOCTYPE html>\n<html lang=\"ja\">", 32);
    expect_balanced(buffer_str(&page));
    expect_anchors(page.at);
    for (const char *outside = "https://"; outside != NULL; outside = outside[4] == 's' ? "http://" : NULL)
        assert_null(strstr(page.at, outside));
    for (size_t i = 0; i < m->type_count; i++)
        for (size_t k = 0; k < m->types[i].field_count; k++) {
            assert_non_null(strstr(page.at, m->types[i].fields[k].title.ja.at));
            assert_true(str_find(buffer_str(&page), m->types[i].fields[k].description) != SIZE_MAX);
        }
    buffer_free(&page);
    buffer_free(&again);
    free(path);
    arena_free(a);
}

/* The examples of the page are a document without fault, in which every reference is found. */
static void the_examples_load(void **state)
{
    (void)state;
    arena *a = arena_new();
    char *path = source_file("schema/facts.xml");
    const fact_model *m = read_good_model(a, path);
    buffer examples = {0};
    buffer_add_text(&examples, FACTS_BEGIN);
    for (size_t i = 0; i < m->type_count; i++)
        model_write_example(&m->types[i], &examples);
    buffer_add_text(&examples, FACTS_END);
    write_file("examples.xml", buffer_str(&examples));
    facts *f = load_good_facts(m, PATHS("examples.xml"));
    for (size_t i = 0; i < m->type_count; i++)
        assert_int_equal(f->tables[i].row_count, 1);
    facts_free(f);
    buffer_free(&examples);
    free(path);
    arena_free(a);
}

/* ---- the schema ---- */

static void titles_are_escaped_in_what_is_made(void **state)
{
    (void)state;
    arena *a = arena_new();
    write_file("m.xml", MODEL("<record name='a' list='as' title='甲&lt;&amp;&quot;乙' en='r' source='x&lt;y'>"
                              "<field name='id' type='id' title='&lt;番号&gt;' en='id'>一&amp;二</field></record>"));
    const fact_model *m = read_good_model(a, "m.xml");
    buffer xsd = {0}, page = {0};
    model_write_xsd(m, &xsd);
    model_write_html(m, &page);
    assert_non_null(strstr(xsd.at, "甲&lt;&amp;&quot;乙の一覧。主な出どころ: x&lt;y</xs:documentation>"));
    assert_non_null(strstr(xsd.at, "&lt;番号&gt;。一&amp;二</xs:documentation>"));
    assert_non_null(strstr(page.at, "<h3>甲&lt;&amp;&quot;乙 <code>a</code></h3>"));
    assert_non_null(strstr(page.at, "source=&quot;x&amp;lt;y&quot;"));
    expect_balanced(buffer_str(&page));
    diags d;
    diags_init(&d, 0);
    assert_non_null(xml_tree_read_text(a, buffer_str(&xsd), "a.xsd", "http://www.w3.org/2001/XMLSchema", &d));
    expect_diags(&d, "");
    buffer_free(&xsd);
    buffer_free(&page);
    arena_free(a);
}

static void what_a_list_covers_is_said_to_who_writes_it(void **state)
{
    (void)state;
    arena *a = arena_new();
    write_file("m.xml", MODEL(RECORD("a", "as", " covers='state'", "") RECORD("b", "bs", " covers='events'", "")
                                  RECORD("c", "cs", "", "")));
    const fact_model *m = read_good_model(a, "m.xml");
    buffer xsd = {0}, page = {0};
    model_write_xsd(m, &xsd);
    model_write_html(m, &page);
    for (size_t i = 0; i < 3; i++) {
        enum list_kind kind = m->types[i].list_kind;
        assert_int_equal(kind, i == 0 ? LIST_OF_STATE : i == 1 ? LIST_OF_EVENTS : LIST_UNSAID);
        assert_int_equal(list_kind_meaning(kind).length == 0, kind == LIST_UNSAID);
        assert_true(str_find(buffer_str(&xsd), list_kind_meaning(kind)) != SIZE_MAX);
        assert_true(str_find(buffer_str(&page), list_kind_meaning(kind)) != SIZE_MAX);
    }
    expect_balanced(buffer_str(&page));
    buffer_free(&xsd);
    buffer_free(&page);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_project_model_is_sound),
        cmocka_unit_test(names_are_sound_and_distinct),
        cmocka_unit_test(fields_say_what_their_kind_needs),
        cmocka_unit_test(records_refer_to_their_own_fields),
        cmocka_unit_test(enumerations_have_1_to_254_values),
        cmocka_unit_test(what_a_model_does_not_have_is_refused),
        cmocka_unit_test(the_reference_page_is_whole),
        cmocka_unit_test(the_examples_load),
        cmocka_unit_test(titles_are_escaped_in_what_is_made),
        cmocka_unit_test(what_a_list_covers_is_said_to_who_writes_it),
    };
    return cmocka_run_group_tests_name("model", tests, enter_scratch, leave_scratch);
}

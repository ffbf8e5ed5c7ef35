/* Small XML documents as trees: places, text, namespaces, limits, and what the checks of names say. */
#include "support.h"

#include "xml/xml_tree.h"

#include <fcntl.h>

static xml_element *tree_of(arena *a, const char *text, const char *space, diags *d)
{
    diags_init(d, 0);
    return xml_tree_read_text(a, str_of(text), "t.xml", space, d);
}

static void trees_keep_places_and_text(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    xml_element *root = tree_of(a, "<a x='1'>one<b/>\n <c y='2'>three &lt;<![CDATA[<four>]]></c>two<b/></a>", NULL, &d);
    assert_non_null(root);
    assert_true(str_is(root->text, "one\n two"));
    const xml_element *b = xml_child(root, "b"), *c = xml_child(root, "c");
    assert_true(b->at.line == 1 && b->at.column == 13);
    assert_true(c->at.line == 2 && c->at.column == 2);
    assert_string_equal(c->at.file, "t.xml");
    assert_true(str_is(c->text, "three <<four>"));
    assert_non_null(xml_next(b->next, "b"));
    assert_ptr_equal(b->next, c);
    assert_null(xml_next(c->next, "b"));
    assert_null(xml_child(b, "b"));
    assert_true(str_is(xml_attr_value(c, "y"), "2"));
    assert_true(str_is(xml_attr_value(c, "z"), ""));
    assert_true(xml_attr_find(c, "y")->at.column == 8);
    assert_null(xml_attr_require(c, "z", &d));
    expect_diags(&d, "t.xml:2:2: error: element \"c\" lacks the attribute \"z\"\n");
    arena_free(a);
}

static void bytes_of_values_have_places(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    const struct {
        size_t offset;
        uint32_t line, column;
    } rows[] = {{0, 1, 7},   {1, 1, 8},  {2, 1, 12}, {3, 1, 13}, {6, 1, 14}, {9, 1, 22},
                {12, 1, 30}, {13, 2, 1}, {14, 2, 2}, {15, 3, 1}, {16, 3, 2}, {99, 3, 2}};
    xml_element *root = tree_of(a, "<e x='a&lt;b日&#x3042;&#12354;\r\nc\nd'/>", NULL, &d);
    const xml_attr *x = xml_attr_find(root, "x");
    assert_true(str_is(x->value, "a<b日ああ c d"));
    for (size_t i = 0; i < COUNT(rows); i++) {
        place p = xml_attr_place(x, rows[i].offset);
        if (p.line != rows[i].line || p.column != rows[i].column)
            fail_msg("byte %zu is at %u:%u", rows[i].offset, p.line, p.column);
    }
    expect_diags(&d, "");
    arena_free(a);
}

static void trees_are_of_one_namespace(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    assert_non_null(tree_of(a, "<p:a xmlns:p='u'><p:b/></p:a>", "u", &d));
    diags_free(&d);
    assert_null(tree_of(a, "<a xmlns='u'>\n<b xmlns='v'/></a>", "u", &d));
    expect_diags(&d, "t.xml:2:1: error: element \"b\" is not in the namespace u\n");
    assert_null(tree_of(a, "<a/>", "u", &d));
    expect_diags(&d, "t.xml:1:1: error: element \"a\" is not in the namespace u\n");
    assert_null(tree_of(a, "<a xmlns='u'><b></a>", "u", &d));
    diags_free(&d);
    arena_free(a);
}

static void trees_are_not_deep(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    buffer document = {0};
    for (int i = 0; i < 65; i++)
        buffer_add_text(&document, "<a>");
    for (int i = 0; i < 65; i++)
        buffer_add_text(&document, "</a>");
    assert_null(tree_of(a, document.at, NULL, &d));
    expect_diags(&d, "t.xml:1:193: error: element \"a\" is not allowed here\n");
    buffer_free(&document);
    arena_free(a);
}

static void trees_of_large_files_are_refused(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    diags_init(&d, 0);
    int fd = open("large.xml", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    assert_int_equal(ftruncate(fd, 16 * 1024 * 1024 + 1), 0);
    close(fd);
    assert_null(xml_tree_read(a, "large.xml", NULL, &d));
    assert_null(xml_tree_read(a, "none.xml", NULL, &d));
    write_file("small.xml", STR("<a/>"));
    assert_non_null(xml_tree_read(a, "small.xml", NULL, &d));
    expect_diags(&d, "large.xml: error: the file is too large (limit 16777216 bytes)\n"
                     "none.xml: error: no such file or directory\n");
    arena_free(a);
}

static void trees_name_the_nearest(void **state)
{
    (void)state;
    arena *a = arena_new();
    diags d;
    static const char *const allowed[] = {"severity", "title", NULL};
    static const char *const choices[] = {"high", "medium", "low", NULL};
    xml_element *root =
        tree_of(a, "<a severty='hihg' zzzzzz='' title='unthinkable'><titel/><title/><q/>\n text</a>", NULL, &d);
    xml_allow_attributes(root, allowed, &d);
    assert_int_equal(xml_allow_element(root->first_child, allowed, &d), -1);
    assert_int_equal(xml_allow_element(root->first_child->next, allowed, &d), 1);
    assert_int_equal(xml_allow_element(root->first_child->next->next, choices, &d), -1);
    assert_int_equal(xml_attr_choice(&root->attributes[0], choices, &d), -1);
    assert_int_equal(xml_attr_choice(&root->attributes[2], choices, &d), -1);
    xml_forbid_text(root, &d);
    xml_forbid_text(root->first_child, &d);
    expect_diags(&d, "t.xml:1:1: error: text is not allowed in \"a\"\n"
                     "t.xml:1:13: error: attribute \"severty\" is not allowed on \"a\" (did you mean \"severity\"?)\n"
                     "t.xml:1:13: error: value \"hihg\" of \"severty\" is not valid (did you mean \"high\"?)\n"
                     "t.xml:1:27: error: attribute \"zzzzzz\" is not allowed on \"a\"\n"
                     "t.xml:1:36: error: value \"unthinkable\" of \"title\" is not valid (high | medium | low)\n"
                     "t.xml:1:49: error: element \"titel\" is not allowed here (did you mean \"title\"?)\n"
                     "t.xml:1:65: error: element \"q\" is not allowed here\n");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_keep_places_and_text),       cmocka_unit_test(bytes_of_values_have_places),
        cmocka_unit_test(trees_are_of_one_namespace),       cmocka_unit_test(trees_are_not_deep),
        cmocka_unit_test(trees_of_large_files_are_refused), cmocka_unit_test(trees_name_the_nearest),
    };
    return cmocka_run_group_tests_name("xml_tree", tests, enter_scratch, leave_scratch);
}

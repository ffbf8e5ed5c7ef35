/* Reads what a test file expects: names, dates, aliases and expected results, each with its place. The facts in it are
   read by rule_tests.c, in a stream, by the loader that reads all facts. */
#include "eval/rule_tests.h"

#include "base/mem.h"

typedef struct reader {
    arena *a;
    const pack *pack;
    diags *diags;
} reader;

static const char *const root_children[] = {"alias", "background", "test", NULL};
static const char *const test_children[] = {"facts", "expect", NULL};

static size_t count_children(const xml_element *e, const char *name)
{
    size_t count = 0;
    for (const xml_element *child = xml_child(e, name); child != NULL; child = xml_next(child, name))
        count++;
    return count;
}

static void report_bad_value(reader *r, const xml_attr *attr, const char *form)
{
    DIAG3(r->diags, attr->at, DIAG_XML_BAD_VALUE, attr->name, attr->value, str_of(form));
}

/* ---- dates ---- */

static moment read_date(reader *r, const xml_element *e, const char *name, moment otherwise)
{
    const xml_attr *attr = xml_attr_find(e, name);
    if (attr == NULL)
        return otherwise;
    moment read = moment_parse_date(str_trim(attr->value));
    if (read == MOMENT_MISSING)
        report_bad_value(r, attr, "2026-03-31");
    return read;
}

static period read_period(reader *r, const xml_element *e)
{
    period read = {moment_of_day(day_from_civil(2025, 4, 1)), moment_of_day(day_from_civil(2026, 3, 31))};
    const xml_attr *attr = xml_attr_find(e, "period");
    if (attr != NULL && period_parse(str_trim(attr->value), &read) <= 0)
        report_bad_value(r, attr, "2025-04-01/2026-03-31");
    return read;
}

/* ---- expectations ---- */

static void report_unknown_rule(reader *r, const xml_attr *attr)
{
    str *ids = ARENA_ARRAY(r->a, str, r->pack->rule_count + 1);
    for (size_t i = 0; i < r->pack->rule_count; i++)
        ids[i] = r->pack->rules[i].id;
    size_t near = str_nearest(attr->value, ids, r->pack->rule_count);
    if (near != SIZE_MAX)
        DIAG2(r->diags, attr->at, DIAG_TEST_UNKNOWN_RULE_NEAR, attr->value, ids[near]);
    else
        DIAG1(r->diags, attr->at, DIAG_TEST_UNKNOWN_RULE, attr->value);
}

static const rule *read_rule(reader *r, const xml_element *e)
{
    const xml_attr *attr = xml_attr_require(e, "rule", r->diags);
    const rule *found = attr != NULL ? pack_find_rule(r->pack, attr->value) : NULL;
    if (attr != NULL && found == NULL)
        report_unknown_rule(r, attr);
    return found;
}

static enum result read_result(reader *r, const xml_element *e)
{
    const char *names[RESULT_COUNT + 1] = {0};
    for (int i = 0; i < RESULT_COUNT; i++)
        names[i] = result_name((enum result)i);
    const xml_attr *attr = xml_attr_require(e, "result", r->diags);
    int index = attr != NULL ? xml_attr_choice(attr, names, r->diags) : -1;
    return index >= 0 ? (enum result)index : RESULT_ERROR;
}

static expectation read_expectation(reader *r, const xml_element *e)
{
    static const char *const attributes[] = {"rule", "result", "subject", "reason", NULL};
    xml_allow_attributes(e, attributes, r->diags);
    xml_forbid_text(e, r->diags);
    return (expectation){.rule = read_rule(r, e),
                         .result = read_result(r, e),
                         .subject = str_trim(xml_attr_value(e, "subject")),
                         .reason = xml_attr_value(e, "reason"),
                         .at = e->at};
}

/* ---- tests ---- */

/* There is at most one of these: facts in two places would be read as one by nobody. */
static void check_single(reader *r, const xml_element *e, const char *name)
{
    const xml_element *first = xml_child(e, name);
    const xml_element *second = first != NULL ? xml_next(first, name) : NULL;
    if (second != NULL)
        DIAG2(r->diags, second->at, DIAG_XML_DUPLICATE, STR("element"), second->name);
}

static void read_test(reader *r, const xml_element *e, rule_test *test)
{
    static const char *const attributes[] = {"name", "period", "as-of", NULL};
    xml_allow_attributes(e, attributes, r->diags);
    xml_forbid_text(e, r->diags);
    const xml_attr *name = xml_attr_require(e, "name", r->diags);
    for (const xml_element *child = e->first_child; child != NULL; child = child->next)
        xml_allow_element(child, test_children, r->diags);
    check_single(r, e, "facts");
    test->name = name != NULL ? name->value : STR("");
    test->at = e->at;
    test->period = read_period(r, e);
    test->as_of = read_date(r, e, "as-of", moment_of_day(day_from_civil(2026, 3, 31)));
    size_t count = count_children(e, "expect");
    if (count == 0)
        DIAG1(r->diags, e->at, DIAG_TEST_NO_EXPECTATION, test->name);
    test->expectations = ARENA_ARRAY(r->a, expectation, count + 1);
    for (const xml_element *x = xml_child(e, "expect"); x != NULL; x = xml_next(x, "expect"))
        test->expectations[test->expectation_count++] = read_expectation(r, x);
}

/* Two tests of one name could not be told apart in a report. */
static void check_names(reader *r, const test_file *file)
{
    for (size_t i = 0; i < file->test_count; i++)
        for (size_t k = 0; k < i; k++)
            if (str_equal(file->tests[i].name, file->tests[k].name)) {
                DIAG2(r->diags, file->tests[i].at, DIAG_XML_DUPLICATE, STR("test"), file->tests[i].name);
                break;
            }
}

static alias read_alias(reader *r, const xml_element *e)
{
    static const char *const attributes[] = {"name", "also", "from", "to", NULL};
    xml_allow_attributes(e, attributes, r->diags);
    const xml_attr *name = xml_attr_require(e, "name", r->diags);
    const xml_attr *also = xml_attr_require(e, "also", r->diags);
    return (alias){.name = name != NULL ? name->value : STR(""),
                   .also = also != NULL ? also->value : STR(""),
                   .in_force = {read_date(r, e, "from", MOMENT_PAST), read_date(r, e, "to", MOMENT_FUTURE)}};
}

static const test_file *read_root(reader *r, const xml_element *root, const char *path)
{
    static const char *const attributes[] = {NULL};
    static const char *const roots[] = {"tests", NULL};
    if (xml_allow_element(root, roots, r->diags) < 0)
        return NULL;
    xml_allow_attributes(root, attributes, r->diags);
    xml_forbid_text(root, r->diags);
    for (const xml_element *child = root->first_child; child != NULL; child = child->next)
        xml_allow_element(child, root_children, r->diags);
    check_single(r, root, "background");
    test_file *file = ARENA_NEW(r->a, test_file);
    file->path = path;
    file->aliases = ARENA_ARRAY(r->a, alias, count_children(root, "alias") + 1);
    file->tests = ARENA_ARRAY(r->a, rule_test, count_children(root, "test") + 1);
    for (const xml_element *e = xml_child(root, "alias"); e != NULL; e = xml_next(e, "alias"))
        file->aliases[file->alias_count++] = read_alias(r, e);
    for (const xml_element *e = xml_child(root, "test"); e != NULL; e = xml_next(e, "test"))
        read_test(r, e, &file->tests[file->test_count++]);
    check_names(r, file);
    return file;
}

const test_file *test_file_read(arena *a, const pack *p, const char *path, diags *d)
{
    size_t errors = d->errors;
    reader r = {.a = a, .pack = p, .diags = d};
    const xml_element *root = xml_tree_read(a, path, TESTS_NAMESPACE, d);
    const test_file *file = root != NULL ? read_root(&r, root, path) : NULL;
    return d->errors == errors ? file : NULL;
}

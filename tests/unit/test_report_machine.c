/* What the formats for other programs share: no rule without an outcome, and texts that stay what they are. */
#include "base/uuid.h"
#include "report/report_machine.h"
#include "report_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
/* cmocka wants those before it. */
#include <cmocka.h>

static void expect(buffer *b, const char *expected)
{
    assert_string_equal(b->at, expected);
    buffer_free(b);
}

static void test_every_rule_has_its_result(void **state)
{
    (void)state;
    sample *s = sample_new();
    for (size_t i = 0; i < s->result.rule_count; i++) {
        const rule_result *r = &s->result.rules[i];
        size_t count = outcome_count(r), own = 0;
        assert_true(count >= r->finding_count && count <= r->finding_count + 1);
        for (size_t k = 0; k < count; k++) {
            outcome o = outcome_at(r, k);
            assert_ptr_equal(o.rule, r);
            assert_ptr_equal(o.finding, k < r->finding_count ? r->findings[k] : NULL);
            own += o.result == r->result;
        }
        assert_true(own > 0);
    }
    sample_free(s);
}

/* A rule that fails for some subjects, and as a whole is worse, says both. */
static void test_a_rule_worse_than_its_findings(void **state)
{
    (void)state;
    sample *s = sample_new();
    rule_result *r = &s->result.rules[2];
    assert_int_equal(outcome_count(r), r->finding_count);
    r->result = RESULT_ERROR;
    r->note = (label)LABEL("計算の上限を超えた。", "A limit was exceeded.");
    assert_int_equal(outcome_count(r), r->finding_count + 1);
    outcome last = outcome_at(r, r->finding_count);
    assert_null(last.finding);
    assert_int_equal(last.result, RESULT_ERROR);
    assert_true(str_is(outcome_identity(&last), "9-1.permitted"));
    buffer said = {0};
    outcome_print(&said, &last, LANGUAGE_EN);
    expect(&said, "A limit was exceeded.");
    sample_free(s);
}

static void test_a_stale_rule_says_so(void **state)
{
    (void)state;
    sample *s = sample_new();
    outcome o = outcome_at(&s->result.rules[5], 0);
    buffer said = {0};
    outcome_print(&said, &o, LANGUAGE_EN);
    expect(&said,
           "Every subject met the rule's conditions: by complete records and, where a person had to judge, by an "
           "attestation. The clause's text has changed since this rule was reviewed; the rule needs another review.");
    sample_free(s);
}

static void test_reasons_have_values(void **state)
{
    (void)state;
    sample *s = sample_new();
    const explanation *candidate = s->result.rules[2].findings[0]->why->children[0]->children[0];
    buffer said = {0};
    reason_print(&said, candidate->children[1], LANGUAGE_EN);
    expect(&said, "entered within the permission: valid = 2025-04-01 to 2025-05-31");
    sample_free(s);
}

static void test_uris(void **state)
{
    (void)state;
    const char *const pairs[][2] = {
        {"facts/30-rooms.xml", "facts/30-rooms.xml"},
        {"室 1/a%b?c#d:e.xml", "%E5%AE%A4%201/a%25b%3Fc%23d%3Ae.xml"},
        {"/srv/facts/a.xml", "file:///srv/facts/a.xml"},
        {"javascript:alert(1)", "javascript%3Aalert%281%29"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        buffer uri = {0};
        uri_print(&uri, pairs[i][0]);
        expect(&uri, pairs[i][1]);
    }
}

static void test_texts_of_tap_and_xml(void **state)
{
    (void)state;
    buffer tap = {0}, xml = {0};
    add_tap(&tap, STR("a # SKIP \\\nok 2 \xC2\x9B!"));
    expect(&tap, "a \\# SKIP \\\\ ok 2 \xEF\xBF\xBD!");
    add_xml_attribute(&xml, "name", STR("\"><x a='b'>&\n\xC2\x9B"));
    expect(&xml, " name=\"&quot;&gt;&lt;x a=&#39;b&#39;&gt;&amp; \xEF\xBF\xBD\"");
}

/* The example of RFC 9562, appendix A.4. */
static void test_uuids(void **state)
{
    (void)state;
    const uuid dns = {{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}};
    buffer text = {0};
    uuid_print(&text, uuid_from_name(dns, STR("www.example.com")));
    expect(&text, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_rule_has_its_result),
        cmocka_unit_test(test_a_rule_worse_than_its_findings),
        cmocka_unit_test(test_a_stale_rule_says_so),
        cmocka_unit_test(test_reasons_have_values),
        cmocka_unit_test(test_uris),
        cmocka_unit_test(test_uuids),
        cmocka_unit_test(test_texts_of_tap_and_xml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

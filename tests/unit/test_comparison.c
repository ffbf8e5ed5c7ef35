/* Comparing an audit with an earlier one: what is new, remains, is resolved or was not judged. */
#include "support.h"

#include "result/comparison.h"

#define LABEL(ja, en)                                                                                                  \
    {                                                                                                                  \
        {(ja), sizeof(ja) - 1},                                                                                        \
        {                                                                                                              \
            (en), sizeof(en) - 1                                                                                       \
        }                                                                                                              \
    }

/* An audit with one rule, which has one finding or none. */
typedef struct small_audit {
    audited_pack pack;
    audited_rule rule;
    finding found, *findings[1];
    rule_result result;
    audit_result audit;
} small_audit;

static void make(small_audit *s, enum result rule, enum result finding_result)
{
    *s = (small_audit){
        .pack = {.id = STR("p"), .version = STR("1"), .municipality = STR("352064")},
        .rule = {.id = STR("9-1.r"), .clause = {.article = 9, .paragraph = 1}, .title = LABEL("規則", "")},
        .found = {.result = finding_result,
                  .identity = STR("9-1.r/E1"),
                  .subject = {.type = STR("room-entry"), .id = STR("E1")},
                  .sentence = LABEL("許可なく入室した。", "")},
        .audit = {.as_of = moment_parse_date(STR("2026-04-30")), .engine_version = "1"}};
    assert_int_equal(period_parse(STR("2025-04-01/2026-03-31"), &s->audit.period), 1);
    s->findings[0] = &s->found;
    s->result = (rule_result){
        .rule = &s->rule, .result = rule, .findings = s->findings, .finding_count = finding_result != RESULT_PASS};
    s->audit.pack = &s->pack;
    s->audit.rules = &s->result;
    s->audit.rule_count = 1;
}

static bool is_finding(int r)
{
    return r != RESULT_PASS && r != RESULT_NOT_APPLICABLE;
}

/* Every result that a finding may have had, and may have: only what was there remains. */
static void test_every_pair_of_results(void **state)
{
    (void)state;
    for (int was = 0; was < RESULT_COUNT; was++)
        for (int is = 0; is < RESULT_COUNT; is++) {
            arena *a = arena_new();
            small_audit before, now;
            make(&before, (enum result)was, is_finding(was) ? (enum result)was : RESULT_PASS);
            make(&now, (enum result)is, is_finding(is) ? (enum result)is : RESULT_PASS);
            const comparison *c = comparison_new(a, &now.audit, &before.audit);
            assert_ptr_equal(now.audit.comparison, c);
            assert_int_equal(c->rules[0].result, was);
            assert_ptr_equal(c->rules[0].now, &now.result);
            assert_int_equal(now.found.was, is_finding(was) && is_finding(is) ? was : RESULT_NOT_APPLICABLE);
            assert_int_equal(comparison_count(&now.audit, true), is_finding(is) && !is_finding(was));
            assert_int_equal(comparison_count(&now.audit, false), is_finding(is) && is_finding(was));
            assert_int_equal(c->gone_count, is_finding(was) && !is_finding(is));
            assert_int_equal(comparison_count_gone(c, ABSENCE_NOT_JUDGED), c->gone_count);
            assert_int_equal(comparison_count_gone(c, ABSENCE_RESOLVED), 0);
            arena_free(a);
        }
}

static enum absence absence_of(small_audit *now)
{
    arena *a = arena_new();
    small_audit before;
    make(&before, RESULT_FAIL, RESULT_FAIL);
    const comparison *c = comparison_new(a, &now->audit, &before.audit);
    assert_int_equal(c->gone_count, 1);
    enum absence why = c->gone[0].why;
    arena_free(a);
    return why;
}

/* Whatever a rule that has no such finding any more came to, nothing is resolved by that. */
static void test_what_is_gone_is_not_resolved(void **state)
{
    (void)state;
    for (int r = 0; r < RESULT_COUNT; r++) {
        bool is_open = r == RESULT_UNKNOWN || r == RESULT_ERROR;
        small_audit now;
        make(&now, (enum result)r, RESULT_PASS);
        assert_int_equal(absence_of(&now), is_open ? ABSENCE_RULE_OPEN : ABSENCE_NOT_JUDGED);
        now.result.is_stale = true;
        assert_int_equal(absence_of(&now), ABSENCE_RULE_OPEN);
        now.rule.id = STR("9-1.other");
        assert_int_equal(absence_of(&now), ABSENCE_RULE_GONE);
        now.audit.rule_count = 0;
        assert_int_equal(absence_of(&now), ABSENCE_RULE_GONE);
    }
}

static void test_new_and_gone_rules(void **state)
{
    (void)state;
    arena *a = arena_new();
    small_audit before, now;
    make(&before, RESULT_FAIL, RESULT_FAIL);
    make(&now, RESULT_FAIL, RESULT_FAIL);
    now.rule.id = STR("9-1.new");
    now.found.identity = STR("9-1.new/E1");
    const comparison *c = comparison_new(a, &now.audit, &before.audit);
    assert_null(comparison_find(c, STR("9-1.new")));
    assert_null(comparison_find(c, STR("9-1.r"))->now);
    assert_int_equal(now.found.was, RESULT_NOT_APPLICABLE);
    assert_int_equal(comparison_count(&now.audit, true), 1);
    arena_free(a);
}

/* The earlier audit may be freed: nothing of it is pointed to. */
static void test_the_comparison_stands_alone(void **state)
{
    (void)state;
    arena *a = arena_new();
    small_audit *before = malloc(sizeof *before), now;
    make(before, RESULT_FAIL, RESULT_FAIL);
    char version[] = "0.9", sentence[] = "文";
    before->audit.engine_version = version;
    before->found.sentence.ja = (str){sentence, sizeof sentence - 1};
    make(&now, RESULT_PASS, RESULT_PASS);
    const comparison *c = comparison_new(a, &now.audit, &before->audit);
    memset(before, 0xFF, sizeof *before);
    free(before);
    version[0] = sentence[0] = '?';
    assert_string_equal(c->engine_version, "0.9");
    assert_string_equal(c->gone[0].sentence.ja.at, "文");
    assert_string_equal(c->gone[0].identity.at, "9-1.r/E1");
    assert_string_equal(c->gone[0].rule->id.at, "9-1.r");
    arena_free(a);
}

static void expect_refusal(const small_audit *now, const small_audit *before, enum diag_id id)
{
    diags d;
    diags_init(&d, 0);
    assert_false(comparison_is_possible(&now->audit, &before->audit, &d));
    assert_int_equal(d.count, 1);
    assert_int_equal(d.items[0].id, id);
    diags_free(&d);
}

static void test_what_can_be_compared(void **state)
{
    (void)state;
    small_audit before, now;
    diags d;
    diags_init(&d, 0);
    make(&before, RESULT_FAIL, RESULT_FAIL);
    make(&now, RESULT_FAIL, RESULT_FAIL);
    assert_true(comparison_is_possible(&now.audit, &before.audit, &d));
    before.audit.period.from = moment_parse_date(STR("2024-04-01"));
    before.audit.period.to = moment_parse_date(STR("2025-03-31"));
    before.audit.as_of = moment_parse_date(STR("2025-04-30"));
    before.pack.version = STR("0");
    assert_true(comparison_is_possible(&now.audit, &before.audit, &d));
    assert_int_equal(d.errors, 0);
    diags_free(&d);
    expect_refusal(&before, &now, DIAG_PREVIOUS_LATER);
    before.audit.as_of = moment_parse_date(STR("2026-05-01"));
    expect_refusal(&now, &before, DIAG_PREVIOUS_LATER);
    before.audit.as_of = now.audit.as_of;
    before.audit.period = now.audit.period;
    before.audit.period.from = moment_parse_date(STR("2025-04-02"));
    expect_refusal(&now, &before, DIAG_PREVIOUS_LATER);
    before.audit.period = now.audit.period;
    before.audit.period.to = moment_parse_date(STR("2026-04-01"));
    expect_refusal(&now, &before, DIAG_PREVIOUS_LATER);
    before.pack.id = STR("q");
    expect_refusal(&now, &before, DIAG_PREVIOUS_PACK);
    before.pack.municipality = STR("352012");
    expect_refusal(&now, &before, DIAG_PREVIOUS_MUNICIPALITY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_pair_of_results), cmocka_unit_test(test_what_is_gone_is_not_resolved),
        cmocka_unit_test(test_new_and_gone_rules),    cmocka_unit_test(test_the_comparison_stands_alone),
        cmocka_unit_test(test_what_can_be_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

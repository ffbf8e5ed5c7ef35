/* Subjects that are alike are judged once: the report is the one that judging each gives, whatever the times. */
#include "loading.h"

#include "eval/audit.h"
#include "eval/evaluation.h"
#include "report/report.h"

#define ID "<field name='id' type='id' title='番号' en='id'/>"
#define REF(name, to) "<field name='" name "' type='ref' to='" to "' title='" name "' en='" name "'/>"
#define FIELD(name, type) "<field name='" name "' type='" type "' title='" name "' en='" name "'/>"
#define RECORD(name, list, covers, fields)                                                                             \
    "<record name='" name "' list='" list "' title='" name "' en='" name "' covers='" covers "'>" ID fields            \
    "</record>\n"

static const char model_text[] =
    "<fact-model xmlns='urn:junshu:fact-model:1' version='1'>\n"
    "<record name='attestation' list='attestations' title='確認書' en='attestation'>" ID FIELD(
        "rule", "string") "</record>\n" RECORD("person", "people", "state", FIELD("section", "string"))
        RECORD("room", "rooms", "state", FIELD("hot", "boolean")) RECORD(
            "holding", "holdings", "state", REF("person", "person") FIELD("title", "string") FIELD("period", "period"))
            RECORD("permission", "permissions", "state",
                   REF("person", "person") REF("room", "room") FIELD("granted", "datetime") FIELD("valid", "period"))
                RECORD("ban", "bans", "events", REF("person", "person") FIELD("at", "datetime"))
                    RECORD("entry", "entries", "events",
                           REF("person", "person") REF("room", "room") FIELD("entered", "datetime")
                               FIELD("left", "datetime") FIELD("shared", "boolean")
                                   FIELD("code", "string")) "</fact-model>\n";

static const char law[] =
    "<Law Era='Reiwa' Year='7' Num='1' LawType='Misc' Lang='ja'><LawNum>n</LawNum><LawBody><LawTitle>要綱</LawTitle>"
    "<MainProvision><Article Num='1'><ArticleTitle>第１条</ArticleTitle><Paragraph Num='1'><ParagraphNum/>"
    "<ParagraphSentence><Sentence>室に入る。</Sentence></ParagraphSentence></Paragraph></Article></MainProvision>"
    "</LawBody></Law>";

/* The audited period is from 1 to 10 June 2025; the text is held from the 2nd, and one rule begins on the 7th. */
static const char versions[] = "<regulation-versions xmlns='urn:junshu:regulation:1'>"
                               "<version file='law.xml' from='2025-06-02' source='s'/></regulation-versions>";

#define RULE(id, from, checks)                                                                                         \
    "<rule id='" id "' clause='1' digest='' norm='obligation' bearer='all' method='log' severity='low'" from           \
    "><title>" id "</title>" checks "<finding>f</finding><remedy>r</remedy></rule>\n"
#define EACH(when) "<each fact='entry' as='e' at='e.entered' when='" when "'/>"
#define IN_PERIOD "within(e.entered, audit.period)"
#define PERMITTED "fact='permission' as='p' where='p.person == e.person and p.room == e.room'"
#define ROOMS "<each fact='room' as='r'/>"

#define DEFINITIONS                                                                                                    \
    "<define name='hot' params='r: room'><test>r.hot</test></define>\n"                                                \
    "<define name='holds' params='who: person, title: string, at: time'>"                                              \
    "<some fact='holding' as='h' where='h.person == who' over='at'>"                                                   \
    "<test>named(h.title, title, at)</test><test>within(at, h.period)</test></some></define>\n"

#define RULE_PERMITTED                                                                                                 \
    RULE("permitted", "",                                                                                              \
         EACH(IN_PERIOD " and hot(e.room)") "<some " PERMITTED " over='e.entered'>"                                    \
                                            "<test>before(p.granted, e.entered)</test>"                                \
                                            "<test>within(e.entered, p.valid)</test></some>")

#define RULE_STAY                                                                                                      \
    RULE("stay", "",                                                                                                   \
         EACH(IN_PERIOD " and known(period(e.entered, e.left))") "<covered over='period(e.entered, e.left)' "          \
                                                                 "by='p.valid' " PERMITTED ">"                         \
                                                                 "<any><test>within(e.entered, p.valid)</test>"        \
                                                                 "<test>before(p.granted, "                            \
                                                                 "start_of(p.valid))</test></any></covered>")

#define RULE_BANNED                                                                                                    \
    RULE("banned", "",                                                                                                 \
         EACH(IN_PERIOD) "<none fact='ban' as='b' where='b.person == e.person' over='e.entered'>"                      \
                         "<test>not_after(b.at, e.entered)</test></none>")

#define RULE_ORDER                                                                                                     \
    RULE("order", "",                                                                                                  \
         EACH(IN_PERIOD) "<any><test>before(e.entered, e.left)</test>"                                                 \
                         "<test>e.code == \"c\" and not not_after(e.left, e.entered)</test></any>")

#define RULE_AGREE                                                                                                     \
    RULE("agree", "",                                                                                                  \
         EACH("not e.shared or " IN_PERIOD) "<agree><test>within(e.entered, period(date(\"2025-06-04\"), "             \
                                            "date(\"2025-06-05\")))</test><test>e.shared</test></agree>")

#define RULE_WHOLE                                                                                                     \
    RULE("whole", "",                                                                                                  \
         EACH("e.code == \"c\" and " IN_PERIOD) "<none fact='entry' as='x' where='x.room == e.room'>"                  \
                                                "<test>x.person == e.person and before(x.entered, e.entered) "         \
                                                "and before(e.entered, x.left)</test></none>")

/* Rules that walk all entries of a room. */
#define RULE_RECORDED                                                                                                  \
    RULE("recorded", "",                                                                                               \
         ROOMS "<none fact='entry' as='e' where='e.room == r'><test>before(e.left, e.entered)</test></none>")

#define RULE_EARLY                                                                                                     \
    RULE("early", "",                                                                                                  \
         ROOMS "<none fact='entry' as='e' where='e.room == r and e.shared'>"                                           \
               "<test>within(e.entered, audit.period) and holds(e.person, \"A\", e.entered)</test>"                    \
               "<none fact='ban' as='b' where='b.person == e.person' over='e.entered'>"                                \
               "<test>before(b.at, e.entered)</test></none></none>")

#define RULE_MIXED                                                                                                     \
    RULE("mixed", "",                                                                                                  \
         ROOMS                                                                                                         \
         "<none fact='entry' as='e' where='e.room == r'><test>r.hot and holds(e.person, \"A\", e.entered)</test>"      \
         "<none fact='ban' as='b' where='b.person == e.person' over='e.entered'>"                                      \
         "<test>known(r.hot) and before(b.at, e.entered)</test></none></none>")

#define RULE_LAST                                                                                                      \
    RULE("last", "",                                                                                                   \
         "<each fact='person' as='q'/>"                                                                                \
         "<some fact='entry' as='e' over='date(\"2025-06-03\")'><test>e.person == q and hot(e.room)</test>"            \
         "<test>not before(e.entered, date(\"2025-06-10\"))</test></some>")

static const char rules[] = "<rules xmlns='urn:junshu:rules:1'>\n" DEFINITIONS RULE_PERMITTED RULE_STAY RULE(
    "holder", "", EACH(IN_PERIOD) "<test>holds(e.person, param.post, e.entered)</test>")
    RULE("new", " from='2025-06-07'", EACH(IN_PERIOD) "<test>not e.shared</test>")
        RULE("late", " from='2025-06-07'", "<each fact='entry' as='e' at='e.entered'/><test>not e.shared</test>")
            RULE("ever", "", "<each fact='entry' as='e' at='e.entered'/><test>not e.shared</test>")
                RULE_BANNED RULE_ORDER RULE_AGREE RULE("day", "",
                                                       EACH(IN_PERIOD) "<test>same_day(e.entered, e.left)"
                                                                       "</test>")
                    RULE_WHOLE RULE_RECORDED RULE_EARLY RULE_MIXED RULE_LAST "</rules>";

/* Rules that few entries do not pass, over all that an entry is like. */
static const char few_rules_text[] = "<rules xmlns='urn:junshu:rules:1'>\n" RULE(
    "ever", "", "<each fact='entry' as='e' at='e.entered'/><test>not e.shared</test>")
    RULE("hot", "", EACH("known(e.person)") "<test>e.room.hot</test>") "</rules>";

static const char pack_text[] =
    "<pack xmlns='urn:junshu:pack:1' id='p' version='1' municipality='352063' model='1'><title>t</title>"
    "<regulation src='versions.xml'/><bearer id='all'><title>皆</title></bearer>"
    "<parameter name='post' type='string'><title>職</title><value to='2025-06-04'>A</value>"
    "<value from='2025-06-05'>B</value></parameter><alias name='A' also='C' to='2025-06-03'/>"
    "<alias name='B' also='C' from='2025-06-08'/><rules src='%s'/></pack>";

static arena *model_arena;
static const fact_model *model;
static pack *rule_pack, *few_rules;

static pack *load_pack(const char *file, const char *rules_file)
{
    diags d;
    buffer text = {0};
    buffer_addf(&text, pack_text, rules_file);
    write_file(file, buffer_str(&text));
    buffer_free(&text);
    diags_init(&d, 0);
    pack *p = pack_load(model, file, &d);
    expect_diags(&d, "");
    return p;
}

static int start(void **state)
{
    if (enter_scratch(state) != 0)
        return -1;
    write_file("model.xml", str_of(model_text));
    write_file("law.xml", str_of(law));
    write_file("versions.xml", str_of(versions));
    write_file("rules.xml", str_of(rules));
    write_file("few-rules.xml", str_of(few_rules_text));
    model_arena = arena_new();
    model = read_good_model(model_arena, "model.xml");
    rule_pack = load_pack("pack.xml", "rules.xml");
    few_rules = load_pack("few-pack.xml", "few-rules.xml");
    return 0;
}

static int end(void **state)
{
    pack_free(rule_pack);
    pack_free(few_rules);
    arena_free(model_arena);
    return leave_scratch(state);
}

/* ---- random records, whose times often meet ---- */

static uint32_t state_of_random;

static unsigned roll(unsigned sides)
{
    state_of_random = state_of_random * 1664525u + 1013904223u;
    return (state_of_random >> 16) % sides;
}

static const char *write_time(char *at, size_t size, bool may_be_day)
{
    static const char *const clocks[] = {"00:00:00", "00:00:01", "12:00:00", "12:00:01", "23:59:59"};
    int length = snprintf(at, size, "2025-06-%02u", roll(16) == 0 ? 11 : 1 + roll(10));
    if (!may_be_day || roll(2) == 0)
        snprintf(at + length, size - (size_t)length, "T%s", clocks[roll(5)]);
    return at;
}

static void add_time(buffer *b, const char *name, bool may_be_day)
{
    char at[32];
    buffer_addf(b, " %s='%s'", name, write_time(at, sizeof at, may_be_day));
}

static void add_period(buffer *b, const char *name)
{
    char from[32], to[32];
    period ignored;
    buffer whole = {0};
    do {
        whole.length = 0;
        buffer_addf(&whole, "%s/%s", roll(4) == 0 ? ".." : write_time(from, sizeof from, true),
                    roll(3) == 0 ? ".." : write_time(to, sizeof to, true));
    } while (period_parse(buffer_str(&whole), &ignored) != 1);
    buffer_addf(b, " %s='%.*s'", name, (int)whole.length, whole.at);
    buffer_free(&whole);
}

static void begin_list(buffer *b, const char *list)
{
    buffer_addf(b, "<%s", list);
    if (roll(3) > 0)
        buffer_add_text(b, " covers='2025-05-01/2025-06-30'");
    else
        add_period(b, "covers");
    buffer_add_text(b, ">\n");
}

static void add_ref(buffer *b, const char *name, char letter, unsigned count)
{
    if (roll(12) > 0)
        buffer_addf(b, " %s='%c%u'", name, letter, roll(count));
}

static void write_records(buffer *b)
{
    buffer_add_text(b, FACTS_BEGIN "<people covers='../..'><person id='P0'/><person id='P1'/></people>\n"
                                   "<rooms covers='../..'><room id='R0' hot='true'/><room id='R1' hot='true'/>"
                                   "<room id='R2' hot='false'/><room id='R3'/></rooms>\n");
    begin_list(b, "holdings");
    for (unsigned i = roll(5); i > 0; i--) {
        buffer_addf(b, "<holding id='H%u' title='%c'", i, 'A' + (char)roll(3));
        add_ref(b, "person", 'P', 2);
        add_period(b, "period");
        buffer_add_text(b, "/>\n");
    }
    buffer_add_text(b, "</holdings>");
    begin_list(b, "permissions");
    for (unsigned i = roll(12); i > 0; i--) {
        buffer_addf(b, "<permission id='M%u'", i);
        add_ref(b, "person", 'P', 2);
        add_ref(b, "room", 'R', 3);
        if (roll(8) > 0)
            add_time(b, "granted", true);
        add_period(b, "valid");
        buffer_add_text(b, "/>\n");
    }
    buffer_add_text(b, "</permissions>");
    begin_list(b, "bans");
    for (unsigned i = roll(3); i > 0; i--) {
        buffer_addf(b, "<ban id='B%u'", i);
        add_ref(b, "person", 'P', 2);
        add_time(b, "at", true);
        buffer_add_text(b, "/>\n");
    }
    buffer_add_text(b, "</bans>");
    begin_list(b, "entries");
    for (unsigned i = 200; i > 0; i--) {
        buffer_addf(b, "<entry id='E%03u' shared='%s' code='%c'", i, roll(2) > 0 ? "true" : "false",
                    'c' + (char)roll(2));
        add_ref(b, "person", 'P', 2);
        add_ref(b, "room", 'R', 4);
        add_time(b, "entered", roll(9) == 0);
        if (roll(6) > 0)
            add_time(b, "left", roll(9) == 0);
        buffer_add_text(b, "/>\n");
    }
    buffer_add_text(b, "</entries>" FACTS_END);
}

static buffer report_of(const pack *p, const facts *f, bool judges_each)
{
    diags d;
    buffer b = {0};
    audit_options options = {.period = good_period("2025-06-01/2025-06-10"),
                             .as_of = moment_parse(roll(2) > 0 ? STR("2025-06-30") : STR("2025-06-09")),
                             .threads = 1,
                             .judges_each = judges_each};
    diags_init(&d, 0);
    audit *a = audit_run(p, f, &options, &d);
    assert_non_null(a);
    write_json(audit_get_result(a), LANGUAGE_JA, &b);
    audit_free(a);
    diags_free(&d);
    return b;
}

static void expect_same_reports(const pack *p, const facts *f, const buffer *document)
{
    uint32_t before = state_of_random;
    buffer each = report_of(p, f, true);
    state_of_random = before;
    buffer alike = report_of(p, f, false);
    if (!str_equal(buffer_str(&each), buffer_str(&alike)))
        fail_msg("not the same:\n%.*s", (int)document->length, document->at);
    buffer_free(&each);
    buffer_free(&alike);
}

static void the_report_is_that_of_judging_each(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 60; seed++) {
        buffer document = {0};
        state_of_random = seed * 7919;
        write_records(&document);
        write_file("facts.xml", buffer_str(&document));
        facts *f = load_good_facts(model, PATHS("facts.xml"));
        expect_same_reports(rule_pack, f, &document);
        buffer_free(&document);
        facts_free(f);
    }
}

static void expect_plan(const char *id, const char *expected)
{
    alike_plan plan;
    buffer b = {0};
    if (!plan_alike(pack_find_rule(rule_pack, str_of(id)), &plan))
        buffer_add_text(&b, "none");
    else
        for (size_t i = 0; i < plan.field_count + plan.time_count; i++) {
            const field *f = i < plan.field_count ? plan.fields[i] : plan.times[i - plan.field_count];
            buffer_addf(&b, "%s%.*s", i == plan.field_count ? "; " : i > 0 ? " " : "", (int)f->name.length, f->name.at);
        }
    expect_text(&b, expected);
}

/* In a table of several parts, over people and rooms that are as many. */
static void expect_same_reports_of(unsigned people, unsigned entries)
{
    buffer b = {0};
    state_of_random = 5;
    buffer_add_text(&b, FACTS_BEGIN "<people covers='../..'>");
    for (unsigned i = 0; i < people; i++)
        buffer_addf(&b, "<person id='P%u'/>", i);
    buffer_add_text(&b, "</people><rooms covers='../..'>");
    for (unsigned i = 0; i < people; i++)
        buffer_addf(&b, "<room id='R%u' hot='true'/>", i);
    buffer_add_text(&b, "</rooms><entries covers='../..'>\n");
    for (unsigned i = 0; i < entries; i++) {
        buffer_addf(&b, "<entry id='E%06u' shared='%s'", i, roll(5000) == 0 ? "true" : "false");
        add_ref(&b, "person", 'P', people);
        add_ref(&b, "room", 'R', people);
        add_time(&b, "entered", false);
        buffer_add_text(&b, "/>\n");
    }
    buffer_add_text(&b, "</entries>" FACTS_END);
    write_file("facts.xml", buffer_str(&b));
    facts *f = load_good_facts(model, PATHS("facts.xml"));
    expect_same_reports(few_rules, f, &b);
    buffer_free(&b);
    facts_free(f);
}

/* So many that what was seen of them is forgotten more than once. */
static void more_kinds_than_are_kept_make_no_difference(void **state)
{
    (void)state;
    expect_same_reports_of(400, 100000);
}

static void combinations_that_each_have_a_number_make_no_difference(void **state)
{
    (void)state;
    expect_same_reports_of(20, 40000);
}

/* Some of whose exits are missing, and of which one, at `later` or none, has a date after 9 June. */
static size_t count_warnings(unsigned entries, unsigned later)
{
    diags d;
    buffer b = {0};
    buffer_add_text(&b, FACTS_BEGIN "<people/><rooms/><entries covers='../..'>\n");
    for (unsigned i = 0; i < entries; i++)
        buffer_addf(&b, "<entry id='E%u' entered='2025-06-08T09:00:00'%s/>\n", i,
                    i == later    ? " left='2025-06-10T00:00:00'"
                    : i % 50 == 7 ? ""
                                  : " left='2025-06-09T23:59:59'");
    buffer_add_text(&b, "</entries>" FACTS_END);
    write_file("facts.xml", buffer_str(&b));
    facts *f = load_good_facts(model, PATHS("facts.xml"));
    diags_init(&d, 0);
    audit *a = audit_run(few_rules, f,
                         &(audit_options){.period = good_period("2025-06-01/2025-06-09"),
                                          .as_of = moment_parse(STR("2025-06-09")),
                                          .threads = 1},
                         &d);
    assert_non_null(a);
    size_t count = d.count;
    for (size_t i = 0; i < count; i++)
        assert_int_equal(d.items[i].at.line, 3 + later);
    audit_free(a);
    diags_free(&d);
    facts_free(f);
    buffer_free(&b);
    return count;
}

static void a_date_after_the_as_of_date_is_found_wherever_it_stands(void **state)
{
    (void)state;
    static const unsigned places[] = {0, 57, 63, 64, 127, 128, 149};
    assert_int_equal(count_warnings(150, 150), 0);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        assert_int_equal(count_warnings(150, places[i]), 1);
}

static void rules_that_do_more_with_times_than_compare_them_judge_each(void **state)
{
    (void)state;
    expect_plan("permitted", "room person; entered");
    expect_plan("stay", "person room; entered left");
    expect_plan("holder", "person; entered");
    expect_plan("new", "shared; entered");
    expect_plan("order", "code; entered left");
    expect_plan("day", "none");
    expect_plan("whole", "code room person; entered");
}

/* What is judged anew for each record of a log takes ten times as long. */
static void the_rules_on_long_logs_are_planned(void **state)
{
    (void)state;
    diags d;
    arena *a = arena_new();
    diags_init(&d, 0);
    const fact_model *m = read_good_model(a, "schema/facts.xml");
    pack *hofu = pack_load(m, "rules/hofu-juki", &d);
    assert_non_null(hofu);
    size_t count = 0;
    for (size_t i = 0; i < hofu->rule_count; i++) {
        const rule *r = &hofu->rules[i];
        alike_plan plan;
        if (r->subject == NULL ||
            !(str_is(r->subject->name, "room-entry") || str_is(r->subject->name, "operation-record")))
            continue;
        count++;
        if (!plan_alike(r, &plan))
            fail_msg("%.*s judges each record", (int)r->id.length, r->id.at);
    }
    assert_true(count > 0);
    pack_free(hofu);
    diags_free(&d);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_report_is_that_of_judging_each),
        cmocka_unit_test(more_kinds_than_are_kept_make_no_difference),
        cmocka_unit_test(combinations_that_each_have_a_number_make_no_difference),
        cmocka_unit_test(a_date_after_the_as_of_date_is_found_wherever_it_stands),
        cmocka_unit_test(rules_that_do_more_with_times_than_compare_them_judge_each),
    };
    const struct CMUnitTest pack_tests[] = {cmocka_unit_test(the_rules_on_long_logs_are_planned)};
    return cmocka_run_group_tests(tests, start, end) + cmocka_run_group_tests(pack_tests, NULL, NULL);
}

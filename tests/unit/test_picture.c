/* Pictures: what a pack's file of pictures says, and what comes of it on the boundaries of time. */
#include "loading.h"

#include "eval/audit.h"
#include "rules/pack.h"

static const char model_text[] =
    "<fact-model xmlns='urn:junshu:fact-model:1' version='1'>\n"
    "<record name='attestation' list='attestations' title='確認書' en='attestation'>"
    "<field name='id' type='id' title='番号' en='id'/><field name='rule' type='string' title='規則' "
    "en='rule'/></record>\n"
    "<record name='box' list='boxes' title='箱' en='box' label='name' covers='state'>"
    "<field name='id' type='id' title='番号' en='id'/><field name='name' type='string' title='名' en='name'/>"
    "<field name='use' type='period' title='使用' en='use'/></record>\n"
    "<record name='stay' list='stays' title='在' en='stay' covers='state'>"
    "<field name='id' type='id' title='番号' en='id'/>"
    "<field name='box' type='ref' to='box' title='箱' en='box'/>"
    "<field name='span' type='period' title='期間' en='span'/>"
    "<field name='good' type='boolean' title='良' en='good'/></record>\n"
    "<record name='event' list='events' title='事' en='event' covers='events'>"
    "<field name='id' type='id' title='番号' en='id'/>"
    "<field name='box' type='ref' to='box' title='箱' en='box'/>"
    "<field name='at' type='datetime' title='時' en='at'/></record>\n"
    "</fact-model>\n";

static const char law[] =
    "<Law Era='Reiwa' Year='7' Num='1' LawType='Misc' Lang='ja'><LawNum>n</LawNum><LawBody><LawTitle>要綱</LawTitle>"
    "<MainProvision><Article Num='1'><ArticleTitle>第１条</ArticleTitle><Paragraph Num='1'><ParagraphNum/>"
    "<ParagraphSentence><Sentence>箱を置く。</Sentence></ParagraphSentence></Paragraph></Article></MainProvision>"
    "</LawBody></Law>";

static const char versions[] = "<regulation-versions xmlns='urn:junshu:regulation:1'>"
                               "<version file='law.xml' from='2000-04-01' source='s'/></regulation-versions>";

static const char rules[] =
    "<rules xmlns='urn:junshu:rules:1'>"
    "<rule id='r.event' clause='1' digest='' norm='obligation' bearer='all' method='log' severity='low'>"
    "<title>事</title><each fact='event' as='e' when='within(e.at, audit.period)'/>"
    "<test name='良い'>not contains(e.id, \"X\")</test><finding>f</finding><remedy>r</remedy></rule>"
    "<rule id='r.box' clause='1' digest='' norm='obligation' bearer='all' method='log' severity='low' "
    "otherwise='review'>"
    "<title>箱</title><each fact='box' as='b'/>"
    "<test name='良い'>not contains(b.id, \"X\")</test><finding>f</finding><remedy>r</remedy></rule></rules>";

static const char pack_text[] =
    "<pack xmlns='urn:junshu:pack:1' id='p' version='1' municipality='352063' model='1'><title>t</title>"
    "<regulation src='versions.xml'/><bearer id='all'><title>皆</title></bearer><rules src='rules.xml'/>"
    "<pictures src='pictures.xml'/></pack>";

#define PICTURES(text) "<pictures xmlns='urn:junshu:pictures:1'>\n" text "</pictures>\n"

static arena *model_arena;
static const fact_model *model;

static int start(void **state)
{
    if (enter_scratch(state) != 0)
        return -1;
    write_file("model.xml", str_of(model_text));
    write_file("law.xml", str_of(law));
    write_file("versions.xml", str_of(versions));
    write_file("rules.xml", str_of(rules));
    write_file("pack.xml", str_of(pack_text));
    model_arena = arena_new();
    model = read_good_model(model_arena, "model.xml");
    return 0;
}

static int end(void **state)
{
    arena_free(model_arena);
    return leave_scratch(state);
}

/* ---- results as text ---- */

static const char *const truths[] = {"no", "unknown", "review", "yes"};

static void print_span(buffer *b, period p)
{
    if (period_is_missing(p))
        buffer_add_text(b, "?");
    else
        period_print_iso(b, p);
}

static void print_row(buffer *b, const picture_row *r)
{
    buffer_addf(b, "%.*s%s%s%s:", (int)r->text.en.length, r->text.en.at, r->is_open ? " open" : "",
                r->finding != NULL ? " found" : "", picture_row_stands_out(r) ? " !" : "");
    for (size_t i = 0; i < r->item_count; i++) {
        const picture_bar *item = &r->items[i];
        buffer_addf(b, " %zu ", item->kind);
        print_span(b, item->span);
        buffer_addf(b, " %s%s", truths[item->truth], item->finding != NULL ? " found" : "");
        buffer_add(b, item->text.en);
        buffer_add_char(b, ';');
    }
    for (size_t i = 0; i < r->gap_count; i++) {
        buffer_addf(b, " %s %zu ", r->gaps[i].is_sure ? "gap" : "gap?", r->gaps[i].kind);
        print_span(b, r->gaps[i].span);
    }
    buffer_add_char(b, '\n');
}

static void print_picture(buffer *b, const picture *p)
{
    buffer_addf(b, "%.*s ", (int)p->def->id.length, p->def->id.at);
    print_span(b, p->axis);
    buffer_addf(b, "%s%.*s\n", p->fault.en.length > 0 ? " fault: " : "", (int)p->fault.en.length, p->fault.en.at);
    for (size_t i = 0; i < p->row_count; i++)
        print_row(b, &p->rows[i]);
    for (size_t i = 0; i < p->cell_count; i++) {
        moment_print_iso(b, p->cells[i].day);
        buffer_addf(b, " %u: %d %d %d\n", p->cells[i].hour, (int)p->cells[i].count, (int)p->cells[i].fails,
                    (int)p->cells[i].open);
    }
    if (p->undated > 0)
        buffer_addf(b, "undated %d\n", (int)p->undated);
    for (size_t i = 0; i < p->blank_count; i++) {
        buffer_add_text(b, "blank ");
        print_span(b, p->blank[i]);
        buffer_add_char(b, '\n');
    }
    for (size_t i = 0; i < p->missing_count; i++)
        buffer_addf(b, "missing %.*s\n", (int)p->missing[i].en.length, p->missing[i].en.at);
}

/* Draws the pictures from the records and compares them, as text. The audited period is the fiscal year 2025. */
static void expect_pictures(const char *pictures, const char *records, const char *expected)
{
    diags d;
    buffer text = {0}, document = {0};
    buffer_add_text(&document, FACTS_BEGIN);
    buffer_add_text(&document, records);
    buffer_add_text(&document, FACTS_END);
    write_file("facts.xml", buffer_str(&document));
    write_file("pictures.xml", str_of(pictures));
    diags_init(&d, 0);
    pack *p = pack_load(model, ".", &d);
    expect_diags(&d, "");
    facts *f = load_good_facts(model, PATHS("facts.xml"));
    audit_options options = {
        .period = good_period("2025-04-01/2026-03-31"), .as_of = moment_parse(STR("2026-04-30")), .threads = 1};
    diags_init(&d, 0);
    audit *a = audit_run(p, f, &options, &d);
    expect_diags(&d, "");
    const audit_result *result = audit_get_result(a);
    for (size_t i = 0; i < result->picture_count; i++)
        print_picture(&text, &result->pictures[i]);
    expect_text(&text, expected);
    audit_free(a);
    facts_free(f);
    pack_free(p);
    buffer_free(&document);
}

#define BOX_ROW                                                                                                        \
    "<timeline id='t' over='audit.period'><title>t</title><row rules='r.box r.event'>"                                 \
    "<each fact='box' as='b' when='overlaps(b.use, audit.period)'/>"                                                   \
    "<bar name='在' over='b.use' by='s.span' fact='stay' as='s' where='s.box == b'><test>s.good</test></bar>"         \
    "<mark name='事' at='e.at' fact='event' as='e' where='e.box == b'/></row></timeline>\n"
#define BOX(id) "<box id='" id "' name='" id "' use='2024-10-01/..'/>"
#define STAY(id, box, span) "<stay id='" id "' box='" box "' span='" span "' good='true'/>"
#define EVENT(id, box, at) "<event id='" id "' box='" box "' at='" at "'/>"
#define WHOLE " covers='2024-01-01/2026-12-31'"

static void a_gap_of_one_day_is_a_gap(void **state)
{
    (void)state;
    expect_pictures(PICTURES(BOX_ROW),
                    "<boxes" WHOLE ">" BOX("B1")
                        BOX("B2") "</boxes><events" WHOLE "/><stays" WHOLE ">" STAY("S1", "B1", "2025-04-01/2025-09-29")
                            STAY("S2", "B1", "2025-10-01/2026-03-31") STAY("S3", "B2", "2025-04-01/2025-09-30")
                                STAY("S4", "B2", "2025-10-01/2026-03-31") "</stays>",
                    "t 2025-04-01/2026-03-31\n"
                    "B1 (B1) !: 0 2025-04-01/2025-09-29 yes; 0 2025-10-01/2026-03-31 yes; gap 0 2025-09-30/2025-09-30\n"
                    "B2 (B2): 0 2025-04-01/2025-09-30 yes; 0 2025-10-01/2026-03-31 yes;\n");
}

static void bars_reach_beyond_the_axis_and_those_beside_it_are_left_out(void **state)
{
    (void)state;
    expect_pictures(PICTURES(BOX_ROW),
                    "<boxes" WHOLE
                    ">" BOX("B1") "</boxes><events" WHOLE "/><stays" WHOLE ">" STAY("S1", "B1", "2024-10-01/2025-03-31")
                        STAY("S2", "B1", "2024-01-01/2025-04-01") STAY("S3", "B1", "2025-04-02/..")
                            STAY("S4", "B1", "2026-04-01/..") "</stays>",
                    "t 2025-04-01/2026-03-31\n"
                    "B1 (B1): 0 2024-01-01/2025-04-01 yes; 0 2025-04-02/.. yes;\n");
}

static void marks_are_kept_wherever_they_are(void **state)
{
    (void)state;
    expect_pictures(
        PICTURES(BOX_ROW),
        "<boxes" WHOLE ">" BOX("B1") "</boxes><stays" WHOLE ">" STAY(
            "S1", "B1", "2024-10-01/..") "</stays><events" WHOLE ">" EVENT("E1", "B1", "2025-03-31T23:59:59")
            EVENT("E2", "B1", "2026-03-31T23:59:59") EVENT("E3", "B1", "2026-03-31") "</events>",
        "t 2025-04-01/2026-03-31\n"
        "B1 (B1): 0 2024-10-01/.. yes; 1 2025-03-31T23:59:59/2025-03-31T23:59:59 yes; "
        "1 2026-03-31/2026-03-31 yes; 1 2026-03-31T23:59:59/2026-03-31T23:59:59 yes;\n");
}

/* What is not declared complete is not accused. */
static void a_gap_counts_where_the_list_is_complete(void **state)
{
    (void)state;
    expect_pictures(
        PICTURES(BOX_ROW),
        "<boxes" WHOLE
        ">" BOX("B1") "</boxes><events" WHOLE
                      "/><stays covers='2025-06-01/2025-12-31'>" STAY("S1", "B1", "2025-07-01/2025-09-30") "</stays>",
        "t 2025-04-01/2026-03-31\n"
        "B1 (B1) !: 0 2025-07-01/2025-09-30 yes; gap? 0 2025-04-01/2025-05-31 gap 0 2025-06-01/2025-06-30 "
        "gap 0 2025-10-01/2025-12-31 gap? 0 2026-01-01/2026-03-31\n"
        "missing list of stay (not declared complete: 2025-04-01 to 2025-05-31, 2026-01-01 to 2026-03-31)\n");
}

static void what_is_not_recorded_is_open(void **state)
{
    (void)state;
    expect_pictures(PICTURES(BOX_ROW),
                    "<boxes" WHOLE ">" BOX("B1") "<box id='B2' name='B2'/></boxes><events" WHOLE "/><stays" WHOLE
                                                 "><stay id='S1' box='B1' span='2024-10-01/2025-12-31'/>"
                                                 "<stay id='S2' span='2026-02-01/..' good='false'/>"
                                                 "<stay id='S3' box='B1' good='true'/></stays>",
                    "t 2025-04-01/2026-03-31\n"
                    "B1 (B1) !: 0 ? yes; 0 2024-10-01/2025-12-31 unknown; gap? 0 2026-01-01/2026-03-31\n"
                    "B2 (B2) open !:\n");
}

static void findings_are_shown_on_their_records(void **state)
{
    (void)state;
    expect_pictures(PICTURES(BOX_ROW),
                    "<boxes" WHOLE ">" BOX("X1") BOX("B2") "</boxes><stays" WHOLE ">" STAY("S1", "X1", "2024-10-01/..")
                        STAY("S2", "B2", "2024-10-01/..") "</stays><events" WHOLE
                                                          ">" EVENT("EX", "B2", "2025-05-01T10:00:00") "</events>",
                    "t 2025-04-01/2026-03-31\n"
                    "X1 (X1) found !: 0 2024-10-01/.. yes;\n"
                    "B2 (B2) !: 0 2024-10-01/.. yes; 1 2025-05-01T10:00:00/2025-05-01T10:00:00 yes found;\n");
}

static void a_row_can_show_its_own_record(void **state)
{
    (void)state;
    expect_pictures(PICTURES("<timeline id='t'><title>t</title><row rules='r.box'><each fact='box' as='b'/>"
                             "<bar name='使用' by='b.use' text='b.name'/><mark name='初め' at='start_of(b.use)'/>"
                             "</row></timeline>"),
                    "<boxes" WHOLE ">" BOX("X1") "</boxes>",
                    "t 2025-04-01/2026-03-31\n"
                    "X1 (X1) found !: 0 2024-10-01/.. yesX1; 1 2024-10-01/2024-10-01 yes;\n");
}

static void an_empty_list_and_no_list_are_told_apart(void **state)
{
    (void)state;
    static const char single[] = PICTURES("<timeline id='t'><title>t</title><row name='室' en='all'>"
                                          "<bar name='在' over='audit.period' by='s.span' fact='stay' as='s'/></row>"
                                          "</timeline>");
    expect_pictures(single, "<stays" WHOLE "/>", "t 2025-04-01/2026-03-31\nall !: gap 0 2025-04-01/2026-03-31\n");
    expect_pictures(
        single, "",
        "t 2025-04-01/2026-03-31\nall !: gap? 0 2025-04-01/2026-03-31\nmissing list of stay (not supplied)\n");
}

#define CALENDAR                                                                                                       \
    PICTURES("<calendar id='c' rules='r.event'><title>c</title><each fact='event' as='e' at='e.at'/></calendar>\n")

static void a_calendar_counts_by_day_and_hour(void **state)
{
    (void)state;
    expect_pictures(
        CALENDAR,
        "<boxes>" BOX("B1") "</boxes><events" WHOLE ">" EVENT("E1", "B1", "2025-03-31T23:59:59")
            EVENT("E2", "B1", "2025-04-01T00:00:00") EVENT("E3", "B1", "2025-04-01T00:59:59")
                EVENT("EX", "B1", "2025-04-01T23:59:59") EVENT("E5", "B1", "2026-03-31T23:59:59")
                    EVENT("E6", "B1", "2026-04-01T00:00:00")
                        EVENT("E7", "B1", "2025-12-31") "<event id='E8'/></events>",
        "c 2025-04-01/2026-03-31\n"
        "2025-04-01 0: 2 0 0\n2025-04-01 23: 1 1 0\n2025-12-31 24: 1 0 0\n2026-03-31 23: 1 0 0\nundated 1\n");
}

#define COUNTED(when, at)                                                                                              \
    PICTURES("<calendar id='c'><title>c</title><each fact='event' as='e' when='" when "' at='" at "'/></calendar>\n")

/* However the condition reads a record: by one reference, which may be missing, or by more than that. */
static void a_calendar_counts_what_meets_its_condition(void **state)
{
    static const char records[] =
        "<boxes>" BOX("B1") BOX("B2") "<box id='B3'/></boxes><events" WHOLE ">" EVENT("E1", "B1", "2025-04-01T00:00:00")
            EVENT("E2", "B2", "2025-04-01T01:00:00") EVENT("E3", "B3", "2025-04-01T02:00:00")
                EVENT("E4", "B1", "2025-04-01T03:00:00") "<event id='E5' at='2025-04-01T04:00:00'/>" EVENT(
                    "E6", "B2", "2025-04-01T05:00:00") EVENT("E7", "B3", "2025-04-01T06:00:00") "</events>";
    (void)state;
    expect_pictures(COUNTED("e.box.name == \"B1\"", "e.at"), records,
                    "c 2025-04-01/2026-03-31\n2025-04-01 0: 1 0 0\n2025-04-01 2: 1 0 1\n2025-04-01 3: 1 0 0\n"
                    "2025-04-01 4: 1 0 1\n2025-04-01 6: 1 0 1\n");
    expect_pictures(COUNTED("e.box.name == \"B1\" or e.id == \"E6\"", "e.at + days(1)"), records,
                    "c 2025-04-01/2026-03-31\n2025-04-02 0: 1 0 0\n2025-04-02 2: 1 0 1\n2025-04-02 3: 1 0 0\n"
                    "2025-04-02 4: 1 0 1\n2025-04-02 5: 1 0 0\n2025-04-02 6: 1 0 1\n");
    expect_pictures(COUNTED("audit.as_of == date(\"2000-01-01\")", "e.at"), records, "c 2025-04-01/2026-03-31\n");
}

static void an_hour_says_nothing_where_the_log_is_not_complete(void **state)
{
    (void)state;
    expect_pictures(CALENDAR, "<events covers='2025-04-02/2026-03-31'/>",
                    "c 2025-04-01/2026-03-31\nblank 2025-04-01/2025-04-01\n"
                    "missing list of event (not declared complete: 2025-04-01)\n");
}

static void an_unknown_period_is_a_fault_of_the_picture(void **state)
{
    (void)state;
    expect_pictures(
        PICTURES("<timeline id='open' over='since(audit.as_of)'><title>t</title><row name='r'/></timeline>"
                 "<timeline id='none' over='intersect(audit.period, since(audit.as_of))'><title>t</title>"
                 "<row name='r'/></timeline>"
                 "<calendar id='long' over='period(audit.as_of - years(11), audit.as_of)'><title>c</title>"
                 "<each fact='event' as='e' at='e.at'/></calendar>"
                 "<timeline id='longer' over='period(audit.as_of - years(201), audit.as_of)'><title>t</title>"
                 "<row name='r'/></timeline>"),
        "",
        "open ? fault: the time to show is not known\nnone ? fault: the time to show is not known\n"
        "long ? fault: a limit: the time to show is too long\n"
        "longer ? fault: a limit: the time to show is too long\n");
}

static void faults_are_told_with_place_and_nearest_name(void **state)
{
    (void)state;
    diags d;
    write_file("pictures.xml",
               STR(PICTURES("<timeline id='t' over='audit.perod'><title>t</title>\n"
                            "<row rules='r.box r.evnt'><each fact='bx' as='b'/></row>\n"
                            "<row><bar name='n' by='s.spam' fact='stay' as='s'/><mark at='audit.as_of' name='m'/>"
                            "<bra/></row>\n"
                            "</timeline>\n<calendar id='t'><title>c</title><each fact='event' as='e'/></calendar>\n")));
    diags_init(&d, 0);
    assert_null(pack_load(model, ".", &d));
    expect_diags(&d, "./pictures.xml:2:24: error: there is no \"audit.perod\" (did you mean \"audit.period\"?)\n"
                     "./pictures.xml:3:19: error: there is no rule \"r.evnt\" (did you mean \"r.event\"?)\n"
                     "./pictures.xml:3:39: error: value \"bx\" of \"fact\" is not valid (did you mean \"box\"?)\n"
                     "./pictures.xml:4:1: error: element \"row\" lacks the attribute \"name\"\n"
                     "./pictures.xml:4:24: error: stay has no field \"spam\" (did you mean \"span\"?)\n"
                     "./pictures.xml:4:52: error: element \"mark\" lacks the attribute \"as\"\n"
                     "./pictures.xml:4:52: error: element \"mark\" lacks the attribute \"fact\"\n"
                     "./pictures.xml:4:85: error: element \"bra\" is not allowed here (did you mean \"bar\"?)\n"
                     "./pictures.xml:6:15: error: id \"t\" is given twice\n"
                     "./pictures.xml:6:34: error: element \"each\" lacks the attribute \"at\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gap_of_one_day_is_a_gap),
        cmocka_unit_test(bars_reach_beyond_the_axis_and_those_beside_it_are_left_out),
        cmocka_unit_test(marks_are_kept_wherever_they_are),
        cmocka_unit_test(a_gap_counts_where_the_list_is_complete),
        cmocka_unit_test(what_is_not_recorded_is_open),
        cmocka_unit_test(findings_are_shown_on_their_records),
        cmocka_unit_test(a_row_can_show_its_own_record),
        cmocka_unit_test(an_empty_list_and_no_list_are_told_apart),
        cmocka_unit_test(a_calendar_counts_by_day_and_hour),
        cmocka_unit_test(a_calendar_counts_what_meets_its_condition),
        cmocka_unit_test(an_hour_says_nothing_where_the_log_is_not_complete),
        cmocka_unit_test(an_unknown_period_is_a_fault_of_the_picture),
        cmocka_unit_test(faults_are_told_with_place_and_nearest_name),
    };
    return cmocka_run_group_tests_name("picture", tests, start, end);
}

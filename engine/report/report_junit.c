/* The outcomes as JUnit XML: a suite a rule, a case a subject that it does not pass, or one of the rule as a whole. */
#include "report/report.h"
#include "report/report_machine.h"
#include "report/report_text.h"

typedef struct tally {
    size_t tests, failures, errors, skipped;
} tally;

static void count_outcomes(tally *t, const rule_result *r)
{
    size_t count = outcome_count(r);
    for (size_t i = 0; i < count; i++) {
        enum result result = outcome_at(r, i).result;
        t->tests++;
        t->failures += result == RESULT_FAIL || result == RESULT_UNKNOWN || result == RESULT_REVIEW;
        t->errors += result == RESULT_ERROR;
        t->skipped += result == RESULT_NOT_APPLICABLE;
    }
}

static void add_tally(buffer *b, tally t)
{
    buffer_addf(b, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"", t.tests, t.failures, t.errors,
                t.skipped);
}

/* ---- cases ---- */

static void add_case_name(buffer *b, const outcome *o, enum language language)
{
    buffer name = {0};
    if (o->finding != NULL) {
        buffer_add(&name, label_text(o->finding->subject.type_title, language));
        buffer_add_char(&name, ' ');
        buffer_add(&name, label_text(o->finding->subject.text, language));
    } else {
        buffer_add(&name, label_text(o->rule->rule->title, language));
    }
    add_xml_attribute(b, "classname", o->rule->rule->id);
    add_xml_attribute(b, "name", buffer_str(&name));
    if (o->finding != NULL && o->finding->subject.at.file != NULL) {
        add_xml_attribute(b, "file", str_of(o->finding->subject.at.file));
        buffer_addf(b, " line=\"%u\"", o->finding->subject.at.line);
    }
    buffer_free(&name);
}

static void add_details(buffer *b, const outcome *o, enum language language)
{
    if (o->finding == NULL)
        return;
    buffer details = {0};
    text_writer w = {.language = language, .out = &details};
    text_details(&w, o->finding, remedy_is_due(o->result));
    buffer_add_char(b, '\n');
    buffer_add_xml(b, buffer_str(&details));
    buffer_free(&details);
}

/* An element that says what came out: of the type that the result is called. */
static void add_problem(buffer *b, const char *element, const outcome *o, enum language language)
{
    buffer message = {0};
    outcome_print(&message, o, language);
    buffer_addf(b, "<%s", element);
    if (o->result != RESULT_NOT_APPLICABLE)
        add_xml_attribute(b, "type", str_of(result_name(o->result)));
    add_xml_attribute(b, "message", buffer_str(&message));
    buffer_add_char(b, '>');
    add_details(b, o, language);
    buffer_addf(b, "</%s>", element);
    buffer_free(&message);
}

/* A local parameter that is not met breaks no regulation: the case passes, and says so. */
static void add_notice(buffer *b, const outcome *o, enum language language)
{
    buffer message = {0};
    outcome_print(&message, o, language);
    buffer_add_text(b, "<system-out>");
    buffer_add_xml(b, label_text(result_title(RESULT_NOTICE), language));
    buffer_add_text(b, ": ");
    buffer_add_xml(b, buffer_str(&message));
    add_details(b, o, language);
    buffer_add_text(b, "</system-out>");
    buffer_free(&message);
}

static void add_outcome(buffer *b, const outcome *o, enum language language)
{
    switch (o->result) {
    case RESULT_PASS:
        return;
    case RESULT_NOTICE:
        add_notice(b, o, language);
        return;
    case RESULT_NOT_APPLICABLE:
        add_problem(b, "skipped", o, language);
        return;
    case RESULT_REVIEW:
    case RESULT_UNKNOWN:
    case RESULT_FAIL:
        add_problem(b, "failure", o, language);
        return;
    case RESULT_ERROR:
    case RESULT_COUNT:
        break;
    }
    add_problem(b, "error", o, language);
}

static void add_case(buffer *b, const outcome *o, enum language language)
{
    buffer_add_text(b, "    <testcase");
    add_case_name(b, o, language);
    buffer_add_char(b, '>');
    add_outcome(b, o, language);
    buffer_add_text(b, "</testcase>\n");
}

/* ---- suites ---- */

static void add_property(buffer *b, const char *name, str value)
{
    if (value.length == 0)
        return;
    buffer_add_text(b, "      <property");
    add_xml_attribute(b, "name", str_of(name));
    add_xml_attribute(b, "value", value);
    buffer_add_text(b, "/>\n");
}

static void add_properties(buffer *b, const rule_result *r, enum language language)
{
    buffer clause = {0}, population = {0};
    clause_print_title(&clause, r->rule->clause, language);
    buffer_addf(&population, "%llu", (unsigned long long)r->population);
    buffer_add_text(b, "    <properties>\n");
    add_property(b, "title", label_text(r->rule->title, language));
    add_property(b, "clause", buffer_str(&clause));
    add_property(b, "bearer", label_text(r->rule->bearer->title, language));
    add_property(b, "severity", str_of(rule_severity_name(r->rule->severity)));
    add_property(b, "result", str_of(result_name(r->result)));
    add_property(b, "population", buffer_str(&population));
    add_property(b, "note", label_text(r->note, language));
    add_property(b, "stale", r->is_stale ? word_text(WORD_STALE, language) : (str){0});
    buffer_add_text(b, "    </properties>\n");
    buffer_free(&population);
    buffer_free(&clause);
}

static void add_suite(buffer *b, const rule_result *r, enum language language)
{
    tally t = {0};
    count_outcomes(&t, r);
    buffer_add_text(b, "  <testsuite");
    add_xml_attribute(b, "name", r->rule->id);
    add_tally(b, t);
    buffer_add_text(b, ">\n");
    add_properties(b, r, language);
    for (size_t i = 0; i < t.tests; i++) {
        outcome o = outcome_at(r, i);
        add_case(b, &o, language);
    }
    buffer_add_text(b, "  </testsuite>\n");
}

void write_junit(const audit_result *result, enum language language, buffer *out)
{
    tally all = {0};
    for (size_t i = 0; i < result->rule_count; i++)
        count_outcomes(&all, &result->rules[i]);
    buffer_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    add_xml_attribute(out, "name", label_text(result->pack->title, language));
    add_tally(out, all);
    buffer_add_text(out, ">\n");
    for (size_t i = 0; i < result->rule_count; i++)
        add_suite(out, &result->rules[i], language);
    buffer_add_text(out, "</testsuites>\n");
}

/* Outcomes of a pack's tests as text for a terminal, as TAP 14, and as JUnit XML. */
#include "api/test_writers.h"

#include "report/report_machine.h"

/* Appends what an expectation is about: test, rule and subject. */
static void add_name(buffer *b, const test_outcome *o)
{
    buffer_add(b, o->test->name);
    buffer_add_text(b, ": ");
    buffer_add(b, o->expected->rule->id);
    if (o->expected->subject.length > 0) {
        buffer_add_char(b, ' ');
        buffer_add(b, o->expected->subject);
    }
    buffer_addf(b, " %s", result_name(o->expected->result));
}

/* ---- text ---- */

static void write_text_outcome(const test_outcome *o, enum language language, buffer *b)
{
    if (o->passed)
        return;
    buffer_addf(b, "%s:%u:%u: ", o->file, o->expected->at.line, o->expected->at.column);
    add_name(b, o);
    buffer_add_text(b, ": ");
    buffer_add(b, label_text(o->message, language));
    buffer_add_char(b, '\n');
}

static void write_text_tests(const test_report *report, enum language language, buffer *b)
{
    for (size_t i = 0; i < report->count; i++)
        write_text_outcome(&report->outcomes[i], language, b);
    buffer_addf(b, language == LANGUAGE_JA ? "期待 %zu 件、不一致 %zu 件\n" : "expectations: %zu, failed: %zu\n",
                report->count, report->failed);
}

/* ---- TAP 14 ---- */

static void write_tap_reason(const test_outcome *o, enum language language, buffer *b)
{
    buffer_add_text(b, "  ---\n  message: ");
    buffer_add_json(b, label_text(o->message, language)); /* a JSON string is a YAML string */
    buffer_add_text(b, "\n  at:\n    file: ");
    buffer_add_json(b, str_of(o->file));
    buffer_addf(b, "\n    line: %u\n    column: %u\n", o->expected->at.line, o->expected->at.column);
    buffer_addf(b, "  expected: %s\n", result_name(o->expected->result));
    if (!o->is_error)
        buffer_addf(b, "  got: %s\n", result_name(o->got));
    buffer_add_text(b, "  ...\n");
}

static void write_tap(const test_report *report, enum language language, buffer *b)
{
    buffer_addf(b, "TAP version 14\n1..%zu\n", report->count);
    for (size_t i = 0; i < report->count; i++) {
        const test_outcome *o = &report->outcomes[i];
        buffer name = {0};
        add_name(&name, o);
        buffer_addf(b, "%s %zu - ", o->passed ? "ok" : "not ok", i + 1);
        add_tap(b, buffer_str(&name));
        buffer_add_char(b, '\n');
        buffer_free(&name);
        if (!o->passed)
            write_tap_reason(o, language, b);
    }
}

/* ---- JUnit XML ---- */

static void write_junit_case(const test_outcome *o, enum language language, buffer *b)
{
    buffer name = {0};
    add_name(&name, o);
    buffer_add_text(b, "    <testcase");
    add_xml_attribute(b, "classname", o->expected->rule->id);
    add_xml_attribute(b, "name", buffer_str(&name));
    add_xml_attribute(b, "file", str_of(o->file));
    buffer_addf(b, " line=\"%u\"", o->expected->at.line);
    buffer_free(&name);
    if (o->passed) {
        buffer_add_text(b, "/>\n");
        return;
    }
    buffer_addf(b, ">\n      <%s", o->is_error ? "error" : "failure");
    add_xml_attribute(b, "type", str_of(o->is_error ? "error" : "mismatch"));
    add_xml_attribute(b, "message", label_text(o->message, language));
    buffer_add_text(b, "/>\n    </testcase>\n");
}

typedef struct tally {
    size_t tests, failures, errors;
} tally;

static tally count_outcomes(const test_outcome *outcomes, size_t count)
{
    tally t = {.tests = count};
    for (size_t i = 0; i < count; i++) {
        t.errors += outcomes[i].is_error;
        t.failures += !outcomes[i].passed && !outcomes[i].is_error;
    }
    return t;
}

static void add_tally(buffer *b, tally t)
{
    buffer_addf(b, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", t.tests, t.failures, t.errors);
}

static void write_junit_suite(const test_outcome *outcomes, size_t count, enum language language, buffer *b)
{
    buffer_add_text(b, "  <testsuite");
    add_xml_attribute(b, "name", str_of(outcomes[0].file));
    add_tally(b, count_outcomes(outcomes, count));
    buffer_add_text(b, ">\n");
    for (size_t i = 0; i < count; i++)
        write_junit_case(&outcomes[i], language, b);
    buffer_add_text(b, "  </testsuite>\n");
}

static void write_junit(const test_report *report, enum language language, buffer *b)
{
    buffer_add_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    add_tally(b, count_outcomes(report->outcomes, report->count));
    buffer_add_text(b, ">\n");
    for (size_t first = 0, end; first < report->count; first = end) {
        for (end = first + 1; end < report->count && report->outcomes[end].file == report->outcomes[first].file; end++)
            ;
        write_junit_suite(&report->outcomes[first], end - first, language, b);
    }
    buffer_add_text(b, "</testsuites>\n");
}

/* ---- by name ---- */

test_writer *test_writer_find(const char *format)
{
    static const struct {
        const char *name;
        test_writer *write;
    } writers[] = {{"text", write_text_tests}, {"tap", write_tap}, {"junit", write_junit}};
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++)
        if (strcmp(format, writers[i].name) == 0)
            return writers[i].write;
    return NULL;
}

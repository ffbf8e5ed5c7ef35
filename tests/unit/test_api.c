/* The public API: what it says when something is wrong, and that it says the truth when nothing is. Run from the top of
   the source tree, whose schema and pack it uses. */
#include "api/junshu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define EMPTY_FACTS "<facts xmlns=\"urn:junshu:facts:1\" municipality=\"352063\"/>\n"

typedef struct fixture {
    junshu *session;
    char directory[64];
    char facts_path[96];
} fixture;

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void read_file(const char *path, char *out, size_t size)
{
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    out[fread(out, 1, size - 1, f)] = '\0';
    fclose(f);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    const junshu_options options = {.data_dir = "."};
    snprintf(f->directory, sizeof f->directory, "/tmp/junshu-api-XXXXXX");
    if (mkdtemp(f->directory) == NULL || junshu_new(&options, &f->session) != JUNSHU_OK)
        return -1;
    snprintf(f->facts_path, sizeof f->facts_path, "%s/facts.xml", f->directory);
    write_file(f->facts_path, EMPTY_FACTS);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    char command[128];
    junshu_free(f->session);
    snprintf(command, sizeof command, "rm -r '%s'", f->directory);
    int status = system(command);
    free(f);
    return status;
}

static junshu_facts *load_empty(fixture *f)
{
    junshu_facts *facts;
    const char *paths[] = {f->facts_path};
    assert_int_equal(junshu_facts_load(f->session, paths, 1, &facts), JUNSHU_OK);
    return facts;
}

static junshu_pack *load_pack(fixture *f)
{
    junshu_pack *pack;
    enum junshu_status status = junshu_pack_load(f->session, NULL, &pack);
    if (status != JUNSHU_OK) {
        junshu_text text;
        junshu_diagnostics_write(f->session, JUNSHU_EN, &text);
        print_error("%s", text.at);
        junshu_text_free(&text);
    }
    assert_int_equal(status, JUNSHU_OK);
    return pack;
}

static void expect_diagnostic(junshu *session, const char *id)
{
    junshu_diagnostic d;
    assert_true(junshu_error_count(session) > 0);
    assert_int_equal(junshu_diagnostic_at(session, 0, JUNSHU_EN, &d), JUNSHU_OK);
    assert_string_equal(d.id, id);
    assert_true(d.is_error);
    assert_true(strlen(d.message) > 0);
    junshu_diagnostics_clear(session);
    assert_int_equal(junshu_diagnostic_count(session), 0);
}

/* ---- sessions ---- */

static void sessions_refuse_misuse(void **state)
{
    (void)state;
    junshu *session;
    assert_int_equal(junshu_new(NULL, NULL), JUNSHU_MISUSE);
    assert_int_equal(junshu_new(NULL, &session), JUNSHU_OK);
    junshu_free(session);
    junshu_free(NULL);
    junshu_facts_free(NULL);
    junshu_pack_free(NULL);
    junshu_result_free(NULL);
    junshu_text_free(NULL);
}

static void data_directory_is_reported(void **state)
{
    (void)state;
    junshu *session;
    junshu_facts *facts = (junshu_facts *)&session;
    const junshu_options options = {.data_dir = "/nonexistent"};
    const char *paths[] = {"-"};
    assert_int_equal(junshu_new(&options, &session), JUNSHU_OK);
    assert_int_equal(junshu_facts_load(session, paths, 1, &facts), JUNSHU_INVALID);
    assert_null(facts);
    expect_diagnostic(session, "DIAG_FILE_MISSING");
    junshu_free(session);
}

static void data_directory_comes_from_the_environment(void **state)
{
    fixture *f = *state;
    junshu *session;
    junshu_text text;
    setenv("JUNSHU_DATA_DIR", f->directory, 1);
    assert_int_equal(junshu_new(NULL, &session), JUNSHU_OK);
    assert_int_equal(junshu_schema(session, "xsd", &text), JUNSHU_INVALID);
    assert_null(text.at);
    setenv("JUNSHU_DATA_DIR", ".", 1);
    assert_int_equal(junshu_schema(session, "xsd", &text), JUNSHU_OK);
    assert_true(text.length > 0);
    unsetenv("JUNSHU_DATA_DIR");
    junshu_text_free(&text);
    junshu_free(session);
}

/* ---- facts ---- */

static void facts_without_paths_are_misuse(void **state)
{
    fixture *f = *state;
    junshu_facts *facts;
    assert_int_equal(junshu_facts_load(f->session, NULL, 0, &facts), JUNSHU_MISUSE);
    assert_null(facts);
    assert_int_equal(junshu_facts_load(f->session, NULL, 1, NULL), JUNSHU_MISUSE);
    assert_int_equal(junshu_facts_settle(f->session, NULL), JUNSHU_MISUSE);
}

static void a_missing_file_is_reported(void **state)
{
    fixture *f = *state;
    junshu_facts *facts;
    const char *paths[] = {"/nonexistent/facts.xml"};
    assert_int_equal(junshu_facts_load(f->session, paths, 1, &facts), JUNSHU_INVALID);
    assert_null(facts);
    expect_diagnostic(f->session, "DIAG_FILE_MISSING");
}

static void a_wrong_element_has_its_place(void **state)
{
    fixture *f = *state;
    junshu_facts *facts;
    junshu_diagnostic d;
    const char *paths[] = {f->facts_path};
    write_file(f->facts_path, "<facts xmlns=\"urn:junshu:facts:1\" municipality=\"352063\">\n  <roms/>\n</facts>\n");
    assert_int_equal(junshu_facts_load(f->session, paths, 1, &facts), JUNSHU_INVALID);
    assert_int_equal(junshu_diagnostic_at(f->session, 0, JUNSHU_EN, &d), JUNSHU_OK);
    assert_string_equal(d.id, "DIAG_XML_UNKNOWN_ELEMENT_NEAR");
    assert_string_equal(d.file, f->facts_path);
    assert_int_equal(d.line, 2);
    assert_int_equal(d.column, 3);
    assert_string_equal(d.message, "element \"roms\" is not allowed here (did you mean \"rooms\"?)");
    assert_int_equal(junshu_diagnostic_at(f->session, 1, JUNSHU_EN, &d), JUNSHU_MISUSE);
}

static void the_limit_of_diagnostics_is_kept(void **state)
{
    fixture *f = *state;
    junshu *session;
    junshu_facts *facts;
    const junshu_options options = {.data_dir = ".", .diagnostics_limit = 2};
    const char *paths[] = {f->facts_path};
    write_file(f->facts_path,
               "<facts xmlns=\"urn:junshu:facts:1\" municipality=\"352063\"><a/><b/><c/><d/><e/></facts>\n");
    assert_int_equal(junshu_new(&options, &session), JUNSHU_OK);
    assert_int_equal(junshu_facts_load(session, paths, 1, &facts), JUNSHU_INVALID);
    assert_int_equal(junshu_diagnostic_count(session), 2);
    assert_int_equal(junshu_error_count(session), 5);
    assert_int_equal(junshu_dropped_count(session), 3);
    junshu_free(session);
}

/* ---- packs and audits ---- */

static void a_missing_pack_is_reported(void **state)
{
    fixture *f = *state;
    junshu_pack *pack;
    assert_int_equal(junshu_pack_load(f->session, "/nonexistent", &pack), JUNSHU_INVALID);
    assert_null(pack);
    assert_true(junshu_error_count(f->session) > 0);
}

static void audits_refuse_bad_dates(void **state)
{
    fixture *f = *state;
    junshu_pack *pack = load_pack(f);
    junshu_facts *facts = load_empty(f);
    junshu_result *result;
    assert_int_equal(junshu_audit(f->session, pack, facts, "2025", "2026-04-30", &result), JUNSHU_INVALID);
    assert_null(result);
    expect_diagnostic(f->session, "DIAG_OPTION_PERIOD");
    assert_int_equal(junshu_audit(f->session, pack, facts, NULL, "2026-02-30", &result), JUNSHU_INVALID);
    expect_diagnostic(f->session, "DIAG_OPTION_DATE");
    assert_int_equal(junshu_audit(f->session, pack, facts, "2025-04-01/2026-03-31", "2024-01-01", &result),
                     JUNSHU_INVALID);
    assert_null(result);
    assert_true(junshu_error_count(f->session) > 0);
    setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
    junshu_diagnostics_clear(f->session);
    assert_int_equal(junshu_audit(f->session, pack, facts, NULL, NULL, &result), JUNSHU_INVALID);
    expect_diagnostic(f->session, "DIAG_OPTION_DATE");
    unsetenv("SOURCE_DATE_EPOCH");
    assert_int_equal(junshu_audit(f->session, NULL, facts, NULL, NULL, &result), JUNSHU_MISUSE);
    junshu_result *later;
    assert_int_equal(junshu_audit(f->session, pack, facts, NULL, "2026-05-01", &later), JUNSHU_OK);
    assert_int_equal(junshu_audit_since(f->session, pack, facts, NULL, "2026-04-30", later, &result), JUNSHU_INVALID);
    expect_diagnostic(f->session, "DIAG_PREVIOUS_LATER");
    junshu_result_free(later);
    junshu_facts_free(facts);
    junshu_pack_free(pack);
}

static junshu_result *audit_empty(fixture *f, junshu_pack *pack, junshu_facts *facts)
{
    junshu_result *result;
    assert_int_equal(junshu_audit(f->session, pack, facts, "2025-04-01/2026-03-31", "2026-04-30", &result), JUNSHU_OK);
    assert_non_null(result);
    return result;
}

/* Without records nothing can be compliant: missing data is unknown. */
static void an_empty_audit_is_not_compliant(void **state)
{
    fixture *f = *state;
    junshu_pack *pack = load_pack(f);
    junshu_facts *facts = load_empty(f);
    junshu_result *result = audit_empty(f, pack, facts);
    assert_int_equal(junshu_facts_record_count(facts), 0);
    assert_int_equal(junshu_facts_document_count(facts), 1);
    assert_int_equal(junshu_result_verdict(result), JUNSHU_UNKNOWN);
    assert_int_equal(junshu_result_rules(result, JUNSHU_PASS), 0);
    assert_int_equal(junshu_result_rules(result, JUNSHU_FAIL), 0);
    assert_int_equal(junshu_result_rule_count(result), junshu_pack_rule_count(pack));
    assert_int_equal(junshu_result_rules(result, JUNSHU_VERDICT_COUNT), 0);
    junshu_finding finding;
    junshu_rule_result rule;
    size_t findings = junshu_result_finding_count(result), counted = 0;
    for (size_t i = 0; i < junshu_result_rule_count(result); i++) {
        assert_int_equal(junshu_result_rule_at(result, i, JUNSHU_EN, &rule), JUNSHU_OK);
        counted += rule.findings;
    }
    assert_int_equal(counted, findings);
    assert_int_equal(junshu_result_rule_at(result, junshu_result_rule_count(result), JUNSHU_EN, &rule), JUNSHU_MISUSE);
    assert_int_equal(junshu_result_finding_at(result, findings, JUNSHU_EN, &finding), JUNSHU_MISUSE);
    junshu_result_free(result);
    junshu_facts_free(facts);
    junshu_pack_free(pack);
}

/* ---- reports ---- */

static bool stop_at_once(void *context, const char *bytes, size_t length)
{
    (void)bytes, (void)length;
    ++*(size_t *)context;
    return false;
}

static void report_errors_are_values(void **state)
{
    fixture *f = *state;
    junshu_pack *pack = load_pack(f);
    junshu_facts *facts = load_empty(f);
    junshu_result *result = audit_empty(f, pack, facts);
    junshu_format format;
    junshu_text text;
    size_t calls = 0;
    assert_int_equal(junshu_format_find("jsn", JUNSHU_EN, &format), JUNSHU_MISUSE);
    assert_string_equal(format.name, "json");
    assert_int_equal(junshu_format_at(junshu_format_count(), JUNSHU_EN, &format), JUNSHU_MISUSE);
    assert_int_equal(junshu_report_text(f->session, result, "nothing", JUNSHU_JA, &text), JUNSHU_MISUSE);
    assert_null(text.at);
    assert_int_equal(junshu_report_write(f->session, result, "json", JUNSHU_JA, stop_at_once, &calls), JUNSHU_STOPPED);
    assert_int_equal(calls, 1);
    junshu_result_free(result);
    junshu_facts_free(facts);
    junshu_pack_free(pack);
}

/* A stored result outlives the facts and the pack. */
static void results_are_read_back(void **state)
{
    fixture *f = *state;
    junshu_pack *pack = load_pack(f);
    junshu_facts *facts = load_empty(f);
    junshu_result *result = audit_empty(f, pack, facts), *again;
    junshu_text first, second;
    char path[96];
    snprintf(path, sizeof path, "%s/result.json", f->directory);
    assert_int_equal(junshu_report_text(f->session, result, "json", JUNSHU_JA, &first), JUNSHU_OK);
    assert_int_equal(junshu_text_save(f->session, &first, path), JUNSHU_OK);
    enum junshu_verdict verdict = junshu_result_verdict(result);
    size_t findings = junshu_result_finding_count(result);
    junshu_result_free(result);
    junshu_facts_free(facts);
    junshu_pack_free(pack);

    assert_int_equal(junshu_result_read(f->session, path, &again), JUNSHU_OK);
    assert_int_equal(junshu_result_verdict(again), verdict);
    assert_int_equal(junshu_result_finding_count(again), findings);
    assert_int_equal(junshu_report_text(f->session, again, "json", JUNSHU_EN, &second), JUNSHU_OK);
    assert_string_equal(first.at, second.at);
    junshu_text_free(&first);
    junshu_text_free(&second);
    junshu_result_free(again);

    assert_int_equal(junshu_result_read(f->session, NULL, &again), JUNSHU_MISUSE);
    assert_int_equal(junshu_result_read(f->session, path, NULL), JUNSHU_MISUSE);
    assert_int_equal(junshu_result_read(f->session, f->directory, &again), JUNSHU_INVALID);
    expect_diagnostic(f->session, "DIAG_FILE_IS_DIRECTORY");
    write_file(path, "{}");
    assert_int_equal(junshu_result_read(f->session, path, &again), JUNSHU_INVALID);
    assert_null(again);
    expect_diagnostic(f->session, "DIAG_JSON_MISSING_MEMBER");
}

/* Two reports are saved together or not at all. */
static void saving_is_all_or_nothing(void **state)
{
    fixture *f = *state;
    junshu_pack *pack = load_pack(f);
    junshu_facts *facts = load_empty(f);
    junshu_result *result = audit_empty(f, pack, facts);
    char first[96], directory[96], content[64];
    snprintf(first, sizeof first, "%s/a.json", f->directory);
    snprintf(directory, sizeof directory, "%s/b", f->directory);
    write_file(first, "old");
    assert_int_equal(mkdir(directory, 0777), 0);
    const char *formats[] = {"json", "text"}, *paths[] = {first, directory}, *same[] = {first, first};
    assert_int_equal(junshu_report_save(f->session, result, formats, same, 2, JUNSHU_JA), JUNSHU_MISUSE);
    assert_int_equal(junshu_report_save(f->session, result, formats, paths, 2, JUNSHU_JA), JUNSHU_INVALID);
    expect_diagnostic(f->session, "DIAG_FILE_IS_DIRECTORY");
    read_file(first, content, sizeof content);
    assert_string_equal(content, "old");
    assert_int_equal(rmdir(directory), 0);
    assert_int_equal(junshu_report_save(f->session, result, formats, paths, 2, JUNSHU_JA), JUNSHU_OK);
    read_file(first, content, sizeof content);
    assert_int_equal(content[0], '{');
    junshu_result_free(result);
    junshu_facts_free(facts);
    junshu_pack_free(pack);
}

/* ---- for authors ---- */

static void author_functions_refuse_misuse(void **state)
{
    fixture *f = *state;
    junshu_pack *pack = load_pack(f);
    junshu_text text;
    assert_int_equal(junshu_test_pack(f->session, pack, "html", JUNSHU_EN, &text, NULL), JUNSHU_MISUSE);
    assert_int_equal(junshu_coverage(f->session, pack, "tap", JUNSHU_EN, &text, NULL), JUNSHU_MISUSE);
    assert_int_equal(junshu_schema(f->session, "json", &text), JUNSHU_MISUSE);
    assert_int_equal(junshu_text_save(f->session, &text, "x"), JUNSHU_MISUSE);
    assert_int_equal(junshu_explain(f->session, pack, "9-1.permited", JUNSHU_EN, &text), JUNSHU_INVALID);
    assert_null(text.at);
    expect_diagnostic(f->session, "DIAG_EXPLAIN_UNKNOWN_NEAR");
    assert_int_equal(junshu_explain(f->session, pack, "第９条第１項", JUNSHU_JA, &text), JUNSHU_OK);
    assert_non_null(strstr(text.at, "9-1.permitted"));
    junshu_text_free(&text);
    junshu_pack_free(pack);
}

/* A device would be lost if a file were moved to its place. */
static void devices_are_not_replaced(void **state)
{
    fixture *f = *state;
    junshu_text text;
    struct stat status;
    char path[96];
    snprintf(path, sizeof path, "%s/pipe", f->directory);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(junshu_schema(f->session, "xsd", &text), JUNSHU_OK);
    assert_int_equal(junshu_text_save(f->session, &text, path), JUNSHU_INVALID);
    expect_diagnostic(f->session, "DIAG_FILE_WRITE");
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    junshu_text_free(&text);
}

/* A copy of the pack that a test may change. */
static void copy_pack(fixture *f, char *path, size_t size)
{
    char command[192];
    snprintf(path, size, "%s/pack", f->directory);
    snprintf(command, sizeof command, "cp -r rules/hofu-juki '%s'", path);
    assert_int_equal(system(command), 0);
}

/* Replaces the first `from` of a file of the pack. */
static void change_file(const char *directory, const char *name, const char *from, const char *to)
{
    enum { SIZE = 1 << 20 };
    char path[192], *content = malloc(SIZE), *changed = malloc(SIZE);
    assert_non_null(content);
    assert_non_null(changed);
    snprintf(path, sizeof path, "%s/%s", directory, name);
    read_file(path, content, SIZE);
    char *at = strstr(content, from);
    assert_non_null(at);
    snprintf(changed, SIZE, "%.*s%s%s", (int)(at - content), content, to, at + strlen(from));
    write_file(path, changed);
    free(content);
    free(changed);
}

static size_t count_diagnostics(junshu *session, const char *id)
{
    size_t count = 0;
    junshu_diagnostic d;
    for (size_t i = 0; junshu_diagnostic_at(session, i, JUNSHU_EN, &d) == JUNSHU_OK; i++)
        count += strcmp(d.id, id) == 0;
    junshu_diagnostics_clear(session);
    return count;
}

static junshu_pack *load_copy(fixture *f, const char *path)
{
    junshu_pack *pack;
    assert_int_equal(junshu_pack_load(f->session, path, &pack), JUNSHU_OK);
    return pack;
}

static void stale_digests_are_found_and_fixed(void **state)
{
    fixture *f = *state;
    char path[96];
    size_t changed;
    copy_pack(f, path, sizeof path);
    change_file(path, "rules/09.xml", "clause=\"9-1\" digest=\"", "clause=\"9-1\" digest=\"0");
    junshu_pack *pack = load_copy(f, path);
    assert_int_equal(junshu_lint_pack(f->session, pack), JUNSHU_INVALID);
    assert_int_equal(count_diagnostics(f->session, "DIAG_LINT_STALE"), 1);
    assert_int_equal(junshu_fix_digests(f->session, pack, &changed), JUNSHU_OK);
    assert_true(changed > 0);
    junshu_pack_free(pack);
    pack = load_copy(f, path);
    junshu_lint_pack(f->session, pack);
    assert_int_equal(count_diagnostics(f->session, "DIAG_LINT_STALE"), 0);
    assert_int_equal(junshu_fix_digests(f->session, pack, &changed), JUNSHU_OK);
    assert_int_equal(changed, 0);
    junshu_pack_free(pack);
}

static enum junshu_verdict verdict_of(junshu_result *result, const char *id)
{
    junshu_rule_result r;
    for (size_t i = 0; junshu_result_rule_at(result, i, JUNSHU_EN, &r) == JUNSHU_OK; i++)
        if (strcmp(r.rule, id) == 0)
            return r.verdict;
    fail_msg("no rule %s", id);
    return JUNSHU_ERROR;
}

/* 9-1.shared-card on a day without entries, by a log that is declared complete: not applicable. */
static enum junshu_verdict audit_shared_cards(fixture *f, const char *pack_path)
{
    junshu_result *result;
    write_file(f->facts_path, "<facts xmlns=\"urn:junshu:facts:1\" municipality=\"352063\">"
                              "<rooms covers=\"2020-04-01/2026-03-31\"/>"
                              "<room-entries covers=\"2025-04-01/2026-03-31\"/></facts>");
    junshu_pack *pack = load_copy(f, pack_path);
    junshu_facts *facts = load_empty(f);
    assert_int_equal(junshu_audit(f->session, pack, facts, "2025-04-01/2026-03-31", "2026-03-31", &result), JUNSHU_OK);
    enum junshu_verdict verdict = verdict_of(result, "9-1.shared-card");
    junshu_result_free(result);
    junshu_facts_free(facts);
    junshu_pack_free(pack);
    return verdict;
}

static void stale_rules_do_not_pass(void **state)
{
    fixture *f = *state;
    char path[96];
    copy_pack(f, path, sizeof path);
    assert_int_equal(audit_shared_cards(f, path), JUNSHU_NOT_APPLICABLE);
    change_file(path, "rules/09.xml", "id=\"9-1.shared-card\" clause=\"9-1\" digest=\"",
                "id=\"9-1.shared-card\" clause=\"9-1\" digest=\"0");
    assert_int_equal(audit_shared_cards(f, path), JUNSHU_REVIEW);
}

static void conditions_that_never_hold_are_found(void **state)
{
    fixture *f = *state;
    char path[96];
    copy_pack(f, path, sizeof path);
    change_file(path, "rules/09.xml", "when=\"within(e.entered, audit.period)",
                "when=\"e.person.kind == 'employee' and e.person.kind == 'contractor' and true");
    junshu_pack *pack = load_copy(f, path);
    junshu_diagnostic d;
    assert_int_equal(junshu_lint_pack(f->session, pack), JUNSHU_INVALID);
    size_t contradictions = 0, constants = 0;
    for (size_t i = 0; junshu_diagnostic_at(f->session, i, JUNSHU_EN, &d) == JUNSHU_OK; i++) {
        contradictions += strcmp(d.id, "DIAG_LINT_CONTRADICTION") == 0;
        constants += strcmp(d.id, "DIAG_LINT_CONSTANT") == 0;
    }
    assert_int_equal(contradictions, 1);
    assert_int_equal(constants, 1);
    junshu_pack_free(pack);
}

static void failed_tests_are_counted(void **state)
{
    fixture *f = *state;
    char path[96];
    junshu_text text;
    junshu_test_counts counts;
    copy_pack(f, path, sizeof path);
    junshu_pack *pack = load_copy(f, path);
    assert_int_equal(junshu_test_pack(f->session, pack, "text", JUNSHU_EN, &text, &counts), JUNSHU_OK);
    assert_int_equal(counts.failed, 0);
    size_t total = counts.total;
    assert_true(total > 0);
    junshu_text_free(&text);
    change_file(path, "tests/09.xml", "result=\"pass\"", "result=\"fail\"");
    assert_int_equal(junshu_test_pack(f->session, pack, "tap", JUNSHU_EN, &text, &counts), JUNSHU_OK);
    assert_int_equal(counts.failed, 1);
    assert_int_equal(counts.total, total);
    assert_non_null(strstr(text.at, "\nnot ok "));
    assert_non_null(strstr(text.at, "got pass, expected fail"));
    junshu_text_free(&text);
    change_file(path, "tests/09.xml", "rule=\"9-1.permitted\"", "rule=\"9-1.permited\"");
    assert_int_equal(junshu_test_pack(f->session, pack, "junit", JUNSHU_EN, &text, &counts), JUNSHU_INVALID);
    expect_diagnostic(f->session, "DIAG_TEST_UNKNOWN_RULE_NEAR");
    junshu_text_free(&text);
    junshu_pack_free(pack);
}

static void words_are_stable(void **state)
{
    (void)state;
    assert_string_equal(junshu_verdict_name(JUNSHU_NOT_APPLICABLE), "notapplicable");
    assert_string_equal(junshu_verdict_name(JUNSHU_ERROR), "error");
    assert_string_equal(junshu_verdict_title(JUNSHU_REVIEW, JUNSHU_JA), "要確認");
    assert_null(junshu_verdict_name(JUNSHU_VERDICT_COUNT));
    assert_null(junshu_verdict_title(JUNSHU_VERDICT_COUNT, JUNSHU_JA));
    assert_true(strlen(junshu_version()) > 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(sessions_refuse_misuse),
        TEST(data_directory_is_reported),
        TEST(data_directory_comes_from_the_environment),
        TEST(facts_without_paths_are_misuse),
        TEST(a_missing_file_is_reported),
        TEST(a_wrong_element_has_its_place),
        TEST(the_limit_of_diagnostics_is_kept),
        TEST(a_missing_pack_is_reported),
        TEST(audits_refuse_bad_dates),
        TEST(an_empty_audit_is_not_compliant),
        TEST(report_errors_are_values),
        TEST(results_are_read_back),
        TEST(saving_is_all_or_nothing),
        TEST(author_functions_refuse_misuse),
        TEST(devices_are_not_replaced),
        TEST(stale_digests_are_found_and_fixed),
        TEST(stale_rules_do_not_pass),
        TEST(conditions_that_never_hold_are_found),
        TEST(failed_tests_are_counted),
        TEST(words_are_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

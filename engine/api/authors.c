/* What the authors of rules ask for: tests, lint, digests, the ledger, explanations, the schema. */
#include "api/session.h"

#include "api/explain.h"
#include "api/test_writers.h"
#include "eval/coverage_ledger.h"
#include "eval/lint.h"
#include "model/model_html.h"
#include "model/model_xsd.h"

/* ---- tests ---- */

typedef struct test_request {
    const pack *pack;
    test_writer *write;
    enum language language;
    junshu_text *out;
    junshu_test_counts *counts;
} test_request;

static enum junshu_status run_tests(junshu *session, arena *scratch, void *arguments)
{
    const test_request *request = arguments;
    test_report report;
    bool done = rule_tests_run(scratch, request->pack, &report, &session->diags);
    buffer b = {0};
    request->write(&report, request->language, &b);
    session_give(&b, request->out);
    if (request->counts != NULL)
        *request->counts = (junshu_test_counts){report.count, report.failed};
    return done ? JUNSHU_OK : JUNSHU_INVALID;
}

enum junshu_status junshu_test_pack(junshu *session, const junshu_pack *pack, const char *format,
                                    enum junshu_language language, junshu_text *out, junshu_test_counts *counts)
{
    if (out == NULL)
        return JUNSHU_MISUSE;
    *out = (junshu_text){0};
    test_writer *write = format != NULL ? test_writer_find(format) : NULL;
    if (session == NULL || pack == NULL || write == NULL)
        return JUNSHU_MISUSE;
    test_request request = {pack->pack, write, session_language(language), out, counts};
    return session_call(session, run_tests, &request);
}

/* ---- lint ---- */

static enum junshu_status run_lint(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    size_t errors = session->diags.errors;
    lint_pack(arguments, &session->diags);
    return session->diags.errors == errors ? JUNSHU_OK : JUNSHU_INVALID;
}

enum junshu_status junshu_lint_pack(junshu *session, const junshu_pack *pack)
{
    if (session == NULL || pack == NULL)
        return JUNSHU_MISUSE;
    return session_call(session, run_lint, pack->pack);
}

typedef struct digest_request {
    const pack *pack;
    size_t *changed;
} digest_request;

static enum junshu_status run_fix(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    const digest_request *request = arguments;
    return lint_fix_digests(request->pack, request->changed, &session->diags) ? JUNSHU_OK : JUNSHU_INVALID;
}

enum junshu_status junshu_fix_digests(junshu *session, const junshu_pack *pack, size_t *changed)
{
    if (session == NULL || pack == NULL || changed == NULL)
        return JUNSHU_MISUSE;
    digest_request request = {pack->pack, changed};
    *changed = 0;
    return session_call(session, run_fix, &request);
}

/* ---- the ledger ---- */

typedef struct coverage_request {
    const pack *pack;
    bool as_json;
    enum language language;
    junshu_text *out;
    size_t *missing;
} coverage_request;

static enum junshu_status run_coverage(junshu *session, arena *scratch, void *arguments)
{
    (void)session;
    const coverage_request *request = arguments;
    const coverage_ledger *ledger = coverage_ledger_build(scratch, request->pack);
    buffer b = {0};
    if (request->as_json)
        coverage_write_json(ledger, &b);
    else
        coverage_write_text(ledger, request->language, &b);
    session_give(&b, request->out);
    if (request->missing != NULL)
        *request->missing = ledger->counts[COVERAGE_MISSING];
    return JUNSHU_OK;
}

enum junshu_status junshu_coverage(junshu *session, const junshu_pack *pack, const char *format,
                                   enum junshu_language language, junshu_text *out, size_t *missing)
{
    if (out == NULL)
        return JUNSHU_MISUSE;
    *out = (junshu_text){0};
    bool as_json = format != NULL && strcmp(format, "json") == 0;
    if (session == NULL || pack == NULL || format == NULL || (!as_json && strcmp(format, "text") != 0))
        return JUNSHU_MISUSE;
    coverage_request request = {pack->pack, as_json, session_language(language), out, missing};
    return session_call(session, run_coverage, &request);
}

/* ---- explanations ---- */

typedef struct explain_request {
    const pack *pack;
    const char *name;
    enum language language;
    junshu_text *out;
} explain_request;

static enum junshu_status run_explain(junshu *session, arena *scratch, void *arguments)
{
    const explain_request *request = arguments;
    buffer b = {0};
    if (!explain(scratch, request->pack, str_of(request->name), request->language, &b, &session->diags)) {
        buffer_free(&b);
        return JUNSHU_INVALID;
    }
    session_give(&b, request->out);
    return JUNSHU_OK;
}

enum junshu_status junshu_explain(junshu *session, const junshu_pack *pack, const char *name,
                                  enum junshu_language language, junshu_text *out)
{
    if (out == NULL)
        return JUNSHU_MISUSE;
    *out = (junshu_text){0};
    if (session == NULL || pack == NULL || name == NULL)
        return JUNSHU_MISUSE;
    explain_request request = {pack->pack, name, session_language(language), out};
    return session_call(session, run_explain, &request);
}

/* ---- the schema ---- */

typedef struct schema_request {
    void (*write)(const fact_model *m, buffer *b);
    junshu_text *out;
} schema_request;

static enum junshu_status write_schema(junshu *session, arena *scratch, void *arguments)
{
    const schema_request *request = arguments;
    const fact_model *model = session_model(session, scratch);
    if (model == NULL)
        return JUNSHU_INVALID;
    buffer b = {0};
    request->write(model, &b);
    session_give(&b, request->out);
    return JUNSHU_OK;
}

enum junshu_status junshu_schema(junshu *session, const char *kind, junshu_text *out)
{
    if (out == NULL)
        return JUNSHU_MISUSE;
    *out = (junshu_text){0};
    bool is_xsd = kind != NULL && strcmp(kind, "xsd") == 0;
    if (session == NULL || kind == NULL || (!is_xsd && strcmp(kind, "html") != 0))
        return JUNSHU_MISUSE;
    schema_request request = {is_xsd ? model_write_xsd : model_write_html, out};
    return session_call(session, write_schema, &request);
}

/* junshu check: are these facts documents right? junshu schema: what they must look like. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- check ---- */

static enum exit_status report_counts(const arguments *a, const junshu_facts *facts)
{
    printf(a->language == JUNSHU_JA ? "誤りはない（文書 %zu、記録 %" PRIu64 "）\n"
                                    : "no errors (documents: %zu, records: %" PRIu64 ")\n",
           junshu_facts_document_count(facts), junshu_facts_record_count(facts));
    return print(a->language, "", 0) ? STATUS_COMPLIANT : STATUS_CANNOT;
}

static enum exit_status run_check(const arguments *a)
{
    junshu *session = open_session(a);
    junshu_facts *facts = session != NULL ? open_facts(session, a) : NULL;
    enum exit_status status = facts != NULL ? report_counts(a, facts) : STATUS_CANNOT;
    junshu_facts_free(facts);
    junshu_free(session);
    return status;
}

static const enum option_id check_options[] = {OPTION_THREADS};

const verb verb_check = {
    .name = "check",
    .summary = {"事実の文書に誤りがないかを確かめる（監査はしない）", "check facts documents, without an audit"},
    .operands = "FACTS...",
    .min_operands = 1,
    .max_operands = SIZE_MAX,
    .options = check_options,
    .option_count = sizeof check_options / sizeof check_options[0],
    .example = "junshu check records/",
    .exit_status = {"   0  誤りはない\n   1  誤りがある、又は読めない\n  64  使い方の誤り",
                    "   0  no errors\n   1  errors, or files that cannot be read\n  64  wrong usage"},
    .run = run_check,
};

/* ---- schema ---- */

static enum exit_status write_schema(const arguments *a, const char *kind)
{
    junshu *session = open_session(a);
    if (session == NULL)
        return STATUS_CANNOT;
    junshu_text text;
    enum junshu_status status = junshu_schema(session, kind, &text);
    say_diagnostics(session, a, status);
    bool done = status == JUNSHU_OK && put_text(session, a, &text);
    junshu_text_free(&text);
    junshu_free(session);
    return done ? STATUS_COMPLIANT : STATUS_CANNOT;
}

static enum exit_status run_schema(const arguments *a)
{
    bool is_xsd = a->values[OPTION_XSD] != NULL, is_html = a->values[OPTION_HTML] != NULL;
    if (is_xsd != is_html)
        return write_schema(a, is_xsd ? "xsd" : "html");
    complain(a->language, (words){"--xsd と --html のどちらか一方を指定する", "give one of --xsd and --html"});
    return STATUS_USAGE;
}

static const enum option_id schema_options[] = {OPTION_XSD, OPTION_HTML, OPTION_OUTPUT};

const verb verb_schema = {
    .name = "schema",
    .summary = {"事実の文書のスキーマ又は解説を書き出す",
                "write the schema of facts documents, or their reference page"},
    .operands = "",
    .min_operands = 0,
    .max_operands = 0,
    .options = schema_options,
    .option_count = sizeof schema_options / sizeof schema_options[0],
    .example = "junshu schema --xsd -o facts.xsd",
    .exit_status = {"   0  書き出した\n   1  書き出せなかった\n  64  使い方の誤り",
                    "   0  written\n   1  could not be written\n  64  wrong usage"},
    .run = run_schema,
};

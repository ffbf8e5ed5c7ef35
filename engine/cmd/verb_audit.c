/* junshu audit: facts, a pack, a period → reports and an exit status. */
#include "cmd/cmd.h"

#include <stdio.h>

/* Not part of any report: no two runs take the same time. */
static bool write_profile(junshu *session, const arguments *a)
{
    const char *path = a->values[OPTION_PROFILE];
    if (path == NULL)
        return true;
    junshu_text table = {0}, json = {0};
    enum junshu_status status = junshu_profile_write(session, "text", a->language, &table);
    if (status == JUNSHU_OK)
        fputs(table.at, stderr);
    if (status == JUNSHU_OK)
        status = junshu_profile_write(session, "json", a->language, &json);
    if (status == JUNSHU_OK)
        status = junshu_text_save(session, &json, path);
    say_diagnostics(session, a, status);
    junshu_text_free(&table);
    junshu_text_free(&json);
    return status == JUNSHU_OK;
}

static enum exit_status audit_facts(junshu *session, const arguments *a, const report_plan *p, junshu_pack *pack,
                                    junshu_facts *facts)
{
    junshu_result *result = NULL, *previous = NULL;
    enum junshu_status status = JUNSHU_OK;
    if (a->values[OPTION_PREVIOUS] != NULL)
        status = junshu_result_read(session, a->values[OPTION_PREVIOUS], &previous);
    if (status == JUNSHU_OK)
        status = junshu_audit_since(session, pack, facts, a->values[OPTION_PERIOD], a->values[OPTION_AS_OF], previous,
                                    &result);
    junshu_result_free(previous);
    say_diagnostics(session, a, status);
    if (status != JUNSHU_OK)
        return STATUS_CANNOT;
    enum exit_status outcome = deliver_reports(session, a, p, result);
    say_diagnostics(session, a, junshu_facts_settle(session, facts));
    if (!write_profile(session, a))
        outcome = STATUS_CANNOT;
    junshu_result_free(result);
    return outcome;
}

static enum exit_status run_audit(const arguments *a)
{
    report_plan p;
    enum exit_status status = STATUS_USAGE;
    if (plan_reports(&p, a)) {
        junshu *session = open_session(a);
        junshu_pack *pack = session != NULL ? open_pack(session, a, a->values[OPTION_PACK]) : NULL;
        junshu_facts *facts = pack != NULL ? open_facts(session, a) : NULL;
        status = facts != NULL ? audit_facts(session, a, &p, pack, facts) : STATUS_CANNOT;
        junshu_facts_free(facts);
        junshu_pack_free(pack);
        junshu_free(session);
    }
    return status;
}

static const enum option_id options[] = {OPTION_PACK,    OPTION_PERIOD,   OPTION_AS_OF,   OPTION_PREVIOUS,
                                         OPTION_FORMAT,  OPTION_OUTPUT,   OPTION_FAIL_ON, OPTION_THREADS,
                                         OPTION_PROFILE, OPTION_CACHE_DIR};

const verb verb_audit = {
    .name = "audit",
    .summary = {"記録を要綱に照らし、結果を報告する", "audit records against the regulation and report"},
    .operands = "FACTS...",
    .min_operands = 1,
    .max_operands = SIZE_MAX,
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .details =
        {"FACTS は事実の文書、文書のあるディレクトリ（直下の *.xml）、又は -（標準入力）。\n"
         "-f には形式をコンマで区切って並べられる。二つ以上のときは -o のディレクトリに report.html 等として書く。",
         "FACTS are facts documents, directories of them (*.xml directly inside), or - (standard input).\n"
         "-f takes several formats, separated by commas; -o is then the directory of report.html and so on."},
    .example = "junshu audit records/ --period 2025-04-01/2026-03-31 --as-of 2026-04-30 -f html -o report.html",
    .exit_status = {"   0  全て適合又は対象外（--fail-on より軽い結果を含む）\n"
                    "   1  実行できなかった（入力又は規則の誤り、制限、障害）\n"
                    "   2  不適合がある\n"
                    "   3  不適合はないが、判定不能又は要確認がある\n"
                    "  64  使い方の誤り",
                    "   0  everything is compliant or not applicable (or less severe than --fail-on)\n"
                    "   1  could not run (wrong input or rules, a limit, a fault)\n"
                    "   2  a rule failed\n"
                    "   3  none failed, but something is unknown or for review\n"
                    "  64  wrong usage"},
    .run = run_audit,
};

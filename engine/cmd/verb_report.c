/* junshu report: a stored result → reports and the exit status that the audit had. */
#include "cmd/cmd.h"

static enum exit_status report_result(junshu *session, const arguments *a, const report_plan *p)
{
    junshu_result *result;
    enum junshu_status status = junshu_result_read(session, a->operands[0], &result);
    say_diagnostics(session, a, status);
    if (status != JUNSHU_OK)
        return STATUS_CANNOT;
    enum exit_status outcome = deliver_reports(session, a, p, result);
    junshu_result_free(result);
    return outcome;
}

static enum exit_status run_report(const arguments *a)
{
    report_plan p;
    if (!plan_reports(&p, a))
        return STATUS_USAGE;
    junshu *session = open_session(a);
    enum exit_status status = session != NULL ? report_result(session, a, &p) : STATUS_CANNOT;
    junshu_free(session);
    return status;
}

static const enum option_id options[] = {OPTION_FORMAT, OPTION_OUTPUT, OPTION_FAIL_ON};

const verb verb_report = {
    .name = "report",
    .summary = {"保存した結果を、別の形式で報告する", "report a stored result in any format"},
    .operands = "RESULT",
    .min_operands = 1,
    .max_operands = 1,
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .details = {"RESULT は audit が json 形式で書いた結果、又は -（標準入力）。記録も規則集も要らない。\n"
                "出力は、監査のときに同じ形式で書いたものと1バイトも違わない。\n"
                "結果が欠けたり書き換えられたりしていれば、読まずに終わる（改ざんを防ぐ署名ではない）。",
                "RESULT is what audit wrote in the format json, or - (standard input). Neither records nor rules are "
                "needed.\n"
                "The output is, byte for byte, what the audit would have written in that format.\n"
                "A result that was damaged or edited is not read (this is no signature against forgery)."},
    .example = "junshu report report.json -f html -o report.html",
    .exit_status = {"   0  全て適合又は対象外（--fail-on より軽い結果を含む）\n"
                    "   1  実行できなかった（入力の誤り、制限、障害、監査のときのエラー）\n"
                    "   2  不適合がある\n"
                    "   3  不適合はないが、判定不能又は要確認がある\n"
                    "  64  使い方の誤り",
                    "   0  everything is compliant or not applicable (or less severe than --fail-on)\n"
                    "   1  could not run (wrong input, a limit, a fault), or the audit had an error\n"
                    "   2  a rule failed\n"
                    "   3  none failed, but something is unknown or for review\n"
                    "  64  wrong usage"},
    .run = run_report,
};

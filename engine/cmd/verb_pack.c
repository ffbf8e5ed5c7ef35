/* The verbs of rule authors: lint, test, coverage, explain. */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

/* Runs a verb on a pack: the operand of that index, or the default pack. */
typedef enum exit_status pack_function(junshu *session, const arguments *a, junshu_pack *pack);

static enum exit_status with_pack(const arguments *a, size_t operand, pack_function *run)
{
    junshu *session = open_session(a);
    const char *path = a->operand_count > operand ? a->operands[operand] : a->values[OPTION_PACK];
    junshu_pack *pack = session != NULL ? open_pack(session, a, path) : NULL;
    enum exit_status status = pack != NULL ? run(session, a, pack) : STATUS_CANNOT;
    junshu_pack_free(pack);
    junshu_free(session);
    return status;
}

/* Returns the value of --format among the words, the first by default; NULL after saying that there is none such. */
static const char *read_format(const arguments *a, const char *const *names, size_t count)
{
    const char *value = a->values[OPTION_FORMAT];
    if (value == NULL)
        return names[0];
    for (size_t i = 0; i < count; i++)
        if (strcmp(value, names[i]) == 0)
            return names[i];
    complain_unknown(a->language, (words){"形式", "format"}, value, names, count);
    return NULL;
}

/* Ends a verb that made a text. */
static enum exit_status put_result(junshu *session, const arguments *a, enum junshu_status status, junshu_text *text)
{
    say_diagnostics(session, a, status);
    bool done = text->at == NULL || put_text(session, a, text);
    junshu_text_free(text);
    return done && status == JUNSHU_OK ? STATUS_COMPLIANT : STATUS_CANNOT;
}

/* ---- lint ---- */

static enum exit_status lint(junshu *session, const arguments *a, junshu_pack *pack)
{
    enum junshu_status status = junshu_lint_pack(session, pack);
    say_diagnostics(session, a, status);
    return status == JUNSHU_OK ? STATUS_COMPLIANT : STATUS_CANNOT;
}

static enum exit_status fix_digests(junshu *session, const arguments *a, junshu_pack *pack)
{
    size_t changed;
    enum junshu_status status = junshu_fix_digests(session, pack, &changed);
    say_diagnostics(session, a, status);
    if (status != JUNSHU_OK)
        return STATUS_CANNOT;
    printf(a->language == JUNSHU_JA ? "%zu 件の digest を書き換えた\n" : "digests rewritten: %zu\n", changed);
    return print(a->language, "", 0) ? STATUS_COMPLIANT : STATUS_CANNOT;
}

static enum exit_status run_lint(const arguments *a)
{
    if (a->values[OPTION_FIX_DIGESTS] != NULL) {
        enum exit_status status = with_pack(a, 0, fix_digests);
        if (status != STATUS_COMPLIANT)
            return status;
    }
    return with_pack(a, 0, lint);
}

static const enum option_id lint_options[] = {OPTION_FIX_DIGESTS};

const verb verb_lint = {
    .name = "lint",
    .summary = {"規則集の誤りと手落ちを探す", "look for what is wrong or careless in a pack"},
    .operands = "[PACK]",
    .min_operands = 0,
    .max_operands = 1,
    .options = lint_options,
    .option_count = sizeof lint_options / sizeof lint_options[0],
    .details =
        {"条文の変更の後に確認していない規則、規則も理由もない条項、成り立たない条件は誤りとする。\n"
         "使われていないもの、試験のない結果、英語のない文は警告とする。",
         "Rules not reviewed since their clause changed, clauses without rule or reason, and conditions that can\n"
         "never hold are errors. What is unused, untested or not in English is a warning."},
    .example = "junshu lint rules/hofu-juki",
    .exit_status = {"   0  誤りはない（警告はあり得る）\n   1  誤りがある\n  64  使い方の誤り",
                    "   0  no errors (there may be warnings)\n   1  errors\n  64  wrong usage"},
    .run = run_lint,
};

/* ---- test ---- */

static const char *const test_formats[] = {"text", "tap", "junit"};

static enum exit_status test(junshu *session, const arguments *a, junshu_pack *pack)
{
    junshu_text text;
    junshu_test_counts counts = {0};
    const char *format = read_format(a, test_formats, 3);
    enum junshu_status status = junshu_test_pack(session, pack, format, a->report_language, &text, &counts);
    enum exit_status outcome = put_result(session, a, status, &text);
    return counts.failed > 0 ? STATUS_CANNOT : outcome;
}

static enum exit_status run_test(const arguments *a)
{
    return read_format(a, test_formats, 3) != NULL ? with_pack(a, 0, test) : STATUS_USAGE;
}

static const enum option_id output_options[] = {OPTION_FORMAT, OPTION_OUTPUT};

const verb verb_test = {
    .name = "test",
    .summary = {"規則集の試験を実行する", "run the tests of a pack"},
    .operands = "[PACK]",
    .min_operands = 0,
    .max_operands = 1,
    .options = output_options,
    .option_count = sizeof output_options / sizeof output_options[0],
    .details = {"形式: text（既定）、tap（TAP 14）、junit（JUnit XML）",
                "Formats: text (default), tap (TAP 14), junit (JUnit XML)"},
    .example = "junshu test rules/hofu-juki -f junit -o tests.xml",
    .exit_status = {"   0  全て期待のとおり\n   1  期待と異なる、又は実行できない\n  64  使い方の誤り",
                    "   0  all as expected\n   1  not as expected, or could not run\n  64  wrong usage"},
    .run = run_test,
};

/* ---- coverage ---- */

static const char *const coverage_formats[] = {"text", "json"};

static enum exit_status coverage(junshu *session, const arguments *a, junshu_pack *pack)
{
    junshu_text text;
    size_t missing = 0;
    const char *format = read_format(a, coverage_formats, 2);
    enum junshu_status status = junshu_coverage(session, pack, format, a->report_language, &text, &missing);
    enum exit_status outcome = put_result(session, a, status, &text);
    return missing > 0 ? STATUS_CANNOT : outcome;
}

static enum exit_status run_coverage(const arguments *a)
{
    return read_format(a, coverage_formats, 2) != NULL ? with_pack(a, 0, coverage) : STATUS_USAGE;
}

const verb verb_coverage = {
    .name = "coverage",
    .summary = {"条項ごとに、規則又は判定しない理由を示す",
                "list, for each clause, its rules or why no record decides it"},
    .operands = "[PACK]",
    .min_operands = 0,
    .max_operands = 1,
    .options = output_options,
    .option_count = sizeof output_options / sizeof output_options[0],
    .details = {"形式: text（既定）、json", "Formats: text (default), json"},
    .example = "junshu coverage rules/hofu-juki",
    .exit_status =
        {"   0  全ての条項に規則又は理由がある\n   1  どちらもない条項がある、又は実行できない\n  64  使い方の誤り",
         "   0  every clause has rules or a reason\n   1  some clause has neither, or could not run\n"
         "  64  wrong usage"},
    .run = run_coverage,
};

/* ---- explain ---- */

static enum exit_status explain(junshu *session, const arguments *a, junshu_pack *pack)
{
    junshu_text text;
    enum junshu_status status = junshu_explain(session, pack, a->operands[0], a->report_language, &text);
    return put_result(session, a, status, &text);
}

static enum exit_status run_explain(const arguments *a)
{
    return with_pack(a, 1, explain);
}

const verb verb_explain = {
    .name = "explain",
    .summary = {"規則又は条項を説明する", "explain a rule or a clause"},
    .operands = "RULE|CLAUSE [PACK]",
    .min_operands = 1,
    .max_operands = 2,
    .details = {"条項は 9-1 とも 第9条第1項 とも書ける。", "A clause is written 9-1 or 第9条第1項."},
    .example = "junshu explain 9-1.permitted",
    .exit_status = {"   0  説明した\n   1  そのような規則も条項もない、又は実行できない\n  64  使い方の誤り",
                    "   0  explained\n   1  no such rule or clause, or could not run\n  64  wrong usage"},
    .run = run_explain,
};

/* junshu audit: facts, a pack, a period → reports and an exit status. */
#include "cmd/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FORMATS = 16 };

/* The reports that were asked for: names of formats, and the files that they go to. */
typedef struct plan {
    junshu_format formats[MAX_FORMATS];
    size_t count;
    enum junshu_verdict threshold;
} plan;

/* ---- formats ---- */

static bool add_format(plan *p, const arguments *a, const char *name)
{
    junshu_format format;
    if (junshu_format_find(name, a->report_language, &format) != JUNSHU_OK) {
        complain_unknown(a->language, (words){"形式", "format"}, name, &format.name, format.name != NULL ? 1 : 0);
        return false;
    }
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->formats[i].name, format.name) == 0)
            return true;
    if (p->count == MAX_FORMATS) {
        complain(a->language, (words){"形式が多すぎる", "too many formats"});
        return false;
    }
    p->formats[p->count++] = format;
    return true;
}

/* Returns whether it is the extension's file: report.oscal.json or oscal.json for oscal.json. */
static bool has_extension(const char *path, const char *extension)
{
    size_t length = strlen(path), end = strlen(extension);
    if (length < end || strcmp(path + length - end, extension) != 0)
        return false;
    return length == end || path[length - end - 1] == '.' || path[length - end - 1] == '/';
}

/* The format that the output file's name says, the longest extension first, else text. */
static const char *guess_format(const arguments *a)
{
    const char *path = a->values[OPTION_OUTPUT];
    junshu_format guessed = {.name = "text", .extension = ""};
    for (size_t i = 0; path != NULL && i < junshu_format_count(); i++) {
        junshu_format format;
        if (junshu_format_at(i, a->language, &format) == JUNSHU_OK && has_extension(path, format.extension) &&
            strlen(format.extension) > strlen(guessed.extension))
            guessed = format;
    }
    return guessed.name;
}

static bool is_standard_output(const arguments *a)
{
    const char *path = a->values[OPTION_OUTPUT];
    return path == NULL || strcmp(path, "-") == 0;
}

/* Standard output, a device or a pipe: no place for a file that is moved there when it is whole. */
static bool is_streamed(const arguments *a)
{
    return is_standard_output(a) || is_stream(a->values[OPTION_OUTPUT]);
}

static bool read_formats(plan *p, const arguments *a)
{
    const char *value = a->values[OPTION_FORMAT] != NULL ? a->values[OPTION_FORMAT] : guess_format(a);
    char *names = strdup(value), *rest = names;
    bool done = names != NULL;
    while (done && rest != NULL)
        done = add_format(p, a, strsep(&rest, ","));
    free(names);
    if (!done)
        return false;
    if (p->count > 1 && is_streamed(a)) {
        complain(a->language, (words){"形式が二つ以上のときは、-o でディレクトリを指定する",
                                      "several formats need a directory (-o)"});
        return false;
    }
    if (p->formats[0].is_binary && is_standard_output(a) && isatty(STDOUT_FILENO)) {
        complain(a->language,
                 (words){"%s形式は端末に出せない。-o でファイルを指定する",
                         "%s is nothing for a terminal: name a file with -o"},
                 p->formats[0].name);
        return false;
    }
    return p->count > 0;
}

/* ---- the threshold ---- */

static bool read_threshold(plan *p, const arguments *a)
{
    static const enum junshu_verdict verdicts[] = {JUNSHU_FAIL, JUNSHU_UNKNOWN, JUNSHU_REVIEW, JUNSHU_NOTICE};
    enum { COUNT = sizeof verdicts / sizeof verdicts[0] };
    const char *value = a->values[OPTION_FAIL_ON], *names[COUNT];
    p->threshold = JUNSHU_REVIEW;
    for (size_t i = 0; i < COUNT; i++) {
        names[i] = junshu_verdict_name(verdicts[i]);
        if (value != NULL && strcmp(value, names[i]) == 0) {
            p->threshold = verdicts[i];
            return true;
        }
    }
    if (value != NULL)
        complain_unknown(a->language, (words){"結果", "result"}, value, names, COUNT);
    return value == NULL;
}

/* An error is never a verdict: it has the status of a program that could not run, whatever the threshold. */
static enum exit_status status_of(const junshu_result *result, enum junshu_verdict threshold)
{
    enum junshu_verdict verdict = junshu_result_verdict(result);
    if (verdict == JUNSHU_ERROR)
        return STATUS_CANNOT;
    if (verdict < threshold)
        return STATUS_COMPLIANT;
    return verdict == JUNSHU_FAIL ? STATUS_FAILED : STATUS_OPEN;
}

/* ---- reports ---- */

static bool write_stream(junshu *session, const arguments *a, const plan *p, const junshu_result *result)
{
    junshu_text text;
    enum junshu_status status = junshu_report_text(session, result, p->formats[0].name, a->report_language, &text);
    say_diagnostics(session, a, status);
    bool done = status == JUNSHU_OK && put_text(session, a, &text);
    junshu_text_free(&text);
    return done;
}

/* Several formats go into a directory, made where it is missing. */
static bool prepare_directory(const arguments *a, const plan *p)
{
    const char *path = a->values[OPTION_OUTPUT];
    if (p->count == 1 || is_directory(path) || mkdir(path, 0777) == 0)
        return true;
    complain(a->language, (words){"%s: ディレクトリを作れない", "%s: cannot make the directory"}, path);
    return false;
}

static bool write_files(junshu *session, const arguments *a, const plan *p, const junshu_result *result)
{
    const char *output = a->values[OPTION_OUTPUT], *names[MAX_FORMATS];
    char *paths[MAX_FORMATS] = {0};
    bool done = prepare_directory(a, p);
    bool in_directory = done && is_directory(output);
    for (size_t i = 0; i < p->count && done; i++) {
        names[i] = p->formats[i].name;
        int written = in_directory ? asprintf(&paths[i], "%s/report.%s", output, p->formats[i].extension)
                                   : asprintf(&paths[i], "%s", output);
        done = written >= 0;
    }
    if (done) {
        enum junshu_status status =
            junshu_report_save(session, result, names, (const char *const *)paths, p->count, a->report_language);
        say_diagnostics(session, a, status);
        done = status == JUNSHU_OK;
    }
    for (size_t i = 0; i < p->count; i++)
        free(paths[i]);
    return done;
}

/* ---- the verb ---- */

static enum exit_status audit_facts(junshu *session, const arguments *a, const plan *p, junshu_pack *pack,
                                    junshu_facts *facts)
{
    junshu_result *result;
    enum junshu_status status =
        junshu_audit(session, pack, facts, a->values[OPTION_PERIOD], a->values[OPTION_AS_OF], &result);
    say_diagnostics(session, a, status);
    if (status != JUNSHU_OK)
        return STATUS_CANNOT;
    bool done = is_streamed(a) ? write_stream(session, a, p, result) : write_files(session, a, p, result);
    enum exit_status outcome = done ? status_of(result, p->threshold) : STATUS_CANNOT;
    junshu_result_free(result);
    return outcome;
}

static enum exit_status run_audit(const arguments *a)
{
    plan p = {0};
    enum exit_status status = STATUS_USAGE;
    if (read_formats(&p, a) && read_threshold(&p, a)) {
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

static const enum option_id options[] = {OPTION_PACK,   OPTION_PERIOD,  OPTION_AS_OF,  OPTION_FORMAT,
                                         OPTION_OUTPUT, OPTION_FAIL_ON, OPTION_THREADS};

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

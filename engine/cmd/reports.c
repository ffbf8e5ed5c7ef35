/* The reports that were asked for: which formats, where to, and what the exit status is. */
#include "cmd/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- formats ---- */

static bool add_format(report_plan *p, const arguments *a, const char *name)
{
    junshu_format format;
    if (junshu_format_find(name, a->report_language, &format) != JUNSHU_OK) {
        complain_unknown(a->language, (words){"形式", "format"}, name, &format.name, format.name != NULL ? 1 : 0);
        return false;
    }
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->formats[i].name, format.name) == 0)
            return true;
    if (p->count == PLAN_MAX_FORMATS) {
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

static bool read_formats(report_plan *p, const arguments *a)
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

static bool read_threshold(report_plan *p, const arguments *a)
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

static bool write_stream(junshu *session, const arguments *a, const report_plan *p, const junshu_result *result)
{
    junshu_text text;
    enum junshu_status status = junshu_report_text(session, result, p->formats[0].name, a->report_language, &text);
    say_diagnostics(session, a, status);
    bool done = status == JUNSHU_OK && put_text(session, a, &text);
    junshu_text_free(&text);
    return done;
}

/* Several formats go into a directory, made where it is missing. */
static bool prepare_directory(const arguments *a, const report_plan *p)
{
    const char *path = a->values[OPTION_OUTPUT];
    if (p->count == 1 || is_directory(path) || mkdir(path, 0777) == 0)
        return true;
    complain(a->language, (words){"%s: ディレクトリを作れない", "%s: cannot make the directory"}, path);
    return false;
}

static bool write_files(junshu *session, const arguments *a, const report_plan *p, const junshu_result *result)
{
    const char *output = a->values[OPTION_OUTPUT], *names[PLAN_MAX_FORMATS];
    char *paths[PLAN_MAX_FORMATS] = {0};
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

/* ---- both ---- */

bool plan_reports(report_plan *p, const arguments *a)
{
    *p = (report_plan){0};
    return read_formats(p, a) && read_threshold(p, a);
}

enum exit_status deliver_reports(junshu *session, const arguments *a, const report_plan *p, const junshu_result *result)
{
    bool done = is_streamed(a) ? write_stream(session, a, p, result) : write_files(session, a, p, result);
    return done ? status_of(result, p->threshold) : STATUS_CANNOT;
}

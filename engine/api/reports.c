/* Reports: the table of formats, writing to a sink or a text, and saving several files so that all of them change or
   none does. */
#include "api/session.h"

#include "base/file.h"
#include "report/report.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- formats ---- */

size_t junshu_format_count(void)
{
    return report_count();
}

static junshu_format describe_format(const report_format *format, enum junshu_language language)
{
    return (junshu_format){.name = format->name,
                           .extension = format->extension,
                           .media_type = format->media_type,
                           .title = label_text(format->title, session_language(language)).at};
}

enum junshu_status junshu_format_at(size_t index, enum junshu_language language, junshu_format *out)
{
    if (index >= report_count())
        return JUNSHU_MISUSE;
    *out = describe_format(report_at(index), language);
    return JUNSHU_OK;
}

enum junshu_status junshu_format_find(const char *name, enum junshu_language language, junshu_format *out)
{
    const report_format *format = report_find(str_of(name));
    str nearest = format == NULL ? report_nearest(str_of(name)) : (str){0};
    *out = format != NULL ? describe_format(format, language)
                          : (junshu_format){.name = nearest.length > 0 ? nearest.at : NULL};
    return format != NULL ? JUNSHU_OK : JUNSHU_MISUSE;
}

/* ---- one report ---- */

typedef struct report_request {
    const audit_result *result;
    const report_format *format;
    enum language language;
    junshu_text *out;
} report_request;

static enum junshu_status write_report(junshu *session, arena *scratch, void *arguments)
{
    (void)session, (void)scratch;
    const report_request *request = arguments;
    buffer b = {0};
    request->format->write(request->result, request->language, &b);
    session_give(&b, request->out);
    return JUNSHU_OK;
}

enum junshu_status junshu_report_text(junshu *session, const junshu_result *result, const char *format,
                                      enum junshu_language language, junshu_text *out)
{
    if (out == NULL)
        return JUNSHU_MISUSE;
    *out = (junshu_text){0};
    const report_format *found = format != NULL ? report_find(str_of(format)) : NULL;
    if (session == NULL || result == NULL || found == NULL)
        return JUNSHU_MISUSE;
    report_request request = {result->result, found, session_language(language), out};
    return session_call(session, write_report, &request);
}

enum { SINK_BYTES = 64 * 1024 };

enum junshu_status junshu_report_write(junshu *session, const junshu_result *result, const char *format,
                                       enum junshu_language language, junshu_sink *sink, void *context)
{
    junshu_text text;
    if (sink == NULL)
        return JUNSHU_MISUSE;
    enum junshu_status status = junshu_report_text(session, result, format, language, &text);
    for (size_t sent = 0; status == JUNSHU_OK && sent < text.length;) {
        size_t piece = text.length - sent < SINK_BYTES ? text.length - sent : SINK_BYTES;
        if (!sink(context, text.at + sent, piece))
            status = JUNSHU_STOPPED;
        sent += piece;
    }
    junshu_text_free(&text);
    return status;
}

/* ---- files ---- */

/* Saving puts a new file in the place of the old one. What is no file (a directory, a device, a pipe) must not be
   replaced so: reports it. */
static bool may_replace(junshu *session, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || S_ISREG(status.st_mode))
        return true;
    file_report(&session->diags, path, DIAG_FILE_WRITE, S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
    return false;
}

/* ---- several files ---- */

/* A file being saved: written beside its place first, then moved there while the old one is kept under another name. */
typedef struct saved_file {
    const char *path, *staged, *old;
    bool is_staged, has_old, is_placed;
} saved_file;

typedef struct save_request {
    const audit_result *result;
    const char *const *formats;
    const char *const *paths;
    size_t count;
    enum language language;
} save_request;

static const char *name_beside(arena *a, const char *path, const char *what)
{
    buffer name = {0};
    buffer_addf(&name, "%s.%ld.%s", path, (long)getpid(), what);
    return buffer_keep(&name, a).at;
}

static bool stage_file(junshu *session, const save_request *request, size_t index, saved_file *file)
{
    buffer content = {0};
    report_find(str_of(request->formats[index]))->write(request->result, request->language, &content);
    file->is_staged = file_write(file->staged, buffer_str(&content), &session->diags);
    buffer_free(&content);
    return file->is_staged;
}

/* Gives what is at the path a second name; where a file system has no links, only the second name. Returns false with
   errno ENOENT when nothing is there. */
static bool keep_old(const saved_file *file)
{
    if (access(file->path, F_OK) != 0)
        return false;
    unlink(file->old);
    return link(file->path, file->old) == 0 || rename(file->path, file->old) == 0;
}

static bool place_file(junshu *session, saved_file *file)
{
    file->has_old = keep_old(file);
    file->is_placed = (file->has_old || errno == ENOENT) && rename(file->staged, file->path) == 0;
    if (!file->is_placed)
        file_report(&session->diags, file->path, DIAG_FILE_WRITE, errno);
    return file->is_placed;
}

/* Puts back what was there before. */
static void undo_file(const saved_file *file)
{
    if (file->has_old)
        rename(file->old, file->path);
    else if (file->is_placed)
        unlink(file->path);
    if (file->is_staged && !file->is_placed)
        unlink(file->staged);
}

static enum junshu_status save_reports(junshu *session, arena *scratch, void *arguments)
{
    const save_request *request = arguments;
    saved_file *files = ARENA_ARRAY(scratch, saved_file, request->count);
    bool done = true;
    for (size_t i = 0; i < request->count; i++) {
        files[i].path = request->paths[i];
        files[i].staged = name_beside(scratch, request->paths[i], "new");
        files[i].old = name_beside(scratch, request->paths[i], "old");
    }
    for (size_t i = 0; done && i < request->count; i++)
        done = may_replace(session, request->paths[i]);
    for (size_t i = 0; done && i < request->count; i++)
        done = stage_file(session, request, i, &files[i]);
    for (size_t i = 0; done && i < request->count; i++)
        done = place_file(session, &files[i]);
    for (size_t i = 0; i < request->count; i++) {
        if (!done)
            undo_file(&files[i]);
        if (files[i].has_old)
            unlink(files[i].old);
    }
    return done ? JUNSHU_OK : JUNSHU_INVALID;
}

static bool paths_differ(const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(paths[i], paths[k]) == 0)
                return false;
    return true;
}

enum junshu_status junshu_report_save(junshu *session, const junshu_result *result, const char *const *formats,
                                      const char *const *paths, size_t count, enum junshu_language language)
{
    if (session == NULL || result == NULL || formats == NULL || paths == NULL || count == 0)
        return JUNSHU_MISUSE;
    for (size_t i = 0; i < count; i++)
        if (formats[i] == NULL || paths[i] == NULL || report_find(str_of(formats[i])) == NULL)
            return JUNSHU_MISUSE;
    if (!paths_differ(paths, count))
        return JUNSHU_MISUSE;
    save_request request = {result->result, formats, paths, count, session_language(language)};
    return session_call(session, save_reports, &request);
}

/* ---- any text ---- */

typedef struct text_request {
    const junshu_text *text;
    const char *path;
} text_request;

static enum junshu_status save_text(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    const text_request *request = arguments;
    str content = {request->text->at, request->text->length};
    bool done = may_replace(session, request->path) && file_write(request->path, content, &session->diags);
    return done ? JUNSHU_OK : JUNSHU_INVALID;
}

enum junshu_status junshu_text_save(junshu *session, const junshu_text *text, const char *path)
{
    if (session == NULL || text == NULL || text->at == NULL || path == NULL)
        return JUNSHU_MISUSE;
    text_request request = {text, path};
    return session_call(session, save_text, &request);
}

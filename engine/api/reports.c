/* Reports: the table of formats, writing to a sink or a text, and saving several files so that all of them change or
   none does. */
#include "api/session.h"

#include "base/file.h"
#include "base/file_set.h"
#include "report/report.h"

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
                           .title = label_text(format->title, session_language(language)).at,
                           .is_binary = format->is_binary};
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

/* Appends the report, or has it flow on, and notes in the profile what it took. */
static bool make_report(junshu *session, const report_format *format, const audit_result *result,
                        enum language language, buffer *out)
{
    double begin = profile_clock_with_programs();
    bool done = report_write(format, result, language, out, &session->diags);
    profile_add(&session->profile, (profile_row){.stage = PROFILE_REPORT,
                                                 .name = str_of(format->name),
                                                 .seconds = profile_clock_with_programs() - begin,
                                                 .items = out->drained + out->length});
    return done;
}

typedef struct report_request {
    const audit_result *result;
    const report_format *format;
    enum language language;
    junshu_text *out;
} report_request;

static enum junshu_status write_report(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    const report_request *request = arguments;
    buffer b = {0};
    if (!make_report(session, request->format, request->result, request->language, &b)) {
        buffer_free(&b);
        return JUNSHU_INVALID;
    }
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

typedef struct stream_request {
    const audit_result *result;
    const report_format *format;
    enum language language;
    junshu_sink *sink;
    void *context;
    bool is_stopped;
} stream_request;

static void pour(void *context, str piece)
{
    stream_request *request = context;
    request->is_stopped = request->is_stopped || !request->sink(request->context, piece.at, piece.length);
}

static enum junshu_status stream_report(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    stream_request *request = arguments;
    buffer b = {.drain = pour, .context = request};
    bool done = make_report(session, request->format, request->result, request->language, &b);
    buffer_finish(&b);
    if (!done)
        return JUNSHU_INVALID;
    return request->is_stopped ? JUNSHU_STOPPED : JUNSHU_OK;
}

enum junshu_status junshu_report_write(junshu *session, const junshu_result *result, const char *format,
                                       enum junshu_language language, junshu_sink *sink, void *context)
{
    const report_format *found = format != NULL ? report_find(str_of(format)) : NULL;
    if (session == NULL || result == NULL || found == NULL || sink == NULL)
        return JUNSHU_MISUSE;
    stream_request request = {result->result, found, session_language(language), sink, context, false};
    return session_call(session, stream_report, &request);
}

/* ---- several files ---- */

typedef struct save_request {
    const audit_result *result;
    const char *const *formats;
    const char *const *paths;
    size_t count;
    enum language language;
    file_set *files;
    size_t index; /* of the file being written */
} save_request;

static void write_piece(void *context, str piece)
{
    const save_request *request = context;
    file_set_write(request->files, request->index, piece);
}

static bool write_one(junshu *session, save_request *request)
{
    buffer b = {.drain = write_piece, .context = request};
    const report_format *format = report_find(str_of(request->formats[request->index]));
    bool done = make_report(session, format, request->result, request->language, &b);
    buffer_finish(&b);
    return file_set_close(request->files, request->index, &session->diags) && done;
}

static enum junshu_status save_reports(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    save_request *request = arguments;
    request->files = file_set_new(request->paths, request->count);
    bool done = true;
    for (size_t i = 0; done && i < request->count; i++)
        done = file_set_open(request->files, i, &session->diags);
    for (request->index = 0; done && request->index < request->count; request->index++)
        done = write_one(session, request);
    done = done && file_set_publish(request->files, &session->diags);
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
    save_request request = {result->result, formats, paths, count, session_language(language), NULL, 0};
    enum junshu_status status = session_call(session, save_reports, &request);
    file_set_free(request.files); /* here, where control comes even after memory ran out */
    return status;
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
    bool done = file_write(request->path, content, &session->diags);
    return done ? JUNSHU_OK : JUNSHU_INVALID;
}

enum junshu_status junshu_text_save(junshu *session, const junshu_text *text, const char *path)
{
    if (session == NULL || text == NULL || text->at == NULL || path == NULL)
        return JUNSHU_MISUSE;
    text_request request = {text, path};
    return session_call(session, save_text, &request);
}

/* Sessions: options, the data directory, the fact model, diagnostics, and the protected call. */
#include "api/session.h"

#include "base/mem.h"

#include <stdlib.h>
#include <unistd.h>

/* ---- protected calls ---- */

typedef struct call {
    junshu *session;
    session_function *run;
    void *arguments;
    arena *scratch;
    enum junshu_status status;
} call;

static void run_call(void *argument)
{
    call *c = argument;
    if (c->session->diags.texts == NULL)
        diags_init(&c->session->diags, c->session->diagnostics_limit);
    c->scratch = arena_new();
    c->status = c->run(c->session, c->scratch, c->arguments);
}

enum junshu_status session_call(junshu *session, session_function *run, void *arguments)
{
    call *c = calloc(1, sizeof *c); /* not on the stack: what changed since setjmp would be lost with it */
    if (c == NULL)
        return JUNSHU_NO_MEMORY;
    *c = (call){.session = session, .run = run, .arguments = arguments};
    bool done = mem_try(run_call, c);
    enum junshu_status status = done ? c->status : JUNSHU_NO_MEMORY;
    arena_free(c->scratch);
    free(c);
    if (!done) /* they may have been cut off in the middle of a change */
        diags_free(&session->diags);
    return status;
}

void session_give(buffer *b, junshu_text *out)
{
    buffer_add_text(b, ""); /* so that there is at least the NUL */
    *out = (junshu_text){b->at, b->length};
    *b = (buffer){0};
}

void junshu_text_free(junshu_text *text)
{
    if (text == NULL)
        return;
    mem_free(text->at);
    *text = (junshu_text){0};
}

/* ---- sessions ---- */

static char *copy_text(const char *text)
{
    return text != NULL ? strdup(text) : NULL;
}

enum junshu_status junshu_new(const junshu_options *options, junshu **out)
{
    static const junshu_options defaults;
    if (out == NULL)
        return JUNSHU_MISUSE;
    if (options == NULL)
        options = &defaults;
    *out = NULL;
    junshu *session = calloc(1, sizeof *session);
    if (session == NULL)
        return JUNSHU_NO_MEMORY;
    session->data_dir = copy_text(options->data_dir);
    session->fallback_data_dir = copy_text(options->fallback_data_dir);
    session->cache_dir = copy_text(options->cache_dir);
    session->diagnostics_limit = options->diagnostics_limit;
    session->threads = options->threads;
    if ((options->data_dir != NULL && session->data_dir == NULL) ||
        (options->fallback_data_dir != NULL && session->fallback_data_dir == NULL) ||
        (options->cache_dir != NULL && session->cache_dir == NULL)) {
        junshu_free(session);
        return JUNSHU_NO_MEMORY;
    }
    *out = session;
    return JUNSHU_OK;
}

void junshu_free(junshu *session)
{
    if (session == NULL)
        return;
    free(session->data_dir);
    free(session->fallback_data_dir);
    free(session->cache_dir);
    table_cache_free(session->cache);
    diags_free(&session->diags);
    profile_free(&session->profile);
    arena_free(session->model_arena);
    free(session);
}

/* ---- the data directory ---- */

static const char *model_path(arena *a, const char *directory)
{
    buffer path = {0};
    buffer_add_text(&path, directory);
    buffer_add_text(&path, "/schema/facts.xml");
    return buffer_keep(&path, a).at;
}

static bool has_model(arena *a, const char *directory)
{
    return directory != NULL && access(model_path(a, directory), R_OK) == 0;
}

/* A directory that somebody named is taken even if the model is not there: reading it then says so. */
const char *session_data_dir(junshu *session, arena *scratch)
{
    const char *named = getenv("JUNSHU_DATA_DIR");
    if (session->data_dir != NULL)
        return session->data_dir;
    if (named != NULL && named[0] != '\0')
        return str_keep(scratch, str_of(named)).at;
    if (has_model(scratch, JUNSHU_DATA_DIR))
        return JUNSHU_DATA_DIR;
    if (has_model(scratch, session->fallback_data_dir))
        return session->fallback_data_dir;
    DIAG0(&session->diags, (place){0}, DIAG_DATA_DIRECTORY);
    return NULL;
}

const fact_model *session_model(junshu *session, arena *scratch)
{
    if (session->model != NULL)
        return session->model;
    const char *directory = session_data_dir(session, scratch);
    if (directory == NULL)
        return NULL;
    arena_free(session->model_arena); /* of an attempt that failed */
    session->model_arena = NULL;
    session->model_arena = arena_new();
    session->model = model_read(session->model_arena, model_path(session->model_arena, directory), &session->diags);
    return session->model;
}

/* ---- diagnostics ---- */

size_t junshu_diagnostic_count(const junshu *session)
{
    return session->diags.count;
}

size_t junshu_error_count(const junshu *session)
{
    return session->diags.errors;
}

size_t junshu_dropped_count(const junshu *session)
{
    return session->diags.dropped;
}

typedef struct diagnostic_request {
    size_t index;
    enum junshu_language language;
    junshu_diagnostic *out;
} diagnostic_request;

/* Returns the words of the diagnostic alone, without place and severity. */
static str print_message(arena *a, const diag *d, enum language language)
{
    diag without_place = *d;
    without_place.at = (place){0};
    buffer b = {0};
    diag_print(&b, &without_place, language);
    str line = buffer_keep(&b, a);
    str message = str_from(line, str_find(line, STR(": ")) + 2);
    return str_keep(a, (str){message.at, message.length - 1});
}

static enum junshu_status get_diagnostic(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    const diagnostic_request *request = arguments;
    if (request->index >= session->diags.count)
        return JUNSHU_MISUSE;
    const diag *d = &session->diags.items[request->index];
    str message = print_message(session->diags.texts, d, session_language(request->language));
    *request->out = (junshu_diagnostic){.id = diag_name(d->id),
                                        .is_error = diag_severity(d->id) == SEVERITY_ERROR,
                                        .file = d->at.file,
                                        .line = d->at.line,
                                        .column = d->at.column,
                                        .message = message.at};
    return JUNSHU_OK;
}

enum junshu_status junshu_diagnostic_at(junshu *session, size_t index, enum junshu_language language,
                                        junshu_diagnostic *out)
{
    diagnostic_request request = {index, language, out};
    return session_call(session, get_diagnostic, &request);
}

typedef struct print_request {
    enum junshu_language language;
    junshu_text *out;
} print_request;

static enum junshu_status print_diagnostics(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    const print_request *request = arguments;
    buffer b = {0};
    diags_print(&b, &session->diags, session_language(request->language));
    session_give(&b, request->out);
    return JUNSHU_OK;
}

enum junshu_status junshu_diagnostics_write(junshu *session, enum junshu_language language, junshu_text *out)
{
    print_request request = {language, out};
    *out = (junshu_text){0};
    return session_call(session, print_diagnostics, &request);
}

void junshu_diagnostics_clear(junshu *session)
{
    diags_free(&session->diags);
}

/* ---- progress ---- */

static void show_stage(void *context, enum progress_stage stage, unsigned percent)
{
    const junshu *session = context;
    session->show_progress(session->progress_context, stage == PROGRESS_READING ? JUNSHU_READING : JUNSHU_JUDGING,
                           percent);
}

void junshu_watch(junshu *session, junshu_progress *show, void *context)
{
    if (session == NULL)
        return;
    session->show_progress = show;
    session->progress_context = context;
    session->progress.show = show != NULL ? show_stage : NULL;
    session->progress.context = session;
}

/* ---- the profile ---- */

typedef struct profile_request {
    const char *format;
    enum junshu_language language;
    junshu_text *out;
} profile_request;

static enum junshu_status print_profile(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    const profile_request *request = arguments;
    bool is_json = strcmp(request->format, "json") == 0;
    buffer b = {0};
    if (!is_json && strcmp(request->format, "text") != 0)
        return JUNSHU_MISUSE;
    if (is_json)
        profile_print_json(&b, &session->profile);
    else
        profile_print_text(&b, &session->profile, session_language(request->language));
    session_give(&b, request->out);
    return JUNSHU_OK;
}

enum junshu_status junshu_profile_write(junshu *session, const char *format, enum junshu_language language,
                                        junshu_text *out)
{
    if (session == NULL || format == NULL || out == NULL)
        return JUNSHU_MISUSE;
    profile_request request = {format, language, out};
    *out = (junshu_text){0};
    return session_call(session, print_profile, &request);
}

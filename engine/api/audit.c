/* Facts, packs, audits, and what an audit found. */
#include "api/session.h"

#include "base/file.h"
#include "base/mem.h"
#include "eval/lua_check.h"
#include "result/result_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define DEFAULT_PACK "/rules/hofu-juki"

/* ---- facts ---- */

typedef struct facts_request {
    const char *const *paths;
    size_t count;
    junshu_facts **out;
} facts_request;

static facts *load_tables(junshu *session, const fact_model *model, const facts_request *request, keeping **k)
{
    diags *d = &session->diags;
    load_options options = {.threads = session->threads, .profile = &session->profile, .progress = &session->progress};
    if (session->cache_dir == NULL)
        return facts_load(model, request->paths, request->count, options, d);
    if (session->cache == NULL)
        session->cache = table_cache_open(session->cache_dir, d);
    if (session->cache == NULL)
        return NULL;
    return table_cache_load(session->cache, model, request->paths, request->count, options, d, k);
}

static enum junshu_status load_facts(junshu *session, arena *scratch, void *arguments)
{
    const facts_request *request = arguments;
    const fact_model *model = session_model(session, scratch);
    if (model == NULL)
        return JUNSHU_INVALID;
    junshu_facts *loaded = mem_alloc(sizeof *loaded);
    loaded->facts = load_tables(session, model, request, &loaded->keeping);
    if (loaded->facts == NULL) {
        mem_free(loaded);
        diags_sort(&session->diags);
        return JUNSHU_INVALID;
    }
    *request->out = loaded;
    return JUNSHU_OK;
}

enum junshu_status junshu_facts_load(junshu *session, const char *const *paths, size_t count, junshu_facts **out)
{
    if (session == NULL || out == NULL)
        return JUNSHU_MISUSE;
    *out = NULL;
    if (paths == NULL || count == 0)
        return JUNSHU_MISUSE;
    facts_request request = {paths, count, out};
    return session_call(session, load_facts, &request);
}

uint64_t junshu_facts_record_count(const junshu_facts *facts)
{
    uint64_t records = 0;
    for (size_t i = 0; i < facts->facts->document_count; i++)
        records += facts->facts->documents[i].records;
    return records;
}

size_t junshu_facts_document_count(const junshu_facts *facts)
{
    return facts->facts->document_count;
}

static enum junshu_status settle_facts(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    junshu_facts *facts = arguments;
    char number[16];
    int error = keeping_end(facts->keeping, &session->profile);
    facts->keeping = NULL;
    snprintf(number, sizeof number, "%d", error);
    if (error != 0)
        DIAG1(&session->diags, ((place){session->cache_dir, 0, 0}), DIAG_CACHE_NOT_KEPT, str_of(number));
    return JUNSHU_OK;
}

enum junshu_status junshu_facts_settle(junshu *session, junshu_facts *facts)
{
    if (session == NULL || facts == NULL)
        return JUNSHU_MISUSE;
    return session_call(session, settle_facts, facts);
}

void junshu_facts_free(junshu_facts *facts)
{
    if (facts == NULL)
        return;
    keeping_end(facts->keeping, NULL);
    facts_free(facts->facts);
    mem_free(facts);
}

/* ---- packs ---- */

typedef struct pack_request {
    const char *path;
    junshu_pack **out;
} pack_request;

static const char *default_pack(junshu *session, arena *scratch)
{
    const char *directory = session_data_dir(session, scratch);
    if (directory == NULL)
        return NULL;
    buffer path = {0};
    buffer_add_text(&path, directory);
    buffer_add_text(&path, DEFAULT_PACK);
    return buffer_keep(&path, scratch).at;
}

static enum junshu_status load_pack(junshu *session, arena *scratch, void *arguments)
{
    const pack_request *request = arguments;
    const fact_model *model = session_model(session, scratch);
    const char *path = request->path != NULL ? request->path : default_pack(session, scratch);
    if (model == NULL || path == NULL)
        return JUNSHU_INVALID;
    junshu_pack *loaded = mem_alloc(sizeof *loaded);
    double begin = profile_clock();
    loaded->pack = pack_load(model, path, &session->diags);
    profile_add(&session->profile, (profile_row){.stage = PROFILE_PACK, .seconds = profile_clock() - begin});
    if (loaded->pack != NULL && !lua_check_pack(loaded->pack, &session->diags)) {
        pack_free(loaded->pack);
        loaded->pack = NULL;
    }
    if (loaded->pack == NULL) {
        mem_free(loaded);
        diags_sort(&session->diags);
        return JUNSHU_INVALID;
    }
    *request->out = loaded;
    return JUNSHU_OK;
}

enum junshu_status junshu_pack_load(junshu *session, const char *path, junshu_pack **out)
{
    if (session == NULL || out == NULL)
        return JUNSHU_MISUSE;
    *out = NULL;
    pack_request request = {path, out};
    return session_call(session, load_pack, &request);
}

const char *junshu_pack_id(const junshu_pack *pack)
{
    return pack->pack->id.at;
}

const char *junshu_pack_version(const junshu_pack *pack)
{
    return pack->pack->version.at;
}

const char *junshu_pack_digest(const junshu_pack *pack)
{
    return pack->pack->digest;
}

size_t junshu_pack_rule_count(const junshu_pack *pack)
{
    return pack->pack->rule_count;
}

void junshu_pack_free(junshu_pack *pack)
{
    if (pack == NULL)
        return;
    pack_free(pack->pack);
    mem_free(pack);
}

/* ---- dates ---- */

static moment day_of_second(long long second)
{
    const int64_t japan = 9 * 3600;
    return moment_of_day((second + japan) / SECONDS_PER_DAY);
}

/* The day of $SOURCE_DATE_EPOCH in Japan Standard Time; without it the other. */
static moment read_clock(junshu *session, moment otherwise)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch == NULL || epoch[0] == '\0')
        return otherwise;
    char *end;
    long long second = strtoll(epoch, &end, 10);
    if (*end == '\0' && second >= 0 && second <= 4102444799LL) /* the year 2099 */
        return day_of_second(second);
    DIAG1(&session->diags, (place){0}, DIAG_OPTION_DATE, str_of(epoch));
    return MOMENT_MISSING;
}

static moment read_as_of(junshu *session, const char *text)
{
    if (text == NULL)
        return read_clock(session, day_of_second((long long)time(NULL)));
    moment read = moment_parse_date(str_of(text));
    if (read == MOMENT_MISSING)
        DIAG1(&session->diags, (place){0}, DIAG_OPTION_DATE, str_of(text));
    return read;
}

static period last_fiscal_year(moment as_of)
{
    int year = moment_fiscal_year(as_of) - 1;
    return (period){moment_of_day(day_from_civil(year, 4, 1)), moment_of_day(day_from_civil(year + 1, 3, 31))};
}

static period read_audit_period(junshu *session, const char *text, moment as_of)
{
    period read;
    if (text == NULL)
        return last_fiscal_year(as_of);
    if (period_parse(str_of(text), &read) > 0)
        return read;
    DIAG1(&session->diags, (place){0}, DIAG_OPTION_PERIOD, str_of(text));
    return (period){MOMENT_MISSING, MOMENT_MISSING};
}

/* ---- audits ---- */

typedef struct audit_request {
    const pack *pack;
    const facts *facts;
    const char *period, *as_of;
    const audit_result *previous; /* or NULL */
    junshu_result **out;
} audit_request;

static enum junshu_status run_audit(junshu *session, arena *scratch, void *arguments)
{
    (void)scratch;
    const audit_request *request = arguments;
    audit_options options = {.as_of = read_as_of(session, request->as_of),
                             .previous = request->previous,
                             .threads = session->threads,
                             .profile = &session->profile,
                             .progress = &session->progress};
    if (options.as_of == MOMENT_MISSING)
        return JUNSHU_INVALID;
    options.made = read_clock(session, options.as_of);
    if (options.made == MOMENT_MISSING)
        return JUNSHU_INVALID;
    options.period = read_audit_period(session, request->period, options.as_of);
    if (period_is_missing(options.period))
        return JUNSHU_INVALID;
    junshu_result *made = mem_alloc(sizeof *made);
    made->audit = audit_run(request->pack, request->facts, &options, &session->diags);
    if (made->audit == NULL) {
        mem_free(made);
        return JUNSHU_INVALID;
    }
    made->result = audit_get_result(made->audit);
    *request->out = made;
    return JUNSHU_OK;
}

enum junshu_status junshu_audit_since(junshu *session, const junshu_pack *pack, const junshu_facts *facts,
                                      const char *period, const char *as_of, const junshu_result *previous,
                                      junshu_result **out)
{
    if (out == NULL)
        return JUNSHU_MISUSE;
    *out = NULL;
    if (session == NULL || pack == NULL || facts == NULL)
        return JUNSHU_MISUSE;
    audit_request request = {pack->pack, facts->facts, period, as_of, previous != NULL ? previous->result : NULL, out};
    return session_call(session, run_audit, &request);
}

enum junshu_status junshu_audit(junshu *session, const junshu_pack *pack, const junshu_facts *facts, const char *period,
                                const char *as_of, junshu_result **out)
{
    return junshu_audit_since(session, pack, facts, period, as_of, NULL, out);
}

/* ---- stored results ---- */

enum { MAX_RESULT_BYTES = 1 << 30 };

typedef struct read_request {
    const char *path;
    junshu_result **out;
} read_request;

static enum junshu_status read_result(junshu *session, arena *scratch, void *arguments)
{
    const read_request *request = arguments;
    str text;
    if (!file_read(scratch, request->path, MAX_RESULT_BYTES, &text, &session->diags))
        return JUNSHU_INVALID;
    junshu_result *made = mem_alloc(sizeof *made);
    made->a = arena_new();
    made->result = result_read(made->a, text, request->path, &session->diags);
    if (made->result == NULL) {
        junshu_result_free(made);
        return JUNSHU_INVALID;
    }
    *request->out = made;
    return JUNSHU_OK;
}

enum junshu_status junshu_result_read(junshu *session, const char *path, junshu_result **out)
{
    if (out == NULL)
        return JUNSHU_MISUSE;
    *out = NULL;
    if (session == NULL || path == NULL)
        return JUNSHU_MISUSE;
    read_request request = {path, out};
    return session_call(session, read_result, &request);
}

void junshu_result_free(junshu_result *result)
{
    if (result == NULL)
        return;
    audit_free(result->audit);
    arena_free(result->a);
    mem_free(result);
}

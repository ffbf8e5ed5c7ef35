/* What the files of the API share: the session, and the protected call that every entry point is. */
#ifndef JUNSHU_SESSION_H
#define JUNSHU_SESSION_H

#include "api/junshu.h"
#include "eval/audit.h"
#include "facts/table_cache.h"

struct junshu {
    char *data_dir, *fallback_data_dir, *cache_dir; /* as given; may be NULL */
    table_cache *cache;                             /* NULL until it is needed */
    size_t diagnostics_limit;
    unsigned threads;
    diags diags;
    profile profile;
    progress progress;
    junshu_progress *show_progress; /* NULL: nobody looks */
    void *progress_context;
    arena *model_arena;
    const fact_model *model; /* NULL until it is needed */
};

struct junshu_facts {
    facts *facts;
    keeping *keeping; /* or NULL */
};

struct junshu_pack {
    pack *pack;
};

struct junshu_result {
    audit *audit; /* NULL where the result was read back: then it lives in `a` */
    arena *a;
    const audit_result *result;
};

/* Runs `run` so that memory running out comes back as JUNSHU_NO_MEMORY. `scratch` lives as long as the call. Not for
   functions without a session. */
typedef enum junshu_status session_function(junshu *session, arena *scratch, void *arguments);
enum junshu_status session_call(junshu *session, session_function *run, void *arguments);

/* Inside a call: returns the fact model, read on first use, or NULL after reporting. */
const fact_model *session_model(junshu *session, arena *scratch);
/* Inside a call: returns the data directory, or NULL after reporting. */
const char *session_data_dir(junshu *session, arena *scratch);

/* Hands the buffer's text over to the caller of the library. */
void session_give(buffer *b, junshu_text *out);

static inline enum language session_language(enum junshu_language language)
{
    return language == JUNSHU_EN ? LANGUAGE_EN : LANGUAGE_JA;
}

#endif

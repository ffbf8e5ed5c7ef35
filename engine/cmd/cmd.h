/* What the verbs share: their description, the arguments they were given, and how they speak. */
#ifndef JUNSHU_CMD_H
#define JUNSHU_CMD_H

#include "api/junshu.h"

/* Exit status, as docs and --help promise it. */
enum exit_status {
    STATUS_COMPLIANT = 0, /* or: done */
    STATUS_CANNOT = 1,    /* could not run, or a pack that is not fit for use */
    STATUS_FAILED = 2,    /* a rule failed */
    STATUS_OPEN = 3,      /* none failed, but something is unknown or for review */
    STATUS_USAGE = 64
};

typedef struct words {
    const char *ja, *en;
} words;

enum option_id {
    OPTION_AS_OF,
    OPTION_CACHE_DIR,
    OPTION_DATA_DIR,
    OPTION_DIAGNOSTICS_LIMIT,
    OPTION_FAIL_ON,
    OPTION_FIX_DIGESTS,
    OPTION_FORMAT,
    OPTION_HELP,
    OPTION_HTML,
    OPTION_LANG,
    OPTION_OUTPUT,
    OPTION_PACK,
    OPTION_PERIOD,
    OPTION_PREVIOUS,
    OPTION_PROFILE,
    OPTION_THREADS,
    OPTION_XSD,
    OPTION_COUNT
};

typedef struct arguments {
    const char *values[OPTION_COUNT]; /* "" for an option without a value; NULL when it was not given */
    char *const *operands;
    size_t operand_count;
    enum junshu_language language;        /* of messages */
    enum junshu_language report_language; /* of what is written to standard output or a file */
    size_t diagnostics_limit;
    unsigned threads;
} arguments;

typedef struct verb {
    const char *name;
    words summary;
    const char *operands; /* as in the usage line */
    size_t min_operands, max_operands;
    const enum option_id *options; /* besides those that every verb takes */
    size_t option_count;
    words details; /* paragraphs of the help page; may be NULL */
    const char *example;
    words exit_status;
    enum exit_status (*run)(const arguments *a);
} verb;

extern const verb verb_audit, verb_report, verb_check, verb_lint, verb_test, verb_coverage, verb_explain, verb_schema;

/* options.c */

/* Reads the arguments of a verb. Returns false when the program is to end now with `*status`: after --help, or after
   saying what is wrong. */
bool arguments_read(const verb *v, int argc, char **argv, arguments *out, enum exit_status *status);
/* The language of messages where no option says it: Japanese where the environment does. */
enum junshu_language environment_language(void);

/* speak.c */

/* Returns the words in the language. */
const char *choose(words w, enum junshu_language language);
/* Says `junshu: …` on standard error. */
void complain(enum junshu_language language, words format, ...);
/* Says that there is no `word`, with the nearest candidate; `what` is what it should have been. Returns STATUS_USAGE.
 */
enum exit_status complain_unknown(enum junshu_language language, words what, const char *word,
                                  const char *const *candidates, size_t count);
/* Returns the candidate nearest to the word, or NULL when none is near. */
const char *nearest_word(const char *word, const char *const *candidates, size_t count);
/* Writes to standard output. Returns false after saying that it cannot. */
bool print(enum junshu_language language, const char *bytes, size_t length);
/* Writes into a device or pipe, such as /dev/stdout. Returns false after saying that it cannot. */
bool pour(enum junshu_language language, const char *path, const char *bytes, size_t length);

/* session.c */

/* Begins a session. Returns NULL after saying what is wrong. */
junshu *open_session(const arguments *a);
/* Says the session's diagnostics, and `status` itself where there are none, and clears them. */
void say_diagnostics(junshu *session, const arguments *a, enum junshu_status status);
/* Loads the pack; NULL is the default one. Returns NULL after saying what is wrong. */
junshu_pack *open_pack(junshu *session, const arguments *a, const char *path);
/* Loads facts: files, directories or "-". Returns NULL after saying what is wrong. */
junshu_facts *open_facts(junshu *session, const arguments *a);
/* Writes the text to the file that -o names, or to standard output. Returns false after saying what is wrong. */
bool put_text(junshu *session, const arguments *a, const junshu_text *text);

/* reports.c */

enum { PLAN_MAX_FORMATS = 16 };

/* The reports that were asked for. */
typedef struct report_plan {
    junshu_format formats[PLAN_MAX_FORMATS];
    size_t count;
    enum junshu_verdict threshold;
} report_plan;

/* Reads -f, -o and --fail-on. Returns false after saying what is wrong. */
bool plan_reports(report_plan *p, const arguments *a);
/* Writes them. Returns the status that the verb ends with: the result's, or STATUS_CANNOT after saying why. */
enum exit_status deliver_reports(junshu *session, const arguments *a, const report_plan *p,
                                 const junshu_result *result);

/* meter.c */

/* Shows a bar while long work is done, where standard error is a terminal. */
void show_progress(junshu *session, const arguments *a);

/* paths.c */

typedef struct path_list {
    char **items;
    size_t count, capacity;
} path_list;

/* Adds what an operand stands for: itself, or the *.xml files of a directory in the order of their bytes. Returns false
   with errno set; 0 for a directory without such files. */
bool paths_add(path_list *paths, const char *operand);
void paths_free(path_list *paths);
bool is_directory(const char *path);
/* Returns whether it is there and is neither a file nor a directory: nothing that could be replaced. */
bool is_stream(const char *path);

#endif

/* libjunshu: audits a municipality's records against its own regulation.

   A session loads the fact model once; facts and packs are loaded in it; an audit of both gives a result; a result is
   read finding by finding or written as a report. Objects are opaque. Whoever gets one frees it, and everything made in
   a session must be freed before the session.

   Every function that can fail returns an enum junshu_status. What was wrong with the input is then in the session's
   diagnostics, with file, line and column. The library never exits, never writes to standard output or error, and keeps
   no global state. It reads the environment only for JUNSHU_DATA_DIR and SOURCE_DATE_EPOCH, as described below.

   Threads: a session, with what was made in it, is used by one thread at a time. Different sessions are independent.

   Texts are UTF-8. Dates are written 2025-04-01, periods 2025-04-01/2026-03-31, both ends included; the clock is Japan
   Standard Time. Pointers that getters return live as long as the object that they came from. */
#ifndef JUNSHU_H
#define JUNSHU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define JUNSHU_API __attribute__((visibility("default")))
#else
#define JUNSHU_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct junshu junshu;               /* a session */
typedef struct junshu_facts junshu_facts;   /* loaded records */
typedef struct junshu_pack junshu_pack;     /* a regulation and the rules on it */
typedef struct junshu_result junshu_result; /* what an audit found */

/* ---- status and words ---- */

enum junshu_status {
    JUNSHU_OK,
    JUNSHU_INVALID,   /* input that cannot be read or is wrong: see the diagnostics */
    JUNSHU_MISUSE,    /* an argument that the function does not take */
    JUNSHU_NO_MEMORY, /* memory ran out; the session can still be used, its diagnostics are gone */
    JUNSHU_STOPPED    /* a sink refused more */
};

/* The result of a rule, a finding or an audit, in the order of severity: about the municipality, not the program. */
enum junshu_verdict {
    JUNSHU_NOT_APPLICABLE,
    JUNSHU_PASS,
    JUNSHU_NOTICE,
    JUNSHU_REVIEW,
    JUNSHU_UNKNOWN,
    JUNSHU_FAIL,
    JUNSHU_ERROR,
    JUNSHU_VERDICT_COUNT
};

enum junshu_language { JUNSHU_JA, JUNSHU_EN };

/* A text that the caller owns: `length` bytes and a NUL. Freed by junshu_text_free. */
typedef struct junshu_text {
    char *at;
    size_t length;
} junshu_text;

/* Returns the version, such as "0.1.0". */
JUNSHU_API const char *junshu_version(void);
/* Returns one English sentence for the status. */
JUNSHU_API const char *junshu_status_text(enum junshu_status status);
/* Returns pass, fail, unknown, review, notice, notapplicable or error; NULL for any other value. */
JUNSHU_API const char *junshu_verdict_name(enum junshu_verdict verdict);
/* Returns 適合, 不適合, … or the English words; NULL for any other value. */
JUNSHU_API const char *junshu_verdict_title(enum junshu_verdict verdict, enum junshu_language language);
/* Frees the text and empties the struct. Takes NULL and empty texts too. */
JUNSHU_API void junshu_text_free(junshu_text *text);

/* ---- sessions ---- */

/* All zero gives the defaults. Strings are copied. */
typedef struct junshu_options {
    /* The directory that holds schema/facts.xml and rules/. NULL: $JUNSHU_DATA_DIR, else where the library was
       configured to be installed, if it is there, else `fallback_data_dir`. */
    const char *data_dir;
    const char *fallback_data_dir; /* may be NULL */
    /* A directory that keeps loaded facts, so that the same documents need not be parsed again; it is made where there
       is none. NULL: nothing is kept. What is kept are personal data: the directory must belong to the user, and nobody
       else may be able to write it. */
    const char *cache_dir;
    size_t diagnostics_limit; /* how many diagnostics are kept; 0: 100 */
    unsigned threads;         /* that load and judge; 0: as many as there are processors */
} junshu_options;

/* Begins a session and stores it in `out`; NULL options are the defaults. Nothing is read before it is needed. Returns
   JUNSHU_MISUSE for a NULL `out`, or JUNSHU_NO_MEMORY; `*out` is then NULL. */
JUNSHU_API enum junshu_status junshu_new(const junshu_options *options, junshu **out);
/* Frees the session. Takes NULL too. */
JUNSHU_API void junshu_free(junshu *session);

/* ---- diagnostics: about the program and its input ---- */

typedef struct junshu_diagnostic {
    const char *id;        /* such as DIAG_FACT_DANGLING: stays the same across versions */
    bool is_error;         /* else a warning */
    const char *file;      /* NULL where there is none */
    uint32_t line, column; /* from 1; 0 where there is none */
    const char *message;   /* without place and severity, in the language asked for */
} junshu_diagnostic;

/* Returns how many diagnostics are kept since they were last cleared. */
JUNSHU_API size_t junshu_diagnostic_count(const junshu *session);
/* Returns how many errors were reported, kept or not; and how many diagnostics were not kept. */
JUNSHU_API size_t junshu_error_count(const junshu *session);
JUNSHU_API size_t junshu_dropped_count(const junshu *session);
/* Stores the diagnostic of that index (from 0); it lives until the diagnostics are cleared. Returns JUNSHU_MISUSE for
   an index that is too great, or JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_diagnostic_at(junshu *session, size_t index, enum junshu_language language,
                                                   junshu_diagnostic *out);
/* Stores all diagnostics as lines `file:line:column: error: …`. Returns JUNSHU_NO_MEMORY or JUNSHU_OK. */
JUNSHU_API enum junshu_status junshu_diagnostics_write(junshu *session, enum junshu_language language,
                                                       junshu_text *out);
JUNSHU_API void junshu_diagnostics_clear(junshu *session);

enum junshu_stage { JUNSHU_READING, JUNSHU_JUDGING };
/* Is told how far a stage of long work has come; any thread calls it, and it must not call the library. */
typedef void junshu_progress(void *context, enum junshu_stage stage, unsigned percent);
/* Has `show` told of the session's work from now on; NULL: nobody. */
JUNSHU_API void junshu_watch(junshu *session, junshu_progress *show, void *context);

/* Stores where the processor time went since the session began, by stage of loading, by rule and by report, as text or
   json. The packs must not be freed yet. It differs from run to run. Returns JUNSHU_MISUSE for another format, or
   JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_profile_write(junshu *session, const char *format, enum junshu_language language,
                                                   junshu_text *out);

/* ---- facts ---- */

/* Loads facts documents; "-" is standard input. The order of paths does not matter. Returns JUNSHU_INVALID when any of
   them is wrong: every error is reported, up to the limit; JUNSHU_MISUSE without a path; JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_facts_load(junshu *session, const char *const *paths, size_t count,
                                                junshu_facts **out);
/* Returns how many records and documents were loaded. */
JUNSHU_API uint64_t junshu_facts_record_count(const junshu_facts *facts);
JUNSHU_API size_t junshu_facts_document_count(const junshu_facts *facts);
/* Waits until the cache directory keeps the facts, which goes on while they are audited. Where they could not be kept,
   a warning is in the diagnostics. Without this call, freeing the facts waits. Returns JUNSHU_OK or JUNSHU_NO_MEMORY.
 */
JUNSHU_API enum junshu_status junshu_facts_settle(junshu *session, junshu_facts *facts);
/* Frees the facts; results of audits over them must be freed before. Takes NULL too. */
JUNSHU_API void junshu_facts_free(junshu_facts *facts);

/* ---- packs ---- */

/* Loads a pack: its pack.xml or its directory; NULL is the pack rules/hofu-juki of the data directory. Returns
   JUNSHU_INVALID when it is wrong, or JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_pack_load(junshu *session, const char *path, junshu_pack **out);
/* Return what pack.xml says, and the SHA-256 over all files of the pack as 64 hex digits. */
JUNSHU_API const char *junshu_pack_id(const junshu_pack *pack);
JUNSHU_API const char *junshu_pack_version(const junshu_pack *pack);
JUNSHU_API const char *junshu_pack_digest(const junshu_pack *pack);
JUNSHU_API size_t junshu_pack_rule_count(const junshu_pack *pack);
/* Frees the pack; results of audits with it must be freed before. Takes NULL too. */
JUNSHU_API void junshu_pack_free(junshu_pack *pack);

/* ---- audits ---- */

/* Audits the facts. `as_of` is a date; NULL: the day of $SOURCE_DATE_EPOCH (seconds since 1970), else today. `period`
   is what is audited; NULL: the fiscal year (1 April to 31 March) that was the last to end before `as_of`. Reports bear
   the day of $SOURCE_DATE_EPOCH, else the as-of date. Returns JUNSHU_INVALID after reporting a date or period that is
   not one, an as-of date before the period, or facts of another municipality than the pack's; JUNSHU_NO_MEMORY. That
   rules fail is no error. */
JUNSHU_API enum junshu_status junshu_audit(junshu *session, const junshu_pack *pack, const junshu_facts *facts,
                                           const char *period, const char *as_of, junshu_result **out);
/* The same, and compares with an earlier result, which may have been read back and may be freed afterwards: what is
   new, what remains, what is resolved, and what was not judged this time. Reports of the new result, and what is read
   back of it, have all of that. NULL: no comparison. Returns JUNSHU_INVALID also after reporting that the earlier
   result is of another municipality or pack, or that its period or as-of date is later. */
JUNSHU_API enum junshu_status junshu_audit_since(junshu *session, const junshu_pack *pack, const junshu_facts *facts,
                                                 const char *period, const char *as_of, const junshu_result *previous,
                                                 junshu_result **out);
/* Reads a result back from the file that was reported in the format json; "-" is standard input. Reports of it have the
   same bytes as those of the audit. It needs neither facts nor a pack. Returns JUNSHU_INVALID after reporting a file
   that cannot be read, is no result of this version's structure, or does not match its own digest, as when it was
   damaged or edited (the digest is no signature); JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_result_read(junshu *session, const char *path, junshu_result **out);
/* Frees the result. Takes NULL too. */
JUNSHU_API void junshu_result_free(junshu_result *result);

/* Returns the result of the whole audit: the most severe of its rules. */
JUNSHU_API enum junshu_verdict junshu_result_verdict(const junshu_result *result);
/* Return how many rules, or decided clauses, have that result; 0 for a value that is no verdict. */
JUNSHU_API size_t junshu_result_rules(const junshu_result *result, enum junshu_verdict verdict);
JUNSHU_API size_t junshu_result_clauses(const junshu_result *result, enum junshu_verdict verdict);

/* A rule's result. */
typedef struct junshu_rule_result {
    const char *rule;  /* its id, such as 9-1.permitted */
    const char *title; /* in the language asked for, else in Japanese */
    enum junshu_verdict verdict;
    uint64_t population; /* how many subjects the rule is about */
    size_t findings;
} junshu_rule_result;

/* Returns how many rules were evaluated. */
JUNSHU_API size_t junshu_result_rule_count(const junshu_result *result);
/* Stores the result of the rule of that index (from 0, in the order of the pack). Returns JUNSHU_MISUSE for an index
   that is too great. */
JUNSHU_API enum junshu_status junshu_result_rule_at(const junshu_result *result, size_t index,
                                                    enum junshu_language language, junshu_rule_result *out);

/* One subject that a rule does not pass. */
typedef struct junshu_finding {
    const char *rule;     /* id of the rule */
    const char *identity; /* stable from one audit to the next */
    enum junshu_verdict verdict;
    const char *severity; /* high, medium or low */
    const char *subject;  /* id of the record, or "municipality" */
    const char *sentence; /* what was found, in the language asked for, else in Japanese */
    const char *remedy;   /* what to do; may be empty */
    const char *file;     /* where the subject's record is; NULL where it is none */
    uint32_t line;        /* 0 where there is none */
} junshu_finding;

/* Returns how many findings all rules have together. */
JUNSHU_API size_t junshu_result_finding_count(const junshu_result *result);
/* Stores the finding of that index (from 0, in the order of rules, then of subjects). Returns JUNSHU_MISUSE for an
   index that is too great. */
JUNSHU_API enum junshu_status junshu_result_finding_at(const junshu_result *result, size_t index,
                                                       enum junshu_language language, junshu_finding *out);

/* ---- reports ---- */

/* A format of reports. */
typedef struct junshu_format {
    const char *name;      /* such as html */
    const char *extension; /* of its files, without the dot */
    const char *media_type;
    const char *title; /* one line for readers */
    bool is_binary;    /* not for terminals */
} junshu_format;

JUNSHU_API size_t junshu_format_count(void);
/* Stores the format of that index (from 0). Returns JUNSHU_MISUSE for an index that is too great. */
JUNSHU_API enum junshu_status junshu_format_at(size_t index, enum junshu_language language, junshu_format *out);
/* Stores the format of that name. Returns JUNSHU_MISUSE when there is none: `out->name` is then the nearest name, or
   NULL, and the rest is empty. */
JUNSHU_API enum junshu_status junshu_format_find(const char *name, enum junshu_language language, junshu_format *out);

/* Takes a piece of a report. Returns whether it wants more. */
typedef bool junshu_sink(void *context, const char *bytes, size_t length);

/* Writes a report to the sink, piece by piece as it comes about. Returns JUNSHU_MISUSE for an unknown format,
   JUNSHU_INVALID after reporting why a report of this format cannot be made, JUNSHU_STOPPED when the sink returned
   false (it is not called again), JUNSHU_NO_MEMORY. After any of these the pieces are no report. */
JUNSHU_API enum junshu_status junshu_report_write(junshu *session, const junshu_result *result, const char *format,
                                                  enum junshu_language language, junshu_sink *sink, void *context);
/* Stores a report as a text. The same errors. */
JUNSHU_API enum junshu_status junshu_report_text(junshu *session, const junshu_result *result, const char *format,
                                                 enum junshu_language language, junshu_text *out);
/* Saves reports in several formats, `formats[i]` as the file `paths[i]`. All are written beside their places first and
   moved there once all of them are on the disk, so that after a failure all files are as they were before; a crash
   while they are moved can leave new files beside old ones, each of them whole. Returns JUNSHU_INVALID after reporting
   a report that cannot be made, or a file that cannot be written or is a directory, device or pipe; JUNSHU_MISUSE for
   an unknown format, no format at all or two equal paths; JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_report_save(junshu *session, const junshu_result *result,
                                                 const char *const *formats, const char *const *paths, size_t count,
                                                 enum junshu_language language);

/* ---- for authors of rules ---- */

/* What came of the tests of a pack. */
typedef struct junshu_test_counts {
    size_t total, failed; /* expectations */
} junshu_test_counts;

/* Runs the tests of a pack and stores what came of them in a format: text, tap (TAP 14) or junit (JUnit XML). `counts`
   may be NULL. Failed tests are no error: see the counts. Returns JUNSHU_INVALID after reporting tests that could not
   be read or run (`out` then has the others), JUNSHU_MISUSE for another format, JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_test_pack(junshu *session, const junshu_pack *pack, const char *format,
                                               enum junshu_language language, junshu_text *out,
                                               junshu_test_counts *counts);
/* Adds what is wrong or careless with a pack to the diagnostics. Returns JUNSHU_INVALID when there are errors (warnings
   are none), or JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_lint_pack(junshu *session, const junshu_pack *pack);
/* Rewrites, in the pack's files, the digests of the clauses that its rules are on: for an author who has reviewed them.
   Stores how many rules changed. The loaded pack stays as it is. Returns JUNSHU_INVALID after reporting a file that
   cannot be rewritten, or JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_fix_digests(junshu *session, const junshu_pack *pack, size_t *changed);
/* Stores the ledger of a pack, clause by clause, as text or json, and how many clauses have neither a rule nor a reason
   (`missing` may be NULL). Returns JUNSHU_MISUSE for another format, JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_coverage(junshu *session, const junshu_pack *pack, const char *format,
                                              enum junshu_language language, junshu_text *out, size_t *missing);
/* Stores an explanation of a rule (by its id) or of a clause (9-1, 第9条第1項, …) as text. Returns JUNSHU_INVALID after
   reporting that there is no such rule or clause, or JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_explain(junshu *session, const junshu_pack *pack, const char *name,
                                             enum junshu_language language, junshu_text *out);
/* Stores what is derived from the fact model: "xsd", the schema of facts documents, or "html", its reference page.
   Returns JUNSHU_INVALID when the model cannot be read, JUNSHU_MISUSE for another kind, JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_schema(junshu *session, const char *kind, junshu_text *out);
/* Saves a text as a file, which appears whole or not at all. Returns JUNSHU_INVALID after reporting why it cannot be
   written (directories, devices and pipes cannot), JUNSHU_MISUSE without a text, or JUNSHU_NO_MEMORY. */
JUNSHU_API enum junshu_status junshu_text_save(junshu *session, const junshu_text *text, const char *path);

#ifdef __cplusplus
}
#endif

#endif

/* What the files that read a stored result share. Private to result/. */
#ifndef JUNSHU_RESULT_READER_H
#define JUNSHU_RESULT_READER_H

#include "base/intern.h"
#include "base/json_reader.h"
#include "result/result.h"

typedef struct result_reader {
    arena *a;
    json_reader *json;
    audit_result *out;
    examined_facts *facts;
    intern *types, *rules, *bearers, *identities; /* their numbers less 1 are indexes of what they name */
    const bearer **known_bearers;
    size_t bearer_count, bearer_capacity;
    finding **findings;
    size_t finding_count, finding_capacity;
} result_reader;

#define TAKE_ARRAY(r, key, type, count)                                                                                \
    ((count) = json_enter_array((r)->json, (key)), ARENA_ARRAY((r)->a, type, (count)))

/* result_reader.c */

/* A label that is not empty. */
label take_label(result_reader *r, const char *key);
/* One that may be null. */
label take_optional_label(result_reader *r, const char *key);
label *take_labels(result_reader *r, const char *key, size_t *count);
period take_known_period(result_reader *r, const char *key);
enum result take_result(result_reader *r, const char *key);
void take_counts(result_reader *r, const char *key, uint64_t counts[RESULT_COUNT]);
enum truth take_truth(result_reader *r, const char *key);
void take_digest(result_reader *r, const char *key, char digest[DIGEST_HEX + 1]);
/* The index of what was named before, by its number in `names`; 0 after a fault. */
size_t take_reference(result_reader *r, const char *key, const intern *names);
/* A name that was not there before: it gets the next number. */
str take_new_name(result_reader *r, const char *key, intern *names);

/* result_reader_rules.c */

clause_address take_address(result_reader *r, const char *key);
evidence take_record(result_reader *r, const char *key);
/* NULL for null. */
const evidence *take_optional_record(result_reader *r, const char *key);
/* Reads the rules, their findings included. */
void take_rules(result_reader *r);
void take_strays(result_reader *r);

/* result_reader_comparison.c */

void take_comparison(result_reader *r);

/* result_reader_pictures.c */

void take_pictures(result_reader *r);

#endif

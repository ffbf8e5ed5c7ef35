/* The tests of a pack: small sets of facts with the results that rules must give on them. */
#ifndef JUNSHU_RULE_TESTS_H
#define JUNSHU_RULE_TESTS_H

#include "eval/audit.h"

#define TESTS_NAMESPACE "urn:junshu:tests:1"

typedef struct expectation {
    const rule *rule;
    enum result result;
    str subject; /* id of a record; empty for the rule as a whole */
    str reason;  /* the name of a check that must not have held; may be empty */
    place at;
} expectation;

typedef struct rule_test {
    str name;
    place at;
    period period;
    moment as_of;
    expectation *expectations;
    size_t expectation_count;
} rule_test;

typedef struct test_file {
    const char *path;
    alias *aliases; /* those of the pack are not among them */
    size_t alias_count;
    rule_test *tests;
    size_t test_count;
} test_file;

/* What came of one expectation. */
typedef struct test_outcome {
    const char *file;
    const rule_test *test;
    const expectation *expected;
    bool passed;
    bool is_error; /* the engine failed on it: no result to compare */
    enum result got;
    label message; /* why it did not pass; empty when it did */
} test_outcome;

typedef struct test_report {
    test_outcome *outcomes; /* in the order of the files */
    size_t count;
    size_t failed; /* errors included */
} test_report;

/* Reads what a test file expects, without its facts. Everything lives in the arena, which must outlive the pack's
   paths. Returns NULL after reporting what is wrong. */
const test_file *test_file_read(arena *a, const pack *p, const char *path, diags *d);

/* Runs every test of the pack. The report lives in the arena. Returns false after reporting tests that could not be
   read or run; the others were run nevertheless. */
bool rule_tests_run(arena *a, const pack *p, test_report *out, diags *d);

#endif

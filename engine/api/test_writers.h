/* The forms in which the outcomes of a pack's tests are written. */
#ifndef JUNSHU_TEST_WRITERS_H
#define JUNSHU_TEST_WRITERS_H

#include "eval/rule_tests.h"

typedef void test_writer(const test_report *report, enum language language, buffer *b);

/* Returns the writer of text, tap or junit, or NULL. */
test_writer *test_writer_find(const char *format);

#endif

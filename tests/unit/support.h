/* What several unit tests share: cmocka, a scratch directory to work in, and diagnostics as text. */
#ifndef JUNSHU_TEST_SUPPORT_H
#define JUNSHU_TEST_SUPPORT_H

#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Group fixtures: the tests work in a scratch directory, so that file names in diagnostics are plain. */
int enter_scratch(void **state);
int leave_scratch(void **state);

void write_file(const char *name, str content);
/* Returns the path of a file of the source tree. The caller frees it. */
char *source_file(const char *name);

/* Fails, showing both, unless the texts are the same. */
void expect_same(const char *found, const char *expected);
/* Fails unless the buffer holds exactly the text. Frees it. */
void expect_text(buffer *b, const char *expected);
/* Fails unless the diagnostics, sorted and printed in English, are exactly the text. Frees them. */
void expect_diags(diags *d, const char *expected);

#endif

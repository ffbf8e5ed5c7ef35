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

/* Where the tests were started, and the directory that they work in: file names in diagnostics are then plain. */
static char start_directory[4096], scratch_directory[] = "/tmp/junshu-test-XXXXXX";

static inline int enter_scratch(void **state)
{
    (void)state;
    if (getcwd(start_directory, sizeof start_directory) == NULL || mkdtemp(scratch_directory) == NULL)
        return -1;
    return chdir(scratch_directory);
}

static inline int leave_scratch(void **state)
{
    (void)state;
    char command[sizeof scratch_directory + 16];
    snprintf(command, sizeof command, "rm -rf %s", scratch_directory);
    return chdir(start_directory) != 0 || system(command) != 0 ? -1 : 0;
}

static inline void write_file(const char *name, str content)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.at, 1, content.length, file), content.length);
    assert_int_equal(fclose(file), 0);
}

/* Returns the path of a file of the source tree. The caller frees it. */
static inline char *source_file(const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s", start_directory, name) > 0);
    return path;
}

/* Fails unless the diagnostics, sorted and printed in English, are exactly the text. Frees them. */
static inline void expect_diags(diags *d, const char *expected)
{
    buffer printed = {0};
    diags_sort(d);
    diags_print(&printed, d, LANGUAGE_EN);
    assert_string_equal(buffer_str(&printed).at, expected);
    buffer_free(&printed);
    diags_free(d);
}

/* Fails unless the buffer holds exactly the text. Frees it. */
static inline void expect_text(buffer *b, const char *expected)
{
    assert_string_equal(buffer_str(b).at, expected);
    assert_int_equal(buffer_str(b).length, strlen(expected));
    buffer_free(b);
}

#endif

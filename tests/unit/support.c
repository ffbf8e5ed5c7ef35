/* A scratch directory to work in, and texts to compare. */
#include "support.h"

static char start_directory[4096], scratch_directory[] = "/tmp/junshu-test-XXXXXX";

int enter_scratch(void **state)
{
    (void)state;
    if (getcwd(start_directory, sizeof start_directory) == NULL || mkdtemp(scratch_directory) == NULL)
        return -1;
    return chdir(scratch_directory);
}

int leave_scratch(void **state)
{
    (void)state;
    char command[sizeof scratch_directory + 16];
    snprintf(command, sizeof command, "rm -rf %s", scratch_directory);
    return chdir(start_directory) != 0 || system(command) != 0 ? -1 : 0;
}

void write_file(const char *name, str content)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.at, 1, content.length, file), content.length);
    assert_int_equal(fclose(file), 0);
}

char *source_file(const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s", start_directory, name) > 0);
    return path;
}

/* cmocka cuts long messages, so both texts are printed here. */
void expect_same(const char *found, const char *expected)
{
    if (strcmp(found, expected) == 0)
        return;
    fprintf(stderr, "---- found\n%s\n---- expected\n%s\n----\n", found, expected);
    fail();
}

void expect_text(buffer *b, const char *expected)
{
    expect_same(buffer_str(b).at, expected);
    assert_int_equal(buffer_str(b).length, strlen(expected));
    buffer_free(b);
}

void expect_diags(diags *d, const char *expected)
{
    buffer printed = {0};
    diags_sort(d);
    diags_print(&printed, d, LANGUAGE_EN);
    expect_text(&printed, expected);
    diags_free(d);
}

/* Files published together: all of them or none, whatever fails, and nothing left behind. Buffers that flow on. */
#include "base/file.h"
#include "base/file_set.h"
#include "support.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char *const paths[] = {"one", "two", "three"};

static void expect_content(const char *path, const char *expected)
{
    arena *a = arena_new();
    diags d;
    str content;
    diags_init(&d, 0);
    assert_true(file_read(a, path, 1000, &content, &d));
    assert_true(str_is(content, expected));
    diags_free(&d);
    arena_free(a);
}

static size_t count_entries(void)
{
    size_t count = 0;
    DIR *here = opendir(".");
    assert_non_null(here);
    while (readdir(here) != NULL)
        count++;
    assert_int_equal(closedir(here), 0);
    return count - 2; /* . and .. */
}

static int place_old(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++)
        write_file(paths[i], STR("old"));
    return 0;
}

static int remove_all(void **state)
{
    (void)state;
    return system("rm -rf ./* ./.[!.]*");
}

/* Everything up to, but without, the publication. */
static bool write_new(file_set *s, diags *d)
{
    bool done = true;
    for (size_t i = 0; i < COUNT(paths); i++)
        done = file_set_open(s, i, d) && done;
    for (size_t i = 0; done && i < COUNT(paths); i++) {
        file_set_write(s, i, STR("ne"));
        file_set_write(s, i, STR("w"));
        done = file_set_close(s, i, d);
    }
    return done;
}

static void test_all_are_published(void **state)
{
    (void)state;
    diags d;
    diags_init(&d, 0);
    assert_int_equal(unlink("three"), 0);
    file_set *s = file_set_new(paths, COUNT(paths));
    assert_true(write_new(s, &d));
    expect_content("one", "old");
    assert_true(file_set_publish(s, &d));
    file_set_free(s);
    for (size_t i = 0; i < COUNT(paths); i++)
        expect_content(paths[i], "new");
    assert_int_equal(count_entries(), COUNT(paths));
    expect_diags(&d, "");
}

static void test_nothing_without_publication(void **state)
{
    (void)state;
    diags d;
    diags_init(&d, 0);
    file_set *s = file_set_new(paths, COUNT(paths));
    assert_true(write_new(s, &d));
    assert_int_equal(count_entries(), 2 * COUNT(paths));
    file_set_free(s);
    file_set_free(NULL);
    for (size_t i = 0; i < COUNT(paths); i++)
        expect_content(paths[i], "old");
    assert_int_equal(count_entries(), COUNT(paths));
    expect_diags(&d, "");
}

static void test_a_place_that_cannot_be_taken(void **state)
{
    (void)state;
    diags d;
    diags_init(&d, 0);
    assert_int_equal(unlink("three"), 0);
    assert_int_equal(mkdir("three", 0777), 0);
    file_set *s = file_set_new(paths, COUNT(paths));
    assert_false(write_new(s, &d));
    file_set_free(s);
    expect_content("one", "old");
    expect_content("two", "old");
    assert_int_equal(count_entries(), COUNT(paths));
    expect_diags(&d, "three: error: this is a directory, not a file\n");
}

/* The last move fails: those before it are undone, also where nothing was before. */
static void test_moves_are_undone(void **state)
{
    (void)state;
    diags d;
    diags_init(&d, 0);
    assert_int_equal(unlink("two") + unlink("three"), 0);
    file_set *s = file_set_new(paths, COUNT(paths));
    assert_true(write_new(s, &d));
    assert_int_equal(mkdir("three", 0777), 0);
    assert_false(file_set_publish(s, &d));
    file_set_free(s);
    expect_content("one", "old");
    assert_int_equal(access("two", F_OK), -1);
    assert_int_equal(count_entries(), 2);
    assert_int_equal(d.errors, 1);
    diags_free(&d);
}

/* A disk that is full, or a limit on files. */
static void test_what_cannot_be_written(void **state)
{
    (void)state;
    diags d;
    struct rlimit limit, small;
    diags_init(&d, 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = (struct rlimit){2, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    file_set *s = file_set_new(paths, COUNT(paths));
    bool done = write_new(s, &d);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(done);
    file_set_free(s);
    for (size_t i = 0; i < COUNT(paths); i++)
        expect_content(paths[i], "old");
    assert_int_equal(count_entries(), COUNT(paths));
    assert_int_equal(d.errors, 1);
    diags_free(&d);
}

/* Names that another run left are no hindrance, and are left alone: they may belong to one that still runs. */
static void test_names_that_are_taken(void **state)
{
    (void)state;
    diags d;
    char temporary[64], old[64];
    diags_init(&d, 0);
    snprintf(temporary, sizeof temporary, "one.%ld-0.tmp", (long)getpid());
    snprintf(old, sizeof old, "one.%ld-0.old", (long)getpid());
    write_file(temporary, STR("theirs"));
    write_file(old, STR("theirs"));
    file_set *s = file_set_new(paths, COUNT(paths));
    assert_true(write_new(s, &d));
    assert_true(file_set_publish(s, &d));
    file_set_free(s);
    expect_content("one", "new");
    expect_content(temporary, "theirs");
    expect_content(old, "theirs");
    assert_int_equal(count_entries(), COUNT(paths) + 2);
    expect_diags(&d, "");
}

/* A program that ends anywhere before the publication changes no file. */
static void test_a_crash_before_the_moves(void **state)
{
    (void)state;
    for (size_t steps = 0; steps <= COUNT(paths); steps++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            diags d;
            diags_init(&d, 0);
            file_set *s = file_set_new(paths, COUNT(paths));
            for (size_t i = 0; i < steps; i++) {
                file_set_open(s, i, &d);
                file_set_write(s, i, STR("new"));
                if (i + 1 < steps)
                    file_set_close(s, i, &d);
            }
            kill(getpid(), SIGKILL);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        for (size_t i = 0; i < COUNT(paths); i++)
            expect_content(paths[i], "old");
    }
}

/* ---- buffers that flow on ---- */

typedef struct gathered {
    buffer all;
    size_t pieces, longest;
} gathered;

static void gather(void *context, str piece)
{
    gathered *g = context;
    buffer_add(&g->all, piece);
    g->pieces++;
    g->longest = piece.length > g->longest ? piece.length : g->longest;
}

static void test_a_buffer_flows_on(void **state)
{
    (void)state;
    gathered g = {0};
    buffer whole = {0}, flowing = {.drain = gather, .context = &g};
    for (int i = 0; i < 100000; i++) {
        buffer_addf(&whole, "%d, ", i);
        buffer_addf(&flowing, "%d, ", i);
    }
    buffer_finish(&flowing);
    assert_true(str_equal(buffer_str(&g.all), buffer_str(&whole)));
    assert_true(g.pieces > 5 && g.longest < whole.length / 5);
    buffer_finish(&flowing); /* nothing is handed over twice */
    assert_int_equal(g.all.length, whole.length);
    buffer_free(&whole);
    buffer_free(&g.all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all_are_published, place_old, remove_all),
        cmocka_unit_test_setup_teardown(test_nothing_without_publication, place_old, remove_all),
        cmocka_unit_test_setup_teardown(test_a_place_that_cannot_be_taken, place_old, remove_all),
        cmocka_unit_test_setup_teardown(test_moves_are_undone, place_old, remove_all),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_written, place_old, remove_all),
        cmocka_unit_test_setup_teardown(test_names_that_are_taken, place_old, remove_all),
        cmocka_unit_test_setup_teardown(test_a_crash_before_the_moves, place_old, remove_all),
        cmocka_unit_test(test_a_buffer_flows_on),
    };
    return cmocka_run_group_tests(tests, enter_scratch, leave_scratch);
}

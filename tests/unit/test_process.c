/* Other programs: their streams, however much flows, and how they end. */
#include "base/process.h"

#include "support.h"

#include <signal.h>
#include <sys/wait.h>

static const char *const environment[] = {"PATH=/usr/bin:/bin", "GREETING=hello", NULL};

/* What a shell said and how it ended. */
typedef struct run {
    enum process_end end;
    buffer output, complaint;
} run;

static run run_shell(const char *script, str input)
{
    const char *const command[] = {"sh", "-c", script, NULL};
    run r = {0};
    r.end = process_run(command, environment, input, &r.output, &r.complaint);
    return r;
}

static void expect_run(run r, enum process_end end, const char *output, const char *complaint)
{
    assert_int_equal(r.end, end);
    expect_text(&r.output, output);
    expect_text(&r.complaint, complaint);
}

static void test_streams(void **state)
{
    (void)state;
    expect_run(run_shell("cat; echo said >&2", STR("given")), PROCESS_DONE, "given", "said\n");
    expect_run(run_shell("cat", STR("")), PROCESS_DONE, "", "");
    expect_run(run_shell("echo $GREETING$HOME", STR("")), PROCESS_DONE, "hello\n", "");
}

static void test_ends(void **state)
{
    (void)state;
    const char *const nothing[] = {"there-is-no-such-program", NULL};
    buffer output = {0}, complaint = {0};
    assert_int_equal(process_run(nothing, environment, STR("x"), &output, &complaint), PROCESS_MISSING);
    expect_text(&output, "");
    expect_text(&complaint, "");
    expect_run(run_shell("echo half; echo why >&2; exit 1", STR("")), PROCESS_FAILED, "half\n", "why\n");
    expect_run(run_shell("kill -9 $$", STR("")), PROCESS_FAILED, "", "");
}

/* More than any pipe holds, to a program that reads none of it, and to one that writes before it reads. */
static void test_nobody_waits(void **state)
{
    (void)state;
    buffer much = {0};
    buffer_add_repeated(&much, 'x', 1 << 22);
    expect_run(run_shell("exit 0", buffer_str(&much)), PROCESS_DONE, "", "");
    run r = run_shell("head -c 4194304 /dev/zero >&2; cat", buffer_str(&much));
    assert_int_equal(r.end, PROCESS_DONE);
    assert_true(str_equal(buffer_str(&r.output), buffer_str(&much)));
    assert_int_equal(r.complaint.length, much.length);
    buffer_free(&r.output);
    buffer_free(&r.complaint);
    buffer_free(&much);
}

/* The host may have closed its own streams. */
static void test_closed_streams(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        for (int i = 0; i < 3; i++)
            close(i);
        run r = run_shell("cat; echo said >&2", STR("given"));
        bool right = str_is(buffer_str(&r.output), "given") && str_is(buffer_str(&r.complaint), "said\n");
        _exit(r.end == PROCESS_DONE && right ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* The shell holds the one end of a pipe open until it is killed with the program that runs it. */
static void test_killed_with_its_host(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t host = fork();
    if (host == 0) {
        char script[64];
        close(ends[0]);
        snprintf(script, sizeof script, "echo begun >&%d; while :; do :; done", ends[1]);
        run_shell(script, STR(""));
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(kill(host, SIGKILL), 0);
    while (read(ends[0], &byte, 1) == 1)
        continue;
    close(ends[0]);
    assert_int_equal(waitpid(host, NULL, 0), host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_streams),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_nobody_waits),
        cmocka_unit_test(test_closed_streams),
        cmocka_unit_test(test_killed_with_its_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

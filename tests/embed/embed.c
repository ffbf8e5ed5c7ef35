/* A program that uses libjunshu as any other would: audits the facts documents that its arguments name (without any: an
   empty one), and prints the overall result and the number of findings.

   usage: embed [FACTS...] */
#define _POSIX_C_SOURCE 200809L

#include <junshu.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int report_problems(junshu *session, enum junshu_status status)
{
    junshu_text problems = {0};
    if (junshu_diagnostics_write(session, JUNSHU_EN, &problems) == JUNSHU_OK)
        fputs(problems.at, stderr);
    fprintf(stderr, "embed: %s\n", junshu_status_text(status));
    junshu_text_free(&problems);
    return 1;
}

static void print_result(const junshu_result *result)
{
    junshu_finding first;
    printf("%s %zu\n", junshu_verdict_name(junshu_result_verdict(result)), junshu_result_finding_count(result));
    if (junshu_result_finding_at(result, 0, JUNSHU_EN, &first) == JUNSHU_OK)
        printf("%s %s %s:%u: %s\n", first.rule, junshu_verdict_name(first.verdict),
               first.file != NULL ? first.file : "-", first.line, first.sentence);
}

/* Audits the documents and prints what came of it. */
static enum junshu_status audit(junshu *session, const char *const *paths, size_t count)
{
    junshu_pack *pack = NULL;
    junshu_facts *facts = NULL;
    junshu_result *result = NULL;
    enum junshu_status status = junshu_pack_load(session, NULL, &pack);
    if (status == JUNSHU_OK)
        status = junshu_facts_load(session, paths, count, &facts);
    if (status == JUNSHU_OK)
        status = junshu_audit(session, pack, facts, "2025-04-01/2026-03-31", "2026-04-30", &result);
    if (status == JUNSHU_OK)
        print_result(result);
    junshu_result_free(result);
    junshu_facts_free(facts);
    junshu_pack_free(pack);
    return status;
}

static enum junshu_status audit_nothing(junshu *session)
{
    static const char document[] = "<facts xmlns=\"urn:junshu:facts:1\" municipality=\"352063\"/>\n";
    char path[] = "/tmp/junshu-embed-XXXXXX";
    const char *const paths[] = {path};
    int fd = mkstemp(path);
    if (fd < 0)
        return JUNSHU_INVALID;
    ssize_t written = write(fd, document, sizeof document - 1);
    close(fd);
    enum junshu_status status = written > 0 ? audit(session, paths, 1) : JUNSHU_INVALID;
    unlink(path);
    return status;
}

int main(int argc, char **argv)
{
    junshu *session;
    enum junshu_status status = junshu_new(NULL, &session);
    if (status != JUNSHU_OK)
        return 1;
    status = argc > 1 ? audit(session, (const char *const *)argv + 1, (size_t)argc - 1) : audit_nothing(session);
    int exit_status = status == JUNSHU_OK ? 0 : report_problems(session, status);
    junshu_free(session);
    return exit_status;
}

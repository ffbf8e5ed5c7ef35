/* What an audit of a room log costs, as ratios to reading the same bytes with libxml2's SAX parser and empty callbacks,
   in the same run. Prints the medians of interleaved runs. Arguments: model, pack, facts documents. */
#include "base/mem.h"
#include "eval/audit.h"
#include "xml/xml_reader.h"

#include <libxml/parser.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 7 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void ignore_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int spaces,
                         const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
    (void)context, (void)name, (void)prefix, (void)space, (void)spaces, (void)namespaces, (void)count, (void)defaulted,
        (void)attributes;
}

static void ignore_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    (void)context, (void)name, (void)prefix, (void)space;
}

static void ignore_text(void *context, const xmlChar *text, int length)
{
    (void)context, (void)text, (void)length;
}

static double time_parse(const char *const *paths, size_t count)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = ignore_start,
                         .endElementNs = ignore_end,
                         .characters = ignore_text};
    double begin = now();
    for (size_t i = 0; i < count; i++)
        if (xmlSAXUserParseFile(&sax, NULL, paths[i]) != 0)
            exit(1);
    return now() - begin;
}

static void fail(const diags *d)
{
    buffer b = {0};
    diags_print(&b, d, LANGUAGE_EN);
    fputs(b.at != NULL ? b.at : "", stderr);
    exit(1);
}

typedef struct job {
    const fact_model *model;
    const pack *pack;
    const char *const *paths;
    size_t count;
    diags *diags;
    uint64_t records, findings;
    size_t bytes; /* of memory that the loaded facts take */
} job;

static size_t heap_in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static void count_records(job *j, const facts *f, const audit *a)
{
    j->records = j->findings = 0;
    for (size_t i = 0; i < f->document_count; i++)
        j->records += f->documents[i].records;
    for (size_t i = 0; i < audit_get_result(a)->rule_count; i++)
        j->findings += audit_get_result(a)->rules[i].finding_count;
}

/* Loads and audits; stores the seconds of both. */
static void time_audit(job *j, unsigned threads, double *load, double *evaluate)
{
    audit_options options = {.period = {moment_parse(STR("2025-04-01")), moment_parse(STR("2026-03-31"))},
                             .as_of = moment_parse(STR("2026-04-30"))};
    size_t before = heap_in_use();
    double begin = now();
    facts *f = facts_load(j->model, j->paths, j->count, (load_options){.threads = threads}, j->diags);
    *load = now() - begin;
    if (f == NULL)
        fail(j->diags);
    j->bytes = heap_in_use() - before;
    begin = now();
    audit *a = audit_run(j->pack, f, &options, j->diags);
    *evaluate = now() - begin;
    if (a == NULL)
        fail(j->diags);
    count_records(j, f, a);
    audit_free(a);
    facts_free(f);
}

static int compare(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static double median(double *values)
{
    qsort(values, RUNS, sizeof *values, compare);
    return values[RUNS / 2];
}

static void print_line(const char *what, double seconds, double parse)
{
    printf("%-34s %8.3f s   %5.2f x\n", what, seconds, seconds / parse);
}

int main(int argc, char **argv)
{
    diags d;
    diags_init(&d, 10);
    arena *a = arena_new();
    if (argc < 4)
        return 64;
    job j = {.paths = (const char *const *)argv + 3, .count = (size_t)argc - 3, .diags = &d};
    j.model = model_read(a, argv[1], &d);
    j.pack = j.model != NULL ? pack_load(j.model, argv[2], &d) : NULL;
    if (j.pack == NULL)
        fail(&d);
    double parse[RUNS], load1[RUNS], load2[RUNS], evaluate[RUNS], whole1[RUNS], whole2[RUNS], ignored;
    for (int i = 0; i < RUNS; i++) {
        parse[i] = time_parse(j.paths, j.count);
        time_audit(&j, 1, &load1[i], &evaluate[i]);
        whole1[i] = load1[i] + evaluate[i];
        time_audit(&j, 2, &load2[i], &ignored);
        whole2[i] = load2[i] + ignored;
    }
    double base = median(parse);
    printf("%llu records, %llu findings, %zu documents, median of %d runs\n", (unsigned long long)j.records,
           (unsigned long long)j.findings, j.count, RUNS);
    print_line("no-op SAX parse, 1 thread", base, base);
    print_line("load, 1 thread", median(load1), base);
    print_line("load, 2 threads", median(load2), base);
    print_line("evaluate all rules", median(evaluate), base);
    print_line("load and evaluate, 1 thread", median(whole1), base);
    print_line("load and evaluate, 2 threads", median(whole2), base);
    printf("%-34s %8.1f bytes a record\n", "memory of the loaded facts", (double)j.bytes / (double)j.records);
    arena_free(a);
    return 0;
}

/* What a whole audit of a log costs, from reading the pack to the text report, as ratios to reading the same bytes with
   libxml2's SAX parser and empty callbacks in the same run. Prints the medians of interleaved runs and appends them to
   a file as one line of JSON. Arguments: name, file for JSON, model, pack, facts documents; or "parse" and documents,
   for the parse alone, which the caller times. */
#include "timing.h"

#include "base/mem.h"
#include "eval/audit.h"
#include "report/report.h"
#include "xml/xml_reader.h"

#include <libxml/parser.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FREE_BYTES = 50000000 };

/* ---- the parse that does nothing ---- */

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

static stretch time_parse(const char *const *paths, size_t count)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = ignore_start,
                         .endElementNs = ignore_end,
                         .characters = ignore_text};
    stretch begin = now();
    for (size_t i = 0; i < count; i++)
        if (xmlSAXUserParseFile(&sax, NULL, paths[i]) != 0)
            exit(1);
    return since(begin);
}

/* ---- the audit ---- */

typedef struct job {
    const char *model, *pack;
    const char *const *paths;
    size_t count;
    uint64_t records, findings;
    size_t bytes; /* of memory that the loaded facts take */
} job;

static void fail(const diags *d)
{
    buffer b = {0};
    diags_print(&b, d, LANGUAGE_EN);
    fputs(buffer_str(&b).at, stderr);
    exit(1);
}

static size_t heap_in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static void count_records(job *j, const facts *f, const audit_result *result)
{
    j->records = j->findings = 0;
    for (size_t i = 0; i < f->document_count; i++)
        j->records += f->documents[i].records;
    for (size_t i = 0; i < result->rule_count; i++)
        j->findings += result->rules[i].finding_count;
}

/* Stores what loading took in *load. Returns what all of it took. */
static stretch time_audit(job *j, unsigned threads, stretch *load)
{
    audit_options options = {.period = {moment_parse(STR("2025-04-01")), moment_parse(STR("2026-03-31"))},
                             .as_of = moment_parse(STR("2026-04-30")),
                             .threads = threads};
    diags d;
    diags_init(&d, 10);
    stretch begin = now();
    arena *a = arena_new();
    const fact_model *model = model_read(a, j->model, &d);
    pack *p = model != NULL ? pack_load(model, j->pack, &d) : NULL;
    if (p == NULL)
        fail(&d);
    size_t before = heap_in_use();
    stretch begin_load = now();
    facts *f = facts_load(model, j->paths, j->count, (load_options){.threads = threads}, &d);
    *load = since(begin_load);
    if (f == NULL)
        fail(&d);
    j->bytes = heap_in_use() - before;
    audit *au = audit_run(p, f, &options, &d);
    if (au == NULL)
        fail(&d);
    buffer report = {0};
    write_text(audit_get_result(au), LANGUAGE_JA, &report);
    stretch whole = since(begin);
    count_records(j, f, audit_get_result(au));
    buffer_free(&report);
    audit_free(au);
    facts_free(f);
    pack_free(p);
    arena_free(a);
    diags_free(&d);
    return whole;
}

/* Returns the most memory that one whole audit held at a time, in bytes. */
static double measure_peak(job *j)
{
    struct rusage used;
    stretch ignored;
    pid_t child = fork();
    if (child == 0) {
        time_audit(j, 2, &ignored);
        _exit(0);
    }
    if (wait4(child, NULL, 0, &used) != child)
        exit(1);
    return (double)used.ru_maxrss * 1024;
}

/* ---- printing ---- */

static void print_times(FILE *json, const char *words, const char *key, const stretch *runs, stretch parse)
{
    stretch m = median(runs);
    printf("  %-26s %8.3f s %6.2f x    processors %8.3f s %6.2f x\n", words, m.wall, m.wall / parse.wall, m.cpu,
           m.cpu / parse.cpu);
    fprintf(json, ",\"%s\":{\"seconds\":%.4f,\"ratio\":%.3f,\"cpu_seconds\":%.4f,\"cpu_ratio\":%.3f}", key, m.wall,
            m.wall / parse.wall, m.cpu, m.cpu / parse.cpu);
}

int main(int argc, char **argv)
{
    if (argc > 2 && strcmp(argv[1], "parse") == 0) {
        time_parse((const char *const *)argv + 2, (size_t)argc - 2);
        return 0;
    }
    if (argc < 6)
        return 64;
    job j = {.model = argv[3], .pack = argv[4], .paths = (const char *const *)argv + 5, .count = (size_t)argc - 5};
    FILE *json = fopen(argv[2], "a");
    if (json == NULL)
        return 1;
    double peak = measure_peak(&j);
    stretch parse[RUNS], load1[RUNS], load2[RUNS], whole1[RUNS], whole2[RUNS];
    for (int i = 0; i < RUNS; i++) {
        parse[i] = time_parse(j.paths, j.count);
        whole1[i] = time_audit(&j, 1, &load1[i]);
        whole2[i] = time_audit(&j, 2, &load2[i]);
    }
    stretch base = median(parse);
    double records = (double)j.records, beyond = peak > FREE_BYTES ? (peak - FREE_BYTES) / records : 0;
    printf("%s: %.0f records, %llu findings, %zu documents, median of %d runs\n", argv[1], records,
           (unsigned long long)j.findings, j.count, RUNS);
    fprintf(json, "{\"name\":\"%s\",\"records\":%.0f,\"findings\":%llu,\"documents\":%zu,\"runs\":%d", argv[1], records,
            (unsigned long long)j.findings, j.count, RUNS);
    print_times(json, "parse that does nothing", "parse", parse, base);
    print_times(json, "load, 1 thread", "load_1", load1, base);
    print_times(json, "load, 2 threads", "load_2", load2, base);
    print_times(json, "whole audit, 1 thread", "whole_1", whole1, base);
    print_times(json, "whole audit, 2 threads", "whole_2", whole2, base);
    printf("  %-26s %8.0f ns a record, 1 thread\n", "whole audit", median(whole1).wall * 1e9 / records);
    printf("  %-26s %8.1f bytes a record; at the peak %.1f beyond 50 MB\n", "memory of the facts",
           (double)j.bytes / records, beyond);
    fprintf(json, ",\"facts_bytes_per_record\":%.2f,\"peak_bytes\":%.0f,\"peak_bytes_per_record_beyond_50MB\":%.2f}\n",
            (double)j.bytes / records, peak, beyond);
    return fclose(json) == 0 ? 0 : 1;
}

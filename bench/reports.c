/* What many findings cost: the same log with few findings and with many, judged and written in each format. Prints the
   medians of interleaved runs in processor time of one thread, and writes them to a file as one line of JSON.
   Arguments: file for JSON, model, pack, facts documents with few findings, --, documents with many. */
#include "timing.h"

#include "base/file_set.h"
#include "eval/audit.h"
#include "report/report.h"

#include <stdio.h>

enum { MAX_FORMATS = 16, FEW = 0, MANY = 1 };

typedef struct facts_set {
    const char *const *paths;
    size_t count;
    facts *facts;
    uint64_t findings;
    stretch judging[RUNS], writing[MAX_FORMATS][RUNS];
    size_t bytes[MAX_FORMATS];
} facts_set;

typedef struct bench {
    diags diags;
    pack *pack;
    const char *path; /* where reports are written to */
    facts_set sets[2];
} bench;

static void fail(const diags *d)
{
    buffer b = {0};
    diags_print(&b, d, LANGUAGE_EN);
    fputs(buffer_str(&b).at, stderr);
    exit(1);
}

/* The PDF is made by another program. */
static bool is_measured(const report_format *format)
{
    return !str_is(str_of(format->name), "pdf");
}

typedef struct sink {
    file_set *files;
    size_t bytes;
} sink;

static void write_piece(void *context, str piece)
{
    sink *s = context;
    file_set_write(s->files, 0, piece);
    s->bytes += piece.length;
}

static stretch time_report(bench *b, const report_format *format, const audit_result *result, size_t *bytes)
{
    sink s = {.files = file_set_new(&b->path, 1)};
    stretch begin = now();
    buffer out = {.drain = write_piece, .context = &s};
    if (!file_set_open(s.files, 0, &b->diags) || !report_write(format, result, LANGUAGE_JA, &out, &b->diags))
        fail(&b->diags);
    buffer_finish(&out);
    if (!file_set_close(s.files, 0, &b->diags))
        fail(&b->diags);
    stretch took = since(begin);
    file_set_free(s.files); /* not published: the file is removed */
    *bytes = s.bytes;
    return took;
}

static void run_once(bench *b, facts_set *set, int run)
{
    audit_options options = {.period = {moment_parse(STR("2025-04-01")), moment_parse(STR("2026-03-31"))},
                             .as_of = moment_parse(STR("2026-04-30")),
                             .threads = 1};
    stretch begin = now();
    audit *a = audit_run(b->pack, set->facts, &options, &b->diags);
    set->judging[run] = since(begin);
    if (a == NULL)
        fail(&b->diags);
    const audit_result *result = audit_get_result(a);
    set->findings = 0;
    for (size_t i = 0; i < result->rule_count; i++)
        set->findings += result->rules[i].finding_count;
    for (size_t i = 0; i < report_count(); i++)
        if (is_measured(report_at(i)))
            set->writing[i][run] = time_report(b, report_at(i), result, &set->bytes[i]);
    audit_free(a);
}

/* ---- printing ---- */

/* Returns what many findings add. */
static double print_row(FILE *json, const char *name, const stretch *few, const stretch *many, size_t bytes)
{
    stretch f = median(few), m = median(many);
    double added = m.cpu - f.cpu;
    printf("  %-8s %8.3f %8.3f %8.3f s", name, f.cpu, m.cpu, added);
    if (bytes > 0)
        printf(" %8.1f MB %7.0f MB/s; on the clock %.3f s", (double)bytes / 1e6, (double)bytes / 1e6 / m.cpu, m.wall);
    printf("\n");
    fprintf(json, ",\"%s\":{\"few_cpu_seconds\":%.4f,\"many_cpu_seconds\":%.4f,\"many_seconds\":%.4f,\"bytes\":%zu}",
            name, f.cpu, m.cpu, m.wall, bytes);
    return added;
}

static void print(const bench *b, FILE *json)
{
    const facts_set *few = &b->sets[FEW], *many = &b->sets[MANY];
    unsigned long long findings[] = {few->findings, many->findings};
    printf("%llu findings and %llu: processor time of one thread, median of %d runs\n", findings[FEW], findings[MANY],
           RUNS);
    printf("  %-8s %8s %8s %8s\n", "", "few", "many", "added");
    fprintf(json, "{\"findings\":[%llu,%llu],\"runs\":%d", findings[FEW], findings[MANY], RUNS);
    double added = print_row(json, "judging", few->judging, many->judging, 0);
    for (size_t i = 0; i < report_count(); i++) {
        const char *name = report_at(i)->name;
        if (!is_measured(report_at(i)))
            continue;
        double more = print_row(json, name, few->writing[i], many->writing[i], many->bytes[i]);
        if (str_is(str_of(name), "json") || str_is(str_of(name), "html"))
            added += more;
    }
    printf("  judging, JSON and HTML: %.3f s more\n", added);
    fprintf(json, ",\"added_by_judging_json_html\":%.4f}\n", added);
}

/* Returns the number of arguments that the set takes. */
static size_t read_set(facts_set *set, char **arguments)
{
    set->paths = (const char *const *)arguments;
    while (set->paths[set->count] != NULL && !str_is(str_of(set->paths[set->count]), "--"))
        set->count++;
    return set->count;
}

int main(int argc, char **argv)
{
    if (argc < 7)
        return 64;
    static bench b;
    FILE *json = fopen(argv[1], "w");
    size_t taken = read_set(&b.sets[FEW], argv + 4);
    if (json == NULL || argv[4 + taken] == NULL)
        return 64;
    read_set(&b.sets[MANY], argv + 5 + taken);
    b.path = argv[1];
    diags_init(&b.diags, 10);
    arena *a = arena_new();
    const fact_model *model = model_read(a, argv[2], &b.diags);
    b.pack = model != NULL ? pack_load(model, argv[3], &b.diags) : NULL;
    if (b.pack == NULL)
        fail(&b.diags);
    for (int i = FEW; i <= MANY; i++) {
        facts_set *set = &b.sets[i];
        set->facts = facts_load(model, set->paths, set->count, (load_options){.threads = 2}, &b.diags);
        if (set->facts == NULL)
            fail(&b.diags);
    }
    for (int run = 0; run < RUNS; run++)
        for (int i = FEW; i <= MANY; i++)
            run_once(&b, &b.sets[i], run);
    print(&b, json);
    for (int i = FEW; i <= MANY; i++)
        facts_free(b.sets[i].facts);
    pack_free(b.pack);
    arena_free(a);
    diags_free(&b.diags);
    return fclose(json) == 0 ? 0 : 1;
}

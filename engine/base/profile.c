/* Gathers and prints where the time went. */
#include "base/profile.h"

#include "base/json.h"
#include "base/mem.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static const struct {
    const char *name, *ja;
} stages[PROFILE_STAGE_COUNT] = {
    [PROFILE_PACK] = {"pack", "規則集の読込み"},   [PROFILE_DIGEST] = {"digest", "文書の照合"},
    [PROFILE_RESTORE] = {"restore", "記録の復元"}, [PROFILE_READ] = {"read", "文書の読込み"},
    [PROFILE_LINK] = {"link", "記録の結合"},       [PROFILE_RULE] = {"rule", "規則"},
    [PROFILE_PICTURES] = {"pictures", "図"},       [PROFILE_KEEP] = {"keep", "記録の保持"},
    [PROFILE_REPORT] = {"report", "報告書"},
};

double profile_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

double profile_clock_with_programs(void)
{
    struct rusage programs;
    getrusage(RUSAGE_CHILDREN, &programs);
    return profile_clock() + seconds_of(programs.ru_utime) + seconds_of(programs.ru_stime);
}

void profile_add(profile *p, profile_row row)
{
    if (p != NULL)
        ARRAY_PUSH(p->rows, p->count, p->capacity) = row;
}

void profile_free(profile *p)
{
    mem_free(p->rows);
    *p = (profile){0};
}

static int compare_rows(const void *a, const void *b)
{
    const profile_row *p = a, *q = b;
    if (p->stage != q->stage)
        return (int)p->stage - (int)q->stage;
    return (p->seconds < q->seconds) - (p->seconds > q->seconds);
}

/* Stages in their order, the rules that cost most first. */
void profile_print_text(buffer *b, const profile *p, enum language language)
{
    bool is_japanese = language == LANGUAGE_JA;
    if (p->count > 0)
        qsort(p->rows, p->count, sizeof *p->rows, compare_rows);
    buffer_add_text(b,
                    is_japanese ? "        秒          件数        候補\n" : "   seconds         items  candidates\n");
    for (size_t i = 0; i < p->count; i++) {
        const profile_row *row = &p->rows[i];
        buffer_addf(b, "%10.4f %13llu %11llu  %s%s%.*s\n", row->seconds, (unsigned long long)row->items,
                    (unsigned long long)row->candidates, is_japanese ? stages[row->stage].ja : stages[row->stage].name,
                    row->name.length > 0 ? " " : "", (int)row->name.length, row->name.length > 0 ? row->name.at : "");
    }
}

void profile_print_json(buffer *b, const profile *p)
{
    json j = {.out = b};
    json_open(&j, NULL, '{');
    json_text(&j, "format", "urn:junshu:profile:1");
    json_open(&j, "rows", '[');
    for (size_t i = 0; i < p->count; i++) {
        const profile_row *row = &p->rows[i];
        json_open(&j, NULL, '{');
        json_text(&j, "stage", stages[row->stage].name);
        json_optional(&j, "rule", row->stage == PROFILE_RULE ? row->name : (str){0});
        json_optional(&j, "format", row->stage == PROFILE_REPORT ? row->name : (str){0});
        json_number(&j, "microseconds", (uint64_t)(row->seconds * 1e6));
        json_number(&j, "items", row->items);
        json_number(&j, "candidates", row->candidates);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    buffer_add_char(b, '\n');
}

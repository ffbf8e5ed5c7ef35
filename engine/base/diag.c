/* Diagnostics: collecting, sorting and printing them. */
#include "base/diag.h"

#include "base/mem.h"

#include <stdlib.h>

typedef struct text {
    const char *name, *ja, *en;
    enum severity severity;
} text;

static const text texts[] = {
#define DIAG(id, severity, ja, en) [id] = {#id, ja, en, severity},
#include "base/diag.def"
#undef DIAG
};

void diags_init(diags *d, size_t limit)
{
    *d = (diags){.texts = arena_new(), .limit = limit > 0 ? limit : DIAG_DEFAULT_LIMIT};
}

void diags_free(diags *d)
{
    arena_free(d->texts);
    mem_free(d->items);
    *d = (diags){0};
}

enum severity diag_severity(enum diag_id id)
{
    return texts[id].severity;
}

const char *diag_name(enum diag_id id)
{
    return texts[id].name;
}

void diag_report(diags *d, place at, enum diag_id id, str first, str second, str third)
{
    if (diag_severity(id) == SEVERITY_ERROR)
        d->errors++;
    if (d->count >= d->limit) {
        d->dropped++;
        return;
    }
    diag added = {.id = id, .at = at};
    if (at.file != NULL)
        added.at.file = str_keep(d->texts, str_of(at.file)).at;
    const str words[DIAG_WORDS] = {first, second, third};
    for (size_t i = 0; i < DIAG_WORDS; i++)
        added.words[i] = str_keep(d->texts, words[i]);
    ARRAY_PUSH(d->items, d->count, d->capacity) = added;
}

void diags_append(diags *to, const diags *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const diag *d = &from->items[i];
        diag_report(to, d->at, d->id, d->words[0], d->words[1], d->words[2]);
    }
    to->dropped += from->dropped;
    to->errors += from->dropped;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_diags(const void *a, const void *b)
{
    const diag *p = a, *q = b;
    int order = str_compare(str_of(p->at.file), str_of(q->at.file));
    if (order == 0)
        order = compare_numbers(p->at.line, q->at.line);
    if (order == 0)
        order = compare_numbers(p->at.column, q->at.column);
    if (order == 0)
        order = compare_numbers(p->id, q->id);
    for (size_t i = 0; i < DIAG_WORDS && order == 0; i++)
        order = str_compare(p->words[i], q->words[i]);
    return order;
}

void diags_sort(diags *d)
{
    if (d->count > 1)
        qsort(d->items, d->count, sizeof *d->items, compare_diags);
}

/* Appends a text with {1}, {2}, {3} replaced by the words. */
static void print_text(buffer *b, const char *format, const str *words)
{
    for (const char *at = format; *at != '\0'; at++) {
        if (at[0] == '{' && at[1] >= '1' && at[1] <= '0' + DIAG_WORDS && at[2] == '}') {
            buffer_add(b, words[at[1] - '1']);
            at += 2;
        } else {
            buffer_add_char(b, *at);
        }
    }
}

/* Of a record in the tables only the line is known. */
static void print_place(buffer *b, place at)
{
    buffer_addf(b, "%s:", at.file);
    if (at.line > 0)
        buffer_addf(b, "%u:", at.line);
    if (at.line > 0 && at.column > 0)
        buffer_addf(b, "%u:", at.column);
    buffer_add_char(b, ' ');
}

void diag_print(buffer *b, const diag *d, enum language language)
{
    if (d->at.file != NULL)
        print_place(b, d->at);
    buffer_add_text(b, diag_severity(d->id) == SEVERITY_ERROR ? "error: " : "warning: ");
    print_text(b, language == LANGUAGE_JA ? texts[d->id].ja : texts[d->id].en, d->words);
    buffer_add_char(b, '\n');
}

void diags_print(buffer *b, const diags *d, enum language language)
{
    for (size_t i = 0; i < d->count; i++)
        diag_print(b, &d->items[i], language);
    if (d->dropped == 0)
        return;
    buffer_addf(b, language == LANGUAGE_JA ? "ほかに%zu件ある\n" : "and %zu more\n", d->dropped);
}

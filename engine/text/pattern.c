/* Regular expressions under limits. PCRE2's own match limit starts anew at every character of the text, so each step
   of the interpreter is counted by a callout instead. JIT code would ignore that count and the heap limit: not used. */
#include "text/pattern.h"

#include "base/mem.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>

enum {
    MAX_PATTERN_BYTES = 256 * 1024, /* after words are put in */
    MAX_PARENTHESES = 100,
    MAX_MATCH = 1000000,
    MAX_DEPTH = 250000,
    MAX_HEAP_KIB = 64 * 1024,
};

struct pattern {
    pcre2_code *code;
};

struct matcher {
    pcre2_general_context *general;
    pcre2_match_context *context;
    pcre2_match_data *data;
    size_t steps; /* left */
};

static void *allocate(PCRE2_SIZE size, void *unused)
{
    (void)unused;
    return mem_alloc(size);
}

static void release(void *memory, void *unused)
{
    (void)unused;
    mem_free(memory);
}

static pcre2_code *compile(str source, pcre2_compile_context *limits, int *error, PCRE2_SIZE *offset)
{
    const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT | PCRE2_EXTENDED;
    return pcre2_compile((PCRE2_SPTR)source.at, source.length, options, error, offset, limits);
}

static void describe_fault(pattern_fault *fault, int error, size_t offset, size_t length)
{
    PCRE2_UCHAR words[sizeof fault->words];
    fault->offset = offset < length ? offset : length;
    if (pcre2_get_error_message(error, words, sizeof words) == PCRE2_ERROR_BADDATA)
        snprintf(fault->words, sizeof fault->words, "PCRE2 %d", error);
    else
        snprintf(fault->words, sizeof fault->words, "%s", (const char *)words);
}

pattern *pattern_compile(str source, pattern_fault *fault)
{
    pcre2_general_context *general = pcre2_general_context_create(allocate, release, NULL);
    pcre2_compile_context *limits = pcre2_compile_context_create(general);
    pcre2_set_max_pattern_length(limits, MAX_PATTERN_BYTES);
    pcre2_set_parens_nest_limit(limits, MAX_PARENTHESES);
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code = compile(source, limits, &error, &offset);
    pcre2_compile_context_free(limits);
    pcre2_general_context_free(general);
    if (code == NULL) {
        describe_fault(fault, error, offset, source.length);
        return NULL;
    }
    pattern *p = mem_alloc(sizeof *p);
    p->code = code;
    return p;
}

void pattern_free(pattern *p)
{
    if (p == NULL)
        return;
    pcre2_code_free(p->code);
    mem_free(p);
}

static int count_step(pcre2_callout_block *block, void *data)
{
    (void)block;
    matcher *m = data;
    if (m->steps == 0)
        return PCRE2_ERROR_CALLOUT;
    m->steps--;
    return 0;
}

matcher *matcher_new(size_t steps)
{
    matcher *m = mem_alloc(sizeof *m);
    m->steps = steps;
    m->general = pcre2_general_context_create(allocate, release, NULL);
    m->context = pcre2_match_context_create(m->general);
    m->data = pcre2_match_data_create(1, m->general);
    pcre2_set_match_limit(m->context, MAX_MATCH);
    pcre2_set_depth_limit(m->context, MAX_DEPTH);
    pcre2_set_heap_limit(m->context, MAX_HEAP_KIB);
    pcre2_set_callout(m->context, count_step, m);
    return m;
}

void matcher_free(matcher *m)
{
    if (m == NULL)
        return;
    pcre2_match_data_free(m->data);
    pcre2_match_context_free(m->context);
    pcre2_general_context_free(m->general);
    mem_free(m);
}

size_t matcher_steps_left(const matcher *m)
{
    return m->steps;
}

enum pattern_result pattern_find(const pattern *p, matcher *m, str text, size_t start, size_t *from, size_t *to)
{
    if (m->steps == 0)
        return PATTERN_ERROR;
    int found = pcre2_match(p->code, (PCRE2_SPTR)text.at, text.length, start, 0, m->data, m->context);
    if (found == PCRE2_ERROR_NOMATCH)
        return PATTERN_NO_MATCH;
    if (found < 0)
        return PATTERN_ERROR;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(m->data);
    /* Before PCRE2 10.38, \K in a lookahead could put the beginning behind the end. */
    *from = ends[0] < ends[1] ? ends[0] : ends[1];
    *to = ends[1];
    return PATTERN_MATCH;
}

enum pattern_result pattern_match(const pattern *p, matcher *m, str text)
{
    size_t from, to;
    return pattern_find(p, m, text, 0, &from, &to);
}

/* Regular expressions under limits. PCRE2's own match limit starts anew at every character of the text, so each step
   of the interpreter is counted by a callout instead. JIT code would ignore that count and the heap limit: not used.

   One step may look at many characters without a callout between: [ab]+ at all that it takes, [ab]{1000} at a thousand,
   a lookbehind at all that it goes back. The first shows in the place of the next callout and is charged then; the rest
   is charged with every step of the pattern, by its weight. Back references and (*VERBS) could hide work that neither
   shows: they are refused. */
#include "text/pattern.h"

#include "base/mem.h"
#include "text/looks.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <ctype.h>
#include <pcre2.h>
#include <stdio.h>

enum {
    MAX_PATTERN_BYTES = 256 * 1024, /* after words are put in */
    MAX_PARENTHESES = 100,
    MAX_MATCH = 1000000,
    MAX_DEPTH = 250000,
    MAX_HEAP_KIB = 64 * 1024,
    CHARACTERS_PER_STEP = 8, /* about what the interpreter looks at in the time of a step */
    NEEDS_PER_STEP = 8,
    TEXT_PER_STEP = 16,    /* bytes; each match checks that all of its text is UTF-8 */
    FRAME_PER_STEP = 2048, /* bytes; copied wherever the interpreter may come back to */
};

struct pattern {
    pcre2_code *code;
    place at;
    size_t weight; /* of one step */
    size_t number;
    const need *needs;
};

struct matcher {
    pcre2_general_context *general;
    pcre2_match_context *context;
    pcre2_match_data *data;
    size_t steps;  /* left */
    size_t weight; /* of the pattern that is being matched */
    size_t at;     /* of the last callout, in the text */
    const pattern *stopped;
    kept *looks; /* or NULL */
    size_t patterns;
    const looked_at *last; /* text, or NULL */
    bool has_features;     /* of the last text */
    features features;
};

static void *allocate(PCRE2_SIZE size, void *unused)
{
    (void)unused;
    return mem_resize(NULL, size);
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

/* --- What a step may cost --- */

/* Whether a brace behind this backslash belongs to it: \x{3042}, \p{Han}, and not \d{3}. */
static bool takes_braces(str source, size_t backslash)
{
    return backslash + 2 < source.length && source.at[backslash + 2] == '{' &&
           strchr("xpPoNgk", source.at[backslash + 1]) != NULL;
}

/* Returns the place behind an escape. */
static size_t skip_escape(str source, size_t at)
{
    if (!takes_braces(source, at))
        return at + 2;
    size_t close = str_find(str_from(source, at), STR("}"));
    return close != SIZE_MAX ? at + close + 1 : source.length;
}

/* Returns the greatest number of times that something must repeat; stores where a (*VERB) is, or SIZE_MAX. */
static size_t scan_source(str source, size_t *verb)
{
    size_t greatest = 0;
    *verb = SIZE_MAX;
    for (size_t i = 0; i < source.length;) {
        if (source.at[i] == '\\') {
            i = skip_escape(source, i);
            continue;
        }
        if (*verb == SIZE_MAX && str_starts(str_from(source, i), STR("(*")))
            *verb = i;
        size_t times = 0;
        for (size_t k = i + 1; source.at[i] == '{' && k < source.length && isdigit((unsigned char)source.at[k]); k++)
            times = times * 10 + (size_t)(source.at[k] - '0'); /* at most 65535, or it has not compiled */
        greatest = times > greatest ? times : greatest;
        i++;
    }
    return greatest;
}

static size_t read_info(const pcre2_code *code, uint32_t what)
{
    uint32_t number = 0;
    pcre2_pattern_info(code, what, &number);
    return number;
}

static size_t weigh(const pcre2_code *code, size_t greatest)
{
    size_t frame = 0;
    pcre2_pattern_info(code, PCRE2_INFO_FRAMESIZE, &frame);
    return 1 + (greatest + read_info(code, PCRE2_INFO_MAXLOOKBEHIND)) / CHARACTERS_PER_STEP + frame / FRAME_PER_STEP;
}

static bool is_refused(const pcre2_code *code, size_t verb, pattern_fault *fault)
{
    if (verb == SIZE_MAX && read_info(code, PCRE2_INFO_BACKREFMAX) == 0)
        return false;
    fault->kind = verb != SIZE_MAX ? PATTERN_HAS_VERB : PATTERN_HAS_BACK_REFERENCE;
    fault->offset = verb != SIZE_MAX ? verb : 0;
    return true;
}

/* --- Patterns --- */

pattern *pattern_compile(str source, place at, pattern_fault *fault)
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
    *fault = (pattern_fault){.kind = PATTERN_SYNTAX};
    if (code == NULL) {
        describe_fault(fault, error, offset, source.length);
        return NULL;
    }
    size_t verb, greatest = scan_source(source, &verb);
    if (is_refused(code, verb, fault)) {
        pcre2_code_free(code);
        return NULL;
    }
    pattern *p = mem_alloc(sizeof *p);
    *p = (pattern){.code = code, .at = at, .weight = weigh(code, greatest)};
    return p;
}

void pattern_number(pattern *p, size_t number, const need *needs)
{
    p->number = number;
    p->needs = needs;
}

place pattern_place(const pattern *p)
{
    return p->at;
}

void pattern_free(pattern *p)
{
    if (p == NULL)
        return;
    pcre2_code_free(p->code);
    mem_free(p);
}

bool matcher_charge(matcher *m, size_t steps)
{
    bool enough = steps < m->steps;
    m->steps = enough ? m->steps - steps : 0;
    return enough;
}

static int count_step(pcre2_callout_block *block, void *data)
{
    matcher *m = data;
    size_t at = block->current_position, taken = at > m->at ? at - m->at : 0;
    m->at = at;
    return matcher_charge(m, m->weight + taken / CHARACTERS_PER_STEP) ? 0 : PCRE2_ERROR_CALLOUT;
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

const pattern *matcher_stopped_by(const matcher *m)
{
    return m->stopped;
}

static bool charge_look(matcher *m, str text)
{
    return matcher_charge(m, 1 + text.length / TEXT_PER_STEP);
}

static int run(const pattern *p, matcher *m, str text, size_t start)
{
    m->weight = p->weight;
    m->at = start;
    if (!charge_look(m, text))
        return PCRE2_ERROR_CALLOUT;
    return pcre2_match(p->code, (PCRE2_SPTR)text.at, text.length, start, 0, m->data, m->context);
}

static enum pattern_result stop(const pattern *p, matcher *m)
{
    m->stopped = m->stopped != NULL ? m->stopped : p;
    return PATTERN_ERROR;
}

static enum pattern_result find_anew(const pattern *p, matcher *m, str text, size_t start, size_t *from, size_t *to)
{
    int found = run(p, m, text, start);
    if (found == PCRE2_ERROR_NOMATCH)
        return PATTERN_NO_MATCH;
    if (found < 0)
        return stop(p, m);
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(m->data);
    /* Before PCRE2 10.38, \K in a lookahead could put the beginning behind the end. */
    *from = ends[0] < ends[1] ? ends[0] : ends[1];
    *to = ends[1];
    return PATTERN_MATCH;
}

/* --- What is kept --- */

void matcher_share(matcher *m, kept *looks, size_t patterns)
{
    m->looks = looks;
    m->patterns = patterns;
}

/* Returns where this look is kept, or NULL. */
static look *find_look(const pattern *p, matcher *m, str text)
{
    if (m->looks == NULL)
        return NULL;
    if (m->last == NULL || !str_equal(m->last->text, text)) {
        m->last = looks_at(m->looks, text, m->patterns);
        m->has_features = false;
    }
    return m->last != NULL && p->number < m->last->count ? &m->last->looks[p->number] : NULL;
}

/* The features of the last text are kept, those of others read again. */
static bool lacks_needs(const pattern *p, matcher *m, str text)
{
    bool is_last = m->last != NULL && str_equal(m->last->text, text);
    if (!is_last || !m->has_features) {
        m->features = (features){0};
        features_read(text, &m->features);
        m->has_features = is_last;
    }
    return !need_is_met(p->needs, &m->features);
}

static enum pattern_result look_anew(const pattern *p, matcher *m, str text, size_t *from, size_t *to)
{
    if (m->looks == NULL || p->needs == NULL)
        return find_anew(p, m, text, 0, from, to);
    if (!matcher_charge(m, need_size(p->needs) / NEEDS_PER_STEP))
        return stop(p, m);
    if (lacks_needs(p, m, text))
        return charge_look(m, text) ? PATTERN_NO_MATCH : stop(p, m);
    return find_anew(p, m, text, 0, from, to);
}

/* Where the place of a match is wanted, only its absence is taken from what is kept. */
static enum pattern_result look_for(const pattern *p, matcher *m, str text, bool wants_place, size_t *from, size_t *to)
{
    look *kept = find_look(p, m, text);
    bool found = false;
    size_t steps = 0, before = m->steps;
    if (kept != NULL && look_recall(kept, &found, &steps) && !(found && wants_place)) {
        enum pattern_result known = found ? PATTERN_MATCH : PATTERN_NO_MATCH;
        return matcher_charge(m, steps) ? known : stop(p, m);
    }
    enum pattern_result result = look_anew(p, m, text, from, to);
    if (kept != NULL && result != PATTERN_ERROR)
        look_keep(kept, result == PATTERN_MATCH, before - m->steps);
    return result;
}

enum pattern_result pattern_find(const pattern *p, matcher *m, str text, size_t start, size_t *from, size_t *to)
{
    return start == 0 ? look_for(p, m, text, true, from, to) : find_anew(p, m, text, start, from, to);
}

enum pattern_result pattern_match(const pattern *p, matcher *m, str text)
{
    size_t from, to;
    return look_for(p, m, text, false, &from, &to);
}

/* Words put into patterns. A word becomes a named group behind the pattern, which calls it: written out at each place
   instead, the patterns of Article 19 outgrow PCRE2's limit. Where PCRE2 finds fault, the place is traced back to the
   character of the file. */
#include "text/pattern_words.h"

#include "base/buffer.h"
#include "base/mem.h"

/* From `at` on, the expanded pattern stands for the source from `source` on; a call, for its opening brace. */
typedef struct piece {
    size_t at, source;
    bool is_call;
} piece;

typedef struct expansion {
    buffer text;
    bool *uses; /* of each word, whether the text calls it */
    piece *pieces;
    size_t count, capacity;
} expansion;

static void free_expansion(expansion *x)
{
    buffer_free(&x->text);
    mem_free(x->uses);
    mem_free(x->pieces);
}

static void add_plain(expansion *x, str text, size_t source)
{
    ARRAY_PUSH(x->pieces, x->count, x->capacity) = (piece){x->text.length, source, false};
    buffer_add(&x->text, text);
}

static void add_call(expansion *x, size_t word_index, size_t source)
{
    ARRAY_PUSH(x->pieces, x->count, x->capacity) = (piece){x->text.length, source, true};
    buffer_addf(&x->text, "(?&w%zu)", word_index);
    x->uses[word_index] = true;
}

/* Returns the place in the source of a byte of the expanded pattern. */
static size_t source_offset(const expansion *x, size_t at)
{
    size_t i = x->count;
    while (i > 1 && x->pieces[i - 1].at > at)
        i--;
    if (i == 0)
        return 0;
    const piece *p = &x->pieces[i - 1];
    return p->is_call ? p->source : p->source + (at - p->at);
}

/* Returns the place of byte `offset` of an element's text; < and & are counted as the file must write them. */
static place text_place(const xml_element *e, size_t offset)
{
    if (e->text_at.file == NULL)
        return e->at;
    place at = e->text_at;
    for (size_t i = 0; i < offset && i < e->text.length; i++) {
        char c = e->text.at[i];
        if (c == '\n') {
            at.line++;
            at.column = 1;
        } else {
            at.column += ((unsigned char)c & 0xC0) != 0x80;
            at.column += c == '<' ? 3 : c == '&' ? 4 : 0;
        }
    }
    return at;
}

/* Returns the index of the word, or SIZE_MAX. */
static size_t find_word(const pattern_sets *sets, str name)
{
    for (size_t i = 0; i < sets->word_count; i++)
        if (str_equal(sets->words[i].name, name))
            return i;
    return SIZE_MAX;
}

static void report_unknown_word(const pattern_sets *sets, str name, place at, diags *d)
{
    str *names = mem_alloc(sizeof(str) * (sets->word_count + 1));
    for (size_t i = 0; i < sets->word_count; i++)
        names[i] = sets->words[i].name;
    size_t near = str_nearest(name, names, sets->word_count);
    if (near != SIZE_MAX)
        DIAG3(d, at, DIAG_PATTERN_UNKNOWN_NEAR, STR("word"), name, names[near]);
    else
        DIAG2(d, at, DIAG_PATTERN_UNKNOWN, STR("word"), name);
    mem_free(names);
}

/* Whether a brace at this place begins a word: not a quantifier {2,3}, not \p{Han} or \x{3042}. */
static bool begins_word(str source, size_t at)
{
    if (source.at[at] != '{' || at + 1 >= source.length)
        return false;
    char next = source.at[at + 1];
    if ((next >= '0' && next <= '9') || next == ',' || next == '}')
        return false;
    return at < 2 || source.at[at - 2] != '\\' || strchr("pPxoNgk", source.at[at - 1]) == NULL;
}

/* Returns the length of what stands before the next word, counting an escaped character as one. */
static size_t plain_length(str source, size_t from)
{
    size_t at = from;
    while (at < source.length && !begins_word(source, at))
        at += source.at[at] == '\\' && at + 1 < source.length && source.at[at + 1] == '{' ? 2 : 1;
    return at - from;
}

static bool expand(const pattern_sets *sets, const xml_element *e, expansion *x, diags *d)
{
    str source = e->text;
    x->uses = mem_alloc(sizeof(bool) * (sets->word_count + 1));
    for (size_t at = 0; at < source.length;) {
        size_t plain = plain_length(source, at);
        add_plain(x, (str){source.at + at, plain}, at);
        at += plain;
        if (at >= source.length)
            break;
        size_t close = str_find(str_from(source, at), STR("}"));
        str name = {source.at + at + 1, close != SIZE_MAX ? close - 1 : source.length - at - 1};
        size_t w = find_word(sets, name);
        if (w == SIZE_MAX) {
            report_unknown_word(sets, name, text_place(e, at), d);
            return false;
        }
        add_call(x, w, at);
        at += close + 1;
    }
    return true;
}

/* Returns the expanded text as a group, followed by the groups of all words that it needs. A line feed before each
   closing parenthesis ends a # comment. */
static buffer assemble(const pattern_sets *sets, const expansion *x)
{
    buffer b = {0};
    bool *needed = mem_alloc(sizeof(bool) * (sets->word_count + 1));
    buffer_add_text(&b, "(?:");
    buffer_add(&b, buffer_str(&x->text));
    buffer_add_text(&b, "\n)(?(DEFINE)");
    memcpy(needed, x->uses, sizeof(bool) * sets->word_count);
    for (size_t i = sets->word_count; i-- > 0;) {
        if (!needed[i])
            continue;
        buffer_addf(&b, "(?<w%zu>", i);
        buffer_add(&b, sets->words[i].body);
        buffer_add_text(&b, "\n)");
        for (size_t k = 0; k < i; k++)
            needed[k] = needed[k] || sets->words[i].uses[k];
    }
    buffer_add_char(&b, ')');
    mem_free(needed);
    return b;
}

enum { GROUP_BYTES = sizeof "(?:" - 1 };

static void report_fault(const pattern_fault *fault, place at, diags *d)
{
    switch (fault->kind) {
    case PATTERN_SYNTAX:
        DIAG1(d, at, DIAG_PATTERN_SYNTAX, str_of(fault->words));
        return;
    case PATTERN_HAS_BACK_REFERENCE:
        DIAG0(d, at, DIAG_PATTERN_BACK_REFERENCE);
        return;
    case PATTERN_HAS_VERB:
        DIAG0(d, at, DIAG_PATTERN_VERB);
        return;
    }
}

static pattern *compile_expansion(const pattern_sets *sets, const expansion *x, const xml_element *e, diags *d)
{
    pattern_fault fault;
    buffer text = assemble(sets, x);
    pattern *p = pattern_compile(buffer_str(&text), text_place(e, 0), &fault);
    buffer_free(&text);
    if (p != NULL)
        return p;
    size_t at = fault.offset > GROUP_BYTES ? fault.offset - GROUP_BYTES : 0;
    at = at < x->text.length ? at : x->text.length;
    report_fault(&fault, text_place(e, source_offset(x, at)), d);
    return NULL;
}

enum { EMPTY_STEPS = 20000 }; /* an empty text costs next to nothing */

static bool matches_empty(const pattern *p)
{
    matcher *m = matcher_new(EMPTY_STEPS);
    bool matches = pattern_match(p, m, STR("")) != PATTERN_NO_MATCH;
    matcher_free(m);
    return matches;
}

static const need *needs_of_word(const void *context, size_t number)
{
    const pattern_sets *sets = context;
    return number < sets->word_count ? sets->words[number].needs : NULL;
}

static const need *read_needs(const pattern_sets *sets, const expansion *x)
{
    return need_read(sets->a, buffer_str(&x->text), needs_of_word, sets);
}

const pattern *pattern_words_compile(pattern_sets *sets, const xml_element *e, diags *d)
{
    expansion x = {0};
    pattern *p = expand(sets, e, &x, d) ? compile_expansion(sets, &x, e, d) : NULL;
    const need *needs = p != NULL ? read_needs(sets, &x) : NULL;
    free_expansion(&x);
    if (p != NULL && matches_empty(p)) {
        DIAG0(d, text_place(e, 0), DIAG_PATTERN_MATCHES_EMPTY);
        pattern_free(p);
        p = NULL;
    }
    if (p == NULL)
        return NULL;
    pattern_number(p, sets->compiled_count, needs);
    ARRAY_PUSH(sets->compiled, sets->compiled_count, sets->compiled_capacity) = p;
    return p;
}

static void add_word(pattern_sets *sets, str name, const expansion *x)
{
    word w = {.name = str_keep(sets->a, name), .body = str_keep(sets->a, buffer_str(&x->text))};
    w.needs = read_needs(sets, x);
    w.uses = ARENA_ARRAY(sets->a, bool, sets->word_count + 1);
    memcpy(w.uses, x->uses, sizeof(bool) * sets->word_count);
    ARRAY_PUSH(sets->words, sets->word_count, sets->word_capacity) = w;
}

bool pattern_words_define(pattern_sets *sets, str name, const xml_element *e, diags *d)
{
    expansion x = {0};
    /* Compiled alone only to find its faults here, and not where it is used. */
    pattern *alone = expand(sets, e, &x, d) ? compile_expansion(sets, &x, e, d) : NULL;
    bool valid = alone != NULL;
    if (valid && find_word(sets, name) != SIZE_MAX) {
        DIAG2(d, e->at, DIAG_XML_DUPLICATE, STR("word"), name);
        valid = false;
    }
    if (valid)
        add_word(sets, name, &x);
    pattern_free(alone);
    free_expansion(&x);
    return valid;
}

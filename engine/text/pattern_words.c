/* Words put into patterns. A word becomes a group of its own; where PCRE2 finds fault with the result, the place is
   traced back through the words to the character of the file. */
#include "text/pattern_words.h"

#include "base/buffer.h"
#include "base/mem.h"

/* From `at` on, the expanded pattern stands for the source from `source` on; inside a word, for its opening brace. */
typedef struct piece {
    size_t at, source;
    bool is_word;
} piece;

typedef struct expansion {
    buffer text;
    piece *pieces;
    size_t count, capacity;
} expansion;

static void free_expansion(expansion *x)
{
    buffer_free(&x->text);
    mem_free(x->pieces);
}

static void add_piece(expansion *x, str text, size_t source, bool is_word)
{
    ARRAY_PUSH(x->pieces, x->count, x->capacity) = (piece){x->text.length, source, is_word};
    buffer_add(&x->text, text);
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
    return p->is_word ? p->source : p->source + (at - p->at);
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

static const word *find_word(const pattern_sets *sets, str name)
{
    for (size_t i = 0; i < sets->word_count; i++)
        if (str_equal(sets->words[i].name, name))
            return &sets->words[i];
    return NULL;
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
    for (size_t at = 0; at < source.length;) {
        size_t plain = plain_length(source, at);
        add_piece(x, (str){source.at + at, plain}, at, false);
        at += plain;
        if (at >= source.length)
            break;
        size_t close = str_find(str_from(source, at), STR("}"));
        str name = {source.at + at + 1, close != SIZE_MAX ? close - 1 : source.length - at - 1};
        const word *w = find_word(sets, name);
        if (w == NULL) {
            report_unknown_word(sets, name, text_place(e, at), d);
            return false;
        }
        add_piece(x, w->expanded, at, true);
        at += close + 1;
    }
    return true;
}

static pattern *compile_expansion(const expansion *x, const xml_element *e, diags *d)
{
    pattern_fault fault;
    pattern *p = pattern_compile(buffer_str(&x->text), &fault);
    if (p == NULL)
        DIAG1(d, text_place(e, source_offset(x, fault.offset)), DIAG_PATTERN_SYNTAX, str_of(fault.words));
    return p;
}

static bool matches_empty(const pattern *p)
{
    matcher *m = matcher_new(MATCHER_STEPS);
    bool matches = pattern_match(p, m, STR("")) != PATTERN_NO_MATCH;
    matcher_free(m);
    return matches;
}

const pattern *pattern_words_compile(pattern_sets *sets, const xml_element *e, diags *d)
{
    expansion x = {0};
    pattern *p = expand(sets, e, &x, d) ? compile_expansion(&x, e, d) : NULL;
    free_expansion(&x);
    if (p != NULL && matches_empty(p)) {
        DIAG0(d, text_place(e, 0), DIAG_PATTERN_MATCHES_EMPTY);
        pattern_free(p);
        p = NULL;
    }
    if (p != NULL)
        ARRAY_PUSH(sets->compiled, sets->compiled_count, sets->compiled_capacity) = p;
    return p;
}

/* The line feed ends a # comment at the word's end. */
static str group(pattern_sets *sets, const expansion *x)
{
    buffer b = {0};
    buffer_add_text(&b, "(?:");
    buffer_add(&b, buffer_str(&x->text));
    buffer_add_text(&b, "\n)");
    return buffer_keep(&b, sets->a);
}

bool pattern_words_define(pattern_sets *sets, str name, const xml_element *e, diags *d)
{
    expansion x = {0};
    bool valid = expand(sets, e, &x, d);
    pattern *alone = valid ? compile_expansion(&x, e, d) : NULL;
    if (alone != NULL && find_word(sets, name) != NULL) {
        DIAG2(d, e->at, DIAG_XML_DUPLICATE, STR("word"), name);
        valid = false;
    }
    if (valid && alone != NULL)
        ARRAY_PUSH(sets->words, sets->word_count, sets->word_capacity) =
            (word){str_keep(sets->a, name), group(sets, &x)};
    pattern_free(alone);
    free_expansion(&x);
    return valid && alone != NULL;
}

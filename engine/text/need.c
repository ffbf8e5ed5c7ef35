/* What a pattern needs. What is optional, negated or not understood needs nothing, which is to say all of nothing. */
#include "text/need.h"

#include "text/normalise.h"

#include <ctype.h>

enum { MOST_CHARACTERS = 8, MOST_SIZE = 20000 };

/* ---- features ---- */

static uint16_t hash(int32_t before, int32_t character)
{
    uint64_t mixed = ((uint64_t)(uint32_t)before << 32 | (uint32_t)character) * 0x9E3779B97F4A7C15u;
    return (uint16_t)(mixed >> 48);
}

/* Decodes the character at the beginning of text that is UTF-8. */
static int32_t character_at(str text, size_t *length)
{
    unsigned char lead = (unsigned char)text.at[0];
    *length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    int32_t c = *length == 1 ? lead : lead & (0xFF >> (*length + 1));
    *length = *length < text.length ? *length : text.length;
    for (size_t i = 1; i < *length; i++)
        c = c << 6 | (text.at[i] & 0x3F);
    return c;
}

static void set_feature(features *f, uint16_t feature)
{
    f->bits[feature / 64] |= UINT64_C(1) << feature % 64;
}

void features_read(str text, features *out)
{
    int32_t before = 0;
    for (size_t length; text.length > 0; text = str_from(text, length)) {
        int32_t c = character_at(text, &length);
        if (is_japanese(c))
            set_feature(out, hash(0, c));
        if (is_japanese(c) && is_japanese(before))
            set_feature(out, hash(before, c));
        before = c;
    }
}

/* ---- needs ---- */

enum need_kind { NEED_FEATURE, NEED_ALL, NEED_ANY };

struct need {
    enum need_kind kind;
    uint16_t feature;
    size_t size; /* how many needs it is made of; those of words count at each call */
    struct need *first, *next;
};

size_t need_size(const need *n)
{
    return n->size;
}

bool need_is_met(const need *n, const features *of_text)
{
    if (n == NULL)
        return true;
    if (n->kind == NEED_FEATURE)
        return of_text->bits[n->feature / 64] >> n->feature % 64 & 1;
    const need *inner = n->first;
    while (inner != NULL && need_is_met(inner, of_text) == (n->kind == NEED_ALL))
        inner = inner->next;
    return (inner == NULL) == (n->kind == NEED_ALL);
}

static need *new_need(arena *a, enum need_kind kind)
{
    need *n = ARENA_NEW(a, need);
    *n = (need){.kind = kind, .size = 1};
    return n;
}

/* Adds it before all that are larger: what is seen at once is looked at first. */
static void add_need(need *to, need *added)
{
    need **at = &to->first;
    while (*at != NULL && (*at)->size < added->size)
        at = &(*at)->next;
    added->next = *at;
    *at = added;
    to->size += added->size;
}

/* ---- sources ---- */

typedef struct parser {
    arena *a;
    str rest;
    need_of_word *word;
    const void *context;
    bool lost; /* it has something that is not understood */
} parser;

/* What stands for one character: any one of these; none where it may be any. */
typedef struct characters {
    int32_t items[MOST_CHARACTERS];
    size_t count;
} characters;

typedef struct atom {
    need *need;
    characters characters;
} atom;

static need *parse_alternatives(parser *p);

static bool begins(const parser *p, const char *with)
{
    return str_starts(p->rest, str_of(with));
}

static void skip(parser *p, size_t bytes)
{
    p->lost = p->lost || bytes > p->rest.length;
    p->rest = p->lost ? (str){p->rest.at, 0} : str_from(p->rest, bytes);
}

static bool take(parser *p, const char *what)
{
    bool found = begins(p, what);
    skip(p, found ? strlen(what) : 0);
    return found;
}

static int32_t take_character(parser *p)
{
    size_t length = 0;
    int32_t c = p->rest.length > 0 ? character_at(p->rest, &length) : 0;
    p->lost = p->lost || length == 0;
    skip(p, length);
    return c;
}

/* White space and comments mean nothing, outside classes. */
static void skip_space(parser *p)
{
    while (p->rest.length > 0 && (p->rest.at[0] == '#' || isspace((unsigned char)p->rest.at[0]))) {
        size_t end = p->rest.at[0] == '#' ? str_find(p->rest, STR("\n")) : 0;
        skip(p, end == SIZE_MAX ? p->rest.length : end + 1);
    }
}

/* Of escapes, those that stand for a class or a place, and signs that stand for themselves. */
static void skip_escape(parser *p)
{
    skip(p, 1);
    int32_t c = take_character(p);
    if (c > 0 && c < 0x80 && strchr("dDwWsSbBAZz", c) != NULL)
        return;
    if ((c == 'p' || c == 'P' || c == 'x') && begins(p, "{"))
        skip(p, str_find(p->rest, STR("}")) + 1);
    else
        p->lost = p->lost || c < 0 || c >= 0x80 || isalnum(c);
}

/* Beyond ASCII, what PCRE2 may take for white space. */
static bool is_odd_space(int32_t c)
{
    return (c >= 0x80 && c <= 0xA0) || (c >= 0x2000 && c <= 0x206F);
}

static void add_character(characters *to, int32_t c, bool *any)
{
    *any = *any || !is_japanese(c) || to->count == MOST_CHARACTERS;
    if (!*any)
        to->items[to->count++] = c;
}

static characters parse_class(parser *p)
{
    characters read = {0};
    skip(p, 1);
    bool any = take(p, "^");
    for (bool first = true; !p->lost && (first || !begins(p, "]")); first = false) {
        if (begins(p, "[:") || begins(p, "[.") || begins(p, "[="))
            p->lost = true;
        any = any || begins(p, "\\") || begins(p, "-");
        if (begins(p, "\\"))
            skip_escape(p);
        else
            add_character(&read, take_character(p), &any);
    }
    skip(p, 1);
    return any ? (characters){0} : read;
}

/* Behind (?&w: 12) */
static need *parse_call(parser *p)
{
    enum { MOST_DIGITS = 6 };
    size_t number = 0, digits = 0;
    for (; p->rest.length > 0 && isdigit((unsigned char)p->rest.at[0]) && digits < MOST_DIGITS; digits++, skip(p, 1))
        number = number * 10 + (size_t)(p->rest.at[0] - '0');
    p->lost = p->lost || digits == 0 || !take(p, ")");
    const need *called = p->lost ? NULL : p->word(p->context, number);
    if (called == NULL)
        return NULL;
    need *n = ARENA_NEW(p->a, need);
    *n = *called;
    n->next = NULL;
    return n;
}

static need *parse_group(parser *p)
{
    static const char *const taken[] = {"(?:", "(?>", "(?=", "(?<="}, *const negations[] = {"(?!", "(?<!"};
    bool negated = false, known = false;
    if (take(p, "(?&w"))
        return parse_call(p);
    for (size_t i = 0; i < sizeof negations / sizeof negations[0] && !known; i++)
        negated = known = take(p, negations[i]);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0] && !known; i++)
        known = take(p, taken[i]);
    p->lost = p->lost || (!known && (begins(p, "(?") || begins(p, "(*")));
    if (!known)
        skip(p, 1);
    need *inside = parse_alternatives(p);
    p->lost = p->lost || !take(p, ")");
    return negated ? NULL : inside;
}

static atom parse_atom(parser *p)
{
    atom read = {0};
    if (begins(p, "(")) {
        read.need = parse_group(p);
    } else if (begins(p, "[")) {
        read.characters = parse_class(p);
    } else if (begins(p, "\\")) {
        skip_escape(p);
    } else {
        int32_t c = take_character(p);
        bool any = false;
        p->lost = p->lost || is_odd_space(c) || (c > 0 && c < 0x80 && strchr("*+?{", c) != NULL);
        add_character(&read.characters, c, &any);
    }
    return read;
}

/* {2}, {2,} or {2,3} */
static void skip_times(parser *p)
{
    size_t end = 1;
    while (end < p->rest.length && (isdigit((unsigned char)p->rest.at[end]) || (end > 1 && p->rest.at[end] == ',')))
        end++;
    p->lost = p->lost || end == 1 || end == p->rest.length || p->rest.at[end] != '}';
    skip(p, end + 1);
}

/* Returns whether the atom before may be missing; stores whether it may be there several times. */
static bool parse_quantifier(parser *p, bool *repeats)
{
    skip_space(p);
    bool may_miss = begins(p, "*") || begins(p, "?") || begins(p, "{0");
    *repeats = may_miss || begins(p, "+") || begins(p, "{");
    if (begins(p, "{"))
        skip_times(p);
    else
        skip(p, *repeats ? 1 : 0);
    if (*repeats && !take(p, "?"))
        take(p, "+");
    return may_miss;
}

/* That a character stands there, or that a pair does. */
static void add_characters(parser *p, need *to, const characters *before, const characters *c)
{
    need *any = new_need(p->a, NEED_ANY);
    for (size_t i = 0; i < before->count; i++)
        for (size_t k = 0; k < c->count; k++) {
            need *one = new_need(p->a, NEED_FEATURE);
            one->feature = hash(before->items[i], c->items[k]);
            add_need(any, one);
        }
    if (any->first != NULL)
        add_need(to, any);
}

static need *parse_sequence(parser *p)
{
    static const characters alone = {.items = {0}, .count = 1}, none = {0};
    need *all = new_need(p->a, NEED_ALL);
    characters before = none;
    for (skip_space(p); !p->lost && p->rest.length > 0 && !begins(p, "|") && !begins(p, ")"); skip_space(p)) {
        atom read = parse_atom(p);
        bool repeats, may_miss = parse_quantifier(p, &repeats);
        if (!may_miss) {
            if (read.need != NULL)
                add_need(all, read.need);
            add_characters(p, all, before.count > 0 ? &before : &alone, &read.characters);
        }
        before = repeats ? none : read.characters;
    }
    return all->first != NULL ? all : NULL;
}

static need *parse_alternatives(parser *p)
{
    need *any = new_need(p->a, NEED_ANY);
    bool needs = true;
    do {
        need *one = parse_sequence(p);
        needs = needs && one != NULL;
        if (needs)
            add_need(any, one);
    } while (take(p, "|"));
    return needs ? any : NULL;
}

const need *need_read(arena *a, str source, need_of_word *word, const void *context)
{
    parser p = {.a = a, .rest = source, .word = word, .context = context};
    const need *n = parse_alternatives(&p);
    return p.lost || p.rest.length > 0 || n == NULL || n->size > MOST_SIZE ? NULL : n;
}

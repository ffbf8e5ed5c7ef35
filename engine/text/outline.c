/* The outline of a contract's clause. Numbers are only believed where they come in order, so that a line that happens
   to be wrapped before a number, or a reference to another item, does not begin a new one. */
#include "text/outline.h"

#include "base/buffer.h"
#include "base/mem.h"
#include "text/marker.h"
#include "text/normalise.h"

enum { MAX_HEADING_BYTES = 150, MAX_NESTED_BYTES = 4096 };

/* A series of items that is open: (1), (2), … */
typedef struct level {
    enum marker_series series;
    int number; /* of its last item */
    int parent;
} level;

typedef struct reader {
    arena *a;
    str text;
    size_t at;
    size_t begin;     /* where the block that is being read begins */
    int parent;       /* of that block */
    size_t paragraph; /* of that block */
    int next_number;  /* what the number of the next paragraph must be */
    level levels[SERIES_COUNT];
    size_t depth;
    bool line_start, after_stop, after_space; /* what precedes `at`, white space aside */
    bool fresh;                               /* nothing but white space has been read of the block */
    block *blocks;
    size_t count, capacity;
} reader;

static size_t character_length(char lead)
{
    unsigned char byte = (unsigned char)lead;
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* --- Sentences --- */

static int nesting(str rest)
{
    if (rest.at[0] == '(' || str_starts(rest, STR("「")) || str_starts(rest, STR("『")))
        return 1;
    return rest.at[0] == ')' || str_starts(rest, STR("」")) || str_starts(rest, STR("』")) ? -1 : 0;
}

/* A proviso is a sentence of its own even where nobody wrote a full stop before it. */
static bool begins_proviso(str rest)
{
    return str_starts(rest, STR("ただし、")) || str_starts(rest, STR("但し"));
}

/* Returns the end of the first sentence; where a parenthesis is never closed, or not for long, parentheses do not
   count. */
static size_t sentence_end(str text, bool nested)
{
    int depth = 0;
    size_t opened = 0;
    for (size_t i = 0; i < text.length; i += character_length(text.at[i])) {
        str rest = str_from(text, i);
        depth += nested ? nesting(rest) : 0;
        opened = depth > 0 ? opened : i;
        if (i - opened > MAX_NESTED_BYTES)
            break;
        if (depth > 0)
            continue;
        if (str_starts(rest, STR("。")) || (i > 0 && begins_proviso(rest)))
            return i;
    }
    return nested && depth > 0 ? sentence_end(text, false) : text.length;
}

static str skip_stops(str text)
{
    while (str_starts(text, STR("。")))
        text = str_from(text, sizeof "。" - 1);
    return text;
}

static const str COMMA = {"、", sizeof "、" - 1};

static void cut_sentences(arena *a, str text, block *b)
{
    size_t capacity = 0;
    str *found = NULL;
    for (text = skip_stops(text); text.length > 0; text = skip_stops(text)) {
        str s = {text.at, sentence_end(text, true)};
        text = str_from(text, s.length);
        if (s.length >= COMMA.length && str_equal(str_from(s, s.length - COMMA.length), COMMA))
            s.length -= COMMA.length; /* before a proviso */
        ARRAY_PUSH(found, b->count, capacity) = s;
    }
    b->sentences = ARENA_ARRAY(a, str, b->count);
    for (size_t i = 0; i < b->count; i++)
        b->sentences[i] = found[i];
    mem_free(found);
}

/* --- Blocks --- */

/* Ends the block before `at`. Blocks without text are not kept. */
static void end_block(reader *r)
{
    str raw = {r->text.at + r->begin, r->at - r->begin};
    block b = {.parent = r->parent, .paragraph = r->paragraph};
    cut_sentences(r->a, normalise_spaces(r->a, raw), &b);
    if (b.count > 0)
        ARRAY_PUSH(r->blocks, r->count, r->capacity) = b;
}

static void begin_block(reader *r, size_t begin, int parent)
{
    r->at = r->begin = begin;
    r->parent = parent;
    r->line_start = r->after_stop = r->after_space = r->fresh = true;
}

static void begin_paragraph(reader *r, size_t begin)
{
    r->paragraph += r->count > 0;
    r->depth = 0;
    begin_block(r, begin, BLOCK_NONE);
}

static int find_level(const reader *r, enum marker_series series)
{
    for (size_t i = 0; i < r->depth; i++)
        if (r->levels[i].series == series)
            return (int)i;
    return -1;
}

static void begin_item(reader *r, const marker *m, size_t begin)
{
    int open = find_level(r, m->series);
    if (open < 0) {
        int parent = r->count > 0 ? (int)r->count - 1 : BLOCK_NONE;
        r->levels[r->depth] = (level){.series = m->series, .parent = parent};
        open = (int)r->depth;
    }
    r->depth = (size_t)open + 1;
    r->levels[open].number = m->number;
    int parent = r->levels[open].parent;
    r->paragraph += parent == BLOCK_NONE && r->count > 0;
    begin_block(r, begin, parent);
}

static bool is_item_in_order(const reader *r, const marker *m)
{
    bool boundary = r->line_start || r->after_stop;
    if (m->series == SERIES_BULLET)
        return r->line_start;
    bool parenthesised = m->series >= SERIES_PAREN_DIGIT && m->series <= SERIES_PAREN_KANJI;
    if (parenthesised && marker_is_reference(str_from(r->text, r->at + m->length)))
        return false;
    int open = find_level(r, m->series);
    if (open >= 0 && m->number == r->levels[open].number + 1)
        return boundary || parenthesised;
    return m->number == 1 && (boundary || (parenthesised && r->after_space));
}

static bool is_accepted(const reader *r, const marker *m)
{
    switch (m->series) {
    case SERIES_ARTICLE:
        return r->line_start && (m->spaced || str_starts(str_from(r->text, r->at + m->length), STR("(")));
    case SERIES_NUMBER:
        if (r->fresh)
            return m->spaced;
        return m->number == r->next_number && ((r->line_start && m->spaced) || r->after_stop);
    case SERIES_PAREN_DIGIT:
    case SERIES_PAREN_KANA:
    case SERIES_PAREN_KANJI:
    case SERIES_KANA:
    case SERIES_KANJI:
    case SERIES_BULLET:
    case SERIES_COUNT:
        break;
    }
    return r->fresh || is_item_in_order(r, m);
}

/* Returns the length of a heading in parentheses, with the white space behind it, or 0. Any parenthesis right behind
   an article's number is one; elsewhere it must have a line to itself. */
static size_t heading_length(const reader *r, bool after_article)
{
    str rest = str_from(r->text, r->at);
    if (rest.length == 0 || rest.at[0] != '(')
        return 0;
    size_t within = rest.length < MAX_HEADING_BYTES ? rest.length : MAX_HEADING_BYTES;
    size_t close = str_find((str){rest.at, within}, STR(")"));
    if (close == SIZE_MAX)
        return 0;
    if (str_find((str){rest.at, close}, STR("。")) != SIZE_MAX)
        return 0;
    size_t end = close + 1, spaces = end;
    while (spaces < rest.length && rest.at[spaces] == ' ')
        spaces++;
    str next = str_from(rest, spaces);
    marker m;
    bool alone = next.length == 0 || next.at[0] == '\n' || next.at[0] == '\r' ||
                 (marker_read(next, &m) && m.series == SERIES_ARTICLE);
    return alone || after_article ? spaces : 0;
}

static bool skip_heading(reader *r, bool after_article)
{
    size_t length = r->fresh || (r->after_stop && r->line_start) ? heading_length(r, after_article) : 0;
    if (length == 0)
        return false;
    end_block(r);
    begin_paragraph(r, r->at + length);
    r->next_number = 2; /* the first paragraph may go without a number */
    return true;
}

static void accept_marker(reader *r, const marker *m)
{
    end_block(r);
    size_t begin = r->at + m->length;
    if (m->series != SERIES_ARTICLE && m->series != SERIES_NUMBER) {
        begin_item(r, m, begin);
        return;
    }
    begin_paragraph(r, begin);
    r->next_number = m->series == SERIES_NUMBER ? m->number + 1 : 2;
    if (m->series == SERIES_ARTICLE)
        skip_heading(r, true);
}

static void step(reader *r)
{
    char c = r->text.at[r->at];
    str rest = str_from(r->text, r->at);
    r->at += character_length(c);
    if (c == '\n' || c == '\r') {
        r->line_start = r->after_space = true;
    } else if (c == ' ' || c == '\t') {
        r->after_space = true;
    } else {
        r->line_start = r->after_space = false;
        r->fresh = r->fresh && (c == '\v' || c == '\f');
        r->after_stop = str_starts(rest, STR("。"));
    }
}

static void read_blocks(reader *r)
{
    begin_paragraph(r, 0);
    while (r->at < r->text.length) {
        marker m = {0};
        if (skip_heading(r, false))
            continue;
        if (marker_read(str_from(r->text, r->at), &m) && is_accepted(r, &m))
            accept_marker(r, &m);
        else
            step(r);
    }
    end_block(r);
}

/* --- Characters --- */

/* ① to ⑳ as (1) to (20): NFKC would leave a bare digit, and the item's beginning would be lost. */
static str write_out_circles(arena *a, str text)
{
    buffer out = {0};
    for (size_t i = 0; i < text.length; i++) {
        const unsigned char *at = (const unsigned char *)text.at + i;
        if (text.length - i >= 3 && at[0] == 0xE2 && at[1] == 0x91 && at[2] >= 0xA0 && at[2] <= 0xB3) {
            buffer_addf(&out, "(%d)", at[2] - 0xA0 + 1);
            i += 2;
        } else {
            buffer_add_char(&out, text.at[i]);
        }
    }
    return buffer_keep(&out, a);
}

static bool is_ascii_word(char c)
{
    return c > ' ' && (unsigned char)c < 0x80 && c != ')' && c != '(';
}

/* Contracts in ，． style: a comma or full stop behind Japanese text is 、 or 。. */
static str unify_stops(arena *a, str text)
{
    buffer out = {0};
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool behind = i > 0 && !is_ascii_word(text.at[i - 1]) && text.at[i - 1] != ' ';
        bool before = i + 1 < text.length && is_ascii_word(text.at[i + 1]);
        if ((c == ',' || c == '.') && behind && !before)
            buffer_add(&out, c == ',' ? STR("、") : STR("。"));
        else
            buffer_add_char(&out, c);
    }
    return buffer_keep(&out, a);
}

bool outline_read(arena *a, str text, outline *out)
{
    str characters;
    *out = (outline){0};
    if (!normalise_characters(a, write_out_circles(a, text), &characters))
        return false;
    reader r = {.a = a, .text = unify_stops(a, characters), .next_number = 2};
    read_blocks(&r);
    out->blocks = ARENA_ARRAY(a, block, r.count);
    out->count = r.count;
    for (size_t i = 0; i < r.count; i++)
        out->blocks[i] = r.blocks[i];
    mem_free(r.blocks);
    return true;
}

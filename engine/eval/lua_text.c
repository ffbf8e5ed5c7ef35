/* Splits a Lua text into words. Of a text that is no Lua, some words or other come out. */
#include "eval/lua_text.h"

#include "base/mem.h"

typedef struct splitter {
    str text;
    size_t at;
    place place;
    lua_word *items;
    size_t count, capacity;
} splitter;

static char look(const splitter *s, size_t ahead)
{
    return s->at + ahead < s->text.length ? s->text.at[s->at + ahead] : '\0';
}

static bool has_more(const splitter *s)
{
    return s->at < s->text.length;
}

static void step(splitter *s)
{
    char c = s->text.at[s->at++];
    if (c == '\n') {
        s->place.line++;
        s->place.column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) { /* the first byte of a character */
        s->place.column++;
    }
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void add_word(splitter *s, enum lua_word_kind kind, size_t from, size_t to, place at)
{
    ARRAY_PUSH(s->items, s->count, s->capacity) =
        (lua_word){.kind = kind, .text = {s->text.at + from, to - from}, .at = at};
}

static bool is_keyword(str name)
{
    static const char *const keywords[] = {"and",   "break", "do",   "else",     "elseif", "end", "false", "for",
                                           "goto",  "if",    "in",   "function", "local",  "nil", "not",   "or",
                                           "until", "while", "true", "repeat",   "return", "then"};
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++)
        if (str_is(name, keywords[i]))
            return true;
    return false;
}

static void read_name(splitter *s, place at)
{
    size_t from = s->at;
    while (is_letter(look(s, 0)) || is_digit(look(s, 0)))
        step(s);
    bool keyword = is_keyword((str){s->text.at + from, s->at - from});
    add_word(s, keyword ? LUA_WORD_KEYWORD : LUA_WORD_NAME, from, s->at, at);
}

static void read_number(splitter *s, place at)
{
    size_t from = s->at;
    while (is_letter(look(s, 0)) || is_digit(look(s, 0)) || look(s, 0) == '.') {
        bool has_exponent = strchr("eEpP", look(s, 0)) != NULL && (look(s, 1) == '+' || look(s, 1) == '-');
        step(s);
        if (has_exponent)
            step(s);
    }
    add_word(s, LUA_WORD_NUMBER, from, s->at, at);
}

static void read_quoted(splitter *s, place at)
{
    char quote = look(s, 0);
    step(s);
    size_t from = s->at;
    while (has_more(s) && look(s, 0) != quote) {
        if (look(s, 0) == '\\')
            step(s);
        if (has_more(s))
            step(s);
    }
    add_word(s, LUA_WORD_STRING, from, s->at, at);
    if (has_more(s))
        step(s);
}

/* The level of a long bracket that opens or closes here, such as [==[; or -1. */
static int bracket_level(const splitter *s, char bracket)
{
    size_t equals = 0;
    while (look(s, 1 + equals) == '=')
        equals++;
    return look(s, 0) == bracket && look(s, 1 + equals) == bracket ? (int)equals : -1;
}

static void skip_bracketed(splitter *s, int level)
{
    while (has_more(s) && bracket_level(s, ']') != level)
        step(s);
    for (int i = 0; i < level + 2 && has_more(s); i++)
        step(s);
}

static void skip_comment(splitter *s)
{
    step(s);
    step(s);
    int level = bracket_level(s, '[');
    if (level >= 0)
        skip_bracketed(s, level);
    while (level < 0 && has_more(s) && look(s, 0) != '\n')
        step(s);
}

static void read_symbol(splitter *s, place at)
{
    static const char *const symbols[] = {"...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"};
    size_t from = s->at, length = 1;
    str rest = str_from(s->text, s->at);
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0] && length == 1; i++)
        if (str_starts(rest, str_of(symbols[i])))
            length = strlen(symbols[i]);
    for (size_t i = 0; i < length; i++)
        step(s);
    add_word(s, LUA_WORD_SYMBOL, from, s->at, at);
}

static void read_word(splitter *s)
{
    place at = s->place;
    char c = look(s, 0);
    if (is_letter(c))
        read_name(s, at);
    else if (is_digit(c) || (c == '.' && is_digit(look(s, 1))))
        read_number(s, at);
    else if (c == '"' || c == '\'')
        read_quoted(s, at);
    else if (c == '-' && look(s, 1) == '-')
        skip_comment(s);
    else if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
        step(s);
    else if (bracket_level(s, '[') >= 0) {
        size_t from = s->at;
        skip_bracketed(s, bracket_level(s, '['));
        add_word(s, LUA_WORD_STRING, from, s->at, at);
    } else
        read_symbol(s, at);
}

lua_words lua_text_split(arena *a, str text, const char *path)
{
    splitter s = {.text = text, .place = {path, 1, 1}};
    while (has_more(&s))
        read_word(&s);
    size_t count = s.count;
    add_word(&s, LUA_WORD_END, s.at, s.at, s.place);
    add_word(&s, LUA_WORD_END, s.at, s.at, s.place);
    lua_word *kept = ARENA_ARRAY(a, lua_word, s.count);
    memcpy(kept, s.items, s.count * sizeof *kept);
    mem_free(s.items);
    return (lua_words){kept, count};
}

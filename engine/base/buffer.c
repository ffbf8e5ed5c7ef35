/* A growing text, and the two escapes that every writer needs. */
#include "base/buffer.h"

#include "base/mem.h"

#include <stdio.h>

enum { PIECE_BYTES = 64 * 1024 };

static void flow_on(buffer *b)
{
    if (b->length > 0)
        b->drain(b->context, buffer_str(b));
    b->length = 0;
}

static void reserve(buffer *b, size_t more)
{
    if (b->drain != NULL && b->length >= PIECE_BYTES)
        flow_on(b);
    if (b->length + more + 1 <= b->capacity)
        return;
    size_t capacity = b->capacity * 2 > 256 ? b->capacity * 2 : 256;
    while (capacity < b->length + more + 1)
        capacity *= 2;
    b->at = mem_resize(b->at, capacity);
    b->capacity = capacity;
}

void buffer_add(buffer *b, str s)
{
    reserve(b, s.length);
    if (s.length > 0)
        memcpy(b->at + b->length, s.at, s.length);
    b->length += s.length;
    b->at[b->length] = '\0';
}

void buffer_add_text(buffer *b, const char *text)
{
    buffer_add(b, str_of(text));
}

void buffer_add_char(buffer *b, char c)
{
    buffer_add(b, (str){&c, 1});
}

void buffer_add_repeated(buffer *b, char c, size_t count)
{
    while (count-- > 0)
        buffer_add_char(b, c);
}

void buffer_addf(buffer *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length > 0) {
        reserve(b, (size_t)length);
        vsnprintf(b->at + b->length, (size_t)length + 1, format, again);
        b->length += (size_t)length;
    }
    va_end(again);
}

static const char *xml_escape(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\r': /* as itself a reader would take it for a line feed */
        return "&#13;";
    case '\t':
    case '\n':
        return NULL;
    default:
        return c < 0x20 ? "\xEF\xBF\xBD" : NULL;
    }
}

/* U+FFFE and U+FFFF. */
static bool is_noncharacter(str s)
{
    return str_starts(s, STR("\xEF\xBF\xBE")) || str_starts(s, STR("\xEF\xBF\xBF"));
}

void buffer_add_xml(buffer *b, str s)
{
    for (size_t i = 0; i < s.length; i++) {
        const char *escape = xml_escape((unsigned char)s.at[i]);
        if (escape != NULL) {
            buffer_add_text(b, escape);
        } else if (s.at[i] == '\xEF' && is_noncharacter(str_from(s, i))) {
            buffer_add_text(b, "\xEF\xBF\xBD");
            i += 2;
        } else {
            buffer_add_char(b, s.at[i]);
        }
    }
}

void buffer_add_valid(buffer *b, str s)
{
    while (s.length > 0) {
        size_t length = str_character(s);
        buffer_add(b, length > 0 ? (str){s.at, length} : STR("\xEF\xBF\xBD"));
        s = str_from(s, length > 0 ? length : 1);
    }
}

void buffer_add_json(buffer *b, str s)
{
    buffer_add_char(b, '"');
    for (size_t i = 0; i < s.length; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == '"' || c == '\\')
            buffer_addf(b, "\\%c", c);
        else if (c == '\n')
            buffer_add_text(b, "\\n");
        else if (c < 0x20 || c == 0x7F)
            buffer_addf(b, "\\u%04x", c);
        else
            buffer_add_char(b, (char)c);
    }
    buffer_add_char(b, '"');
}

void buffer_finish(buffer *b)
{
    flow_on(b);
    buffer_free(b);
}

void buffer_free(buffer *b)
{
    mem_free(b->at);
    *b = (buffer){0};
}

str buffer_keep(buffer *b, arena *a)
{
    str kept = str_keep(a, buffer_str(b));
    buffer_free(b);
    return kept;
}

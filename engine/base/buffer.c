/* A growing text, and the two escapes that every writer needs. */
#include "base/buffer.h"

#include "base/bytes.h"
#include "base/mem.h"

#include <stdio.h>

enum { PIECE_BYTES = 64 * 1024 };

static void flow_on(buffer *b)
{
    if (b->length > 0)
        b->drain(b->context, buffer_str(b));
    b->drained += b->length;
    b->length = 0;
}

void buffer_make_room(buffer *b, size_t more)
{
    if (b->drain != NULL && b->length + more >= PIECE_BYTES)
        flow_on(b);
    if (b->capacity - b->length > more)
        return;
    size_t capacity = b->capacity * 2 > 256 ? b->capacity * 2 : 256;
    while (capacity < b->length + more + 1)
        capacity *= 2;
    b->at = mem_resize(b->at, capacity);
    b->capacity = capacity;
}

/* ---- formats ---- */

/* The digits of a number, after as many zeros as make the field that wide. */
static void add_integer(buffer *b, uint64_t magnitude, bool is_negative, int width)
{
    char digits[24], *end = digits + sizeof digits, *at = end;
    do
        *--at = (char)('0' + magnitude % 10);
    while ((magnitude /= 10) > 0);
    while (end - at + is_negative < width)
        *--at = '0';
    if (is_negative)
        *--at = '-';
    buffer_add(b, (str){at, (size_t)(end - at)});
}

static void add_signed(buffer *b, int64_t number, int width)
{
    uint64_t magnitude = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    add_integer(b, magnitude, number < 0, width);
}

/* As add_directive, for those of numbers. */
static const char *add_number(buffer *b, const char *at, va_list *args)
{
    int width = 0, longs = 0;
    if (at[0] == '0' && at[1] >= '1' && at[1] <= '9') {
        width = at[1] - '0';
        at += 2;
    }
    bool is_size = at[0] == 'z';
    at += is_size;
    for (; at[0] == 'l'; at++)
        longs++;
    if (at[0] == 'd' && !is_size)
        add_signed(b,
                   longs == 0   ? va_arg(*args, int)
                   : longs == 1 ? va_arg(*args, long)
                                : va_arg(*args, long long),
                   width);
    else if (at[0] == 'u' && is_size)
        add_integer(b, va_arg(*args, size_t), false, width);
    else if (at[0] == 'u')
        add_integer(b,
                    longs == 0   ? va_arg(*args, unsigned)
                    : longs == 1 ? va_arg(*args, unsigned long)
                                 : va_arg(*args, unsigned long long),
                    false, width);
    else
        return NULL;
    return at + 1;
}

/* Prints what the directive asks for, which begins behind the percent sign. Returns where it ends, or NULL having done
   nothing where it is none of those that nearly all texts are made of. */
static const char *add_directive(buffer *b, const char *at, va_list *args)
{
    if (at[0] == 's') {
        buffer_add_text(b, va_arg(*args, const char *));
        return at + 1;
    }
    if (at[0] == '.' && at[1] == '*' && at[2] == 's') {
        size_t most = (size_t)va_arg(*args, int);
        const char *text = va_arg(*args, const char *);
        buffer_add(b, (str){text, text != NULL ? strnlen(text, most) : 0});
        return at + 3;
    }
    return add_number(b, at, args);
}

static void add_by_libc(buffer *b, const char *format, va_list *args)
{
    va_list again;
    va_copy(again, *args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length > 0)
        vsnprintf(buffer_extend(b, (size_t)length), (size_t)length + 1, format, *args);
}

/* libc takes ten times as long for a directive, of which a report has millions. */
void buffer_addf(buffer *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    while (format != NULL && format[0] != '\0') {
        const char *directive = strchrnul(format, '%'), *end = directive;
        buffer_add(b, (str){format, (size_t)(directive - format)});
        if (directive[0] == '%')
            end = add_directive(b, directive + 1, &args);
        if (end == NULL)
            add_by_libc(b, directive, &args);
        format = end;
    }
    va_end(args);
}

/* ---- escapes ---- */

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

static inline bool is_plain_xml(char c)
{
    return xml_escape((unsigned char)c) == NULL && c != '\xEF';
}

/* As below; takes = for one that is not plain, which does no harm. */
static inline bool are_plain_xml(uint64_t bytes)
{
    return (bytes_find(bytes, 0x02, 0x21) | bytes_find(bytes, '&', 2) | bytes_find(bytes, '<', 3) |
            bytes_find(bytes, 0xEF, 1)) == 0;
}

void buffer_add_xml(buffer *b, str s)
{
    for (size_t i = 0, plain; i < s.length; i++) {
        for (plain = i; s.length - i >= 8 && are_plain_xml(bytes_read(s.at + i));)
            i += 8;
        while (i < s.length && is_plain_xml(s.at[i]))
            i++;
        buffer_add(b, (str){s.at + plain, i - plain});
        if (i == s.length)
            return;
        const char *escape = xml_escape((unsigned char)s.at[i]);
        if (escape != NULL) {
            buffer_add_text(b, escape);
        } else if (is_noncharacter(str_from(s, i))) {
            buffer_add_text(b, "\xEF\xBF\xBD");
            i += 2;
        } else {
            buffer_add_char(b, s.at[i]);
        }
    }
}

void buffer_add_marked(buffer *b, str s, char mark, const char *marked)
{
    bool is_marked[256] = {false};
    for (; *marked != '\0'; marked++)
        is_marked[(unsigned char)*marked] = true;
    size_t added = 0;
    for (size_t i = 0; i < s.length; i++)
        if (is_marked[(unsigned char)s.at[i]]) {
            buffer_add(b, (str){s.at + added, i - added});
            buffer_add_char(b, mark);
            added = i;
        }
    buffer_add(b, str_from(s, added));
}

void buffer_add_valid(buffer *b, str s)
{
    while (s.length > 0) {
        size_t length = str_character(s);
        buffer_add(b, length > 0 ? (str){s.at, length} : STR("\xEF\xBF\xBD"));
        s = str_from(s, length > 0 ? length : 1);
    }
}

static inline bool is_plain_json(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

/* What is below 0x20, and ", is below 0x21 with one bit flipped. */
static inline bool are_plain_json(uint64_t bytes)
{
    return (bytes_find(bytes, 0x02, 0x21) | bytes_find(bytes, '\\', 1) | bytes_find(bytes, 0x7F, 1)) == 0;
}

static void add_json_escape(buffer *b, char c)
{
    if (c == '"' || c == '\\')
        buffer_add(b, (str){(char[]){'\\', c}, 2});
    else if (c == '\n')
        buffer_add_text(b, "\\n");
    else
        buffer_addf(b, "\\u%04x", c);
}

void buffer_add_json(buffer *b, str s)
{
    buffer_add_char(b, '"');
    for (size_t i = 0, plain; i < s.length; i++) {
        for (plain = i; s.length - i >= 8 && are_plain_json(bytes_read(s.at + i));)
            i += 8;
        while (i < s.length && is_plain_json(s.at[i]))
            i++;
        buffer_add(b, (str){s.at + plain, i - plain});
        if (i < s.length)
            add_json_escape(b, s.at[i]);
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

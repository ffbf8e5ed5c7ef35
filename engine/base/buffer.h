/* A growing text that writers append to, and that may flow on to somewhere else piece by piece. */
#ifndef JUNSHU_BUFFER_H
#define JUNSHU_BUFFER_H

#include "base/str.h"

#include <stdarg.h>

typedef struct buffer {
    char *at; /* NUL-terminated once anything was appended */
    size_t length, capacity;
    size_t drained;                          /* bytes that have flowed on */
    void (*drain)(void *context, str piece); /* takes what has gathered, now and then; NULL: all of it stays here */
    void *context;
} buffer;

/* printf's formats, in the C locale. */
void buffer_addf(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Text with & < > " ' and carriage returns written as references, and characters that XML forbids as U+FFFD. Takes
   valid UTF-8. In an attribute, a reader will take line feeds and tabs for spaces. */
void buffer_add_xml(buffer *b, str s);
/* Text that may be other than UTF-8, such as a path: each byte that is not becomes U+FFFD. */
void buffer_add_valid(buffer *b, str s);
/* The text with the mark before each of those bytes. */
void buffer_add_marked(buffer *b, str s, char mark, const char *marked);
/* A JSON string with its quotes. Takes valid UTF-8. */
void buffer_add_json(buffer *b, str s);
/* Hands over what has not flowed on yet, and frees the buffer. */
void buffer_finish(buffer *b);
void buffer_free(buffer *b);

static inline str buffer_str(const buffer *b)
{
    return (str){b->at != NULL ? b->at : "", b->length};
}

/* Returns the text, kept in the arena, and frees the buffer. */
str buffer_keep(buffer *b, arena *a);

/* ---- what is called for every few bytes ---- */

/* Makes room for that many bytes and a NUL. */
void buffer_make_room(buffer *b, size_t more);

/* Lengthens the text by bytes that the caller writes to where this points. */
static inline char *buffer_extend(buffer *b, size_t length)
{
    if (b->capacity - b->length <= length)
        buffer_make_room(b, length);
    char *at = b->at + b->length;
    at[length] = '\0';
    b->length += length;
    return at;
}

static inline void buffer_add(buffer *b, str s)
{
    char *at = buffer_extend(b, s.length);
    if (s.length > 0)
        memcpy(at, s.at, s.length);
}

static inline void buffer_add_text(buffer *b, const char *text)
{
    buffer_add(b, str_of(text));
}

static inline void buffer_add_char(buffer *b, char c)
{
    *buffer_extend(b, 1) = c;
}

static inline void buffer_add_repeated(buffer *b, char c, size_t count)
{
    memset(buffer_extend(b, count), c, count);
}

#endif

/* Slices of text. A str points into memory that somebody else owns, and need not end in NUL. */
#ifndef JUNSHU_STR_H
#define JUNSHU_STR_H

#include "base/arena.h"

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
    const char *at;
    size_t length;
} str;

#define STR(literal) ((str){"" literal "", sizeof(literal) - 1})

static inline str str_of(const char *text)
{
    return (str){text, text != NULL ? strlen(text) : 0};
}

static inline bool str_equal(str a, str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static inline bool str_is(str a, const char *text)
{
    return str_equal(a, str_of(text));
}

static inline bool str_starts(str a, str prefix)
{
    return prefix.length == 0 || (a.length >= prefix.length && memcmp(a.at, prefix.at, prefix.length) == 0);
}

static inline str str_from(str a, size_t offset)
{
    return (str){a.at + offset, a.length - offset};
}

/* Returns the first eight bytes as a number, the first of them the lowest; where there are fewer, 0 for each beyond. */
static inline uint64_t str_word(str s)
{
    uint64_t word = 0;
    if (s.length >= sizeof word) {
        memcpy(&word, s.at, sizeof word);
        return le64toh(word);
    }
    if (s.length >= sizeof(uint32_t)) {
        uint32_t first, last;
        memcpy(&first, s.at, sizeof first);
        memcpy(&last, s.at + s.length - sizeof last, sizeof last);
        return le32toh(first) | (uint64_t)le32toh(last) << (s.length - sizeof last) * 8;
    }
    for (size_t i = 0; i < s.length; i++)
        word |= (uint64_t)(unsigned char)s.at[i] << i * 8;
    return word;
}

/* Returns a copy that lives in the arena and ends in NUL. */
static inline str str_keep(arena *a, str s)
{
    return (str){arena_copy(a, s.at, s.length), s.length};
}

/* Orders by bytes, which for UTF-8 is by code point; never by locale. */
int str_compare(str a, str b);
/* Returns the text without XML white space at both ends. */
str str_trim_ends(str s);
static inline str str_trim(str s)
{
    if (s.length > 0 && (unsigned char)s.at[0] > ' ' && (unsigned char)s.at[s.length - 1] > ' ')
        return s;
    return str_trim_ends(s);
}
/* Returns the length of the character of UTF-8 that the text begins with; 0 where it begins with none. */
size_t str_character(str s);
/* Returns the place of `needle`, or SIZE_MAX. */
size_t str_find(str haystack, str needle);
uint64_t str_hash(str s);

/* Returns the index of the candidate nearest to `word` in edit distance, or SIZE_MAX when none is near enough to be
   what was meant. */
size_t str_nearest(str word, const str *candidates, size_t count);

#endif

/* Slices of text: order, search, hash and the nearest spelling. */
#include "base/str.h"

enum { NEAREST_MAX_LENGTH = 64 };

int str_compare(str a, str b)
{
    enum { BYTES = sizeof(uint64_t) };
    for (;; a = str_from(a, BYTES), b = str_from(b, BYTES)) {
        uint64_t first = __builtin_bswap64(str_word(a)), second = __builtin_bswap64(str_word(b));
        if (first != second)
            return first < second ? -1 : 1;
        if (a.length <= BYTES || b.length <= BYTES)
            return (a.length > b.length) - (a.length < b.length);
    }
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

str str_trim_ends(str s)
{
    while (s.length > 0 && is_space(s.at[0]))
        s = str_from(s, 1);
    while (s.length > 0 && is_space(s.at[s.length - 1]))
        s.length--;
    return s;
}

size_t str_character(str s)
{
    if (s.length == 0)
        return 0;
    /* The first byte says how many follow, and what the second may be: none is longer than it need be, a surrogate or
       beyond U+10FFFF. */
    unsigned char first = (unsigned char)s.at[0], least = 0x80, most = 0xBF;
    if (first < 0x80)
        return 1;
    size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : least;
    most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : most;
    if (first < 0xC2 || first > 0xF4 || s.length < length)
        return 0;
    for (size_t i = 1; i < length; i++, least = 0x80, most = 0xBF)
        if ((unsigned char)s.at[i] < least || (unsigned char)s.at[i] > most)
            return 0;
    return length;
}

size_t str_find(str haystack, str needle)
{
    if (needle.length == 0)
        return 0;
    if (haystack.length == 0)
        return SIZE_MAX;
    const char *found = memmem(haystack.at, haystack.length, needle.at, needle.length);
    return found != NULL ? (size_t)(found - haystack.at) : SIZE_MAX;
}

uint64_t str_hash(str s)
{
    const uint64_t multiplier = 0x9E3779B97F4A7C15u;
    uint64_t hash = s.length * multiplier;
    for (; s.length >= 8; s = str_from(s, 8)) {
        hash = (hash ^ str_word(s)) * multiplier;
        hash ^= hash >> 32;
    }
    if (s.length > 0)
        hash = (hash ^ str_word(s)) * multiplier;
    hash ^= hash >> 29;
    return hash * multiplier ^ hash >> 32;
}

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Levenshtein distance over bytes; both texts are at most NEAREST_MAX_LENGTH long. */
static size_t edit_distance(str a, str b)
{
    size_t row[NEAREST_MAX_LENGTH + 1];
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t above = row[j];
            size_t replaced = diagonal + (a.at[i - 1] != b.at[j - 1]);
            row[j] = min3(replaced, above + 1, row[j - 1] + 1);
            diagonal = above;
        }
    }
    return row[b.length];
}

size_t str_nearest(str word, const str *candidates, size_t count)
{
    size_t best = SIZE_MAX;
    size_t best_distance = word.length / 3 + 2;
    if (word.length > NEAREST_MAX_LENGTH)
        return best;
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].length > NEAREST_MAX_LENGTH)
            continue;
        size_t distance = edit_distance(word, candidates[i]);
        if (distance < best_distance) {
            best = i;
            best_distance = distance;
        }
    }
    return best;
}

/* What a text must have for a pattern to be found in it: certain Japanese characters, alone or in pairs. It is read
   from the pattern's source, so that a look that must be in vain is not taken. */
#ifndef JUNSHU_NEED_H
#define JUNSHU_NEED_H

#include "base/str.h"

enum { FEATURES = 1 << 16 };

/* The characters and pairs of a text, hashed: what is not among them the text has not. */
typedef struct features {
    uint64_t bits[FEATURES / 64];
} features;

/* What must be among the features of a text: one of them, or all or any of several needs. NULL: nothing. */
typedef struct need need;

/* Takes text that is UTF-8. */
void features_read(str text, features *out);

/* Returns what the word needs that (?&w0), (?&w1), … call; NULL where there is none of that number. */
typedef const need *need_of_word(const void *context, size_t number);

/* Takes the source of a pattern that compiles, in extended syntax. Returns what it needs, kept in the arena; nothing
   where it has more to it than this module knows. */
const need *need_read(arena *a, str source, need_of_word *word, const void *context);
/* Returns how many parts it has, all of which may have to be seen. */
size_t need_size(const need *n);
bool need_is_met(const need *n, const features *of_text);

#endif

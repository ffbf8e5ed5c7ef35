/* Text as patterns see it: one spelling for each character, and no trace of how the lines were wrapped. */
#ifndef JUNSHU_NORMALISE_H
#define JUNSHU_NORMALISE_H

#include "base/str.h"

/* Takes any text. Stores it in `out`, kept in the arena: NFKC, invisible characters removed, wrapped lines joined,
   spaces beside Japanese characters removed, other white space one space, none at the ends. Normalising twice changes
   nothing. Returns false for text that is not UTF-8. */
bool normalise_text(arena *a, str text, str *out);

/* The two halves of it, for a caller that needs the lines in between: first the characters, … */
bool normalise_characters(arena *a, str text, str *out);
/* … then, in text that normalise_characters gave, the white space. */
str normalise_spaces(arena *a, str text);

/* Whether the text is what normalise_text gives of it, as far as that can be seen at a glance: ASCII without white
   space, kana and kanji. */
bool is_plain(str text);
/* Whether two texts are the same but for what normalise_text takes away. */
bool is_same_text(str a, str b);

/* Whether words of the script of this character are written without spaces. */
bool is_japanese(int32_t character);

#endif

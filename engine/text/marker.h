/* The numbers that paragraphs and items of a contract begin with: 第5条, 2, (1), ア, 一, ・. */
#ifndef JUNSHU_MARKER_H
#define JUNSHU_MARKER_H

#include "base/str.h"

enum marker_series {
    SERIES_ARTICLE,     /* 第5条, 第5 */
    SERIES_NUMBER,      /* 2 */
    SERIES_PAREN_DIGIT, /* (1) */
    SERIES_PAREN_KANA,  /* (ア) */
    SERIES_PAREN_KANJI, /* (一) */
    SERIES_KANA,        /* ア */
    SERIES_KANJI,       /* 一 */
    SERIES_BULLET,      /* ・ */
    SERIES_COUNT
};

typedef struct marker {
    enum marker_series series;
    int number;    /* from 1; 0 for a bullet */
    size_t length; /* in bytes, with the white space behind it */
    bool spaced;   /* white space or a full stop sets it off from what follows */
} marker;

/* Takes NFKC text that may begin with a marker. Returns whether it does. */
bool marker_read(str text, marker *out);

/* Whether what follows "(2)" makes it a reference to an item and not its beginning: (2)に掲げる, (2)及び. */
bool marker_is_reference(str after);

#endif

/* Results as the program stores them, whatever they are: for tests and fuzzers of their reader. */
#ifndef JUNSHU_SEAL_H
#define JUNSHU_SEAL_H

#include "base/buffer.h"
#include "base/digest.h"

/* Returns the text with the digest that closes it. */
static inline str seal(arena *a, str content)
{
    char hex[DIGEST_HEX + 1];
    buffer b = {0};
    digest_text(content, hex);
    buffer_add(&b, content);
    buffer_addf(&b, ",\n \"digest\": \"%s\"\n}\n", hex);
    return buffer_keep(&b, a);
}

#endif

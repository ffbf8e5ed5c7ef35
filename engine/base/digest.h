/* SHA-256, as `sha256sum` prints it. */
#ifndef JUNSHU_DIGEST_H
#define JUNSHU_DIGEST_H

#include "base/str.h"

enum { DIGEST_BYTES = 32, DIGEST_HEX = 64 };

typedef struct digest digest; /* a digest being computed */

digest *digest_new(void);
void digest_add(digest *d, const void *bytes, size_t length);
/* Writes the 64 hex digits and a NUL to `hex`, and frees the digest. */
void digest_finish(digest *d, char hex[DIGEST_HEX + 1]);
void digest_text(str text, char hex[DIGEST_HEX + 1]);

#endif

/* SHA-256, as `sha256sum` prints it, the SHA-1 that UUIDs are made with, and tags against damage. */
#ifndef JUNSHU_DIGEST_H
#define JUNSHU_DIGEST_H

#include "base/str.h"

enum { DIGEST_BYTES = 32, DIGEST_HEX = 64, DIGEST_BASE64 = 44, DIGEST_SHA1_BYTES = 20 };

typedef struct digest digest; /* a digest being computed */

digest *digest_new(void);
/* The same, computed by a thread of its own where there is one to be had. Bytes that are added must stay as they are
   until more have been, or the digest is finished. */
digest *digest_new_aside(void);
void digest_add(digest *d, const void *bytes, size_t length);
/* Writes the 64 hex digits and a NUL to `hex`, and frees the digest. */
void digest_finish(digest *d, char hex[DIGEST_HEX + 1]);
void digest_text(str text, char hex[DIGEST_HEX + 1]);
/* The SHA-256 as browsers want to read it, and a NUL. */
void digest_base64(str text, char base64[DIGEST_BASE64 + 1]);

/* For names only: nothing is safe by it. */
void digest_sha1(str text, unsigned char bytes[DIGEST_SHA1_BYTES]);

/* Tags of the pieces of a file, all under one random key that lies beside them (GMAC): of damage they see as much as a
   digest, at a tenth of its time. They are no seal: who may write the file can write the key. */
enum { TAG_BYTES = 16 };

void digest_tag_key(unsigned char key[TAG_BYTES]);
/* The number of the piece tells it from the others under the key. At most 2 GiB. */
void digest_tag(const unsigned char key[TAG_BYTES], uint64_t number, str piece, unsigned char tag[TAG_BYTES]);

#endif

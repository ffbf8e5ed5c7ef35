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

/* Tags (GMAC): they tell other bytes from these as surely as a digest, at a tenth of its time, to those who know the
   key. Who does not know it cannot make other bytes that bear the tag; who does, can. */
enum { TAG_BYTES = 16 };

void digest_tag_key(unsigned char key[TAG_BYTES]); /* a random one */
/* Has the digest compute the tag of its bytes as well, which digest_finish writes to `tag`. Whatever is tagged under
   one key bears a number of its own. */
void digest_tag_too(digest *d, const unsigned char key[TAG_BYTES], uint64_t number, unsigned char tag[TAG_BYTES]);
/* Nothing but a tag: digest_finish then takes NULL. */
digest *digest_new_tag(const unsigned char key[TAG_BYTES], uint64_t number, unsigned char tag[TAG_BYTES]);
void digest_tag(const unsigned char key[TAG_BYTES], uint64_t number, str bytes, unsigned char tag[TAG_BYTES]);

#endif

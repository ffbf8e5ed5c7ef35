/* SHA-256, SHA-1 and GMAC by OpenSSL's libcrypto, the only module that includes it. */
#include "base/digest.h"

#include "base/aside.h"
#include "base/mem.h"

#include <limits.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct digest {
    EVP_MD_CTX *context;     /* or NULL */
    EVP_CIPHER_CTX *tagging; /* or NULL */
    unsigned char *tag;
    aside *aside; /* or NULL */
};

/* libcrypto fails only where memory ran out or the algorithm is not built in: then no digest may be invented. */
static void require(int done)
{
    if (!done)
        abort();
}

digest *digest_new(void)
{
    digest *d = mem_alloc(sizeof *d);
    d->context = EVP_MD_CTX_new();
    require(d->context != NULL && EVP_DigestInit_ex(d->context, EVP_sha256(), NULL));
    return d;
}

static void update(void *context, const void *bytes, size_t length)
{
    digest *d = context;
    if (d->context != NULL)
        require(EVP_DigestUpdate(d->context, bytes, length));
    for (const unsigned char *at = bytes; d->tagging != NULL && length > 0;) {
        int taken, some = length < INT_MAX ? (int)length : INT_MAX;
        require(EVP_EncryptUpdate(d->tagging, NULL, &taken, at, some));
        at += some;
        length -= (size_t)some;
    }
}

digest *digest_new_aside(void)
{
    digest *d = digest_new();
    d->aside = aside_start(update, d);
    return d;
}

void digest_add(digest *d, const void *bytes, size_t length)
{
    if (d->aside != NULL && length > 0)
        aside_give(d->aside, bytes, length);
    else
        update(d, bytes, length);
}

static void finish_hex(digest *d, char hex[DIGEST_HEX + 1])
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    require(EVP_DigestFinal_ex(d->context, bytes, NULL));
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
}

static void finish_tag(digest *d)
{
    int length;
    require(EVP_EncryptFinal_ex(d->tagging, d->tag, &length) &&
            EVP_CIPHER_CTX_ctrl(d->tagging, EVP_CTRL_AEAD_GET_TAG, TAG_BYTES, d->tag));
}

void digest_finish(digest *d, char hex[DIGEST_HEX + 1])
{
    if (d->aside != NULL)
        aside_end(d->aside);
    if (d->context != NULL)
        finish_hex(d, hex);
    if (d->tagging != NULL)
        finish_tag(d);
    EVP_MD_CTX_free(d->context);
    EVP_CIPHER_CTX_free(d->tagging);
    mem_free(d);
}

void digest_text(str text, char hex[DIGEST_HEX + 1])
{
    digest *d = digest_new();
    digest_add(d, text.at, text.length);
    digest_finish(d, hex);
}

void digest_base64(str text, char base64[DIGEST_BASE64 + 1])
{
    unsigned char bytes[DIGEST_BYTES];
    require(EVP_Digest(text.at, text.length, bytes, NULL, EVP_sha256(), NULL));
    require(EVP_EncodeBlock((unsigned char *)base64, bytes, sizeof bytes) == DIGEST_BASE64);
}

void digest_sha1(str text, unsigned char bytes[DIGEST_SHA1_BYTES])
{
    require(EVP_Digest(text.at, text.length, bytes, NULL, EVP_sha1(), NULL));
}

void digest_tag_key(unsigned char key[TAG_BYTES])
{
    require(getentropy(key, TAG_BYTES) == 0);
}

void digest_tag_too(digest *d, const unsigned char key[TAG_BYTES], uint64_t number, unsigned char tag[TAG_BYTES])
{
    unsigned char nonce[12] = {0};
    memcpy(nonce, &number, sizeof number);
    d->tag = tag;
    d->tagging = EVP_CIPHER_CTX_new();
    require(d->tagging != NULL && EVP_EncryptInit_ex(d->tagging, EVP_aes_128_gcm(), NULL, key, nonce));
}

digest *digest_new_tag(const unsigned char key[TAG_BYTES], uint64_t number, unsigned char tag[TAG_BYTES])
{
    digest *d = mem_alloc(sizeof *d);
    digest_tag_too(d, key, number, tag);
    return d;
}

void digest_tag(const unsigned char key[TAG_BYTES], uint64_t number, str bytes, unsigned char tag[TAG_BYTES])
{
    digest *d = digest_new_tag(key, number, tag);
    digest_add(d, bytes.at, bytes.length);
    digest_finish(d, NULL);
}

/* UUIDs from names: SHA-1 over the name space and the name, with the marks of version and variant. */
#include "base/uuid.h"

#include "base/digest.h"

uuid uuid_from_name(uuid space, str name)
{
    buffer whole = {0};
    unsigned char hash[DIGEST_SHA1_BYTES];
    uuid made;
    buffer_add(&whole, (str){(const char *)space.bytes, sizeof space.bytes});
    buffer_add(&whole, name);
    digest_sha1(buffer_str(&whole), hash);
    buffer_free(&whole);
    memcpy(made.bytes, hash, sizeof made.bytes);
    made.bytes[6] = (unsigned char)((made.bytes[6] & 0x0F) | 0x50);
    made.bytes[8] = (unsigned char)((made.bytes[8] & 0x3F) | 0x80);
    return made;
}

void uuid_print(buffer *b, uuid u)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof u.bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            buffer_add_char(b, '-');
        buffer_add_char(b, digits[u.bytes[i] >> 4]);
        buffer_add_char(b, digits[u.bytes[i] & 0x0F]);
    }
}

/* UUIDs made from names (RFC 9562, version 5): the same name gives the same one, on every machine and in every audit.
 */
#ifndef JUNSHU_UUID_H
#define JUNSHU_UUID_H

#include "base/buffer.h"

typedef struct uuid {
    unsigned char bytes[16];
} uuid;

uuid uuid_from_name(uuid space, str name);
/* Appends 83e7a943-642b-542d-acab-087c400c5544. */
void uuid_print(buffer *b, uuid u);

#endif

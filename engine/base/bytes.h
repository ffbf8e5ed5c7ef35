/* Eight bytes of a text at a time, for stepping over those with which nothing has to be done. */
#ifndef JUNSHU_BYTES_H
#define JUNSHU_BYTES_H

#include <stdint.h>
#include <string.h>

#define BYTES_EACH(value) (UINT64_C(0x0101010101010101) * (value))

static inline uint64_t bytes_read(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* Returns 0 unless there is a byte b for which (b ^ flip) < limit, which is at most 0x80. With the limit 1 that is the
   byte `flip` itself. */
static inline uint64_t bytes_find(uint64_t bytes, uint64_t flip, uint64_t limit)
{
    uint64_t flipped = bytes ^ BYTES_EACH(flip);
    return (flipped - BYTES_EACH(limit)) & ~flipped & BYTES_EACH(0x80);
}

#endif

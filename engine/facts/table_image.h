/* What a stored file holds of facts, and in which order: after a head, the bytes of one array after another. Writer and
   reader go over the same list of arrays (extents), cut in pieces of one size. */
#ifndef JUNSHU_TABLE_IMAGE_H
#define JUNSHU_TABLE_IMAGE_H

#include "base/digest.h"
#include "facts/facts.h"

typedef struct extent {
    const void *at;
    uint64_t length;    /* in bytes */
    const table *table; /* NULL for the names */
    const field *field; /* of a column, else NULL */
} extent;

typedef struct piece {
    const void *at;
    size_t length;
    uint64_t offset; /* from the end of the head */
} piece;

/* What a table does not tell of itself before its columns are there. */
typedef struct table_parts {
    uint64_t filled; /* which fields have a column, by index */
    uint64_t id_bytes;
} table_parts;

typedef struct image {
    facts *facts;
    table_parts *parts; /* by record_type.index */
    uint32_t name_count;
    uint64_t name_bytes;
    const uint32_t *name_ends; /* where each name ends in name_text */
    const char *name_text;
    extent *extents;
    size_t extent_count, extent_capacity;
    piece *pieces;
    size_t piece_count, piece_capacity;
    unsigned char (*tags)[TAG_BYTES]; /* by piece */
} image;

/* The file begins with this. */
typedef struct image_prefix {
    uint64_t magic;
    uint64_t head_length;
    unsigned char key[TAG_BYTES]; /* of all tags */
    unsigned char tag[TAG_BYTES]; /* of the head */
} image_prefix;

/* The numbers of tags: below these are the documents. */
#define IMAGE_TAG_HEAD (UINT64_C(1) << 63)
#define IMAGE_TAG_PIECES (IMAGE_TAG_HEAD + 1)

#define IMAGE_MAGIC UINT64_C(0x316873756E756A01) /* other bytes on a machine of other byte order */
enum { IMAGE_MAX_HEAD = 1 << 28, IMAGE_PIECE = 1 << 20 };

/* An image with nothing but the facts, and no parts yet. */
image image_new(facts *f);
/* Frees all but the facts. */
void image_free(image *m);
/* Lists the extents anew, of what facts, parts and names say. Returns how long they are together. */
uint64_t image_list_extents(image *m);
/* Cuts the extents in pieces, with room for their tags. */
void image_cut(image *m);

#endif

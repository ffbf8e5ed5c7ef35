/* Streaming XML: libxml2's SAX2 parser behind three callbacks, with the settings that make untrusted input safe. The
   only module that includes libxml2's parser. */
#ifndef JUNSHU_XML_READER_H
#define JUNSHU_XML_READER_H

#include "base/diag.h"
#include "base/digest.h"

typedef struct xml_attribute {
    const char *name; /* equal names are equal pointers within one document */
    str value;
} xml_attribute;

typedef struct xml_reader xml_reader;

enum { XML_MAX_ATTRIBUTES = 64, XML_MOST_ROWS = 64 };

/* Empty elements of one name and one set of attributes, each alone on its line, with plain values: ASCII without
   controls, quotation marks, ampersands and '<'. */
typedef struct xml_rows {
    const char *name, *space;
    const char *const *names; /* of the attributes */
    size_t attribute_count;
    uint64_t missing; /* the attributes that some row does not have: a bit for each */
    size_t count;     /* at least 1 */
    uint32_t line;    /* of the first; each stands on the line after the one before */
    str values[XML_MAX_ATTRIBUTES]
              [XML_MOST_ROWS]; /* by attribute and row; `at` is NULL where the row does not have it */
} xml_rows;

/* What the caller does with a document. Names live as long as the reader; values and text only during the call. */
typedef struct xml_handler {
    void *context;
    /* An element begins. `space` is its namespace or NULL; equal names are equal pointers within one document. */
    void (*start)(void *context, xml_reader *reader, const char *name, const char *space,
                  const xml_attribute *attributes, size_t count);
    void (*end)(void *context, xml_reader *reader, const char *name);
    /* Character data, in one or more pieces. */
    void (*text)(void *context, xml_reader *reader, str text);
    /* White space between elements is nothing to it, and need not be handed over: long logs are then read faster. */
    bool ignores_blanks;
    /* With ignores_blanks: rows at once. Returns whether it takes them; otherwise they begin and end one by one. May be
       NULL. */
    bool (*rows)(void *context, const xml_rows *rows);
    /* So many more bytes of the file have been read. May be NULL. */
    void (*passed)(void *context, size_t bytes);
} xml_handler;

/* The SHA-256 of a file's bytes, whether a thread of its own computes it, and their tag where there is a key for one.
 */
typedef struct xml_digest {
    bool aside;
    const unsigned char *tag_key; /* or NULL */
    uint64_t tag_number;
    char hex[DIGEST_HEX + 1];
    unsigned char tag[TAG_BYTES];
} xml_digest;

/* Reads the file (or standard input for "-") to its end. Reports what is wrong with it as XML; `digest`, when not NULL,
   receives its digest. Returns whether it is well-formed. Memory running out inside libxml2 leaves by mem_try. */
bool xml_read_file(const char *path, const xml_handler *handler, diags *d, xml_digest *digest);
/* The same for a text in memory; `name` is its name in diagnostics. */
bool xml_read_text(str text, const char *name, const xml_handler *handler, diags *d);

/* During start: the place where the element's tag begins. */
place xml_reader_place(xml_reader *reader);
/* During start: the line alone, cheap enough for every record. */
uint32_t xml_reader_line(xml_reader *reader);
/* During start: the place where the value of attribute `index` begins. */
place xml_reader_value_place(xml_reader *reader, size_t index);
/* During start: the value as written in the file, references unresolved; empty where the parser copied it. */
str xml_reader_raw_value(xml_reader *reader, size_t index);
/* During text: the place of byte `offset` of the piece, near enough where the piece was written with references. */
place xml_reader_text_place(xml_reader *reader, str text, size_t offset);
/* During start: the place where the element's content begins. */
place xml_reader_content_place(xml_reader *reader);
/* Stops reading: no further callback comes, and the document counts as not well-formed. */
void xml_reader_stop(xml_reader *reader);

/* Which parser this is: another version may read a document otherwise. */
const char *xml_parser_version(void);

#endif

/* Rows of a log that need no parser. A log is millions of lines, each an empty element with the name and the attributes
   of the one before: `  <entry id="1" person="P1"/>`. Such a line is well-formed by itself, whatever stands around it,
   so what the parser is for (nesting, references, encodings, errors) has nothing to say of it. Anything that is not
   surely such a line is the parser's. */
#ifndef JUNSHU_PLAIN_ROW_H
#define JUNSHU_PLAIN_ROW_H

#include "xml/xml_reader.h"

/* What a row is compared with, eight bytes at a time. */
typedef struct row_word {
    str text;
    uint64_t first, mask,
        last; /* its first and last eight bytes; the mask has those that it has, where they are fewer */
} row_word;

/* What a row looks like, learnt from an element that the parser has read. Not to be copied: it points into itself. */
typedef struct row_pattern {
    const char *name, *space, *names[XML_MAX_ATTRIBUTES]; /* the parser's own pointers */
    row_word tag, openings[XML_MAX_ATTRIBUTES];           /* `<entry`, and ` person="` for each attribute */
    size_t lengths[XML_MAX_ATTRIBUTES];                   /* of the values in the row that was read last */
    size_t attribute_count, length;
    char text[4096]; /* of the words */
} row_pattern;

/* So many bytes that are 0 must follow a text in which rows are read: then nothing need be compared with its end. */
enum { ROW_MARGIN = 64 };

/* Learns from an element without prefixes and declarations of namespaces. Returns whether its names have room. */
bool row_pattern_learn(row_pattern *p, const char *name, const char *space, const xml_attribute *attributes,
                       size_t count);
/* Reads as many rows as the text begins with and there is room for; all but the line of the first is then known of
   them, and where their lines begin. Returns what follows them. */
str plain_rows_read(row_pattern *p, str text, xml_rows *rows, const char *starts[XML_MOST_ROWS]);

#endif

/* Rows of a log that need no parser. A log is millions of lines, each an empty element with the name and the attributes
   of the one before: `  <entry id="1" person="P1"/>`. Such a line is well-formed by itself, whatever stands around it,
   so what the parser is for (nesting, references, encodings, errors) has nothing to say of it. Anything that is not
   surely such a line is the parser's. */
#ifndef JUNSHU_PLAIN_ROW_H
#define JUNSHU_PLAIN_ROW_H

#include "xml/xml_reader.h"

/* What a row looks like, learnt from an element that the parser has read. */
typedef struct row_pattern {
    const char *name, *space;                /* the parser's own pointers */
    str tag, attributes[XML_MAX_ATTRIBUTES]; /* their names */
    size_t attribute_count;
} row_pattern;

/* A row that was found. */
typedef struct plain_row {
    const char *line, *tag; /* where its line begins, and its '<' */
    xml_attribute attributes[XML_MAX_ATTRIBUTES];
    size_t attribute_count;
} plain_row;

/* Learns from an element without prefixes and declarations of namespaces. */
void row_pattern_learn(row_pattern *p, const char *name, const char *space, const xml_attribute *attributes,
                       size_t count);
/* Reads the line at the beginning of the text. Returns what follows the line, or NULL where it is no such row. Its
   attributes stand in the pattern's order; some may be missing, none comes twice. */
const char *plain_row_read(const row_pattern *p, str text, plain_row *row);

#endif

/* Reading <patterns> files into sets. */
#ifndef JUNSHU_PATTERN_READ_H
#define JUNSHU_PATTERN_READ_H

#include "text/pattern_parts.h"
#include "xml/xml_tree.h"

/* Adds what the root element defines to the sets. Returns false after reporting what is wrong. */
bool pattern_read(pattern_sets *sets, const xml_element *root, diags *d);

#endif

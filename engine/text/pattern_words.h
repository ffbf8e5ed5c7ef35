/* Words: named pieces that patterns are made of, written {name}. */
#ifndef JUNSHU_PATTERN_WORDS_H
#define JUNSHU_PATTERN_WORDS_H

#include "base/diag.h"
#include "text/pattern_parts.h"
#include "xml/xml_tree.h"

/* Takes the text of an element of a <patterns> file. Returns it compiled, with the words in place, owned by the sets;
   or NULL after reporting what is wrong, at its line and column. */
const pattern *pattern_words_compile(pattern_sets *sets, const xml_element *e, diags *d);

/* Adds the word that the element defines under that name. Returns false after reporting what is wrong. */
bool pattern_words_define(pattern_sets *sets, str name, const xml_element *e, diags *d);

#endif

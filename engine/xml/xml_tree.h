/* Small XML documents (packs, models, tests) as a tree that knows the line and column of every element and value.
   Facts documents are never read this way. */
#ifndef JUNSHU_XML_TREE_H
#define JUNSHU_XML_TREE_H

#include "base/diag.h"

typedef struct xml_attr {
    str name, value;
    place at; /* where the value begins */
    str raw;  /* the value as written, references unresolved */
} xml_attr;

typedef struct xml_element {
    str name;
    str space; /* namespace, empty if none */
    place at;
    xml_attr *attributes;
    size_t attribute_count;
    struct xml_element *first_child, *next; /* next sibling */
    str text;                               /* all character data directly inside, in order, white space kept */
    place text_at;                          /* where the content begins */
} xml_element;

/* Reads a file of at most 16 MiB. The tree lives in the arena; `path` must live as long. Returns NULL after reporting
   what is wrong. With `space` not NULL, every element must be in that namespace. */
xml_element *xml_tree_read(arena *a, const char *path, const char *space, diags *d);
xml_element *xml_tree_read_text(arena *a, str content, const char *name, const char *space, diags *d);

/* Returns the attribute, or NULL. */
const xml_attr *xml_attr_find(const xml_element *e, const char *name);
/* Returns the attribute's value, or an empty str. */
str xml_attr_value(const xml_element *e, const char *name);
/* Returns the attribute; reports and returns NULL when it is not there. */
const xml_attr *xml_attr_require(const xml_element *e, const char *name, diags *d);
/* Returns the element's text as if it were an attribute's value, for expr_parse and the like. */
xml_attr xml_text_as_attr(arena *a, const xml_element *e);
/* Returns the first child of that name, or NULL; or the next sibling of that name. */
const xml_element *xml_child(const xml_element *e, const char *name);
const xml_element *xml_next(const xml_element *e, const char *name);

/* Reports attributes that are not in the list (NULL-terminated), with the nearest that is. */
void xml_allow_attributes(const xml_element *e, const char *const *names, diags *d);
/* Reports an element that is not in the list (NULL-terminated) as misplaced, with the nearest name. Returns its index
   in the list, or -1. */
int xml_allow_element(const xml_element *e, const char *const *names, diags *d);
/* Reports character data other than white space. */
void xml_forbid_text(const xml_element *e, diags *d);
/* Returns the index of the attribute's value in the list (NULL-terminated), or -1 after reporting the nearest. */
int xml_attr_choice(const xml_attr *a, const char *const *names, diags *d);

/* Returns the place of byte `offset` of the attribute's value (references such as &lt; are counted as written). */
place xml_attr_place(const xml_attr *a, size_t offset);

#endif

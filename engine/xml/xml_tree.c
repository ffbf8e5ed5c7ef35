/* Small XML documents as trees in an arena, with the place of every element and value. */
#include "xml/xml_tree.h"

#include "base/file.h"
#include "base/mem.h"
#include "xml/xml_reader.h"

#include <stdlib.h>

enum { MAX_DEPTH = 64, MAX_BYTES = 16 * 1024 * 1024 };

typedef struct open_element {
    xml_element *element;
    xml_element **next_child; /* where the next child is to be linked */
    buffer text;
} open_element;

typedef struct builder {
    arena *a;
    const char *space;
    diags *diags;
    xml_element *root;
    open_element stack[MAX_DEPTH];
    size_t depth;
    bool broken;
} builder;

static void check_namespace(builder *b, const xml_element *e)
{
    if (b->space == NULL || str_is(e->space, b->space))
        return;
    b->broken = true;
    DIAG2(b->diags, e->at, DIAG_XML_NAMESPACE, e->name, str_of(b->space));
}

static void copy_attributes(builder *b, xml_element *e, xml_reader *reader, const xml_attribute *attributes,
                            size_t count)
{
    e->attributes = ARENA_ARRAY(b->a, xml_attr, count);
    e->attribute_count = count;
    for (size_t i = 0; i < count; i++)
        e->attributes[i] = (xml_attr){.name = str_keep(b->a, str_of(attributes[i].name)),
                                      .value = str_keep(b->a, attributes[i].value),
                                      .at = xml_reader_value_place(reader, i),
                                      .raw = str_keep(b->a, xml_reader_raw_value(reader, i))};
}

static void start(void *context, xml_reader *reader, const char *name, const char *space,
                  const xml_attribute *attributes, size_t count)
{
    builder *b = context;
    if (b->depth == MAX_DEPTH) {
        b->broken = true;
        DIAG1(b->diags, xml_reader_place(reader), DIAG_XML_UNKNOWN_ELEMENT, str_of(name));
        xml_reader_stop(reader);
        return;
    }
    xml_element *e = ARENA_NEW(b->a, xml_element);
    e->name = str_keep(b->a, str_of(name));
    e->space = str_keep(b->a, str_of(space));
    e->at = xml_reader_place(reader);
    e->text_at = xml_reader_content_place(reader);
    copy_attributes(b, e, reader, attributes, count);
    check_namespace(b, e);
    if (b->depth == 0) {
        b->root = e;
    } else {
        open_element *parent = &b->stack[b->depth - 1];
        *parent->next_child = e;
        parent->next_child = &e->next;
    }
    b->stack[b->depth++] = (open_element){.element = e, .next_child = &e->first_child};
}

static void end(void *context, xml_reader *reader, const char *name)
{
    (void)reader, (void)name;
    builder *b = context;
    if (b->depth == 0)
        return;
    open_element *closed = &b->stack[--b->depth];
    closed->element->text = buffer_keep(&closed->text, b->a);
}

static void text(void *context, xml_reader *reader, str piece)
{
    (void)reader;
    builder *b = context;
    if (b->depth > 0)
        buffer_add(&b->stack[b->depth - 1].text, piece);
}

static xml_element *finish(builder *b, bool well_formed)
{
    while (b->depth > 0)
        end(b, NULL, NULL);
    return well_formed && !b->broken ? b->root : NULL;
}

xml_element *xml_tree_read(arena *a, const char *path, const char *space, diags *d)
{
    str content;
    if (!file_read(a, path, MAX_BYTES, &content, d))
        return NULL;
    return xml_tree_read_text(a, content, path, space, d);
}

xml_element *xml_tree_read_text(arena *a, str content, const char *name, const char *space, diags *d)
{
    builder b = {.a = a, .space = space, .diags = d};
    xml_handler handler = {.context = &b, .start = start, .end = end, .text = text};
    return finish(&b, xml_read_text(content, name, &handler, d));
}

const xml_attr *xml_attr_find(const xml_element *e, const char *name)
{
    for (size_t i = 0; i < e->attribute_count; i++)
        if (str_is(e->attributes[i].name, name))
            return &e->attributes[i];
    return NULL;
}

str xml_attr_value(const xml_element *e, const char *name)
{
    const xml_attr *a = xml_attr_find(e, name);
    return a != NULL ? a->value : (str){"", 0};
}

const xml_attr *xml_attr_require(const xml_element *e, const char *name, diags *d)
{
    const xml_attr *a = xml_attr_find(e, name);
    if (a == NULL)
        DIAG2(d, e->at, DIAG_XML_MISSING_ATTRIBUTE, str_of(name), e->name);
    return a;
}

/* < and & cannot stand in a document but as references; how > was written does not show, and is taken as itself. */
xml_attr xml_text_as_attr(arena *a, const xml_element *e)
{
    buffer raw = {0};
    for (size_t i = 0; i < e->text.length; i++) {
        char c = e->text.at[i];
        if (c == '<')
            buffer_add_text(&raw, "&lt;");
        else if (c == '&')
            buffer_add_text(&raw, "&amp;");
        else
            buffer_add_char(&raw, c);
    }
    return (xml_attr){.name = e->name, .value = e->text, .at = e->text_at, .raw = buffer_keep(&raw, a)};
}

static const xml_element *first_named(const xml_element *e, const char *name)
{
    while (e != NULL && !str_is(e->name, name))
        e = e->next;
    return e;
}

const xml_element *xml_child(const xml_element *e, const char *name)
{
    return first_named(e->first_child, name);
}

const xml_element *xml_next(const xml_element *e, const char *name)
{
    return first_named(e->next, name);
}

enum { MAX_NAMES = 64 };

/* Returns the index of the word in a NULL-terminated list, or -1; then `nearest` is its nearest spelling or empty. */
static int find_name(str word, const char *const *names, str *nearest)
{
    str list[MAX_NAMES];
    size_t count = 0;
    for (; count < MAX_NAMES && names[count] != NULL; count++) {
        if (str_is(word, names[count]))
            return (int)count;
        list[count] = str_of(names[count]);
    }
    size_t near = str_nearest(word, list, count);
    *nearest = near != SIZE_MAX ? list[near] : (str){"", 0};
    return -1;
}

void xml_allow_attributes(const xml_element *e, const char *const *names, diags *d)
{
    for (size_t i = 0; i < e->attribute_count; i++) {
        const xml_attr *a = &e->attributes[i];
        str nearest;
        if (find_name(a->name, names, &nearest) >= 0)
            continue;
        if (nearest.length > 0)
            DIAG3(d, a->at, DIAG_XML_UNKNOWN_ATTRIBUTE_NEAR, a->name, e->name, nearest);
        else
            DIAG2(d, a->at, DIAG_XML_UNKNOWN_ATTRIBUTE, a->name, e->name);
    }
}

int xml_allow_element(const xml_element *e, const char *const *names, diags *d)
{
    str nearest;
    int index = find_name(e->name, names, &nearest);
    if (index >= 0)
        return index;
    if (nearest.length > 0)
        DIAG2(d, e->at, DIAG_XML_UNKNOWN_ELEMENT_NEAR, e->name, nearest);
    else
        DIAG1(d, e->at, DIAG_XML_UNKNOWN_ELEMENT, e->name);
    return -1;
}

void xml_forbid_text(const xml_element *e, diags *d)
{
    if (str_trim(e->text).length > 0)
        DIAG1(d, e->at, DIAG_XML_UNEXPECTED_TEXT, e->name);
}

int xml_attr_choice(const xml_attr *a, const char *const *names, diags *d)
{
    str nearest;
    int index = find_name(a->value, names, &nearest);
    if (index >= 0)
        return index;
    buffer all = {0};
    for (size_t i = 0; names[i] != NULL; i++) {
        buffer_add_text(&all, i > 0 ? " | " : "");
        buffer_add_text(&all, names[i]);
    }
    if (nearest.length > 0)
        DIAG3(d, a->at, DIAG_XML_BAD_CHOICE, a->name, a->value, nearest);
    else
        DIAG3(d, a->at, DIAG_XML_BAD_VALUE, a->name, a->value, buffer_str(&all));
    buffer_free(&all);
    return -1;
}

static size_t utf8_length(unsigned long character)
{
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
}

/* Returns how many bytes the raw value has at `at` for the next `*decoded` bytes of the value. */
static size_t raw_width(str raw, size_t at, size_t *decoded)
{
    str rest = str_from(raw, at);
    *decoded = 1;
    if (str_starts(rest, STR("\r\n"))) /* one space in the value */
        return 2;
    size_t semicolon = rest.at[0] == '&' ? str_find(rest, STR(";")) : SIZE_MAX;
    if (semicolon == SIZE_MAX)
        return 1;
    if (str_starts(rest, STR("&#x")))
        *decoded = utf8_length(strtoul(rest.at + 3, NULL, 16));
    else if (str_starts(rest, STR("&#")))
        *decoded = utf8_length(strtoul(rest.at + 2, NULL, 10));
    return semicolon + 1;
}

place xml_attr_place(const xml_attr *a, size_t offset)
{
    place at = a->at;
    for (size_t i = 0, passed = 0; i < a->raw.length && passed < offset;) {
        size_t decoded, width = raw_width(a->raw, i, &decoded);
        passed += decoded;
        for (size_t k = 0; k < width && i < a->raw.length; k++, i++) {
            if (a->raw.at[i] == '\n') {
                at.line++;
                at.column = 1;
            } else {
                at.column += ((unsigned char)a->raw.at[i] & 0xC0) != 0x80;
            }
        }
    }
    return at;
}

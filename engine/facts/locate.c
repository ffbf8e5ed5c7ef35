/* Finds the column of what linking found wrong. Tables keep only the line of a record, so the document is read once
   more; this happens only on the way to an error message. */
#include "facts/loader.h"

typedef struct search {
    uint32_t line;
    const record_type *type;
    str id, field;
    place found;
} search;

static const xml_attribute *find(const xml_attribute *attributes, size_t count, str name, size_t *index)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, attributes[i].name)) {
            *index = i;
            return &attributes[i];
        }
    return NULL;
}

static void on_start(void *context, xml_reader *reader, const char *name, const char *space,
                     const xml_attribute *attributes, size_t count)
{
    (void)space;
    search *s = context;
    if (!str_is(s->type->name, name) || xml_reader_line(reader) != s->line)
        return;
    size_t index;
    const xml_attribute *id = find(attributes, count, s->type->fields[0].name, &index);
    if (id == NULL || !str_equal(str_trim(id->value), s->id))
        return;
    if (find(attributes, count, s->field, &index) != NULL)
        s->found = xml_reader_value_place(reader, index);
    xml_reader_stop(reader);
}

static void on_end(void *context, xml_reader *reader, const char *name)
{
    (void)context, (void)reader, (void)name;
}

static void on_text(void *context, xml_reader *reader, str text)
{
    (void)context, (void)reader, (void)text;
}

place locate_field(const char *path, uint32_t line, const record_type *type, str id, str field_name)
{
    search s = {.line = line, .type = type, .id = id, .field = field_name, .found = {path, line, 1}};
    if (strcmp(path, "-") == 0)
        return s.found;
    diags ignored;
    diags_init(&ignored, 1);
    xml_handler handler = {.context = &s, .start = on_start, .end = on_end, .text = on_text};
    xml_read_file(path, &handler, &ignored, NULL);
    diags_free(&ignored);
    s.found.file = path;
    return s.found;
}

/* Reads one facts document: a small state machine over the reader's callbacks. A record costs no allocation: its values
   go straight into the columns of its segment. */
#include "facts/loader.h"

#include "base/mem.h"
#include "facts/store.h"
#include "facts/value.h"

enum state { AT_ROOT, IN_FACTS, IN_LIST, IN_RECORD };

/* The order in which a list's records give their attributes, learnt from the records themselves: a name found where it
   was last time needs no search. */
typedef struct attribute_order {
    const char *names[XML_MAX_ATTRIBUTES];
    const field *fields[XML_MAX_ATTRIBUTES];
} attribute_order;

struct loader {
    loaded_document *doc;
    const char *space;
    enum state state;
    size_t ignored_depth; /* inside an element that was refused */
    const record_type *type;
    const char *record_name, *record_space; /* the reader's own pointers to what the records of this list are called */
    segment *segment;
    uint32_t records_before;
    symbol scope;
    attribute_order order;
    buffer text;
    bool text_refused; /* since the last tag: text comes in pieces, and is one error */
    uint64_t required; /* which fields the list's records must have, by index; `filled` those that one has */
    uint64_t filled;
    place record_at;
};

/* ---- small checks ---- */

static void refuse_element(loader *l, place at, str name, str nearest)
{
    if (nearest.length > 0)
        DIAG2(&l->doc->diags, at, DIAG_XML_UNKNOWN_ELEMENT_NEAR, name, nearest);
    else
        DIAG1(&l->doc->diags, at, DIAG_XML_UNKNOWN_ELEMENT, name);
    l->ignored_depth = 1;
}

static void refuse_attribute(loader *l, place at, str name, str element, str nearest)
{
    if (nearest.length > 0)
        DIAG3(&l->doc->diags, at, DIAG_XML_UNKNOWN_ATTRIBUTE_NEAR, name, element, nearest);
    else
        DIAG2(&l->doc->diags, at, DIAG_XML_UNKNOWN_ATTRIBUTE, name, element);
}

/* DIAG_VALUE_ID and those after it stand in the order of enum field_kind. */
static void refuse_value(loader *l, place at, str name, str value, enum field_kind kind)
{
    DIAG2(&l->doc->diags, at, (enum diag_id)(DIAG_VALUE_ID + (unsigned)kind), name, value);
}

static bool in_namespace(loader *l, xml_reader *reader, const char *name, const char *space)
{
    if (space != NULL && strcmp(space, l->space) == 0)
        return true;
    DIAG2(&l->doc->diags, xml_reader_place(reader), DIAG_XML_NAMESPACE, str_of(name), str_of(l->space));
    l->ignored_depth = 1;
    return false;
}

/* ---- values ---- */

static bool read_period(loader *l, place at, str name, str text, period *out)
{
    int status = period_parse(text, out);
    if (status < 0)
        DIAG2(&l->doc->diags, at, DIAG_FACT_PERIOD_REVERSED, name, text);
    else if (status == 0)
        refuse_value(l, at, name, text, FIELD_PERIOD);
    return status > 0;
}

static void refuse_choice(loader *l, place at, const field *f, str text)
{
    str nearest = enum_nearest_value(f->enumeration, text);
    if (nearest.length > 0)
        DIAG3(&l->doc->diags, at, DIAG_XML_BAD_CHOICE, f->name, text, nearest);
    else
        refuse_value(l, at, f->name, text, FIELD_ENUM);
}

static uint32_t newest_row(const loader *l)
{
    return l->segment->row_count - 1;
}

/* Writes a value to the newest row. Returns false where the text is no value of the field's kind. */
static bool store_value(loader *l, const field *f, str text)
{
    str value = f->kind == FIELD_STRING || f->kind == FIELD_TEXT ? text : str_trim(text);
    if (f->kind != FIELD_ID || !ids_are_bytes(l->type))
        return store_values(l->segment, f, newest_row(l), &value, 1, l->doc->pool->names);
    segment_add_id(l->segment, newest_row(l), value);
    return value_is_id(value);
}

static void report_value(loader *l, place at, const field *f, str text)
{
    period ignored;
    str trimmed = str_trim(text);
    if (f->kind == FIELD_PERIOD)
        read_period(l, at, f->name, trimmed, &ignored);
    else if (f->kind == FIELD_ENUM)
        refuse_choice(l, at, f, trimmed);
    else
        refuse_value(l, at, f->name, text, f->kind);
}

/* ---- lists ---- */

static const record_type *find_list(const fact_model *m, str name, str *nearest)
{
    str names[256];
    size_t count = 0;
    for (size_t i = 0; i < m->type_count; i++) {
        if (str_equal(m->types[i].list, name))
            return &m->types[i];
        if (count < sizeof names / sizeof names[0])
            names[count++] = m->types[i].list;
    }
    size_t near = str_nearest(name, names, count);
    *nearest = near != SIZE_MAX ? names[near] : (str){"", 0};
    return NULL;
}

static void read_list_attribute(loader *l, xml_reader *reader, const xml_attribute *attributes, size_t index,
                                loaded_list *list)
{
    str name = str_of(attributes[index].name), value = attributes[index].value, trimmed = str_trim(value);
    place at = xml_reader_value_place(reader, index);
    const field *scope = list->type->scope;
    if (str_is(name, "covers")) {
        if (!read_period(l, at, name, trimmed, &list->covers))
            list->covers = (period){MOMENT_MISSING, MOMENT_MISSING};
    } else if (str_is(name, "source")) {
        if (value.length == 0)
            refuse_value(l, at, name, value, FIELD_STRING);
        list->source = intern_add(l->doc->pool->names, value);
    } else if (str_is(name, "exported")) {
        list->exported = moment_parse(trimmed);
        if (list->exported == MOMENT_MISSING)
            refuse_value(l, at, name, value, FIELD_DATETIME);
    } else if (scope != NULL && str_equal(name, scope->name)) {
        if (!value_is_id(trimmed)) {
            refuse_value(l, at, name, value, FIELD_REF);
            return;
        }
        list->scope = intern_add(l->doc->pool->names, trimmed);
        list->scope_at = at;
        list->scope_at.file = l->doc->path;
    } else {
        str allowed[] = {STR("covers"), STR("source"), STR("exported"), scope != NULL ? scope->name : STR("covers")};
        size_t near = str_nearest(name, allowed, 4);
        refuse_attribute(l, at, name, list->type->list, near != SIZE_MAX ? allowed[near] : (str){"", 0});
    }
}

static uint64_t required_fields(const record_type *type)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < type->field_count; i++)
        mask |= (uint64_t)type->fields[i].required << i;
    return mask;
}

static void start_list(loader *l, xml_reader *reader, const char *name, const xml_attribute *attributes, size_t count)
{
    str nearest;
    const record_type *type = find_list(l->doc->model, str_of(name), &nearest);
    if (type == NULL) {
        refuse_element(l, xml_reader_place(reader), str_of(name), nearest);
        return;
    }
    loaded_list list = {.type = type,
                        .covers = {MOMENT_MISSING, MOMENT_MISSING},
                        .exported = MOMENT_MISSING,
                        .line = xml_reader_line(reader)};
    for (size_t i = 0; i < count; i++)
        read_list_attribute(l, reader, attributes, i, &list);
    l->type = type;
    l->record_name = NULL;
    l->segment = &l->doc->pool->segments[type->index];
    if (l->segment->type == NULL)
        segment_init(l->segment, type);
    l->records_before = l->segment->row_count;
    if (l->doc->rows[type->index].count == 0)
        l->doc->rows[type->index].first = l->segment->row_count;
    l->required = required_fields(type);
    l->scope = list.scope;
    l->order = (attribute_order){0};
    ARRAY_PUSH(l->doc->lists, l->doc->list_count, l->doc->list_capacity) = list;
    l->state = IN_LIST;
}

static void end_list(loader *l)
{
    uint32_t records = l->segment->row_count - l->records_before;
    l->doc->lists[l->doc->list_count - 1].records = records;
    l->doc->rows[l->type->index].count += records;
    l->state = IN_FACTS;
}

/* ---- records ---- */

/* Returns the field that an attribute gives, or NULL where there is none. */
static const field *find_field(loader *l, const char *name, size_t index)
{
    if (l->order.names[index] == name)
        return l->order.fields[index];
    const field *f = model_find_field(l->type, str_of(name));
    if (f == NULL || f->kind == FIELD_TEXT)
        return NULL;
    l->order.names[index] = name;
    return l->order.fields[index] = f;
}

static void report_attribute(loader *l, place at, str name)
{
    if (model_find_field(l->type, name) != NULL)
        DIAG2(&l->doc->diags, at, DIAG_FACT_TEXT_AS_ATTRIBUTE, name, l->type->name);
    else
        refuse_attribute(l, at, name, l->type->name, model_nearest_field(l->type, name));
}

/* Text is missing only at the record's end. */
static void report_missing(loader *l, bool at_end)
{
    for (size_t i = 0; i < l->type->field_count; i++) {
        const field *f = &l->type->fields[i];
        if ((l->required >> i & 1) == 0 || (l->filled >> i & 1) != 0 || (f->kind == FIELD_TEXT) != at_end)
            continue;
        enum diag_id id = at_end ? DIAG_FACT_MISSING_TEXT : DIAG_XML_MISSING_ATTRIBUTE;
        DIAG2(&l->doc->diags, l->record_at, id, f->name, l->type->name);
    }
}

/* Records of a list that declares its coverage for one room or device must all be of that one. */
static void check_scope(loader *l, xml_reader *reader)
{
    if (l->scope == SYMBOL_NONE)
        return;
    const field *scope = l->type->scope;
    const symbol *column = l->segment->columns[scope->index];
    symbol value = column != NULL ? column[l->segment->row_count - 1] : SYMBOL_NONE;
    if (value == l->scope)
        return;
    str given = value != SYMBOL_NONE ? intern_text(l->doc->pool->names, value) : (str){"", 0};
    DIAG3(&l->doc->diags, xml_reader_place(reader), DIAG_FACT_SCOPE, scope->name, given,
          intern_text(l->doc->pool->names, l->scope));
}

static void start_record(loader *l, xml_reader *reader, const char *name, const xml_attribute *attributes, size_t count)
{
    if (name != l->record_name) {
        if (!str_is(l->type->name, name)) {
            refuse_element(l, xml_reader_place(reader), str_of(name), l->type->name);
            return;
        }
        l->record_name = name;
    }
    segment_add_row(l->segment, xml_reader_line(reader));
    l->filled = 0;
    for (size_t i = 0; i < count; i++) {
        const field *f = find_field(l, attributes[i].name, i);
        if (f == NULL) {
            report_attribute(l, xml_reader_value_place(reader, i), str_of(attributes[i].name));
            continue;
        }
        l->filled |= (uint64_t)1 << f->index;
        if (!store_value(l, f, attributes[i].value))
            report_value(l, xml_reader_value_place(reader, i), f, attributes[i].value);
    }
    if ((l->filled & 1) == 0 && ids_are_bytes(l->type))
        segment_add_id(l->segment, newest_row(l), (str){"", 0});
    if ((l->required & ~l->filled) != 0) {
        l->record_at = xml_reader_place(reader);
        report_missing(l, false);
    }
    check_scope(l, reader);
    l->state = IN_RECORD;
}

/* ---- rows ---- */

static bool are_in_scope(const loader *l, uint32_t first, size_t count)
{
    if (l->scope == SYMBOL_NONE)
        return true;
    const symbol *column = l->segment->columns[l->type->scope->index];
    for (size_t i = 0; i < count && column != NULL; i++)
        if (column[first + i] != l->scope)
            return false;
    return column != NULL;
}

/* Stores the rows, which have been added from `first` on. Returns false where one of them may be wrong: the ids, which
   cannot be taken back, are then not stored. */
static bool store_rows(loader *l, const xml_rows *rows, uint32_t first)
{
    const str *ids = NULL;
    uint64_t filled = 0;
    for (size_t i = 0; i < rows->attribute_count; i++) {
        const field *f = find_field(l, rows->names[i], i);
        if (f == NULL)
            return false;
        filled |= (~rows->missing >> i & 1) << f->index;
        if (f->kind == FIELD_ID && ids_are_bytes(l->type))
            ids = rows->values[i];
        else if (!store_values(l->segment, f, first, rows->values[i], rows->count, l->doc->pool->names))
            return false;
    }
    if ((l->required & ~filled) != 0 || !are_in_scope(l, first, rows->count))
        return false;
    return !ids_are_bytes(l->type) || (ids != NULL && store_ids(l->segment, first, ids, rows->count));
}

/* Rows in which all is well are stored column by column. Others come one by one, and are then refused in their order.
 */
bool loader_rows(loader *l, const xml_rows *rows)
{
    if (l->ignored_depth > 0 || l->state != IN_LIST || rows->name != l->record_name || rows->space != l->record_space)
        return false;
    uint32_t first = segment_add_rows(l->segment, rows->line, rows->count);
    if (store_rows(l, rows, first)) {
        l->text_refused = false;
        return true;
    }
    segment_drop_rows(l->segment, first);
    return false;
}

/* ---- the end of a record ---- */

/* White space alone is no text: an editor's line break between the tags must not become a value. */
static void end_record(loader *l)
{
    const field *text = l->type->text;
    if (text != NULL && str_trim(buffer_str(&l->text)).length > 0) {
        l->filled |= (uint64_t)1 << text->index;
        store_value(l, text, buffer_str(&l->text));
    }
    l->text.length = 0;
    if ((l->required & ~l->filled) != 0)
        report_missing(l, true);
    l->state = IN_LIST;
}

/* ---- the document ---- */

static void start_root(loader *l, xml_reader *reader, const char *name, const xml_attribute *attributes, size_t count)
{
    if (strcmp(name, "facts") != 0) {
        refuse_element(l, xml_reader_place(reader), str_of(name), STR("facts"));
        return;
    }
    l->state = IN_FACTS;
    bool has_municipality = false;
    for (size_t i = 0; i < count; i++) {
        place at = xml_reader_value_place(reader, i);
        str trimmed = str_trim(attributes[i].value);
        if (strcmp(attributes[i].name, "municipality") != 0) {
            refuse_attribute(l, at, str_of(attributes[i].name), STR("facts"), STR("municipality"));
            continue;
        }
        has_municipality = true;
        if (!value_is_municipality(trimmed)) {
            DIAG3(&l->doc->diags, at, DIAG_XML_BAD_VALUE, STR("municipality"), trimmed, STR("[0-9]{6}"));
        } else {
            l->doc->municipality = intern_text(l->doc->pool->names, intern_add(l->doc->pool->names, trimmed));
            l->doc->municipality_at = at;
        }
    }
    if (!has_municipality)
        DIAG2(&l->doc->diags, xml_reader_place(reader), DIAG_XML_MISSING_ATTRIBUTE, STR("municipality"), STR("facts"));
}

void loader_start(loader *l, xml_reader *reader, const char *name, const char *space, const xml_attribute *attributes,
                  size_t count)
{
    l->text_refused = false;
    if (l->ignored_depth > 0) {
        l->ignored_depth++;
        return;
    }
    if (l->state != IN_LIST || name != l->record_name || space != l->record_space) {
        if (!in_namespace(l, reader, name, space))
            return;
        l->record_space = space;
    }
    switch (l->state) {
    case AT_ROOT:
        start_root(l, reader, name, attributes, count);
        break;
    case IN_FACTS:
        start_list(l, reader, name, attributes, count);
        break;
    case IN_LIST:
        start_record(l, reader, name, attributes, count);
        break;
    case IN_RECORD:
        refuse_element(l, xml_reader_place(reader), str_of(name), (str){"", 0});
        break;
    }
}

void loader_end(loader *l)
{
    l->text_refused = false;
    if (l->ignored_depth > 0) {
        l->ignored_depth--;
        return;
    }
    switch (l->state) {
    case IN_RECORD:
        end_record(l);
        break;
    case IN_LIST:
        end_list(l);
        break;
    case IN_FACTS:
    case AT_ROOT:
        l->state = AT_ROOT;
        break;
    }
}

void loader_text(loader *l, xml_reader *reader, str text)
{
    if (l->ignored_depth > 0)
        return;
    if (l->state == IN_RECORD && l->type->text != NULL) {
        buffer_add(&l->text, text);
        return;
    }
    str trimmed = str_trim(text);
    if (trimmed.length == 0 || l->text_refused)
        return;
    l->text_refused = true;
    place at = xml_reader_text_place(reader, text, (size_t)(trimmed.at - text.at));
    const char *where = l->state == IN_RECORD ? l->type->name.at : l->state == IN_LIST ? l->type->list.at : "facts";
    DIAG1(&l->doc->diags, at, DIAG_XML_UNEXPECTED_TEXT, str_of(where));
}

loader *loader_new(loaded_document *doc, const char *space)
{
    loader *l = mem_alloc(sizeof *l);
    *l = (loader){.doc = doc, .space = space, .state = IN_FACTS};
    return l;
}

void loader_free(loader *l)
{
    buffer_free(&l->text);
    mem_free(l);
}

static void on_start(void *context, xml_reader *reader, const char *name, const char *space,
                     const xml_attribute *attributes, size_t count)
{
    loader_start(context, reader, name, space, attributes, count);
}

static void on_end(void *context, xml_reader *reader, const char *name)
{
    (void)reader, (void)name;
    loader_end(context);
}

static bool on_rows(void *context, const xml_rows *rows)
{
    return loader_rows(context, rows);
}

static void on_text(void *context, xml_reader *reader, str text)
{
    loader_text(context, reader, text);
}

static void on_passed(void *context, size_t bytes)
{
    progress_add(((loader *)context)->doc->progress, bytes);
}

static void share_pool(loaded_document *doc, record_pool *pool)
{
    record_pool_free(doc->pool);
    doc->pool = pool;
    doc->shares_pool = true;
}

void document_read(loaded_document *doc, record_pool *pool)
{
    if (pool != NULL)
        share_pool(doc, pool);
    loader *l = loader_new(doc, FACTS_NAMESPACE);
    l->state = AT_ROOT;
    xml_handler handler = {.context = l,
                           .start = on_start,
                           .end = on_end,
                           .text = on_text,
                           .ignores_blanks = true,
                           .rows = on_rows,
                           .passed = on_passed};
    xml_read_file(doc->path, &handler, &doc->diags, &doc->digest);
    doc->names_end = intern_count(doc->pool->names) + 1;
    loader_free(l);
}

record_pool *record_pool_new(const fact_model *model)
{
    record_pool *p = mem_alloc(sizeof *p);
    *p = (record_pool){model, intern_new(), mem_alloc(model->type_count * sizeof *p->segments)};
    return p;
}

void record_pool_free(record_pool *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->model->type_count; i++)
        if (p->segments[i].type != NULL)
            segment_free(&p->segments[i]);
    mem_free(p->segments);
    intern_free(p->names);
    mem_free(p);
}

loaded_document *document_new(const fact_model *model, const char *path, size_t diag_limit)
{
    loaded_document *doc = mem_alloc(sizeof *doc);
    doc->model = model;
    doc->path = path;
    doc->pool = record_pool_new(model);
    doc->rows = mem_alloc(model->type_count * sizeof *doc->rows);
    diags_init(&doc->diags, diag_limit);
    return doc;
}

void document_free(loaded_document *doc)
{
    if (doc == NULL)
        return;
    if (!doc->shares_pool)
        record_pool_free(doc->pool);
    mem_free(doc->rows);
    mem_free(doc->lists);
    diags_free(&doc->diags);
    mem_free(doc);
}

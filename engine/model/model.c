/* Reads the fact model from its XML and checks that it is sound. */
#include "model/model.h"

#include "base/file.h"
#include "xml/xml_tree.h"

static const char *const kind_names[FIELD_KIND_COUNT + 1] = {"id",      "ref",  "string",   "text",   "boolean",
                                                             "integer", "date", "datetime", "period", "enum"};

const char *field_kind_name(enum field_kind kind)
{
    return kind_names[kind];
}

const record_type *model_find_type(const fact_model *m, str name)
{
    for (size_t i = 0; i < m->type_count; i++)
        if (str_equal(m->types[i].name, name))
            return &m->types[i];
    return NULL;
}

const enum_type *model_find_enum(const fact_model *m, str name)
{
    for (size_t i = 0; i < m->enum_count; i++)
        if (str_equal(m->enums[i].name, name))
            return &m->enums[i];
    return NULL;
}

const field *model_find_field(const record_type *t, str name)
{
    for (size_t i = 0; i < t->field_count; i++)
        if (str_equal(t->fields[i].name, name))
            return &t->fields[i];
    return NULL;
}

int enum_find_value(const enum_type *e, str name)
{
    for (size_t i = 0; i < e->count; i++)
        if (str_equal(e->values[i].name, name))
            return (int)i;
    return -1;
}

enum { MAX_CANDIDATES = 256 };

static str nearest_of(str name, const str *candidates, size_t count)
{
    size_t near = str_nearest(name, candidates, count);
    return near != SIZE_MAX ? candidates[near] : (str){"", 0};
}

str model_nearest_type(const fact_model *m, str name)
{
    str names[MAX_CANDIDATES];
    size_t count = m->type_count < MAX_CANDIDATES ? m->type_count : MAX_CANDIDATES;
    for (size_t i = 0; i < count; i++)
        names[i] = m->types[i].name;
    return nearest_of(name, names, count);
}

str model_nearest_field(const record_type *t, str name)
{
    str names[MODEL_MAX_FIELDS];
    for (size_t i = 0; i < t->field_count; i++)
        names[i] = t->fields[i].name;
    return nearest_of(name, names, t->field_count);
}

str enum_nearest_value(const enum_type *e, str name)
{
    str names[MAX_CANDIDATES];
    size_t count = e->count < MAX_CANDIDATES ? e->count : MAX_CANDIDATES;
    for (size_t i = 0; i < count; i++)
        names[i] = e->values[i].name;
    return nearest_of(name, names, count);
}

/* ---- reading ---- */

typedef struct model_reader {
    arena *a;
    fact_model *model;
    diags *diags;
} model_reader;

static label read_label(model_reader *r, const xml_element *e)
{
    const xml_attr *ja = xml_attr_require(e, "title", r->diags);
    const xml_attr *en = xml_attr_require(e, "en", r->diags);
    return (label){ja != NULL ? ja->value : (str){"", 0}, en != NULL ? en->value : (str){"", 0}};
}

static bool is_name(str s)
{
    for (size_t i = 0; i < s.length; i++) {
        bool is_letter = s.at[i] >= 'a' && s.at[i] <= 'z';
        bool may_follow = (s.at[i] >= '0' && s.at[i] <= '9') || s.at[i] == '-' || s.at[i] == '_';
        if (!is_letter && (i == 0 || !may_follow))
            return false;
    }
    return s.length > 0;
}

/* Names become XML names in facts documents and words in expressions. */
static str require_name(model_reader *r, const xml_element *e, const char *attribute)
{
    const xml_attr *name = xml_attr_require(e, attribute, r->diags);
    if (name == NULL)
        return (str){"", 0};
    if (!is_name(name->value))
        DIAG3(r->diags, name->at, DIAG_XML_BAD_VALUE, name->name, name->value, STR("[a-z][a-z0-9_-]*"));
    return name->value;
}

static void forbid_children(model_reader *r, const xml_element *e)
{
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        xml_allow_element(c, (const char *const[]){NULL}, r->diags);
}

static size_t count_children(const xml_element *e, const char *name)
{
    size_t count = 0;
    for (const xml_element *c = xml_child(e, name); c != NULL; c = xml_next(c, name))
        count++;
    return count;
}

static void read_enum(model_reader *r, const xml_element *e)
{
    xml_allow_attributes(e, (const char *const[]){"name", "title", "en", NULL}, r->diags);
    enum_type *type = &r->model->enums[r->model->enum_count];
    *type = (enum_type){.name = require_name(r, e, "name"), .title = read_label(r, e)};
    if (model_find_enum(r->model, type->name) != NULL)
        DIAG2(r->diags, e->at, DIAG_XML_DUPLICATE, STR("enum"), type->name);
    r->model->enum_count++;
    xml_forbid_text(e, r->diags);
    size_t count = count_children(e, "value");
    if (count == 0 || count > MODEL_MAX_VALUES)
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, STR("value (1-254)"), type->name);
    type->values = ARENA_ARRAY(r->a, enum_value, count);
    for (const xml_element *v = e->first_child; v != NULL; v = v->next) {
        if (xml_allow_element(v, (const char *const[]){"value", NULL}, r->diags) < 0)
            continue;
        xml_allow_attributes(v, (const char *const[]){"name", "title", "en", NULL}, r->diags);
        enum_value value = {require_name(r, v, "name"), read_label(r, v)};
        if (enum_find_value(type, value.name) >= 0)
            DIAG2(r->diags, v->at, DIAG_XML_DUPLICATE, STR("value"), value.name);
        xml_forbid_text(v, r->diags);
        forbid_children(r, v);
        type->values[type->count++] = value;
    }
}

static void check_unused(model_reader *r, const xml_element *e, const char *attribute, bool wanted)
{
    const xml_attr *a = xml_attr_find(e, attribute);
    if (a != NULL && !wanted)
        DIAG2(r->diags, a->at, DIAG_XML_UNKNOWN_ATTRIBUTE, a->name, e->name);
    if (a == NULL && wanted)
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ATTRIBUTE, str_of(attribute), e->name);
}

static bool read_flag(model_reader *r, const xml_element *e, const char *name)
{
    const xml_attr *a = xml_attr_find(e, name);
    return a != NULL && xml_attr_choice(a, (const char *const[]){"yes", "no", NULL}, r->diags) == 0;
}

static void read_field(model_reader *r, record_type *type, const xml_element *e)
{
    xml_allow_attributes(
        e, (const char *const[]){"name", "type", "to", "of", "required", "future", "title", "en", NULL}, r->diags);
    field *f = &type->fields[type->field_count];
    const xml_attr *kind = xml_attr_require(e, "type", r->diags);
    int choice = kind != NULL ? xml_attr_choice(kind, kind_names, r->diags) : FIELD_STRING;
    *f = (field){.name = require_name(r, e, "name"),
                 .title = read_label(r, e),
                 .description = str_trim(e->text),
                 .kind = choice >= 0 ? (enum field_kind)choice : FIELD_STRING,
                 .required = read_flag(r, e, "required") || choice == FIELD_ID,
                 .may_be_future = read_flag(r, e, "future"),
                 .index = type->field_count};
    if (model_find_field(type, f->name) != NULL)
        DIAG2(r->diags, e->at, DIAG_XML_DUPLICATE, STR("field"), f->name);
    type->field_count++;
    forbid_children(r, e);
    check_unused(r, e, "to", f->kind == FIELD_REF);
    check_unused(r, e, "of", f->kind == FIELD_ENUM);
    if ((f->kind == FIELD_ID) != (f->index == 0))
        DIAG3(r->diags, e->at, DIAG_XML_BAD_VALUE, STR("type"), STR("id"), STR("the first field and no other"));
    if (f->kind == FIELD_TEXT && type->text != NULL)
        DIAG2(r->diags, e->at, DIAG_XML_DUPLICATE, STR("text"), f->name);
    if (f->kind == FIELD_TEXT)
        type->text = f;
}

static bool has_list(const fact_model *m, str name)
{
    for (size_t i = 0; i < m->type_count; i++)
        if (str_equal(m->types[i].list, name))
            return true;
    return false;
}

str list_kind_meaning(enum list_kind kind)
{
    switch (kind) {
    case LIST_OF_STATE:
        return STR("その間に効力のあるもの又は存在するものを、いつからのものかによらず、全て含むことを示す（台帳）。");
    case LIST_OF_EVENTS:
        return STR(
            "その間に行われたこと又は起きたことを、全て含むことを示す（記録簿）。その前後のことは含まなくてよい。");
    case LIST_UNSAID:
        break;
    }
    return (str){"", 0};
}

static enum list_kind read_list_kind(model_reader *r, const xml_element *e)
{
    const xml_attr *covers = xml_attr_find(e, "covers");
    int choice =
        covers != NULL ? xml_attr_choice(covers, (const char *const[]){"state", "events", NULL}, r->diags) : -1;
    return choice == 0 ? LIST_OF_STATE : choice == 1 ? LIST_OF_EVENTS : LIST_UNSAID;
}

static void read_record(model_reader *r, const xml_element *e)
{
    static const char *const names[] = {"name",  "list",     "title",  "en",     "label",
                                        "scope", "lifetime", "source", "covers", NULL};
    xml_allow_attributes(e, names, r->diags);
    record_type *type = &r->model->types[r->model->type_count];
    *type = (record_type){.name = require_name(r, e, "name"),
                          .list = require_name(r, e, "list"),
                          .title = read_label(r, e),
                          .source = xml_attr_value(e, "source"),
                          .list_kind = read_list_kind(r, e),
                          .index = r->model->type_count};
    if (model_find_type(r->model, type->name) != NULL)
        DIAG2(r->diags, e->at, DIAG_XML_DUPLICATE, STR("record"), type->name);
    if (has_list(r->model, type->list))
        DIAG2(r->diags, e->at, DIAG_XML_DUPLICATE, STR("list"), type->list);
    r->model->type_count++;
    xml_forbid_text(e, r->diags);
    size_t count = count_children(e, "field");
    type->fields = ARENA_ARRAY(r->a, field, count);
    if (count == 0 || count > MODEL_MAX_FIELDS) {
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, STR("field (1-48)"), type->name);
        return;
    }
    for (const xml_element *f = e->first_child; f != NULL; f = f->next)
        if (xml_allow_element(f, (const char *const[]){"field", NULL}, r->diags) == 0)
            read_field(r, type, f);
}

/* ---- names that refer to other parts of the model, resolved once all is read ---- */

static void report_unknown(model_reader *r, const xml_attr *a, str nearest)
{
    if (nearest.length > 0)
        DIAG3(r->diags, a->at, DIAG_XML_BAD_CHOICE, a->name, a->value, nearest);
    else
        DIAG3(r->diags, a->at, DIAG_XML_BAD_VALUE, a->name, a->value, STR("?"));
}

static const field *resolve_field(model_reader *r, const record_type *type, const xml_element *e, const char *attribute,
                                  enum field_kind kind)
{
    const xml_attr *a = xml_attr_find(e, attribute);
    if (a == NULL)
        return NULL;
    const field *f = model_find_field(type, a->value);
    if (f == NULL)
        report_unknown(r, a, model_nearest_field(type, a->value));
    else if (f->kind != kind)
        DIAG3(r->diags, a->at, DIAG_XML_BAD_VALUE, a->name, a->value, str_of(kind_names[kind]));
    return f;
}

static void resolve_target(model_reader *r, field *f, const xml_element *e)
{
    const xml_attr *to = xml_attr_find(e, "to"), *of = xml_attr_find(e, "of");
    if (f->kind == FIELD_REF && to != NULL) {
        f->target = model_find_type(r->model, to->value);
        if (f->target == NULL)
            report_unknown(r, to, model_nearest_type(r->model, to->value));
        else
            r->model->types[f->target->index].is_referenced = true;
    }
    if (f->kind == FIELD_ENUM && of != NULL) {
        f->enumeration = model_find_enum(r->model, of->value);
        if (f->enumeration == NULL)
            report_unknown(r, of, (str){"", 0});
    }
}

/* What every list may have: a scope of such a name could not be told from it. */
static bool is_list_attribute(str name)
{
    return str_is(name, "covers") || str_is(name, "source") || str_is(name, "exported");
}

static void resolve_record(model_reader *r, record_type *type, const xml_element *e)
{
    type->label = resolve_field(r, type, e, "label", FIELD_STRING);
    type->scope = resolve_field(r, type, e, "scope", FIELD_REF);
    if (type->scope != NULL && is_list_attribute(type->scope->name))
        DIAG3(r->diags, e->at, DIAG_XML_BAD_VALUE, STR("scope"), type->scope->name, STR("covers, source, exported"));
    type->lifetime = resolve_field(r, type, e, "lifetime", FIELD_PERIOD);
    size_t index = 0;
    for (const xml_element *f = xml_child(e, "field"); f != NULL; f = xml_next(f, "field"))
        if (index < type->field_count)
            resolve_target(r, &type->fields[index++], f);
}

const fact_model *model_read(arena *a, const char *path, diags *d)
{
    size_t errors = d->errors;
    str content;
    if (!file_read(a, path, MODEL_MAX_BYTES, &content, d))
        return NULL;
    const xml_element *root = xml_tree_read_text(a, content, path, MODEL_NAMESPACE, d);
    if (root == NULL)
        return NULL;
    if (xml_allow_element(root, (const char *const[]){"fact-model", NULL}, d) < 0)
        return NULL;
    xml_allow_attributes(root, (const char *const[]){"version", NULL}, d);
    xml_forbid_text(root, d);
    model_reader r = {.a = a, .model = ARENA_NEW(a, fact_model), .diags = d};
    r.model->version = xml_attr_require(root, "version", d) != NULL ? xml_attr_value(root, "version") : (str){"", 0};
    digest_text(content, r.model->digest);
    r.model->enums = ARENA_ARRAY(a, enum_type, count_children(root, "enum"));
    r.model->types = ARENA_ARRAY(a, record_type, count_children(root, "record"));
    for (const xml_element *e = root->first_child; e != NULL; e = e->next)
        switch (xml_allow_element(e, (const char *const[]){"enum", "record", NULL}, d)) {
        case 0:
            read_enum(&r, e);
            break;
        case 1:
            read_record(&r, e);
            break;
        default:
            break;
        }
    size_t index = 0;
    for (const xml_element *e = xml_child(root, "record"); e != NULL; e = xml_next(e, "record"))
        resolve_record(&r, &r.model->types[index++], e);
    return d->errors == errors ? r.model : NULL;
}

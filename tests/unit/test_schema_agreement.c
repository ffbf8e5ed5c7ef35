/* The loader and the XSD accept the same documents: thousands of them, made from the model, one defect at a time. */
#include "loading.h"
#include "sample_values.h"

#include "base/file.h"
#include "model/model_xsd.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <sys/mman.h>

/* ---- the two judges ---- */

static arena *model_arena;
static const fact_model *model;
static xmlSchema *schema;
static int document_fd;
static char document_path[32];

static void ignore_error(void *context, xmlError *error)
{
    (void)context, (void)error;
}

static bool schema_accepts(str document)
{
    xmlParserCtxt *parser = xmlNewParserCtxt();
    xmlDoc *doc = xmlCtxtReadMemory(parser, document.at, (int)document.length, "t.xml", "UTF-8", XML_PARSE_NONET);
    bool accepted = doc != NULL && parser->wellFormed && parser->nsWellFormed;
    xmlSchemaValidCtxt *validator = xmlSchemaNewValidCtxt(schema);
    xmlSchemaSetValidStructuredErrors(validator, ignore_error, NULL);
    accepted = accepted && xmlSchemaValidateDoc(validator, doc) == 0;
    xmlSchemaFreeValidCtxt(validator);
    xmlFreeDoc(doc);
    xmlFreeParserCtxt(parser);
    return accepted;
}

static void put_document(str document)
{
    assert_int_equal(ftruncate(document_fd, 0), 0);
    assert_int_equal(pwrite(document_fd, document.at, document.length, 0), document.length);
}

static bool has_diag(const diags *d, enum diag_id id)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->items[i].id == id)
            return true;
    return false;
}

/* Whether the loader accepts the document for itself: references may lead to other documents. */
static bool loader_accepts(str document)
{
    diags d;
    diags_init(&d, 0);
    put_document(document);
    loaded_document *doc = document_new(model, document_path, 0);
    document_read(doc, NULL);
    bool accepted = doc->diags.errors == 0;
    if (accepted)
        facts_free(facts_link(model, &doc, 1, true, (load_options){.threads = 1}, &d));
    accepted = accepted && !has_diag(&d, DIAG_FACT_DUPLICATE_ID);
    document_free(doc);
    diags_free(&d);
    return accepted;
}

/* ---- counting ---- */

typedef struct tally {
    const char *kind;
    unsigned valid, broken;
} tally;

static tally tallies[64];
static unsigned disagreements;

static void count_document(const char *kind, bool valid)
{
    size_t i = 0;
    while (tallies[i].kind != NULL && strcmp(tallies[i].kind, kind) != 0)
        i++;
    assert_true(i + 1 < COUNT(tallies));
    tallies[i].kind = kind;
    *(valid ? &tallies[i].valid : &tallies[i].broken) += 1;
}

static void expect_verdict(const char *kind, str document, bool valid)
{
    count_document(kind, valid);
    bool by_loader = loader_accepts(document), by_schema = schema_accepts(document);
    if (by_loader == valid && by_schema == valid)
        return;
    fprintf(stderr, "%s: expected %s, loader says %s, XSD says %s\n%.*s\n", kind, valid ? "valid" : "broken",
            by_loader ? "valid" : "broken", by_schema ? "valid" : "broken", (int)document.length, document.at);
    disagreements++;
}

/* ---- documents with one defect ---- */

static const char *good_value(const field *f)
{
    switch (f->kind) {
    case FIELD_ID:
    case FIELD_REF:
        return "X1";
    case FIELD_STRING:
    case FIELD_TEXT:
        return "文字";
    case FIELD_BOOLEAN:
        return "true";
    case FIELD_INTEGER:
        return "12";
    case FIELD_DATE:
        return "2025-04-01";
    case FIELD_DATETIME:
        return "2025-04-01T08:31:00+09:00";
    case FIELD_PERIOD:
        return "2025-04-01/2026-03-31";
    case FIELD_ENUM:
        return f->enumeration->values[0].name.at;
    case FIELD_KIND_COUNT:
        break;
    }
    return "";
}

/* What differs from a good document; what is NULL does not. */
typedef struct variation {
    const char *root, *root_attributes;                  /* the root's name; all its attributes */
    const char *list, *list_more, *record, *record_more; /* names; further attributes */
    const field *skipped, *changed;
    const char *value;                          /* of the changed field, as written */
    const char *content, *before, *after, *end; /* of the record; in the list around it; after the list */
} variation;

static const char *or_else(const char *text, const char *otherwise)
{
    return text != NULL ? text : otherwise;
}

static void add_record(buffer *b, const record_type *t, const variation *v)
{
    const char *name = or_else(v->record, t->name.at);
    buffer_addf(b, "<%s", name);
    for (size_t i = 0; i < t->field_count; i++) {
        const field *f = &t->fields[i];
        if (f->kind != FIELD_TEXT && f != v->skipped)
            buffer_addf(b, " %s='%s'", f->name.at, f == v->changed ? v->value : good_value(f));
    }
    const char *content = or_else(v->content, t->text != NULL ? "本文" : "");
    buffer_addf(b, "%s>%s</%s>", or_else(v->record_more, ""), content, name);
}

static void add_document(buffer *b, const record_type *t, const variation *v)
{
    const char *root = or_else(v->root, "facts"), *list = or_else(v->list, t->list.at);
    buffer_addf(b, "<%s%s>\n<%s%s>%s", root,
                or_else(v->root_attributes, " xmlns='urn:junshu:facts:1' municipality='352063'"), list,
                or_else(v->list_more, ""), or_else(v->before, ""));
    add_record(b, t, v);
    buffer_addf(b, "%s</%s>%s</%s>", or_else(v->after, ""), list, or_else(v->end, ""), root);
}

static void try_variation(const char *kind, const record_type *t, bool valid, const variation *v)
{
    buffer b = {0};
    add_document(&b, t, v);
    expect_verdict(kind, buffer_str(&b), valid);
    buffer_free(&b);
}

#define TRY(kind, type, valid, ...) try_variation((kind), (type), (valid), &(variation){__VA_ARGS__})

/* ---- values ---- */

static const char *const kind_titles[FIELD_KIND_COUNT] = {
    "values: id",      "values: ref",  "values: string",   "values: text",   "values: boolean",
    "values: integer", "values: date", "values: datetime", "values: period", "values: enum"};

static void try_values(const record_type *t, const field *f)
{
    for (const char *const *value = values_of[f->kind].valid; value != NULL && *value != NULL; value++)
        TRY(kind_titles[f->kind], t, true, .changed = f, .value = *value);
    for (const char *const *value = values_of[f->kind].broken; value != NULL && *value != NULL; value++)
        TRY(kind_titles[f->kind], t, false, .changed = f, .value = *value);
}

static void try_choices(const record_type *t, const field *f)
{
    const enum_type *e = f->enumeration;
    char text[128];
    for (size_t i = 0; i < e->count; i++)
        TRY("values: enum", t, true, .changed = f, .value = e->values[i].name.at);
    snprintf(text, sizeof text, "&#10; %s\t", e->values[0].name.at);
    TRY("values: enum", t, true, .changed = f, .value = text);
    snprintf(text, sizeof text, "%s %s", e->values[0].name.at, e->values[e->count - 1].name.at);
    TRY("values: enum", t, false, .changed = f, .value = text);
    snprintf(text, sizeof text, "%sx", e->values[0].name.at);
    TRY("values: enum", t, false, .changed = f, .value = text);
    snprintf(text, sizeof text, "%s", e->values[0].name.at);
    text[0] = (char)(text[0] - 'a' + 'A');
    TRY("values: enum", t, false, .changed = f, .value = text);
    TRY("values: enum", t, false, .changed = f, .value = e->values[0].title.ja.at);
    TRY("values: enum", t, false, .changed = f, .value = "");
}

static void values_of_every_field_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < model->type_count; i++)
        for (size_t k = 0; k < model->types[i].field_count; k++) {
            const field *f = &model->types[i].fields[k];
            if (f->kind == FIELD_ENUM)
                try_choices(&model->types[i], f);
            else
                try_values(&model->types[i], f);
        }
    assert_int_equal(disagreements, 0);
}

/* ---- attributes, content and elements of each record type ---- */

static void try_attributes(const record_type *t)
{
    char text[160];
    for (size_t i = 0; i < t->field_count; i++) {
        const field *f = &t->fields[i];
        if (f->kind == FIELD_TEXT) {
            snprintf(text, sizeof text, " %s='文字'", f->name.at);
            TRY("text as attribute", t, false, .record_more = text);
            continue;
        }
        TRY(f->required ? "required attribute missing" : "optional attribute missing", t, !f->required, .skipped = f);
        snprintf(text, sizeof text, " %sx='%s'", f->name.at, good_value(f));
        TRY("attribute misspelt", t, false, .skipped = f, .record_more = text);
        snprintf(text, sizeof text, " xmlns:f='urn:junshu:facts:1' f:%s='%s'", f->name.at, good_value(f));
        TRY("attribute in a namespace", t, false, .skipped = f, .record_more = text);
    }
    TRY("attribute unknown", t, false, .record_more = " unknown=''");
    TRY("attribute of xml", t, false, .record_more = " xml:lang='ja'");
}

static void try_content(const record_type *t)
{
    static const char *const blank[] = {"", " ", "\n\t", "&#32;", "&#10;", "<!-- x -->", " <?x y?> ", " <!-- x --> "};
    static const char *const text[] = {"文",        " x ",    "x<!-- -->y", "<![CDATA[x]]>",
                                       "&lt;b&gt;", "&#xA0;", "　",         "&amp;"};
    static const char *const elements[] = {"<b/>", "文<b/>", "<person id='P1'/>", "<b xmlns=''/>",
                                           "<b xmlns='urn:x'>文</b>"};
    for (size_t i = 0; i < COUNT(blank); i++)
        TRY("content: blank", t, t->text == NULL || !t->text->required, .content = blank[i]);
    for (size_t i = 0; i < COUNT(text); i++)
        TRY("content: text", t, t->text != NULL, .content = text[i]);
    for (size_t i = 0; i < COUNT(elements); i++)
        TRY("content: child element", t, false, .content = elements[i]);
}

static void try_elements(const record_type *t)
{
    char text[160];
    TRY("good document", t, true);
    snprintf(text, sizeof text, "%sx", t->name.at);
    TRY("element misspelt", t, false, .record = text);
    snprintf(text, sizeof text, "%sx", t->list.at);
    TRY("element misspelt", t, false, .list = text);
    snprintf(text, sizeof text, "%s", t->name.at);
    text[0] = (char)(text[0] - 'a' + 'A');
    TRY("element misspelt", t, false, .record = text);
    TRY("element misplaced", t, false, .list = t->name.at);
    TRY("element misplaced", t, false, .record = t->list.at);
    snprintf(text, sizeof text, "<%s/>", t->list.at);
    TRY("element misplaced", t, false, .after = text);
    TRY("lists repeated", t, true, .end = text);
    snprintf(text, sizeof text, "x:%s", t->name.at);
    TRY("element in another namespace", t, false, .record = text, .record_more = " xmlns:x='urn:x'");
    TRY("element in the namespace by prefix", t, true, .record = text, .record_more = " xmlns:x='urn:junshu:facts:1'");
    TRY("element in another namespace", t, false, .record_more = " xmlns=''");
    snprintf(text, sizeof text, "x:%s", t->list.at);
    TRY("element in another namespace", t, false, .list = text, .list_more = " xmlns:x='urn:x'");
    TRY("text in a list", t, false, .before = "文");
    TRY("text in a list", t, false, .after = "&#xA0;");
    TRY("comment in a list", t, true, .before = " <!-- 文 -->\n", .after = "<?x y?>");
    TRY("text in the root", t, false, .end = "文");
}

static void try_ids(const record_type *t)
{
    buffer same = {0}, spaced = {0}, other = {0}, again = {0};
    const field *id = &t->fields[0];
    add_record(&same, t, &(variation){0});
    add_record(&spaced, t, &(variation){.changed = id, .value = " X1&#10;"});
    add_record(&other, t, &(variation){.changed = id, .value = "x1"});
    buffer_addf(&again, "\n<%s>%s</%s>", t->list.at, same.at, t->list.at);
    TRY("id twice in a list", t, false, .after = same.at);
    TRY("id twice in a list", t, false, .before = spaced.at);
    TRY("id twice in two lists", t, false, .end = again.at);
    TRY("ids that differ", t, true, .after = other.at);
    const record_type *neighbour = &model->types[(t->index + 1) % model->type_count];
    again.length = 0;
    buffer_addf(&again, "<%s>", neighbour->list.at);
    add_record(&again, neighbour, &(variation){0});
    buffer_addf(&again, "</%s>", neighbour->list.at);
    TRY("id of two types", t, true, .end = again.at);
    buffer_free(&same);
    buffer_free(&spaced);
    buffer_free(&other);
    buffer_free(&again);
}

static void try_list_attributes(const record_type *t)
{
    const struct {
        const char *name;
        enum field_kind kind;
    } attributes[] = {{"covers", FIELD_PERIOD},
                      {"source", FIELD_STRING},
                      {"exported", FIELD_DATETIME},
                      {t->scope != NULL ? t->scope->name.at : NULL, FIELD_REF}};
    char text[160];
    for (size_t i = 0; i < COUNT(attributes) && attributes[i].name != NULL; i++) {
        const values *v = &values_of[attributes[i].kind];
        for (size_t k = 0; v->valid[k] != NULL; k++) {
            bool matches = attributes[i].kind != FIELD_REF || strstr(v->valid[k], "X1") != NULL;
            snprintf(text, sizeof text, " %s='%s'", attributes[i].name, v->valid[k]);
            if (matches) /* the records of the list are of X1 */
                TRY("list attribute", t, true, .list_more = text);
        }
        for (size_t k = 0; v->broken[k] != NULL; k++) {
            snprintf(text, sizeof text, " %s='%s'", attributes[i].name, v->broken[k]);
            TRY("list attribute", t, false, .list_more = text);
        }
    }
    TRY("list attribute unknown", t, false, .list_more = " cover='../..'");
    TRY("list attribute unknown", t, false, .list_more = " id='X1'");
    for (size_t i = 0; i < t->field_count; i++) {
        if (t->fields[i].kind != FIELD_REF || &t->fields[i] == t->scope)
            continue;
        snprintf(text, sizeof text, " %s='X1'", t->fields[i].name.at);
        TRY("list attribute unknown", t, false, .list_more = text);
    }
}

static void structures_of_every_type_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < model->type_count; i++) {
        try_attributes(&model->types[i]);
        try_content(&model->types[i]);
        try_elements(&model->types[i]);
        try_ids(&model->types[i]);
        try_list_attributes(&model->types[i]);
    }
    assert_int_equal(disagreements, 0);
}

/* ---- the root ---- */

#define XMLNS " xmlns='urn:junshu:facts:1'"
#define GOOD XMLNS " municipality='352063'"
#define XSI " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"

static void roots_agree(void **state)
{
    (void)state;
    const struct {
        const char *kind, *document;
        bool valid;
    } rows[] = {
        {"root", "<facts" GOOD "/>", true},
        {"root", "<facts" GOOD "> \n <!-- x --></facts>", true},
        {"root", "<?xml version='1.0' encoding='UTF-8'?>\n<!-- x --><facts" GOOD "/>\n<!-- y -->", true},
        {"root", "\xEF\xBB\xBF<facts" GOOD "/>", true},
        {"root", "<f:facts xmlns:f='urn:junshu:facts:1' municipality='352063'><f:people/></f:facts>", true},
        {"root", "<Facts" GOOD "/>", false},
        {"root", "<people" XMLNS "/>", false},
        {"root", "<person" XMLNS " id='P1' name='a' kind='employee'/>", false},
        {"root", "<facts municipality='352063'/>", false},
        {"root", "<facts xmlns='urn:junshu:facts:2' municipality='352063'/>", false},
        {"root", "<facts" GOOD "><people xmlns=''/></facts>", false},
        {"root", "<facts" GOOD "><facts municipality='352063'/></facts>", false},
        {"root", "<facts" GOOD ">文</facts>", false},
        {"root", "<facts" GOOD ">", false},
        {"root", "<facts" GOOD "/><facts" GOOD "/>", false},
        {"municipality", "<facts" XMLNS "/>", false},
        {"municipality", "<facts" XMLNS " municipality=''/>", false},
        {"municipality", "<facts" XMLNS " municipality=' 352063\n'/>", true},
        {"municipality", "<facts" XMLNS " municipality='000000'/>", true},
        {"municipality", "<facts" XMLNS " municipality='35206'/>", false},
        {"municipality", "<facts" XMLNS " municipality='3520630'/>", false},
        {"municipality", "<facts" XMLNS " municipality='352 063'/>", false},
        {"municipality", "<facts" XMLNS " municipality='35206x'/>", false},
        {"municipality", "<facts" XMLNS " municipality='３５２０６３'/>", false},
        {"municipality", "<facts" XMLNS " municipality='-35206'/>", false},
        {"root attribute", "<facts" GOOD " version='1'/>", false},
        {"root attribute", "<facts" GOOD " covers='../..'/>", false},
        {"root attribute", "<facts" GOOD " xml:lang='ja'/>", false},
        {"root attribute", "<facts" GOOD " x:y='1'/>", false},
        {"schema instance", "<facts" GOOD XSI " xsi:schemaLocation='urn:junshu:facts:1 facts.xsd'/>", true},
        {"schema instance", "<facts" GOOD "><people" XSI " xsi:schemaLocation='urn:junshu:facts:1 facts.xsd'/></facts>",
         true},
        {"schema instance",
         "<facts" GOOD " xmlns:s='http://www.w3.org/2001/XMLSchema-instance' "
         "s:schemaLocation='urn:junshu:facts:1 facts.xsd'/>",
         true},
        {"schema instance", "<facts" GOOD " xmlns:xsi='urn:x' xsi:schemaLocation='urn:junshu:facts:1 facts.xsd'/>",
         false},
        {"schema instance", "<facts" GOOD XSI " xsi:type='x'/>", false},
        {"schema instance", "<facts" GOOD XSI " xmlns:xs='http://www.w3.org/2001/XMLSchema' xsi:type='xs:anyType'/>",
         false},
        {"schema instance", "<facts" GOOD "><people" XSI " xmlns:f='urn:junshu:facts:1' xsi:type='f:string'/></facts>",
         false},
        {"schema instance", "<facts" GOOD XSI " xsi:nil='true'/>", false},
        {"schema instance", "<facts" GOOD XSI " xsi:nil='false'/>", false},
        {"schema instance", "<facts" GOOD XSI " xsi:other='x'/>", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_verdict(rows[i].kind, str_of(rows[i].document), rows[i].valid);
    assert_int_equal(disagreements, 0);
}

/* ---- what XSD 1.0 cannot say ---- */

#define PERSON "<people><person id='P1' name='a' kind='employee'/></people>"
#define ROOMS                                                                                                          \
    "<rooms><room id='R1' name='a' computer_room='true' media_storage='true' in_use='../..'/>"                         \
    "<room id='R2' name='b' computer_room='true' media_storage='true' in_use='../..'/></rooms>"

static void only_the_loader_sees_the_whole(void **state)
{
    (void)state;
    const struct {
        enum diag_id id;
        const char *document;
    } rows[] = {
        {DIAG_FACT_PERIOD_REVERSED, "<facts" GOOD "><people covers='2026-03-31/2025-04-01'/></facts>"},
        {DIAG_FACT_PERIOD_REVERSED, "<facts" GOOD ">" PERSON "<leaves><leave id='L1' person='P1' kind='sick' "
                                    "period='2025-04-02/2025-04-01'/></leaves></facts>"},
        {DIAG_FACT_DANGLING,
         "<facts" GOOD "><leaves><leave id='L1' person='P1' kind='sick' period='../..'/></leaves></facts>"},
        {DIAG_FACT_DANGLING, "<facts" GOOD "><room-entries room='R1'/></facts>"},
        {DIAG_FACT_SCOPE, "<facts" GOOD ">" ROOMS "<room-entries room='R1'>"
                          "<room-entry id='E1' room='R2' entered='2025-04-01'/></room-entries></facts>"},
        {DIAG_XML_DOCTYPE, "<!DOCTYPE facts><facts" GOOD "/>"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        diags d;
        const char *const path = document_path;
        count_document("only the loader refuses", false);
        put_document(str_of(rows[i].document));
        assert_null(load_facts(model, &path, 1, 1, &d));
        if (d.count != 1 || !has_diag(&d, rows[i].id) || !schema_accepts(str_of(rows[i].document)))
            fail_msg("%s", rows[i].document);
        diags_free(&d);
    }
}

static void only_the_loader_sees_other_documents(void **state)
{
    (void)state;
    diags d;
    write_file("one.xml", STR("<facts" GOOD ">" PERSON "</facts>"));
    write_file("same-id.xml", STR("<facts" GOOD ">" PERSON "</facts>"));
    write_file("other-town.xml", STR("<facts" XMLNS " municipality='352071'/>"));
    assert_null(load_facts(model, PATHS("one.xml", "same-id.xml"), 1, &d));
    expect_diags(&d, "same-id.xml:1:77: error: id \"P1\" of person is used twice (first at one.xml:1)\n");
    assert_null(load_facts(model, PATHS("one.xml", "other-town.xml"), 1, &d));
    expect_diags(&d,
                 "other-town.xml:1:49: error: municipality \"352071\" differs from \"352063\" of another document\n");
    count_document("only the loader refuses", false);
    count_document("only the loader refuses", false);
}

/* ---- fixtures ---- */

/* schema/facts.xml, with a record type that has a field of every kind. */
static const fact_model *read_grown_model(void)
{
    char *path = source_file("schema/facts.xml");
    buffer grown = {0};
    diags d;
    str content;
    diags_init(&d, 0);
    assert_true(file_read(model_arena, path, 1 << 20, &content, &d));
    buffer_add(&grown, (str){content.at, str_find(content, STR("</fact-model>"))});
    buffer_add_text(&grown,
                    "<record name='specimen' list='specimens' title='見本' en='specimen' scope='to'>"
                    "<field name='id' type='id' title='番号' en='id'/>"
                    "<field name='to' type='ref' to='room' title='室' en='room'/>"
                    "<field name='string' type='string' title='文字列' en='string'/>"
                    "<field name='boolean' type='boolean' title='真偽' en='boolean'/>"
                    "<field name='integer' type='integer' title='整数' en='integer'/>"
                    "<field name='number' type='integer' required='yes' title='整数' en='number'/>"
                    "<field name='date' type='date' title='日付' en='date'/>"
                    "<field name='datetime' type='datetime' title='日時' en='datetime'/>"
                    "<field name='period' type='period' title='期間' en='period'/>"
                    "<field name='enum' type='enum' of='role' title='区分' en='enum'/>"
                    "<field name='text' type='text' required='yes' title='本文' en='text'/></record></fact-model>");
    write_file("grown.xml", buffer_str(&grown));
    buffer_free(&grown);
    free(path);
    diags_free(&d);
    return read_good_model(model_arena, "grown.xml");
}

static int set_up(void **state)
{
    if (enter_scratch(state) != 0)
        return -1;
    model_arena = arena_new();
    model = read_grown_model();
    document_fd = memfd_create("facts", MFD_CLOEXEC);
    snprintf(document_path, sizeof document_path, "/proc/self/fd/%d", document_fd);
    xmlSetStructuredErrorFunc(NULL, ignore_error);
    buffer xsd = {0};
    model_write_xsd(model, &xsd);
    xmlSchemaParserCtxt *parser = xmlSchemaNewMemParserCtxt(xsd.at, (int)xsd.length);
    schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    buffer_free(&xsd);
    return schema != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    unsigned valid = 0, broken = 0;
    for (size_t i = 0; tallies[i].kind != NULL; i++) {
        printf("%-36s %5u valid %5u broken\n", tallies[i].kind, tallies[i].valid, tallies[i].broken);
        valid += tallies[i].valid;
        broken += tallies[i].broken;
    }
    printf("%-36s %5u valid %5u broken\n", "all", valid, broken);
    xmlSchemaFree(schema);
    close(document_fd);
    arena_free(model_arena);
    return leave_scratch(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_every_field_agree),
        cmocka_unit_test(structures_of_every_type_agree),
        cmocka_unit_test(roots_agree),
        cmocka_unit_test(only_the_loader_sees_the_whole),
        cmocka_unit_test(only_the_loader_sees_other_documents),
    };
    return cmocka_run_group_tests_name("schema_agreement", tests, set_up, tear_down);
}

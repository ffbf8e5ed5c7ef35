/* Fuzzes the facts loader: any bytes end in records or diagnostics, never in a fault. */
#include "base/mem.h"
#include "facts/loader.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const fact_model *read_model(void)
{
    static arena *a;
    static const fact_model *model;
    if (a == NULL) {
        diags d;
        const char *path = getenv("JUNSHU_FUZZ_MODEL");
        a = arena_new();
        diags_init(&d, 10);
        model = model_read(a, path != NULL ? path : "schema/facts.xml", &d);
        diags_free(&d);
        if (model == NULL)
            abort();
    }
    return model;
}

typedef struct reading {
    loader *loader;
    size_t depth;
} reading;

/* The root element stands for <facts>. */
static void on_start(void *context, xml_reader *reader, const char *name, const char *space,
                     const xml_attribute *attributes, size_t count)
{
    reading *r = context;
    if (r->depth++ > 0)
        loader_start(r->loader, reader, name, space, attributes, count);
}

static void on_end(void *context, xml_reader *reader, const char *name)
{
    (void)reader, (void)name;
    reading *r = context;
    if (--r->depth > 0)
        loader_end(r->loader);
}

static bool on_rows(void *context, const xml_rows *rows)
{
    reading *r = context;
    return r->depth > 0 && loader_rows(r->loader, rows);
}

static void on_text(void *context, xml_reader *reader, str text)
{
    reading *r = context;
    if (r->depth > 1)
        loader_text(r->loader, reader, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    loaded_document *doc = document_new(read_model(), "fuzz", 10);
    reading r = {.loader = loader_new(doc, FACTS_NAMESPACE)};
    xml_handler handler = {
        .context = &r, .start = on_start, .end = on_end, .text = on_text, .ignores_blanks = true, .rows = on_rows};
    if (xml_read_text((str){(const char *)bytes, length}, "fuzz", &handler, &doc->diags) && doc->diags.errors == 0) {
        diags d;
        diags_init(&d, 10);
        facts_free(facts_link(read_model(), &doc, 1, false, (load_options){.threads = 1}, &d));
        diags_free(&d);
    }
    loader_free(r.loader);
    document_free(doc);
    return 0;
}

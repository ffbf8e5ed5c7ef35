/* Fuzzes the reader of stored tables: a good file with some bytes changed is refused, or gives tables that can be
   walked through. In this build tags are not compared: what they would find is what is looked for. The input is a list
   of changes, four bytes each: where (two bytes), how, and with what. */
#include "base/file.h"
#include "base/mem.h"
#include "facts/table_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char document_path[] = "fuzz/corpus/facts/small.xml";
static const unsigned char key[TAG_BYTES] = "a key of 16 byte";
static char shape[DIGEST_HEX + 1];
static const fact_model *model;
static str stored;

static void require(bool done)
{
    if (!done)
        abort();
}

static void store_document(void)
{
    static arena *a;
    diags d;
    const char *path = getenv("JUNSHU_FUZZ_MODEL"), *document = document_path;
    char name[64];
    int fd = memfd_create("stored", 0);
    a = arena_new();
    diags_init(&d, 10);
    model = model_read(a, path != NULL ? path : "schema/facts.xml", &d);
    require(model != NULL);
    facts *f = facts_load(model, &document, 1, (load_options){.threads = 1}, &d);
    require(f != NULL && table_store_write(fd, f, shape, key));
    facts_free(f);
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    require(file_read(a, name, 1 << 20, &stored, &d));
    close(fd);
    diags_free(&d);
}

static void walk(const facts *f)
{
    spans gaps = {0};
    period over = {MOMENT_PAST, MOMENT_FUTURE};
    for (size_t i = 0; i < model->type_count; i++) {
        const table *t = &f->tables[i];
        for (uint32_t row = 0; row < t->row_count; row++)
            for (size_t k = 0; k < t->type->field_count; k++) {
                const field *own = &t->type->fields[k];
                require(table_place(f, t, row).file != NULL && table_id(f, t, row).length > 0);
                if (own->kind == FIELD_REF && table_ref(t, k, row) != 0)
                    table_id(f, facts_table(f, own->target), table_ref(t, k, row) - 1);
                if ((own->kind == FIELD_STRING || own->kind == FIELD_TEXT) && table_symbol(t, k, row) != SYMBOL_NONE)
                    require(intern_text(f->names, table_symbol(t, k, row)).length > 0);
            }
        facts_complete(f, t->type, 0, over, &gaps);
    }
    spans_free(&gaps);
}

static void read_back(int fd)
{
    table_store *s = table_store_open(fd, model, shape);
    if (s == NULL)
        return;
    const char *paths[256];
    for (size_t i = 0; i < 256; i++)
        paths[i] = document_path;
    facts *f = table_store_document_count(s) <= 256 ? table_store_read(s, paths, 1) : NULL;
    if (f != NULL)
        walk(f);
    facts_free(f);
    table_store_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (model == NULL) {
        digest_text(STR("fuzz"), shape);
        store_document();
    }
    char *changed = mem_alloc(stored.length);
    memcpy(changed, stored.at, stored.length);
    for (; length >= 4; bytes += 4, length -= 4) {
        char *at = &changed[(bytes[0] | bytes[1] << 8) % stored.length];
        *at = (char)(bytes[2] % 2 == 0 ? bytes[3] : *at + (int8_t)bytes[3]);
    }
    int fd = memfd_create("fuzz", 0);
    require(fd >= 0 && write(fd, changed, stored.length - length) == (ssize_t)(stored.length - length));
    read_back(fd);
    close(fd);
    mem_free(changed);
    return 0;
}

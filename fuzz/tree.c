/* Fuzzes the reader of small XML documents (packs, tests, the regulation). */
#include "xml/xml_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    arena *a = arena_new();
    diags d;
    diags_init(&d, 10);
    xml_tree_read_text(a, (str){(const char *)bytes, length}, "fuzz", NULL, &d);
    diags_free(&d);
    arena_free(a);
    return 0;
}

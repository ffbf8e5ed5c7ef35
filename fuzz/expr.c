/* Fuzzes the parser of expressions. */
#include "rules/expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    arena *a = arena_new();
    diags d;
    diags_init(&d, 10);
    str text = str_keep(a, (str){(const char *)bytes, length});
    xml_attr source = {.name = STR("test"), .value = text, .at = {"fuzz", 1, 1}, .raw = text};
    expr_parse(a, &source, &d);
    diags_free(&d);
    arena_free(a);
    return 0;
}

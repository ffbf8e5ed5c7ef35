/* Fuzzes the reader of stored results: the bytes, under a digest that is right, then every report of what is read. What
   is read is written again as it was read. */
#include "report/report.h"
#include "result/result_read.h"
#include "seal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static str write_report(arena *a, const report_format *f, const audit_result *result, enum language language)
{
    buffer b = {0};
    f->write(result, language, &b);
    return buffer_keep(&b, a);
}

static void report(arena *a, const audit_result *result, diags *d)
{
    for (size_t i = 0; i < report_count(); i++)
        for (int language = LANGUAGE_JA; language <= LANGUAGE_EN && report_at(i)->write != NULL; language++)
            write_report(a, report_at(i), result, (enum language)language);
    const report_format *json = report_find(STR("json"));
    str once = write_report(a, json, result, LANGUAGE_JA);
    const audit_result *again = result_read(a, once, "again", d);
    if (again == NULL || !str_equal(once, write_report(a, json, again, LANGUAGE_JA)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    arena *a = arena_new();
    diags d;
    diags_init(&d, 10);
    const audit_result *result = result_read(a, seal(a, (str){(const char *)bytes, length}), "fuzz", &d);
    if (result != NULL)
        report(a, result, &d);
    diags_free(&d);
    arena_free(a);
    return 0;
}

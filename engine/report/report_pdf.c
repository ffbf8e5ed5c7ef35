/* The report for the council as PDF: WeasyPrint prints the HTML page. Nothing of its surroundings but where programs
   and fonts are gets to it, so that the same page gives the same bytes; and the page, which names nothing outside
   itself, is read without an address to which names could be relative. */
#include "base/process.h"
#include "report/report.h"

#include <stdlib.h>

/* ---- surroundings ---- */

enum { KEPT = 4, FIXED = 4, DATE = 1 };

/* Variables that are handed on; the fixed ones; the date, which fonts are stamped with; and NULL at the end. */
typedef struct surroundings {
    const char *variables[KEPT + FIXED + DATE + 1];
} surroundings;

static surroundings surroundings_of(arena *a, moment as_of)
{
    static const char *const kept[KEPT] = {"PATH", "HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"};
    static const char *const fixed[FIXED] = {"LC_ALL=C.UTF-8", "TZ=UTC", "PYTHONHASHSEED=0",
                                             "PYTHONDONTWRITEBYTECODE=1"};
    enum { JAPAN = 9 * 3600 };
    surroundings s = {0};
    size_t count = 0;
    for (size_t i = 0; i < KEPT; i++) {
        const char *value = getenv(kept[i]);
        buffer b = {0};
        buffer_addf(&b, "%s=%s", kept[i], value != NULL ? value : "");
        if (value != NULL)
            s.variables[count++] = str_keep(a, buffer_str(&b)).at;
        buffer_free(&b);
    }
    for (size_t i = 0; i < FIXED; i++)
        s.variables[count++] = fixed[i];
    int64_t second = moment_first(as_of) - JAPAN;
    buffer date = {0};
    buffer_addf(&date, "SOURCE_DATE_EPOCH=%lld", (long long)(second > 0 ? second : 0));
    s.variables[count] = buffer_keep(&date, a).at;
    return s;
}

/* ---- what it needs ---- */

/* Without the tool that lists fonts there is nothing to be known of them. */
static bool has_font(const surroundings *s)
{
    static const char *const command[] = {"fc-list", "--quiet", ":lang=ja", NULL};
    buffer said = {0};
    enum process_end end = process_run(command, s->variables, (str){"", 0}, &said, &said);
    buffer_free(&said);
    return end != PROCESS_FAILED;
}

/* The last line of what it said, which names the fault. */
static str last_line(str said)
{
    said = str_trim(said);
    for (size_t i = said.length; i-- > 0;)
        if (said.at[i] == '\n')
            return str_from(said, i + 1);
    return said;
}

/* ---- the report ---- */

static bool print_page(const surroundings *s, str page, buffer *out, diags *d)
{
    static const char *const command[] = {"weasyprint", "--quiet", "--encoding", "utf-8", "--base-url",
                                          "",           "-",       "-",          NULL};
    const place nowhere = {0};
    buffer pdf = {0}, said = {0};
    enum process_end end = process_run(command, s->variables, page, &pdf, &said);
    if (end == PROCESS_DONE && !str_starts(buffer_str(&pdf), STR("%PDF-")))
        end = PROCESS_FAILED;
    switch (end) {
    case PROCESS_DONE:
        buffer_add(out, buffer_str(&pdf));
        break;
    case PROCESS_MISSING:
        DIAG0(d, nowhere, DIAG_PDF_NO_PROGRAM);
        break;
    case PROCESS_FAILED:
        DIAG1(d, nowhere, said.length > 0 ? DIAG_PDF_FAILED : DIAG_PDF_NOTHING, last_line(buffer_str(&said)));
        break;
    }
    buffer_free(&pdf);
    buffer_free(&said);
    return end == PROCESS_DONE;
}

bool make_pdf(const audit_result *result, enum language language, buffer *out, diags *d)
{
    arena *a = arena_new();
    surroundings s = surroundings_of(a, result->as_of);
    buffer page = {0};
    bool done = has_font(&s);
    if (done) {
        write_html_to_print(result, language, &page);
        done = print_page(&s, buffer_str(&page), out, d);
    } else {
        DIAG0(d, (place){0}, DIAG_PDF_NO_FONT);
    }
    buffer_free(&page);
    arena_free(a);
    return done;
}

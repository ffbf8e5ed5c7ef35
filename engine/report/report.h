/* Reports: the formats that a result is written in. A format is one row of the table in report.c and one file. */
#ifndef JUNSHU_REPORT_H
#define JUNSHU_REPORT_H

#include "result/result.h"

typedef struct report_format {
    const char *name;       /* as --format takes it */
    const char *extension;  /* of its files, without the dot in front */
    const char *media_type; /* as RFC 6838 writes it */
    label title;            /* one line for --help */
    bool is_binary;         /* not for terminals */
    /* Appends the whole report; a row has one of the two. The same result gives the same bytes. Formats for machines
       carry both languages and do not look at the language. */
    void (*write)(const audit_result *result, enum language language, buffer *out);
    /* The same where it can fail: returns false after reporting why, with nothing appended. */
    bool (*make)(const audit_result *result, enum language language, buffer *out, diags *d);
} report_format;

size_t report_count(void);
/* Takes an index below report_count(): the order is that of --help. */
const report_format *report_at(size_t index);
/* Returns the format of that name, or NULL. */
const report_format *report_find(str name);
/* Returns the nearest name, or an empty str. */
str report_nearest(str name);
/* Appends the report in that format. Returns false after reporting why it could not be made. */
bool report_write(const report_format *format, const audit_result *result, enum language language, buffer *out,
                  diags *d);

void write_json(const audit_result *result, enum language language, buffer *out);
void write_text(const audit_result *result, enum language language, buffer *out);
void write_html(const audit_result *result, enum language language, buffer *out);
/* The same page for WeasyPrint, which knows less than browsers do. */
void write_html_to_print(const audit_result *result, enum language language, buffer *out);
bool make_pdf(const audit_result *result, enum language language, buffer *out, diags *d);
void write_csv(const audit_result *result, enum language language, buffer *out);
void write_sarif(const audit_result *result, enum language language, buffer *out);
void write_oscal(const audit_result *result, enum language language, buffer *out);
void write_junit(const audit_result *result, enum language language, buffer *out);
bool make_xlsx(const audit_result *result, enum language language, buffer *out, diags *d);
void write_tap(const audit_result *result, enum language language, buffer *out);

#endif

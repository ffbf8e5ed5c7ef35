/* The table of report formats. */
#include "report/report.h"

#define LABEL(ja, en)                                                                                                  \
    {                                                                                                                  \
        {(ja), sizeof(ja) - 1},                                                                                        \
        {                                                                                                              \
            (en), sizeof(en) - 1                                                                                       \
        }                                                                                                              \
    }

static const report_format formats[] = {
    {"text", "txt", "text/plain", LABEL("端末で読む要約", "summary for the terminal"), .write = write_text},
    {"html", "html", "text/html", LABEL("会議に出す報告書", "report for the council"), .write = write_html},
    {"pdf", "pdf", "application/pdf", LABEL("会議に出す報告書（配布用）", "report for the council, to hand out"),
     .is_binary = true, .make = make_pdf},
    {"json", "json", "application/json", LABEL("結果の全体（機械用）", "the complete result, for programs"),
     .write = write_json},
    {"csv", "csv", "text/csv", LABEL("指摘の一覧（表計算用）", "findings, for spreadsheets"), .write = write_csv},
    {"xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     LABEL("表計算の報告書（指摘、要確認、根拠等のシート）", "workbook: findings, what to judge, evidence, …"),
     .is_binary = true, .make = make_xlsx},
    {"sarif", "sarif", "application/sarif+json",
     LABEL("SARIF 2.1.0（指摘の閲覧用）", "SARIF 2.1.0, for viewers of findings"), .write = write_sarif},
    {"oscal", "oscal.json", "application/json",
     LABEL("OSCAL の評価結果（統制の管理用）", "OSCAL assessment results, for managing controls"),
     .write = write_oscal},
    {"junit", "junit.xml", "application/xml", LABEL("JUnit XML（CI用）", "JUnit XML, for CI"), .write = write_junit},
    {"tap", "tap", "text/plain", LABEL("TAP 14（CI用）", "TAP 14, for CI"), .write = write_tap},
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

size_t report_count(void)
{
    return FORMAT_COUNT;
}

const report_format *report_at(size_t index)
{
    return &formats[index];
}

const report_format *report_find(str name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (str_is(name, formats[i].name))
            return &formats[i];
    return NULL;
}

str report_nearest(str name)
{
    str names[FORMAT_COUNT];
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        names[i] = str_of(formats[i].name);
    size_t nearest = str_nearest(name, names, FORMAT_COUNT);
    return nearest == SIZE_MAX ? (str){0} : names[nearest];
}

bool report_write(const report_format *format, const audit_result *result, enum language language, buffer *out,
                  diags *d)
{
    if (format->make != NULL)
        return format->make(result, language, out, d);
    format->write(result, language, out);
    return true;
}

/* What the parts of the spreadsheet share. */
#ifndef JUNSHU_REPORT_XLSX_H
#define JUNSHU_REPORT_XLSX_H

#include "report/report_machine.h"
#include "report/sheet.h"

/* In their order in the workbook. */
enum xlsx_sheet {
    XLSX_SUMMARY,
    XLSX_ERRORS,
    XLSX_FINDINGS,
    XLSX_UNKNOWNS,
    XLSX_REVIEWS,
    XLSX_NOTICES,
    XLSX_LACKS,
    XLSX_TASKS,
    XLSX_CLAUSES,
    XLSX_RULES,
    XLSX_EVIDENCE,
    XLSX_SETTLED,
    XLSX_STRAYS,
    XLSX_LISTS,
    XLSX_DOCUMENTS,
    XLSX_SHEET_COUNT
};

typedef struct xlsx_writer {
    const report_view *view;
    enum language language;
    sheet *sheets[XLSX_SHEET_COUNT];   /* NULL where there is nothing to show */
    uint32_t first_clause, first_rule; /* rows of the sheets of all clauses and of the rules */
} xlsx_writer;

/* The sheets that others link to, which are written first. */
void xlsx_clauses(xlsx_writer *w, sheet *s);
void xlsx_rules(xlsx_writer *w, sheet *s);

/* The sheets of outcomes, which write the one of evidence beside them: each finding and its records link to each
   other. */
void xlsx_open_evidence(xlsx_writer *w, sheet *s);
void xlsx_errors(xlsx_writer *w, sheet *s);
void xlsx_findings(xlsx_writer *w, sheet *s);
void xlsx_unknowns(xlsx_writer *w, sheet *s);
void xlsx_reviews(xlsx_writer *w, sheet *s);
void xlsx_notices(xlsx_writer *w, sheet *s);

void xlsx_summary(xlsx_writer *w, sheet *s);
void xlsx_lacks(xlsx_writer *w, sheet *s);
void xlsx_tasks(xlsx_writer *w, sheet *s);
void xlsx_settled(xlsx_writer *w, sheet *s);
void xlsx_strays(xlsx_writer *w, sheet *s);
void xlsx_lists(xlsx_writer *w, sheet *s);
void xlsx_documents(xlsx_writer *w, sheet *s);

/* The clause with a link to its row. */
void xlsx_clause(xlsx_writer *w, sheet *s, clause_address address);
/* The article with a link to the row of its first clause. */
void xlsx_article(xlsx_writer *w, sheet *s, clause_address address);
/* The rule's id with a link to its row. */
void xlsx_rule(xlsx_writer *w, sheet *s, const rule_result *r);
/* The line in a document; empty where it is 0. */
void xlsx_line(sheet *s, uint32_t line);

#endif

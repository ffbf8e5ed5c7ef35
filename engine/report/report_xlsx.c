/* The report as a workbook: sheets to filter, to sort and to fill in. */
#include "report/report_xlsx.h"

#include "report/report.h"

static bool has_errors(const report_view *v)
{
    return v->sections[RESULT_ERROR].group_count > 0;
}

static bool has_settled(const report_view *v)
{
    for (size_t i = 0; i < v->result->rule_count; i++)
        if (v->result->rules[i].settled_count > 0)
            return true;
    return false;
}

static bool has_strays(const report_view *v)
{
    return v->result->stray_count > 0;
}

typedef struct contents_row {
    enum word name;
    void (*write)(xlsx_writer *w, sheet *s);
    bool (*is_there)(const report_view *v); /* NULL: always */
} contents_row;

static const contents_row contents[XLSX_SHEET_COUNT] = {
    [XLSX_SUMMARY] = {WORD_SUMMARY, xlsx_summary, NULL},
    [XLSX_ERRORS] = {WORD_ERRORS, xlsx_errors, has_errors},
    [XLSX_FINDINGS] = {WORD_FINDINGS, xlsx_findings, NULL},
    [XLSX_UNKNOWNS] = {WORD_UNKNOWNS, xlsx_unknowns, NULL},
    [XLSX_REVIEWS] = {WORD_REVIEWS, xlsx_reviews, NULL},
    [XLSX_NOTICES] = {WORD_NOTICES, xlsx_notices, NULL},
    [XLSX_LACKS] = {WORD_MISSING, xlsx_lacks, NULL},
    [XLSX_TASKS] = {WORD_TASKS, xlsx_tasks, NULL},
    [XLSX_CLAUSES] = {WORD_SHEET_CLAUSES, xlsx_clauses, NULL},
    [XLSX_RULES] = {WORD_METHODS, xlsx_rules, NULL},
    [XLSX_EVIDENCE] = {WORD_EVIDENCE, xlsx_open_evidence, NULL},
    [XLSX_SETTLED] = {WORD_SETTLED, xlsx_settled, has_settled},
    [XLSX_STRAYS] = {WORD_STRAYS_TABLE, xlsx_strays, has_strays},
    [XLSX_LISTS] = {WORD_LISTS, xlsx_lists, NULL},
    [XLSX_DOCUMENTS] = {WORD_DOCUMENTS, xlsx_documents, NULL},
};

/* What is linked to comes first: rows must be known. */
static const enum xlsx_sheet order[XLSX_SHEET_COUNT] = {
    XLSX_CLAUSES, XLSX_RULES, XLSX_EVIDENCE, XLSX_SUMMARY, XLSX_ERRORS, XLSX_FINDINGS, XLSX_UNKNOWNS,  XLSX_REVIEWS,
    XLSX_NOTICES, XLSX_LACKS, XLSX_TASKS,    XLSX_SETTLED, XLSX_STRAYS, XLSX_LISTS,    XLSX_DOCUMENTS,
};

static void mark_sheets(xlsx_writer *w)
{
    sheet_mark(w->sheets[XLSX_FINDINGS], RESULT_FAIL);
    sheet_mark(w->sheets[XLSX_UNKNOWNS], RESULT_UNKNOWN);
    sheet_mark(w->sheets[XLSX_LACKS], RESULT_UNKNOWN);
    sheet_mark(w->sheets[XLSX_REVIEWS], RESULT_REVIEW);
    sheet_mark(w->sheets[XLSX_NOTICES], RESULT_NOTICE);
}

static void fill(book *b, void *context)
{
    xlsx_writer *w = context;
    for (int i = 0; i < XLSX_SHEET_COUNT; i++)
        if (contents[i].is_there == NULL || contents[i].is_there(w->view))
            w->sheets[i] = book_add_sheet(b, contents[i].name);
    mark_sheets(w);
    for (int i = 0; i < XLSX_SHEET_COUNT; i++) {
        sheet *s = w->sheets[order[i]];
        if (s != NULL)
            contents[order[i]].write(w, s);
    }
    sheet_close_table(w->sheets[XLSX_EVIDENCE]);
}

bool make_xlsx(const audit_result *result, enum language language, buffer *out, diags *d)
{
    arena *a = arena_new();
    xlsx_writer w = {.view = view_new(a, result), .language = language};
    book_plan plan = {WORD_REPORT_TITLE, label_text(result->pack->auditor, language), result->as_of, language,
                      &excel_limits};
    bool is_made = book_make(&plan, fill, &w, out, d);
    arena_free(a);
    return is_made;
}

static void add_linked(xlsx_writer *w, sheet *s, clause_address address, size_t index)
{
    buffer title = {0};
    clause_print_title(&title, address, w->language);
    cell_piece(s, buffer_str(&title));
    buffer_free(&title);
    if (index < w->view->result->clause_count)
        cell_link(s, w->sheets[XLSX_CLAUSES], w->first_clause + (uint32_t)index);
    else
        cell_end(s);
}

void xlsx_clause(xlsx_writer *w, sheet *s, clause_address address)
{
    const audit_result *result = w->view->result;
    size_t i = 0;
    while (i < result->clause_count && !clause_equal(result->clauses[i].clause->address, address))
        i++;
    add_linked(w, s, address, i);
}

void xlsx_article(xlsx_writer *w, sheet *s, clause_address address)
{
    const audit_result *result = w->view->result;
    size_t i = 0;
    while (i < result->clause_count && (result->clauses[i].clause->address.article != address.article ||
                                        result->clauses[i].clause->address.branch != address.branch))
        i++;
    add_linked(w, s, address, i);
}

void xlsx_rule(xlsx_writer *w, sheet *s, const rule_result *r)
{
    cell_piece(s, r->rule->id);
    cell_link(s, w->sheets[XLSX_RULES], w->first_rule + (uint32_t)(r - w->view->result->rules));
}

void xlsx_line(sheet *s, uint32_t line)
{
    if (line > 0)
        cell_index(s, line);
    else
        cell_end(s);
}

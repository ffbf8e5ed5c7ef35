/* The spreadsheet: one row for each outcome of a result, and one for each record that it rests on. */
#include "report/report_xlsx.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct finding_row {
    outcome outcome;
    size_t number;
} finding_row;

typedef struct finding_column {
    sheet_column column;
    void (*write)(xlsx_writer *w, sheet *s, const finding_row *row);
} finding_column;

/* ---- columns ---- */

static void write_number(xlsx_writer *w, sheet *s, const finding_row *row)
{
    (void)w;
    cell_index(s, row->number);
}

static void write_clause(xlsx_writer *w, sheet *s, const finding_row *row)
{
    xlsx_clause(w, s, row->outcome.rule->rule->clause);
}

static void write_result(xlsx_writer *w, sheet *s, const finding_row *row)
{
    (void)w;
    cell_result(s, row->outcome.result);
}

static void write_severity(xlsx_writer *w, sheet *s, const finding_row *row)
{
    (void)w;
    cell_label(s, rule_severity_title(row->outcome.rule->rule->severity));
}

static void write_bearer(xlsx_writer *w, sheet *s, const finding_row *row)
{
    (void)w;
    cell_label(s, row->outcome.rule->rule->bearer->title);
}

static void write_rule(xlsx_writer *w, sheet *s, const finding_row *row)
{
    xlsx_rule(w, s, row->outcome.rule);
}

static void write_rule_title(xlsx_writer *w, sheet *s, const finding_row *row)
{
    (void)w;
    cell_label(s, row->outcome.rule->rule->title);
}

static void write_sentence(xlsx_writer *w, sheet *s, const finding_row *row)
{
    buffer text = {0};
    outcome_print(&text, &row->outcome, w->language);
    cell_text(s, buffer_str(&text));
    buffer_free(&text);
}

typedef struct reasons {
    sheet *s;
    enum language language;
} reasons;

static void add_reason(void *context, const explanation *why)
{
    const reasons *to = context;
    buffer text = {0};
    reason_print(&text, why, to->language);
    cell_piece(to->s, buffer_str(&text));
    buffer_free(&text);
}

static void write_reasons(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    reasons to = {s, w->language};
    if (f != NULL && f->why != NULL)
        visit_reasons(f->why, f->why->truth, add_reason, &to);
    cell_end(s);
}

static void add_labels(xlsx_writer *w, sheet *s, const label *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cell_piece(s, label_text(items[i], w->language));
}

/* The lists that the rule lacks, where no subject could be looked at. */
static void add_gaps(xlsx_writer *w, sheet *s, const rule_result *r)
{
    for (size_t i = 0; i < r->needed_count; i++) {
        const needed_list *n = &r->needed[i];
        buffer text = {0};
        if (!n->present)
            word_print(&text, WORD_LIST_ABSENT, w->language, label_text(n->title, w->language), (str){0}, (str){0});
        else if (!n->complete)
            word_print(&text, WORD_LIST_GAPS, w->language, label_text(n->title, w->language),
                       label_text(n->gaps, w->language), (str){0});
        cell_piece(s, buffer_str(&text));
        buffer_free(&text);
    }
}

static void write_missing(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    if (f != NULL)
        add_labels(w, s, f->missing, f->missing_count);
    else
        add_gaps(w, s, row->outcome.rule);
    cell_end(s);
}

static void write_changes(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    if (f != NULL)
        add_labels(w, s, f->changes, f->change_count);
    cell_end(s);
}

static void write_remedy(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    (void)w;
    cell_label(s, f != NULL && remedy_is_due(f->result) ? f->remedy : (label){0});
}

static void write_kind(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    (void)w;
    cell_label(s, f != NULL ? f->subject.type_title : (label){0});
}

static void write_record(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    (void)w;
    cell_label(s, f != NULL ? f->subject.text : (label){0});
}

static void write_document(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    (void)w;
    cell_text(s, str_of(f != NULL ? f->subject.at.file : NULL));
}

static void write_line(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    (void)w;
    xlsx_line(s, f != NULL ? f->subject.at.line : 0);
}

/* How many records, with a link to the first of them: they will be written next. */
static void write_evidence_link(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const finding *f = row->outcome.finding;
    if (f == NULL || f->evidence_count == 0) {
        cell_end(s);
        return;
    }
    buffer text = {0};
    word_print(&text, WORD_SHEET_COUNT, w->language, str_of(number_print(f->evidence_count).at), (str){0}, (str){0});
    cell_piece(s, buffer_str(&text));
    cell_link(s, w->sheets[XLSX_EVIDENCE], sheet_row(w->sheets[XLSX_EVIDENCE]));
    buffer_free(&text);
}

static void write_note(xlsx_writer *w, sheet *s, const finding_row *row)
{
    const rule_result *r = row->outcome.rule;
    cell_piece(s, label_text(r->note, w->language));
    cell_piece(s, r->is_stale ? word_text(WORD_STALE, w->language) : (str){0});
    cell_end(s);
}

static void write_identity(xlsx_writer *w, sheet *s, const finding_row *row)
{
    (void)w;
    cell_text(s, outcome_identity(&row->outcome));
}

static void write_answer(xlsx_writer *w, sheet *s, const finding_row *row)
{
    (void)w;
    (void)row;
    cell_answer(s);
}

static void write_answer_day(xlsx_writer *w, sheet *s, const finding_row *row)
{
    (void)w;
    (void)row;
    cell_answer_day(s);
}

/* ---- evidence ---- */

static const sheet_column evidence_columns[] = {
    {WORD_RESULT, 12},    {WORD_NUMBER, 7},  {WORD_RULE, 24},     {WORD_ROLE, 14}, {WORD_RECORD_KIND, 20},
    {WORD_RECORD_ID, 20}, {WORD_RECORD, 40}, {WORD_DOCUMENT, 30}, {WORD_LINE, 8},  {WORD_IDENTITY, 40},
};

static uint64_t count_evidence(const report_view *v)
{
    uint64_t count = 0;
    for (int r = 0; r < RESULT_COUNT; r++)
        for (size_t i = 0; i < v->sections[r].group_count; i++)
            for (size_t k = 0; k < v->sections[r].groups[i].count; k++)
                count += v->sections[r].groups[i].findings[k]->evidence_count;
    return count;
}

void xlsx_open_evidence(xlsx_writer *w, sheet *s)
{
    sheet_table table = {evidence_columns, COUNT(evidence_columns),         .printed = 9, .frozen = 3,
                         .is_list = true,  .rows = count_evidence(w->view), .links = 2};
    sheet_title(s, word_text(WORD_EVIDENCE, w->language));
    sheet_note(s, word_text(WORD_SHEET_EVIDENCE_MEANS, w->language));
    sheet_open_table(s, &table);
}

static void add_record(xlsx_writer *w, const sheet *from, const finding_row *row, const evidence *e)
{
    sheet *s = w->sheets[XLSX_EVIDENCE];
    const finding *f = row->outcome.finding;
    bool is_subject = str_equal(e->type, f->subject.type) && str_equal(e->id, f->subject.id);
    cell_result(s, f->result);
    cell_piece(s, str_of(number_print(row->number).at));
    cell_link(s, from, sheet_row(from));
    xlsx_rule(w, s, row->outcome.rule);
    cell_word(s, is_subject ? WORD_SUBJECT : WORD_OTHER_RECORD);
    cell_label(s, e->type_title);
    cell_text(s, e->id);
    cell_label(s, e->text);
    cell_text(s, str_of(e->at.file));
    xlsx_line(s, e->at.line);
    cell_text(s, f->identity);
    sheet_end_row(s);
}

/* ---- sheets ---- */

static void add_row(xlsx_writer *w, sheet *s, const finding_column *columns, size_t count, const finding_row *row)
{
    for (size_t i = 0; i < count; i++)
        columns[i].write(w, s, row);
    for (size_t i = 0; row->outcome.finding != NULL && i < row->outcome.finding->evidence_count; i++)
        add_record(w, s, row, row->outcome.finding->evidence[i]);
    sheet_end_row(s);
}

static uint64_t count_rows(const result_section *section)
{
    uint64_t count = section->finding_count;
    for (size_t i = 0; i < section->group_count; i++)
        count += section->groups[i].count == 0;
    return count;
}

static void add_rows(xlsx_writer *w, sheet *s, const finding_column *columns, size_t count, enum result result)
{
    const result_section *section = &w->view->sections[result];
    size_t number = 0;
    for (size_t i = 0; i < section->group_count; i++) {
        const rule_group *g = &section->groups[i];
        for (size_t k = 0; k < g->count; k++)
            add_row(w, s, columns, count, &(finding_row){{g->rule, g->findings[k], result}, ++number});
        if (g->count == 0)
            add_row(w, s, columns, count, &(finding_row){{g->rule, NULL, result}, ++number});
    }
}

static void add_opening(xlsx_writer *w, sheet *s, enum word title, enum result result)
{
    const result_section *section = &w->view->sections[result];
    sheet_title(s, word_text(title, w->language));
    sheet_say(s, WORD_SECTION_COUNT, label_text(result_title(result), w->language),
              str_of(number_print(section->group_count).at), str_of(number_print(section->finding_count).at));
}

static void add_list(xlsx_writer *w, sheet *s, const finding_column *columns, size_t count, size_t printed,
                     enum result result)
{
    enum { MOST = 24 };
    sheet_column heads[MOST];
    for (size_t i = 0; i < count; i++)
        heads[i] = columns[i].column;
    sheet_table table = {heads,       count,           .printed = printed,
                         .frozen = 2, .is_list = true, .rows = count_rows(&w->view->sections[result]),
                         .links = 3};
    sheet_open_table(s, &table);
    add_rows(w, s, columns, count, result);
    sheet_close_table(s);
}

/* The columns after the line are for the screen. */
static const finding_column decided[] = {
    {{WORD_NUMBER, 7}, write_number},
    {{WORD_CLAUSE, 16}, write_clause},
    {{WORD_RESULT, 12}, write_result},
    {{WORD_SEVERITY, 8}, write_severity},
    {{WORD_BEARER, 16}, write_bearer},
    {{WORD_FINDING, 46}, write_sentence},
    {{WORD_REMEDY, 36}, write_remedy},
    {{WORD_RECORD, 18}, write_record},
    {{WORD_DOCUMENT, 18}, write_document},
    {{WORD_LINE, 8}, write_line},
    {{WORD_EVIDENCE, 12}, write_evidence_link},
    {{WORD_RULE, 24}, write_rule},
    {{WORD_TITLE, 30}, write_rule_title},
    {{WORD_CONDITION, 90}, write_reasons},
    {{WORD_CHANGES, 60}, write_changes},
    {{WORD_RECORD_KIND, 20}, write_kind},
    {{WORD_NOTE, 40}, write_note},
    {{WORD_IDENTITY, 40}, write_identity},
};

static const finding_column undecided[] = {
    {{WORD_NUMBER, 7}, write_number},           {{WORD_CLAUSE, 16}, write_clause},
    {{WORD_RESULT, 12}, write_result},          {{WORD_SEVERITY, 8}, write_severity},
    {{WORD_BEARER, 16}, write_bearer},          {{WORD_FINDING, 46}, write_sentence},
    {{WORD_MISSING, 36}, write_missing},        {{WORD_RECORD, 18}, write_record},
    {{WORD_DOCUMENT, 18}, write_document},      {{WORD_LINE, 8}, write_line},
    {{WORD_EVIDENCE, 12}, write_evidence_link}, {{WORD_RULE, 24}, write_rule},
    {{WORD_TITLE, 30}, write_rule_title},       {{WORD_CONDITION, 90}, write_reasons},
    {{WORD_RECORD_KIND, 20}, write_kind},       {{WORD_NOTE, 40}, write_note},
    {{WORD_IDENTITY, 40}, write_identity},
};

enum { JUDGEMENT_COLUMN = 8 };

static const finding_column to_judge[] = {
    {{WORD_NUMBER, 7}, write_number},
    {{WORD_CLAUSE, 16}, write_clause},
    {{WORD_BEARER, 16}, write_bearer},
    {{WORD_TO_JUDGE, 40}, write_sentence},
    {{WORD_CONDITION, 36}, write_reasons},
    {{WORD_RECORD, 18}, write_record},
    {{WORD_EVIDENCE, 12}, write_evidence_link},
    {{WORD_REMEDY_IF, 24}, write_remedy},
    [JUDGEMENT_COLUMN] = {{WORD_JUDGEMENT, 12}, write_answer},
    {{WORD_JUDGED_ON, 16}, write_answer_day},
    {{WORD_SIGNED, 12}, write_answer},
    {{WORD_REASON, 24}, write_answer},
    {{WORD_SEVERITY, 8}, write_severity},
    {{WORD_RULE, 24}, write_rule},
    {{WORD_TITLE, 30}, write_rule_title},
    {{WORD_RECORD_KIND, 20}, write_kind},
    {{WORD_DOCUMENT, 18}, write_document},
    {{WORD_LINE, 8}, write_line},
    {{WORD_NOTE, 40}, write_note},
    {{WORD_IDENTITY, 40}, write_identity},
};

enum { PRINTED = 11, PRINTED_TO_JUDGE = 12 };

void xlsx_errors(xlsx_writer *w, sheet *s)
{
    add_opening(w, s, WORD_ERRORS, RESULT_ERROR);
    add_list(w, s, undecided, COUNT(undecided), PRINTED, RESULT_ERROR);
}

void xlsx_findings(xlsx_writer *w, sheet *s)
{
    add_opening(w, s, WORD_FINDINGS, RESULT_FAIL);
    add_list(w, s, decided, COUNT(decided), PRINTED, RESULT_FAIL);
}

void xlsx_unknowns(xlsx_writer *w, sheet *s)
{
    add_opening(w, s, WORD_UNKNOWNS, RESULT_UNKNOWN);
    sheet_note(s, word_text(WORD_UNKNOWN_MEANS, w->language));
    add_list(w, s, undecided, COUNT(undecided), PRINTED, RESULT_UNKNOWN);
}

void xlsx_reviews(xlsx_writer *w, sheet *s)
{
    const label choices[] = {result_title(RESULT_PASS), result_title(RESULT_FAIL)};
    add_opening(w, s, WORD_REVIEWS, RESULT_REVIEW);
    sheet_note(s, word_text(WORD_REVIEW_MEANS, w->language));
    add_list(w, s, to_judge, COUNT(to_judge), PRINTED_TO_JUDGE, RESULT_REVIEW);
    sheet_offer(s, JUDGEMENT_COLUMN, choices, COUNT(choices));
}

void xlsx_notices(xlsx_writer *w, sheet *s)
{
    add_opening(w, s, WORD_NOTICES, RESULT_NOTICE);
    sheet_note(s, word_text(WORD_NOTICE_MEANS, w->language));
    add_list(w, s, decided, COUNT(decided), PRINTED, RESULT_NOTICE);
}

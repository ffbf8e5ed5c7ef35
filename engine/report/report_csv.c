/* The outcomes as CSV (RFC 4180) for spreadsheets: one row each, every cell quoted, in UTF-8 with the mark by which
   Excel knows it. */
#include "report/report.h"
#include "report/report_machine.h"

static const enum word columns[] = {
    WORD_RESULT,    WORD_RULE,    WORD_TITLE,       WORD_CLAUSE,    WORD_BEARER,   WORD_NORM,     WORD_SEVERITY,
    WORD_METHOD,    WORD_FINDING, WORD_RECORD_KIND, WORD_RECORD_ID, WORD_RECORD,   WORD_DOCUMENT, WORD_LINE,
    WORD_CONDITION, WORD_MISSING, WORD_CHANGES,     WORD_REMEDY,    WORD_EVIDENCE, WORD_NOTE,     WORD_IDENTITY,
};

enum { COLUMN_COUNT = sizeof columns / sizeof columns[0] };

/* ---- cells ---- */

/* What a spreadsheet would take for a formula, in full-width characters too. */
static bool is_formula(str s)
{
    static const str signs[] = {{"=", 1},  {"+", 1},  {"-", 1},  {"@", 1},  {"\t", 1},
                                {"\r", 1}, {"＝", 3}, {"＋", 3}, {"－", 3}, {"＠", 3}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (str_starts(s, signs[i]))
            return true;
    return false;
}

static void add_quoted(buffer *b, str s)
{
    buffer_add_char(b, '"');
    buffer_add_marked(b, s, '"', "\"");
    buffer_add_char(b, '"');
}

typedef struct row {
    buffer *out;
    enum language language;
    size_t cells;
    buffer cell; /* being filled: pieces that are clean, one a line */
} row;

/* A line of the cell, and nothing where there is no text. */
static void add_piece(row *r, str s)
{
    if (s.length == 0)
        return;
    if (r->cell.length > 0)
        buffer_add_char(&r->cell, '\n');
    else if (is_formula(s))
        buffer_add_char(&r->cell, '\'');
    add_clean(&r->cell, s, buffer_add);
}

static void end_cell(row *r)
{
    buffer_add_text(r->out, r->cells++ > 0 ? "," : "");
    add_quoted(r->out, buffer_str(&r->cell));
    buffer_free(&r->cell);
}

static void end_row(row *r)
{
    buffer_add_text(r->out, "\r\n");
    r->cells = 0;
}

static void add_cell(row *r, str s)
{
    add_piece(r, s);
    end_cell(r);
}

static void add_label(row *r, label l)
{
    add_cell(r, label_text(l, r->language));
}

static void add_labels(row *r, const label *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_piece(r, label_text(items[i], r->language));
    end_cell(r);
}

/* ---- rows ---- */

static void add_rule_cells(row *r, const audited_rule *of)
{
    buffer clause = {0};
    clause_print_title(&clause, of->clause, r->language);
    add_cell(r, of->id);
    add_label(r, of->title);
    add_cell(r, buffer_str(&clause));
    add_label(r, of->bearer->title);
    add_label(r, norm_title(of->norm));
    add_label(r, rule_severity_title(of->severity));
    add_label(r, method_title(of->method));
    buffer_free(&clause);
}

static void add_sentence(row *r, const outcome *o)
{
    buffer text = {0};
    outcome_print(&text, o, r->language);
    add_cell(r, buffer_str(&text));
    buffer_free(&text);
}

static void add_subject_cells(row *r, const evidence *e)
{
    buffer line = {0};
    if (e->at.line > 0)
        buffer_addf(&line, "%u", e->at.line);
    add_label(r, e->type_title);
    add_cell(r, e->id);
    add_label(r, e->text);
    add_cell(r, str_of(e->at.file));
    add_cell(r, buffer_str(&line));
    buffer_free(&line);
}

static void add_reason(void *context, const explanation *why)
{
    row *r = context;
    buffer text = {0};
    reason_print(&text, why, r->language);
    add_piece(r, buffer_str(&text));
    buffer_free(&text);
}

static void add_evidence(row *r, const finding *f)
{
    for (size_t i = 0; i < f->evidence_count; i++) {
        const evidence *e = f->evidence[i];
        buffer text = {0};
        buffer_add(&text, label_text(e->type_title, r->language));
        buffer_add_char(&text, ' ');
        buffer_add(&text, label_text(e->text, r->language));
        buffer_add_text(&text, e->at.file != NULL ? "  " : "");
        place_print(&text, e->at);
        add_piece(r, buffer_str(&text));
        buffer_free(&text);
    }
    end_cell(r);
}

/* Where it is open whether the rule is met, so is whether the remedy is due. */
static void add_remedy(row *r, const finding *f)
{
    buffer text = {0};
    str remedy = label_text(f->remedy, r->language);
    if (f->is_open && remedy.length > 0)
        word_print(&text, WORD_REMEDY_IF_IS, r->language, remedy, (str){0}, (str){0});
    else
        buffer_add(&text, remedy);
    if (remedy_is_due(f->result))
        add_piece(r, buffer_str(&text));
    end_cell(r);
    buffer_free(&text);
}

static void add_finding_cells(row *r, const finding *f)
{
    add_subject_cells(r, &f->subject);
    visit_reasons(f->why, f->why != NULL ? f->why->truth : TRUTH_FALSE, add_reason, r);
    end_cell(r);
    add_labels(r, f->missing, f->missing_count);
    add_labels(r, f->changes, f->change_count);
    add_remedy(r, f);
    add_evidence(r, f);
}

static void add_note(row *r, const rule_result *of)
{
    add_piece(r, label_text(of->note, r->language));
    add_piece(r, of->is_stale ? word_text(WORD_STALE, r->language) : (str){0});
    end_cell(r);
}

static void add_outcome(row *r, const outcome *o)
{
    add_label(r, result_title(o->result));
    add_rule_cells(r, o->rule->rule);
    add_sentence(r, o);
    if (o->finding != NULL)
        add_finding_cells(r, o->finding);
    while (r->cells + 2 < COLUMN_COUNT)
        end_cell(r);
    add_note(r, o->rule);
    add_cell(r, outcome_identity(o));
    end_row(r);
}

void write_csv(const audit_result *result, enum language language, buffer *out)
{
    row r = {.out = out, .language = language};
    buffer_add_text(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        add_cell(&r, word_text(columns[i], language));
    end_row(&r);
    for (size_t i = 0; i < result->rule_count; i++) {
        size_t count = outcome_count(&result->rules[i]);
        for (size_t k = 0; k < count; k++) {
            outcome o = outcome_at(&result->rules[i], k);
            add_outcome(&r, &o);
        }
    }
}

/* The spreadsheet: the summary, what is missing, what to do, all clauses and rules, what was examined. */
#include "report/report_xlsx.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- summary ---- */

static void add_item(xlsx_writer *w, sheet *s, enum word item, str text)
{
    cell_head(s, word_text(item, w->language));
    cell_text(s, text);
    sheet_end_row(s);
}

static void add_moment(xlsx_writer *w, sheet *s, enum word item, moment m)
{
    cell_head(s, word_text(item, w->language));
    cell_moment(s, m);
    sheet_end_row(s);
}

static void add_versions(xlsx_writer *w, sheet *s)
{
    const audited_pack *pack = w->view->result->pack;
    cell_head(s, word_text(WORD_REGULATION, w->language));
    for (size_t i = 0; i < pack->version_count; i++)
        cell_piece(s, pack->versions[i].title);
    cell_end(s);
    sheet_end_row(s);
}

static void add_identification(xlsx_writer *w, sheet *s)
{
    const audit_result *r = w->view->result;
    buffer pack = {0}, engine = {0};
    word_print(&pack, WORD_PACK_VERSION, w->language, r->pack->id, r->pack->version, (str){0});
    buffer_addf(&engine, "junshu %s", r->engine_version);
    add_item(w, s, WORD_MUNICIPALITY, r->pack->municipality);
    add_versions(w, s);
    add_moment(w, s, WORD_PERIOD_FROM, r->period.from);
    add_moment(w, s, WORD_PERIOD_TO, r->period.to);
    add_moment(w, s, WORD_AS_OF, r->as_of);
    add_item(w, s, WORD_AUDITOR, label_text(r->pack->auditor, w->language));
    add_item(w, s, WORD_PACK, buffer_str(&pack));
    add_item(w, s, WORD_DIGEST, str_of(r->pack->digest));
    add_item(w, s, WORD_ENGINE, buffer_str(&engine));
    cell_head(s, word_text(WORD_OVERALL, w->language));
    cell_result(s, r->result);
    sheet_end_row(s);
    buffer_free(&pack);
    buffer_free(&engine);
}

static void add_counts(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {{WORD_RESULT, 14}, {WORD_MEANING, 70}, {WORD_RULES, 14}, {WORD_CLAUSES, 14}};
    const audit_result *r = w->view->result;
    sheet_note(s, word_text(WORD_COUNTS, w->language));
    sheet_open_table(s, &(sheet_table){columns, COUNT(columns), .rows = RESULT_COUNT});
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        cell_result(s, (enum result)k);
        cell_word(s, result_meaning((enum result)k));
        cell_number(s, r->rule_counts[k]);
        cell_number(s, r->clause_counts[k]);
        sheet_end_row(s);
    }
    sheet_close_table(s);
}

static void add_article(xlsx_writer *w, sheet *s, const article_row *row)
{
    if (row->address.supplementary > 0)
        cell_word(s, WORD_SUPPLEMENTARY);
    else
        xlsx_article(w, s, row->address);
    cell_text(s, row->caption);
    if (row->rules > 0)
        cell_result(s, row->result);
    else
        cell_word(s, WORD_NO_RULES);
    cell_counts(s, row->counts);
    sheet_end_row(s);
}

static void add_articles(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {{WORD_ARTICLE, 14}, {WORD_CAPTION, 70}, {WORD_RESULT, 20}};
    sheet_note(s, word_text(WORD_BY_ARTICLE, w->language));
    sheet_open_table(
        s, &(sheet_table){columns, COUNT(columns), .has_counts = true, .rows = w->view->article_count, .links = 1});
    for (size_t i = 0; i < w->view->article_count; i++)
        add_article(w, s, &w->view->articles[i]);
    sheet_close_table(s);
    sheet_note(s, word_text(WORD_SHEET_ARTICLES, w->language));
}

void xlsx_summary(xlsx_writer *w, sheet *s)
{
    sheet_title(s, label_text(w->view->result->pack->title, w->language));
    sheet_title(s, word_text(WORD_REPORT_TITLE, w->language));
    add_identification(w, s);
    sheet_note(s, word_text(WORD_OVERALL_MEANS, w->language));
    sheet_note(s, word_text(WORD_NO_ASSURANCE, w->language));
    if (w->view->audits_itself)
        sheet_say(s, WORD_INDEPENDENCE_SHORT, label_text(w->view->result->pack->auditor, w->language), (str){0},
                  (str){0});
    sheet_skip_row(s);
    add_counts(w, s);
    sheet_skip_row(s);
    add_articles(w, s);
}

/* ---- what is missing, what to do ---- */

static void add_lack(xlsx_writer *w, sheet *s, const lack *l)
{
    buffer state = {0};
    word_print(&state, l->list->present ? WORD_GAPS_ARE : WORD_ABSENT, w->language,
               label_text(l->list->gaps, w->language), (str){0}, (str){0});
    cell_label(s, l->list->title);
    cell_text(s, buffer_str(&state));
    cell_text(s, l->source);
    for (size_t i = 0; i < l->rule_count; i++)
        cell_piece(s, l->rules[i]->rule->id);
    cell_end(s);
    cell_number(s, l->rule_count);
    sheet_end_row(s);
    buffer_free(&state);
}

void xlsx_lacks(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {
        {WORD_LIST, 40}, {WORD_STATE, 60}, {WORD_USUAL_SOURCE, 40}, {WORD_NEEDED_BY, 30}, {WORD_RULES, 10}};
    sheet_title(s, word_text(WORD_TO_EXPORT, w->language));
    sheet_note(s, word_text(WORD_EXAMINED_MEANS, w->language));
    sheet_open_table(
        s, &(sheet_table){columns, COUNT(columns), .frozen = 1, .is_list = true, .rows = w->view->lack_count});
    for (size_t i = 0; i < w->view->lack_count; i++)
        add_lack(w, s, &w->view->lacks[i]);
    sheet_close_table(s);
}

static void add_task(xlsx_writer *w, sheet *s, const bearer *b, const task *t)
{
    const rule_result *r = t->group->rule;
    cell_label(s, b->title);
    cell_result(s, t->result);
    xlsx_clause(w, s, r->rule->clause);
    cell_label(s, r->rule->title);
    xlsx_rule(w, s, r);
    cell_number(s, t->group->count);
    cell_text(s, task_text(t, w->language));
    cell_answer(s);
    cell_answer_day(s);
    sheet_end_row(s);
}

void xlsx_tasks(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {{WORD_BEARER, 30}, {WORD_RESULT, 14},  {WORD_CLAUSE, 20},
                                           {WORD_MATTER, 40}, {WORD_RULE, 24},    {WORD_CASES, 8},
                                           {WORD_TO_DO, 50},  {WORD_CHARGED, 16}, {WORD_DUE, 16}};
    uint64_t rows = 0;
    for (size_t i = 0; i < w->view->bearer_count; i++)
        rows += w->view->bearers[i].count;
    sheet_title(s, word_text(WORD_TASKS, w->language));
    sheet_note(s, word_text(WORD_TASKS_MEAN, w->language));
    sheet_open_table(s,
                     &(sheet_table){columns, COUNT(columns), .frozen = 1, .is_list = true, .rows = rows, .links = 2});
    for (size_t i = 0; i < w->view->bearer_count; i++)
        for (size_t k = 0; k < w->view->bearers[i].count; k++)
            add_task(w, s, w->view->bearers[i].bearer, &w->view->bearers[i].tasks[k]);
    sheet_close_table(s);
}

/* ---- clauses and rules ---- */

static void add_clause(xlsx_writer *w, sheet *s, const clause_result *c)
{
    buffer title = {0};
    clause_print_title(&title, c->clause->address, w->language);
    cell_text(s, buffer_str(&title));
    cell_text(s, c->clause->caption);
    cell_text(s, c->clause->text);
    if (c->is_decided)
        cell_result(s, c->result);
    else if (c->entry != NULL)
        cell_label(s, ledger_reason_title(c->entry->reason));
    else
        cell_word(s, WORD_NO_RULES);
    for (size_t i = 0; i < c->rule_count; i++) {
        buffer text = {0};
        buffer_add(&text, c->rules[i]->rule->id);
        buffer_addf(&text, " %s ", result_sign(c->rules[i]->result));
        buffer_add(&text, label_text(result_title(c->rules[i]->result), w->language));
        cell_piece(s, buffer_str(&text));
        buffer_free(&text);
    }
    cell_end(s);
    cell_label(s, c->entry != NULL ? c->entry->note : (label){0});
    sheet_end_row(s);
    buffer_free(&title);
}

void xlsx_clauses(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {{WORD_CLAUSE, 24},           {WORD_CAPTION, 24}, {WORD_CLAUSE_TEXT, 60},
                                           {WORD_RESULT_OR_REASON, 24}, {WORD_RULE, 34},    {WORD_NOT_BY_RECORDS, 44}};
    const audit_result *result = w->view->result;
    sheet_title(s, word_text(WORD_SHEET_CLAUSES, w->language));
    sheet_note(s, word_text(WORD_SHEET_CLAUSES_MEAN, w->language));
    sheet_open_table(
        s, &(sheet_table){columns, COUNT(columns), .frozen = 1, .is_list = true, .rows = result->clause_count});
    w->first_clause = sheet_row(s);
    for (size_t i = 0; i < result->clause_count; i++)
        add_clause(w, s, &result->clauses[i]);
    sheet_close_table(s);
}

static void add_needed(xlsx_writer *w, sheet *s, const rule_result *r)
{
    for (size_t i = 0; i < r->needed_count; i++) {
        const needed_list *n = &r->needed[i];
        buffer text = {0};
        buffer_add(&text, label_text(n->title, w->language));
        if (!n->present || !n->complete)
            buffer_add(&text, word_text(n->present ? WORD_MARK_GAPS : WORD_MARK_ABSENT, w->language));
        cell_piece(s, buffer_str(&text));
        buffer_free(&text);
    }
    cell_end(s);
}

static void add_rule(xlsx_writer *w, sheet *s, const rule_result *r)
{
    cell_text(s, r->rule->id);
    xlsx_clause(w, s, r->rule->clause);
    cell_label(s, r->rule->title);
    cell_result(s, r->result);
    cell_label(s, r->rule->bearer->title);
    cell_label(s, norm_title(r->rule->norm));
    cell_label(s, rule_severity_title(r->rule->severity));
    cell_label(s, method_title(r->rule->method));
    add_needed(w, s, r);
    cell_piece(s, label_text(r->note, w->language));
    cell_piece(s, r->is_stale ? word_text(WORD_STALE, w->language) : (str){0});
    cell_end(s);
    cell_number(s, r->population);
    cell_counts(s, r->counts);
    sheet_end_row(s);
}

void xlsx_rules(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {
        {WORD_RULE, 28},   {WORD_CLAUSE, 20}, {WORD_MATTER, 40},           {WORD_RESULT, 14},
        {WORD_BEARER, 24}, {WORD_NORM, 12},   {WORD_SEVERITY, 8},          {WORD_METHOD, 14},
        {WORD_NEEDED, 30}, {WORD_NOTE, 40},   {WORD_POPULATION_COUNT, 10},
    };
    const audit_result *result = w->view->result;
    sheet_title(s, word_text(WORD_METHODS, w->language));
    sheet_note(s, word_text(WORD_METHODS_MEAN, w->language));
    sheet_open_table(s, &(sheet_table){columns, COUNT(columns), .has_counts = true, .frozen = 1, .is_list = true,
                                       .rows = result->rule_count, .links = 1});
    w->first_rule = sheet_row(s);
    for (size_t i = 0; i < result->rule_count; i++)
        add_rule(w, s, &result->rules[i]);
    sheet_close_table(s);
}

/* ---- what was settled and examined ---- */

static void add_record(sheet *s, const evidence *e)
{
    cell_label(s, e->text);
    cell_text(s, str_of(e->at.file));
    xlsx_line(s, e->at.line);
}

static void add_settlement(xlsx_writer *w, sheet *s, const rule_result *r, const settlement *settled)
{
    xlsx_clause(w, s, r->rule->clause);
    xlsx_rule(w, s, r);
    add_record(s, &settled->subject);
    add_record(s, &settled->attestation);
    cell_label(s, settled->by);
    cell_moment(s, settled->on);
    cell_text(s, settled->statement);
    cell_result(s, settled->result);
    sheet_end_row(s);
}

void xlsx_settled(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {{WORD_CLAUSE, 20},    {WORD_RULE, 28},      {WORD_SUBJECT, 30},
                                           {WORD_DOCUMENT, 24},  {WORD_LINE, 8},       {WORD_ATTESTATION, 20},
                                           {WORD_DOCUMENT, 24},  {WORD_LINE, 8},       {WORD_SETTLED_BY, 20},
                                           {WORD_JUDGED_ON, 18}, {WORD_STATEMENT, 40}, {WORD_RESULT, 14}};
    const audit_result *result = w->view->result;
    uint64_t rows = 0;
    for (size_t i = 0; i < result->rule_count; i++)
        rows += result->rules[i].settled_count;
    sheet_title(s, word_text(WORD_SETTLED, w->language));
    sheet_open_table(s,
                     &(sheet_table){columns, COUNT(columns), .frozen = 1, .is_list = true, .rows = rows, .links = 2});
    for (size_t i = 0; i < result->rule_count; i++)
        for (size_t k = 0; k < result->rules[i].settled_count; k++)
            add_settlement(w, s, &result->rules[i], &result->rules[i].settled[k]);
    sheet_close_table(s);
}

void xlsx_strays(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {{WORD_ATTESTATION, 24}, {WORD_DOCUMENT, 40}, {WORD_LINE, 8}, {WORD_WHY, 60}};
    const audit_result *result = w->view->result;
    sheet_title(s, word_text(WORD_STRAYS, w->language));
    sheet_note(s, word_text(WORD_STRAYS_MEAN, w->language));
    sheet_open_table(
        s, &(sheet_table){columns, COUNT(columns), .frozen = 1, .is_list = true, .rows = result->stray_count});
    for (size_t i = 0; i < result->stray_count; i++) {
        add_record(s, &result->strays[i].attestation);
        cell_label(s, result->strays[i].why);
        sheet_end_row(s);
    }
    sheet_close_table(s);
}

static void add_list(sheet *s, const examined_list *l)
{
    cell_label(s, l->type->title);
    cell_text(s, l->scope);
    cell_moment(s, period_is_missing(l->covers) ? MOMENT_MISSING : l->covers.from);
    cell_moment(s, period_is_missing(l->covers) ? MOMENT_MISSING : l->covers.to);
    cell_number(s, l->records);
    cell_text(s, l->source);
    cell_moment(s, l->exported);
    cell_text(s, str_of(l->at.file));
    xlsx_line(s, l->at.line);
    sheet_end_row(s);
}

void xlsx_lists(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {{WORD_LIST, 34},        {WORD_LIST_SCOPE, 20},   {WORD_COMPLETE_FROM, 24},
                                           {WORD_COMPLETE_TO, 24}, {WORD_RECORD_COUNT, 12}, {WORD_LIST_SOURCE, 30},
                                           {WORD_EXPORTED, 26},    {WORD_DOCUMENT, 34},     {WORD_LINE, 8}};
    const examined_facts *f = w->view->result->facts;
    sheet_title(s, word_text(WORD_LISTS, w->language));
    sheet_note(s, word_text(WORD_EXAMINED_MEANS, w->language));
    sheet_open_table(s, &(sheet_table){columns, COUNT(columns), .frozen = 1, .is_list = true, .rows = f->list_count});
    for (size_t i = 0; i < f->list_count; i++)
        add_list(s, &f->lists[i]);
    sheet_close_table(s);
}

void xlsx_documents(xlsx_writer *w, sheet *s)
{
    static const sheet_column columns[] = {{WORD_DOCUMENT, 60}, {WORD_RECORD_COUNT, 12}, {WORD_DIGEST, 70}};
    const examined_facts *f = w->view->result->facts;
    sheet_title(s, word_text(WORD_DOCUMENTS, w->language));
    sheet_open_table(s,
                     &(sheet_table){columns, COUNT(columns), .frozen = 1, .is_list = true, .rows = f->document_count});
    for (size_t i = 0; i < f->document_count; i++) {
        cell_text(s, str_of(f->documents[i].path));
        cell_number(s, f->documents[i].records);
        cell_text(s, str_of(f->documents[i].digest));
        sheet_end_row(s);
    }
    sheet_close_table(s);
}

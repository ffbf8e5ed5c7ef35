/* The report for the terminal: plain text, no colour, no control characters. */
#include "report/report_text.h"
#include "report/report.h"

void text_add(text_writer *w, str s)
{
    add_clean(w->out, s, buffer_add);
}

void text_say(text_writer *w, enum word word, str first, str second, str third)
{
    buffer text = {0};
    word_print(&text, word, w->language, first, second, third);
    text_add(w, buffer_str(&text));
    buffer_free(&text);
}

void text_indent(text_writer *w, size_t depth)
{
    buffer_add_repeated(w->out, ' ', depth * 2);
}

void text_say_line(text_writer *w, size_t depth, enum word word, str first, str second, str third)
{
    text_indent(w, depth);
    text_say(w, word, first, second, third);
    buffer_add_char(w->out, '\n');
}

void text_heading(text_writer *w, enum word word)
{
    str text = word_text(word, w->language);
    buffer_add_char(w->out, '\n');
    buffer_add(w->out, text);
    buffer_add_char(w->out, '\n');
    buffer_add_repeated(w->out, '-', text_width(text));
    buffer_add_char(w->out, '\n');
}

static void add_head(text_writer *w)
{
    const audit_result *r = w->view->result;
    buffer period = {0}, as_of = {0};
    period_print(&period, r->period, w->language);
    moment_print(&as_of, r->as_of, w->language);
    text_say_line(w, 0, WORD_REPORT_TITLE, (str){0}, (str){0}, (str){0});
    text_add(w, label_text(r->pack->title, w->language));
    buffer_add_char(w->out, '\n');
    text_say_line(w, 0, WORD_PERIOD_IS, buffer_str(&period), buffer_str(&as_of), (str){0});
    text_say_line(w, 0, WORD_PACK_IS, r->pack->id, r->pack->version, str_of(r->pack->digest));
    text_say_line(w, 0, WORD_ENGINE_IS, str_of(r->engine_version), (str){0}, (str){0});
    text_say_line(w, 0, WORD_AUDITOR_IS, label_text(r->pack->auditor, w->language), r->pack->municipality, (str){0});
    buffer_free(&period);
    buffer_free(&as_of);
}

static void add_documents(text_writer *w)
{
    const examined_facts *f = w->view->result->facts;
    text_say_line(w, 0, WORD_DOCUMENTS_ARE, str_of(number_print(f->document_count).at), (str){0}, (str){0});
    for (size_t i = 0; i < f->document_count; i++) {
        const examined_document *d = &f->documents[i];
        text_say_line(w, 1, WORD_DOCUMENT_LINE, str_of(d->path), str_of(number_print(d->records).at),
                      (str){d->digest, strnlen(d->digest, 16)});
    }
}

static void add_cell(text_writer *w, str text, size_t width, bool to_the_right)
{
    size_t taken = text_width(text), fill = width > taken ? width - taken : 0;
    if (to_the_right)
        buffer_add_repeated(w->out, ' ', fill);
    text_add(w, text);
    if (!to_the_right)
        buffer_add_repeated(w->out, ' ', fill);
}

static str article_title(text_writer *w, const article_row *row, buffer *b)
{
    if (row->address.supplementary > 0)
        return word_text(WORD_SUPPLEMENTARY, w->language);
    clause_print_title(b, row->address, w->language);
    return buffer_str(b);
}

enum { ARTICLE_WIDTH = 14 };

static void add_article(text_writer *w, const article_row *row)
{
    buffer title = {0};
    add_cell(w, article_title(w, row, &title), ARTICLE_WIDTH, false);
    buffer_free(&title);
    for (int r = RESULT_COUNT - 1; r >= 0; r--) {
        str head = label_text(result_title((enum result)r), w->language);
        number_text count = number_print(row->counts[r]);
        buffer_add_text(w->out, "  ");
        add_cell(w, row->counts[r] > 0 ? str_of(count.at) : STR("-"), text_width(head), true);
    }
    buffer_add_text(w->out, "  ");
    if (row->rules == 0)
        text_say(w, WORD_NO_RULES, (str){0}, (str){0}, (str){0});
    else
        text_add(w, label_text(result_title(row->result), w->language));
    buffer_add_char(w->out, '\n');
}

static void add_articles(text_writer *w)
{
    text_heading(w, WORD_BY_ARTICLE);
    add_cell(w, word_text(WORD_ARTICLE, w->language), ARTICLE_WIDTH, false);
    for (int r = RESULT_COUNT - 1; r >= 0; r--) {
        buffer_add_text(w->out, "  ");
        text_add(w, label_text(result_title((enum result)r), w->language));
    }
    buffer_add_text(w->out, "  ");
    text_say(w, WORD_RESULT, (str){0}, (str){0}, (str){0});
    buffer_add_char(w->out, '\n');
    for (size_t i = 0; i < w->view->article_count; i++)
        add_article(w, &w->view->articles[i]);
}

static void add_summary(text_writer *w)
{
    const audit_result *r = w->view->result;
    text_heading(w, WORD_SUMMARY);
    text_say_line(w, 0, WORD_OVERALL_IS, label_text(result_title(r->result), w->language), (str){0}, (str){0});
    for (int k = RESULT_COUNT - 1; k >= 0; k--)
        text_say_line(w, 1, WORD_COUNT_LINE, label_text(result_title((enum result)k), w->language),
                      str_of(number_print(r->rule_counts[k]).at), str_of(number_print(r->clause_counts[k]).at));
    text_say_line(w, 0, WORD_NO_ASSURANCE, (str){0}, (str){0}, (str){0});
}

static void add_section(text_writer *w, enum word heading, enum result result)
{
    const result_section *s = &w->view->sections[result];
    str title = label_text(result_title(result), w->language);
    text_heading(w, heading);
    if (s->finding_count == 0)
        text_say_line(w, 0, WORD_RULES_OF, title, str_of(number_print(s->group_count).at), (str){0});
    else
        text_say_line(w, 0, WORD_SECTION_COUNT, title, str_of(number_print(s->group_count).at),
                      str_of(number_print(s->finding_count).at));
    text_section(w, s);
}

static void add_lacks(text_writer *w)
{
    if (w->view->lack_count == 0)
        return;
    text_heading(w, WORD_TO_EXPORT);
    for (size_t i = 0; i < w->view->lack_count; i++) {
        const lack *l = &w->view->lacks[i];
        str title = label_text(l->list->title, w->language);
        if (l->list->present)
            text_say_line(w, 0, WORD_LIST_GAPS, title, label_text(l->list->gaps, w->language), (str){0});
        else
            text_say_line(w, 0, WORD_LIST_ABSENT, title, (str){0}, (str){0});
        if (l->source.length > 0)
            text_say_line(w, 1, WORD_USUAL_SOURCE_IS, l->source, (str){0}, (str){0});
        text_indent(w, 1);
        text_say(w, WORD_NEEDED_BY, (str){0}, (str){0}, (str){0});
        for (size_t k = 0; k < l->rule_count; k++) {
            buffer_add_text(w->out, k > 0 ? ", " : " ");
            text_add(w, l->rules[k]->rule->id);
        }
        buffer_add_char(w->out, '\n');
    }
}

static void add_strays(text_writer *w)
{
    const audit_result *r = w->view->result;
    if (r->stray_count == 0)
        return;
    text_heading(w, WORD_STRAYS);
    text_say_line(w, 0, WORD_STRAYS_MEAN, (str){0}, (str){0}, (str){0});
    for (size_t i = 0; i < r->stray_count; i++)
        text_say_line(w, 1, WORD_STRAY_IS, label_text(r->strays[i].attestation.text, w->language),
                      label_text(r->strays[i].why, w->language), (str){0});
}

static void add_limits(text_writer *w)
{
    text_heading(w, WORD_LIMITS);
    if (w->view->audits_itself)
        text_say_line(w, 0, WORD_INDEPENDENCE_SHORT, label_text(w->view->result->pack->auditor, w->language), (str){0},
                      (str){0});
    text_say_line(w, 0, WORD_LIMIT_RECORDS, (str){0}, (str){0}, (str){0});
    text_say_line(w, 0, WORD_LIMIT_ABSENCE, (str){0}, (str){0}, (str){0});
    text_say_line(w, 0, WORD_LIMIT_JUDGEMENT, (str){0}, (str){0}, (str){0});
}

void write_text(const audit_result *result, enum language language, buffer *out)
{
    arena *a = arena_new();
    text_writer w = {view_new(a, result), language, out};
    add_head(&w);
    add_documents(&w);
    add_summary(&w);
    add_articles(&w);
    text_comparison(&w);
    if (w.view->sections[RESULT_ERROR].group_count > 0)
        add_section(&w, WORD_ERRORS, RESULT_ERROR);
    add_section(&w, WORD_FINDINGS, RESULT_FAIL);
    add_section(&w, WORD_UNKNOWNS, RESULT_UNKNOWN);
    add_lacks(&w);
    add_section(&w, WORD_REVIEWS, RESULT_REVIEW);
    add_section(&w, WORD_NOTICES, RESULT_NOTICE);
    add_section(&w, WORD_NOT_APPLICABLES, RESULT_NOT_APPLICABLE);
    add_strays(&w);
    add_limits(&w);
    arena_free(a);
}

/* The HTML report: what was examined, for which times, and what was not there. */
#include "base/spans.h"
#include "report/report_html.h"

static void add_documents(html_writer *w)
{
    static const enum word heads[] = {WORD_DOCUMENT, WORD_RECORD_COUNT, WORD_DIGEST};
    const examined_facts *f = w->view->result->facts;
    if (w->directory.length > 0)
        html_paragraph(w, WORD_DIRECTORY_IS, w->directory, (str){0}, (str){0});
    html_open_table(w, "plain documents", WORD_DOCUMENTS, heads, 3);
    for (size_t i = 0; i < f->document_count; i++) {
        html_raw(w, "<tr><th scope=\"row\">");
        html_place(w, (place){f->documents[i].path, 0, 0});
        html_raw(w, "</th><td class=\"count\">");
        html_number(w, f->documents[i].records);
        html_raw(w, "</td><td class=\"digest\">");
        html_text(w, str_of(f->documents[i].digest));
        html_raw(w, "</td></tr>\n");
    }
    html_close_table(w);
}

static void add_list_name(html_writer *w, const examined_list *l)
{
    html_label(w, l->type->title);
    if (l->scope.length == 0)
        return;
    html_raw(w, "（<bdi>");
    html_text(w, l->scope);
    html_raw(w, "</bdi>）");
}

static void add_list(html_writer *w, const examined_list *l)
{
    html_raw(w, "<tr><th scope=\"row\">");
    add_list_name(w, l);
    html_raw(w, "</th><td>");
    html_period(w, l->covers);
    html_raw(w, "</td><td class=\"count\">");
    html_number(w, l->records);
    html_raw(w, "</td><td>");
    html_text(w, l->source.length > 0 ? l->source : STR("－"));
    html_raw(w, "</td><td>");
    html_moment(w, l->exported);
    html_raw(w, "</td><td class=\"place\">");
    html_place(w, l->at);
    html_raw(w, "</td></tr>\n");
}

/* ---- by kind ---- */

/* Lists limited to one record stand by themselves. */
static bool is_alike(const examined_list *a, const examined_list *b)
{
    return a->type == b->type && str_equal(a->scope, b->scope);
}

static bool is_first(const examined_facts *f, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (is_alike(&f->lists[i], &f->lists[index]))
            return false;
    return true;
}

static void add_gaps(html_writer *w, const spans *covered)
{
    spans gaps = {0};
    spans_gaps(covered, w->view->result->period, &gaps);
    if (gaps.count == 0)
        html_word(w, WORD_NOTHING_MISSING);
    for (size_t i = 0; i < gaps.count; i++) {
        html_raw(w, i > 0 ? "<br>" : "");
        html_period(w, gaps.items[i]);
    }
    spans_free(&gaps);
}

static void add_kind(html_writer *w, const examined_facts *f, const examined_list *of)
{
    uint64_t lists = 0, records = 0;
    spans covered = {0};
    for (size_t i = 0; i < f->list_count; i++) {
        const examined_list *l = &f->lists[i];
        if (l->type == of->type && l->scope.length == 0 && !period_is_missing(l->covers) && of->scope.length > 0)
            spans_add(&covered, l->covers); /* a list of all is one of each */
        if (!is_alike(l, of))
            continue;
        lists++;
        records += l->records;
        if (!period_is_missing(l->covers))
            spans_add(&covered, l->covers);
    }
    spans_merge(&covered);
    html_raw(w, "<tr><th scope=\"row\">");
    add_list_name(w, of);
    html_raw(w, "</th><td class=\"count\">");
    html_number(w, lists);
    html_raw(w, "</td><td class=\"count\">");
    html_number(w, records);
    html_raw(w, "</td><td>");
    add_gaps(w, &covered);
    html_raw(w, "</td></tr>\n");
    spans_free(&covered);
}

/* The municipality has no records of its own. */
static bool is_absent(const examined_facts *f, const record_kind *type)
{
    if (str_is(type->name, "municipality"))
        return false;
    for (size_t i = 0; i < f->list_count; i++)
        if (f->lists[i].type == type)
            return false;
    return true;
}

static void add_absent_kinds(html_writer *w, const examined_facts *f)
{
    buffer names = {0};
    for (size_t i = 0; i < f->type_count; i++) {
        if (!is_absent(f, &f->types[i]))
            continue;
        buffer_add_text(&names, names.length == 0 ? "" : w->language == LANGUAGE_EN ? ", " : "、");
        buffer_add(&names, label_text(f->types[i].title, w->language));
    }
    if (names.length > 0)
        html_paragraph(w, WORD_KINDS_ABSENT, buffer_str(&names), (str){0}, (str){0});
    buffer_free(&names);
}

static void add_kinds(html_writer *w, const examined_facts *f)
{
    static const enum word heads[] = {WORD_KIND, WORD_LIST_COUNT, WORD_RECORD_COUNT, WORD_WITHIN_PERIOD};
    html_open_table(w, "plain kinds", WORD_KINDS, heads, 4);
    for (size_t i = 0; i < f->list_count; i++)
        if (is_first(f, i))
            add_kind(w, f, &f->lists[i]);
    html_close_table(w);
    add_absent_kinds(w, f);
}

void html_examined(html_writer *w)
{
    static const enum word heads[] = {WORD_LIST,        WORD_COVERS,   WORD_RECORD_COUNT,
                                      WORD_LIST_SOURCE, WORD_EXPORTED, WORD_PLACE};
    const examined_facts *f = w->view->result->facts;
    html_open_section(w, "examined", WORD_EXAMINED);
    html_paragraph(w, WORD_EXAMINED_MEANS, (str){0}, (str){0}, (str){0});
    add_kinds(w, f);
    add_documents(w);
    html_open_table(w, "plain lists", WORD_LISTS, heads, 6);
    for (size_t i = 0; i < f->list_count; i++)
        add_list(w, &f->lists[i]);
    html_close_table(w);
    html_raw(w, "</section>\n");
}

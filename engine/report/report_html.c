/* The report for the council: one HTML page with nothing from elsewhere, which prints to A4 and needs no script. */
#include "report/report_html.h"
#include "report/report.h"
#include "report/report_svg.h"

typedef struct contents_row {
    const char *id;
    enum word heading;
    void (*write)(html_writer *);
    bool (*is_there)(const html_writer *); /* NULL: always */
} contents_row;

static bool has_errors(const html_writer *w)
{
    return w->view->sections[RESULT_ERROR].group_count > 0;
}

static bool has_settled(const html_writer *w)
{
    const audit_result *r = w->view->result;
    for (size_t i = 0; i < r->rule_count; i++)
        if (r->rules[i].settled_count > 0)
            return true;
    return false;
}

static bool has_strays(const html_writer *w)
{
    return w->view->result->stray_count > 0;
}

static bool has_pictures(const html_writer *w)
{
    return w->view->result->picture_count > 0;
}

static bool is_compared(const html_writer *w)
{
    return w->view->result->comparison != NULL;
}

static const contents_row contents[] = {
    {"summary", WORD_SUMMARY, html_summary, NULL},
    {"comparison", WORD_COMPARISON, html_comparison, is_compared},
    {"errors", WORD_ERRORS, html_errors, has_errors},
    {"findings", WORD_FINDINGS, html_findings, NULL},
    {"reviews", WORD_REVIEWS, html_reviews, NULL},
    {"unknowns", WORD_UNKNOWNS, html_unknowns, NULL},
    {"notices", WORD_NOTICES, html_notices, NULL},
    {"not-applicables", WORD_NOT_APPLICABLES, html_not_applicables, NULL},
    {"tasks", WORD_TASKS, html_tasks, NULL},
    {"regulation", WORD_ALL_CLAUSES, html_regulation, NULL},
    {"pictures", WORD_PICTURES, html_pictures, has_pictures},
    {"examined", WORD_EXAMINED, html_examined, NULL},
    {"methods", WORD_METHODS, html_methods, NULL},
    {"settled", WORD_SETTLED, html_settled, has_settled},
    {"strays", WORD_STRAYS, html_strays, has_strays},
    {"parameters", WORD_PARAMETERS, html_parameters, NULL},
    {"limits", WORD_LIMITS, html_limits, NULL},
};

enum { CONTENTS_COUNT = sizeof contents / sizeof contents[0] };

static bool is_there(const html_writer *w, const contents_row *row)
{
    return row->is_there == NULL || row->is_there(w);
}

static void add_style(html_writer *w)
{
    buffer sheet = {0};
    buffer_addf(&sheet, "\n%s%s%s%s@page { @top-left { content: \"", html_style(), html_filter_style(), svg_style(),
                html_print_style());
    buffer_add(&sheet, word_text(WORD_REPORT_TITLE, w->language));
    buffer_add_text(&sheet, "\"; } }\n");
    html_content_policy(w, sheet.at);
    html_raw(w, "<style>");
    html_raw(w, sheet.at);
    html_raw(w, "</style>\n");
    buffer_free(&sheet);
}

static void add_meta(html_writer *w, const char *name, buffer *content)
{
    buffer_addf(w->out, "<meta name=\"%s\" content=\"", name);
    html_text(w, buffer_str(content));
    html_raw(w, "\">\n");
    buffer_free(content);
}

/* What library catalogues and the properties of a PDF say of the report. */
static void add_metadata(html_writer *w)
{
    const audit_result *r = w->view->result;
    buffer author = {0}, subject = {0}, keywords = {0}, created = {0}, period = {0}, as_of = {0};
    str title = label_text(r->pack->title, w->language);
    buffer_add(&author, label_text(r->pack->auditor, w->language));
    add_meta(w, "author", &author);
    period_print(&period, r->period, w->language);
    moment_print(&as_of, r->as_of, w->language);
    word_print(&subject, WORD_SUBJECT_OF_REPORT, w->language, title, buffer_str(&period), buffer_str(&as_of));
    add_meta(w, "description", &subject);
    word_print(&keywords, WORD_KEYWORDS, w->language, title, r->pack->municipality, (str){0});
    add_meta(w, "keywords", &keywords);
    moment_print_iso(&created, moment_day(r->made));
    add_meta(w, "dcterms.created", &created);
    buffer_free(&period);
    buffer_free(&as_of);
}

static void add_head(html_writer *w)
{
    html_raw(w, "<!DOCTYPE html>\n<html lang=\"");
    html_raw(w, w->language == LANGUAGE_EN ? "en" : "ja");
    html_raw(w, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"generator\" content=\"junshu ");
    html_text(w, str_of(w->view->result->engine_version));
    html_raw(w, "\">\n");
    add_metadata(w);
    html_raw(w, "<title>");
    html_word(w, WORD_REPORT_TITLE);
    html_raw(w, " ");
    html_period(w, w->view->result->period);
    html_raw(w, "</title>\n");
    add_style(w);
    html_raw(w, "</head>\n");
}

static void open_row(html_writer *w, enum word head)
{
    html_raw(w, "<tr><th scope=\"row\">");
    html_word(w, head);
    html_raw(w, "</th><td>");
}

static void add_versions(html_writer *w)
{
    const audit_result *r = w->view->result;
    for (size_t i = 0; i < r->pack->version_count; i++) {
        const audited_version *v = &r->pack->versions[i];
        html_raw(w, "<div>");
        html_say(w, WORD_VERSION_OF, v->title, (str){0}, (str){0});
        html_raw(w, " <span class=\"small\">");
        html_period(w, v->in_force);
        html_raw(w, "</span></div>");
    }
}

static void add_cover_table(html_writer *w)
{
    const audit_result *r = w->view->result;
    html_raw(w, "<table class=\"cover-table\">\n");
    html_element(w, "caption", WORD_OUTLINE);
    html_raw(w, "<tbody>\n");
    open_row(w, WORD_MUNICIPALITY);
    html_text(w, r->pack->municipality);
    html_raw(w, "</td></tr>\n");
    open_row(w, WORD_REGULATION);
    add_versions(w);
    html_raw(w, "</td></tr>\n");
    open_row(w, WORD_PERIOD);
    html_period(w, r->period);
    html_raw(w, "</td></tr>\n");
    open_row(w, WORD_AS_OF);
    html_moment(w, r->as_of);
    html_raw(w, "</td></tr>\n");
    open_row(w, WORD_MADE);
    html_moment(w, r->made);
    html_raw(w, "</td></tr>\n");
    open_row(w, WORD_AUDITOR);
    html_label(w, r->pack->auditor);
    html_raw(w, "</td></tr>\n");
    open_row(w, WORD_PACK);
    html_say(w, WORD_PACK_VERSION, r->pack->id, r->pack->version, (str){0});
    html_raw(w, "<div class=\"digest\">SHA-256 ");
    html_text(w, str_of(r->pack->digest));
    html_raw(w, "</div></td></tr>\n");
    open_row(w, WORD_ENGINE);
    html_raw(w, "junshu ");
    html_text(w, str_of(r->engine_version));
    html_raw(w, "</td></tr>\n</tbody></table>\n");
}

static void add_contents(html_writer *w)
{
    html_raw(w, "<nav aria-labelledby=\"contents-heading\">\n<h2 id=\"contents-heading\" class=\"plain\">");
    html_word(w, WORD_CONTENTS);
    html_raw(w, "</h2>\n<ol>");
    for (size_t i = 0; i < CONTENTS_COUNT; i++) {
        if (!is_there(w, &contents[i]))
            continue;
        buffer_addf(w->out, "<li><a href=\"#%s\">", contents[i].id);
        html_word(w, contents[i].heading);
        html_raw(w, "</a></li>");
    }
    html_raw(w, "</ol>\n</nav>\n");
}

static void add_cover(html_writer *w)
{
    html_raw(w, "<header class=\"cover\">\n<p class=\"regulation\" ");
    html_raw(w, w->language == LANGUAGE_EN ? "lang=\"en\">" : "lang=\"ja\">");
    html_label(w, w->view->result->pack->title);
    html_raw(w, "</p>\n<h1>");
    html_word(w, WORD_REPORT_TITLE);
    html_raw(w, "</h1>\n");
    add_cover_table(w);
    add_contents(w);
    html_raw(w, "</header>\n");
}

/* Returns what the paths of all documents begin with, up to a slash. */
static str common_directory(const examined_facts *f)
{
    str common = f->document_count > 0 ? str_of(f->documents[0].path) : (str){0};
    for (size_t i = 0; i < f->document_count; i++)
        while (!str_starts(str_of(f->documents[i].path), common))
            common.length--;
    while (common.length > 0 && common.at[common.length - 1] != '/')
        common.length--;
    return common;
}

static void write_page(const audit_result *result, enum language language, bool is_to_print, buffer *out)
{
    arena *a = arena_new();
    html_writer w = {view_new(a, result), language, out, is_to_print, common_directory(result->facts)};
    add_head(&w);
    html_raw(&w, "<body>\n<a class=\"skip\" href=\"#main\">");
    html_word(&w, WORD_SKIP);
    html_raw(&w, "</a>\n");
    add_cover(&w);
    html_raw(&w, "<main id=\"main\" tabindex=\"-1\">\n");
    html_filter(&w);
    for (size_t i = 0; i < CONTENTS_COUNT; i++)
        if (is_there(&w, &contents[i]))
            contents[i].write(&w);
    html_raw(&w, "</main>\n<footer class=\"end\"><p>");
    html_say(&w, WORD_END_NOTE, str_of(result->engine_version), result->pack->version, (str){0});
    html_raw(&w, "</p></footer>\n");
    html_script(&w);
    html_raw(&w, "</body>\n</html>\n");
    arena_free(a);
}

void write_html(const audit_result *result, enum language language, buffer *out)
{
    write_page(result, language, false, out);
}

void write_html_to_print(const audit_result *result, enum language language, buffer *out)
{
    write_page(result, language, true, out);
}

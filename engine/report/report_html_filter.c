/* The HTML report: the filter of its findings and the script that runs it, which is all that the page lets run. Every
   word is in the page, and the form stays hidden where no script runs. */
#include "base/digest.h"
#include "report/report_html.h"
#include "report/report_looks.h"

static const char script[] =
#include "report/report_script.inc"
    ;

/* What is filtered out stays in print: a filter must not make a shorter report. */
static const char style[] =
    ".filter { gap: .5rem 1rem; align-items: end; margin: 1rem 0; padding: .6rem .8rem; border: 1px solid " LINE ";"
    " background: #fff; font-size: .88rem; line-height: 1.5; }\n"
    ".filter label { display: grid; flex: 1 1 7em; }\n"
    ".filter [role=status] { flex: 1 0 100%; margin: 0; }\n"
    ".filter select, .filter input, .filter button { font: inherit; width: 100%; min-height: 2rem; padding: .1rem "
    ".4rem;"
    " color: inherit; background: #fff; border: 1px solid #6b6b6b; border-radius: 3px; }\n"
    ".filter button { width: auto; padding: .1rem .8rem; background: " TINT "; cursor: pointer; }\n"
    ".left-out:not(:empty) { padding: .3rem .7rem; border: 1px dashed #80510a; font-size: .88rem; }\n"
    ".further { padding-left: 0; list-style: none; font-size: .88rem; }\n"
    ".proof { margin: 0; }\n"
    "summary { padding: .1rem 0; min-height: 24px; color: #0b3d91; font-size: .88rem; cursor: pointer; }\n"
    ":is(summary, select, input, button):focus-visible { outline: 3px solid #0b3d91; outline-offset: 2px; }\n"
    "@media screen {\n"
    " .filter:not([hidden]) { display: flex; flex-wrap: wrap; }\n"
    " .out { display: none; }\n"
    " .further { content-visibility: auto; contain-intrinsic-size: auto 300rem; }\n"
    "}\n"
    "@media screen and (min-width: 60rem) and (min-height: 40rem) {\n"
    " html { scroll-padding-top: 8rem; }\n"
    " .filter { position: sticky; top: 0; z-index: 1; }\n"
    "}\n"
    "@media screen and (max-width: 40rem) {\n"
    " .form :is(th, td) { white-space: normal; width: auto; }\n"
    "}\n"
    "@media print {\n"
    " .filter, .left-out, details[open] > summary { display: none; }\n"
    "}\n";

const char *html_filter_style(void)
{
    return style;
}

static void add_source(html_writer *w, const char *kind, const char *text)
{
    char digest[DIGEST_BASE64 + 1];
    digest_base64(str_of(text), digest);
    buffer_addf(w->out, " %s 'sha256-%s';", kind, digest);
}

void html_content_policy(html_writer *w, const char *style_sheet)
{
    html_raw(w, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    add_source(w, "style-src", style_sheet);
    add_source(w, "script-src", script);
    html_raw(w, " base-uri 'none'; form-action 'none'\">\n");
}

void html_script(html_writer *w)
{
    html_raw(w, "<script>");
    html_raw(w, script);
    html_raw(w, "</script>\n");
}

void html_filter_keys(html_writer *w, const audited_rule *r, enum result result)
{
    html_raw(w, " data-article=\"");
    html_article_name(w, r->clause);
    html_raw(w, "\" data-result=\"");
    html_raw(w, result_name(result));
    html_raw(w, "\" data-bearer=\"");
    html_text(w, r->bearer->id);
    html_raw(w, "\"");
}

static void open_choice(html_writer *w, enum word label, const char *name)
{
    html_raw(w, "<label>");
    html_word(w, label);
    buffer_addf(w->out, "<select name=\"%s\" autocomplete=\"off\"><option value=\"\">", name);
    html_word(w, WORD_FILTER_ALL);
    html_raw(w, "</option>");
}

static void close_choice(html_writer *w)
{
    html_raw(w, "</select></label>\n");
}

static void add_articles(html_writer *w)
{
    open_choice(w, WORD_ARTICLE, "article");
    for (size_t i = 0; i < w->view->article_count; i++) {
        clause_address address = w->view->articles[i].address;
        html_raw(w, "<option value=\"");
        html_article_name(w, address);
        html_raw(w, "\">");
        if (address.supplementary > 0)
            html_word(w, WORD_SUPPLEMENTARY);
        else
            html_clause(w, address);
        html_raw(w, "</option>");
    }
    close_choice(w);
}

static void add_results(html_writer *w)
{
    open_choice(w, WORD_RESULT, "result");
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        buffer_addf(w->out, "<option value=\"%s\">", result_name((enum result)k));
        html_label(w, result_title((enum result)k));
        html_raw(w, "</option>");
    }
    close_choice(w);
}

/* Returns whether no rule before it has the same bearer. */
static bool is_first_of_bearer(const audit_result *result, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (result->rules[i].rule->bearer == result->rules[at].rule->bearer)
            return false;
    return true;
}

static void add_bearers(html_writer *w)
{
    const audit_result *result = w->view->result;
    open_choice(w, WORD_BEARER, "bearer");
    for (size_t i = 0; i < result->rule_count; i++) {
        const bearer *b = result->rules[i].rule->bearer;
        if (!is_first_of_bearer(result, i))
            continue;
        html_raw(w, "<option value=\"");
        html_text(w, b->id);
        html_raw(w, "\">");
        html_label(w, b->title);
        html_raw(w, "</option>");
    }
    close_choice(w);
}

static void add_attribute(html_writer *w, const char *name, enum word value)
{
    buffer_addf(w->out, " %s=\"", name);
    html_word(w, value);
    html_raw(w, "\"");
}

static void add_button(html_writer *w, const char *attributes, enum word label)
{
    buffer_addf(w->out, "<button %s>", attributes);
    html_word(w, label);
    html_raw(w, "</button>\n");
}

void html_filter(html_writer *w)
{
    html_raw(w, "<form id=\"filter\" class=\"filter\" role=\"search\" hidden");
    add_attribute(w, "aria-label", WORD_FILTER);
    add_attribute(w, "data-all", WORD_FILTER_SHOWS_ALL);
    add_attribute(w, "data-some", WORD_FILTER_SHOWS);
    add_attribute(w, "data-hidden", WORD_FILTER_HIDES);
    html_raw(w, ">\n");
    add_articles(w);
    add_results(w);
    add_bearers(w);
    html_raw(w, "<label>");
    html_word(w, WORD_FILTER_WORDS);
    html_raw(w, "<input type=\"search\" name=\"words\" autocomplete=\"off\"></label>\n");
    add_button(w, "type=\"reset\"", WORD_FILTER_RESET);
    add_button(w, "type=\"button\" name=\"open\"", WORD_FILTER_OPEN);
    add_button(w, "type=\"button\" name=\"close\"", WORD_FILTER_CLOSE);
    html_raw(w, "<p role=\"status\"></p>\n</form>\n");
}

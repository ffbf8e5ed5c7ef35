/* The HTML report: texts, tables, badges, records, conditions. */
#include "report/report_html.h"
#include "report/report_svg.h"

void html_raw(html_writer *w, const char *markup)
{
    buffer_add_text(w->out, markup);
}

void html_text(html_writer *w, str s)
{
    add_clean(w->out, s, buffer_add_xml);
}

void html_label(html_writer *w, label l)
{
    html_text(w, label_text(l, w->language));
}

void html_say(html_writer *w, enum word word, str first, str second, str third)
{
    buffer text = {0};
    word_print(&text, word, w->language, first, second, third);
    html_text(w, buffer_str(&text));
    buffer_free(&text);
}

void html_word(html_writer *w, enum word word)
{
    html_text(w, word_text(word, w->language));
}

void html_number(html_writer *w, uint64_t number)
{
    html_raw(w, number_print(number).at);
}

void html_clause(html_writer *w, clause_address address)
{
    buffer text = {0};
    clause_print_title(&text, address, w->language);
    html_text(w, buffer_str(&text));
    buffer_free(&text);
}

void html_place(html_writer *w, place at)
{
    buffer text = {0};
    place_print(&text, at);
    bool is_inside = str_starts(buffer_str(&text), w->directory);
    html_text(w, str_from(buffer_str(&text), is_inside ? w->directory.length : 0));
    buffer_free(&text);
}

void html_period(html_writer *w, period p)
{
    if (period_is_missing(p)) {
        html_word(w, WORD_NOT_DECLARED);
        return;
    }
    buffer text = {0};
    period_print(&text, p, w->language);
    html_text(w, buffer_str(&text));
    buffer_free(&text);
}

void html_moment(html_writer *w, moment m)
{
    if (m == MOMENT_MISSING) {
        html_raw(w, "－");
        return;
    }
    buffer text = {0};
    moment_print(&text, m, w->language);
    html_text(w, buffer_str(&text));
    buffer_free(&text);
}

void html_element(html_writer *w, const char *tag, enum word word)
{
    buffer_addf(w->out, "<%s>", tag);
    html_word(w, word);
    buffer_addf(w->out, "</%s>", tag);
}

void html_paragraph(html_writer *w, enum word word, str first, str second, str third)
{
    html_raw(w, "<p>");
    html_say(w, word, first, second, third);
    html_raw(w, "</p>\n");
}

void html_open_frame(html_writer *w, const char *class_name, enum word caption)
{
    html_raw(w, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
    html_word(w, caption);
    buffer_addf(w->out, "\"><table class=\"%s\">\n", class_name);
    html_element(w, "caption", caption);
    html_raw(w, "\n<thead><tr>");
}

static void open_head(html_writer *w, const char *class_name, enum word caption, const enum word *heads, size_t count)
{
    html_open_frame(w, class_name, caption);
    for (size_t i = 0; i < count; i++) {
        html_raw(w, "<th scope=\"col\">");
        html_word(w, heads[i]);
        html_raw(w, "</th>");
    }
}

static void close_head(html_writer *w)
{
    html_raw(w, "</tr></thead>\n<tbody>\n");
}

void html_open_table(html_writer *w, const char *class_name, enum word caption, const enum word *heads, size_t count)
{
    open_head(w, class_name, caption, heads, count);
    close_head(w);
}

void html_open_articles(html_writer *w, enum word caption, const enum word *heads, size_t count)
{
    open_head(w, "articles", caption, heads, count);
    for (int k = RESULT_COUNT - 1; k >= 0; k--) {
        html_raw(w, "<th scope=\"col\" class=\"count\">");
        html_label(w, result_title((enum result)k));
        html_raw(w, "</th>");
    }
    close_head(w);
}

void html_close_table(html_writer *w)
{
    html_raw(w, "</tbody></table></div>\n");
}

void html_open_section(html_writer *w, const char *id, enum word heading)
{
    buffer_addf(w->out, "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n<h2 id=\"%s-heading\">", id, id, id);
    html_word(w, heading);
    html_raw(w, "</h2>\n");
}

void html_badge(html_writer *w, enum result r)
{
    buffer_addf(w->out, "<span class=\"badge %s\"><span aria-hidden=\"true\">%s</span> ", result_name(r),
                result_sign(r));
    html_label(w, result_title(r));
    html_raw(w, "</span>");
}

void html_rule_link(html_writer *w, const audited_rule *r)
{
    html_raw(w, "<a class=\"rule-id\" href=\"#rule-");
    html_text(w, r->id);
    html_raw(w, "\">");
    html_text(w, r->id);
    html_raw(w, "</a>");
}

/* What passed has no findings: it stands among the rules. */
void html_group_name(html_writer *w, enum result result, const audited_rule *r)
{
    html_raw(w, result == RESULT_PASS ? "rule" : result_name(result));
    html_raw(w, "-");
    html_text(w, r->id);
}

void html_record(html_writer *w, const evidence *e)
{
    html_label(w, e->type_title);
    html_raw(w, " <bdi>");
    html_label(w, e->text);
    html_raw(w, "</bdi>");
    if (e->at.file == NULL)
        return;
    html_raw(w, " <span class=\"place\">");
    html_place(w, e->at);
    html_raw(w, "</span>");
}

void html_list(html_writer *w, const label *items, size_t count)
{
    if (count == 0)
        return;
    html_raw(w, "<ul>");
    for (size_t i = 0; i < count; i++) {
        html_raw(w, "<li>");
        html_label(w, items[i]);
        html_raw(w, "</li>");
    }
    html_raw(w, "</ul>\n");
}

static void add_operands(html_writer *w, const explanation *why)
{
    if (why->operand_count == 0)
        return;
    html_raw(w, " <span class=\"values\">");
    for (size_t i = 0; i < why->operand_count; i++) {
        const operand *o = &why->operands[i];
        html_raw(w, o->missing ? "<span class=\"absent\">" : "<span>");
        html_label(w, o->name);
        html_raw(w, "＝<b><bdi>");
        html_label(w, o->value);
        html_raw(w, "</bdi></b></span> ");
    }
    html_raw(w, "</span>");
}

/* Of what should not be, that which is there is the breach. */
static const char *explanation_class(const explanation *why)
{
    switch (why->truth) {
    case TRUTH_FALSE:
        return why->is_against ? "held" : "not-held";
    case TRUTH_UNKNOWN:
        return "not-known";
    case TRUTH_REVIEW:
        return "to-judge";
    case TRUTH_TRUE:
        return why->is_against ? "not-held" : "held";
    }
    return "not-known";
}

static void add_node_words(html_writer *w, const explanation *why)
{
    if (why->name.ja.length > 0) {
        html_label(w, why->name);
    } else if (why->record == NULL) {
        html_raw(w, "<code>");
        html_text(w, why->source);
        html_raw(w, "</code>");
    }
    if (why->record != NULL) {
        html_raw(w, " <span class=\"candidate\">");
        html_record(w, why->record);
        html_raw(w, "</span>");
    }
    if (why->detail.ja.length > 0) {
        html_raw(w, " <span class=\"detail\">");
        html_label(w, why->detail);
        html_raw(w, "</span>");
    }
    add_operands(w, why);
}

/* Returns the only part that is shown, where the node says no more than that it leads there. */
static const explanation *only_part(const explanation *why)
{
    const explanation *only = NULL;
    if (why->operand_count > 0 || why->detail.ja.length > 0 || !condition_is_open(why))
        return NULL;
    for (size_t i = 0; i < why->child_count; i++) {
        if (!condition_is_shown(why->children[i]))
            continue;
        if (only != NULL)
            return NULL;
        only = why->children[i];
    }
    return only != NULL && only->truth == why->truth && !condition_is_bare(only) ? only : NULL;
}

/* A group without a name leaves no trace: its parts stand in its place. A chain of single parts is one line. */
static void add_node(html_writer *w, const explanation *why)
{
    if (!condition_is_shown(why))
        return;
    bool has_words = !condition_is_bare(why);
    if (has_words) {
        buffer_addf(w->out, "<li class=\"%s\"><span class=\"truth\">", explanation_class(why));
        html_word(w, explanation_word(why));
        html_raw(w, "</span> ");
        add_node_words(w, why);
        for (const explanation *only; (only = only_part(why)) != NULL; why = only) {
            html_raw(w, " ＞ ");
            add_node_words(w, only);
        }
    }
    bool has_parts = why->child_count > 0 && condition_is_open(why);
    if (has_words && has_parts)
        html_raw(w, "<ul>");
    for (size_t i = 0; i < why->child_count && has_parts; i++)
        add_node(w, why->children[i]);
    if (has_words)
        html_raw(w, has_parts ? "</ul></li>" : "</li>");
}

void html_condition(html_writer *w, const explanation *why)
{
    html_raw(w, "<ul class=\"condition\">");
    add_node(w, why);
    html_raw(w, "</ul>\n");
}

void html_picture_style(html_writer *w)
{
    if (!w->is_to_print)
        return;
    html_raw(w, "<style>");
    html_raw(w, svg_style());
    html_raw(w, "</style>");
    svg_patterns(w->out);
}

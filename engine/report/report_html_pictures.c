/* The HTML report: the pictures, with what they show in words and tables. */
#include "report/report_pictures.h"

enum { MOST_ITEMS = 24, MOST_TABLE_ROWS = 1000, MOST_PRINTED_ROWS = 100, MOST_CELLS = 40 };

/* ---- words ---- */

void item_print(buffer *b, const picture_def *def, const picture_bar *item, enum language language)
{
    buffer_add(b, label_text(def->kinds[item->kind].name, language));
    buffer_add_text(b, language == LANGUAGE_JA ? "：" : ": ");
    if (item->text.ja.length > 0) {
        buffer_add(b, label_text(item->text, language));
        buffer_add_char(b, ' ');
    }
    if (period_is_missing(item->span))
        buffer_add(b, word_text(WORD_PICTURE_NO_TIME, language));
    else if (def->kinds[item->kind].is_mark)
        moment_print(b, item->span.from, language);
    else
        period_print(b, item->span, language);
    if (item->truth != TRUTH_TRUE) {
        enum word why = item->truth == TRUTH_FALSE ? WORD_PICTURE_NOT_MET : WORD_PICTURE_NOT_SURE;
        buffer_add_text(b, language == LANGUAGE_JA ? "（" : " (");
        buffer_add(b, word_text(why, language));
        buffer_add_text(b, language == LANGUAGE_JA ? "）" : ")");
    }
}

static void hour_print(buffer *b, unsigned hour, enum language language)
{
    if (hour == HOUR_UNKNOWN)
        buffer_add(b, word_text(WORD_PICTURE_NO_TIME, language));
    else
        word_print(b, WORD_PICTURE_HOUR, language, str_of(number_print(hour).at), (str){0}, (str){0});
}

void cell_print(buffer *b, const picture_cell *c, enum language language)
{
    moment_print(b, c->day, language);
    buffer_add_char(b, ' ');
    hour_print(b, c->hour, language);
    buffer_add_char(b, ' ');
    word_print(b, WORD_PICTURE_CELL, language, str_of(number_print(c->count).at), str_of(number_print(c->fails).at),
               str_of(number_print(c->open).at));
}

/* ---- the legend ---- */

static void open_sample(html_writer *w)
{
    html_raw(w, "<span><svg class=\"sample\" aria-hidden=\"true\" viewBox=\"0 0 100 48\">");
    html_picture_style(w);
}

static void close_sample(html_writer *w, label name)
{
    html_raw(w, "</svg> ");
    html_label(w, name);
    html_raw(w, "</span>\n");
}

static label label_of(enum word word)
{
    return (label){word_text(word, LANGUAGE_JA), word_text(word, LANGUAGE_EN)};
}

static void add_rect_sample(html_writer *w, const char *class_name, int y, int height, enum word word)
{
    open_sample(w);
    svg_rect(w->out, class_name, 10, y, 80, height);
    close_sample(w, label_of(word));
}

/* What of the states of bars there is in the rows. */
typedef struct seen_states {
    bool gap, open_gap, bad, open, expected, beside;
} seen_states;

static seen_states look_at(const picture *p, const drawn_rows *rows)
{
    seen_states seen = {0};
    for (size_t i = 0; i < rows->count; i++) {
        const picture_row *r = rows->items[i];
        seen.expected |= r->expected_count > 0;
        for (size_t k = 0; k < r->gap_count; k++) {
            seen.gap |= r->gaps[k].is_sure;
            seen.open_gap |= !r->gaps[k].is_sure;
        }
        for (size_t k = 0; k < r->item_count; k++) {
            const picture_bar *item = &r->items[k];
            bool is_mark = p->def->kinds[item->kind].is_mark && !period_is_missing(item->span);
            seen.bad |= item->truth == TRUTH_FALSE;
            seen.open |= item->truth == TRUTH_UNKNOWN || item->truth == TRUTH_REVIEW;
            seen.beside |= is_mark && period_overlaps(item->span, p->axis) == TRUTH_FALSE;
        }
    }
    return seen;
}

static void add_timeline_legend(html_writer *w, const picture *p, const drawn_rows *rows)
{
    seen_states seen = look_at(p, rows);
    html_raw(w, "<p class=\"legend\"><b>");
    html_word(w, WORD_PICTURE_LEGEND);
    html_raw(w, "</b>\n");
    for (size_t i = 0; i < p->def->kind_count; i++) {
        open_sample(w);
        draw_kind(w->out, p->def, i, 50, 24);
        close_sample(w, p->def->kinds[i].name);
    }
    if (seen.gap)
        add_rect_sample(w, "gap", 8, 32, WORD_PICTURE_GAP);
    if (seen.open_gap)
        add_rect_sample(w, "gap open", 8, 32, WORD_PICTURE_GAP_OPEN);
    if (seen.bad)
        add_rect_sample(w, "bar k0 bad", 8, 32, WORD_PICTURE_NOT_MET);
    if (seen.open)
        add_rect_sample(w, "bar k0 open", 8, 32, WORD_PICTURE_NOT_SURE);
    if (seen.expected)
        add_rect_sample(w, "expected", 22, 4, WORD_PICTURE_EXPECTED);
    if (seen.beside) {
        open_sample(w);
        svg_sign(w->out, "beside", 6, 35, 24);
        svg_sign(w->out, "beside", 7, 65, 24);
        close_sample(w, label_of(WORD_PICTURE_BESIDE));
    }
    open_sample(w);
    svg_line(w->out, "audited", 10, 24, 90, 24);
    close_sample(w, label_of(WORD_PERIOD));
    html_raw(w, "</p>\n");
}

static void add_level_sample(html_writer *w, unsigned level, uint64_t most)
{
    uint64_t from = (level * most + CELL_LEVELS - 1) / CELL_LEVELS + 1;
    uint64_t to = ((level + 1) * most + CELL_LEVELS - 1) / CELL_LEVELS;
    if (from > to)
        return;
    buffer ja = {0}, en = {0};
    number_text first = number_print(from), last = number_print(to);
    enum word words = from == to ? WORD_PICTURE_LEVEL_ONE : WORD_PICTURE_LEVEL;
    word_print(&ja, words, LANGUAGE_JA, str_of(first.at), str_of(last.at), (str){0});
    word_print(&en, words, LANGUAGE_EN, str_of(first.at), str_of(last.at), (str){0});
    open_sample(w);
    buffer_addf(w->out, "<path class=\"level%u\" d=\"M30 4h40v40h-40z\"/>", level);
    close_sample(w, (label){buffer_str(&ja), buffer_str(&en)});
    buffer_free(&ja);
    buffer_free(&en);
}

static void add_cell_sample(html_writer *w, bool fails, enum word word)
{
    open_sample(w);
    html_raw(w, "<g transform=\"translate(30 4) scale(2)\">");
    draw_marked_cell(w->out, fails, 0, 0);
    html_raw(w, "</g>");
    close_sample(w, label_of(word));
}

static void add_calendar_legend(html_writer *w, const picture *p)
{
    uint64_t most = 0;
    bool fails = false, open = false;
    for (size_t i = 0; i < p->cell_count; i++) {
        most = p->cells[i].count > most ? p->cells[i].count : most;
        fails |= p->cells[i].fails > 0;
        open |= p->cells[i].open > 0;
    }
    html_raw(w, "<p class=\"legend\"><b>");
    html_word(w, WORD_PICTURE_LEGEND);
    html_raw(w, "</b>\n");
    for (unsigned level = 0; level < CELL_LEVELS; level++)
        add_level_sample(w, level, most);
    if (fails)
        add_cell_sample(w, true, WORD_PICTURE_CELL_FAILS);
    if (open)
        add_cell_sample(w, false, WORD_PICTURE_CELL_OPEN);
    if (p->blank_count > 0)
        add_rect_sample(w, "blank", 8, 32, WORD_PICTURE_GAP_OPEN);
    add_rect_sample(w, "weekend", 20, 8, WORD_PICTURE_WEEKEND);
    html_raw(w, "</p>\n");
}

/* ---- tables of timelines ---- */

static void add_finding(html_writer *w, const finding *f, const evidence *record)
{
    if (f == NULL)
        return;
    size_t slash = str_find(f->identity, STR("/"));
    html_raw(w, "<div>");
    html_badge(w, f->result);
    html_raw(w, " <span class=\"rule-id\">");
    html_text(w, (str){f->identity.at, slash != SIZE_MAX ? slash : f->identity.length});
    html_raw(w, "</span>");
    if (record != NULL) {
        html_raw(w, " <bdi>");
        html_text(w, record->id);
        html_raw(w, "</bdi>");
    }
    html_raw(w, "</div>");
}

static bool item_stands_out(const picture_bar *item)
{
    return item->truth != TRUTH_TRUE || item->finding != NULL || period_is_missing(item->span);
}

static void add_items(html_writer *w, const picture_def *def, const picture_row *r, bool all)
{
    size_t count = 0;
    for (size_t i = 0; i < r->item_count; i++) {
        if ((!all && !item_stands_out(&r->items[i])) || count++ >= MOST_ITEMS)
            continue;
        buffer text = {0};
        item_print(&text, def, &r->items[i], w->language);
        html_raw(w, "<div>");
        html_text(w, buffer_str(&text));
        html_raw(w, "</div>");
        buffer_free(&text);
    }
    if (count > MOST_ITEMS)
        html_say(w, WORD_PICTURE_AND_MORE, str_of(number_print(count - MOST_ITEMS).at), (str){0}, (str){0});
}

static void add_gaps(html_writer *w, const picture_def *def, const picture_row *r)
{
    for (size_t i = 0; i < r->gap_count && i < MOST_ITEMS; i++) {
        buffer when = {0};
        period_print(&when, r->gaps[i].span, w->language);
        html_raw(w, "<div>");
        html_say(w, r->gaps[i].is_sure ? WORD_PICTURE_GAP_IS : WORD_PICTURE_GAP_OPEN_IS,
                 label_text(def->kinds[r->gaps[i].kind].name, w->language), buffer_str(&when), (str){0});
        html_raw(w, "</div>");
        buffer_free(&when);
    }
    if (r->gap_count > MOST_ITEMS)
        html_say(w, WORD_PICTURE_AND_MORE, str_of(number_print(r->gap_count - MOST_ITEMS).at), (str){0}, (str){0});
}

static void add_table_row(html_writer *w, const picture_def *def, const picture_row *r, bool all)
{
    html_raw(w, "<tr><th scope=\"row\"><bdi>");
    html_label(w, r->text);
    html_raw(w, "</bdi>");
    if (r->is_open) {
        html_raw(w, "<div class=\"small\">");
        html_word(w, WORD_PICTURE_ROW_OPEN);
        html_raw(w, "</div>");
    }
    html_raw(w, "</th><td>");
    add_gaps(w, def, r);
    html_raw(w, "</td><td>");
    add_finding(w, r->finding, NULL);
    for (size_t i = 0; i < r->item_count && i < MOST_ITEMS; i++)
        add_finding(w, r->items[i].finding, r->items[i].record);
    html_raw(w, "</td><td>");
    add_items(w, def, r, all);
    html_raw(w, "</td></tr>\n");
}

/* Whether a picture does not say it all: exact days, and which record it is. A finding on the row itself it shows, and
   the findings tell. */
static bool needs_words(const picture_row *r)
{
    bool needs = r->gap_count > 0 || r->is_open;
    for (size_t i = 0; i < r->item_count && !needs; i++)
        needs = item_stands_out(&r->items[i]);
    return needs;
}

static void add_table(html_writer *w, const picture *p, enum word caption, bool all)
{
    const enum word heads[] = {WORD_SUBJECT, WORD_PICTURE_GAP, WORD_PICTURE_FINDING,
                               all ? WORD_PICTURE_RECORDS : WORD_PICTURE_RECORDS_TO_SEE};
    size_t count = 0, most = all ? MOST_TABLE_ROWS : MOST_PRINTED_ROWS;
    for (size_t i = 0; i < p->row_count; i++) {
        if ((!all && !needs_words(&p->rows[i])) || count++ >= most)
            continue;
        if (count == 1)
            html_open_table(w, "plain picture-rows", caption, heads, 4);
        add_table_row(w, p->def, &p->rows[i], all);
    }
    if (count > 0)
        html_close_table(w);
    if (count > most)
        html_paragraph(w, WORD_PICTURE_AND_MORE, str_of(number_print(count - most).at), (str){0}, (str){0});
}

static void open_details(html_writer *w, enum word summary)
{
    html_raw(w, "<details><summary>");
    html_word(w, summary);
    html_raw(w, "</summary>\n");
}

static void add_timeline(html_writer *w, const picture *p, size_t number)
{
    drawn_rows rows = choose_rows(w->view->a, p);
    if (p->row_count == 0) {
        html_paragraph(w, WORD_PICTURE_EMPTY, (str){0}, (str){0}, (str){0});
        return;
    }
    add_timeline_legend(w, p, &rows);
    draw_timeline(w, p, number, &rows);
    if (rows.left_out > 0)
        html_paragraph(w, WORD_PICTURE_LEFT_OUT, str_of(number_print(rows.left_out).at), (str){0}, (str){0});
    if (rows.dropped > 0)
        html_paragraph(w, WORD_PICTURE_DROPPED, str_of(number_print(rows.dropped).at), (str){0}, (str){0});
    add_table(w, p, WORD_PICTURE_LOOK, false);
    open_details(w, WORD_PICTURE_ALL);
    add_table(w, p, WORD_PICTURE_ALL, true);
    html_raw(w, "</details>\n");
}

/* ---- tables of calendars ---- */

static void add_count(html_writer *w, uint64_t count)
{
    html_raw(w, "</td><td class=\"count\">");
    html_number(w, count);
}

static void add_marked_cell(html_writer *w, const picture_cell *c)
{
    buffer hour = {0};
    hour_print(&hour, c->hour, w->language);
    html_raw(w, "<tr><td>");
    html_moment(w, c->day);
    html_raw(w, "</td><td>");
    html_text(w, buffer_str(&hour));
    add_count(w, c->count);
    add_count(w, c->fails);
    add_count(w, c->open);
    html_raw(w, "</td></tr>\n");
    buffer_free(&hour);
}

/* Adds those cells with failures, or those with something else to see. Returns how many there are, those before
   included. */
static size_t add_cells(html_writer *w, const picture *p, bool with_fails, size_t count)
{
    static const enum word heads[] = {WORD_PICTURE_DAY, WORD_PICTURE_HOURS, WORD_RECORD_COUNT, WORD_PICTURE_CELL_FAILS,
                                      WORD_PICTURE_CELL_OPEN};
    for (size_t i = 0; i < p->cell_count; i++) {
        const picture_cell *c = &p->cells[i];
        if ((c->fails > 0) != with_fails || c->fails + c->open == 0 || count++ >= MOST_CELLS)
            continue;
        if (count == 1)
            html_open_table(w, "plain", WORD_PICTURE_MARKED_HOURS, heads, 5);
        add_marked_cell(w, c);
    }
    return count;
}

static void add_marked_cells(html_writer *w, const picture *p)
{
    size_t count = add_cells(w, p, false, add_cells(w, p, true, 0));
    if (count > 0)
        html_close_table(w);
    if (count > MOST_CELLS)
        html_paragraph(w, WORD_PICTURE_AND_MORE, str_of(number_print(count - MOST_CELLS).at), (str){0}, (str){0});
}

static void add_month(html_writer *w, const picture *p, size_t first, size_t end)
{
    uint64_t count = 0, fails = 0, open = 0;
    buffer text = {0};
    int year, month, day;
    for (size_t i = first; i < end; i++) {
        count += p->cells[i].count;
        fails += p->cells[i].fails;
        open += p->cells[i].open;
    }
    civil_from_day(picture_day(p->cells[first].day), &year, &month, &day);
    svg_year_print(&text, picture_day(p->cells[first].day), w->language);
    buffer_add_text(&text, w->language == LANGUAGE_EN ? " " : "");
    svg_month_print(&text, month, w->language);
    html_raw(w, "<tr><th scope=\"row\">");
    html_text(w, buffer_str(&text));
    html_raw(w, "</th><td class=\"count\">");
    html_number(w, count);
    add_count(w, fails);
    add_count(w, open);
    html_raw(w, "</td></tr>\n");
    buffer_free(&text);
}

static bool same_month(const picture_cell *a, const picture_cell *b)
{
    int year, month, other_year, other_month, day;
    civil_from_day(picture_day(a->day), &year, &month, &day);
    civil_from_day(picture_day(b->day), &other_year, &other_month, &day);
    return year == other_year && month == other_month;
}

static void add_months(html_writer *w, const picture *p)
{
    static const enum word heads[] = {WORD_PICTURE_MONTH, WORD_RECORD_COUNT, WORD_PICTURE_CELL_FAILS,
                                      WORD_PICTURE_CELL_OPEN};
    html_open_table(w, "plain", WORD_PICTURE_BY_MONTH, heads, 4);
    for (size_t first = 0, end; first < p->cell_count; first = end) {
        for (end = first + 1; end < p->cell_count && same_month(&p->cells[first], &p->cells[end]);)
            end++;
        add_month(w, p, first, end);
    }
    html_close_table(w);
}

static void add_calendar(html_writer *w, const picture *p, size_t number)
{
    add_calendar_legend(w, p);
    draw_calendar_months(w, p, number);
    if (p->undated > 0)
        html_paragraph(w, WORD_PICTURE_UNDATED, str_of(number_print(p->undated).at), (str){0}, (str){0});
    add_marked_cells(w, p);
    open_details(w, WORD_PICTURE_ALL);
    add_months(w, p);
    html_raw(w, "</details>\n");
}

/* ---- the section ---- */

/* A rule that could not be decided marks no record: its result stands here. */
static void add_rules(html_writer *w, const picture *p)
{
    if (p->rule_count == 0)
        return;
    html_raw(w, "<p class=\"picture-rules\"><b>");
    html_word(w, WORD_PICTURE_RULES);
    html_raw(w, "</b>");
    for (size_t i = 0; i < p->rule_count; i++) {
        html_raw(w, " <span>");
        html_rule_link(w, p->rules[i]->rule);
        html_raw(w, " ");
        html_badge(w, p->rules[i]->result);
        html_raw(w, "</span>");
    }
    html_raw(w, "</p>\n");
}

static void add_picture(html_writer *w, const picture *p, size_t number)
{
    html_raw(w, "<h3>");
    html_label(w, p->def->title);
    html_raw(w, "</h3>\n");
    if (p->def->note.ja.length > 0) {
        html_raw(w, "<p class=\"picture-note\">");
        html_label(w, p->def->note);
        html_raw(w, "</p>\n");
    }
    if (p->fault.ja.length > 0) {
        html_raw(w, "<p class=\"warn\">");
        html_say(w, WORD_PICTURE_FAULT, label_text(p->fault, w->language), (str){0}, (str){0});
        html_raw(w, "</p>\n");
        return;
    }
    if (p->missing_count > 0) {
        html_raw(w, "<div class=\"warn\">");
        html_word(w, WORD_PICTURE_MISSING);
        html_list(w, p->missing, p->missing_count);
        html_raw(w, "</div>\n");
    }
    add_rules(w, p);
    if (p->def->form == PICTURE_CALENDAR)
        add_calendar(w, p, number);
    else
        add_timeline(w, p, number);
}

void html_pictures(html_writer *w)
{
    const audit_result *r = w->view->result;
    html_open_section(w, "pictures", WORD_PICTURES);
    html_paragraph(w, WORD_PICTURES_MEAN, (str){0}, (str){0}, (str){0});
    html_raw(w, "<svg class=\"patterns\" aria-hidden=\"true\">\n");
    svg_patterns(w->out);
    html_raw(w, "</svg>\n");
    for (size_t i = 0; i < r->picture_count; i++)
        add_picture(w, &r->pictures[i], i + 1);
    html_raw(w, "</section>\n");
}

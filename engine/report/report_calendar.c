/* Draws calendars: a column a day, a row an hour, three months in each SVG. */
#include "report/report_pictures.h"

#include <stdio.h>

enum { CELL = 20, LEFT = 90, TOP = 74, MONTH_GAP = 12, MONTHS = 3 };

int64_t picture_day(moment day)
{
    return moment_first(moment_day(day)) / SECONDS_PER_DAY;
}

unsigned cell_level(uint64_t count, uint64_t most)
{
    return (unsigned)((count - 1) * CELL_LEVELS / most);
}

void draw_marked_cell(buffer *out, bool fails, int x, int y)
{
    svg_rect(out, fails ? "cell fail" : "cell open", x + 1, y + 1, CELL - 2, CELL - 2);
    buffer_addf(out, "<path class=\"%s\" d=\"M%d %d%s\"/>", fails ? "cross fail" : "cross", x, y,
                fails ? "m5 5l10 10m0 -10l-10 10" : "m10 5l5 10h-10z");
}

/* Some months of the calendar. */
typedef struct strip {
    html_writer *w;
    const picture *picture;
    int64_t first, last; /* days */
    int first_month;     /* of all months since year 0 */
    uint64_t most;       /* of all cells */
    size_t hours;
} strip;

static int month_of(int64_t day)
{
    int year, month, day_of_month;
    civil_from_day(day, &year, &month, &day_of_month);
    return year * 12 + month - 1;
}

static int x_of(const strip *s, int64_t day)
{
    return LEFT + (int)(day - s->first) * CELL + (month_of(day) - s->first_month) * MONTH_GAP;
}

static bool is_weekend(int64_t day)
{
    int64_t weekday = (day % 7 + 7 + 4) % 7; /* 1970-01-01 was a Thursday; 0 is Sunday */
    return weekday == 0 || weekday == 6;
}

/* ---- the frame ---- */

static void draw_month_name(const strip *s, int64_t day, int x)
{
    buffer text = {0};
    svg_year_print(&text, day, s->w->language);
    if (s->w->language == LANGUAGE_EN)
        buffer_add_char(&text, ' ');
    svg_month_print(&text, month_of(day) % 12 + 1, s->w->language);
    svg_text(s->w->out, "tick", x, 26, buffer_str(&text));
    buffer_free(&text);
}

static void draw_days(const strip *s, int bottom)
{
    buffer *out = s->w->out;
    for (int64_t day = s->first; day <= s->last; day++) {
        int year, month, day_of_month, x = x_of(s, day);
        civil_from_day(day, &year, &month, &day_of_month);
        if (day_of_month == 1 || day == s->first)
            draw_month_name(s, day, x);
        if (day_of_month == 1 || day_of_month == 10 || day_of_month == 20) {
            buffer number = {0};
            buffer_addf(&number, "%d", day_of_month);
            svg_text(out, "tick", x, 56, buffer_str(&number));
            buffer_free(&number);
        }
        if (is_weekend(day))
            svg_rect(out, "weekend", x, TOP - 10, CELL, 7);
        if (day == s->last || month_of(day + 1) != month_of(day)) {
            int64_t begins = day - day_of_month + 1;
            int left = x_of(s, begins > s->first ? begins : s->first);
            svg_rect(out, "frame", left, TOP, x + CELL - left, bottom - TOP);
        }
    }
}

static void draw_hours(const strip *s)
{
    for (size_t hour = 0; hour < 24; hour += 6) {
        buffer text = {0};
        int y = TOP + (int)hour * CELL;
        word_print(&text, WORD_PICTURE_HOUR, s->w->language, str_of(number_print(hour).at), (str){0}, (str){0});
        svg_text(s->w->out, "hour", LEFT - 8, y + (hour > 0 ? 10 : 20), buffer_str(&text));
        svg_line(s->w->out, "grid", LEFT, y, x_of(s, s->last) + CELL, y);
        buffer_free(&text);
    }
    if (s->hours > HOUR_UNKNOWN)
        svg_text(s->w->out, "hour", LEFT - 8, TOP + HOUR_UNKNOWN * CELL + 20, STR("？"));
}

static void draw_blank(const strip *s, int bottom)
{
    for (size_t i = 0; i < s->picture->blank_count; i++) {
        int64_t from = picture_day(s->picture->blank[i].from), to = picture_day(s->picture->blank[i].to);
        for (int64_t day = from > s->first ? from : s->first; day <= to && day <= s->last; day++)
            svg_rect(s->w->out, "blank", x_of(s, day), TOP, CELL, bottom - TOP);
    }
}

/* ---- cells ---- */

static bool is_marked(const picture_cell *c)
{
    return c->fails > 0 || c->open > 0;
}

static bool is_on(const strip *s, const picture_cell *c)
{
    int64_t day = picture_day(c->day);
    return day >= s->first && day <= s->last;
}

/* All cells of a level are one shape. */
static void draw_level(const strip *s, unsigned level)
{
    buffer_addf(s->w->out, "<path class=\"level%u\" d=\"", level);
    for (size_t i = 0; i < s->picture->cell_count; i++) {
        const picture_cell *c = &s->picture->cells[i];
        if (is_on(s, c) && !is_marked(c) && cell_level(c->count, s->most) == level)
            buffer_addf(s->w->out, "M%d %dh%dv%dh-%dz", x_of(s, picture_day(c->day)) + 1, TOP + (int)c->hour * CELL + 1,
                        CELL - 2, CELL - 2, CELL - 2);
    }
    buffer_add_text(s->w->out, "\"/>\n");
}

static void draw_marked(const strip *s, const picture_cell *c)
{
    buffer title = {0};
    cell_print(&title, c, s->w->language);
    svg_open_group(s->w->out, "item", buffer_str(&title));
    draw_marked_cell(s->w->out, c->fails > 0, x_of(s, picture_day(c->day)), TOP + (int)c->hour * CELL);
    svg_close_group(s->w->out);
    buffer_free(&title);
}

/* Those with a finding on top. */
static void draw_cells(const strip *s)
{
    for (unsigned level = 0; level < CELL_LEVELS; level++)
        draw_level(s, level);
    for (size_t i = 0; i < s->picture->cell_count; i++)
        if (is_on(s, &s->picture->cells[i]) && is_marked(&s->picture->cells[i]))
            draw_marked(s, &s->picture->cells[i]);
}

/* ---- strips ---- */

static void describe(const strip *s, buffer *b)
{
    uint64_t count = 0, fails = 0, open = 0;
    period p = {moment_of_day(s->first), moment_of_day(s->last)};
    for (size_t i = 0; i < s->picture->cell_count; i++) {
        const picture_cell *c = &s->picture->cells[i];
        if (moment_within(c->day, p) != TRUTH_TRUE)
            continue;
        count += c->count;
        fails += c->fails;
        open += c->open;
    }
    buffer when = {0};
    period_print(&when, p, s->w->language);
    word_print(b, WORD_PICTURE_COUNTS, s->w->language, buffer_str(&when), str_of(number_print(count).at), (str){0});
    word_print(b, WORD_PICTURE_COUNTS_MARKED, s->w->language, str_of(number_print(fails).at),
               str_of(number_print(open).at), (str){0});
    buffer_free(&when);
}

static void draw_strip(const strip *s, const char *id)
{
    int bottom = TOP + (int)s->hours * CELL;
    buffer desc = {0};
    describe(s, &desc);
    svg_open(s->w->out, id, SVG_WIDTH, bottom + 8, label_text(s->picture->def->title, s->w->language),
             buffer_str(&desc));
    html_picture_style(s->w);
    draw_hours(s);
    draw_blank(s, bottom);
    draw_cells(s);
    draw_days(s, bottom);
    buffer_add_char(s->w->out, '\n');
    svg_close(s->w->out);
    buffer_free(&desc);
}

static int64_t last_day_of(int month)
{
    return day_from_civil((month + 1) / 12, (month + 1) % 12 + 1, 1) - 1;
}

void draw_calendar_months(html_writer *w, const picture *p, size_t number)
{
    int64_t last = picture_day(p->axis.to);
    strip s = {.w = w, .picture = p, .first = picture_day(p->axis.from), .most = 1, .hours = HOUR_UNKNOWN};
    for (size_t i = 0; i < p->cell_count; i++) {
        s.most = p->cells[i].count > s.most ? p->cells[i].count : s.most;
        s.hours = p->cells[i].hour == HOUR_UNKNOWN ? HOUR_COUNT : s.hours;
    }
    for (size_t block = 1; s.first <= last; s.first = s.last + 1, block++) {
        char id[64];
        s.first_month = month_of(s.first);
        s.last = last_day_of(s.first_month + MONTHS - 1);
        s.last = s.last < last ? s.last : last;
        snprintf(id, sizeof id, "picture-%zu-%zu", number, block);
        draw_strip(&s, id);
    }
}

/* The time axis of pictures: months or fiscal years, named as readers name them. */
#include "report/report_svg.h"

enum { MONTH_LABEL = 60, YEAR_LABEL = 130 /* the room that a label needs */ };

svg_axis svg_axis_of(period p, int left, int right)
{
    return (svg_axis){moment_first(p.from), moment_last(p.to), left, right};
}

int svg_axis_x(const svg_axis *axis, int64_t second)
{
    if (second <= axis->first)
        return axis->left;
    if (second > axis->last)
        return axis->right;
    return axis->left + (int)((second - axis->first) * (axis->right - axis->left) / (axis->last + 1 - axis->first));
}

void svg_year_print(buffer *b, int64_t day, enum language language)
{
    buffer date = {0};
    moment_print(&date, moment_of_day(day), language);
    str text = buffer_str(&date);
    size_t end = str_find(text, language == LANGUAGE_EN ? STR("-") : STR("年"));
    buffer_add(b, (str){text.at, end != SIZE_MAX ? end : text.length});
    if (language == LANGUAGE_JA)
        buffer_add_text(b, "年");
    buffer_free(&date);
}

void svg_month_print(buffer *b, int month, enum language language)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (language == LANGUAGE_EN)
        buffer_add_text(b, names[month - 1]);
    else
        buffer_addf(b, "%d月", month);
}

typedef struct ticks {
    buffer *out;
    const svg_axis *axis;
    enum language language;
    int top, bottom;
    int month_step; /* which months are named: 1 all, 3 January, April, …, 12 April alone */
    int year_step;
    int last_year_x;
} ticks;

static bool is_named(const ticks *t, int year, int month)
{
    if (t->month_step == 12)
        return month == 4 && year % t->year_step == 0;
    return (month - 1) % t->month_step == 0;
}

static void draw_year(ticks *t, int x, int64_t day)
{
    buffer text = {0};
    svg_year_print(&text, day, t->language);
    svg_text(t->out, "tick", x + 4, t->top + 26, buffer_str(&text));
    buffer_free(&text);
    t->last_year_x = x;
}

/* Its label would stand over that of the first month. */
static bool is_january_near(const ticks *t, int year, int x)
{
    int64_t january = day_from_civil(year + 1, 1, 1) * SECONDS_PER_DAY;
    return january <= t->axis->last && svg_axis_x(t->axis, january) - x < YEAR_LABEL;
}

static void draw_tick(ticks *t, int year, int month, bool is_first)
{
    int64_t day = day_from_civil(year, month, 1);
    int x = svg_axis_x(t->axis, day * SECONDS_PER_DAY);
    bool named = is_named(t, year, month);
    svg_line(t->out, named ? "grid" : "grid minor", x, t->top + (named ? 36 : SVG_AXIS_HEIGHT - 10), x, t->bottom);
    if (named && x + MONTH_LABEL <= t->axis->right + 20) {
        buffer text = {0};
        svg_month_print(&text, month, t->language);
        svg_text(t->out, "tick", x + 4, t->top + 58, buffer_str(&text));
        buffer_free(&text);
    }
    bool begins_year = t->month_step == 12 ? named : month == 1 || (is_first && !is_january_near(t, year, x));
    if (begins_year && x - t->last_year_x >= YEAR_LABEL && x + YEAR_LABEL <= t->axis->right + 40)
        draw_year(t, x, day);
}

static void choose_steps(ticks *t)
{
    int64_t days = (t->axis->last - t->axis->first) / SECONDS_PER_DAY + 1;
    int64_t months = days / 30 + 1, width = t->axis->right - t->axis->left;
    t->month_step = width >= months * MONTH_LABEL ? 1 : width * 3 >= months * MONTH_LABEL ? 3 : 12;
    t->year_step = 1;
    while (width * 12 * t->year_step < months * YEAR_LABEL)
        t->year_step++;
}

/* Every month, every quarter, or only what is named. */
static bool has_tick(const ticks *t, int year, int month)
{
    if (t->month_step < 12)
        return true;
    return is_named(t, year, month) || (t->year_step == 1 && (month - 1) % 3 == 0);
}

static void draw_ticks(ticks *t)
{
    int year, month, day_of_month;
    int64_t first_day = t->axis->first / SECONDS_PER_DAY - (t->axis->first % SECONDS_PER_DAY < 0);
    civil_from_day(first_day, &year, &month, &day_of_month);
    if (day_of_month > 1) {
        year += month == 12;
        month = month % 12 + 1;
    }
    for (bool is_first = true; day_from_civil(year, month, 1) * SECONDS_PER_DAY <= t->axis->last; is_first = false) {
        if (has_tick(t, year, month))
            draw_tick(t, year, month, is_first && t->month_step < 12);
        year += month == 12;
        month = month % 12 + 1;
    }
}

void svg_axis_draw(buffer *out, const svg_axis *axis, period marked, int top, int bottom, enum language language)
{
    ticks t = {.out = out, .axis = axis, .language = language, .top = top, .bottom = bottom, .last_year_x = -SVG_WIDTH};
    choose_steps(&t);
    draw_ticks(&t);
    int y = top + SVG_AXIS_HEIGHT - 6;
    svg_line(out, "base", axis->left, y, axis->right, y);
    svg_line(out, "base", axis->left, top + 36, axis->left, bottom);
    svg_line(out, "base", axis->right, top + 36, axis->right, bottom);
    int from = svg_axis_x(axis, moment_first(marked.from)), to = svg_axis_x(axis, moment_last(marked.to) + 1);
    if (from < to)
        svg_line(out, "audited", from, y, to, y);
    buffer_add_char(out, '\n');
}

/* Shapes and texts of inline SVG. */
#include "report/report_svg.h"

void svg_open(buffer *out, const char *id, int width, int height, str title, str desc)
{
    buffer_addf(out,
                "<svg class=\"picture\" role=\"img\" aria-labelledby=\"%s-title %s-desc\" viewBox=\"0 0 %d %d\">\n"
                "<title id=\"%s-title\">",
                id, id, width, height, id);
    add_clean(out, title, buffer_add_xml);
    buffer_addf(out, "</title><desc id=\"%s-desc\">", id);
    add_clean(out, desc, buffer_add_xml);
    buffer_add_text(out, "</desc>\n");
}

void svg_close(buffer *out)
{
    buffer_add_text(out, "</svg>\n");
}

void svg_open_group(buffer *out, const char *class_name, str title)
{
    buffer_addf(out, "<g class=\"%s\"><title>", class_name);
    add_clean(out, title, buffer_add_xml);
    buffer_add_text(out, "</title>");
}

void svg_close_group(buffer *out)
{
    buffer_add_text(out, "</g>\n");
}

void svg_rect(buffer *out, const char *class_name, int x, int y, int width, int height)
{
    buffer_addf(out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", class_name, x, y, width,
                height);
}

void svg_line(buffer *out, const char *class_name, int x1, int y1, int x2, int y2)
{
    buffer_addf(out, "<path class=\"%s\" d=\"M%d %dL%d %d\"/>", class_name, x1, y1, x2, y2);
}

void svg_text(buffer *out, const char *class_name, int x, int y, str text)
{
    buffer_addf(out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", class_name, x, y);
    add_clean(out, text, buffer_add_xml);
    buffer_add_text(out, "</text>");
}

/* Around the origin, half a sign's size each way. */
static const char *const shapes[SVG_SHAPES] = {
    "M-10 0A10 10 0 1 1 10 0A10 10 0 1 1 -10 0Z",
    "M-9 -9H9V9H-9Z",
    "M0 -12L12 0L0 12L-12 0Z",
    "M0 -11L11 9H-11Z",
    "M0 11L11 -9H-11Z",
    "M-4 -11H4V-4H11V4H4V11H-4V4H-11V-4H-4Z",
    "M-11 0L9 -11V11Z",
    "M11 0L-9 -11V11Z",
};

void svg_sign(buffer *out, const char *class_name, size_t shape, int x, int y)
{
    buffer_addf(out, "<path class=\"%s\" transform=\"translate(%d %d)\" d=\"%s\"/>", class_name, x, y,
                shapes[shape % SVG_SHAPES]);
}

/* ---- texts that must fit ---- */

/* Returns how many bytes of the text fit into so many columns. */
static size_t bytes_that_fit(str s, size_t columns)
{
    size_t fitting = 0;
    for (size_t i = 1; i <= s.length; i++) {
        bool is_boundary = i == s.length || ((unsigned char)s.at[i] & 0xC0U) != 0x80;
        if (!is_boundary)
            continue;
        if (text_width((str){s.at, i}) > columns)
            break;
        fitting = i;
    }
    return fitting;
}

/* The id in brackets at the end, as print_value writes it; empty where there is none. */
static str bracketed_end(str s)
{
    static const char *const brackets[] = {"（", " ("};
    for (size_t i = s.length; i-- > 0;)
        for (size_t k = 0; k < 2; k++)
            if (str_starts(str_from(s, i), str_of(brackets[k])))
                return str_from(s, i);
    return (str){"", 0};
}

str svg_fit(arena *a, str text, size_t columns)
{
    if (text_width(text) <= columns)
        return text;
    str end = bracketed_end(text);
    if (text_width(end) + 8 > columns)
        end = (str){"", 0};
    buffer b = {0};
    size_t room = columns - text_width(end);
    buffer_add(&b, (str){text.at, bytes_that_fit(text, room > 2 ? room - 2 : 0)});
    buffer_add_text(&b, "…");
    buffer_add(&b, end);
    return buffer_keep(&b, a);
}

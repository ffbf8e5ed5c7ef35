/* Inline SVG: shapes in whole units of the viewBox, texts escaped, a time axis. Everything that comes from records goes
   through svg_text or a title here. */
#ifndef JUNSHU_REPORT_SVG_H
#define JUNSHU_REPORT_SVG_H

#include "report/report_words.h"

/* The width of every picture: on A4 one unit is a little less than a tenth of a millimetre. A page takes 2,900 units.
 */
enum { SVG_WIDTH = 2000, SVG_FONT = 28, SVG_COLUMN = 14 /* of a narrow character */ };

/* `id` is ours; the picture's name and description for those who do not see it. */
void svg_open(buffer *out, const char *id, int width, int height, str title, str desc);
void svg_close(buffer *out);
/* A group, which shows `title` under the pointer. */
void svg_open_group(buffer *out, const char *class_name, str title);
void svg_close_group(buffer *out);
void svg_rect(buffer *out, const char *class_name, int x, int y, int width, int height);
void svg_line(buffer *out, const char *class_name, int x1, int y1, int x2, int y2);
void svg_text(buffer *out, const char *class_name, int x, int y, str text);
/* A sign of one of SVG_SHAPES shapes around a point. */
enum { SVG_SHAPES = 8, SVG_SIGN = 11 /* half its size */ };
void svg_sign(buffer *out, const char *class_name, size_t shape, int x, int y);
/* The patterns that the classes fill with, inside a picture, once a page. */
void svg_patterns(buffer *out);
const char *svg_style(void);

/* Returns the text, shortened to so many narrow characters, with the id in brackets at its end kept. */
str svg_fit(arena *a, str text, size_t columns);

/* Seconds to units. */
typedef struct svg_axis {
    int64_t first, last; /* seconds, both included */
    int left, right;     /* units */
} svg_axis;

svg_axis svg_axis_of(period p, int left, int right);
/* Takes the first second of a moment, or the second after its last; those beyond the ends come to stand at the ends. */
int svg_axis_x(const svg_axis *axis, int64_t second);
enum { SVG_AXIS_HEIGHT = 84 };
/* Years and months above `top` + SVG_AXIS_HEIGHT, lines down to `bottom`, a thick line over the period. */
void svg_axis_draw(buffer *out, const svg_axis *axis, period marked, int top, int bottom, enum language language);
/* The year as readers write it: 令和7年, 2025. */
void svg_year_print(buffer *b, int64_t day, enum language language);
void svg_month_print(buffer *b, int month, enum language language);

#endif

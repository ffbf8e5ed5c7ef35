/* Colours and typefaces of the report. Colours are no variables of CSS: WeasyPrint drops a border that takes its colour
   from one. The typefaces are those of Windows, macOS and Debian, in this order; IPAex comes before Noto, since its
   outlines get into a PDF in a second, those of Noto in many. */
#ifndef JUNSHU_REPORT_LOOKS_H
#define JUNSHU_REPORT_LOOKS_H

#define INK "#1b1b1b"
#define QUIET "#555"
#define LINE "#8a8a8a"
#define THIN "#c8c8c8"
#define TINT "#f3f3f0"

#define MINCHO "\"Yu Mincho\", \"Hiragino Mincho ProN\", IPAexMincho, \"Noto Serif CJK JP\", \"Noto Serif JP\", serif"
#define GOTHIC "\"Yu Gothic\", \"Hiragino Sans\", IPAexGothic, \"Noto Sans CJK JP\", \"Noto Sans JP\", sans-serif"

#endif

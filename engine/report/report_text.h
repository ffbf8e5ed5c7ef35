/* What the parts of the terminal's report share. */
#ifndef JUNSHU_REPORT_TEXT_H
#define JUNSHU_REPORT_TEXT_H

#include "report/report_view.h"

typedef struct text_writer {
    const report_view *view;
    enum language language;
    buffer *out;
} text_writer;

void text_add(text_writer *w, str s); /* cleaned of controls */
void text_say(text_writer *w, enum word word, str first, str second, str third);
void text_indent(text_writer *w, size_t depth);
/* A line that begins with the words. */
void text_say_line(text_writer *w, size_t depth, enum word word, str first, str second, str third);
void text_heading(text_writer *w, enum word word);

/* What has changed since an earlier audit, where there is one. */
void text_comparison(text_writer *w);
/* The findings of one result, by rule. */
void text_section(text_writer *w, const result_section *s);
/* What stands below a finding's sentence: its condition, records, ways out. Needs no view. */
void text_details(text_writer *w, const finding *f, bool with_remedy);

#endif

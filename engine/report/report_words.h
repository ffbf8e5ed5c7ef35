/* The words of the reports in both languages, and how counts, dates and places are said. */
#ifndef JUNSHU_REPORT_WORDS_H
#define JUNSHU_REPORT_WORDS_H

#include "result/result.h"

enum word {
#define WORD(id, ja, en) id,
#include "report/report_words.def"
#undef WORD
    WORD_COUNT
};

str word_text(enum word w, enum language language);
/* Appends the words with {1}, {2}, {3} replaced, and {1:row|rows} by what goes with that number. Pass (str){0} for
   those that are not used. */
void word_print(buffer *b, enum word w, enum language language, str first, str second, str third);

/* A number with its thousands apart: 1,234,567. */
typedef struct number_text {
    char at[32];
} number_text;

number_text number_print(uint64_t number);

/* Whether a condition holds, in a word. */
enum word explanation_word(const explanation *why);
/* What a result says, in a sentence. */
enum word result_meaning(enum result r);
/* The sign that stands beside a result's word, so that colour is never the only difference. */
const char *result_sign(enum result r);

/* Appends text from records as readers may see it: line ends as spaces, and controls, which could command a terminal or
   turn the direction of what follows, as U+FFFD. Pieces go through `add`: buffer_add, or buffer_add_xml for HTML. */
void add_clean(buffer *b, str s, void (*add)(buffer *, str));

/* Appends document:line, or nothing where there is no place. */
void place_print(buffer *b, place at);
/* Appends the value of a parameter: 7年. */
void parameter_print(buffer *b, const audited_parameter *p, const parameter_value *v, enum language language);

/* Returns how many columns the text takes on a terminal: two for each wide character. */
size_t text_width(str s);

#endif

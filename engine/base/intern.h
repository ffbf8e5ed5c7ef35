/* Interned strings: each distinct text is stored once and known by a small number. */
#ifndef JUNSHU_INTERN_H
#define JUNSHU_INTERN_H

#include "base/str.h"

typedef uint32_t symbol; /* 0 is no text */
enum { SYMBOL_NONE = 0 };

typedef struct intern intern;

intern *intern_new(void);
void intern_free(intern *names);
/* Returns the number of the text, given on first sight in rising order from 1. */
symbol intern_add(intern *names, str text);
/* The same for each of the texts; without one (`at` is NULL) the number is SYMBOL_NONE. */
void intern_add_each(intern *names, const str *texts, size_t count, symbol *numbers);
/* Adds the texts of another one from one number to before the other, in that order; numbers[s] receives what the text
   of its s has here. */
void intern_add_all(intern *names, const intern *from, symbol first, symbol end, symbol *numbers);
/* Returns the number of the text, or SYMBOL_NONE when it was never added. */
symbol intern_find(const intern *names, str text);
/* Takes a number that intern_add gave. Returns its text, NUL-terminated; it does not move until intern_free. */
str intern_text(const intern *names, symbol s);
/* Returns how many texts there are: the greatest number given. */
uint32_t intern_count(const intern *names);

#endif

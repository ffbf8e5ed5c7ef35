/* Storing the values that records give for one field. What is told here of a value that is wrong is that there is one;
   storing the records one by one says which. */
#ifndef JUNSHU_STORE_H
#define JUNSHU_STORE_H

#include "facts/segment.h"

/* Stores values to the rows from `first` on; where there is none (`at` is NULL) the row's stays missing. White space at
   their ends is theirs. Texts are numbered by `names`. Returns false where one is no value of the field's kind: the
   rows then hold anything. */
bool store_values(segment *s, const field *f, uint32_t first, const str *values, size_t count, intern *names);
/* The same for the ids of a type that nothing refers to; where it returns false, none was stored. */
bool store_ids(segment *s, uint32_t first, const str *ids, size_t count);

#endif

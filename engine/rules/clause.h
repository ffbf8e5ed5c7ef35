/* Addresses of clauses: 9-1 is 第9条第1項, 11の2-2 is 第11条の2第2項, 19(3) is 第19条第3号, 附則3 the third
   supplementary provision. One parser reads both forms, with full-width digits and spaces too. */
#ifndef JUNSHU_CLAUSE_H
#define JUNSHU_CLAUSE_H

#include "base/time.h"

typedef struct clause_address {
    uint16_t article, branch; /* 第11条の2: 11, 2; both 0 for a supplementary provision */
    uint16_t paragraph;       /* 0 where the article has only one and it is not named */
    uint16_t item;            /* 0 where there is none */
    uint16_t supplementary;   /* 附則: its number in order; otherwise 0 */
} clause_address;

/* Returns false where the text is no address. */
bool clause_parse(str text, clause_address *out);
bool clause_equal(clause_address a, clause_address b);
/* Appends 9-1. */
void clause_print(buffer *b, clause_address a);
/* Appends 第9条第1項, or Article 9(1) in English. */
void clause_print_title(buffer *b, clause_address a, enum language language);

#endif

/* Texts as they are compared: one number for all spellings that differ in nothing but width and the like. */
#ifndef JUNSHU_FOLDS_H
#define JUNSHU_FOLDS_H

#include "base/intern.h"

typedef struct folds folds;

/* Takes all names once, before they are compared. Read-only afterwards. */
folds *folds_new(const intern *names);
void folds_free(folds *f);
/* Returns the number that a name (or SYMBOL_NONE: 0) shares with all its spellings. */
symbol fold_symbol(const folds *f, symbol s);
/* Returns that of any text, or UINT32_MAX where no name is spelled so. */
symbol find_fold(const folds *f, str text);

#endif

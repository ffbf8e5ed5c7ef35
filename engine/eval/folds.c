/* Texts as they are compared: one number for all spellings that differ in nothing but width and the like. */
#include "eval/folds.h"

#include "base/mem.h"
#include "text/normalise.h"

struct folds {
    intern *texts;   /* as normalise_text gives them */
    symbol *symbols; /* by symbol of the names; 0 for none */
};

static str fold_text(arena *a, str text)
{
    str folded;
    return !is_plain(text) && normalise_text(a, text, &folded) ? folded : text;
}

folds *folds_new(const intern *names)
{
    folds *f = mem_alloc(sizeof *f);
    uint32_t count = intern_count(names);
    f->texts = intern_new();
    f->symbols = mem_alloc(((size_t)count + 1) * sizeof *f->symbols);
    arena *a = arena_new();
    for (symbol s = 1; s <= count; s++)
        f->symbols[s] = intern_add(f->texts, fold_text(a, intern_text(names, s)));
    arena_free(a);
    return f;
}

void folds_free(folds *f)
{
    if (f == NULL)
        return;
    intern_free(f->texts);
    mem_free(f->symbols);
    mem_free(f);
}

symbol fold_symbol(const folds *f, symbol s)
{
    return f->symbols[s];
}

symbol find_fold(const folds *f, str text)
{
    arena *a = arena_new();
    symbol found = intern_find(f->texts, fold_text(a, text));
    arena_free(a);
    return found != SYMBOL_NONE ? found : UINT32_MAX;
}

/* The words of a Lua text, for what can be said of it without running it. Private to eval/. */
#ifndef JUNSHU_LUA_TEXT_H
#define JUNSHU_LUA_TEXT_H

#include "base/diag.h"
#include "model/model.h"

enum lua_word_kind { LUA_WORD_NAME, LUA_WORD_KEYWORD, LUA_WORD_STRING, LUA_WORD_NUMBER, LUA_WORD_SYMBOL, LUA_WORD_END };

typedef struct lua_word {
    enum lua_word_kind kind;
    str text; /* of a string in quotes: what stands between them, as written */
    place at;
} lua_word;

typedef struct lua_words {
    const lua_word *items; /* the last one is LUA_WORD_END, twice */
    size_t count;          /* without those */
} lua_words;

lua_words lua_text_split(arena *a, str text, const char *path);

/* ---- what is wrong with them (lua_names.c) ---- */

/* Reports names that the text does not declare and that are not among what rules see of the world (sorted names as
   lua_vm_list has them): each would be an error in whatever call comes to it. Returns whether there is none. */
bool lua_names_check(lua_words words, const str *world, size_t world_count, diags *d);
/* Reports comparisons of a field with a text that it can never have. */
void lua_names_compare(lua_words words, const fact_model *model, diags *d);

#endif

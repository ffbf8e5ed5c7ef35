/* What is wrong with the Lua of a pack, said before anything is audited. */
#ifndef JUNSHU_LUA_CHECK_H
#define JUNSHU_LUA_CHECK_H

#include "rules/pack.h"

/* Reports, with file, line and nearest name: modules that are no Lua, return no functions or read records while they
   are loaded; names that rules cannot see; calls of modules and functions that are not there. Returns whether there is
   nothing of the kind. */
bool lua_check_pack(const pack *p, diags *d);

/* Reports what lint asks of Lua besides: modules that nothing calls, comparisons that never hold. */
void lua_lint_pack(const pack *p, diags *d);

#endif

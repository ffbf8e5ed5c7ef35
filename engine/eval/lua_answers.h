/* What Lua rules are answered: values, refusals, and the ends of a call that the records leave open. Private to eval/.
 */
#ifndef JUNSHU_LUA_ANSWERS_H
#define JUNSHU_LUA_ANSWERS_H

#include "eval/lua_vm.h"

typedef struct lua_rules {
    evaluation *ev;
    lua_vm *vm;
    arena *a; /* of the call */
    const check *check;
    const frame *frame;
    enum truth raised;
    label why; /* it was raised, in the call's arena */
    lua_account *account;
} lua_rules;

enum lua_answer refuse(lua_request *r, const char *format, str a, str b, str c);
enum lua_answer refuse_arguments(lua_request *r, const char *function);
enum lua_answer raise_open(lua_rules *l, enum truth t, const char *ja, const char *en, label a, label b);
enum lua_answer raise_field(lua_rules *l, const record_type *type, const field *f);
enum lua_answer raise_name(lua_rules *l, enum truth t, str name);
enum lua_answer answer_truth(lua_request *r, bool holds);
datum text_datum(str s);
void give(lua_request *r, value v, value_type type);
bool is_recorded_value(value v, value_type type);
enum lua_answer give_or_raise(lua_rules *l, lua_request *r, value v, value_type type, str name);

#endif

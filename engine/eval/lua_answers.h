/* What Lua rules are answered: values, refusals, and the ends of a call that the records leave open. Private to eval/.
 */
#ifndef JUNSHU_LUA_ANSWERS_H
#define JUNSHU_LUA_ANSWERS_H

#include "eval/lua_vm.h"

/* What a call has read so far, and so what its verdict is worth. */
typedef struct lua_reading {
    bool any;        /* a field, a list or what a list declares */
    bool incomplete; /* a list that was not declared complete for the time asked for */
    bool in_vain;    /* such a list held no record of those wanted */
} lua_reading;

/* What is missing of the lists of one type that the call read. */
typedef struct lua_gaps {
    const record_type *type;
    spans gaps;
} lua_gaps;

typedef struct lua_rules {
    evaluation *ev;
    lua_vm *vm;
    arena *a;           /* of the call */
    const check *check; /* NULL while modules are loaded: then there are no records */
    const frame *frame;
    lua_reading reading;
    bool asks_whether_decided;     /* the answer is whether there is one */
    label why;                     /* the call was ended, in its arena */
    lua_account *account;          /* may be NULL */
    lua_gaps lists[LUA_MAX_LISTS]; /* for the account */
    size_t list_count;
} lua_rules;

enum lua_answer refuse(lua_request *r, const char *format, str a, str b, str c);
enum lua_answer refuse_arguments(lua_request *r, const char *function);
enum lua_answer raise_field(lua_rules *l, const record_type *type, const field *f);
enum lua_answer raise_name(lua_rules *l, enum truth t, str name);
enum lua_answer answer_truth(lua_request *r, bool holds);
datum text_datum(str s);
void give(lua_request *r, value v, value_type type);
bool is_recorded_value(value v, value_type type);
enum lua_answer give_or_raise(lua_rules *l, lua_request *r, value v, value_type type, str name);
bool is_value(const datum *d, enum type_kind kind);
/* Returns the field, or NULL after refusing. */
const field *find_field(const record_type *type, str name, lua_request *r);

/* ---- lists (lua_facts.c) ---- */

/* The functions facts and complete. */
enum lua_answer run_facts(void *host, size_t data, lua_request *r);
enum lua_answer run_complete(void *host, size_t data, lua_request *r);
/* Takes the record into the call's account: before all others where the verdict names it. */
void add_evidence(lua_rules *l, const record_type *type, uint32_t row, bool is_named);

/* ---- calls (lua_rules.c) ---- */

/* Makes a sandbox with everything that rules may call. */
lua_vm *lua_rules_open(lua_rules *l);
/* What lua_vm_message says, as text that reports can hold. */
const char *lua_rules_message(const lua_rules *l, arena *a);

#endif

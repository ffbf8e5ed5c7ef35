/* What the tests of Lua rules share: one call of a function on a small set of records, with its outcome as text. */
#ifndef JUNSHU_TEST_LUA_CALL_H
#define JUNSHU_TEST_LUA_CALL_H

#include "loading.h"

#include "eval/evaluation.h"

/* A function as a rule's check sees it: about one entry. */
typedef struct rule_call {
    arena *a;
    facts *facts;
    lua_module module;
    variable subject;
    parameter parameter;
    parameter_value parameter_value;
    alias alias;
    pack pack;
    audit_options options;
    evaluation shared, ev;
    check check;
    frame frame;
} rule_call;

/* Group fixtures: a scratch directory with records of rooms and entries. The entries of R1 are declared complete for
   the audited year, those of R2 are not; there are no memos. */
int start_lua(void **state);

/* The module's function `f` on the entry in that row: 0 is E1, 1 is E2. Its fields are to be seen in the source. */
void start_call(rule_call *c, const char *source, uint32_t row);
/* The same on the first entry of another document. */
void start_call_on(rule_call *c, const char *source, const char *path);
void end_call(rule_call *c);

/* Fails unless the call comes out as described: the truth, the reason in both languages, what was missing in brackets,
   the records of its account; or the fault. */
void expect_module_outcome(const char *source, uint32_t row, const char *expected);
/* The same of a function with this body, about `e` and `ctx`. */
void expect_outcome(const char *body, uint32_t row, const char *expected);

#endif

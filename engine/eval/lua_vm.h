/* The sandbox in which Lua rules run: no file, no clock, no address and no other module can be reached from it, and
   every call ends after a bounded number of steps in bounded memory. What a rule may ask of the engine is given by the
   host. */
#ifndef JUNSHU_LUA_VM_H
#define JUNSHU_LUA_VM_H

#include "eval/evaluation.h"

typedef struct lua_vm lua_vm;

enum datum_kind {
    DATUM_NIL,
    DATUM_TRUTH, /* true or false: others never reach Lua */
    DATUM_INTEGER,
    DATUM_STRING,
    DATUM_VALUE,   /* a time, period, duration or record: opaque to Lua */
    DATUM_CONTEXT, /* what the second argument of a rule's function stands for */
    DATUM_VERDICT,
    DATUM_FIELDS,  /* a table by names, as an argument */
    DATUM_RECORDS, /* a list of records, as a result */
    DATUM_OTHER
};

enum lua_verdict {
    LUA_PASS,
    LUA_FAIL,   /* what was read shows a breach */
    LUA_ABSENT, /* something that should be there was not found */
    LUA_REVIEW,
    LUA_UNKNOWN
};
#define LUA_VERDICTS "pass(), fail(…), absent(…), review(…) or unknown(…)"

/* What Lua and the engine hand to each other. Strings live until the host function returns. */
typedef struct datum {
    enum datum_kind kind;
    enum lua_verdict verdict;
    union {
        struct {
            value value;
            value_type type; /* of records too */
        };
        label reason; /* of a verdict; lives in the arena of the call */
    };
    union {
        const uint32_t *rows;
        const struct lua_field *fields; /* sorted by name; of a verdict: the records that it names */
    };
    size_t count; /* of rows or fields */
} datum;

typedef struct lua_field {
    str name;
    datum value;
} lua_field;

enum {
    LUA_HOST_ARGUMENTS = 4,
    LUA_HOST_FIELDS = 8,
    LUA_MAX_NAMES = 512,
    LUA_MAX_RECORDS = 65536 /* in one list: more would not fit into a block of memory */
};

typedef struct lua_request {
    datum arguments[LUA_HOST_ARGUMENTS];
    size_t count;
    datum result;
    int64_t cost; /* in steps, to be filled in where the work is more than one */
    char message[256];
} lua_request;

enum lua_answer {
    LUA_ANSWER_VALUE,
    LUA_ANSWER_RAISED, /* the whole call ends here: the host knows why */
    LUA_ANSWER_ERROR   /* `message` says what is wrong with the rule */
};

/* A function that rules can call; those whose name begins with __ are what operators do with opaque values. */
typedef struct lua_host_function {
    const char *name;
    enum lua_answer (*run)(void *host, size_t data, lua_request *r);
    size_t data;
} lua_host_function;

enum lua_ending {
    LUA_ENDED,  /* with a verdict */
    LUA_RAISED, /* by the host */
    LUA_FAILED  /* message says how: an error, never a verdict */
};

/* The part of the library of rules that is written in Lua (lua_prelude.c). Takes the table that rules see, and Lua's
   own table library; returns a function that lists the names of a module's functions or, without one, of what rules
   see. */
extern const char *const lua_prelude;

/* Makes a sandbox. The functions (ending in a NULL name) must outlive it. Never NULL. */
lua_vm *lua_vm_new(void *host, const lua_host_function *functions);
void lua_vm_free(lua_vm *vm);
/* Compiles a module's text, and keeps it under its name. Returns false where it is no Lua. */
bool lua_vm_load(lua_vm *vm, str name, str source);
/* Calls a function with two arguments. */
enum lua_ending lua_vm_call(lua_vm *vm, str module, str function, const datum *subject, datum *verdict);
/* Stores the names, sorted and at most LUA_MAX_NAMES, of the functions that a module returns or, with an empty module,
   of all that rules see (facts, string, string.len, …). Returns false where the module cannot be run. */
bool lua_vm_list(lua_vm *vm, str module, arena *a, str *names, size_t *count);
/* Why the last load, list or call failed: words that live as long as the sandbox. */
const char *lua_vm_message(const lua_vm *vm);
/* Whether a limit was reached: then nothing can be called any more. */
bool lua_vm_is_dead(const lua_vm *vm);

#endif

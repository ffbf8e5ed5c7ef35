/* The sandbox of Lua rules. The only file that knows Lua's headers.
   Invariants: Lua runs only below lua_pcall; once a limit is reached the sandbox is dead, and each further instruction
   fails; rules cannot catch an error; nothing that a call leaves behind can be seen by the next. */
#include "eval/lua_vm.h"

#include "base/mem.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_BYTES = 64 * 1024 * 1024,
    MAX_CHURN = 1024 * 1024 * 1024, /* bytes that one call may allocate, freed ones included */
    MAX_BLOCK = 1024 * 1024,        /* so that the stack stays small: calls copy their arguments, errors walk over it */
    MAX_STRING = 64 * 1024,         /* so that comparing strings stays about as fast as other instructions */
    MAX_STEPS = 4 * 1000 * 1000,
    HOOK_STEPS = 1000,
    GC_PAUSE = 1000, /* per cent: what a call leaves is little beside what all calls share and each collection walks */
    MAX_NUMBER = 32  /* bytes of a text that tonumber reads */
};

#define BOX "junshu.value"
#define MODULES "junshu.modules"
#define NAMES "junshu.names"

struct lua_vm {
    lua_State *lua;
    void *host;
    const lua_host_function *functions;
    size_t bytes, churned;
    size_t max_string; /* not bound while a module's text is being read */
    int64_t left;
    bool dead, raised;
    char message[512];
};

static lua_vm *vm_of(lua_State *lua)
{
    return *(lua_vm **)lua_getextraspace(lua);
}

/* ---- limits ---- */

static void *allocate(void *context, void *memory, size_t old_size, size_t size)
{
    lua_vm *vm = context;
    size_t held = memory != NULL ? old_size : 0; /* of new memory, old_size is its kind */
    if (size == 0) {
        free(memory);
        vm->bytes -= held;
        return NULL;
    }
    if (size > held) {
        bool too_long = memory == NULL && old_size == LUA_TSTRING && size > vm->max_string;
        if (too_long || size > MAX_BLOCK || vm->bytes - held + size > MAX_BYTES || vm->churned > MAX_CHURN)
            return NULL;
        vm->churned += size;
    }
    void *moved = realloc(memory, size);
    if (moved == NULL)
        return size <= held ? memory : NULL;
    vm->bytes += size - held;
    return moved;
}

static int die(lua_State *lua, const char *why, int level);

static void count_steps(lua_State *lua, lua_Debug *at)
{
    (void)at;
    lua_vm *vm = vm_of(lua);
    vm->left -= HOOK_STEPS;
    if (vm->left < 0 || vm->dead)
        die(lua, "a limit on steps", 0);
}

/* `level` is where the fault is: 0 for the running function, 1 for the one that called it. */
static int die(lua_State *lua, const char *why, int level)
{
    vm_of(lua)->dead = true;
    lua_sethook(lua, count_steps, LUA_MASKCOUNT, 1);
    luaL_where(lua, level);
    lua_pushstring(lua, why);
    lua_concat(lua, 2);
    return lua_error(lua);
}

/* Counts work that is done outside of Lua. */
static void charge(lua_State *lua, int64_t steps)
{
    lua_vm *vm = vm_of(lua);
    vm->left -= steps;
    if (vm->left < 0)
        die(lua, "a limit on steps", 1);
}

/* ---- values ---- */

static void push_boxed(lua_State *lua, const datum *d)
{
    datum *boxed = lua_newuserdatauv(lua, sizeof *boxed, 0);
    *boxed = *d;
    luaL_setmetatable(lua, BOX);
}

static void push_records(lua_State *lua, const datum *d)
{
    charge(lua, (int64_t)d->count);
    lua_createtable(lua, d->count < 1000 ? (int)d->count : 1000, 0);
    for (size_t i = 0; i < d->count; i++) {
        datum record = {.kind = DATUM_VALUE, .type = d->type, .value = {.known = true, .as.row = d->rows[i]}};
        push_boxed(lua, &record);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

static void push_datum(lua_State *lua, const datum *d)
{
    switch (d->kind) {
    case DATUM_TRUTH:
        lua_pushboolean(lua, d->value.as.truth == TRUTH_TRUE);
        break;
    case DATUM_INTEGER:
        lua_pushinteger(lua, d->value.as.integer);
        break;
    case DATUM_STRING:
        lua_pushlstring(lua, d->value.as.string.at, d->value.as.string.length);
        break;
    case DATUM_VALUE:
    case DATUM_CONTEXT:
    case DATUM_VERDICT:
        push_boxed(lua, d);
        break;
    case DATUM_RECORDS:
        push_records(lua, d);
        break;
    case DATUM_NIL:
    case DATUM_FIELDS:
    case DATUM_OTHER:
        lua_pushnil(lua);
        break;
    }
}

static str read_str(lua_State *lua, int index)
{
    size_t length;
    const char *at = lua_tolstring(lua, index, &length);
    return (str){at, length};
}

static datum read_datum(lua_State *lua, int index)
{
    datum d = {.kind = DATUM_OTHER, .value = {.known = true}};
    switch (lua_type(lua, index)) {
    case LUA_TNIL:
    case LUA_TNONE:
        d.kind = DATUM_NIL;
        break;
    case LUA_TBOOLEAN:
        d.kind = DATUM_TRUTH;
        d.value.as.truth = truth_of(lua_toboolean(lua, index));
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(lua, index)) {
            d.kind = DATUM_INTEGER;
            d.value.as.integer = lua_tointeger(lua, index);
        }
        break;
    case LUA_TSTRING:
        d.kind = DATUM_STRING;
        d.value.as.string = read_str(lua, index);
        break;
    case LUA_TUSERDATA:
        d = *(const datum *)lua_touserdata(lua, index);
        break;
    default:
        break;
    }
    return d;
}

static void sort_fields(lua_field *fields, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && str_compare(fields[k - 1].name, fields[k].name) > 0; k--) {
            lua_field swapped = fields[k];
            fields[k] = fields[k - 1];
            fields[k - 1] = swapped;
        }
}

/* Reads { name = value }. The values stay in the table, and so their strings stay where they are. */
static datum read_fields(lua_State *lua, int index, lua_field *fields)
{
    datum d = {.kind = DATUM_FIELDS, .fields = fields};
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) != LUA_TSTRING || d.count == LUA_HOST_FIELDS)
            luaL_error(lua, "a condition is a table of at most %d fields by name", LUA_HOST_FIELDS);
        fields[d.count].name = read_str(lua, -2);
        fields[d.count++].value = read_datum(lua, -1);
    }
    sort_fields(fields, d.count);
    return d;
}

/* ---- functions of the host ---- */

static int call_host(lua_State *lua)
{
    lua_vm *vm = vm_of(lua);
    const lua_host_function *f = lua_touserdata(lua, lua_upvalueindex(1));
    lua_request r = {.cost = 1};
    lua_field fields[LUA_HOST_FIELDS];
    int count = lua_gettop(lua);
    if (count > LUA_HOST_ARGUMENTS)
        return luaL_error(lua, "too many arguments of %s", f->name);
    for (int i = 1; i <= count; i++)
        r.arguments[i - 1] = lua_istable(lua, i) ? read_fields(lua, i, fields) : read_datum(lua, i);
    r.count = (size_t)count;
    enum lua_answer answer = f->run(vm->host, f->data, &r);
    charge(lua, r.cost);
    if (answer == LUA_ANSWER_ERROR)
        return luaL_error(lua, "%s", r.message);
    if (answer == LUA_ANSWER_RAISED) {
        vm->raised = true;
        lua_pushliteral(lua, "raised");
        return lua_error(lua);
    }
    push_datum(lua, &r.result);
    return 1;
}

/* ---- what of Lua's own library a rule may use, made safe ---- */

static const char *kind_of_box(const datum *d)
{
    switch (d->kind) {
    case DATUM_CONTEXT:
        return "context";
    case DATUM_VERDICT:
        return "verdict";
    default:
        return type_kind_name(d->type.kind);
    }
}

static int safe_type(lua_State *lua)
{
    luaL_checkany(lua, 1);
    if (lua_type(lua, 1) == LUA_TUSERDATA)
        lua_pushstring(lua, kind_of_box(lua_touserdata(lua, 1)));
    else
        lua_pushstring(lua, luaL_typename(lua, 1));
    return 1;
}

/* Without the addresses that tostring writes: they differ from run to run. */
static int safe_tostring(lua_State *lua)
{
    luaL_checkany(lua, 1);
    switch (lua_type(lua, 1)) {
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING:
        luaL_tolstring(lua, 1, NULL);
        return 1;
    default:
        return luaL_error(lua, "a %s has no text: use ja(…) or en(…)", luaL_typename(lua, 1));
    }
}

/* Only of short texts: reading a number takes as long as the text. */
static int safe_tonumber(lua_State *lua)
{
    luaL_checkany(lua, 1);
    lua_settop(lua, 1);
    if (lua_type(lua, 1) == LUA_TNUMBER)
        return 1;
    bool is_short = lua_type(lua, 1) == LUA_TSTRING && lua_rawlen(lua, 1) <= MAX_NUMBER;
    if (!is_short || lua_stringtonumber(lua, lua_tostring(lua, 1)) == 0)
        lua_pushnil(lua);
    return 1;
}

/* format("%s %d", …): only these two, and %%. */
static int safe_format(lua_State *lua)
{
    luaL_Buffer b;
    int argument = 1;
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    charge(lua, (int64_t)length);
    luaL_buffinit(lua, &b);
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '%') {
            luaL_addchar(&b, text[i]);
            continue;
        }
        char kind = ++i < length ? text[i] : '\0';
        if (kind == '%') {
            luaL_addchar(&b, '%');
        } else if (kind == 's') {
            luaL_checkstring(lua, ++argument);
            lua_pushvalue(lua, argument);
            luaL_addvalue(&b);
        } else if (kind == 'd') {
            lua_pushfstring(lua, "%I", (LUAI_UACINT)luaL_checkinteger(lua, ++argument));
            luaL_addvalue(&b);
        } else {
            return luaL_error(lua, "format knows %%s and %%d only");
        }
    }
    luaL_pushresult(&b);
    return 1;
}

static int refuse_change(lua_State *lua)
{
    return luaL_error(lua, "global names cannot be assigned: write local before them");
}

static int refuse_name(lua_State *lua)
{
    return luaL_error(lua, "there is no \"%s\" for rules", lua_tostring(lua, 2));
}

/* ---- setting up ---- */

/* Replaces the table on top by one that shows it, and cannot be changed. */
static void freeze(lua_State *lua)
{
    lua_createtable(lua, 0, 1); /* names that are not there are errors, not nil */
    lua_pushcfunction(lua, refuse_name);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_newtable(lua);
    lua_createtable(lua, 0, 2);
    lua_pushvalue(lua, -3);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, refuse_change);
    lua_setfield(lua, -2, "__newindex");
    lua_setmetatable(lua, -2);
    lua_remove(lua, -2);
}

/* Copies names of a library, which is on top, to the table below it. */
static void copy_names(lua_State *lua, const char *const *names)
{
    for (; *names != NULL; names++) {
        lua_getfield(lua, -1, *names);
        lua_setfield(lua, -3, *names);
    }
    lua_pop(lua, 1);
}

static void open_library(lua_State *lua, const char *name, lua_CFunction open, const char *const *names)
{
    lua_newtable(lua);
    luaL_requiref(lua, name, open, 0);
    copy_names(lua, names);
    freeze(lua);
    lua_setfield(lua, -2, name);
}

static void open_base(lua_State *lua)
{
    static const char *const names[] = {"assert", "error", "ipairs", "select", NULL};
    static const luaL_Reg own[] = {{"type", safe_type},
                                   {"tostring", safe_tostring},
                                   {"tonumber", safe_tonumber},
                                   {"format", safe_format},
                                   {NULL, NULL}};
    static const char *const math[] = {"abs", "floor", "max", "min", "tointeger", "maxinteger", "mininteger", NULL};
    static const char *const string[] = {"len", "sub", "upper", "lower", NULL};
    luaL_requiref(lua, "_G", luaopen_base, 0);
    copy_names(lua, names);
    luaL_setfuncs(lua, own, 0);
    open_library(lua, "math", luaopen_math, math);
    open_library(lua, "string", luaopen_string, string);
    lua_pushliteral(lua, ""); /* luaopen_string gave strings its functions as methods */
    lua_pushnil(lua);
    lua_setmetatable(lua, -2);
    lua_pop(lua, 1);
}

/* What is written in Lua itself: runs with the whole library, which rules do not see. */
static void open_prelude(lua_State *lua)
{
    if (luaL_loadbufferx(lua, lua_prelude, strlen(lua_prelude), "=prelude", "t") != LUA_OK)
        lua_error(lua);
    lua_pushvalue(lua, -2);
    luaL_requiref(lua, "table", luaopen_table, 0);
    lua_call(lua, 2, 1);
    lua_setfield(lua, LUA_REGISTRYINDEX, NAMES);
}

static void open_host(lua_State *lua, const lua_vm *vm)
{
    luaL_newmetatable(lua, BOX);
    lua_pushboolean(lua, 0);
    lua_setfield(lua, -2, "__metatable");
    for (const lua_host_function *f = vm->functions; f->name != NULL; f++) {
        lua_pushlightuserdata(lua, (void *)(uintptr_t)f);
        lua_pushcclosure(lua, call_host, 1);
        lua_setfield(lua, strncmp(f->name, "__", 2) == 0 ? -2 : -3, f->name);
    }
    lua_pop(lua, 1);
}

/* Leaves what rules see of the world as MODULES[1]. */
static int set_up(lua_State *lua)
{
    lua_vm *vm = vm_of(lua);
    lua_settop(lua, 0);
    lua_newtable(lua);
    lua_newtable(lua);
    open_base(lua);
    open_prelude(lua);
    open_host(lua, vm);
    freeze(lua);
    lua_rawseti(lua, 1, 1);
    lua_setfield(lua, LUA_REGISTRYINDEX, MODULES);
    return 0;
}

static void keep_message(lua_vm *vm)
{
    const char *text = lua_type(vm->lua, -1) == LUA_TSTRING ? lua_tostring(vm->lua, -1) : "an error without words";
    snprintf(vm->message, sizeof vm->message, "Lua: %s", text);
    lua_settop(vm->lua, 0);
}

/* Runs `what` on an argument. Nothing of Lua runs outside of it. */
static bool run_protected(lua_vm *vm, lua_CFunction what, void *argument)
{
    if (vm->lua == NULL || vm->dead)
        return false;
    vm->left = MAX_STEPS;
    vm->churned = 0;
    vm->raised = false;
    lua_sethook(vm->lua, count_steps, LUA_MASKCOUNT, HOOK_STEPS);
    lua_pushcfunction(vm->lua, what);
    lua_pushlightuserdata(vm->lua, argument);
    int status = lua_pcall(vm->lua, 1, 0, 0);
    if (status == LUA_OK)
        return true;
    vm->dead |= status == LUA_ERRMEM || status == LUA_ERRERR;
    keep_message(vm);
    return false;
}

lua_vm *lua_vm_new(void *host, const lua_host_function *functions)
{
    lua_vm *vm = mem_alloc(sizeof *vm);
    vm->host = host;
    vm->functions = functions;
    vm->max_string = MAX_BYTES;
    vm->lua = lua_newstate(allocate, vm);
    if (vm->lua != NULL)
        *(lua_vm **)lua_getextraspace(vm->lua) = vm;
    else
        snprintf(vm->message, sizeof vm->message, "Lua: not enough memory");
    if (vm->lua != NULL)
        lua_gc(vm->lua, LUA_GCINC, GC_PAUSE, 0, 0);
    vm->dead = !run_protected(vm, set_up, NULL);
    return vm;
}

void lua_vm_free(lua_vm *vm)
{
    if (vm == NULL)
        return;
    if (vm->lua != NULL)
        lua_close(vm->lua);
    mem_free(vm);
}

const char *lua_vm_message(const lua_vm *vm)
{
    return vm->message;
}

bool lua_vm_is_dead(const lua_vm *vm)
{
    return vm->dead;
}

/* ---- modules ---- */

typedef struct work {
    str module, function, source;
    const datum *subject;
    datum *verdict;
    arena *a;
    str *names;
    size_t name_count;
} work;

/* Pushes what the module returns. Its text runs anew each time, so that its variables carry nothing from call to
   call. */
static void run_module(lua_State *lua, str module)
{
    lua_getfield(lua, LUA_REGISTRYINDEX, MODULES);
    lua_pushlstring(lua, module.at, module.length);
    lua_rawget(lua, -2);
    lua_remove(lua, -2);
    lua_call(lua, 0, 1);
    if (lua_istable(lua, -1))
        return;
    lua_pushlstring(lua, module.at, module.length);
    luaL_error(lua, "module %s returns no table of functions", lua_tostring(lua, -1));
}

static int load_module(lua_State *lua)
{
    const work *w = lua_touserdata(lua, 1);
    lua_getfield(lua, LUA_REGISTRYINDEX, MODULES);
    lua_pushlstring(lua, w->module.at, w->module.length);
    const char *name = lua_pushfstring(lua, "=%s", lua_tostring(lua, -1));
    if (luaL_loadbufferx(lua, w->source.at, w->source.length, name, "t") != LUA_OK)
        return lua_error(lua);
    lua_rawgeti(lua, 2, 1);
    lua_setupvalue(lua, -2, 1); /* the world, as _ENV */
    lua_remove(lua, -2);
    lua_rawset(lua, 2);
    return 0;
}

bool lua_vm_load(lua_vm *vm, str name, str source)
{
    work w = {.module = name, .source = source};
    vm->max_string = MAX_BYTES;
    bool loaded = run_protected(vm, load_module, &w);
    vm->max_string = MAX_STRING;
    return loaded;
}

static int call_function(lua_State *lua)
{
    const work *w = lua_touserdata(lua, 1);
    run_module(lua, w->module);
    lua_pushlstring(lua, w->function.at, w->function.length);
    lua_rawget(lua, -2);
    if (!lua_isfunction(lua, -1)) {
        lua_pushlstring(lua, w->function.at, w->function.length);
        return luaL_error(lua, "there is no function %s", lua_tostring(lua, -1));
    }
    push_datum(lua, w->subject);
    push_datum(lua, &(datum){.kind = DATUM_CONTEXT});
    lua_call(lua, 2, 1);
    const datum *verdict = lua_touserdata(lua, -1);
    if (lua_type(lua, -1) != LUA_TUSERDATA || verdict->kind != DATUM_VERDICT)
        return luaL_error(lua, "the function must return " LUA_VERDICTS);
    *w->verdict = *verdict;
    return 0;
}

enum lua_ending lua_vm_call(lua_vm *vm, str module, str function, const datum *subject, datum *verdict)
{
    work w = {.module = module, .function = function, .subject = subject, .verdict = verdict};
    if (run_protected(vm, call_function, &w))
        return LUA_ENDED;
    return vm->raised && !vm->dead ? LUA_RAISED : LUA_FAILED;
}

static int list_names(lua_State *lua)
{
    work *w = lua_touserdata(lua, 1);
    lua_getfield(lua, LUA_REGISTRYINDEX, NAMES);
    if (w->module.length > 0)
        run_module(lua, w->module);
    lua_call(lua, lua_gettop(lua) - 2, 1);
    for (lua_Unsigned i = 1; i <= lua_rawlen(lua, -1) && w->name_count < LUA_MAX_NAMES; i++) {
        lua_rawgeti(lua, -1, (lua_Integer)i);
        w->names[w->name_count++] = str_keep(w->a, read_str(lua, -1));
        lua_pop(lua, 1);
    }
    return 0;
}

bool lua_vm_list(lua_vm *vm, str module, arena *a, str *names, size_t *count)
{
    work w = {.module = module, .a = a, .names = names};
    bool listed = run_protected(vm, list_names, &w);
    *count = w.name_count;
    return listed;
}

/* Rules in Lua: what the functions of a pack's modules may ask of the facts, and what becomes of their verdicts. A
   value that is not recorded, or an order that the records leave open, ends the call as unknown or review: neither can
   turn into true or false on its way through Lua. */
#include "eval/lua_answers.h"

#include "base/mem.h"
#include "text/normalise.h"

#include <stdio.h>

static const datum nothing = {.kind = DATUM_NIL};

/* ---- records ---- */

static bool is_value(const datum *d, enum type_kind kind)
{
    return d->kind == DATUM_VALUE && d->type.kind == kind;
}

static const field *find_field(const record_type *type, str name, lua_request *r)
{
    const field *f = model_find_field(type, name);
    str nearest = f == NULL ? model_nearest_field(type, name) : name;
    if (f == NULL && nearest.length > 0)
        refuse(r, "%.*s has no field \"%.*s\" (did you mean \"%.*s\"?)", type->name, name, nearest);
    else if (f == NULL)
        refuse(r, "%.*s has no field \"%.*s\"%.*s", type->name, name, nearest);
    return f;
}

static enum lua_answer read_field(lua_rules *l, lua_request *r, const record_type *type, uint32_t row, str name)
{
    const field *f = find_field(type, name, r);
    if (f == NULL)
        return LUA_ANSWER_ERROR;
    value v = read_field_value(l->ev, f, type, row);
    value_type kind = field_value_type(f);
    if (!is_recorded_value(v, kind))
        return raise_field(l, type, f);
    give(r, v, kind);
    return LUA_ANSWER_VALUE;
}

static enum lua_answer read_context(lua_rules *l, lua_request *r, str name)
{
    const check *c = l->check;
    if (str_is(name, "period"))
        return give_or_raise(l, r, (value){true, .as.period = l->ev->period}, (value_type){.kind = TYPE_PERIOD}, name);
    if (str_is(name, "as_of"))
        return give_or_raise(l, r, (value){true, .as.moment = l->ev->options->as_of}, (value_type){.kind = TYPE_TIME},
                             name);
    for (size_t i = 0; i < c->variable_count; i++)
        if (str_equal(c->variables[i].name, name))
            return give_or_raise(l, r, l->frame->slots[i], c->variables[i].type, name);
    return refuse(r, "the context has no \"%.*s\"%.*s%.*s", name, (str){"", 0}, (str){"", 0});
}

static enum lua_answer run_index(void *host, size_t data, lua_request *r)
{
    (void)data;
    const datum *of = &r->arguments[0], *name = &r->arguments[1];
    if (name->kind == DATUM_STRING && of->kind == DATUM_CONTEXT)
        return read_context(host, r, name->value.as.string);
    if (name->kind == DATUM_STRING && is_value(of, TYPE_RECORD))
        return read_field(host, r, of->type.record, of->value.as.row, name->value.as.string);
    return refuse(r, "this value has no fields%.*s%.*s%.*s", (str){"", 0}, (str){"", 0}, (str){"", 0});
}

static enum lua_answer run_known(void *host, size_t data, lua_request *r)
{
    (void)data;
    lua_rules *l = host;
    const datum *record = &r->arguments[0], *name = &r->arguments[1];
    if (r->count != 2 || !is_value(record, TYPE_RECORD) || name->kind != DATUM_STRING)
        return refuse_arguments(r, "known(record, \"field\")");
    const field *f = find_field(record->type.record, name->value.as.string, r);
    if (f == NULL)
        return LUA_ANSWER_ERROR;
    value v = read_field_value(l->ev, f, record->type.record, record->value.as.row);
    return answer_truth(r, is_recorded_value(v, field_value_type(f)));
}

/* ---- the functions and operators of expressions ---- */

typedef struct call {
    expr whole, operands[LUA_HOST_ARGUMENTS];
    frame frame;
} call;

static void build_call(call *made, enum expr_kind kind, const lua_request *r)
{
    *made = (call){.whole = {.kind = kind, .operand_count = r->count}};
    for (size_t i = 0; i < r->count; i++) {
        const datum *d = &r->arguments[i];
        value_type type = d->type;
        if (d->kind != DATUM_VALUE)
            type.kind = d->kind == DATUM_INTEGER ? TYPE_INTEGER : d->kind == DATUM_TRUTH ? TYPE_BOOLEAN : TYPE_STRING;
        made->operands[i] = (expr){.kind = EXPR_VARIABLE, .type = type, .as.slot = i};
        made->whole.operands[i] = &made->operands[i];
        made->frame.slots[i] = d->value;
    }
}

static bool fits(const lua_rules *l, call *made, const datum *d, char parameter)
{
    switch (parameter) {
    case 't':
        return is_value(d, TYPE_TIME);
    case 'p':
        return is_value(d, TYPE_PERIOD);
    case 'd':
        return is_value(d, TYPE_DURATION);
    case 'w':
        return is_value(d, TYPE_TIME) || is_value(d, TYPE_PERIOD);
    case 'i':
        return d->kind == DATUM_INTEGER;
    case 'b':
        return d->kind == DATUM_TRUTH;
    case 's':
        return d->kind == DATUM_STRING;
    case 'S':
        made->whole.set = d->kind == DATUM_STRING ? pattern_set_find(l->ev->pack->patterns, d->value.as.string) : NULL;
        return made->whole.set != NULL;
    case 'L':
        made->whole.date = d->kind == DATUM_STRING ? moment_parse(d->value.as.string) : MOMENT_MISSING;
        return made->whole.date != MOMENT_MISSING;
    default:
        return false;
    }
}

/* Texts are normalised and matched outside of Lua: that costs more than a step. */
static int64_t cost_of(const lua_request *r)
{
    int64_t cost = 10;
    for (size_t i = 0; i < r->count; i++)
        if (r->arguments[i].kind == DATUM_STRING)
            cost += 1000 + 10 * (int64_t)r->arguments[i].value.as.string.length;
    return cost;
}

static enum lua_answer run_function(void *host, size_t data, lua_request *r)
{
    lua_rules *l = host;
    call made;
    const function_info *f = function_describe((enum function_id)data);
    if (r->count != strlen(f->parameters))
        return refuse_arguments(r, f->name);
    build_call(&made, EXPR_CALL, r);
    made.whole.as.function = (enum function_id)data;
    made.whole.type.kind = f->result;
    for (size_t i = 0; i < r->count; i++)
        if (!fits(l, &made, &r->arguments[i], f->parameters[i]))
            return refuse_arguments(r, f->name);
    r->cost = cost_of(r);
    return give_or_raise(l, r, eval_expr(l->ev, &made.whole, &made.frame), made.whole.type, str_of(f->name));
}

static bool takes(enum expr_kind kind, const datum *a, const datum *b)
{
    bool times = is_value(a, TYPE_TIME) && is_value(b, TYPE_TIME);
    switch (kind) {
    case EXPR_EQUAL:
        return times || (is_value(a, TYPE_RECORD) && is_value(b, TYPE_RECORD) && a->type.record == b->type.record);
    case EXPR_LESS:
    case EXPR_LESS_EQUAL:
        return times;
    default:
        return (is_value(a, TYPE_TIME) || is_value(a, TYPE_DURATION)) && is_value(b, TYPE_DURATION);
    }
}

static enum lua_answer run_operator(void *host, size_t data, lua_request *r)
{
    lua_rules *l = host;
    call made;
    enum expr_kind kind = (enum expr_kind)data;
    if (r->count != 2 || !takes(kind, &r->arguments[0], &r->arguments[1]))
        return refuse(r, "these values cannot be combined this way%.*s%.*s%.*s", (str){"", 0}, (str){"", 0},
                      (str){"", 0});
    build_call(&made, kind, r);
    made.whole.type.kind = kind == EXPR_ADD || kind == EXPR_SUBTRACT ? r->arguments[0].type.kind : TYPE_BOOLEAN;
    return give_or_raise(l, r, eval_expr(l->ev, &made.whole, &made.frame), made.whole.type, STR("=="));
}

static enum lua_answer run_parameter(void *host, size_t data, lua_request *r)
{
    (void)data;
    lua_rules *l = host;
    const pack *p = l->ev->pack;
    if (r->count != 1 || r->arguments[0].kind != DATUM_STRING)
        return refuse_arguments(r, "param(\"name\")");
    str name = r->arguments[0].value.as.string;
    for (size_t i = 0; i < p->parameter_count; i++) {
        expr e = {.kind = EXPR_PARAMETER, .type = p->parameters[i].type, .as.parameter = &p->parameters[i]};
        if (str_equal(p->parameters[i].name, name))
            return give_or_raise(l, r, eval_expr(l->ev, &e, l->frame), e.type, name);
    }
    return refuse(r, "there is no parameter \"%.*s\"%.*s%.*s", name, (str){"", 0}, (str){"", 0});
}

/* ---- related records ---- */

static const record_type *find_type(const lua_rules *l, lua_request *r, const datum *name)
{
    if (name->kind != DATUM_STRING) {
        refuse_arguments(r, "facts(\"type\", {field = value})");
        return NULL;
    }
    const fact_model *m = l->ev->facts->model;
    const record_type *type = model_find_type(m, name->value.as.string);
    if (type == NULL)
        refuse(r, "there is no fact \"%.*s\" (nearest: \"%.*s\")%.*s", name->value.as.string,
               model_nearest_type(m, name->value.as.string), (str){"", 0});
    return type;
}

/* Which records are meant: equalities of fields, as `where` of an operator has them. */
typedef struct wanted {
    check check;
    expr record, fields[LUA_HOST_FIELDS], values[LUA_HOST_FIELDS], equal[LUA_HOST_FIELDS];
    frame frame; /* slot 0: the record */
    size_t count;
} wanted;

static bool want_value(const field *f, const datum *d, value *v)
{
    *v = d->value;
    switch (f->kind) {
    case FIELD_REF:
        return is_value(d, TYPE_RECORD) && d->type.record == f->target;
    case FIELD_ENUM: {
        int index = d->kind == DATUM_STRING ? enum_find_value(f->enumeration, d->value.as.string) : -1;
        v->as.code = (uint8_t)(index + 1);
        return index >= 0;
    }
    case FIELD_ID:
    case FIELD_STRING:
    case FIELD_TEXT:
        return d->kind == DATUM_STRING;
    case FIELD_BOOLEAN:
        return d->kind == DATUM_TRUTH;
    case FIELD_INTEGER:
        return d->kind == DATUM_INTEGER;
    case FIELD_DATE:
    case FIELD_DATETIME:
        return is_value(d, TYPE_TIME);
    case FIELD_PERIOD:
    case FIELD_KIND_COUNT:
        break;
    }
    return false;
}

static void want_field(wanted *w, const field *f)
{
    size_t i = w->count++;
    w->values[i] = (expr){.kind = EXPR_VARIABLE, .type = field_value_type(f), .as.slot = i + 1};
    w->fields[i] = (expr){
        .kind = EXPR_FIELD, .type = field_value_type(f), .as.field = f, .operands = {&w->record}, .operand_count = 1};
    w->equal[i] = (expr){.kind = EXPR_EQUAL,
                         .type = {.kind = TYPE_BOOLEAN},
                         .operands = {&w->fields[i], &w->values[i]},
                         .operand_count = 2};
    bool indexed = f->kind == FIELD_REF || f->kind == FIELD_ENUM || f->kind == FIELD_STRING;
    if (indexed && w->check.key_count < CHECK_MAX_KEYS)
        w->check.keys[w->check.key_count++] = (join_key){f, &w->values[i]};
}

static bool read_wanted(wanted *w, const record_type *type, const datum *where, lua_request *r)
{
    *w = (wanted){.check = {.kind = CHECK_SOME, .fact = type, .id = SIZE_MAX},
                  .record = {.kind = EXPR_VARIABLE, .type = {.kind = TYPE_RECORD, .record = type}}};
    for (size_t i = 0; i < where->count; i++) {
        const lua_field *given = &where->fields[i];
        const field *f = find_field(type, given->name, r);
        if (f == NULL)
            return false;
        if (!want_value(f, &given->value, &w->frame.slots[i + 1])) {
            refuse(r, "%.*s.%.*s cannot have this value%.*s", type->name, given->name, (str){"", 0});
            return false;
        }
        want_field(w, f);
    }
    return true;
}

/* Whether the record is meant. Where that is open, `open` becomes the field that leaves it open. */
static enum truth is_wanted(evaluation *ev, wanted *w, uint32_t row, const field **open)
{
    enum truth all = TRUTH_TRUE;
    w->frame.slots[0] = (value){.known = true, .as.row = row};
    for (size_t i = 0; i < w->count && all != TRUTH_FALSE; i++) {
        enum truth t = eval_truth(ev, &w->equal[i], &w->frame);
        if (t == TRUTH_UNKNOWN || t == TRUTH_REVIEW)
            *open = w->fields[i].as.field;
        all = truth_and(all, t);
    }
    return all;
}

static void add_evidence(lua_rules *l, const record_type *type, uint32_t row)
{
    lua_account *account = l->account;
    if (account == NULL || account->count == LUA_MAX_EVIDENCE)
        return;
    for (size_t i = 0; i < account->count; i++)
        if (account->types[i] == type && account->rows[i] == row)
            return;
    account->types[account->count] = type;
    account->rows[account->count++] = row;
}

static enum lua_answer collect_records(lua_rules *l, lua_request *r, wanted *w)
{
    candidates it;
    uint32_t row, *rows = NULL;
    size_t count = 0, capacity = 0;
    const field *open = NULL;
    enum truth t = TRUTH_TRUE;
    if (!candidates_begin(&it, l->ev, &w->check, w->check.key_count, &w->frame))
        return refuse_arguments(r, "facts");
    while ((t == TRUTH_TRUE || t == TRUTH_FALSE) && candidates_next(&it, &row)) {
        t = is_wanted(l->ev, w, row, &open);
        r->cost += 4;
        if (t == TRUTH_FALSE)
            continue;
        add_evidence(l, w->check.fact, row);
        ARRAY_PUSH(rows, count, capacity) = row;
    }
    uint32_t *kept = ARENA_ARRAY(l->a, uint32_t, count);
    if (count > 0)
        memcpy(kept, rows, count * sizeof *kept);
    mem_free(rows);
    if (t == TRUTH_UNKNOWN)
        return raise_field(l, w->check.fact, open);
    if (t == TRUTH_REVIEW)
        return raise_name(l, t, open->name);
    r->result = (datum){
        .kind = DATUM_RECORDS, .type = {.kind = TYPE_RECORD, .record = w->check.fact}, .rows = kept, .count = count};
    return LUA_ANSWER_VALUE;
}

static enum lua_answer run_facts(void *host, size_t data, lua_request *r)
{
    (void)data;
    lua_rules *l = host;
    wanted w;
    const datum *where = r->count > 1 ? &r->arguments[1] : &nothing;
    const record_type *type = find_type(l, r, &r->arguments[0]);
    if (type == NULL)
        return LUA_ANSWER_ERROR;
    if (r->count > 2 || (where->kind != DATUM_NIL && where->kind != DATUM_FIELDS))
        return refuse_arguments(r, "facts(\"type\", {field = value})");
    if (!read_wanted(&w, type, where, r))
        return LUA_ANSWER_ERROR;
    return collect_records(l, r, &w);
}

/* complete("type", time or period[, scope record]): what is asked here is part of the rule's account. */
static enum lua_answer run_complete(void *host, size_t data, lua_request *r)
{
    (void)data;
    lua_rules *l = host;
    const datum *over = &r->arguments[1], *scope = &r->arguments[2];
    const record_type *type = find_type(l, r, &r->arguments[0]);
    if (type == NULL)
        return LUA_ANSWER_ERROR;
    bool scoped = r->count == 3, is_time = is_value(over, TYPE_TIME);
    bool scope_fits =
        scoped && is_value(scope, TYPE_RECORD) && type->scope != NULL && scope->type.record == type->scope->target;
    if (r->count < 2 || r->count > 3 || (scoped && !scope_fits) || (!is_time && !is_value(over, TYPE_PERIOD)))
        return refuse_arguments(r, "complete(\"type\", time or period, scope)");
    period p = is_time ? (period){over->value.as.moment, over->value.as.moment} : over->value.as.period;
    asked_list *asked = &l->ev->asked[type->index];
    asked->asked = true;
    bool complete = is_complete_as_of(l->ev, type, scoped ? scope->value.as.row + 1 : 0, p, &asked->gaps);
    asked->incomplete |= !complete;
    r->cost = 100;
    return answer_truth(r, complete);
}

/* ---- words and verdicts ---- */

static enum lua_answer run_print(void *host, size_t data, lua_request *r)
{
    lua_rules *l = host;
    buffer b = {0};
    value_type type = r->arguments[0].type;
    if (r->count != 1 || r->arguments[0].kind > DATUM_VALUE || r->arguments[0].kind == DATUM_NIL)
        return refuse_arguments(r, data == LANGUAGE_JA ? "ja" : "en");
    if (r->arguments[0].kind == DATUM_TRUTH)
        type.kind = TYPE_BOOLEAN;
    else if (r->arguments[0].kind == DATUM_INTEGER)
        type.kind = TYPE_INTEGER;
    else if (r->arguments[0].kind == DATUM_STRING)
        type.kind = TYPE_STRING;
    print_value(&b, l->ev, r->arguments[0].value, type, (enum language)data);
    r->result = text_datum(buffer_keep(&b, l->a));
    return LUA_ANSWER_VALUE;
}

static bool is_text(arena *a, str s)
{
    str normalised;
    return normalise_text(a, s, &normalised);
}

/* A verdict other than pass has its reason. */
static enum lua_answer run_verdict(void *host, size_t data, lua_request *r)
{
    lua_rules *l = host;
    enum truth t = (enum truth)data;
    bool sound = r->count <= 2 && (r->count > 0 || t == TRUTH_TRUE);
    for (size_t i = 0; i < r->count && sound; i++)
        sound = r->arguments[i].kind == DATUM_STRING && is_text(l->a, r->arguments[i].value.as.string);
    if (!sound)
        return refuse_arguments(r, "pass(), fail(ja, en), review(ja, en) or unknown(ja, en)");
    r->result = (datum){.kind = DATUM_VERDICT, .value = {.known = true, .as.truth = t}};
    if (r->count > 0)
        r->result.reason.ja = r->result.reason.en = str_keep(l->a, r->arguments[0].value.as.string);
    if (r->count > 1)
        r->result.reason.en = str_keep(l->a, r->arguments[1].value.as.string);
    return LUA_ANSWER_VALUE;
}

/* The functions of expressions come under their own names, those that Lua must ask for differently excepted. */
static const lua_host_function functions[] = {
    {"__index", run_index, 0},
    {"__eq", run_operator, EXPR_EQUAL},
    {"__lt", run_operator, EXPR_LESS},
    {"__le", run_operator, EXPR_LESS_EQUAL},
    {"__add", run_operator, EXPR_ADD},
    {"__sub", run_operator, EXPR_SUBTRACT},
#define FUNCTION(id, name, result, parameters, ja, en) {name, run_function, id},
#include "rules/functions.def"
#undef FUNCTION
    {"known", run_known, 0},
    {"complete", run_complete, 0},
    {"facts", run_facts, 0},
    {"param", run_parameter, 0},
    {"ja", run_print, LANGUAGE_JA},
    {"en", run_print, LANGUAGE_EN},
    {"pass", run_verdict, TRUTH_TRUE},
    {"fail", run_verdict, TRUTH_FALSE},
    {"review", run_verdict, TRUTH_REVIEW},
    {"unknown", run_verdict, TRUTH_UNKNOWN},
    {NULL, NULL, 0},
};

/* ---- calls ---- */

/* Messages may quote what a rule made up: only text reaches reports. */
static const char *keep_message(evaluation *ev, const char *message)
{
    str kept = str_keep(ev->a, str_of(message));
    char *at = (char *)(uintptr_t)kept.at;
    arena *a = arena_new();
    for (size_t i = 0; i < kept.length && !is_text(a, kept); i++)
        if ((unsigned char)at[kept.length - 1 - i] >= 0x80)
            at[kept.length - 1 - i] = '?';
    arena_free(a);
    return at;
}

static void start(evaluation *ev)
{
    lua_rules *l = ev->lua;
    if (l == NULL) {
        l = ev->lua = mem_alloc(sizeof *l);
        l->ev = ev;
    }
    if (l->vm != NULL && !lua_vm_is_dead(l->vm))
        return;
    lua_vm_free(l->vm); /* what one rule ruined is not the next one's fault */
    l->vm = lua_vm_new(l, functions);
    l->a = arena_new();
    for (size_t i = 0; i < ev->pack->lua_count && ev->fault == NULL; i++)
        if (!lua_vm_load(l->vm, ev->pack->lua[i].name, ev->pack->lua[i].source))
            ev->fault = keep_message(ev, lua_vm_message(l->vm));
    arena_free(l->a);
}

static datum subject_of(const check *c, const frame *f)
{
    for (size_t i = 0; i < c->variable_count; i++)
        if (c->variables[i].type.kind == TYPE_RECORD && f->slots[i].known)
            return (datum){.kind = DATUM_VALUE, .type = c->variables[i].type, .value = f->slots[i]};
    return nothing;
}

static enum truth finish(lua_rules *l, enum lua_ending ending, const datum *verdict, label *reason)
{
    switch (ending) {
    case LUA_ENDED:
        *reason = verdict->reason;
        return verdict->value.as.truth;
    case LUA_RAISED:
        *reason = l->why;
        return l->raised;
    case LUA_FAILED:
        l->ev->fault = keep_message(l->ev, lua_vm_message(l->vm));
        break;
    }
    return TRUTH_UNKNOWN;
}

enum truth eval_lua(evaluation *ev, const check *c, const frame *f, lua_account *account)
{
    if (account != NULL)
        *account = (lua_account){.reason = {{"", 0}, {"", 0}}};
    if (ev->fault == NULL)
        start(ev);
    if (ev->fault != NULL)
        return TRUTH_UNKNOWN;
    lua_rules *l = ev->lua;
    l->a = arena_new();
    l->check = c;
    l->frame = f;
    l->account = account;
    datum subject = subject_of(c, f), verdict = nothing;
    label reason = {{"", 0}, {"", 0}};
    enum lua_ending ending = lua_vm_call(l->vm, c->lua_module, c->lua_function, &subject, &verdict);
    enum truth t = finish(l, ending, &verdict, &reason);
    if (account != NULL && reason.ja.length > 0)
        account->reason = (label){str_keep(ev->a, reason.ja), str_keep(ev->a, reason.en)};
    arena_free(l->a);
    return t;
}

void lua_rules_free(evaluation *ev)
{
    if (ev->lua == NULL)
        return;
    lua_vm_free(ev->lua->vm);
    mem_free(ev->lua);
    ev->lua = NULL;
}

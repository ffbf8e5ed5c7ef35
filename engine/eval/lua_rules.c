/* Rules in Lua: what the functions of a pack's modules may ask, and what becomes of their verdicts. A value that is not
   recorded, or an order that the records leave open, ends the call as unknown: neither can turn into true or false on
   its way through Lua. A verdict that rests on lists is worth no more than they are. */
#include "eval/lua_answers.h"

#include "base/mem.h"
#include "text/normalise.h"

#include <stdio.h>

static const datum nothing = {.kind = DATUM_NIL};

/* ---- records ---- */

static enum lua_answer read_field(lua_rules *l, lua_request *r, const record_type *type, uint32_t row, str name)
{
    const field *f = find_field(type, name, r);
    if (f == NULL)
        return LUA_ANSWER_ERROR;
    l->reading.any = true;
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
    l->reading.any = true;
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
    if (l->check == NULL || r->count != 1 || r->arguments[0].kind != DATUM_STRING)
        return refuse_arguments(r, "param(\"name\"), which only a function that a rule calls can ask for");
    str name = r->arguments[0].value.as.string;
    for (size_t i = 0; i < p->parameter_count; i++) {
        expr e = {.kind = EXPR_PARAMETER, .type = p->parameters[i].type, .as.parameter = &p->parameters[i]};
        if (str_equal(p->parameters[i].name, name))
            return give_or_raise(l, r, eval_expr(l->ev, &e, l->frame), e.type, name);
    }
    return refuse(r, "there is no parameter \"%.*s\"%.*s%.*s", name, (str){"", 0}, (str){"", 0});
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

static bool read_named(lua_rules *l, const lua_request *r, size_t from, datum *verdict)
{
    lua_field *named = ARENA_ARRAY(l->a, lua_field, r->count - from);
    verdict->fields = named;
    for (size_t i = from; i < r->count; i++) {
        if (!is_value(&r->arguments[i], TYPE_RECORD))
            return false;
        named[verdict->count++].value = r->arguments[i];
    }
    return true;
}

/* Every verdict but pass has its reason: in Japanese, in English, and the records that show it. */
static enum lua_answer run_verdict(void *host, size_t data, lua_request *r)
{
    lua_rules *l = host;
    size_t texts = 0;
    enum lua_verdict verdict = (enum lua_verdict)data;
    while (texts < r->count && texts < 2 && r->arguments[texts].kind == DATUM_STRING)
        texts++;
    bool sound = verdict == LUA_PASS ? r->count == 0 : texts > 0;
    for (size_t i = 0; i < texts && sound; i++)
        sound = is_text(l->a, r->arguments[i].value.as.string);
    r->result = (datum){.kind = DATUM_VERDICT, .verdict = verdict};
    if (!sound || !read_named(l, r, texts, &r->result))
        return refuse_arguments(r, "a verdict: pass(), or fail, absent, review, unknown(ja, en, record)");
    if (texts > 0)
        r->result.reason.ja = r->result.reason.en = str_keep(l->a, r->arguments[0].value.as.string);
    if (texts > 1)
        r->result.reason.en = str_keep(l->a, r->arguments[1].value.as.string);
    return LUA_ANSWER_VALUE;
}

static enum lua_answer run_decided(void *host, size_t data, lua_request *r);

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
    {"decided", run_decided, 0},
    {"pass", run_verdict, LUA_PASS},
    {"fail", run_verdict, LUA_FAIL},
    {"absent", run_verdict, LUA_ABSENT},
    {"review", run_verdict, LUA_REVIEW},
    {"unknown", run_verdict, LUA_UNKNOWN},
    {NULL, NULL, 0},
};

/* decided("before", a, b): whether before(a, b) would answer rather than end the call. */
static enum lua_answer run_decided(void *host, size_t data, lua_request *r)
{
    (void)data;
    lua_rules *l = host;
    lua_request asked = {.count = r->count - 1};
    const lua_host_function *f = functions;
    str name = r->count > 0 && r->arguments[0].kind == DATUM_STRING ? r->arguments[0].value.as.string : (str){"", 0};
    while (f->name != NULL && !str_is(name, f->name))
        f++;
    if (f->run != run_function || function_describe((enum function_id)f->data)->result != TYPE_BOOLEAN)
        return refuse_arguments(r, "decided(\"function\", arguments)");
    memcpy(asked.arguments, r->arguments + 1, asked.count * sizeof *asked.arguments);
    l->asks_whether_decided = true;
    enum lua_answer answer = f->run(l, f->data, &asked);
    l->asks_whether_decided = false;
    *r = asked;
    return answer;
}

/* ---- calls ---- */

lua_vm *lua_rules_open(lua_rules *l)
{
    return lua_vm_new(l, functions);
}

/* Messages may quote what a rule made up: only text reaches reports. */
const char *lua_rules_message(const lua_rules *l, arena *a)
{
    str kept = str_keep(a, str_of(lua_vm_message(l->vm)));
    char *at = (char *)(uintptr_t)kept.at;
    arena *scratch = arena_new();
    for (size_t i = 0; i < kept.length && !is_text(scratch, kept); i++)
        if ((unsigned char)at[kept.length - 1 - i] >= 0x80)
            at[kept.length - 1 - i] = '?';
    arena_free(scratch);
    return at;
}

/* The words are Lua's own, in English. */
static void fail_in_lua(evaluation *ev, str why)
{
    buffer ja = {0};
    str words = str_starts(why, STR("Lua: ")) ? str_from(why, 5) : why;
    buffer_addf(&ja, "Luaの手続の誤り: %.*s", (int)words.length, words.at);
    set_fault(ev, (label){buffer_keep(&ja, ev->a), why});
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
    l->vm = lua_rules_open(l);
    l->check = NULL;
    l->a = arena_new();
    for (size_t i = 0; i < ev->pack->lua_count && !has_fault(ev); i++)
        if (!lua_vm_load(l->vm, ev->pack->lua[i].name, ev->pack->lua[i].source))
            fail_in_lua(ev, str_of(lua_rules_message(l, ev->a)));
    arena_free(l->a);
}

/* The first record in scope; nothing where the rule is about the municipality. Returns false where it is not known. */
static bool read_subject(const check *c, const frame *f, datum *subject)
{
    *subject = nothing;
    for (size_t i = 0; i < c->variable_count; i++)
        if (c->variables[i].type.kind == TYPE_RECORD) {
            *subject = (datum){.kind = DATUM_VALUE, .type = c->variables[i].type, .value = f->slots[i]};
            return f->slots[i].known;
        }
    return true;
}

static enum truth truth_of_verdict(enum lua_verdict verdict)
{
    switch (verdict) {
    case LUA_PASS:
        return TRUTH_TRUE;
    case LUA_FAIL:
    case LUA_ABSENT:
        return TRUTH_FALSE;
    case LUA_REVIEW:
        return TRUTH_REVIEW;
    case LUA_UNKNOWN:
        break;
    }
    return TRUTH_UNKNOWN;
}

/* Whether what an incomplete list does not show could change the verdict. A breach that was seen is one whatever else
   there is; but where such a list held nothing, the rule must name what it saw. Of a review, since an attestation could
   turn it into a pass. */
static bool rests_on_lists(const lua_rules *l, const datum *verdict)
{
    switch (verdict->verdict) {
    case LUA_PASS:
    case LUA_ABSENT:
    case LUA_REVIEW:
        return true;
    case LUA_FAIL:
        return l->reading.in_vain && verdict->count == 0;
    case LUA_UNKNOWN:
        break;
    }
    return false;
}

/* How a call came out. */
typedef struct outcome {
    enum truth truth;
    label reason;
    bool is_missing; /* the reason names data that is not there */
    bool is_open;    /* the reason would hold if the lists were complete */
} outcome;

/* An error tells of which subject: there may be thousands. */
static outcome fail_call(lua_rules *l, const char *why, const datum *subject)
{
    buffer b = {0};
    buffer_add_text(&b, why);
    if (subject->kind == DATUM_VALUE) {
        const record_type *type = subject->type.record;
        str id = table_id(l->ev->facts, facts_table(l->ev->facts, type), subject->value.as.row);
        buffer_addf(&b, " (%.*s %.*s)", (int)type->name.length, type->name.at, (int)id.length, id.at);
    }
    fail_in_lua(l->ev, buffer_keep(&b, l->ev->a));
    return (outcome){.truth = TRUTH_UNKNOWN, .reason = {{"", 0}, {"", 0}}};
}

static outcome weigh(lua_rules *l, const datum *subject, const datum *verdict)
{
    enum truth t = truth_of_verdict(verdict->verdict);
    if (!l->reading.any && (t == TRUTH_TRUE || t == TRUTH_FALSE))
        return fail_call(l, "Lua: a verdict that rests on no record: nothing was read", subject);
    for (size_t i = verdict->count; i-- > 0;)
        add_evidence(l, verdict->fields[i].value.type.record, verdict->fields[i].value.value.as.row, true);
    if (l->reading.incomplete && rests_on_lists(l, verdict))
        return (outcome){TRUTH_UNKNOWN, verdict->reason, .is_open = true};
    return (outcome){t, verdict->reason, .is_missing = verdict->verdict == LUA_UNKNOWN};
}

static outcome call_function(lua_rules *l, const check *c, const frame *f)
{
    datum subject, verdict = nothing;
    l->check = c;
    l->frame = f;
    l->reading = (lua_reading){0};
    if (!read_subject(c, f, &subject))
        return (outcome){TRUTH_UNKNOWN, subject.type.record->title, .is_missing = true};
    switch (lua_vm_call(l->vm, c->lua_module, c->lua_function, &subject, &verdict)) {
    case LUA_ENDED:
        return weigh(l, &subject, &verdict);
    case LUA_RAISED:
        return (outcome){TRUTH_UNKNOWN, l->why, .is_missing = true};
    case LUA_FAILED:
        break;
    }
    return fail_call(l, lua_rules_message(l, l->a), &subject);
}

static str print_reason(lua_rules *l, str reason, const char *afterwards)
{
    buffer b = {0};
    buffer_add(&b, reason);
    buffer_add_text(&b, afterwards);
    return buffer_keep(&b, l->ev->a);
}

static void fill_account(lua_rules *l, const outcome *out)
{
    lua_account *account = l->account;
    if (out->reason.ja.length > 0)
        account->reason =
            (label){print_reason(l, out->reason.ja, out->is_open ? "（一覧が完全でないため、決まらない）" : ""),
                    print_reason(l, out->reason.en, out->is_open ? " (open, since a list is not complete)" : "")};
    if (out->is_missing)
        account->missing[account->missing_count++] = account->reason;
    for (size_t i = 0; i < l->list_count; i++) {
        account->missing[account->missing_count++] = print_incomplete(l->ev, l->lists[i].type, &l->lists[i].gaps);
        spans_free(&l->lists[i].gaps);
    }
    l->list_count = 0;
}

enum truth eval_lua(evaluation *ev, const check *c, const frame *f, lua_account *account)
{
    if (account != NULL)
        *account = (lua_account){.reason = {{"", 0}, {"", 0}}};
    if (!has_fault(ev))
        start(ev);
    if (has_fault(ev))
        return TRUTH_UNKNOWN;
    lua_rules *l = ev->lua;
    l->a = arena_new();
    l->account = account;
    outcome out = call_function(l, c, f);
    if (account != NULL)
        fill_account(l, &out);
    arena_free(l->a);
    return out.truth;
}

void lua_rules_free(evaluation *ev)
{
    if (ev->lua == NULL)
        return;
    lua_vm_free(ev->lua->vm);
    mem_free(ev->lua);
    ev->lua = NULL;
}

/* The lists that Lua rules read. Each is asked, when it is read, whether it is declared complete: what the verdict is
   worth depends on it, whether or not the rule's author thinks of it. */
#include "eval/lua_answers.h"

#include "base/mem.h"

#define FACTS_ARGUMENTS "facts(\"type\", {field = value}, time or period)"
#define COMPLETE_ARGUMENTS "complete(\"type\", time or period, scope)"

static const record_type *find_type(const lua_rules *l, lua_request *r, const datum *name)
{
    if (l->check == NULL) {
        refuse(r, "records can be read only in a function that a rule calls%.*s%.*s%.*s", (str){"", 0}, (str){"", 0},
               (str){"", 0});
        return NULL;
    }
    if (name->kind != DATUM_STRING) {
        refuse_arguments(r, FACTS_ARGUMENTS);
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

static size_t find_evidence(const lua_account *account, const record_type *type, uint32_t row)
{
    size_t at = 0;
    while (at < account->count && (account->types[at] != type || account->rows[at] != row))
        at++;
    return at;
}

void add_evidence(lua_rules *l, const record_type *type, uint32_t row, bool is_named)
{
    lua_account *account = l->account;
    if (account == NULL)
        return;
    size_t at = find_evidence(account, type, row);
    bool is_new = at == account->count, is_full = at == LUA_MAX_EVIDENCE;
    if (!is_named && (!is_new || is_full))
        return;
    account->count += is_new && !is_full;
    account->named_count += is_named && at >= account->named_count;
    for (at -= is_full; is_named && at > 0; at--) {
        account->types[at] = account->types[at - 1];
        account->rows[at] = account->rows[at - 1];
    }
    account->types[at] = type;
    account->rows[at] = row;
}

static enum lua_answer collect_records(lua_rules *l, lua_request *r, wanted *w, bool complete)
{
    candidates it;
    uint32_t row, *rows = NULL;
    size_t count = 0, capacity = 0;
    const field *open = NULL;
    enum truth t = TRUTH_TRUE;
    if (!candidates_begin(&it, l->ev, &w->check, w->check.key_count, &w->frame))
        return refuse_arguments(r, FACTS_ARGUMENTS);
    while ((t == TRUTH_TRUE || t == TRUTH_FALSE) && count <= LUA_MAX_RECORDS && candidates_next(&it, &row)) {
        t = is_wanted(l->ev, w, row, &open);
        r->cost += 4;
        if (t == TRUTH_FALSE)
            continue;
        add_evidence(l, w->check.fact, row, false);
        ARRAY_PUSH(rows, count, capacity) = row;
    }
    uint32_t *kept = ARENA_ARRAY(l->a, uint32_t, count);
    if (count > 0)
        memcpy(kept, rows, count * sizeof *kept);
    mem_free(rows);
    if (count > LUA_MAX_RECORDS)
        return refuse(r, "facts(\"%.*s\") gives more than 65536 records: ask for fewer by their fields%.*s%.*s",
                      w->check.fact->name, (str){"", 0}, (str){"", 0});
    if (t == TRUTH_UNKNOWN)
        return raise_field(l, w->check.fact, open);
    if (t == TRUTH_REVIEW)
        return raise_name(l, t, open->name);
    l->reading.in_vain |= !complete && count == 0;
    r->result = (datum){
        .kind = DATUM_RECORDS, .type = {.kind = TYPE_RECORD, .record = w->check.fact}, .rows = kept, .count = count};
    return LUA_ANSWER_VALUE;
}

static bool read_over(const datum *over, period *p)
{
    bool is_time = is_value(over, TYPE_TIME);
    *p = is_time ? (period){over->value.as.moment, over->value.as.moment} : over->value.as.period;
    return is_time || is_value(over, TYPE_PERIOD);
}

static void note_gaps(lua_rules *l, wanted *w, period over)
{
    size_t i = 0;
    l->reading.incomplete = true;
    while (i < l->list_count && l->lists[i].type != w->check.fact)
        i++;
    if (l->account == NULL || i == LUA_MAX_LISTS)
        return;
    l->lists[i].type = w->check.fact;
    l->list_count += i == l->list_count;
    is_list_complete(l->ev, &w->check, &w->frame, over, &l->lists[i].gaps);
}

static str print_read(const lua_rules *l, const wanted *w, enum language language)
{
    bool in_japanese = language == LANGUAGE_JA;
    buffer b = {0};
    buffer_add(&b, label_text(w->check.fact->title, language));
    for (size_t i = 0; i < w->count; i++) {
        buffer_add_text(&b, i == 0 ? (in_japanese ? "（" : " (") : (in_japanese ? "、" : ", "));
        buffer_add(&b, label_text(w->fields[i].as.field->title, language));
        buffer_add_text(&b, in_japanese ? "：" : ": ");
        print_value(&b, l->ev, w->frame.slots[i + 1], w->values[i].type, language);
    }
    buffer_add_text(&b, w->count == 0 ? "" : in_japanese ? "）" : ")");
    return buffer_keep(&b, l->ev->a);
}

static void note_read(lua_rules *l, const wanted *w, size_t count)
{
    lua_account *account = l->account;
    if (account == NULL || account->read_count == LUA_MAX_READS)
        return;
    buffer ja = {0}, en = {0};
    buffer_addf(&ja, "%zu件", count);
    buffer_addf(&en, "%zu", count);
    account->reads[account->read_count++] = (operand){
        .source = w->check.fact->name,
        .name = {print_read(l, w, LANGUAGE_JA), print_read(l, w, LANGUAGE_EN)},
        .value = {buffer_keep(&ja, l->ev->a), buffer_keep(&en, l->ev->a)},
    };
}

/* facts("type"[, {field = value}[, time or period]]): what is there is given even if the list is not complete, since a
   breach that is seen in it is one. */
enum lua_answer run_facts(void *host, size_t data, lua_request *r)
{
    (void)data;
    lua_rules *l = host;
    wanted w;
    period over = l->ev->period;
    const datum *where = &r->arguments[1];
    const record_type *type = find_type(l, r, &r->arguments[0]);
    if (type == NULL)
        return LUA_ANSWER_ERROR;
    bool is_where = where->kind == DATUM_NIL || where->kind == DATUM_FIELDS;
    if (!is_where || r->count > 3 || (r->count == 3 && !read_over(&r->arguments[2], &over)))
        return refuse_arguments(r, FACTS_ARGUMENTS);
    if (!read_wanted(&w, type, where, r))
        return LUA_ANSWER_ERROR;
    l->reading.any = true;
    r->cost = 100;
    bool complete = is_list_complete(l->ev, &w.check, &w.frame, over, NULL);
    if (!complete)
        note_gaps(l, &w, over);
    enum lua_answer answer = collect_records(l, r, &w, complete);
    if (answer == LUA_ANSWER_VALUE)
        note_read(l, &w, r->result.count);
    return answer;
}

/* complete("type", time or period[, scope record]): a question; what a rule makes of the answer is its own affair. */
enum lua_answer run_complete(void *host, size_t data, lua_request *r)
{
    (void)data;
    lua_rules *l = host;
    period over;
    const datum *scope = &r->arguments[2];
    const record_type *type = find_type(l, r, &r->arguments[0]);
    if (type == NULL)
        return LUA_ANSWER_ERROR;
    bool scoped = r->count == 3, has_over = read_over(&r->arguments[1], &over);
    bool scope_fits =
        scoped && is_value(scope, TYPE_RECORD) && type->scope != NULL && scope->type.record == type->scope->target;
    if (r->count < 2 || r->count > 3 || (scoped && !scope_fits) || !has_over)
        return refuse_arguments(r, COMPLETE_ARGUMENTS);
    l->reading.any = true;
    r->cost = 100;
    return answer_truth(r, ask_list(l->ev, type, scoped ? scope->value.as.row + 1 : 0, over, NULL));
}

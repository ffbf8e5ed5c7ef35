/* Reads the operators of the rule language. */
#include "rules/check.h"

#include "base/mem.h"

static const char *const kind_names[] = {"test",    "all",   "any",   "agree", "some", "none", "count",
                                         "covered", "order", "judge", "text",  "lua",  NULL};

static const char *const kind_titles_ja[] = {"条件",
                                             "全ての条件",
                                             "いずれかの条件",
                                             "条件の一致",
                                             "該当する記録があること",
                                             "該当する記録がないこと",
                                             "該当する記録の数",
                                             "期間を通じて途切れないこと",
                                             "順序",
                                             "人による判断",
                                             "条文の内容",
                                             "手続による条件"};

static const char *const kind_titles_en[] = {"condition",
                                             "all conditions",
                                             "one of the conditions",
                                             "agreement of the conditions",
                                             "there is such a record",
                                             "there is no such record",
                                             "number of such records",
                                             "no gap in the period",
                                             "order",
                                             "a person's judgement",
                                             "what the texts say",
                                             "condition in Lua"};

const char *check_kind_name(enum check_kind kind)
{
    return kind_names[kind];
}

label check_kind_title(enum check_kind kind)
{
    return (label){str_of(kind_titles_ja[kind]), str_of(kind_titles_en[kind])};
}

bool check_is_related(const check *c)
{
    return c->kind == CHECK_SOME || c->kind == CHECK_NONE || c->kind == CHECK_COUNT || c->kind == CHECK_COVERED ||
           c->kind == CHECK_TEXT;
}

void check_each_expression(const check *c, void (*visit)(void *context, const expr *e), void *context)
{
    const expr *of_check[] = {c->condition, c->where, c->over, c->by, c->min, c->max, c->of, c->document, c->number};
    for (size_t i = 0; i < sizeof of_check / sizeof of_check[0]; i++)
        if (of_check[i] != NULL)
            visit(context, of_check[i]);
    for (size_t i = 0; i < c->step_count; i++)
        if (c->steps[i].at != NULL)
            visit(context, c->steps[i].at);
}

/* ---- expressions and variables ---- */

static expr *read_source(check_reader *r, const xml_attr *source, enum type_kind type)
{
    expr *e = expr_parse(r->a, source, r->diags);
    return e != NULL && expr_check_as(e, type, r->scope, source, r->diags) ? e : NULL;
}

expr *read_expression(check_reader *r, const xml_element *e, const char *attribute, enum type_kind type)
{
    const xml_attr *source = xml_attr_find(e, attribute);
    return source != NULL ? read_source(r, source, type) : NULL;
}

/* `over` is a time or a period. */
static expr *read_over(check_reader *r, const xml_element *e)
{
    const xml_attr *source = xml_attr_find(e, "over");
    expr *over = source != NULL ? expr_parse(r->a, source, r->diags) : NULL;
    if (over == NULL || !expr_check(over, r->scope, source, r->diags))
        return NULL;
    if (over->type.kind == TYPE_TIME || over->type.kind == TYPE_PERIOD)
        return over;
    DIAG3(r->diags, source->at, DIAG_EXPR_TYPE, over->source, str_of(type_kind_name(over->type.kind)),
          str_of(type_kind_name(TYPE_PERIOD)));
    return NULL;
}

size_t bind_variable(check_reader *r, const xml_attr *name, value_type type)
{
    scope *s = r->scope;
    if (s->count == SCOPE_MAX_VARIABLES) {
        DIAG1(r->diags, name->at, DIAG_RULE_TOO_MANY_VARIABLES, name->value);
        return s->count - 1;
    }
    for (size_t i = 0; i < s->count; i++)
        if (str_equal(s->variables[i].name, name->value))
            DIAG2(r->diags, name->at, DIAG_XML_DUPLICATE, STR("as"), name->value);
    s->variables[s->count] = (variable){name->value, type};
    if (s->count + 1 > r->max_slots)
        r->max_slots = s->count + 1;
    return s->count++;
}

/* ---- joins ---- */

/* Returns whether the side is a field of the related record itself that an index can hold. */
static bool is_key_field(const expr *side, size_t slot)
{
    if (side->kind != EXPR_FIELD || side->operands[0]->kind != EXPR_VARIABLE || side->operands[0]->as.slot != slot)
        return false;
    switch (side->as.field->kind) {
    case FIELD_REF:
    case FIELD_STRING:
    case FIELD_ENUM:
        return true;
    default:
        return false;
    }
}

static bool add_key(check *c, const expr *field_side, const expr *value)
{
    if (c->key_count == CHECK_MAX_KEYS || !is_key_field(field_side, c->slot) || expr_mentions(value, c->slot))
        return false;
    c->keys[c->key_count++] = (join_key){field_side->as.field, value};
    return true;
}

/* Splits `where` at its ANDs into equalities that an index answers and the rest. */
static void split_where(check *c, expr *e, expr ***filters, size_t *capacity)
{
    if (e->kind == EXPR_AND) {
        split_where(c, e->operands[0], filters, capacity);
        split_where(c, e->operands[1], filters, capacity);
        return;
    }
    if (e->kind == EXPR_EQUAL &&
        (add_key(c, e->operands[0], e->operands[1]) || add_key(c, e->operands[1], e->operands[0])))
        return;
    ARRAY_PUSH(*filters, c->filter_count, *capacity) = e;
}

static void plan_join(check_reader *r, check *c)
{
    expr **filters = NULL;
    size_t capacity = 0;
    if (c->where == NULL)
        return;
    split_where(c, c->where, &filters, &capacity);
    c->filters = ARENA_ARRAY(r->a, expr *, c->filter_count);
    if (filters != NULL)
        memcpy(c->filters, filters, c->filter_count * sizeof *filters);
    mem_free(filters);
}

/* ---- operators ---- */

static const char *const test_attributes[] = {"name", "en", "otherwise", NULL};
static const char *const related_attributes[] = {"name", "en", "otherwise", "fact", "as", "where", "over", NULL};
static const char *const none_attributes[] = {"name", "en", "otherwise", "fact", "as", "where", "over", "list", NULL};
static const char *const count_attributes[] = {"name",  "en",   "otherwise", "fact", "as",
                                               "where", "over", "min",       "max",  NULL};
static const char *const covered_attributes[] = {"name", "en", "otherwise", "fact", "as", "where", "over", "by", NULL};
static const char *const text_attributes[] = {"name", "en", "otherwise", "fact",     "as",     "where",
                                              "over", "of", "satisfies", "document", "number", NULL};
static const char *const lua_attributes[] = {"name", "en", "otherwise", "call", NULL};

static const char *const *attributes_of(enum check_kind kind)
{
    switch (kind) {
    case CHECK_SOME:
        return related_attributes;
    case CHECK_NONE:
        return none_attributes;
    case CHECK_COUNT:
        return count_attributes;
    case CHECK_COVERED:
        return covered_attributes;
    case CHECK_TEXT:
        return text_attributes;
    case CHECK_LUA:
        return lua_attributes;
    case CHECK_TEST:
    case CHECK_ALL:
    case CHECK_ANY:
    case CHECK_AGREE:
    case CHECK_ORDER:
    case CHECK_JUDGE:
    case CHECK_KIND_COUNT:
        break;
    }
    return test_attributes;
}

bool check_read_related(check_reader *r, check *c, const xml_element *e)
{
    const xml_attr *fact = xml_attr_require(e, "fact", r->diags), *as = xml_attr_require(e, "as", r->diags);
    if (fact == NULL || as == NULL)
        return false;
    if (c->kind == CHECK_COVERED)
        c->over = read_expression(r, e, "over", TYPE_PERIOD);
    else
        c->over = read_over(r, e);
    c->min = read_expression(r, e, "min", TYPE_INTEGER);
    c->max = read_expression(r, e, "max", TYPE_INTEGER);
    c->fact = model_find_type(r->scope->model, fact->value);
    if (c->fact == NULL) {
        DIAG3(r->diags, fact->at, DIAG_XML_BAD_CHOICE, fact->name, fact->value,
              model_nearest_type(r->scope->model, fact->value));
        return false;
    }
    c->slot = bind_variable(r, as, (value_type){.kind = TYPE_RECORD, .record = c->fact});
    c->where = read_expression(r, e, "where", TYPE_BOOLEAN);
    c->by = read_expression(r, e, "by", TYPE_PERIOD);
    plan_join(r, c);
    return true;
}

static void require_attributes(check_reader *r, const check *c, const xml_element *e)
{
    if (c->kind == CHECK_COVERED) {
        xml_attr_require(e, "over", r->diags);
        xml_attr_require(e, "by", r->diags);
    }
    if (c->kind == CHECK_COUNT && c->min == NULL && c->max == NULL)
        xml_attr_require(e, "min", r->diags);
    if (c->open_list)
        xml_attr_require(e, "otherwise", r->diags);
}

/* `document` is a record of any type. */
static expr *read_document(check_reader *r, const xml_element *e)
{
    const xml_attr *source = xml_attr_find(e, "document");
    expr *document = source != NULL ? expr_parse(r->a, source, r->diags) : NULL;
    if (document == NULL || !expr_check(document, r->scope, source, r->diags))
        return NULL;
    if (document->type.kind == TYPE_RECORD)
        return document;
    DIAG3(r->diags, source->at, DIAG_EXPR_TYPE, document->source, str_of(type_kind_name(document->type.kind)),
          str_of(type_kind_name(TYPE_RECORD)));
    return NULL;
}

static void read_text_operator(check_reader *r, check *c, const xml_element *e)
{
    const xml_attr *set = xml_attr_require(e, "satisfies", r->diags);
    xml_attr_require(e, "of", r->diags);
    c->of = read_expression(r, e, "of", TYPE_STRING);
    c->document = read_document(r, e);
    c->number = read_expression(r, e, "number", TYPE_STRING);
    if (set == NULL)
        return;
    c->set = pattern_set_find(r->scope->patterns, set->value);
    if (c->set == NULL)
        DIAG1(r->diags, set->at, DIAG_EXPR_UNKNOWN_NAME, set->value);
}

static void read_related_operator(check_reader *r, check *c, const xml_element *e)
{
    size_t count = r->scope->count;
    const xml_attr *list = xml_attr_find(e, "list");
    c->open_list = list != NULL && xml_attr_choice(list, (const char *const[]){"open", NULL}, r->diags) == 0;
    if (check_read_related(r, c, e)) {
        if (c->kind == CHECK_TEXT)
            read_text_operator(r, c, e);
        require_attributes(r, c, e);
        check_read_children(r, c, e, NULL);
    }
    r->scope->count = count;
}

static void read_order(check_reader *r, check *c, const xml_element *e)
{
    size_t count = 0;
    for (const xml_element *s = e->first_child; s != NULL; s = s->next)
        count += xml_allow_element(s, (const char *const[]){"step", NULL}, r->diags) == 0;
    c->steps = ARENA_ARRAY(r->a, step, count);
    for (const xml_element *s = xml_child(e, "step"); s != NULL; s = xml_next(s, "step")) {
        xml_allow_attributes(s, (const char *const[]){"name", "en", "at", "after", NULL}, r->diags);
        const xml_attr *after = xml_attr_find(s, "after");
        xml_attr_require(s, "at", r->diags);
        c->steps[c->step_count++] = (step){
            .name = {xml_attr_value(s, "name"), xml_attr_value(s, "en")},
            .at = read_expression(r, s, "at", TYPE_TIME),
            .or_same = after != NULL && xml_attr_choice(after, (const char *const[]){"or-same", NULL}, r->diags) == 0};
    }
    if (count < 2)
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, STR("step"), e->name);
}

static void read_lua(check_reader *r, check *c, const xml_element *e)
{
    const xml_attr *call = xml_attr_require(e, "call", r->diags);
    size_t dot = call != NULL ? str_find(call->value, STR(".")) : SIZE_MAX;
    if (call == NULL)
        return;
    if (dot == SIZE_MAX) {
        DIAG3(r->diags, call->at, DIAG_XML_BAD_VALUE, call->name, call->value, STR("module.function"));
        return;
    }
    c->lua_module = (str){call->value.at, dot};
    c->lua_function = str_from(call->value, dot + 1);
    c->lua_call = call->value;
    c->lua_module_at = call->at;
    c->lua_function_at = xml_attr_place(call, dot + 1);
    variable *seen = ARENA_ARRAY(r->a, variable, r->scope->count);
    memcpy(seen, r->scope->variables, r->scope->count * sizeof *seen);
    c->variables = seen;
    c->variable_count = r->scope->count;
}

static void read_test(check_reader *r, check *c, const xml_element *e)
{
    xml_attr *source = ARENA_NEW(r->a, xml_attr);
    *source = xml_text_as_attr(r->a, e);
    c->condition = read_source(r, source, TYPE_BOOLEAN);
    if (c->condition != NULL && expr_is_constant(c->condition))
        DIAG1(r->diags, source->at, DIAG_EXPR_CONSTANT, c->condition->source);
}

static void read_operator(check_reader *r, check *c, const xml_element *e)
{
    switch (c->kind) {
    case CHECK_TEST:
        read_test(r, c, e);
        break;
    case CHECK_ALL:
    case CHECK_ANY:
    case CHECK_AGREE:
        check_read_children(r, c, e, NULL);
        break;
    case CHECK_SOME:
    case CHECK_NONE:
    case CHECK_COUNT:
    case CHECK_COVERED:
    case CHECK_TEXT:
        read_related_operator(r, c, e);
        break;
    case CHECK_ORDER:
        read_order(r, c, e);
        break;
    case CHECK_LUA:
        read_lua(r, c, e);
        break;
    case CHECK_JUDGE:
        xml_attr_require(e, "name", r->diags);
        break;
    case CHECK_KIND_COUNT:
        break;
    }
}

static check *read_check(check_reader *r, const xml_element *e, enum check_kind kind)
{
    check *c = ARENA_NEW(r->a, check);
    c->kind = kind;
    c->at = e->at;
    c->id = (*r->next_id)++;
    c->name = (label){xml_attr_value(e, "name"), xml_attr_value(e, "en")};
    xml_allow_attributes(e, attributes_of(kind), r->diags);
    if (kind != CHECK_TEST)
        xml_forbid_text(e, r->diags);
    const xml_attr *otherwise = xml_attr_find(e, "otherwise");
    c->otherwise_review =
        otherwise != NULL && xml_attr_choice(otherwise, (const char *const[]){"review", NULL}, r->diags) == 0;
    read_operator(r, c, e);
    return c;
}

static bool is_listed(str name, const char *const *names)
{
    for (; names != NULL && *names != NULL; names++)
        if (str_is(name, *names))
            return true;
    return false;
}

void check_read_children(check_reader *r, check *c, const xml_element *e, const char *const *others)
{
    size_t count = 0;
    for (const xml_element *child = e->first_child; child != NULL; child = child->next)
        count++;
    c->children = ARENA_ARRAY(r->a, check *, count);
    for (const xml_element *child = e->first_child; child != NULL; child = child->next) {
        if (is_listed(child->name, others))
            continue;
        int kind = xml_allow_element(child, kind_names, r->diags);
        if (kind >= 0)
            c->children[c->child_count++] = read_check(r, child, (enum check_kind)kind);
    }
    if (c->child_count == 0 && !check_is_related(c))
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, STR("test, some, …"), e->name);
}

check *check_read_all(check_reader *r, const xml_element *parent, const char *const *other_elements)
{
    check *c = ARENA_NEW(r->a, check);
    c->kind = CHECK_ALL;
    c->at = parent->at;
    c->id = (*r->next_id)++;
    xml_forbid_text(parent, r->diags);
    check_read_children(r, c, parent, other_elements);
    return c;
}

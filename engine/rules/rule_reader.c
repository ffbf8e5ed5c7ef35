/* Reads rule files: definitions and rules. */
#include "rules/memo_plan.h"
#include "rules/pack_reader.h"

#include "base/mem.h"

#define RULES_NAMESPACE "urn:junshu:rules:1"

/* ---- names that expressions may use ---- */

static const struct definition *find_definition(void *context, str name, str *nearest)
{
    pack *p = context;
    str names[128];
    size_t count = 0;
    for (size_t i = 0; i < p->definition_count; i++) {
        if (str_equal(p->definitions[i].name, name)) {
            p->definitions[i].use_count++;
            return &p->definitions[i];
        }
        if (count < sizeof names / sizeof names[0])
            names[count++] = p->definitions[i].name;
    }
    size_t near = str_nearest(name, names, count);
    *nearest = near != SIZE_MAX ? names[near] : (str){"", 0};
    return NULL;
}

static const struct parameter *find_parameter(void *context, str name, str *nearest)
{
    pack *p = context;
    str names[128];
    size_t count = 0;
    for (size_t i = 0; i < p->parameter_count; i++) {
        if (str_equal(p->parameters[i].name, name)) {
            p->parameters[i].use_count++;
            return &p->parameters[i];
        }
        if (count < sizeof names / sizeof names[0])
            names[count++] = p->parameters[i].name;
    }
    size_t near = str_nearest(name, names, count);
    *nearest = near != SIZE_MAX ? names[near] : (str){"", 0};
    return NULL;
}

scope new_scope(pack_reader *r)
{
    return (scope){.model = r->pack->model,
                   .patterns = r->pack->patterns,
                   .find_definition = find_definition,
                   .find_parameter = find_parameter,
                   .context = r->pack};
}

value_type parameter_type(const struct parameter *p)
{
    return p->type;
}

size_t definition_parameter_count(const struct definition *def)
{
    return def->parameter_count;
}

const variable *definition_parameter(const struct definition *def, size_t index)
{
    return &def->parameters[index];
}

/* ---- definitions ---- */

static bool read_type(pack_reader *r, str name, value_type *out)
{
    static const struct {
        const char *name;
        enum type_kind kind;
    } plain[] = {{"time", TYPE_TIME},       {"period", TYPE_PERIOD},   {"string", TYPE_STRING},
                 {"integer", TYPE_INTEGER}, {"boolean", TYPE_BOOLEAN}, {"duration", TYPE_DURATION}};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (str_is(name, plain[i].name)) {
            *out = (value_type){.kind = plain[i].kind};
            return true;
        }
    const record_type *record = model_find_type(r->pack->model, name);
    const enum_type *enumeration = model_find_enum(r->pack->model, name);
    if (record != NULL)
        *out = (value_type){.kind = TYPE_RECORD, .record = record};
    else
        *out = (value_type){.kind = TYPE_ENUM, .enumeration = enumeration};
    return record != NULL || enumeration != NULL;
}

/* Reads "person: person, at: time" into the scope. */
static void read_parameters(pack_reader *r, const xml_attr *source, check_reader *checks)
{
    str rest = source->value;
    while (str_trim(rest).length > 0) {
        size_t comma = str_find(rest, STR(","));
        str part = {rest.at, comma != SIZE_MAX ? comma : rest.length};
        rest = comma != SIZE_MAX ? str_from(rest, comma + 1) : (str){rest.at, 0};
        size_t colon = str_find(part, STR(":"));
        value_type type;
        if (colon == SIZE_MAX || !read_type(r, str_trim(str_from(part, colon + 1)), &type)) {
            DIAG3(r->diags, xml_attr_place(source, (size_t)(part.at - source->value.at)), DIAG_XML_BAD_VALUE,
                  source->name, str_trim(part), STR("name: type"));
            continue;
        }
        xml_attr name = {.name = source->name, .value = str_trim((str){part.at, colon}), .at = source->at};
        bind_variable(checks, &name, type);
    }
}

static void read_definition(pack_reader *r, const xml_element *e)
{
    static const char *const attributes[] = {"name", "params", NULL};
    xml_allow_attributes(e, attributes, r->diags);
    const xml_attr *name = xml_attr_require(e, "name", r->diags), *params = xml_attr_find(e, "params");
    str nearest;
    if (name == NULL)
        return;
    if (find_definition(r->pack, name->value, &nearest) != NULL)
        DIAG2(r->diags, name->at, DIAG_XML_DUPLICATE, STR("define"), name->value);
    scope names = new_scope(r);
    check_reader checks = {.a = r->a, .scope = &names, .next_id = &r->next_check_id, .diags = r->diags};
    if (params != NULL)
        read_parameters(r, params, &checks);
    definition def = {.name = name->value, .at = e->at, .parameter_count = names.count};
    def.parameters = ARENA_ARRAY(r->a, variable, names.count);
    memcpy(def.parameters, names.variables, names.count * sizeof(variable));
    def.check = check_read_all(&checks, e, NULL);
    plan_definition_memos(&def);
    def.slot_count = checks.max_slots;
    r->pack->definitions[r->pack->definition_count++] = def;
}

/* ---- texts with expressions ---- */

static void add_part(pack_reader *r, template *t, size_t *capacity, template_part part)
{
    (void)r;
    if (part.value != NULL || part.text.length > 0)
        ARRAY_PUSH(t->parts, t->count, *capacity) = part;
}

static expr *read_braced(check_reader *checks, const xml_attr *source, size_t begin, size_t end)
{
    xml_attr *inner = ARENA_NEW(checks->a, xml_attr);
    *inner = (xml_attr){.name = source->name,
                        .value = {source->value.at + begin, end - begin},
                        .at = xml_attr_place(source, begin),
                        .raw = {source->value.at + begin, end - begin}};
    expr *e = expr_parse(checks->a, inner, checks->diags);
    return e != NULL && expr_check(e, checks->scope, inner, checks->diags) ? e : NULL;
}

static template read_template(pack_reader *r, check_reader *checks, const xml_element *e)
{
    xml_attr *source = ARENA_NEW(r->a, xml_attr);
    *source = xml_text_as_attr(r->a, e);
    template t = {0};
    size_t capacity = 0, at = 0;
    while (at < source->value.length) {
        str rest = str_from(source->value, at);
        size_t open = str_find(rest, STR("{"));
        add_part(r, &t, &capacity, (template_part){.text = {rest.at, open != SIZE_MAX ? open : rest.length}});
        if (open == SIZE_MAX)
            break;
        size_t close = str_find(str_from(rest, open), STR("}"));
        if (close == SIZE_MAX) {
            DIAG0(r->diags, xml_attr_place(source, at + open), DIAG_RULE_TEMPLATE);
            break;
        }
        add_part(r, &t, &capacity,
                 (template_part){.value = read_braced(checks, source, at + open + 1, at + open + close)});
        at += open + close + 1;
    }
    template_part *kept = ARENA_ARRAY(r->a, template_part, t.count);
    if (t.count > 0)
        memcpy(kept, t.parts, t.count * sizeof *kept);
    mem_free(t.parts);
    return (template){kept, t.count};
}

static templates read_templates(pack_reader *r, check_reader *checks, const xml_element *e, const char *name)
{
    templates t = {0};
    if (xml_child(e, name) == NULL)
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, str_of(name), e->name);
    for (const xml_element *c = xml_child(e, name); c != NULL; c = xml_next(c, name)) {
        xml_allow_attributes(c, (const char *const[]){"lang", NULL}, r->diags);
        if (str_is(xml_attr_value(c, "lang"), "en"))
            t.en = read_template(r, checks, c);
        else
            t.ja = read_template(r, checks, c);
    }
    return t;
}

/* ---- populations ---- */

/* Copies the expression with `e.room` (the scope field of the subject) replaced by the scope record itself. Returns
   NULL where the subject is mentioned in any other way. */
static expr *about_scope(pack_reader *r, const expr *e, size_t subject, const field *scope_field, size_t scope_slot)
{
    if (e->kind == EXPR_VARIABLE && e->as.slot == subject)
        return NULL;
    expr *copy = ARENA_NEW(r->a, expr);
    *copy = *e;
    if (e->kind == EXPR_FIELD && e->as.field == scope_field && e->operands[0]->kind == EXPR_VARIABLE &&
        e->operands[0]->as.slot == subject) {
        copy->kind = EXPR_VARIABLE;
        copy->as.slot = scope_slot;
        copy->operand_count = 0;
        return copy;
    }
    for (size_t i = 0; i < e->operand_count; i++) {
        copy->operands[i] = about_scope(r, e->operands[i], subject, scope_field, scope_slot);
        if (copy->operands[i] == NULL)
            return NULL;
    }
    return copy;
}

static expr *conjunction(pack_reader *r, expr *a, expr *b)
{
    if (a == NULL || b == NULL)
        return a != NULL ? a : b;
    expr *both = ARENA_NEW(r->a, expr);
    *both = (expr){.kind = EXPR_AND, .type = a->type, .source = a->source, .operands = {a, b}, .operand_count = 2};
    return both;
}

/* What the population's condition says of the scope record alone: only rooms (devices) of which it holds need a
   complete log. */
static expr *scope_condition(pack_reader *r, const rule *rule, const expr *when)
{
    if (when->kind == EXPR_AND)
        return conjunction(r, scope_condition(r, rule, when->operands[0]), scope_condition(r, rule, when->operands[1]));
    if (!expr_mentions(when, rule->subject_slot))
        return NULL;
    return about_scope(r, when, rule->subject_slot, rule->subject->scope, rule->scope_slot);
}

void read_each(pack_reader *r, check_reader *checks, const xml_element *e, rule *rule)
{
    static const char *const attributes[] = {"fact", "as", "when", "at", "over", NULL};
    xml_allow_attributes(e, attributes, r->diags);
    const xml_attr *fact = xml_attr_require(e, "fact", r->diags), *as = xml_attr_require(e, "as", r->diags);
    if (fact == NULL || as == NULL)
        return;
    rule->subject = model_find_type(r->pack->model, fact->value);
    if (rule->subject == NULL) {
        DIAG3(r->diags, fact->at, DIAG_XML_BAD_CHOICE, fact->name, fact->value,
              model_nearest_type(r->pack->model, fact->value));
        return;
    }
    rule->over = read_expression(checks, e, "over", TYPE_PERIOD);
    rule->subject_slot = bind_variable(checks, as, (value_type){.kind = TYPE_RECORD, .record = rule->subject});
    rule->when = read_expression(checks, e, "when", TYPE_BOOLEAN);
    rule->moment = read_expression(checks, e, "at", TYPE_TIME);
    if (rule->when == NULL || rule->subject->scope == NULL)
        return;
    xml_attr hidden = {.name = STR("as"), .value = STR("$scope"), .at = as->at};
    rule->scope_slot =
        bind_variable(checks, &hidden, (value_type){.kind = TYPE_RECORD, .record = rule->subject->scope->target});
    rule->scope_when = scope_condition(r, rule, rule->when);
}

/* ---- rules ---- */

static int read_choice(pack_reader *r, const xml_element *e, const char *name, const char *const *choices)
{
    const xml_attr *a = xml_attr_require(e, name, r->diags);
    int choice = a != NULL ? xml_attr_choice(a, choices, r->diags) : 0;
    return choice >= 0 ? choice : 0;
}

static void read_words(pack_reader *r, const xml_element *e, rule *rule)
{
    static const char *const norms[] = {"obligation", "principle", "prohibition", "institution",
                                        "power",      "as-needed", "local",       NULL};
    rule->norm = (enum norm)read_choice(r, e, "norm", norms);
    rule->method =
        (enum method)read_choice(r, e, "method", (const char *const[]){"interview", "log", "inspection", NULL});
    rule->severity =
        (enum rule_severity)read_choice(r, e, "severity", (const char *const[]){"high", "medium", "low", NULL});
    if (xml_attr_find(e, "otherwise") != NULL)
        rule->otherwise =
            (enum otherwise)(1 + read_choice(r, e, "otherwise", (const char *const[]){"review", "notice", NULL}));
    const xml_attr *bearer = xml_attr_require(e, "bearer", r->diags);
    rule->bearer = bearer != NULL ? pack_find_bearer(r->pack, bearer->value) : NULL;
    if (bearer != NULL && rule->bearer == NULL)
        DIAG1(r->diags, bearer->at, DIAG_EXPR_UNKNOWN_NAME, bearer->value);
}

static void read_rule(pack_reader *r, const xml_element *e)
{
    static const char *const attributes[] = {"id",       "clause",    "digest", "norm", "bearer", "method",
                                             "severity", "otherwise", "from",   "to",   NULL};
    static const char *const others[] = {"title", "each", "finding", "remedy", NULL};
    xml_allow_attributes(e, attributes, r->diags);
    const xml_attr *id = xml_attr_require(e, "id", r->diags);
    if (id == NULL)
        return;
    if (pack_find_rule(r->pack, id->value) != NULL)
        DIAG2(r->diags, id->at, DIAG_XML_DUPLICATE, STR("rule"), id->value);
    scope names = new_scope(r);
    check_reader checks = {.a = r->a, .scope = &names, .next_id = &r->next_check_id, .diags = r->diags};
    rule added = {.id = id->value,
                  .at = e->at,
                  .clause = read_clause(r, e),
                  .digest = xml_attr_value(e, "digest"),
                  .in_force = read_in_force(r, e),
                  .title = read_label(r, e, "title")};
    read_words(r, e, &added);
    const xml_element *each = xml_child(e, "each");
    if (each != NULL)
        read_each(r, &checks, each, &added);
    added.check = check_read_all(&checks, e, others);
    plan_rule_memos(&added);
    added.finding = read_templates(r, &checks, e, "finding");
    added.remedy = read_templates(r, &checks, e, "remedy");
    added.slot_count = checks.max_slots;
    ARRAY_PUSH(r->pack->rules, r->pack->rule_count, r->rule_capacity) = added;
}

enum { MAX_DEFINITIONS = 512 };

void read_rules_file(pack_reader *r, const char *path)
{
    const xml_element *root = xml_tree_read(r->a, path, RULES_NAMESPACE, r->diags);
    if (root == NULL)
        return;
    if (r->pack->definitions == NULL) /* expressions point at definitions, which therefore must not move */
        r->pack->definitions = ARENA_ARRAY(r->a, definition, MAX_DEFINITIONS);
    for (const xml_element *e = root->first_child; e != NULL; e = e->next) {
        int kind = xml_allow_element(e, (const char *const[]){"rule", "define", NULL}, r->diags);
        if (kind == 0)
            read_rule(r, e);
        else if (kind == 1 && r->pack->definition_count < MAX_DEFINITIONS)
            read_definition(r, e);
        else if (kind == 1)
            DIAG1(r->diags, e->at, DIAG_RULE_TOO_MANY_VARIABLES, STR("define"));
    }
}

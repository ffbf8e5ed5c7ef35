/* A model with every type of field, and expressions evaluated over it. */
#include "expressions.h"

#include "base/mem.h"

static const char model_text[] =
    "<fact-model xmlns='urn:junshu:fact-model:1' version='1'>\n"
    "<enum name='colour' title='色' en='colour'><value name='red' title='赤' en='red'/>"
    "<value name='green' title='緑' en='green'/><value name='blue' title='青' en='blue'/></enum>\n"
    "<enum name='size' title='大小' en='size'><value name='small' title='小' en='small'/>"
    "<value name='large' title='大' en='large'/></enum>\n"
    "<enum name='truth' title='真偽' en='truth'><value name='false' title='偽' en='false'/>"
    "<value name='unknown' title='不明' en='unknown'/><value name='review' title='要判断' en='review'/>"
    "<value name='true' title='真' en='true'/></enum>\n"
    "<record name='unit' list='units' title='課' en='unit' lifetime='valid'>"
    "<field name='id' type='id' title='番号' en='id'/>"
    "<field name='name' type='string' title='名称' en='name'/>"
    "<field name='open' type='boolean' title='開' en='open'/>"
    "<field name='level' type='integer' title='階' en='level'/>"
    "<field name='since' type='date' title='設置' en='since'/>"
    "<field name='valid' type='period' title='期間' en='valid'/>"
    "<field name='colour' type='enum' of='colour' title='色' en='colour'/></record>\n"
    "<record name='thing' list='things' title='物' en='thing'>"
    "<field name='id' type='id' title='番号' en='id'/>"
    "<field name='other' type='ref' to='thing' title='対' en='other'/>"
    "<field name='unit' type='ref' to='unit' title='課' en='unit'/>"
    "<field name='name' type='string' title='名称' en='name'/>"
    "<field name='body' type='text' title='本文' en='body'/>"
    "<field name='flag' type='boolean' title='印' en='flag'/>"
    "<field name='n' type='integer' title='数' en='n'/>"
    "<field name='m' type='integer' title='量' en='m'/>"
    "<field name='d' type='date' title='日' en='d'/>"
    "<field name='t' type='datetime' title='時' en='t'/>"
    "<field name='u' type='datetime' title='別の時' en='u'/>"
    "<field name='p' type='period' title='期間' en='p'/>"
    "<field name='q' type='period' title='別の期間' en='q'/>"
    "<field name='colour' type='enum' of='colour' title='色' en='colour'/>"
    "<field name='shade' type='enum' of='colour' title='影' en='shade'/>"
    "<field name='size' type='enum' of='size' title='大小' en='size'/></record>\n"
    "<record name='log' list='logs' title='履歴' en='log' scope='unit'>"
    "<field name='id' type='id' title='番号' en='id'/>"
    "<field name='unit' type='ref' to='unit' required='yes' title='課' en='unit'/></record>\n"
    "<record name='setting' list='settings' title='設定' en='setting'>"
    "<field name='id' type='id' title='番号' en='id'/>"
    "<field name='when' type='date' title='対象の時' en='when'/>"
    "<field name='a' type='ref' to='thing' title='a' en='a'/>"
    "<field name='b' type='ref' to='thing' title='b' en='b'/>"
    "<field name='c' type='ref' to='thing' title='c' en='c'/>"
    "<field name='place' type='ref' to='unit' title='place' en='place'/>"
    "<field name='at' type='datetime' title='at' en='at'/>"
    "<field name='over' type='period' title='over' en='over'/>"
    "<field name='months' type='integer' title='months' en='months'/>"
    "<field name='days' type='integer' title='days' en='days'/>"
    "<field name='yes' type='enum' of='truth' title='yes' en='yes'/>"
    "<field name='count' type='integer' title='count' en='count'/>"
    "<field name='word' type='string' title='word' en='word'/>"
    "<field name='hue' type='enum' of='colour' title='hue' en='hue'/></record>\n"
    "</fact-model>\n";

static const char patterns_text[] =
    "<patterns xmlns='urn:junshu:patterns:1'>"
    "<set name='city'><title>市</title><title lang='en'>city</title><pattern>市|役所</pattern></set>"
    "<set name='letter'><title>字</title><title lang='en'>letter</title><pattern>[AB]</pattern></set>"
    "<set name='duty' need='all'><title>務</title><title lang='en'>duty</title><act name='守る' en='keep'>"
    "<mentions>守</mentions><settles>守る</settles></act></set></patterns>";

static arena *model_arena;
static pattern_sets *patterns;
static parameter parameters[4];
static alias aliases[2];
const fact_model *expression_model;

static period in_force(const char *text)
{
    return good_period(text);
}

static void fill_pack(void)
{
    static parameter_value limits[2], spans[2], graces[1], words[1];
    limits[0] = (parameter_value){.in_force = in_force("../2024-03-31"), .as.integer = 3};
    limits[1] = (parameter_value){.in_force = in_force("2024-04-01/2025-03-31"), .as.integer = 5};
    spans[0] = (parameter_value){.in_force = in_force("../2024-12-31"), .as.duration = {.months = 12}};
    spans[1] = (parameter_value){.in_force = in_force("2025-01-01/.."), .as.duration = {.months = 24}};
    graces[0] = (parameter_value){.in_force = in_force("../.."), .as.duration = {.days = 30}};
    words[0] = (parameter_value){.in_force = in_force("../.."), .as.string = STR("市")};
    parameters[0] = (parameter){.name = STR("limit"), .type.kind = TYPE_INTEGER, .values = limits, .value_count = 2};
    parameters[1] = (parameter){.name = STR("span"), .type.kind = TYPE_DURATION, .values = spans, .value_count = 2};
    parameters[2] = (parameter){.name = STR("grace"), .type.kind = TYPE_DURATION, .values = graces, .value_count = 1};
    parameters[3] = (parameter){.name = STR("city"), .type.kind = TYPE_STRING, .values = words, .value_count = 1};
    aliases[0] = (alias){STR("市"), STR("市役所"), in_force("2024-03-01/2024-03-31")};
    aliases[1] = (alias){STR("A"), STR("Ｂ１"), in_force("2025-03-31/..")};
}

int start_expressions(void **state)
{
    if (enter_scratch(state) != 0)
        return -1;
    diags d;
    diags_init(&d, 0);
    write_file("model.xml", str_of(model_text));
    model_arena = arena_new();
    expression_model = read_good_model(model_arena, "model.xml");
    patterns = pattern_sets_new();
    pattern_sets_read_text(patterns, str_of(patterns_text), "patterns.xml", &d);
    expect_diags(&d, "");
    fill_pack();
    return 0;
}

int end_expressions(void **state)
{
    pattern_sets_free(patterns);
    arena_free(model_arena);
    return leave_scratch(state);
}

/* ---- names ---- */

static const struct definition *find_definition(void *context, str name, str *nearest)
{
    const pack *p = context;
    for (size_t i = 0; i < p->definition_count; i++)
        if (str_equal(p->definitions[i].name, name))
            return &p->definitions[i];
    *nearest = (str){"", 0};
    return NULL;
}

static const struct parameter *find_parameter(void *context, str name, str *nearest)
{
    str names[COUNT(parameters)];
    (void)context;
    for (size_t i = 0; i < COUNT(parameters); i++) {
        names[i] = parameters[i].name;
        if (str_equal(names[i], name))
            return &parameters[i];
    }
    size_t near = str_nearest(name, names, COUNT(parameters));
    *nearest = near != SIZE_MAX ? names[near] : (str){"", 0};
    return NULL;
}

static void add_variable(scope *s, const char *name, value_type type)
{
    s->variables[s->count++] = (variable){str_of(name), type};
}

static const record_type *record_named(const char *name)
{
    return model_find_type(expression_model, str_of(name));
}

enum { SLOT_A, SLOT_B, SLOT_C, SLOT_PLACE, SLOT_AT, SLOT_OVER, SLOT_COUNT, SLOT_WORD, SLOT_HUE, SLOT_LEN, SLOT_YES };
/* What the first of them are read from: fields of the setting with their own names. */
static const char *const slot_names[] = {"a", "b", "c", "place", "at", "over", "count", "word", "hue", "len", "yes"};

static void fill_scope(scope *s)
{
    const record_type *setting = record_named("setting");
    for (size_t i = 0; i < SLOT_LEN; i++)
        add_variable(s, slot_names[i], field_value_type(model_find_field(setting, str_of(slot_names[i]))));
    add_variable(s, slot_names[SLOT_LEN], (value_type){.kind = TYPE_DURATION});
    add_variable(s, slot_names[SLOT_YES], (value_type){.kind = TYPE_BOOLEAN});
}

/* ---- facts and variables ---- */

void open_workbench(workbench *w, const char *lists)
{
    buffer document = {0};
    buffer_addf(&document, "%s%s%s", FACTS_BEGIN, lists, FACTS_END);
    write_file("facts.xml", buffer_str(&document));
    buffer_free(&document);
    *w = (workbench){.a = arena_new(), .facts = load_good_facts(expression_model, PATHS("facts.xml"))};
    w->pack = (pack){.model = expression_model,
                     .patterns = patterns,
                     .parameters = parameters,
                     .parameter_count = COUNT(parameters),
                     .aliases = aliases,
                     .alias_count = COUNT(aliases)};
    w->options =
        (audit_options){.period = good_period("2024-04-01/2025-03-31"), .as_of = moment_parse(STR("2025-04-30"))};
    w->scope = (scope){.model = expression_model,
                       .patterns = patterns,
                       .find_definition = find_definition,
                       .find_parameter = find_parameter,
                       .context = &w->pack};
    fill_scope(&w->scope);
    w->ev = (evaluation){.pack = &w->pack,
                         .facts = w->facts,
                         .options = &w->options,
                         .folds = folds_new(w->facts->names),
                         .candidates = CANDIDATE_LIMIT,
                         .a = w->a,
                         .period = w->options.period,
                         .at = w->options.as_of};
}

void close_workbench(workbench *w)
{
    folds_free(w->ev.folds);
    facts_free(w->facts);
    arena_free(w->a);
}

static value read_setting(const workbench *w, const char *name, uint32_t row)
{
    const record_type *setting = record_named("setting");
    return read_field_value(&w->ev, model_find_field(setting, str_of(name)), setting, row);
}

static value read_length(const workbench *w, uint32_t row)
{
    value months = read_setting(w, "months", row), days = read_setting(w, "days", row);
    duration length = {months.known ? (int32_t)months.as.integer : 0, days.known ? (int32_t)days.as.integer : 0};
    return (value){.known = months.known || days.known, .as.duration = length};
}

/* The values of the enumeration "truth" stand in the order of enum truth. */
static value read_truth(const workbench *w, uint32_t row)
{
    value v = read_setting(w, "yes", row);
    return (value){.known = true, .as.truth = v.known ? (enum truth)(v.as.code - 1) : TRUTH_UNKNOWN};
}

void choose_setting(workbench *w, const char *id)
{
    const table *t = facts_table(w->facts, record_named("setting"));
    uint32_t row = table_find(w->facts, t, str_of(id));
    assert_int_not_equal(row, UINT32_MAX);
    for (size_t i = 0; i < SLOT_LEN; i++)
        w->frame.slots[i] = read_setting(w, slot_names[i], row);
    w->frame.slots[SLOT_LEN] = read_length(w, row);
    w->frame.slots[SLOT_YES] = read_truth(w, row);
    value when = read_setting(w, "when", row);
    w->ev.at = when.known ? when.as.moment : w->options.as_of;
}

/* ---- expressions ---- */

expr *read_expression_text(workbench *w, const char *text, diags *d)
{
    xml_attr *source = ARENA_NEW(w->a, xml_attr);
    str kept = str_keep(w->a, str_of(text));
    *source = (xml_attr){.name = STR("test"), .value = kept, .raw = kept, .at = {"x", 1, 1}};
    expr *e = expr_parse(w->a, source, d);
    return e != NULL && expr_check(e, &w->scope, source, d) ? e : NULL;
}

static void print_known(buffer *b, const workbench *w, value v, value_type type)
{
    switch (type.kind) {
    case TYPE_BOOLEAN:
        break;
    case TYPE_INTEGER:
        buffer_addf(b, "integer %lld", (long long)v.as.integer);
        break;
    case TYPE_STRING:
        buffer_addf(b, "string %.*s", (int)v.as.string.length, v.as.string.at);
        break;
    case TYPE_TIME:
        buffer_add_text(b, "time ");
        buffer_add_text(b, v.as.moment == MOMENT_PAST ? "past" : v.as.moment == MOMENT_FUTURE ? "future" : "");
        if (v.as.moment != MOMENT_PAST && v.as.moment != MOMENT_FUTURE)
            moment_print_iso(b, v.as.moment);
        break;
    case TYPE_DURATION:
        buffer_addf(b, "duration %d months %d days", v.as.duration.months, v.as.duration.days);
        break;
    case TYPE_PERIOD:
        buffer_add_text(b, "period ");
        period_print_iso(b, v.as.period);
        break;
    case TYPE_ENUM:
        buffer_addf(b, "%s ", type.enumeration->name.at);
        buffer_add(b, type.enumeration->values[v.as.code - 1].name);
        break;
    case TYPE_RECORD:
        buffer_addf(b, "%s ", type.record->name.at);
        buffer_add(b, table_id(w->facts, facts_table(w->facts, type.record), v.as.row));
        break;
    }
}

void print_evaluated(buffer *b, workbench *w, const expr *e)
{
    static const char *const truths[] = {"false", "unknown", "review", "true"};
    w->ev.fault = (label){0};
    w->ev.budget = (pattern_budget){.steps = PATTERN_STEPS}; /* as each rule has it */
    value v = eval_expr(&w->ev, e, &w->frame);
    if (w->ev.fault.en.at != NULL)
        buffer_add_text(b, "fault");
    else if (e->type.kind == TYPE_BOOLEAN)
        buffer_add_text(b, truths[v.as.truth]);
    else if (!v.known)
        buffer_add_text(b, "missing");
    else
        print_known(b, w, v, e->type);
}

void expect_evaluated(workbench *w, const char *text, const char *expected)
{
    diags d;
    buffer b = {0};
    diags_init(&d, 0);
    buffer_addf(&b, "%s: ", text);
    expr *e = read_expression_text(w, text, &d);
    diags_sort(&d);
    diags_print(&b, &d, LANGUAGE_EN);
    if (e != NULL)
        print_evaluated(&b, w, e);
    buffer whole = {0};
    buffer_addf(&whole, "%s: %s", text, expected);
    expect_text(&b, buffer_str(&whole).at);
    buffer_free(&whole);
    diags_free(&d);
}

/* One call of a Lua function on a small set of records, with its outcome as text. */
#include "lua_call.h"

static const str facts_file = {"a.xml", 5};

static const char records[] =
    FACTS_BEGIN "<rooms covers='../..'><room id='R1' in_use='2020-01-01/..'/><room id='R2'/></rooms>\n"
                "<entries room='R1' covers='2025-04-01/2026-03-31'>\n"
                "<entry id='E1' room='R1' at='2025-04-01T08:00:00' day='2025-04-01' count='3' open='true' colour='red'"
                " note='first'/>\n"
                "<entry id='E2' room='R1' at='2025-04-02T08:00:00' colour='blue'/>\n"
                "</entries><entries><entry id='E3' room='R2' at='2025-04-02'/></entries>" FACTS_END;

static const char patterns[] = "<patterns xmlns='urn:junshu:patterns:1'>"
                               "<set name='early'><title>初</title><pattern>fir.t</pattern></set></patterns>";

int start_lua(void **state)
{
    int status = start_loading(state);
    write_file(facts_file.at, str_of(records));
    return status;
}

static void fill_pack(rule_call *c, const char *source)
{
    diags d;
    diags_init(&d, 0);
    c->module = (lua_module){.name = STR("m"), .path = "m.lua", .source = str_of(source)};
    c->parameter_value = (parameter_value){.in_force = good_period("2025-04-01/.."), .as.integer = 4};
    c->parameter = (parameter){.name = STR("limit"),
                               .type = {.kind = TYPE_INTEGER},
                               .title = {STR("限度"), STR("limit")},
                               .values = &c->parameter_value,
                               .value_count = 1};
    c->alias = (alias){STR("A課長"), STR("B課長"), good_period("2025-04-01/2025-09-30")};
    c->pack = (pack){.model = small_model,
                     .lua = &c->module,
                     .lua_count = 1,
                     .parameters = &c->parameter,
                     .parameter_count = 1,
                     .aliases = &c->alias,
                     .alias_count = 1,
                     .patterns = pattern_sets_new()};
    pattern_sets_read_text(c->pack.patterns, str_of(patterns), "p.xml", &d);
    expect_diags(&d, "");
}

static void begin(rule_call *c)
{
    diags d;
    diags_init(&d, 0);
    c->shared = share_evaluation(&c->pack, c->facts, &c->options, &d);
    c->ev = begin_evaluation(&c->shared, c->a);
    c->ev.period = c->options.period;
    set_moment(&c->ev, c->options.as_of);
    expect_diags(&d, "");
}

void start_call_on(rule_call *c, const char *source, const char *path)
{
    *c = (rule_call){.a = arena_new()};
    fill_pack(c, source);
    c->facts = load_good_facts(small_model, PATHS(path));
    c->subject = (variable){STR("e"), {.kind = TYPE_RECORD, .record = model_find_type(small_model, STR("entry"))}};
    c->options =
        (audit_options){.period = good_period("2025-04-01/2026-03-31"), .as_of = moment_parse(STR("2026-03-31"))};
    begin(c);
    c->check = (check){.kind = CHECK_LUA,
                       .name = {STR("条件"), STR("condition")},
                       .lua_call = STR("m.f"),
                       .lua_module = STR("m"),
                       .lua_function = STR("f"),
                       .variables = &c->subject,
                       .variable_count = 1};
    c->frame.slots[0] = (value){.known = true};
}

void start_call(rule_call *c, const char *source, uint32_t row)
{
    start_call_on(c, source, facts_file.at);
    c->frame.slots[0].as.row = row;
}

void end_call(rule_call *c)
{
    end_evaluation(&c->ev);
    end_sharing(&c->shared);
    pattern_sets_free(c->pack.patterns);
    facts_free(c->facts);
    arena_free(c->a);
}

static void print_label(buffer *b, const char *before, label words, const char *after)
{
    buffer_addf(b, "%s%.*s / %.*s%s", before, (int)words.ja.length, words.ja.at, (int)words.en.length, words.en.at,
                after);
}

/* Of a fault in a call: the words without the subject, which always ends them. */
static void print_fault(buffer *b, const char *fault)
{
    const char *subject = strstr(fault, " (entry E");
    bool is_of_call = strstr(fault, "load a binary chunk") == NULL && strstr(fault, "<eof>") == NULL;
    if (is_of_call && (subject == NULL || strlen(subject) != strlen(" (entry E1)")))
        fail_msg("does not tell the subject: %s", fault);
    buffer_add(b, (str){fault, is_of_call ? (size_t)(subject - fault) : strlen(fault)});
}

static void print_outcome(buffer *b, const rule_call *c, enum truth t, const lua_account *account)
{
    static const char *const truths[] = {"false", "unknown", "review", "true"};
    if (c->ev.fault.en.at != NULL)
        print_fault(b, c->ev.fault.en.at);
    else
        buffer_add_text(b, truths[t]);
    if (account->reason.ja.length > 0)
        print_label(b, ": ", account->reason, "");
    for (size_t i = 0; i < account->missing_count; i++)
        print_label(b, " [", account->missing[i], "]");
    for (size_t i = 0; i < account->count; i++) {
        buffer_add_char(b, ' ');
        buffer_add(b, table_id(c->facts, facts_table(c->facts, account->types[i]), account->rows[i]));
    }
}

void expect_module_outcome(const char *source, uint32_t row, const char *expected)
{
    rule_call c;
    buffer b = {0};
    lua_account account;
    start_call(&c, source, row);
    enum truth fast = eval_lua(&c.ev, &c.check, &c.frame, NULL);
    enum truth explained = eval_lua(&c.ev, &c.check, &c.frame, &account);
    assert_int_equal(fast, explained);
    print_outcome(&b, &c, explained, &account);
    end_call(&c);
    expect_text(&b, expected);
}

void expect_outcome(const char *body, uint32_t row, const char *expected)
{
    char source[4096];
    snprintf(source, sizeof source, "return { f = function(e, ctx) %s end }", body);
    expect_module_outcome(source, row, expected);
}

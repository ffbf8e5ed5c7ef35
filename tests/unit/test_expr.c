/* Expressions as text: what they mean, and what is said, and where, about those that mean nothing. */
#include "expressions.h"

#include "rules/check.h"

static const char facts_text[] = "<settings><setting id='S'/></settings>";

static workbench w;

static int start(void **state)
{
    if (start_expressions(state) != 0)
        return -1;
    open_workbench(&w, facts_text);
    return 0;
}

static int end(void **state)
{
    close_workbench(&w);
    return end_expressions(state);
}

/* ---- how text becomes a tree ---- */

static const char *const operators[] = {
    [EXPR_NOT] = "not",         [EXPR_AND] = "and",    [EXPR_OR] = "or",         [EXPR_EQUAL] = "==",
    [EXPR_UNEQUAL] = "~=",      [EXPR_LESS] = "<",     [EXPR_LESS_EQUAL] = "<=", [EXPR_GREATER] = ">",
    [EXPR_ADD] = "+",           [EXPR_SUBTRACT] = "-", [EXPR_MULTIPLY] = "*",    [EXPR_NEGATE] = "neg",
    [EXPR_GREATER_EQUAL] = ">="};

/* Appends a tree that was parsed and not yet checked. */
static void print_tree(buffer *b, const expr *e)
{
    switch (e->kind) {
    case EXPR_BOOLEAN:
        buffer_add_text(b, e->as.boolean ? "true" : "false");
        return;
    case EXPR_INTEGER:
        buffer_addf(b, "%lld", (long long)e->as.integer);
        return;
    case EXPR_STRING:
        buffer_addf(b, "\"%.*s\"", (int)e->as.string.length, e->as.string.at);
        return;
    case EXPR_VARIABLE:
        buffer_add(b, e->as.string);
        return;
    default:
        break;
    }
    buffer_add_char(b, '(');
    if (e->kind == EXPR_CALL || e->kind == EXPR_FIELD)
        buffer_addf(b, "%s%.*s", e->kind == EXPR_FIELD ? "." : "", (int)e->as.string.length, e->as.string.at);
    else
        buffer_add_text(b, operators[e->kind]);
    for (size_t i = 0; i < e->operand_count; i++) {
        buffer_add_char(b, ' ');
        print_tree(b, e->operands[i]);
    }
    buffer_add_char(b, ')');
}

static expr *parse_good(const char *text)
{
    diags d;
    diags_init(&d, 0);
    xml_attr source = {.value = str_of(text), .raw = str_of(text), .at = {"x", 1, 1}};
    expr *e = expr_parse(w.a, &source, &d);
    expect_diags(&d, "");
    return e;
}

static void expect_tree(const char *text, const char *expected)
{
    buffer b = {0};
    print_tree(&b, parse_good(text));
    expect_text(&b, expected);
}

static void operators_bind_as_in_lua(void **state)
{
    (void)state;
    expect_tree("a or b and c", "(or a (and b c))");
    expect_tree("a and b or c", "(or (and a b) c)");
    expect_tree("a and b == c", "(and a (== b c))");
    expect_tree("a == b + c", "(== a (+ b c))");
    expect_tree("a < b - c", "(< a (- b c))");
    expect_tree("a + b * c", "(+ a (* b c))");
    expect_tree("a * b + c", "(+ (* a b) c)");
    expect_tree("not a == b", "(== (not a) b)");
    expect_tree("not a and b", "(and (not a) b)");
    expect_tree("-a * b", "(* (neg a) b)");
    expect_tree("-a.n + b", "(+ (neg (.n a)) b)");
    expect_tree("not not a", "(not (not a))");
    expect_tree("not -a", "(not (neg a))");
    expect_tree("- -a", "(neg (neg a))");
    expect_tree("not f(a).b", "(not (.b (f a)))");
}

static void equal_operators_bind_from_the_left(void **state)
{
    (void)state;
    expect_tree("a or b or c", "(or (or a b) c)");
    expect_tree("a and b and c", "(and (and a b) c)");
    expect_tree("a - b - c", "(- (- a b) c)");
    expect_tree("a - b + c", "(+ (- a b) c)");
    expect_tree("a * b * c", "(* (* a b) c)");
    expect_tree("a == b == c", "(== (== a b) c)");
    expect_tree("a < b == c >= d", "(>= (== (< a b) c) d)");
    expect_tree("a ~= b <= c > d", "(> (<= (~= a b) c) d)");
    expect_tree("a.b.c", "(.c (.b a))");
}

static void brackets_bind_first(void **state)
{
    (void)state;
    expect_tree("(a or b) and c", "(and (or a b) c)");
    expect_tree("a - (b - c)", "(- a (- b c))");
    expect_tree("not (a == b)", "(not (== a b))");
    expect_tree("-(a + b)", "(neg (+ a b))");
    expect_tree("((a))", "a");
    expect_tree("(a.b).c", "(.c (.b a))");
    expect_tree("f((a), b + c)", "(f a (+ b c))");
}

static void words_are_told_from_signs_and_numbers(void **state)
{
    (void)state;
    expect_tree("nota", "nota");
    expect_tree("order and android", "(and order android)");
    expect_tree("_a1", "_a1");
    expect_tree("trues", "trues");
    expect_tree("true ~= false", "(~= true false)");
    expect_tree("0", "0");
    expect_tree("007", "7");
    expect_tree("999999999999999", "999999999999999");
    expect_tree("1-1", "(- 1 1)");
    expect_tree("a<b", "(< a b)");
    expect_tree("f ( )", "(f)");
    expect_tree(" \t\r\n a \n", "a");
    expect_tree("\"it's\"", "\"it's\"");
    expect_tree("'a \"b\" （市）'", "\"a \"b\" （市）\"");
    expect_tree("''", "\"\"");
}

/* Findings show conditions as they were written. */
static void expect_source(const expr *e, const char *expected)
{
    buffer b = {0};
    buffer_add(&b, e->source);
    expect_text(&b, expected);
}

static void every_part_knows_its_text(void **state)
{
    (void)state;
    expr *e = parse_good("  (a or b) and not (c == d.e) ");
    expect_source(e, "(a or b) and not (c == d.e)");
    expect_source(e->operands[0], "a or b");
    expect_source(e->operands[1], "not (c == d.e)");
    expect_source(e->operands[1]->operands[0], "c == d.e");
    expect_source(e->operands[1]->operands[0]->operands[1], "d.e");
    expect_source(e->operands[1]->operands[0]->operands[1]->operands[0], "d");
    e = parse_good("(a + b) * (c + d) == f( a , (b) )");
    expect_source(e, "(a + b) * (c + d) == f( a , (b) )");
    expect_source(e->operands[0], "(a + b) * (c + d)");
    expect_source(e->operands[1], "f( a , (b) )");
    expect_source(e->operands[1]->operands[0], "a");
    e = parse_good("(a).b");
    expect_source(e, "(a).b");
    expect_source(parse_good("- 1"), "- 1");
    expect_source(parse_good(" 'x' "), "'x'");
}

/* ---- faults ---- */

/* Appends each fault: identity, line:column, words. */
static void print_faults(buffer *b, diags *d)
{
    diags_sort(d);
    for (size_t i = 0; i < d->count; i++) {
        const diag *found = &d->items[i];
        buffer_addf(b, "%s %u:%u", diag_name(found->id) + strlen("DIAG_"), found->at.line, found->at.column);
        for (size_t k = 0; k < DIAG_WORDS; k++)
            if (found->words[k].length > 0)
                buffer_addf(b, " [%.*s]", (int)found->words[k].length, found->words[k].at);
        buffer_add_char(b, '\n');
    }
}

static void expect_faults(const char *text, const char *expected)
{
    diags d;
    buffer b = {0}, whole = {0};
    diags_init(&d, 0);
    buffer_addf(&b, "%s\n", text);
    buffer_addf(&whole, "%s\n%s\n", text, expected);
    expr *e = read_expression_text(&w, text, &d);
    print_faults(&b, &d);
    assert_null(e);
    expect_text(&b, buffer_str(&whole).at);
    buffer_free(&whole);
    diags_free(&d);
}

static void what_is_no_expression_is_shown(void **state)
{
    (void)state;
    expect_faults("a.n = 1", "EXPR_SYNTAX_END 1:5 [=]");
    expect_faults("a.n ~ 1", "EXPR_SYNTAX_END 1:5 [~]");
    expect_faults("a.n / 2", "EXPR_SYNTAX_END 1:5 [/]");
    expect_faults("a.flag b.flag", "EXPR_SYNTAX_END 1:8 [b]");
    expect_faults("a.flag)", "EXPR_SYNTAX_END 1:7 [)]");
    expect_faults("12x", "EXPR_SYNTAX_END 1:3 [x]");
    expect_faults("true()", "EXPR_SYNTAX_END 1:5 [(]");
    expect_faults("'a' 'b'", "EXPR_SYNTAX_END 1:5 ['b']");
    expect_faults("and a", "EXPR_SYNTAX_VALUE 1:1 [and]");
    expect_faults("a.flag and or b", "EXPR_SYNTAX_VALUE 1:12 [or]");
    expect_faults("a.n == == 1", "EXPR_SYNTAX_VALUE 1:8 [==]");
    expect_faults("a.n == !b", "EXPR_SYNTAX_VALUE 1:8 [!]");
    expect_faults("day(a.t,)", "EXPR_SYNTAX_VALUE 1:9 [)]");
    expect_faults("before(,)", "EXPR_SYNTAX_VALUE 1:8 [,]");
    expect_faults("()", "EXPR_SYNTAX_VALUE 1:2 [)]");
    expect_faults("a.1", "EXPR_SYNTAX_FIELD 1:3 [1]");
    expect_faults("a..t", "EXPR_SYNTAX_FIELD 1:3 [.]");
    expect_faults("1.5", "EXPR_SYNTAX_FIELD 1:3 [5]");
    expect_faults("(a.flag and b.flag", "EXPR_UNFINISHED 1:19 [)]");
    expect_faults("(a.flag b)", "EXPR_SYNTAX 1:9 [b] [)]");
    expect_faults("day(a.t", "EXPR_UNFINISHED 1:8 [)]");
    expect_faults("day(a.t b)", "EXPR_SYNTAX 1:9 [b] [)]");
    expect_faults("f(1, 2, 3, 4, 5)", "EXPR_SYNTAX 1:15 [5] [)]");
    expect_faults("", "EXPR_UNFINISHED_VALUE 1:1");
    expect_faults("a.flag and ", "EXPR_UNFINISHED_VALUE 1:12");
    expect_faults("not", "EXPR_UNFINISHED_VALUE 1:4");
    expect_faults("a.", "EXPR_UNFINISHED_FIELD 1:3");
}

/* Two minus signs begin a comment in Lua, and its strings end where the line does. */
static void what_lua_reads_otherwise_is_no_expression(void **state)
{
    (void)state;
    expect_faults("a.n --b.n", "EXPR_SYNTAX_END 1:5 [--]");
    expect_faults("--a.n", "EXPR_SYNTAX_VALUE 1:1 [--]");
    expect_faults("a.name == 'x\ny'", "EXPR_UNFINISHED_STRING 1:11 ['x]");
    expect_faults("a.name == 'x\ry'", "EXPR_UNFINISHED_STRING 1:11 ['x]");
    expect_faults("a.name == 'x", "EXPR_UNFINISHED_STRING 1:11 ['x]");
    expect_faults("a.name == \"x'", "EXPR_UNFINISHED_STRING 1:11 [\"x']");
    expect_faults("a.name == 'x\\n'", "EXPR_BACKSLASH 1:11 ['x\\n']");
}

/* Columns count characters, as those of elements and attributes do. */
static void characters_of_several_bytes_stay_whole(void **state)
{
    (void)state;
    expect_faults("a.部屋", "EXPR_SYNTAX_FIELD 1:3 [部]");
    expect_faults("'市' == a.name ＝ 1", "EXPR_SYNTAX_END 1:15 [＝]");
    expect_faults("（a.flag", "EXPR_SYNTAX_VALUE 1:1 [（]");
    expect_faults("a.flag and é", "EXPR_SYNTAX_VALUE 1:12 [é]");
    expect_faults("a.flag and 𠮷", "EXPR_SYNTAX_VALUE 1:12 [𠮷]");
    expect_faults("a.name == '市市' and\n  a.name == '市' x", "EXPR_SYNTAX_END 2:17 [x]");
    expect_faults("a.flag \xE5", "EXPR_SYNTAX_END 1:8 [\xE5]");
}

static void expect_fault_of_size(const char *begin, const char *piece, size_t count, const char *rest,
                                 const char *expected)
{
    buffer text = {0}, b = {0};
    diags d;
    diags_init(&d, 0);
    buffer_add_text(&text, begin);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&text, piece);
    buffer_add_text(&text, rest);
    read_expression_text(&w, buffer_str(&text).at, &d);
    print_faults(&b, &d);
    expect_text(&b, expected);
    buffer_free(&text);
    diags_free(&d);
}

static void size_has_limits(void **state)
{
    (void)state;
    expect_fault_of_size("", "(", 99, "a.flag", "EXPR_UNFINISHED 1:106 [)]\n");
    expect_fault_of_size("", "(", 100, "a.flag", "EXPR_TOO_DEEP 1:101 [100]\n");
    expect_fault_of_size("", "not ", 99, "a.flag", "");
    expect_fault_of_size("", "not ", 100, "a.flag", "EXPR_TOO_DEEP 1:401 [100]\n");
    expect_fault_of_size("", "day(", 100, "a.t", "EXPR_TOO_DEEP 1:401 [100]\n");
    expect_fault_of_size("yes", " and yes", 499, "", "");
    expect_fault_of_size("yes", " and yes", 500, "", "EXPR_TOO_LONG 1:4004 [1000]\n");
    expect_fault_of_size("", "not ", 10000, "a.flag", "EXPR_TOO_DEEP 1:401 [100]\n");
    expect_faults("1000000000000000 == a.n", "EXPR_NUMBER 1:1 [15]");
}

static void names_come_with_the_nearest(void **state)
{
    (void)state;
    expect_faults("plaec.open", "EXPR_UNKNOWN_NAME_NEAR 1:1 [plaec] [place]");
    expect_faults("aduit.period", "EXPR_UNKNOWN_NAME_NEAR 1:1 [aduit] [audit]");
    expect_faults("parm.limit", "EXPR_UNKNOWN_NAME_NEAR 1:1 [parm] [param]");
    expect_faults("zzzzzzzz", "EXPR_UNKNOWN_NAME 1:1 [zzzzzzzz]");
    expect_faults("nil", "EXPR_UNKNOWN_NAME 1:1 [nil]");
    expect_faults("audit", "EXPR_UNKNOWN_NAME_NEAR 1:1 [audit] [audit.period]");
    expect_faults("param", "EXPR_UNKNOWN_NAME 1:1 [param]");
    expect_faults("audit.perid", "EXPR_UNKNOWN_NAME_NEAR 1:1 [audit.perid] [audit.period]");
    expect_faults("audit.asof", "EXPR_UNKNOWN_NAME_NEAR 1:1 [audit.asof] [audit.as_of]");
    expect_faults("audit.x", "EXPR_UNKNOWN_NAME 1:1 [audit.x]");
    expect_faults("param.limits == 3", "EXPR_UNKNOWN_NAME_NEAR 1:1 [limits] [limit]");
    expect_faults("param.zzzzzzzz", "EXPR_UNKNOWN_NAME 1:1 [zzzzzzzz]");
    expect_faults("1 == a.m and a.flg", "EXPR_UNKNOWN_FIELD_NEAR 1:14 [flg] [thing] [flag]");
    expect_faults("a.unit.opne", "EXPR_UNKNOWN_FIELD_NEAR 1:1 [opne] [unit] [open]");
    expect_faults("a.zzzzzzzz", "EXPR_UNKNOWN_FIELD 1:1 [zzzzzzzz] [thing]");
    expect_faults("befor(a.t, a.u)", "EXPR_UNKNOWN_NAME_NEAR 1:1 [befor] [before]");
    expect_faults("zzzzzzzz(a.t)", "EXPR_UNKNOWN_NAME 1:1 [zzzzzzzz]");
    expect_faults("a.colour == 'rde'", "EXPR_UNKNOWN_VALUE_NEAR 1:13 [rde] [colour] [red]");
    expect_faults("'zzzzzzzz' ~= a.colour", "EXPR_UNKNOWN_VALUE 1:1 [zzzzzzzz] [colour]");
    expect_faults("a.colour == ''", "EXPR_UNKNOWN_VALUE 1:13 [colour]");
    expect_faults("complete('thign', a.t)", "EXPR_UNKNOWN_NAME_NEAR 1:10 [thign] [thing]");
    expect_faults("complete('zzzzzzzz', a.t)", "EXPR_UNKNOWN_NAME 1:10 [zzzzzzzz]");
    expect_faults("matches(a.name, 'citty')", "EXPR_UNKNOWN_NAME_NEAR 1:17 [citty] [city]");
    expect_faults("matches(a.name, 'zzzzzzzz')", "EXPR_UNKNOWN_NAME 1:17 [zzzzzzzz]");
    expect_faults("a.flog and b.n", "EXPR_UNKNOWN_FIELD_NEAR 1:1 [flog] [thing] [flag]");
    expect_faults("a.flog and b.nn", "EXPR_UNKNOWN_FIELD_NEAR 1:1 [flog] [thing] [flag]\n"
                                     "EXPR_UNKNOWN_FIELD_NEAR 1:12 [nn] [thing] [n]");
}

/* ---- types ---- */

static void operators_take_values_of_their_types(void **state)
{
    (void)state;
    expect_faults("a.flag and b.n", "EXPR_TYPE 1:12 [b.n] [integer] [truth]");
    expect_faults("a.name or b.flag", "EXPR_TYPE 1:1 [a.name] [string] [truth]");
    expect_faults("not a", "EXPR_TYPE 1:5 [a] [thing] [truth]");
    expect_faults("not a.n == b.n", "EXPR_TYPE 1:5 [a.n] [integer] [truth]");
    expect_faults("a.flag + 1", "EXPR_TYPE 1:1 [a.flag] [truth] [integer]");
    expect_faults("1 + a.flag", "EXPR_TYPE 1:5 [a.flag] [truth] [integer]");
    expect_faults("a.t + 1", "EXPR_TYPE 1:7 [1] [integer] [duration]");
    expect_faults("a.t - a.u", "EXPR_TYPE 1:7 [a.u] [time] [duration]");
    expect_faults("years(1) + a.t", "EXPR_TYPE 1:12 [a.t] [time] [duration]");
    expect_faults("years(1) * 2", "EXPR_TYPE 1:1 [years(1)] [duration] [integer]");
    expect_faults("-a.t", "EXPR_TYPE 1:2 [a.t] [time] [integer]");
    expect_faults("a.n == a.name", "EXPR_TYPE 1:8 [a.name] [string] [integer]");
    expect_faults("a.t == a.p", "EXPR_TYPE 1:8 [a.p] [period] [time]");
    expect_faults("a.unit == a", "EXPR_TYPE 1:11 [a] [thing] [unit]");
    expect_faults("a.unit == 'U1'", "EXPR_TYPE 1:11 ['U1'] [string] [unit]");
    expect_faults("a.colour == a.size", "EXPR_TYPE 1:13 [a.size] [size] [colour]");
    expect_faults("a.colour == a.name", "EXPR_TYPE 1:13 [a.name] [string] [colour]");
    expect_faults("a.n < b.t", "EXPR_TYPE 1:7 [b.t] [time] [integer]");
    expect_faults("(a.n < 1) < (b.n < 1)", "EXPR_NOT_COMPARABLE 1:1 [(a.n < 1) < (b.n < 1)] [truth]");
    expect_faults("a.p == b.p", "EXPR_NOT_COMPARABLE 1:1 [a.p == b.p] [period]");
    expect_faults("a.flag and a.p < b.p", "EXPR_NOT_COMPARABLE 1:12 [a.p < b.p] [period]");
    expect_faults("len ~= years(1)", "EXPR_NOT_COMPARABLE 1:1 [len ~= years(1)] [duration]");
    expect_faults("a.name < b.name", "EXPR_NOT_COMPARABLE 1:1 [a.name < b.name] [string]");
    expect_faults("a.colour < 'red'", "EXPR_NOT_COMPARABLE 1:1 [a.colour < 'red'] [enum]");
    expect_faults("a >= b", "EXPR_NOT_COMPARABLE 1:1 [a >= b] [record]");
    expect_faults("a.n.x", "EXPR_NO_FIELDS 1:1 [a.n] [integer]");
    expect_faults("a.colour.x", "EXPR_NO_FIELDS 1:1 [a.colour] [colour]");
    expect_faults("audit.period.x", "EXPR_NO_FIELDS 1:1 [audit.period] [period]");
    expect_faults("'x'.y", "EXPR_NO_FIELDS 1:1 ['x'] [string]");
}

static void functions_take_their_arguments(void **state)
{
    (void)state;
    expect_faults("before(a.t)", "EXPR_ARGUMENT_COUNT 1:1 [before] [2]");
    expect_faults("day()", "EXPR_ARGUMENT_COUNT 1:1 [day] [1]");
    expect_faults("1 == 1 and named(a.name, b.name)", "EXPR_ARGUMENT_COUNT 1:12 [named] [3]");
    expect_faults("before(a.t, a.n)", "EXPR_TYPE 1:13 [a.n] [integer] [time]");
    expect_faults("within(a.p, a.t)", "EXPR_TYPE 1:8 [a.p] [period] [time]\nEXPR_TYPE 1:13 [a.t] [time] [period]");
    expect_faults("years(a.t)", "EXPR_TYPE 1:7 [a.t] [time] [integer]");
    expect_faults("contains(a.name, a.colour)", "EXPR_TYPE 1:18 [a.colour] [colour] [string]");
    expect_faults("complete('thing', a.n)", "EXPR_TYPE 1:19 [a.n] [integer] [time]");
    expect_faults("date('2025-02-29')", "VALUE_DATETIME 1:6 [date] ['2025-02-29']");
    expect_faults("date('')", "VALUE_DATETIME 1:6 [date] ['']");
    expect_faults("date(a.name)", "VALUE_DATETIME 1:6 [date] [a.name]");
}

/* Names that choose a list or a pattern set are known before any record is. */
static void names_in_quotes_cannot_be_values(void **state)
{
    (void)state;
    expect_faults("complete(a, a.t)", "EXPR_NAME 1:10 [a]");
    expect_faults("complete(a.name, a.t)", "EXPR_NAME 1:10 [a.name]");
    expect_faults("matches(a.name, b.name)", "EXPR_NAME 1:17 [b.name]");
    expect_faults("matches(a.name, 1)", "EXPR_NAME 1:17 [1]");
    expect_faults("matches(a.name, 'duty')", "EXPR_UNKNOWN_NAME_NEAR 1:17 [duty] [city]");
}

static void definitions_take_their_arguments(void **state)
{
    (void)state;
    variable parameters[] = {{STR("x"), {.kind = TYPE_TIME}}, {STR("c"), w.scope.variables[8].type}};
    definition d = {.name = STR("holds"), .parameters = parameters, .parameter_count = 2};
    w.pack.definitions = &d;
    w.pack.definition_count = 1;
    expect_faults("holds(a.t)", "EXPR_ARGUMENT_COUNT 1:1 [holds] [2]");
    expect_faults("holds(a.n, 'red')", "EXPR_TYPE 1:7 [a.n] [integer] [time]");
    expect_faults("holds(a.t, 'rde')", "EXPR_UNKNOWN_VALUE_NEAR 1:12 [rde] [colour] [red]");
    expect_faults("holds(a.t, a.size)", "EXPR_TYPE 1:12 [a.size] [size] [colour]");
    expect_faults("holds(a.t, 'red') + 1", "EXPR_TYPE 1:1 [holds(a.t, 'red')] [truth] [integer]");
    w.pack.definition_count = 0;
}

/* ---- conditions in their documents ---- */

/* Reads the checks of a rule written in XML. */
static void expect_check_faults(const char *xml, const char *expected)
{
    diags d;
    buffer b = {0};
    size_t next_id = 0;
    diags_init(&d, 0);
    check_reader r = {.a = w.a, .scope = &w.scope, .next_id = &next_id, .diags = &d};
    check_read_all(&r, xml_tree_read_text(w.a, str_of(xml), "x.xml", NULL, &d), NULL);
    print_faults(&b, &d);
    expect_text(&b, expected);
    diags_free(&d);
}

static void places_are_those_of_the_document(void **state)
{
    (void)state;
    expect_check_faults("<rule><test>a.n &lt; 1 and a.m &lt; x</test></rule>", "EXPR_UNKNOWN_NAME_NEAR 1:37 [x] [a]\n");
    expect_check_faults("<rule>\n  <test name='数は一'>\n    a.n &lt; 1\n    and 部</test></rule>",
                        "EXPR_SYNTAX_VALUE 4:9 [部]\n");
    expect_check_faults("<rule><count fact='thing' as='市' min='a.n &gt; &#x5E02;'/></rule>",
                        "EXPR_SYNTAX_VALUE 1:48 [市]\n");
    expect_check_faults("<rule><some fact='thing' as='e' where='a.n &lt; 1 and e.n &gt; x'/></rule>",
                        "EXPR_UNKNOWN_NAME_NEAR 1:64 [x] [a]\n");
}

static void a_condition_depends_on_the_records(void **state)
{
    (void)state;
    expect_check_faults("<rule><test>\n 1 == 1</test></rule>", "EXPR_CONSTANT 1:13 [1 == 1]\n");
    expect_check_faults("<rule><test>not (true or false)</test></rule>", "EXPR_CONSTANT 1:13 [not (true or false)]\n");
    expect_check_faults("<rule><test>before(date('2025-01-01'), date('2025-01-02'))</test></rule>",
                        "EXPR_CONSTANT 1:13 [before(date('2025-01-01'), date('2025-01-02'))]\n");
    expect_check_faults("<rule><test>matches('市', 'city')</test></rule>",
                        "EXPR_CONSTANT 1:13 [matches('市', 'city')]\n");
    expect_check_faults("<rule><test>complete('thing', date('2025-01-01'))</test><test>1 == a.n</test>"
                        "<test>audit.as_of == date('2025-01-01')</test><test>param.limit == 1</test></rule>",
                        "");
    expect_check_faults("<rule><test>a.n</test></rule>", "EXPR_TYPE 1:13 [a.n] [integer] [truth]\n");
}

static void expect_words(const char *text, const char *english, const char *japanese)
{
    diags d;
    buffer b = {0}, whole = {0};
    diags_init(&d, 0);
    read_expression_text(&w, text, &d);
    diags_print(&b, &d, LANGUAGE_EN);
    diags_print(&b, &d, LANGUAGE_JA);
    buffer_addf(&whole, "x:1:%s\nx:1:%s\n", english, japanese);
    expect_text(&b, buffer_str(&whole).at);
    buffer_free(&whole);
    diags_free(&d);
}

static void faults_are_said_in_both_languages(void **state)
{
    (void)state;
    expect_words("a.市", "3: error: unexpected \"市\" in the expression (wanted: the name of a field)",
                 "3: error: 式の「市」がここでは正しくない（項目の名を書く所である）");
    expect_words("(1 2", "4: error: unexpected \"2\" in the expression (wanted: ))",
                 "4: error: 式の「2」がここでは正しくない（「)」を書く所である）");
    expect_words("and", "1: error: unexpected \"and\" in the expression (wanted: a value)",
                 "1: error: 式の「and」がここでは正しくない（値を書く所である）");
    expect_words("1 = 1", "3: error: unexpected \"=\" in the expression (wanted: an operator or the end)",
                 "3: error: 式の「=」がここでは正しくない（演算子を書くか、式を終える所である）");
    expect_words("(1", "3: error: the expression ends too early (wanted: ))",
                 "3: error: 式が途中で終わっている（「)」がない）");
    expect_words("", "1: error: the expression ends too early (wanted: a value)",
                 "1: error: 式が途中で終わっている（値がない）");
    expect_words("a.", "3: error: the expression ends too early (wanted: the name of a field)",
                 "3: error: 式が途中で終わっている（項目の名がない）");
    expect_words("'x", "1: error: the quotation mark of a string is not closed on its line: 'x",
                 "1: error: 文字列の引用符が同じ行で閉じていない: 'x");
    expect_words("'\\n'", "1: error: a string cannot have a \\: '\\n'", "1: error: 文字列に \\ は書けない: '\\n'");
    expect_words("complete(a, a.t)", "10: error: a name in quotation marks is wanted in place of \"a\"",
                 "10: error: 「a」の所には、名を引用符で囲んで書く");
    expect_words("a.colour == 'zzzzzzzz'",
                 "13: error: colour has no value \"zzzzzzzz\", so the condition can never hold",
                 "13: error: colour に値「zzzzzzzz」はなく、条件が成り立つことはない");
    expect_words("a.n + yes", "7: error: \"yes\" is of type truth, not integer",
                 "7: error: 「yes」の型は truth であり、integer でない");
    expect_words("day()", "1: error: \"day\" takes 1 argument(s)", "1: error: 「day」の引数は1個である");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_in_lua),
        cmocka_unit_test(equal_operators_bind_from_the_left),
        cmocka_unit_test(brackets_bind_first),
        cmocka_unit_test(words_are_told_from_signs_and_numbers),
        cmocka_unit_test(every_part_knows_its_text),
        cmocka_unit_test(what_is_no_expression_is_shown),
        cmocka_unit_test(what_lua_reads_otherwise_is_no_expression),
        cmocka_unit_test(characters_of_several_bytes_stay_whole),
        cmocka_unit_test(size_has_limits),
        cmocka_unit_test(names_come_with_the_nearest),
        cmocka_unit_test(operators_take_values_of_their_types),
        cmocka_unit_test(functions_take_their_arguments),
        cmocka_unit_test(names_in_quotes_cannot_be_values),
        cmocka_unit_test(definitions_take_their_arguments),
        cmocka_unit_test(places_are_those_of_the_document),
        cmocka_unit_test(a_condition_depends_on_the_records),
        cmocka_unit_test(faults_are_said_in_both_languages),
    };
    return cmocka_run_group_tests(tests, start, end);
}

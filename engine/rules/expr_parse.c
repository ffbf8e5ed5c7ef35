/* Parses expressions: a lexer and a precedence climber over Lua's operators. */
#include "rules/expr.h"

enum { MAX_DEPTH = 100, MAX_NODES = 1000, MAX_INTEGER_DIGITS = 15 };

enum token_kind {
    TOKEN_END,
    TOKEN_NAME,
    TOKEN_INTEGER,
    TOKEN_STRING,
    TOKEN_OPEN_STRING, /* without its second quotation mark */
    TOKEN_SIGN,
    TOKEN_BAD
};

typedef struct token {
    enum token_kind kind;
    str text; /* as written */
    size_t offset;
} token;

typedef struct parser {
    arena *a;
    str text;
    size_t at; /* behind the current token */
    token token;
    size_t depth, nodes;
    const xml_attr *source;
    diags *diags;
    bool failed;
} parser;

/* ---- tokens ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where a string ends: with its line at the latest, as in Lua. */
static size_t string_end(str text, size_t at, enum token_kind *kind)
{
    char quote = text.at[at];
    *kind = TOKEN_OPEN_STRING;
    for (at++; at < text.length && text.at[at] != '\n' && text.at[at] != '\r'; at++) {
        if (text.at[at] != quote)
            continue;
        *kind = TOKEN_STRING;
        return at + 1;
    }
    return at;
}

/* A sign, or a whole character that is none. Two minus signs would begin a comment in Lua. */
static size_t sign_end(str text, size_t at, enum token_kind *kind)
{
    static const str long_signs[] = {{"==", 2}, {"~=", 2}, {"<=", 2}, {">=", 2}};
    str rest = str_from(text, at);
    *kind = TOKEN_SIGN;
    for (size_t i = 0; i < sizeof long_signs / sizeof long_signs[0]; i++)
        if (str_starts(rest, long_signs[i]))
            return at + 2;
    if (rest.at[0] != '\0' && strchr("<>+-*(),.", rest.at[0]) != NULL && !str_starts(rest, STR("--")))
        return at + 1;
    *kind = TOKEN_BAD;
    at += str_starts(rest, STR("--")) ? 2 : 1;
    while (at < text.length && ((unsigned char)text.at[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static void advance(parser *p)
{
    while (p->at < p->text.length && is_space(p->text.at[p->at]))
        p->at++;
    size_t begin = p->at, end = begin;
    enum token_kind kind = TOKEN_BAD;
    if (begin == p->text.length) {
        kind = TOKEN_END;
    } else if (is_letter(p->text.at[begin])) {
        kind = TOKEN_NAME;
        while (end < p->text.length && (is_letter(p->text.at[end]) || is_digit(p->text.at[end])))
            end++;
    } else if (is_digit(p->text.at[begin])) {
        kind = TOKEN_INTEGER;
        while (end < p->text.length && is_digit(p->text.at[end]))
            end++;
    } else if (p->text.at[begin] == '"' || p->text.at[begin] == '\'') {
        end = string_end(p->text, begin, &kind);
    } else {
        end = sign_end(p->text, begin, &kind);
    }
    p->token = (token){kind, {p->text.at + begin, end - begin}, begin};
    p->at = end;
}

/* ---- faults: the first one ends the reading ---- */

static void report(parser *p, enum diag_id id, str first, str second)
{
    if (!p->failed)
        DIAG2(p->diags, xml_attr_place(p->source, p->token.offset), id, first, second);
    p->failed = true;
}

static void report_limit(parser *p, enum diag_id id, size_t limit)
{
    buffer words = {0};
    buffer_addf(&words, "%zu", limit);
    report(p, id, buffer_str(&words), (str){0});
    buffer_free(&words);
}

/* The token is not what it should be: a fault of one identity where there is a token, of another at the end. */
static void refuse(parser *p, enum diag_id here, enum diag_id at_end, const char *sign)
{
    if (p->token.kind == TOKEN_END)
        report(p, at_end, str_of(sign), (str){0});
    else if (p->token.kind == TOKEN_OPEN_STRING)
        report(p, DIAG_EXPR_UNFINISHED_STRING, p->token.text, (str){0});
    else
        report(p, here, p->token.text, str_of(sign));
}

static void refuse_value(parser *p)
{
    refuse(p, DIAG_EXPR_SYNTAX_VALUE, DIAG_EXPR_UNFINISHED_VALUE, NULL);
}

static void refuse_sign(parser *p, const char *sign)
{
    refuse(p, DIAG_EXPR_SYNTAX, DIAG_EXPR_UNFINISHED, sign);
}

static bool is_word(const parser *p, const char *word)
{
    return p->token.kind == TOKEN_NAME && str_is(p->token.text, word);
}

static bool is_sign(const parser *p, const char *sign)
{
    return p->token.kind == TOKEN_SIGN && str_is(p->token.text, sign);
}

static void expect(parser *p, const char *sign)
{
    if (!is_sign(p, sign))
        refuse_sign(p, sign);
    else
        advance(p);
}

/* ---- nodes ---- */

static expr *new_node(parser *p, enum expr_kind kind, size_t offset)
{
    expr *e = ARENA_NEW(p->a, expr);
    if (++p->nodes > MAX_NODES) /* a long chain of operators nests as deeply as brackets do */
        report_limit(p, DIAG_EXPR_TOO_LONG, MAX_NODES);
    e->kind = kind;
    e->offset = offset;
    return e;
}

/* Ends a node behind the last token that belongs to it. */
static expr *close_node(parser *p, expr *e)
{
    size_t end = p->token.offset;
    while (end > e->offset && is_space(p->text.at[end - 1]))
        end--;
    e->source = (str){p->text.at + e->offset, end - e->offset};
    return e;
}

static void add_operand(expr *e, expr *operand)
{
    e->operands[e->operand_count++] = operand;
}

static expr *parse_or(parser *p);

static expr *parse_call(parser *p, str name, size_t offset)
{
    expr *e = new_node(p, EXPR_CALL, offset);
    e->as.string = name;
    expect(p, "(");
    while (!p->failed && !is_sign(p, ")")) {
        if (e->operand_count == EXPR_MAX_ARGUMENTS) {
            refuse_sign(p, ")");
            break;
        }
        add_operand(e, parse_or(p));
        if (!is_sign(p, ","))
            break;
        advance(p);
        if (is_sign(p, ")"))
            refuse_value(p);
    }
    expect(p, ")");
    return close_node(p, e);
}

static expr *parse_name(parser *p)
{
    token name = p->token;
    advance(p);
    if (str_is(name.text, "true") || str_is(name.text, "false")) {
        expr *e = new_node(p, EXPR_BOOLEAN, name.offset);
        e->as.boolean = str_is(name.text, "true");
        return close_node(p, e);
    }
    if (is_sign(p, "("))
        return parse_call(p, name.text, name.offset);
    expr *e = new_node(p, EXPR_VARIABLE, name.offset);
    e->as.string = name.text;
    return close_node(p, e);
}

static expr *parse_integer(parser *p)
{
    expr *e = new_node(p, EXPR_INTEGER, p->token.offset);
    if (p->token.text.length > MAX_INTEGER_DIGITS)
        report_limit(p, DIAG_EXPR_NUMBER, MAX_INTEGER_DIGITS);
    for (size_t i = 0; i < p->token.text.length && !p->failed; i++)
        e->as.integer = e->as.integer * 10 + (p->token.text.at[i] - '0');
    advance(p);
    return close_node(p, e);
}

static expr *parse_string(parser *p)
{
    expr *e = new_node(p, EXPR_STRING, p->token.offset);
    e->as.string = (str){p->token.text.at + 1, p->token.text.length - 2};
    if (str_find(e->as.string, STR("\\")) != SIZE_MAX)
        report(p, DIAG_EXPR_BACKSLASH, p->token.text, (str){0});
    advance(p);
    return close_node(p, e);
}

static expr *parse_primary(parser *p)
{
    if (p->token.kind == TOKEN_INTEGER)
        return parse_integer(p);
    if (p->token.kind == TOKEN_STRING)
        return parse_string(p);
    if (is_sign(p, "(")) {
        advance(p);
        expr *e = parse_or(p);
        expect(p, ")");
        return e;
    }
    if (p->token.kind == TOKEN_NAME && !is_word(p, "and") && !is_word(p, "or") && !is_word(p, "not"))
        return parse_name(p);
    refuse_value(p);
    return new_node(p, EXPR_BOOLEAN, p->token.offset);
}

static expr *parse_path(parser *p)
{
    size_t offset = p->token.offset; /* of the bracket where there is one */
    expr *e = parse_primary(p);
    while (!p->failed && is_sign(p, ".")) {
        advance(p);
        if (p->token.kind != TOKEN_NAME) {
            refuse(p, DIAG_EXPR_SYNTAX_FIELD, DIAG_EXPR_UNFINISHED_FIELD, NULL);
            break;
        }
        expr *access = new_node(p, EXPR_FIELD, offset);
        access->as.string = p->token.text;
        add_operand(access, e);
        advance(p);
        e = close_node(p, access);
    }
    return e;
}

static expr *parse_unary(parser *p)
{
    bool negated = is_word(p, "not");
    if (!negated && !is_sign(p, "-"))
        return parse_path(p);
    expr *e = new_node(p, negated ? EXPR_NOT : EXPR_NEGATE, p->token.offset);
    advance(p);
    if (++p->depth > MAX_DEPTH)
        report_limit(p, DIAG_EXPR_TOO_DEEP, MAX_DEPTH);
    else
        add_operand(e, parse_unary(p));
    p->depth--;
    return close_node(p, e);
}

/* ---- binary operators, loosest first, as in Lua ---- */

typedef struct binary {
    const char *sign;
    bool is_word;
    enum expr_kind kind;
    int level;
} binary;

static const binary binaries[] = {
    {"or", true, EXPR_OR, 0},       {"and", true, EXPR_AND, 1},           {"==", false, EXPR_EQUAL, 2},
    {"~=", false, EXPR_UNEQUAL, 2}, {"<", false, EXPR_LESS, 2},           {"<=", false, EXPR_LESS_EQUAL, 2},
    {">", false, EXPR_GREATER, 2},  {">=", false, EXPR_GREATER_EQUAL, 2}, {"+", false, EXPR_ADD, 3},
    {"-", false, EXPR_SUBTRACT, 3}, {"*", false, EXPR_MULTIPLY, 4},
};

enum { TIGHTEST = 4 };

static const binary *find_binary(const parser *p, int level)
{
    for (size_t i = 0; i < sizeof binaries / sizeof binaries[0]; i++) {
        const binary *b = &binaries[i];
        if (b->level == level && (b->is_word ? is_word(p, b->sign) : is_sign(p, b->sign)))
            return b;
    }
    return NULL;
}

static expr *parse_level(parser *p, int level)
{
    if (level > TIGHTEST)
        return parse_unary(p);
    size_t offset = p->token.offset; /* of the bracket where there is one */
    expr *left = parse_level(p, level + 1);
    const binary *b;
    while (!p->failed && (b = find_binary(p, level)) != NULL) {
        expr *e = new_node(p, b->kind, offset);
        advance(p);
        add_operand(e, left);
        add_operand(e, parse_level(p, level + 1));
        left = close_node(p, e);
    }
    return left;
}

static expr *parse_or(parser *p)
{
    expr *e = NULL;
    if (++p->depth > MAX_DEPTH)
        report_limit(p, DIAG_EXPR_TOO_DEEP, MAX_DEPTH);
    else
        e = parse_level(p, 0);
    p->depth--;
    return e != NULL ? e : new_node(p, EXPR_BOOLEAN, p->token.offset);
}

expr *expr_parse(arena *a, const xml_attr *source, diags *d)
{
    parser p = {.a = a, .text = source->value, .source = source, .diags = d};
    advance(&p);
    expr *e = parse_or(&p);
    if (p.token.kind != TOKEN_END)
        refuse(&p, DIAG_EXPR_SYNTAX_END, DIAG_EXPR_SYNTAX_END, NULL);
    return p.failed ? NULL : e;
}

/* What a rule or a clause is about: the words of the regulation, who must do what, and the conditions as written. */
#include "api/explain.h"

#include "base/mem.h"
#include "eval/lint.h"
#include "result/result.h"

typedef struct writer {
    const pack *pack;
    enum language language;
    buffer *out;
} writer;

static bool is_japanese_writer(const writer *w)
{
    return w->language == LANGUAGE_JA;
}

static void add_line(writer *w, size_t indent, str text)
{
    buffer_add_repeated(w->out, ' ', indent);
    buffer_add(w->out, text);
    buffer_add_char(w->out, '\n');
}

/* Appends `name: value` when there is a value. */
static void add_item(writer *w, label name, str value)
{
    if (value.length == 0)
        return;
    buffer_add_text(w->out, "  ");
    buffer_add(w->out, label_text(name, w->language));
    buffer_add_text(w->out, ": ");
    buffer_add(w->out, value);
    buffer_add_char(w->out, '\n');
}

#define NAME(ja, en) ((label){STR(ja), STR(en)})

/* ---- clauses ---- */

static void write_clause(writer *w, const clause *c)
{
    buffer_add(w->out, label_text(c->title, w->language));
    if (c->caption.length > 0) {
        buffer_add_text(w->out, is_japanese_writer(w) ? "（" : " (");
        buffer_add(w->out, c->caption);
        buffer_add_text(w->out, is_japanese_writer(w) ? "）" : ")");
    }
    buffer_add_char(w->out, '\n');
    add_line(w, 2, str_trim(c->text));
}

static void write_ledger(writer *w, clause_address address)
{
    for (size_t i = 0; i < w->pack->ledger_count; i++) {
        const ledger_entry *entry = &w->pack->ledger[i];
        if (!clause_equal(entry->clause, address))
            continue;
        buffer_add_char(w->out, '\n');
        add_item(w, NAME("記録では判定しない理由", "why no record decides it"),
                 label_text(ledger_reason_title(entry->reason), w->language));
        add_line(w, 2, label_text(entry->note, w->language));
    }
}

static void write_clause_page(writer *w, const clause *c)
{
    write_clause(w, c);
    bool has_rules = false;
    for (size_t i = 0; i < w->pack->rule_count; i++) {
        const rule *r = &w->pack->rules[i];
        if (!clause_equal(r->clause, c->address))
            continue;
        if (!has_rules)
            buffer_add_text(w->out, is_japanese_writer(w) ? "\n規則\n" : "\nRules\n");
        has_rules = true;
        buffer_add_text(w->out, "  ");
        buffer_add(w->out, r->id);
        buffer_add_text(w->out, "  ");
        buffer_add(w->out, label_text(r->title, w->language));
        buffer_add_char(w->out, '\n');
    }
    write_ledger(w, c->address);
}

/* ---- checks ---- */

static void add_expression(writer *w, size_t indent, const char *name, const expr *e)
{
    if (e == NULL)
        return;
    buffer_add_repeated(w->out, ' ', indent);
    buffer_addf(w->out, "%s: ", name);
    buffer_add(w->out, e->source);
    buffer_add_char(w->out, '\n');
}

static void write_check_head(writer *w, const check *c, size_t indent)
{
    buffer_add_repeated(w->out, ' ', indent);
    buffer_add_text(w->out, "- ");
    str name = label_text(c->name, w->language);
    buffer_add(w->out, name.length > 0 ? name : label_text(check_kind_title(c->kind), w->language));
    if (name.length > 0 && c->kind != CHECK_TEST)
        buffer_addf(w->out, " <%s>", check_kind_name(c->kind));
    if (c->fact != NULL) {
        str title = label_text(c->fact->title, w->language);
        buffer_addf(w->out, " [%.*s]", (int)title.length, title.at);
    }
    if (c->otherwise_review)
        buffer_add_text(w->out, is_japanese_writer(w) ? "（成り立たなければ要確認）" : " (otherwise: review)");
    buffer_add_char(w->out, '\n');
}

static void write_check(writer *w, const check *c, size_t indent)
{
    write_check_head(w, c, indent);
    add_expression(w, indent + 4, "condition", c->condition);
    add_expression(w, indent + 4, "where", c->where);
    add_expression(w, indent + 4, "over", c->over);
    add_expression(w, indent + 4, "by", c->by);
    add_expression(w, indent + 4, "min", c->min);
    add_expression(w, indent + 4, "max", c->max);
    add_expression(w, indent + 4, "of", c->of);
    add_expression(w, indent + 4, "document", c->document);
    add_expression(w, indent + 4, "number", c->number);
    if (c->kind == CHECK_LUA)
        buffer_addf(w->out, "%*scall: %.*s\n", (int)indent + 4, "", (int)c->lua_call.length, c->lua_call.at);
    for (size_t i = 0; i < c->step_count; i++) {
        buffer_addf(w->out, "%*s%zu. ", (int)indent + 4, "", i + 1);
        buffer_add(w->out, label_text(c->steps[i].name, w->language));
        add_expression(w, 1, "at", c->steps[i].at);
    }
    for (size_t i = 0; i < c->child_count; i++)
        write_check(w, c->children[i], indent + 4);
}

/* ---- rules ---- */

static void write_subjects(writer *w, const rule *r)
{
    if (r->subject == NULL) {
        add_item(w, NAME("対象", "subjects"), is_japanese_writer(w) ? STR("市") : STR("the municipality"));
        return;
    }
    add_item(w, NAME("対象", "subjects"), label_text(r->subject->title, w->language));
    add_expression(w, 4, "when", r->when);
    add_expression(w, 4, "at", r->moment);
    add_expression(w, 4, "over", r->over);
}

static void write_template(writer *w, label name, const templates *t)
{
    bool has_english = t->en.count > 0;
    const template *chosen = is_japanese_writer(w) || !has_english ? &t->ja : &t->en;
    buffer text = {0};
    for (size_t i = 0; i < chosen->count; i++) {
        if (chosen->parts[i].value == NULL)
            buffer_add(&text, chosen->parts[i].text);
        else
            buffer_addf(&text, "{%.*s}", (int)chosen->parts[i].value->source.length, chosen->parts[i].value->source.at);
    }
    add_item(w, name, str_trim(buffer_str(&text)));
    buffer_free(&text);
}

static void write_digest_state(writer *w, const rule *r)
{
    if (rule_is_stale(w->pack, r))
        add_line(w, 2,
                 is_japanese_writer(w) ? STR("この規則の確認の後、条項の文言が変わった。")
                                       : STR("The text of the clause has changed since this rule was reviewed."));
}

static void write_rule_page(writer *w, const rule *r)
{
    const clause *c = rule_clause(w->pack, r);
    buffer in_force = {0};
    period_print(&in_force, r->in_force, w->language);
    buffer_addf(w->out, "%.*s  ", (int)r->id.length, r->id.at);
    buffer_add(w->out, label_text(r->title, w->language));
    buffer_add_text(w->out, "\n\n");
    if (c != NULL)
        write_clause(w, c);
    write_digest_state(w, r);
    buffer_add_char(w->out, '\n');
    add_item(w, NAME("種類", "norm"), label_text(norm_title(r->norm), w->language));
    add_item(w, NAME("義務を負う者", "who must act"),
             r->bearer != NULL ? label_text(r->bearer->title, w->language) : STR(""));
    add_item(w, NAME("方法", "method"), label_text(method_title(r->method), w->language));
    add_item(w, NAME("重要度", "severity"), label_text(rule_severity_title(r->severity), w->language));
    add_item(w, NAME("満たさないとき", "otherwise"),
             label_text(result_title(result_otherwise(r->otherwise)), w->language));
    if (r->in_force.from != MOMENT_PAST || r->in_force.to != MOMENT_FUTURE)
        add_item(w, NAME("適用の期間", "in force"), buffer_str(&in_force));
    buffer_free(&in_force);
    write_subjects(w, r);
    buffer_add_text(w->out, is_japanese_writer(w) ? "\n条件（全て成り立つこと）\n" : "\nConditions (all must hold)\n");
    for (size_t i = 0; i < r->check->child_count; i++)
        write_check(w, r->check->children[i], 2);
    buffer_add_char(w->out, '\n');
    write_template(w, NAME("指摘", "finding"), &r->finding);
    write_template(w, NAME("講ずべき措置", "remedy"), &r->remedy);
    buffer_addf(w->out, "  %s:%u\n", r->at.file, r->at.line);
}

/* ---- by name ---- */

static const clause *find_clause(const pack *p, str name)
{
    clause_address address;
    if (!clause_parse(name, &address))
        return NULL;
    return regulation_find(regulation_latest(p->regulation), address);
}

static void report_unknown(arena *a, const pack *p, str name, diags *d)
{
    const regulation_version *v = regulation_latest(p->regulation);
    str *names = ARENA_ARRAY(a, str, p->rule_count + v->clause_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < p->rule_count; i++)
        names[count++] = p->rules[i].id;
    for (size_t i = 0; i < v->clause_count; i++)
        names[count++] = v->clauses[i].id;
    size_t near = str_nearest(name, names, count);
    if (near != SIZE_MAX)
        DIAG2(d, (place){0}, DIAG_EXPLAIN_UNKNOWN_NEAR, name, names[near]);
    else
        DIAG1(d, (place){0}, DIAG_EXPLAIN_UNKNOWN, name);
}

bool explain(arena *a, const pack *p, str name, enum language language, buffer *b, diags *d)
{
    writer w = {p, language, b};
    const rule *r = pack_find_rule(p, name);
    const clause *c = r == NULL ? find_clause(p, name) : NULL;
    if (r != NULL)
        write_rule_page(&w, r);
    else if (c != NULL)
        write_clause_page(&w, c);
    else
        report_unknown(a, p, name, d);
    return r != NULL || c != NULL;
}

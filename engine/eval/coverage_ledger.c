/* The ledger of a pack, clause by clause, and its two forms. */
#include "eval/coverage_ledger.h"

#include "base/json.h"
#include "rules/ledger_reason.h"

#define LABEL(ja, en)                                                                                                  \
    {                                                                                                                  \
        {ja, sizeof(ja) - 1},                                                                                          \
        {                                                                                                              \
            en, sizeof(en) - 1                                                                                         \
        }                                                                                                              \
    }

static const struct {
    const char *name;
    label title;
} statuses[COVERAGE_STATUS_COUNT] = {
    [COVERAGE_RULES] = {"rules", LABEL("規則で判定", "checked by rules")},
    [COVERAGE_LEDGER] = {"ledger", LABEL("記録では判定しない", "not decided by records")},
    [COVERAGE_MISSING] = {"missing", LABEL("未対応", "missing")},
};

const char *coverage_status_name(enum coverage_status s)
{
    return statuses[s].name;
}

label coverage_status_title(enum coverage_status s)
{
    return statuses[s].title;
}

enum coverage_status coverage_status_of(const coverage_line *line)
{
    if (line->rule_count > 0)
        return COVERAGE_RULES;
    return line->is_excused ? COVERAGE_LEDGER : COVERAGE_MISSING;
}

/* ---- building ---- */

static const ledger_entry *find_entry(const pack *p, clause_address address)
{
    for (size_t i = 0; i < p->ledger_count; i++)
        if (clause_equal(p->ledger[i].clause, address))
            return &p->ledger[i];
    return NULL;
}

static coverage_line build_line(arena *a, const pack *p, const regulation_version *version, const clause *c)
{
    coverage_line line = {.clause = c, .entry = find_entry(p, c->address)};
    line.is_excused = line.entry != NULL && ledger_reason_excuses(line.entry->reason, version, c);
    line.rules = ARENA_ARRAY(a, const rule *, p->rule_count + 1);
    for (size_t i = 0; i < p->rule_count; i++)
        if (clause_equal(p->rules[i].clause, c->address))
            line.rules[line.rule_count++] = &p->rules[i];
    return line;
}

const coverage_ledger *coverage_ledger_build(arena *a, const pack *p)
{
    coverage_ledger *ledger = ARENA_NEW(a, coverage_ledger);
    ledger->pack = p;
    ledger->version = regulation_latest(p->regulation);
    ledger->count = ledger->version->clause_count;
    ledger->lines = ARENA_ARRAY(a, coverage_line, ledger->count + 1);
    for (size_t i = 0; i < ledger->count; i++) {
        ledger->lines[i] = build_line(a, p, ledger->version, &ledger->version->clauses[i]);
        ledger->counts[coverage_status_of(&ledger->lines[i])]++;
    }
    return ledger;
}

/* ---- text ---- */

/* How many columns a terminal takes: Japanese characters take two. Near enough for aligning this ledger. */
static size_t display_width(str s)
{
    size_t width = 0;
    for (size_t i = 0; i < s.length; i++) {
        unsigned char byte = (unsigned char)s.at[i];
        if ((byte & 0xC0) != 0x80)
            width += byte >= 0xE2 ? 2 : 1;
    }
    return width;
}

static void add_padded(buffer *b, str s, size_t width)
{
    size_t own = display_width(s);
    buffer_add(b, s);
    buffer_add_repeated(b, ' ', own < width ? width - own : 0);
}

static size_t widest_title(const coverage_ledger *ledger, enum language language)
{
    size_t widest = 0;
    for (size_t i = 0; i < ledger->count; i++) {
        size_t width = display_width(label_text(ledger->lines[i].clause->title, language));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void begin_line(buffer *b, size_t indent)
{
    buffer_add_repeated(b, ' ', indent);
}

static void write_rule_line(const rule *r, enum language language, size_t indent, buffer *b)
{
    begin_line(b, indent);
    add_padded(b, r->id, 28);
    buffer_add_text(b, "  ");
    add_padded(b, label_text(method_title(r->method), language), 12);
    buffer_add_text(b, "  ");
    buffer_add(b, label_text(r->title, language));
    buffer_add_char(b, '\n');
}

static void write_entry_line(const ledger_entry *entry, enum language language, size_t indent, buffer *b)
{
    begin_line(b, indent);
    buffer_add(b, label_text(ledger_reason_title(entry->reason), language));
    buffer_add_text(b, ": ");
    buffer_add(b, label_text(entry->note, language));
    buffer_add_char(b, '\n');
}

static void write_line(const coverage_line *line, enum language language, size_t width, buffer *b)
{
    add_padded(b, line->clause->id, 9);
    buffer_add_char(b, ' ');
    add_padded(b, label_text(line->clause->title, language), width);
    buffer_add_text(b, "  ");
    buffer_add(b, line->clause->caption);
    if (coverage_status_of(line) == COVERAGE_MISSING) {
        buffer_add_text(b, "  *** ");
        buffer_add(b, label_text(coverage_status_title(COVERAGE_MISSING), language));
    }
    buffer_add_char(b, '\n');
    for (size_t i = 0; i < line->rule_count; i++)
        write_rule_line(line->rules[i], language, 10, b);
    if (line->entry != NULL)
        write_entry_line(line->entry, language, 10, b);
}

static void write_counts(const coverage_ledger *ledger, enum language language, buffer *b)
{
    bool is_japanese = language == LANGUAGE_JA;
    buffer_addf(b, is_japanese ? "\n条項 %zu" : "\nclauses %zu", ledger->count);
    for (int i = 0; i < COVERAGE_STATUS_COUNT; i++) {
        str title = label_text(coverage_status_title((enum coverage_status)i), language);
        buffer_addf(b, i > 0 ? ", %.*s %zu" : ": %.*s %zu", (int)title.length, title.at, ledger->counts[i]);
    }
    buffer_addf(b, is_japanese ? "。規則 %zu\n" : "; rules %zu\n", ledger->pack->rule_count);
}

void coverage_write_text(const coverage_ledger *ledger, enum language language, buffer *b)
{
    size_t width = widest_title(ledger, language);
    buffer_add(b, label_text(ledger->pack->title, language));
    buffer_add_text(b, "\n\n");
    for (size_t i = 0; i < ledger->count; i++)
        write_line(&ledger->lines[i], language, width, b);
    write_counts(ledger, language, b);
}

/* ---- JSON ---- */

static void write_label(json *j, const char *key, label value)
{
    json_open(j, key, '{');
    json_string(j, "ja", value.ja);
    json_string(j, "en", value.en);
    json_close(j, '}');
}

static void write_rules_json(json *j, const coverage_line *line)
{
    json_open(j, "rules", '[');
    for (size_t i = 0; i < line->rule_count; i++) {
        const rule *r = line->rules[i];
        json_open(j, NULL, '{');
        json_string(j, "id", r->id);
        json_text(j, "method", method_name(r->method));
        write_label(j, "title", r->title);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void write_line_json(json *j, const coverage_line *line)
{
    json_open(j, NULL, '{');
    json_string(j, "clause", line->clause->id);
    write_label(j, "title", line->clause->title);
    json_string(j, "caption", line->clause->caption);
    json_text(j, "status", coverage_status_name(coverage_status_of(line)));
    write_rules_json(j, line);
    if (line->entry != NULL) {
        json_text(j, "reason", ledger_reason_name(line->entry->reason));
        write_label(j, "note", line->entry->note);
    }
    json_close(j, '}');
}

void coverage_write_json(const coverage_ledger *ledger, buffer *b)
{
    json j = {.out = b};
    json_open(&j, NULL, '{');
    json_string(&j, "pack", ledger->pack->id);
    json_string(&j, "version", ledger->pack->version);
    json_text(&j, "digest", ledger->pack->digest);
    json_open(&j, "clauses", '[');
    for (size_t i = 0; i < ledger->count; i++)
        write_line_json(&j, &ledger->lines[i]);
    json_close(&j, ']');
    json_open(&j, "counts", '{');
    for (int i = 0; i < COVERAGE_STATUS_COUNT; i++)
        json_number(&j, statuses[i].name, ledger->counts[i]);
    json_close(&j, '}');
    json_number(&j, "rules", ledger->pack->rule_count);
    json_close(&j, '}');
    buffer_add_char(b, '\n');
}

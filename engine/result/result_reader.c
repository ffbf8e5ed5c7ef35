/* Reads a stored result: what was audited, and the whole of what came of it. */
#include "result/result_reader.h"

#include "base/mem.h"
#include "result/result_read.h"

/* ---- what all parts are made of ---- */

label take_label(result_reader *r, const char *key)
{
    label l;
    json_enter_object(r->json, key);
    l.ja = json_take_string(r->json, "ja");
    l.en = json_take_string(r->json, "en");
    if (l.ja.length == 0)
        json_refuse(r->json, DIAG_JSON_VALUE, l.ja);
    json_leave(r->json);
    return l;
}

label take_optional_label(result_reader *r, const char *key)
{
    return json_take_null(r->json, key) ? (label){STR(""), STR("")} : take_label(r, key);
}

label *take_labels(result_reader *r, const char *key, size_t *count)
{
    label *labels = TAKE_ARRAY(r, key, label, *count);
    for (size_t i = 0; i < *count; i++)
        labels[i] = take_label(r, NULL);
    json_leave(r->json);
    return labels;
}

period take_known_period(result_reader *r, const char *key)
{
    period p = json_take_period(r->json, key);
    if (period_is_missing(p))
        json_refuse(r->json, DIAG_JSON_TYPE, STR("string"));
    return p;
}

static const char *word_of_result(size_t i)
{
    return result_name((enum result)i);
}

enum result take_result(result_reader *r, const char *key)
{
    return (enum result)json_take_word(r->json, key, word_of_result, RESULT_COUNT);
}

static const char *word_of_truth(size_t i)
{
    return truth_name((enum truth)i);
}

enum truth take_truth(result_reader *r, const char *key)
{
    return (enum truth)json_take_word(r->json, key, word_of_truth, TRUTH_TRUE + 1);
}

size_t take_reference(result_reader *r, const char *key, const intern *names)
{
    str name = json_take_string(r->json, key);
    symbol s = intern_find(names, name);
    if (s == SYMBOL_NONE)
        json_refuse(r->json, DIAG_RESULT_REFERENCE, name);
    return s != SYMBOL_NONE ? s - 1 : 0;
}

str take_new_name(result_reader *r, const char *key, intern *names)
{
    str name = json_take_string(r->json, key);
    if (name.length == 0)
        json_refuse(r->json, DIAG_JSON_VALUE, name);
    else if (intern_find(names, name) != SYMBOL_NONE)
        json_refuse(r->json, DIAG_RESULT_TWICE, name);
    else
        intern_add(names, name);
    return name;
}

void take_digest(result_reader *r, const char *key, char digest[DIGEST_HEX + 1])
{
    str text = json_take_string(r->json, key);
    if (text.length == DIGEST_HEX && strspn(text.at, "0123456789abcdef") == DIGEST_HEX)
        memcpy(digest, text.at, DIGEST_HEX);
    else
        json_refuse(r->json, DIAG_JSON_VALUE, text);
}

/* ---- what was audited ---- */

static void take_engine(result_reader *r)
{
    json_enter_object(r->json, "engine");
    str name = json_take_string(r->json, "name");
    if (!str_is(name, "junshu"))
        json_refuse(r->json, DIAG_JSON_VALUE, name);
    r->out->engine_version = json_take_string(r->json, "version").at;
    json_leave(r->json);
}

static void take_versions(result_reader *r, audited_pack *p)
{
    p->versions = TAKE_ARRAY(r, "regulation", audited_version, p->version_count);
    for (size_t i = 0; i < p->version_count; i++) {
        json_enter_object(r->json, NULL);
        p->versions[i].title = json_take_string(r->json, "title");
        p->versions[i].in_force = take_known_period(r, "in_force");
        json_leave(r->json);
    }
    json_leave(r->json);
}

static audited_pack *take_pack(result_reader *r)
{
    audited_pack *p = ARENA_NEW(r->a, audited_pack);
    json_enter_object(r->json, "pack");
    p->id = json_take_string(r->json, "id");
    p->version = json_take_string(r->json, "version");
    take_digest(r, "digest", p->digest);
    p->title = take_label(r, "title");
    p->auditor = take_optional_label(r, "auditor");
    take_versions(r, p);
    json_leave(r->json);
    p->municipality = json_take_string(r->json, "municipality");
    return p;
}

static moment take_day(result_reader *r, const char *key)
{
    moment day = json_take_moment(r->json, key);
    if (day == MOMENT_MISSING)
        json_refuse(r->json, DIAG_JSON_TYPE, STR("string"));
    return day;
}

static void take_times(result_reader *r)
{
    r->out->period = take_known_period(r, "period");
    if (!picture_axis_is_closed(r->out->period))
        json_refuse(r->json, DIAG_JSON_VALUE, STR(".."));
    r->out->as_of = take_day(r, "as_of");
    r->out->made = take_day(r, "made");
}

static void take_types(result_reader *r)
{
    examined_facts *f = r->facts;
    f->types = TAKE_ARRAY(r, "record_types", record_kind, f->type_count);
    for (size_t i = 0; i < f->type_count; i++) {
        json_enter_object(r->json, NULL);
        f->types[i].name = take_new_name(r, "name", r->types);
        f->types[i].title = take_label(r, "title");
        f->types[i].source = json_take_optional(r->json, "source");
        json_leave(r->json);
    }
    json_leave(r->json);
}

static void take_documents(result_reader *r)
{
    examined_facts *f = r->facts;
    f->documents = TAKE_ARRAY(r, "documents", examined_document, f->document_count);
    for (size_t i = 0; i < f->document_count; i++) {
        json_enter_object(r->json, NULL);
        f->documents[i].path = json_take_string(r->json, "path").at;
        take_digest(r, "sha256", f->documents[i].digest);
        f->documents[i].records = json_take_number(r->json, "records", INT64_MAX);
        json_leave(r->json);
    }
    json_leave(r->json);
}

static void take_lists(result_reader *r)
{
    examined_facts *f = r->facts;
    f->lists = TAKE_ARRAY(r, "lists", examined_list, f->list_count);
    for (size_t i = 0; i < f->list_count; i++) {
        examined_list *l = &f->lists[i];
        json_enter_object(r->json, NULL);
        size_t type = take_reference(r, "type", r->types);
        l->type = f->type_count > 0 ? &f->types[type] : NULL;
        l->covers = json_take_period(r->json, "covers");
        l->scope = json_take_optional(r->json, "scope");
        l->source = json_take_optional(r->json, "source");
        l->exported = json_take_moment(r->json, "exported");
        l->at.file = json_take_string(r->json, "document").at;
        l->at.line = (uint32_t)json_take_number(r->json, "line", UINT32_MAX);
        l->records = json_take_number(r->json, "records", INT64_MAX);
        json_leave(r->json);
    }
    json_leave(r->json);
}

/* ---- parameters ---- */

/* Reads the number before the unit, and takes both off. */
static int32_t take_amount(str *text, char unit, bool *fits)
{
    int64_t amount = 0;
    size_t i = text->length > 0 && text->at[0] == '-', digits = 0;
    bool is_negative = i > 0;
    for (; i < text->length && text->at[i] >= '0' && text->at[i] <= '9' && digits < 9; i++, digits++)
        amount = amount * 10 + (text->at[i] - '0');
    *fits = *fits && digits > 0 && i < text->length && text->at[i] == unit;
    *text = str_from(*text, *fits ? i + 1 : text->length);
    return (int32_t)(is_negative ? -amount : amount);
}

static duration take_duration(result_reader *r, const char *key)
{
    str text = json_take_string(r->json, key);
    bool fits = text.length > 0 && text.at[0] == 'P';
    str rest = str_from(text, fits ? 1 : text.length);
    int64_t years = take_amount(&rest, 'Y', &fits), months = take_amount(&rest, 'M', &fits);
    int32_t days = take_amount(&rest, 'D', &fits);
    int64_t all = years * 12 + months;
    if (!fits || rest.length > 0 || all > INT32_MAX || all < INT32_MIN)
        json_refuse(r->json, DIAG_JSON_VALUE, text);
    return (duration){(int32_t)all, days};
}

static parameter_value take_value(result_reader *r, enum parameter_kind kind)
{
    parameter_value v = {0};
    json_enter_object(r->json, NULL);
    v.in_force = take_known_period(r, "in_force");
    switch (kind) {
    case PARAMETER_INTEGER:
        v.as.integer = json_take_integer(r->json, "value");
        break;
    case PARAMETER_DURATION:
        v.as.duration = take_duration(r, "value");
        break;
    case PARAMETER_STRING:
        v.as.string = json_take_string(r->json, "value");
        break;
    }
    json_leave(r->json);
    return v;
}

static const char *word_of_parameter_kind(size_t i)
{
    return parameter_kind_name((enum parameter_kind)i);
}

static void take_parameters(result_reader *r, audited_pack *p)
{
    p->parameters = TAKE_ARRAY(r, "parameters", audited_parameter, p->parameter_count);
    for (size_t i = 0; i < p->parameter_count; i++) {
        audited_parameter *q = &p->parameters[i];
        json_enter_object(r->json, NULL);
        q->name = json_take_string(r->json, "name");
        q->title = take_label(r, "title");
        q->kind = (enum parameter_kind)json_take_word(r->json, "type", word_of_parameter_kind, PARAMETER_KIND_COUNT);
        q->values = TAKE_ARRAY(r, "values", parameter_value, q->value_count);
        for (size_t k = 0; k < q->value_count; k++)
            q->values[k] = take_value(r, q->kind);
        json_leave(r->json);
        json_leave(r->json);
    }
    json_leave(r->json);
}

/* ---- clauses ---- */

static const char *word_of_reason(size_t i)
{
    return ledger_reason_name((enum ledger_reason)i);
}

static const ledger_entry *take_entry(result_reader *r, clause_address address)
{
    if (json_take_null(r->json, "ledger"))
        return NULL;
    ledger_entry *e = ARENA_NEW(r->a, ledger_entry);
    json_enter_object(r->json, "ledger");
    e->clause = address;
    e->reason = (enum ledger_reason)json_take_word(r->json, "reason", word_of_reason, LEDGER_REASON_COUNT);
    e->note = take_optional_label(r, "note");
    json_leave(r->json);
    return e;
}

/* Returns the gravest result of the rules. */
static enum result take_rules_of_clause(result_reader *r, clause_result *out)
{
    enum result gravest = RESULT_NOT_APPLICABLE;
    out->rules = TAKE_ARRAY(r, "rules", const rule_result *, out->rule_count);
    for (size_t i = 0; i < out->rule_count; i++) {
        size_t index = take_reference(r, NULL, r->rules);
        if (json_reader_failed(r->json))
            return gravest;
        out->rules[i] = &r->out->rules[index];
        gravest = result_combine(gravest, out->rules[i]->result);
    }
    json_leave(r->json);
    return gravest;
}

static void take_clause(result_reader *r, clause_result *out)
{
    clause *c = ARENA_NEW(r->a, clause);
    json_enter_object(r->json, NULL);
    c->id = json_take_string(r->json, "address");
    if (!clause_parse(c->id, &c->address))
        json_refuse(r->json, DIAG_JSON_VALUE, c->id);
    c->title = take_label(r, "title");
    c->caption = json_take_optional(r->json, "caption");
    c->text = json_take_string(r->json, "text");
    out->clause = c;
    out->is_decided = !json_take_null(r->json, "result");
    out->result = out->is_decided ? take_result(r, "result") : RESULT_NOT_APPLICABLE;
    out->entry = take_entry(r, c->address);
    enum result gravest = take_rules_of_clause(r, out);
    if (gravest != out->result || (out->rule_count > 0) != out->is_decided)
        json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
    json_leave(r->json);
}

static void take_clauses(result_reader *r)
{
    r->out->clauses = TAKE_ARRAY(r, "clauses", clause_result, r->out->clause_count);
    for (size_t i = 0; i < r->out->clause_count && !json_reader_failed(r->json); i++)
        take_clause(r, &r->out->clauses[i]);
    json_leave(r->json);
}

/* ---- the whole ---- */

void take_counts(result_reader *r, const char *key, uint64_t counts[RESULT_COUNT])
{
    json_enter_object(r->json, key);
    for (int i = RESULT_COUNT - 1; i >= 0; i--)
        counts[i] = json_take_number(r->json, result_name((enum result)i), INT64_MAX);
    json_leave(r->json);
}

/* The sums are what readers look at first: they must be those of the rules and clauses that follow. */
static bool sums_are_right(const audit_result *result)
{
    audit_result sums = {.result = RESULT_NOT_APPLICABLE};
    for (size_t i = 0; i < result->rule_count; i++) {
        sums.rule_counts[result->rules[i].result]++;
        sums.result = result_combine(sums.result, result->rules[i].result);
    }
    for (size_t i = 0; i < result->clause_count; i++)
        sums.clause_counts[result->clauses[i].result] += result->clauses[i].is_decided;
    return sums.result == result->result &&
           memcmp(sums.rule_counts, result->rule_counts, sizeof sums.rule_counts) == 0 &&
           memcmp(sums.clause_counts, result->clause_counts, sizeof sums.clause_counts) == 0;
}

static void take_summary(result_reader *r)
{
    json_enter_object(r->json, "summary");
    r->out->result = take_result(r, "result");
    take_counts(r, "rules", r->out->rule_counts);
    take_counts(r, "clauses", r->out->clause_counts);
    json_leave(r->json);
}

static void take_content(result_reader *r)
{
    take_engine(r);
    audited_pack *p = take_pack(r);
    r->out->pack = p;
    r->out->facts = r->facts = ARENA_NEW(r->a, examined_facts);
    take_times(r);
    take_summary(r);
    take_types(r);
    take_documents(r);
    take_lists(r);
    take_parameters(r, p);
    take_rules(r);
    take_strays(r);
    take_clauses(r);
    if (!sums_are_right(r->out))
        json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
    take_pictures(r);
    take_comparison(r);
    json_take_string(r->json, "digest");
}

/* ---- the document ---- */

static bool has_its_digest(str text)
{
    char hex[DIGEST_HEX + 1];
    buffer tail = {0};
    if (text.length < RESULT_TAIL)
        return false;
    str content = {text.at, text.length - RESULT_TAIL};
    digest_text(content, hex);
    buffer_addf(&tail, ",\n \"digest\": \"%s\"\n}\n", hex);
    bool is_same = str_equal(buffer_str(&tail), str_from(text, content.length));
    buffer_free(&tail);
    return is_same;
}

/* What is of another format, or damaged, is not looked at further. */
static bool is_whole(result_reader *r, str text, const char *file, diags *d)
{
    str format = json_take_string(r->json, "format");
    if (json_reader_failed(r->json))
        return false;
    if (!str_is(format, RESULT_FORMAT))
        DIAG2(d, ((place){file, 0, 0}), DIAG_RESULT_FORMAT, format, STR(RESULT_FORMAT));
    else if (!has_its_digest(text))
        DIAG0(d, ((place){file, 0, 0}), DIAG_RESULT_DIGEST);
    else
        return true;
    return false;
}

const audit_result *result_read(arena *a, str text, const char *file, diags *d)
{
    result_reader r = {.a = a, .json = json_reader_new(a, text, file, d), .out = ARENA_NEW(a, audit_result)};
    if (r.json == NULL)
        return NULL;
    r.types = intern_new();
    r.rules = intern_new();
    r.bearers = intern_new();
    r.identities = intern_new();
    json_enter_object(r.json, NULL);
    bool done = is_whole(&r, text, file, d);
    if (done) {
        take_content(&r);
        json_leave(r.json);
        done = !json_reader_failed(r.json);
    }
    json_reader_free(r.json);
    intern_free(r.types);
    intern_free(r.rules);
    intern_free(r.bearers);
    intern_free(r.identities);
    mem_free(r.known_bearers);
    mem_free(r.findings);
    return done ? r.out : NULL;
}

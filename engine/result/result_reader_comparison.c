/* Reads a stored result: how it compares with an earlier one. */
#include "result/result_reader.h"

#include "result/comparison.h"

static void take_earlier_rule(result_reader *r, earlier_rule *out, intern *names)
{
    json_enter_object(r->json, NULL);
    out->id = take_new_name(r, "id", names);
    out->clause = take_address(r, "clause");
    out->title = take_label(r, "title");
    out->result = take_result(r, "result");
    json_leave(r->json);
    symbol now = intern_find(r->rules, out->id);
    out->now = now != SYMBOL_NONE && !json_reader_failed(r->json) ? &r->out->rules[now - 1] : NULL;
}

static void take_earlier_rules(result_reader *r, comparison *c, intern *names)
{
    c->rules = TAKE_ARRAY(r, "rules", earlier_rule, c->rule_count);
    for (size_t i = 0; i < c->rule_count && !json_reader_failed(r->json); i++)
        take_earlier_rule(r, &c->rules[i], names);
    json_leave(r->json);
}

static enum result take_finding_result(result_reader *r)
{
    enum result result = take_result(r, "result");
    if (result == RESULT_PASS || result == RESULT_NOT_APPLICABLE)
        json_refuse(r->json, DIAG_JSON_VALUE, str_of(result_name(result)));
    return result;
}

static void take_remaining(result_reader *r)
{
    size_t count = json_enter_array(r->json, "remaining");
    for (size_t i = 0; i < count && !json_reader_failed(r->json); i++) {
        json_enter_object(r->json, NULL);
        size_t index = take_reference(r, "identity", r->identities);
        enum result was = take_finding_result(r);
        if (!json_reader_failed(r->json))
            r->findings[index]->was = was;
        json_leave(r->json);
    }
    json_leave(r->json);
}

static const char *word_of_absence(size_t i)
{
    return absence_name((enum absence)i);
}

/* Whether the rules allow for it: above all, that nothing is resolved that was not decided. */
static bool is_possible(const result_reader *r, const earlier_finding *f)
{
    const rule_result *now = f->rule->now;
    if (intern_find(r->identities, f->identity) != SYMBOL_NONE || (now == NULL) != (f->why == ABSENCE_RULE_GONE))
        return false;
    return now == NULL || (rule_is_decided(now) == (f->why != ABSENCE_RULE_OPEN) &&
                           (f->why != ABSENCE_RESOLVED || now->counts[RESULT_PASS] > 0));
}

static void take_gone_finding(result_reader *r, const comparison *c, earlier_finding *out, intern *rules,
                              intern *identities)
{
    json_enter_object(r->json, NULL);
    size_t rule = take_reference(r, "rule", rules);
    out->identity = take_new_name(r, "identity", identities);
    out->result = take_finding_result(r);
    out->subject_type = json_take_string(r->json, "subject_type");
    out->subject = json_take_string(r->json, "subject");
    out->sentence = take_optional_label(r, "sentence");
    out->why = (enum absence)json_take_word(r->json, "why", word_of_absence, ABSENCE_COUNT);
    if (!json_reader_failed(r->json)) {
        out->rule = &c->rules[rule];
        if (!is_possible(r, out))
            json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
    }
    json_leave(r->json);
}

static void take_gone(result_reader *r, comparison *c, intern *rules)
{
    intern *identities = intern_new();
    c->gone = TAKE_ARRAY(r, "gone", earlier_finding, c->gone_count);
    for (size_t i = 0; i < c->gone_count && !json_reader_failed(r->json); i++)
        take_gone_finding(r, c, &c->gone[i], rules, identities);
    json_leave(r->json);
    intern_free(identities);
}

void take_comparison(result_reader *r)
{
    if (!json_has(r->json, "comparison"))
        return;
    comparison *c = ARENA_NEW(r->a, comparison);
    intern *rules = intern_new();
    json_enter_object(r->json, "comparison");
    c->engine_version = json_take_string(r->json, "engine_version").at;
    c->pack_version = json_take_string(r->json, "pack_version");
    take_digest(r, "pack_digest", c->pack_digest);
    c->period = take_known_period(r, "period");
    c->as_of = json_take_moment(r->json, "as_of");
    if (c->as_of == MOMENT_MISSING)
        json_refuse(r->json, DIAG_JSON_TYPE, STR("string"));
    take_earlier_rules(r, c, rules);
    take_remaining(r);
    take_gone(r, c, rules);
    json_leave(r->json);
    intern_free(rules);
    r->out->comparison = c;
}

/* The JSON report: how the result compares with an earlier one. */
#include "report/report_json.h"

static void add_rules(json *j, const comparison *c)
{
    json_open(j, "rules", '[');
    for (size_t i = 0; i < c->rule_count; i++) {
        json_open(j, NULL, '{');
        json_string(j, "id", c->rules[i].id);
        json_clause(j, "clause", c->rules[i].clause);
        json_label(j, "title", c->rules[i].title);
        json_text(j, "result", result_name(c->rules[i].result));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_remaining(json *j, const rule_result *r)
{
    for (size_t i = 0; i < r->finding_count; i++) {
        if (r->findings[i]->was == RESULT_NOT_APPLICABLE)
            continue;
        json_open(j, NULL, '{');
        json_string(j, "identity", r->findings[i]->identity);
        json_text(j, "result", result_name(r->findings[i]->was));
        json_close(j, '}');
    }
}

static void add_gone(json *j, const earlier_finding *f)
{
    json_open(j, NULL, '{');
    json_string(j, "rule", f->rule->id);
    json_string(j, "identity", f->identity);
    json_text(j, "result", result_name(f->result));
    json_string(j, "subject_type", f->subject_type);
    json_string(j, "subject", f->subject);
    json_label(j, "sentence", f->sentence);
    json_text(j, "why", absence_name(f->why));
    json_close(j, '}');
}

void json_comparison(json *j, const audit_result *result)
{
    const comparison *c = result->comparison;
    if (c == NULL)
        return;
    json_open(j, "comparison", '{');
    json_text(j, "engine_version", c->engine_version);
    json_string(j, "pack_version", c->pack_version);
    json_text(j, "pack_digest", c->pack_digest);
    json_period(j, "period", c->period);
    json_moment(j, "as_of", c->as_of);
    add_rules(j, c);
    json_open(j, "remaining", '[');
    for (size_t i = 0; i < result->rule_count; i++)
        add_remaining(j, &result->rules[i]);
    json_close(j, ']');
    json_open(j, "gone", '[');
    for (size_t i = 0; i < c->gone_count; i++)
        add_gone(j, &c->gone[i]);
    json_close(j, ']');
    json_close(j, '}');
}

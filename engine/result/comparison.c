/* Compares an audit with an earlier one: by the ids of rules and the identities of findings. */
#include "result/comparison.h"

#include "base/intern.h"

bool rule_is_decided(const rule_result *r)
{
    return r->result != RESULT_UNKNOWN && r->result != RESULT_ERROR && !r->is_stale;
}

const earlier_rule *comparison_find(const comparison *c, str id)
{
    for (size_t i = 0; i < c->rule_count; i++)
        if (str_equal(c->rules[i].id, id))
            return &c->rules[i];
    return NULL;
}

uint64_t comparison_count(const audit_result *now, bool is_new)
{
    uint64_t count = 0;
    for (size_t i = 0; i < now->rule_count; i++)
        for (size_t k = 0; k < now->rules[i].finding_count; k++)
            count += (now->rules[i].findings[k]->was == RESULT_NOT_APPLICABLE) == is_new;
    return count;
}

uint64_t comparison_count_gone(const comparison *c, enum absence why)
{
    uint64_t count = 0;
    for (size_t i = 0; i < c->gone_count; i++)
        count += c->gone[i].why == why;
    return count;
}

/* ---- whether they can be compared ---- */

static bool is_later(moment a, moment b)
{
    return moment_last(a) > moment_last(b);
}

bool comparison_is_possible(const audit_result *now, const audit_result *before, diags *d)
{
    const audited_pack *p = now->pack, *q = before->pack;
    if (!str_equal(p->municipality, q->municipality))
        DIAG2(d, (place){0}, DIAG_PREVIOUS_MUNICIPALITY, q->municipality, p->municipality);
    else if (!str_equal(p->id, q->id))
        DIAG2(d, (place){0}, DIAG_PREVIOUS_PACK, q->id, p->id);
    else if (is_later(before->as_of, now->as_of) || is_later(before->period.to, now->period.to) ||
             moment_first(before->period.from) > moment_first(now->period.from))
        DIAG0(d, (place){0}, DIAG_PREVIOUS_LATER);
    else
        return true;
    return false;
}

/* ---- the comparison ---- */

static label keep_label(arena *a, label l)
{
    return (label){str_keep(a, l.ja), str_keep(a, l.en)};
}

static const rule_result *find_rule(const audit_result *now, str id)
{
    for (size_t i = 0; i < now->rule_count; i++)
        if (str_equal(now->rules[i].rule->id, id))
            return &now->rules[i];
    return NULL;
}

static void keep_rules(arena *a, comparison *c, const audit_result *now, const audit_result *before)
{
    c->rules = ARENA_ARRAY(a, earlier_rule, before->rule_count);
    for (size_t i = 0; i < before->rule_count; i++) {
        const rule_result *r = &before->rules[i];
        c->rules[c->rule_count++] = (earlier_rule){.id = str_keep(a, r->rule->id),
                                                   .clause = r->rule->clause,
                                                   .title = keep_label(a, r->rule->title),
                                                   .result = r->result,
                                                   .now = find_rule(now, r->rule->id)};
    }
}

static enum absence why_gone(const earlier_rule *r)
{
    if (r->now == NULL)
        return ABSENCE_RULE_GONE;
    return rule_is_decided(r->now) ? ABSENCE_NOT_JUDGED : ABSENCE_RULE_OPEN;
}

static earlier_finding keep_finding(arena *a, const earlier_rule *r, const finding *f)
{
    return (earlier_finding){.rule = r,
                             .identity = str_keep(a, f->identity),
                             .subject_type = str_keep(a, f->subject.type),
                             .subject = str_keep(a, f->subject.id),
                             .sentence = keep_label(a, f->sentence),
                             .result = f->result,
                             .why = why_gone(r)};
}

/* Tells the findings now what they were, and keeps those that are none now. `findings` are those now, by the numbers of
   their identities less 1. */
static void keep_findings(arena *a, comparison *c, const audit_result *before, const intern *identities,
                          finding **findings)
{
    size_t most = 0;
    for (size_t i = 0; i < before->rule_count; i++)
        most += before->rules[i].finding_count;
    c->gone = ARENA_ARRAY(a, earlier_finding, most);
    for (size_t i = 0; i < before->rule_count; i++)
        for (size_t k = 0; k < before->rules[i].finding_count; k++) {
            const finding *f = before->rules[i].findings[k];
            symbol s = intern_find(identities, f->identity);
            if (s != SYMBOL_NONE)
                findings[s - 1]->was = f->result;
            else
                c->gone[c->gone_count++] = keep_finding(a, &c->rules[i], f);
        }
}

comparison *comparison_new(arena *a, audit_result *now, const audit_result *before)
{
    comparison *c = ARENA_NEW(a, comparison);
    c->period = before->period;
    c->as_of = before->as_of;
    c->pack_version = str_keep(a, before->pack->version);
    memcpy(c->pack_digest, before->pack->digest, sizeof c->pack_digest);
    c->engine_version = str_keep(a, str_of(before->engine_version)).at;
    keep_rules(a, c, now, before);
    arena *scratch = arena_new();
    intern *identities = intern_new();
    size_t count = 0;
    for (size_t i = 0; i < now->rule_count; i++)
        count += now->rules[i].finding_count;
    finding **findings = ARENA_ARRAY(scratch, finding *, count);
    for (size_t i = 0; i < now->rule_count; i++)
        for (size_t k = 0; k < now->rules[i].finding_count; k++)
            findings[intern_add(identities, now->rules[i].findings[k]->identity) - 1] = now->rules[i].findings[k];
    keep_findings(a, c, before, identities, findings);
    intern_free(identities);
    arena_free(scratch);
    now->comparison = c;
    return c;
}

/* Runs all rules of a pack over facts and draws the clauses together. */
#include "eval/evaluation.h"

#include "base/mem.h"

struct audit {
    arena *a;
    audit_options options;
    audit_result result;
};

/* ---- clauses ---- */

static const ledger_entry *find_entry(const pack *p, clause_address address)
{
    for (size_t i = 0; i < p->ledger_count; i++)
        if (clause_equal(p->ledger[i].clause, address))
            return &p->ledger[i];
    return NULL;
}

static void judge_clause(const audit_result *result, arena *a, const clause *c, clause_result *out)
{
    *out = (clause_result){.clause = c, .result = RESULT_NOT_APPLICABLE, .entry = find_entry(result->pack, c->address)};
    out->rules = ARENA_ARRAY(a, const rule_result *, result->rule_count);
    for (size_t i = 0; i < result->rule_count; i++) {
        const rule_result *r = &result->rules[i];
        if (!clause_equal(r->rule->clause, c->address))
            continue;
        out->rules[out->rule_count++] = r;
        out->result = result_combine(out->result, r->result);
    }
    out->is_decided = out->rule_count > 0;
}

static void judge_clauses(audit_result *result, arena *a)
{
    const regulation_version *v = regulation_at(result->pack->regulation, result->as_of);
    if (v == NULL)
        v = regulation_latest(result->pack->regulation);
    result->clauses = ARENA_ARRAY(a, clause_result, v->clause_count);
    for (size_t i = 0; i < v->clause_count; i++) {
        clause_result *c = &result->clauses[result->clause_count++];
        judge_clause(result, a, &v->clauses[i], c);
        if (c->is_decided)
            result->clause_counts[c->result]++;
    }
}

/* ---- the audit ---- */

static void run_rules(audit *au, evaluation *ev)
{
    const pack *p = ev->pack;
    audit_result *result = &au->result;
    result->rules = ARENA_ARRAY(au->a, rule_result, p->rule_count);
    for (size_t i = 0; i < p->rule_count; i++) {
        rule_result *r = &result->rules[result->rule_count++];
        eval_rule(ev, &p->rules[i], r);
        result->rule_counts[r->result]++;
        result->result = result_combine(result->result, r->result);
    }
}

static size_t greatest_check_id(const check *c)
{
    size_t greatest = c->id;
    for (size_t i = 0; i < c->child_count; i++) {
        size_t below = greatest_check_id(c->children[i]);
        greatest = below > greatest ? below : greatest;
    }
    return greatest;
}

static size_t count_checks(const pack *p)
{
    size_t count = 0;
    for (size_t i = 0; i < p->rule_count; i++)
        count = greatest_check_id(p->rules[i].check) >= count ? greatest_check_id(p->rules[i].check) + 1 : count;
    for (size_t i = 0; i < p->definition_count; i++)
        count = greatest_check_id(p->definitions[i].check) >= count ? greatest_check_id(p->definitions[i].check) + 1
                                                                    : count;
    return count;
}

static bool check_input(const pack *p, const facts *f, const audit_options *options, diags *d)
{
    size_t errors = d->errors;
    if (f->municipality != SYMBOL_NONE && !str_equal(intern_text(f->names, f->municipality), p->municipality))
        DIAG2(d, ((place){f->documents[0].path, 1, 1}), DIAG_PACK_MUNICIPALITY, intern_text(f->names, f->municipality),
              p->municipality);
    if (moment_last(options->as_of) < moment_first(options->period.from))
        DIAG0(d, (place){0}, DIAG_AUDIT_AS_OF);
    return d->errors == errors;
}

audit *audit_run(const pack *p, const facts *f, const audit_options *options, diags *d)
{
    if (!check_input(p, f, options, d))
        return NULL;
    audit *au = mem_alloc(sizeof *au);
    au->a = arena_new();
    au->options = *options;
    if (moment_last(options->as_of) < moment_last(options->period.to)) /* what is to come cannot be audited */
        au->options.period.to = options->as_of;
    au->result = (audit_result){.pack = p,
                                .facts = f,
                                .period = au->options.period,
                                .as_of = options->as_of,
                                .engine_version = JUNSHU_VERSION,
                                .result = RESULT_NOT_APPLICABLE};
    evaluation ev = {.pack = p, .facts = f, .options = &au->options, .a = au->a};
    ev.asked = mem_alloc(f->model->type_count * sizeof *ev.asked);
    ev.join_capacity = count_checks(p);
    ev.joins = mem_alloc(ev.join_capacity * sizeof(join_index *));
    leave_out_later(&ev, d);
    run_rules(au, &ev);
    judge_clauses(&au->result, au->a);
    joins_free(&ev);
    free_later(&ev);
    lua_rules_free(&ev);
    mem_free(ev.joins);
    mem_free(ev.asked);
    return au;
}

const audit_result *audit_get_result(const audit *au)
{
    return &au->result;
}

void audit_free(audit *au)
{
    if (au == NULL)
        return;
    arena_free(au->a);
    mem_free(au);
}

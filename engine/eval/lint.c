/* Lint of a pack: clauses and digests, what nothing uses, what has no test, what has no English. */
#include "eval/lint.h"

#include "eval/coverage_ledger.h"
#include "eval/lint_walk.h"
#include "eval/lua_check.h"
#include "eval/rule_tests.h"

#include "base/mem.h"

typedef struct linter {
    arena *a;
    const pack *pack;
    diags *diags;
} linter;

/* ---- clauses ---- */

static str print_clause(linter *l, clause_address address)
{
    buffer b = {0};
    clause_print(&b, address);
    return buffer_keep(&b, l->a);
}

static bool regulation_has(const regulation *regulation, clause_address address)
{
    for (size_t i = 0; i < regulation->count; i++)
        if (regulation_find(&regulation->versions[i], address) != NULL)
            return true;
    return false;
}

static void lint_digest(linter *l, const rule *r)
{
    const clause *c = rule_clause(l->pack, r);
    str address = print_clause(l, r->clause);
    if (c == NULL)
        DIAG2(l->diags, r->at, DIAG_LINT_CLAUSE, r->id, address);
    else if (r->digest.length == 0)
        DIAG3(l->diags, r->at, DIAG_LINT_NO_DIGEST, r->id, address, str_of(c->digest));
    else if (!str_is(r->digest, c->digest))
        DIAG3(l->diags, r->at, DIAG_LINT_STALE, r->id, address, str_of(c->digest));
}

static void lint_ledger(linter *l)
{
    const pack *p = l->pack;
    for (size_t i = 0; i < p->ledger_count; i++) {
        const ledger_entry *entry = &p->ledger[i];
        str address = print_clause(l, entry->clause);
        if (!regulation_has(p->regulation, entry->clause))
            DIAG1(l->diags, entry->at, DIAG_LINT_LEDGER_CLAUSE, address);
        for (size_t k = 0; k < i; k++)
            if (clause_equal(p->ledger[k].clause, entry->clause))
                DIAG1(l->diags, entry->at, DIAG_LINT_LEDGER_DUPLICATE, address);
    }
}

/* A reason that the words do not bear is wrong beside rules too. */
static void lint_reason(linter *l, const coverage_line *line)
{
    static const enum diag_id misfits[] = {
        [REASON_DEFINITION] = DIAG_LINT_REASON_DEFINITION,
        [REASON_POWER] = DIAG_LINT_REASON_POWER,
        [REASON_RECITAL] = DIAG_LINT_REASON_RECITAL,
        [REASON_ENFORCEMENT] = DIAG_LINT_REASON_ENFORCEMENT,
    };
    const ledger_entry *entry = line->entry;
    if (entry != NULL && entry->reason != REASON_ADEQUACY && !line->is_excused)
        DIAG1(l->diags, entry->at, misfits[entry->reason], line->clause->id);
}

static void lint_coverage(linter *l)
{
    const coverage_ledger *ledger = coverage_ledger_build(l->a, l->pack);
    place at = {ledger->version->path, 0, 0};
    for (size_t i = 0; i < ledger->count; i++) {
        const coverage_line *line = &ledger->lines[i];
        lint_reason(l, line);
        if (coverage_status_of(line) == COVERAGE_MISSING)
            DIAG1(l->diags, at, DIAG_LINT_UNCOVERED, line->clause->id);
    }
}

/* ---- what nothing uses ---- */

static void lint_unused(linter *l)
{
    const pack *p = l->pack;
    for (size_t i = 0; i < p->parameter_count; i++)
        if (p->parameters[i].use_count == 0)
            DIAG2(l->diags, p->parameters[i].at, DIAG_LINT_UNUSED, STR("parameter"), p->parameters[i].name);
    for (size_t i = 0; i < p->definition_count; i++)
        if (p->definitions[i].use_count == 0)
            DIAG2(l->diags, p->definitions[i].at, DIAG_LINT_UNUSED, STR("define"), p->definitions[i].name);
    for (size_t i = 0; i < pattern_sets_count(p->patterns); i++) {
        const pattern_set *set = pattern_set_at(p->patterns, i);
        if (!lint_uses_set(p, set))
            DIAG2(l->diags, pattern_set_place(set), DIAG_LINT_UNUSED, STR("set"), pattern_set_name(set));
    }
}

/* ---- tests ---- */

static unsigned bit_of(enum result result)
{
    return 1U << (unsigned)result;
}

/* The results that some test expects of each rule, as bits; 0: no test. NULL where a test file cannot be read: what is
   untested is then not known. */
static unsigned *collect_expected(linter *l)
{
    unsigned *expected = ARENA_ARRAY(l->a, unsigned, l->pack->rule_count + 1);
    size_t errors = l->diags->errors;
    for (size_t i = 0; i < l->pack->test_count; i++) {
        const test_file *file = test_file_read(l->a, l->pack, l->pack->tests[i], l->diags);
        for (size_t t = 0; file != NULL && t < file->test_count; t++)
            for (size_t k = 0; k < file->tests[t].expectation_count; k++) {
                const expectation *x = &file->tests[t].expectations[k];
                expected[x->rule - l->pack->rules] |= bit_of(x->result);
            }
    }
    return l->diags->errors == errors ? expected : NULL;
}

static enum result result_when_false(const rule *r)
{
    return lint_can_be_false(r->check) ? result_otherwise(r->otherwise) : RESULT_REVIEW;
}

static void lint_tests_of(linter *l, const rule *r, unsigned expected)
{
    if (expected == 0) {
        DIAG1(l->diags, r->at, DIAG_LINT_UNTESTED, r->id);
        return;
    }
    unsigned wanted = bit_of(RESULT_PASS) | bit_of(RESULT_UNKNOWN) | bit_of(result_when_false(r));
    if (r->subject != NULL)
        wanted |= bit_of(RESULT_NOT_APPLICABLE);
    for (int i = 0; i < RESULT_COUNT; i++)
        if ((wanted & ~expected & bit_of((enum result)i)) != 0)
            DIAG2(l->diags, r->at, DIAG_LINT_UNTESTED_RESULT, r->id, str_of(result_name((enum result)i)));
}

/* ---- English ---- */

static void want_english(linter *l, place at, str kind, str name, str english, str what)
{
    if (english.length == 0)
        DIAG3(l->diags, at, DIAG_LINT_NO_ENGLISH, kind, name, what);
}

static void want_english_template(linter *l, const rule *r, const templates *t, str what)
{
    if (t->ja.count > 0 && t->en.count == 0)
        DIAG3(l->diags, r->at, DIAG_LINT_NO_ENGLISH, STR("rule"), r->id, what);
}

static void want_english_check(void *context, const check *c)
{
    linter *l = context;
    if (c->name.ja.length > 0)
        want_english(l, c->at, str_of(check_kind_name(c->kind)), c->name.ja, c->name.en, STR("name"));
    for (size_t i = 0; i < c->step_count; i++)
        if (c->steps[i].name.ja.length > 0)
            want_english(l, c->at, STR("step"), c->steps[i].name.ja, c->steps[i].name.en, STR("name"));
}

static void lint_picture_english(linter *l)
{
    for (size_t i = 0; i < l->pack->picture_count; i++) {
        const picture_plan *plan = &l->pack->pictures[i];
        const picture_def *p = &plan->def;
        want_english(l, plan->at, STR("picture"), p->id, p->title.en, STR("title"));
        if (p->note.ja.length > 0)
            want_english(l, plan->at, STR("picture"), p->id, p->note.en, STR("note"));
        for (size_t k = 0; k < p->kind_count; k++)
            want_english(l, plan->at, STR("picture"), p->kinds[k].name.ja, p->kinds[k].name.en, STR("name"));
        for (size_t k = 0; k < plan->rows_count; k++)
            if (plan->rows[k].name.ja.length > 0)
                want_english(l, plan->rows[k].each->at, STR("row"), plan->rows[k].name.ja, plan->rows[k].name.en,
                             STR("name"));
    }
}

static void lint_english(linter *l)
{
    const pack *p = l->pack;
    want_english(l, (place){p->path, 0, 0}, STR("pack"), p->id, p->title.en, STR("title"));
    for (size_t i = 0; i < p->parameter_count; i++)
        want_english(l, p->parameters[i].at, STR("parameter"), p->parameters[i].name, p->parameters[i].title.en,
                     STR("title"));
    for (size_t i = 0; i < p->bearer_count; i++)
        want_english(l, (place){p->path, 0, 0}, STR("bearer"), p->bearers[i].id, p->bearers[i].title.en, STR("title"));
    for (size_t i = 0; i < p->ledger_count; i++)
        want_english(l, p->ledger[i].at, STR("entry"), print_clause(l, p->ledger[i].clause), p->ledger[i].note.en,
                     STR("note"));
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        want_english(l, r->at, STR("rule"), r->id, r->title.en, STR("title"));
        want_english_template(l, r, &r->finding, STR("finding"));
        want_english_template(l, r, &r->remedy, STR("remedy"));
    }
    lint_walk_checks(p, want_english_check, l);
    lint_picture_english(l);
}

/* ---- all ---- */

void lint_pack(const pack *p, diags *d)
{
    linter l = {.a = arena_new(), .pack = p, .diags = d};
    for (size_t i = 0; i < p->rule_count; i++)
        lint_digest(&l, &p->rules[i]);
    lint_ledger(&l);
    lint_coverage(&l);
    lint_conditions(p, d);
    lint_unused(&l);
    lua_lint_pack(p, d);
    const unsigned *expected = collect_expected(&l);
    for (size_t i = 0; i < p->rule_count && expected != NULL; i++)
        lint_tests_of(&l, &p->rules[i], expected[i]);
    lint_english(&l);
    diags_sort(d);
    arena_free(l.a);
}

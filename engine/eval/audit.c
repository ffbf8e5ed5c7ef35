/* Runs all rules of a pack over facts and draws the clauses together. */
#include "eval/evaluation.h"

#include "base/mem.h"
#include "base/parallel.h"
#include "result/comparison.h"

struct audit {
    const pack *pack;
    arena *arenas[PARALLEL_MAX_THREADS]; /* one a thread; the first also has what the calling thread makes */
    unsigned threads;
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

static void judge_clause(const audit *au, const clause *c, clause_result *out)
{
    const audit_result *result = &au->result;
    *out = (clause_result){.clause = c, .result = RESULT_NOT_APPLICABLE, .entry = find_entry(au->pack, c->address)};
    out->rules = ARENA_ARRAY(au->arenas[0], const rule_result *, result->rule_count);
    for (size_t i = 0; i < result->rule_count; i++) {
        const rule_result *r = &result->rules[i];
        if (!clause_equal(r->rule->clause, c->address))
            continue;
        out->rules[out->rule_count++] = r;
        out->result = result_combine(out->result, r->result);
    }
    out->is_decided = out->rule_count > 0;
}

static void judge_clauses(audit *au)
{
    audit_result *result = &au->result;
    const regulation_version *v = regulation_at(au->pack->regulation, result->as_of);
    if (v == NULL)
        v = regulation_latest(au->pack->regulation);
    result->clauses = ARENA_ARRAY(au->arenas[0], clause_result, v->clause_count);
    for (size_t i = 0; i < v->clause_count; i++) {
        clause_result *c = &result->clauses[result->clause_count++];
        judge_clause(au, &v->clauses[i], c);
        if (c->is_decided)
            result->clause_counts[c->result]++;
    }
}

/* ---- parts of rules, on several threads ---- */

/* So many subjects are worth a task of their own. The parts do not depend on the number of threads, nor does what comes
   of them. */
enum { PART_ROWS = 16384, LONG_WORK = 60000 };

/* All rules over one block of rows of a long table, or one rule over a short one. */
typedef struct task {
    const record_type *type; /* NULL: one rule */
    size_t rule, block;
} task;

typedef struct job {
    audit *audit;
    evaluation *workers; /* one a thread */
    rule_part *parts;    /* in the order of the rules, then of the rows */
    size_t count, capacity;
    size_t *first_parts; /* by rule */
    task *tasks;
    size_t task_count, task_capacity;
} job;

static void add_part(job *j, const rule *r, uint32_t first, uint32_t end)
{
    ARRAY_PUSH(j->parts, j->count, j->capacity) = (rule_part){.rule = r, .first = first, .end = end};
}

static void plan_parts(job *j, const rule *r, const facts *f)
{
    uint32_t rows = r->subject != NULL ? facts_table(f, r->subject)->row_count : 0;
    uint32_t first = 0;
    for (; rows - first > PART_ROWS; first += PART_ROWS)
        add_part(j, r, first, first + PART_ROWS);
    add_part(j, r, first, rows);
}

/* Rules over short tables may walk long ones: they come first, while there is other work for the other threads. */
static void plan_tasks(job *j, const pack *p, const facts *f)
{
    j->first_parts = mem_alloc(p->rule_count * sizeof *j->first_parts);
    for (size_t i = 0; i < p->rule_count; i++) {
        j->first_parts[i] = j->count;
        plan_parts(j, &p->rules[i], f);
        if (j->count - j->first_parts[i] == 1)
            ARRAY_PUSH(j->tasks, j->task_count, j->task_capacity) = (task){.rule = i};
    }
    for (size_t i = 0; i < f->model->type_count; i++)
        for (size_t block = 0; f->tables[i].row_count > PART_ROWS && block * PART_ROWS < f->tables[i].row_count;
             block++)
            ARRAY_PUSH(j->tasks, j->task_count, j->task_capacity) = (task){.type = f->tables[i].type, .block = block};
}

static void run_part(job *j, unsigned worker, rule_part *part)
{
    double begin = profile_clock();
    judge_part(&j->workers[worker], part);
    part->seconds = profile_clock() - begin;
    progress_add(j->audit->options.progress, 1);
}

static void run_task(void *context, unsigned worker, size_t number)
{
    job *j = context;
    const task *t = &j->tasks[number];
    const pack *p = j->audit->pack;
    if (t->type == NULL)
        run_part(j, worker, &j->parts[j->first_parts[t->rule]]);
    for (size_t i = 0; t->type != NULL && i < p->rule_count; i++)
        if (p->rules[i].subject == t->type)
            run_part(j, worker, &j->parts[j->first_parts[i] + t->block]);
}

static void add_rule(profile *p, const rule_part *parts, size_t count)
{
    profile_row row = {.stage = PROFILE_RULE, .name = parts[0].rule->id};
    for (size_t i = 0; i < count; i++) {
        row.seconds += parts[i].seconds;
        row.items += parts[i].population;
        row.candidates += parts[i].candidates;
    }
    profile_add(p, row);
}

static void finish_rules(job *j)
{
    audit_result *result = &j->audit->result;
    result->rules = ARENA_ARRAY(j->audit->arenas[0], rule_result, j->audit->pack->rule_count);
    for (size_t first = 0, end; first < j->count; first = end) {
        for (end = first + 1; end < j->count && j->parts[end].rule == j->parts[first].rule;)
            end++;
        rule_result *r = &result->rules[result->rule_count++];
        add_rule(j->audit->options.profile, &j->parts[first], end - first);
        finish_rule(&j->workers[0], j->parts[first].rule, &j->parts[first], end - first, r);
        result->rule_counts[r->result]++;
        result->result = result_combine(result->result, r->result);
    }
}

/* ---- the audit ---- */

static bool is_long(const evaluation *shared)
{
    uint64_t records = 0;
    for (size_t i = 0; i < shared->facts->document_count; i++)
        records += shared->facts->documents[i].records;
    return records > LONG_WORK;
}

static void run_rules(audit *au, const evaluation *shared)
{
    job j = {.audit = au, .workers = mem_alloc(PARALLEL_MAX_THREADS * sizeof *j.workers)};
    plan_tasks(&j, shared->pack, shared->facts);
    au->threads = parallel_threads(au->options.threads, j.task_count);
    for (unsigned i = 0; i < au->threads; i++) {
        au->arenas[i] = i > 0 ? arena_new() : au->arenas[0];
        j.workers[i] = begin_evaluation(shared, au->arenas[i]);
    }
    progress_begin(au->options.progress, PROGRESS_JUDGING, is_long(shared) ? j.count : 0);
    if (!parallel_run(au->threads, j.task_count, run_task, &j))
        mem_raise();
    progress_end(au->options.progress);
    finish_rules(&j);
    for (unsigned i = 0; i < au->threads; i++)
        end_evaluation(&j.workers[i]);
    mem_free(j.parts);
    mem_free(j.first_parts);
    mem_free(j.tasks);
    mem_free(j.workers);
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
    au->pack = p;
    au->arenas[0] = arena_new();
    au->threads = 1;
    au->options = *options;
    if (moment_last(options->as_of) < moment_last(options->period.to)) /* what is to come cannot be audited */
        au->options.period.to = options->as_of;
    au->result = (audit_result){.pack = describe_pack(au->arenas[0], p, &au->options),
                                .facts = describe_facts(au->arenas[0], f),
                                .period = au->options.period,
                                .as_of = options->as_of,
                                .made = options->made,
                                .engine_version = JUNSHU_VERSION,
                                .result = RESULT_NOT_APPLICABLE};
    if (options->previous != NULL && !comparison_is_possible(&au->result, options->previous, d)) {
        audit_free(au);
        return NULL;
    }
    evaluation shared = share_evaluation(p, f, &au->options, d);
    run_rules(au, &shared);
    find_strays(&shared, au->arenas[0], &au->result);
    judge_clauses(au);
    double begin = profile_clock();
    if (!au->options.without_pictures)
        draw_pictures(&shared, au->arenas[0], &au->result);
    profile_add(options->profile, (profile_row){.stage = PROFILE_PICTURES, .seconds = profile_clock() - begin});
    if (options->previous != NULL)
        compare_results(&shared, au->arenas[0], &au->result, options->previous);
    end_sharing(&shared);
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
    for (unsigned i = 0; i < au->threads; i++)
        arena_free(au->arenas[i]);
    mem_free(au);
}

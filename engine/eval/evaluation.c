/* Beginning and ending evaluations: what the threads of an audit share, and what each has of its own. */
#include "eval/evaluation.h"

#include "base/mem.h"
#include "eval/alike_candidates.h"
#include "eval/alike_rows.h"

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

evaluation share_evaluation(const pack *p, const facts *f, const audit_options *options, diags *d)
{
    evaluation shared = {.pack = p,
                         .facts = f,
                         .options = options,
                         .folds = folds_new(f->names),
                         .join_set = join_set_new(),
                         .check_count = count_checks(p),
                         .candidates = CANDIDATE_LIMIT};
    leave_out_later(&shared, d);
    find_epochs(&shared);
    return shared;
}

void end_sharing(evaluation *shared)
{
    join_set_free(shared->join_set);
    folds_free(shared->folds);
    free_later(shared);
    mem_free(shared->changes);
}

evaluation begin_evaluation(const evaluation *shared, arena *a)
{
    evaluation ev = *shared;
    ev.a = a;
    ev.asked = mem_alloc(ev.facts->model->type_count * sizeof *ev.asked);
    ev.joins = mem_alloc(ev.check_count * sizeof(join_index *));
    ev.memos = mem_alloc(ev.check_count * sizeof *ev.memos);
    return ev;
}

void end_evaluation(evaluation *ev)
{
    memos_free(ev);
    alike_rows_free(ev);
    alike_candidates_free(ev);
    lua_rules_free(ev);
    for (size_t i = 0; i < ev->facts->model->type_count; i++)
        spans_free(&ev->asked[i].gaps);
    mem_free(ev->joins);
    mem_free(ev->asked);
}

void set_fault(evaluation *ev, label why)
{
    if (!has_fault(ev))
        ev->fault = why;
}

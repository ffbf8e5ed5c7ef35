/* Arranges a result for readers. Nothing is decided here: it only counts, groups and sorts. */
#include "report/report_view.h"

const clause *view_clause(const audit_result *result, clause_address address)
{
    for (size_t i = 0; i < result->clause_count; i++)
        if (clause_equal(result->clauses[i].clause->address, address))
            return result->clauses[i].clause;
    return NULL;
}

bool same_article(clause_address a, clause_address b)
{
    if (a.supplementary > 0 || b.supplementary > 0)
        return a.supplementary > 0 && b.supplementary > 0;
    return a.article == b.article && a.branch == b.branch;
}

static void add_article(report_view *v, const clause_result *c)
{
    article_row *row = v->article_count > 0 ? &v->articles[v->article_count - 1] : NULL;
    if (row == NULL || !same_article(row->address, c->clause->address)) {
        row = &v->articles[v->article_count++];
        row->address = (clause_address){.article = c->clause->address.article, .branch = c->clause->address.branch};
        row->address.supplementary = c->clause->address.supplementary > 0;
        row->caption = c->clause->caption;
    }
    row->clauses++;
    row->undecided += !c->is_decided;
}

static void count_rules(article_row *row, const audit_result *result)
{
    for (size_t i = 0; i < result->rule_count; i++) {
        const rule_result *r = &result->rules[i];
        if (!same_article(row->address, r->rule->clause))
            continue;
        row->result = row->rules > 0 ? result_combine(row->result, r->result) : r->result;
        row->rules++;
        row->counts[r->result]++;
    }
}

static void count_earlier_rules(article_row *row, const comparison *c)
{
    for (size_t i = 0; c != NULL && i < c->rule_count; i++)
        if (same_article(row->address, c->rules[i].clause))
            row->before[c->rules[i].result]++;
}

static void arrange_articles(report_view *v)
{
    v->articles = ARENA_ARRAY(v->a, article_row, v->result->clause_count + 1);
    for (size_t i = 0; i < v->result->clause_count; i++)
        add_article(v, &v->result->clauses[i]);
    for (size_t i = 0; i < v->article_count; i++) {
        count_rules(&v->articles[i], v->result);
        count_earlier_rules(&v->articles[i], v->result->comparison);
    }
}

static void add_group(report_view *v, result_section *s, const rule_result *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->finding_count; i++)
        count += r->findings[i]->result == s->result;
    if (count == 0 && r->result != s->result)
        return;
    rule_group *g = &s->groups[s->group_count++];
    g->rule = r;
    g->findings = ARENA_ARRAY(v->a, const finding *, count + 1);
    for (size_t i = 0; i < r->finding_count; i++)
        if (r->findings[i]->result == s->result)
            g->findings[g->count++] = r->findings[i];
    s->finding_count += count;
}

static void arrange_section(report_view *v, enum result result)
{
    result_section *s = &v->sections[result];
    s->result = result;
    s->groups = ARENA_ARRAY(v->a, rule_group, v->result->rule_count + 1);
    for (int severity = RULE_HIGH; severity <= RULE_LOW; severity++)
        for (size_t i = 0; i < v->result->rule_count; i++)
            if (v->result->rules[i].rule->severity == (enum rule_severity)severity)
                add_group(v, s, &v->result->rules[i]);
}

static lack *find_lack(report_view *v, const needed_list *n)
{
    for (size_t i = 0; i < v->lack_count; i++) {
        const needed_list *other = v->lacks[i].list;
        if (str_equal(other->type, n->type) && str_equal(other->gaps.ja, n->gaps.ja) && other->present == n->present)
            return &v->lacks[i];
    }
    return NULL;
}

static void add_lack(report_view *v, const needed_list *n, const rule_result *r)
{
    lack *l = find_lack(v, n);
    if (l == NULL) {
        const record_kind *type = result_find_type(v->result, n->type);
        l = &v->lacks[v->lack_count++];
        l->list = n;
        l->source = type != NULL ? type->source : (str){0};
        l->rules = ARENA_ARRAY(v->a, const rule_result *, v->result->rule_count);
    }
    if (l->rule_count == 0 || l->rules[l->rule_count - 1] != r)
        l->rules[l->rule_count++] = r;
}

static void arrange_lacks(report_view *v)
{
    size_t most = 0;
    for (size_t i = 0; i < v->result->rule_count; i++)
        most += v->result->rules[i].needed_count;
    v->lacks = ARENA_ARRAY(v->a, lack, most + 1);
    for (size_t i = 0; i < v->result->rule_count; i++) {
        const rule_result *r = &v->result->rules[i];
        for (size_t k = 0; k < r->needed_count; k++)
            if (!r->needed[k].present || !r->needed[k].complete)
                add_lack(v, &r->needed[k], r);
    }
}

static bearer_tasks *find_bearer(report_view *v, const bearer *b)
{
    for (size_t i = 0; i < v->bearer_count; i++)
        if (v->bearers[i].bearer == b)
            return &v->bearers[i];
    bearer_tasks *tasks = &v->bearers[v->bearer_count++];
    tasks->bearer = b;
    tasks->tasks = ARENA_ARRAY(v->a, task, v->result->rule_count * RESULT_COUNT);
    return tasks;
}

static void arrange_tasks(report_view *v)
{
    static const enum result to_act_on[] = {RESULT_FAIL, RESULT_UNKNOWN, RESULT_REVIEW, RESULT_NOTICE};
    v->bearers = ARENA_ARRAY(v->a, bearer_tasks, v->result->rule_count + 1);
    for (size_t i = 0; i < sizeof to_act_on / sizeof to_act_on[0]; i++) {
        const result_section *s = &v->sections[to_act_on[i]];
        for (size_t k = 0; k < s->group_count; k++) {
            bearer_tasks *tasks = find_bearer(v, s->groups[k].rule->rule->bearer);
            tasks->tasks[tasks->count++] = (task){&s->groups[k], s->result};
        }
    }
}

const report_view *view_new(arena *a, const audit_result *result)
{
    report_view *v = ARENA_NEW(a, report_view);
    v->a = a;
    v->result = result;
    arrange_articles(v);
    for (int r = 0; r < RESULT_COUNT; r++)
        arrange_section(v, (enum result)r);
    arrange_lacks(v);
    arrange_tasks(v);
    for (size_t i = 0; i < result->rule_count; i++)
        v->audits_itself = v->audits_itself || result->rules[i].audits_itself;
    return v;
}

static bool matters_more(const rule_group *a, const rule_group *b)
{
    if (a->rule->rule->severity != b->rule->rule->severity)
        return a->rule->rule->severity < b->rule->rule->severity;
    return a->count > b->count;
}

/* Returns the group that matters most of those that `last` matters more than, the earlier of two alike. */
static rule_group *next_that_matters(const result_section *s, const rule_group *last)
{
    rule_group *found = NULL;
    for (size_t i = 0; i < s->group_count; i++) {
        rule_group *g = &s->groups[i];
        bool is_after = last == NULL || matters_more(last, g) || (!matters_more(g, last) && g > last);
        if (is_after && (found == NULL || matters_more(g, found)))
            found = g;
    }
    return found;
}

size_t view_main(const report_view *v, task *out, size_t most)
{
    size_t count = 0;
    for (int r = RESULT_ERROR; r > RESULT_PASS; r--) {
        const result_section *s = &v->sections[r];
        const rule_group *g = NULL;
        while (count < most && (g = next_that_matters(s, g)) != NULL)
            out[count++] = (task){g, (enum result)r};
    }
    return count;
}

const rule_group *next_in_article(const result_section *s, const rule_group *g)
{
    for (const rule_group *next = g + 1; next < s->groups + s->group_count; next++)
        if (same_article(next->rule->rule->clause, g->rule->rule->clause))
            return next;
    return NULL;
}

label group_remedy(const rule_group *g)
{
    for (size_t i = 1; i < g->count; i++)
        if (!str_equal(g->findings[i]->remedy.ja, g->findings[0]->remedy.ja))
            return (label){0};
    return g->count > 0 ? g->findings[0]->remedy : (label){0};
}

bool group_is_open(const rule_group *g)
{
    return g->count > 0 && g->findings[0]->is_open;
}

bool remedy_is_due(enum result r)
{
    return r != RESULT_UNKNOWN && r != RESULT_ERROR;
}

static enum word task_word(enum result r)
{
    switch (r) {
    case RESULT_FAIL:
        return WORD_TASK_FAIL;
    case RESULT_REVIEW:
        return WORD_TASK_REVIEW;
    case RESULT_NOTICE:
        return WORD_TASK_NOTICE;
    case RESULT_UNKNOWN:
    case RESULT_PASS:
    case RESULT_NOT_APPLICABLE:
    case RESULT_ERROR:
    case RESULT_COUNT:
        break;
    }
    return WORD_TASK_UNKNOWN;
}

str task_text(const task *t, enum language language)
{
    label remedy = group_remedy(t->group);
    if (remedy_is_due(t->result) && !group_is_open(t->group) && remedy.ja.length > 0)
        return label_text(remedy, language);
    return word_text(task_word(t->result), language);
}

size_t full_findings(enum result r)
{
    enum { DECIDED = 30, UNDECIDED = 3 };
    return r == RESULT_UNKNOWN ? UNDECIDED : DECIDED;
}

static bool has_reason(const explanation *why, enum truth truth)
{
    if (why->truth == truth && why->name.ja.length > 0)
        return true;
    for (size_t i = 0; i < why->child_count; i++)
        if (has_reason(why->children[i], truth))
            return true;
    return false;
}

void visit_reasons(const explanation *why, enum truth truth, void (*visit)(void *, const explanation *), void *context)
{
    if (why == NULL || why->truth != truth)
        return;
    bool has_deeper = false;
    for (size_t i = 0; i < why->child_count; i++)
        if (why->children[i]->truth == truth && has_reason(why->children[i], truth)) {
            visit_reasons(why->children[i], truth, visit, context);
            has_deeper = true;
        }
    if (!has_deeper && why->name.ja.length > 0)
        visit(context, why);
}

bool condition_is_bare(const explanation *why)
{
    return why->name.ja.length == 0 && why->record == NULL && why->detail.ja.length == 0 && why->source.length == 0;
}

bool condition_is_shown(const explanation *why)
{
    return why->truth != TRUTH_TRUE || why->name.ja.length > 0 || why->record != NULL || condition_is_bare(why);
}

bool condition_is_open(const explanation *why)
{
    return why->truth != TRUTH_TRUE || why->is_against || why->record != NULL || condition_is_bare(why);
}

enum word tag_of(const finding *f, label *was)
{
    *was = result_title(f->was);
    if (f->was == RESULT_NOT_APPLICABLE)
        return WORD_TAG_NEW;
    return f->was == f->result ? WORD_TAG_REMAINS : WORD_TAG_WAS;
}

enum word absence_title(enum absence a)
{
    static const enum word titles[] = {[ABSENCE_RESOLVED] = WORD_RESOLVED,
                                       [ABSENCE_NOT_JUDGED] = WORD_NOT_JUDGED,
                                       [ABSENCE_RULE_OPEN] = WORD_RULE_OPEN,
                                       [ABSENCE_RULE_GONE] = WORD_RULE_GONE};
    return titles[a];
}

enum word absence_meaning(enum absence a)
{
    static const enum word meanings[] = {[ABSENCE_RESOLVED] = WORD_RESOLVED_MEANS,
                                         [ABSENCE_NOT_JUDGED] = WORD_NOT_JUDGED_MEANS,
                                         [ABSENCE_RULE_OPEN] = WORD_RULE_OPEN_MEANS,
                                         [ABSENCE_RULE_GONE] = WORD_RULE_GONE_MEANS};
    return meanings[a];
}

enum word word_of_subjects(const rule_result *r, enum result result)
{
    return r->counts[result] > 0 ? WORD_SUBJECTS_OF : WORD_SUBJECTS_ALL;
}

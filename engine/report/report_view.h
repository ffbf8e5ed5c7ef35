/* A result arranged for readers: by article, by result, by who must act. Shared by the formats that people read. */
#ifndef JUNSHU_REPORT_VIEW_H
#define JUNSHU_REPORT_VIEW_H

#include "report/report_words.h"

/* What one article's rules came to; the supplementary provisions share one row. */
typedef struct article_row {
    clause_address address; /* paragraph and item 0; supplementary 1 for the row of all of them */
    str caption;
    size_t clauses, undecided; /* provisions, and those without rules */
    size_t rules;
    uint64_t counts[RESULT_COUNT]; /* rules by result */
    enum result result;            /* combined; only where there are rules */
    uint64_t before[RESULT_COUNT]; /* rules of the earlier audit, where there is one */
} article_row;

/* The findings of one rule that came out the same way. */
typedef struct rule_group {
    const rule_result *rule;
    const finding **findings;
    size_t count;
} rule_group;

/* Everything that came out one way: rules by severity, then in the order of the pack. A rule whose own result it is
   stands here even without a finding. */
typedef struct result_section {
    enum result result;
    rule_group *groups;
    size_t group_count;
    uint64_t finding_count;
} result_section;

/* A list that was not submitted or is not complete, once for each stretch that is missing. */
typedef struct lack {
    const needed_list *list;
    str source; /* where such data usually comes from */
    const rule_result **rules;
    size_t rule_count;
} lack;

/* What somebody who bears rules has to act on. */
typedef struct task {
    const rule_group *group;
    enum result result;
} task;

typedef struct bearer_tasks {
    const bearer *bearer;
    task *tasks;
    size_t count;
} bearer_tasks;

typedef struct report_view {
    arena *a;
    const audit_result *result;
    article_row *articles;
    size_t article_count;
    result_section sections[RESULT_COUNT];
    lack *lacks;
    size_t lack_count;
    bearer_tasks *bearers;
    size_t bearer_count;
    bool audits_itself; /* some rule does */
} report_view;

/* The view lives in the arena. */
const report_view *view_new(arena *a, const audit_result *result);

/* Returns whether both are in one article; the supplementary provisions count as one. */
bool same_article(clause_address a, clause_address b);
/* Stores, gravest results first, then by severity and by count, what matters most. Returns how many were stored. */
size_t view_main(const report_view *v, task *out, size_t most);
/* Returns the next group of the section about the same article, or NULL. */
const rule_group *next_in_article(const result_section *s, const rule_group *g);
/* Returns what the finding is since the earlier audit, where there is one; `*was` is what it was. */
enum word tag_of(const finding *f, label *was);
/* The words for why an earlier finding is none now, and what they mean. */
enum word absence_title(enum absence a);
enum word absence_meaning(enum absence a);
/* Returns the clause as the audit has it, or NULL. */
const clause *view_clause(const audit_result *result, clause_address address);
/* Returns the remedy that all findings of the group share, or an empty label. */
label group_remedy(const rule_group *g);
/* Returns whether the group's findings leave open whether the rule is met. */
bool group_is_open(const rule_group *g);
/* Returns whether the rule's remedy is due: where nothing could be decided, it is the records that are wanting. */
bool remedy_is_due(enum result r);
/* What is to be done: the remedy where it is due, otherwise what its result calls for. */
str task_text(const task *t, enum language language);
/* How a rule's subjects are counted: where the result is of none of them (an error, a stale rule), all together. */
enum word word_of_subjects(const rule_result *r, enum result result);
/* Returns how many findings of one rule are shown in full: those that could not be decided are much alike. */
size_t full_findings(enum result r);
/* Calls `visit` for the checks of the tree that came out so and have no part that did: the reasons. */
void visit_reasons(const explanation *why, enum truth truth, void (*visit)(void *, const explanation *), void *context);

/* How much of a condition readers are shown; the JSON has all of it. A group without words of its own is not shown, but
   its parts are; nor is a part without a name that was met. What was met is not taken apart further, except where it
   should not have been. */
bool condition_is_bare(const explanation *why);
bool condition_is_shown(const explanation *why);
bool condition_is_open(const explanation *why);

#endif

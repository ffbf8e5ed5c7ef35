/* What the tests of expressions share: a model with every type of field, variables of every type, and expressions that
   are read, checked and evaluated over loaded facts. */
#ifndef JUNSHU_TEST_EXPRESSIONS_H
#define JUNSHU_TEST_EXPRESSIONS_H

#include "loading.h"

#include "eval/evaluation.h"

/* Things and units, logs of units (scoped by unit), and settings: what the variables stand for. */
extern const fact_model *expression_model;

/* Group fixtures: a scratch directory, the model, the pattern sets. */
int start_expressions(void **state);
int end_expressions(void **state);

/* An audit of 2024-04-01/2025-03-31 as of 2025-04-30, with parameters and aliases. */
typedef struct workbench {
    facts *facts;
    pack pack;
    audit_options options;
    evaluation ev;
    scope scope; /* a b c: things, place: a unit, at over len yes count word hue: a value of each other type */
    frame frame;
    arena *a; /* of the expressions */
} workbench;

/* Loads facts that have no faults, given as the lists of a document. */
void open_workbench(workbench *w, const char *lists);
void close_workbench(workbench *w);
/* Lets the variables stand for what the setting of that id says; what it leaves out is unknown. */
void choose_setting(workbench *w, const char *id);

/* Reads and checks an expression. Returns NULL where it has faults. */
expr *read_expression_text(workbench *w, const char *text, diags *d);
/* Appends the value: a truth, missing, fault, or the kind and the value. */
void print_evaluated(buffer *b, workbench *w, const expr *e);
/* Fails unless the expression has that value. */
void expect_evaluated(workbench *w, const char *text, const char *expected);

#endif

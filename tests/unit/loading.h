/* What the tests of loading share: a small model, loading documents, and facts as text. */
#ifndef JUNSHU_TEST_LOADING_H
#define JUNSHU_TEST_LOADING_H

#include "support.h"

#include "facts/loader.h"

/* Rooms, entries of rooms (scoped by room), memos with a required and remarks with an optional text. Read by
   start_loading. */
extern const fact_model *small_model;

/* Group fixtures: a scratch directory, and the small model. */
int start_loading(void **state);
int end_loading(void **state);

#define FACTS_BEGIN "<facts xmlns='urn:junshu:facts:1' municipality='352063'>\n"
#define FACTS_END "</facts>\n"
#define PATHS(...) (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)

/* Reads a model that has no faults. */
const fact_model *read_good_model(arena *a, const char *path);
/* Initialises the diagnostics, and loads. */
facts *load_facts(const fact_model *m, const char *const *paths, size_t count, unsigned threads, diags *d);
/* Loads documents that have no faults. */
facts *load_good_facts(const fact_model *m, const char *const *paths, size_t count);

/* Appends one line for each record or list. */
void print_table(buffer *b, const facts *f, const table *t);
void print_tables(buffer *b, const facts *f);
void print_lists(buffer *b, const facts *f);
/* Appends all that is known of the facts. */
void print_facts(buffer *b, const facts *f);

/* Reads a period that is one. */
period good_period(const char *text);

#endif

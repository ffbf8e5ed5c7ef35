/* Joining the records that documents hold into tables. References are still names afterwards. */
#ifndef JUNSHU_JOIN_H
#define JUNSHU_JOIN_H

#include "facts/loader.h"

typedef struct joined {
    table *tables;
    size_t table_count;
    loaded_document *const *documents;
    size_t document_count;
    const symbol *const *names_of; /* by document: the common name of each of its own */
    bool keeps; /* the documents keep their records; otherwise these move, so that few are there twice */
} joined;

/* Gives a table the rows of all documents, in their order. Returns false, and none, where they are too many. */
bool join_rows(const joined *j, table *t);
/* Gives all tables their columns. Returns the processor time that all threads took. */
double join_columns(const joined *j, unsigned threads);

#endif

/* The regulation: its clauses, read from 法令標準XML, and the dates in force of its versions. */
#ifndef JUNSHU_REGULATION_H
#define JUNSHU_REGULATION_H

#include "model/model.h"
#include "rules/clause.h"

enum { CLAUSE_DIGEST_HEX = 16 };

/* A provision that stands on its own: an article with one paragraph and no items, a paragraph, an item, the words
   before the items (which bear the paragraph's address), or a supplementary provision. */
typedef struct clause {
    clause_address address;
    str id;                             /* 9-1 */
    label title;                        /* 第9条第1項 */
    str caption;                        /* 電子計算機室及び磁気ディスク等保管室の入退室管理 */
    str text;                           /* its words, for a paragraph with items those before the items */
    char digest[CLAUSE_DIGEST_HEX + 1]; /* of the text without white space */
} clause;

typedef struct regulation_version {
    period in_force; /* the end open where no later version is known */
    const char *path;
    str source; /* where the text comes from */
    str title;
    clause *clauses; /* in the order of the text */
    size_t clause_count;
} regulation_version;

typedef struct regulation {
    regulation_version *versions; /* rising */
    size_t count;
} regulation;

/* Reads the file of versions and the texts that it names. Returns NULL after reporting what is wrong. */
const regulation *regulation_read(arena *a, const char *path, diags *d);
/* Returns the version in force at the moment, or NULL. */
const regulation_version *regulation_at(const regulation *r, moment at);
const regulation_version *regulation_latest(const regulation *r);
const clause *regulation_find(const regulation_version *v, clause_address address);

#endif

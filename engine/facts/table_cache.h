/* A directory that keeps loaded tables, so that the next audit of the same documents need not parse them. An entry is
   found by the sizes of the documents, the model, the parser and the sources of this program, and serves only where the
   documents, read anew, bear the tags that they had when the tables were loaded. It holds personal data, and the key of
   the tags: the directory must be one that nobody else can write, files in it are for its owner alone. */
#ifndef JUNSHU_TABLE_CACHE_H
#define JUNSHU_TABLE_CACHE_H

#include "facts/facts.h"

typedef struct table_cache table_cache;
typedef struct keeping keeping; /* facts on their way to the directory, by a thread of its own */

/* Opens the directory, and makes it where there is none. Returns NULL after reporting why it cannot serve. */
table_cache *table_cache_open(const char *directory, diags *d);
void table_cache_free(table_cache *c);

/* As facts_load does, from the directory where it can. What had to be parsed, gave no diagnostics and is worth it is
   then being kept: `*k`, else NULL, must be ended before the facts are freed, and the cache after it. */
facts *table_cache_load(table_cache *c, const fact_model *model, const char *const *paths, size_t count,
                        load_options options, diags *d, keeping **k);
/* Waits until the facts are kept. Returns 0, or the errno of what prevented it. Takes NULL too. */
int keeping_end(keeping *k, profile *p);

#endif

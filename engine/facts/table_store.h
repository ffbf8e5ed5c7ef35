/* Loaded tables as a file, and back. The file is no exchange format: it is read by the program that wrote it, on the
   same kind of machine, or refused. What is read is checked as a whole before anybody sees it: a tag on every piece
   finds damage, and every row, number and text is held to the range that it must lie in, so that no file, whoever made
   it, leads outside a table. */
#ifndef JUNSHU_TABLE_STORE_H
#define JUNSHU_TABLE_STORE_H

#include "facts/facts.h"

/* Writes frozen facts to an empty file. `shape`, 64 hex digits, is what the reader must ask for; `key` the one that the
   documents were tagged under. Returns false with errno where they cannot be written. */
bool table_store_write(int fd, const facts *f, const char *shape, const unsigned char key[TAG_BYTES]);

typedef struct table_store table_store; /* a file that is being read */

/* Begins to read a file, which stays the caller's. Returns NULL where it is damaged, or of another shape. */
table_store *table_store_open(int fd, const fact_model *model, const char *shape);
void table_store_free(table_store *s);
/* The documents that the tables were loaded from, without their names, and the key of their tags. */
size_t table_store_document_count(const table_store *s);
const document *table_store_document(const table_store *s, size_t index);
const unsigned char *table_store_key(const table_store *s);
/* Reads the tables; `paths` are now the names of the documents. Returns NULL where the file is damaged. The model must
   outlive the facts. */
facts *table_store_read(table_store *s, const char *const *paths, unsigned threads);

#endif

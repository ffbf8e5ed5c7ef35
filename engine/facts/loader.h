/* Reading one facts document into segments. The facts of rule tests, which stand inside another document, come the same
   way. */
#ifndef JUNSHU_LOADER_H
#define JUNSHU_LOADER_H

#include "facts/segment.h"
#include "xml/xml_reader.h"

typedef struct loaded_list {
    const record_type *type;
    period covers;
    symbol scope; /* the document's own name of the scope record; SYMBOL_NONE for all */
    symbol source;
    moment exported;
    uint32_t line;
    place scope_at;
    uint64_t records;
} loaded_list;

/* What documents that one thread reads hold together: the records of one lie behind those of the document before. */
typedef struct record_pool {
    const fact_model *model;
    intern *names;
    segment *segments; /* by record_type.index; without a type where there was no list of it */
} record_pool;

record_pool *record_pool_new(const fact_model *model);
void record_pool_free(record_pool *p);

typedef struct row_span {
    uint32_t first, count;
} row_span;

/* What a document held. */
typedef struct loaded_document {
    const fact_model *model;
    const char *path; /* owned by the caller */
    xml_digest digest;
    diags diags;
    record_pool *pool;
    bool shares_pool; /* with documents read before and after it: it belongs to the caller, */
    symbol names_end; /* and this one's names are among those before this one */
    row_span *rows;   /* its records in the pool, by record_type.index */
    loaded_list *lists;
    size_t list_count, list_capacity;
    str municipality; /* in the pool's names, or the caller's; empty where the document has none */
    place municipality_at;
    double seconds;     /* of processor time that reading it took */
    progress *progress; /* or NULL */
} loaded_document;

typedef struct loader loader; /* a document being read */

loaded_document *document_new(const fact_model *model, const char *path, size_t diag_limit);
void document_free(loaded_document *doc);

/* Reads a whole facts document into `doc`; what is wrong is in doc->diags. Documents that are read one after another,
   and then linked together in that order, may share a pool, which the caller frees after them; NULL: it has its own. */
void document_read(loaded_document *doc, record_pool *pool);

/* Reading from inside another document: the callbacks of xml_handler for what is below the element that stands for
   <facts>, in the namespace `space`. */
loader *loader_new(loaded_document *doc, const char *space);
void loader_free(loader *l);
void loader_start(loader *l, xml_reader *reader, const char *name, const char *space, const xml_attribute *attributes,
                  size_t count);
void loader_end(loader *l);
bool loader_rows(loader *l, const xml_rows *rows);
void loader_text(loader *l, xml_reader *reader, str text);

/* Joins documents into frozen tables: resolves references, checks that ids are unique. The documents stay the caller's;
   where they are to be linked again (`keeps`) their records stay in them, otherwise they move. Returns NULL after
   reporting what is wrong; facts_free frees the result. */
facts *facts_link(const fact_model *model, loaded_document *const *documents, size_t count, bool keeps,
                  load_options options, diags *d);

/* Parts of it that serve facts which come another way: empty facts with room for so many documents; what a document is
   called in reports, whose path need not be UTF-8 (the caller frees it); and what follows of the lists of the facts. */
facts *facts_new(const fact_model *model, size_t documents);
char *document_text(const char *path);
void facts_declare(facts *f);

/* Fills in the column of diagnostics about a record's field, by reading its document once more. */
place locate_field(const char *path, uint32_t line, const record_type *type, str id, str field_name);

#endif

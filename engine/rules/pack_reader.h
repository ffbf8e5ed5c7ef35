/* What the files that read parts of a pack share. Private to rules/. */
#ifndef JUNSHU_PACK_READER_H
#define JUNSHU_PACK_READER_H

#include "rules/pack.h"

typedef struct pack_reader {
    pack *pack;
    arena *a;
    diags *diags;
    size_t rule_capacity, definition_capacity, parameter_capacity, alias_capacity, bearer_capacity, ledger_capacity,
        lua_capacity, test_capacity, picture_capacity;
    size_t next_check_id;
    const char **files; /* every file of the pack, for its digest */
    size_t file_count, file_capacity;
} pack_reader;

/* Reads one file of rules and definitions, of ledger entries, of pictures. */
void read_rules_file(pack_reader *r, const char *path);
void read_ledger_file(pack_reader *r, const char *path);
void read_pictures_file(pack_reader *r, const char *path);

/* The names that expressions may use, without variables yet. */
scope new_scope(pack_reader *r);
/* Reads <each> into the rule: its subject, `when`, `at` and `over`. */
void read_each(pack_reader *r, check_reader *checks, const xml_element *e, rule *rule);

/* Reads the children of that name, one for each language; the Japanese one must be there. */
label read_label(pack_reader *r, const xml_element *e, const char *name);
/* Reads @from and @to as a period, open where they are not given. */
period read_in_force(pack_reader *r, const xml_element *e);
/* Reads a clause address and reports one that the regulation does not have. */
clause_address read_clause(pack_reader *r, const xml_element *e);
const bearer *pack_find_bearer(const pack *p, str id);

#endif

/* Joins loaded documents into frozen tables: names become those of all documents, references become rows, and what only
   the whole set can show (a reference to nothing, an id used twice) is reported. */
#include "facts/loader.h"

#include "base/mem.h"
#include "facts/join.h"

#include <stdlib.h>

/* ---- ids of the types that something refers to ---- */

typedef struct row_index {
    uint32_t *slots; /* row plus 1 */
    size_t mask;
} row_index;

/* The common name of each of the names that documents share, or that one has. */
typedef struct name_map {
    const intern *names;
    symbol *common;
    symbol end; /* before this one they are known */
} name_map;

typedef struct linker {
    const fact_model *model;
    loaded_document *const *documents;
    size_t count;
    bool keeps; /* the documents keep their records; otherwise each column moves, so that few are there twice */
    facts *facts;
    diags *diags;
    double elsewhere; /* processor time of other threads */
    name_map *maps;
    size_t map_count;
    const symbol **names_of; /* by document: the common name of each of its own */
    row_index *indexes;      /* by record_type.index */
} linker;

static size_t slot_of(const row_index *index, symbol s)
{
    return (s * 2654435761u) & index->mask;
}

/* Returns the row plus 1 of the record with that id, or 0. */
static uint32_t find_row(const row_index *index, const table *t, symbol id)
{
    if (index->slots == NULL)
        return 0;
    for (size_t slot = slot_of(index, id);; slot = (slot + 1) & index->mask) {
        uint32_t row = index->slots[slot];
        if (row == 0 || t->columns[0].symbols[row - 1] == id)
            return row;
    }
}

/* Returns the place of a record's field. A diagnostic that is not kept is not worth reading the document again. */
static place place_field(linker *l, const table *t, uint32_t row, const field *f)
{
    place at = table_place(l->facts, t, row);
    if (l->diags->count >= l->diags->limit)
        return at;
    return locate_field(at.file, at.line, t->type, table_id(l->facts, t, row), f->name);
}

static void report_duplicate(linker *l, const table *t, uint32_t row, uint32_t first)
{
    buffer where = {0};
    place before = table_place(l->facts, t, first), at = place_field(l, t, row, &t->type->fields[0]);
    buffer_addf(&where, "%s:%u", before.file, before.line);
    DIAG3(l->diags, at, DIAG_FACT_DUPLICATE_ID, t->type->name, table_id(l->facts, t, row), buffer_str(&where));
    buffer_free(&where);
}

static void index_rows(linker *l, table *t)
{
    row_index *index = &l->indexes[t->type->index];
    size_t size = 16;
    while (size < (size_t)t->row_count * 2)
        size *= 2;
    *index = (row_index){mem_alloc(size * sizeof(uint32_t)), size - 1};
    for (uint32_t row = 0; row < t->row_count; row++) {
        symbol id = t->columns[0].symbols[row];
        uint32_t first = find_row(index, t, id);
        if (first != 0) {
            report_duplicate(l, t, row, first - 1);
            continue;
        }
        size_t slot = slot_of(index, id);
        while (index->slots[slot] != 0)
            slot = (slot + 1) & index->mask;
        index->slots[slot] = row + 1;
    }
}

/* ---- ids that nothing refers to ---- */

/* Records usually come in the order of their ids; then a look at the seams shows that no id is used twice. */
static bool ids_rise(const linker *l, const table *t)
{
    for (size_t i = 0; i < t->range_count; i++) {
        const row_range *range = &t->ranges[i];
        if (!l->documents[range->document]->pool->segments[t->type->index].ids_rise)
            return false;
        uint32_t row = range->first_row;
        if (row > 0 && str_compare(table_id(l->facts, t, row - 1), table_id(l->facts, t, row)) >= 0)
            return false;
    }
    return true;
}

static void check_unique(linker *l, const table *t)
{
    if (t->row_count == 0 || ids_rise(l, t))
        return;
    size_t size = 16;
    while (size < (size_t)t->row_count * 2)
        size *= 2;
    uint32_t *slots = mem_alloc(size * sizeof *slots);
    for (uint32_t row = 0; row < t->row_count; row++) {
        str id = table_id(l->facts, t, row);
        size_t slot = str_hash(id) & (size - 1);
        while (slots[slot] != 0 && !str_equal(table_id(l->facts, t, slots[slot] - 1), id))
            slot = (slot + 1) & (size - 1);
        if (slots[slot] != 0)
            report_duplicate(l, t, row, slots[slot] - 1);
        else
            slots[slot] = row + 1;
    }
    mem_free(slots);
}

/* ---- references ---- */

static void report_dangling(linker *l, const table *t, const field *f, uint32_t row, symbol name)
{
    place at = place_field(l, t, row, f);
    DIAG3(l->diags, at, DIAG_FACT_DANGLING, f->name, intern_text(l->facts->names, name), f->target->name);
}

/* Turns the names in a reference column into rows. Each name is looked up once. */
static void resolve_column(linker *l, table *t, const field *f, uint32_t *row_of_name)
{
    uint32_t *values = (uint32_t *)(uintptr_t)t->columns[f->index].rows;
    const table *target = facts_table(l->facts, f->target);
    const row_index *index = &l->indexes[f->target->index];
    for (uint32_t row = 0; row < t->row_count; row++) {
        symbol name = values[row];
        if (name == SYMBOL_NONE)
            continue;
        if (row_of_name[name] == 0)
            row_of_name[name] = find_row(index, target, name);
        if (row_of_name[name] == 0)
            report_dangling(l, t, f, row, name);
        values[row] = row_of_name[name];
    }
}

static void resolve_references(linker *l)
{
    size_t names = (size_t)intern_count(l->facts->names) + 1;
    uint32_t *row_of_name = mem_alloc(names * sizeof *row_of_name);
    for (size_t i = 0; i < l->model->type_count; i++)
        for (size_t k = 0; k < l->model->types[i].field_count; k++) {
            const field *f = &l->model->types[i].fields[k];
            if (f->kind != FIELD_REF || l->facts->tables[i].columns[k].any == NULL)
                continue;
            memset(row_of_name, 0, names * sizeof *row_of_name);
            resolve_column(l, &l->facts->tables[i], f, row_of_name);
        }
    mem_free(row_of_name);
}

/* ---- what lists declare ---- */

static spans *scoped_spans_for(table *t, uint32_t scope_row, size_t *capacity)
{
    for (size_t i = 0; i < t->scoped_count; i++)
        if (t->scoped[i].scope_row == scope_row)
            return &t->scoped[i].covered;
    scoped_spans *added = &ARRAY_PUSH(t->scoped, t->scoped_count, *capacity);
    *added = (scoped_spans){.scope_row = scope_row};
    return &added->covered;
}

/* What happened after the export is not in it, whatever the list declares. */
static period covered_by(const loaded_list *list)
{
    period covers = list->covers;
    if (period_is_missing(covers) || list->exported == MOMENT_MISSING ||
        moment_first(list->exported) >= moment_last(covers.to))
        return covers;
    /* Of an export without a time, that day is not known to be in it. */
    moment end = moment_is_day(list->exported) ? moment_add(list->exported, (duration){.days = 1}, -1) : list->exported;
    if (moment_last(end) < moment_first(covers.from))
        return (period){MOMENT_MISSING, MOMENT_MISSING};
    return (period){covers.from, end};
}

static void link_list(linker *l, size_t document, const loaded_list *list, size_t *capacity)
{
    facts *f = l->facts;
    const symbol *names = l->names_of[document];
    list_declaration declared = {.type = list->type,
                                 .covers = covered_by(list),
                                 .source = list->source != SYMBOL_NONE ? names[list->source] : SYMBOL_NONE,
                                 .exported = list->exported,
                                 .document = (uint32_t)document,
                                 .line = list->line,
                                 .records = list->records};
    if (list->scope != SYMBOL_NONE) {
        const record_type *scope = list->type->scope->target;
        symbol name = names[list->scope];
        declared.scope_row = find_row(&l->indexes[scope->index], facts_table(f, scope), name);
        if (declared.scope_row == 0)
            DIAG3(l->diags, list->scope_at, DIAG_FACT_DANGLING, list->type->scope->name, intern_text(f->names, name),
                  scope->name);
    }
    ARRAY_PUSH(f->lists, f->list_count, *capacity) = declared;
}

static int compare_scoped(const void *a, const void *b)
{
    const scoped_spans *p = a, *q = b;
    return (p->scope_row > q->scope_row) - (p->scope_row < q->scope_row);
}

static void declare_list(table *t, const list_declaration *list, size_t *capacity)
{
    t->has_list = true;
    if (period_is_missing(list->covers))
        return;
    if (list->scope_row == 0)
        spans_add(&t->covered, list->covers);
    else
        spans_add(scoped_spans_for(t, list->scope_row, capacity), list->covers);
}

void facts_declare(facts *f)
{
    size_t *capacities = mem_alloc(f->model->type_count * sizeof *capacities);
    for (size_t i = 0; i < f->list_count; i++) {
        size_t type = f->lists[i].type->index;
        declare_list(&f->tables[type], &f->lists[i], &capacities[type]);
    }
    mem_free(capacities);
    for (size_t i = 0; i < f->model->type_count; i++) {
        table *t = &f->tables[i];
        spans_merge(&t->covered);
        if (t->scoped_count > 0)
            qsort(t->scoped, t->scoped_count, sizeof *t->scoped, compare_scoped);
        for (size_t k = 0; k < t->scoped_count; k++)
            spans_merge(&t->scoped[k].covered);
    }
}

static void link_lists(linker *l)
{
    size_t capacity = 0;
    for (size_t i = 0; i < l->count; i++)
        for (size_t k = 0; k < l->documents[i]->list_count; k++)
            link_list(l, i, &l->documents[i]->lists[k], &capacity);
    facts_declare(l->facts);
}

/* ---- documents ---- */

static name_map *find_map(linker *l, const intern *names)
{
    for (size_t i = 0; i < l->map_count; i++)
        if (l->maps[i].names == names)
            return &l->maps[i];
    name_map *added = &l->maps[l->map_count++];
    *added = (name_map){names, mem_alloc(((size_t)intern_count(names) + 1) * sizeof(symbol)), 1};
    return added;
}

/* Whichever documents share names, each document adds to the common ones those that no earlier one had. */
static const symbol *map_names(linker *l, const loaded_document *doc)
{
    name_map *map = find_map(l, doc->pool->names);
    symbol end = doc->shares_pool ? doc->names_end : intern_count(doc->pool->names) + 1;
    intern_add_all(l->facts->names, doc->pool->names, map->end, end, map->common);
    map->end = end;
    return map->common;
}

char *document_text(const char *path)
{
    buffer text = {0};
    buffer_add_text(&text, ""); /* so that there is a text */
    buffer_add_valid(&text, str_of(path));
    return text.at;
}

static void link_document(linker *l, size_t i)
{
    facts *f = l->facts;
    const loaded_document *doc = l->documents[i];
    document *linked = &f->documents[i];
    linked->path = document_text(doc->path);
    memcpy(linked->digest, doc->digest.hex, sizeof linked->digest);
    memcpy(linked->tag, doc->digest.tag, sizeof linked->tag);
    for (size_t k = 0; k < l->model->type_count; k++)
        linked->records += doc->rows[k].count;
    l->names_of[i] = map_names(l, doc);
    if (doc->municipality.length == 0)
        return;
    symbol municipality = intern_add(f->names, doc->municipality);
    if (f->municipality != SYMBOL_NONE && f->municipality != municipality)
        DIAG2(l->diags, doc->municipality_at, DIAG_FACT_MUNICIPALITY, doc->municipality,
              intern_text(f->names, f->municipality));
    f->municipality = municipality;
}

facts *facts_new(const fact_model *model, size_t documents)
{
    facts *f = mem_alloc(sizeof *f);
    f->model = model;
    f->names = intern_new();
    f->documents = mem_alloc(documents * sizeof *f->documents);
    f->document_count = documents;
    f->tables = mem_alloc(model->type_count * sizeof *f->tables);
    for (size_t i = 0; i < model->type_count; i++) {
        f->tables[i].type = &model->types[i];
        f->tables[i].columns = mem_alloc(model->types[i].field_count * sizeof(column));
    }
    return f;
}

static void join_tables(linker *l, unsigned threads)
{
    joined j = {l->facts->tables, l->model->type_count, l->documents, l->count, l->names_of, l->keeps};
    for (size_t i = 0; i < l->model->type_count; i++)
        if (!join_rows(&j, &l->facts->tables[i]))
            DIAG1(l->diags, (place){0}, DIAG_FACT_TOO_MANY, l->model->types[i].name);
    double begin = profile_clock(), spent = join_columns(&j, threads);
    l->elsewhere = spent - (profile_clock() - begin);
}

static void link_tables(linker *l)
{
    for (size_t i = 0; i < l->model->type_count; i++) {
        table *t = &l->facts->tables[i];
        if (ids_are_bytes(t->type))
            check_unique(l, t);
        else if (t->row_count > 0)
            index_rows(l, t);
    }
    resolve_references(l);
    link_lists(l);
}

facts *facts_link(const fact_model *model, loaded_document *const *documents, size_t count, bool keeps,
                  load_options options, diags *d)
{
    double begin = profile_clock();
    size_t errors = d->errors;
    linker l = {.model = model, .documents = documents, .count = count, .keeps = keeps, .diags = d};
    l.facts = facts_new(model, count);
    l.maps = mem_alloc(count * sizeof *l.maps);
    l.names_of = mem_alloc(count * sizeof *l.names_of);
    l.indexes = mem_alloc(model->type_count * sizeof *l.indexes);
    for (size_t i = 0; i < count; i++)
        link_document(&l, i);
    join_tables(&l, options.threads);
    link_tables(&l);
    for (size_t i = 0; i < l.map_count; i++)
        mem_free(l.maps[i].common);
    for (size_t i = 0; i < model->type_count; i++)
        mem_free(l.indexes[i].slots);
    mem_free(l.maps);
    mem_free(l.names_of);
    mem_free(l.indexes);
    profile_add(options.profile,
                (profile_row){.stage = PROFILE_LINK, .seconds = profile_clock() - begin + l.elsewhere});
    if (d->errors == errors)
        return l.facts;
    facts_free(l.facts);
    return NULL;
}

/* Finds the gravest finding on a record: by names of type and id. */
#include "eval/picture_findings.h"

#include "base/mem.h"

struct finding_index {
    intern *names;
    const finding **items; /* by the name's number less 1 */
    size_t count, capacity;
};

/* A type's name has no space. */
static str key_of(buffer *b, str type, str id)
{
    b->length = 0;
    buffer_add(b, type);
    buffer_add_char(b, ' ');
    buffer_add(b, id);
    return buffer_str(b);
}

static void add(finding_index *index, buffer *key, const finding *f)
{
    symbol name = intern_add(index->names, key_of(key, f->subject.type, f->subject.id));
    if (name > index->count)
        ARRAY_PUSH(index->items, index->count, index->capacity) = f;
    else if (f->result > index->items[name - 1]->result)
        index->items[name - 1] = f;
}

static bool is_shown(const rule *r, const picture_rows *rows)
{
    for (size_t i = 0; i < rows->rule_count; i++)
        if (rows->rules[i] == r)
            return true;
    return false;
}

finding_index *finding_index_new(const audit_result *result, const pack *p, const picture_rows *rows)
{
    buffer key = {0};
    finding_index *index = mem_alloc(sizeof *index);
    index->names = intern_new();
    for (size_t i = 0; i < result->rule_count; i++)
        for (size_t k = 0; is_shown(&p->rules[i], rows) && k < result->rules[i].finding_count; k++)
            add(index, &key, result->rules[i].findings[k]);
    buffer_free(&key);
    return index;
}

void finding_index_free(finding_index *index)
{
    intern_free(index->names);
    mem_free(index->items);
    mem_free(index);
}

const finding *finding_index_get(const finding_index *index, str type, str id)
{
    buffer key = {0};
    symbol name = index->count > 0 ? intern_find(index->names, key_of(&key, type, id)) : SYMBOL_NONE;
    buffer_free(&key);
    return name != SYMBOL_NONE ? index->items[name - 1] : NULL;
}

bool finding_index_is_empty(const finding_index *index)
{
    return index->count == 0;
}

/* Finds the gravest finding on a record: by names of type and id. */
#include "eval/picture_findings.h"

#include "base/mem.h"

enum { LINE_BITS = 1 << 16 };

struct finding_index {
    uint64_t lines[LINE_BITS / 64]; /* of the records that have a finding, as bits */
    intern *names;
    const finding **items; /* by the name's number less 1 */
    size_t count, capacity;
    buffer key; /* the one looked up last: its memory serves for the next */
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

static void add(finding_index *index, const finding *f)
{
    index->lines[f->subject.at.line % LINE_BITS / 64] |= (uint64_t)1 << f->subject.at.line % 64;
    symbol name = intern_add(index->names, key_of(&index->key, f->subject.type, f->subject.id));
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
    finding_index *index = mem_alloc(sizeof *index);
    index->names = intern_new();
    for (size_t i = 0; i < result->rule_count; i++)
        for (size_t k = 0; is_shown(&p->rules[i], rows) && k < result->rules[i].finding_count; k++)
            add(index, result->rules[i].findings[k]);
    return index;
}

void finding_index_free(finding_index *index)
{
    intern_free(index->names);
    buffer_free(&index->key);
    mem_free(index->items);
    mem_free(index);
}

const finding *finding_index_get(finding_index *index, str type, str id)
{
    symbol name = index->count > 0 ? intern_find(index->names, key_of(&index->key, type, id)) : SYMBOL_NONE;
    return name != SYMBOL_NONE ? index->items[name - 1] : NULL;
}

bool finding_index_may_have(const finding_index *index, uint32_t line)
{
    return (index->lines[line % LINE_BITS / 64] >> line % 64 & 1) != 0;
}

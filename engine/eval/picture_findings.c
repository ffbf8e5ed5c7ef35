/* Finds the gravest finding on a record: by its line, then by its type and id. */
#include "eval/picture_findings.h"

#include "base/mem.h"

enum { PLACES = 1 << 16 };

typedef struct item {
    const finding *gravest;
    uint32_t next; /* at the same place: its number plus 1, or 0 */
} item;

struct finding_index {
    uint32_t places[PLACES]; /* by line: an item's number plus 1, or 0 */
    item *items;
    size_t count, capacity;
};

static item *find(const finding_index *index, str type, str id, uint32_t line)
{
    for (uint32_t at = index->places[line % PLACES]; at > 0; at = index->items[at - 1].next) {
        const evidence *subject = &index->items[at - 1].gravest->subject;
        if (subject->at.line == line && str_equal(subject->id, id) && str_equal(subject->type, type))
            return &index->items[at - 1];
    }
    return NULL;
}

static void add(finding_index *index, const finding *f)
{
    uint32_t *place = &index->places[f->subject.at.line % PLACES];
    item *known = find(index, f->subject.type, f->subject.id, f->subject.at.line);
    if (known == NULL) {
        ARRAY_PUSH(index->items, index->count, index->capacity) = (item){f, *place};
        *place = (uint32_t)index->count;
    } else if (f->result > known->gravest->result) {
        known->gravest = f;
    }
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
    for (size_t i = 0; i < result->rule_count; i++)
        for (size_t k = 0; is_shown(&p->rules[i], rows) && k < result->rules[i].finding_count; k++)
            add(index, result->rules[i].findings[k]);
    return index;
}

void finding_index_free(finding_index *index)
{
    mem_free(index->items);
    mem_free(index);
}

const finding *finding_index_get(const finding_index *index, str type, str id, uint32_t line)
{
    const item *found = find(index, type, id, line);
    return found != NULL ? found->gravest : NULL;
}

bool finding_index_may_have(const finding_index *index, uint32_t line)
{
    return index->places[line % PLACES] != 0;
}

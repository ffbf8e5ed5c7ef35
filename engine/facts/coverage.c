/* What the lists declare complete. Absence is evidence only there. */
#include "facts/facts.h"

static const spans *find_scoped(const table *t, uint32_t scope_row)
{
    for (size_t low = 0, high = t->scoped_count; low < high;) {
        size_t middle = (low + high) / 2;
        if (t->scoped[middle].scope_row == scope_row)
            return &t->scoped[middle].covered;
        if (t->scoped[middle].scope_row < scope_row)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool covers(const spans *covered, period over, spans *gaps)
{
    if (spans_cover(covered, over))
        return true;
    if (gaps != NULL)
        spans_gaps(covered, over, gaps);
    return false;
}

static bool scope_complete(const table *t, uint32_t scope_row, period over, spans *gaps)
{
    const spans *own = find_scoped(t, scope_row);
    if (own == NULL || t->covered.count == 0)
        return covers(own != NULL ? own : &t->covered, over, gaps);
    spans both = {0};
    spans_add_set(&both, &t->covered);
    spans_add_set(&both, own);
    spans_merge(&both);
    bool complete = covers(&both, over, gaps);
    spans_free(&both);
    return complete;
}

period facts_within_lifetime(const table *t, uint32_t row, period over)
{
    if (t->type->lifetime == NULL)
        return over;
    period lifetime = table_period(t, t->type->lifetime->index, row);
    return period_is_missing(lifetime) ? over : period_intersect(over, lifetime);
}

bool facts_complete(const facts *f, const record_type *type, uint32_t scope_row, period over, spans *gaps)
{
    const table *t = facts_table(f, type);
    if (type->scope == NULL || spans_cover(&t->covered, over))
        return covers(&t->covered, over, gaps);
    if (scope_row != 0)
        return scope_complete(t, scope_row, over, gaps);
    const table *scopes = facts_table(f, type->scope->target);
    bool complete = facts_complete(f, type->scope->target, 0, over, gaps);
    for (uint32_t row = 0; row < scopes->row_count; row++) {
        period expected = facts_within_lifetime(scopes, row, over);
        if (!period_is_missing(expected) && !scope_complete(t, row + 1, expected, gaps))
            complete = false;
    }
    return complete;
}

static bool reaches(const spans *covered, period over)
{
    for (size_t i = 0; i < covered->count; i++)
        if (period_overlaps(covered->items[i], over) == TRUTH_TRUE)
            return true;
    return false;
}

bool facts_reach(const facts *f, const record_type *type, uint32_t scope_row, period over)
{
    const table *t = facts_table(f, type);
    bool found = reaches(&t->covered, over);
    for (size_t i = 0; i < t->scoped_count && !found; i++)
        found = (scope_row == 0 || t->scoped[i].scope_row == scope_row) && reaches(&t->scoped[i].covered, over);
    return found;
}

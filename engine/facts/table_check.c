/* Range checks, column by column. The loops are such that a compiler makes many comparisons at a time. */
#include "facts/table_check.h"

#include "facts/segment.h"
#include "facts/value.h"

/* Dates have years from 1900 to 2099; another time zone moves them by a day. */
static moment first_moment(void)
{
    return moment_of_day(day_from_civil(1899, 12, 30));
}

static moment last_moment(void)
{
    return moment_of_day(day_from_civil(2100, 1, 2));
}

/* ---- what the head says ---- */

static bool ranges_hold(const facts *f, const table *t)
{
    for (size_t i = 0; i < t->range_count; i++) {
        const row_range *range = &t->ranges[i], *before = range - 1;
        if (range->first_row >= t->row_count || range->document >= f->document_count)
            return false;
        if (i == 0 ? range->first_row != 0
                   : range->first_row <= before->first_row || range->document <= before->document)
            return false;
    }
    return t->range_count > 0;
}

static bool columns_hold(const table *t, const table_parts *parts)
{
    size_t count = t->type->field_count;
    for (size_t i = 0; i < count; i++)
        if (t->type->fields[i].required && (parts->filled >> i & 1) == 0)
            return false;
    return (parts->filled & 1) != 0 && parts->filled >> (count - 1) <= 1;
}

bool table_check_shape(const facts *f, const table *t, const table_parts *parts)
{
    bool has_bytes = ids_are_bytes(t->type) && t->row_count > 0;
    if (has_bytes ? parts->id_bytes > UINT32_MAX : parts->id_bytes != 0)
        return false;
    return t->row_count == 0 || (t->row_count < UINT32_MAX && ranges_hold(f, t) && columns_hold(t, parts));
}

static bool moment_holds(moment m)
{
    return m == MOMENT_MISSING || (m >= first_moment() && m <= last_moment());
}

static bool period_holds(period p)
{
    if (period_is_missing(p))
        return p.to == MOMENT_MISSING;
    return (p.from == MOMENT_PAST || moment_holds(p.from)) && p.to != MOMENT_MISSING &&
           (p.to == MOMENT_FUTURE || moment_holds(p.to)) && moment_first(p.from) <= moment_last(p.to);
}

bool table_check_list(const facts *f, uint32_t name_count, const list_declaration *list)
{
    const field *scope = list->type->scope;
    uint32_t scopes = scope != NULL ? facts_table(f, scope->target)->row_count : 0;
    return period_holds(list->covers) && list->scope_row <= scopes && list->source <= name_count &&
           moment_holds(list->exported) && list->document < f->document_count;
}

/* ---- columns ---- */

static bool numbers_hold(const uint32_t *numbers, size_t count, uint32_t least, uint32_t most)
{
    bool good = least <= most || count == 0;
    for (size_t i = 0; i < count; i++)
        good &= numbers[i] - least <= most - least;
    return good;
}

static bool codes_hold(const uint8_t *codes, size_t count, uint8_t least, uint8_t most)
{
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good &= (uint8_t)(codes[i] - least) <= (uint8_t)(most - least);
    return good;
}

static bool integers_hold(const int64_t *integers, size_t count, int64_t least, int64_t most, bool required)
{
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good &= ((integers[i] >= least) & (integers[i] <= most)) | ((integers[i] == INTEGER_MISSING) & !required);
    return good;
}

static bool periods_hold(const period *periods, size_t count, bool required)
{
    for (size_t i = 0; i < count; i++)
        if (!period_holds(periods[i]) || (required && period_is_missing(periods[i])))
            return false;
    return true;
}

/* ---- texts ---- */

static bool is_plain(const char *text, uint64_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    bool plain = true;
    for (uint64_t i = 0; i < length; i++)
        plain &= at[i] - 1u < 0x7F;
    return plain;
}

static bool is_text(str s)
{
    for (size_t length; s.length > 0; s = str_from(s, length))
        if ((length = str_character(s)) == 0 || s.at[0] == '\0')
            return false;
    return true;
}

/* Whether the texts lie one behind the other, to the end, and none is empty or cuts a character. */
static bool texts_hold(const char *text, uint64_t length, const uint32_t *ends, uint32_t count)
{
    bool plain = is_plain(text, length);
    uint32_t begin = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (ends[i] <= begin || ends[i] > length || (!plain && !is_text((str){text + begin, ends[i] - begin})))
            return false;
        begin = ends[i];
    }
    return begin == length;
}

/* ---- extents ---- */

static bool column_holds(const image *m, const extent *e)
{
    const field *f = e->field;
    const table *t = e->table;
    size_t count = t->row_count;
    switch (f->kind) {
    case FIELD_ID:
        if (ids_are_bytes(t->type))
            return texts_hold(t->id_bytes, m->parts[t->type->index].id_bytes, e->at, t->row_count);
        return numbers_hold(e->at, count, 1, m->name_count);
    case FIELD_REF:
        return numbers_hold(e->at, count, f->required, facts_table(m->facts, f->target)->row_count);
    case FIELD_STRING:
    case FIELD_TEXT:
        return numbers_hold(e->at, count, f->required, m->name_count);
    case FIELD_BOOLEAN:
        return codes_hold(e->at, count, f->required, 2);
    case FIELD_ENUM:
        return codes_hold(e->at, count, f->required, (uint8_t)f->enumeration->count);
    case FIELD_INTEGER:
        return integers_hold(e->at, count, -VALUE_MAX_INTEGER, VALUE_MAX_INTEGER, f->required);
    case FIELD_DATE:
    case FIELD_DATETIME:
        return integers_hold(e->at, count, first_moment(), last_moment(), f->required);
    case FIELD_PERIOD:
        return periods_hold(e->at, count, f->required);
    case FIELD_KIND_COUNT:
        break;
    }
    return false;
}

bool table_check_extent(const image *m, const extent *e)
{
    if (e->field != NULL)
        return column_holds(m, e);
    if (e->at == m->name_ends)
        return texts_hold(m->name_text, m->name_bytes, m->name_ends, m->name_count);
    return true; /* a line may be any number; texts are looked at with their ends */
}

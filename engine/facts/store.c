/* Storing many values of one field: one short loop for each kind. */
#include "facts/store.h"

#include "facts/value.h"

static bool store_names(const field *f, const str *values, size_t count, symbol *column, intern *names)
{
    bool are_ids = f->kind == FIELD_ID || f->kind == FIELD_REF;
    intern_add_each(names, values, count, column);
    for (size_t i = 0; i < count; i++)
        if (values[i].at != NULL && (are_ids ? !value_is_id(values[i]) : values[i].length == 0))
            return false;
    return true;
}

static bool store_booleans(const str *values, size_t count, uint8_t *column)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].at != NULL && (column[i] = value_boolean_code(values[i])) == 0)
            return false;
    return true;
}

static bool store_choices(const enum_type *e, const str *values, size_t count, uint8_t *column)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].at != NULL && (column[i] = value_enum_code(e, values[i])) == 0)
            return false;
    return true;
}

static bool store_integers(const str *values, size_t count, int64_t *column)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].at != NULL && !value_read_integer(values[i], &column[i]))
            return false;
    return true;
}

static bool store_dates(const str *values, size_t count, moment *column)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].at != NULL && (column[i] = moment_parse_date(values[i])) == MOMENT_MISSING)
            return false;
    return true;
}

static bool store_periods(const str *values, size_t count, period *column)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].at != NULL && period_parse(values[i], &column[i]) <= 0)
            return false;
    return true;
}

bool store_values(segment *s, const field *f, uint32_t first, const str *values, size_t count, intern *names)
{
    void *column = (char *)segment_column(s, f) + first * field_width(f);
    switch (f->kind) {
    case FIELD_ID:
    case FIELD_REF:
    case FIELD_STRING:
    case FIELD_TEXT:
        return store_names(f, values, count, column, names);
    case FIELD_BOOLEAN:
        return store_booleans(values, count, column);
    case FIELD_ENUM:
        return store_choices(f->enumeration, values, count, column);
    case FIELD_INTEGER:
        return store_integers(values, count, column);
    case FIELD_DATE:
        return store_dates(values, count, column);
    case FIELD_DATETIME:
        return moment_parse_all(values, count, column);
    case FIELD_PERIOD:
        return store_periods(values, count, column);
    case FIELD_KIND_COUNT:
        break;
    }
    return false;
}

bool store_ids(segment *s, uint32_t first, const str *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i].at == NULL || !value_is_id(ids[i]))
            return false;
    for (size_t i = 0; i < count; i++)
        segment_add_id(s, first + (uint32_t)i, ids[i]);
    return true;
}

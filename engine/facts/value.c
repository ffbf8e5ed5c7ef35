/* Values as facts documents write them. */
#include "facts/value.h"

#include "base/bytes.h"

enum { MAX_DIGITS = 18, MUNICIPALITY_DIGITS = 6 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return (unsigned char)c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r');
}

bool value_read_integer(str text, int64_t *out)
{
    bool negative = text.length > 0 && text.at[0] == '-';
    if (negative)
        text = str_from(text, 1);
    if (text.length == 0 || text.length > MAX_DIGITS || (text.length > 1 && text.at[0] == '0'))
        return false;
    int64_t value = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.at[i]))
            return false;
        value = value * 10 + (text.at[i] - '0');
    }
    *out = negative ? -value : value;
    return true;
}

uint8_t value_boolean_code(str text)
{
    if (text.length == 4 && memcmp(text.at, "true", 4) == 0)
        return 2;
    return text.length == 5 && memcmp(text.at, "false", 5) == 0;
}

uint8_t value_enum_code(const enum_type *e, str text)
{
    return (uint8_t)(enum_find_value(e, text) + 1);
}

/* Eight bytes at a time, of which none is mostly as small as white space. */
bool value_is_id(str text)
{
    bool is_empty = text.length == 0;
    while (text.length > 0) {
        size_t length = text.length < sizeof(uint64_t) ? text.length : sizeof(uint64_t);
        uint64_t beyond = length < sizeof(uint64_t) ? UINT64_MAX << length * 8 : 0;
        if (bytes_find(str_word(text) | beyond, 0, ' ' + 1) != 0)
            for (size_t i = 0; i < length; i++)
                if (is_space(text.at[i]))
                    return false;
        text = str_from(text, length);
    }
    return !is_empty;
}

bool value_is_municipality(str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!is_digit(text.at[i]))
            return false;
    return text.length == MUNICIPALITY_DIGITS;
}

/* Reads lines that look like the element before them. */
#include "xml/plain_row.h"

/* Which bytes a value may hold that mean themselves: printable ASCII but for the quote and what markup begins with. */
static const bool is_plain[256] = {
    [' '] = true, ['!'] = true, ['#' ... '%'] = true, ['\'' ... ';'] = true, ['=' ... '~'] = true,
};

void row_pattern_learn(row_pattern *p, const char *name, const char *space, const xml_attribute *attributes,
                       size_t count)
{
    bool is_known = p->name == name && p->attribute_count == count;
    for (size_t i = 0; i < count && is_known; i++)
        is_known = p->attributes[i].at == attributes[i].name;
    p->space = space;
    if (is_known)
        return;
    p->name = name;
    p->tag = str_of(name);
    p->attribute_count = count;
    for (size_t i = 0; i < count; i++)
        p->attributes[i] = str_of(attributes[i].name);
}

/* Returns what follows the blanks. Lines end in a line feed, at which every walk along one stops. */
static const char *skip_blanks(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* Returns what follows the word, or NULL where it does not stand here. */
static const char *skip_word(const char *at, const char *end, str word)
{
    return (size_t)(end - at) > word.length && memcmp(at, word.at, word.length) == 0 ? at + word.length : NULL;
}

/* Returns whether all eight bytes are plain, or false where some may not be. */
static bool are_plain(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    uint64_t word;
    memcpy(&word, at, sizeof word);
    uint64_t quote = word ^ ones * '"', ampersand = word ^ ones * '&', tag = word ^ ones * '<';
    /* A borrow reaches the top bit of a byte that is 0, or less than a space. */
    uint64_t odd = (word - ones * ' ') | (quote - ones) | (ampersand - ones) | (tag - ones) | word;
    return (odd & tops) == 0;
}

static const char *skip_plain(const char *at, const char *end)
{
    while (end - at >= 8 && are_plain(at))
        at += 8;
    while (is_plain[(unsigned char)*at])
        at++;
    return at;
}

/* Reads `name="value"` where the pattern has that name from its attribute *next on. Returns what follows, or NULL. */
static const char *read_attribute(const row_pattern *p, const char *at, const char *end, size_t *next,
                                  xml_attribute *out)
{
    while (*next < p->attribute_count) {
        str name = p->attributes[(*next)++];
        const char *equals = skip_word(at, end, name);
        if (equals == NULL || equals[0] != '=' || equals[1] != '"')
            continue;
        const char *value = equals + 2, *close = skip_plain(value, end);
        *out = (xml_attribute){name.at, {value, (size_t)(close - value)}};
        return *close == '"' ? close + 1 : NULL;
    }
    return NULL;
}

const char *plain_row_read(const row_pattern *p, str text, plain_row *row)
{
    const char *end = memchr(text.at, '\n', text.length); /* of the line */
    if (end == NULL)
        return NULL;
    const char *tag = skip_blanks(text.at);
    const char *at = *tag == '<' ? skip_word(tag + 1, end, p->tag) : NULL;
    row->line = text.at;
    row->tag = tag;
    row->attribute_count = 0;
    for (size_t next = 0; at != NULL; row->attribute_count++) {
        const char *blank = at;
        at = skip_blanks(at);
        if (at[0] == '/' && at[1] == '>')
            break;
        at = at > blank ? read_attribute(p, at, end, &next, &row->attributes[row->attribute_count]) : NULL;
    }
    if (at == NULL)
        return NULL;
    at = skip_blanks(at + 2);
    if (at < end && *at == '\r')
        at++;
    return at == end ? end + 1 : NULL;
}

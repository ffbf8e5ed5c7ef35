/* Reads lines that look like the element before them, eight bytes at a time. */
#include "xml/plain_row.h"

#include <stdio.h>

enum { WORD_BYTES = sizeof(uint64_t) };

/* ---- learning ---- */

/* Sets a word of which the name has its place in p->text. Returns whether there is room for it. */
static bool set_word(row_pattern *p, row_word *word, const char *before, const char *name, const char *after)
{
    size_t room = sizeof p->text - p->length;
    char *at = p->text + p->length;
    int length = snprintf(at, room, "%s%s%s", before, name, after);
    if ((size_t)length >= room || length > ROW_MARGIN)
        return false;
    p->length += (size_t)length;
    word->text = (str){at, (size_t)length};
    word->first = str_word(word->text);
    word->mask = length < WORD_BYTES ? ((uint64_t)1 << length * 8) - 1 : UINT64_MAX;
    word->last = length < WORD_BYTES ? 0 : str_word(str_from(word->text, (size_t)length - WORD_BYTES));
    return true;
}

bool row_pattern_learn(row_pattern *p, const char *name, const char *space, const xml_attribute *attributes,
                       size_t count)
{
    bool is_known = p->name == name && p->attribute_count == count;
    for (size_t i = 0; i < count && is_known; i++)
        is_known = p->names[i] == attributes[i].name;
    p->space = space;
    if (is_known)
        return true;
    p->length = 0;
    bool has_room = set_word(p, &p->tag, "<", name, "");
    for (size_t i = 0; i < count && has_room; i++) {
        p->names[i] = attributes[i].name;
        has_room = set_word(p, &p->openings[i], " ", attributes[i].name, "=\"");
    }
    p->name = has_room ? name : NULL;
    p->attribute_count = count;
    return has_room;
}

/* ---- reading: no row holds a 0, so what stands at the end ends every walk ---- */

static inline uint64_t load(const char *at)
{
    return str_word((str){at, WORD_BYTES});
}

static inline const char *skip_blanks(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* Returns what follows a word of the pattern, or NULL where it does not stand here. */
static inline const char *skip_word(const char *at, const row_word *word)
{
    size_t length = word->text.length;
    if (((load(at) ^ word->first) & word->mask) != 0)
        return NULL;
    if (length > WORD_BYTES && load(at + length - WORD_BYTES) != word->last)
        return NULL;
    if (length > 2 * WORD_BYTES && memcmp(at, word->text.at, length) != 0)
        return NULL;
    return at + length;
}

/* Plain bytes mean themselves in a value: ASCII but for controls, the quote and what markup begins with. Returns the
   top bits of those that are not, right up to the first: a borrow reaches the top bit of a byte that is 0, or less
   than a space, and then those above. */
static inline uint64_t find_odd(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    uint64_t quote = (word | ones * ('"' ^ '&')) ^ ones * '&', tag = word ^ ones * '<'; /* or ampersand */
    return ((word - ones * ' ') | (quote - ones) | (tag - ones) | word) & tops;
}

/* Returns how many plain bytes there are. Where they are as many as guessed, the guess is returned: the processor goes
   on with it while it still counts. */
static inline size_t count_plain(const char *at, size_t guess)
{
    uint64_t odd;
    size_t count = 0;
    while ((odd = find_odd(load(at + count))) == 0)
        count += WORD_BYTES;
    uint64_t first = odd & (~odd + 1), guessed = (uint64_t)0x80 << guess % WORD_BYTES * 8;
    if (count == guess / WORD_BYTES * WORD_BYTES && first == guessed)
        return guess;
    return count + (size_t)__builtin_ctzll(odd) / 8;
}

/* Returns where the next value begins that the pattern has from its attribute *next on, or NULL and *next behind all.
 */
static const char *search_value(const row_pattern *p, const char *at, size_t *next)
{
    const char *blank = skip_blanks(at) - 1; /* the last one */
    for (; blank >= at && *next < p->attribute_count; ++*next) {
        const char *value = skip_word(blank, &p->openings[*next]);
        if (value != NULL)
            return value;
    }
    *next = p->attribute_count;
    return NULL;
}

/* Returns what follows the end of the tag and of the line, or NULL. */
static const char *skip_end(const char *at)
{
    at = skip_blanks(at);
    if (at[0] != '/' || at[1] != '>')
        return NULL;
    at = skip_blanks(at + 2);
    if (*at == '\r')
        at++;
    return *at == '\n' ? at + 1 : NULL;
}

/* Reads a line. Returns what follows it, or NULL where it is no row. values[i * XML_MOST_ROWS] receives the value of
   the pattern's attribute i. None comes twice. */
static const char *read_row(row_pattern *p, const char *line, str *values, uint64_t *missing)
{
    uint64_t absent = 0;
    const char *at = skip_word(skip_blanks(line), &p->tag);
    if (at == NULL)
        return NULL;
    for (size_t next = 0; next < p->attribute_count; next++) {
        const char *value = skip_word(at, &p->openings[next]);
        if (value == NULL) {
            size_t expected = next;
            value = search_value(p, at, &next);
            for (; expected < next; expected++) {
                values[expected * XML_MOST_ROWS] = (str){0};
                absent |= (uint64_t)1 << expected;
            }
        }
        if (value == NULL)
            break;
        size_t length = count_plain(value, p->lengths[next]);
        if (value[length] != '"')
            return NULL;
        p->lengths[next] = length;
        values[next * XML_MOST_ROWS] = (str){value, length};
        at = value + length + 1;
    }
    at = skip_end(at);
    if (at != NULL)
        *missing |= absent;
    return at;
}

str plain_rows_read(row_pattern *p, str text, xml_rows *rows, const char *starts[XML_MOST_ROWS])
{
    const char *next;
    size_t count = 0;
    rows->missing = 0;
    while (count < XML_MOST_ROWS && (next = read_row(p, text.at, &rows->values[0][count], &rows->missing)) != NULL) {
        starts[count++] = text.at;
        text = str_from(text, (size_t)(next - text.at));
    }
    rows->name = p->name;
    rows->space = p->space;
    rows->names = p->names;
    rows->attribute_count = p->attribute_count;
    rows->count = count;
    return text;
}

/* The order of a contract's clauses. A number is a label (別記第…条) and parts, each with a branch: 第11条の2第3項 is
   (11, 2), (3, 0). Only numbers with the same label can be compared. */
#include "text/order.h"

#include "text/marker.h"
#include "text/normalise.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_PARTS = 4, MAX_NUMBER = 9999, KANJI_BYTES = 3 };

typedef struct part {
    int number, branch;
} part;

typedef struct clause_key {
    numbered_text text;
    str label; /* what precedes the first number */
    str unit;  /* what follows it: 条 */
    part parts[MAX_PARTS];
    size_t count; /* 0: unreadable */
    size_t place; /* as given */
} clause_key;

/* --- Numbers --- */

static int kanji_value(str text)
{
    static const char digits[] = "〇一二三四五六七八九十百";
    for (size_t i = 0; text.length >= KANJI_BYTES && digits[i] != '\0'; i += KANJI_BYTES)
        if (memcmp(digits + i, text.at, KANJI_BYTES) == 0)
            return i < 10 * KANJI_BYTES ? (int)(i / KANJI_BYTES) : i == 10 * KANJI_BYTES ? 10 : 100;
    return -1;
}

static size_t read_kanji_number(str text, int *number)
{
    size_t length = 0;
    int sum = 0, digits = 0;
    for (int value; (value = kanji_value(str_from(text, length))) >= 0 && sum + digits <= MAX_NUMBER;
         length += KANJI_BYTES) {
        if (value < 10) {
            digits = digits * 10 + value;
            continue;
        }
        sum += (digits == 0 ? 1 : digits) * value;
        digits = 0;
    }
    *number = sum + digits;
    return length;
}

/* Returns the number of bytes of the number that the text begins with, or 0. */
static size_t read_number(str text, int *number)
{
    size_t length = 0;
    *number = 0;
    for (; length < text.length && text.at[length] >= '0' && text.at[length] <= '9' && *number <= MAX_NUMBER; length++)
        *number = *number * 10 + (text.at[length] - '0');
    return length > 0 ? length : read_kanji_number(text, number);
}

/* Returns the length of what may stand between or behind numbers: 条第, の, ). */
static size_t separator_length(str text)
{
    static const char *const separators[] = {"条", "項", "号", "第", "の", "(", ")", ".", "-", " "};
    size_t length = 0, i = 0, count = sizeof separators / sizeof separators[0];
    while (i < count) {
        bool found = str_starts(str_from(text, length), str_of(separators[i]));
        length += found ? strlen(separators[i]) : 0;
        i = found ? 0 : i + 1;
    }
    return length;
}

static bool is_branch(str separator)
{
    str last = STR("の");
    return separator.length >= last.length && str_equal(str_from(separator, separator.length - last.length), last);
}

/* Returns where the first number begins: at 第, at a digit, or at a kanji number that the text begins with. */
static size_t find_first_number(str text)
{
    size_t article = str_find(text, STR("第"));
    int number;
    if (article != SIZE_MAX)
        return article + KANJI_BYTES + (str_starts(str_from(text, article + KANJI_BYTES), STR(" ")) ? 1 : 0);
    if (kanji_value(text) >= 0)
        return 0;
    for (size_t i = 0; i < text.length; i++)
        if (read_number((str){text.at + i, 1}, &number) > 0)
            return i;
    return text.length;
}

/* (ア), イ: one number of a series. */
static void read_series(clause_key *key, str text)
{
    static const char *const names[SERIES_COUNT] = {"a", "n", "(n", "(ア", "(一", "ア", "一", ""};
    marker m;
    if (!marker_read(text, &m) || m.length != text.length || m.number == 0)
        return;
    key->label = str_of(names[m.series]);
    key->parts[0] = (part){m.number, 0};
    key->count = 1;
}

static bool add_number(clause_key *key, int number, bool branch)
{
    if (number < 1 || number > MAX_NUMBER)
        return false;
    if (branch && key->count > 0 && key->parts[key->count - 1].branch == 0) {
        key->parts[key->count - 1].branch = number;
        return true;
    }
    if (branch || key->count == MAX_PARTS)
        return false;
    key->parts[key->count++] = (part){number, 0};
    return true;
}

static void read_parts(clause_key *key, str text)
{
    size_t at = find_first_number(text);
    key->label = str_trim((str){text.at, at});
    bool branch = false;
    while (at < text.length) {
        int number;
        size_t length = read_number(str_from(text, at), &number);
        if (length == 0 || !add_number(key, number, branch)) {
            key->count = 0;
            return;
        }
        at += length;
        str separator = {text.at + at, separator_length(str_from(text, at))};
        if (key->count == 1 && !branch)
            key->unit = str_starts(separator, STR("条")) ? STR("条") : STR("");
        branch = is_branch(separator);
        at += separator.length;
    }
    if (branch)
        key->count = 0;
}

static void read_key(arena *a, clause_key *key)
{
    str text;
    if (key->text.document == SIZE_MAX || !normalise_text(a, key->text.number, &text))
        return;
    read_parts(key, text);
    if (key->count == 0)
        read_series(key, text);
}

/* --- Order --- */

static int compare_labels(const clause_key *p, const clause_key *q)
{
    int label = str_compare(p->label, q->label);
    return label != 0 ? label : str_compare(p->unit, q->unit);
}

static int compare_parts(const clause_key *p, const clause_key *q)
{
    for (size_t i = 0; i < p->count && i < q->count; i++) {
        if (p->parts[i].number != q->parts[i].number)
            return p->parts[i].number < q->parts[i].number ? -1 : 1;
        if (p->parts[i].branch != q->parts[i].branch)
            return p->parts[i].branch < q->parts[i].branch ? -1 : 1;
    }
    return (p->count > q->count) - (p->count < q->count);
}

static int compare_keys(const void *a, const void *b)
{
    const clause_key *p = a, *q = b;
    if (p->text.document != q->text.document)
        return p->text.document < q->text.document ? -1 : 1;
    if ((p->count == 0) != (q->count == 0))
        return p->count > 0 ? -1 : 1;
    int order = compare_labels(p, q);
    if (order == 0)
        order = compare_parts(p, q);
    return order != 0 ? order : p->place < q->place ? -1 : 1;
}

static bool is_next_part(part p, part q)
{
    if (q.branch == 0)
        return q.number == p.number + 1;
    return q.number == p.number && q.branch == (p.branch == 0 ? 2 : p.branch + 1);
}

/* Whether no number is left out between two, of which the first is the lesser. 第5条 may hold 第1項. */
static bool is_next_key(const clause_key *p, const clause_key *q)
{
    size_t i = 0;
    while (i < p->count && i < q->count && p->parts[i].number == q->parts[i].number &&
           p->parts[i].branch == q->parts[i].branch)
        i++;
    if (i == q->count)
        return false;
    bool next =
        i < p->count ? is_next_part(p->parts[i], q->parts[i]) : q->parts[i].number <= 2 && q->parts[i].branch == 0;
    for (i++; i < q->count; i++)
        next = next && q->parts[i].number == 1 && q->parts[i].branch == 0;
    return next;
}

static bool is_same_series(const clause_key *p, const clause_key *q)
{
    return p->text.document == q->text.document && p->count > 0 && q->count > 0 && compare_labels(p, q) == 0;
}

/* Whether the number is given to one text only. */
static bool is_unique(const clause_key *keys, size_t count, size_t i)
{
    bool before = i > 0 && is_same_series(&keys[i - 1], &keys[i]) && compare_parts(&keys[i - 1], &keys[i]) == 0;
    bool after = i + 1 < count && is_same_series(&keys[i], &keys[i + 1]) && compare_parts(&keys[i], &keys[i + 1]) == 0;
    return keys[i].count > 0 && !before && !after;
}

/* What is known between two places that follow each other after sorting; `clean`: all of the document is of one
   series. */
static enum neighbour between(const clause_key *keys, size_t count, size_t first, bool clean)
{
    size_t second = first + 1;
    if (!is_unique(keys, count, first) || !is_unique(keys, count, second) ||
        !is_same_series(&keys[first], &keys[second]))
        return NEIGHBOUR_UNTOLD;
    if (is_next_key(&keys[first], &keys[second]))
        return NEIGHBOUR_NEXT;
    return clean ? NEIGHBOUR_APART : NEIGHBOUR_UNTOLD;
}

/* Places the texts from `begin` to `end`, which are those of one document. */
static void place_document(const clause_key *keys, size_t count, size_t begin, size_t end, clause_place *places)
{
    bool clean = keys[begin].count > 0;
    for (size_t i = begin + 1; i < end; i++)
        clean = clean && is_same_series(&keys[begin], &keys[i]);
    for (size_t i = begin; i < end; i++) {
        enum neighbour none = clean && is_unique(keys, count, i) ? NEIGHBOUR_APART : NEIGHBOUR_UNTOLD;
        places[i] = (clause_place){.document = keys[i].text.document, .before = none, .after = none};
        if (i > begin)
            places[i].before = places[i - 1].after = between(keys, count, i - 1, clean);
    }
}

const clause_place *order_texts(arena *a, numbered_text *texts, size_t count)
{
    clause_key *keys = ARENA_ARRAY(a, clause_key, count);
    clause_place *places = ARENA_ARRAY(a, clause_place, count);
    for (size_t i = 0; i < count; i++) {
        keys[i] = (clause_key){.text = texts[i], .place = i};
        read_key(a, &keys[i]);
    }
    if (count > 1)
        qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++)
        texts[i] = keys[i].text;
    for (size_t begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1; end < count && keys[end].text.document == keys[begin].text.document;)
            end++;
        place_document(keys, count, begin, end, places);
    }
    return places;
}

/* The words of the reports; report_words.def holds them side by side in both languages. */
#include "report/report_words.h"

#include "base/bytes.h"

#include <stdio.h>

#define LABEL(ja, en)                                                                                                  \
    {                                                                                                                  \
        {(ja), sizeof(ja) - 1},                                                                                        \
        {                                                                                                              \
            (en), sizeof(en) - 1                                                                                       \
        }                                                                                                              \
    }

static const label words[] = {
#define WORD(id, ja, en) [id] = LABEL(ja, en),
#include "report/report_words.def"
#undef WORD
};

str word_text(enum word w, enum language language)
{
    return language == LANGUAGE_EN ? words[w].en : words[w].ja;
}

/* Prints the slot that the text begins with, {1} or {1:row|rows}. Returns what follows it. */
static str print_slot(buffer *b, str text, const str *values)
{
    str value = values[text.at[1] - '1'];
    size_t middle = str_find(text, STR("|")), end = str_find(text, STR("}"));
    if (text.at[2] == '}')
        buffer_add(b, value);
    else if (str_is(value, "1"))
        buffer_add(b, (str){text.at + 3, middle - 3});
    else
        buffer_add(b, (str){text.at + middle + 1, end - middle - 1});
    return str_from(text, end + 1);
}

void word_print(buffer *b, enum word w, enum language language, str first, str second, str third)
{
    const str values[] = {first, second, third};
    str text = word_text(w, language);
    for (size_t words; (words = str_find(text, STR("{"))) != SIZE_MAX;) {
        buffer_add(b, (str){text.at, words});
        text = print_slot(b, str_from(text, words), values);
    }
    buffer_add(b, text);
}

number_text number_print(uint64_t number)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    number_text text = {{0}};
    size_t at = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text.at[at++] = ',';
        text.at[at++] = digits[i];
    }
    return text;
}

enum word explanation_word(const explanation *why)
{
    switch (why->truth) {
    case TRUTH_FALSE:
        return why->is_against ? WORD_DOES_NOT_APPLY : WORD_FALSE;
    case TRUTH_UNKNOWN:
        return WORD_UNKNOWN;
    case TRUTH_REVIEW:
        return WORD_REVIEW;
    case TRUTH_TRUE:
        return why->is_against ? WORD_APPLIES : WORD_TRUE;
    }
    return WORD_UNKNOWN;
}

enum word result_meaning(enum result r)
{
    static const enum word meanings[RESULT_COUNT] = {
        [RESULT_NOT_APPLICABLE] = WORD_MEANS_NOT_APPLICABLE,
        [RESULT_PASS] = WORD_MEANS_PASS,
        [RESULT_NOTICE] = WORD_MEANS_NOTICE,
        [RESULT_REVIEW] = WORD_MEANS_REVIEW,
        [RESULT_UNKNOWN] = WORD_MEANS_UNKNOWN,
        [RESULT_FAIL] = WORD_MEANS_FAIL,
        [RESULT_ERROR] = WORD_MEANS_ERROR,
    };
    return meanings[r];
}

const char *result_sign(enum result r)
{
    switch (r) {
    case RESULT_NOT_APPLICABLE:
        return "－";
    case RESULT_PASS:
        return "○";
    case RESULT_NOTICE:
        return "！";
    case RESULT_REVIEW:
        return "△";
    case RESULT_UNKNOWN:
        return "？";
    case RESULT_FAIL:
        return "×";
    case RESULT_ERROR:
    case RESULT_COUNT:
        break;
    }
    return "Ｅ";
}

/* Reads one character of valid UTF-8. */
static uint32_t read_character(str s, size_t *length)
{
    unsigned char first = (unsigned char)s.at[0];
    *length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (*length > s.length)
        *length = s.length;
    uint32_t c = *length == 1 ? first : first & (0x7Fu >> *length);
    for (size_t i = 1; i < *length; i++)
        c = c << 6 | ((unsigned char)s.at[i] & 0x3Fu);
    return c;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* The bytes that controls begin with in UTF-8. */
static bool may_be_control(unsigned char first)
{
    return first < 0x20 || first == 0x7F || first == 0xC2 || first == 0xE2;
}

static bool may_have_control(uint64_t bytes)
{
    return (bytes_find(bytes, 0, 0x20) | bytes_find(bytes, 0x7F, 1) | bytes_find(bytes, 0xC2, 1) |
            bytes_find(bytes, 0xE2, 1)) != 0;
}

void add_clean(buffer *b, str s, void (*add)(buffer *, str))
{
    size_t added = 0;
    if (s.length == 0)
        return;
    for (size_t i = 0, length; i < s.length; i += length) {
        while (s.length - i > 8 && !may_have_control(bytes_read(s.at + i)))
            i += 8;
        length = 1;
        if (!may_be_control((unsigned char)s.at[i]))
            continue;
        uint32_t c = read_character(str_from(s, i), &length);
        if (!is_control(c))
            continue;
        add(b, (str){s.at + added, i - added});
        buffer_add_text(b, c == '\n' || c == '\t' || c == '\r' ? " " : "\xEF\xBF\xBD");
        added = i + length;
    }
    add(b, str_from(s, added));
}

void place_print(buffer *b, place at)
{
    if (at.file == NULL)
        return;
    buffer_add_text(b, at.file);
    if (at.line > 0)
        buffer_addf(b, ":%u", at.line);
}

static void add_amount(buffer *b, int32_t amount, enum word unit, enum language language)
{
    if (amount != 0)
        word_print(b, unit, language, str_of(number_print((uint64_t)amount).at), (str){0}, (str){0});
}

static void duration_print(buffer *b, duration d, enum language language)
{
    add_amount(b, d.months / 12, WORD_YEARS, language);
    add_amount(b, d.months % 12, WORD_MONTHS, language);
    add_amount(b, d.days, WORD_DAYS, language);
    if (d.months == 0 && d.days == 0)
        word_print(b, WORD_DAYS, language, STR("0"), (str){0}, (str){0});
}

void parameter_print(buffer *b, const audited_parameter *p, const parameter_value *v, enum language language)
{
    switch (p->kind) {
    case PARAMETER_INTEGER:
        buffer_addf(b, "%lld", (long long)v->as.integer);
        break;
    case PARAMETER_DURATION:
        duration_print(b, v->as.duration, language);
        break;
    case PARAMETER_STRING:
        buffer_add(b, v->as.string);
        break;
    }
}

typedef struct character_range {
    uint32_t first, last;
} character_range;

/* Wide and full-width characters of UAX #11. Ambiguous ones (○, ×) count as one: nothing aligned holds them. */
static const character_range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x3098},   {0x309B, 0xA4CF}, {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

/* Characters that join the one before. */
static const character_range joining[] = {
    {0x0300, 0x036F}, {0x200B, 0x200D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xE0100, 0xE01EF},
};

static bool is_within(uint32_t c, const character_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

size_t text_width(str s)
{
    size_t width = 0;
    for (size_t i = 0, length; i < s.length; i += length) {
        uint32_t c = read_character(str_from(s, i), &length);
        bool is_low = c < joining[0].first; /* than all of both */
        if (!is_low && is_within(c, wide, sizeof wide / sizeof wide[0]))
            width += 2;
        else if (is_low || !is_within(c, joining, sizeof joining / sizeof joining[0]))
            width++;
    }
    return width;
}

/* The numbers that paragraphs and items of a contract begin with. */
#include "text/marker.h"

static const char KANA[] = "アイウエオカキクケコサシスセソタチツテトナニヌネノ";
static const char KANJI[] = "一二三四五六七八九十";

enum { KANA_BYTES = 3, MAX_DIGITS = 2 };

static size_t count_white(str text)
{
    size_t count = 0;
    while (count < text.length && strchr(" \t\r\n", text.at[count]) != NULL && text.at[count] != '\0')
        count++;
    return count;
}

/* Returns the number of bytes of the digits, and their value. */
static size_t read_digits(str text, int *number)
{
    size_t length = 0;
    *number = 0;
    while (length < text.length && text.at[length] >= '0' && text.at[length] <= '9' && length <= MAX_DIGITS)
        *number = *number * 10 + (text.at[length++] - '0');
    return length <= MAX_DIGITS ? length : 0;
}

/* Returns the place, from 1, of the text's first character in a list of three-byte characters, or 0. */
static int place_in(const char *list, str text)
{
    if (text.length < KANA_BYTES)
        return 0;
    for (size_t i = 0; list[i] != '\0'; i += KANA_BYTES)
        if (memcmp(list + i, text.at, KANA_BYTES) == 0)
            return (int)(i / KANA_BYTES) + 1;
    return 0;
}

/* Reads 一 to 十, and 十一 to 十九. */
static size_t read_kanji(str text, int *number)
{
    *number = place_in(KANJI, text);
    if (*number == 0)
        return 0;
    int units = *number == 10 ? place_in(KANJI, str_from(text, KANA_BYTES)) : 0;
    if (units == 0 || units == 10)
        return KANA_BYTES;
    *number += units;
    return 2 * KANA_BYTES;
}

static size_t read_kana(str text, int *number)
{
    *number = place_in(KANA, text);
    return *number > 0 ? KANA_BYTES : 0;
}

/* Closes the marker at `length` bytes, with the white space behind it. */
static bool close_marker(marker *out, str text, enum marker_series series, size_t length)
{
    size_t white = count_white(str_from(text, length));
    out->series = series;
    out->spaced = white > 0 || length == text.length;
    out->length = length + white;
    return true;
}

static bool read_article(str text, marker *out)
{
    if (!str_starts(text, STR("第")))
        return false;
    str rest = str_from(text, KANA_BYTES);
    size_t white = count_white(rest);
    size_t digits = read_digits(str_from(rest, white), &out->number);
    if (digits == 0)
        return false;
    size_t length = KANA_BYTES + white + digits;
    size_t gap = count_white(str_from(text, length));
    if (str_starts(str_from(text, length + gap), STR("条")))
        return close_marker(out, text, SERIES_ARTICLE, length + gap + KANA_BYTES);
    return gap > 0 && close_marker(out, text, SERIES_ARTICLE, length);
}

static bool read_parenthesis(str text, marker *out)
{
    str rest = str_from(text, 1);
    enum marker_series series = SERIES_PAREN_DIGIT;
    size_t length = read_digits(rest, &out->number);
    if (length == 0) {
        series = SERIES_PAREN_KANA;
        length = read_kana(rest, &out->number);
    }
    if (length == 0) {
        series = SERIES_PAREN_KANJI;
        length = read_kanji(rest, &out->number);
    }
    if (length == 0 || !str_starts(str_from(rest, length), STR(")")))
        return false;
    return close_marker(out, text, series, length + 2);
}

/* Whether a number is a quantity and not a marker: 2年, 10日以内, 3の. */
static bool is_quantity(str after)
{
    static const char *const units[] = {"年", "月", "日", "時", "分", "円", "条", "項", "号",   "名", "人", "部",
                                        "回", "割", "件", "通", "か", "箇", "ヶ", "週", "営業", "の", "以", "%"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (str_starts(after, str_of(units[i])))
            return true;
    return false;
}

static bool read_number(str text, marker *out)
{
    size_t length = read_digits(text, &out->number);
    if (length == 0)
        return false;
    bool dotted = str_starts(str_from(text, length), STR("."));
    close_marker(out, text, SERIES_NUMBER, length + dotted);
    out->spaced = out->spaced || dotted;
    return !is_quantity(str_from(text, out->length));
}

static bool read_bare(str text, marker *out)
{
    size_t length = read_kana(text, &out->number);
    if (length > 0)
        return close_marker(out, text, SERIES_KANA, length) && out->spaced;
    length = read_kanji(text, &out->number);
    return length > 0 && close_marker(out, text, SERIES_KANJI, length) && out->spaced;
}

static bool read_bullet(str text, marker *out)
{
    static const char *const bullets[] = {"・", "●", "○", "◯", "■", "□", "◆", "◇"};
    out->number = 0;
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++)
        if (str_starts(text, str_of(bullets[i])))
            return close_marker(out, text, SERIES_BULLET, KANA_BYTES);
    return false;
}

bool marker_read(str text, marker *out)
{
    if (text.length == 0)
        return false;
    if (text.at[0] == '(')
        return read_parenthesis(text, out);
    if (text.at[0] >= '0' && text.at[0] <= '9')
        return read_number(text, out);
    return read_article(text, out) || read_bare(text, out) || read_bullet(text, out);
}

bool marker_is_reference(str after)
{
    static const char *const particles[] = {"から", "及び", "又は",     "に",     "の", "、",
                                            "まで", "と",   "若しくは", "並びに", "を", "は"};
    for (size_t i = 0; i < sizeof particles / sizeof particles[0]; i++)
        if (str_starts(after, str_of(particles[i])))
            return true;
    return false;
}

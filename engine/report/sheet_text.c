/* Texts of cells: what a cell can hold, and how wide it is. */
#include "report/sheet.h"

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Spreadsheets read _x000D_ as the character of that number. */
static bool is_escape(str s)
{
    if (s.length < 7 || s.at[0] != '_' || s.at[1] != 'x' || s.at[6] != '_')
        return false;
    return is_hex(s.at[2]) && is_hex(s.at[3]) && is_hex(s.at[4]) && is_hex(s.at[5]);
}

/* U+FFFE and U+FFFF. */
static bool is_noncharacter(str s)
{
    return str_starts(s, STR("\xEF\xBF\xBE")) || str_starts(s, STR("\xEF\xBF\xBF"));
}

static void add_plain(buffer *b, str text)
{
    size_t added = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool is_read_otherwise = text.at[i] == '_' && is_escape(str_from(text, i));
        bool is_forbidden = text.at[i] == '\xEF' && is_noncharacter(str_from(text, i));
        if (!is_read_otherwise && !is_forbidden)
            continue;
        buffer_add(b, (str){text.at + added, i - added});
        buffer_add_text(b, is_forbidden ? "\xEF\xBF\xBD" : "_x005F");
        added = i + (is_forbidden ? 3 : 0);
    }
    buffer_add(b, str_from(text, added));
}

/* What a byte of UTF-8 adds to the units of UTF-16. */
static size_t units_of(char byte)
{
    unsigned char c = (unsigned char)byte;
    return (c & 0xC0) == 0x80 ? 0 : c >= 0xF0 ? 2 : 1;
}

static size_t count_units(str text)
{
    size_t units = 0;
    for (size_t i = 0; i < text.length; i++)
        units += units_of(text.at[i]);
    return units;
}

/* The longest beginning of whole characters that has at most so many units. */
static str first_units(str text, size_t most)
{
    size_t units = 0, i = 0;
    while (i < text.length && units + units_of(text.at[i]) <= most)
        units += units_of(text.at[i++]);
    return (str){text.at, i};
}

void cell_fit(buffer *b, str text, size_t most, str mark)
{
    buffer plain = {0};
    add_plain(&plain, text);
    str all = buffer_str(&plain);
    bool fits = count_units(all) <= most;
    buffer_add(b, fits ? all : first_units(all, most - count_units(mark)));
    buffer_add(b, fits ? (str){0} : mark);
    buffer_free(&plain);
}

/* Takes the first line off the text and returns its width. */
static size_t next_line(str *text)
{
    size_t end = str_find(*text, STR("\n"));
    str line = {text->at, end < text->length ? end : text->length};
    *text = end < text->length ? str_from(*text, end + 1) : (str){0};
    return text_width(line);
}

size_t cell_width(str text)
{
    size_t widest = 0;
    while (text.length > 0) {
        size_t width = next_line(&text);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Words that do not fit move on as a whole: where a line is broken, some of the width stays empty. */
size_t cell_lines(str text, size_t width)
{
    enum { EMPTY = 2 };
    size_t lines = 0, filled = width > EMPTY ? width - EMPTY : 1;
    do {
        size_t wanted = next_line(&text);
        lines += wanted <= width ? 1 : (wanted + filled - 1) / filled;
    } while (text.length > 0);
    return lines;
}

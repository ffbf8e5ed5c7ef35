/* Text as patterns see it. Characters go through utf8proc; the only module that includes it. */
#include "text/normalise.h"

#include "base/buffer.h"

#include <utf8proc.h>

/* From the CJK radicals upwards everything is Japanese or of no use here: kana, kanji, 、。「」ー々. */
enum { FIRST_JAPANESE = 0x2E80 };

static const utf8proc_option_t NFKC = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;

bool is_japanese(int32_t character)
{
    return character >= FIRST_JAPANESE;
}

bool normalise_characters(arena *a, str text, str *out)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.at;
    utf8proc_ssize_t length = (utf8proc_ssize_t)text.length;
    *out = (str){"", 0};
    if (length == 0)
        return true;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, length, NULL, 0, NFKC);
    if (count < 0)
        return false;
    /* One more than there are characters: utf8proc_reencode writes UTF-8 in place, and a NUL. */
    utf8proc_int32_t *characters = ARENA_ARRAY(a, utf8proc_int32_t, (size_t)count + 1);
    count = utf8proc_decompose(bytes, length, characters, count, NFKC);
    utf8proc_ssize_t size = count < 0 ? count : utf8proc_reencode(characters, count, NFKC);
    if (size < 0)
        return false;
    *out = (str){(const char *)characters, (size_t)size};
    return true;
}

static bool is_white(int32_t character)
{
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
        return true;
    default:
        return false;
    }
}

str normalise_spaces(arena *a, str text)
{
    buffer joined = {0};
    int32_t before = -1; /* the last character that is not white */
    bool white = false;
    while (text.length > 0) {
        utf8proc_int32_t character;
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.length, &character);
        if (size <= 0)
            break; /* not reached: the caller gives what normalise_characters gave */
        if (is_white(character)) {
            white = true;
        } else {
            if (white && before >= 0 && !is_japanese(before) && !is_japanese(character))
                buffer_add_char(&joined, ' ');
            buffer_add(&joined, (str){text.at, (size_t)size});
            before = character;
            white = false;
        }
        text = str_from(text, (size_t)size);
    }
    return buffer_keep(&joined, a);
}

bool normalise_text(arena *a, str text, str *out)
{
    str characters;
    *out = (str){"", 0};
    if (!normalise_characters(a, text, &characters))
        return false;
    str joined = normalise_spaces(a, characters);
    /* A space taken out may bring a letter and its mark together; composing again keeps the result stable. */
    return normalise_characters(a, joined, out);
}

/* 々, kana and kanji, which are neither composed of others nor joined with what follows. Takes three bytes. */
static bool is_plain_japanese(const unsigned char *at)
{
    uint32_t c = (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    bool is_character = (at[0] & 0xF0) == 0xE0 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80;
    return is_character && (c == 0x3005 || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC) ||
                            (c >= 0x4E00 && c <= 0x9FFF));
}

bool is_plain(str text)
{
    const unsigned char *at = (const unsigned char *)text.at, *end = at + text.length;
    while (at < end) {
        bool is_ascii = *at > ' ' && *at <= '~';
        if (!is_ascii && (end - at < 3 || !is_plain_japanese(at)))
            return false;
        at += is_ascii ? 1 : 3;
    }
    return true;
}

bool is_same_text(str a, str b)
{
    if (str_equal(a, b))
        return true;
    if (is_plain(a) && is_plain(b))
        return false;
    arena *scratch = arena_new();
    str x, y;
    bool same = normalise_text(scratch, a, &x) && normalise_text(scratch, b, &y) && str_equal(x, y);
    arena_free(scratch);
    return same;
}

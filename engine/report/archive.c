/* Reads an archive back. libxlsxwriter does not look at whether its temporary files could be written: on a full disk it
   packs parts that break off. */
#include "report/archive.h"

#include "base/str.h"

#include <stdio.h>
#include <unzip.h>

enum { PIECE = 64 * 1024, LONGEST_NAME = 60 };

/* The last bytes of a part. */
typedef struct tail {
    char at[LONGEST_NAME + 8];
    size_t length;
} tail;

static void add_to_tail(tail *t, str piece)
{
    size_t kept = piece.length < sizeof t->at ? sizeof t->at - piece.length : 0;
    kept = kept < t->length ? kept : t->length;
    size_t added = piece.length < sizeof t->at ? piece.length : sizeof t->at;
    memmove(t->at, t->at + t->length - kept, kept);
    memcpy(t->at + kept, piece.at + piece.length - added, added);
    t->length = kept + added;
}

/* Keeps the name of the first element of the text, below the XML declaration, if there is one. */
static void keep_root_name(char name[LONGEST_NAME + 1], str text)
{
    size_t from = str_find(text, STR("?>"));
    text = from < text.length ? str_from(text, from) : text;
    from = str_find(text, STR("<"));
    text = from < text.length ? str_from(text, from + 1) : (str){"", 0};
    size_t length = 0;
    while (length < text.length && length <= LONGEST_NAME && strchr(" \t\r\n/>", text.at[length]) == NULL)
        length++;
    if (length <= LONGEST_NAME)
        memcpy(name, text.at, length);
}

static bool ends_with(const tail *t, const char *name)
{
    char end[LONGEST_NAME + 4];
    str text = str_trim((str){t->at, t->length});
    size_t length = (size_t)snprintf(end, sizeof end, "</%s>", name);
    return name[0] != '\0' && length <= text.length && memcmp(text.at + text.length - length, end, length) == 0;
}

static bool is_part_whole(unzFile archive)
{
    char piece[PIECE], root[LONGEST_NAME + 1] = "";
    tail t = {.length = 0};
    if (unzOpenCurrentFile(archive) != UNZ_OK)
        return false;
    int length;
    while ((length = unzReadCurrentFile(archive, piece, PIECE)) > 0) {
        str read = {piece, (size_t)length};
        if (t.length == 0)
            keep_root_name(root, read);
        add_to_tail(&t, read);
    }
    return unzCloseCurrentFile(archive) == UNZ_OK && length == 0 && ends_with(&t, root);
}

bool archive_is_whole(const char *path)
{
    unzFile archive = unzOpen64(path);
    if (archive == NULL)
        return false;
    bool is_whole = true;
    int at = unzGoToFirstFile(archive);
    for (; at == UNZ_OK && is_whole; at = unzGoToNextFile(archive))
        is_whole = is_part_whole(archive);
    unzClose(archive);
    return is_whole && at == UNZ_END_OF_LIST_OF_FILE;
}

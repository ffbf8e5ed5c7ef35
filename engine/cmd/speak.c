/* Messages on standard error, output on standard output, and what was probably meant. */
#include "cmd/cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *choose(words w, enum junshu_language language)
{
    return language == JUNSHU_JA ? w.ja : w.en;
}

void complain(enum junshu_language language, words format, ...)
{
    const char *chosen = choose(format, language);
    va_list values;
    fputs("junshu: error: ", stderr);
    va_start(values, format);
    vfprintf(stderr, chosen, values);
    fputc('\n', stderr);
    va_end(values);
}

enum exit_status complain_unknown(enum junshu_language language, words what, const char *word,
                                  const char *const *candidates, size_t count)
{
    const char *nearest = nearest_word(word, candidates, count);
    if (nearest != NULL)
        complain(language, (words){"%s「%s」はない（「%s」の誤りか）", "unknown %s \"%s\" (did you mean \"%s\"?)"},
                 choose(what, language), word, nearest);
    else
        complain(language, (words){"%s「%s」はない（junshu --help を参照）", "unknown %s \"%s\" (see junshu --help)"},
                 choose(what, language), word);
    return STATUS_USAGE;
}

bool print(enum junshu_language language, const char *bytes, size_t length)
{
    bool done = length == 0 || fwrite(bytes, 1, length, stdout) == length;
    if (done && fflush(stdout) == 0 && ferror(stdout) == 0)
        return true;
    complain(language, (words){"標準出力に書けない", "cannot write to standard output"});
    return false;
}

bool pour(enum junshu_language language, const char *path, const char *bytes, size_t length)
{
    FILE *stream = fopen(path, "w");
    bool done = stream != NULL && (length == 0 || fwrite(bytes, 1, length, stream) == length);
    if (stream != NULL && fclose(stream) != 0)
        done = false;
    if (!done)
        complain(language, (words){"%s: 書けない", "%s: cannot write"}, path);
    return done;
}

/* ---- the nearest word ---- */

enum { MAX_WORD = 64 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

/* How many characters must be put in, taken out or changed to make one word the other. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[MAX_WORD + 1], length = strlen(b);
    for (size_t k = 0; k <= length; k++)
        row[k] = k;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t k = 1; k <= length; k++) {
            size_t changed = diagonal + (a[i - 1] != b[k - 1]);
            diagonal = row[k];
            row[k] = least(row[k] + 1, row[k - 1] + 1, changed);
        }
    }
    return row[length];
}

const char *nearest_word(const char *word, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t length = strlen(word), best = length / 3 + 2; /* farther away it is another word */
    if (length == 0 || length > MAX_WORD)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (strlen(candidates[i]) > MAX_WORD)
            continue;
        size_t distance = edit_distance(word, candidates[i]);
        if (distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}

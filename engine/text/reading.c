/* Readings by the text of the clause. */
#include "text/reading.h"

const reading *reading_find(const pattern_sets *sets, str text)
{
    return kept_get(sets->readings, text, NULL, NULL);
}

static str copy_words(arena *a, str words, size_t *bytes)
{
    *bytes += words.length;
    return str_keep(a, words);
}

static void *copy_reading(arena *a, str text, void *context, size_t *bytes)
{
    (void)text;
    const reading *from = context;
    reading *to = ARENA_NEW(a, reading);
    statement *statements = ARENA_ARRAY(a, statement, from->statement_count);
    text_evidence *doubts = ARENA_ARRAY(a, text_evidence, from->doubt_count);
    for (size_t i = 0; i < from->statement_count; i++) {
        statements[i] = from->statements[i];
        statements[i].words = copy_words(a, statements[i].words, bytes);
    }
    for (size_t i = 0; i < from->doubt_count; i++) {
        doubts[i] = from->doubts[i];
        doubts[i].sentence = copy_words(a, doubts[i].sentence, bytes);
    }
    *to = (reading){statements, from->statement_count, doubts, from->doubt_count, from->steps};
    *bytes += from->statement_count * sizeof(statement) + from->doubt_count * sizeof(text_evidence);
    return to;
}

void reading_keep(const pattern_sets *sets, str text, const reading *read)
{
    reading copied = *read;
    kept_get(sets->readings, text, copy_reading, &copied);
}

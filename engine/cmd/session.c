/* What most verbs begin with and end with: a session, its pack and facts, its diagnostics, its output. */
#include "cmd/cmd.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- where the data is ---- */

/* Writes `path` as seen from the directory of the running program. Returns false where that cannot be told. */
static bool beside_program(const char *path, char out[PATH_MAX])
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (slash == NULL)
        return false;
    *slash = '\0';
    int written = snprintf(out, PATH_MAX, "%s/%s", program, path);
    return written > 0 && written < PATH_MAX;
}

static bool has_model(const char *directory)
{
    char path[PATH_MAX];
    int written = snprintf(path, sizeof path, "%s/schema/facts.xml", directory);
    return written > 0 && written < (int)sizeof path && access(path, R_OK) == 0;
}

static bool is_data_dir_named(void)
{
    const char *named = getenv("JUNSHU_DATA_DIR");
    return named != NULL && named[0] != '\0';
}

junshu *open_session(const arguments *a)
{
    char source_tree[PATH_MAX], installed[PATH_MAX];
    junshu_options options = {.data_dir = a->values[OPTION_DATA_DIR],
                              .cache_dir = a->values[OPTION_CACHE_DIR],
                              .diagnostics_limit = a->diagnostics_limit,
                              .threads = a->threads};
    /* A program in its build tree works on that tree, even where another version is installed. */
    bool is_built_here = beside_program("..", source_tree) && has_model(source_tree);
    if (options.data_dir == NULL && !is_data_dir_named() && is_built_here)
        options.data_dir = source_tree;
    if (beside_program("../share/junshu", installed))
        options.fallback_data_dir = installed;
    junshu *session;
    enum junshu_status status = junshu_new(&options, &session);
    if (status != JUNSHU_OK)
        complain(a->language, (words){"メモリが足りない", "out of memory"});
    return session;
}

/* ---- messages ---- */

static words describe_status(enum junshu_status status)
{
    switch (status) {
    case JUNSHU_OK:
    case JUNSHU_INVALID:
        return (words){"入力に誤りがある", "the input is wrong"};
    case JUNSHU_MISUSE:
        return (words){"引数が正しくない", "an argument is not valid"};
    case JUNSHU_NO_MEMORY:
        return (words){"メモリが足りない", "out of memory"};
    case JUNSHU_STOPPED:
        return (words){"出力できない", "cannot write the output"};
    }
    return (words){"内部エラー", "internal error"};
}

void say_diagnostics(junshu *session, const arguments *a, enum junshu_status status)
{
    junshu_text text = {0};
    size_t count = junshu_diagnostic_count(session);
    if (junshu_diagnostics_write(session, a->language, &text) == JUNSHU_OK)
        fwrite(text.at, 1, text.length, stderr);
    if (status != JUNSHU_OK && (count == 0 || status != JUNSHU_INVALID))
        complain(a->language, describe_status(status));
    junshu_text_free(&text);
    junshu_diagnostics_clear(session);
}

/* ---- input ---- */

junshu_pack *open_pack(junshu *session, const arguments *a, const char *path)
{
    junshu_pack *pack;
    enum junshu_status status = junshu_pack_load(session, path, &pack);
    say_diagnostics(session, a, status);
    return pack;
}

static bool collect_paths(const arguments *a, path_list *paths)
{
    for (size_t i = 0; i < a->operand_count; i++) {
        if (paths_add(paths, a->operands[i]))
            continue;
        if (errno == 0)
            complain(a->language, (words){"%s: *.xml がない", "%s: there is no *.xml"}, a->operands[i]);
        else
            complain(a->language, (words){"%s: ディレクトリを読めない", "%s: cannot read the directory"},
                     a->operands[i]);
        return false;
    }
    return true;
}

junshu_facts *open_facts(junshu *session, const arguments *a)
{
    path_list paths = {0};
    junshu_facts *facts = NULL;
    if (collect_paths(a, &paths)) {
        show_progress(session, a);
        enum junshu_status status = junshu_facts_load(session, (const char *const *)paths.items, paths.count, &facts);
        say_diagnostics(session, a, status);
    }
    paths_free(&paths);
    return facts;
}

/* ---- output ---- */

bool put_text(junshu *session, const arguments *a, const junshu_text *text)
{
    const char *path = a->values[OPTION_OUTPUT];
    if (path == NULL || strcmp(path, "-") == 0)
        return print(a->language, text->at, text->length);
    if (is_stream(path))
        return pour(a->language, path, text->at, text->length);
    enum junshu_status status = junshu_text_save(session, text, path);
    say_diagnostics(session, a, status);
    return status == JUNSHU_OK;
}

/* Options: one table of all, of which each verb takes some; getopt_long reads them. */
#include "cmd/cmd.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct option_row {
    const char *name;
    char letter;       /* '\0' where there is none */
    const char *value; /* what it takes, for the help page; NULL for nothing */
    words help;
} option_row;

static const option_row rows[OPTION_COUNT] = {
    [OPTION_AS_OF] = {"as-of",
                      '\0',
                      "DATE",
                      {"基準日（既定: SOURCE_DATE_EPOCH、なければ今日）",
                       "the day of judgement (default: SOURCE_DATE_EPOCH, else today)"}},
    [OPTION_CACHE_DIR] =
        {"cache-dir",
         '\0',
         "DIR",
         {"読み込んだ記録を保持し、次に使う場所（既定: JUNSHU_CACHE_DIR、なければ保持しない）",
          "keep the loaded records there for the next time (default: JUNSHU_CACHE_DIR, else nothing is "
          "kept)"}},
    [OPTION_DATA_DIR] = {"data-dir",
                         '\0',
                         "DIR",
                         {"schema/ と rules/ のある場所（既定: JUNSHU_DATA_DIR、なければ導入先）",
                          "where schema/ and rules/ are (default: JUNSHU_DATA_DIR, else as "
                          "installed)"}},
    [OPTION_DIAGNOSTICS_LIMIT] = {"diagnostics-limit",
                                  '\0',
                                  "N",
                                  {"示す誤りの数の上限（既定: 100）", "how many messages to show (default: 100)"}},
    [OPTION_FAIL_ON] = {"fail-on",
                        '\0',
                        "RESULT",
                        {"0 以外で終わる最も軽い結果（fail, unknown, review（既定）, notice）",
                         "the least severe result that does not exit with 0: fail, unknown, review (default), notice"}},
    [OPTION_FIX_DIGESTS] = {"fix-digests",
                            '\0',
                            NULL,
                            {"規則の digest を今の条文のものに書き換える",
                             "rewrite the digests of rules to those of the text"}},
    [OPTION_FORMAT] = {"format", 'f', "FORMAT", {"出力の形式", "the format of the output"}},
    [OPTION_HELP] = {"help", 'h', NULL, {"この説明を示す", "show this page"}},
    [OPTION_HTML] = {"html", '\0', NULL, {"事実モデルの解説（HTML）", "the reference page of the fact model"}},
    [OPTION_LANG] = {"lang",
                     '\0',
                     "ja|en",
                     {"言語（既定: 報告は ja、メッセージは環境変数 LANG による）",
                      "language (default: ja for reports, LANG for messages)"}},
    [OPTION_OUTPUT] = {"output",
                       'o',
                       "FILE",
                       {"出力先（- は標準出力。既定: -）", "where to write (- is standard output; default: -)"}},
    [OPTION_PACK] = {"pack",
                     '\0',
                     "PACK",
                     {"規則集（pack.xml 又はそのディレクトリ）", "the pack: a pack.xml or its directory"}},
    [OPTION_PERIOD] = {"period",
                       '\0',
                       "A/B",
                       {"監査の対象期間（既定: 基準日の前に終わった最後の年度）",
                        "the period to audit (default: the last fiscal year that ended before the "
                        "day of judgement)"}},
    [OPTION_PREVIOUS] = {"previous",
                         '\0',
                         "RESULT",
                         {"比べる前回の結果（audit が json 形式で書いたもの）",
                          "an earlier result to compare with (what audit wrote in the format json)"}},
    [OPTION_PROFILE] = {"profile",
                        '\0',
                        "FILE",
                        {"段階、規則及び報告の形式ごとの処理時間を標準エラー出力に示し、FILE に JSON で書く",
                         "show on standard error where the time went, and write it to FILE as JSON"}},
    [OPTION_THREADS] = {"threads",
                        '\0',
                        "N",
                        {"読込みと判定に使うスレッドの数（既定: 処理装置の数）",
                         "threads that load and judge (default: as many as processors)"}},
    [OPTION_XSD] = {"xsd", '\0', NULL, {"事実の文書のXMLスキーマ", "the XML schema of facts documents"}},
};

static const enum option_id common_options[] = {OPTION_LANG, OPTION_DIAGNOSTICS_LIMIT, OPTION_DATA_DIR, OPTION_HELP};

enum { COMMON_COUNT = sizeof common_options / sizeof common_options[0] };

/* The options that the verb takes, its own first. Returns how many. */
static size_t list_options(const verb *v, enum option_id out[OPTION_COUNT])
{
    size_t count = 0;
    for (size_t i = 0; i < v->option_count; i++)
        out[count++] = v->options[i];
    for (size_t i = 0; i < COMMON_COUNT; i++)
        out[count++] = common_options[i];
    return count;
}

/* ---- help ---- */

static void print_option(enum option_id id, enum junshu_language language)
{
    const option_row *row = &rows[id];
    char left[64];
    snprintf(left, sizeof left, "%c%c%s--%s%s%s", row->letter != '\0' ? '-' : ' ',
             row->letter != '\0' ? row->letter : ' ', row->letter != '\0' ? ", " : "  ", row->name,
             row->value != NULL ? "=" : "", row->value != NULL ? row->value : "");
    printf("  %-28s %s\n", left, choose(row->help, language));
}

static void print_formats(enum junshu_language language)
{
    printf(language == JUNSHU_JA ? "\n形式\n" : "\nFormats\n");
    for (size_t i = 0; i < junshu_format_count(); i++) {
        junshu_format format;
        if (junshu_format_at(i, language, &format) == JUNSHU_OK)
            printf("  %-8s %s\n", format.name, format.title);
    }
}

static enum exit_status print_help(const verb *v, enum junshu_language language)
{
    bool is_japanese = language == JUNSHU_JA;
    enum option_id ids[OPTION_COUNT];
    size_t count = list_options(v, ids);
    const char *details = choose(v->details, language);
    printf(is_japanese ? "使い方: junshu %s [オプション]… %s\n\n%s\n" : "Usage: junshu %s [OPTION]... %s\n\n%s\n",
           v->name, v->operands, choose(v->summary, language));
    if (details != NULL)
        printf("\n%s\n", details);
    printf(is_japanese ? "\nオプション\n" : "\nOptions\n");
    for (size_t i = 0; i < count; i++)
        print_option(ids[i], language);
    if (v == &verb_audit || v == &verb_report)
        print_formats(language);
    printf(is_japanese ? "\n終了コード\n%s\n\n例\n  %s\n" : "\nExit status\n%s\n\nExample\n  %s\n",
           choose(v->exit_status, language), v->example);
    return print(language, "", 0) ? STATUS_COMPLIANT : STATUS_CANNOT;
}

/* ---- values ---- */

enum junshu_language environment_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "ja", 2) == 0 ? JUNSHU_JA : JUNSHU_EN;
    }
    return JUNSHU_EN;
}

static bool refuse_value(const arguments *a, enum option_id id)
{
    complain(a->language, (words){"--%s の値「%s」は正しくない", "\"--%s\" does not take \"%s\""}, rows[id].name,
             a->values[id]);
    return false;
}

static bool read_language(arguments *a)
{
    const char *value = a->values[OPTION_LANG];
    a->language = environment_language();
    a->report_language = JUNSHU_JA;
    if (value == NULL)
        return true;
    if (strcmp(value, "ja") != 0 && strcmp(value, "en") != 0)
        return refuse_value(a, OPTION_LANG);
    a->language = a->report_language = strcmp(value, "ja") == 0 ? JUNSHU_JA : JUNSHU_EN;
    return true;
}

/* Reads a number from 1 to `greatest`; 0 where the option was not given. */
static bool read_number(const arguments *a, enum option_id id, unsigned long greatest, unsigned long *out)
{
    const char *value = a->values[id];
    *out = 0;
    if (value == NULL)
        return true;
    char *end;
    *out = strtoul(value, &end, 10);
    bool is_number = value[0] >= '0' && value[0] <= '9' && *end == '\0' && *out >= 1 && *out <= greatest;
    return is_number || refuse_value(a, id);
}

static bool read_values(arguments *a)
{
    unsigned long limit, threads;
    if (!read_language(a) || !read_number(a, OPTION_DIAGNOSTICS_LIMIT, 1000000, &limit) ||
        !read_number(a, OPTION_THREADS, 1024, &threads))
        return false;
    a->diagnostics_limit = limit;
    a->threads = (unsigned)threads;
    return true;
}

/* ---- reading ---- */

typedef struct getopt_table {
    enum option_id ids[OPTION_COUNT];
    size_t count;
    struct option longs[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 2];
} getopt_table;

enum { FIRST_LONG = 256 }; /* what getopt_long returns for options, behind all characters */

static void build_table(const verb *v, getopt_table *t)
{
    size_t length = 1;
    *t = (getopt_table){.letters = ":"}; /* so that getopt tells a missing value from an unknown option */
    t->count = list_options(v, t->ids);
    for (size_t i = 0; i < t->count; i++) {
        const option_row *row = &rows[t->ids[i]];
        bool has_value = row->value != NULL;
        t->longs[i] =
            (struct option){row->name, has_value ? required_argument : no_argument, NULL, FIRST_LONG + (int)t->ids[i]};
        if (row->letter != '\0')
            t->letters[length++] = row->letter;
        if (row->letter != '\0' && has_value)
            t->letters[length++] = ':';
    }
}

static enum exit_status refuse_option(const getopt_table *t, const char *given, enum junshu_language language)
{
    const char *names[OPTION_COUNT];
    char name[64];
    snprintf(name, sizeof name, "%s", given + strspn(given, "-"));
    name[strcspn(name, "=")] = '\0';
    for (size_t i = 0; i < t->count; i++)
        names[i] = rows[t->ids[i]].name;
    const char *nearest = given[0] == '-' && given[1] == '-' ? nearest_word(name, names, t->count) : NULL;
    if (nearest != NULL)
        complain(language,
                 (words){"オプション「%s」はない（--%s の誤りか）", "unknown option \"%s\" (did you mean \"--%s\"?)"},
                 given, nearest);
    else
        complain(language, (words){"オプション「%s」はない", "unknown option \"%s\""}, given);
    return STATUS_USAGE;
}

/* getopt_long has complained: `argv[optind - 1]` is what it did not like, except inside a cluster of letters. */
static enum exit_status refuse_argument(const getopt_table *t, char **argv, int code, enum junshu_language language)
{
    char letter[3] = {'-', (char)optopt, '\0'};
    bool is_letter = optopt != 0 && optopt < FIRST_LONG;
    const char *given = is_letter ? letter : argv[optind - 1];
    if (code == ':') {
        complain(language, (words){"オプション「%s」に値がない", "option \"%s\" needs a value"}, given);
        return STATUS_USAGE;
    }
    if (optopt >= FIRST_LONG) {
        complain(language, (words){"オプション「%s」は値を取らない", "option \"%s\" takes no value"}, given);
        return STATUS_USAGE;
    }
    return refuse_option(t, given, language);
}

static enum option_id option_of(const getopt_table *t, int code)
{
    if (code >= FIRST_LONG)
        return (enum option_id)(code - FIRST_LONG);
    for (size_t i = 0; i < t->count; i++)
        if (rows[t->ids[i]].letter == code)
            return t->ids[i];
    return OPTION_COUNT;
}

/* Of verbs that take the option. Empty: nothing is kept. */
static void read_cache_dir(const getopt_table *t, arguments *a)
{
    const char **value = &a->values[OPTION_CACHE_DIR];
    for (size_t i = 0; i < t->count; i++)
        if (t->ids[i] == OPTION_CACHE_DIR && *value == NULL)
            *value = getenv("JUNSHU_CACHE_DIR");
    if (*value != NULL && (*value)[0] == '\0')
        *value = NULL;
}

static bool check_operands(const verb *v, const arguments *a)
{
    if (a->operand_count >= v->min_operands && a->operand_count <= v->max_operands)
        return true;
    complain(a->language,
             a->operand_count < v->min_operands ? (words){"引数が足りない（使い方: junshu %s [オプション]… %s）",
                                                          "too few arguments (usage: junshu %s [OPTION]... %s)"}
                                                : (words){"引数が多すぎる（使い方: junshu %s [オプション]… %s）",
                                                          "too many arguments (usage: junshu %s [OPTION]... %s)"},
             v->name, v->operands);
    return false;
}

bool arguments_read(const verb *v, int argc, char **argv, arguments *out, enum exit_status *status)
{
    getopt_table t;
    build_table(v, &t);
    *out = (arguments){.language = environment_language()};
    opterr = 0;
    for (int code; (code = getopt_long(argc, argv, t.letters, t.longs, NULL)) != -1;) {
        if (code == '?' || code == ':') {
            *status = refuse_argument(&t, argv, code, out->language);
            return false;
        }
        out->values[option_of(&t, code)] = optarg != NULL ? optarg : "";
    }
    out->operands = argv + optind;
    out->operand_count = (size_t)(argc - optind);
    read_cache_dir(&t, out);
    *status = STATUS_USAGE;
    if (!read_values(out))
        return false;
    if (out->values[OPTION_HELP] != NULL) {
        *status = print_help(v, out->language);
        return false;
    }
    return check_operands(v, out);
}

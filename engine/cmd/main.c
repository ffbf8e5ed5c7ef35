/* The command junshu: finds the verb and runs it. */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

static const verb *const verbs[] = {
    &verb_audit, &verb_report, &verb_check, &verb_lint, &verb_test, &verb_coverage, &verb_explain, &verb_schema,
};

enum { VERB_COUNT = sizeof verbs / sizeof verbs[0] };

static enum exit_status print_help(enum junshu_language language)
{
    bool is_japanese = language == JUNSHU_JA;
    printf(is_japanese ? "使い方: junshu 動詞 [引数]…\n\n要綱の遵守状況を、記録に照らして確かめる。\n\n動詞\n"
                       : "Usage: junshu VERB [ARGUMENT]...\n\n"
                         "Audits a municipality's records against its own regulation.\n\nVerbs\n");
    for (size_t i = 0; i < VERB_COUNT; i++)
        printf("  %-10s %s\n", verbs[i]->name, choose(verbs[i]->summary, language));
    printf(is_japanese ? "\n  junshu 動詞 --help で、その動詞の説明と例を示す。\n  junshu --version で、版を示す。\n\n"
                         "終了コード\n"
                         "   0  全て適合又は対象外\n"
                         "   1  実行できなかった（入力又は規則の誤り、制限、障害）\n"
                         "   2  不適合がある\n"
                         "   3  不適合はないが、判定不能又は要確認がある\n"
                         "  64  使い方の誤り\n\n"
                         "例\n  %s\n"
                       : "\n  junshu VERB --help describes a verb, with an example.\n"
                         "  junshu --version prints the version.\n\n"
                         "Exit status\n"
                         "   0  everything is compliant or not applicable\n"
                         "   1  could not run (wrong input or rules, a limit, a fault)\n"
                         "   2  a rule failed\n"
                         "   3  none failed, but something is unknown or for review\n"
                         "  64  wrong usage\n\n"
                         "Example\n  %s\n",
           verb_audit.example);
    return print(language, "", 0) ? STATUS_COMPLIANT : STATUS_CANNOT;
}

static enum exit_status print_version(void)
{
    printf("junshu %s\n", junshu_version());
    return print(environment_language(), "", 0) ? STATUS_COMPLIANT : STATUS_CANNOT;
}

static enum exit_status refuse_verb(const char *name, enum junshu_language language)
{
    const char *names[VERB_COUNT];
    for (size_t i = 0; i < VERB_COUNT; i++)
        names[i] = verbs[i]->name;
    words what = name[0] == '-' ? (words){"オプション", "option"} : (words){"動詞", "verb"};
    return complain_unknown(language, what, name, names, VERB_COUNT);
}

static enum exit_status run_verb(const verb *v, int argc, char **argv)
{
    arguments a;
    enum exit_status status;
    return arguments_read(v, argc, argv, &a, &status) ? v->run(&a) : status;
}

int main(int argc, char **argv)
{
    enum junshu_language language = environment_language();
    if (argc < 2) {
        complain(language, (words){"動詞がない（junshu --help を参照）", "no verb is given (see junshu --help)"});
        return STATUS_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_help(language);
    if (strcmp(argv[1], "--version") == 0)
        return print_version();
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(argv[1], verbs[i]->name) == 0)
            return run_verb(verbs[i], argc - 1, argv + 1);
    return refuse_verb(argv[1], language);
}

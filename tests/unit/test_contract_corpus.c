/* The pattern sets of Article 19 against wordings of contracts that people labelled (tests/contracts/corpus.xml).
   Fails on any text that is taken to settle a matter which it does not settle, in either half of the corpus; and where
   fewer are recognised, or more are wrongly taken to be missing, than the floors below. Prints what it measured.
   The wordings of tests/contracts/unseen.xml were labelled without sight of the patterns; they fail where a count gets
   worse than at their last measurement.
   Run from the root of the repository. CORPUS_SHOW=tune, =held or =unseen prints each case that is not as labelled. */
#include "base/mem.h"
#include "text/pattern_set.h"
#include "xml/xml_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MAX_TEXTS = 64, HALVES = 3, UNSEEN = 2, ITEMS = 5, TRUTHS = 4 };

static const char *const half_names[] = {"tune", "held", "unseen", NULL};
static const char *const truth_names[] = {
    [TRUTH_FALSE] = "false", [TRUTH_UNKNOWN] = "unknown", [TRUTH_REVIEW] = "review", [TRUTH_TRUE] = "true", NULL};
static const char *const item_names[] = {"subcontracting", "custody", "purpose", "confidentiality", "incident", NULL};

/* In percent, per half. */
static const size_t least_recognised[UNSEEN] = {94, 85}, most_wrongly_missing[UNSEEN] = {0, 2};

/* In cases, for the unseen wordings, per item: the measurement after the patterns were improved by half of them. */
static const size_t unseen_least_recognised[ITEMS] = {21, 13, 9, 19, 17}, unseen_most_missed[ITEMS] = {0, 1, 1, 0, 0},
                    unseen_most_false_passes[ITEMS] = {0, 0, 0, 0, 0};

typedef struct figures {
    size_t counts[HALVES][ITEMS][TRUTHS][TRUTHS]; /* half, item, as labelled, as judged */
    size_t faults;
} figures;

typedef struct corpus {
    arena *a;
    diags diags;
    pattern_sets *sets;
    const xml_element *root, *unseen;
} corpus;

static void require_clean(corpus *c)
{
    buffer b = {0};
    diags_print(&b, &c->diags, LANGUAGE_EN);
    if (b.length > 0)
        print_error("%s", b.at);
    buffer_free(&b);
    assert_int_equal(c->diags.errors, 0);
}

static int set_up(void **state)
{
    corpus *c = mem_alloc(sizeof *c);
    c->a = arena_new();
    diags_init(&c->diags, 0);
    c->sets = pattern_sets_new();
    pattern_sets_read(c->sets, "rules/hofu-juki/patterns/19.xml", &c->diags);
    c->root = xml_tree_read(c->a, "tests/contracts/corpus.xml", "urn:junshu:corpus:1", &c->diags);
    c->unseen = xml_tree_read(c->a, "tests/contracts/unseen.xml", "urn:junshu:corpus:1", &c->diags);
    require_clean(c);
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    corpus *c = *state;
    pattern_sets_free(c->sets);
    diags_free(&c->diags);
    arena_free(c->a);
    mem_free(c);
    return 0;
}

static void show_evidence(const text_judgement *j)
{
    static const char *const roles[] = {"settles", "mentions", "permits", "revokes", "doubts"};
    for (size_t i = 0; i < j->evidence_count; i++) {
        const text_evidence *e = &j->evidence[i];
        print_message("    %s [%zu] %.*s: %.*s\n", roles[e->role], e->text, (int)e->act.length, e->act.at,
                      (int)e->sentence.length, e->sentence.at);
    }
}

static bool is_shown(int half)
{
    const char *show = getenv("CORPUS_SHOW");
    return show != NULL && strcmp(show, half_names[half]) == 0;
}

static void judge_case(corpus *c, const xml_element *e, str item, const xml_attr *expected, figures *f)
{
    str texts[MAX_TEXTS];
    size_t count = 0;
    for (const xml_element *t = xml_child(e, "text"); t != NULL && count < MAX_TEXTS; t = xml_next(t, "text"))
        texts[count++] = t->text;
    const pattern_set *set = pattern_set_find(c->sets, item);
    int half = xml_attr_choice(xml_attr_require(e, "half", &c->diags), half_names, &c->diags);
    int label = xml_attr_choice(expected, truth_names, &c->diags);
    size_t which = 0;
    while (item_names[which] != NULL && !str_is(item, item_names[which]))
        which++;
    assert_non_null(item_names[which]);
    assert_non_null(set);
    assert_true(half >= 0 && label >= 0);
    text_judgement j;
    pattern_budget budget = {.steps = PATTERN_STEPS};
    if (!pattern_set_judge(set, texts, NULL, count, &budget, c->a, &j)) {
        print_error("%s: a limit or a fault\n", xml_attr_value(e, "id").at);
        f->faults++;
        return;
    }
    f->counts[half][which][label][j.truth]++;
    if (j.truth == TRUTH_TRUE && label != TRUTH_TRUE && half != UNSEEN)
        print_error("%s %s: taken to settle it, labelled %s\n", xml_attr_value(e, "id").at, item.at,
                    truth_names[label]);
    if ((int)j.truth != label && is_shown(half)) {
        print_message("%s %s: labelled %s, judged %s\n", xml_attr_value(e, "id").at, item.at, truth_names[label],
                      truth_names[j.truth]);
        show_evidence(&j);
    }
}

static void judge_all(corpus *c, const xml_element *root, figures *f)
{
    for (const xml_element *e = xml_child(root, "case"); e != NULL; e = xml_next(e, "case"))
        judge_case(c, e, xml_attr_value(e, "item"), xml_attr_require(e, "expect", &c->diags), f);
    for (const xml_element *e = xml_child(root, "contract"); e != NULL; e = xml_next(e, "contract"))
        for (const xml_element *x = xml_child(e, "expect"); x != NULL; x = xml_next(x, "expect"))
            judge_case(c, e, xml_attr_value(x, "item"), xml_attr_require(x, "is", &c->diags), f);
    require_clean(c);
}

static void add(size_t into[TRUTHS][TRUTHS], size_t from[TRUTHS][TRUTHS])
{
    for (size_t label = 0; label < TRUTHS; label++)
        for (size_t judged = 0; judged < TRUTHS; judged++)
            into[label][judged] += from[label][judged];
}

static size_t percent(size_t part, size_t whole)
{
    return whole > 0 ? part * 100 / whole : 100;
}

static void print_row(const char *half, const char *item, size_t n[TRUTHS][TRUTHS])
{
    size_t labelled = n[TRUTH_TRUE][TRUTH_TRUE] + n[TRUTH_TRUE][TRUTH_REVIEW] + n[TRUTH_TRUE][TRUTH_FALSE];
    size_t judged = n[TRUTH_TRUE][TRUTH_TRUE] + n[TRUTH_REVIEW][TRUTH_TRUE] + n[TRUTH_FALSE][TRUTH_TRUE];
    size_t absent = n[TRUTH_FALSE][TRUTH_TRUE] + n[TRUTH_FALSE][TRUTH_REVIEW] + n[TRUTH_FALSE][TRUTH_FALSE];
    print_message("%s %-15s settled: %3zu labelled, %3zu recognised, %zu review, %zu missed (recall %zu%%, precision "
                  "%zu%%); not settled: %3zu labelled, %3zu false, %zu review, %zu true; doubtful: %zu review, %zu "
                  "false, %zu true\n",
                  half, item, labelled, n[TRUTH_TRUE][TRUTH_TRUE], n[TRUTH_TRUE][TRUTH_REVIEW],
                  n[TRUTH_TRUE][TRUTH_FALSE], percent(n[TRUTH_TRUE][TRUTH_TRUE], labelled),
                  percent(n[TRUTH_TRUE][TRUTH_TRUE], judged), absent, n[TRUTH_FALSE][TRUTH_FALSE],
                  n[TRUTH_FALSE][TRUTH_REVIEW], n[TRUTH_FALSE][TRUTH_TRUE], n[TRUTH_REVIEW][TRUTH_REVIEW],
                  n[TRUTH_REVIEW][TRUTH_FALSE], n[TRUTH_REVIEW][TRUTH_TRUE]);
}

static void check_half(figures *f, int half)
{
    size_t all[TRUTHS][TRUTHS] = {{0}};
    for (size_t i = 0; item_names[i] != NULL; i++) {
        print_row(half_names[half], item_names[i], f->counts[half][i]);
        add(all, f->counts[half][i]);
    }
    print_row(half_names[half], "all", all);
    size_t settled = all[TRUTH_TRUE][TRUTH_TRUE] + all[TRUTH_TRUE][TRUTH_REVIEW] + all[TRUTH_TRUE][TRUTH_FALSE];
    assert_int_equal(all[TRUTH_FALSE][TRUTH_TRUE] + all[TRUTH_REVIEW][TRUTH_TRUE], 0);
    assert_true(percent(all[TRUTH_TRUE][TRUTH_TRUE], settled) >= least_recognised[half]);
    assert_true(all[TRUTH_TRUE][TRUTH_FALSE] * 100 <= settled * most_wrongly_missing[half]);
}

static void test_corpus(void **state)
{
    figures f = {0};
    corpus *c = *state;
    judge_all(c, c->root, &f);
    assert_int_equal(f.faults, 0);
    check_half(&f, 0);
    check_half(&f, 1);
}

static void test_unseen(void **state)
{
    figures f = {0};
    corpus *c = *state;
    judge_all(c, c->unseen, &f);
    assert_int_equal(f.faults, 0);
    size_t all[TRUTHS][TRUTHS] = {{0}};
    for (size_t i = 0; i < ITEMS; i++) {
        print_row(half_names[UNSEEN], item_names[i], f.counts[UNSEEN][i]);
        add(all, f.counts[UNSEEN][i]);
    }
    print_row(half_names[UNSEEN], "all", all);
    for (size_t i = 0; i < ITEMS; i++) {
        size_t(*n)[TRUTHS] = f.counts[UNSEEN][i];
        assert_true(n[TRUTH_TRUE][TRUTH_TRUE] >= unseen_least_recognised[i]);
        assert_true(n[TRUTH_TRUE][TRUTH_FALSE] <= unseen_most_missed[i]);
        assert_true(n[TRUTH_FALSE][TRUTH_TRUE] + n[TRUTH_REVIEW][TRUTH_TRUE] <= unseen_most_false_passes[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_corpus, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(test_unseen, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

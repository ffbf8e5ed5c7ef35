/* What hostile patterns and hostile texts may cost: an error at the limit, never a verdict, and never for long. */
#include "support.h"

#include "base/mem.h"
#include "text/pattern_set.h"

#define BEGIN "<patterns xmlns='urn:junshu:patterns:1'>\n"
#define END "</patterns>\n"

static pattern_sets *good_sets(const char *text)
{
    diags d;
    diags_init(&d, 0);
    pattern_sets *sets = pattern_sets_new();
    bool read = pattern_sets_read_text(sets, str_of(text), "p.xml", &d);
    expect_diags(&d, "");
    assert_true(read);
    return sets;
}

/* A pattern that runs wild, wherever it stands, ends the judgement at the limit, and is named. */
static void wild_patterns_are_errors_wherever_they_stand(void **state)
{
    (void)state;
    static const struct {
        const char *top, *exceptions, *act, *before, *after;
    } rows[] = {
        {"<aside>WILD</aside>", "", "", "", ""},
        {"<lead items='own'>WILD</lead>", "", "", "", "。(1) 走る。"},
        {"<topic>WILD</topic>", "", "", "", "。(1) 走る。"},
        {"<proviso to='paragraph'>WILD</proviso>", "", "", "", ""},
        {"<refers to='next-paragraph'>WILD</refers>", "", "", "", ""},
        {"<ignore>WILD</ignore>", "", "", "", ""},
        {"<loosens>WILD</loosens>", "", "", "写", ""},
        {"<doubt>WILD</doubt>", "", "", "", ""},
        {"", "", "<mentions>WILD</mentions>", "", ""},
        {"", "", "<settles>WILD</settles>", "写", ""},
        {"", "", "<settles><unless>WILD</unless></settles>", "写", ""},
        {"<condition name='c'>WILD</condition>", "", "<settles><use condition='c'/></settles>", "写", ""},
        {"", "", "<permits>WILD</permits>", "写", ""},
        {"", "", "<dismisses>WILD</dismisses>", "写", ""},
        {"", "", "<doubts>WILD</doubts>", "写", "ない"},
        {"", "<keeps>WILD</keeps>", "", "写", "ない"},
        {"", "<voids>WILD</voids>", "", "写", "ない"},
        {"", "<doubts>WILD</doubts>", "", "写", "ない"},
        {"<proviso to='paragraph'>^但</proviso>", "<keeps>WILD</keeps>", "", "写さない。但", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        arena *a = arena_new();
        text_judgement j;
        buffer grammar = {0}, wild = {0}, text = {0};
        buffer_addf(&grammar,
                    BEGIN "%s\n<exceptions name='x'>%s</exceptions>\n<set name='s'><act name='a' en='a' exceptions='x'>"
                          "%s<mentions>写</mentions><settles>写.*ない$</settles></act></set>" END,
                    rows[i].top, rows[i].exceptions, rows[i].act);
        for (str rest = buffer_str(&grammar); rest.length > 0;) {
            size_t at = str_find(rest, STR("WILD"));
            buffer_add(&wild, (str){rest.at, at != SIZE_MAX ? at : rest.length});
            buffer_add_text(&wild, at != SIZE_MAX ? "(a+)+[xy]" : "");
            rest = str_from(rest, at != SIZE_MAX ? at + 4 : rest.length);
        }
        buffer_add_text(&text, rows[i].before);
        buffer_add_repeated(&text, 'a', 64 * 1024);
        buffer_add_text(&text, rows[i].after);
        pattern_sets *sets = good_sets(wild.at);
        pattern_budget budget = {.steps = PATTERN_STEPS};
        str words = buffer_str(&text);
        if (pattern_set_judge(pattern_set_find(sets, STR("s")), &words, NULL, 1, &budget, a, &j))
            fail_msg("%s%s%s: a verdict", rows[i].top, rows[i].exceptions, rows[i].act);
        assert_int_equal(j.evidence_count, 0);
        assert_string_equal(budget.stopped_at.file, "p.xml");
        assert_int_equal(budget.stopped_at.line, rows[i].top[0] != '\0' && rows[i].exceptions[0] == '\0' ? 2
                                                 : rows[i].exceptions[0] != '\0'                         ? 3
                                                                                                         : 4);
        pattern_sets_free(sets);
        arena_free(a);
        buffer_free(&grammar);
        buffer_free(&wild);
        buffer_free(&text);
    }
}

/* Many texts, each of them slow but none at the limit, use up what the rule has; quick ones leave it as it is. */
static void a_budget_is_for_all_texts_together(void **state)
{
    (void)state;
    enum { MOST = 60 };
    pattern_sets *sets = good_sets(BEGIN "<set name='s'><act name='a' en='a'><mentions>[ab]+[cd]</mentions>"
                                         "<settles>b</settles></act></set>"
                                         "<set name='p'><pattern>[ab]+[cd]</pattern></set>" END);
    const pattern_set *acts = pattern_set_find(sets, STR("s")), *patterns = pattern_set_find(sets, STR("p"));
    buffer slow = {0};
    buffer_add_repeated(&slow, 'a', 8 * 1024);
    str text = buffer_str(&slow), quick = STR("b");
    for (int kind = 0; kind < 2; kind++) {
        pattern_budget shared = {.steps = PATTERN_STEPS};
        text_judgement j;
        int judged = 0;
        for (bool sound = true; sound && judged < MOST; judged++) {
            arena *a = arena_new();
            sound = kind == 0 ? pattern_set_judge(acts, &text, NULL, 1, &shared, a, &j)
                              : pattern_set_matches(patterns, text, &shared) != PATTERN_ERROR;
            arena_free(a);
        }
        assert_in_range(judged, 2, MOST - 1);
        assert_int_equal(shared.steps, 0);
        assert_string_equal(shared.stopped_at.file, "p.xml");
        shared = (pattern_budget){.steps = PATTERN_STEPS};
        for (int i = 0; i < MOST; i++)
            assert_int_equal(pattern_set_matches(patterns, quick, &shared), PATTERN_NO_MATCH);
        assert_int_equal(shared.steps, PATTERN_STEPS);
    }
    buffer_free(&slow);
    pattern_sets_free(sets);
}

static bool judge_with(const pattern_sets *sets, size_t steps, pattern_budget *left)
{
    buffer slow = {0};
    buffer_add_text(&slow, "写。");
    buffer_add_repeated(&slow, 'a', 6 * 1024);
    arena *a = arena_new();
    text_judgement j;
    str texts[] = {buffer_str(&slow), STR("写さない。"), buffer_str(&slow)};
    *left = (pattern_budget){.steps = steps};
    bool sound = pattern_set_judge(pattern_set_find(sets, STR("s")), texts, NULL, COUNT(texts), left, a, &j);
    arena_free(a);
    buffer_free(&slow);
    return sound;
}

/* Whatever a rule has left, it ends with clauses that were read before as it does with new ones. */
static void what_was_read_before_costs_the_same(void **state)
{
    (void)state;
    static const char source[] = BEGIN "<doubt>[ab]+[cd]</doubt>\n<set name='s'><act name='a' en='a'>"
                                       "<mentions>写|[ab]*[de]</mentions><settles>ない$</settles></act></set>" END;
    enum { ROUNDS = 24 };
    pattern_sets *known = good_sets(source);
    pattern_budget known_left, new_left;
    size_t stopped = 0;
    judge_with(known, PATTERN_STEPS, &known_left);
    for (size_t round = 0; round < ROUNDS; round++) {
        size_t steps = round * (PATTERN_STEPS / ROUNDS);
        pattern_sets *new = good_sets(source);
        bool sound = judge_with(new, steps, &new_left);
        assert_int_equal(judge_with(known, steps, &known_left), sound);
        assert_int_equal(known_left.steps, new_left.steps);
        assert_int_equal(known_left.stopped_at.line, new_left.stopped_at.line);
        stopped += !sound;
        pattern_sets_free(new);
    }
    assert_in_range(stopped, 1, ROUNDS - 1);
    pattern_sets_free(known);
}

/* Texts that are made to be slow to read. Quadratic work would take minutes at this length, proportional work a
   fraction of a second: the alarm ends the test where neither a step nor a limit would show it. */
static void hostile_texts_cost_no_more_than_their_length(void **state)
{
    (void)state;
    enum { BYTES = 512 * 1024, PATIENCE = 20 };
    static const char *const pieces[] = {" ",
                                         "\n",
                                         "(",
                                         "(あ。",
                                         "(1) 走る。",
                                         "1 ",
                                         "・走る\n",
                                         "第1条 走る。\n",
                                         "「",
                                         "(以下「乙」)",
                                         "(以下(",
                                         "ア\n",
                                         "①",
                                         "乙は、次の行為を",
                                         "ただし、",
                                         "写さない。前項の規定は、任意。",
                                         "写さない。ただし、任意。",
                                         "写さない。\n2 前項の規定は、任意。\n3 "};
    pattern_sets *sets = good_sets(BEGIN "<aside>\\(以下[^()]*\\)</aside><topic>^乙は、</topic>"
                                         "<lead items='each'>次の行為</lead><proviso to='paragraph'>^ただし</proviso>"
                                         "<proviso to='last-paragraph'>^前項の規定は</proviso>"
                                         "<exceptions name='x'><voids>任意</voids></exceptions>"
                                         "<set name='s'><act name='a' en='a' exceptions='x'><mentions>写</mentions>"
                                         "<settles>ない$</settles></act></set>" END);
    for (size_t i = 0; i < COUNT(pieces); i++) {
        arena *a = arena_new();
        text_judgement j;
        buffer b = {0};
        while (b.length < BYTES)
            buffer_add_text(&b, pieces[i]);
        pattern_budget budget = {.steps = PATTERN_STEPS};
        str text = buffer_str(&b);
        alarm(PATIENCE);
        pattern_set_judge(pattern_set_find(sets, STR("s")), &text, NULL, 1, &budget, a, &j);
        arena_free(a);
        buffer_free(&b);
    }
    alarm(0);
    pattern_sets_free(sets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wild_patterns_are_errors_wherever_they_stand),
        cmocka_unit_test(a_budget_is_for_all_texts_together),
        cmocka_unit_test(what_was_read_before_costs_the_same),
        cmocka_unit_test(hostile_texts_cost_no_more_than_their_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

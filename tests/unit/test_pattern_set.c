/* Pattern sets: reading them, plain matching, and judging contracts by what their sentences do. The sets of Article 19
   have a corpus of their own (test_contract_corpus); here is the grammar that they are written in, and the table of
   domain knowledge that they must respect. */
#include "support.h"

#include "base/mem.h"
#include "text/outline.h"
#include "text/pattern_set.h"

enum { MAX_TEXTS = 8 };

#define BEGIN "<patterns xmlns='urn:junshu:patterns:1'>\n"
#define END "</patterns>\n"

static pattern_sets *article_19;

static int start(void **state)
{
    diags d;
    diags_init(&d, 0);
    article_19 = pattern_sets_new();
    if (!pattern_sets_read(article_19, "rules/hofu-juki/patterns/19.xml", &d))
        return -1;
    diags_free(&d);
    return enter_scratch(state);
}

static int end(void **state)
{
    pattern_sets_free(article_19);
    return leave_scratch(state);
}

static pattern_budget budget;

static enum pattern_result matches(const pattern_set *set, str text)
{
    budget = (pattern_budget){.steps = PATTERN_STEPS};
    return pattern_set_matches(set, text, &budget);
}

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

/* --- Reading --- */

static void sets_are_found_by_name(void **state)
{
    (void)state;
    pattern_sets *sets =
        good_sets(BEGIN "<set name='b'><title>乙</title><title lang='en'>B</title><pattern>x</pattern></set>\n"
                        "<set name='a'><act name='行為' en='act'><mentions>y</mentions>"
                        "<settles>y</settles></act></set>" END);
    assert_int_equal(pattern_sets_count(sets), 2);
    assert_true(str_is(pattern_set_name(pattern_set_at(sets, 0)), "b")); /* in the order of the file */
    const pattern_set *b = pattern_set_find(sets, STR("b")), *a = pattern_set_find(sets, STR("a"));
    assert_int_equal(pattern_set_kind_of(b), PATTERN_SET_PATTERNS);
    assert_int_equal(pattern_set_kind_of(a), PATTERN_SET_ACTS);
    assert_true(str_is(pattern_set_title(b, LANGUAGE_JA), "乙"));
    assert_true(str_is(pattern_set_title(b, LANGUAGE_EN), "B"));
    assert_true(str_is(pattern_set_title(a, LANGUAGE_EN), ""));
    assert_int_equal(pattern_set_place(a).line, 3);
    assert_null(pattern_set_find(sets, STR("c")));
    pattern_sets_free(sets);
    pattern_sets_free(NULL);
}

static void files_use_the_words_of_those_before(void **state)
{
    (void)state;
    diags d;
    diags_init(&d, 0);
    pattern_sets *sets = pattern_sets_new();
    write_file("one.xml", STR(BEGIN "<word name='甲'>甲|発注者</word><word name='甲は'>{甲}は</word>" END));
    write_file("two.xml", STR(BEGIN "<set name='s'><pattern>^{甲は}、</pattern></set>" END));
    assert_true(pattern_sets_read(sets, "one.xml", &d));
    assert_true(pattern_sets_read(sets, "two.xml", &d));
    const pattern_set *s = pattern_set_find(sets, STR("s"));
    assert_int_equal(matches(s, STR("発注者は、")), PATTERN_MATCH);
    assert_int_equal(matches(s, STR("甲|発注者は、")), PATTERN_NO_MATCH); /* a word is one group */
    assert_false(pattern_sets_read(sets, "three.xml", &d));
    expect_diags(&d, "three.xml: error: no such file or directory\n");
    pattern_sets_free(sets);
}

static void faults_are_reported_where_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *text, *diags;
    } rows[] = {
        {BEGIN "<set name='s'><pattern>甲は(</pattern></set>" END,
         "p.xml:2:27: error: not a valid pattern: missing closing parenthesis\n"},
        {BEGIN "<set name='s'><pattern>\n  (?&lt;!甲)[乙</pattern></set>" END,
         "p.xml:3:14: error: not a valid pattern: missing terminating ] for character class\n"},
        {BEGIN "<word name='委託者'>甲</word><set name='s'><pattern>{委託者}は{委託物}</pattern></set>" END,
         "p.xml:2:55: error: no word \"委託物\" is defined before this (did you mean \"委託者\"?)\n"},
        {BEGIN "<set name='s'><pattern>{client}</pattern></set>" END,
         "p.xml:2:24: error: no word \"client\" is defined before this\n"},
        {BEGIN "<word name='w'>a(</word>" END, "p.xml:2:18: error: not a valid pattern: missing closing parenthesis\n"},
        {BEGIN "<word name='w'>a</word><word name='w'>b</word>" END, "p.xml:2:24: error: word \"w\" is given twice\n"},
        {BEGIN "<set name='s'><pattern>a*</pattern></set>" END,
         "p.xml:2:24: error: this pattern matches an empty text, and so everything\n"},
        {BEGIN "<set name='s'><pattern>\\C</pattern></set>" END,
         "p.xml:2:26: error: not a valid pattern: using \\C is disabled by the application\n"},
        {BEGIN "<set name='s'><pattern>a</pattern></set><set name='s'><pattern>a</pattern></set>" END,
         "p.xml:2:41: error: set \"s\" is given twice\n"},
        {BEGIN "<set name='s'/>" END, "p.xml:2:1: error: element \"set\" lacks the element \"pattern\"\n"},
        {BEGIN "<set name='s'><pattern>a</pattern><act name='a' en='a'><mentions>a</mentions>"
               "<settles>a</settles></act></set>" END,
         "p.xml:2:1: error: pattern set \"s\" cannot have both pattern and act\n"},
        {BEGIN "<set name='s'><act name='a' en='a'><mentions>a</mentions></act></set>" END,
         "p.xml:2:15: error: element \"act\" lacks the element \"settles\"\n"},
        {BEGIN "<set name='s' need='most'><act name='a' en='a'><mentions>a</mentions><settles>a</settles></act>"
               "</set>" END,
         "p.xml:2:21: error: value \"most\" of \"need\" is not valid (any | all)\n"},
        {BEGIN "<set name='s'><act name='a' en='a'><mentions>a</mentions><settles>a</settles></act>"
               "<act name='b' en='b'><mentions>a</mentions><settles>a</settles></act></set>" END,
         "p.xml:2:1: error: element \"set\" lacks the attribute \"need\"\n"},
        {BEGIN "<set name='s'><act name='a' en='a' exceptions='x'><mentions>a</mentions><settles>a</settles>"
               "</act></set>" END,
         "p.xml:2:48: error: no exceptions \"x\" is defined before this\n"},
        {BEGIN "<condition name='c'><use condition='d'/></condition>" END,
         "p.xml:2:37: error: no condition \"d\" is defined before this\n"},
        {BEGIN "<condition name='c'>a<match>b</match></condition>" END,
         "p.xml:2:1: error: \"condition\" takes either text or elements\n"},
        {BEGIN "<condition name='c'/>" END, "p.xml:2:1: error: \"condition\" takes either text or elements\n"},
        {BEGIN "<lead items='every'>a</lead>" END,
         "p.xml:2:14: error: value \"every\" of \"items\" is not valid (each | together | own)\n"},
        {BEGIN "<wrod name='a'>a</wrod>" END,
         "p.xml:2:1: error: element \"wrod\" is not allowed here (did you mean \"word\"?)\n"},
        {BEGIN "<word name='a' nam='b'>a</word>" END,
         "p.xml:2:21: error: attribute \"nam\" is not allowed on \"word\" (did you mean \"name\"?)\n"},
        {"<patterns xmlns='urn:junshu:patterns:2'/>",
         "p.xml:1:1: error: element \"patterns\" is not in the namespace urn:junshu:patterns:1\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        diags d;
        diags_init(&d, 0);
        pattern_sets *sets = pattern_sets_new();
        assert_false(pattern_sets_read_text(sets, str_of(rows[i].text), "p.xml", &d));
        expect_diags(&d, rows[i].diags);
        pattern_sets_free(sets);
    }
}

/* Names between braces are words; quantifiers, properties and code points are not. */
static void braces_are_words_only_where_they_look_like_it(void **state)
{
    (void)state;
    pattern_sets *sets = good_sets(BEGIN "<word name='p'>[0-9]</word><set name='s'>"
                                         "<pattern>^\\p{Hiragana}{2,3}\\x{7532}{p}{1}\\{p}$</pattern></set>" END);
    const pattern_set *s = pattern_set_find(sets, STR("s"));
    assert_int_equal(matches(s, STR("あい甲7{p}")), PATTERN_MATCH);
    assert_int_equal(matches(s, STR("あ甲7{p}")), PATTERN_NO_MATCH);
    pattern_sets_free(sets);
}

/* --- Plain matching --- */

static void matching_normalises(void **state)
{
    (void)state;
    pattern_sets *sets = good_sets(BEGIN "<set name='s'><pattern>第三者</pattern><pattern>ﾃﾞｰﾀ|データ</pattern></set>"
                                         "<set name='acts'><act name='a' en='a'><mentions>a</mentions>"
                                         "<settles>a</settles></act></set>" END);
    const pattern_set *s = pattern_set_find(sets, STR("s"));
    assert_int_equal(matches(s, STR("第 三\n　者")), PATTERN_MATCH);
    assert_int_equal(matches(s, STR("ﾃﾞｰﾀ")), PATTERN_MATCH);
    assert_int_equal(matches(s, STR("第三の者")), PATTERN_NO_MATCH);
    assert_int_equal(matches(s, STR("第三者\xff")), PATTERN_ERROR);
    assert_int_equal(matches(pattern_set_find(sets, STR("acts")), STR("a")), PATTERN_ERROR);
    pattern_sets_free(sets);
}

/* --- Outlines --- */

/* One line for each block: its parent, its paragraph, its sentences. */
static void expect_outline(const char *text, const char *expected)
{
    arena *a = arena_new();
    outline out;
    buffer b = {0};
    assert_true(outline_read(a, str_of(text), &out));
    for (size_t i = 0; i < out.count; i++) {
        buffer_addf(&b, "%d %zu", out.blocks[i].parent, out.blocks[i].paragraph);
        for (size_t k = 0; k < out.blocks[i].count; k++) {
            buffer_add_text(&b, k > 0 ? " / " : " ");
            buffer_add(&b, out.blocks[i].sentences[k]);
        }
        buffer_add_char(&b, '\n');
    }
    buffer_add_text(&b, "");
    expect_text(&b, expected);
    arena_free(a);
}

static void clauses_have_outlines(void **state)
{
    (void)state;
    expect_outline("", "");
    expect_outline("　\n", "");
    expect_outline("乙は、甲に従う。乙は、努める", "-1 0 乙は、甲に従う / 乙は、努める\n");
    expect_outline("（見出し）\n第５条　乙は、従う。\n２　乙は、\n努める。", "-1 0 乙は、従う\n-1 1 乙は、努める\n");
    expect_outline("第5条(見出し)乙は、従う。2 乙は、努める。", "-1 0 乙は、従う\n-1 1 乙は、努める\n");
    expect_outline("第5\n乙は、従う。", "-1 0 乙は、従う\n");
    expect_outline("次のとおり。\n(1) 甲\nア　乙\nイ　丙\n(2) 丁\n2 戊",
                   "-1 0 次のとおり\n0 0 甲\n1 0 乙\n1 0 丙\n0 0 丁\n-1 1 戊\n");
    expect_outline("次のとおり。(1)甲(2)乙", "-1 0 次のとおり\n0 0 甲\n0 0 乙\n");
    expect_outline("次のとおり。①甲②乙", "-1 0 次のとおり\n0 0 甲\n0 0 乙\n");
    expect_outline("次のとおり。\n一　甲\n二　乙\n・丙", "-1 0 次のとおり\n0 0 甲\n0 0 乙\n2 0 丙\n");
    /* A line wrapped before a number, or a reference, begins nothing. */
    expect_outline("乙は、第\n2 号及び(1)から(3)までに従う。", "-1 0 乙は、第2号及び(1)から(3)までに従う\n");
    expect_outline("乙は、業務を終えた後\n3 日以内に報告する。", "-1 0 乙は、業務を終えた後3日以内に報告する\n");
    expect_outline("乙は、従う。10日以内に行う。", "-1 0 乙は、従う / 10日以内に行う\n");
    /* A full stop within parentheses ends nothing; an open parenthesis swallows nothing; a proviso always begins. */
    expect_outline("甲（以下「甲」という。）は、定める。乙は、従う。",
                   "-1 0 甲(以下「甲」という。)は、定める / 乙は、従う\n");
    expect_outline("甲（以下は、定める。乙は、従う。", "-1 0 甲(以下は、定める / 乙は、従う\n");
    expect_outline("乙は、従う、ただし、甲が認めたときは、この限りでない。",
                   "-1 0 乙は、従う / ただし、甲が認めたときは、この限りでない\n");
    expect_outline("乙は，従う．丙は，努める．", "-1 0 乙は、従う / 丙は、努める\n");
    arena *a = arena_new();
    outline out;
    assert_false(outline_read(a, STR("乙は\xff"), &out));
    arena_free(a);
}

/* --- Judging, with a small grammar --- */

static const char GRAMMAR[] = BEGIN
    "<word name='乙'>乙</word>\n"
    "<aside>\\(以下[^()]*\\)</aside>\n"
    "<topic>^(?:甲|乙)は、</topic>\n"
    "<lead items='together'>次の場合</lead><lead items='each'>次の行為</lead><lead items='own'>次のとおり</lead>\n"
    "<proviso to='paragraph'>^ただし</proviso>\n"
    "<proviso to='last-paragraph'>^前項の規定は</proviso><proviso to='last-clause'>^前条の規定は</proviso>\n"
    "<refers to='next-paragraph'>次項の場合</refers><refers to='next-clause'>次条の場合</refers>\n"
    "<ignore>とは、</ignore><loosens>緩</loosens><doubt>\\(以下「乙」</doubt>"
    "<doubt><match>疑</match><match>疑.{2}</match><unless>無</unless></doubt>\n"
    "<condition name='乙の文'><unless>甲は</unless></condition>\n"
    "<exceptions name='x'><keeps>承諾</keeps><voids>任意</voids><doubts>適宜</doubts></exceptions>\n"
    "<set name='all' need='all'>\n"
    "<act name='写す' en='copy' exceptions='x'><mentions>写</mentions>"
    "<settles><match>写.*ない$</match><use condition='乙の文'/></settles>"
    "<permits>写.*できる$</permits><dismisses>写真</dismisses><doubts>原則</doubts></act>\n"
    "<act name='渡す' en='hand' exceptions='x'><mentions>渡</mentions><settles>渡.*ない$</settles></act></set>\n"
    "<set name='any' need='any'>\n"
    "<act name='写す' en='copy' exceptions='x'><mentions>写</mentions><settles>写.*ない$</settles>"
    "<permits>写.*できる$</permits><doubts>原則</doubts></act>\n"
    "<act name='渡す' en='hand'><mentions>渡</mentions><settles>渡.*ない$</settles></act></set>\n" END;

static const char *const truths[] = {"false", "unknown", "review", "true"};
static const char *const roles[] = {"settles", "mentions", "permits", "revokes", "doubts"};

/* Texts are separated by |. */
static bool judge(const pattern_sets *sets, const char *set, const char *texts, arena *a, text_judgement *out)
{
    str list[MAX_TEXTS];
    size_t count = 0;
    for (str rest = str_of(texts); count < MAX_TEXTS;) {
        size_t bar = str_find(rest, STR("|"));
        list[count++] = (str){rest.at, bar != SIZE_MAX ? bar : rest.length};
        if (bar == SIZE_MAX)
            break;
        rest = str_from(rest, bar + 1);
    }
    budget = (pattern_budget){.steps = PATTERN_STEPS};
    return pattern_set_judge(pattern_set_find(sets, str_of(set)), list, NULL, count, &budget, a, out);
}

static void expect_truth(const pattern_sets *sets, const char *set, const char *texts, enum truth expected)
{
    arena *a = arena_new();
    text_judgement j;
    assert_true(judge(sets, set, texts, a, &j));
    if (j.truth != expected)
        fail_msg("%s: %s is %s, not %s", set, texts, truths[j.truth], truths[expected]);
    arena_free(a);
}

static void expect_evidence(const pattern_sets *sets, const char *set, const char *texts, const char *expected)
{
    arena *a = arena_new();
    text_judgement j;
    buffer b = {0};
    assert_true(judge(sets, set, texts, a, &j));
    buffer_addf(&b, "%s", truths[j.truth]);
    for (size_t i = 0; i < j.act_count; i++)
        buffer_addf(&b, " %.*s=%s", (int)j.acts[i].name_en.length, j.acts[i].name_en.at, truths[j.acts[i].truth]);
    buffer_add_char(&b, '\n');
    for (size_t i = 0; i < j.evidence_count; i++) {
        const text_evidence *e = &j.evidence[i];
        buffer_addf(&b, "%s %zu %.*s: %.*s\n", roles[e->role], e->text, (int)e->act_en.length, e->act_en.at,
                    (int)e->sentence.length, e->sentence.at);
    }
    expect_text(&b, expected);
    arena_free(a);
}

static void acts_are_all_or_any(void **state)
{
    (void)state;
    pattern_sets *sets = good_sets(GRAMMAR);
    expect_truth(sets, "all", "写さない。|渡さない。", TRUTH_TRUE);
    expect_truth(sets, "all", "写さない。", TRUTH_FALSE);
    expect_truth(sets, "all", "写さない。|渡す。", TRUTH_REVIEW);
    expect_truth(sets, "all", "", TRUTH_FALSE);
    expect_truth(sets, "any", "写さない。", TRUTH_TRUE);
    expect_truth(sets, "any", "渡す。", TRUTH_REVIEW);
    expect_truth(sets, "any", "写すことができる。|渡さない。", TRUTH_TRUE);
    expect_truth(sets, "any", "", TRUTH_FALSE);
    pattern_sets_free(sets);
}

/* A sentence that mentions the matter and that nothing explains is left to a person. */
static void evidence_says_what_each_sentence_does(void **state)
{
    (void)state;
    pattern_sets *sets = good_sets(GRAMMAR);
    expect_evidence(sets, "all", "写さず、渡さない。写さない。|写真。甲は、写さない。",
                    "true copy=true hand=true\n"
                    "settles 0 copy: 写さず、渡さない\nsettles 0 hand: 写さず、渡さない\nsettles 0 copy: 写さない\n"
                    "mentions 1 copy: 甲は、写さない\n");
    pattern_sets_free(sets);
}

static void provisos_keep_void_or_leave_in_doubt(void **state)
{
    (void)state;
    pattern_sets *sets = good_sets(GRAMMAR);
    static const struct {
        const char *texts;
        enum truth truth;
    } rows[] = {
        {"写さない。ただし、承諾のとき。", TRUTH_TRUE},
        {"写さない。ただし、任意。", TRUTH_FALSE},
        {"写さない。ただし、承諾又は任意。", TRUTH_FALSE},
        {"写さない。ただし、適宜。", TRUTH_REVIEW},
        {"写さない。ただし、急ぐとき。", TRUTH_REVIEW}, /* nothing says what it does */
        {"写さない、ただし、任意。", TRUTH_FALSE},      /* no full stop before it */
        {"任意に写さない。", TRUTH_FALSE},              /* within the sentence */
        {"適宜写さない。", TRUTH_REVIEW},
        {"原則写さない。", TRUTH_REVIEW},
        {"写さない。走る。ただし、任意。", TRUTH_REVIEW}, /* perhaps of what stands between */
        {"写さない。\n2 ただし、任意。", TRUTH_REVIEW},   /* of the paragraph before, perhaps */
        {"写さない。|ただし、任意。", TRUTH_REVIEW},      /* or recorded as a clause of its own */
        {"写さない。|ただし、承諾のとき。", TRUTH_TRUE},
        {"写さない。\n2 走る。ただし、任意。", TRUTH_TRUE}, /* of another paragraph */
        {"写さない。ただし、任意で渡す。", TRUTH_TRUE},     /* speaks of another act only */
        {"写さない。\n2 前項の規定は、任意。", TRUTH_REVIEW},
        {"写さない。\n2 走る。\n3 前項の規定は、任意。", TRUTH_TRUE},
        {"写さない。|前項の規定は、任意。", TRUTH_REVIEW}, /* paragraphs recorded one by one */
        {"写さない。|前条の規定は、承諾。", TRUTH_TRUE},
        {"写さない。|前条の規定は、任意。", TRUTH_REVIEW},
        {"写さない。|走る。|前条の規定は、任意。", TRUTH_TRUE},
        {"写さない。|写すことができる。", TRUTH_REVIEW}, /* a person weighs the two */
        {"写すことができる。", TRUTH_FALSE},
        {"写さない。|緩く写す。", TRUTH_REVIEW},
        {"写さない。|写す。", TRUTH_TRUE}, /* unexplained, but nothing that gives way */
        {"写さない。|緩く走る。", TRUTH_TRUE},
        {"緩く写す。", TRUTH_REVIEW},
        {"写さない。写さない。ただし、任意。", TRUTH_REVIEW},
        {"次項の場合のほか写さない。\n2 承諾のとき走る。", TRUTH_TRUE},
        {"次項の場合のほか写さない。\n2 任意に走る。", TRUTH_REVIEW},
        {"次項の場合のほか写さない。\n2 走る。", TRUTH_REVIEW},
        {"次項の場合のほか写さない。", TRUTH_REVIEW},
        {"次項の場合のほか写さない。|承諾のとき走る。", TRUTH_TRUE},
        {"次条の場合のほか写さない。|承諾のとき走る。", TRUTH_TRUE},
        {"次条の場合のほか写さない。\n2 承諾のとき走る。", TRUTH_REVIEW},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_truth(sets, "any", rows[i].texts, rows[i].truth);
    pattern_sets_free(sets);
}

static void items_continue_what_leads_them(void **state)
{
    (void)state;
    pattern_sets *sets = good_sets(GRAMMAR);
    expect_evidence(sets, "all", "乙は、次の行為をしない。(1) 写すこと。(2) 渡すこと。",
                    "true copy=true hand=true\nsettles 0 copy: 乙は、写すことをしない\n"
                    "settles 0 hand: 乙は、渡すことをしない\n");
    expect_evidence(sets, "all", "甲は、次の行為をしない。(1) 写すこと。(2) 渡すこと。",
                    "review copy=review hand=true\nmentions 0 copy: 甲は、写すことをしない\n"
                    "settles 0 hand: 甲は、渡すことをしない\n");
    expect_evidence(sets, "all", "次の場合のほか写さず渡さない。(1) 承諾のとき。(2) 任意のとき。",
                    "false copy=false hand=false\n"
                    "revokes 0 copy: 承諾のとき、任意のときのほか写さず渡さない\n"
                    "revokes 0 hand: 承諾のとき、任意のときのほか写さず渡さない\n");
    expect_evidence(sets, "all", "甲は、次のとおり。(1) 写さない。(2) 乙は、渡さない。",
                    "review copy=review hand=true\nmentions 0 copy: 甲は、写さない\nsettles 0 hand: 乙は、渡さない\n");
    /* Nobody knows how these items continue the sentence: what they say is not enough. */
    expect_evidence(sets, "all", "写さない者。(1) 渡さない。",
                    "review copy=review hand=review\nmentions 0 copy: 写さない者\nmentions 0 hand: 渡さない\n");
    /* A proviso before the items concerns them all. */
    expect_truth(sets, "any", "乙は、次の行為をしない。ただし、任意。(1) 写すこと。(2) 走ること。", TRUTH_FALSE);
    expect_truth(sets, "any", "乙は、次の行為をしない。ただし、承諾のとき。(1) 写すこと。(2) 走ること。", TRUTH_TRUE);
    expect_truth(sets, "any", "乙は、次の行為をしない。(1) 写すこと。(2) 走ること。ただし、任意。", TRUTH_FALSE);
    pattern_sets_free(sets);
}

static void asides_and_definitions_do_not_count(void **state)
{
    (void)state;
    pattern_sets *sets = good_sets(GRAMMAR);
    expect_truth(sets, "any", "走る（以下「写さない」という）。", TRUTH_FALSE);
    expect_truth(sets, "any", "走る（以下甲（以下乙）渡さない）。", TRUTH_FALSE);
    expect_truth(sets, "any", "この契約で写とは、写さない。", TRUTH_FALSE);
    expect_truth(sets, "any", "（写さない）\n第5条 走る。", TRUTH_FALSE); /* a heading with no duty */
    expect_truth(sets, "any", "写さない。|防府市（以下「乙」という。）", TRUTH_REVIEW);
    expect_truth(sets, "any", "走る。|防府市（以下「乙」という。）", TRUTH_REVIEW);
    expect_truth(sets, "any", "写さない。|疑い無し。", TRUTH_TRUE);
    expect_evidence(sets, "any", "写さない。|甲は疑いがある。",
                    "review copy=true hand=false\ndoubts 1 : 疑いが\nsettles 0 copy: 写さない\n");
    pattern_sets_free(sets);
}

static void faults_are_never_verdicts(void **state)
{
    (void)state;
    arena *a = arena_new();
    text_judgement j;
    pattern_sets *sets = good_sets(BEGIN "<set name='p'><pattern>a</pattern></set><set name='s'><act name='a' en='a'>"
                                         "<mentions>a</mentions><settles>b</settles></act></set>" END);
    assert_false(judge(sets, "p", "a", a, &j)); /* of the other kind */
    assert_false(judge(sets, "s", "b|\xff", a, &j));
    pattern_sets_free(sets);
    arena_free(a);
}

/* --- Article 19 --- */

/* 第19条 各号; the wordings are those that settle each matter, and those that only look like it. */
static void article_19_respects_what_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *set, *texts;
        enum truth truth;
    } rows[] = {
        {"subcontracting", "乙は、自ら行うものとし、甲が承諾した場合を除き、第三者にその処理を委託してはならない。",
         TRUTH_TRUE},
        {"subcontracting", "書面により事前に委託者の承諾を得た場合に限り、業務を再委託することができる。", TRUTH_TRUE},
        {"subcontracting", "受託者の責任において第三者に再委託することができる。", TRUTH_FALSE},
        {"subcontracting", "乙は、再委託先の行為について連帯して責任を負う。", TRUTH_FALSE},
        {"subcontracting", "乙は、甲の承諾を得ないで、業務を一括して第三者に委任し、又は請け負わせてはならない。",
         TRUTH_REVIEW},
        {"custody", "乙は、資料を返還、廃棄又は消去しなければならない。", TRUTH_TRUE},
        {"custody", "甲は、契約保証金を返還する。", TRUTH_FALSE},
        {"custody", "乙は、産業廃棄物を適正に廃棄しなければならない。", TRUTH_FALSE},
        {"purpose",
         "乙は、個人情報を目的以外の目的に利用し、又は甲の承諾なしに第三者に提供してはならない。|"
         "乙は、資料を甲の承諾なしに複写し、又は複製してはならない。",
         TRUTH_TRUE},
        {"purpose", "乙は、個人情報を目的以外の目的に利用し、又は甲の承諾なしに第三者に提供してはならない。",
         TRUTH_FALSE},
        {"purpose", "乙は、資料を複写し、複製し、又は第三者に提供してはならない。", TRUTH_FALSE},
        {"purpose", "乙は、資料を目的外に使用し、又は複写してはならない。", TRUTH_FALSE},
        {"purpose",
         "乙は、資料を目的外に使用し、複写し、又は第三者に提供してはならない。"
         "ただし、乙が必要と認めるときは、この限りでない。",
         TRUTH_FALSE},
        {"purpose", "次に掲げる行為をしてはならない。(1) 資料の複写 (2) 資料の第三者への提供 (3) 資料の目的外の使用",
         TRUTH_TRUE},
        {"confidentiality", "乙は、知り得た秘密を漏らしてはならない。", TRUTH_TRUE},
        {"confidentiality", "乙は、知り得た個人情報をみだりに他人に知らせ、又は不当な目的に使用してはならない。",
         TRUTH_TRUE},
        {"confidentiality", "（秘密の保持）\n第8条　乙は、誠実に履行しなければならない。", TRUTH_FALSE},
        {"confidentiality", "乙は、従業者に対し、秘密の保持について周知しなければならない。", TRUTH_FALSE},
        {"incident", "乙は、事故が発生したときは、直ちにその旨を甲に報告し、指示に従わなければならない。", TRUTH_TRUE},
        {"incident", "乙は、毎月の業務の状況を甲に報告しなければならない。", TRUTH_FALSE},
        {"incident", "乙は、漏えいにより損害が生じたときは、賠償しなければならない。", TRUTH_FALSE},
        {"incident", "乙は、従業員が負傷したときは、甲に報告しなければならない。", TRUTH_FALSE},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_truth(article_19, rows[i].set, rows[i].texts, rows[i].truth);
}

/* What puts a contract in doubt as a whole, wherever it stands, and what only looks like it. */
static const struct {
    const char *clause;
    enum truth truth;
} doubtful_clauses[] = {
    {"防府市（以下「乙」という。）と試験株式会社は、契約する。", TRUTH_REVIEW},
    {"防府市長　某（以下「受注者」という。）と某は、契約する。", TRUTH_REVIEW},
    {"試験株式会社（以下「甲」という。）と防府市は、契約する。", TRUTH_REVIEW},
    {"公益社団法人試験センター（以下「委託者」という。）は、契約する。", TRUTH_REVIEW},
    {"防府市（以下「甲」という。）と試験株式会社（以下「乙」という。）は、契約する。", TRUTH_TRUE},
    {"別記個人情報取扱特記事項は、適用しない。", TRUTH_REVIEW},
    {"この契約においては、特記事項第3の適用を除外する。", TRUTH_REVIEW},
    {"本契約には、準用しない。", TRUTH_REVIEW},
    {"第5条の規定は、適用しない。", TRUTH_REVIEW},
    {"第5条及び第6条の規定は、前項の場合には準用しない。", TRUTH_REVIEW},
    {"委託者の定める規則第5条の規定は、適用しない。", TRUTH_TRUE},
    {"仕様書は、参考とする。", TRUTH_REVIEW},
    {"別記は、契約の内容としない。", TRUTH_REVIEW},
    {"仕様書に定める事項は、契約の一部としない。", TRUTH_REVIEW},
    {"仕様書は、この契約の一部とする。", TRUTH_TRUE},
    {"「再委託の禁止」は、適用しない。", TRUTH_REVIEW},
    {"再委託に関する条項を削る。", TRUTH_REVIEW},
    {"乙の義務を定める規定を削除する。", TRUTH_REVIEW},
    {"第10条【削除】", TRUTH_REVIEW},
    {"第10条（削除）", TRUTH_REVIEW},
    {"乙は、終了後、データを削除する。", TRUTH_TRUE},
    {"甲が異議を述べないときは、承諾したものとみなす。", TRUTH_REVIEW},
    {"届出により、甲の承認があったものとする。", TRUTH_REVIEW},
    {"甲の許可は、包括的に与えることができる。", TRUTH_REVIEW},
    {"検査に合格したときは、引渡しがあったものとみなす。", TRUTH_TRUE},
    {"甲は、包括的な承諾を与える。", TRUTH_REVIEW},
    {"乙は、包括的な管理体制を整備する。", TRUTH_TRUE},
    {"受注者とは市をいい、発注者とは県をいう。", TRUTH_REVIEW},
    {"甲は株式会社試験とする。", TRUTH_REVIEW},
    {"第2条から第5条までの規定は、甲乙協議のうえ定める期間においては適用がないものとする。", TRUTH_REVIEW},
    {"第3条の報告は、口頭で行えば足りる。", TRUTH_REVIEW},
    {"第3条の義務は、この契約の終了後も消滅しない。", TRUTH_TRUE},
    {"第3条の規定にかかわらず、乙は、任意に行う。", TRUTH_REVIEW},
    {"第3条の規定にかかわらず、甲は、いつでも検査する。", TRUTH_TRUE},
    {"この特記事項は、甲が個人情報を提供した場合に限り適用する。", TRUTH_REVIEW},
    {"特記事項は、令和8年3月31日に効力を失う。", TRUTH_REVIEW},
    {"本条は、協議が整うまでの間、効力を生じない。", TRUTH_REVIEW},
    {"第5条を除き、乙は、特記事項を遵守する。", TRUTH_REVIEW},
    {"第5条を削り、第6条を第5条とする。", TRUTH_REVIEW},
    {"変更契約　第5条　全文削除", TRUTH_REVIEW},
    {"第5条に次のただし書を加える。", TRUTH_REVIEW},
    {"「委託してはならない」を「委託することができる」に改める。", TRUTH_REVIEW},
    {"「承諾」とあるのは、「届出」と読み替える。", TRUTH_REVIEW},
    {"「乙」とあるのは、「再委託先」と読み替える。", TRUTH_TRUE},
    {"この契約と異なる事項は、乙の定める約款による。", TRUTH_REVIEW},
    {"特記事項（案）", TRUTH_REVIEW},
    {"□　再委託を認める。", TRUTH_REVIEW},
    {"この契約の締結をもって、甲は、再委託を承諾する。", TRUTH_REVIEW},
    {"甲は、乙が業務を委託することをあらかじめ承諾する。", TRUTH_REVIEW},
    {"甲は、乙からの承諾の求めを拒むことができない。", TRUTH_REVIEW},
    {"甲の承諾は、黙示によることができる。", TRUTH_REVIEW},
    {"承諾は、乙の代表者が行う。", TRUTH_REVIEW},
    {"甲は、乙が届け出た行為について異議を述べない。", TRUTH_REVIEW},
    {"乙の子会社は、第三者に含まれない。", TRUTH_REVIEW},
};

static void article_19_doubts_leave_the_contract_to_a_person(void **state)
{
    (void)state;
    static const char rule[] = "乙は、甲の承諾を得た場合を除き、業務を第三者に再委託してはならない。";
    for (size_t i = 0; i < COUNT(doubtful_clauses); i++) {
        buffer b = {0};
        buffer_addf(&b, "%s|%s", rule, doubtful_clauses[i].clause);
        expect_truth(article_19, "subcontracting", b.at, doubtful_clauses[i].truth);
        /* Nor does what is missing count where the contract is in doubt. */
        if (doubtful_clauses[i].truth == TRUTH_REVIEW)
            expect_truth(article_19, "incident", doubtful_clauses[i].clause, TRUTH_REVIEW);
        buffer_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_are_found_by_name),
        cmocka_unit_test(files_use_the_words_of_those_before),
        cmocka_unit_test(faults_are_reported_where_they_are),
        cmocka_unit_test(braces_are_words_only_where_they_look_like_it),
        cmocka_unit_test(matching_normalises),
        cmocka_unit_test(clauses_have_outlines),
        cmocka_unit_test(acts_are_all_or_any),
        cmocka_unit_test(evidence_says_what_each_sentence_does),
        cmocka_unit_test(provisos_keep_void_or_leave_in_doubt),
        cmocka_unit_test(items_continue_what_leads_them),
        cmocka_unit_test(asides_and_definitions_do_not_count),
        cmocka_unit_test(faults_are_never_verdicts),
        cmocka_unit_test(article_19_respects_what_is_known),
        cmocka_unit_test(article_19_doubts_leave_the_contract_to_a_person),
    };
    return cmocka_run_group_tests(tests, start, end);
}

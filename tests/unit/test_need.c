/* What patterns need of a text: a text without it is never one that they match. */
#include "support.h"

#include "base/mem.h"
#include "text/pattern.h"

static const place HERE = {"p.xml", 7, 1};

static bool is_met(const char *source, const char *text)
{
    arena *a = arena_new();
    features f = {0};
    features_read(str_of(text), &f);
    bool met = need_is_met(need_read(a, str_of(source), NULL, NULL), &f);
    arena_free(a);
    return met;
}

static void needs_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *source, *met, *not_met;
    } rows[] = {
        {"再委託", "乙は再委託を", "委託の再度"},
        {" 再 委 # 託\n", "再委", "再び委"},
        {"前[条項]", "前項", "前の項"},
        {"複写|複製", "複製", "複数"},
        {"(?:提供|譲渡)し", "譲渡し", "譲渡す"},
        {"甲(?=乙)", "甲乙", "甲"},
        {"(?<=甲)乙", "甲乙", "乙"},
        {"丙(?:甲|乙){2,}", "丙甲甲", "丙丁"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!is_met(rows[i].source, rows[i].met))
            fail_msg("%s needs more than %s", rows[i].source, rows[i].met);
        if (is_met(rows[i].source, rows[i].not_met))
            fail_msg("%s has no need of more than %s", rows[i].source, rows[i].not_met);
    }
}

/* What may be missing, is negated or is not understood: the text may be any. */
static void other_things_need_nothing(void **state)
{
    (void)state;
    static const char *const sources[] = {"甲?",   "甲*",        "甲{0,3}", "(?:甲|乙?)",     "(?!甲)",    "(?<!甲)",
                                          "[^甲]", "[一-龠]",    "(?i)甲",  "\\Q甲\\E",       "\\x{7532}", "\\w",
                                          "abc",   "甲 # *\n ?", "[甲\\d]", "(?(?=甲)甲|乙)", "甲{|乙",    "甲\u200e?",
                                          ".",     "^$"};
    for (size_t i = 0; i < COUNT(sources); i++)
        if (!is_met(sources[i], "丁"))
            fail_msg("%s needs something", sources[i]);
}

/* ---- random patterns ---- */

static uint32_t state_of_random = 19;

static uint32_t roll(uint32_t sides)
{
    state_of_random = state_of_random * 1664525u + 1013904223u;
    return (state_of_random >> 16) % sides;
}

static void add_one_of(buffer *b, const char *const *pieces, uint32_t count)
{
    buffer_add_text(b, pieces[roll(count)]);
}

static void add_pattern(buffer *b, int depth)
{
    static const char *const atoms[] = {"甲",      "乙",    "丙",    "甲",    "a",   ".",        "\\w",    "[甲乙]",
                                        "[一-乙]", "[^甲]", "[]甲]", "[丙a]", "\\|", "\\p{Han}", "(?&w0)", "(?&w1)"};
    static const char *const marks[] = {" ", "#甲\n", "^", "$", "\\b"};
    static const char *const groups[] = {"(", "(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!"};
    static const char *const quantifiers[] = {"?",     "*",    " +", "{0}", "{2}", "#乙\n{1}",
                                              "{0,1}", "{1,}", "??", "*+",  "+?",  "{1,2}?"};
    for (uint32_t i = roll(4); i < 4; i++) {
        if (roll(4) == 0)
            add_one_of(b, marks, COUNT(marks));
        if (depth > 0 && roll(3) == 0) {
            add_one_of(b, groups, COUNT(groups));
            add_pattern(b, depth - 1);
            buffer_add_char(b, ')');
        } else {
            add_one_of(b, atoms, COUNT(atoms));
        }
        if (roll(4) == 0)
            add_one_of(b, quantifiers, COUNT(quantifiers));
        if (roll(8) == 0)
            buffer_add_char(b, '|');
    }
}

static const need *word_needs[2];

static const need *needs_of(const void *context, size_t number)
{
    (void)context;
    return number < COUNT(word_needs) ? word_needs[number] : NULL;
}

/* Looks with the pattern at random texts. Returns how many lack what it needs. */
static size_t look_at_texts(const pattern *p, const need *needs, const char *source)
{
    static const char *const pieces[] = {"甲", "乙", "丙", "丁", "a", "|"};
    size_t refused = 0;
    for (int i = 0; i < 20; i++) {
        buffer text = {0};
        features f = {0};
        for (uint32_t length = roll(6); length > 0; length--)
            add_one_of(&text, pieces, COUNT(pieces));
        features_read(buffer_str(&text), &f);
        bool met = need_is_met(needs, &f);
        matcher *m = matcher_new(100000);
        if (!met && pattern_match(p, m, buffer_str(&text)) == PATTERN_MATCH)
            fail_msg("%s matches %s, which lacks something", source, text.at);
        matcher_free(m);
        buffer_free(&text);
        refused += !met;
    }
    return refused;
}

static void no_match_lacks_what_its_pattern_needs(void **state)
{
    (void)state;
    size_t compiled = 0, refused = 0;
    for (int i = 0; i < 6000; i++) {
        arena *a = arena_new();
        buffer words[2] = {{0}}, body = {0}, source = {0};
        pattern_fault fault;
        word_needs[0] = word_needs[1] = NULL;
        for (size_t w = 0; w < COUNT(words); w++) {
            add_pattern(&words[w], 1);
            word_needs[w] = need_read(a, buffer_str(&words[w]), needs_of, NULL);
        }
        add_pattern(&body, 2);
        buffer_addf(&source, "(?:%s\n)(?(DEFINE)(?<w1>%s\n)(?<w0>%s\n))", body.at, words[1].at, words[0].at);
        pattern *p = pattern_compile(buffer_str(&source), HERE, &fault);
        if (p != NULL) {
            compiled++;
            refused += look_at_texts(p, need_read(a, buffer_str(&body), needs_of, NULL), source.at);
        }
        pattern_free(p);
        buffer_free(&source);
        buffer_free(&body);
        buffer_free(&words[0]);
        buffer_free(&words[1]);
        arena_free(a);
    }
    assert_true(compiled > 1000 && refused > compiled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(needs_are_read),
        cmocka_unit_test(other_things_need_nothing),
        cmocka_unit_test(no_match_lacks_what_its_pattern_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

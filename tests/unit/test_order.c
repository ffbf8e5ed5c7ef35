/* The order of clauses: what numbers can be read, and which of them follow each other. */
#include "base/buffer.h"
#include "support.h"
#include "text/order.h"

enum { MAX_CLAUSES = 16 };

/* Clauses are given as "document:number", separated by |; document - is unknown. */
static size_t read_clauses(const char *given, numbered_text *texts)
{
    size_t count = 0;
    for (str rest = str_of(given); count < MAX_CLAUSES; count++) {
        size_t bar = str_find(rest, STR("|"));
        str one = {rest.at, bar != SIZE_MAX ? bar : rest.length};
        texts[count] = (numbered_text){.words = STR(""),
                                       .number = str_from(one, 2),
                                       .document = one.at[0] == '-' ? SIZE_MAX : (size_t)(one.at[0] - '0'),
                                       .index = count};
        if (bar == SIZE_MAX)
            return count + 1;
        rest = str_from(rest, bar + 1);
    }
    return count;
}

/* What stands before each: ? untold, . apart, < next. */
static void expect_order(const char *given, const char *expected)
{
    static const char marks[] = {[NEIGHBOUR_UNTOLD] = '?', [NEIGHBOUR_APART] = '.', [NEIGHBOUR_NEXT] = '<'};
    arena *a = arena_new();
    numbered_text texts[MAX_CLAUSES];
    size_t count = read_clauses(given, texts);
    const clause_place *places = order_texts(a, texts, count);
    buffer b = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_addf(&b, "%c%zu", marks[places[i].before], texts[i].index);
        if (i + 1 < count && places[i].document == places[i + 1].document)
            assert_int_equal(places[i].after, places[i + 1].before);
    }
    str found = {b.at, b.length};
    if (!str_equal(found, str_of(expected)))
        fail_msg("%s: %.*s, not %s", given, (int)found.length, found.at, expected);
    buffer_free(&b);
    arena_free(a);
}

static void clauses_are_ordered_by_number(void **state)
{
    (void)state;
    static const struct {
        const char *given, *expected;
    } rows[] = {
        {"0:第2条|0:第1条", ".1<0"},
        {"0:第１０条|0:第２条|0:第９条", ".1.2<0"},
        {"0:第十一条|0:第二条|0:第十条|0:第二十条|0:第百二条", ".1.2<0.3.4"},
        {"0:第12条|0:第11条の2|0:第11条|0:第11条の3", ".2<1<3<0"},
        {"0:第5条第2項|0:第6条|0:第5条第1項|0:第5条の2", ".2<0<3<1"},
        {"0:２|0:１|0:10", ".1<0.2"},
        {"0:(3)|0:(１)|0:⑵", ".1<2<0"},
        {"0:①|0:③|0:②", ".0<2<1"},
        {"0:イ|0:ア", ".1<0"},
        {"0:(イ)|0:(ア)", ".1<0"},
        {"0:二|0:一|0:三", ".1<0<2"},
        {"0:別記 第4|0:別記第3", ".1<0"},
        {"0:第 2 条|0:第1条", ".1<0"},
        {"0:第3条|0:第1条", ".1.0"},
        {"1:第1条|0:第2条|1:第2条|0:第1条", ".3<1.0<2"},
        {"0:", "?0"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_order(rows[i].given, rows[i].expected);
}

static void what_cannot_be_told_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *given, *expected;
    } rows[] = {
        {"0:第1条|0:第1条", "?0?1"},
        {"0:第1条|0:第2条|0:第2条|0:第3条|0:第4条", ".0?1?2?3<4"},
        {"0:第1条|0:第１条|0:第一条", "?0?1?2"},
        {"0:前文|0:第2条|0:第1条|0:第4条", "?2<1?3?0"},
        {"0:第1条|0:附則1|0:附則2", "?0?1<2"},
        {"0:第2条及び第3条|0:第1条", "?1?0"},
        {"0:第0条|0:第1条", "?1?0"},
        {"0:第99999条|0:第1条", "?1?0"},
        {"0:第1条の|0:第1条", "?1?0"},
        {"0:第1条の2の3|0:第1条", "?1?0"},
        {"0:第条|0:第1条", "?1?0"},
        {"0:1.2.3.4.5|0:1", "?1?0"},
        {"-:第2条|-:第1条", "?0?1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_order(rows[i].given, rows[i].expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_are_ordered_by_number),
        cmocka_unit_test(what_cannot_be_told_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

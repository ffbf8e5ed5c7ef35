/* Values as facts documents write them. */
#include "support.h"

#include "facts/value.h"

/* They are looked at eight bytes at a time. */
static void ids_have_no_white_space_at_any_place(void **state)
{
    (void)state;
    const char *const white = " \t\n\r", *const others = "\x01\x1f!0\x7f\x80\xa0\xff";
    assert_false(value_is_id(STR("")));
    for (size_t length = 1; length <= 25; length++)
        for (size_t place = 0; place < length; place++) {
            char id[26];
            memset(id, 'E', length);
            for (const char *c = others; *c != '\0'; c++) {
                id[place] = *c;
                assert_true(value_is_id((str){id, length}));
            }
            for (const char *c = white; *c != '\0'; c++) {
                id[place] = *c;
                assert_false(value_is_id((str){id, length}));
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_have_no_white_space_at_any_place),
    };
    return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}

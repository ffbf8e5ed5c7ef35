/* Stored tables: what is read back is what was written; what is damaged, or tells of what is not there, is refused. */
#include "loading.h"

#include "base/mem.h"
#include "facts/table_image.h"
#include "facts/table_store.h"

#include <fcntl.h>
#include <sys/stat.h>

static const unsigned char key[TAG_BYTES] = "a key of 16 byte";
static char shape[DIGEST_HEX + 1], other_shape[DIGEST_HEX + 1];

static int start(void **state)
{
    digest_text(STR("a shape"), shape);
    digest_text(STR("another"), other_shape);
    return start_loading(state);
}

/* ---- files ---- */

static void write_documents(void)
{
    buffer b = {0};
    buffer_add_text(&b, FACTS_BEGIN "<rooms covers='2025-04-01/2026-03-31'><room id='室1' in_use='2020-04-01/..'/>"
                                    "<room id='R2'/></rooms>\n"
                                    "<entries covers='2025-04-01/2026-03-31' room='室1' source='入退室'>\n");
    for (int i = 0; i < 500; i++)
        buffer_addf(&b,
                    "<entry id='E%d-é' room='室1' at='2025-04-%02dT08:31:00' count='%d' open='true' colour='%s' "
                    "note='n%d'/>\n",
                    i, i % 30 + 1, i, i % 2 == 0 ? "red" : "blue", i % 7);
    buffer_add_text(&b, "</entries>" FACTS_END);
    write_file("a.xml", buffer_str(&b));
    buffer_free(&b);
    write_file("b.xml", STR(FACTS_BEGIN "<entries><entry id='F1' room='R2' day='2025-05-01'/></entries>"
                                        "<memos exported='2026-04-02'><memo id='M1' room='R2'>本文</memo></memos>"
                                        "<remarks><remark id='K1'/></remarks>" FACTS_END));
}

static facts *load_documents(void)
{
    write_documents();
    return load_good_facts(small_model, PATHS("a.xml", "b.xml"));
}

static void store(const char *path, const facts *f)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_true(table_store_write(fd, f, shape, key));
    close(fd);
}

/* Returns NULL where the file is refused. */
static facts *restore(const char *path, const char *wanted, unsigned threads)
{
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    table_store *s = table_store_open(fd, small_model, wanted);
    facts *f = s != NULL ? table_store_read(s, (const char *const[]){"a.xml", "b.xml"}, threads) : NULL;
    table_store_free(s);
    close(fd);
    return f;
}

static void expect_same_facts(const facts *found, const facts *expected)
{
    buffer a = {0}, b = {0};
    print_facts(&a, found);
    print_facts(&b, expected);
    for (size_t i = 0; i < small_model->type_count; i++) {
        const table *t = &found->tables[i], *u = &expected->tables[i];
        assert_int_equal(t->has_list, u->has_list);
        assert_int_equal(t->covered.count, u->covered.count);
        assert_int_equal(t->scoped_count, u->scoped_count);
    }
    expect_same(a.at, b.at);
    buffer_free(&a);
    buffer_free(&b);
}

static buffer read_file(const char *path)
{
    buffer b = {0};
    char chunk[4096];
    ssize_t got;
    int fd = open(path, O_RDONLY);
    while ((got = read(fd, chunk, sizeof chunk)) > 0)
        buffer_add(&b, (str){chunk, (size_t)got});
    close(fd);
    return b;
}

static void expect_refused(const char *path)
{
    facts *f = restore(path, shape, 2);
    facts_free(f);
    assert_null(f);
}

/* ---- whole files ---- */

static void comes_back_as_it_was(void **state)
{
    (void)state;
    facts *f = load_documents();
    store("t", f);
    for (unsigned threads = 1; threads <= 4; threads++) {
        facts *again = restore("t", shape, threads);
        assert_non_null(again);
        expect_same_facts(again, f);
        assert_int_equal(again->municipality, f->municipality);
        assert_true(facts_complete(again, &small_model->types[1], 1, good_period("2025-04-01/2025-04-30"), NULL));
        facts_free(again);
    }
    facts_free(f);
}

static void no_records_come_back(void **state)
{
    (void)state;
    write_file("a.xml", STR(FACTS_BEGIN "<rooms/>" FACTS_END));
    write_file("b.xml", STR(FACTS_BEGIN FACTS_END));
    facts *f = load_good_facts(small_model, PATHS("a.xml", "b.xml"));
    store("t", f);
    facts *again = restore("t", shape, 1);
    assert_non_null(again);
    expect_same_facts(again, f);
    facts_free(again);
    facts_free(f);
}

static void another_shape_is_refused(void **state)
{
    (void)state;
    facts *f = load_documents();
    store("t", f);
    assert_null(restore("t", other_shape, 1));
    facts_free(f);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    facts *f = load_documents();
    int fd = open("/dev/full", O_WRONLY);
    assert_true(fd >= 0);
    assert_false(table_store_write(fd, f, shape, key));
    close(fd);
    facts_free(f);
}

/* ---- damage ---- */

static void every_changed_byte_is_seen(void **state)
{
    (void)state;
    facts *f = load_documents();
    store("t", f);
    buffer whole = read_file("t");
    uint64_t seed = 20260430;
    for (int i = 0; i < 2000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t at = i < 300 ? (size_t)i : (size_t)(seed >> 33) % whole.length;
        char kept = whole.at[at];
        whole.at[at] = (char)(kept ^ (int)(1 + (seed >> 20) % 255));
        write_file("u", buffer_str(&whole));
        whole.at[at] = kept;
        expect_refused("u");
    }
    buffer_free(&whole);
    facts_free(f);
}

static void every_other_length_is_seen(void **state)
{
    (void)state;
    facts *f = load_documents();
    store("t", f);
    buffer whole = read_file("t");
    for (size_t length = 0; length < whole.length; length += length < 600 ? 1 : 97) {
        write_file("u", (str){whole.at, length});
        expect_refused("u");
    }
    buffer_add_char(&whole, '\0');
    write_file("u", buffer_str(&whole));
    expect_refused("u");
    buffer_free(&whole);
    facts_free(f);
}

/* ---- files with the right tags that tell of what is not there ---- */

static const record_type *room_type(void)
{
    return &small_model->types[0];
}

static const record_type *entry_type(void)
{
    return &small_model->types[1];
}

static table *entries(facts *f)
{
    return &f->tables[entry_type()->index];
}

static size_t field_index(const char *name)
{
    return model_find_field(entry_type(), str_of(name))->index;
}

static void *entry_column(facts *f, const char *name)
{
    return (void *)(uintptr_t)entries(f)->columns[field_index(name)].any;
}

static void set_ref(facts *f)
{
    ((uint32_t *)entry_column(f, "room"))[7] = f->tables[room_type()->index].row_count + 1;
}

static void drop_required_ref(facts *f)
{
    ((uint32_t *)entry_column(f, "room"))[7] = 0;
}

static void drop_required_column(facts *f)
{
    mem_free(entry_column(f, "room"));
    entries(f)->columns[field_index("room")].any = NULL;
}

static void set_symbol(facts *f)
{
    ((symbol *)entry_column(f, "note"))[7] = intern_count(f->names) + 1;
}

static void set_enum(facts *f)
{
    ((uint8_t *)entry_column(f, "colour"))[7] = 3;
}

static void set_boolean(facts *f)
{
    ((uint8_t *)entry_column(f, "open"))[7] = 3;
}

static void set_integer(facts *f)
{
    ((int64_t *)entry_column(f, "count"))[7] = INT64_MAX;
}

static void set_moment(facts *f)
{
    ((moment *)entry_column(f, "at"))[7] = MOMENT_FUTURE;
}

static void reverse_period(facts *f)
{
    period *p = (period *)(uintptr_t)f->tables[room_type()->index].columns[1].periods;
    p[0] = (period){moment_of_day(20000), moment_of_day(19999)};
}

static void set_id(facts *f)
{
    ((symbol *)(uintptr_t)f->tables[room_type()->index].columns[0].symbols)[0] = SYMBOL_NONE;
}

static void lower_id_end(facts *f)
{
    uint32_t *ends = entry_column(f, "id");
    ends[7] = ends[6] - 1;
}

static void raise_id_end(facts *f)
{
    ((uint32_t *)entry_column(f, "id"))[7] = UINT32_MAX;
}

static void cut_character(facts *f)
{
    ((uint32_t *)entry_column(f, "id"))[7]--;
}

static void break_id(facts *f)
{
    ((char *)(uintptr_t)entries(f)->id_bytes)[3] = (char)0xFF;
}

static void end_id_early(facts *f)
{
    ((char *)(uintptr_t)entries(f)->id_bytes)[1] = '\0';
}

static void move_range(facts *f)
{
    entries(f)->ranges[1].first_row = entries(f)->row_count;
}

static void set_document(facts *f)
{
    entries(f)->ranges[1].document = 2;
}

static void leave_out_first_rows(facts *f)
{
    entries(f)->ranges[0].first_row = 1;
}

static void set_scope(facts *f)
{
    f->lists[1].scope_row = 3;
}

static void set_source(facts *f)
{
    f->lists[1].source = intern_count(f->names) + 1;
}

static void set_list_document(facts *f)
{
    f->lists[1].document = 2;
}

static void set_covers(facts *f)
{
    f->lists[1].covers.to = MOMENT_MISSING;
}

static void set_exported(facts *f)
{
    f->lists[1].exported = MOMENT_PAST;
}

static void set_municipality(facts *f)
{
    f->municipality = intern_count(f->names) + 1;
}

static void rename_twice(facts *f)
{
    str first = intern_text(f->names, intern_find(f->names, STR("n1")));
    str second = intern_text(f->names, intern_find(f->names, STR("n2")));
    memcpy((char *)(uintptr_t)second.at, first.at, first.length);
}

static void break_name(facts *f)
{
    ((char *)(uintptr_t)intern_text(f->names, 1).at)[0] = (char)0xC0;
}

static void what_is_not_there_is_refused(void **state)
{
    (void)state;
    static void (*const changes[])(facts *) = {
        set_ref,       drop_required_ref, drop_required_column, set_symbol, set_enum,     set_boolean,
        set_integer,   set_moment,        reverse_period,       set_id,     lower_id_end, raise_id_end,
        cut_character, break_id,          end_id_early,         move_range, set_document, leave_out_first_rows,
        set_scope,     set_source,        set_list_document,    set_covers, set_exported, set_municipality,
        rename_twice,  break_name};
    for (size_t i = 0; i < COUNT(changes); i++) {
        facts *f = load_documents();
        changes[i](f);
        store("t", f);
        facts *again = restore("t", shape, 2);
        if (again != NULL)
            fail_msg("change %zu is not seen", i);
        facts_free(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back_as_it_was),         cmocka_unit_test(no_records_come_back),
        cmocka_unit_test(another_shape_is_refused),     cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(every_changed_byte_is_seen),   cmocka_unit_test(every_other_length_is_seen),
        cmocka_unit_test(what_is_not_there_is_refused),
    };
    return cmocka_run_group_tests(tests, start, end_loading);
}

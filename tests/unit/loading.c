/* A small model, loading documents, and facts as text. */
#include "loading.h"

static const char model_text[] = "<fact-model xmlns='urn:junshu:fact-model:1' version='1'>\n"
                                 "<enum name='colour' title='色' en='colour'><value name='red' title='赤' en='red'/>"
                                 "<value name='blue' title='青' en='blue'/></enum>\n"
                                 "<record name='room' list='rooms' title='室' en='room' lifetime='in_use'>"
                                 "<field name='id' type='id' title='番号' en='id'/>"
                                 "<field name='in_use' type='period' title='使用の期間' en='in use'/></record>\n"
                                 "<record name='entry' list='entries' title='入室' en='entry' scope='room'>"
                                 "<field name='id' type='id' title='番号' en='id'/>"
                                 "<field name='room' type='ref' to='room' required='yes' title='室' en='room'/>"
                                 "<field name='at' type='datetime' title='日時' en='at'/>"
                                 "<field name='day' type='date' title='日' en='day'/>"
                                 "<field name='count' type='integer' title='数' en='count'/>"
                                 "<field name='open' type='boolean' title='開' en='open'/>"
                                 "<field name='colour' type='enum' of='colour' title='色' en='colour'/>"
                                 "<field name='note' type='string' title='備考' en='note'/></record>\n"
                                 "<record name='memo' list='memos' title='覚書' en='memo'>"
                                 "<field name='id' type='id' title='番号' en='id'/>"
                                 "<field name='room' type='ref' to='room' title='室' en='room'/>"
                                 "<field name='body' type='text' required='yes' title='本文' en='body'/></record>\n"
                                 "<record name='remark' list='remarks' title='摘要' en='remark'>"
                                 "<field name='id' type='id' title='番号' en='id'/>"
                                 "<field name='body' type='text' title='本文' en='body'/></record>\n"
                                 "</fact-model>\n";

static arena *model_arena;
const fact_model *small_model;

int start_loading(void **state)
{
    if (enter_scratch(state) != 0)
        return -1;
    write_file("model.xml", str_of(model_text));
    model_arena = arena_new();
    small_model = read_good_model(model_arena, "model.xml");
    return 0;
}

int end_loading(void **state)
{
    arena_free(model_arena);
    return leave_scratch(state);
}

const fact_model *read_good_model(arena *a, const char *path)
{
    diags d;
    diags_init(&d, 0);
    const fact_model *m = model_read(a, path, &d);
    expect_diags(&d, "");
    return m;
}

facts *load_facts(const fact_model *m, const char *const *paths, size_t count, unsigned threads, diags *d)
{
    diags_init(d, 0);
    return facts_load(m, paths, count, (load_options){.threads = threads}, d);
}

facts *load_good_facts(const fact_model *m, const char *const *paths, size_t count)
{
    diags d;
    facts *f = load_facts(m, paths, count, 1, &d);
    expect_diags(&d, "");
    assert_non_null(f);
    return f;
}

period good_period(const char *text)
{
    period p;
    if (period_parse(str_of(text), &p) != 1)
        fail_msg("no period: %s", text);
    return p;
}

static void print_value(buffer *b, const facts *f, const table *t, const field *column, uint32_t row)
{
    switch (column->kind) {
    case FIELD_ID:
        buffer_add(b, table_id(f, t, row));
        break;
    case FIELD_REF: {
        uint32_t target = table_ref(t, column->index, row);
        if (target != 0)
            buffer_add(b, table_id(f, facts_table(f, column->target), target - 1));
        break;
    }
    case FIELD_STRING:
    case FIELD_TEXT:
        if (table_symbol(t, column->index, row) != SYMBOL_NONE)
            buffer_add(b, intern_text(f->names, table_symbol(t, column->index, row)));
        break;
    case FIELD_BOOLEAN:
    case FIELD_ENUM:
        buffer_addf(b, "%u", table_code(t, column->index, row));
        break;
    case FIELD_INTEGER:
        if (table_integer(t, column->index, row) != INTEGER_MISSING)
            buffer_addf(b, "%lld", (long long)table_integer(t, column->index, row));
        break;
    case FIELD_DATE:
    case FIELD_DATETIME:
        if (table_moment(t, column->index, row) != MOMENT_MISSING)
            moment_print_iso(b, table_moment(t, column->index, row));
        break;
    case FIELD_PERIOD:
        if (!period_is_missing(table_period(t, column->index, row)))
            period_print_iso(b, table_period(t, column->index, row));
        break;
    case FIELD_KIND_COUNT:
        break;
    }
}

void print_table(buffer *b, const facts *f, const table *t)
{
    for (uint32_t row = 0; row < t->row_count; row++) {
        place at = table_place(f, t, row);
        buffer_addf(b, "%s %s:%u", t->type->name.at, at.file, at.line);
        for (size_t i = 0; i < t->type->field_count; i++) {
            buffer_add_char(b, '|');
            print_value(b, f, t, &t->type->fields[i], row);
        }
        buffer_add_char(b, '\n');
    }
}

void print_tables(buffer *b, const facts *f)
{
    for (size_t i = 0; i < f->model->type_count; i++)
        print_table(b, f, &f->tables[i]);
}

void print_lists(buffer *b, const facts *f)
{
    for (size_t i = 0; i < f->list_count; i++) {
        const list_declaration *list = &f->lists[i];
        buffer_addf(b, "list %s %s:%u", list->type->list.at, f->documents[list->document].path, list->line);
        if (!period_is_missing(list->covers)) {
            buffer_add_text(b, " covers ");
            period_print_iso(b, list->covers);
        }
        if (list->scope_row != 0)
            buffer_addf(b, " of %s", table_id(f, facts_table(f, list->type->scope->target), list->scope_row - 1).at);
        if (list->source != SYMBOL_NONE)
            buffer_addf(b, " from %s", intern_text(f->names, list->source).at);
        if (list->exported != MOMENT_MISSING) {
            buffer_add_text(b, " on ");
            moment_print_iso(b, list->exported);
        }
        buffer_addf(b, " records %llu\n", (unsigned long long)list->records);
    }
}

void print_facts(buffer *b, const facts *f)
{
    for (size_t i = 0; i < f->document_count; i++)
        buffer_addf(b, "document %s %s %llu\n", f->documents[i].path, f->documents[i].digest,
                    (unsigned long long)f->documents[i].records);
    print_tables(b, f);
    print_lists(b, f);
}

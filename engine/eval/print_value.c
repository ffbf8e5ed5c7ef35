/* Values, records and finding sentences as readers see them, in both languages. */
#include "eval/evaluation.h"

static void print_missing(buffer *b, enum language language)
{
    buffer_add_text(b, language == LANGUAGE_JA ? "記録なし" : "not recorded");
}

static void print_duration(buffer *b, duration d, enum language language)
{
    enum { DAYS = 2, UNITS };
    static const struct {
        const char *ja, *one, *more;
    } units[UNITS] = {{"年", " year", " years"}, {"か月", " month", " months"}, {"日", " day", " days"}};
    const int32_t amounts[UNITS] = {d.months / 12, d.months % 12, d.days};
    bool ja = language == LANGUAGE_JA, is_first = true;
    for (size_t i = 0; i < UNITS; i++) {
        if (amounts[i] == 0 && !(is_first && i == DAYS))
            continue;
        const char *unit = ja ? units[i].ja : amounts[i] == 1 ? units[i].one : units[i].more;
        buffer_addf(b, is_first || ja ? "%d%s" : " %d%s", amounts[i], unit);
        is_first = false;
    }
}

static void print_record(buffer *b, const evaluation *ev, const record_type *type, uint32_t row, enum language language)
{
    str id = table_id(ev->facts, facts_table(ev->facts, type), row);
    value name = type->label != NULL ? read_field_value(ev, type->label, type, row) : (value){0};
    if (!name.known) {
        buffer_add(b, id);
        return;
    }
    buffer_add(b, name.as.string);
    buffer_add_text(b, language == LANGUAGE_JA ? "（" : " (");
    buffer_add(b, id);
    buffer_add_text(b, language == LANGUAGE_JA ? "）" : ")");
}

static void print_truth(buffer *b, enum truth t, enum language language)
{
    static const char *const ja[] = {"いいえ", "記録なし", "要確認", "はい"};
    static const char *const en[] = {"no", "not recorded", "to be judged", "yes"};
    buffer_add_text(b, language == LANGUAGE_JA ? ja[t] : en[t]);
}

void print_value(buffer *b, const evaluation *ev, value v, value_type type, enum language language)
{
    if (type.kind == TYPE_BOOLEAN) {
        print_truth(b, v.as.truth, language);
        return;
    }
    if (!v.known) {
        print_missing(b, language);
        return;
    }
    switch (type.kind) {
    case TYPE_INTEGER:
        buffer_addf(b, "%lld", (long long)v.as.integer);
        break;
    case TYPE_STRING:
        buffer_add(b, v.as.string);
        break;
    case TYPE_TIME:
        moment_print(b, v.as.moment, language);
        break;
    case TYPE_DURATION:
        print_duration(b, v.as.duration, language);
        break;
    case TYPE_PERIOD:
        period_print(b, v.as.period, language);
        break;
    case TYPE_ENUM:
        buffer_add(b, label_text(type.enumeration->values[v.as.code - 1].title, language));
        break;
    case TYPE_RECORD:
        print_record(b, ev, type.record, v.as.row, language);
        break;
    case TYPE_BOOLEAN:
        break;
    }
}

label value_label(const evaluation *ev, value v, value_type type)
{
    if (v.known && type.kind == TYPE_STRING)
        return (label){v.as.string, v.as.string};
    if (v.known && type.kind == TYPE_RECORD && type.record->label == NULL) {
        str id = table_id(ev->facts, facts_table(ev->facts, type.record), v.as.row);
        return (label){id, id};
    }
    buffer ja = {0}, en = {0};
    print_value(&ja, ev, v, type, LANGUAGE_JA);
    print_value(&en, ev, v, type, LANGUAGE_EN);
    return (label){buffer_keep(&ja, ev->a), buffer_keep(&en, ev->a)};
}

evidence describe_record(const evaluation *ev, const record_type *type, uint32_t row)
{
    const table *t = facts_table(ev->facts, type);
    value v = {.known = true, .as.row = row};
    return (evidence){.type = type->name,
                      .type_title = type->title,
                      .id = table_id(ev->facts, t, row),
                      .text = value_label(ev, v, (value_type){.kind = TYPE_RECORD, .record = type}),
                      .at = table_place(ev->facts, t, row)};
}

static str print_template(evaluation *ev, const template *t, const frame *f, enum language language)
{
    buffer b = {0};
    if (t->count == 1 && t->parts[0].value == NULL)
        return str_trim(t->parts[0].text);
    for (size_t i = 0; i < t->count; i++) {
        const template_part *part = &t->parts[i];
        if (part->value != NULL)
            print_value(&b, ev, eval_expr(ev, part->value, f), part->value->type, language);
        else
            buffer_add(&b, part->text);
    }
    str kept = buffer_keep(&b, ev->a);
    return str_trim(kept);
}

label print_templates(evaluation *ev, const templates *t, const frame *f)
{
    return (label){print_template(ev, &t->ja, f, LANGUAGE_JA), print_template(ev, &t->en, f, LANGUAGE_EN)};
}

enum { MAX_GAPS_SHOWN = 5 };

static str print_gap_list(const evaluation *ev, const spans *gaps, enum language language)
{
    buffer b = {0};
    for (size_t i = 0; i < gaps->count && i < MAX_GAPS_SHOWN; i++) {
        buffer_add_text(&b, i == 0 ? "" : language == LANGUAGE_JA ? "、" : ", ");
        period_print(&b, gaps->items[i], language);
    }
    if (gaps->count > MAX_GAPS_SHOWN)
        buffer_addf(&b, language == LANGUAGE_JA ? "ほか%zu件" : " and %zu more", gaps->count - MAX_GAPS_SHOWN);
    return buffer_keep(&b, ev->a);
}

label print_gaps(const evaluation *ev, const spans *gaps)
{
    return (label){print_gap_list(ev, gaps, LANGUAGE_JA), print_gap_list(ev, gaps, LANGUAGE_EN)};
}

static str print_incomplete_list(const evaluation *ev, const record_type *type, const spans *gaps,
                                 enum language language)
{
    buffer b = {0};
    str title = label_text(type->title, language), when = print_gap_list(ev, gaps, language);
    bool in_japanese = language == LANGUAGE_JA, supplied = facts_table(ev->facts, type)->has_list;
    const char *format = supplied ? (in_japanese ? "%.*sの一覧（完全と示されていない期間：%.*s）"
                                                 : "list of %.*s (not declared complete: %.*s)")
                                  : (in_japanese ? "%.*sの一覧（提出されていない）" : "list of %.*s (not supplied)");
    buffer_addf(&b, format, (int)title.length, title.at, (int)when.length, when.at);
    return buffer_keep(&b, ev->a);
}

label print_incomplete(const evaluation *ev, const record_type *type, spans *gaps)
{
    spans_merge(gaps);
    return (label){print_incomplete_list(ev, type, gaps, LANGUAGE_JA),
                   print_incomplete_list(ev, type, gaps, LANGUAGE_EN)};
}

/* Reads a stored result: the pictures. The reports draw what is read here, and rely on its limits. */
#include "result/result_reader.h"

static const finding *take_finding_reference(result_reader *r, const char *key)
{
    if (json_take_null(r->json, key))
        return NULL;
    size_t index = take_reference(r, key, r->identities);
    return index < r->finding_count ? r->findings[index] : NULL;
}

/* ---- the definition ---- */

static const char *word_of_form(size_t i)
{
    return picture_form_name((enum picture_form)i);
}

static const char *word_of_shape(size_t i)
{
    return picture_shape_name(i > 0);
}

static void take_kinds(result_reader *r, picture_def *def)
{
    def->kinds = TAKE_ARRAY(r, "kinds", picture_kind, def->kind_count);
    if (def->kind_count > PICTURE_MAX_KINDS)
        json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
    for (size_t i = 0; i < def->kind_count; i++) {
        json_enter_object(r->json, NULL);
        def->kinds[i].name = take_label(r, "name");
        def->kinds[i].is_mark = json_take_word(r->json, "shape", word_of_shape, 2) > 0;
        json_leave(r->json);
    }
    json_leave(r->json);
}

static void take_shown_rules(result_reader *r, picture *p)
{
    p->rules = TAKE_ARRAY(r, "rules", const rule_result *, p->rule_count);
    for (size_t i = 0; i < p->rule_count; i++)
        p->rules[i] = &r->out->rules[take_reference(r, NULL, r->rules)];
    json_leave(r->json);
}

/* ---- rows ---- */

static size_t take_kind(result_reader *r, const picture_def *def)
{
    size_t kind = (size_t)json_take_number(r->json, "kind", PICTURE_MAX_KINDS);
    if (kind >= def->kind_count)
        json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
    return kind;
}

static void take_items(result_reader *r, const picture_def *def, picture_row *row)
{
    row->items = TAKE_ARRAY(r, "items", picture_bar, row->item_count);
    for (size_t i = 0; i < row->item_count; i++) {
        picture_bar *b = &row->items[i];
        json_enter_object(r->json, NULL);
        b->kind = take_kind(r, def);
        b->span = json_take_period(r->json, "span");
        b->truth = take_truth(r, "truth");
        b->text = take_optional_label(r, "text");
        b->record = take_optional_record(r, "record");
        b->finding = take_finding_reference(r, "finding");
        json_leave(r->json);
    }
    json_leave(r->json);
}

static picture_stretch *take_stretches(result_reader *r, const char *key, const picture_def *def, bool are_gaps,
                                       size_t *count)
{
    picture_stretch *items = TAKE_ARRAY(r, key, picture_stretch, *count);
    for (size_t i = 0; i < *count; i++) {
        json_enter_object(r->json, NULL);
        items[i].kind = take_kind(r, def);
        items[i].span = take_known_period(r, "span");
        items[i].is_sure = are_gaps && json_take_flag(r->json, "sure");
        json_leave(r->json);
    }
    json_leave(r->json);
    return items;
}

static void take_row(result_reader *r, const picture_def *def, picture_row *row)
{
    json_enter_object(r->json, NULL);
    row->text = take_optional_label(r, "text");
    row->record = take_optional_record(r, "record");
    row->finding = take_finding_reference(r, "finding");
    row->is_open = json_take_flag(r->json, "open");
    row->has_path = json_take_flag(r->json, "path");
    take_items(r, def, row);
    row->expected = take_stretches(r, "expected", def, false, &row->expected_count);
    row->gaps = take_stretches(r, "gaps", def, true, &row->gap_count);
    json_leave(r->json);
}

/* ---- cells ---- */

static void take_cell(result_reader *r, const picture *p, picture_cell *c)
{
    json_enter_object(r->json, NULL);
    c->day = json_take_moment(r->json, "day");
    if (c->day == MOMENT_MISSING || !moment_is_day(c->day) || period_is_missing(p->axis) ||
        moment_within(c->day, p->axis) == TRUTH_FALSE)
        json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
    c->hour =
        json_take_null(r->json, "hour") ? HOUR_UNKNOWN : (unsigned)json_take_number(r->json, "hour", HOUR_UNKNOWN - 1);
    c->count = json_take_number(r->json, "count", UINT32_MAX);
    if (c->count == 0)
        json_refuse(r->json, DIAG_JSON_VALUE, STR("0"));
    c->fails = json_take_number(r->json, "fails", c->count);
    c->open = json_take_number(r->json, "open", c->count);
    json_leave(r->json);
}

static void take_blank(result_reader *r, picture *p)
{
    p->blank = TAKE_ARRAY(r, "blank", period, p->blank_count);
    for (size_t i = 0; i < p->blank_count; i++)
        p->blank[i] = take_known_period(r, NULL);
    json_leave(r->json);
}

/* ---- pictures ---- */

static void take_axis(result_reader *r, picture *p)
{
    p->axis = json_take_period(r->json, "axis");
    bool is_drawn = p->fault.ja.length == 0;
    if (period_is_missing(p->axis) ? is_drawn : !picture_axis_fits(p->axis, p->def->form))
        json_refuse(r->json, DIAG_RESULT_CONTRADICTION, (str){0});
}

static void take_picture(result_reader *r, picture *p)
{
    picture_def *def = ARENA_NEW(r->a, picture_def);
    p->def = def;
    json_enter_object(r->json, NULL);
    def->id = json_take_string(r->json, "id");
    def->form = (enum picture_form)json_take_word(r->json, "form", word_of_form, PICTURE_FORM_COUNT);
    def->title = take_label(r, "title");
    def->note = take_optional_label(r, "note");
    p->fault = take_optional_label(r, "fault");
    take_axis(r, p);
    take_shown_rules(r, p);
    take_kinds(r, def);
    p->rows = TAKE_ARRAY(r, "rows", picture_row, p->row_count);
    for (size_t i = 0; i < p->row_count; i++)
        take_row(r, def, &p->rows[i]);
    json_leave(r->json);
    p->cells = TAKE_ARRAY(r, "cells", picture_cell, p->cell_count);
    for (size_t i = 0; i < p->cell_count; i++)
        take_cell(r, p, &p->cells[i]);
    json_leave(r->json);
    p->undated = json_take_number(r->json, "undated", INT64_MAX);
    take_blank(r, p);
    p->missing = take_labels(r, "missing", &p->missing_count);
    json_leave(r->json);
}

void take_pictures(result_reader *r)
{
    r->out->pictures = TAKE_ARRAY(r, "pictures", picture, r->out->picture_count);
    for (size_t i = 0; i < r->out->picture_count && !json_reader_failed(r->json); i++)
        take_picture(r, &r->out->pictures[i]);
    json_leave(r->json);
}

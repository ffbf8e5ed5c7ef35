/* The JSON report: the pictures. */
#include "report/report_json.h"

static void add_finding(json *j, const finding *f)
{
    if (f != NULL)
        json_string(j, "finding", f->identity);
    else
        json_null(j, "finding");
}

static void add_kinds(json *j, const picture_def *def)
{
    json_open(j, "kinds", '[');
    for (size_t i = 0; i < def->kind_count; i++) {
        json_open(j, NULL, '{');
        json_label(j, "name", def->kinds[i].name);
        json_text(j, "shape", picture_shape_name(def->kinds[i].is_mark));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_items(json *j, const picture_row *r)
{
    json_open(j, "items", '[');
    for (size_t i = 0; i < r->item_count; i++) {
        const picture_bar *b = &r->items[i];
        json_open(j, NULL, '{');
        json_number(j, "kind", b->kind);
        json_period(j, "span", b->span);
        json_text(j, "truth", truth_name(b->truth));
        json_label(j, "text", b->text);
        json_record(j, "record", b->record);
        add_finding(j, b->finding);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_stretches(json *j, const char *key, const picture_stretch *items, size_t count, bool are_gaps)
{
    json_open(j, key, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(j, NULL, '{');
        json_number(j, "kind", items[i].kind);
        json_period(j, "span", items[i].span);
        if (are_gaps)
            json_flag(j, "sure", items[i].is_sure);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_row(json *j, const picture_row *r)
{
    json_open(j, NULL, '{');
    json_label(j, "text", r->text);
    json_record(j, "record", r->record);
    add_finding(j, r->finding);
    json_flag(j, "open", r->is_open);
    json_flag(j, "path", r->has_path);
    add_items(j, r);
    add_stretches(j, "expected", r->expected, r->expected_count, false);
    add_stretches(j, "gaps", r->gaps, r->gap_count, true);
    json_close(j, '}');
}

static void add_cell(json *j, const picture_cell *c)
{
    json_open(j, NULL, '{');
    json_moment(j, "day", c->day);
    if (c->hour == HOUR_UNKNOWN)
        json_null(j, "hour");
    else
        json_number(j, "hour", c->hour);
    json_number(j, "count", c->count);
    json_number(j, "fails", c->fails);
    json_number(j, "open", c->open);
    json_close(j, '}');
}

static void add_rules(json *j, const picture *p)
{
    json_open(j, "rules", '[');
    for (size_t i = 0; i < p->rule_count; i++)
        json_string(j, NULL, p->rules[i]->rule->id);
    json_close(j, ']');
}

static void add_picture(json *j, const picture *p)
{
    json_open(j, NULL, '{');
    json_string(j, "id", p->def->id);
    json_text(j, "form", picture_form_name(p->def->form));
    json_label(j, "title", p->def->title);
    json_label(j, "note", p->def->note);
    json_label(j, "fault", p->fault);
    json_period(j, "axis", p->axis);
    add_rules(j, p);
    add_kinds(j, p->def);
    json_open(j, "rows", '[');
    for (size_t i = 0; i < p->row_count; i++)
        add_row(j, &p->rows[i]);
    json_close(j, ']');
    json_open(j, "cells", '[');
    for (size_t i = 0; i < p->cell_count; i++)
        add_cell(j, &p->cells[i]);
    json_close(j, ']');
    json_number(j, "undated", p->undated);
    json_open(j, "blank", '[');
    for (size_t i = 0; i < p->blank_count; i++)
        json_period(j, NULL, p->blank[i]);
    json_close(j, ']');
    json_open(j, "missing", '[');
    for (size_t i = 0; i < p->missing_count; i++)
        json_label(j, NULL, p->missing[i]);
    json_close(j, ']');
    json_close(j, '}');
}

void json_pictures(json *j, const audit_result *result)
{
    json_open(j, "pictures", '[');
    for (size_t i = 0; i < result->picture_count; i++)
        add_picture(j, &result->pictures[i]);
    json_close(j, ']');
}

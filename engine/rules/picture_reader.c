/* Reads the file of pictures. */
#include "rules/pack_reader.h"

#include "base/mem.h"

#define PICTURES_NAMESPACE "urn:junshu:pictures:1"

enum { MAX_RULES = 64 };

static const char *const forms[] = {"timeline", "calendar", NULL};

/* ---- rules by name ---- */

static void report_rule(pack_reader *r, const xml_attr *names, size_t offset, str name)
{
    str known[MAX_RULES * 8];
    size_t count = 0;
    for (; count < r->pack->rule_count && count < sizeof known / sizeof known[0]; count++)
        known[count] = r->pack->rules[count].id;
    size_t near = str_nearest(name, known, count);
    if (near != SIZE_MAX)
        DIAG2(r->diags, xml_attr_place(names, offset), DIAG_TEST_UNKNOWN_RULE_NEAR, name, known[near]);
    else
        DIAG1(r->diags, xml_attr_place(names, offset), DIAG_TEST_UNKNOWN_RULE, name);
}

/* Reads @rules: names with spaces between. */
static void read_rule_names(pack_reader *r, const xml_element *e, picture_rows *rows)
{
    const xml_attr *names = xml_attr_find(e, "rules");
    if (names == NULL)
        return;
    rows->rules = ARENA_ARRAY(r->a, const struct rule *, MAX_RULES);
    for (size_t at = 0, end; at < names->value.length; at = end + 1) {
        size_t space = str_find(str_from(names->value, at), STR(" "));
        end = space != SIZE_MAX ? at + space : names->value.length;
        str name = {names->value.at + at, end - at};
        const rule *found = name.length > 0 ? pack_find_rule(r->pack, name) : NULL;
        if (found != NULL && rows->rule_count < MAX_RULES)
            rows->rules[rows->rule_count++] = found;
        else if (name.length > 0)
            report_rule(r, names, at, name);
    }
}

/* ---- bars and marks ---- */

/* The kinds of a picture are told apart by their names: rows of several sorts may share them. */
static size_t find_kind(pack_reader *r, picture_def *p, const xml_element *e, bool is_mark)
{
    label name = {xml_attr_value(e, "name"), xml_attr_value(e, "en")};
    xml_attr_require(e, "name", r->diags);
    for (size_t i = 0; i < p->kind_count; i++)
        if (p->kinds[i].is_mark == is_mark && str_equal(p->kinds[i].name.ja, name.ja))
            return i;
    if (p->kind_count == PICTURE_MAX_KINDS) {
        DIAG1(r->diags, e->at, DIAG_RULE_TOO_MANY_VARIABLES, name.ja);
        return 0;
    }
    p->kinds[p->kind_count] = (picture_kind){name, is_mark};
    return p->kind_count++;
}

/* Any value can be shown. */
static expr *read_text(check_reader *checks, const xml_element *e)
{
    const xml_attr *source = xml_attr_find(e, "text");
    expr *text = source != NULL ? expr_parse(checks->a, source, checks->diags) : NULL;
    return text != NULL && expr_check(text, checks->scope, source, checks->diags) ? text : NULL;
}

/* Reads what the records are, and leaves their variable in scope. */
static bool read_records(check_reader *checks, const picture_rows *rows, const xml_element *e, check *c)
{
    bool names_records = xml_attr_find(e, "fact") != NULL || xml_attr_find(e, "where") != NULL;
    if (names_records || rows->each->subject == NULL)
        return check_read_related(checks, c, e);
    c->over = read_expression(checks, e, "over", TYPE_PERIOD);
    c->by = read_expression(checks, e, "by", TYPE_PERIOD);
    return true;
}

static void read_part(pack_reader *r, check_reader *checks, picture_plan *p, picture_rows *rows, const xml_element *e,
                      bool is_mark)
{
    static const char *const of_bar[] = {"name", "en", "fact", "as", "where", "over", "by", "text", NULL};
    static const char *const of_mark[] = {"name", "en", "fact", "as", "where", "at", "text", NULL};
    size_t count = checks->scope->count;
    picture_part part = {.kind = find_kind(r, &p->def, e, is_mark), .check = ARENA_NEW(r->a, check)};
    *part.check = (check){.kind = is_mark ? CHECK_SOME : CHECK_COVERED, .at = e->at, .id = r->next_check_id++};
    xml_allow_attributes(e, is_mark ? of_mark : of_bar, r->diags);
    xml_attr_require(e, is_mark ? "at" : "by", r->diags);
    xml_forbid_text(e, r->diags);
    if (read_records(checks, rows, e, part.check)) {
        part.at = is_mark ? read_expression(checks, e, "at", TYPE_TIME) : NULL;
        part.text = read_text(checks, e);
        check_read_children(checks, part.check, e, NULL);
        rows->parts[rows->part_count++] = part;
    }
    checks->scope->count = count;
}

/* ---- rows ---- */

static size_t count_children(const xml_element *e)
{
    size_t count = 0;
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        count++;
    return count;
}

static void read_population(pack_reader *r, check_reader *checks, const xml_element *e, picture_rows *rows)
{
    const xml_element *each = xml_child(e, "each");
    rows->each = ARENA_NEW(r->a, rule);
    *rows->each = (rule){.in_force = {MOMENT_PAST, MOMENT_FUTURE}, .at = e->at};
    if (each != NULL)
        read_each(r, checks, each, rows->each);
    read_rule_names(r, e, rows);
}

static void read_row(pack_reader *r, picture_plan *p, const xml_element *e)
{
    static const char *const children[] = {"bar", "mark", "each", NULL};
    scope names = new_scope(r);
    check_reader checks = {.a = r->a, .scope = &names, .next_id = &r->next_check_id, .diags = r->diags};
    picture_rows *rows = &p->rows[p->rows_count++];
    const xml_attr *path = xml_attr_find(e, "path");
    xml_allow_attributes(e, (const char *const[]){"name", "en", "rules", "path", NULL}, r->diags);
    xml_forbid_text(e, r->diags);
    rows->name = (label){xml_attr_value(e, "name"), xml_attr_value(e, "en")};
    rows->has_path = path != NULL && xml_attr_choice(path, (const char *const[]){"yes", NULL}, r->diags) == 0;
    read_population(r, &checks, e, rows);
    if (xml_child(e, "each") == NULL)
        xml_attr_require(e, "name", r->diags);
    rows->parts = ARENA_ARRAY(r->a, picture_part, count_children(e));
    for (const xml_element *c = e->first_child; c != NULL; c = c->next) {
        int child = xml_allow_element(c, children, r->diags);
        if (child == 0 || child == 1)
            read_part(r, &checks, p, rows, c, child == 1);
    }
}

/* ---- pictures ---- */

static void read_timeline(pack_reader *r, picture_plan *p, const xml_element *e)
{
    xml_allow_attributes(e, (const char *const[]){"id", "over", NULL}, r->diags);
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        if (xml_allow_element(c, (const char *const[]){"row", "title", "note", NULL}, r->diags) == 0)
            read_row(r, p, c);
    if (p->rows_count == 0)
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, STR("row"), e->name);
}

static void read_calendar(pack_reader *r, picture_plan *p, const xml_element *e)
{
    scope names = new_scope(r);
    check_reader checks = {.a = r->a, .scope = &names, .next_id = &r->next_check_id, .diags = r->diags};
    xml_allow_attributes(e, (const char *const[]){"id", "over", "rules", NULL}, r->diags);
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        xml_allow_element(c, (const char *const[]){"each", "title", "note", NULL}, r->diags);
    read_population(r, &checks, e, &p->rows[p->rows_count++]);
    const xml_element *each = xml_child(e, "each");
    if (each == NULL)
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, STR("each"), e->name);
    else
        xml_attr_require(each, "at", r->diags);
}

static void read_picture(pack_reader *r, const xml_element *e, enum picture_form form)
{
    scope names = new_scope(r);
    check_reader checks = {.a = r->a, .scope = &names, .next_id = &r->next_check_id, .diags = r->diags};
    const xml_attr *id = xml_attr_require(e, "id", r->diags);
    xml_forbid_text(e, r->diags);
    for (size_t i = 0; id != NULL && i < r->pack->picture_count; i++)
        if (str_equal(r->pack->pictures[i].def.id, id->value))
            DIAG2(r->diags, id->at, DIAG_XML_DUPLICATE, STR("id"), id->value);
    picture_plan p = {.def = {.form = form,
                              .id = xml_attr_value(e, "id"),
                              .title = read_label(r, e, "title"),
                              .kinds = ARENA_ARRAY(r->a, picture_kind, PICTURE_MAX_KINDS)},
                      .at = e->at,
                      .over = read_expression(&checks, e, "over", TYPE_PERIOD),
                      .rows = ARENA_ARRAY(r->a, picture_rows, 1 + count_children(e))};
    if (xml_child(e, "note") != NULL)
        p.def.note = read_label(r, e, "note");
    if (form == PICTURE_TIMELINE)
        read_timeline(r, &p, e);
    else
        read_calendar(r, &p, e);
    ARRAY_PUSH(r->pack->pictures, r->pack->picture_count, r->picture_capacity) = p;
}

void read_pictures_file(pack_reader *r, const char *path)
{
    const xml_element *root = xml_tree_read(r->a, path, PICTURES_NAMESPACE, r->diags);
    for (const xml_element *e = root != NULL ? root->first_child : NULL; e != NULL; e = e->next) {
        int form = xml_allow_element(e, forms, r->diags);
        if (form >= 0)
            read_picture(r, e, (enum picture_form)form);
    }
}

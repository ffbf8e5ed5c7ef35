/* Loads a pack: pack.xml and the files that it names. */
#include "rules/pack_reader.h"

#include "base/file.h"
#include "base/mem.h"
#include "facts/value.h"

#include <sys/stat.h>

#define PACK_NAMESPACE "urn:junshu:pack:1"
#define LEDGER_NAMESPACE "urn:junshu:ledger:1"

enum { MAX_FILE_BYTES = 16 * 1024 * 1024, MAX_PARAMETERS = 256, MAX_BEARERS = 128 };

/* ---- small parts ---- */

label read_label(pack_reader *r, const xml_element *e, const char *name)
{
    label l = {{"", 0}, {"", 0}};
    for (const xml_element *c = xml_child(e, name); c != NULL; c = xml_next(c, name)) {
        if (str_is(xml_attr_value(c, "lang"), "en"))
            l.en = str_trim(c->text);
        else
            l.ja = str_trim(c->text);
    }
    if (l.ja.length == 0)
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, str_of(name), e->name);
    return l;
}

static moment read_day(pack_reader *r, const xml_element *e, const char *name, moment missing)
{
    const xml_attr *a = xml_attr_find(e, name);
    moment day = a != NULL ? moment_parse_date(a->value) : missing;
    if (day == MOMENT_MISSING)
        DIAG2(r->diags, a->at, DIAG_VALUE_DATE, a->name, a->value);
    return day;
}

period read_in_force(pack_reader *r, const xml_element *e)
{
    return (period){read_day(r, e, "from", MOMENT_PAST), read_day(r, e, "to", MOMENT_FUTURE)};
}

clause_address read_clause(pack_reader *r, const xml_element *e)
{
    clause_address address = {0};
    const xml_attr *clause = xml_attr_require(e, "clause", r->diags);
    if (clause == NULL)
        return address;
    bool found = false;
    bool parsed = clause_parse(clause->value, &address);
    for (size_t i = 0; parsed && i < r->pack->regulation->count; i++)
        found |= regulation_find(&r->pack->regulation->versions[i], address) != NULL;
    if (!found)
        DIAG1(r->diags, clause->at, DIAG_RULE_CLAUSE, clause->value);
    return address;
}

const bearer *pack_find_bearer(const pack *p, str id)
{
    for (size_t i = 0; i < p->bearer_count; i++)
        if (str_equal(p->bearers[i].id, id))
            return &p->bearers[i];
    return NULL;
}

const rule *pack_find_rule(const pack *p, str id)
{
    for (size_t i = 0; i < p->rule_count; i++)
        if (str_equal(p->rules[i].id, id))
            return &p->rules[i];
    return NULL;
}

const clause *rule_clause(const pack *p, const rule *r)
{
    for (size_t i = p->regulation->count; i-- > 0;) {
        const regulation_version *v = &p->regulation->versions[i];
        bool together = !period_is_missing(period_intersect(v->in_force, r->in_force));
        const clause *found = together ? regulation_find(v, r->clause) : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

bool rule_is_stale(const pack *p, const rule *r)
{
    const clause *c = rule_clause(p, r);
    return c == NULL || !str_is(r->digest, c->digest);
}

/* ---- parameters, aliases, bearers ---- */

static const char *const parameter_types[] = {"years", "months", "days", "integer", "string", NULL};

static bool read_parameter_value(parameter_value *value, int type, str text)
{
    int64_t number = 0;
    if (type < 4 && (!value_read_integer(text, &number) || number < 0 || number > 100000))
        return false;
    switch (type) {
    case 0:
        value->as.duration = (duration){.months = (int32_t)number * 12};
        break;
    case 1:
        value->as.duration = (duration){.months = (int32_t)number};
        break;
    case 2:
        value->as.duration = (duration){.days = (int32_t)number};
        break;
    case 3:
        value->as.integer = number;
        break;
    default:
        value->as.string = text;
        break;
    }
    return text.length > 0;
}

static void read_parameter(pack_reader *r, const xml_element *e)
{
    pack *p = r->pack;
    const xml_attr *name = xml_attr_require(e, "name", r->diags), *type = xml_attr_require(e, "type", r->diags);
    xml_allow_attributes(e, (const char *const[]){"name", "type", NULL}, r->diags);
    int kind = type != NULL ? xml_attr_choice(type, parameter_types, r->diags) : -1;
    if (kind < 0 || name == NULL || p->parameter_count == MAX_PARAMETERS)
        return;
    parameter *added = &p->parameters[p->parameter_count++];
    *added = (parameter){.name = name->value, .at = e->at, .title = read_label(r, e, "title")};
    added->type.kind = kind < 3 ? TYPE_DURATION : kind == 3 ? TYPE_INTEGER : TYPE_STRING;
    size_t count = 0;
    for (const xml_element *v = xml_child(e, "value"); v != NULL; v = xml_next(v, "value"))
        count++;
    added->values = ARENA_ARRAY(r->a, parameter_value, count);
    for (const xml_element *v = xml_child(e, "value"); v != NULL; v = xml_next(v, "value")) {
        parameter_value *value = &added->values[added->value_count++];
        value->in_force = read_in_force(r, v);
        if (!read_parameter_value(value, kind, str_trim(v->text)))
            DIAG3(r->diags, v->text_at, DIAG_XML_BAD_VALUE, name->value, str_trim(v->text),
                  str_of(parameter_types[kind]));
    }
    if (count == 0)
        DIAG2(r->diags, e->at, DIAG_XML_MISSING_ELEMENT, STR("value"), e->name);
}

static void read_alias(pack_reader *r, const xml_element *e)
{
    const xml_attr *name = xml_attr_require(e, "name", r->diags), *also = xml_attr_require(e, "also", r->diags);
    if (name != NULL && also != NULL)
        ARRAY_PUSH(r->pack->aliases, r->pack->alias_count, r->alias_capacity) =
            (alias){name->value, also->value, read_in_force(r, e)};
}

static void add_bearer(pack_reader *r, str id, label title)
{
    if (r->pack->bearer_count < MAX_BEARERS)
        r->pack->bearers[r->pack->bearer_count++] = (bearer){.id = id, .title = title};
}

/* The roles of the fact model bear duties by themselves. */
static void add_role_bearers(pack_reader *r)
{
    const enum_type *roles = model_find_enum(r->pack->model, STR("role"));
    for (size_t i = 0; roles != NULL && i < roles->count; i++)
        add_bearer(r, roles->values[i].name, roles->values[i].title);
}

static void read_auditor(pack_reader *r, const xml_element *e)
{
    xml_allow_attributes(e, (const char *const[]){"section", "section-en", NULL}, r->diags);
    r->pack->auditor.ja = xml_attr_value(e, "section");
    r->pack->auditor.en = xml_attr_value(e, "section-en");
    for (const xml_element *b = xml_child(e, "bearer"); b != NULL; b = xml_next(b, "bearer")) {
        const xml_attr *ref = xml_attr_require(b, "ref", r->diags);
        const bearer *found = ref != NULL ? pack_find_bearer(r->pack, ref->value) : NULL;
        if (found != NULL)
            r->pack->bearers[found - r->pack->bearers].audits = true;
        else if (ref != NULL)
            DIAG1(r->diags, ref->at, DIAG_EXPR_UNKNOWN_NAME, ref->value);
    }
}

/* ---- files ---- */

static const char *add_file(pack_reader *r, const char *path)
{
    ARRAY_PUSH(r->files, r->file_count, r->file_capacity) = path;
    return path;
}

static const char *source_of(pack_reader *r, const xml_element *e)
{
    const xml_attr *src = xml_attr_require(e, "src", r->diags);
    return src != NULL ? add_file(r, file_beside(r->a, r->pack->path, src->value)) : NULL;
}

static void read_lua_module(pack_reader *r, const xml_element *e)
{
    const xml_attr *name = xml_attr_require(e, "name", r->diags);
    const char *path = source_of(r, e);
    lua_module module = {.path = path, .at = e->at};
    xml_allow_attributes(e, (const char *const[]){"src", "name", NULL}, r->diags);
    if (name == NULL || path == NULL || !file_read(r->a, path, MAX_FILE_BYTES, &module.source, r->diags))
        return;
    module.name = name->value;
    ARRAY_PUSH(r->pack->lua, r->pack->lua_count, r->lua_capacity) = module;
}

void read_ledger_file(pack_reader *r, const char *path)
{
    static const char *const reasons[] = {"definition", "power", "adequacy", "recital", "enforcement", NULL};
    const xml_element *root = xml_tree_read(r->a, path, LEDGER_NAMESPACE, r->diags);
    for (const xml_element *e = root != NULL ? root->first_child : NULL; e != NULL; e = e->next) {
        if (xml_allow_element(e, (const char *const[]){"entry", NULL}, r->diags) < 0)
            continue;
        xml_allow_attributes(e, (const char *const[]){"clause", "reason", NULL}, r->diags);
        const xml_attr *reason = xml_attr_require(e, "reason", r->diags);
        int choice = reason != NULL ? xml_attr_choice(reason, reasons, r->diags) : -1;
        ledger_entry entry = {.clause = read_clause(r, e),
                              .reason = choice >= 0 ? (enum ledger_reason)choice : REASON_RECITAL,
                              .note = read_label(r, e, "note"),
                              .at = e->at};
        ARRAY_PUSH(r->pack->ledger, r->pack->ledger_count, r->ledger_capacity) = entry;
    }
}

/* What pack.xml may hold. Rules need all that stands before them here, so it is read in this order. */
static const char *const parts[] = {"title", "regulation", "parameter", "alias", "bearer",   "auditor", "patterns",
                                    "lua",   "rules",      "ledger",    "tests", "pictures", NULL};

static void read_part(pack_reader *r, const xml_element *e, int part)
{
    pack *p = r->pack;
    const char *path = part == 1 || part == 6 || part >= 8 ? source_of(r, e) : NULL;
    switch (part) {
    case 1:
        p->regulation = path != NULL ? regulation_read(r->a, path, r->diags) : NULL;
        break;
    case 2:
        read_parameter(r, e);
        break;
    case 3:
        read_alias(r, e);
        break;
    case 4:
        add_bearer(r, xml_attr_value(e, "id"), read_label(r, e, "title"));
        break;
    case 5:
        read_auditor(r, e);
        break;
    case 6:
        if (path != NULL)
            pattern_sets_read(p->patterns, path, r->diags);
        break;
    case 7:
        read_lua_module(r, e);
        break;
    case 8:
        if (path != NULL && p->regulation != NULL)
            read_rules_file(r, path);
        break;
    case 9:
        if (path != NULL && p->regulation != NULL)
            read_ledger_file(r, path);
        break;
    case 10:
        if (path != NULL)
            ARRAY_PUSH(p->tests, p->test_count, r->test_capacity) = path;
        break;
    case 11:
        if (path != NULL)
            read_pictures_file(r, path);
        break;
    default:
        break;
    }
}

static void read_pack(pack_reader *r, const xml_element *root)
{
    static const char *const attributes[] = {"id", "version", "municipality", "model", NULL};
    pack *p = r->pack;
    xml_allow_attributes(root, attributes, r->diags);
    for (size_t i = 0; attributes[i] != NULL; i++)
        xml_attr_require(root, attributes[i], r->diags);
    p->id = xml_attr_value(root, "id");
    p->version = xml_attr_value(root, "version");
    p->municipality = xml_attr_value(root, "municipality");
    p->title = read_label(r, root, "title");
    const xml_attr *model = xml_attr_find(root, "model");
    if (model != NULL && !str_equal(model->value, p->model->version))
        DIAG3(r->diags, model->at, DIAG_XML_BAD_VALUE, model->name, model->value, p->model->version);
    p->parameters = ARENA_ARRAY(r->a, parameter, MAX_PARAMETERS); /* expressions point at them: they must not move */
    p->bearers = ARENA_ARRAY(r->a, bearer, MAX_BEARERS);
    add_role_bearers(r);
    for (const xml_element *e = root->first_child; e != NULL; e = e->next)
        xml_allow_element(e, parts, r->diags);
    for (int part = 1; parts[part] != NULL; part++)
        for (const xml_element *e = xml_child(root, parts[part]); e != NULL; e = xml_next(e, parts[part]))
            read_part(r, e, part);
    if (xml_child(root, "regulation") == NULL)
        DIAG2(r->diags, root->at, DIAG_XML_MISSING_ELEMENT, STR("regulation"), root->name);
}

static void digest_pack(pack_reader *r)
{
    digest *d = digest_new();
    for (size_t i = 0; i < r->file_count; i++) {
        str content;
        arena *a = arena_new();
        if (file_read(a, r->files[i], MAX_FILE_BYTES, &content, r->diags))
            digest_add(d, content.at, content.length);
        arena_free(a);
    }
    digest_finish(d, r->pack->digest);
}

static const char *find_pack_file(arena *a, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return str_keep(a, str_of(path)).at;
    buffer file = {0};
    buffer_addf(&file, "%s%spack.xml", path, path[strlen(path) - 1] == '/' ? "" : "/");
    return buffer_keep(&file, a).at;
}

pack *pack_load(const fact_model *model, const char *path, diags *d)
{
    size_t errors = d->errors;
    arena *a = arena_new();
    pack *p = ARENA_NEW(a, pack);
    *p = (pack){.a = a, .model = model, .path = find_pack_file(a, path), .patterns = pattern_sets_new()};
    pack_reader r = {.pack = p, .a = a, .diags = d};
    add_file(&r, p->path);
    const xml_element *root = xml_tree_read(a, p->path, PACK_NAMESPACE, d);
    if (root != NULL)
        read_pack(&r, root);
    if (d->errors == errors)
        digest_pack(&r);
    mem_free(r.files);
    if (d->errors == errors)
        return p;
    pack_free(p);
    return NULL;
}

void pack_free(pack *p)
{
    if (p == NULL)
        return;
    pattern_sets_free(p->patterns);
    mem_free(p->rules);
    mem_free(p->aliases);
    mem_free(p->ledger);
    mem_free(p->lua);
    mem_free(p->tests);
    mem_free(p->pictures);
    arena_free(p->a);
}

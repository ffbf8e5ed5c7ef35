/* What a result tells readers of the pack and of the facts, in place of these. */
#include "eval/evaluation.h"

const audited_rule *describe_rule(arena *a, const rule *r)
{
    audited_rule *out = ARENA_NEW(a, audited_rule);
    *out = (audited_rule){.id = r->id,
                          .clause = r->clause,
                          .title = r->title,
                          .norm = r->norm,
                          .bearer = r->bearer,
                          .method = r->method,
                          .severity = r->severity};
    return out;
}

/* ---- the pack ---- */

static void add_versions(arena *a, const regulation *texts, period audited, audited_pack *out)
{
    out->versions = ARENA_ARRAY(a, audited_version, texts->count);
    for (size_t i = 0; i < texts->count; i++) {
        const regulation_version *v = &texts->versions[i];
        if (period_overlaps(v->in_force, audited) == TRUTH_TRUE)
            out->versions[out->version_count++] = (audited_version){v->title, v->in_force};
    }
}

static enum parameter_kind kind_of(value_type type)
{
    if (type.kind == TYPE_INTEGER)
        return PARAMETER_INTEGER;
    return type.kind == TYPE_DURATION ? PARAMETER_DURATION : PARAMETER_STRING;
}

static bool value_matters(const parameter_value *v, const audit_options *options)
{
    return period_overlaps(v->in_force, options->period) == TRUTH_TRUE ||
           moment_within(options->as_of, v->in_force) == TRUTH_TRUE;
}

static audited_parameter describe_parameter(arena *a, const parameter *p, const audit_options *options)
{
    audited_parameter out = {.name = p->name,
                             .title = p->title,
                             .kind = kind_of(p->type),
                             .values = ARENA_ARRAY(a, parameter_value, p->value_count)};
    for (size_t i = 0; i < p->value_count; i++)
        if (value_matters(&p->values[i], options))
            out.values[out.value_count++] = p->values[i];
    return out;
}

const audited_pack *describe_pack(arena *a, const pack *p, const audit_options *options)
{
    audited_pack *out = ARENA_NEW(a, audited_pack);
    *out = (audited_pack){.id = p->id,
                          .version = p->version,
                          .municipality = p->municipality,
                          .title = p->title,
                          .auditor = p->auditor,
                          .parameters = ARENA_ARRAY(a, audited_parameter, p->parameter_count)};
    memcpy(out->digest, p->digest, sizeof out->digest);
    add_versions(a, p->regulation, options->period, out);
    for (size_t i = 0; i < p->parameter_count; i++)
        out->parameters[out->parameter_count++] = describe_parameter(a, &p->parameters[i], options);
    return out;
}

/* ---- the facts ---- */

const record_kind kind_of_municipality = {
    LABEL_TEXT("municipality"), {LABEL_TEXT("市"), LABEL_TEXT("municipality")}, {0}};

static void add_types(arena *a, const fact_model *m, examined_facts *out)
{
    out->types = ARENA_ARRAY(a, record_kind, m->type_count + 1);
    for (size_t i = 0; i < m->type_count; i++)
        out->types[out->type_count++] = (record_kind){m->types[i].name, m->types[i].title, m->types[i].source};
    if (model_find_type(m, kind_of_municipality.name) == NULL)
        out->types[out->type_count++] = kind_of_municipality;
}

static examined_list describe_list(const facts *f, const list_declaration *l, const examined_facts *out)
{
    const field *scope = l->scope_row > 0 ? l->type->scope : NULL;
    return (examined_list){.type = &out->types[l->type->index],
                           .covers = l->covers,
                           .scope =
                               scope != NULL ? table_id(f, facts_table(f, scope->target), l->scope_row - 1) : (str){0},
                           .source = l->source != SYMBOL_NONE ? intern_text(f->names, l->source) : (str){0},
                           .exported = l->exported,
                           .at = {f->documents[l->document].path, l->line, 0},
                           .records = l->records};
}

const examined_facts *describe_facts(arena *a, const facts *f)
{
    examined_facts *out = ARENA_NEW(a, examined_facts);
    add_types(a, f->model, out);
    out->documents = ARENA_ARRAY(a, examined_document, f->document_count);
    for (size_t i = 0; i < f->document_count; i++) {
        examined_document *d = &out->documents[out->document_count++];
        *d = (examined_document){.path = f->documents[i].path, .records = f->documents[i].records};
        memcpy(d->digest, f->documents[i].digest, sizeof d->digest);
    }
    out->lists = ARENA_ARRAY(a, examined_list, f->list_count);
    for (size_t i = 0; i < f->list_count; i++)
        out->lists[out->list_count++] = describe_list(f, &f->lists[i], out);
    return out;
}

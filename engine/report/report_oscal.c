/* The result as OSCAL assessment results: a finding a rule, an observation a subject that it does not pass.
   docs/formats.md says what maps to what. */
#include "report/report_oscal.h"
#include "report/report.h"

#define OSCAL_VERSION "1.2.3"

/* ---- findings ---- */

/* Only what was met, or has nothing that it could be asked of, is satisfied. */
static bool is_satisfied(enum result r)
{
    return r == RESULT_PASS || r == RESULT_NOT_APPLICABLE;
}

static const char *status_reason(enum result r)
{
    return r == RESULT_PASS ? "pass" : r == RESULT_FAIL ? "fail" : "other";
}

static void add_target(oscal *o, const rule_result *r)
{
    json *j = &o->j;
    json_open(j, "target", '{');
    json_text(j, "type", "objective-id");
    oscal_token(o, "target-id", "rule-", r->rule->id);
    json_open(j, "status", '{');
    json_text(j, "state", is_satisfied(r->result) ? "satisfied" : "not-satisfied");
    json_text(j, "reason", status_reason(r->result));
    oscal_markup(o, "remarks", word_text(result_meaning(r->result), o->language));
    json_close(j, '}');
    json_close(j, '}');
}

static void add_related(oscal *o, const char *kind, str identity)
{
    json_open(&o->j, NULL, '{');
    oscal_uuid(o, "observation-uuid", kind, identity);
    json_close(&o->j, '}');
}

static void add_related_observations(oscal *o, const rule_result *r)
{
    if (r->finding_count + r->settled_count == 0)
        return;
    json_open(&o->j, "related-observations", '[');
    for (size_t i = 0; i < r->finding_count; i++)
        add_related(o, "observation", r->findings[i]->identity);
    for (size_t i = 0; i < r->settled_count; i++) {
        buffer identity = {0};
        add_related(o, "settled", oscal_settled_identity(r, &r->settled[i], &identity));
        buffer_free(&identity);
    }
    json_close(&o->j, ']');
}

static void add_finding_properties(oscal *o, const rule_result *r)
{
    buffer clause = {0};
    clause_print(&clause, r->rule->clause);
    json_open(&o->j, "props", '[');
    oscal_property(o, "result", str_of(result_name(r->result)));
    oscal_property(o, "rule", r->rule->id);
    oscal_property(o, "clause", buffer_str(&clause));
    oscal_property(o, "norm", str_of(norm_name(r->rule->norm)));
    oscal_property(o, "bearer", r->rule->bearer->id);
    oscal_property(o, "severity", str_of(rule_severity_name(r->rule->severity)));
    oscal_property(o, "method", str_of(method_name(r->rule->method)));
    oscal_count(o, "population", r->population);
    if (r->is_stale)
        oscal_property(o, "stale", STR("true"));
    if (r->audits_itself)
        oscal_property(o, "audits-itself", STR("true"));
    for (size_t i = 0; i < r->needed_count; i++)
        if (!r->needed[i].present || !r->needed[i].complete)
            oscal_property(o, "incomplete-list", r->needed[i].type);
    json_close(&o->j, ']');
    buffer_free(&clause);
}

static void add_findings(oscal *o)
{
    json_open(&o->j, "findings", '[');
    for (size_t i = 0; i < o->result->rule_count; i++) {
        const rule_result *r = &o->result->rules[i];
        outcome whole = {r, NULL, r->result};
        json_open(&o->j, NULL, '{');
        oscal_uuid(o, "uuid", "finding", r->rule->id);
        oscal_markup(o, "title", label_text(r->rule->title, o->language));
        oscal_outcome(o, "description", &whole);
        add_finding_properties(o, r);
        add_target(o, r);
        add_related_observations(o, r);
        json_close(&o->j, '}');
    }
    json_close(&o->j, ']');
}

/* ---- the document ---- */

static void add_metadata(oscal *o)
{
    const audited_pack *p = o->result->pack;
    json *j = &o->j;
    json_open(j, "metadata", '{');
    oscal_markup(o, "title", word_text(WORD_REPORT_TITLE, o->language));
    oscal_instant(o, "last-modified", moment_first(o->result->as_of));
    json_moment(j, "version", o->result->as_of);
    json_text(j, "oscal-version", OSCAL_VERSION);
    json_open(j, "props", '[');
    oscal_property(o, "language", o->language == LANGUAGE_EN ? STR("en") : STR("ja"));
    oscal_property(o, "engine", STR("junshu"));
    oscal_property(o, "engine-version", str_of(o->result->engine_version));
    json_close(j, ']');
    json_open(j, "parties", '[');
    json_open(j, NULL, '{');
    oscal_uuid(o, "uuid", "municipality", (str){0});
    json_text(j, "type", "organization");
    json_open(j, "props", '[');
    oscal_property(o, "municipality", p->municipality);
    oscal_property(o, "auditor", label_text(p->auditor, o->language));
    json_close(j, ']');
    json_close(j, '}');
    json_close(j, ']');
    json_close(j, '}');
}

static void add_clause_token(oscal *o, clause_address address)
{
    buffer id = {0};
    clause_print(&id, address);
    json_open(&o->j, NULL, '{');
    oscal_token(o, "control-id", "clause-", buffer_str(&id));
    json_close(&o->j, '}');
    buffer_free(&id);
}

static void add_controls(oscal *o, const char *key, bool decided)
{
    size_t count = 0;
    for (size_t i = 0; i < o->result->clause_count; i++) {
        if (o->result->clauses[i].is_decided != decided)
            continue;
        if (count++ == 0)
            json_open(&o->j, key, '[');
        add_clause_token(o, o->result->clauses[i].clause->address);
    }
    if (count > 0)
        json_close(&o->j, ']');
}

/* The clauses that rules decide; the others are named too, as left out. */
static void add_reviewed_controls(oscal *o)
{
    json_open(&o->j, "reviewed-controls", '{');
    json_open(&o->j, "control-selections", '[');
    json_open(&o->j, NULL, '{');
    add_controls(o, "include-controls", true);
    add_controls(o, "exclude-controls", false);
    json_close(&o->j, '}');
    json_close(&o->j, ']');
    json_close(&o->j, '}');
}

static str print_occasion(const oscal *o, buffer *b)
{
    period_print_iso(b, o->result->period);
    buffer_add_char(b, '/');
    moment_print_iso(b, o->result->as_of);
    return buffer_str(b);
}

/* Open beginnings are those of the calendar that records are written in. */
static int64_t first_second(period p)
{
    return p.from == MOMENT_PAST ? day_from_civil(1900, 1, 1) * SECONDS_PER_DAY : moment_first(p.from);
}

static void add_result(oscal *o, str occasion)
{
    const audit_result *r = o->result;
    buffer span = {0}, as_of = {0};
    period_print_iso(&span, r->period);
    moment_print_iso(&as_of, r->as_of);
    json_open(&o->j, NULL, '{');
    oscal_uuid(o, "uuid", "result", occasion);
    oscal_markup(o, "title", label_text(r->pack->title, o->language));
    oscal_markup(o, "description", word_text(WORD_NO_ASSURANCE, o->language));
    oscal_instant(o, "start", first_second(r->period));
    oscal_instant(o, "end", moment_last(r->period.to));
    json_open(&o->j, "props", '[');
    oscal_property(o, "result", str_of(result_name(r->result)));
    oscal_property(o, "period", buffer_str(&span));
    oscal_property(o, "as-of", buffer_str(&as_of));
    json_close(&o->j, ']');
    add_reviewed_controls(o);
    oscal_observations(o);
    add_findings(o);
    json_close(&o->j, '}');
    buffer_free(&as_of);
    buffer_free(&span);
}

static void add_pack_resource(oscal *o)
{
    const audited_pack *p = o->result->pack;
    json_open(&o->j, NULL, '{');
    oscal_uuid(o, "uuid", "pack", (str){0});
    oscal_markup(o, "title", label_text(p->title, o->language));
    json_open(&o->j, "props", '[');
    oscal_property(o, "pack", p->id);
    oscal_property(o, "version", p->version);
    oscal_property(o, "sha-256", str_of(p->digest));
    json_close(&o->j, ']');
    json_close(&o->j, '}');
}

static void add_document_resource(oscal *o, const examined_document *d)
{
    json *j = &o->j;
    buffer uri = {0};
    uri_print(&uri, d->path);
    json_open(j, NULL, '{');
    oscal_uuid(o, "uuid", "document", str_of(d->path));
    oscal_markup(o, "title", str_of(d->path));
    json_open(j, "props", '[');
    oscal_count(o, "records", d->records);
    json_close(j, ']');
    json_open(j, "rlinks", '[');
    json_open(j, NULL, '{');
    json_string(j, "href", buffer_str(&uri));
    json_open(j, "hashes", '[');
    json_open(j, NULL, '{');
    json_text(j, "algorithm", "SHA-256");
    json_text(j, "value", d->digest);
    json_close(j, '}');
    json_close(j, ']');
    json_close(j, '}');
    json_close(j, ']');
    json_close(j, '}');
    buffer_free(&uri);
}

static void add_back_matter(oscal *o)
{
    json_open(&o->j, "back-matter", '{');
    json_open(&o->j, "resources", '[');
    add_pack_resource(o);
    for (size_t i = 0; i < o->result->facts->document_count; i++)
        add_document_resource(o, &o->result->facts->documents[i]);
    json_close(&o->j, ']');
    json_close(&o->j, '}');
}

/* There is no assessment plan but the pack: what is checked, and how. */
static void add_plan(oscal *o)
{
    buffer href = {0};
    buffer_add_char(&href, '#');
    oscal_print_uuid(o, &href, "pack", (str){0});
    json_open(&o->j, "import-ap", '{');
    json_string(&o->j, "href", buffer_str(&href));
    json_close(&o->j, '}');
    buffer_free(&href);
}

void write_oscal(const audit_result *result, enum language language, buffer *out)
{
    oscal o = {.j = {.out = out}, .result = result, .language = language, .space = oscal_space(result->pack)};
    buffer occasion = {0};
    print_occasion(&o, &occasion);
    json_open(&o.j, NULL, '{');
    json_open(&o.j, "assessment-results", '{');
    oscal_uuid(&o, "uuid", "assessment-results", buffer_str(&occasion));
    add_metadata(&o);
    add_plan(&o);
    json_open(&o.j, "results", '[');
    add_result(&o, buffer_str(&occasion));
    json_close(&o.j, ']');
    add_back_matter(&o);
    json_close(&o.j, '}');
    json_close(&o.j, '}');
    buffer_add_char(out, '\n');
    buffer_free(&occasion);
}

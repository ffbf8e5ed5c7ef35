/* The OSCAL report: an observation for each subject that a rule does not pass, or that an attestation settled. */
#include "report/report_oscal.h"

static void add_record_properties(oscal *o, const evidence *e)
{
    json_open(&o->j, "props", '[');
    oscal_property(o, "record-type", e->type);
    oscal_property(o, "record", e->id);
    if (e->at.line > 0)
        oscal_count(o, "line", e->at.line);
    json_close(&o->j, ']');
}

/* The document that has the record, or the municipality itself. */
static void add_subject(oscal *o, const evidence *e)
{
    bool has_document = e->at.file != NULL;
    json_open(&o->j, "subjects", '[');
    json_open(&o->j, NULL, '{');
    if (has_document)
        oscal_uuid(o, "subject-uuid", "document", str_of(e->at.file));
    else
        oscal_uuid(o, "subject-uuid", "municipality", (str){0});
    json_text(&o->j, "type", has_document ? "resource" : "party");
    oscal_markup(o, "title", label_text(e->text, o->language));
    add_record_properties(o, e);
    json_close(&o->j, '}');
    json_close(&o->j, ']');
}

static void add_evidence(oscal *o, const evidence *e)
{
    buffer text = {0}, uri = {0};
    buffer_add(&text, label_text(e->type_title, o->language));
    buffer_add_char(&text, ' ');
    buffer_add(&text, label_text(e->text, o->language));
    json_open(&o->j, NULL, '{');
    if (e->at.file != NULL) {
        uri_print(&uri, e->at.file);
        json_string(&o->j, "href", buffer_str(&uri));
    }
    oscal_markup(o, "description", buffer_str(&text));
    add_record_properties(o, e);
    json_close(&o->j, '}');
    buffer_free(&uri);
    buffer_free(&text);
}

typedef struct remarks {
    buffer text;
    enum language language;
} remarks;

static void add_remark(remarks *r, str text)
{
    buffer_add_text(&r->text, "- ");
    oscal_print_markup(&r->text, text);
    buffer_add_char(&r->text, '\n');
}

static void add_remarks(remarks *r, enum word heading, const label *lines, size_t count)
{
    if (count == 0)
        return;
    buffer_add_text(&r->text, r->text.length > 0 ? "\n" : "");
    buffer_add(&r->text, word_text(heading, r->language));
    buffer_add_text(&r->text, "\n\n");
    for (size_t i = 0; i < count; i++)
        add_remark(r, label_text(lines[i], r->language));
}

static void add_reason(void *context, const explanation *why)
{
    buffer text = {0};
    remarks *r = context;
    reason_print(&text, why, r->language);
    add_remark(r, buffer_str(&text));
    buffer_free(&text);
}

static void add_finding_remarks(oscal *o, const finding *f)
{
    remarks r = {.language = o->language};
    if (f->why != NULL) {
        buffer_add(&r.text, word_text(WORD_CONDITION_COLON, o->language));
        buffer_add_text(&r.text, "\n\n");
        visit_reasons(f->why, f->why->truth, add_reason, &r);
    }
    add_remarks(&r, WORD_MISSING_COLON, f->missing, f->missing_count);
    add_remarks(&r, WORD_CHANGES_COLON, f->changes, f->change_count);
    if (remedy_is_due(f->result))
        add_remarks(&r, f->is_open ? WORD_REMEDY_IF_COLON : WORD_REMEDY_COLON, &f->remedy, f->remedy.ja.length > 0);
    if (r.text.length > 0)
        json_string(&o->j, "remarks", buffer_str(&r.text));
    buffer_free(&r.text);
}

/* What the program did is to examine records, whatever the audit does besides. */
static void open_observation(oscal *o, const char *kind, str identity, const audited_rule *r, enum result result)
{
    json *j = &o->j;
    json_open(j, NULL, '{');
    oscal_uuid(o, "uuid", kind, identity);
    oscal_markup(o, "title", label_text(r->title, o->language));
    json_open(j, "props", '[');
    oscal_property(o, "result", str_of(result_name(result)));
    oscal_property(o, "rule", r->id);
    oscal_property(o, "identity", identity);
    oscal_property(o, "method", str_of(method_name(r->method)));
    json_close(j, ']');
    json_open(j, "methods", '[');
    json_text(j, NULL, "EXAMINE");
    json_close(j, ']');
    json_open(j, "types", '[');
    json_text(j, NULL, "control-objective");
    json_close(j, ']');
}

static void add_observation(oscal *o, const rule_result *r, const finding *f)
{
    outcome of = {r, f, f->result};
    open_observation(o, "observation", f->identity, r->rule, f->result);
    oscal_outcome(o, "description", &of);
    add_subject(o, &f->subject);
    if (f->evidence_count > 0) {
        json_open(&o->j, "relevant-evidence", '[');
        for (size_t i = 0; i < f->evidence_count; i++)
            add_evidence(o, f->evidence[i]);
        json_close(&o->j, ']');
    }
    oscal_instant(o, "collected", moment_first(o->result->as_of));
    add_finding_remarks(o, f);
    json_close(&o->j, '}');
}

str oscal_settled_identity(const rule_result *r, const settlement *s, buffer *b)
{
    buffer_add(b, r->rule->id);
    buffer_add_char(b, '/');
    buffer_add(b, s->subject.id);
    return buffer_str(b);
}

static void add_settlement(oscal *o, const rule_result *r, const settlement *s)
{
    buffer identity = {0};
    open_observation(o, "settled", oscal_settled_identity(r, s, &identity), r->rule, s->result);
    oscal_markup(o, "description", word_text(WORD_SETTLED_TABLE, o->language));
    add_subject(o, &s->subject);
    json_open(&o->j, "relevant-evidence", '[');
    add_evidence(o, &s->attestation);
    json_close(&o->j, ']');
    oscal_instant(o, "collected", moment_first(o->result->as_of));
    json_close(&o->j, '}');
    buffer_free(&identity);
}

static bool has_observations(const audit_result *result)
{
    for (size_t i = 0; i < result->rule_count; i++)
        if (result->rules[i].finding_count + result->rules[i].settled_count > 0)
            return true;
    return false;
}

void oscal_observations(oscal *o)
{
    if (!has_observations(o->result))
        return;
    json_open(&o->j, "observations", '[');
    for (size_t i = 0; i < o->result->rule_count; i++) {
        const rule_result *r = &o->result->rules[i];
        for (size_t k = 0; k < r->finding_count; k++)
            add_observation(o, r, r->findings[k]);
        for (size_t k = 0; k < r->settled_count; k++)
            add_settlement(o, r, &r->settled[k]);
    }
    json_close(&o->j, ']');
}

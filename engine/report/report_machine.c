/* Outcomes of rules and the texts of each, for the formats that other programs read. */
#include "report/report_machine.h"

static bool has_own_outcome(const rule_result *r)
{
    for (size_t i = 0; i < r->finding_count; i++)
        if (r->findings[i]->result == r->result)
            return false;
    return true;
}

size_t outcome_count(const rule_result *r)
{
    return r->finding_count + has_own_outcome(r);
}

outcome outcome_at(const rule_result *r, size_t index)
{
    const finding *f = index < r->finding_count ? r->findings[index] : NULL;
    return (outcome){r, f, f != NULL ? f->result : r->result};
}

str outcome_identity(const outcome *o)
{
    return o->finding != NULL ? o->finding->identity : o->rule->rule->id;
}

void outcome_print(buffer *b, const outcome *o, enum language language)
{
    if (o->finding != NULL) {
        add_clean(b, label_text(o->finding->sentence, language), buffer_add);
        return;
    }
    bool has_note = o->rule->note.ja.length > 0;
    add_clean(b, has_note ? label_text(o->rule->note, language) : word_text(result_meaning(o->result), language),
              buffer_add);
    if (!o->rule->is_stale)
        return;
    buffer_add_text(b, language == LANGUAGE_EN ? " " : "");
    buffer_add(b, word_text(WORD_STALE, language));
}

void reason_print(buffer *b, const explanation *why, enum language language)
{
    add_clean(b, label_text(why->name, language), buffer_add);
    if (why->detail.ja.length > 0) {
        buffer_add_text(b, " — ");
        add_clean(b, label_text(why->detail, language), buffer_add);
    }
    for (size_t i = 0; i < why->operand_count; i++) {
        const operand *o = &why->operands[i];
        buffer_add_text(b, i > 0 ? ", " : ": ");
        add_clean(b, label_text(o->name, language), buffer_add);
        buffer_add_text(b, " = ");
        add_clean(b, label_text(o->value, language), buffer_add);
    }
}

static bool is_plain_in_uri(unsigned char c)
{
    bool is_alphanumeric = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return is_alphanumeric || (c != '\0' && strchr("-._~/", c) != NULL);
}

void uri_print(buffer *b, const char *path)
{
    buffer_add_text(b, path[0] == '/' ? "file://" : "");
    for (const char *c = path; *c != '\0'; c++)
        if (is_plain_in_uri((unsigned char)*c))
            buffer_add_char(b, *c);
        else
            buffer_addf(b, "%%%02X", (unsigned char)*c);
}

void json_clean(json *j, const char *key, str s)
{
    buffer clean = {0};
    add_clean(&clean, s, buffer_add);
    json_string(j, key, buffer_str(&clean));
    buffer_free(&clean);
}

void add_xml_attribute(buffer *b, const char *name, str value)
{
    buffer_addf(b, " %s=\"", name);
    add_clean(b, value, buffer_add_xml);
    buffer_add_char(b, '"');
}

static void escape_tap(buffer *b, str s)
{
    buffer_add_marked(b, s, '\\', "#\\");
}

void add_tap(buffer *b, str s)
{
    add_clean(b, s, escape_tap);
}

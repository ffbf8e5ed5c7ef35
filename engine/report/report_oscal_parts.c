/* The OSCAL report: UUIDs and tokens from names, texts as markup, properties. */
#include "report/report_oscal.h"

/* Version 5 of OSCAL_NAMESPACE in the name space of URLs. */
static const uuid root = {
    {0x83, 0xe7, 0xa9, 0x43, 0x64, 0x2b, 0x54, 0x2d, 0xac, 0xab, 0x08, 0x7c, 0x40, 0x0c, 0x55, 0x44}};

uuid oscal_space(const audited_pack *p)
{
    buffer name = {0};
    buffer_add(&name, p->municipality);
    buffer_add_char(&name, '/');
    buffer_add(&name, p->id);
    uuid space = uuid_from_name(root, buffer_str(&name));
    buffer_free(&name);
    return space;
}

void oscal_print_uuid(const oscal *o, buffer *b, const char *kind, str name)
{
    buffer whole = {0};
    buffer_add_text(&whole, kind);
    buffer_add_char(&whole, ':');
    buffer_add(&whole, name);
    uuid_print(b, uuid_from_name(o->space, buffer_str(&whole)));
    buffer_free(&whole);
}

void oscal_uuid(oscal *o, const char *key, const char *kind, str name)
{
    buffer text = {0};
    oscal_print_uuid(o, &text, kind, name);
    json_string(&o->j, key, buffer_str(&text));
    buffer_free(&text);
}

void oscal_token(oscal *o, const char *key, const char *prefix, str name)
{
    buffer token = {0};
    buffer_add_text(&token, prefix);
    for (size_t i = 0; i < name.length; i++)
        if (name.at[i] != ')')
            buffer_add_char(&token, name.at[i] == '(' ? '.' : name.at[i]);
    json_string(&o->j, key, buffer_str(&token));
    buffer_free(&token);
}

/* ---- texts ---- */

/* Markdown and OSCAL's insertions read these as markup. */
static void escape_markup(buffer *b, str s)
{
    buffer_add_marked(b, s, '\\', "\\`*_[]{}<>~^&#|");
}
void oscal_print_markup(buffer *b, str text)
{
    buffer clean = {0};
    add_clean(&clean, str_trim(text), buffer_add);
    escape_markup(b, buffer_str(&clean));
    buffer_free(&clean);
}

void oscal_markup(oscal *o, const char *key, str text)
{
    buffer markup = {0};
    oscal_print_markup(&markup, text);
    json_string(&o->j, key, buffer_str(&markup));
    buffer_free(&markup);
}

void oscal_outcome(oscal *o, const char *key, const outcome *out)
{
    buffer text = {0};
    outcome_print(&text, out, o->language);
    oscal_markup(o, key, buffer_str(&text));
    buffer_free(&text);
}

void oscal_property(oscal *o, const char *name, str value)
{
    value = str_trim(value);
    if (value.length == 0)
        return;
    json_open(&o->j, NULL, '{');
    json_text(&o->j, "name", name);
    json_text(&o->j, "ns", OSCAL_NAMESPACE);
    json_clean(&o->j, "value", value);
    json_close(&o->j, '}');
}

void oscal_count(oscal *o, const char *name, uint64_t count)
{
    buffer text = {0};
    buffer_addf(&text, "%llu", (unsigned long long)count);
    oscal_property(o, name, buffer_str(&text));
    buffer_free(&text);
}

void oscal_instant(oscal *o, const char *key, int64_t second)
{
    buffer text = {0};
    moment_print_iso(&text, moment_of_second(second));
    buffer_add_text(&text, "+09:00");
    json_string(&o->j, key, buffer_str(&text));
    buffer_free(&text);
}

/* Writes JSON straight into a buffer: one member a line, indented by one space a level, or all of them on one. */
#include "base/json.h"

static void begin_line(json *j)
{
    if (j->flat > 0)
        return;
    char *at = buffer_extend(j->out, 1 + j->depth);
    *at = '\n';
    memset(at + 1, ' ', j->depth);
}

static void begin_value(json *j, const char *key)
{
    if (j->has_items)
        buffer_add(j->out, j->flat > 0 ? STR(", ") : STR(","));
    if (j->depth > 0)
        begin_line(j);
    j->has_items = true;
    if (key == NULL)
        return;
    str name = str_of(key);
    char *at = buffer_extend(j->out, name.length + 4);
    *at++ = '"';
    memcpy(at, name.at, name.length);
    at += name.length;
    at[0] = '"';
    at[1] = ':';
    at[2] = ' ';
}

void json_open(json *j, const char *key, char bracket)
{
    begin_value(j, key);
    buffer_add_char(j->out, bracket);
    j->depth++;
    j->flat += j->flat > 0;
    j->has_items = false;
}

void json_open_flat(json *j, const char *key, char bracket)
{
    json_open(j, key, bracket);
    if (j->flat == 0)
        j->flat = 1;
}

void json_close(json *j, char bracket)
{
    j->depth--;
    if (j->has_items)
        begin_line(j);
    j->flat -= j->flat > 0;
    buffer_add_char(j->out, bracket);
    j->has_items = true;
}

void json_null(json *j, const char *key)
{
    begin_value(j, key);
    buffer_add_text(j->out, "null");
}

void json_string(json *j, const char *key, str s)
{
    begin_value(j, key);
    buffer_add_json(j->out, s);
}

void json_text(json *j, const char *key, const char *text)
{
    json_string(j, key, str_of(text));
}

void json_optional(json *j, const char *key, str s)
{
    if (s.length > 0)
        json_string(j, key, s);
    else
        json_null(j, key);
}

void json_number(json *j, const char *key, uint64_t number)
{
    begin_value(j, key);
    buffer_addf(j->out, "%llu", (unsigned long long)number);
}

void json_integer(json *j, const char *key, int64_t number)
{
    begin_value(j, key);
    buffer_addf(j->out, "%lld", (long long)number);
}

void json_flag(json *j, const char *key, bool flag)
{
    begin_value(j, key);
    buffer_add_text(j->out, flag ? "true" : "false");
}

void json_moment(json *j, const char *key, moment m)
{
    if (m == MOMENT_MISSING) {
        json_null(j, key);
        return;
    }
    buffer text = {0};
    moment_print_iso(&text, m);
    json_string(j, key, buffer_str(&text));
    buffer_free(&text);
}

void json_period(json *j, const char *key, period p)
{
    if (period_is_missing(p)) {
        json_null(j, key);
        return;
    }
    buffer text = {0};
    period_print_iso(&text, p);
    json_string(j, key, buffer_str(&text));
    buffer_free(&text);
}

/* Addresses of clauses: one parser for 9-1 and 第９条第１項, and both ways to print them. */
#include "rules/clause.h"

typedef struct reader {
    str rest;
    bool failed;
} reader;

/* Full-width digits, brackets and spaces, and their ASCII twins. */
static const struct {
    const char *wide;
    char narrow;
} twins[] = {{"０", '0'}, {"１", '1'}, {"２", '2'}, {"３", '3'}, {"４", '4'}, {"５", '5'}, {"６", '6'},
             {"７", '7'}, {"８", '8'}, {"９", '9'}, {"（", '('}, {"）", ')'}, {"－", '-'}, {"　", ' '}};

static str narrow(str text, char *out, size_t size)
{
    size_t length = 0;
    while (text.length > 0 && length + 1 < size) {
        char c = text.at[0];
        size_t width = 1;
        for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++)
            if (str_starts(text, str_of(twins[i].wide))) {
                c = twins[i].narrow;
                width = strlen(twins[i].wide);
            }
        if (c != ' ')
            out[length++] = c;
        text = str_from(text, width);
    }
    return (str){out, text.length == 0 ? length : 0};
}

static bool take(reader *r, const char *word)
{
    if (!str_starts(r->rest, str_of(word)))
        return false;
    r->rest = str_from(r->rest, strlen(word));
    return true;
}

static uint16_t take_number(reader *r)
{
    unsigned value = 0;
    size_t digits = 0;
    while (r->rest.length > 0 && r->rest.at[0] >= '0' && r->rest.at[0] <= '9' && digits < 4) {
        value = value * 10 + (unsigned)(r->rest.at[0] - '0');
        r->rest = str_from(r->rest, 1);
        digits++;
    }
    if (value == 0)
        r->failed = true;
    return (uint16_t)value;
}

/* 第11条の2第2項第3号 */
static void parse_title(reader *r, clause_address *out)
{
    out->article = take_number(r);
    if (!take(r, "条"))
        r->failed = true;
    if (take(r, "の"))
        out->branch = take_number(r);
    if (take(r, "第")) {
        uint16_t number = take_number(r);
        if (take(r, "項")) {
            out->paragraph = number;
            if (!take(r, "第"))
                return;
            number = take_number(r);
        }
        if (!take(r, "号"))
            r->failed = true;
        out->item = number;
    }
}

/* 11の2-2(3) */
static void parse_short(reader *r, clause_address *out)
{
    out->article = take_number(r);
    if (take(r, "の"))
        out->branch = take_number(r);
    if (take(r, "-"))
        out->paragraph = take_number(r);
    if (take(r, "(")) {
        out->item = take_number(r);
        if (!take(r, ")"))
            r->failed = true;
    }
}

bool clause_parse(str text, clause_address *out)
{
    char narrowed[128];
    reader r = {.rest = narrow(text, narrowed, sizeof narrowed)};
    *out = (clause_address){0};
    if (take(&r, "附則"))
        out->supplementary = take_number(&r);
    else if (take(&r, "第"))
        parse_title(&r, out);
    else
        parse_short(&r, out);
    return !r.failed && r.rest.length == 0;
}

bool clause_equal(clause_address a, clause_address b)
{
    return a.article == b.article && a.branch == b.branch && a.paragraph == b.paragraph && a.item == b.item &&
           a.supplementary == b.supplementary;
}

void clause_print(buffer *b, clause_address a)
{
    if (a.supplementary > 0) {
        buffer_addf(b, "附則%u", a.supplementary);
        return;
    }
    buffer_addf(b, "%u", a.article);
    if (a.branch > 0)
        buffer_addf(b, "の%u", a.branch);
    if (a.paragraph > 0)
        buffer_addf(b, "-%u", a.paragraph);
    if (a.item > 0)
        buffer_addf(b, "(%u)", a.item);
}

static void print_english(buffer *b, clause_address a)
{
    if (a.supplementary > 0) {
        buffer_addf(b, "Supplementary Provision %u", a.supplementary);
        return;
    }
    buffer_addf(b, "Article %u", a.article);
    if (a.branch > 0)
        buffer_addf(b, "-%u", a.branch);
    if (a.paragraph > 0)
        buffer_addf(b, "(%u)", a.paragraph);
    if (a.item > 0)
        buffer_addf(b, ", item (%u)", a.item);
}

void clause_print_title(buffer *b, clause_address a, enum language language)
{
    if (language == LANGUAGE_EN) {
        print_english(b, a);
        return;
    }
    if (a.supplementary > 0) {
        buffer_addf(b, "附則（第%u）", a.supplementary);
        return;
    }
    buffer_addf(b, "第%u条", a.article);
    if (a.branch > 0)
        buffer_addf(b, "の%u", a.branch);
    if (a.paragraph > 0)
        buffer_addf(b, "第%u項", a.paragraph);
    if (a.item > 0)
        buffer_addf(b, "第%u号", a.item);
}

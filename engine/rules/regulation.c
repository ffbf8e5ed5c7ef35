/* Reads the regulation's versions and the clauses of each text. */
#include "rules/regulation.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/mem.h"
#include "xml/xml_tree.h"

#include <stdlib.h>

#define VERSIONS_NAMESPACE "urn:junshu:regulation:1"

typedef struct text_reader {
    arena *a;
    diags *diags;
    regulation_version *version;
    size_t capacity;
    clause_address address;
    str caption;
} text_reader;

/* ---- the text ---- */

static void add_text(buffer *b, const xml_element *e)
{
    if (str_is(e->name, "Sentence")) {
        buffer_add(b, str_trim(e->text));
        return;
    }
    for (const xml_element *c = e->first_child; c != NULL; c = c->next) {
        add_text(b, c);
        if (str_is(c->name, "Column") && c->next != NULL)
            buffer_add_text(b, "　");
    }
}

/* White space does not count: line wraps and the spaces of a PDF are no part of the law. */
static void digest_clause(str text, char digest[CLAUSE_DIGEST_HEX + 1])
{
    char hex[DIGEST_HEX + 1];
    buffer squeezed = {0};
    for (size_t i = 0; i < text.length; i++) {
        if (str_starts(str_from(text, i), STR("　")))
            i += 2;
        else if (strchr(" \t\r\n", text.at[i]) == NULL)
            buffer_add_char(&squeezed, text.at[i]);
    }
    digest_text(buffer_str(&squeezed), hex);
    buffer_free(&squeezed);
    memcpy(digest, hex, CLAUSE_DIGEST_HEX);
    digest[CLAUSE_DIGEST_HEX] = '\0';
}

static str print_title(arena *a, clause_address address, enum language language)
{
    buffer title = {0};
    clause_print_title(&title, address, language);
    return buffer_keep(&title, a);
}

static void add_clause(text_reader *r, const xml_element *sentence)
{
    buffer text = {0}, id = {0};
    if (sentence != NULL)
        add_text(&text, sentence);
    clause_print(&id, r->address);
    clause added = {.address = r->address,
                    .id = buffer_keep(&id, r->a),
                    .title = {print_title(r->a, r->address, LANGUAGE_JA), print_title(r->a, r->address, LANGUAGE_EN)},
                    .caption = r->caption,
                    .text = buffer_keep(&text, r->a)};
    digest_clause(added.text, added.digest);
    regulation_version *v = r->version;
    ARRAY_PUSH(v->clauses, v->clause_count, r->capacity) = added;
}

/* Reads 11_2 into article and branch. */
static bool read_article_number(str num, clause_address *address)
{
    char *end;
    unsigned long article = strtoul(num.at, &end, 10), branch = 0;
    if (*end == '_')
        branch = strtoul(end + 1, &end, 10);
    *address = (clause_address){.article = (uint16_t)article, .branch = (uint16_t)branch};
    return *end == '\0' && article > 0 && article < UINT16_MAX && branch < UINT16_MAX;
}

static void report_number(text_reader *r, const xml_element *e)
{
    DIAG3(r->diags, e->at, DIAG_XML_BAD_VALUE, STR("Num"), xml_attr_value(e, "Num"), STR("1, 2, 11_2"));
}

static uint16_t read_number(text_reader *r, const xml_element *e)
{
    clause_address number;
    if (read_article_number(xml_attr_value(e, "Num"), &number) && number.branch == 0)
        return number.article;
    report_number(r, e);
    return 0;
}

static void read_paragraph(text_reader *r, const xml_element *e)
{
    add_clause(r, xml_child(e, "ParagraphSentence"));
    for (const xml_element *item = xml_child(e, "Item"); item != NULL; item = xml_next(item, "Item")) {
        r->address.item = read_number(r, item);
        add_clause(r, xml_child(item, "ItemSentence"));
    }
    r->address.item = 0;
}

static str strip_brackets(str caption)
{
    str open = STR("（"), close = STR("）");
    if (caption.length < open.length + close.length || !str_starts(caption, open) ||
        !str_equal(str_from(caption, caption.length - close.length), close))
        return caption;
    return (str){caption.at + open.length, caption.length - open.length - close.length};
}

static void read_article(text_reader *r, const xml_element *e)
{
    if (!read_article_number(xml_attr_value(e, "Num"), &r->address))
        report_number(r, e);
    const xml_element *caption = xml_child(e, "ArticleCaption");
    r->caption = caption != NULL ? strip_brackets(str_trim(caption->text)) : (str){"", 0};
    const xml_element *first = xml_child(e, "Paragraph");
    bool several = first != NULL && xml_next(first, "Paragraph") != NULL;
    for (const xml_element *p = first; p != NULL; p = xml_next(p, "Paragraph")) {
        r->address.paragraph = several ? read_number(r, p) : 0;
        read_paragraph(r, p);
    }
}

static void read_articles(text_reader *r, const xml_element *e)
{
    for (const xml_element *c = e->first_child; c != NULL; c = c->next) {
        if (str_is(c->name, "Article"))
            read_article(r, c);
        else if (c->first_child != NULL) /* a chapter or section */
            read_articles(r, c);
    }
}

static void read_text(text_reader *r, const xml_element *law)
{
    const xml_element *body = xml_child(law, "LawBody");
    const xml_element *title = body != NULL ? xml_child(body, "LawTitle") : NULL;
    const xml_element *main = body != NULL ? xml_child(body, "MainProvision") : NULL;
    if (main == NULL || title == NULL) {
        DIAG2(r->diags, law->at, DIAG_XML_MISSING_ELEMENT, STR("LawBody, LawTitle, MainProvision"), law->name);
        return;
    }
    r->version->title = str_trim(title->text);
    read_articles(r, main);
    uint16_t number = 0;
    for (const xml_element *s = xml_child(body, "SupplProvision"); s != NULL; s = xml_next(s, "SupplProvision")) {
        r->address = (clause_address){.supplementary = ++number};
        r->caption = STR("附則");
        const xml_element *paragraph = xml_child(s, "Paragraph");
        add_clause(r, paragraph != NULL ? xml_child(paragraph, "ParagraphSentence") : NULL);
    }
}

/* ---- versions ---- */

static moment read_date(const xml_element *e, const char *name, moment missing, diags *d)
{
    const xml_attr *a = xml_attr_find(e, name);
    if (a == NULL)
        return missing;
    moment date = moment_parse_date(a->value);
    if (date == MOMENT_MISSING)
        DIAG2(d, a->at, DIAG_VALUE_DATE, a->name, a->value);
    return date != MOMENT_MISSING ? date : missing;
}

static void read_version(arena *a, const char *path, const xml_element *e, regulation_version *v, diags *d)
{
    const xml_attr *file = xml_attr_require(e, "file", d);
    xml_attr_require(e, "from", d);
    *v = (regulation_version){.source = xml_attr_value(e, "source")};
    v->in_force = (period){read_date(e, "from", MOMENT_PAST, d), read_date(e, "to", MOMENT_FUTURE, d)};
    if (file == NULL)
        return;
    v->path = file_beside(a, path, file->value);
    const xml_element *law = xml_tree_read(a, v->path, NULL, d);
    if (law == NULL)
        return;
    text_reader r = {.a = a, .diags = d, .version = v};
    read_text(&r, law);
    clause *grown = v->clauses;
    v->clauses = ARENA_ARRAY(a, clause, v->clause_count);
    if (v->clause_count > 0)
        memcpy(v->clauses, grown, v->clause_count * sizeof *grown);
    mem_free(grown);
}

const regulation *regulation_read(arena *a, const char *path, diags *d)
{
    static const char *const children[] = {"version", "history", "slip", NULL};
    size_t errors = d->errors, count = 0;
    const xml_element *root = xml_tree_read(a, path, VERSIONS_NAMESPACE, d);
    if (root == NULL)
        return NULL;
    for (const xml_element *e = xml_child(root, "version"); e != NULL; e = xml_next(e, "version"))
        count++;
    regulation *r = ARENA_NEW(a, regulation);
    r->versions = ARENA_ARRAY(a, regulation_version, count);
    for (const xml_element *e = root->first_child; e != NULL; e = e->next)
        if (xml_allow_element(e, children, d) == 0)
            read_version(a, path, e, &r->versions[r->count++], d);
    if (count == 0)
        DIAG2(d, root->at, DIAG_XML_MISSING_ELEMENT, STR("version"), root->name);
    for (size_t i = 1; i < r->count; i++)
        if (moment_before(r->versions[i - 1].in_force.to, r->versions[i].in_force.from) != TRUTH_TRUE)
            DIAG1(d, root->at, DIAG_PACK_VERSIONS_OVERLAP, str_of(r->versions[i].path));
    return d->errors == errors ? r : NULL;
}

const regulation_version *regulation_at(const regulation *r, moment at)
{
    for (size_t i = 0; i < r->count; i++)
        if (moment_within(at, r->versions[i].in_force) == TRUTH_TRUE)
            return &r->versions[i];
    return NULL;
}

const regulation_version *regulation_latest(const regulation *r)
{
    return &r->versions[r->count - 1];
}

const clause *regulation_find(const regulation_version *v, clause_address address)
{
    for (size_t i = 0; i < v->clause_count; i++)
        if (clause_equal(v->clauses[i].address, address))
            return &v->clauses[i];
    return NULL;
}

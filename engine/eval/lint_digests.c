/* Writes the digests of clauses into rule files: the bytes of the digest attributes, and no others. */
#include "eval/lint.h"

#include "base/file.h"
#include "base/mem.h"
#include "xml/xml_tree.h"

#include <stdlib.h>

enum { MAX_RULE_FILE = 16 * 1024 * 1024 };

/* A stretch of the file, and what replaces it. */
typedef struct edit {
    size_t from, length;
    str text;
} edit;

typedef struct rewriter {
    arena *a;
    const pack *pack;
    const char *path;
    str content;
    edit *edits;
    size_t count, capacity;
} rewriter;

/* Returns the byte at a line and a column, which counts characters; the end of the content when it has no such. */
static size_t offset_of(str content, place at)
{
    size_t offset = 0;
    for (uint32_t line = 1; line < at.line && offset < content.length; offset++)
        line += content.at[offset] == '\n';
    for (uint32_t column = 1; column < at.column && offset < content.length;) {
        offset++;
        while (offset < content.length && ((unsigned char)content.at[offset] & 0xC0) == 0x80)
            offset++;
        column++;
    }
    return offset;
}

static void add_edit(rewriter *w, size_t from, size_t length, str text)
{
    ARRAY_PUSH(w->edits, w->count, w->capacity) = (edit){from, length, text};
}

/* A rule without the attribute gets it behind its clause. */
static void insert_digest(rewriter *w, const xml_attr *clause_attr, const clause *c)
{
    size_t end = offset_of(w->content, clause_attr->at) + clause_attr->raw.length + 1; /* behind the closing quote */
    buffer text = {0};
    buffer_addf(&text, " digest=\"%s\"", c->digest);
    add_edit(w, end, 0, buffer_keep(&text, w->a));
}

static void fix_rule(rewriter *w, const xml_element *e)
{
    const rule *r = pack_find_rule(w->pack, xml_attr_value(e, "id"));
    const clause *c = r != NULL ? rule_clause(w->pack, r) : NULL;
    const xml_attr *digest = xml_attr_find(e, "digest"), *clause_attr = xml_attr_find(e, "clause");
    if (c == NULL || clause_attr == NULL)
        return;
    if (digest == NULL)
        insert_digest(w, clause_attr, c);
    else if (!str_is(digest->value, c->digest))
        add_edit(w, offset_of(w->content, digest->at), digest->raw.length, str_of(c->digest));
}

static int compare_edits(const void *a, const void *b)
{
    const edit *p = a, *q = b;
    return (p->from > q->from) - (p->from < q->from);
}

static bool apply_edits(rewriter *w, diags *d)
{
    buffer out = {0};
    size_t passed = 0;
    qsort(w->edits, w->count, sizeof *w->edits, compare_edits);
    for (size_t i = 0; i < w->count; i++) {
        buffer_add(&out, (str){w->content.at + passed, w->edits[i].from - passed});
        buffer_add(&out, w->edits[i].text);
        passed = w->edits[i].from + w->edits[i].length;
    }
    buffer_add(&out, str_from(w->content, passed));
    bool done = file_write(w->path, buffer_str(&out), d);
    buffer_free(&out);
    return done;
}

/* Only edits that fall on what they were read from may be applied: a file that changed in between is left alone. */
static bool edits_fit(const rewriter *w)
{
    for (size_t i = 0; i < w->count; i++) {
        const edit *e = &w->edits[i];
        if (e->from == 0 || e->from + e->length >= w->content.length)
            return false;
        char before = w->content.at[e->from - 1];
        if (before != '"' && before != '\'')
            return false;
    }
    return true;
}

static bool fix_file(const pack *p, const char *path, size_t *changed, diags *d)
{
    rewriter w = {.a = arena_new(), .pack = p, .path = path};
    const xml_element *root = xml_tree_read(w.a, path, NULL, d);
    bool done = root != NULL && file_read(w.a, path, MAX_RULE_FILE, &w.content, d);
    for (const xml_element *e = done ? xml_child(root, "rule") : NULL; e != NULL; e = xml_next(e, "rule"))
        fix_rule(&w, e);
    if (done && !edits_fit(&w)) {
        DIAG1(d, ((place){path, 0, 0}), DIAG_INTERNAL, STR("digest"));
        done = false;
    }
    if (done && w.count > 0)
        done = apply_edits(&w, d);
    if (done)
        *changed += w.count;
    mem_free(w.edits);
    arena_free(w.a);
    return done;
}

/* Whether an earlier rule is in the same file. */
static bool is_seen(const pack *p, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(p->rules[i].at.file, p->rules[index].at.file) == 0)
            return true;
    return false;
}

bool lint_fix_digests(const pack *p, size_t *changed, diags *d)
{
    bool done = true;
    *changed = 0;
    for (size_t i = 0; i < p->rule_count; i++)
        if (!is_seen(p, i))
            done = fix_file(p, p->rules[i].at.file, changed, d) && done;
    return done;
}

/* A walk over jansson's tree, which keeps the members of an object in the order of the document. */
#include "base/json_reader.h"

#include "base/mem.h"

#include <jansson.h>
#include <stdio.h>

/* What we are in: an object, and its next member; or an array, and its next item. */
typedef struct level {
    json_t *container;
    void *member;
    size_t item;
    const char *last_key; /* of the member that was read last; NULL in an array */
} level;

struct json_reader {
    arena *a;
    const char *file;
    diags *diags;
    json_t *root;
    bool failed;
    size_t depth;
    level levels[JSON_PARSER_MAX_DEPTH + 1]; /* the first is beside the document: its next item is the root */
};

json_reader *json_reader_new(arena *a, str text, const char *file, diags *d)
{
    json_error_t error;
    json_t *root = json_loadb(text.at, text.length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL && json_error_code(&error) == json_error_out_of_memory)
        mem_raise();
    if (root == NULL) {
        place at = {file, error.line > 0 ? (uint32_t)error.line : 0, error.column > 0 ? (uint32_t)error.column : 0};
        DIAG0(d, at, DIAG_JSON_SYNTAX);
        return NULL;
    }
    json_reader *r = mem_alloc(sizeof *r);
    r->a = a;
    r->file = file;
    r->diags = d;
    r->root = root;
    return r;
}

void json_reader_free(json_reader *r)
{
    if (r == NULL)
        return;
    json_decref(r->root);
    mem_free(r);
}

bool json_reader_failed(const json_reader *r)
{
    return r->failed;
}

/* ---- faults ---- */

static void add_pointer_part(buffer *b, const char *key)
{
    buffer_add_char(b, '/');
    for (; *key != '\0'; key++) {
        if (*key == '~' || *key == '/')
            buffer_add_text(b, *key == '~' ? "~0" : "~1");
        else
            buffer_add_char(b, *key);
    }
}

/* Where we are; with a key, that member of it. */
static void print_pointer(buffer *b, const json_reader *r, const char *key)
{
    for (size_t i = 1; i <= r->depth; i++) {
        const level *l = &r->levels[i];
        bool is_inner = i < r->depth;
        const char *part = is_inner || key == NULL ? l->last_key : key;
        if (part != NULL)
            add_pointer_part(b, part);
        else if (json_is_array(l->container) && l->item > 0)
            buffer_addf(b, "/%zu", l->item - 1);
    }
}

static void fail_at(json_reader *r, const char *key, enum diag_id id, str word)
{
    if (r->failed)
        return;
    buffer at = {0};
    print_pointer(&at, r, key);
    DIAG2(r->diags, ((place){r->file, 0, 0}), id, buffer_str(&at), word);
    buffer_free(&at);
    r->failed = true;
}

void json_refuse(json_reader *r, enum diag_id id, str word)
{
    fail_at(r, NULL, id, word);
}

/* ---- steps ---- */

static json_t *next_member(json_reader *r, level *l, const char *key)
{
    const char *found = l->member != NULL ? json_object_iter_key(l->member) : NULL;
    if (found == NULL || strcmp(found, key) != 0) {
        bool comes_later = found != NULL && json_object_get(l->container, key) != NULL;
        fail_at(r, comes_later ? found : key, comes_later ? DIAG_JSON_UNKNOWN_MEMBER : DIAG_JSON_MISSING_MEMBER,
                (str){0});
        return NULL;
    }
    json_t *value = json_object_iter_value(l->member);
    l->member = json_object_iter_next(l->container, l->member);
    l->last_key = key;
    return value;
}

/* Returns the next member or item, or NULL after a fault. */
static json_t *next(json_reader *r, const char *key)
{
    level *l = &r->levels[r->depth];
    if (r->failed)
        return NULL;
    if (r->depth == 0)
        return r->root;
    return key != NULL ? next_member(r, l, key) : json_array_get(l->container, l->item++);
}

static json_t *next_of_type(json_reader *r, const char *key, json_type type, const char *name)
{
    json_t *value = next(r, key);
    if (value == NULL || json_typeof(value) == type)
        return value;
    json_refuse(r, DIAG_JSON_TYPE, str_of(name));
    return NULL;
}

static void enter(json_reader *r, json_t *container)
{
    if (container == NULL)
        return;
    r->levels[++r->depth] =
        (level){.container = container, .member = json_is_object(container) ? json_object_iter(container) : NULL};
}

void json_enter_object(json_reader *r, const char *key)
{
    enter(r, next_of_type(r, key, JSON_OBJECT, "object"));
}

size_t json_enter_array(json_reader *r, const char *key)
{
    json_t *array = next_of_type(r, key, JSON_ARRAY, "array");
    enter(r, array);
    return array != NULL ? json_array_size(array) : 0;
}

void json_leave(json_reader *r)
{
    if (r->failed)
        return;
    void *left = r->levels[r->depth].member;
    if (left != NULL)
        fail_at(r, json_object_iter_key(left), DIAG_JSON_UNKNOWN_MEMBER, (str){0});
    else
        r->depth--;
}

/* ---- values ---- */

bool json_has(const json_reader *r, const char *key)
{
    void *member = r->levels[r->depth].member;
    return !r->failed && member != NULL && strcmp(json_object_iter_key(member), key) == 0;
}

bool json_take_null(json_reader *r, const char *key)
{
    level here = r->levels[r->depth];
    json_t *value = next(r, key);
    if (value != NULL && !json_is_null(value))
        r->levels[r->depth] = here;
    return value == NULL || json_is_null(value);
}

str json_take_string(json_reader *r, const char *key)
{
    json_t *value = next_of_type(r, key, JSON_STRING, "string");
    return str_keep(r->a, value != NULL ? (str){json_string_value(value), json_string_length(value)} : STR(""));
}

str json_take_optional(json_reader *r, const char *key)
{
    if (json_take_null(r, key))
        return (str){0};
    str text = json_take_string(r, key);
    if (text.length == 0)
        json_refuse(r, DIAG_JSON_VALUE, text);
    return text;
}

int64_t json_take_integer(json_reader *r, const char *key)
{
    json_t *value = next_of_type(r, key, JSON_INTEGER, "integer");
    return value != NULL ? json_integer_value(value) : 0;
}

uint64_t json_take_number(json_reader *r, const char *key, uint64_t most)
{
    int64_t number = json_take_integer(r, key);
    if (number >= 0 && (uint64_t)number <= most)
        return (uint64_t)number;
    char word[32];
    json_refuse(r, DIAG_JSON_VALUE, (str){word, (size_t)snprintf(word, sizeof word, "%lld", (long long)number)});
    return 0;
}

bool json_take_flag(json_reader *r, const char *key)
{
    json_t *value = next(r, key);
    if (value != NULL && !json_is_boolean(value))
        json_refuse(r, DIAG_JSON_TYPE, STR("boolean"));
    return json_is_true(value);
}

moment json_take_moment(json_reader *r, const char *key)
{
    if (json_take_null(r, key))
        return MOMENT_MISSING;
    str text = json_take_string(r, key);
    moment m = moment_read_iso(text);
    if (m == MOMENT_MISSING)
        json_refuse(r, DIAG_JSON_VALUE, text);
    return m;
}

period json_take_period(json_reader *r, const char *key)
{
    period p = {MOMENT_MISSING, MOMENT_MISSING};
    if (json_take_null(r, key))
        return p;
    str text = json_take_string(r, key);
    if (!period_read_iso(text, &p))
        json_refuse(r, DIAG_JSON_VALUE, text);
    return p;
}

size_t json_take_word(json_reader *r, const char *key, const char *(*word)(size_t), size_t count)
{
    str text = json_take_string(r, key);
    for (size_t i = 0; i < count; i++)
        if (str_is(text, word(i)))
            return i;
    json_refuse(r, DIAG_JSON_VALUE, text);
    return 0;
}

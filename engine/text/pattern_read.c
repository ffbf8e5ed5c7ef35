/* Reading <patterns> files: one row of a table for each element that may stand at the top. */
#include "text/pattern_read.h"

#include "base/mem.h"
#include "text/pattern_words.h"

typedef struct reading {
    pattern_sets *sets;
    diags *d;
} reading;

static const char *const NO_NAMES[] = {NULL};

static size_t count_children(const xml_element *e, const char *name)
{
    size_t count = 0;
    for (const xml_element *c = xml_child(e, name); c != NULL; c = xml_next(c, name))
        count++;
    return count;
}

/* Returns a required attribute's value, or an empty str after reporting that it is missing. */
static str require_value(const xml_element *e, const char *name, diags *d)
{
    const xml_attr *a = xml_attr_require(e, name, d);
    return a != NULL ? a->value : (str){"", 0};
}

/* --- Conditions --- */

static const condition *find_condition(const reading *r, const xml_attr *name)
{
    const pattern_sets *sets = r->sets;
    for (size_t i = 0; i < sets->shared_count; i++)
        if (str_equal(sets->shared[i]->name, name->value))
            return sets->shared[i];
    DIAG2(r->d, name->at, DIAG_PATTERN_UNKNOWN, STR("condition"), name->value);
    return NULL;
}

static void read_term(const reading *r, const xml_element *e, term *out)
{
    static const char *const kinds[] = {[TERM_MATCH] = "match", [TERM_UNLESS] = "unless", [TERM_USE] = "use", NULL};
    static const char *const use_attributes[] = {"condition", NULL};
    int kind = xml_allow_element(e, kinds, r->d);
    if (kind < 0)
        return;
    out->kind = (enum term_kind)kind;
    xml_allow_attributes(e, kind == TERM_USE ? use_attributes : NO_NAMES, r->d);
    if (kind != TERM_USE) {
        out->pattern = pattern_words_compile(r->sets, e, r->d);
        return;
    }
    const xml_attr *name = xml_attr_require(e, "condition", r->d);
    out->condition = name != NULL ? find_condition(r, name) : NULL;
}

/* A condition is a pattern alone, or elements. */
static void read_condition(const reading *r, const xml_element *e, condition *out)
{
    bool has_text = str_trim(e->text).length > 0;
    size_t count = 0;
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        count++;
    if (has_text == (count > 0)) {
        DIAG1(r->d, e->at, DIAG_PATTERN_CONDITION_MIXED, e->name);
        return;
    }
    out->terms = ARENA_ARRAY(r->sets->a, term, count + 1);
    if (has_text) {
        out->terms[out->count++] = (term){.kind = TERM_MATCH, .pattern = pattern_words_compile(r->sets, e, r->d)};
        return;
    }
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        read_term(r, c, &out->terms[out->count++]);
}

/* Reads the children of that name. */
static conditions read_conditions(const reading *r, const xml_element *e, const char *name)
{
    conditions all = {.items = ARENA_ARRAY(r->sets->a, condition, count_children(e, name))};
    for (const xml_element *c = xml_child(e, name); c != NULL; c = xml_next(c, name)) {
        xml_allow_attributes(c, NO_NAMES, r->d);
        read_condition(r, c, &all.items[all.count++]);
    }
    return all;
}

static void allow_children(const reading *r, const xml_element *e, const char *const *names)
{
    xml_forbid_text(e, r->d);
    for (const xml_element *c = e->first_child; c != NULL; c = c->next)
        xml_allow_element(c, names, r->d);
}

/* --- What all sets share --- */

static const char *const NAMED[] = {"name", NULL};

static void read_word(const reading *r, const xml_element *e)
{
    xml_allow_attributes(e, NAMED, r->d);
    const xml_attr *name = xml_attr_require(e, "name", r->d);
    if (name != NULL)
        pattern_words_define(r->sets, name->value, e, r->d);
}

static condition *new_condition(const reading *r, const xml_element *e)
{
    condition *c = ARENA_NEW(r->sets->a, condition);
    read_condition(r, e, c);
    return c;
}

static void read_shared_condition(const reading *r, const xml_element *e)
{
    pattern_sets *sets = r->sets;
    xml_allow_attributes(e, NAMED, r->d);
    condition *c = new_condition(r, e);
    c->name = str_keep(sets->a, require_value(e, "name", r->d));
    for (size_t i = 0; i < sets->shared_count; i++)
        if (str_equal(sets->shared[i]->name, c->name))
            DIAG2(r->d, e->at, DIAG_XML_DUPLICATE, STR("condition"), c->name);
    ARRAY_PUSH(sets->shared, sets->shared_count, sets->shared_capacity) = c;
}

static void read_exceptions(const reading *r, const xml_element *e)
{
    static const char *const children[] = {"keeps", "voids", "doubts", NULL};
    pattern_sets *sets = r->sets;
    xml_allow_attributes(e, NAMED, r->d);
    allow_children(r, e, children);
    exceptions *x = ARENA_NEW(sets->a, exceptions);
    x->name = str_keep(sets->a, require_value(e, "name", r->d));
    x->keeps = read_conditions(r, e, "keeps");
    x->voids = read_conditions(r, e, "voids");
    x->doubts = read_conditions(r, e, "doubts");
    ARRAY_PUSH(sets->exceptions, sets->exceptions_count, sets->exceptions_capacity) = x;
}

static void read_aside(const reading *r, const xml_element *e)
{
    xml_allow_attributes(e, NO_NAMES, r->d);
    const pattern *p = pattern_words_compile(r->sets, e, r->d);
    ARRAY_PUSH(r->sets->asides, r->sets->aside_count, r->sets->aside_capacity) = p;
}

static void read_topic(const reading *r, const xml_element *e)
{
    xml_allow_attributes(e, NO_NAMES, r->d);
    const pattern *p = pattern_words_compile(r->sets, e, r->d);
    ARRAY_PUSH(r->sets->topics, r->sets->topic_count, r->sets->topic_capacity) = p;
}

static void read_doubt(const reading *r, const xml_element *e)
{
    xml_allow_attributes(e, NO_NAMES, r->d);
    condition *c = new_condition(r, e);
    ARRAY_PUSH(r->sets->doubts, r->sets->doubt_count, r->sets->doubt_capacity) = c;
}

static void read_ignored(const reading *r, const xml_element *e)
{
    xml_allow_attributes(e, NO_NAMES, r->d);
    condition *c = new_condition(r, e);
    ARRAY_PUSH(r->sets->ignored, r->sets->ignored_count, r->sets->ignored_capacity) = c;
}

static void read_loosening(const reading *r, const xml_element *e)
{
    xml_allow_attributes(e, NO_NAMES, r->d);
    condition *c = new_condition(r, e);
    ARRAY_PUSH(r->sets->loosening, r->sets->loosening_count, r->sets->loosening_capacity) = c;
}

/* Reads the one attribute of an element, a choice. Returns the index of its value, or 0 after reporting. */
static int read_choice(const reading *r, const xml_element *e, const char *attribute, const char *const *values)
{
    const char *const attributes[] = {attribute, NULL};
    xml_allow_attributes(e, attributes, r->d);
    const xml_attr *a = xml_attr_require(e, attribute, r->d);
    int choice = a != NULL ? xml_attr_choice(a, values, r->d) : 0;
    return choice > 0 ? choice : 0;
}

static void read_lead(const reading *r, const xml_element *e)
{
    static const char *const kinds[] = {[LEAD_EACH] = "each", [LEAD_TOGETHER] = "together", [LEAD_OWN] = "own", NULL};
    int kind = read_choice(r, e, "items", kinds);
    lead l = {(enum lead_kind)kind, pattern_words_compile(r->sets, e, r->d)};
    ARRAY_PUSH(r->sets->leads, r->sets->lead_count, r->sets->lead_capacity) = l;
}

static void read_proviso(const reading *r, const xml_element *e)
{
    static const char *const reaches[] = {[REACH_PARAGRAPH] = "paragraph",
                                          [REACH_LAST_PARAGRAPH] = "last-paragraph",
                                          [REACH_LAST_TEXT] = "last-clause",
                                          NULL};
    int reach = read_choice(r, e, "to", reaches);
    proviso p = {(enum reach)reach, pattern_words_compile(r->sets, e, r->d)};
    ARRAY_PUSH(r->sets->provisos, r->sets->proviso_count, r->sets->proviso_capacity) = p;
}

static void read_forward(const reading *r, const xml_element *e)
{
    static const char *const ways[] = {[AHEAD_PARAGRAPH] = "next-paragraph", [AHEAD_TEXT] = "next-clause", NULL};
    int ahead = read_choice(r, e, "to", ways);
    forward f = {(enum ahead)ahead, pattern_words_compile(r->sets, e, r->d)};
    ARRAY_PUSH(r->sets->forwards, r->sets->forward_count, r->sets->forward_capacity) = f;
}

/* --- Sets --- */

static const exceptions *find_exceptions(const reading *r, const xml_element *e)
{
    const xml_attr *name = xml_attr_find(e, "exceptions");
    if (name == NULL)
        return NULL;
    for (size_t i = 0; i < r->sets->exceptions_count; i++)
        if (str_equal(r->sets->exceptions[i]->name, name->value))
            return r->sets->exceptions[i];
    DIAG2(r->d, name->at, DIAG_PATTERN_UNKNOWN, STR("exceptions"), name->value);
    return NULL;
}

static void read_act(const reading *r, const xml_element *e, act *out)
{
    static const char *const attributes[] = {"name", "en", "exceptions", NULL};
    static const char *const children[] = {"mentions", "settles", "permits", "dismisses", "doubts", NULL};
    arena *a = r->sets->a;
    xml_allow_attributes(e, attributes, r->d);
    allow_children(r, e, children);
    out->name = str_keep(a, require_value(e, "name", r->d));
    out->name_en = str_keep(a, require_value(e, "en", r->d));
    out->exceptions = find_exceptions(r, e);
    out->mentions = read_conditions(r, e, "mentions");
    out->settles = read_conditions(r, e, "settles");
    out->permits = read_conditions(r, e, "permits");
    out->dismisses = read_conditions(r, e, "dismisses");
    out->doubts = read_conditions(r, e, "doubts");
    if (out->mentions.count == 0)
        DIAG2(r->d, e->at, DIAG_XML_MISSING_ELEMENT, STR("mentions"), e->name);
    if (out->settles.count == 0)
        DIAG2(r->d, e->at, DIAG_XML_MISSING_ELEMENT, STR("settles"), e->name);
}

static void read_set_parts(const reading *r, const xml_element *e, pattern_set *set)
{
    static const char *const act_attributes[] = {"name", "need", NULL};
    static const char *const pattern_attributes[] = {"name", NULL};
    size_t acts = count_children(e, "act"), patterns = count_children(e, "pattern");
    set->acts = ARENA_ARRAY(r->sets->a, act, acts);
    set->patterns = ARENA_ARRAY(r->sets->a, const pattern *, patterns);
    xml_allow_attributes(e, acts > 0 ? act_attributes : pattern_attributes, r->d);
    if (acts > 0 && patterns > 0)
        DIAG1(r->d, e->at, DIAG_PATTERN_SET_MIXED, set->name);
    if (acts == 0 && patterns == 0)
        DIAG2(r->d, e->at, DIAG_XML_MISSING_ELEMENT, STR("pattern"), e->name);
    for (const xml_element *c = xml_child(e, "act"); c != NULL; c = xml_next(c, "act"))
        read_act(r, c, &set->acts[set->act_count++]);
    for (const xml_element *c = xml_child(e, "pattern"); c != NULL; c = xml_next(c, "pattern")) {
        xml_allow_attributes(c, NO_NAMES, r->d);
        set->patterns[set->pattern_count++] = pattern_words_compile(r->sets, c, r->d);
    }
}

static void read_titles(const reading *r, const xml_element *e, pattern_set *set)
{
    static const char *const attributes[] = {"lang", NULL};
    static const char *const languages[] = {"ja", "en", NULL};
    for (const xml_element *c = xml_child(e, "title"); c != NULL; c = xml_next(c, "title")) {
        xml_allow_attributes(c, attributes, r->d);
        const xml_attr *language = xml_attr_find(c, "lang");
        bool english = language != NULL && xml_attr_choice(language, languages, r->d) == 1;
        *(english ? &set->title_en : &set->title) = str_keep(r->sets->a, str_trim(c->text));
    }
}

static void read_set(const reading *r, const xml_element *e)
{
    static const char *const children[] = {"title", "act", "pattern", NULL};
    static const char *const needs[] = {"any", "all", NULL};
    pattern_sets *sets = r->sets;
    allow_children(r, e, children);
    pattern_set *set = ARENA_NEW(sets->a, pattern_set);
    set->sets = sets;
    set->at = e->at;
    set->name = str_keep(sets->a, require_value(e, "name", r->d));
    if (pattern_set_find(sets, set->name) != NULL)
        DIAG2(r->d, e->at, DIAG_XML_DUPLICATE, STR("set"), set->name);
    /* A set of one act may leave `need` out; of several, nothing is assumed. */
    const xml_attr *need = count_children(e, "act") > 1 ? xml_attr_require(e, "need", r->d) : xml_attr_find(e, "need");
    set->needs_all = need == NULL || xml_attr_choice(need, needs, r->d) == 1;
    read_titles(r, e, set);
    read_set_parts(r, e, set);
    ARRAY_PUSH(sets->sets, sets->set_count, sets->set_capacity) = set;
}

/* --- The file --- */

typedef void read_element(const reading *r, const xml_element *e);

static const char *const element_names[] = {"word",   "condition", "exceptions", "aside", "topic", "lead", "proviso",
                                            "refers", "ignore",    "loosens",    "doubt", "set",   NULL};
static read_element *const element_readers[] = {
    read_word,    read_shared_condition, read_exceptions, read_aside,     read_topic, read_lead,
    read_proviso, read_forward,          read_ignored,    read_loosening, read_doubt, read_set};

bool pattern_read(pattern_sets *sets, const xml_element *root, diags *d)
{
    static const char *const roots[] = {"patterns", NULL};
    reading r = {sets, d};
    size_t errors = d->errors;
    if (xml_allow_element(root, roots, d) < 0)
        return false;
    xml_allow_attributes(root, NO_NAMES, d);
    xml_forbid_text(root, d);
    for (const xml_element *e = root->first_child; e != NULL; e = e->next) {
        int which = xml_allow_element(e, element_names, d);
        if (which >= 0)
            element_readers[which](&r, e);
    }
    return d->errors == errors;
}

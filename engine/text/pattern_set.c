/* Pattern sets: making, finding and freeing them, and plain matching. */
#include "text/pattern_set.h"

#include "base/mem.h"
#include "text/normalise.h"
#include "text/pattern_parts.h"
#include "text/pattern_read.h"

enum { MOST_LOOKS = 32 * 1024 * 1024, MOST_READINGS = 16 * 1024 * 1024 }; /* bytes */

static const char SPACE[] = "urn:junshu:patterns:1";

pattern_sets *pattern_sets_new(void)
{
    pattern_sets *sets = mem_alloc(sizeof *sets);
    sets->a = arena_new();
    sets->looks = kept_new(MOST_LOOKS);
    sets->readings = kept_new(MOST_READINGS);
    return sets;
}

void pattern_sets_free(pattern_sets *sets)
{
    if (sets == NULL)
        return;
    for (size_t i = 0; i < sets->compiled_count; i++)
        pattern_free(sets->compiled[i]);
    mem_free(sets->compiled);
    kept_free(sets->looks);
    kept_free(sets->readings);
    mem_free(sets->words);
    mem_free(sets->shared);
    mem_free(sets->exceptions);
    mem_free(sets->asides);
    mem_free(sets->leads);
    mem_free(sets->topics);
    mem_free(sets->provisos);
    mem_free(sets->forwards);
    mem_free(sets->ignored);
    mem_free(sets->loosening);
    mem_free(sets->doubts);
    mem_free(sets->sets);
    arena_free(sets->a);
    mem_free(sets);
}

bool pattern_sets_read(pattern_sets *sets, const char *path, diags *d)
{
    const char *kept = str_keep(sets->a, str_of(path)).at;
    const xml_element *root = xml_tree_read(sets->a, kept, SPACE, d);
    return root != NULL && pattern_read(sets, root, d);
}

bool pattern_sets_read_text(pattern_sets *sets, str text, const char *name, diags *d)
{
    const xml_element *root = xml_tree_read_text(sets->a, text, name, SPACE, d);
    return root != NULL && pattern_read(sets, root, d);
}

const pattern_set *pattern_set_find(const pattern_sets *sets, str name)
{
    for (size_t i = 0; i < sets->set_count; i++)
        if (str_equal(sets->sets[i]->name, name))
            return sets->sets[i];
    return NULL;
}

size_t pattern_sets_count(const pattern_sets *sets)
{
    return sets->set_count;
}

const pattern_set *pattern_set_at(const pattern_sets *sets, size_t index)
{
    return sets->sets[index];
}

str pattern_set_name(const pattern_set *set)
{
    return set->name;
}

enum pattern_set_kind pattern_set_kind_of(const pattern_set *set)
{
    return set->act_count > 0 ? PATTERN_SET_ACTS : PATTERN_SET_PATTERNS;
}

place pattern_set_place(const pattern_set *set)
{
    return set->at;
}

str pattern_set_title(const pattern_set *set, enum language language)
{
    str title = language == LANGUAGE_EN ? set->title_en : set->title;
    return title.at != NULL ? title : (str){"", 0};
}

/* --- Budgets --- */

enum { STEPS_PER_BYTE = 300, MAX_GRANT = 80000000 };

size_t pattern_budget_grant(const pattern_budget *budget, const str *texts, size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += texts[i].length;
    return budget->steps + (bytes < MAX_GRANT / STEPS_PER_BYTE ? bytes * STEPS_PER_BYTE : MAX_GRANT);
}

void pattern_budget_settle(pattern_budget *budget, const matcher *m)
{
    size_t left = matcher_steps_left(m);
    budget->steps = left < PATTERN_STEPS ? left : PATTERN_STEPS;
    if (matcher_stopped_by(m) != NULL)
        budget->stopped_at = pattern_place(matcher_stopped_by(m));
}

/* --- Plain matching --- */

/* Returns the first result that is not "no match": an error is not passed over for a match further on. */
static enum pattern_result match_any(const pattern_set *set, str normalised, pattern_budget *budget)
{
    matcher *m = matcher_new(pattern_budget_grant(budget, &normalised, 1));
    enum pattern_result result = PATTERN_NO_MATCH;
    for (size_t i = 0; i < set->pattern_count && result == PATTERN_NO_MATCH; i++)
        result = pattern_match(set->patterns[i], m, normalised);
    pattern_budget_settle(budget, m);
    matcher_free(m);
    return result;
}

enum pattern_result pattern_set_matches(const pattern_set *set, str text, pattern_budget *budget)
{
    if (pattern_set_kind_of(set) != PATTERN_SET_PATTERNS)
        return PATTERN_ERROR;
    arena *a = arena_new();
    str normalised;
    enum pattern_result result =
        normalise_text(a, text, &normalised) ? match_any(set, normalised, budget) : PATTERN_ERROR;
    arena_free(a);
    return result;
}

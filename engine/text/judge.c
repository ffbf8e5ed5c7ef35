/* Judging a contract by what its sentences do. For each act of the set every statement that mentions the matter either
   settles it, freely permits what it restricts, is known to be about something else, or is left to a person: a
   sentence that nothing explains never counts as absent and never as enough. */
#include "base/mem.h"
#include "text/normalise.h"
#include "text/reading.h"

#include <stdlib.h>

enum { NOT_ABOUT_IT = -1, LOOKS_PER_STEP = 8 };

typedef struct finding {
    enum text_role role;
    size_t statement, act;
} finding;

typedef struct judge {
    const pattern_set *set;
    arena *a;
    matcher *m;
    statements statements;
    bool *mentions; /* [statement × act] */
    bool *revokes;  /* [statement × act] whether it is among the findings as taking a rule back */
    bool *ignored;  /* [statement] */
    size_t *before; /* [statement] the paragraph before that of the statement, in the same text; SIZE_MAX: none */
    finding *findings;
    size_t count, capacity;
    text_evidence *doubts;
    size_t doubt_count, doubt_capacity;
    const clause_place *places; /* [text]; NULL: one whole document, in order */
    bool failed;
} judge;

/* --- Conditions --- */

static bool matches(judge *j, const pattern *p, str words)
{
    if (j->failed)
        return false;
    enum pattern_result result = pattern_match(p, j->m, words);
    j->failed = j->failed || result == PATTERN_ERROR;
    return result == PATTERN_MATCH;
}

/* Pays for looking at so many statements. Returns false where the limit is reached. */
static bool pay(judge *j, size_t looks)
{
    j->failed = !matcher_charge(j->m, looks / LOOKS_PER_STEP) || j->failed;
    return !j->failed;
}

static bool holds(judge *j, const condition *c, str words)
{
    for (size_t i = 0; i < c->count; i++) {
        const term *t = &c->terms[i];
        bool held = false;
        switch (t->kind) {
        case TERM_MATCH:
            held = matches(j, t->pattern, words);
            break;
        case TERM_UNLESS:
            held = !matches(j, t->pattern, words);
            break;
        case TERM_USE:
            held = holds(j, t->condition, words);
            break;
        }
        if (!held)
            return false;
    }
    return true;
}

static bool any_holds(judge *j, const conditions *all, str words)
{
    for (size_t i = 0; i < all->count; i++)
        if (holds(j, &all->items[i], words))
            return true;
    return false;
}

/* --- What takes a rule back --- */

enum effect { EFFECT_NONE, EFFECT_KEEPS, EFFECT_DOUBTS, EFFECT_VOIDS };

static enum effect worse(enum effect a, enum effect b)
{
    return a > b ? a : b;
}

static enum effect effect_of(judge *j, const exceptions *x, str words)
{
    if (any_holds(j, &x->voids, words))
        return EFFECT_VOIDS;
    if (any_holds(j, &x->doubts, words))
        return EFFECT_DOUBTS;
    return any_holds(j, &x->keeps, words) ? EFFECT_KEEPS : EFFECT_NONE;
}

static bool mentions(const judge *j, size_t statement_index, size_t act_index)
{
    return j->mentions[statement_index * j->set->act_count + act_index];
}

/* A proviso that speaks of other acts only does not touch this one; one that names none touches all. */
static bool concerns(const judge *j, size_t statement_index, size_t act_index)
{
    bool others = false;
    for (size_t i = 0; i < j->set->act_count; i++)
        others = others || mentions(j, statement_index, i);
    return mentions(j, statement_index, act_index) || !others;
}

static bool is_next_text(const judge *j, size_t before, size_t text)
{
    return before + 1 == text && (j->places == NULL || j->places[before].document == j->places[text].document);
}

static bool is_in_last_paragraph(const judge *j, size_t rule, size_t later)
{
    const statement *r = &j->statements.items[rule], *l = &j->statements.items[later];
    if (j->before[later] != SIZE_MAX)
        return r->text == l->text && r->paragraph == j->before[later];
    /* Clauses may have been recorded by the paragraph: then the one before is the text before. */
    return is_next_text(j, r->text, l->text);
}

static bool reaches(const judge *j, size_t rule, size_t later)
{
    const statement *r = &j->statements.items[rule], *l = &j->statements.items[later];
    switch (l->reach) {
    case REACH_PARAGRAPH:
        return r->text == l->text && r->paragraph == l->paragraph;
    case REACH_LAST_PARAGRAPH:
        return is_in_last_paragraph(j, rule, later);
    case REACH_LAST_TEXT:
        return is_next_text(j, r->text, l->text);
    default:
        return false;
    }
}

/* Whether nothing but provisos and items of the same list stands between a rule and what takes it back. Between
   paragraphs it is for a person to say which of the two prevails. */
static bool is_next(judge *j, size_t rule, size_t later)
{
    const statement *s = j->statements.items;
    if (s[later].reach != REACH_PARAGRAPH || !pay(j, later - rule))
        return false;
    for (size_t i = rule + 1; i < later; i++)
        if (s[i].reach == NO_REACH && (s[i].list == 0 || s[i].list != s[rule].list))
            return false;
    return true;
}

static void add_finding(judge *j, enum text_role role, size_t statement_index, size_t act_index)
{
    ARRAY_PUSH(j->findings, j->count, j->capacity) = (finding){role, statement_index, act_index};
}

/* One sentence may take several rules back. */
static void add_revoking(judge *j, size_t statement_index, size_t act_index)
{
    bool *found = &j->revokes[statement_index * j->set->act_count + act_index];
    if (!*found)
        add_finding(j, TEXT_REVOKES, statement_index, act_index);
    *found = true;
}

/* What the provisos after a rule do to it. A proviso must keep it, or it is in doubt. */
static enum effect provisos_effect(judge *j, size_t rule, size_t act_index)
{
    const act *a = &j->set->acts[act_index];
    enum effect all = EFFECT_KEEPS;
    for (size_t i = rule + 1; i < j->statements.count && pay(j, LOOKS_PER_STEP); i++) {
        if (!reaches(j, rule, i) || !concerns(j, i, act_index))
            continue;
        enum effect one = effect_of(j, a->exceptions, j->statements.items[i].words);
        if (one == EFFECT_NONE || (one == EFFECT_VOIDS && !is_next(j, rule, i)))
            one = EFFECT_DOUBTS;
        if (one != EFFECT_KEEPS)
            add_revoking(j, i, act_index);
        all = worse(all, one);
    }
    return all;
}

static bool follows(const judge *j, size_t rule, size_t later)
{
    const statement *r = &j->statements.items[rule], *l = &j->statements.items[later];
    bool next_text = is_next_text(j, r->text, l->text);
    if (r->ahead == AHEAD_TEXT)
        return next_text;
    size_t before = j->before[later];
    return before == SIZE_MAX ? next_text : l->text == r->text && before == r->paragraph;
}

/* What the exceptions do that a rule leaves to the next paragraph: something there must keep it, and nothing else. */
static enum effect forward_effect(judge *j, size_t rule, size_t act_index)
{
    if (j->statements.items[rule].ahead == NO_AHEAD)
        return EFFECT_KEEPS;
    enum effect all = EFFECT_NONE;
    for (size_t i = rule + 1; i < j->statements.count && pay(j, LOOKS_PER_STEP); i++) {
        if (!follows(j, rule, i) || !concerns(j, i, act_index))
            continue;
        enum effect one = effect_of(j, j->set->acts[act_index].exceptions, j->statements.items[i].words);
        if (one > EFFECT_KEEPS)
            add_revoking(j, i, act_index);
        all = worse(all, one);
    }
    return all == EFFECT_KEEPS ? EFFECT_KEEPS : EFFECT_DOUBTS;
}

/* What is left of a rule: EFFECT_KEEPS, EFFECT_DOUBTS or EFFECT_VOIDS. */
static enum effect rule_effect(judge *j, size_t rule, size_t act_index)
{
    const statement *s = &j->statements.items[rule];
    const act *a = &j->set->acts[act_index];
    enum effect effect = s->doubtful || any_holds(j, &a->doubts, s->words) ? EFFECT_DOUBTS : EFFECT_KEEPS;
    if (a->exceptions == NULL)
        return effect;
    enum effect own = effect_of(j, a->exceptions, s->words);
    effect = worse(effect, own == EFFECT_NONE ? EFFECT_KEEPS : own);
    return worse(worse(effect, provisos_effect(j, rule, act_index)), forward_effect(j, rule, act_index));
}

/* --- Acts --- */

/* Returns the enum text_role of a statement for an act, or NOT_ABOUT_IT. */
static int role_of(judge *j, size_t statement_index, size_t act_index)
{
    const statement *s = &j->statements.items[statement_index];
    const act *a = &j->set->acts[act_index];
    if (j->ignored[statement_index] || !mentions(j, statement_index, act_index))
        return NOT_ABOUT_IT;
    if (any_holds(j, &a->settles, s->words))
        return TEXT_SETTLES;
    if (any_holds(j, &a->permits, s->words))
        return TEXT_PERMITS;
    return any_holds(j, &a->dismisses, s->words) ? NOT_ABOUT_IT : TEXT_MENTIONS;
}

/* Whether a sentence that nobody explains leaves leeway on what it mentions: 任意とする, 省略することができる. */
static bool loosens(judge *j, size_t statement_index)
{
    const pattern_sets *sets = j->set->sets;
    for (size_t i = 0; i < sets->loosening_count; i++)
        if (holds(j, sets->loosening[i], j->statements.items[statement_index].words))
            return true;
    return false;
}

typedef struct tally {
    bool stands, doubtful, against;
} tally;

static void count_statement(judge *j, size_t statement_index, size_t act_index, tally *t)
{
    int role = role_of(j, statement_index, act_index);
    if (role == NOT_ABOUT_IT)
        return;
    if (role == TEXT_SETTLES) {
        enum effect effect = rule_effect(j, statement_index, act_index);
        t->stands = t->stands || effect == EFFECT_KEEPS;
        t->doubtful = t->doubtful || effect == EFFECT_DOUBTS;
        t->against = t->against || effect == EFFECT_VOIDS;
        role = effect == EFFECT_KEEPS ? TEXT_SETTLES : effect == EFFECT_VOIDS ? TEXT_REVOKES : TEXT_MENTIONS;
    } else {
        t->against = t->against || role == TEXT_PERMITS || loosens(j, statement_index);
        t->doubtful = t->doubtful || role == TEXT_MENTIONS;
    }
    add_finding(j, (enum text_role)role, statement_index, act_index);
}

/* A rule stands alone: with something against it elsewhere, a person must weigh the two. */
static enum truth judge_act(judge *j, size_t act_index)
{
    tally t = {0};
    for (size_t i = 0; i < j->statements.count; i++)
        count_statement(j, i, act_index, &t);
    if (t.stands)
        return t.against ? TRUTH_REVIEW : TRUTH_TRUE;
    return t.doubtful ? TRUTH_REVIEW : TRUTH_FALSE;
}

static enum truth judge_acts(judge *j, text_act *out)
{
    enum truth all = TRUTH_TRUE, any = TRUTH_FALSE;
    for (size_t i = 0; i < j->set->act_count; i++) {
        enum truth one = judge_act(j, i);
        out[i] = (text_act){j->set->acts[i].name, j->set->acts[i].name_en, one};
        all = truth_and(all, one);
        any = truth_or(any, one);
    }
    return j->set->needs_all ? all : any;
}

/* --- The contract --- */

/* Finds what of the text the last pattern of a condition that holds takes: the words to show. */
static str words_that_match(judge *j, const condition *c, str words)
{
    str found = words;
    for (size_t i = 0; i < c->count; i++) {
        size_t from, to;
        if (c->terms[i].kind == TERM_MATCH &&
            pattern_find(c->terms[i].pattern, j->m, words, 0, &from, &to) == PATTERN_MATCH)
            found = (str){words.at + from, to - from};
    }
    return found;
}

/* Looks for what makes the whole contract doubtful, in the text with its asides: 防府市（以下「乙」という。） */
static void find_doubts(judge *j, str text, size_t text_index)
{
    const pattern_sets *sets = j->set->sets;
    str words;
    if (!normalise_text(j->a, text, &words)) {
        j->failed = true;
        return;
    }
    for (size_t i = 0; i < sets->doubt_count; i++)
        if (holds(j, sets->doubts[i], words))
            ARRAY_PUSH(j->doubts, j->doubt_count, j->doubt_capacity) = (text_evidence){
                .role = TEXT_DOUBTS, .text = text_index, .sentence = words_that_match(j, sets->doubts[i], words)};
}

static void take_reading(judge *j, const reading *known, size_t text_index)
{
    matcher_charge(j->m, known->steps);
    for (size_t i = 0; i < known->statement_count; i++) {
        statement *s = &ARRAY_PUSH(j->statements.items, j->statements.count, j->statements.capacity);
        *s = known->statements[i];
        s->text = text_index;
    }
    for (size_t i = 0; i < known->doubt_count; i++) {
        text_evidence *e = &ARRAY_PUSH(j->doubts, j->doubt_count, j->doubt_capacity);
        *e = known->doubts[i];
        e->text = text_index;
    }
}

static void read_anew(judge *j, str text, size_t text_index)
{
    size_t statements = j->statements.count, doubts = j->doubt_count, steps = matcher_steps_left(j->m);
    j->failed = !clause_read(j->set->sets, j->m, j->a, text, text_index, &j->statements) || j->failed;
    find_doubts(j, text, text_index);
    reading read = {.statements = j->statements.items + statements,
                    .statement_count = j->statements.count - statements,
                    .doubts = j->doubts + doubts,
                    .doubt_count = j->doubt_count - doubts,
                    .steps = steps - matcher_steps_left(j->m)};
    if (!j->failed)
        reading_keep(j->set->sets, text, &read);
}

/* Where too few steps are left for what a reading took, it is read anew, which finds the pattern that they end at. */
static void read_texts(judge *j, const str *texts, size_t count)
{
    for (size_t i = 0; i < count && !j->failed; i++) {
        const reading *known = reading_find(j->set->sets, texts[i]);
        if (known != NULL && known->steps < matcher_steps_left(j->m))
            take_reading(j, known, i);
        else
            read_anew(j, texts[i], i);
    }
}

/* Finds for each statement the paragraph before its own. A proviso that begins a paragraph has nothing in it to take
   back: it reaches the one before. */
static void find_paragraphs(judge *j)
{
    statement *s = j->statements.items;
    j->before = ARENA_ARRAY(j->a, size_t, j->statements.count);
    for (size_t i = 0; i < j->statements.count; i++) {
        bool first = i == 0 || s[i - 1].text != s[i].text;
        bool same = !first && s[i - 1].paragraph == s[i].paragraph;
        j->before[i] = first ? SIZE_MAX : same ? j->before[i - 1] : s[i - 1].paragraph;
        if (!same && s[i].reach == REACH_PARAGRAPH)
            s[i].reach = REACH_LAST_PARAGRAPH;
    }
}

static void find_mentions(judge *j)
{
    const pattern_sets *sets = j->set->sets;
    j->mentions = ARENA_ARRAY(j->a, bool, j->statements.count * j->set->act_count);
    j->revokes = ARENA_ARRAY(j->a, bool, j->statements.count * j->set->act_count);
    j->ignored = ARENA_ARRAY(j->a, bool, j->statements.count);
    for (size_t i = 0; i < j->statements.count; i++) {
        str words = j->statements.items[i].words;
        for (size_t k = 0; k < j->set->act_count; k++)
            j->mentions[i * j->set->act_count + k] = any_holds(j, &j->set->acts[k].mentions, words);
        for (size_t k = 0; k < sets->ignored_count; k++)
            j->ignored[i] = j->ignored[i] || holds(j, sets->ignored[k], words);
    }
}

/* 前条, 前2条, 前二条. */
static bool names_clause(str words, str before_number)
{
    static const char digits[] = "0123456789一二三四五六七八九十";
    for (size_t at; (at = str_find(words, before_number)) != SIZE_MAX;) {
        words = str_from(words, at + before_number.length);
        str rest = words;
        if (str_starts(rest, STR("各")))
            rest = str_from(rest, sizeof "各" - 1);
        for (size_t length; rest.length > 0;) {
            length = (unsigned char)rest.at[0] < 0x80 ? 1 : 3;
            if (length > rest.length || str_find(str_of(digits), (str){rest.at, length}) == SIZE_MAX)
                break;
            rest = str_from(rest, length);
        }
        if (str_starts(rest, STR("条")))
            return true;
    }
    return false;
}

static bool is_last_paragraph(const judge *j, size_t statement_index)
{
    const statement *s = j->statements.items;
    size_t i = statement_index + 1;
    while (i < j->statements.count && s[i].text == s[statement_index].text &&
           s[i].paragraph == s[statement_index].paragraph)
        i++;
    return i == j->statements.count || s[i].text != s[statement_index].text;
}

/* Whether the statement depends on a clause beside its own, and nobody knows that it was the right one. What takes
   back, or leaves its exceptions, must have it right there; mere mention (前条の報告) needs an order only. */
static bool is_lost(const judge *j, size_t statement_index)
{
    const statement *s = &j->statements.items[statement_index];
    const clause_place *place = &j->places[s->text];
    bool back =
        s->reach == REACH_LAST_TEXT || (s->reach == REACH_LAST_PARAGRAPH && j->before[statement_index] == SIZE_MAX);
    bool ahead = s->ahead == AHEAD_TEXT || (s->ahead == AHEAD_PARAGRAPH && is_last_paragraph(j, statement_index));
    if ((back && place->before != NEIGHBOUR_NEXT) || (ahead && place->after != NEIGHBOUR_NEXT))
        return true;
    return (place->before == NEIGHBOUR_UNTOLD && names_clause(s->words, STR("前"))) ||
           (place->after == NEIGHBOUR_UNTOLD && names_clause(s->words, STR("次")));
}

static void find_lost(judge *j)
{
    for (size_t i = 0; j->places != NULL && i < j->statements.count; i++)
        if (is_lost(j, i))
            ARRAY_PUSH(j->doubts, j->doubt_count, j->doubt_capacity) = (text_evidence){
                .role = TEXT_DOUBTS, .text = j->statements.items[i].text, .sentence = j->statements.items[i].words};
}

static int compare_findings(const void *a, const void *b)
{
    const finding *p = a, *q = b;
    if (p->statement != q->statement)
        return p->statement < q->statement ? -1 : 1;
    if (p->act != q->act)
        return p->act < q->act ? -1 : 1;
    return (p->role > q->role) - (p->role < q->role);
}

static void write_evidence(judge *j, text_judgement *out)
{
    text_evidence *evidence = ARENA_ARRAY(j->a, text_evidence, j->count + j->doubt_count);
    size_t count = 0;
    if (j->count > 1)
        qsort(j->findings, j->count, sizeof *j->findings, compare_findings);
    for (size_t i = 0; i < j->doubt_count; i++)
        evidence[count++] = j->doubts[i];
    for (size_t i = 0; i < j->count; i++) {
        const finding *f = &j->findings[i];
        const statement *s = &j->statements.items[f->statement];
        if (i > 0 && compare_findings(f, f - 1) == 0)
            continue; /* one proviso takes several rules back */
        evidence[count++] =
            (text_evidence){f->role, s->text, s->words, j->set->acts[f->act].name, j->set->acts[f->act].name_en};
    }
    out->evidence = evidence;
    out->evidence_count = count;
}

static void judge_contract(judge *j, const str *texts, size_t count, text_judgement *out)
{
    text_act *acts = ARENA_ARRAY(j->a, text_act, j->set->act_count);
    read_texts(j, texts, count);
    find_paragraphs(j);
    find_lost(j);
    find_mentions(j);
    out->truth = judge_acts(j, acts);
    /* Where the roles may be swapped, neither what was found nor what was not found counts. */
    if (j->doubt_count > 0)
        out->truth = TRUTH_REVIEW;
    out->acts = acts;
    out->act_count = j->set->act_count;
    out->needs_all = j->set->needs_all;
    write_evidence(j, out);
}

bool pattern_set_judge(const pattern_set *set, const str *texts, const clause_place *places, size_t count,
                       pattern_budget *budget, arena *a, text_judgement *out)
{
    *out = (text_judgement){.truth = TRUTH_REVIEW};
    if (pattern_set_kind_of(set) != PATTERN_SET_ACTS)
        return false;
    judge j = {.set = set, .a = a, .places = places, .m = matcher_new(pattern_budget_grant(budget, texts, count))};
    matcher_share(j.m, set->sets->looks, set->sets->compiled_count);
    judge_contract(&j, texts, count, out);
    pattern_budget_settle(budget, j.m);
    matcher_free(j.m);
    mem_free(j.statements.items);
    mem_free(j.findings);
    mem_free(j.doubts);
    if (j.failed)
        *out = (text_judgement){.truth = TRUTH_REVIEW};
    return !j.failed;
}

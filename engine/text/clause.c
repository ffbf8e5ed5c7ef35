/* The statements of a contract. 「次に掲げる行為をしてはならない。(1) 複写」 becomes 「複写をしてはならない」, so that
   patterns need to know nothing of lists. */
#include "text/clause.h"

#include "base/buffer.h"
#include "base/mem.h"
#include "text/outline.h"

enum { NO_LEAD = -1, MAX_NESTED_ASIDES = 50 };

static const size_t NO_BLOCK = SIZE_MAX;

typedef struct clause {
    const pattern_sets *sets;
    matcher *m;
    arena *a;
    outline outline;
    str *first;    /* of each block, its first sentence as joined to what it continues */
    size_t *items; /* of each block, the first that hangs on it; NO_BLOCK at the end */
    size_t *next;  /* of each block, the next that hangs on the same */
    int *leads;    /* of each block, the enum lead_kind of the list it leads; NO_LEAD where nobody knows it */
    size_t *ends;  /* of each block that leads a list, how many of its sentences come before the items */
    bool *leading; /* whether the block leads a list at all */
    size_t text;
    statements *out;
    bool failed;
} clause;

static bool finds_from(clause *c, const pattern *p, str text, size_t start, size_t *from, size_t *to)
{
    if (c->failed)
        return false;
    enum pattern_result result = pattern_find(p, c->m, text, start, from, to);
    c->failed = c->failed || result == PATTERN_ERROR;
    return result == PATTERN_MATCH;
}

static bool finds(clause *c, const pattern *p, str text, size_t *from, size_t *to)
{
    return finds_from(c, p, text, 0, from, to);
}

/* Pays for so many bytes of new text, and so bounds the memory it takes. Returns false where the limit is reached. */
static bool pay(clause *c, size_t bytes)
{
    c->failed = !matcher_charge(c->m, bytes) || c->failed;
    return !c->failed;
}

/* --- Asides: (以下「再委託」という。) --- */

/* Cuts all that one pattern finds. Returns whether it found anything. */
static bool cut_each(clause *c, const pattern *p, str *text)
{
    buffer kept = {0};
    size_t end = 0, from, to;
    while (finds_from(c, p, *text, end, &from, &to) && to > from) {
        buffer_add(&kept, (str){text->at + end, from - end});
        end = to;
    }
    bool found = end > 0;
    if (found && pay(c, text->length)) {
        buffer_add(&kept, str_from(*text, end));
        *text = buffer_keep(&kept, c->a);
    } else {
        buffer_free(&kept);
    }
    return found && !c->failed;
}

/* Cuts until nothing more is found: parentheses may be nested, and the inner ones go first. */
static str cut_asides(clause *c, str text)
{
    bool again = true;
    for (size_t times = 0; again; times++) {
        again = false;
        for (size_t i = 0; i < c->sets->aside_count; i++)
            again = cut_each(c, c->sets->asides[i], &text) || again;
        c->failed = c->failed || times > MAX_NESTED_ASIDES;
        again = again && !c->failed;
    }
    return text;
}

/* --- Lists --- */

static const lead *find_lead(clause *c, str text, size_t *from, size_t *to)
{
    const lead *leads = c->sets->leads;
    for (size_t i = 0; leads != NULL && i < c->sets->lead_count; i++)
        if (finds(c, leads[i].pattern, text, from, to))
            return &leads[i];
    return NULL;
}

/* Returns the length of the words up to the topic 乙は, or 0 where the sentence has none. */
static size_t topic_length(clause *c, str text)
{
    for (size_t i = 0; i < c->sets->topic_count; i++) {
        size_t from, to;
        if (finds(c, c->sets->topics[i], text, &from, &to))
            return to;
    }
    return 0;
}

static str sentence_of(const clause *c, size_t block_index, size_t sentence)
{
    return sentence == 0 ? c->first[block_index] : c->outline.blocks[block_index].sentences[sentence];
}

/* Finds the sentence that the items of the block continue: the last one that says so, since a proviso may stand
   between it and them; else the last. */
static void find_leading_sentence(clause *c, size_t block_index)
{
    size_t count = c->outline.blocks[block_index].count, from, to;
    c->leading[block_index] = true;
    c->ends[block_index] = count;
    for (size_t i = count; i-- > 0;) {
        const lead *l = find_lead(c, sentence_of(c, block_index, i), &from, &to);
        if (l == NULL)
            continue;
        c->leads[block_index] = (int)l->kind;
        c->ends[block_index] = i + 1;
        return;
    }
}

static str leading_sentence(const clause *c, size_t block_index)
{
    return sentence_of(c, block_index, c->ends[block_index] - 1);
}

static str replace(clause *c, str text, size_t from, size_t to, str by)
{
    buffer b = {0};
    if (!pay(c, text.length + by.length))
        return text;
    buffer_add(&b, (str){text.at, from});
    buffer_add(&b, by);
    buffer_add(&b, str_from(text, to));
    return buffer_keep(&b, c->a);
}

/* The item as a sentence of its own, under the topic of the sentence that leads it. */
static str under_topic(clause *c, str leading, str item)
{
    size_t topic = topic_length(c, item) > 0 ? 0 : topic_length(c, leading);
    return replace(c, item, 0, 0, (str){leading.at, topic});
}

/* Joins the first sentence of an item to what it continues. */
static str join_item(clause *c, const block *b)
{
    size_t from = 0, to = 0;
    if (!c->leading[b->parent])
        find_leading_sentence(c, (size_t)b->parent);
    str leading = leading_sentence(c, (size_t)b->parent);
    const lead *l = find_lead(c, leading, &from, &to);
    if (l == NULL || l->kind == LEAD_OWN)
        return under_topic(c, leading, b->sentences[0]);
    return l->kind == LEAD_EACH ? replace(c, leading, from, to, b->sentences[0]) : b->sentences[0];
}

/* Puts all items of the block into the sentence that leads them. */
static str join_all_items(clause *c, size_t block_index)
{
    size_t from = 0, to = 0;
    str leading = leading_sentence(c, block_index);
    find_lead(c, leading, &from, &to);
    buffer items = {0};
    for (size_t i = c->items[block_index]; i != NO_BLOCK; i = c->next[i]) {
        buffer_add_text(&items, items.length > 0 ? "、" : "");
        buffer_add(&items, c->outline.blocks[i].sentences[0]);
    }
    return replace(c, leading, from, to, buffer_keep(&items, c->a));
}

/* --- Statements --- */

static int find_reach(clause *c, str words)
{
    size_t from, to;
    for (size_t i = 0; i < c->sets->proviso_count; i++)
        if (finds(c, c->sets->provisos[i].pattern, words, &from, &to))
            return (int)c->sets->provisos[i].reach;
    return NO_REACH;
}

static int find_ahead(clause *c, str words)
{
    size_t from, to;
    for (size_t i = 0; i < c->sets->forward_count; i++)
        if (finds(c, c->sets->forwards[i].pattern, words, &from, &to))
            return (int)c->sets->forwards[i].ahead;
    return NO_AHEAD;
}

static void add_statement(clause *c, const block *b, str words, bool doubtful)
{
    statement s = {.words = words,
                   .text = c->text,
                   .paragraph = b->paragraph,
                   .list = (size_t)(b->parent + 1),
                   .reach = find_reach(c, words),
                   .ahead = find_ahead(c, words),
                   .doubtful = doubtful};
    ARRAY_PUSH(c->out->items, c->out->count, c->out->capacity) = s;
}

/* Adds the sentence that leads a list, unless its items have taken its words over. Where nobody knows how they
   continue it, it says less, or more, than it seems to. */
static void add_leading(clause *c, size_t block_index, str words, bool doubtful)
{
    const block *b = &c->outline.blocks[block_index];
    switch (c->leads[block_index]) {
    case LEAD_EACH:
        return;
    case LEAD_TOGETHER:
        add_statement(c, b, join_all_items(c, block_index), doubtful);
        return;
    case LEAD_OWN:
        add_statement(c, b, words, doubtful);
        return;
    default:
        add_statement(c, b, words, true);
    }
}

static void add_items(clause *c, size_t block_index);

/* Adds the sentences of a block, then the items that hang on it, then the provisos that stand before the items and
   concern them all. */
static void add_block(clause *c, size_t block_index)
{
    const block *b = &c->outline.blocks[block_index];
    int lead_kind = b->parent != BLOCK_NONE ? c->leads[b->parent] : NO_LEAD;
    bool lost = b->parent != BLOCK_NONE && lead_kind == NO_LEAD && topic_length(c, b->sentences[0]) == 0;
    size_t end = c->leading[block_index] ? c->ends[block_index] : b->count;
    for (size_t i = 0; i < b->count; i++) {
        str words = sentence_of(c, block_index, i);
        if (c->leading[block_index] && i + 1 == end)
            add_leading(c, block_index, words, lost);
        else if (i > 0 || lead_kind != LEAD_TOGETHER)
            add_statement(c, b, words, lost);
        if (i + 1 == end)
            add_items(c, block_index);
    }
}

static void add_items(clause *c, size_t block_index)
{
    for (size_t i = c->items[block_index]; i != NO_BLOCK; i = c->next[i])
        add_block(c, i);
}

/* Finds for each block the first that hangs on it, and for each of those the next. */
static void find_items(clause *c)
{
    size_t count = c->outline.count;
    c->items = ARENA_ARRAY(c->a, size_t, count);
    c->next = ARENA_ARRAY(c->a, size_t, count);
    for (size_t i = 0; i < count; i++)
        c->items[i] = c->next[i] = NO_BLOCK;
    for (size_t i = count; i-- > 0;) {
        int parent = c->outline.blocks[i].parent;
        if (parent == BLOCK_NONE)
            continue;
        c->next[i] = c->items[parent];
        c->items[parent] = i;
    }
}

static void join_items(clause *c)
{
    for (size_t i = 0; i < c->outline.count; i++) {
        block *b = &c->outline.blocks[i];
        for (size_t k = 0; k < b->count; k++)
            b->sentences[k] = cut_asides(c, b->sentences[k]);
        c->leads[i] = NO_LEAD;
        c->first[i] = b->parent != BLOCK_NONE ? join_item(c, b) : b->sentences[0];
    }
}

bool clause_read(const pattern_sets *sets, matcher *m, arena *a, str text, size_t index, statements *out)
{
    clause c = {.sets = sets, .m = m, .a = a, .text = index, .out = out};
    if (!outline_read(a, text, &c.outline))
        return false;
    c.first = ARENA_ARRAY(a, str, c.outline.count);
    c.leads = ARENA_ARRAY(a, int, c.outline.count);
    c.ends = ARENA_ARRAY(a, size_t, c.outline.count);
    c.leading = ARENA_ARRAY(a, bool, c.outline.count);
    find_items(&c);
    join_items(&c);
    for (size_t i = 0; i < c.outline.count; i++)
        if (c.outline.blocks[i].parent == BLOCK_NONE)
            add_block(&c, i);
    return !c.failed;
}

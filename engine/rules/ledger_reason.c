/* A reason excuses only what the words of the clause let it: a mistaken one would leave a duty without rules, unseen.
 */
#include "rules/ledger_reason.h"

/* How a regulation asks or forbids; 「許可した者についてのみ…できる」 is a prohibition, though it ends as a power does.
 */
static const char *const asking[] = {"なければならない", "ものとする", "てはならない", "ことができない", "のみ"};

static bool has(str text, const char *words)
{
    return str_find(text, str_of(words)) != SIZE_MAX;
}

static bool asks(str text)
{
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++)
        if (has(text, asking[i]))
            return true;
    return false;
}

static bool has_items(const regulation_version *version, clause_address address)
{
    for (size_t i = 0; i < version->clause_count; i++) {
        clause_address other = version->clauses[i].address;
        bool is_item = other.item != 0;
        other.item = 0;
        if (is_item && clause_equal(other, address))
            return true;
    }
    return false;
}

/* 「この要綱は…を定めるものとする」 and 「この要綱において…用語の意義は」 speak of the text itself; items are what the
   words before them make of them. */
static bool speaks_of_the_text(const regulation_version *version, const clause *c)
{
    clause_address before_items = c->address;
    before_items.item = 0;
    const clause *words = regulation_find(version, before_items);
    return words != NULL && (str_starts(words->text, STR("この")) || has(words->text, "用語"));
}

bool ledger_reason_excuses(enum ledger_reason reason, const regulation_version *version, const clause *c)
{
    switch (reason) {
    case REASON_DEFINITION:
        return speaks_of_the_text(version, c);
    case REASON_POWER:
        return has(c->text, "できる") && !asks(c->text);
    case REASON_RECITAL:
        return has_items(version, c->address);
    case REASON_ENFORCEMENT:
        return c->address.supplementary != 0;
    case REASON_ADEQUACY:
        return false;
    }
    return false;
}

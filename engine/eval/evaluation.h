/* What the files of eval/ share while an audit runs. Private to eval/. Evaluation proper is fast and keeps no trace;
   for the few subjects that do not pass, explain.c goes over the same checks again and writes down what it sees. Each
   thread has an evaluation of its own; what they share is frozen, or guarded by its owner. */
#ifndef JUNSHU_EVALUATION_H
#define JUNSHU_EVALUATION_H

#include "eval/alike.h"
#include "eval/audit.h"
#include "eval/folds.h"

/* The value of an expression. Unknown values have known == false; truths are always known and say it themselves. */
typedef struct value {
    bool known;
    union {
        enum truth truth;
        int64_t integer;
        str string;
        moment moment;
        duration duration;
        period period;
        uint32_t row; /* of a record */
        uint8_t code; /* of an enumeration: value index plus 1 */
    } as;
} value;

typedef struct frame {
    value slots[SCOPE_MAX_VARIABLES];
} frame;

typedef struct join_index join_index;
typedef struct join_set join_set; /* all indexes, shared by all threads */
typedef struct memo memo;

/* What was asked of the completeness of one record type's lists. */
typedef struct asked_list {
    bool asked, incomplete;
    spans gaps;
} asked_list;

typedef struct evaluation {
    const pack *pack;
    const facts *facts;
    const audit_options *options;
    bool **later; /* by record_type.index: rows dated after the as-of date; NULL where there is none */
    folds *folds; /* shared, as the next one is */
    join_set *join_set;
    arena *a;          /* of the result */
    const rule *rule;  /* being evaluated */
    period period;     /* the audited period as far as the rule is in force */
    bool has_versions; /* the regulation's text is held for the whole audited period */
    moment at;         /* the subject's time: chooses versions and parameters; set by set_moment */
    size_t epoch;      /* how many of the changes lie before `at` or on it */
    int64_t *changes;  /* the seconds at which a parameter gets another value, rising */
    size_t change_count;
    asked_list *asked;        /* by record_type.index; for the rule being evaluated */
    size_t check_count;       /* ids of checks are below it */
    const join_index **joins; /* by check id; NULL until asked for */
    memo *memos;              /* by check id */
    alike alike;
    struct alike_rows *alike_rows;            /* NULL until asked for, as the next one is */
    struct candidate_kinds **candidate_kinds; /* by check id */
    struct lua_rules *lua;                    /* NULL until the first Lua rule */
    const evidence **lists; /* as findings name them, by their place in `facts`; NULL until the first */
    struct saying *sayings; /* what was said of expressions (explain_names.c); NULL until the first */
    uint64_t looked_at;     /* related records, for this part of the rule's subjects */
    size_t calls;           /* of definitions, for the subject being judged */
    uint64_t candidates;    /* that may still be looked at for it */
    pattern_budget budget;  /* for the texts of this part of the rule's subjects */
    label fault;            /* why the rule is an error; set by set_fault */
    bool asks_all;          /* ask lists also where a breach is seen already, and look at nothing that is kept */
    bool asks_nothing;      /* what lists are asked is of no account */
    bool saw_gap;           /* a list that was asked is not complete */
} evaluation;

/* ---- beginning and ending (evaluation.c) ---- */

/* What all threads of an audit share; warns of records after the as-of date. What it is given must outlive it. */
evaluation share_evaluation(const pack *p, const facts *f, const audit_options *options, diags *d);
void end_sharing(evaluation *shared);
/* A thread's own evaluation on what all share. */
evaluation begin_evaluation(const evaluation *shared, arena *a);
void end_evaluation(evaluation *ev);

/* The rule is an error; the first fault counts. The words live as long as the result. */
void set_fault(evaluation *ev, label why);

static inline bool has_fault(const evaluation *ev)
{
    return ev->fault.en.at != NULL;
}

/* ---- expressions (eval_expr.c) ---- */

value eval_expr(evaluation *ev, const expr *e, const frame *f);
enum truth eval_truth(evaluation *ev, const expr *e, const frame *f);
/* Reads a field of a record. */
value read_field_value(const evaluation *ev, const field *f, const record_type *type, uint32_t row);

/* ---- checks (eval_check.c) ---- */

enum truth eval_check(evaluation *ev, const check *c, frame *f);
/* The same, without looking at what is kept. */
enum truth eval_check_anew(evaluation *ev, const check *c, frame *f);
/* The condition of a definition with these arguments. `inner` becomes the definition's frame. */
enum truth eval_definition(evaluation *ev, const definition *def, const expr *call, const frame *f);
void bind_arguments(evaluation *ev, const expr *call, const frame *f, frame *inner);
/* All of the check's children. */
enum truth eval_children(evaluation *ev, const check *c, frame *f);
/* Unknown where the record lacks a key: it may or may not be meant. */
enum truth eval_keys(const evaluation *ev, const check *c, uint32_t row);
/* Whether the record is one of those the operator is about. Puts it into the check's slot. */
enum truth eval_meant(evaluation *ev, const check *c, uint32_t row, frame *f);
/* Whether the record in the check's slot meets the parts of `where` that the index does not answer. */
enum truth eval_filters(evaluation *ev, const check *c, const frame *f);
/* Whether a type's lists are declared complete (as facts_complete); adds what is missing to the rule's account and,
   when not NULL, to `gaps`. */
bool ask_list(evaluation *ev, const record_type *type, uint32_t scope_row, period over, spans *gaps);
/* The same of the lists that the check needs: those of the scope record that its `where` fixes, or else all. */
bool is_list_complete(evaluation *ev, const check *c, const frame *f, period over, spans *gaps);
/* Reads for what time they must be complete. Returns false where that is unknown. */
bool read_over_period(evaluation *ev, const check *c, const frame *f, period *over);
/* Collects what the records cover (covered): one set of those that surely count, and one that may. */
typedef struct cover_sets {
    spans sure, reviewed, possible;
    bool has_unknown; /* a record whose stretch is unknown */
} cover_sets;
void collect_cover(evaluation *ev, const check *c, frame *f, cover_sets *sets);
void free_cover(cover_sets *sets);
/* The records whose texts were judged, in the order of text_evidence.text. */
typedef struct text_rows {
    uint32_t *items;
    size_t count, capacity;
} text_rows;
/* Makes the rule an error, naming the pattern that ran into the limit. */
void report_text_limit(evaluation *ev);
/* Judges the texts (text). Returns false on a fault. The caller frees the rows' items. */
bool judge_texts(evaluation *ev, const check *c, frame *f, arena *a, text_judgement *out, text_rows *rows);

/* ---- records later than the as-of date (as_of.c) ---- */

/* Finds them, and warns of each. */
void leave_out_later(evaluation *ev, diags *d);
void free_later(evaluation *ev);
/* Whether a field is a date of what has been, when it was recorded. */
bool tells_when(const field *f);
/* As facts_complete(), of which nothing is believed after the as-of date. */
bool is_complete_as_of(const evaluation *ev, const record_type *type, uint32_t scope_row, period over, spans *gaps);

/* Whether a date that a record gives lies after the as-of date: then it was not recorded yet. */
static inline bool is_after_as_of(const evaluation *ev, const field *f, moment m)
{
    return m != MOMENT_MISSING && moment_first(m) > moment_last(ev->options->as_of) && tells_when(f);
}

static inline bool is_left_out(const evaluation *ev, const record_type *type, uint32_t row)
{
    return ev->later[type->index] != NULL && ev->later[type->index][row];
}

/* ---- joins (join.c) ---- */

/* How many records the operators may look at while they judge a subject, and for each truth that is kept (memo.c):
   neither depends on the data, on what memos keep or on threads. Of candidates that are alike each is looked at, but
   only the first looks on from there. A real rule looks at each record once or twice. */
#define CANDIDATE_LIMIT UINT64_C(100000000)

typedef struct candidates {
    evaluation *ev;
    const table *table;
    const uint32_t *rows; /* in which the next four count; NULL: they are the rows themselves */
    uint32_t next, end;
    uint32_t keyless, keyless_end; /* those of which a key is missing: they come last */
    bool lacks_key;                /* they have come */
} candidates;

static inline uint32_t candidate_at(const candidates *it, uint32_t i)
{
    return it->rows != NULL ? it->rows[i] : i;
}

/* Begins a walk over the records that may meet the first `key_count` keys of the check, in the order of the records
   that have the keys, then those whose keys are missing. Returns false where a key's value is unknown. */
bool candidates_begin(candidates *it, evaluation *ev, const check *c, size_t key_count, const frame *f);
/* Stores the next row. Returns false at the end, or at the limit, which is a fault. */
bool candidates_next(candidates *it, uint32_t *row);
join_set *join_set_new(void);
void join_set_free(join_set *set);

/* ---- truths that are kept (memo.c) ---- */

struct memo {
    const rule *rule; /* whose truths these are: those of another are void */
    uint8_t *truths;  /* by row; 0: not computed yet */
};

/* The truth of a check that depends on one record alone (check.memo_of): computed once a record while a rule is
   evaluated. */
enum truth eval_memo(evaluation *ev, const check *c, frame *f);
void memos_free(evaluation *ev);
/* Finds when parameters change: between two changes all of them keep their values. */
void find_epochs(evaluation *ev);
/* Sets the subject's time. */
void set_moment(evaluation *ev, moment at);

/* ---- words (print_value.c) ---- */

void print_value(buffer *b, const evaluation *ev, value v, value_type type, enum language language);
label value_label(const evaluation *ev, value v, value_type type);
/* A record as readers are shown it. */
evidence describe_record(const evaluation *ev, const record_type *type, uint32_t row);
label print_templates(evaluation *ev, const templates *t, const frame *f);
label print_gaps(const evaluation *ev, const spans *gaps);
/* Names the lists of a type as data that is missing. */
label print_incomplete(const evaluation *ev, const record_type *type, spans *gaps);

/* The sentence of a finding (sentence.c). */
label print_sentence(evaluation *ev, const rule *r, const evidence *subject, enum result result, const frame *f);
/* That of a fail which an attestation decided: the rule's own words say what the records show, or leave open. */
label print_attested(evaluation *ev, const rule *r, const settlement *s);
/* Returns whether a finding of the result leaves open whether the rule is met. */
bool sentence_is_open(const rule *r, enum result result);

/* ---- explanations (explain.c) ---- */

typedef struct trace {
    evaluation *ev;
    const evidence **evidence;
    size_t evidence_count, evidence_capacity;
    label *missing;
    size_t missing_count, missing_capacity;
    label *changes;
    size_t change_count, change_capacity;
    bool is_against; /* what is explained now is about records that there should not be */
} trace;

const explanation *explain_check(trace *t, const check *c, frame *f);
/* Explains why it is open whether a record belongs to the population. */
const explanation *explain_population(trace *t, const expr *when, frame *f);
void trace_add_missing(trace *t, label words);
void trace_add_change(trace *t, label words);
void trace_add_evidence(trace *t, const evidence *record);
/* What the files that explain share: one explanation of a check, words made of two labels, what lists lack. */
explanation *new_explanation(trace *t, const check *c, enum truth truth);
label format_label(trace *t, const char *ja, const char *en, label a, label b);
/* What the lists say (explain_lists.c): that they are not complete; that they are, and hold no such record; that they
   were not asked; how many there are. */
void note_incomplete(trace *t, explanation *out, const check *c, const frame *f);
void note_absence(trace *t, explanation *out, const check *c, const frame *f);
void note_unasked(trace *t, explanation *out, const check *c);
void note_count(trace *t, explanation *out, const check *c, frame *f);
/* What the texts say (explain_text.c). */
const explanation *explain_text(trace *t, const check *c, frame *f, enum truth truth);

/* ---- Lua (lua_rules.c) ---- */

enum { LUA_MAX_EVIDENCE = 20, LUA_MAX_LISTS = 8, LUA_MAX_READS = 12 };

/* What a call of a Lua function leaves to be told. */
typedef struct lua_account {
    label reason; /* what it says, or why it ended; may be empty. Words live in the result's arena */
    const record_type *types[LUA_MAX_EVIDENCE];
    uint32_t rows[LUA_MAX_EVIDENCE]; /* the records that its verdict names, then those that it was given */
    size_t count, named_count;
    operand reads[LUA_MAX_READS]; /* the lists that it read, and how many records they held */
    size_t read_count;
    label missing[1 + LUA_MAX_LISTS]; /* a value, and lists that it read and that are not declared complete */
    size_t missing_count;
} lua_account;

/* Calls the check's function. `account` may be NULL. A failure is a fault. */
enum truth eval_lua(evaluation *ev, const check *c, const frame *f, lua_account *account);
void lua_rules_free(evaluation *ev);

/* ---- rules (eval_rule.c, eval_population.c) ---- */

/* A text of a constant label. */
#define LABEL_TEXT(literal)                                                                                            \
    {                                                                                                                  \
        "" literal "", sizeof(literal) - 1                                                                             \
    }
extern const label label_no_version; /* the text in force on the subject's day is not held */

/* Some subjects of a rule, as one task judges them, and what it found. */
typedef struct rule_part {
    const rule *rule;
    uint32_t first, end; /* rows; of no account where the subject is the municipality */
    enum result result;
    uint64_t population, counts[RESULT_COUNT];
    finding **findings;
    size_t finding_count;
    settlement *settled;
    size_t settled_count;
    asked_list *asked; /* or NULL */
    label fault;       /* empty while nothing failed */
    double seconds;    /* of processor time that it took */
    uint64_t candidates;
} rule_part;

/* Makes ready for judging subjects of the rule, … */
void begin_rule(evaluation *ev, const rule *r);
/* … and for the next one. */
void begin_subject(evaluation *ev);
void judge_part(evaluation *ev, rule_part *part);
/* Frees a part that is not drawn together with others. */
void discard_part(const evaluation *ev, rule_part *part);
/* Whether the list of the rule's subjects is declared complete; adds what is missing to `gaps`. */
bool ask_population(evaluation *ev, const rule *r, period over, spans *gaps);
/* Draws the parts of a rule together, which may come from other evaluations, and frees them. */
void finish_rule(evaluation *ev, const rule *r, rule_part *parts, size_t count, rule_result *out);

/* ---- what the result says of the pack and the facts (describe.c) ---- */

/* What the subject of rules without <each> is. */
extern const record_kind kind_of_municipality;

const audited_rule *describe_rule(arena *a, const rule *r);
/* With what mattered in the audited period. */
const audited_pack *describe_pack(arena *a, const pack *p, const audit_options *options);
const examined_facts *describe_facts(arena *a, const facts *f);

/* Compares the result with an earlier one, after the rules (compare.c). */
void compare_results(const evaluation *shared, arena *a, audit_result *result, const audit_result *before);

/* ---- pictures (picture.c, picture_parts.c, picture_calendar.c) ---- */

/* Fills the pack's pictures from the records, after the rules. */
void draw_pictures(const evaluation *shared, arena *a, audit_result *result);

/* ---- attestations (settle.c) ---- */

/* Whether a person who settles a review has all before them: no part of the check is unknown, and every list that it
   asks is complete. */
bool is_settleable(evaluation *ev, const check *c, frame *f);

/* Looks for a valid attestation of what lasted over `attested`, that settles a review of the rule's subject. Returns
   pass, fail, or review where there is none; stores the attestation's row. */
enum result settle_review(const evaluation *ev, const rule *r, str subject, period attested, uint32_t *row);
/* What readers are told of the attestation at `row`. */
settlement describe_settlement(const evaluation *ev, const evidence *subject, uint32_t row, enum result result);
/* Finds the attestations that aim at nothing (stray.c). */
void find_strays(const evaluation *shared, arena *a, audit_result *result);

#endif

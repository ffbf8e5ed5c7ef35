/* Runs the tests of a pack, several files at a time. A file is streamed once: its background and the facts of each test
   become loaded documents, and each test links the background with its own. */
#include "eval/rule_tests.h"

#include "base/mem.h"
#include "base/parallel.h"
#include "facts/loader.h"

/* ---- facts ---- */

typedef struct fact_reader {
    const pack *pack;
    const test_file *file;
    size_t depth; /* of the element being read: 1 is <tests> */
    size_t tests; /* how many <test> were begun */
    bool in_test;
    loaded_document *background;
    loaded_document **own; /* by test; NULL where it has no facts */
    loader *loader;        /* inside <background> or <facts>, else NULL */
    size_t loader_depth;   /* of the element that it stands for */
} fact_reader;

static loaded_document *new_document(const fact_reader *r)
{
    loaded_document *doc = document_new(r->pack->model, r->file->path, 0);
    doc->municipality = r->pack->municipality;
    doc->municipality_at = (place){r->file->path, 1, 1};
    return doc;
}

static void begin_facts(fact_reader *r, loaded_document *doc)
{
    r->loader = loader_new(doc, TESTS_NAMESPACE);
    r->loader_depth = r->depth;
}

static void on_start(void *context, xml_reader *reader, const char *name, const char *space,
                     const xml_attribute *attributes, size_t count)
{
    fact_reader *r = context;
    r->depth++;
    if (r->loader != NULL) {
        loader_start(r->loader, reader, name, space, attributes, count);
    } else if (r->depth == 2 && strcmp(name, "background") == 0) {
        begin_facts(r, r->background);
    } else if (r->depth == 2) {
        r->in_test = strcmp(name, "test") == 0;
        r->tests += r->in_test;
    } else if (r->depth == 3 && r->in_test && strcmp(name, "facts") == 0) {
        loaded_document *doc = new_document(r);
        r->own[r->tests - 1] = doc;
        begin_facts(r, doc);
    }
}

static void on_end(void *context, xml_reader *reader, const char *name)
{
    (void)reader, (void)name;
    fact_reader *r = context;
    if (r->loader != NULL && r->depth == r->loader_depth) {
        loader_free(r->loader);
        r->loader = NULL;
    } else if (r->loader != NULL) {
        loader_end(r->loader);
    }
    r->depth--;
}

static void on_text(void *context, xml_reader *reader, str text)
{
    fact_reader *r = context;
    if (r->loader != NULL)
        loader_text(r->loader, reader, text);
}

static void read_facts(fact_reader *r, diags *d)
{
    xml_handler handler = {.context = r, .start = on_start, .end = on_end, .text = on_text};
    xml_read_file(r->file->path, &handler, d, NULL);
    if (r->loader != NULL)
        loader_free(r->loader);
}

/* ---- comparing ---- */

/* The tests of one file. */
typedef struct run {
    arena *a;
    const pack *pack;
    const char *path;
    test_report report;
    size_t capacity;
    diags diags;
} run;

static bool has_reason(const explanation *why, str reason)
{
    if (why == NULL)
        return false;
    if (why->truth != TRUTH_TRUE && str_equal(why->name.ja, reason))
        return true;
    for (size_t i = 0; i < why->child_count; i++)
        if (has_reason(why->children[i], reason))
            return true;
    return false;
}

static bool is_about(const finding *f, const expectation *x)
{
    return x->subject.length == 0 || str_equal(f->subject.id, x->subject);
}

static bool is_given_as_reason(const rule_result *result, const expectation *x)
{
    for (size_t i = 0; i < result->finding_count; i++)
        if (is_about(result->findings[i], x) && has_reason(result->findings[i]->why, x->reason))
            return true;
    return false;
}

/* A subject without a finding passed, or was not in the population: a rule's findings do not tell. */
static enum result result_of_subject(const rule_result *result, const expectation *x)
{
    enum result got = RESULT_PASS;
    for (size_t i = 0; i < result->finding_count; i++)
        if (is_about(result->findings[i], x))
            got = result_combine(got, result->findings[i]->result);
    return got;
}

/* A subject that is not in the facts has no finding either: that must not pass for a rule that it meets. */
static bool subject_exists(const facts *f, const expectation *x)
{
    const record_type *type = x->rule->subject;
    if (type == NULL)
        return str_is(x->subject, "municipality");
    return table_find(f, facts_table(f, type), x->subject) != UINT32_MAX;
}

static label describe_result(run *r, const expectation *x, enum result got)
{
    buffer ja = {0}, en = {0};
    buffer_addf(&ja, "結果は %s（期待は %s）", result_name(got), result_name(x->result));
    buffer_addf(&en, "got %s, expected %s", result_name(got), result_name(x->result));
    return (label){buffer_keep(&ja, r->a), buffer_keep(&en, r->a)};
}

static label describe_reason(run *r, const expectation *x)
{
    buffer ja = {0}, en = {0};
    buffer_addf(&ja, "「%.*s」は理由に挙がっていない", (int)x->reason.length, x->reason.at);
    buffer_addf(&en, "\"%.*s\" is not among the reasons", (int)x->reason.length, x->reason.at);
    return (label){buffer_keep(&ja, r->a), buffer_keep(&en, r->a)};
}

static label describe_subject(run *r, const expectation *x)
{
    buffer ja = {0}, en = {0};
    buffer_addf(&ja, "記録「%.*s」は試験の事実にない", (int)x->subject.length, x->subject.at);
    buffer_addf(&en, "the facts of the test have no record \"%.*s\"", (int)x->subject.length, x->subject.at);
    return (label){buffer_keep(&ja, r->a), buffer_keep(&en, r->a)};
}

static const rule_result *find_result(const audit_result *result, const rule *of)
{
    size_t i = 0;
    while (!str_equal(result->rules[i].rule->id, of->id))
        i++;
    return &result->rules[i];
}

static void compare(run *r, const facts *f, const audit_result *result, test_outcome *o)
{
    const expectation *x = o->expected;
    const rule_result *of_rule = find_result(result, x->rule);
    bool has_subject = x->subject.length > 0;
    o->got = has_subject ? result_of_subject(of_rule, x) : of_rule->result;
    bool as_expected =
        o->got == x->result || (has_subject && o->got == RESULT_PASS && x->result == RESULT_NOT_APPLICABLE);
    if (has_subject && !subject_exists(f, x))
        o->message = describe_subject(r, x);
    else if (!as_expected)
        o->message = describe_result(r, x, o->got);
    else if (x->reason.length > 0 && !is_given_as_reason(of_rule, x))
        o->message = describe_reason(r, x);
    else
        o->passed = true;
}

/* ---- running ---- */

static void add_outcome(run *r, const test_file *file, const rule_test *test, const expectation *x, const facts *f,
                        const audit_result *result)
{
    test_outcome o = {.file = file->path, .test = test, .expected = x, .got = RESULT_ERROR};
    if (result != NULL)
        compare(r, f, result, &o);
    else
        o = (test_outcome){o.file,
                           o.test,
                           x,
                           .is_error = true,
                           .got = RESULT_ERROR,
                           .message = {STR("試験を実行できない"), STR("the test could not be run")}};
    test_report *report = &r->report;
    report->failed += !o.passed;
    ARRAY_PUSH(report->outcomes, report->count, r->capacity) = o;
}

static facts *link_test(run *r, const fact_reader *facts, size_t index)
{
    loaded_document *documents[] = {facts->background, facts->own[index]};
    size_t errors = r->diags.errors, count = documents[1] != NULL ? 2 : 1;
    for (size_t i = 1; i < count; i++)
        diags_append(&r->diags, &documents[i]->diags);
    return r->diags.errors == errors
               ? facts_link(r->pack->model, documents, count, true, (load_options){.threads = 1}, &r->diags)
               : NULL;
}

/* The pack with those rules alone of which the test expects something. The caller frees the rules. */
static pack choose_rules(const pack *p, const rule_test *test)
{
    pack chosen = *p;
    chosen.rules = mem_alloc(test->expectation_count * sizeof *chosen.rules);
    chosen.rule_count = 0;
    for (size_t i = 0; i < test->expectation_count; i++)
        if (pack_find_rule(&chosen, test->expectations[i].rule->id) == NULL)
            chosen.rules[chosen.rule_count++] = *test->expectations[i].rule;
    return chosen;
}

static void run_test(run *r, const fact_reader *reader, size_t index)
{
    const test_file *file = reader->file;
    const rule_test *test = &file->tests[index];
    audit_options options = {.period = test->period,
                             .as_of = test->as_of,
                             .aliases = file->aliases,
                             .alias_count = file->alias_count,
                             .threads = 1,
                             .without_pictures = true,
                             .accept_stale = true};
    facts *linked = link_test(r, reader, index);
    diags warnings; /* that a test's record is later than its as-of date is what the test is about */
    diags_init(&warnings, 0);
    pack chosen = choose_rules(r->pack, test);
    audit *ran = linked != NULL ? audit_run(&chosen, linked, &options, &warnings) : NULL;
    if (ran == NULL)
        diags_append(&r->diags, &warnings);
    diags_free(&warnings);
    if (ran == NULL)
        DIAG1(&r->diags, test->at, DIAG_TEST_NOT_RUN, test->name);
    for (size_t i = 0; i < test->expectation_count; i++)
        add_outcome(r, file, test, &test->expectations[i], linked, ran != NULL ? audit_get_result(ran) : NULL);
    if (ran != NULL)
        audit_free(ran);
    mem_free(chosen.rules);
    facts_free(linked);
}

static void run_file(void *context, unsigned worker, size_t task)
{
    (void)worker;
    run *r = &((run *)context)[task];
    const test_file *file = test_file_read(r->a, r->pack, r->path, &r->diags);
    if (file == NULL)
        return;
    size_t errors = r->diags.errors;
    fact_reader reader = {.pack = r->pack, .file = file};
    reader.background = new_document(&reader);
    reader.own = mem_alloc((file->test_count + 1) * sizeof(loaded_document *));
    read_facts(&reader, &r->diags);
    diags_append(&r->diags, &reader.background->diags);
    if (r->diags.errors == errors)
        for (size_t i = 0; i < file->test_count; i++)
            run_test(r, &reader, i);
    for (size_t i = 0; i < file->test_count; i++)
        document_free(reader.own[i]);
    mem_free(reader.own);
    document_free(reader.background);
}

/* ---- all files ---- */

static void begin_files(const pack *p, run *runs, size_t diag_limit)
{
    for (size_t i = 0; i < p->test_count; i++) {
        runs[i] = (run){.a = arena_new(), .pack = p, .path = p->tests[i]};
        diags_init(&runs[i].diags, diag_limit);
    }
}

/* Draws the files together, in their order, whichever was done first. */
static void finish_files(arena *a, run *runs, size_t count, test_report *out, diags *d)
{
    size_t outcomes = 0;
    for (size_t i = 0; i < count; i++)
        outcomes += runs[i].report.count;
    *out = (test_report){.outcomes = ARENA_ARRAY(a, test_outcome, outcomes + 1)};
    for (size_t i = 0; i < count; i++) {
        const test_report *from = &runs[i].report;
        if (from->count > 0)
            memcpy(out->outcomes + out->count, from->outcomes, from->count * sizeof *from->outcomes);
        out->count += from->count;
        out->failed += from->failed;
        mem_free(from->outcomes);
        diags_append(d, &runs[i].diags);
        diags_free(&runs[i].diags);
        arena_join(a, runs[i].a);
    }
}

bool rule_tests_run(arena *a, const pack *p, test_report *out, diags *d)
{
    size_t errors = d->errors;
    run *runs = mem_alloc((p->test_count + 1) * sizeof *runs);
    begin_files(p, runs, d->limit);
    if (!parallel_run(parallel_threads(0, p->test_count), p->test_count, run_file, runs))
        mem_raise();
    finish_files(a, runs, p->test_count, out, d);
    mem_free(runs);
    return d->errors == errors;
}

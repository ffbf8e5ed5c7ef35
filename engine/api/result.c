/* Reading a result: the verdict, the rules, the findings. Nothing here allocates. */
#include "api/session.h"

#include <assert.h>

static_assert((int)JUNSHU_VERDICT_COUNT == (int)RESULT_COUNT &&
                  (int)JUNSHU_NOT_APPLICABLE == (int)RESULT_NOT_APPLICABLE && (int)JUNSHU_PASS == (int)RESULT_PASS &&
                  (int)JUNSHU_NOTICE == (int)RESULT_NOTICE && (int)JUNSHU_REVIEW == (int)RESULT_REVIEW &&
                  (int)JUNSHU_UNKNOWN == (int)RESULT_UNKNOWN && (int)JUNSHU_FAIL == (int)RESULT_FAIL &&
                  (int)JUNSHU_ERROR == (int)RESULT_ERROR,
              "the public verdicts are the engine's results");

static bool is_verdict(enum junshu_verdict verdict)
{
    return (unsigned)verdict < (unsigned)JUNSHU_VERDICT_COUNT;
}

/* ---- words ---- */

const char *junshu_version(void)
{
    return JUNSHU_VERSION;
}

const char *junshu_status_text(enum junshu_status status)
{
    switch (status) {
    case JUNSHU_OK:
        return "done";
    case JUNSHU_INVALID:
        return "the input cannot be read or is wrong: see the diagnostics";
    case JUNSHU_MISUSE:
        return "an argument that the function does not take";
    case JUNSHU_NO_MEMORY:
        return "out of memory";
    case JUNSHU_STOPPED:
        return "the sink refused more";
    }
    return "unknown status";
}

const char *junshu_verdict_name(enum junshu_verdict verdict)
{
    return is_verdict(verdict) ? result_name((enum result)verdict) : NULL;
}

const char *junshu_verdict_title(enum junshu_verdict verdict, enum junshu_language language)
{
    return is_verdict(verdict) ? label_text(result_title((enum result)verdict), session_language(language)).at : NULL;
}

/* ---- the whole ---- */

enum junshu_verdict junshu_result_verdict(const junshu_result *result)
{
    return (enum junshu_verdict)result->result->result;
}

size_t junshu_result_rules(const junshu_result *result, enum junshu_verdict verdict)
{
    return is_verdict(verdict) ? (size_t)result->result->rule_counts[verdict] : 0;
}

size_t junshu_result_clauses(const junshu_result *result, enum junshu_verdict verdict)
{
    return is_verdict(verdict) ? (size_t)result->result->clause_counts[verdict] : 0;
}

/* ---- rules ---- */

size_t junshu_result_rule_count(const junshu_result *result)
{
    return result->result->rule_count;
}

enum junshu_status junshu_result_rule_at(const junshu_result *result, size_t index, enum junshu_language language,
                                         junshu_rule_result *out)
{
    if (index >= result->result->rule_count)
        return JUNSHU_MISUSE;
    const rule_result *r = &result->result->rules[index];
    *out = (junshu_rule_result){.rule = r->rule->id.at,
                                .title = label_text(r->rule->title, session_language(language)).at,
                                .verdict = (enum junshu_verdict)r->result,
                                .population = r->population,
                                .findings = r->finding_count};
    return JUNSHU_OK;
}

/* ---- findings ---- */

size_t junshu_result_finding_count(const junshu_result *result)
{
    size_t count = 0;
    for (size_t i = 0; i < result->result->rule_count; i++)
        count += result->result->rules[i].finding_count;
    return count;
}

static void describe_finding(const rule_result *r, const finding *f, enum language language, junshu_finding *out)
{
    str remedy = label_text(f->remedy, language);
    *out = (junshu_finding){.rule = r->rule->id.at,
                            .identity = f->identity.at,
                            .verdict = (enum junshu_verdict)f->result,
                            .severity = rule_severity_name(r->rule->severity),
                            .subject = f->subject.id.at,
                            .sentence = label_text(f->sentence, language).at,
                            .remedy = remedy.at != NULL ? remedy.at : "",
                            .file = f->subject.at.file,
                            .line = f->subject.at.line};
}

enum junshu_status junshu_result_finding_at(const junshu_result *result, size_t index, enum junshu_language language,
                                            junshu_finding *out)
{
    for (size_t i = 0; i < result->result->rule_count; i++) {
        const rule_result *r = &result->result->rules[i];
        if (index < r->finding_count) {
            describe_finding(r, r->findings[index], session_language(language), out);
            return JUNSHU_OK;
        }
        index -= r->finding_count;
    }
    return JUNSHU_MISUSE;
}

/* The words for results, and how results combine: one order of severity. */
#include "result/result.h"

static const struct {
    const char *name, *ja, *en;
} words[RESULT_COUNT] = {
    [RESULT_NOT_APPLICABLE] = {"notapplicable", "対象外", "not applicable"},
    [RESULT_PASS] = {"pass", "適合", "pass"},
    [RESULT_NOTICE] = {"notice", "注意", "notice"},
    [RESULT_REVIEW] = {"review", "要確認", "review"},
    [RESULT_UNKNOWN] = {"unknown", "判定不能", "unknown"},
    [RESULT_FAIL] = {"fail", "不適合", "fail"},
    [RESULT_ERROR] = {"error", "エラー", "error"},
};

const char *result_name(enum result r)
{
    return words[r].name;
}

label result_title(enum result r)
{
    return (label){str_of(words[r].ja), str_of(words[r].en)};
}

enum result result_combine(enum result a, enum result b)
{
    return a > b ? a : b;
}

const char *truth_name(enum truth t)
{
    switch (t) {
    case TRUTH_FALSE:
        return "false";
    case TRUTH_UNKNOWN:
        return "unknown";
    case TRUTH_REVIEW:
        return "review";
    case TRUTH_TRUE:
        return "true";
    }
    return "unknown";
}

const char *parameter_kind_name(enum parameter_kind k)
{
    static const char *const names[] = {
        [PARAMETER_INTEGER] = "integer", [PARAMETER_DURATION] = "duration", [PARAMETER_STRING] = "string"};
    return names[k];
}

const char *absence_name(enum absence a)
{
    static const char *const names[] = {[ABSENCE_RESOLVED] = "resolved",
                                        [ABSENCE_NOT_JUDGED] = "not-judged",
                                        [ABSENCE_RULE_OPEN] = "rule-undecided",
                                        [ABSENCE_RULE_GONE] = "rule-gone"};
    return names[a];
}

const record_kind *result_find_type(const audit_result *r, str name)
{
    for (size_t i = 0; i < r->facts->type_count; i++)
        if (str_equal(r->facts->types[i].name, name))
            return &r->facts->types[i];
    return NULL;
}

enum result result_otherwise(enum otherwise o)
{
    switch (o) {
    case OTHERWISE_FAIL:
        return RESULT_FAIL;
    case OTHERWISE_REVIEW:
        return RESULT_REVIEW;
    case OTHERWISE_NOTICE:
        return RESULT_NOTICE;
    }
    return RESULT_ERROR;
}

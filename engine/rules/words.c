/* The fixed words of rules, as files write them and as readers see them. */
#include "rules/words.h"

typedef struct word {
    const char *name, *ja, *en;
} word;

static const word norms[] = {
    [NORM_OBLIGATION] = {"obligation", "義務", "obligation"},
    [NORM_PRINCIPLE] = {"principle", "原則的義務", "obligation in principle"},
    [NORM_PROHIBITION] = {"prohibition", "禁止", "prohibition"},
    [NORM_INSTITUTION] = {"institution", "設置・任命", "institution"},
    [NORM_POWER] = {"power", "権限", "power"},
    [NORM_AS_NEEDED] = {"as-needed", "必要に応じて行う義務", "obligation where needed"},
    [NORM_LOCAL] = {"local", "市の運用", "local practice"},
};

static const word methods[] = {
    [METHOD_INTERVIEW] = {"interview", "聞き取り", "interview"},
    [METHOD_LOG] = {"log", "ログ解析等", "log analysis"},
    [METHOD_INSPECTION] = {"inspection", "現地調査", "inspection"},
};

static const word severities[] = {
    [RULE_HIGH] = {"high", "高", "high"},
    [RULE_MEDIUM] = {"medium", "中", "medium"},
    [RULE_LOW] = {"low", "低", "low"},
};

static const word reasons[] = {
    [REASON_DEFINITION] = {"definition", "定義", "definition"},
    [REASON_POWER] = {"power", "権限", "power"},
    [REASON_ADEQUACY] = {"adequacy", "人の判断を要する", "adequacy, for a person to judge"},
    [REASON_RECITAL] = {"recital", "前置き", "recital"},
    [REASON_ENFORCEMENT] = {"enforcement", "施行", "coming into force"},
};

static label label_of(const word *w)
{
    return (label){str_of(w->ja), str_of(w->en)};
}

const char *norm_name(enum norm n)
{
    return norms[n].name;
}

label norm_title(enum norm n)
{
    return label_of(&norms[n]);
}

const char *method_name(enum method m)
{
    return methods[m].name;
}

label method_title(enum method m)
{
    return label_of(&methods[m]);
}

const char *rule_severity_name(enum rule_severity s)
{
    return severities[s].name;
}

label rule_severity_title(enum rule_severity s)
{
    return label_of(&severities[s]);
}

const char *ledger_reason_name(enum ledger_reason r)
{
    return reasons[r].name;
}

label ledger_reason_title(enum ledger_reason r)
{
    return label_of(&reasons[r]);
}

const char *picture_form_name(enum picture_form f)
{
    return f == PICTURE_CALENDAR ? "calendar" : "timeline";
}

const char *picture_shape_name(bool is_mark)
{
    return is_mark ? "mark" : "bar";
}

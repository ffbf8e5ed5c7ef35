/* What the formats for other programs share: a result as a flat list of outcomes, and the texts of each. */
#ifndef JUNSHU_REPORT_MACHINE_H
#define JUNSHU_REPORT_MACHINE_H

#include "base/json.h"
#include "report/report_view.h"

/* What came of a rule for one subject that does not pass, or of the rule as a whole where no finding has its result:
   one that passes or does not apply, one without its records. Every rule has an outcome, and one of its own result. */
typedef struct outcome {
    const rule_result *rule;
    const finding *finding; /* NULL: the rule as a whole */
    enum result result;
} outcome;

size_t outcome_count(const rule_result *r);
/* Takes an index below outcome_count(r): the findings in their order, the rule as a whole last. */
outcome outcome_at(const rule_result *r, size_t index);
/* The finding's identity; the rule's id for the rule as a whole. */
str outcome_identity(const outcome *o);
/* What happened, cleaned: the finding's sentence, or what is to be said of the rule as a whole. */
void outcome_print(buffer *b, const outcome *o, enum language language);

/* A check that made the condition come out so, with the values that it had, cleaned:
   granted before the entry: granted at = …, entered = … */
void reason_print(buffer *b, const explanation *why, enum language language);

/* A path as a URI reference: relative ones stay relative, absolute ones become file: URIs. */
void uri_print(buffer *b, const char *path);

/* An attribute with a space before it, its value cleaned and escaped. */
void add_xml_attribute(buffer *b, const char *name, str value);
/* The description of a test in TAP, which ends at an unescaped number sign; cleaned. */
void add_tap(buffer *b, str s);
/* A member whose text people may be shown: cleaned. */
void json_clean(json *j, const char *key, str s);

#endif

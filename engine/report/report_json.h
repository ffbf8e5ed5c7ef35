/* What the parts of the JSON report share. */
#ifndef JUNSHU_REPORT_JSON_H
#define JUNSHU_REPORT_JSON_H

#include "base/json.h"
#include "result/result.h"

/* An empty label is null. */
void json_label(json *j, const char *key, label l);
/* NULL is null. */
void json_record(json *j, const char *key, const evidence *e);
void json_clause(json *j, const char *key, clause_address address);
/* How the result compares with an earlier one, as a member of it; nothing where it is not compared. */
void json_comparison(json *j, const audit_result *result);
/* The pictures, as a member of the result. */
void json_pictures(json *j, const audit_result *result);

#endif

/* What the parts of the JSON report share. */
#ifndef JUNSHU_REPORT_JSON_H
#define JUNSHU_REPORT_JSON_H

#include "base/json.h"
#include "result/result.h"

/* An empty label is null. */
void json_label(json *j, const char *key, label l);
/* NULL is null. */
void json_record(json *j, const char *key, const evidence *e);
/* The pictures, as a member of the result. */
void json_pictures(json *j, const audit_result *result);

#endif

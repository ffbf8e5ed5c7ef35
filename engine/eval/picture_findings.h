/* The findings that a picture shows, by the record that they are about. Private to eval/. */
#ifndef JUNSHU_PICTURE_FINDINGS_H
#define JUNSHU_PICTURE_FINDINGS_H

#include "eval/evaluation.h"

typedef struct finding_index finding_index;

/* Of the rules that the rows name alone. The index must be freed. */
finding_index *finding_index_new(const audit_result *result, const pack *p, const picture_rows *rows);
void finding_index_free(finding_index *index);
/* The gravest finding on the record of that id, which stands on that line of its document, or NULL. */
const finding *finding_index_get(const finding_index *index, str type, str id, uint32_t line);
/* Whether there may be one on a record on that line: most have none. */
bool finding_index_may_have(const finding_index *index, uint32_t line);

#endif

/* Reads a stored result: the JSON that the reports write (report/report_json.c), back into the structure. */
#ifndef JUNSHU_RESULT_READ_H
#define JUNSHU_RESULT_READ_H

#include "result/result.h"

/* How a stored result ends: a comma, a line feed, ` "digest": "…"` with the SHA-256 of all bytes before that comma, a
   line feed, a bracket, a line feed. Whoever damages or edits the file breaks it; it is no signature. */
enum { RESULT_TAIL = 82 };

/* Returns the result, which lives in the arena, or NULL after reporting why it is none: no JSON, another format, a
   digest that the content does not have, anything missing, unknown or of a wrong type, a reference to nothing, or sums
   that do not add up. `file` is what messages call it. */
const audit_result *result_read(arena *a, str text, const char *file, diags *d);

#endif

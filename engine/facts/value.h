/* Values as facts documents write them. The XSD that model_xsd.c writes accepts the same texts. */
#ifndef JUNSHU_VALUE_H
#define JUNSHU_VALUE_H

#include "base/time.h"
#include "model/model.h"

#define VALUE_MAX_INTEGER INT64_C(999999999999999999) /* of 18 digits */

/* Each takes the text trimmed of white space and returns whether it is a value of its kind. */
bool value_read_integer(str text, int64_t *out);
bool value_is_id(str text);           /* not empty, without white space */
bool value_is_municipality(str text); /* the 6 digits of a 団体コード */

/* Take the text trimmed. Return what a column of booleans, or of the enumeration, holds for it; 0 where it is none. */
uint8_t value_boolean_code(str text);
uint8_t value_enum_code(const enum_type *e, str text);

#endif

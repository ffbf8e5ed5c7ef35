/* Reads a JSON document member by member, in the order in which base/json.h writes: jansson, seen from here alone. A
   document that is not as it is asked for fails once: the first fault is reported, with a JSON pointer (RFC 6901) to
   its place, and all that is read after it is empty, so that nobody need ask at every step. */
#ifndef JUNSHU_JSON_READER_H
#define JUNSHU_JSON_READER_H

#include "base/diag.h"

typedef struct json_reader json_reader;

/* Takes a document, which need not outlive the call. Its strings will live in the arena. Returns NULL after reporting,
   with line and column, that it is no JSON, or that an object has two members of one name. */
json_reader *json_reader_new(arena *a, str text, const char *file, diags *d);
void json_reader_free(json_reader *r);
bool json_reader_failed(const json_reader *r);

/* All below take the key of an object's next member, or NULL for the next item of an array. */

/* Goes into an object, or into an array of as many items as are returned. Every item must be read before the end. */
void json_enter_object(json_reader *r, const char *key);
size_t json_enter_array(json_reader *r, const char *key);
/* Goes out again. A member that nobody has asked for is a fault. */
void json_leave(json_reader *r);

/* Returns whether the object's next member has that key. */
bool json_has(const json_reader *r, const char *key);
/* Returns whether it is null, and then goes on to the next. */
bool json_take_null(json_reader *r, const char *key);
str json_take_string(json_reader *r, const char *key);
/* A string that is not empty; null is an empty one. */
str json_take_optional(json_reader *r, const char *key);
/* A number from 0 to `most`. */
uint64_t json_take_number(json_reader *r, const char *key, uint64_t most);
int64_t json_take_integer(json_reader *r, const char *key);
bool json_take_flag(json_reader *r, const char *key);
/* As json_moment and json_period write them; null is a missing one. */
moment json_take_moment(json_reader *r, const char *key);
period json_take_period(json_reader *r, const char *key);
/* One of `count` words, as its index. */
size_t json_take_word(json_reader *r, const char *key, const char *(*word)(size_t), size_t count);

/* Reports a fault of what was read last. `word` is what the text of the diagnostic calls {2}. */
void json_refuse(json_reader *r, enum diag_id id, str word);

#endif

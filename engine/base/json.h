/* Writes JSON straight into a buffer, member by member: however much there is to say, no tree of it is built. */
#ifndef JUNSHU_JSON_H
#define JUNSHU_JSON_H

#include "base/buffer.h"
#include "base/time.h"

/* A document being written. Begin with only `out` set. */
typedef struct json {
    buffer *out;
    size_t depth;
    size_t flat;    /* how many of the open arrays and objects are on one line */
    bool has_items; /* the innermost array or object has some already */
} json;

/* All take the key of an object's member, or NULL in an array. Keys are ours, and need no escape. */

/* Takes '{' or '['; close with '}' or ']'. */
void json_open(json *j, const char *key, char bracket);
/* The same for what is small: all of it is written on one line. */
void json_open_flat(json *j, const char *key, char bracket);
void json_close(json *j, char bracket);

void json_null(json *j, const char *key);
void json_string(json *j, const char *key, str s);
void json_text(json *j, const char *key, const char *text);
/* An empty text is null. */
void json_optional(json *j, const char *key, str s);
void json_number(json *j, const char *key, uint64_t number);
void json_integer(json *j, const char *key, int64_t number);
void json_flag(json *j, const char *key, bool flag);
/* As facts write them; null where missing. */
void json_moment(json *j, const char *key, moment m);
void json_period(json *j, const char *key, period p);

#endif

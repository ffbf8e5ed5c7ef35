/* Civil time in Japan Standard Time, with its resolution. A moment is a day or a second; comparing two whose order
   the resolution cannot tell gives TRUTH_REVIEW. Periods include both ends. */
#ifndef JUNSHU_TIME_H
#define JUNSHU_TIME_H

#include "base/buffer.h"
#include "base/truth.h"

/* Twice the seconds since 1970-01-01T00:00:00 on a Japanese clock, plus one where only the day is known. */
typedef int64_t moment;
#define MOMENT_MISSING INT64_MIN
#define MOMENT_PAST (INT64_MIN + 2)   /* the open beginning of a period */
#define MOMENT_FUTURE (INT64_MAX - 1) /* the open end of a period */

enum { SECONDS_PER_DAY = 86400 };

typedef struct period {
    moment from, to; /* both included; from is MOMENT_MISSING where the period is missing */
} period;

/* A calendar distance: years and months first, then days. */
typedef struct duration {
    int32_t months, days;
} duration;

static inline moment moment_of_day(int64_t day)
{
    return day * SECONDS_PER_DAY * 2 + 1;
}

static inline moment moment_of_second(int64_t second)
{
    return second * 2;
}

static inline int moment_is_day(moment m)
{
    return (int)(m & 1);
}

/* Neither missing nor an open end. */
static inline int moment_is_closed(moment m)
{
    return m != MOMENT_PAST && m != MOMENT_FUTURE && m != MOMENT_MISSING;
}

/* The first and the last second that the moment may mean. */
static inline int64_t moment_first(moment m)
{
    return m >> 1;
}

static inline int64_t moment_last(moment m)
{
    return (m >> 1) + (m & 1) * (SECONDS_PER_DAY - 1);
}

/* The day that the moment falls on, as a moment of day resolution. Open ends stay as they are. */
moment moment_day(moment m);

/* Days since 1970-01-01 of a date of the proleptic Gregorian calendar, and back. */
int64_t day_from_civil(int year, int month, int day);
void civil_from_day(int64_t day, int *year, int *month, int *day_of_month);

/* Read 2025-04-01, or 2025-04-01T08:31:00 with an optional offset (Z, +09:00; without one: Japan Standard Time).
   Years are 1900 to 2099. Return MOMENT_MISSING for anything else, impossible dates included. */
moment moment_parse_date(str text);
moment moment_parse(str text); /* a date or a date with time */

/* The date that was read last; zeroed where there was none. */
typedef struct known_day {
    int64_t day;
    uint64_t start; /* its first eight characters, */
    uint64_t end;   /* and the last two */
} known_day;

/* The same as moment_parse, sooner where the date is the one known, as it mostly is in a log. */
moment moment_parse_near(str text, known_day *known);
/* The same for many texts; what belongs to one whose `at` is NULL stays as it is. Returns whether all others are such.
 */
bool moment_parse_all(const str *texts, size_t count, moment *out);

/* Reads "a/b" of moments, either end `..` where open. Returns 1, 0 for a wrong form, -1 where it ends before it
   begins. */
int period_parse(str text, period *out);

static inline int period_is_missing(period p)
{
    return p.from == MOMENT_MISSING;
}

enum truth moment_before(moment a, moment b);    /* a is strictly before b */
enum truth moment_not_after(moment a, moment b); /* a is before b or at it */
enum truth moment_same(moment a, moment b);      /* a and b are the same moment */
enum truth moment_within(moment m, period p);
enum truth period_during(period inner, period outer);
enum truth period_overlaps(period a, period b);
/* Returns what both have in common; missing where they are apart. */
period period_intersect(period a, period b);

/* Adds a distance; a day that the month has not becomes its last day (29 February − 1 year = 28 February).
   `sign` is 1 or -1. */
moment moment_add(moment m, duration d, int sign);
/* The Japanese fiscal year (from 1 April) that the moment falls in. */
int moment_fiscal_year(moment m);

enum language { LANGUAGE_JA, LANGUAGE_EN };

/* Print as readers write it: 令和7年4月1日8時31分, or 2025-04-01 08:31 in English, with the seconds where there are
   any; a period with an open end 令和7年4月1日から or 令和8年3月31日まで. */
void moment_print(buffer *b, moment m, enum language language);
void period_print(buffer *b, period p, enum language language);
/* Print as facts are written: 2025-04-01T08:31:00. */
void moment_print_iso(buffer *b, moment m);
void period_print_iso(buffer *b, period p);

/* Read what those two print, in any year and in no other form. */
moment moment_read_iso(str text);
bool period_read_iso(str text, period *out);

#endif

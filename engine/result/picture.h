/* Pictures of what the records say: bars and marks on a time axis, and counts by day and hour. Part of a result; the
   reports draw them. Times are as recorded: a bar may reach beyond the axis, a mark may lie beside it. */
#ifndef JUNSHU_PICTURE_H
#define JUNSHU_PICTURE_H

#include "base/time.h"
#include "rules/words.h"

struct evidence;
struct finding;
struct rule_result;

typedef struct picture_bar {
    size_t kind;      /* index into picture_def.kinds */
    period span;      /* of a mark, from and to are the one moment; missing where it is not recorded */
    enum truth truth; /* whether it is of the row and meets the conditions set for it; unknown and review: open */
    label text;       /* may be empty */
    const struct evidence *record;
    const struct finding *finding; /* the gravest on the record, of the rules that are shown; or NULL */
} picture_bar;

/* A stretch of time in which a kind of bar is expected; or one of it without a bar. */
typedef struct picture_stretch {
    size_t kind;
    period span;
    bool is_sure; /* of a gap: the list is declared complete then, so that there is no such record */
} picture_stretch;

typedef struct picture_row {
    label text;
    const struct evidence *record; /* NULL for a single row */
    const struct finding *finding;
    bool is_open;       /* whether the record belongs here is open */
    bool has_path;      /* the marks are joined in the order of their kinds */
    picture_bar *items; /* bars and marks: by kind, then by time */
    size_t item_count;
    picture_stretch *expected, *gaps;
    size_t expected_count, gap_count;
} picture_row;

enum { HOUR_UNKNOWN = 24, HOUR_COUNT };

/* What a picture has at most; a calendar's days are fewer than those years. */
enum { PICTURE_MAX_YEARS = 200, PICTURE_MAX_DAYS = 3700 };

/* What was counted in one hour of one day; only those with something. */
typedef struct picture_cell {
    moment day;
    unsigned hour;        /* 0 to 23, or HOUR_UNKNOWN */
    uint64_t count;       /* records */
    uint64_t fails, open; /* those with a finding that is a failure; with any other finding, or in doubt */
} picture_cell;

typedef struct picture {
    const picture_def *def;
    const struct rule_result **rules; /* whose findings are shown */
    size_t rule_count;
    label fault; /* why it cannot be drawn; empty if it can */
    period axis; /* closed at both ends */
    picture_row *rows;
    size_t row_count;
    picture_cell *cells; /* by day, then by hour */
    size_t cell_count;
    uint64_t undated; /* counted nowhere: when is not recorded */
    period *blank;    /* of a calendar: when the log is not declared complete, so that no entry says nothing */
    size_t blank_count;
    label *missing; /* lists that are not declared complete for the time shown, in words */
    size_t missing_count;
} picture;

/* Whether both ends are there, and not open. */
bool picture_axis_is_closed(period p);
/* Whether the time is closed, and not too long to be drawn. */
bool picture_axis_fits(period p, enum picture_form form);

/* Whether readers should look at the row: a gap, a finding, something open. */
bool picture_row_stands_out(const picture_row *r);

#endif

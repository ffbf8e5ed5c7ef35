/* What can be drawn, and what of it readers should look at. */
#include "result/result.h"

bool picture_axis_is_closed(period p)
{
    return moment_is_closed(p.from) && moment_is_closed(p.to);
}

static int64_t days_of(period p)
{
    return (moment_first(moment_day(p.to)) - moment_first(moment_day(p.from))) / SECONDS_PER_DAY + 1;
}

bool picture_axis_fits(period p, enum picture_form form)
{
    int64_t most = form == PICTURE_CALENDAR ? PICTURE_MAX_DAYS : PICTURE_MAX_YEARS * 366;
    return picture_axis_is_closed(p) && days_of(p) > 0 && days_of(p) <= most;
}

bool picture_row_stands_out(const picture_row *r)
{
    bool stands_out = r->finding != NULL || r->is_open || r->gap_count > 0;
    for (size_t i = 0; i < r->item_count && !stands_out; i++)
        stands_out =
            r->items[i].finding != NULL || r->items[i].truth != TRUTH_TRUE || period_is_missing(r->items[i].span);
    return stands_out;
}

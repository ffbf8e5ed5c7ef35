/* What of a picture readers should look at. */
#include "result/result.h"

bool picture_row_stands_out(const picture_row *r)
{
    bool stands_out = r->finding != NULL || r->is_open || r->gap_count > 0;
    for (size_t i = 0; i < r->item_count && !stands_out; i++)
        stands_out =
            r->items[i].finding != NULL || r->items[i].truth != TRUTH_TRUE || period_is_missing(r->items[i].span);
    return stands_out;
}

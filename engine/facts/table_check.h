/* Whether what was read from a file lies in its range: rows in their tables, names among the names, texts in UTF-8. */
#ifndef JUNSHU_TABLE_CHECK_H
#define JUNSHU_TABLE_CHECK_H

#include "facts/table_image.h"

/* The tables as the head describes them, before there are columns. */
bool table_check_shape(const facts *f, const table *t, const table_parts *parts);
bool table_check_list(const facts *f, uint32_t name_count, const list_declaration *list);
/* What an extent holds. */
bool table_check_extent(const image *m, const extent *e);

#endif

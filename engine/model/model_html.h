/* The reference page of the fact model, for the people who prepare the facts. */
#ifndef JUNSHU_MODEL_HTML_H
#define JUNSHU_MODEL_HTML_H

#include "model/model.h"

/* Appends the page: HTML5 in Japanese that needs no other file, fit for printing. */
void model_write_html(const fact_model *m, buffer *out);

/* Appends an example list of the record type as XML, as the page shows it. The examples of all types together make a
   facts document in which every reference finds its record. */
void model_write_example(const record_type *t, buffer *out);

#endif

/* The XSD 1.0 schema of facts documents, for editors and xmllint. */
#ifndef JUNSHU_MODEL_XSD_H
#define JUNSHU_MODEL_XSD_H

#include "model/model.h"

/* Appends a schema that accepts exactly the single documents that the loader accepts. What XSD 1.0 cannot say is listed
   in the annotation at its top. */
void model_write_xsd(const fact_model *m, buffer *out);

#endif

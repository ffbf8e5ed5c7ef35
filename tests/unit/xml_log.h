/* What the reader of XML says, as text: one line for each callback, with its places. The context is a buffer. */
#ifndef JUNSHU_TEST_XML_LOG_H
#define JUNSHU_TEST_XML_LOG_H

#include "xml/xml_reader.h"

void log_start(void *context, xml_reader *reader, const char *name, const char *space, const xml_attribute *attributes,
               size_t count);
void log_end(void *context, xml_reader *reader, const char *name);
void log_text(void *context, xml_reader *reader, str text);

#endif

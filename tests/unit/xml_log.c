/* What the reader of XML says, as text. */
#include "xml_log.h"

#include "support.h"

void log_start(void *context, xml_reader *reader, const char *name, const char *space, const xml_attribute *attributes,
               size_t count)
{
    buffer *log = context;
    place p = xml_reader_place(reader);
    assert_int_equal(xml_reader_line(reader), p.line);
    buffer_addf(log, "<%s %u:%u", name, p.line, p.column);
    if (space != NULL)
        buffer_addf(log, " {%s}", space);
    for (size_t i = 0; i < count; i++) {
        place value = xml_reader_value_place(reader, i);
        str raw = xml_reader_raw_value(reader, i);
        int length = (int)attributes[i].value.length;
        buffer_addf(log, " %s=[%.*s] %u:%u", attributes[i].name, length < 40 ? length : 40, attributes[i].value.at,
                    value.line, value.column);
        if (!str_equal(raw, attributes[i].value))
            buffer_addf(log, " raw [%.*s]", (int)raw.length, raw.at);
    }
    buffer_add_char(log, '\n');
}

void log_end(void *context, xml_reader *reader, const char *name)
{
    (void)reader;
    buffer_addf(context, ">%s\n", name);
}

void log_text(void *context, xml_reader *reader, str text)
{
    str trimmed = str_trim(text);
    if (trimmed.length == 0)
        return;
    place p = xml_reader_text_place(reader, text, (size_t)(trimmed.at - text.at));
    buffer_addf(context, "[%.*s] %u:%u\n", (int)trimmed.length, trimmed.at, p.line, p.column);
}

/* Streaming XML over libxml2's SAX2 parser. A document type declaration ends the reading, so that no entity can be
   declared; the encoding is UTF-8 whatever the document says; the parser never opens a file itself. */
#include "xml/xml_reader.h"

#include "base/file.h"
#include "base/mem.h"
#include "xml/plain_row.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlmemory.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

/* The parser compares each attribute of a tag with every other before it hands any over, so the length of a tag is what
   bounds that. Its buffer holds little else: text is handed over and dropped as it comes. */
enum { READ_BYTES = 256 * 1024, MAX_TAG_BYTES = 256 * 1024, MAX_PASSED_BYTES = 16 * 1024 };

typedef struct source {
    int fd;         /* -1 when `rest` is all there is */
    digest *digest; /* NULL where none was asked for */
    char *chunk;    /* holds `rest` and what was parsed before it, and zeros behind; for a file READ_BYTES, */
    char *other;    /* and as much, while the digest of what was read before may still be computed */
    str rest;       /* read, not yet parsed */
    bool has_ended, has_nul, has_long_tag;
    bool was_told; /* the parser, of the end: it asks no more */
    int error;     /* errno of a read that failed, or 0 */
} source;

struct xml_reader {
    const xml_handler *handler;
    const char *path;
    diags *diags;
    xmlParserCtxt *parser;
    source source;
    bool has_error;
    xml_attribute attributes[XML_MAX_ATTRIBUTES];
    size_t written_as[XML_MAX_ATTRIBUTES]; /* where each stands in the tag among all attributes but xmlns */
    row_pattern pattern;
    bool has_pattern;                      /* of the element that began last */
    xml_rows *rows;                        /* those read last, or NULL, */
    const char *row_starts[XML_MOST_ROWS]; /* and where their lines begin */
    const char *row_start;                 /* of the one that is handed over, or NULL, */
    uint32_t row_line;                     /* and the number of its line */
};

/* ---- memory: libxml2 is unsafe after a failed allocation, so it never sees one ---- */

static void *xml_alloc(size_t size)
{
    return mem_alloc(size);
}

static char *xml_copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(mem_alloc(size), text, size);
}

static void initialise(void)
{
    xmlMemSetup(mem_free, xml_alloc, mem_resize, xml_copy);
    xmlInitParser();
}

/* ---- input ---- */

static char *new_chunk(size_t size)
{
    return mem_alloc(size + ROW_MARGIN);
}

/* Reads on behind what is left. Returns false where there is no more, or no room for it. */
static bool refill(xml_reader *reader)
{
    source *s = &reader->source;
    if (s->fd < 0 || s->has_ended || s->rest.length == READ_BYTES)
        return false;
    char *free_chunk = s->other, *end = free_chunk + s->rest.length;
    if (s->rest.length > 0)
        memcpy(free_chunk, s->rest.at, s->rest.length);
    ssize_t got;
    do
        got = read(s->fd, end, READ_BYTES - s->rest.length);
    while (got < 0 && errno == EINTR);
    s->error = got < 0 ? errno : 0;
    s->has_ended = got <= 0;
    if (got <= 0)
        return false;
    s->other = s->chunk;
    s->chunk = free_chunk;
    s->rest = (str){s->chunk, s->rest.length + (size_t)got};
    memset(end + got, 0, ROW_MARGIN);
    if (s->digest != NULL)
        digest_add(s->digest, end, (size_t)got);
    if (reader->handler->passed != NULL)
        reader->handler->passed(reader->handler->context, (size_t)got);
    return true;
}

/* Returns how much of what is left the parser gets at once: whole lines, where it does not get all. */
static size_t choose_length(str rest, size_t size)
{
    if (rest.length <= size)
        return rest.length;
    const char *newline = memrchr(rest.at + size / 2, '\n', size - size / 2);
    return newline != NULL ? (size_t)(newline + 1 - rest.at) : size;
}

/* Whether reading was ended here, so that what the parser then says is an echo. */
static bool is_cut(const source *s)
{
    return s->has_nul || s->has_long_tag || s->error != 0;
}

/* After a tag: the parser itself drops what it has passed only where little is left, and often has read on before it
   looks. */
static void drop_passed(xml_reader *reader)
{
    xmlParserInput *in = reader->parser->input;
    if (reader->parser->disableSAX == 0 && in->cur - in->base > MAX_PASSED_BYTES)
        xmlParserInputShrink(in);
}

static bool holds_long_tag(const xml_reader *reader)
{
    const xmlParserInput *in = reader->parser != NULL ? reader->parser->input : NULL;
    return in != NULL && in->end - in->base > MAX_TAG_BYTES;
}

static int read_source(void *context, char *out, int size)
{
    xml_reader *reader = context;
    source *s = &reader->source;
    if (holds_long_tag(reader)) {
        s->has_long_tag = true;
        return -1;
    }
    if (s->rest.length == 0 && !refill(reader)) {
        s->was_told = true;
        return s->error != 0 ? -1 : 0;
    }
    size_t count = choose_length(s->rest, (size_t)size);
    const char *nul = memchr(s->rest.at, '\0', count);
    if (nul == s->rest.at) {
        s->has_nul = true;
        return -1;
    }
    if (nul != NULL)
        count = (size_t)(nul - s->rest.at);
    memcpy(out, s->rest.at, count);
    s->rest = str_from(s->rest, count);
    return (int)count;
}

/* ---- places ---- */

/* Returns the '<' of the tag being parsed, or NULL when the parser no longer holds it. '<' cannot occur in a value. */
static const char *tag_start(const xml_reader *reader)
{
    const xmlParserInput *in = reader->parser->input;
    return memrchr(in->base, '<', (size_t)(in->cur - in->base));
}

static uint32_t count_newlines(const char *from, const char *to)
{
    uint32_t count = 0;
    while ((from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
        count++;
        from++;
    }
    return count;
}

static uint32_t count_characters(const char *from, const char *to)
{
    uint32_t count = 0;
    for (; from < to; from++)
        count += ((unsigned char)*from & 0xC0) != 0x80;
    return count;
}

static place current_place(const xml_reader *reader)
{
    const xmlParserInput *in = reader->parser != NULL ? reader->parser->input : NULL;
    if (in == NULL)
        return (place){reader->path, 0, 0};
    return (place){reader->path, (uint32_t)in->line, (uint32_t)in->col};
}

/* Returns line and column of a byte that the parser's buffer still holds; `counted` is where its own count stands. */
static place place_before(const xml_reader *reader, const char *at, const char *counted)
{
    const xmlParserInput *in = reader->parser->input;
    const char *base = (const char *)in->base;
    uint32_t newlines = count_newlines(at, counted), line = (uint32_t)in->line - newlines;
    const char *newline = memrchr(base, '\n', (size_t)(at - base));
    uint32_t column;
    if (newline == NULL && in->consumed == 0 && str_starts((str){base, (size_t)(at - base)}, STR("\xEF\xBB\xBF")))
        base += 3; /* editors do not count a byte order mark */
    if (newline != NULL || in->consumed == 0)
        column = count_characters(newline != NULL ? newline + 1 : base, at) + 1;
    else /* the beginning of a very long line has left the buffer: the parser's own count, in bytes, if it stands there
          */
        column = newlines == 0 ? (uint32_t)in->col - (uint32_t)(counted - at) : 0;
    return (place){reader->path, line, column};
}

static place place_of(const xml_reader *reader, const char *at)
{
    return place_before(reader, at, (const char *)reader->parser->input->cur);
}

/* The line of a row begins where it is read. Its values are ASCII, names need not be. */
static place place_in_row(const xml_reader *reader, const char *at)
{
    return (place){reader->path, reader->row_line, count_characters(reader->row_start, at) + 1};
}

place xml_reader_place(xml_reader *reader)
{
    if (reader->row_start != NULL)
        return place_in_row(reader, strchr(reader->row_start, '<'));
    const char *start = tag_start(reader);
    return start != NULL ? place_of(reader, start) : current_place(reader);
}

uint32_t xml_reader_line(xml_reader *reader)
{
    if (reader->row_start != NULL)
        return reader->row_line;
    const xmlParserInput *in = reader->parser->input;
    const char *start = tag_start(reader);
    return (uint32_t)in->line - (start != NULL ? count_newlines(start, (const char *)in->cur) : 0);
}

static bool is_declaration(str name)
{
    return str_is(name, "xmlns") || str_starts(name, STR("xmlns:"));
}

/* Editors write where the schema is; validators accept that on every element. */
static bool is_schema_hint(str name, str space)
{
    return str_is(space, "http://www.w3.org/2001/XMLSchema-instance") &&
           (str_is(name, "schemaLocation") || str_is(name, "noNamespaceSchemaLocation"));
}

/* Finds the raw text of the value of attribute `index` in the tag; well-formedness has been checked by then. */
static str find_raw_value(const xml_reader *reader, size_t index)
{
    const char *at = tag_start(reader), *end = (const char *)reader->parser->input->cur;
    index = reader->written_as[index];
    while (at != NULL && at < end) {
        const char *quote = at;
        while (quote < end && *quote != '"' && *quote != '\'')
            quote++;
        const char *close = quote < end ? memchr(quote + 1, *quote, (size_t)(end - quote - 1)) : NULL;
        if (close == NULL)
            break;
        const char *equals = memrchr(at, '=', (size_t)(quote - at));
        const char *name_end = equals;
        while (name_end > at && strchr(" \t\r\n", name_end[-1]) != NULL)
            name_end--;
        const char *name = name_end;
        while (name > at && strchr(" \t\r\n", name[-1]) == NULL)
            name--;
        str raw_name = {name, (size_t)(name_end - name)};
        if (!is_declaration(raw_name) && index-- == 0)
            return (str){quote + 1, (size_t)(close - quote - 1)};
        at = close + 1;
    }
    return (str){0};
}

place xml_reader_value_place(xml_reader *reader, size_t index)
{
    if (reader->row_start != NULL)
        return place_in_row(reader, reader->attributes[index].value.at);
    str raw = find_raw_value(reader, index);
    return raw.at != NULL ? place_of(reader, raw.at) : xml_reader_place(reader);
}

/* The parser hands over text that it has passed, or is about to pass and has counted already, or a copy, which had
   more bytes where it was written with carriage returns: its lines are counted in itself. */
place xml_reader_text_place(xml_reader *reader, str text, size_t offset)
{
    const xmlParserInput *in = reader->parser->input;
    const char *base = (const char *)in->base, *passed = (const char *)in->cur, *at = text.at;
    bool is_copy = at < base || at > passed;
    if (is_copy)
        at = (size_t)(passed - base) > text.length ? passed - text.length : base;
    else if (at + text.length > passed)
        passed = at + text.length;
    place found = place_before(reader, at + offset < passed ? at + offset : passed, passed);
    uint32_t newlines = count_newlines(text.at + offset, text.at + text.length), line = (uint32_t)in->line - newlines;
    return is_copy && newlines < (uint32_t)in->line && found.line != line ? (place){reader->path, line, 0} : found;
}

str xml_reader_raw_value(xml_reader *reader, size_t index)
{
    if (reader->row_start != NULL)
        return reader->attributes[index].value;
    return find_raw_value(reader, index);
}

/* The parser stands before the '>' that ends the tag. */
place xml_reader_content_place(xml_reader *reader)
{
    place at = place_of(reader, (const char *)reader->parser->input->cur);
    at.column++;
    return at;
}

void xml_reader_stop(xml_reader *reader)
{
    xmlStopParser(reader->parser);
}

/* ---- rows that the parser need not read (plain_row.h) ---- */

static void hand_over_row(xml_reader *reader, size_t index)
{
    const xml_handler *handler = reader->handler;
    const xml_rows *rows = reader->rows;
    size_t count = 0;
    for (size_t i = 0; i < rows->attribute_count; i++)
        if (rows->values[i][index].at != NULL)
            reader->attributes[count++] = (xml_attribute){rows->names[i], rows->values[i][index]};
    reader->row_start = reader->row_starts[index];
    reader->row_line = rows->line + (uint32_t)index;
    handler->start(handler->context, reader, rows->name, rows->space, reader->attributes, count);
    handler->end(handler->context, reader, rows->name);
    reader->row_start = NULL;
}

/* Hands over the rows that the text begins with, and raises the number of its line. Returns what follows; the handler
   may have stopped the parser. */
static str hand_over_rows(xml_reader *reader, str text, uint32_t *line)
{
    const xml_handler *handler = reader->handler;
    if (reader->rows == NULL)
        reader->rows = mem_alloc(sizeof *reader->rows);
    xml_rows *rows = reader->rows;
    while (reader->parser->disableSAX == 0) {
        text = plain_rows_read(&reader->pattern, text, rows, reader->row_starts);
        if (rows->count == 0)
            break;
        rows->line = *line;
        *line += (uint32_t)rows->count;
        if (handler->rows != NULL && handler->rows(handler->context, rows))
            continue;
        for (size_t i = 0; i < rows->count && reader->parser->disableSAX == 0; i++)
            hand_over_row(reader, i);
    }
    return text;
}

/* Returns what follows the line that the parser stands in, in the source as it was before the parser got what it has
   not looked at. Empty where the source no longer has that, or where the line or what the parser holds does not end
   here. */
static str take_back(const xml_reader *reader)
{
    const source *s = &reader->source;
    const xmlParserInput *in = reader->parser->input;
    str held = {(const char *)in->cur, (size_t)(in->end - in->cur)};
    const char *newline = memchr(held.at, '\n', held.length);
    if (s->was_told || is_cut(s) || newline == NULL || str_trim((str){held.at, (size_t)(newline - held.at)}).length > 0)
        return (str){0};
    held = str_from(held, (size_t)(newline + 1 - held.at));
    const char *at = s->rest.at - held.length;
    if (in->end[-1] != '\n' || held.length > (size_t)(s->rest.at - s->chunk))
        return (str){0};
    return memcmp(at, held.at, held.length) == 0 ? (str){at, held.length + s->rest.length} : (str){0};
}

/* The parser has passed an element. Its siblings that look like it are handed over from the source. For the parser all
   of this is white space that it has skipped. */
static void pass_rows(xml_reader *reader)
{
    xmlParserInput *in = reader->parser->input;
    source *s = &reader->source;
    str lines = take_back(reader);
    if (lines.length == 0)
        return;
    uint32_t line = (uint32_t)in->line + 1;
    str rest = hand_over_rows(reader, lines, &line);
    if (rest.length == lines.length)
        return;
    s->rest = rest;
    while (reader->parser->disableSAX == 0 && memchr(s->rest.at, '\n', s->rest.length) == NULL && refill(reader))
        s->rest = hand_over_rows(reader, s->rest, &line);
    if (reader->parser->disableSAX != 0)
        return;
    in->cur = in->end;
    in->line = (int)line;
    in->col = 1;
}

/* ---- what the parser calls ---- */

static void fail(xml_reader *reader, place at, enum diag_id id, str word, str second)
{
    reader->has_error = true;
    diag_report(reader->diags, at, id, word, second, (str){0});
    xmlStopParser(reader->parser);
}

static const char *attribute_name(xml_reader *reader, const xmlChar **attribute)
{
    const xmlChar *prefix = attribute[1];
    if (prefix == NULL)
        return (const char *)attribute[0];
    return (const char *)xmlDictQLookup(reader->parser->dict, prefix, attribute[0]);
}

/* The parser leaves an ampersand in a value as "&#38;", for a second pass that does not come here. Such a value is the
   parser's own copy, never its input, so it may shrink in place. */
static str restore_ampersands(str value)
{
    char *from = memchr(value.at, '&', value.length), *to = from;
    for (const char *end = value.at + value.length; from != NULL && from < end; from++) {
        *to++ = *from;
        if (*from == '&')
            from += 4;
    }
    return to != NULL ? (str){value.at, (size_t)(to - value.at)} : value;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int space_count,
                     const xmlChar **spaces, int count, int defaulted, const xmlChar **attributes)
{
    (void)spaces, (void)defaulted;
    xml_reader *reader = context;
    if (count > XML_MAX_ATTRIBUTES) {
        fail(reader, xml_reader_place(reader), DIAG_XML_TOO_MANY_ATTRIBUTES, str_of((const char *)name), STR("64"));
        return;
    }
    size_t kept = 0;
    bool is_bare = prefix == NULL && space_count == 0;
    for (int i = 0; i < count; i++, attributes += 5) {
        is_bare &= attributes[1] == NULL;
        if (is_schema_hint(str_of((const char *)attributes[0]), str_of((const char *)attributes[2])))
            continue;
        str value = {(const char *)attributes[3], (size_t)(attributes[4] - attributes[3])};
        reader->written_as[kept] = (size_t)i;
        reader->attributes[kept++] = (xml_attribute){attribute_name(reader, attributes), restore_ampersands(value)};
    }
    const xml_handler *handler = reader->handler;
    reader->has_pattern =
        is_bare && handler->ignores_blanks &&
        row_pattern_learn(&reader->pattern, (const char *)name, (const char *)space, reader->attributes, kept);
    handler->start(handler->context, reader, (const char *)name, (const char *)space, reader->attributes, kept);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    (void)prefix, (void)space;
    xml_reader *reader = context;
    reader->handler->end(reader->handler->context, reader, (const char *)name);
    if (reader->has_pattern && reader->parser->disableSAX == 0)
        pass_rows(reader);
    reader->has_pattern = false;
    drop_passed(reader);
}

static void on_text(void *context, const xmlChar *text, int length)
{
    xml_reader *reader = context;
    reader->handler->text(reader->handler->context, reader, (str){(const char *)text, (size_t)length});
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    xml_reader *reader = context;
    fail(reader, xml_reader_place(reader), DIAG_XML_DOCTYPE, (str){0}, (str){0});
}

/* Reports the first error only: what follows it in a document that is not well-formed is an echo. */
static void on_error(void *context, xmlError *error)
{
    xml_reader *reader = context;
    if (reader->has_error || error->level < XML_ERR_ERROR || is_cut(&reader->source))
        return;
    reader->has_error = true;
    place at = current_place(reader);
    str message = str_trim(str_of(error->message != NULL ? error->message : ""));
    /* libxml2 has one code for bytes that are no UTF-8 and for characters that XML forbids. */
    if (error->code == XML_ERR_INVALID_ENCODING || str_starts(message, STR("Input is not proper UTF-8")))
        DIAG0(reader->diags, at, DIAG_XML_ENCODING);
    else
        DIAG1(reader->diags, at, DIAG_XML_SYNTAX, message);
}

/* ---- reading ---- */

static void report_source(xml_reader *reader)
{
    place at = current_place(reader);
    if (reader->source.has_nul)
        DIAG0(reader->diags, at, DIAG_XML_NUL);
    else if (reader->source.has_long_tag)
        DIAG1(reader->diags, at, DIAG_XML_LONG_TAG, STR("256"));
    else if (reader->source.error != 0)
        file_report(reader->diags, reader->path, DIAG_FILE_READ, reader->source.error);
    reader->has_error |= is_cut(&reader->source);
}

static bool parse(xml_reader *reader)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, initialise);
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .internalSubset = on_doctype,
                         .serror = on_error};
    reader->parser = xmlCreateIOParserCtxt(&sax, reader, read_source, NULL, reader, XML_CHAR_ENCODING_UTF8);
    if (reader->parser == NULL) { /* reading the very first bytes failed */
        report_source(reader);
        return false;
    }
    xmlCtxtUseOptions(reader->parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                          XML_PARSE_IGNORE_ENC);
    int status = xmlParseDocument(reader->parser);
    report_source(reader);
    bool well_formed = status == 0 && reader->parser->wellFormed && reader->parser->disableSAX == 0;
    well_formed = well_formed && !reader->has_error;
    if (!well_formed && !reader->has_error && reader->parser->disableSAX == 0)
        DIAG1(reader->diags, current_place(reader), DIAG_XML_SYNTAX, STR("?"));
    xmlFreeParserCtxt(reader->parser);
    return well_formed;
}

typedef struct reading {
    xml_reader *reader;
    bool well_formed;
} reading;

static void run_parse(void *arg)
{
    reading *r = arg;
    r->well_formed = parse(r->reader);
}

bool xml_read_file(const char *path, const xml_handler *handler, diags *d, xml_digest *digest)
{
    bool is_standard_input = strcmp(path, "-") == 0;
    int fd = is_standard_input ? STDIN_FILENO : file_open(path);
    if (fd < 0) {
        file_report(d, path, DIAG_FILE_OPEN, errno);
        return false;
    }
    xml_reader reader = {.handler = handler, .path = path, .diags = d};
    source *s = &reader.source;
    *s = (source){.fd = fd, .chunk = new_chunk(READ_BYTES), .other = new_chunk(READ_BYTES)};
    if (digest != NULL)
        s->digest = digest->aside ? digest_new_aside() : digest_new();
    if (digest != NULL && digest->tag_key != NULL)
        digest_tag_too(s->digest, digest->tag_key, digest->tag_number, digest->tag);
    reading now = {.reader = &reader};
    bool done = mem_try(run_parse, &now); /* the digest's thread must not outlive what it reads */
    if (digest != NULL)
        digest_finish(s->digest, digest->hex);
    mem_free(reader.rows);
    mem_free(s->chunk);
    mem_free(s->other);
    if (!is_standard_input)
        close(fd);
    if (!done)
        mem_raise();
    return now.well_formed;
}

bool xml_read_text(str text, const char *name, const xml_handler *handler, diags *d)
{
    xml_reader reader = {.handler = handler, .path = name, .diags = d};
    char *chunk = new_chunk(text.length);
    if (text.length > 0)
        memcpy(chunk, text.at, text.length);
    reader.source = (source){.fd = -1, .chunk = chunk, .rest = {chunk, text.length}};
    bool well_formed = parse(&reader);
    mem_free(reader.rows);
    mem_free(chunk);
    return well_formed;
}

const char *xml_parser_version(void)
{
    return xmlParserVersion;
}

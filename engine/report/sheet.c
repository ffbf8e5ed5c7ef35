/* Sheets by libxlsxwriter. It writes rows to temporary files as they end, and the workbook to a file in memory. */
#include "report/sheet.h"

#include "base/mem.h"
#include "report/archive.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum cell_style {
    CELL_TITLE,
    CELL_NOTE,
    CELL_HEAD,
    CELL_TEXT,
    CELL_LINK,
    CELL_NUMBER,
    CELL_INDEX,
    CELL_DAY,
    CELL_SECOND,
    CELL_ANSWER,
    CELL_ANSWER_DAY,
    CELL_RESULT, /* and one for each result from here on */
    CELL_STYLE_COUNT = CELL_RESULT + RESULT_COUNT
};

enum { MOST_COLUMNS = 26, MOST_CHOICES = 7, A4 = 9, FILTER_WIDTH = 3 };
/* In points. */
enum { LINE_HEIGHT = 16, ROW_PADDING = 2, TITLE_HEIGHT = 24, MOST_HEIGHT = 409 };

const sheet_limits excel_limits = {.rows = LXW_ROW_MAX, .links = LXW_MAX_NUMBER_URLS, .characters = 32767};

struct book {
    const book_plan *plan;
    arena *a;
    int file;
    char path[32];    /* of it */
    lxw_workbook *to; /* NULL once it is closed */
    lxw_format *styles[CELL_STYLE_COUNT];
    sheet *last;
    lxw_error error; /* the first */
};

struct sheet {
    book *in;
    sheet *before;     /* NULL for the first */
    lxw_worksheet *to; /* NULL after an error */
    str name;
    lxw_row_t row;
    lxw_col_t column;
    buffer cell;                 /* being filled: pieces, one a line */
    size_t widths[MOST_COLUMNS]; /* of the widest line so far */
    sheet_table table;           /* open; without columns: none */
    size_t lines;                /* of the row's highest cell so far */
    lxw_row_t head, linked;      /* the table's head; the row from which on links would be too many */
};

/* ---- the workbook ---- */

static void keep_error(book *b, lxw_error error)
{
    if (b->error == LXW_NO_ERROR)
        b->error = error;
}

static void set_frame(lxw_format *f)
{
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, 0xB0B0B0);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(f);
}

static void set_result(lxw_format *f, enum result r)
{
    static const struct {
        lxw_color_t ink, paper;
    } colours[RESULT_COUNT] = {
        [RESULT_NOT_APPLICABLE] = {0x555555, 0xF3F3F3}, [RESULT_PASS] = {0x1D6131, 0xE6F2E9},
        [RESULT_NOTICE] = {0x0B4F7A, 0xE3EFF7},         [RESULT_REVIEW] = {0x80510A, 0xFBF0DC},
        [RESULT_UNKNOWN] = {0x5A2D82, 0xEFE6F6},        [RESULT_FAIL] = {0xA30D0D, 0xFBE5E5},
        [RESULT_ERROR] = {0xA30D0D, 0xFBE5E5},
    };
    format_set_bold(f);
    format_set_font_color(f, colours[r].ink);
    format_set_bg_color(f, colours[r].paper);
}

/* Dates as a Japanese office writes them, by the era; or ISO 8601. */
static const char *date_format(enum language language, bool with_time)
{
    if (language == LANGUAGE_EN)
        return with_time ? "yyyy-mm-dd hh:mm:ss" : "yyyy-mm-dd";
    return with_time ? "[$-411]ggge\"年\"m\"月\"d\"日\"h\"時\"m\"分\"s\"秒\"" : "[$-411]ggge\"年\"m\"月\"d\"日\"";
}

static void set_style(lxw_format *f, enum cell_style style, enum language language)
{
    format_set_font_name(f, "Yu Gothic");
    format_set_font_size(f, style == CELL_TITLE ? 14 : 10);
    if (style == CELL_TITLE)
        format_set_bold(f);
    if (style == CELL_TITLE || style == CELL_NOTE)
        return;
    set_frame(f);
    if (style >= CELL_RESULT)
        set_result(f, (enum result)(style - CELL_RESULT));
    if (style == CELL_HEAD)
        format_set_bold(f);
    if (style == CELL_HEAD)
        format_set_bg_color(f, 0xE7E6E6);
    if (style == CELL_LINK)
        format_set_font_color(f, 0x0B3D91);
    if (style == CELL_LINK)
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
    if (style == CELL_NUMBER)
        format_set_num_format(f, "#,##0");
    if (style == CELL_INDEX)
        format_set_num_format(f, "0");
    bool is_date = style == CELL_DAY || style == CELL_SECOND || style == CELL_ANSWER_DAY;
    if (is_date)
        format_set_align(f, LXW_ALIGN_LEFT);
    if (is_date)
        format_set_num_format(f, date_format(language, style == CELL_SECOND));
    if (style == CELL_ANSWER || style == CELL_ANSWER_DAY)
        format_set_bg_color(f, 0xFFFBE6);
}

/* The instant at which the day begins in Japan, which is what the reader's program shows. */
static time_t instant_of(moment m)
{
    enum { AHEAD_OF_UTC = 9 * 3600 };
    return (time_t)(moment_first(m) - AHEAD_OF_UTC);
}

static char *keep(book *b, str text)
{
    return arena_copy(b->a, text.at, text.length);
}

static void open_workbook(book *b)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    b->file = memfd_create("junshu", MFD_CLOEXEC);
    if (b->file < 0) {
        keep_error(b, LXW_ERROR_CREATING_XLSX_FILE);
        return;
    }
    snprintf(b->path, sizeof b->path, "/proc/self/fd/%d", b->file);
    b->to = workbook_new_opt(b->path, &options);
    if (b->to == NULL)
        mem_raise();
    lxw_doc_properties properties = {.title = keep(b, word_text(b->plan->title, b->plan->language)),
                                     .author = keep(b, b->plan->author),
                                     .created = instant_of(b->plan->created)};
    keep_error(b, workbook_set_properties(b->to, &properties));
    for (int i = 0; i < CELL_STYLE_COUNT; i++) {
        b->styles[i] = workbook_add_format(b->to);
        if (b->styles[i] == NULL)
            mem_raise();
        set_style(b->styles[i], (enum cell_style)i, b->plan->language);
    }
}

/* Closes what a workbook that is given up leaves open: its temporary files. */
static void drop_workbook(book *b)
{
    if (b->to == NULL)
        return;
    for (sheet *s = b->last; s != NULL; s = s->before)
        if (s->to != NULL)
            fclose(s->to->optimize_tmpfile);
    lxw_workbook_free(b->to);
}

static void close_workbook(book *b)
{
    for (sheet *s = b->last; s != NULL; s = s->before)
        if (fflush(s->to->optimize_tmpfile) != 0 || ferror(s->to->optimize_tmpfile))
            keep_error(b, LXW_ERROR_CREATING_TMPFILE);
    if (b->error != LXW_NO_ERROR)
        return;
    keep_error(b, workbook_close(b->to));
    b->to = NULL;
    if (b->error == LXW_NO_ERROR && !archive_is_whole(b->path))
        keep_error(b, LXW_ERROR_CREATING_TMPFILE);
}

static void hand_over(book *b, buffer *out)
{
    enum { PIECE = 64 * 1024 };
    struct stat is;
    if (fstat(b->file, &is) != 0 || is.st_size == 0) {
        keep_error(b, LXW_ERROR_ZIP_CLOSE);
        return;
    }
    size_t size = (size_t)is.st_size;
    char *all = mmap(NULL, size, PROT_READ, MAP_PRIVATE, b->file, 0);
    if (all == MAP_FAILED)
        mem_raise();
    for (size_t i = 0; i < size; i += PIECE)
        buffer_add(out, (str){all + i, size - i < PIECE ? size - i : PIECE});
    munmap(all, size);
}

typedef struct job {
    book *b;
    void (*fill)(book *, void *);
    void *context;
    buffer *out;
} job;

static void make(void *arg)
{
    job *j = arg;
    open_workbook(j->b);
    if (j->b->error == LXW_NO_ERROR)
        j->fill(j->b, j->context);
    if (j->b->error == LXW_NO_ERROR)
        close_workbook(j->b);
    if (j->b->error == LXW_NO_ERROR)
        hand_over(j->b, j->out);
}

bool book_make(const book_plan *plan, void (*fill)(book *b, void *context), void *context, buffer *out, diags *d)
{
    book b = {.plan = plan, .a = arena_new(), .file = -1};
    job j = {&b, fill, context, out};
    /* The library writes numbers as the locale has them. */
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0), before = uselocale(plain);
    bool fits = mem_try(make, &j);
    uselocale(before);
    freelocale(plain);
    drop_workbook(&b);
    if (b.file >= 0)
        close(b.file);
    arena_free(b.a);
    if (!fits)
        mem_raise();
    if (b.error != LXW_NO_ERROR)
        DIAG1(d, (place){0}, DIAG_REPORT_SHEET, str_of(lxw_strerror(b.error)));
    return b.error == LXW_NO_ERROR;
}

/* ---- sheets ---- */

sheet *book_add_sheet(book *b, enum word name)
{
    sheet *s = ARENA_NEW(b->a, sheet);
    s->in = b;
    s->before = b->last;
    b->last = s;
    s->name = word_text(name, b->plan->language);
    s->to = workbook_add_worksheet(b->to, keep(b, s->name));
    if (s->to == NULL) {
        keep_error(b, LXW_ERROR_CREATING_TMPFILE);
        return s;
    }
    buffer head = {0};
    buffer_add_text(&head, "&L");
    buffer_add(&head, word_text(b->plan->title, b->plan->language));
    buffer_add_text(&head, "&R&A");
    worksheet_set_landscape(s->to);
    worksheet_set_paper(s->to, A4);
    worksheet_set_margins(s->to, 0.5, 0.5, 0.7, 0.6);
    worksheet_fit_to_pages(s->to, 1, 1);
    keep_error(b, worksheet_set_header(s->to, head.at));
    keep_error(b, worksheet_set_footer(s->to, "&C&P / &N"));
    buffer_free(&head);
    return s;
}

void sheet_mark(sheet *s, enum result r)
{
    if (s->to != NULL)
        worksheet_set_tab_color(s->to, s->in->styles[CELL_RESULT + r]->font_color);
}

static bool is_written(const sheet *s)
{
    return s->to != NULL && s->row < s->in->plan->limits->rows;
}

uint32_t sheet_row(const sheet *s)
{
    return s->row;
}

static void set_height(sheet *s, double height)
{
    if (is_written(s))
        keep_error(s->in, worksheet_set_row(s->to, s->row, height < MOST_HEIGHT ? height : MOST_HEIGHT, NULL));
}

void sheet_end_row(sheet *s)
{
    if (s->lines > 0)
        set_height(s, (double)(s->lines * LINE_HEIGHT + ROW_PADDING));
    s->row++;
    s->column = 0;
    s->lines = 0;
}

void sheet_skip_row(sheet *s)
{
    sheet_end_row(s);
}

/* ---- cells ---- */

static size_t widest_of(const sheet *s)
{
    enum { COUNT_WIDTH = 8, UNBOUND = 200 };
    if (s->table.column_count == 0)
        return UNBOUND;
    return s->column < s->table.column_count ? s->table.columns[s->column].widest : COUNT_WIDTH;
}

/* Makes room for the text: the column grows up to its widest, then the row. Programs do not agree on how high a row
   with wrapped lines has to be, and some leave it at one line. */
static void make_room(sheet *s, str text, size_t beside)
{
    size_t width = cell_width(text) + beside, widest = widest_of(s), lines = cell_lines(text, widest - beside);
    if (width > widest)
        width = widest;
    if (s->column < MOST_COLUMNS && width > s->widths[s->column])
        s->widths[s->column] = width;
    if (lines > s->lines)
        s->lines = lines;
}

static void put_number(sheet *s, double number, str shown, enum cell_style style)
{
    if (is_written(s))
        keep_error(s->in, worksheet_write_number(s->to, s->row, s->column, number, s->in->styles[style]));
    make_room(s, shown, 0);
    s->column++;
}

/* Returns the text of the cell that is being filled, as the sheet can hold it, and empties the cell. */
static buffer take_cell(sheet *s)
{
    buffer text = {0};
    cell_fit(&text, buffer_str(&s->cell), s->in->plan->limits->characters,
             word_text(WORD_SHEET_CUT, s->in->plan->language));
    buffer_free(&s->cell);
    return text;
}

static void put_text(sheet *s, enum cell_style style)
{
    buffer text = take_cell(s);
    if (is_written(s))
        keep_error(s->in, worksheet_write_string(s->to, s->row, s->column, text.at, s->in->styles[style]));
    if (style != CELL_TITLE && style != CELL_NOTE)
        make_room(s, buffer_str(&text), style == CELL_HEAD && s->table.is_list ? FILTER_WIDTH : 0);
    buffer_free(&text);
    s->column++;
}

void cell_piece(sheet *s, str text)
{
    if (text.length == 0)
        return;
    if (s->cell.length > 0)
        buffer_add_char(&s->cell, '\n');
    add_clean(&s->cell, text, buffer_add);
}

void cell_end(sheet *s)
{
    put_text(s, CELL_TEXT);
}

void cell_link(sheet *s, const sheet *to, uint32_t row)
{
    if (s->row >= s->linked || row >= s->in->plan->limits->rows || !is_written(s)) {
        put_text(s, CELL_TEXT);
        return;
    }
    buffer text = take_cell(s), address = {0};
    buffer_add_text(&address, "internal:'");
    buffer_add(&address, to->name);
    buffer_addf(&address, "'!A%u", row + 1);
    keep_error(s->in,
               worksheet_write_url_opt(s->to, s->row, s->column, address.at, s->in->styles[CELL_LINK], text.at, NULL));
    make_room(s, buffer_str(&text), 0);
    buffer_free(&text);
    buffer_free(&address);
    s->column++;
}

void cell_text(sheet *s, str text)
{
    cell_piece(s, text);
    cell_end(s);
}

void cell_label(sheet *s, label l)
{
    cell_text(s, label_text(l, s->in->plan->language));
}

void cell_word(sheet *s, enum word word)
{
    cell_text(s, word_text(word, s->in->plan->language));
}

void cell_head(sheet *s, str text)
{
    cell_piece(s, text);
    put_text(s, CELL_HEAD);
}

void cell_number(sheet *s, uint64_t number)
{
    put_number(s, (double)number, str_of(number_print(number).at), CELL_NUMBER);
}

void cell_index(sheet *s, uint64_t number)
{
    put_number(s, (double)number, str_of(number_print(number).at), CELL_INDEX);
}

/* Days are counted so from March 1900 on; Excel takes 1900 for a leap year. */
static double serial_of(moment m)
{
    return 25569 + (double)moment_first(m) / SECONDS_PER_DAY;
}

void cell_moment(sheet *s, moment m)
{
    enum { FIRST_SERIAL = 61 };
    bool is_open = m == MOMENT_MISSING || m == MOMENT_PAST || m == MOMENT_FUTURE;
    buffer text = {0};
    if (!is_open)
        moment_print(&text, m, s->in->plan->language);
    if (is_open || serial_of(m) < FIRST_SERIAL)
        cell_text(s, is_open ? STR("－") : buffer_str(&text));
    else
        put_number(s, serial_of(m), buffer_str(&text), moment_is_day(m) ? CELL_DAY : CELL_SECOND);
    buffer_free(&text);
}

void cell_result(sheet *s, enum result r)
{
    buffer text = {0};
    buffer_addf(&text, "%s ", result_sign(r));
    buffer_add(&text, label_text(result_title(r), s->in->plan->language));
    cell_piece(s, buffer_str(&text));
    put_text(s, (enum cell_style)(CELL_RESULT + r));
    buffer_free(&text);
}

void cell_counts(sheet *s, const uint64_t *counts)
{
    for (int r = RESULT_COUNT - 1; r >= 0; r--)
        cell_number(s, counts[r]);
}

void cell_answer(sheet *s)
{
    put_text(s, CELL_ANSWER);
}

void cell_answer_day(sheet *s)
{
    make_room(s, STR("令和00年00月00日"), 0);
    put_text(s, CELL_ANSWER_DAY);
}

/* ---- lines and tables ---- */

static void put_line(sheet *s, str text, enum cell_style style)
{
    cell_piece(s, text);
    put_text(s, style);
    if (style == CELL_TITLE)
        set_height(s, TITLE_HEIGHT);
    sheet_end_row(s);
}

void sheet_title(sheet *s, str text)
{
    put_line(s, text, CELL_TITLE);
}

void sheet_note(sheet *s, str text)
{
    put_line(s, text, CELL_NOTE);
}

void sheet_say(sheet *s, enum word word, str first, str second, str third)
{
    buffer text = {0};
    word_print(&text, word, s->in->plan->language, first, second, third);
    sheet_note(s, buffer_str(&text));
    buffer_free(&text);
}

static void say_limit(sheet *s, enum word word, uint64_t all, uint64_t kept)
{
    sheet_say(s, word, str_of(number_print(all).at), str_of(number_print(kept).at), (str){0});
}

static void say_limits(sheet *s, const sheet_table *t)
{
    const sheet_limits *most = s->in->plan->limits;
    uint64_t linked = t->links > 0 ? most->links / t->links : t->rows;
    bool has_more = t->rows > linked;
    uint64_t room = most->rows - s->row - 1 - has_more;
    if (t->rows > room)
        say_limit(s, WORD_SHEET_ROWS, t->rows, room - 1);
    if (has_more)
        say_limit(s, WORD_SHEET_LINKS, t->rows, linked);
    s->linked = (lxw_row_t)(s->row + 1 + (has_more ? linked : t->rows));
}

static size_t count_columns(const sheet_table *t)
{
    return t->column_count + (t->has_counts ? RESULT_COUNT : 0);
}

static str head_of(const sheet *s, size_t column)
{
    enum language language = s->in->plan->language;
    if (column < s->table.column_count)
        return word_text(s->table.columns[column].head, language);
    return label_text(result_title((enum result)(RESULT_COUNT - 1 - (column - s->table.column_count))), language);
}

void sheet_open_table(sheet *s, const sheet_table *table)
{
    say_limits(s, table);
    s->table = *table;
    s->head = s->row;
    for (size_t i = 0; i < count_columns(table); i++)
        cell_head(s, head_of(s, i));
    sheet_end_row(s);
}

/* The last row of the table that is there. */
static lxw_row_t last_row(const sheet *s)
{
    lxw_row_t most = s->in->plan->limits->rows;
    return (s->row < most ? s->row : most) - 1;
}

static void set_up_list(sheet *s)
{
    const sheet_table *t = &s->table;
    lxw_col_t last = (lxw_col_t)(count_columns(t) - 1), printed = (lxw_col_t)(t->printed > 0 ? t->printed - 1 : last);
    worksheet_fit_to_pages(s->to, 1, 0);
    worksheet_freeze_panes(s->to, s->head + 1, (lxw_col_t)t->frozen);
    keep_error(s->in, worksheet_autofilter(s->to, s->head, 0, last_row(s), last));
    keep_error(s->in, worksheet_repeat_rows(s->to, s->head, s->head));
    keep_error(s->in, worksheet_print_area(s->to, 0, 0, last_row(s), printed));
}

void sheet_close_table(sheet *s)
{
    static const double COLUMN_PADDING = 1.5;
    for (lxw_col_t i = 0; i < count_columns(&s->table) && s->to != NULL; i++)
        keep_error(s->in, worksheet_set_column(s->to, i, i, (double)s->widths[i] + COLUMN_PADDING, NULL));
    if (s->table.is_list && s->to != NULL)
        set_up_list(s);
    s->table = (sheet_table){0};
}

void sheet_offer(sheet *s, size_t column, const label *choices, size_t count)
{
    char *texts[MOST_CHOICES + 1] = {0};
    if (s->to == NULL || last_row(s) <= s->head)
        return;
    for (size_t i = 0; i < count && i < MOST_CHOICES; i++)
        texts[i] = keep(s->in, label_text(choices[i], s->in->plan->language));
    lxw_data_validation choice = {.validate = LXW_VALIDATION_TYPE_LIST, .value_list = texts};
    keep_error(s->in, worksheet_data_validation_range(s->to, s->head + 1, (lxw_col_t)column, last_row(s),
                                                      (lxw_col_t)column, &choice));
}

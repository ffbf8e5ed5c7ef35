/* Civil time in Japan Standard Time, parsed by hand: strptime alone costs more than the XML parse. */
#include "base/time.h"

enum { JST_OFFSET = 9 * 3600, FIRST_YEAR = 1900, LAST_YEAR = 2099, DATE_LENGTH = 10, TIME_LENGTH = 19 };

moment moment_day(moment m)
{
    if (m == MOMENT_PAST || m == MOMENT_FUTURE || m == MOMENT_MISSING || moment_is_day(m))
        return m;
    int64_t second = moment_first(m);
    int64_t day = second / SECONDS_PER_DAY - (second % SECONDS_PER_DAY < 0);
    return moment_of_day(day);
}

static int64_t day_number(moment m)
{
    return moment_first(moment_day(m)) / SECONDS_PER_DAY;
}

/* Counts from 1 March of year 0 in eras of 400 years, so that a leap day ends its year. */
int64_t day_from_civil(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void civil_from_day(int64_t day, int *year, int *month, int *day_of_month)
{
    int64_t shifted = day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted_month = (5 * day_of_year + 2) / 153;
    *day_of_month = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    *month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* Returns the number that `count` digits write, or -1. */
static int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        unsigned digit = (unsigned)(unsigned char)at[i] - '0';
        if (digit > 9)
            return -1;
        value = value * 10 + (int)digit;
    }
    return value;
}

/* Reads what follows the year: -04-01. */
static int parse_day_of(int year, const char *at, int64_t *day)
{
    int month = digits(at + 1, 2), day_of_month = digits(at + 4, 2);
    if (at[0] != '-' || at[3] != '-' || month < 1 || month > 12)
        return 0;
    if (day_of_month < 1 || day_of_month > days_in_month(year, month))
        return 0;
    *day = day_from_civil(year, month, day_of_month);
    return 1;
}

static int parse_day(const char *at, int64_t *day)
{
    int year = digits(at, 4);
    return year >= FIRST_YEAR && year <= LAST_YEAR && parse_day_of(year, at + 4, day);
}

static inline int parse_known_day(const char *at, known_day *known)
{
    uint64_t start = str_word((str){at, 8}), end = str_word((str){at + 8, DATE_LENGTH - 8});
    if (start == known->start && end == known->end && start != 0)
        return 1;
    *known = (known_day){.start = start, .end = end};
    if (parse_day(at, &known->day))
        return 1;
    known->start = 0;
    return 0;
}

/* Reads T08:31:00, all eight bytes of the clock at once. What is left of each when 00:00:00 is taken off reaches the
   top bit, with what is added, where it is more than 29:59:59 has there. */
static inline int parse_clock(const char *at, int64_t *clock)
{
    uint64_t parts = str_word((str){at + 1, 8}) ^ 0x30303A30303A3030u;
    uint64_t excess = parts | (parts + 0x767A7F767A7F767Du);
    uint64_t pairs = parts * 10 + (parts >> 8); /* hour, minute and second in bytes 0, 3 and 6 */
    unsigned hour = pairs & 0xFF, minute = pairs >> 24 & 0xFF, second = pairs >> 48 & 0xFF;
    *clock = hour * 3600 + minute * 60 + second;
    return at[0] == 'T' && (excess & 0x8080808080808080u) == 0 && hour < 24;
}

moment moment_parse_date(str text)
{
    int64_t day;
    if (text.length != DATE_LENGTH || !parse_day(text.at, &day))
        return MOMENT_MISSING;
    return moment_of_day(day);
}

/* Reads Z, +09:00 or -03:30. The greatest offset is 14 hours, as in XML Schema. */
static int parse_offset(str text, int64_t *offset)
{
    if (text.length == 1 && text.at[0] == 'Z') {
        *offset = 0;
        return 1;
    }
    if (text.length != 6 || (text.at[0] != '+' && text.at[0] != '-') || text.at[3] != ':')
        return 0;
    int hours = digits(text.at + 1, 2), minutes = digits(text.at + 4, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60)
        return 0;
    *offset = (text.at[0] == '-' ? -60 : 60) * (hours * 60 + minutes);
    return 1;
}

moment moment_parse_near(str text, known_day *known)
{
    int64_t clock, offset = JST_OFFSET;
    if (text.length < DATE_LENGTH || !parse_known_day(text.at, known))
        return MOMENT_MISSING;
    if (text.length == DATE_LENGTH)
        return moment_of_day(known->day);
    if (text.length < TIME_LENGTH || !parse_clock(text.at + DATE_LENGTH, &clock))
        return MOMENT_MISSING;
    if (text.length > TIME_LENGTH && !parse_offset(str_from(text, TIME_LENGTH), &offset))
        return MOMENT_MISSING;
    return moment_of_second(known->day * SECONDS_PER_DAY + clock - offset + JST_OFFSET);
}

bool moment_parse_all(const str *texts, size_t count, moment *out)
{
    known_day day = {0};
    for (size_t i = 0; i < count; i++)
        if (texts[i].at != NULL && (out[i] = moment_parse_near(texts[i], &day)) == MOMENT_MISSING)
            return false;
    return true;
}

moment moment_parse(str text)
{
    known_day none = {0};
    return moment_parse_near(text, &none);
}

/* Reads both ends, each of which may be open. */
static bool read_ends(str text, moment (*read)(str), period *out)
{
    size_t slash = str_find(text, STR("/"));
    if (slash == SIZE_MAX)
        return false;
    str first = {text.at, slash}, last = str_from(text, slash + 1);
    out->from = str_is(first, "..") ? MOMENT_PAST : read(first);
    out->to = str_is(last, "..") ? MOMENT_FUTURE : read(last);
    return out->from != MOMENT_MISSING && out->to != MOMENT_MISSING;
}

int period_parse(str text, period *out)
{
    if (!read_ends(text, moment_parse, out))
        return 0;
    return moment_first(out->from) <= moment_last(out->to) ? 1 : -1;
}

/* As %04d prints it. */
static int read_year(str text, int *year)
{
    int is_negative = text.length > 0 && text.at[0] == '-';
    str number = str_from(text, (size_t)is_negative);
    if (text.length < 4 || number.length > 6)
        return 0;
    int value = digits(number.at, (int)number.length);
    *year = is_negative ? -value : value;
    return value >= 0;
}

moment moment_read_iso(str text)
{
    enum { MONTH_AND_DAY = 6, CLOCK = 9 };
    int year;
    int64_t day, clock;
    size_t end = str_find(text, STR("T"));
    size_t length = end != SIZE_MAX ? end : text.length;
    if (length < MONTH_AND_DAY || !read_year((str){text.at, length - MONTH_AND_DAY}, &year) ||
        !parse_day_of(year, text.at + length - MONTH_AND_DAY, &day))
        return MOMENT_MISSING;
    if (length == text.length)
        return moment_of_day(day);
    if (text.length - length != CLOCK || !parse_clock(text.at + length, &clock))
        return MOMENT_MISSING;
    return moment_of_second(day * SECONDS_PER_DAY + clock);
}

bool period_read_iso(str text, period *out)
{
    return read_ends(text, moment_read_iso, out);
}

enum truth moment_before(moment a, moment b)
{
    if (moment_last(a) < moment_first(b))
        return TRUTH_TRUE;
    return moment_first(a) > moment_last(b) ? TRUTH_FALSE : TRUTH_REVIEW;
}

enum truth moment_not_after(moment a, moment b)
{
    if (a == b || moment_last(a) <= moment_first(b))
        return TRUTH_TRUE;
    return moment_first(a) > moment_last(b) ? TRUTH_FALSE : TRUTH_REVIEW;
}

enum truth moment_same(moment a, moment b)
{
    if (a == b)
        return TRUTH_TRUE;
    int apart = moment_last(a) < moment_first(b) || moment_first(a) > moment_last(b);
    return apart ? TRUTH_FALSE : TRUTH_REVIEW;
}

static enum truth span_within(int64_t first, int64_t last, period p)
{
    if (first >= moment_first(p.from) && last <= moment_last(p.to))
        return TRUTH_TRUE;
    int apart = last < moment_first(p.from) || first > moment_last(p.to);
    return apart ? TRUTH_FALSE : TRUTH_REVIEW;
}

enum truth moment_within(moment m, period p)
{
    return span_within(moment_first(m), moment_last(m), p);
}

enum truth period_during(period inner, period outer)
{
    int inside = moment_first(inner.from) >= moment_first(outer.from) && moment_last(inner.to) <= moment_last(outer.to);
    return truth_of(inside);
}

enum truth period_overlaps(period a, period b)
{
    return truth_of(moment_first(a.from) <= moment_last(b.to) && moment_first(b.from) <= moment_last(a.to));
}

/* Where a day and one of its seconds bound the same stretch, the day stands, whichever is given first. */
static moment later_beginning(moment a, moment b)
{
    if (moment_first(a) == moment_first(b))
        return moment_is_day(a) ? a : b;
    return moment_first(a) > moment_first(b) ? a : b;
}

static moment earlier_end(moment a, moment b)
{
    if (moment_last(a) == moment_last(b))
        return moment_is_day(a) ? a : b;
    return moment_last(a) < moment_last(b) ? a : b;
}

period period_intersect(period a, period b)
{
    if (period_overlaps(a, b) == TRUTH_FALSE)
        return (period){MOMENT_MISSING, MOMENT_MISSING};
    return (period){later_beginning(a.from, b.from), earlier_end(a.to, b.to)};
}

static int floor_div(int a, int b)
{
    return a / b - (a % b < 0);
}

moment moment_add(moment m, duration d, int sign)
{
    if (m == MOMENT_PAST || m == MOMENT_FUTURE || m == MOMENT_MISSING)
        return m;
    int year, month, day;
    int64_t number = day_number(m);
    int64_t clock = moment_first(m) - number * SECONDS_PER_DAY;
    civil_from_day(number, &year, &month, &day);
    int months = year * 12 + month - 1 + sign * d.months;
    year = floor_div(months, 12);
    month = months - year * 12 + 1;
    if (day > days_in_month(year, month))
        day = days_in_month(year, month);
    number = day_from_civil(year, month, day) + (int64_t)sign * d.days;
    return moment_is_day(m) ? moment_of_day(number) : moment_of_second(number * SECONDS_PER_DAY + clock);
}

int moment_fiscal_year(moment m)
{
    int year, month, day;
    civil_from_day(day_number(m), &year, &month, &day);
    return month >= 4 ? year : year - 1;
}

typedef struct era {
    int year, month, day;
    const char *name;
} era;

static const era eras[] = {{2019, 5, 1, "令和"}, {1989, 1, 8, "平成"}, {1926, 12, 25, "昭和"}, {1912, 7, 30, "大正"}};

static void print_japanese_date(buffer *b, int64_t number)
{
    int year, month, day;
    civil_from_day(number, &year, &month, &day);
    for (size_t i = 0; i < sizeof eras / sizeof eras[0]; i++) {
        if (number < day_from_civil(eras[i].year, eras[i].month, eras[i].day))
            continue;
        int year_of_era = year - eras[i].year + 1;
        if (year_of_era == 1)
            buffer_addf(b, "%s元年%d月%d日", eras[i].name, month, day);
        else
            buffer_addf(b, "%s%d年%d月%d日", eras[i].name, year_of_era, month, day);
        return;
    }
    buffer_addf(b, "%d年%d月%d日", year, month, day);
}

static void split_clock(moment m, int *hour, int *minute, int *second)
{
    int clock = (int)(moment_first(m) - day_number(m) * SECONDS_PER_DAY);
    *hour = clock / 3600;
    *minute = clock / 60 % 60;
    *second = clock % 60;
}

static void print_iso_date(buffer *b, moment m)
{
    int year, month, day;
    civil_from_day(day_number(m), &year, &month, &day);
    buffer_addf(b, "%04d-%02d-%02d", year, month, day);
}

void moment_print_iso(buffer *b, moment m)
{
    int hour, minute, second;
    if (!moment_is_closed(m)) {
        buffer_add_text(b, "..");
        return;
    }
    print_iso_date(b, m);
    if (moment_is_day(m))
        return;
    split_clock(m, &hour, &minute, &second);
    buffer_addf(b, "T%02d:%02d:%02d", hour, minute, second);
}

void period_print_iso(buffer *b, period p)
{
    moment_print_iso(b, p.from);
    buffer_add_char(b, '/');
    moment_print_iso(b, p.to);
}

void moment_print(buffer *b, moment m, enum language language)
{
    if (!moment_is_closed(m)) {
        buffer_add_text(b, language == LANGUAGE_JA ? "期限なし" : "open");
        return;
    }
    bool in_japanese = language == LANGUAGE_JA;
    if (in_japanese)
        print_japanese_date(b, day_number(m));
    else
        print_iso_date(b, m);
    if (moment_is_day(m))
        return;
    int hour, minute, second;
    split_clock(m, &hour, &minute, &second);
    buffer_addf(b, in_japanese ? "%d時%d分" : " %02d:%02d", hour, minute);
    if (second > 0)
        buffer_addf(b, in_japanese ? "%d秒" : ":%02d", second);
}

static void print_period_ja(buffer *b, period p)
{
    if (moment_is_closed(p.from)) {
        moment_print(b, p.from, LANGUAGE_JA);
        buffer_add_text(b, "から");
    }
    if (moment_is_closed(p.to)) {
        moment_print(b, p.to, LANGUAGE_JA);
        buffer_add_text(b, "まで");
    }
}

static void print_period_en(buffer *b, period p)
{
    if (!moment_is_closed(p.from) || !moment_is_closed(p.to))
        buffer_add_text(b, moment_is_closed(p.from) ? "from " : "until ");
    if (moment_is_closed(p.from))
        moment_print(b, p.from, LANGUAGE_EN);
    if (moment_is_closed(p.from) && moment_is_closed(p.to))
        buffer_add_text(b, " to ");
    if (moment_is_closed(p.to))
        moment_print(b, p.to, LANGUAGE_EN);
}

void period_print(buffer *b, period p, enum language language)
{
    if (p.from == p.to && moment_is_day(p.from)) { /* a single day */
        moment_print(b, p.from, language);
        return;
    }
    if (!moment_is_closed(p.from) && !moment_is_closed(p.to))
        moment_print(b, p.to, language);
    else if (language == LANGUAGE_JA)
        print_period_ja(b, p);
    else
        print_period_en(b, p);
}

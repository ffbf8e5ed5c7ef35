/* Pictures made by hand, for the sample of a result: what lies on the ends of the axis and beside them, every state of
   bars, marks and gaps, hostile names. */
#ifndef JUNSHU_PICTURE_SAMPLE_H
#define JUNSHU_PICTURE_SAMPLE_H

static period span_of(const char *text)
{
    period p = {MOMENT_MISSING, MOMENT_MISSING};
    period_parse(str_of(text), &p);
    return p;
}

static picture_kind sample_kinds[] = {
    {LABEL("在室" HOSTILE, "stay" HOSTILE), false},
    {LABEL("休止", "pause"), false},
    {LABEL("確認", "check"), true},
    {LABEL("承認", "approval"), true},
};

static const picture_def sample_timeline = {.form = PICTURE_TIMELINE,
                                            .id = TEXT("stays"),
                                            .title = LABEL("在室の期間" HOSTILE, "stays" HOSTILE),
                                            .note = LABEL("帯は在室を示す。", "Bars are stays."),
                                            .kinds = sample_kinds,
                                            .kind_count = COUNT(sample_kinds)};

static const picture_def sample_calendar = {
    .form = PICTURE_CALENDAR, .id = TEXT("entries"), .title = LABEL("入室", "entries")};

static const picture_def sample_broken = {.form = PICTURE_TIMELINE,
                                          .id = TEXT("broken"),
                                          .title = LABEL("描けない図", "a picture that cannot be drawn"),
                                          .kinds = sample_kinds,
                                          .kind_count = COUNT(sample_kinds)};

static picture_bar sample_item(size_t kind, const char *span, enum truth truth)
{
    return (picture_bar){.kind = kind, .span = span_of(span), .truth = truth};
}

static void sample_fill_row(sample *s, picture_row *r)
{
    static evidence record;
    record = record_of("room", (label)LABEL("室", "room"), "R1", (label)LABEL(HOSTILE "（R1）", HOSTILE " (R1)"), 5);
    picture_bar items[] = {
        sample_item(0, "2024-01-01/2025-06-30", TRUTH_TRUE),
        sample_item(0, "2025-07-02/2025-09-30", TRUTH_FALSE),
        sample_item(0, "2025-09-01/2025-10-31", TRUTH_UNKNOWN),
        sample_item(0, "2026-03-31/..", TRUTH_TRUE),
        {.kind = 0, .span = {MOMENT_MISSING, MOMENT_MISSING}, .truth = TRUTH_TRUE},
        sample_item(1, "2025-05-01/2025-05-01", TRUTH_REVIEW),
        sample_item(2, "2025-03-31T23:59:59/2025-03-31T23:59:59", TRUTH_TRUE),
        sample_item(2, "2025-04-01T00:00:00/2025-04-01T00:00:00", TRUTH_TRUE),
        sample_item(2, "2026-03-31T23:59:59/2026-03-31T23:59:59", TRUTH_FALSE),
        sample_item(3, "2025-04-01/2025-04-01", TRUTH_UNKNOWN),
        sample_item(3, "2026-04-01/2026-04-01", TRUTH_TRUE),
    };
    picture_stretch expected[] = {{0, span_of("2025-04-01/2026-03-31"), true}};
    picture_stretch gaps[] = {{0, span_of("2025-07-01/2025-07-01"), true},
                              {0, span_of("2025-11-01/2026-01-31"), true},
                              {0, span_of("2026-02-01/2026-03-30"), false}};
    items[0].text = (label)LABEL(HOSTILE, HOSTILE);
    items[0].record = &record;
    items[0].finding = s->result.rules[3].findings[0];
    *r = (picture_row){.text = record.text,
                       .record = &record,
                       .finding = s->result.rules[2].findings[0],
                       .is_open = true,
                       .has_path = true};
    r->item_count = COUNT(items);
    r->expected_count = COUNT(expected);
    r->gap_count = COUNT(gaps);
    r->items = memcpy(ARENA_ARRAY(s->a, picture_bar, r->item_count), items, sizeof items);
    r->expected = memcpy(ARENA_ARRAY(s->a, picture_stretch, r->expected_count), expected, sizeof expected);
    r->gaps = memcpy(ARENA_ARRAY(s->a, picture_stretch, r->gap_count), gaps, sizeof gaps);
}

static void sample_show_rules(sample *s, picture *p)
{
    p->rules = ARENA_ARRAY(s->a, const rule_result *, 2);
    p->rules[p->rule_count++] = &s->result.rules[2];
    p->rules[p->rule_count++] = &s->result.rules[3];
}

static void sample_fill_timeline(sample *s, picture *p)
{
    static label missing = LABEL("在室の一覧（提出されていない）", "list of stays (not supplied)");
    *p = (picture){.def = &sample_timeline,
                   .axis = span_of("2025-04-01/2026-03-31"),
                   .rows = ARENA_ARRAY(s->a, picture_row, 2),
                   .row_count = 2,
                   .missing = &missing,
                   .missing_count = 1};
    sample_fill_row(s, &p->rows[0]);
    p->rows[1].text = (label)LABEL("市", "the municipality");
}

static void sample_fill_calendar(sample *s, picture *p)
{
    picture_cell cells[] = {{moment_parse_date(STR("2025-04-01")), 0, 1, 0, 0},
                            {moment_parse_date(STR("2025-04-01")), 23, 3, 1, 1},
                            {moment_parse_date(STR("2025-12-31")), HOUR_UNKNOWN, 2, 0, 1},
                            {moment_parse_date(STR("2026-03-31")), 23, 1234, 0, 0}};
    *p = (picture){.def = &sample_calendar, .axis = span_of("2025-04-01/2026-03-31"), .undated = 7};
    p->cell_count = COUNT(cells);
    p->cells = memcpy(ARENA_ARRAY(s->a, picture_cell, p->cell_count), cells, sizeof cells);
    p->blank_count = 1;
    p->blank = ARENA_NEW(s->a, period);
    *p->blank = span_of("2025-06-30/2025-07-01");
}

/* Takes a result whose rules are filled. */
static void sample_fill_pictures(sample *s)
{
    s->result.picture_count = 3;
    s->result.pictures = ARENA_ARRAY(s->a, picture, 3);
    sample_fill_timeline(s, &s->result.pictures[0]);
    sample_fill_calendar(s, &s->result.pictures[1]);
    s->result.pictures[2] = (picture){.def = &sample_broken,
                                      .fault = LABEL("図の期間が定まらない", "the time to show is not known"),
                                      .axis = {MOMENT_MISSING, MOMENT_MISSING}};
    for (size_t i = 0; i < s->result.picture_count; i++)
        sample_show_rules(s, &s->result.pictures[i]);
}

#endif

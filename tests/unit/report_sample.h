/* A result made by hand: every result word, every part of the structure, names that try to break out of each format. */
#ifndef JUNSHU_REPORT_SAMPLE_H
#define JUNSHU_REPORT_SAMPLE_H

#include "result/result.h"

#define LABEL(ja, en)                                                                                                  \
    {                                                                                                                  \
        {(ja), sizeof(ja) - 1},                                                                                        \
        {                                                                                                              \
            (en), sizeof(en) - 1                                                                                       \
        }                                                                                                              \
    }
#define TEXT(literal)                                                                                                  \
    {                                                                                                                  \
        (literal), sizeof(literal) - 1                                                                                 \
    }
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Breaks out of HTML text and attributes, of a JSON string, and of a terminal (U+009B is a one-byte CSI there; U+202E
   turns the direction). */
#define HOSTILE                                                                                                        \
    "<script>alert(\"x\")</script>'&\\\xC2\x9B"                                                                        \
    "31m\xE2\x80\xAE"                                                                                                  \
    "E01\n!"

typedef struct sample {
    arena *a;
    audit_result result;
} sample;

static evidence record_of(const char *type, label title, const char *id, label text, uint32_t line)
{
    return (evidence){str_of(type), title, str_of(id), text, {"facts/入退室.xml", line, 0}};
}

static explanation *leaf(arena *a, enum truth truth, label name, const char *source)
{
    explanation *e = ARENA_NEW(a, explanation);
    *e = (explanation){.truth = truth, .name = name, .source = str_of(source)};
    return e;
}

static void adopt(arena *a, explanation *parent, explanation *child)
{
    explanation **children = ARENA_ARRAY(a, explanation *, parent->child_count + 1);
    if (parent->child_count > 0)
        memcpy(children, parent->children, parent->child_count * sizeof *children);
    children[parent->child_count++] = child;
    parent->children = children;
}

static void give_operand(arena *a, explanation *e, const char *source, label name, label value, bool missing)
{
    operand *operands = ARENA_ARRAY(a, operand, e->operand_count + 1);
    if (e->operand_count > 0)
        memcpy(operands, e->operands, e->operand_count * sizeof *operands);
    operands[e->operand_count++] = (operand){str_of(source), name, value, missing};
    e->operands = operands;
}

/* The condition of 第9条第1項: two permissions came near, and each failed in its own way. */
static explanation *sample_condition(arena *a)
{
    static evidence permissions[2];
    permissions[0] = record_of("room-permission", (label)LABEL("入室の許可", "room permission"), "P-12",
                               (label)LABEL("P-12", "P-12"), 88);
    permissions[1] = record_of("room-permission", (label)LABEL("入室の許可", "room permission"), "P-13",
                               (label)LABEL("P-13", "P-13"), 89);
    explanation *top = leaf(a, TRUTH_FALSE, (label){0}, "");
    explanation *some =
        leaf(a, TRUTH_FALSE,
             (label)LABEL("システム管理者の事前の許可がある", "the system manager gave prior permission"), "");
    some->detail =
        (label)LABEL("近い許可は2件あるが、いずれも条件を満たさない", "two permissions come near; neither qualifies");
    adopt(a, top, some);
    for (int i = 0; i < 2; i++) {
        explanation *candidate = leaf(a, TRUTH_FALSE, (label){0}, "");
        candidate->record = &permissions[i];
        explanation *before =
            leaf(a, i == 0 ? TRUTH_TRUE : TRUTH_FALSE,
                 (label)LABEL("入室前に許可されている", "granted before the entry"), "before(p.granted_at, e.entered)");
        give_operand(a, before, "p.granted_at", (label)LABEL("許可の日時", "granted at"),
                     i == 0 ? (label)LABEL("令和7年4月1日9時0分0秒", "2025-04-01 09:00:00")
                            : (label)LABEL("令和7年6月2日8時31分1秒", "2025-06-02 08:31:01"),
                     false);
        give_operand(a, before, "e.entered", (label)LABEL("入室の日時", "entered"),
                     (label)LABEL("令和7年6月2日8時31分0秒", "2025-06-02 08:31:00"), false);
        explanation *within =
            leaf(a, i == 0 ? TRUTH_FALSE : TRUTH_TRUE,
                 (label)LABEL("許可の期間内に入室した", "entered within the permission"), "within(e.entered, p.valid)");
        give_operand(a, within, "p.valid", (label)LABEL("許可の期間", "valid"),
                     i == 0 ? (label)LABEL("令和7年4月1日から令和7年5月31日まで", "2025-04-01 to 2025-05-31")
                            : (label)LABEL("令和7年6月2日から令和7年6月30日まで", "2025-06-02 to 2025-06-30"),
                     false);
        explanation *by = leaf(a, TRUTH_REVIEW, (label)LABEL("許可した者が本人でない", "not granted to oneself"),
                               "p.granted_by ~= p.person");
        give_operand(a, by, "p.granted_by", (label)LABEL("許可した者", "granted by"), (label)LABEL(HOSTILE, HOSTILE),
                     false);
        adopt(a, candidate, before);
        adopt(a, candidate, within);
        adopt(a, candidate, by);
        adopt(a, some, candidate);
    }
    return top;
}

static finding *sample_finding(arena *a, enum result result, const char *rule, const char *id, label sentence,
                               uint32_t line)
{
    finding *f = ARENA_NEW(a, finding);
    buffer identity = {0};
    buffer_addf(&identity, "%s/room-entry:%s", rule, id);
    f->result = result;
    f->identity = buffer_keep(&identity, a);
    f->subject =
        record_of("room-entry", (label)LABEL("入室の記録", "room entry"), id, (label){str_of(id), str_of(id)}, line);
    f->sentence = sentence;
    f->evidence = ARENA_ARRAY(a, const evidence *, 2);
    f->evidence[f->evidence_count++] = &f->subject;
    return f;
}

static void sample_add_fail(arena *a, rule_result *r)
{
    finding *f = sample_finding(
        a, RESULT_FAIL, "9-1.permitted", HOSTILE,
        (label)LABEL(HOSTILE
                     "（P0123）が令和7年6月2日8時31分0秒に電子計算機室へ、システム管理者の事前の許可なく入室した。",
                     HOSTILE " (P0123) entered the computer room without prior permission."),
        17);
    f->why = sample_condition(a);
    f->evidence[f->evidence_count++] = f->why->children[0]->children[0]->record;
    f->remedy = (label)LABEL("入室の経緯を確かめ、以後入室する必要があれば入室の前に許可を得る。",
                             "Obtain permission before any further entry.");
    static label changes[] = {
        LABEL("許可 P-13 の許可の日時が令和7年6月2日8時31分0秒より前であること",
              "permission P-13 granted before 2025-06-02 08:31:00"),
        LABEL("許可 P-12 の期間が令和7年6月2日を含むこと", "permission P-12 valid on 2025-06-02")};
    f->changes = changes;
    f->change_count = COUNT(changes);
    r->findings[r->finding_count++] = f;
    for (int i = 0; i < 32; i++) {
        buffer id = {0};
        buffer_addf(&id, "E%d", 2 + i);
        finding *further = sample_finding(
            a, RESULT_FAIL, "9-1.permitted", buffer_keep(&id, a).at,
            (label)LABEL(
                "佐藤花子（P0200）が令和7年7月1日10時0分0秒に電子計算機室へ、システム管理者の事前の許可なく入室した。",
                "P0200 entered the computer room without prior permission."),
            (uint32_t)(100 + i));
        further->remedy = f->remedy;
        if (i < 2)
            further->why = f->why;
        r->findings[r->finding_count++] = further;
    }
    r->population = 1234567;
    r->counts[RESULT_FAIL] = 33;
    r->counts[RESULT_PASS] = 1234534;
}

static void sample_add_unknown(arena *a, rule_result *r)
{
    finding *f = sample_finding(a, RESULT_UNKNOWN, "9-2.recorded", "R2",
                                (label)LABEL("磁気ディスク等保管室の入退室の記録が、期間を通じてあるか分からない。",
                                             "Whether the log of R2 is complete cannot be told."),
                                5);
    explanation *why = leaf(a, TRUTH_UNKNOWN, (label)LABEL("期間を通じて記録がある", "recorded throughout"), "");
    why->detail =
        (label)LABEL("令和7年10月1日から令和7年10月31日までの記録がない", "no records from 2025-10-01 to 2025-10-31");
    give_operand(a, why, "e.left", (label)LABEL("退室の日時", "left"), (label)LABEL("記録なし", "not recorded"), true);
    f->why = why;
    static label missing[] = {LABEL("磁気ディスク等保管室の入退室の記録（令和7年10月1日から令和7年10月31日まで）",
                                    "entries of R2 from 2025-10-01 to 2025-10-31")};
    f->missing = missing;
    f->missing_count = 1;
    f->remedy = (label)LABEL("入退室管理装置から記録を出力する。", "Export the log.");
    r->findings[r->finding_count++] = f;
    static needed_list needed[] = {{TEXT("room-entry"), LABEL("入室の記録", "room entries"), true, false,
                                    LABEL("令和7年10月1日から令和7年10月31日まで", "from 2025-10-01 to 2025-10-31")},
                                   {TEXT("room"), LABEL("室", "rooms"), false, false, LABEL("", "")}};
    r->needed = needed;
    r->needed_count = COUNT(needed);
    r->population = 2;
    r->counts[RESULT_UNKNOWN] = r->counts[RESULT_PASS] = 1;
    r->note = (label)LABEL("室の一覧が提出されていない。", "The list of rooms was not submitted.");
}

static void sample_add_review(arena *a, rule_result *r)
{
    finding *f =
        sample_finding(a, RESULT_REVIEW, "12-1.measures", "D1",
                       (label)LABEL("サーバ1に係るオペレーティングシステムの対策が十分かは、記録からは定まらない。",
                                    "Whether the measures on D1 suffice is not settled."),
                       9);
    explanation *top = leaf(a, TRUTH_REVIEW, (label){0}, "");
    adopt(a, top, leaf(a, TRUTH_TRUE, (label)LABEL("対策が記録されている", "a measure is recorded"), ""));
    adopt(a, top, leaf(a, TRUTH_REVIEW, (label)LABEL("対策が十分か", "do the measures suffice?"), ""));
    f->why = top;
    r->findings[r->finding_count++] = f;
    r->population = 2;
    r->counts[RESULT_REVIEW] = r->counts[RESULT_PASS] = 1;
    settlement *s = ARENA_NEW(a, settlement);
    s->subject = f->subject;
    s->attestation =
        record_of("attestation", (label)LABEL("確認書", "attestation"), "A1", (label)LABEL("A1", "A1"), 30);
    s->by = (label)LABEL("試験花子（P2）", "試験花子 (P2)");
    s->on = moment_parse(STR("2026-03-31"));
    s->statement = STR("現地で確かめた。");
    s->result = RESULT_PASS;
    r->settled = s;
    r->settled_count = 1;
}

static void sample_add_notice(arena *a, rule_result *r)
{
    finding *f = sample_finding(
        a, RESULT_NOTICE, "6-3.yearly", "municipality",
        (label)LABEL("令和7年度にセキュリティ会議が開催されていない。", "No council meeting in fiscal year 2025."), 0);
    f->subject = (evidence){.type = STR("municipality"),
                            .type_title = LABEL("市", "municipality"),
                            .id = STR("municipality"),
                            .text = LABEL("市", "the municipality")};
    f->evidence_count = 0;
    r->findings[r->finding_count++] = f;
    r->population = 1;
    r->counts[RESULT_NOTICE] = 1;
}

static const bearer sample_bearers[] = {
    {TEXT("everyone"), LABEL("入室する全ての者", "everyone who enters"), false},
    {TEXT("system-manager"), LABEL("システム管理者", "system manager"), false},
    {TEXT("access-manager"), LABEL("アクセス管理責任者", "access manager"), true},
    {TEXT("council"), LABEL("セキュリティ会議", "security council"), false},
};

static audited_rule sample_rules[] = {
    {.id = TEXT("6-3.yearly"),
     .clause = {.article = 6, .paragraph = 3},
     .norm = NORM_LOCAL,
     .bearer = &sample_bearers[3],
     .method = METHOD_INSPECTION,
     .severity = RULE_LOW,
     .title = LABEL("会議の開催回数", "meetings in a year")},
    {.id = TEXT("7.power"),
     .clause = {.article = 7},
     .norm = NORM_POWER,
     .bearer = &sample_bearers[1],
     .method = METHOD_INTERVIEW,
     .severity = RULE_LOW,
     .title = LABEL("指示の根拠", "what an instruction rests on")},
    {.id = TEXT("9-1.permitted"),
     .clause = {.article = 9, .paragraph = 1},
     .norm = NORM_PROHIBITION,
     .bearer = &sample_bearers[0],
     .method = METHOD_LOG,
     .severity = RULE_HIGH,
     .title = LABEL("事前の許可のない入室", "entry without prior permission")},
    {.id = TEXT("9-2.recorded"),
     .clause = {.article = 9, .paragraph = 2},
     .norm = NORM_OBLIGATION,
     .bearer = &sample_bearers[1],
     .method = METHOD_LOG,
     .severity = RULE_HIGH,
     .title = LABEL("室ごとの入退室の記録", "entry records of every room")},
    {.id = TEXT("12-1.measures"),
     .clause = {.article = 12, .paragraph = 1},
     .norm = NORM_OBLIGATION,
     .bearer = &sample_bearers[2],
     .method = METHOD_INSPECTION,
     .severity = RULE_MEDIUM,
     .title = LABEL("OSの対策", "OS measures")},
    {.id = TEXT("12-2.passwords"),
     .clause = {.article = 12, .paragraph = 2},
     .norm = NORM_PRINCIPLE,
     .bearer = &sample_bearers[2],
     .method = METHOD_INSPECTION,
     .severity = RULE_MEDIUM,
     .title = LABEL("パスワードの定め", "password rule")},
    {.id = TEXT("15.history"),
     .clause = {.article = 15},
     .norm = NORM_PRINCIPLE,
     .bearer = &sample_bearers[2],
     .method = METHOD_LOG,
     .severity = RULE_HIGH,
     .title = LABEL("操作履歴の保存", "operation history")},
};

static clause sample_clauses[] = {
    {{.article = 1}, TEXT("1"), LABEL("第1条", "Article 1"), TEXT("趣旨"), TEXT("この要綱は、…定めるものとする。"), ""},
    {{.article = 6, .paragraph = 3},
     TEXT("6-3"),
     LABEL("第6条第3項", "Article 6(3)"),
     TEXT("セキュリティ会議"),
     TEXT("セキュリティ会議は、次に掲げる事項を審議する。"),
     ""},
    {{.article = 7},
     TEXT("7"),
     LABEL("第7条", "Article 7"),
     TEXT("指示"),
     TEXT("セキュリティ統括責任者は、…指示することができる。"),
     ""},
    {{.article = 9, .paragraph = 1},
     TEXT("9-1"),
     LABEL("第9条第1項", "Article 9(1)"),
     TEXT("電子計算機室及び磁気ディスク等保管室の入退室管理"),
     TEXT("電子計算機室及び磁気ディスク等保管室への入室は、システム管理者の事前の許可を得なければならない。"),
     ""},
    {{.article = 9, .paragraph = 2},
     TEXT("9-2"),
     LABEL("第9条第2項", "Article 9(2)"),
     TEXT("電子計算機室及び磁気ディスク等保管室の入退室管理"),
     TEXT("システム管理者は電子計算機室及び磁気ディスク等保管室の入退室の管理に関し必要な措置を講じなければならない。"),
     ""},
    {{.article = 12, .paragraph = 1},
     TEXT("12-1"),
     LABEL("第12条第1項", "Article 12(1)"),
     TEXT("アクセス管理の方法"),
     TEXT("アクセス管理責任者は、…しなければならない。"),
     ""},
    {{.article = 12, .paragraph = 2},
     TEXT("12-2"),
     LABEL("第12条第2項", "Article 12(2)"),
     TEXT("アクセス管理の方法"),
     TEXT("アクセス管理責任者は、…定めるものとする。"),
     ""},
    {{.article = 15},
     TEXT("15"),
     LABEL("第15条", "Article 15"),
     TEXT("操作履歴の記録"),
     TEXT("…７年前まで遡って解析できるよう保管するものとする。"),
     ""},
    {{.supplementary = 1},
     TEXT("附則1"),
     LABEL("附則（第1）", "Supplementary Provision 1"),
     TEXT(""),
     TEXT("この要綱は、平成14年8月5日から施行する。"),
     ""},
};

static const enum result sample_results[] = {RESULT_NOTICE, RESULT_NOT_APPLICABLE, RESULT_FAIL, RESULT_UNKNOWN,
                                             RESULT_REVIEW, RESULT_PASS,           RESULT_ERROR};

static void sample_fill_rules(sample *s)
{
    audit_result *r = &s->result;
    r->rule_count = COUNT(sample_rules);
    r->rules = ARENA_ARRAY(s->a, rule_result, r->rule_count);
    for (size_t i = 0; i < r->rule_count; i++) {
        r->rules[i].rule = &sample_rules[i];
        r->rules[i].result = sample_results[i];
        r->rules[i].findings = ARENA_ARRAY(s->a, finding *, 64);
        r->rules[i].audits_itself = sample_rules[i].bearer->audits;
        r->rule_counts[sample_results[i]]++;
    }
    sample_add_notice(s->a, &r->rules[0]);
    r->rules[1].note = (label)LABEL("この権限は行使されていない。", "The power was not used.");
    sample_add_fail(s->a, &r->rules[2]);
    sample_add_unknown(s->a, &r->rules[3]);
    sample_add_review(s->a, &r->rules[4]);
    r->rules[5].population = r->rules[5].counts[RESULT_PASS] = 1;
    r->rules[5].is_stale = true;
    r->rules[6].note = (label)LABEL("計算の上限を超えた。", "A limit was exceeded.");
    r->result = RESULT_ERROR;
}

static void sample_fill_clauses(sample *s)
{
    static ledger_entry entries[] = {
        {{.article = 1},
         REASON_DEFINITION,
         LABEL("要綱の趣旨を述べるだけで、だれにも何も求めていない。", "States the purpose only."),
         {0}},
        {{.supplementary = 1}, REASON_ENFORCEMENT, LABEL("施行の日を定める。", "Sets the day in force."), {0}},
    };
    audit_result *r = &s->result;
    r->clause_count = COUNT(sample_clauses);
    r->clauses = ARENA_ARRAY(s->a, clause_result, r->clause_count);
    for (size_t i = 0; i < r->clause_count; i++) {
        clause_result *c = &r->clauses[i];
        c->clause = &sample_clauses[i];
        c->is_decided = i > 0 && i + 1 < r->clause_count;
        if (!c->is_decided) {
            c->entry = &entries[i > 0];
            continue;
        }
        c->rules = ARENA_ARRAY(s->a, const rule_result *, 1);
        c->rules[c->rule_count++] = &r->rules[i - 1];
        c->result = r->rules[i - 1].result;
        r->clause_counts[c->result]++;
    }
}

static void sample_fill_facts(sample *s)
{
    static record_kind types[] = {
        {TEXT("room-entry"), LABEL("入室の記録", "room entry"), TEXT("入退室管理システム")},
        {TEXT("room"), LABEL("室", "room"), TEXT("情報資産台帳")},
        {TEXT("room-permission"), LABEL("入室の許可", "room permission"), {0}},
        {TEXT("attestation"), LABEL("確認書", "attestation"), {0}},
        {TEXT("municipality"), LABEL("市", "municipality"), {0}},
    };
    static examined_document documents[] = {
        {"facts/入退室.xml", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 1234567},
        {"facts/" HOSTILE ".xml", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", 3}};
    static examined_list lists[] = {
        {.type = &types[0], .source = TEXT(HOSTILE), .at = {"facts/入退室.xml", 3, 0}, .records = 1234567},
        {.type = &types[1],
         .covers = {MOMENT_MISSING, MOMENT_MISSING},
         .exported = MOMENT_MISSING,
         .at = {"facts/" HOSTILE ".xml", 4, 0},
         .records = 3}};
    lists[0].covers = (period){moment_parse_date(STR("2025-04-01")), moment_parse_date(STR("2025-09-30"))};
    lists[0].exported = moment_parse(STR("2026-04-02T10:00:00"));
    examined_facts *f = ARENA_NEW(s->a, examined_facts);
    *f = (examined_facts){types, COUNT(types), documents, COUNT(documents), lists, COUNT(lists)};
    s->result.facts = f;
}

static void sample_fill_pack(sample *s)
{
    static parameter_value years[] = {{{MOMENT_PAST, MOMENT_PAST}, {.duration = {60, 0}}},
                                      {{MOMENT_PAST, MOMENT_FUTURE}, {.duration = {84, 0}}}};
    static parameter_value posts[] = {{{MOMENT_PAST, MOMENT_FUTURE}, {.string = TEXT("副市長")}}};
    static parameter_value meetings[] = {{{MOMENT_PAST, MOMENT_FUTURE}, {.integer = 1}}};
    static audited_parameter parameters[] = {
        {TEXT("history_years"), LABEL("操作履歴を遡って解析できる年数（第15条）", "years of history"),
         PARAMETER_DURATION, years, COUNT(years)},
        {TEXT("supervisor_post"), LABEL("セキュリティ統括責任者に充てる職", "post of the supervisor"), PARAMETER_STRING,
         posts, COUNT(posts)},
        {TEXT("council_meetings_per_year"), LABEL("会議の年度当たりの開催回数（市の運用）", "meetings in a year"),
         PARAMETER_INTEGER, meetings, COUNT(meetings)},
    };
    static audited_version versions[] = {
        {TEXT("防府市住民基本台帳ネットワークシステム及び附票連携システム運用管理要綱"), {MOMENT_PAST, MOMENT_FUTURE}}};
    years[0].in_force.to = moment_parse_date(STR("2025-09-30"));
    years[1].in_force.from = moment_parse_date(STR("2025-10-01"));
    versions[0].in_force.from = moment_parse_date(STR("2025-04-01"));
    audited_pack *p = ARENA_NEW(s->a, audited_pack);
    *p = (audited_pack){.id = TEXT("hofu-juki"),
                        .version = TEXT("1.0.0"),
                        .municipality = TEXT("352063"),
                        .title = LABEL("防府市住民基本台帳ネットワークシステム及び附票連携システム運用管理要綱",
                                       "Hōfu City: guidelines on the Basic Resident Register Network System"),
                        .digest = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c",
                        .auditor = LABEL("市民課", "the citizens' section"),
                        .versions = versions,
                        .version_count = COUNT(versions),
                        .parameters = parameters,
                        .parameter_count = COUNT(parameters)};
    s->result.pack = p;
}

#include "picture_sample.h"

static sample *sample_new(void)
{
    arena *a = arena_new();
    sample *s = ARENA_NEW(a, sample);
    s->a = a;
    sample_fill_pack(s);
    sample_fill_facts(s);
    sample_fill_rules(s);
    sample_fill_pictures(s);
    sample_fill_clauses(s);
    s->result.period = (period){moment_parse_date(STR("2025-04-01")), moment_parse_date(STR("2026-03-31"))};
    s->result.as_of = moment_parse_date(STR("2026-03-31"));
    s->result.made = moment_parse_date(STR("2026-04-06"));
    s->result.engine_version = "0.1.0";
    return s;
}

static void sample_free(sample *s)
{
    arena_free(s->a);
}

#endif

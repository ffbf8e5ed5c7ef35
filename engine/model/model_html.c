/* Writes the reference page of the fact model: what can be recorded, field by field, with an example of each list. */
#include "model/model_html.h"

/* Appends a template in which {1}, {2}, {3} stand for words; the words are escaped. */
static void fill(buffer *out, const char *template, const str *words)
{
    for (const char *at = template; *at != '\0'; at++) {
        if (at[0] == '{' && at[1] >= '1' && at[1] <= '3' && at[2] == '}') {
            buffer_add_xml(out, words[at[1] - '1']);
            at += 2;
        } else {
            buffer_add_char(out, *at);
        }
    }
}

#define FILL(out, template, ...) fill((out), (template), (const str[3]){__VA_ARGS__})

/* ---- how values are written ---- */

typedef struct kind_words {
    const char *ja, *example, *explanation;
} kind_words;

static const kind_words kinds[FIELD_KIND_COUNT] = {
    [FIELD_ID] = {"識別番号", "P0123", "記録を指す番号。空白を含まない。同じ種類の中で一度だけ使う。"},
    [FIELD_REF] = {"参照", "P0123", "ほかの記録の識別番号。その記録は、読み込む文書のいずれかになければならない。"},
    [FIELD_STRING] = {"文字列", "市民課", "空にはできない。値がなければ属性ごと省く。"},
    [FIELD_TEXT] = {"本文", "（要素の内容）", "属性ではなく、要素の開始タグと終了タグの間に書く。改行できる。"},
    [FIELD_BOOLEAN] = {"はい・いいえ", "true", "true（はい）又は false（いいえ）。分からなければ属性ごと省く。"},
    [FIELD_INTEGER] = {"整数", "12", "18桁まで。先頭に0を付けない。"},
    [FIELD_DATE] = {"日付", "2025-04-01", "西暦の年4桁、月2桁、日2桁。1900年から2099年まで。"},
    [FIELD_DATETIME] = {"日時", "2025-04-01T08:31:00+09:00",
                        "時差（+09:00、Z 等）がなければ日本時間とする。時刻の記録がなければ日付だけを書く。"},
    [FIELD_PERIOD] = {"期間", "2025-04-01/2026-03-31",
                      "始まりと終わり。両端の日を含む。始まり又は終わりがなければ .. と書く（2025-04-01/..）。"},
    [FIELD_ENUM] = {"区分", "employee", "決められた値のいずれか。値は「区分の値」に示す。"},
};

static void write_kinds(buffer *out)
{
    buffer_add_text(out, "<h3 id=\"kinds\">型と値の書き方</h3>\n<table class=\"plain\">\n"
                         "<thead><tr><th>型</th><th>例</th><th>説明</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < FIELD_KIND_COUNT; i++)
        FILL(out, "<tr><td>{1}</td><td><code>{2}</code></td><td>{3}</td></tr>\n", str_of(kinds[i].ja),
             str_of(kinds[i].example), str_of(kinds[i].explanation));
    buffer_add_text(out, "</tbody>\n</table>\n");
}

/* ---- examples ---- */

enum { EXAMPLE_COLUMNS = 100 };

/* The initials of the type's name in capitals and a number: "RE0001" of room-entry. */
static void add_example_id(buffer *out, const record_type *t)
{
    for (size_t i = 0; i < t->name.length; i++)
        if (i == 0 || t->name.at[i - 1] == '-')
            buffer_add_char(out, (char)(t->name.at[i] - 'a' + 'A'));
    buffer_add_text(out, "0001");
}

static void add_example_value(buffer *out, const record_type *t, const field *f)
{
    switch (f->kind) {
    case FIELD_ID:
        add_example_id(out, t);
        break;
    case FIELD_REF:
        add_example_id(out, f->target);
        break;
    case FIELD_STRING:
    case FIELD_TEXT:
        buffer_add_xml(out, f->title.ja);
        break;
    case FIELD_ENUM:
        buffer_add_xml(out, f->enumeration->values[0].name);
        break;
    case FIELD_BOOLEAN:
    case FIELD_INTEGER:
    case FIELD_DATE:
    case FIELD_DATETIME:
    case FIELD_PERIOD:
        buffer_add_text(out, kinds[f->kind].example);
        break;
    case FIELD_KIND_COUNT:
        break;
    }
}

/* Columns on a screen: an East Asian character takes two. */
static size_t width_of(str text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        width += byte < 0x80 ? 1 : byte >= 0xE0 ? 2 : 0;
    }
    return width;
}

static void add_example_attribute(buffer *out, size_t *column, const record_type *t, const field *f)
{
    buffer attribute = {0};
    buffer_add_xml(&attribute, f->name);
    buffer_add_text(&attribute, "=\"");
    add_example_value(&attribute, t, f);
    buffer_add_char(&attribute, '"');
    size_t width = width_of(buffer_str(&attribute)) + 1;
    if (*column + width > EXAMPLE_COLUMNS) {
        buffer_add_text(out, "\n      ");
        *column = 6;
    }
    buffer_add_char(out, ' ');
    buffer_add(out, buffer_str(&attribute));
    *column += width;
    buffer_free(&attribute);
}

static void add_example_record(buffer *out, const record_type *t)
{
    FILL(out, "  <{1}", t->name);
    size_t column = t->name.length + 3;
    for (size_t i = 0; i < t->field_count; i++)
        if (t->fields[i].kind != FIELD_TEXT && t->fields[i].target != t)
            add_example_attribute(out, &column, t, &t->fields[i]);
    if (t->text == NULL)
        buffer_add_text(out, "/>\n");
    else
        FILL(out, ">{1}</{2}>\n", t->text->title.ja, t->name);
}

void model_write_example(const record_type *t, buffer *out)
{
    FILL(out, "<{1}", t->list);
    if (t->scope != NULL) {
        size_t column = 0;
        add_example_attribute(out, &column, t, t->scope);
    }
    buffer_add_text(out, " covers=\"2025-04-01/2026-03-31\"");
    if (t->source.length > 0)
        FILL(out, " source=\"{1}\"", t->source);
    buffer_add_text(out, ">\n");
    add_example_record(out, t);
    FILL(out, "</{1}>\n", t->list);
}

static void write_example(buffer *out, const record_type *t)
{
    buffer example = {0};
    model_write_example(t, &example);
    FILL(out, "<pre><code>{1}</code></pre>\n", buffer_str(&example));
    buffer_free(&example);
}

/* ---- record types ---- */

static void write_field_type(buffer *out, const field *f)
{
    str kind = str_of(kinds[f->kind].ja);
    if (f->target != NULL)
        FILL(out, "{1}（<a href=\"#record-{2}\">{3}</a>）", kind, f->target->name, f->target->title.ja);
    else if (f->enumeration != NULL)
        FILL(out, "{1}（<a href=\"#enum-{2}\">{3}</a>）", kind, f->enumeration->name, f->enumeration->title.ja);
    else
        FILL(out, "{1}", kind);
}

static void write_field(buffer *out, const field *f)
{
    FILL(out, "<tr><td><code>{1}</code></td><td>{2}</td><td>", f->name, f->title.ja);
    write_field_type(out, f);
    FILL(out, "</td><td class=\"mark\">{1}</td><td>{2}</td></tr>\n", f->required ? STR("必須") : STR(""),
         f->description);
}

static bool refers_to(const record_type *from, const record_type *to)
{
    for (size_t i = 0; i < from->field_count; i++)
        if (from->fields[i].target == to)
            return true;
    return false;
}

static void write_referrers(buffer *out, const fact_model *m, const record_type *t)
{
    if (!t->is_referenced)
        return;
    const char *before = "<dt>参照元</dt><dd>";
    for (size_t i = 0; i < m->type_count; i++) {
        if (!refers_to(&m->types[i], t))
            continue;
        buffer_add_text(out, before);
        FILL(out, "<a href=\"#record-{1}\">{2}</a>", m->types[i].name, m->types[i].title.ja);
        before = "、";
    }
    buffer_add_text(out, "</dd>\n");
}

static void write_facts_about(buffer *out, const fact_model *m, const record_type *t)
{
    buffer_add_text(out, "<dl>\n");
    FILL(out, "<dt>要素</dt><dd>一覧 <code>{1}</code>、記録 <code>{2}</code></dd>\n", t->list, t->name);
    if (t->source.length > 0)
        FILL(out, "<dt>主な出どころ</dt><dd>{1}</dd>\n", t->source);
    if (t->list_kind != LIST_UNSAID)
        FILL(out, "<dt>一覧の <code>covers</code></dt><dd>{1}</dd>\n", list_kind_meaning(t->list_kind));
    if (t->scope != NULL)
        FILL(out,
             "<dt>対象を限る一覧</dt><dd>一覧に <code>{1}</code> を書くと、その{2}だけの一覧になり、"
             "<code>covers</code> もその{2}についての宣言になる。一覧の記録は、全て同じ{2}でなければならない。</dd>\n",
             t->scope->name, t->scope->title.ja);
    if (t->lifetime != NULL)
        FILL(out,
             "<dt>求められる期間</dt><dd><code>{1}</code>（{2}）の外では、この{3}についての記録は求められない。</dd>\n",
             t->lifetime->name, t->lifetime->title.ja, t->title.ja);
    write_referrers(out, m, t);
    buffer_add_text(out, "</dl>\n");
}

static void write_record(buffer *out, const fact_model *m, const record_type *t)
{
    FILL(out, "<section id=\"record-{1}\">\n<h3>{2} <code>{1}</code></h3>\n", t->name, t->title.ja);
    write_facts_about(out, m, t);
    buffer_add_text(out, "<table class=\"fields\">\n<thead><tr><th>名前</th><th>表題</th><th>型</th><th>必須</th>"
                         "<th>説明</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < t->field_count; i++)
        write_field(out, &t->fields[i]);
    buffer_add_text(out, "</tbody>\n</table>\n");
    write_example(out, t);
    buffer_add_text(out, "</section>\n");
}

/* ---- enumerations ---- */

static void write_users(buffer *out, const fact_model *m, const enum_type *e)
{
    const char *before = "<p>使うところ: ";
    for (size_t i = 0; i < m->type_count; i++)
        for (size_t k = 0; k < m->types[i].field_count; k++) {
            const field *f = &m->types[i].fields[k];
            if (f->enumeration != e)
                continue;
            buffer_add_text(out, before);
            FILL(out, "<a href=\"#record-{1}\">{2}</a>の{3}", m->types[i].name, m->types[i].title.ja, f->title.ja);
            before = "、";
        }
    if (before[0] != '<')
        buffer_add_text(out, "</p>\n");
}

static void write_enum(buffer *out, const fact_model *m, const enum_type *e)
{
    FILL(out, "<section id=\"enum-{1}\">\n<h3>{2} <code>{1}</code></h3>\n", e->name, e->title.ja);
    write_users(out, m, e);
    buffer_add_text(out, "<table class=\"plain\">\n<thead><tr><th>値</th><th>意味</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < e->count; i++)
        FILL(out, "<tr><td><code>{1}</code></td><td>{2}</td></tr>\n", e->values[i].name, e->values[i].title.ja);
    buffer_add_text(out, "</tbody>\n</table>\n</section>\n");
}

/* ---- the page ---- */

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"UTF-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, "
    "initial-scale=1\">\n<title>事実の記録の手引</title>\n<style>\n"
    ":root { --ink: #1c2430; --soft: #5a6675; --line: #d5dbe3; --tint: #f4f6f9; --link: #0b57a4; }\n"
    "* { box-sizing: border-box; }\n"
    "body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 62rem; color: var(--ink); background: #fff;\n"
    "  font: 16px/1.75 \"Hiragino Sans\", \"Yu Gothic\", \"Noto Sans CJK JP\", \"Noto Sans JP\", Meiryo, sans-serif; "
    "}\n"
    "h1 { font-size: 1.75rem; line-height: 1.35; margin: 0 0 .25rem; }\n"
    "h2 { font-size: 1.3rem; margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }\n"
    "h3 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; }\n"
    "h3 code { font-size: .85em; color: var(--soft); background: none; font-weight: normal; padding: 0 0 0 .4em; }\n"
    "a { color: var(--link); text-underline-offset: .15em; }\n"
    "code, pre { font-family: ui-monospace, \"SFMono-Regular\", Consolas, \"Noto Sans Mono CJK JP\", monospace; }\n"
    "code { font-size: .9em; background: var(--tint); padding: .1em .3em; border-radius: 3px; }\n"
    "pre { background: var(--tint); border-left: 3px solid var(--line); padding: .75rem 1rem; margin: .75rem 0;\n"
    "  overflow-x: auto; line-height: 1.5; }\n"
    "pre code { background: none; padding: 0; font-size: .82rem; }\n"
    "table { width: 100%; border-collapse: collapse; margin: .75rem 0; font-size: .92rem; }\n"
    "th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }\n"
    "th { background: var(--tint); font-weight: 600; white-space: nowrap; }\n"
    "td code, .plain td:not(:last-child) { white-space: nowrap; }\ntd:last-child { min-width: 12em; }\n"
    ".fields td:nth-child(1) { width: 17%; }\n.fields td:nth-child(2) { width: 20%; }\n"
    ".fields td:nth-child(3) { width: 26%; }\n.mark { width: 4em; white-space: nowrap; }\n"
    "dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; font-size: .92rem; "
    "}\n"
    "dt { color: var(--soft); }\ndd { margin: 0; }\n"
    "nav ul { columns: 3 15rem; list-style: none; margin: .5rem 0; padding: 0; font-size: .92rem; }\n"
    "nav h2 { margin-top: 2rem; font-size: 1.05rem; border-bottom-width: 1px; }\n"
    ".lead { color: var(--soft); margin: 0; }\n"
    "@media (max-width: 40rem) { table { display: block; overflow-x: auto; } dl { grid-template-columns: 1fr; }\n"
    "  dd { margin-bottom: .4rem; } }\n"
    "@media print { @page { size: A4; margin: 18mm 15mm; } body { padding: 0; max-width: none; font-size: 9.5pt; "
    "line-height: 1.55; }\n"
    "  a { color: inherit; text-decoration: none; } h2 { break-before: page; } nav h2 { break-before: avoid; }\n"
    "  h2, h3, dl { break-after: avoid; } tr, pre { break-inside: avoid; } pre { white-space: pre-wrap; }\n"
    "  thead { display: table-header-group; } }\n"
    "</style>\n</head>\n<body>\n";

static const char writing[] =
    "<h2 id=\"writing\">文書の書き方</h2>\n"
    "<p>事実は、市の記録（名簿、台帳、ログ等）から書き出した XML の文書である。文書は一つでも複数でもよく、"
    "一覧の順も自由である。記録がほかの文書の記録を参照してもよい。"
    "文字コードは UTF-8 とし、文書型宣言（DOCTYPE）は書かない。</p>\n"
    "<pre><code>&lt;facts xmlns=&quot;urn:junshu:facts:1&quot; municipality=&quot;352063&quot;&gt;\n"
    "  &lt;people covers=&quot;2025-04-01/2026-03-31&quot; source=&quot;人事給与システム&quot; "
    "exported=&quot;2026-04-02T10:00:00+09:00&quot;&gt;\n"
    "    &lt;person id=&quot;P0123&quot; name=&quot;防府太郎&quot; kind=&quot;employee&quot;/&gt;\n"
    "  &lt;/people&gt;\n&lt;/facts&gt;\n</code></pre>\n"
    "<p><code>municipality</code> は全国地方公共団体コード（6桁）で、必須である。"
    "一覧には、次の属性を書くことができる。</p>\n"
    "<table class=\"plain\">\n<thead><tr><th>名前</th><th>表題</th><th>型</th><th>説明</th></tr></thead>\n<tbody>\n"
    "<tr><td><code>covers</code></td><td>漏れのない期間</td><td>期間</td>"
    "<td>この一覧が、この期間の記録を漏れなく載せているという宣言。宣言がなければ、"
    "記録がないことは「なかった」ことの証拠にならず、結果は「判定不能」になる。"
    "記録が1件もない期間も、空の一覧で宣言する。</td></tr>\n"
    "<tr><td><code>source</code></td><td>出力元</td><td>文字列</td><td>書き出したシステム又は簿冊の名前。</td></tr>\n"
    "<tr><td><code>exported</code></td><td>出力日時</td><td>日時</td><td>書き出した日時。</td></tr>\n"
    "</tbody>\n</table>\n";

static void write_index(buffer *out, const fact_model *m)
{
    buffer_add_text(out, "<nav aria-label=\"目次\">\n<h2>記録の種類</h2>\n<ul>\n");
    for (size_t i = 0; i < m->type_count; i++)
        FILL(out, "<li><a href=\"#record-{1}\">{2}</a></li>\n", m->types[i].name, m->types[i].title.ja);
    buffer_add_text(out, "</ul>\n<h2>書き方と区分</h2>\n<ul>\n<li><a href=\"#writing\">文書の書き方</a></li>\n"
                         "<li><a href=\"#kinds\">型と値の書き方</a></li>\n");
    for (size_t i = 0; i < m->enum_count; i++)
        FILL(out, "<li><a href=\"#enum-{1}\">{2}</a></li>\n", m->enums[i].name, m->enums[i].title.ja);
    buffer_add_text(out, "</ul>\n</nav>\n");
}

void model_write_html(const fact_model *m, buffer *out)
{
    buffer_add_text(out, head);
    FILL(out, "<header>\n<h1>事実の記録の手引</h1>\n<p class=\"lead\">事実モデル 第{1}版。", m->version);
    buffer_addf(out, "記録の種類 %zu、区分 %zu。</p>\n</header>\n", m->type_count, m->enum_count);
    write_index(out, m);
    buffer_add_text(out, "<main>\n");
    buffer_add_text(out, writing);
    write_kinds(out);
    buffer_add_text(out, "<h2 id=\"records\">記録の種類</h2>\n");
    for (size_t i = 0; i < m->type_count; i++)
        write_record(out, m, &m->types[i]);
    buffer_add_text(out, "<h2 id=\"enums\">区分の値</h2>\n");
    for (size_t i = 0; i < m->enum_count; i++)
        write_enum(out, m, &m->enums[i]);
    buffer_add_text(out, "</main>\n</body>\n</html>\n");
}

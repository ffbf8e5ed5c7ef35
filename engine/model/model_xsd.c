/* Writes the XSD 1.0 schema of facts documents from the fact model. Its simple types accept the texts that
   facts/value.c and base/time.c accept; every element but the root is local and without a type name, so that neither
   another root nor xsi:type lets more through. */
#include "model/model_xsd.h"

/* ---- a small XML writer ---- */

typedef struct writer {
    buffer *out;
    size_t depth;
    arena *names; /* composed names and texts */
} writer;

typedef struct pair {
    const char *name;
    str value; /* one without text is left out */
} pair;

#define PAIRS(...) ((const pair[]){__VA_ARGS__, {NULL, {NULL, 0}}})

static void write_tag(writer *w, const char *element, const pair *attributes, const char *close)
{
    buffer_add_repeated(w->out, ' ', w->depth * 2);
    buffer_addf(w->out, "<%s", element);
    for (const pair *a = attributes; a != NULL && a->name != NULL; a++) {
        if (a->value.length == 0)
            continue;
        buffer_addf(w->out, " %s=\"", a->name);
        buffer_add_xml(w->out, a->value);
        buffer_add_char(w->out, '"');
    }
    buffer_add_text(w->out, close);
}

static void begin(writer *w, const char *element, const pair *attributes)
{
    write_tag(w, element, attributes, ">\n");
    w->depth++;
}

static void add_empty(writer *w, const char *element, const pair *attributes)
{
    write_tag(w, element, attributes, "/>\n");
}

static void end(writer *w, const char *element)
{
    w->depth--;
    buffer_add_repeated(w->out, ' ', w->depth * 2);
    buffer_addf(w->out, "</%s>\n", element);
}

/* Writes what readers see of a component. */
static void document(writer *w, str text)
{
    begin(w, "xs:annotation", NULL);
    write_tag(w, "xs:documentation", PAIRS({"xml:lang", STR("ja")}), ">");
    buffer_add_xml(w->out, text);
    buffer_add_text(w->out, "</xs:documentation>\n");
    end(w, "xs:annotation");
}

static str join(const writer *w, str a, str b)
{
    buffer joined = {0};
    buffer_add(&joined, a);
    buffer_add(&joined, b);
    return buffer_keep(&joined, w->names);
}

/* ---- values ---- */

/* Dates of the years 1900 to 2099 with the lengths of the months; times with an offset up to 14 hours. */
#define LEAP_YEAR "(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))"
#define SHORT_DAY "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
#define LONG_DAY "(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31"
#define DATE "((19|20)[0-9]{2}-(" SHORT_DAY "|" LONG_DAY ")|" LEAP_YEAR "-02-29)"
#define OFFSET "(Z|[+\\-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
#define MOMENT DATE "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]" OFFSET ")?"
#define END "(\\.\\.|" MOMENT ")"

typedef struct simple_type {
    const char *name, *base, *facet, *value, *ja;
} simple_type;

static const simple_type simple_types[] = {
    {"id", "xs:token", "xs:pattern", "\\S+", "識別番号。空白のない文字列。"},
    {"ref", "xs:token", "xs:pattern", "\\S+", "ほかの記録の識別番号。"},
    {"string", "xs:string", "xs:minLength", "1", "文字列。空にはできない（値がなければ属性ごと省く）。"},
    {"text", "xs:string", "xs:pattern", "\\s*\\S[\\s\\S]*", "要素の内容として書く本文。空にはできない。"},
    {"blank", "xs:string", "xs:pattern", "\\s*", "本文のない記録の内容。空白と改行のほかは置けない。"},
    {"boolean", "xs:boolean", "xs:pattern", "true|false", "true（はい）又は false（いいえ）。"},
    {"integer", "xs:integer", "xs:pattern", "-?(0|[1-9][0-9]{0,17})", "整数。18桁まで。"},
    {"date", "xs:token", "xs:pattern", DATE, "日付。例 2025-04-01"},
    {"datetime", "xs:token", "xs:pattern", MOMENT,
     "日時。例 2025-04-01T08:31:00（日本時間）、2025-04-01T08:31:00+09:00。時刻の記録がなければ日付だけを書く。"},
    {"period", "xs:token", "xs:pattern", END "/" END,
     "期間。両端の日を含む。例 2025-04-01/2026-03-31。始まり又は終わりがなければ .. と書く。例 2025-04-01/.."},
    {"municipality", "xs:token", "xs:pattern", "[0-9]{6}", "全国地方公共団体コード（6桁）。"},
};

static void write_simple_type(writer *w, const simple_type *t)
{
    begin(w, "xs:simpleType", PAIRS({"name", str_of(t->name)}));
    document(w, str_of(t->ja));
    begin(w, "xs:restriction", PAIRS({"base", str_of(t->base)}));
    add_empty(w, t->facet, PAIRS({"value", str_of(t->value)}));
    end(w, "xs:restriction");
    end(w, "xs:simpleType");
}

static void write_enum(writer *w, const enum_type *e)
{
    begin(w, "xs:simpleType", PAIRS({"name", join(w, STR("enum-"), e->name)}));
    document(w, e->title.ja);
    begin(w, "xs:restriction", PAIRS({"base", STR("xs:token")}));
    for (size_t i = 0; i < e->count; i++) {
        begin(w, "xs:enumeration", PAIRS({"value", e->values[i].name}));
        document(w, e->values[i].title.ja);
        end(w, "xs:enumeration");
    }
    end(w, "xs:restriction");
    end(w, "xs:simpleType");
}

/* ---- records ---- */

static void add_all(buffer *b, const str *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_add(b, pieces[i]);
}

#define ADD_ALL(b, ...) add_all((b), (const str[]){__VA_ARGS__}, sizeof((const str[]){__VA_ARGS__}) / sizeof(str))

static void document_field(writer *w, const field *f)
{
    buffer text = {0};
    buffer_add(&text, f->title.ja);
    if (f->target != NULL)
        ADD_ALL(&text, STR("（"), f->target->title.ja, STR(" "), f->target->name, STR(" の識別番号）"));
    if (f->description.length > 0)
        ADD_ALL(&text, STR("。"), f->description);
    document(w, buffer_str(&text));
    buffer_free(&text);
}

static str type_name(writer *w, const field *f)
{
    if (f->kind == FIELD_ENUM)
        return join(w, STR("f:enum-"), f->enumeration->name);
    return join(w, STR("f:"), str_of(field_kind_name(f->kind)));
}

static void write_attribute(writer *w, const field *f)
{
    str use = f->required ? STR("required") : STR("");
    begin(w, "xs:attribute", PAIRS({"name", f->name}, {"type", type_name(w, f)}, {"use", use}));
    document_field(w, f);
    end(w, "xs:attribute");
}

/* What stands between the tags of a record. */
static str content_type(const record_type *t)
{
    if (t->text == NULL)
        return STR("f:blank");
    return t->text->required ? STR("f:text") : STR("xs:string");
}

static void write_record(writer *w, const record_type *t)
{
    begin(w, "xs:element", PAIRS({"name", t->name}, {"minOccurs", STR("0")}, {"maxOccurs", STR("unbounded")}));
    if (t->text != NULL)
        document_field(w, t->text);
    begin(w, "xs:complexType", NULL);
    begin(w, "xs:simpleContent", NULL);
    begin(w, "xs:extension", PAIRS({"base", content_type(t)}));
    for (size_t i = 0; i < t->field_count; i++)
        if (t->fields[i].kind != FIELD_TEXT)
            write_attribute(w, &t->fields[i]);
    end(w, "xs:extension");
    end(w, "xs:simpleContent");
    end(w, "xs:complexType");
    end(w, "xs:element");
}

/* ---- lists ---- */

static void write_list_attribute(writer *w, str name, const char *type, const char *ja)
{
    begin(w, "xs:attribute", PAIRS({"name", name}, {"type", str_of(type)}));
    document(w, str_of(ja));
    end(w, "xs:attribute");
}

static void document_list(writer *w, const record_type *t)
{
    buffer text = {0};
    ADD_ALL(&text, t->title.ja, STR("の一覧"));
    if (t->source.length > 0)
        ADD_ALL(&text, STR("。主な出どころ: "), t->source);
    if (t->list_kind != LIST_UNSAID)
        ADD_ALL(&text, STR("。covers は、"), list_kind_meaning(t->list_kind));
    document(w, buffer_str(&text));
    buffer_free(&text);
}

/* A group, so that the list is a local element: a global one would be accepted as the root of a document. */
static void write_list(writer *w, const record_type *t)
{
    begin(w, "xs:group", PAIRS({"name", t->name}));
    begin(w, "xs:sequence", NULL);
    begin(w, "xs:element", PAIRS({"name", t->list}));
    document_list(w, t);
    begin(w, "xs:complexType", NULL);
    begin(w, "xs:sequence", NULL);
    write_record(w, t);
    end(w, "xs:sequence");
    write_list_attribute(w, STR("covers"), "f:period", "漏れなく載せていると宣言する期間。宣言しなければ省く。");
    write_list_attribute(w, STR("source"), "f:string", "出力元。");
    write_list_attribute(w, STR("exported"), "f:datetime", "出力した日時。");
    if (t->scope != NULL)
        write_list_attribute(w, t->scope->name, "f:ref", "一覧がこの一つだけを対象とするとき、その識別番号。");
    end(w, "xs:complexType");
    end(w, "xs:element");
    end(w, "xs:sequence");
    end(w, "xs:group");
}

static void write_unique(writer *w, const record_type *t)
{
    str path = join(w, join(w, STR("f:"), t->list), join(w, STR("/f:"), t->name));
    begin(w, "xs:unique", PAIRS({"name", join(w, STR("id-"), t->name)}));
    add_empty(w, "xs:selector", PAIRS({"xpath", path}));
    add_empty(w, "xs:field", PAIRS({"xpath", join(w, STR("@"), t->fields[0].name)}));
    end(w, "xs:unique");
}

/* ---- the document ---- */

static void write_root(writer *w, const fact_model *m)
{
    begin(w, "xs:element", PAIRS({"name", STR("facts")}));
    document(w, STR("事実の文書。一覧はどの順に何度置いてもよい。"));
    begin(w, "xs:complexType", NULL);
    begin(w, "xs:choice", PAIRS({"minOccurs", STR("0")}, {"maxOccurs", STR("unbounded")}));
    for (size_t i = 0; i < m->type_count; i++)
        add_empty(w, "xs:group", PAIRS({"ref", join(w, STR("f:"), m->types[i].name)}));
    end(w, "xs:choice");
    add_empty(w, "xs:attribute",
              PAIRS({"name", STR("municipality")}, {"type", STR("f:municipality")}, {"use", STR("required")}));
    end(w, "xs:complexType");
    for (size_t i = 0; i < m->type_count; i++)
        write_unique(w, &m->types[i]);
    end(w, "xs:element");
}

static const char limits[] = "事実の文書のスキーマ。事実モデルから junshu schema が作る。手で直さない。\n"
                             "このスキーマは、一つの文書について junshu の読込みと同じものを受け入れる。\n"
                             "ただし、次の検査は XSD 1.0 では書けず、junshu だけが行う。\n"
                             "1 期間の終わりが始まりより前でないこと。\n"
                             "2 参照する識別番号の記録が、読み込む文書のいずれかにあること。\n"
                             "3 識別番号が、ほかの文書を含めて、記録の種類ごとに一度だけ使われること。\n"
                             "  （一つの文書の中では、このスキーマも検査する。）\n"
                             "4 一覧が一つの対象に限られるとき、その一覧の記録が全て同じ対象を指すこと。\n"
                             "5 団体コードが、全ての文書で同じであること。\n"
                             "6 文書型宣言がなく、文字コードが UTF-8 であること。\n"
                             "7 一つのタグが 256 KiB を超えないこと。";

void model_write_xsd(const fact_model *m, buffer *out)
{
    writer w = {.out = out, .names = arena_new()};
    buffer_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    begin(&w, "xs:schema",
          PAIRS({"xmlns:xs", STR("http://www.w3.org/2001/XMLSchema")}, {"xmlns:f", STR(FACTS_NAMESPACE)},
                {"targetNamespace", STR(FACTS_NAMESPACE)}, {"elementFormDefault", STR("qualified")},
                {"version", m->version}));
    document(&w, str_of(limits));
    write_root(&w, m);
    for (size_t i = 0; i < m->type_count; i++)
        write_list(&w, &m->types[i]);
    for (size_t i = 0; i < sizeof simple_types / sizeof simple_types[0]; i++)
        write_simple_type(&w, &simple_types[i]);
    for (size_t i = 0; i < m->enum_count; i++)
        write_enum(&w, &m->enums[i]);
    end(&w, "xs:schema");
    arena_free(w.names);
}

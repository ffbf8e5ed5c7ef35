/* The sentence of a finding. The rule's own words accuse, so they stand only where the records show what they say; what
   is unknown or left to a person is said to be so. */
#include "eval/evaluation.h"

/* Whether the check can come out false at all: a rule of judgements alone words its finding as an open question. */
static bool can_be_false(const check *c)
{
    if (c->otherwise_review || c->kind == CHECK_JUDGE)
        return false;
    if (c->kind != CHECK_ALL && c->kind != CHECK_ANY)
        return true;
    for (size_t i = 0; i < c->child_count; i++)
        if (can_be_false(c->children[i]) == (c->kind == CHECK_ALL))
            return c->kind == CHECK_ALL;
    return c->kind == CHECK_ANY;
}

static label open_question(evaluation *ev, const rule *r, const evidence *subject, enum result result)
{
    bool is_unknown = result == RESULT_UNKNOWN;
    buffer ja = {0}, en = {0};
    if (r->subject != NULL) {
        buffer_add(&ja, subject->type_title.ja);
        buffer_add_char(&ja, ' ');
        buffer_add(&ja, subject->text.ja);
        buffer_add_text(&ja, "は、");
    }
    buffer_add_text(&ja, "「");
    buffer_add(&ja, r->title.ja);
    buffer_add_text(&ja, is_unknown ? "」について、提出された記録からは判定できない。"
                                    : "」について、記録だけでは決まらず、人の判断を要する。");
    buffer_add_text(&en, is_unknown ? "The records supplied do not decide \"" : "A person must judge \"");
    buffer_add(&en, label_text(r->title, LANGUAGE_EN));
    buffer_add_text(&en, "\": ");
    buffer_add(&en, subject->type_title.en);
    buffer_add_char(&en, ' ');
    buffer_add(&en, subject->text.en);
    return (label){buffer_keep(&ja, ev->a), buffer_keep(&en, ev->a)};
}

bool sentence_is_open(const rule *r, enum result result)
{
    return result == RESULT_UNKNOWN ||
           (result == RESULT_REVIEW && r->otherwise != OTHERWISE_REVIEW && can_be_false(r->check));
}

label print_sentence(evaluation *ev, const rule *r, const evidence *subject, enum result result, const frame *f)
{
    return sentence_is_open(r, result) ? open_question(ev, r, subject, result) : print_templates(ev, &r->finding, f);
}

label print_attested(evaluation *ev, const rule *r, const settlement *s)
{
    buffer ja = {0}, en = {0};
    if (r->subject != NULL)
        buffer_addf(&ja, "%.*s %.*sは、", (int)s->subject.type_title.ja.length, s->subject.type_title.ja.at,
                    (int)s->subject.text.ja.length, s->subject.text.ja.at);
    buffer_addf(&ja, "「%.*s」について、%.*sの", (int)r->title.ja.length, r->title.ja.at, (int)s->by.ja.length,
                s->by.ja.at);
    moment_print(&ja, s->on, LANGUAGE_JA);
    buffer_addf(&ja, "の確認により不適合とされた。");
    str title = label_text(r->title, LANGUAGE_EN);
    buffer_addf(&en, "%.*s found on ", (int)s->by.en.length, s->by.en.at);
    moment_print(&en, s->on, LANGUAGE_EN);
    buffer_addf(&en, " that \"%.*s\" is not met: %.*s %.*s", (int)title.length, title.at,
                (int)s->subject.type_title.en.length, s->subject.type_title.en.at, (int)s->subject.text.en.length,
                s->subject.text.en.at);
    return (label){buffer_keep(&ja, ev->a), buffer_keep(&en, ev->a)};
}

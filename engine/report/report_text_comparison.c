/* The terminal's report: what has changed since an earlier audit. */
#include "report/report_text.h"
#include "result/comparison.h"

static void add_head(text_writer *w, const audit_result *r, const comparison *c)
{
    buffer period = {0}, as_of = {0};
    period_print(&period, c->period, w->language);
    moment_print(&as_of, c->as_of, w->language);
    text_say_line(w, 0, WORD_PREVIOUS_IS, buffer_str(&period), buffer_str(&as_of), (str){0});
    text_say_line(w, 0, WORD_PREVIOUS_PACK_IS, c->pack_version, str_of(c->pack_digest), str_of(c->engine_version));
    if (strcmp(r->pack->digest, c->pack_digest) != 0)
        text_say_line(w, 0, WORD_OTHER_PACK, (str){0}, (str){0}, (str){0});
    buffer_free(&period);
    buffer_free(&as_of);
}

static void add_count(text_writer *w, enum word title, uint64_t count, enum word meaning)
{
    text_indent(w, 1);
    text_say(w, title, (str){0}, (str){0}, (str){0});
    buffer_addf(w->out, ": %s  ", number_print(count).at);
    text_say(w, meaning, (str){0}, (str){0}, (str){0});
    buffer_add_char(w->out, '\n');
}

static size_t add_rule(text_writer *w, str id, str before, str now)
{
    text_say_line(w, 1, WORD_CHANGED_LINE, id, before, now);
    return 1;
}

static void add_rules(text_writer *w, const audit_result *r, const comparison *c)
{
    size_t count = 0;
    text_say_line(w, 0, WORD_RULE_CHANGES, (str){0}, (str){0}, (str){0});
    for (size_t i = 0; i < r->rule_count; i++) {
        const earlier_rule *before = comparison_find(c, r->rules[i].rule->id);
        str now = label_text(result_title(r->rules[i].result), w->language);
        if (before == NULL)
            count += add_rule(w, r->rules[i].rule->id, word_text(WORD_RULE_IS_NEW, w->language), now);
        else if (before->result != r->rules[i].result)
            count += add_rule(w, before->id, label_text(result_title(before->result), w->language), now);
    }
    for (size_t i = 0; i < c->rule_count; i++)
        if (c->rules[i].now == NULL)
            count += add_rule(w, c->rules[i].id, label_text(result_title(c->rules[i].result), w->language),
                              word_text(WORD_RULE_IS_GONE, w->language));
    if (count == 0)
        text_say_line(w, 1, WORD_NO_RULE_CHANGES, (str){0}, (str){0}, (str){0});
}

void text_comparison(text_writer *w)
{
    const audit_result *r = w->view->result;
    if (r->comparison == NULL)
        return;
    text_heading(w, WORD_COMPARISON);
    add_head(w, r, r->comparison);
    add_count(w, WORD_NEW, comparison_count(r, true), WORD_NEW_MEANS);
    add_count(w, WORD_REMAINING, comparison_count(r, false), WORD_REMAINING_MEANS);
    for (int k = 0; k < ABSENCE_COUNT; k++)
        add_count(w, absence_title((enum absence)k), comparison_count_gone(r->comparison, (enum absence)k),
                  absence_meaning((enum absence)k));
    add_rules(w, r, r->comparison);
}

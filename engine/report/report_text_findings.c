/* The terminal's report: findings with their conditions, records and ways out. */
#include "report/report_text.h"

/* Beyond so many, the findings of a rule are left to the other formats. */
enum { MOST_LINES = 100 };

static void add_label_line(text_writer *w, size_t depth, label l)
{
    text_indent(w, depth);
    text_add(w, label_text(l, w->language));
    buffer_add_char(w->out, '\n');
}

static void add_place(text_writer *w, place at)
{
    if (at.file == NULL)
        return;
    buffer text = {0};
    place_print(&text, at);
    buffer_add_text(w->out, "  ");
    text_add(w, buffer_str(&text));
    buffer_free(&text);
}

static void add_record(text_writer *w, const evidence *e)
{
    text_add(w, label_text(e->type_title, w->language));
    buffer_add_char(w->out, ' ');
    text_add(w, label_text(e->text, w->language));
    add_place(w, e->at);
}

static void add_operands(text_writer *w, const explanation *why, size_t depth)
{
    for (size_t i = 0; i < why->operand_count; i++) {
        const operand *o = &why->operands[i];
        text_indent(w, depth);
        text_add(w, label_text(o->name, w->language));
        buffer_add_text(w->out, " = ");
        text_add(w, label_text(o->value, w->language));
        buffer_add_char(w->out, '\n');
    }
}

static void add_condition(text_writer *w, const explanation *why, size_t depth)
{
    if (!condition_is_shown(why))
        return;
    if (!condition_is_bare(why)) {
        text_indent(w, depth++);
        buffer_add_char(w->out, '[');
        text_say(w, explanation_word(why), (str){0}, (str){0}, (str){0});
        buffer_add_text(w->out, "] ");
        if (why->name.ja.length > 0)
            text_add(w, label_text(why->name, w->language));
        else if (why->record == NULL)
            text_add(w, why->source);
        if (why->record != NULL) {
            buffer_add_text(w->out, why->name.ja.length > 0 ? " — " : "");
            add_record(w, why->record);
        }
        buffer_add_char(w->out, '\n');
        if (why->detail.ja.length > 0)
            add_label_line(w, depth, why->detail);
        add_operands(w, why, depth);
    }
    for (size_t i = 0; i < why->child_count && condition_is_open(why); i++)
        add_condition(w, why->children[i], depth);
}

static void add_lines(text_writer *w, enum word heading, const label *lines, size_t count)
{
    if (count == 0)
        return;
    text_say_line(w, 2, heading, (str){0}, (str){0}, (str){0});
    for (size_t i = 0; i < count; i++) {
        text_indent(w, 3);
        buffer_add_text(w->out, "- ");
        text_add(w, label_text(lines[i], w->language));
        buffer_add_char(w->out, '\n');
    }
}

static void add_evidence(text_writer *w, const finding *f)
{
    if (f->evidence_count == 0)
        return;
    text_say_line(w, 2, WORD_EVIDENCE_COLON, (str){0}, (str){0}, (str){0});
    for (size_t i = 0; i < f->evidence_count; i++) {
        text_indent(w, 3);
        buffer_add_text(w->out, "- ");
        add_record(w, f->evidence[i]);
        buffer_add_char(w->out, '\n');
    }
}

static void add_sentence(text_writer *w, const finding *f, size_t number)
{
    text_indent(w, 1);
    buffer_addf(w->out, "(%zu) ", number);
    if (w->view->result->comparison != NULL) {
        label was;
        enum word tag = tag_of(f, &was);
        text_say(w, tag, label_text(was, w->language), (str){0}, (str){0});
    }
    text_add(w, label_text(f->sentence, w->language));
    add_place(w, f->subject.at);
    buffer_add_char(w->out, '\n');
}

void text_details(text_writer *w, const finding *f, bool with_remedy)
{
    if (f->why != NULL) {
        text_say_line(w, 2, WORD_CONDITION_COLON, (str){0}, (str){0}, (str){0});
        add_condition(w, f->why, 3);
    }
    add_evidence(w, f);
    add_lines(w, WORD_MISSING_COLON, f->missing, f->missing_count);
    add_lines(w, WORD_CHANGES_COLON, f->changes, f->change_count);
    if (with_remedy && f->remedy.ja.length > 0)
        text_say_line(w, 2, f->is_open ? WORD_REMEDY_IF_IS : WORD_REMEDY_IS, label_text(f->remedy, w->language),
                      (str){0}, (str){0});
}

static void add_finding(text_writer *w, const finding *f, size_t number, bool with_remedy)
{
    add_sentence(w, f, number);
    text_details(w, f, with_remedy);
}

static void add_gaps(text_writer *w, const rule_result *r)
{
    for (size_t i = 0; i < r->needed_count; i++) {
        const needed_list *n = &r->needed[i];
        if (!n->present)
            text_say_line(w, 1, WORD_LIST_ABSENT, label_text(n->title, w->language), (str){0}, (str){0});
        else if (!n->complete)
            text_say_line(w, 1, WORD_LIST_GAPS, label_text(n->title, w->language), label_text(n->gaps, w->language),
                          (str){0});
    }
}

static void add_rule_head(text_writer *w, const result_section *s, const rule_group *g)
{
    const audited_rule *r = g->rule->rule;
    buffer title = {0};
    clause_print_title(&title, r->clause, w->language);
    buffer_add_char(w->out, '\n');
    buffer_addf(w->out, "%s %s ", result_sign(s->result), title.at);
    buffer_free(&title);
    text_add(w, label_text(r->title, w->language));
    buffer_add_text(w->out, "  [");
    text_add(w, r->id);
    buffer_add_text(w->out, "]\n");
    text_say_line(w, 1, WORD_RULE_LINE, label_text(r->bearer->title, w->language),
                  label_text(norm_title(r->norm), w->language),
                  label_text(rule_severity_title(r->severity), w->language));
    text_say_line(w, 1, word_of_subjects(g->rule, s->result), str_of(number_print(g->rule->population).at),
                  label_text(result_title(s->result), w->language),
                  str_of(number_print(g->rule->counts[s->result]).at));
    if (g->rule->note.ja.length > 0 && g->rule->result == s->result)
        add_label_line(w, 1, g->rule->note);
    if (g->rule->is_stale)
        text_say_line(w, 1, WORD_STALE, (str){0}, (str){0}, (str){0});
    if (g->rule->audits_itself)
        text_say_line(w, 1, WORD_AUDITS_ITSELF, label_text(w->view->result->pack->auditor, w->language), (str){0},
                      (str){0});
}

static void add_group(text_writer *w, const result_section *s, const rule_group *g)
{
    add_rule_head(w, s, g);
    if (s->result != RESULT_NOT_APPLICABLE)
        add_gaps(w, g->rule);
    label remedy = group_remedy(g);
    bool is_due = remedy_is_due(s->result);
    for (size_t i = 0; i < g->count && i < MOST_LINES; i++)
        if (i < full_findings(s->result))
            add_finding(w, g->findings[i], i + 1, is_due && remedy.ja.length == 0);
        else
            add_sentence(w, g->findings[i], i + 1);
    if (g->count > MOST_LINES)
        text_say_line(w, 1, WORD_MORE, str_of(number_print(g->count - MOST_LINES).at), STR("html"), (str){0});
    if (is_due && remedy.ja.length > 0)
        text_say_line(w, 1, group_is_open(g) ? WORD_REMEDY_IF_IS : WORD_REMEDY_IS, label_text(remedy, w->language),
                      (str){0}, (str){0});
}

void text_section(text_writer *w, const result_section *s)
{
    for (size_t i = 0; i < s->group_count; i++)
        add_group(w, s, &s->groups[i]);
}

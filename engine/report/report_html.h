/* What the parts of the HTML report share. Everything that comes from records or the pack is escaped here, in one
   place: html_text is the only way of texts into the page. */
#ifndef JUNSHU_REPORT_HTML_H
#define JUNSHU_REPORT_HTML_H

#include "report/report_view.h"

typedef struct html_writer {
    const report_view *view;
    enum language language;
    buffer *out;
    bool is_to_print; /* through WeasyPrint, which does not apply the page's style to pictures */
    str directory;    /* what the paths of all documents begin with; places leave it out */
} html_writer;

/* Markup of our own. */
void html_raw(html_writer *w, const char *markup);
/* Text of others, cleaned of controls and escaped. */
void html_text(html_writer *w, str s);
void html_label(html_writer *w, label l);
void html_say(html_writer *w, enum word word, str first, str second, str third);
void html_word(html_writer *w, enum word word);
void html_number(html_writer *w, uint64_t number);
void html_clause(html_writer *w, clause_address address);
void html_place(html_writer *w, place at);
void html_period(html_writer *w, period p);
void html_moment(html_writer *w, moment m);
/* <tag>words</tag>; the tag without brackets. */
void html_element(html_writer *w, const char *tag, enum word word);
void html_paragraph(html_writer *w, enum word word, str first, str second, str third);
/* A table in a box that scrolls sideways where it must, with its caption: up to the row of heads, */
void html_open_frame(html_writer *w, const char *class_name, enum word caption);
/* or with its heads. */
void html_open_table(html_writer *w, const char *class_name, enum word caption, const enum word *heads, size_t count);
/* The same, of articles, with a column more for each result. */
void html_open_articles(html_writer *w, enum word caption, const enum word *heads, size_t count);
void html_close_table(html_writer *w);
/* A section with its heading; close it with </section>. */
void html_open_section(html_writer *w, const char *id, enum word heading);
/* The sign and word of a result. */
void html_badge(html_writer *w, enum result r);
void html_rule_link(html_writer *w, const audited_rule *r);
/* The name of an anchor: of an article; of what a rule came to, wherever in the page that is shown. */
void html_article_name(html_writer *w, clause_address a);
void html_group_name(html_writer *w, enum result result, const audited_rule *r);
/* The way back to the article's row of the matrix. */
void html_matrix_link(html_writer *w, const audited_rule *r);
void html_record(html_writer *w, const evidence *e);
/* A condition as nested lists with the values that it had. */
void html_condition(html_writer *w, const explanation *why);
/* What a picture needs to be understood alone; follows its opening tag. */
void html_picture_style(html_writer *w);
/* A list of sentences, or nothing where there is none. */
void html_list(html_writer *w, const label *items, size_t count);

/* A rule with the findings that came out so, and the same for all rules of a section, by severity. */
void html_group(html_writer *w, const result_section *s, const rule_group *g);
void html_groups(html_writer *w, enum result result);
/* The heading of a section and how much there is in it. Returns whether there is anything. */
bool html_open_results(html_writer *w, const char *id, enum word heading, enum result result);

/* What a person has to judge, and who: parts of a finding. Then the lines to write on. */
void html_questions(html_writer *w, const rule_result *r, const finding *f);
void html_judgement(html_writer *w);

/* What has changed since an earlier audit: the section; a sentence for the summary; what stands before a finding's
   sentence, and beside an article's row of the chart. The last three are nothing where there is no earlier audit. */
void html_comparison(html_writer *w);
void html_since(html_writer *w);
void html_tag(html_writer *w, const finding *f);
void html_chart_before(html_writer *w, const article_row *row, int x, int y);

void html_chart(html_writer *w);
void html_matrix(html_writer *w);
void html_summary(html_writer *w);
void html_errors(html_writer *w);
void html_findings(html_writer *w);
void html_unknowns(html_writer *w);
void html_reviews(html_writer *w);
void html_notices(html_writer *w);
void html_not_applicables(html_writer *w);
void html_tasks(html_writer *w);
void html_regulation(html_writer *w);
void html_examined(html_writer *w);
void html_methods(html_writer *w);
void html_settled(html_writer *w);
void html_strays(html_writer *w);
void html_parameters(html_writer *w);
void html_limits(html_writer *w);
void html_pictures(html_writer *w);

const char *html_style(void);
const char *html_print_style(void);

/* The filter, hidden until its script runs; the script, at the end of the page; the policy that lets nothing run but
   it, nothing be loaded, and no style sheet apply but the one given. */
void html_filter(html_writer *w);
void html_script(html_writer *w);
void html_content_policy(html_writer *w, const char *style_sheet);
const char *html_filter_style(void);
/* The attributes of an element that holds what a rule came to. Parts of it of class `item` are filtered one by one. */
void html_filter_keys(html_writer *w, const audited_rule *r, enum result result);

#endif

#include "rules/elz/knelpunten.h"
#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/elz/counting.h"
#include "service/operations.h"

/* The draft is the row. */
enum tnw_err
op_knelpunt_report_prepare(struct call *call)
{
    const struct knelpunten_row **draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *draft = knelpunten_find(call->world->knelpunten, field_text(call->ready.body, "code"));
    return TNW_OK;
}

void
op_knelpunt_report_hint(struct call *call, struct txn *snapshot)
{
    const struct knelpunten_row *row = *(const struct knelpunten_row *const *)call->ready.draft;
    if (row != NULL) {
        knelpunt_hint(snapshot, quarter_of(call->ready.today), row->theme->code, &call->in->peer.identity_index);
    }
}

/* Answer and record are the same whatever was reported, and whether the person was counted before. */
enum tnw_err
op_knelpunt_report(struct call *call, struct txn *txn)
{
    const struct knelpunten_row *row = *(const struct knelpunten_row *const *)call->ready.draft;
    quarter_num quarter = quarter_of(call->found.today);
    char text[QUARTER_TEXT];
    if (row == NULL) {
        return problem_at(call, "/code", "reference", "must be a code of GET /v1/knelpunten");
    }
    knelpunt_add(txn, quarter, row->theme->code, &call->in->peer.identity_index);
    quarter_format(text, quarter);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_str(&jw, "quarter", text);
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}

enum tnw_err
op_knelpunt_list(struct call *call, struct txn *txn)
{
    const struct knelpunten *all = call->world->knelpunten;
    enum language language;
    (void)txn;
    enum tnw_err err = language_wanted(call, LANGUAGE_EN, &language);
    if (err != TNW_OK) {
        return err;
    }
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_str(&jw, "version", all->version);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < all->count; i++) {
        const struct knelpunten_row *row = &all->rows[i];
        jw_open(&jw, NULL);
        jw_str(&jw, "code", row->code);
        jw_str(&jw, "theme", row->theme->code);
        jw_str(&jw, "theme_text", row->theme->text[language]);
        jw_str(&jw, "text", row->text[language]);
        jw_close(&jw);
    }
    jw_close_list(&jw);
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}

/* Only quarters that are over have something that may be told. */
static void
show_counts(struct call *call, struct txn *txn, quarter_num quarter, enum language language)
{
    const struct knelpunten *all = call->world->knelpunten;
    char text[QUARTER_TEXT];
    quarter_format(text, quarter);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_str(&jw, "quarter", text);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < all->theme_count; i++) {
        struct knelpunt_count count;
        bool told = knelpunt_get(txn, quarter, all->themes[i].code, &count) && count.closed && count.people > 0;
        jw_open(&jw, NULL);
        jw_str(&jw, "theme", all->themes[i].code);
        jw_str(&jw, "text", all->themes[i].text[language]);
        if (told) {
            jw_int(&jw, "people", count.people);
        } else {
            jw_null(&jw, "people");
        }
        jw_close(&jw);
    }
    jw_close_list(&jw);
    jw_close(&jw);
    answer_shown(call);
}

enum tnw_err
op_knelpunt_counts(struct call *call, struct txn *txn)
{
    quarter_num quarter = quarter_of(call->found.today) - 1;
    enum language language;
    const char *asked = page_query(call, "quarter");
    enum tnw_err err = language_wanted(call, LANGUAGE_EN, &language);
    if (err == TNW_OK && asked != NULL && quarter_parse(&quarter, asked) != TNW_OK) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "quarter must be such as 2026-Q3");
    }
    if (err == TNW_OK) {
        show_counts(call, txn, quarter, language);
    }
    return err;
}

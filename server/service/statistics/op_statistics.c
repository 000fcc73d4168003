/*
 * What was released, for auditors. No person is in it; that it was read has a record all the same.
 */
#include <string.h>

#include "base/time/quarter.h"
#include "rules/statistics/plan.h"
#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/operations.h"
#include "service/statistics/statistics_show.h"
#include "store/records/process/statistic.h"

/* What is asked for: rows that tell exactly these aspects apart. */
struct wanted {
    code_set figures;
    code_set aspects;
    uint32_t quarter;
};

static enum tnw_err
take_word(struct call *call, struct slice word, struct wanted *wanted)
{
    for (unsigned i = 0; i < FIGURE_COUNT; i++) {
        if (slice_eq(word, slice_str(codes_text(&codes_figure, i)))) {
            wanted->figures |= CODE_BIT(i);
            return TNW_OK;
        }
    }
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        if (slice_eq(word, slice_str(codes_text(&codes_aspect, i)))) {
            wanted->aspects |= CODE_BIT(i);
            return TNW_OK;
        }
    }
    return problem(
        call, TNW_E_INVALID_PARAMETER,
        "by must be some of step, estimate, outcome, employment, route, region, reason, with commas between");
}

static enum tnw_err
take_by(struct call *call, struct wanted *wanted)
{
    enum tnw_err err = TNW_OK;
    const char *text = page_query(call, "by");
    while (err == TNW_OK && text != NULL) {
        size_t len = strcspn(text, ",");
        err = take_word(call, slice_of(text, len), wanted);
        text = text[len] == ',' ? text + len + 1 : NULL;
    }
    wanted->figures = wanted->figures == 0 ? CODE_ALL(FIGURE_COUNT) : wanted->figures;
    return err;
}

/* The newest when none is named. */
static enum tnw_err
take_quarter(struct call *call, struct txn *txn, struct wanted *wanted)
{
    const char *text = page_query(call, "quarter");
    if (text != NULL && quarter_parse(&wanted->quarter, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "quarter must be one as in 2026-Q4");
    }
    if (text == NULL && !statistic_before(txn, UINT32_MAX, &wanted->quarter)) {
        return problem(call, TNW_E_NOT_FOUND, "no quarter has been released yet");
    }
    return TNW_OK;
}

static bool
is_wanted(const struct wanted *wanted, const struct statistic_row *row)
{
    return codes_has(wanted->figures, row->figure) && statistic_row_aspects(row) == wanted->aspects;
}

static void
show_statistics(struct call *call, struct page *page, const struct statistic_release *release,
                const struct wanted *wanted)
{
    size_t first = page->after_seq == UINT64_MAX ? 0 : (size_t)page->after_seq + 1;
    for (size_t i = first; i < release->row_count; i++) {
        if (!is_wanted(wanted, &release->rows[i])) {
            continue;
        }
        if (!page_take(page)) {
            break;
        }
        statistics_show_row(&page->jw, release, &release->rows[i]);
        page->after_seq = i;
    }
    page_end_seq(page, page->is_full);
    statistics_show_release(&page->jw, release);
    jw_codes(&page->jw, "by", &codes_aspect, wanted->aspects);
    statistics_show_margin(&page->jw, "margin", release, plan_level(wanted->aspects));
    page_close(call, page);
}

enum tnw_err
op_statistics_read(struct call *call, struct txn *txn)
{
    struct page page;
    struct wanted wanted = {0};
    struct statistic_release release = {0};
    call->found.saw.only_log = true; /* what is released never changes */
    enum tnw_err err = take_by(call, &wanted);
    if (err == TNW_OK) {
        err = take_quarter(call, txn, &wanted);
    }
    if (err == TNW_OK && !statistic_get(txn, wanted.quarter, &release)) {
        err = problem(call, TNW_E_NOT_FOUND, "that quarter has not been released");
    }
    if (err == TNW_OK) {
        err = page_open_seq(call, &page);
    }
    if (err == TNW_OK) {
        show_statistics(call, &page, &release, &wanted);
    }
    statistic_wipe(&release);
    return err;
}

/* Newest first. */
enum tnw_err
op_statistics_quarters(struct call *call, struct txn *txn)
{
    struct page page;
    uint32_t quarter;
    call->found.saw.only_log = true;
    enum tnw_err err = page_open_seq(call, &page);
    if (err != TNW_OK) {
        return err;
    }
    uint32_t before = page.after_seq >= UINT32_MAX ? UINT32_MAX : (uint32_t)page.after_seq;
    while (statistic_before(txn, before, &quarter) && page_take(&page)) {
        char text[QUARTER_TEXT];
        quarter_format(text, quarter);
        jw_open(&page.jw, NULL);
        jw_str(&page.jw, "quarter", text);
        jw_date(&page.jw, "from", quarter_first(quarter));
        jw_date(&page.jw, "until", quarter_last(quarter));
        jw_close(&page.jw);
        page.after_seq = before = quarter;
    }
    page_close_seq(call, &page, page.is_full);
    return TNW_OK;
}

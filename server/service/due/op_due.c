#include <string.h>

#include "service/core/language.h"
#include "service/core/problem.h"
#include "service/due/due.h"
#include "service/operations.h"

static enum tnw_err
take_before(struct call *call, day_num otherwise, day_num *out)
{
    const char *text = page_query(call, "before");
    *out = otherwise;
    if (text != NULL && date_parse(out, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "before must be a date, YYYY-MM-DD");
    }
    return TNW_OK;
}

static enum tnw_err
show_due(struct due *due, enum tnw_err err)
{
    if (err == TNW_OK) {
        err = page_open_ids(due->call, &due->page);
    }
    if (err == TNW_OK) {
        due_show_list(due);
        err = txn_error(due->txn);
    }
    return err;
}

enum tnw_err
op_due_list(struct call *call, struct txn *txn)
{
    struct due due = {.call = call, .txn = txn, .query = {.lists = CODE_ALL(AGENDA_LISTS), .undated = true}};
    enum tnw_err err = take_before(call, AGENDA_NO_DAY, &due.query.before);
    bool asked = due.query.before != AGENDA_NO_DAY;
    due.query.steps_before = asked ? due.query.before : call->found.today + LIMIT_DUE_AHEAD;
    if (err == TNW_OK) {
        err = language_wanted(call, LANGUAGE_NL, &due.language);
    }
    return show_due(&due, err);
}

/* The questions of one side alone, without `before` all of them. */
enum tnw_err
op_question_list(struct call *call, struct txn *txn)
{
    const char *side = page_query(call, "side");
    bool by_me = side != NULL && strcmp(side, "by_me") == 0;
    struct due due = {.call = call, .txn = txn, .bare = true};
    due.query.lists = CODE_BIT(by_me ? AGENDA_ASKED_BY : AGENDA_ASKED_OF);
    due.query.undated = page_query(call, "before") == NULL;
    if (side != NULL && !by_me && strcmp(side, "for_me") != 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "side must be for_me or by_me");
    }
    return show_due(&due, take_before(call, AGENDA_NO_DAY, &due.query.before));
}

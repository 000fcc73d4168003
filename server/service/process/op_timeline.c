#include <stdlib.h>

#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/operations.h"
#include "service/process/calendar.h"
#include "service/process/facts.h"
#include "service/process/sheet.h"
#include "service/process/step_show.h"
#include "service/process/suspending.h"
#include "service/process/taking_part.h"

/* What every view of a timeline needs. */
struct view {
    struct access access;
    struct steps *steps;
    enum language language;
};

static enum tnw_err
open_view(struct call *call, struct txn *txn, struct view *view)
{
    *view = (struct view){.steps = NULL};
    enum tnw_err err = language_wanted(call, LANGUAGE_NL, &view->language);
    if (err == TNW_OK) {
        err = taking_part_open(call, txn, &view->access);
    }
    if (err == TNW_OK) {
        view->steps = steps_load(call, txn, &view->access);
        err = view->steps == NULL ? txn_error(txn) : TNW_OK;
    }
    return err;
}

static void
close_view(struct view *view)
{
    free(view->steps);
    access_close(&view->access);
}

/* How often somebody worked and fell ill again is for who may see their days of work. */
static void
show_spells(struct json_writer *jw, const struct call *call, const struct spells *spells)
{
    bool may = codes_has(facts_visible(call, call->found.role), FACT_WORK);
    jw_open_list(jw, "spells");
    for (size_t i = 0; may && i < spells->count; i++) {
        jw_open(jw, NULL);
        jw_date(jw, "start", spells->list[i].start);
        jw_date_or_null(jw, "resumed", spells->list[i].resumed);
        jw_int(jw, "relapses", spells->list[i].relapses);
        jw_close(jw);
    }
    jw_close_list(jw);
}

static void
show_timeline(struct call *call, struct txn *txn, const struct view *view, bool all)
{
    const struct dossier *dossier = &view->access.dossier;
    struct spells spells;
    timeline_spells(&spells, call->world->timeline, &view->steps->process, call->found.today);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_id(&jw, "dossier", ID_DOSSIER, &dossier->id);
    jw_date(&jw, "today", call->found.today);
    jw_date(&jw, "start", spells.list[spells.count - 1].start);
    jw_str(&jw, "version", timeline_version(call->world->timeline));
    show_spells(&jw, call, &spells);
    suspending_list(&jw, call, txn, &view->access);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < view->steps->count; i++) {
        const struct timeline_step *step = &view->steps->list[i];
        if (steps_sees(call, step) && (all || step->state != STEP_NOT_APPLICABLE)) {
            step_show(&jw, call, &view->access, view->steps, step, view->language);
        }
    }
    jw_close_list(&jw);
    jw_close(&jw);
    answer_shown(call);
}

enum tnw_err
op_timeline_read(struct call *call, struct txn *txn)
{
    struct view view;
    uint64_t all = 0;
    enum tnw_err err = open_view(call, txn, &view);
    if (err == TNW_OK) {
        err = page_number(call, "all", 1, &all);
    }
    if (err == TNW_OK) {
        show_timeline(call, txn, &view, all == 1);
    }
    close_view(&view);
    return err;
}

enum tnw_err
op_timeline_calendar(struct call *call, struct txn *txn)
{
    struct view view;
    enum tnw_err err = open_view(call, txn, &view);
    if (err == TNW_OK) {
        calendar_write(&call->reply.body, call, &view.access, view.steps, view.language);
        answer_shown_as(call, ANSWER_CALENDAR);
    }
    close_view(&view);
    return err;
}

enum tnw_err
op_timeline_fiche(struct call *call, struct txn *txn)
{
    struct view view;
    enum tnw_err err = open_view(call, txn, &view);
    if (err == TNW_OK) {
        sheet_write(&call->reply.body, call, txn, &view.access, view.steps, view.language);
        answer_shown_as(call, ANSWER_PAGE);
    }
    close_view(&view);
    return err;
}

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "service/access_log/words.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "service/process/regie.h"
#include "service/process/step_show.h"
#include "store/records/process/agenda.h"
#include "store/records/process/process.h"

/* Without `before`: today, and the week that follows. */
#define DUE_AHEAD 8

struct due {
    struct call *call;
    struct txn *txn;
    struct page page;
    day_num before; /* only what is due before that day */
    enum language language;
};

static enum tnw_err
take_before(struct call *call, day_num *out)
{
    const char *text = page_query(call, "before");
    *out = call->found.today + DUE_AHEAD;
    if (text != NULL && date_parse(out, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "before must be a date, YYYY-MM-DD");
    }
    return TNW_OK;
}

/* One day of one dossier; day 0: all days that are asked for. */
static bool
is_theirs_then(const struct due *due, const struct timeline_step *step, day_num day)
{
    bool in_time = day == 0 ? step->due != 0 && step->due < due->before : step->due == day;
    return steps_is_open(step) && in_time && steps_acts(due->call, step);
}

static size_t
count_due(const struct due *due, const struct steps *steps, day_num day)
{
    size_t count = 0;
    for (size_t i = 0; i < steps->count; i++) {
        count += is_theirs_then(due, &steps->list[i], day);
    }
    return count;
}

/* Since when nobody keeps the overview, if it is the caller's to see to that; 0: it is not, or somebody does. */
static day_num
alert_of(const struct due *due, const struct access *access)
{
    struct process_marks *marks = calloc(1, sizeof *marks);
    struct process *process = calloc(1, sizeof *process);
    day_num since = 0;
    bool theirs = (process_regie_roles(&access->dossier) & CODE_BIT(due->call->found.role)) != 0;
    if (marks == NULL || process == NULL) {
        txn_set_error(due->txn, TNW_E_NO_MEMORY);
    } else if (theirs && regie_lacks(due->call, due->txn, access) &&
               process_get(due->txn, &access->dossier.id, process, marks)) {
        since = marks->no_regie;
    }
    free(process);
    free(marks);
    return since;
}

/* In the form of a step. */
static void
show_alert(struct json_writer *jw, const struct due *due, day_num since)
{
    const char *title = words_find(due->call->world->words, due->language, "fiche", slice_str("no_regie"));
    jw_open(jw, NULL);
    jw_str(jw, "rule", REGIE_RULE);
    jw_str(jw, "title", title);
    jw_str(jw, "state", codes_text(&codes_step_state, STEP_DUE));
    jw_str(jw, "status", codes_text(&codes_step_status, STEP_STATUS_OWN));
    jw_bool(jw, "duty", true);
    jw_date(jw, "due", since);
    jw_close(jw);
}

static void
show_item(struct due *due, const struct access *access, const struct steps *steps, day_num day, day_num alert)
{
    struct json_writer *jw = &due->page.jw;
    const struct dossier *dossier = &access->dossier;
    jw_open(jw, NULL);
    jw_id(jw, "dossier", ID_DOSSIER, &dossier->id);
    jw_open(jw, "patient");
    jw_id(jw, "actor", ID_ACTOR, &dossier->patient);
    jw_slice(jw, "name", buf_slice(&dossier->name));
    jw_close(jw);
    jw_open_list(jw, "steps");
    if (alert != 0) {
        show_alert(jw, due, alert);
    }
    for (size_t i = 0; i < steps->count; i++) {
        if (is_theirs_then(due, &steps->list[i], day)) {
            step_show_brief(jw, &steps->list[i], due->language);
        }
    }
    jw_close_list(jw);
    jw_close(jw);
}

static void
show_if_due(struct due *due, const struct access *access, day_num day)
{
    struct steps *steps = steps_load(due->call, due->txn, access);
    if (steps == NULL) {
        return;
    }
    day_num alert = day == 0 ? 0 : alert_of(due, access);
    alert = alert == day ? alert : 0;
    bool any = alert != 0 || count_due(due, steps, day) > 0;
    if (any && page_take(&due->page)) {
        show_item(due, access, steps, day, alert);
        buf_put_slice(&due->call->found.audit.listed, id_slice(&access->dossier.id));
        access_note_sight(due->call, access);
    }
    free(steps);
}

/* The index names candidates: whoever may not see a dossier any more is shown nothing of it. */
static void
look_at_due(struct due *due, const struct id *dossier, day_num day)
{
    struct access access;
    if (access_peek(due->call, due->txn, dossier, &access) != PEEK_OPEN) {
        return;
    }
    if (access.dossier.closed == 0 && (access.is_subject || access.is_participant)) {
        show_if_due(due, &access, day);
    }
    access_close(&access);
}

static bool
list_agenda(struct due *due)
{
    struct range walk;
    struct id dossier;
    day_num day;
    bool more;
    agenda_walk(&walk, due->txn, &due->call->found.actor, due->page.day, &due->page.at);
    while ((more = agenda_next(&walk, &day, &dossier)) && day < due->before &&
           page_look_on(&due->page, day, &dossier)) {
        look_at_due(due, &dossier, day);
    }
    range_close(&walk);
    return more && day < due->before;
}

/* A patient has few dossiers, by whichever registration: they need no index. */
static bool
list_own_steps(struct due *due)
{
    struct dossier_walk walk;
    struct id dossier;
    bool more;
    dossier_walk_of_patient(&walk, due->txn, &due->call->in->peer.identity_index, &due->page.at);
    while ((more = dossier_next(&walk, &dossier)) && page_look(&due->page, &dossier)) {
        look_at_due(due, &dossier, 0);
    }
    dossier_walk_close(&walk);
    return more;
}

enum tnw_err
op_due_list(struct call *call, struct txn *txn)
{
    struct due due = {.call = call, .txn = txn};
    enum tnw_err err = take_before(call, &due.before);
    if (err == TNW_OK) {
        err = language_wanted(call, LANGUAGE_NL, &due.language);
    }
    if (err == TNW_OK) {
        err = page_open_ids(call, &due.page);
    }
    if (err == TNW_OK) {
        bool more = call->found.role == ROLE_PATIENT ? list_own_steps(&due) : list_agenda(&due);
        page_close_ids(call, &due.page, more);
        err = txn_error(txn);
    }
    return err;
}

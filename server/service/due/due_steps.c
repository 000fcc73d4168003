#include <stdlib.h>

#include "base/codes.h"
#include "service/access_log/words.h"
#include "service/due/due.h"
#include "service/process/keeping.h"
#include "service/process/regie.h"
#include "service/process/step_show.h"
#include "store/records/process/process.h"

/* One day of one dossier; day 0: all days that are asked for. */
static bool
is_theirs_then(const struct due *due, const struct timeline_step *step, day_num day)
{
    bool in_time = day == 0 ? step->due != 0 && step->due < due->query.steps_before : step->due == day;
    return steps_is_open(step) && in_time && steps_acts(due->call, step);
}

static bool
any_due(const struct due *due, const struct steps *steps, day_num day)
{
    bool any = false;
    for (size_t i = 0; !any && i < steps->count; i++) {
        any = is_theirs_then(due, &steps->list[i], day);
    }
    return any;
}

/* Since when nobody keeps the overview, if it is the caller's to see to that; 0: it is not, or somebody does. */
static day_num
alert_of(const struct due *due, const struct access *access)
{
    struct process_marks *marks = calloc(1, sizeof *marks);
    struct process *process = calloc(1, sizeof *process);
    day_num since = 0;
    code_set roles = process_regie_roles(due->call->world->policy, &access->dossier);
    bool theirs = (roles & CODE_BIT(due->call->found.role)) != 0;
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

struct steps *
due_steps_find(const struct due *due, const struct access *access, day_num day, day_num *alert)
{
    struct steps *steps = steps_load(due->call, due->txn, access);
    if (steps == NULL) {
        return NULL;
    }
    day_num since = day == 0 ? 0 : alert_of(due, access);
    *alert = since == day ? since : 0;
    if (*alert == 0 && !any_due(due, steps, day)) {
        free(steps);
        return NULL;
    }
    return steps;
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

void
due_steps_show(struct due *due, const struct due_item *item)
{
    struct json_writer *jw = &due->page.jw;
    if (item->alert != 0) {
        show_alert(jw, due, item->alert);
    }
    for (size_t i = 0; item->steps != NULL && i < item->steps->count; i++) {
        if (is_theirs_then(due, &item->steps->list[i], item->day)) {
            step_show_brief(jw, due->call, &item->steps->list[i], due->language);
        }
    }
}

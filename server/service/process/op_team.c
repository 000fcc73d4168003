#include <stdlib.h>

#include "service/core/answer.h"
#include "service/core/language.h"
#include "service/core/show.h"
#include "service/operations.h"
#include "service/process/facts.h"
#include "service/process/facts/holder.h"
#include "service/process/regie.h"
#include "service/process/step_show.h"
#include "service/process/suspending.h"
#include "service/process/taking_part.h"

/* How many steps show what somebody does next. */

struct team {
    const struct call *call;
    struct txn *txn;
    const struct steps *steps;
    enum language language;
};

static void
show_next(struct json_writer *jw, const struct team *team, enum role role)
{
    size_t shown = 0;
    jw_open_list(jw, "next");
    for (size_t i = 0; i < team->steps->count && shown < LIMIT_TEAM_STEPS; i++) {
        const struct timeline_step *step = &team->steps->list[i];
        if (steps_is_open(step) && (step->who & CODE_BIT(role)) != 0 && steps_sees(team->call, step)) {
            step_show_brief(jw, team->call, step, team->language);
            shown++;
        }
    }
    jw_close_list(jw);
}

static void
show_team_member(struct json_writer *jw, const struct team *team, const struct id *actor, enum role role, time_ms since)
{
    jw_open(jw, NULL);
    jw_id(jw, "actor", ID_ACTOR, actor);
    show_name(jw, team->txn, actor);
    jw_str(jw, "role", codes_text(&codes_role, role));
    jw_time(jw, "since", since);
    show_next(jw, team, role);
    jw_close(jw);
}

static void
show_contact(struct json_writer *jw, const struct team *team, const struct access *access)
{
    struct facts_version now = {.facts = access->dossier.facts};
    code_set visible = facts_visible(team->call, team->call->found.role) & CODE_BIT(FACT_CONTACT);
    if (visible != 0) {
        holder_keep_present(team->call, team->txn, access, &now.facts);
        facts_show(jw, team->txn, &now, visible);
    } else {
        jw_null(jw, "contact");
    }
}

static void
show_team(struct json_writer *jw, const struct team *team, const struct access *access)
{
    const struct dossier *dossier = &access->dossier;
    jw_open(jw, NULL);
    jw_id(jw, "dossier", ID_DOSSIER, &dossier->id);
    regie_show(jw, team->call, team->txn, access);
    show_contact(jw, team, access);
    jw_open_list(jw, "members");
    show_team_member(jw, team, &dossier->patient, ROLE_PATIENT, dossier->opened);
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        if (call_knows(team->call, &who->actor, who->role)) {
            show_team_member(jw, team, &who->actor, who->role, who->since);
        }
    }
    jw_close_list(jw);
    suspending_list(jw, team->call, team->txn, access);
    jw_close(jw);
}

enum tnw_err
op_team_read(struct call *call, struct txn *txn)
{
    struct access access = {.consents = NULL};
    struct team team = {.call = call, .txn = txn};
    struct steps *steps = NULL;
    enum tnw_err err = language_wanted(call, LANGUAGE_NL, &team.language);
    if (err == TNW_OK) {
        err = taking_part_open(call, txn, &access);
    }
    if (err == TNW_OK) {
        steps = steps_load(call, txn, &access);
        err = steps == NULL ? txn_error(txn) : TNW_OK;
    }
    if (err == TNW_OK) {
        team.steps = steps;
        struct json_writer jw = answer_open(call);
        show_team(&jw, &team, &access);
        answer_shown(call);
    }
    free(steps);
    access_close(&access);
    return err;
}

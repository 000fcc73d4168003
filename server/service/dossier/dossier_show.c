#include "service/dossier/dossier_show.h"

#include "service/core/show.h"
#include "service/dossier/double.h"

static void
fetch_participants(struct txn *txn, const struct dossier *dossier)
{
    const struct id *actors[LIMIT_PARTICIPANTS];
    for (size_t i = 0; i < dossier->participant_count; i++) {
        actors[i] = &dossier->participants[i].actor;
    }
    actor_fetch(txn, actors, dossier->participant_count);
}

/* Whoever no longer takes part is in no role of which a narrowed caller may know. */
static bool
knows_opener(const struct call *call, const struct access *access)
{
    const struct id *opener = &access->dossier.opened_by;
    const struct participant *who = access_participant(access, opener, ROLE_NONE);
    enum role role = who != NULL ? who->role : id_eq(opener, &access->dossier.patient) ? ROLE_PATIENT : ROLE_NONE;
    return call_knows_all(call) || call_knows(call, opener, role);
}

static void
show_day_kept(struct json_writer *jw, const char *name, day_num day)
{
    jw_date_or_null(jw, name, day == INT32_MAX ? 0 : day);
}

/* Until when what it holds is kept, should nothing be added any more. */
static void
show_kept(struct json_writer *jw, const struct call *call, const struct access *access)
{
    static const char *const phases[] = {
        [RETENTION_OPEN] = "open", [RETENTION_CONSENT] = "consent", [RETENTION_OVER] = "over"};
    const struct policy_retention *policy = &call->world->policy->retention;
    const struct expiry_term *term = &access->dossier.term;
    const struct retention_days days = retention_days(policy, term->year);
    day_num erasure = retention_erasure(policy, term->year, term->warned);
    jw_open(jw, "kept");
    jw_str(jw, "state", phases[access->phase]);
    show_day_kept(jw, "read_only_from", days.consent);
    show_day_kept(jw, "erased_from", erasure);
    show_day_kept(jw, "warned", term->warned);
    jw_close(jw);
}

void
dossier_show(struct json_writer *jw, struct call *call, struct txn *txn, const struct access *access)
{
    const struct dossier *dossier = &access->dossier;
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_DOSSIER, &dossier->id);
    jw_str(jw, "state", dossier->closed == 0 ? "open" : "closed");
    jw_open(jw, "patient");
    jw_id(jw, "actor", ID_ACTOR, &dossier->patient);
    jw_slice(jw, "name", buf_slice(&dossier->name));
    jw_str(jw, "niss", codes_has(call->world->policy->niss_read, call->found.role) ? dossier->niss : NULL);
    jw_close(jw);
    jw_date(jw, "start", dossier->start);
    jw_str(jw, "employment", codes_text(&codes_employment, dossier->employment));
    jw_time(jw, "opened", dossier->opened);
    if (knows_opener(call, access)) {
        jw_id(jw, "opened_by", ID_ACTOR, &dossier->opened_by);
    } else {
        jw_null(jw, "opened_by");
    }
    jw_time(jw, "closed", dossier->closed);
    jw_open_list(jw, "participants");
    fetch_participants(txn, dossier);
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        if (call_knows(call, &who->actor, who->role)) {
            show_participant(jw, txn, who);
        }
    }
    jw_close_list(jw);
    double_show(jw, call, txn, access);
    show_kept(jw, call, access);
    jw_close(jw);
}

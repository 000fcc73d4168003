#include "service/process/regie.h"

#include "service/core/show.h"
#include "service/process/facts/holder.h"

/* Those who still take part: others would be an alert for people who are not there. */
static size_t
count_present(struct txn *txn, const struct access *access)
{
    size_t count = 0;
    for (size_t i = 0; count < 2 && i < access->dossier.participant_count; i++) {
        const struct id *actor = &access->dossier.participants[i].actor;
        bool first = access_participant(access, actor, ROLE_NONE) == &access->dossier.participants[i];
        count += first && holder_is_active(txn, actor);
    }
    return count;
}

bool
regie_lacks(const struct call *call, struct txn *txn, const struct access *access)
{
    const struct id *holder = &access->dossier.facts.regie;
    bool held = !id_is_zero(holder) && holder_can(call, txn, access, FACT_REGIE, holder);
    return access_is_open(access) && !held && count_present(txn, access) >= 2;
}

bool
regie_is_put_out(const struct call *call, struct txn *txn, const struct access *access)
{
    const struct id *holder = &access->dossier.facts.regie;
    return access_is_open(access) && !id_is_zero(holder) && access_out(call, txn, access, holder) != NULL;
}

void
regie_show(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access)
{
    const struct id *holder = &access->dossier.facts.regie;
    if (!id_is_zero(holder) && holder_can(call, txn, access, FACT_REGIE, holder)) {
        show_person_in(jw, "regie", txn, holder, holder_role(call, access, FACT_REGIE, holder));
    } else {
        jw_null(jw, "regie");
    }
    bool lacks = regie_lacks(call, txn, access) || (access->is_subject && regie_is_put_out(call, txn, access));
    jw_str(jw, "alert", lacks ? "no_regie" : NULL);
}

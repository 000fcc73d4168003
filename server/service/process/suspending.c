#include "service/process/suspending.h"

#include "service/core/show.h"

void
suspending_show(struct json_writer *jw, struct txn *txn, const struct suspension *suspension)
{
    const struct process_suspension *terms = &suspension->terms;
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_SUSPENSION, &terms->id);
    jw_str(jw, "purpose", codes_text(&codes_purpose, terms->purpose));
    jw_date(jw, "from", terms->from);
    jw_date_or_null(jw, "until", terms->until);
    if (suspension->reason.len == 0) {
        jw_null(jw, "reason");
    } else {
        jw_slice(jw, "reason", buf_slice(&suspension->reason));
    }
    jw_time(jw, "recorded", suspension->recorded);
    show_person_in(jw, "by", txn, &suspension->recorded_by, suspension->role);
    jw_close(jw);
}

void
suspending_list(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access)
{
    struct range walk;
    struct suspension suspension;
    jw_open_list(jw, "suspensions");
    if ((call->world->policy->suspension_read & CODE_BIT(call->found.role)) != 0) {
        suspension_walk(&walk, txn, &access->dossier.id);
        while (suspension_next(&walk, &access->dossier.id, &suspension)) {
            suspending_show(jw, txn, &suspension);
            suspension_wipe(&suspension);
        }
        range_close(&walk);
    }
    jw_close_list(jw);
}

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
    if (terms->until == 0) {
        jw_null(jw, "until");
    } else {
        jw_date(jw, "until", terms->until);
    }
    if (suspension->reason.len == 0) {
        jw_null(jw, "reason");
    } else {
        jw_slice(jw, "reason", buf_slice(&suspension->reason));
    }
    jw_time(jw, "recorded", suspension->recorded);
    jw_open(jw, "by");
    jw_id(jw, "actor", ID_ACTOR, &suspension->recorded_by);
    show_name(jw, txn, &suspension->recorded_by);
    jw_str(jw, "role", codes_text(&codes_role, suspension->role));
    jw_close(jw);
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

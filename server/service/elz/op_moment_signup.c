#include "base/limits.h"
#include "service/core/answer.h"
#include "service/core/problem.h"
#include "service/elz/moments.h"
#include "service/operations.h"

void
op_moment_sign_up_hint(struct call *call, struct txn *snapshot)
{
    moments_foresee(call, snapshot, &call->in->path_id[0]);
}

void
op_moment_sign_off_hint(struct call *call, struct txn *snapshot)
{
    moments_foresee(call, snapshot, &call->in->path_id[0]);
}

enum tnw_err
op_moment_sign_up(struct call *call, struct txn *txn)
{
    struct moment moment;
    enum tnw_err err = moments_open(call, txn, &moment);
    struct id guest = err == TNW_OK ? moments_guest(call, txn, &moment.id) : (struct id){{0}};
    bool is_new = err == TNW_OK && id_is_zero(&guest);
    if (is_new) {
        err = moments_check_to_come(call, &moment);
    }
    if (err == TNW_OK && is_new && moment.guests >= LIMIT_MOMENT_GUESTS) {
        err = problem(call, TNW_E_CONFLICT, "This netwerkmoment is full.");
    }
    if (err == TNW_OK) {
        if (is_new) {
            moment.guests++;
            moment_put(txn, &moment);
            moment_put_guest(txn, &moment.id,
                             &(struct moment_guest){.actor = call->found.actor, .since = call->found.now});
        }
        moments_reply(call, txn, &moment);
    }
    moment_wipe(&moment);
    return err;
}

enum tnw_err
op_moment_sign_off(struct call *call, struct txn *txn)
{
    struct moment moment;
    enum tnw_err err = moments_open(call, txn, &moment);
    if (err == TNW_OK) {
        struct id guest = moments_guest(call, txn, &moment.id);
        if (!id_is_zero(&guest)) {
            moment.guests--;
            moment_put(txn, &moment);
            moment_del_guest(txn, &moment.id, &guest);
        }
        answer_empty(call);
    }
    moment_wipe(&moment);
    return err;
}

#include "service/budget/quota.h"

#include <inttypes.h>

#include "base/limits.h"
#include "service/core/caller/acting.h"
#include "service/core/op.h"
#include "service/core/problem.h"

/* What stays of the call. A file is paid before its first byte is taken, so that who breaks off pays as well. */
static uint64_t
bytes_left_behind(const struct call *call)
{
    return call->stage == STAGE_END ? 0 : call->in->body_text.len + call->in->file_size + LIMIT_WRITE_BESIDE;
}

/* How much of that quota the call uses. What takes access away is never held back, and their own consents are the
 * patient's. */
static uint64_t
quota_price(const struct call *call, enum quota quota)
{
    const struct op *op = call->in->op;
    if (quota == QUOTA_BYTES_WRITTEN) {
        return op->kind == OP_WRITE && !op->spares_room ? bytes_left_behind(call) : 0;
    }
    bool own = quota == QUOTA_RECORDED_CONSENTS && call->found.role == ROLE_PATIENT;
    return (op->counts & CODE_BIT(quota)) != 0 && !own ? 1 : 0;
}

/* The person's: of their roles the one that may do most, so that who is a doctor too can open a dossier as a
 * patient. */
static uint64_t
quota_limit(const struct call *call, enum quota quota)
{
    uint64_t most = 0;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        uint64_t limit = call->world->policy->quota[role][quota];
        bool held = (acting_person(call)->roles & CODE_BIT(role)) != 0;
        most = held && limit > most ? limit : most;
    }
    unsigned here = call->world->quota_factor == 0 ? 1 : call->world->quota_factor;
    return most * call->found.quota_factor * here;
}

/* Seconds until midnight in Belgium. */
static int
seconds_left(time_ms now)
{
    struct wall_clock wall = time_in_belgium(now);
    return (24 * 60 - (wall.hour * 60 + wall.minute)) * 60;
}

static enum tnw_err
refuse_quota(struct call *call, enum quota quota)
{
    char tomorrow[DATE_TEXT];
    date_format(tomorrow, call->found.today + 1);
    call->found.quota_exceeded = quota;
    call->found.fault.wait_s = seconds_left(call->found.now);
    return problem(call, TNW_E_QUOTA_EXCEEDED,
                   "This would go over your quota %s, %" PRIu64 " a day. It is new on %s (midnight in Belgium); a "
                   "beheerder can raise it.",
                   codes_text(&codes_quota, quota), quota_limit(call, quota), tomorrow);
}

enum tnw_err
quota_check(struct call *call, struct txn *txn)
{
    struct findings *found = &call->found;
    uint64_t price[QUOTA_COUNT];
    uint64_t sum = 0;
    for (unsigned quota = 0; quota < QUOTA_COUNT; quota++) {
        bool asked = !call->in->local && found->role != ROLE_NONE;
        price[quota] = asked ? quota_price(call, (enum quota)quota) : 0;
        sum += price[quota];
    }
    found->uses_quota = sum > 0;
    if (!found->uses_quota) {
        return TNW_OK;
    }
    usage_get(txn, &call->in->peer.identity_index, found->today, &found->usage);
    for (unsigned quota = 0; quota < QUOTA_COUNT; quota++) {
        found->usage.used[quota] += price[quota];
        if (price[quota] > 0 && found->usage.used[quota] > quota_limit(call, (enum quota)quota)) {
            return refuse_quota(call, (enum quota)quota);
        }
    }
    return TNW_OK;
}

void
quota_take(const struct call *call, struct txn *txn)
{
    if (call->found.uses_quota) {
        usage_put(txn, &call->in->peer.identity_index, &call->found.usage);
    }
}

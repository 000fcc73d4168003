/*
 * Acting for a doctor or a team of doctors: what a medewerker asks in their name (TNW-For). The call is then theirs:
 * actor, role and person of the findings are theirs, so that everything is decided, written and filed as theirs; the
 * deputy, beside them, takes away from that. Looked up anew for every request, so that what ends for the doctor, or
 * between the two, ends at the next one.
 */
#ifndef TNW_SERVICE_CORE_CALLER_ACTING_H
#define TNW_SERVICE_CORE_CALLER_ACTING_H

#include "service/core/call.h"

/* The role in which one acts for a registration with these roles: the one of them that the policy names. ROLE_NONE: it
 * has none, or several, of which nobody could tell which one is meant. */
enum role acting_role(const struct policy *policy, code_set roles);

/* Of a call with TNW-For whose caller is known, in the role medewerker: makes it the doctor's, and the caller its
 * deputy. Errors: INVALID_HEADER, ACTING_NOT_ALLOWED. */
TNW_MUST_CHECK enum tnw_err acting_begin(struct call *call, struct txn *txn);

/* Who made the call with their own hands, for what is theirs alone: records, events, kept answers, quotas. */
const struct id *acting_hand(const struct call *call);
const struct person *acting_person(const struct call *call);

/* For decisions: the deputy, or NULL. */
const struct decide_deputy *acting_deputy(const struct call *call);

/* Whether what the function forbids beside categories is allowed: to take part in threads, to send such a message. */
bool acting_may_confer(const struct call *call);
bool acting_may_send(const struct call *call, enum message_kind kind);

#endif

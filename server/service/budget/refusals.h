/*
 * Refusals that tell nothing of anybody: no dossier, no object, no list. The first ones of each person in a minute get
 * a record each, as everything does; the further ones, and those that were told to come again later (429), are counted,
 * and the count becomes one record when the minute is over: action `refusals.count` (docs/protocol.md, part 3). A crash
 * loses counts of at most that minute.
 *
 * Memory is bounded: of so many persons at one time; further ones are counted together, as nobody's.
 */
#ifndef TNW_SERVICE_BUDGET_REFUSALS_H
#define TNW_SERVICE_BUDGET_REFUSALS_H

#include "ledger/ledger.h"
#include "service/core/call.h"

struct refusals;

/* recorded: how many of one person in a minute get a record each. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err refusals_new(struct refusals **out, unsigned recorded);
/* When no report is under way any more. */
void refusals_free(struct refusals **refusals);

/* Any thread. Takes down a refusal of that peer. Returns whether it is counted; false: it needs a record of its own. */
bool refusals_take(struct refusals *refusals, const struct peer *peer, time_ms now);
/* The same for one that is never worth a record. */
void refusals_count(struct refusals *refusals, const struct peer *peer, time_ms now);

/* Any thread. Hands the counts whose minute is over to the ledger, or all of them. What cannot be written now is kept
 * for the next time, and so is all while a report is under way. */
void refusals_report(const struct world *world, struct ledger *ledger, bool all);

/* How many were counted. */
uint64_t refusals_counted(struct refusals *refusals);

#endif

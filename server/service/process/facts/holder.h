/*
 * Persons whom facts name: who keeps the overview or the global medical file, and whom the patient can call. Facts keep
 * whom they named; what is shown are those who are still there.
 */
#ifndef TNW_SERVICE_PROCESS_FACTS_HOLDER_H
#define TNW_SERVICE_PROCESS_FACTS_HOLDER_H

#include "service/core/access.h"

/* In which role that actor can be what the fact names; ROLE_NONE: in none. The overview the patient can keep, too. */
enum role holder_role(const struct call *call, const struct access *access, enum fact fact, const struct id *actor);

bool holder_is_active(struct txn *txn, const struct id *actor);
/* Whether they can, and are active. Whom the patient put out can as well: that they cannot would tell the others. */
bool holder_can(const struct call *call, struct txn *txn, const struct access *access, enum fact fact,
                const struct id *actor);
/* Whether the caller may name them: the patient does not name whom they put out. */
bool holder_can_be_named(const struct call *call, struct txn *txn, const struct access *access, enum fact fact,
                         const struct id *actor);

/* Takes out of the facts the persons who are not there any more and, to the patient, contact and holder of the medical
 * file whom they put out. */
void holder_keep_present(const struct call *call, struct txn *txn, const struct access *access, struct facts *facts);

#endif

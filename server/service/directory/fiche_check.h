/*
 * Whom a fiche may be about.
 */
#ifndef TNW_SERVICE_DIRECTORY_FICHE_CHECK_H
#define TNW_SERVICE_DIRECTORY_FICHE_CHECK_H

#include "service/core/call.h"
#include "store/records/fiche.h"

/* Whether it is about nobody registered, or about somebody who may be in a directory: who is registered as a patient
 * only is in none. */
bool fiche_check_actor(struct txn *txn, const struct fiche *fiche);

/* Out: first, the oldest registration of the organisation that it is about. false: it is about none. */
bool fiche_check_whose(const struct world *world, struct txn *txn, const struct fiche *fiche, struct id *first);

/* Whether the organisation that it is about, in whichever of its registrations, has no other one. */
bool fiche_check_only_one(const struct world *world, struct txn *txn, const struct fiche *fiche);

#endif

/*
 * Which fiches there are for a caller, and whose they are.
 */
#ifndef TNW_SERVICE_DIRECTORY_FICHE_FIND_H
#define TNW_SERVICE_DIRECTORY_FICHE_FIND_H

#include "service/core/call.h"
#include "store/records/actor.h"
#include "store/records/fiche.h"

/* Whether it is shown: not removed, and its organisation not disabled. */
bool fiche_find_is_shown(struct txn *txn, const struct fiche *fiche);
/* Whether it is offered: shown, and its project has not ended. */
bool fiche_find_is_offered(struct txn *txn, const struct fiche *fiche, day_num today);

/* The one of the path, noted for the audit record; also what is not shown, for the beheerder, but never a removed one.
 * Errors: NOT_FOUND. Free with fiche_wipe in every case. */
TNW_MUST_CHECK enum tnw_err fiche_find_of_path(struct call *call, struct txn *txn, struct fiche *out);

/* Whether the caller's person is what it is about, in any registration, or works for it as the registry says. */
bool fiche_find_is_own(const struct call *call, struct txn *txn, const struct fiche *fiche);

#endif

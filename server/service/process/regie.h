/*
 * Regie: who of a dossier keeps the overview, and that somebody should.
 */
#ifndef TNW_SERVICE_PROCESS_REGIE_H
#define TNW_SERVICE_PROCESS_REGIE_H

#include "json/write.h"
#include "service/core/access.h"

/* What stands for a rule's code where the alert is told of, or is due. */
#define REGIE_RULE "regie"

/* Whether several take part and nobody keeps the overview, or somebody who cannot any more. */
bool regie_lacks(const struct call *call, struct txn *txn, const struct access *access);

/* Whether who keeps it was put out by the patient, to whom alone that is told: nobody sees to it. */
bool regie_is_put_out(const struct call *call, struct txn *txn, const struct access *access);

/* Writes the members "regie" (null: nobody) and "alert" ("no_regie" or null). The patient alone is shown the alert
 * about a holder whom they put out. */
void regie_show(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access);

#endif

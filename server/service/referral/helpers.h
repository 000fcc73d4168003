/*
 * Who of a party can be called, near the patient.
 */
#ifndef TNW_SERVICE_REFERRAL_HELPERS_H
#define TNW_SERVICE_REFERRAL_HELPERS_H

#include "json/write.h"
#include "rules/referral/table.h"
#include "service/referral/asking.h"

/* Writes the list "actors": of the arbeidsarts, the services of the employer and their doctors first; then fiches of
 * the party's kinds, and who is registered in its roles, in the zone; without a zone, or where nobody is there, fiches
 * of the region. A few: more is for the directory. */
void helpers_show(struct json_writer *jw, struct call *call, struct txn *txn, const struct referral_party *party,
                  const struct referral_asked *asked);

#endif

/*
 * A request for consent, as it is shown.
 */
#ifndef TNW_SERVICE_CONSENT_CONSENT_REQUEST_H
#define TNW_SERVICE_CONSENT_CONSENT_REQUEST_H

#include "json/write.h"
#include "service/core/access.h"
#include "service/core/language.h"
#include "store/records/asking.h"
#include "store/records/consent.h"

/* The grant that a yes gives, from that day. */
struct consent consent_request_grant(const struct asking *asking, day_num from);

/* Whether it can be answered. */
bool consent_request_is_open(const struct asking *asking, day_num today);

void consent_request_show(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                          const struct access *access, enum language language, const struct asking *asking);

#endif

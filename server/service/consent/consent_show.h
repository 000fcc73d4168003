/*
 * A consent as the API shows it: what it says, its state, and its sentence.
 */
#ifndef TNW_SERVICE_CONSENT_CONSENT_SHOW_H
#define TNW_SERVICE_CONSENT_CONSENT_SHOW_H

#include "service/consent/giving.h"
#include "service/consent/sentence_show.h"

void consent_show(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
                  enum language language, const struct consent *consent);

/* One that is asked for by itself: to the patient also what would still cover it, were it withdrawn. */
void consent_show_asked(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
                        enum language language, const struct consent *consent);

/* The members that tell the patient what they said of the same before: of a grant only. */
void consent_show_given_beside(struct json_writer *jw, const struct call *call, struct txn *txn,
                               const struct access *access, const struct consent *consent,
                               const struct grantee *grantee);

/* One that was just given or withdrawn, with what else the patient said of the same: to the patient only, nobody else
 * is shown all of it. */
void consent_show_change(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
                         enum language language, const struct consent *consent, const struct grantee *grantee);

#endif

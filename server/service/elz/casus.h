/*
 * A case discussion as this caller may touch it. Invited is a person: any of their registrations will do, in any role
 * of a professional. For everybody else there is none.
 */
#ifndef TNW_SERVICE_ELZ_CASUS_H
#define TNW_SERVICE_ELZ_CASUS_H

#include "json/write.h"
#include "service/core/call.h"
#include "store/records/elz/casus.h"
#include "store/records/inbox.h"

/* Whether its time is over on that day: then nobody reads it any more. */
bool casus_is_over(const struct policy *policy, const struct casus *casus, day_num today);

/* Opens it for the call, and notes it for the record. Errors: NOT_FOUND. Free with casus_wipe in every case. */
TNW_MUST_CHECK enum tnw_err casus_open(struct call *call, struct txn *txn, const struct id *id, struct casus *out);
/* The same for who adds to it. Errors: also THREAD_CLOSED. */
TNW_MUST_CHECK enum tnw_err casus_open_to_write(struct call *call, struct txn *txn, const struct id *id,
                                                struct casus *out);
/* Whether the caller may see it, without notes. */
bool casus_is_visible(const struct call *call, struct txn *txn, const struct id *id);

/* The last words of the discussion of the path, behind which what comes is read: of its messages, and of its own text.
 * What is told in pieces is found with them. Returns how many messages there are; 0 also where the caller may see none.
 */
uint32_t casus_read_before(const struct call *call, struct txn *txn, struct buf *out);
/* Errors: UNAVAILABLE: somebody said something since, in which the other piece may be. */
TNW_MUST_CHECK enum tnw_err casus_check_seen(struct call *call, const struct casus *casus, uint32_t seen);

/* For a hint: what the ledger asks for when something is added to the one of the path, which its members are told. */
void casus_foresee(struct call *call, struct txn *snapshot);
/* Tells all who are invited but the caller. */
void casus_tell(struct call *call, struct txn *txn, const struct casus *casus, enum event_type type);

/* whole: with its text and conclusion. */
void casus_show(struct json_writer *jw, struct txn *txn, const struct casus *casus, bool whole);

#endif

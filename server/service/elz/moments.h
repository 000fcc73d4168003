/*
 * A netwerkmoment as this caller may see it: who organises it, who signed up, the professionals of its zone, and of an
 * open one those of every zone.
 */
#ifndef TNW_SERVICE_ELZ_MOMENTS_H
#define TNW_SERVICE_ELZ_MOMENTS_H

#include "json/write.h"
#include "service/core/call.h"
#include "store/records/elz/moment.h"

/* Whether that is the zone of one of the caller's registrations, or of an organisation for which they work. */
bool moments_is_own_zone(const struct call *call, struct txn *txn, struct slice zone);
/* The zones of the caller's registrations, or of their organisations where they have none; each once. */
#define MOMENTS_ZONES (2 * LIMIT_IDENTITY_ACTORS)
size_t moments_own_zones(const struct call *call, struct txn *txn, struct buf out[MOMENTS_ZONES]);

/* Which of the caller's registrations signed up; zero: none. */
struct id moments_guest(const struct call *call, struct txn *txn, const struct id *moment);
bool moments_is_organiser(const struct call *call, const struct moment *moment);

/* For a hint: what the ledger asks for when it is shown to the caller. */
void moments_foresee(struct call *call, struct txn *snapshot, const struct id *id);
bool moments_is_visible(const struct call *call, struct txn *txn, const struct id *id);
/* false: there is none for this caller. Free with moment_wipe in every case. */
bool moments_get(const struct call *call, struct txn *txn, const struct id *id, struct moment *out);
/* The one of the path, which is noted for the record. Errors: NOT_FOUND. Free with moment_wipe in every case. */
TNW_MUST_CHECK enum tnw_err moments_open(struct call *call, struct txn *txn, struct moment *out);
/* Errors: CONFLICT: it is over, or cancelled. */
TNW_MUST_CHECK enum tnw_err moments_check_to_come(struct call *call, const struct moment *moment);

/* Its members, of an object that is open. */
void moments_show(struct json_writer *jw, const struct call *call, struct txn *txn, const struct moment *moment);
/* The whole answer: also who signed up, for who organises it; others see how many. */
void moments_reply(struct call *call, struct txn *txn, const struct moment *moment);

#endif

/*
 * A netwerkmoment as this caller may see it: who organises it, who signed up, and the professionals of its zone.
 */
#ifndef TNW_SERVICE_ELZ_MOMENTS_H
#define TNW_SERVICE_ELZ_MOMENTS_H

#include "service/core/call.h"
#include "store/records/elz/moment.h"

/* Whether that is the zone of one of the caller's registrations, or of an organisation for which they work. */
bool moments_is_own_zone(const struct call *call, struct txn *txn, struct slice zone);
/* Appends the zone of the registration that calls, or of its organisation; nothing when it has none. */
void moments_own_zone(const struct call *call, struct txn *txn, struct buf *out);

/* Which of the caller's registrations signed up; zero: none. */
struct id moments_guest(const struct call *call, struct txn *txn, const struct id *moment);
bool moments_is_organiser(const struct call *call, const struct moment *moment);

/* false: there is none for this caller. Free with moment_wipe in every case. */
bool moments_get(const struct call *call, struct txn *txn, const struct id *id, struct moment *out);

#endif

/*
 * libtnw: a client of the return-to-work dossier server tnwd.
 *
 * Rules that hold for every call:
 *   threads    a tnw_client belongs to one thread at a time; different clients are independent. Results belong to no
 *              thread: they live apart from the client that made them.
 *   results    a call that makes something gives it through its last argument, and the caller frees it with the
 *              tnw_..._free of its type. On failure that argument is set to NULL. Freeing NULL is allowed.
 *              Everything inside a result lives as long as the result. Freed results are wiped first.
 *   inputs     are only read during the call. A member that is NULL (or 0) is not sent; one that the API needs gives
 *              TNW_E_USAGE before anything is sent.
 *   errors     every call returns an enum tnw_err; tnw_client_error has the rest. Any call that talks to the server
 *              can return the LOCAL errors CONFIGURATION, NO_MEMORY, CONNECT, TLS_SERVER, TLS_REFUSED, TIMEOUT and
 *              PROTOCOL, and the server's INPUT, DENY and SERVER errors; each function names those that mean
 *              something particular to it.
 *   answers    a member that is missing, or of the wrong type, makes the answer TNW_E_PROTOCOL; members that this
 *              version does not know are passed over, so that a newer server can say more.
 *   times      are texts: RFC 3339 in UTC ("2026-03-01T09:30:00.000Z"), dates ISO 8601 ("2026-03-01").
 *   output     the library prints nothing and asks nothing on the terminal.
 *
 * Source of the API: docs/protocol.md, part 1.
 */
#ifndef TNW_TNW_H
#define TNW_TNW_H

#include "tnw/actor.h"
#include "tnw/archive.h"
#include "tnw/attachment.h"
#include "tnw/audit.h"
#include "tnw/client.h"
#include "tnw/consent.h"
#include "tnw/dossier.h"
#include "tnw/due.h"
#include "tnw/elz.h"
#include "tnw/erasure.h"
#include "tnw/evidence.h"
#include "tnw/fiche.h"
#include "tnw/fragment.h"
#include "tnw/inbox.h"
#include "tnw/measure.h"
#include "tnw/policy.h"
#include "tnw/process.h"
#include "tnw/question.h"
#include "tnw/referral.h"
#include "tnw/statistics.h"
#include "tnw/thread.h"
#include "tnw/verify.h"

#endif

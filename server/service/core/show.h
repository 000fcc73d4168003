/*
 * The shapes that more than one group of operations shows (docs/protocol.md, part 1).
 */
#ifndef TNW_SERVICE_CORE_SHOW_H
#define TNW_SERVICE_CORE_SHOW_H

#include "json/write.h"
#include "service/core/access.h"
#include "store/records/actor.h"

/* An actor, as this caller may see them: that somebody is a patient is for themselves and the beheerder. */
void show_actor(struct json_writer *jw, const char *key, const struct call *call, const struct actor *actor);

/* Writes member "name" with the name of that actor; null when there is none. */
void show_name(struct json_writer *jw, struct txn *txn, const struct id *actor);

void show_participant(struct json_writer *jw, struct txn *txn, const struct participant *who);
void show_dossier(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access);

/* Starts a reply that is one object; the caller writes it and then calls show_done. */
struct json_writer show_reply(struct call *call);
void show_done(struct call *call, int status);

/* Sets Location to prefix and id: "/v1/actors/" "act_…"; or to a thing in a dossier: "fragments" "frg_…". */
void show_location(struct call *call, const char *prefix, enum id_kind kind, const struct id *id);
void show_location_in(struct call *call, const struct id *dossier, const char *what, enum id_kind kind,
                      const struct id *id);
/* Sets ETag to a number. */
void show_etag(struct call *call, uint64_t version);

/* The version that If-Match names. Errors: PRECONDITION_REQUIRED, INVALID_HEADER. */
TNW_MUST_CHECK enum tnw_err show_if_match(struct call *call, uint64_t *version);

#endif

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
/* The same as another member. */
void show_name_as(struct json_writer *jw, const char *key, struct txn *txn, const struct id *actor);

/* Somebody in a role of theirs: {"actor", "name", "role"}. */
void show_person_in(struct json_writer *jw, const char *key, struct txn *txn, const struct id *actor, enum role role);

/* Writes member "patient": whose dossier it is, in short. */
void show_patient(struct json_writer *jw, const struct dossier *dossier);

void show_participant(struct json_writer *jw, struct txn *txn, const struct participant *who);

#endif

/*
 * Dossiers: header, participants, and the indexes that find them.
 */
#ifndef TNW_STORE_RECORDS_DOSSIER_H
#define TNW_STORE_RECORDS_DOSSIER_H

#include "base/domain/facts.h"
#include "base/id.h"
#include "base/limits.h"
#include "crypto/hash.h"
#include "store/range.h"
#include "store/records/process/expiry.h"
#include "store/txn.h"

struct participant {
    struct id actor;
    enum role role;
    time_ms since;
    struct id added_by;
};

struct dossier {
    struct id id;
    time_ms opened;
    time_ms closed; /* 0: open */
    struct id opened_by;
    struct id patient; /* actor */
    char niss[12];
    day_num start; /* of the unfitness for work */
    enum employment employment;
    struct facts facts; /* as they stand now; all versions: records/facts.h */
    struct buf name;    /* of the patient */
    size_t participant_count;
    struct participant participants[LIMIT_PARTICIPANTS];
    uint8_t spent[ROLE_COUNT]; /* seats of each role whose holders others sent away: they are not free again */
    struct expiry_term term;
};

/* false: absent or sticky error; out is then empty. Free with dossier_wipe. */
bool dossier_get(struct txn *txn, const struct id *id, struct dossier *out);
/* Goes up with every change in the dossier: 1 + seq of the newest record of one. 0: there is no such dossier. */
uint64_t dossier_epoch(struct txn *txn, const struct id *id);
/* One that is there already. */
void dossier_put(struct txn *txn, const struct dossier *dossier);
/* For a new one: its data key, its header, the patient's index and that of ends; dossier->term becomes
 * that of its opening. */
void dossier_create(struct txn *txn, struct dossier *dossier, const struct hash *patient_identity);
void dossier_wipe(struct dossier *dossier);

/* The index by actor lists candidates (participants, grantees): whoever lists checks each. */
void dossier_link_actor(struct txn *txn, const struct id *actor, const struct id *dossier);

/* All of them, by id, from behind `after` (zero: the first). Returns how many, at most max. */
size_t dossier_ids(struct txn *txn, const struct id *after, struct id out[], size_t max);

/* For who will read these dossiers: at most DOSSIER_HINTS of them in one journey. */
#define DOSSIER_HINTS 16
void dossier_hint(struct txn *txn, const struct id *dossiers, size_t count);

/* The dossiers of that actor, or patient, from behind `after` (zero: the first). Where it pays, those that come next
 * are read ahead: the walk's owner will look at each. */
struct dossier_walk {
    struct range range;
    struct id ahead[DOSSIER_HINTS];
    size_t count;
    size_t at;
};
void dossier_walk_of_actor(struct dossier_walk *walk, struct txn *txn, const struct id *actor, const struct id *after);
void dossier_walk_of_patient(struct dossier_walk *walk, struct txn *txn, const struct hash *identity,
                             const struct id *after);
bool dossier_next(struct dossier_walk *walk, struct id *out); /* false: no more, or a sticky error */
void dossier_walk_close(struct dossier_walk *walk);

/* The first dossier behind `after` (zero: of all) that is the patient's and has a link to the actor. It costs two
 * look-ups for each dossier of whom has fewer of the two. false: no more, or a sticky error. */
bool dossier_next_of_both(struct txn *txn, const struct hash *patient, const struct id *actor, const struct id *after,
                          struct id *out);

#endif

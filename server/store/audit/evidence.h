/*
 * What makes the log evidence, as bytes: how far it is sealed, the signed checkpoints, and the nodes of the map behind
 * the newest one. What they mean is the audit layer's business.
 */
#ifndef TNW_STORE_AUDIT_EVIDENCE_H
#define TNW_STORE_AUDIT_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "crypto/hash.h"

struct range;
struct txn;

/* How many records are sealed: the size of the newest checkpoint. 0: none are, or sticky error. */
uint64_t evidence_sealed(struct txn *txn);
void evidence_put_sealed(struct txn *txn, uint64_t size);
/* How many records the stored map is made of. 0: none, or sticky error. Out: root, of that map, zeros for none; may be
 * NULL. */
uint64_t evidence_mapped(struct txn *txn, struct hash *root);
void evidence_put_mapped(struct txn *txn, uint64_t size, const struct hash *root);
/* How many records are in the search index under all their keys; some behind them may be there under some. 0: none, or
 * sticky error. */
uint64_t evidence_filed(struct txn *txn);
void evidence_put_filed(struct txn *txn, uint64_t size);

/* The newest record that names a root of the map. */
struct evidence_map_place {
    uint64_t seq;
    uint64_t size; /* how many records that map is made of */
};

/* false: there is none, or sticky error. */
bool evidence_map_place(struct txn *txn, struct evidence_map_place *out);
void evidence_put_map_place(struct txn *txn, const struct evidence_map_place *place);

/* The signed note of the checkpoint of that size. false: absent, or sticky error. Notes, places and values that are
 * handed out live until the transaction ends or is kept. */
bool evidence_get_checkpoint(struct txn *txn, uint64_t size, struct slice *note);
void evidence_put_checkpoint(struct txn *txn, uint64_t size, struct slice note);
/* The newest one: its size is evidence_sealed. */
bool evidence_last_checkpoint(struct txn *txn, uint64_t *size, struct slice *note);
/* In/Out: size: the next one behind it, in ascending order; 0 at first. false: no more. */
bool evidence_next_checkpoint(struct txn *txn, uint64_t *size, struct slice *note);

/* Which checkpoints witnesses cosigned. ids: of all signatures on the note, NOTE_KEY_ID bytes each. */
void evidence_put_cosigned(struct txn *txn, uint64_t size, struct slice ids);
bool evidence_get_cosigned(struct txn *txn, uint64_t size, struct slice *ids);
/* From the newest below that size down; for range_next_number, whose value are the ids. */
void evidence_walk_cosigned(struct range *range, struct txn *txn, uint64_t below);

/* The callbacks of struct map_store (audit/map.h): ctx is a struct txn. Errors are sticky in it. */
bool evidence_map_get(void *txn, struct slice place, struct slice *value);
void evidence_map_put(void *txn, struct slice place, struct slice value);
/* In/Out: place: the next node's behind it; empty at first. false: no more. */
bool evidence_next_map(struct txn *txn, struct slice *place, struct slice *value);

#endif

/*
 * What the server shows of its log, checked with nothing but the log's key: by the pure part of the server itself,
 * whose own tests hold it against known answers.
 */
#ifndef SCENARIO_EVIDENCE_H
#define SCENARIO_EVIDENCE_H

#include "audit/note/checkpoint.h"
#include "audit/proof.h"
#include "scenario/house.h"

/* A checkpoint that was verified. */
struct seen {
    uint64_t size;
    struct hash root;
};

/* The hashes of the first records, from tiles or from an export. */
struct leaves {
    struct hash *hashes;
    size_t count;
};

/* Asks as often as the answer is not_sealed_yet, for some seconds; fails the test for another status than 200. */
void evidence_ask(struct house *house, const char *actor, const char *path, struct answer *out);
/* Waits until this many records are in the map of a checkpoint at least; returns the newest checkpoint, verified. */
struct seen evidence_wait(struct house *house, uint64_t size);
/* The same, for all that was recorded until now. */
struct seen evidence_wait_all(struct house *house);

/* Verifies a note by a key, both as texts in JSON. */
struct seen evidence_open(const json_t *note, const json_t *key);
struct hash evidence_hash(const json_t *hex);
struct proof evidence_path(const json_t *path);
/* What an object of the shape Inclusion proves, for that leaf; TNW_OK or CRYPTO. */
enum tnw_err evidence_check_inclusion(const json_t *inclusion, const struct hash *leaf, const struct seen *seen);

/* The root of the first `size` of them, computed anew. */
struct hash evidence_root(const struct leaves *leaves, uint64_t size);

#endif

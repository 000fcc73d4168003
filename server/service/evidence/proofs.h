/*
 * What several operations show of the sealed log: its newest checkpoint, and proofs that something is in it.
 */
#ifndef TNW_SERVICE_EVIDENCE_PROOFS_H
#define TNW_SERVICE_EVIDENCE_PROOFS_H

#include "audit/note/checkpoint.h"
#include "audit/proof.h"
#include "json/write.h"
#include "service/core/call.h"

struct sealed {
    struct checkpoint checkpoint;
    struct note note;
    struct slice bytes; /* of the whole note */
};

/* The newest checkpoint; lives until the transaction ends or is kept. Errors: NOT_SEALED_YET: there is none;
 * INTERNAL. */
TNW_MUST_CHECK enum tnw_err proofs_newest(struct call *call, struct txn *txn, struct sealed *out);
/* Whether it is the present key's: what an older key of the same store signed has another name. */
bool proofs_is_of_this_log(const struct call *call, const struct checkpoint *checkpoint);
/* Writes "checkpoint" and "key": the note, and the key that signed it. */
void proofs_show_note(struct json_writer *jw, const struct call *call, const struct sealed *sealed);

/* The query's `size`, or that of the newest checkpoint when it names none.
 * Errors: INVALID_PARAMETER: the log is smaller; those of proofs_newest. */
TNW_MUST_CHECK enum tnw_err proofs_size(struct call *call, struct txn *txn, const char *name, uint64_t *out);

/* Writes the members of an inclusion proof into an open object; seq < size. Errors: INTERNAL. */
TNW_MUST_CHECK enum tnw_err proofs_show_inclusion(struct json_writer *jw, struct call *call, struct txn *txn,
                                                  uint64_t seq, uint64_t size);
/* The list of hashes of a proof, as a member. */
void proofs_show_path(struct json_writer *jw, const struct proof *proof);

/* What opens the commitments of a record that lists dossiers, in its order, as a member; of canonical JSON, as the
 * export is. In: links, count: of audit_log_get_links. */
void proofs_show_links(struct json_writer *jw, struct slice links, size_t count);

/* Logs that evidence could not be made from what is stored; returns INTERNAL. */
enum tnw_err proofs_damaged(const struct call *call, enum tnw_err err);

#endif

#include "audit/verify/check.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "audit/seal.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"

/* A look at the store. */
struct look {
    struct txn *txn;
    struct proof_source source;
    const struct note_key *log;
    char *where;
};

__attribute__((format(printf, 2, 3))) static enum tnw_err
check_fails(struct look *look, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(look->where, CHECK_WHERE, format, args);
    va_end(args);
    return TNW_E_CORRUPT;
}

static bool
tree_has_root(struct look *look, uint64_t size, const struct hash *expected)
{
    struct hash root;
    return proof_root(&look->source, size, &root) == TNW_OK && hash_eq(&root, expected);
}

static enum tnw_err
check_tail(struct look *look)
{
    const struct audit_tail *tail = audit_log_tail(look->txn);
    struct slice record;
    if (tail == NULL) {
        return check_fails(look, "the log's tail is damaged; `tnwd verify` names the place");
    }
    struct hash root = merkle_root(&tail->tree);
    if (!tree_has_root(look, tail->tree.size, &root) || audit_log_get(look->txn, tail->tree.size, &record)) {
        return check_fails(look,
                           "the log of %" PRIu64
                           " records does not end in what its tail says: its end was cut off, or it was "
                           "changed; `tnwd verify` names the place",
                           tail->tree.size);
    }
    return TNW_OK;
}

/* A checkpoint that an older key of the same store signed has another origin. */
static bool
is_ours(const struct look *look, struct slice origin)
{
    return slice_eq(origin, slice_str(look->log->name));
}

static enum tnw_err
map_misfits(struct look *look)
{
    return check_fails(look, "the map of dossiers is not that of the newest checkpoint; `tnwd verify` names the place");
}

/* The map is never ahead of a checkpoint by as much as the next one stands for: both are stored together. */
static bool
was_sealed_further(struct look *look, uint64_t sealed, uint64_t mapped)
{
    struct evidence_map_place place;
    return evidence_map_place(look->txn, &place) && place.seq >= sealed && mapped >= place.size;
}

static enum tnw_err
check_map(struct look *look, const struct checkpoint *newest)
{
    const struct map_store map = seal_map(look->txn);
    struct map_root named;
    struct slice record;
    struct hash root;
    uint64_t mapped = evidence_mapped(look->txn, &root);
    if (seal_map_of(look->txn, newest->size, &named, &record) != TNW_OK || mapped < named.size ||
        (mapped == named.size && !hash_eq(&root, &named.root)) || was_sealed_further(look, newest->size, mapped)) {
        return map_misfits(look);
    }
    struct map_proof *proof = NULL;
    struct buf room = {0};
    const struct hash any = {0};
    proof = (struct map_proof *)(void *)buf_grow(&room, sizeof *proof);
    enum tnw_err err = proof == NULL ? TNW_E_NO_MEMORY : map_prove(&map, &root, &any, proof);
    buf_free(&room);
    return err == TNW_E_CORRUPT ? map_misfits(look) : err;
}

static enum tnw_err
check_newest(struct look *look, uint64_t *size)
{
    struct checkpoint newest;
    struct note note;
    enum tnw_err err = seal_newest(look->txn, &newest, &note);
    if (err == TNW_E_NOT_FOUND) {
        return TNW_OK;
    }
    if (err != TNW_OK) {
        return check_fails(look, "the newest checkpoint is damaged, or not the newest that there was");
    }
    *size = newest.size;
    if (newest.size > look->source.size || !tree_has_root(look, newest.size, &newest.root)) {
        return check_fails(look,
                           "the log of %" PRIu64 " records is not the one that its checkpoint of %" PRIu64
                           " records stands for: it was changed, or its end cut off; `tnwd verify` names the place",
                           look->source.size, newest.size);
    }
    if (is_ours(look, newest.origin) && note_verify(&note, look->log, NULL) != TNW_OK) {
        return check_fails(look,
                           "the checkpoint of %" PRIu64
                           " records is not signed by the log's key: it was changed, or the key is "
                           "another",
                           newest.size);
    }
    return check_map(look, &newest);
}

/* Whether the checkpoint that is stored at that size, if there is one, is the text that was signed. */
static bool
stored_is(struct look *look, uint64_t size, struct slice text)
{
    struct slice bytes;
    struct note note;
    struct checkpoint stored;
    if (!evidence_get_checkpoint(look->txn, size, &bytes)) {
        return true;
    }
    if (note_parse(&note, bytes) != TNW_OK || checkpoint_parse(&stored, note.text) != TNW_OK) {
        return false;
    }
    return !is_ours(look, stored.origin) || slice_eq(note.text, text);
}

#define NEW_LOG                                                                                                        \
    "Put the newest copy back; when there is none, begin a new log: `tnwd log-key --new`, see docs/operations.md"

static enum tnw_err
check_seal_state(struct look *look, const struct state_file *state)
{
    struct checkpoint last;
    if (state->text.len == 0) {
        return TNW_OK;
    }
    if (checkpoint_parse(&last, buf_slice(&state->text)) != TNW_OK) {
        return check_fails(look, "the state file holds no checkpoint");
    }
    if (last.size > look->source.size) {
        return check_fails(look,
                           "the log's key has signed a checkpoint of %" PRIu64 " records and the store holds %" PRIu64
                           ": it is an older copy (a restored backup), or its end was cut off. " NEW_LOG,
                           last.size, look->source.size);
    }
    if (!tree_has_root(look, last.size, &last.root) || !stored_is(look, last.size, buf_slice(&state->text))) {
        return check_fails(
            look,
            "the log's key has signed another log of %" PRIu64
            " records than the store holds: it is a copy that went its own way, or it was changed. " NEW_LOG,
            last.size);
    }
    return TNW_OK;
}

enum tnw_err
check_store(struct txn *txn, const struct note_key *log, const struct state_file *state, char where[CHECK_WHERE])
{
    struct look look = {.txn = txn, .source = seal_tree(txn), .log = log, .where = where};
    uint64_t size = 0;
    where[0] = 0;
    enum tnw_err err = check_tail(&look);
    if (err == TNW_OK) {
        err = check_newest(&look, &size);
    }
    /* First of all what it means: a restored copy fits its own checkpoints. */
    if (err == TNW_OK) {
        err = check_seal_state(&look, state);
    }
    return err == TNW_OK ? txn_error(txn) : err;
}

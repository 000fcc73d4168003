#include "app/backup/restore/restore_check.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/command.h"
#include "audit/note/checkpoint.h"
#include "audit/seal.h"
#include "audit/verify/check.h"
#include "audit/verify/verify.h"
#include "base/file.h"
#include "store/audit/audit_log.h"

static void
tell_missing(uint64_t records, uint64_t size)
{
    fprintf(stderr,
            "The checkpoint that was shown has %" PRIu64 " records: records %" PRIu64 " to %" PRIu64 " are lost.\n",
            size, records + 1, size);
}

static enum tnw_err
fail_older(uint64_t records, uint64_t size, const char *who, char where[CONFIG_WHERE])
{
    (void)snprintf(where, CONFIG_WHERE,
                   "the backup ends at record %" PRIu64 ", and %s has %" PRIu64 ": records %" PRIu64 " to %" PRIu64
                   " are not in it. Look for a newer one; if there is none, --new --origin ADDRESS begins a new log, "
                   "and they are lost",
                   records, who, size, records + 1, size);
    return TNW_E_CONFLICT;
}

/* Whether the log goes on from that note. */
static enum tnw_err
compare_note(struct txn *txn, const struct checkpoint *shown, bool new_log, uint64_t records, const char *path,
             char where[CONFIG_WHERE])
{
    struct proof_source tree = seal_tree(txn);
    struct hash root;
    if (shown->size > records) {
        if (!new_log) {
            return fail_older(records, shown->size, "the checkpoint that was shown", where);
        }
        tell_missing(records, shown->size);
        return TNW_OK;
    }
    if (proof_root(&tree, shown->size, &root) != TNW_OK || !hash_eq(&root, &shown->root)) {
        return command_fail(TNW_E_CORRUPT, where, path, "is a checkpoint of other records than the backup's");
    }
    return TNW_OK;
}

/* A new log may begin where the old key is lost, and then nobody can tell whether it signed that note. */
static enum tnw_err
check_note(const struct runtime *runtime, struct txn *txn, const struct restore_shown *shown, uint64_t records,
           char where[CONFIG_WHERE])
{
    struct buf bytes = {0};
    struct note note;
    struct checkpoint checkpoint;
    if (shown->not_before == NULL) {
        return TNW_OK;
    }
    enum tnw_err err = file_read(&bytes, shown->not_before, NOTE_MAX, where);
    if (err == TNW_OK && runtime->log_key.public.name[0] == 0) {
        err = command_fail(TNW_E_USAGE, where, shown->not_before, "cannot be checked without the log's key");
    }
    if (err == TNW_OK && checkpoint_open(&checkpoint, &note, buf_slice(&bytes), &runtime->log_key.public) != TNW_OK) {
        err = command_fail(TNW_E_USAGE, where, shown->not_before, "is no checkpoint that this log's key signed");
    }
    if (err == TNW_OK) {
        err = compare_note(txn, &checkpoint, shown->new_log, records, shown->not_before, where);
    }
    buf_free(&bytes);
    return err;
}

static enum tnw_err
check_shown(const struct runtime *runtime, struct txn *txn, const struct restore_shown *shown,
            const struct state_file *state, uint64_t records, char where[CONFIG_WHERE])
{
    enum tnw_err err = check_note(runtime, txn, shown, records, where);
    if (err == TNW_OK && shown->compares_state && !shown->new_log && state->size > records) {
        err = fail_older(records, state->size, "what audit-state says was signed", where);
    }
    if (err == TNW_OK && shown->compares_state && !shown->new_log) {
        err = check_store(txn, &runtime->log_key.public, state, where);
    }
    return err;
}

static void
tell_restore_finding(void *ctx, const char *finding)
{
    (void)ctx;
    fprintf(stderr, "%s\n", finding);
}

static enum tnw_err
verify_all(struct runtime *runtime, const struct state_file *state, char where[CONFIG_WHERE])
{
    struct verify_result result;
    const struct verify_input input = {
        .store = runtime->store, .log = &runtime->log_key.public, .state = state, .tell = tell_restore_finding};
    enum tnw_err err = verify_store(&input, &result);
    if (err == TNW_E_CORRUPT) {
        (void)snprintf(where, CONFIG_WHERE, "what the backup holds has %" PRIu64 " findings", result.findings);
    }
    return err;
}

enum tnw_err
restore_check(struct runtime *runtime, const struct restore_shown *shown, uint64_t *records, char where[CONFIG_WHERE])
{
    struct state_file state = {.size = 0};
    struct txn *txn = NULL;
    enum tnw_err err = TNW_OK;
    if (shown->compares_state && !shown->new_log) {
        err = state_file_load(&state, runtime->config.audit_state, slice_str(runtime->log_key.public.name), where);
    }
    if (err == TNW_OK) {
        err = txn_begin_read(runtime->store, &txn);
    }
    if (err == TNW_OK) {
        *records = audit_log_size(txn);
        err = txn_error(txn);
    }
    if (err == TNW_OK) {
        err = check_shown(runtime, txn, shown, &state, *records, where);
    }
    txn_abort(&txn);
    if (err == TNW_OK) {
        err = verify_all(runtime, &state, where);
    }
    state_file_wipe(&state);
    return err;
}

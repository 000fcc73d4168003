#include "proof/follow.h"

#include <inttypes.h>
#include <string.h>

#include "print.h"
#include "show.h"

enum tnw_err
follow_key(struct cli *cli, struct anchor *anchor, const char *named, struct tnw_finding *finding)
{
    struct tnw_key_changes *changes = NULL;
    if (named == NULL || strcmp(named, anchor->key) == 0) {
        return TNW_OK;
    }
    enum tnw_err err = tnw_key_changes_get(cli->client, &changes);
    if (err == TNW_OK) {
        err = tnw_verify_key_path(changes->json, changes->len, anchor->key, named, anchor->steps, &anchor->step_count,
                                  finding);
    }
    tnw_key_changes_free(&changes);
    if (err == TNW_E_CRYPTO) {
        show_note(cli, TEXT_KEY_OTHER_NAMED, FILL(named));
    }
    return err == TNW_OK ? anchor_move(cli, anchor, named) : err;
}

static enum tnw_err
confirm_step(struct cli *cli, const struct tnw_key_step *step, const struct tnw_seal *seal, struct tnw_finding *finding)
{
    struct tnw_inclusion *proof = NULL;
    if (step->seq >= seal->size) {
        *finding = (struct tnw_finding){.fault = TNW_FAULT_KEY, .seq = (int64_t)step->seq};
        (void)snprintf(finding->text, sizeof finding->text,
                       "the new key signs a log that does not hold its own change");
        return TNW_E_CRYPTO;
    }
    enum tnw_err err = tnw_proof_inclusion(cli->client, step->seq, seal->size, &proof);
    if (err == TNW_OK) {
        err = tnw_verify_inclusion(seal, proof, NULL, finding);
    }
    if (err == TNW_OK && (proof->seq != (int64_t)step->seq || strcmp(proof->leaf, step->leaf) != 0)) {
        *finding = (struct tnw_finding){.fault = TNW_FAULT_RECORD, .seq = (int64_t)step->seq};
        (void)snprintf(finding->text, sizeof finding->text, "the change of the key is not the record of the log");
        err = TNW_E_CRYPTO;
    }
    tnw_inclusion_free(&proof);
    return err;
}

static enum tnw_err
remember_move(struct cli *cli, const struct anchor *anchor, struct seen *seen)
{
    struct seen own;
    if (seen != NULL) {
        return seen_accept(cli, seen, anchor->former_key, anchor->key);
    }
    enum tnw_err err = seen_open(cli, &own);
    if (err == TNW_OK) {
        err = seen_accept(cli, &own, anchor->former_key, anchor->key);
    }
    seen_close(&own);
    cli->why[0] = 0;
    return err == TNW_E_NO_MEMORY ? err : TNW_OK; /* a service may have no home */
}

static void
tell_move(const struct cli *cli, const struct tnw_key_step *last)
{
    char time[PRINT_TIME];
    show_note(cli, TEXT_KEY_FOLLOWED, FILL(NUMBER(last->seq), print_time(time, last->time), last->key));
}

enum tnw_err
follow_confirm(struct cli *cli, struct anchor *anchor, const struct tnw_seal *seal, struct seen *seen,
               struct tnw_finding *finding)
{
    enum tnw_err err = TNW_OK;
    if (anchor->step_count == 0) {
        return TNW_OK;
    }
    for (size_t i = 0; i < anchor->step_count && err == TNW_OK; i++) {
        err = confirm_step(cli, &anchor->steps[i], seal, finding);
    }
    if (err == TNW_OK) {
        tell_move(cli, &anchor->steps[anchor->step_count - 1]);
        anchor->step_count = 0; /* once is enough */
        err = remember_move(cli, anchor, seen);
    }
    return err;
}

#include "auditor/witness_watch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "auditor/log_watch.h"
#include "print.h"
#include "proof/follow.h"
#include "report.h"
#include "show.h"
#include "whole_file.h"

#define NOTE_MAX ((size_t)1 << 17)
/* Checkpoints of others that one round follows: as many as fifteen witnesses cosign between two of its looks. */
#define STEPS_MAX 16

static enum tnw_err
load_state(struct cli *cli, struct witness_watch *w)
{
    size_t len = 0;
    enum tnw_err err = whole_file_read(w->state, NOTE_MAX, &w->kept, &len);
    if (err == TNW_E_IO && errno == ENOENT) {
        show_note(cli, TEXT_WITNESS_FIRST, FILL(w->state));
        return TNW_OK;
    }
    return err == TNW_OK ? err : cli_fail(cli, err, w->state, strerror(errno));
}

/* The log may have gone on under another key; then what is kept is of either one. What no signed change leads to is
 * left to the look: it is an alarm. */
static enum tnw_err
settle_key(struct cli *cli, struct witness_watch *w)
{
    struct tnw_checkpoint *newest = NULL;
    struct tnw_finding finding;
    enum tnw_err err = tnw_checkpoint_get(cli->client, &newest);
    if (err == TNW_OK) {
        err = follow_key(cli, &w->anchor, newest->key, &finding);
        err = err == TNW_E_CRYPTO ? TNW_OK : err;
    }
    if (err == TNW_OK && w->kept != NULL) {
        err = anchor_verify_kept(&w->anchor, w->kept, &w->seal, NULL);
        err = err == TNW_E_CRYPTO ? cli_wrong(cli, TNW_E_CONFIGURATION, w->state, TEXT_NOT_THIS_LOG) : err;
    }
    tnw_checkpoint_free(&newest);
    return err;
}

static enum tnw_err
raise_alarm(struct cli *cli, struct witness_watch *w, const char *shown, const struct tnw_consistency *proof,
            const struct tnw_finding *finding)
{
    const struct log_watch_alarm alarm = {
        .finding = finding, .kept = w->kept, .shown = shown, .proof = proof, .time = (int64_t)time(NULL)};
    char *path = NULL;
    w->alarmed = true;
    cli->verdict = REPORT_ALARM;
    show_note(cli, TEXT_ALARM,
              FILL(text_fault(cli->language, finding->fault), tnw_fault_code(finding->fault), finding->text));
    enum tnw_err err = log_watch_write_alarm(w->state, &alarm, &path);
    if (err == TNW_OK) {
        show_note(cli, TEXT_ALARM_KEPT, FILL(path));
    } else {
        err = cli_fail(cli, err, path == NULL ? w->state : path, strerror(errno));
        show_note(cli, TEXT_ALARM_SHOWN, NULL);
        fputs(shown, cli->err); /* else it would be lost */
    }
    free(path);
    return err;
}

/* Whoever signed a checkpoint can prove its way from an older one; to say that there is no proof is no answer. */
static bool
refuses_proof(enum tnw_err err)
{
    return err == TNW_E_NOT_FOUND || err == TNW_E_INVALID_PARAMETER;
}

static enum tnw_err
check_growth_of_shown(struct cli *cli, struct witness_watch *w, const char *shown, const struct tnw_seal *older,
                      const struct tnw_seal *newer)
{
    struct tnw_consistency *proof = NULL;
    struct tnw_finding finding = {.fault = TNW_FAULT_CONSISTENCY, .seq = -1};
    enum tnw_err err = tnw_proof_consistency(cli->client, older->size, newer->size, &proof);
    if (err == TNW_OK) {
        err = tnw_verify_consistency(older, newer, proof, &finding);
    } else if (refuses_proof(err)) {
        (void)snprintf(finding.text, sizeof finding.text, "the server gives no proof from %" PRIu64 " to %" PRIu64,
                       older->size, newer->size);
        err = TNW_E_CRYPTO;
    }
    if (err == TNW_E_CRYPTO) {
        err = raise_alarm(cli, w, shown, proof, &finding);
    }
    tnw_consistency_free(&proof);
    return err;
}

/* First kept, then cosigned, then kept with the cosignature: whatever happens, this witness never signs what it could
 * contradict later, and has what a log that lost all else can go on from. In: copy: taken over. */
static enum tnw_err
save_note(struct cli *cli, struct witness_watch *w, char *copy)
{
    if (copy == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = whole_file_write(w->state, WHOLE_FILE_REPLACE, copy, strlen(copy));
    if (err != TNW_OK) {
        free(copy);
        return cli_fail(cli, err, w->state, strerror(errno));
    }
    free(w->kept);
    w->kept = copy;
    return TNW_OK;
}

/* The same checkpoint again: the log stood still, and its witness says that it still looks. */
static enum tnw_err
cosign_shown(struct cli *cli, struct witness_watch *w, const struct tnw_checkpoint *checkpoint, uint64_t size,
             bool again)
{
    char line[TNW_LINE_TEXT];
    struct tnw_cosignature *done = NULL;
    enum tnw_err err = tnw_witness_cosign(w->self.secret, w->anchor.verifier, checkpoint->note,
                                          strlen(checkpoint->note), (int64_t)time(NULL), line, NULL);
    if (err == TNW_OK) {
        err = save_note(cli, w, log_watch_cosigned(checkpoint->note, w->self.name, line));
    }
    if (err == TNW_OK) {
        err = tnw_cosignature_add(cli->client, size, line, &done);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_line(cli, again ? TEXT_COSIGNS_STILL : TEXT_COSIGNED, FILL(NUMBER(size), w->self.name));
    }
    fflush(cli->out);
    tnw_cosignature_free(&done);
    return err;
}

/* Weighs one checkpoint against what is kept; keeps and cosigns it when it holds. */
static enum tnw_err
look_at(struct cli *cli, struct witness_watch *w, const struct tnw_checkpoint *shown)
{
    struct tnw_seal newer = {.size = 0};
    struct tnw_finding finding = {.seq = -1};
    enum log_watch_view view = LOG_WATCH_ALARM;
    const struct tnw_seal *kept = w->kept == NULL ? NULL : &w->seal;
    enum tnw_err err = log_watch_weigh(w->anchor.verifier, kept, shown->note, &newer, &view, &finding);
    if (err == TNW_OK && view == LOG_WATCH_ALARM) {
        err = raise_alarm(cli, w, shown->note, NULL, &finding);
    } else if (err == TNW_OK && view == LOG_WATCH_GROWN) {
        err = check_growth_of_shown(cli, w, shown->note, &w->seal, &newer);
    }
    if (err == TNW_OK && !w->alarmed) {
        err = follow_confirm(cli, &w->anchor, &newer, NULL, &finding);
        err = err == TNW_E_CRYPTO ? raise_alarm(cli, w, shown->note, NULL, &finding) : err;
    }
    if (err == TNW_OK && !w->alarmed && view != LOG_WATCH_SAME) {
        err = save_note(cli, w, strdup(shown->note));
    }
    if (err == TNW_OK && !w->alarmed) {
        w->seal = newer;
        err = cosign_shown(cli, w, shown, newer.size, view == LOG_WATCH_SAME);
    }
    return err;
}

/* Those beyond what is kept that somebody cosigned, the newest first: each that this witness cosigns as well is nearer
 * to a quorum, which no two witnesses that look at different times would ever be on the newest one. */
static enum tnw_err
gather_steps(struct cli *cli, const struct witness_watch *w, struct tnw_checkpoint *steps[STEPS_MAX], size_t *count)
{
    struct tnw_checkpoint_query query = {.witnessed = 1};
    enum tnw_err err = TNW_OK;
    while (*count < STEPS_MAX && w->kept != NULL && err == TNW_OK) {
        err = tnw_checkpoint_find(cli->client, &query, &steps[*count]);
        if (err != TNW_OK || (uint64_t)steps[*count]->size <= w->seal.size) {
            tnw_checkpoint_free(&steps[*count]);
            break;
        }
        query.below = (uint64_t)steps[(*count)++]->size;
    }
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

static enum tnw_err
follow_others(struct cli *cli, struct witness_watch *w)
{
    struct tnw_checkpoint *steps[STEPS_MAX] = {NULL};
    size_t count = 0;
    enum tnw_err err = gather_steps(cli, w, steps, &count);
    for (size_t i = count; i > 0; i--) {
        if (err == TNW_OK && !w->alarmed) {
            err = look_at(cli, w, steps[i - 1]);
        }
        tnw_checkpoint_free(&steps[i - 1]);
    }
    return err;
}

enum tnw_err
witness_watch_round(struct cli *cli, struct witness_watch *w)
{
    struct tnw_checkpoint *newest = NULL;
    enum tnw_err err = settle_key(cli, w);
    if (err == TNW_OK) {
        err = follow_others(cli, w);
    }
    if (err == TNW_OK && !w->alarmed) {
        err = tnw_checkpoint_get(cli->client, &newest);
    }
    if (err == TNW_OK && !w->alarmed) {
        err = look_at(cli, w, newest);
    }
    tnw_checkpoint_free(&newest);
    return err;
}

/* A witness that took the log's key from the log would vouch for nothing. */
enum tnw_err
witness_watch_open(struct cli *cli, struct witness_watch *w)
{
    *w = (struct witness_watch){.self = {.lock = -1}};
    w->state = cli_text(cli, OPTION_STATE_FILE);
    enum tnw_err err = anchor_open(cli, NULL, cli_texts(cli, OPTION_WITNESS), &w->anchor);
    if (err == TNW_OK) {
        err = witness_key_open(cli, cli_text(cli, OPTION_KEY_FILE), &w->self);
    }
    return err == TNW_OK ? load_state(cli, w) : err;
}

void
witness_watch_close(struct witness_watch *w)
{
    witness_key_close(&w->self);
    anchor_close(&w->anchor);
    free(w->kept);
}

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "anchor.h"
#include "cmd.h"
#include "log_watch.h"
#include "print.h"
#include "report.h"
#include "whole_file.h"
#include "witness_key.h"

#define NOTE_MAX ((size_t)1 << 17)
#define INTERVAL_S 60
#define INTERVAL_MAX_S 86400
/* After failures, at most so long: a log that nobody watches is what a witness is against. */
#define BACKOFF_MAX_S 3600
#define BACKOFF_DOUBLINGS 6

/* One witness of one log. */
struct watch {
    struct witness_key self;
    struct anchor anchor;
    const char *state;
    char *kept; /* the last checkpoint that held, as in the file; NULL: none */
    bool alarmed;
};

static enum tnw_err
load_state(struct cli *cli, struct watch *w)
{
    size_t len = 0;
    enum tnw_err err = whole_file_read(w->state, NOTE_MAX, &w->kept, &len);
    if (err == TNW_E_IO && errno == ENOENT) {
        fprintf(cli->err, "tnw: %s is not there: this is the first checkpoint that this witness sees\n", w->state);
        return TNW_OK;
    }
    return err == TNW_OK ? err : cli_fail(cli, err, w->state, strerror(errno));
}

static enum tnw_err
raise_alarm(struct cli *cli, struct watch *w, const char *shown, const struct tnw_consistency *proof,
            const struct tnw_finding *finding)
{
    const struct log_watch_alarm alarm = {
        .finding = finding, .kept = w->kept, .shown = shown, .proof = proof, .time = (int64_t)time(NULL)};
    char *path = NULL;
    w->alarmed = true;
    cli->verdict = REPORT_ALARM;
    fprintf(cli->err, "tnw: ALARM: the log does not hold: %s (%s)\n  ", tnw_fault_meaning(finding->fault),
            tnw_fault_code(finding->fault));
    print_text(cli->err, finding->text);
    fputs("\n  Nothing was cosigned, and what was kept before is as it was.\n", cli->err);
    enum tnw_err err = log_watch_write_alarm(w->state, &alarm, &path);
    if (err == TNW_OK) {
        fprintf(cli->err, "  Both checkpoints and the proof are in %s: keep it, and tell the auditor.\n", path);
    } else {
        err = cli_fail(cli, err, path == NULL ? w->state : path, strerror(errno));
        fputs("  The checkpoint that was shown:\n", cli->err);
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
check_growth_of_shown(struct cli *cli, struct watch *w, const char *shown, const struct tnw_seal *older,
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

/* First kept, then cosigned: whatever happens, this witness never signs what it could contradict later. */
static enum tnw_err
save_shown(struct cli *cli, struct watch *w, const char *shown)
{
    char *copy = strdup(shown);
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

static bool
cosigned_already(const struct watch *w, const struct tnw_checkpoint *checkpoint)
{
    for (size_t i = 0; i < checkpoint->witness_count; i++) {
        if (strcmp(checkpoint->witnesses[i].name, w->self.name) == 0) {
            return true;
        }
    }
    return false;
}

static enum tnw_err
cosign_shown(struct cli *cli, struct watch *w, const struct tnw_checkpoint *checkpoint, uint64_t size)
{
    char line[TNW_LINE_TEXT];
    struct tnw_cosignature *done = NULL;
    if (cosigned_already(w, checkpoint)) {
        return TNW_OK;
    }
    enum tnw_err err = tnw_witness_cosign(w->self.secret, w->anchor.verifier, checkpoint->note,
                                          strlen(checkpoint->note), (int64_t)time(NULL), line, NULL);
    if (err == TNW_OK) {
        err = tnw_cosignature_add(cli->client, size, line, &done);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        fprintf(cli->out, "cosigned %" PRIu64 " records as %s\n", size, w->self.name);
    }
    fflush(cli->out);
    tnw_cosignature_free(&done);
    return err;
}

static enum tnw_err
watch_once(struct cli *cli, struct watch *w)
{
    struct tnw_checkpoint *shown = NULL;
    struct tnw_seal older = {.size = 0};
    struct tnw_seal newer = {.size = 0};
    struct tnw_finding finding = {.seq = -1};
    enum log_watch_view view = LOG_WATCH_ALARM;
    enum tnw_err err = tnw_checkpoint_get(cli->client, &shown);
    if (err != TNW_OK) {
        return err;
    }
    err = log_watch_weigh(w->anchor.verifier, w->kept, shown->note, &older, &newer, &view, &finding);
    if (err == TNW_E_CONFIGURATION) {
        err = cli_fail(cli, err, w->state, "is no checkpoint of this log");
    } else if (err == TNW_OK && view == LOG_WATCH_ALARM) {
        err = raise_alarm(cli, w, shown->note, NULL, &finding);
    } else if (err == TNW_OK && view == LOG_WATCH_GROWN) {
        err = check_growth_of_shown(cli, w, shown->note, &older, &newer);
    }
    if (err == TNW_OK && !w->alarmed && view != LOG_WATCH_SAME) {
        err = save_shown(cli, w, shown->note);
    }
    if (err == TNW_OK && !w->alarmed) {
        err = cosign_shown(cli, w, shown, newer.size);
    }
    tnw_checkpoint_free(&shown);
    return err;
}

/* What may be over by itself. */
static bool
may_pass_by_itself(enum tnw_err err)
{
    return err == TNW_E_CONNECT || err == TNW_E_TIMEOUT || err == TNW_E_PROTOCOL || err == TNW_E_NOT_FOUND ||
           tnw_error_info(err)->class_ == TNW_CLASS_SERVER;
}

/* Returns whether the process was asked to end meanwhile. */
static bool
sleep_until_asked(const sigset_t *signals, uint64_t seconds)
{
    const struct timespec time = {.tv_sec = (time_t)seconds};
    return sigtimedwait(signals, NULL, &time) > 0;
}

static uint64_t
pause_after(uint64_t interval, unsigned failures)
{
    uint64_t pause = interval << (failures < BACKOFF_DOUBLINGS ? failures : BACKOFF_DOUBLINGS);
    uint64_t most = interval > BACKOFF_MAX_S ? interval : BACKOFF_MAX_S;
    return pause < most ? pause : most;
}

/* The signals that end it come only while it sleeps: a round is never cut in half. */
static enum tnw_err
watch_on(struct cli *cli, struct watch *w, uint64_t interval)
{
    sigset_t signals;
    unsigned failures = 0;
    bool asked = false;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    while (!asked && !w->alarmed) {
        enum tnw_err err = watch_once(cli, w);
        if (err != TNW_OK && (w->alarmed || !may_pass_by_itself(err))) {
            return err;
        }
        failures = err == TNW_OK ? 0 : failures + 1;
        if (err != TNW_OK) {
            (void)report_error(cli, err);
            fprintf(cli->err, "  Trying again in %" PRIu64 " seconds.\n", pause_after(interval, failures));
        }
        asked = !w->alarmed && sleep_until_asked(&signals, pause_after(interval, failures));
    }
    return TNW_OK;
}

/* A witness that took the log's key from the log would vouch for nothing. */
static enum tnw_err
open_watch(struct cli *cli, struct watch *w)
{
    w->state = cli_text(cli, OPTION_STATE_FILE);
    enum tnw_err err = anchor_open(cli, NULL, NULL, &w->anchor);
    if (err == TNW_OK) {
        err = witness_key_open(cli, cli_text(cli, OPTION_KEY_FILE), &w->self);
    }
    return err == TNW_OK ? load_state(cli, w) : err;
}

enum tnw_err
cmd_audit_witness(struct cli *cli)
{
    struct watch w = {.self = {.lock = -1}};
    uint64_t interval = 0;
    if (!options_number(&cli->options, OPTION_INTERVAL, INTERVAL_MAX_S, &interval) ||
        (options_given(&cli->options, OPTION_INTERVAL) && interval == 0)) {
        return cli_usage(cli, "--interval takes seconds, 1 to 86400");
    }
    interval = interval == 0 ? INTERVAL_S : interval;
    enum tnw_err err = open_watch(cli, &w);
    if (err == TNW_OK) {
        err = options_given(&cli->options, OPTION_ONCE) ? watch_once(cli, &w) : watch_on(cli, &w, interval);
    }
    witness_key_close(&w.self);
    anchor_close(&w.anchor);
    free(w.kept);
    return err;
}

enum tnw_err
cmd_audit_witness_key(struct cli *cli)
{
    char key[TNW_KEY_TEXT] = "";
    const char *path = cli->args[1];
    enum tnw_err err = witness_key_make(cli->args[0], path, key);
    if (err == TNW_E_USAGE) {
        return cli_usage(cli, "NAME is short, without blanks and +: witness.example.be");
    }
    if (err == TNW_E_IO) {
        return cli_fail(cli, err, path, strerror(errno));
    }
    if (err == TNW_OK) {
        fprintf(cli->out, "%s\n", key);
        fputs("The server's operator adds this line to the configured witnesses; auditors check with --witness.\n",
              cli->err);
    }
    return err;
}

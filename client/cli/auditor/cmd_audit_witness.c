#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "auditor/carry.h"
#include "auditor/witness_watch.h"
#include "cmd.h"
#include "report.h"
#include "show.h"

#define INTERVAL_S 60
#define INTERVAL_MAX_S 86400
/* After failures, at most so long: a log that nobody watches is what a witness is against. */
#define BACKOFF_MAX_S 3600
#define BACKOFF_DOUBLINGS 6

/* A witness and what it carries its checkpoints to. */
struct service {
    struct witness_watch watch;
    struct carry carries[OPTIONS_VALUES_MAX];
    size_t carry_count;
};

static void
take_carries(struct cli *cli, struct service *service)
{
    tnw_texts urls = cli_texts(cli, OPTION_SUBMIT);
    for (; urls != NULL && urls[service->carry_count] != NULL; service->carry_count++) {
        service->carries[service->carry_count] = (struct carry){.url = urls[service->carry_count]};
    }
}

/* To each, whatever becomes of the others. Returns the first error. */
static enum tnw_err
carry_to_all(struct cli *cli, struct service *service)
{
    const struct witness_watch *w = &service->watch;
    enum tnw_err first = TNW_OK;
    for (size_t i = 0; i < service->carry_count && w->kept != NULL; i++) {
        enum tnw_err err = carry_checkpoint(cli, &w->anchor, &service->carries[i], w->kept, &w->seal);
        first = first == TNW_OK ? err : first;
    }
    return first;
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

static enum tnw_err
watch_a_round(struct cli *cli, struct service *service)
{
    enum tnw_err err = witness_watch_round(cli, &service->watch);
    return err == TNW_OK && !service->watch.alarmed ? carry_to_all(cli, service) : err;
}

/* Our own watch does not wait for somebody else's witness. */
static void
carry_or_tell(struct cli *cli, struct service *service)
{
    enum tnw_err err = carry_to_all(cli, service);
    if (err != TNW_OK) {
        (void)report_error(cli, err);
        cli->why[0] = 0;
    }
}

/* The signals that end it come only while it sleeps: a round is never cut in half. */
static enum tnw_err
watch_on(struct cli *cli, struct service *service, uint64_t interval)
{
    struct witness_watch *w = &service->watch;
    sigset_t signals;
    unsigned failures = 0;
    bool asked = false;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    while (!asked && !w->alarmed) {
        enum tnw_err err = witness_watch_round(cli, w);
        if (err != TNW_OK && (w->alarmed || !may_pass_by_itself(err))) {
            return err;
        }
        failures = err == TNW_OK ? 0 : failures + 1;
        if (err == TNW_OK && !w->alarmed) {
            carry_or_tell(cli, service);
        }
        if (err != TNW_OK) {
            (void)report_error(cli, err);
            show_note(cli, TEXT_TRYING_AGAIN, FILL(NUMBER(pause_after(interval, failures))));
        }
        asked = !w->alarmed && sleep_until_asked(&signals, pause_after(interval, failures));
    }
    return TNW_OK;
}

enum tnw_err
cmd_audit_witness(struct cli *cli)
{
    struct service service = {.carry_count = 0};
    uint64_t interval = 0;
    if (!options_number(&cli->options, OPTION_INTERVAL, INTERVAL_MAX_S, &interval) ||
        (options_given(&cli->options, OPTION_INTERVAL) && interval == 0)) {
        return cli_usage(cli, TEXT_INTERVAL_IS, NULL);
    }
    interval = interval == 0 ? INTERVAL_S : interval;
    enum tnw_err err = witness_watch_open(cli, &service.watch);
    take_carries(cli, &service);
    if (err == TNW_OK) {
        err = options_given(&cli->options, OPTION_ONCE) ? watch_a_round(cli, &service)
                                                        : watch_on(cli, &service, interval);
    }
    witness_watch_close(&service.watch);
    return err;
}

enum tnw_err
cmd_audit_witness_key(struct cli *cli)
{
    char key[TNW_KEY_TEXT] = "";
    const char *path = cli->args[1];
    enum tnw_err err = witness_key_make(cli->args[0], path, key);
    if (err == TNW_E_USAGE) {
        return cli_usage(cli, TEXT_WITNESS_NAME_IS, NULL);
    }
    if (err == TNW_E_IO) {
        return cli_fail(cli, err, path, strerror(errno));
    }
    if (err == TNW_OK) {
        fprintf(cli->out, "%s\n", key);
        show_note(cli, TEXT_WITNESS_KEY_MADE, NULL);
    }
    return err;
}

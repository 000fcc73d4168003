#include "http/server.h"

#include <inttypes.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "http/daemon.h"
#include "http/http.h"
#include "http/landing/landing.h"
#include "http/ops.h"
#include "service/budget/refusals.h"
#include "service/operations.h"

#define CLOCK_LOOK_MS 1000

/* A rotation is another program's work; whose it is stands in the audit log. */
static void
tell_rotation(struct http *http)
{
    struct store_stats stats;
    if (store_stats(http->front.world->store, &stats) == TNW_OK && stats.rotates != http->rotates) {
        http->rotates = stats.rotates;
        log_event(http->front.world->log, LOG_LEVEL_INFO, stats.rotates ? "keys_rotation_begun" : "keys_rotation_ended",
                  "places=%" PRIu64 " retiring=%" PRIu64, stats.places, stats.retiring);
    }
}

static void
look_at_keys(struct http *http, int64_t now)
{
    bool changed;
    char where[256] = "";
    const struct log *log = http->front.world->log;
    enum tnw_err err = store_renew_keys(http->front.world->store, now, &changed, where);
    if (err != TNW_OK) {
        log_event(log, LOG_LEVEL_ERROR, "reload", "part=keyring kept=old why=\"%s\"", where);
    } else if (changed) {
        log_event(log, LOG_LEVEL_INFO, "reload", "part=keyring");
    }
    tell_rotation(http);
}

/* Ends what is past its deadline, and waits of those who hung up. */
static void
end_idle(void *ctx, int64_t now)
{
    struct http *http = ctx;
    metrics_add(&http->front.metrics.connections_cut, crowd_cut_late(&http->front.connections, now));
    (void)crowd_cut_late(&http->front.operators, now);
    (void)crowd_cut_late(&http->front.visitors, now);
    linger_sweep(&http->front.lingering, now);
    longpoll_expire(&http->polls, now);
    longpoll_drop_gone(&http->polls);
    brake_release(&http->brake, now);
    renewal_look(&http->renewal, now);
    store_forget_idle_keys(http->front.world->store, now);
    refusals_report(http->front.world, http->ledger, false);
    if (now >= http->next_clock_look) {
        http->next_clock_look = now + CLOCK_LOOK_MS;
        log_clock_watch(ledger_clock(http->ledger), http->front.world->log);
        look_at_keys(http, now);
    }
}

static enum tnw_err
start_parts(struct http *http, char where[256])
{
    const char *hole = operations_hole(http->front.world);
    if (hole != NULL) {
        snprintf(where, 256, "the table of operations has a hole at %s", hole);
        return TNW_E_CONFIGURATION;
    }
    enum tnw_err err = tls_init(&http->front.tls, &http->options, where);
    if (err == TNW_OK) {
        err = watchdog_start(&http->watchdog, end_idle, http);
    }
    if (err == TNW_OK) {
        err = ops_start(http, where);
    }
    if (err == TNW_OK) {
        err = daemon_start(http, where);
    }
    if (err == TNW_OK) {
        err = landing_start(http, where);
    }
    return err;
}

enum tnw_err
http_start(struct http **out, const struct http_options *options, const struct world *world, struct ledger *ledger,
           char where[256])
{
    struct http *http = calloc(1, sizeof *http);
    if (http == NULL) {
        return TNW_E_NO_MEMORY;
    }
    where[0] = '\0';
    http->options = *options;
    http->front.world = world;
    http->ledger = ledger;
    http->quiesced_fd = -1;
    renewal_init(&http->renewal, &http->front.tls, &http->options, world->log, &world->clock, &http->front.metrics);
    crowd_init(&http->front.connections);
    crowd_init(&http->front.operators);
    crowd_init(&http->front.visitors);
    linger_init(&http->front.lingering);
    longpoll_init(&http->polls);
    brake_init(&http->brake);
    enum tnw_err err = start_parts(http, where);
    if (err != TNW_OK) {
        http_stop(&http);
        return err;
    }
    *out = http;
    return TNW_OK;
}

uint16_t
http_port(const struct http *http)
{
    return http->port;
}

uint16_t
http_ops_port(const struct http *http)
{
    return http->ops_port;
}

uint16_t
http_landing_port(const struct http *http)
{
    return http->landing == NULL ? 0 : http->landing_port;
}

enum tnw_err
http_reload(struct http *http, char where[256])
{
    where[0] = '\0';
    enum tnw_err err = tls_reload(&http->front.tls, &http->options, where);
    if (err == TNW_OK) {
        metrics_add(&http->front.metrics.reloads, 1);
    }
    return err;
}

void
http_announce(struct http *http, struct slice actors)
{
    longpoll_announce(&http->polls, actors);
}

void
http_drain(struct http *http, int limit_ms)
{
    static const struct timespec pause = {.tv_nsec = 5L * 1000 * 1000};
    atomic_store(&http->draining, true);
    if (http->quiesced_fd < 0) {
        http->quiesced_fd = MHD_quiesce_daemon(http->daemon);
    }
    longpoll_close(&http->polls);
    brake_open(&http->brake);
    int64_t deadline = deadline_after(clock_monotonic_ms(), limit_ms);
    while (atomic_load(&http->active) > 0 && !deadline_passed(deadline, clock_monotonic_ms())) {
        nanosleep(&pause, NULL);
    }
    refusals_report(http->front.world, http->ledger, true);
}

void
http_stop(struct http **http)
{
    struct http *h = *http;
    if (h == NULL) {
        return;
    }
    longpoll_close(&h->polls);
    brake_open(&h->brake);
    if (h->daemon != NULL) {
        MHD_stop_daemon(h->daemon);
    }
    if (h->quiesced_fd >= 0) {
        close(h->quiesced_fd);
    }
    if (h->ops != NULL) {
        MHD_stop_daemon(h->ops);
    }
    landing_stop(h);
    watchdog_stop(&h->watchdog);
    tls_wipe(&h->front.tls);
    longpoll_wipe(&h->polls);
    brake_wipe(&h->brake);
    linger_wipe(&h->front.lingering);
    crowd_wipe(&h->front.connections);
    crowd_wipe(&h->front.operators);
    crowd_wipe(&h->front.visitors);
    free(h);
    *http = NULL;
}

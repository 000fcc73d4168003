#include "http/ops.h"

#include <inttypes.h>
#include <math.h>
#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "http/listen.h"
#include "service/budget/budget.h"
#include "service/budget/refusals.h"
#include "service/operations.h"

static const char *const refusal_names[METRICS_REFUSALS] = {
    [METRICS_REVOKED] = "revoked", [METRICS_EXPIRED] = "expired",       [METRICS_REFUSED] = "refused",
    [METRICS_MISSING] = "missing", [METRICS_INCOMPLETE] = "incomplete",
};

static void
write_head(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
write_one(struct buf *out, const char *name, const char *type, const char *help, uint64_t value)
{
    write_head(out, name, type, help);
    buf_printf(out, "%s %" PRIu64 "\n", name, value);
}

static void
write_requests(const struct metrics *metrics, struct buf *out)
{
    write_head(out, "tnwd_requests_total", "counter", "Answers by operation and class of status.");
    for (size_t row = 0; row <= operations_count; row++) {
        for (int class = 1; class < METRICS_CLASSES; class ++) {
            uint64_t n = atomic_load_explicit(&metrics->requests[row][class], memory_order_relaxed);
            if (n > 0) {
                buf_printf(out, "tnwd_requests_total{operation=\"%s\",class=\"%dxx\"} %" PRIu64 "\n",
                           row < operations_count ? operations[row].name : "none", class, n);
            }
        }
    }
}

static void
write_connections(struct http *http, struct buf *out)
{
    struct metrics *m = &http->front.metrics;
    write_one(out, "tnwd_connections", "gauge", "Open connections.", atomic_load(&http->front.connections.count));
    write_one(out, "tnwd_connections_cut_total", "counter", "Ended at a deadline.", atomic_load(&m->connections_cut));
    write_one(out, "tnwd_connections_displaced_total", "counter", "Ended to make room for others.",
              atomic_load(&m->connections_displaced));
    write_one(out, "tnwd_handshakes_total", "counter", "Accepted client certificates.", atomic_load(&m->handshakes));
    write_head(out, "tnwd_handshake_refusals_total", "counter",
               "Connections that ended before a certificate was accepted.");
    for (int i = 0; i < METRICS_REFUSALS; i++) {
        buf_printf(out, "tnwd_handshake_refusals_total{reason=\"%s\"} %" PRIu64 "\n", refusal_names[i],
                   atomic_load(&m->refusals[i]));
    }
    write_one(out, "tnwd_requests_active", "gauge", "Requests under way.", atomic_load(&http->active));
    write_one(out, "tnwd_long_polls", "gauge", "Long polls that wait.", atomic_load(&http->polls.waiting));
    write_one(out, "tnwd_reloads_total", "counter", "Successful reloads of certificates.", atomic_load(&m->reloads));
}

static void
write_limits(const struct world *world, struct buf *out)
{
    static const char *const payers[BUDGET_PAYERS] = {
        [BUDGET_PERSON] = "person", [BUDGET_STRANGER] = "stranger", [BUDGET_ADDRESS] = "address"};
    if (world->budget != NULL) {
        write_head(out, "tnwd_requests_limited_total", "counter", "Requests answered 429, by whose share was used up.");
        for (int i = 0; i < BUDGET_PAYERS; i++) {
            buf_printf(out, "tnwd_requests_limited_total{by=\"%s\"} %" PRIu64 "\n", payers[i],
                       budget_refused(world->budget, (enum budget_payer)i));
        }
    }
    if (world->refusals != NULL) {
        write_one(out, "tnwd_refusals_counted_total", "counter", "Refusals without a record of their own.",
                  refusals_counted(world->refusals));
    }
}

static void
write_quotas(const struct metrics *metrics, struct buf *out)
{
    write_head(out, "tnwd_quota_refusals_total", "counter", "Requests that would have gone over a quota of the day.");
    for (unsigned i = 0; i < QUOTA_COUNT; i++) {
        buf_printf(out, "tnwd_quota_refusals_total{quota=\"%s\"} %" PRIu64 "\n", codes_text(&codes_quota, i),
                   atomic_load(&metrics->quotas[i]));
    }
}

static void
write_room(struct http *http, struct buf *out)
{
    struct store_room room;
    const struct world *world = http->front.world;
    if (store_room(world->store, clock_now(&world->clock), &room) != TNW_OK) {
        return;
    }
    write_one(out, "tnwd_store_file_bytes", "gauge", "The store's file on the disk.", room.engine.file);
    write_one(out, "tnwd_store_free_bytes", "gauge", "Of the used part, what new values go to first.",
              room.engine.free);
    write_one(out, "tnwd_store_disk_left_bytes", "gauge", "What the disk under the store has left.", room.engine.disk);
    write_one(out, "tnwd_store_growth_bytes_per_day", "gauge", "By which values grew in the last day.", room.rate);
    write_head(out, "tnwd_store_full_days", "gauge", "Until nothing is left, at that rate.");
    buf_printf(out, isinf(room.days) ? "tnwd_store_full_days +Inf\n" : "tnwd_store_full_days %.1f\n", room.days);
    write_one(out, "tnwd_store_snapshots", "gauge", "Snapshots that are open, of all programs.", room.engine.readers);
    write_one(out, "tnwd_store_snapshots_limit", "gauge", "The most that can be.", room.engine.readers_max);
    write_one(out, "tnwd_store_snapshot_lag_commits", "gauge", "Commits since the oldest of them began.",
              room.engine.lag);
}

static void
write_followers(const struct store_stats *store, struct buf *out)
{
    const struct clock clock = clock_system();
    const struct managed_sum *backups = &store->backups;
    double age = backups->newest == 0 ? (double)INFINITY : (double)(clock_now(&clock) - backups->newest) / 1000;
    write_one(out, "tnwd_backups", "gauge", "Backups that the store knows of.", backups->count);
    write_one(out, "tnwd_backups_failing", "gauge", "Of them, those whose last attempt failed.", backups->failing);
    write_head(out, "tnwd_backup_age_seconds", "gauge", "Since the newest generation of any of them was complete.");
    buf_printf(out, isinf(age) ? "tnwd_backup_age_seconds +Inf\n" : "tnwd_backup_age_seconds %.0f\n", age);
    write_one(out, "tnwd_backup_followers", "gauge", "Backups that follow, also those that are away.",
              store->engine.followers);
    write_head(out, "tnwd_backup_lag_seconds", "gauge",
               "How long ago the one furthest behind had all that is durable.");
    buf_printf(out, "tnwd_backup_lag_seconds %.1f\n", (double)store->engine.lag_ms / 1000);
}

static void
write_keys(const struct store_stats *store, struct buf *out)
{
    write_head(out, "tnwd_keys_places", "gauge", "Data keys, by the state of the key that wraps them.");
    buf_printf(out, "tnwd_keys_places{state=\"active\"} %" PRIu64 "\n", store->places - store->retiring);
    buf_printf(out, "tnwd_keys_places{state=\"retiring\"} %" PRIu64 "\n", store->retiring);
    write_one(out, "tnwd_keys_rotates", "gauge", "1: an old wrapping key is still to be destroyed.", store->rotates);
}

static void
write_storage(struct http *http, struct buf *out)
{
    struct ledger_stats ledger = ledger_stats(http->ledger);
    write_one(out, "tnwd_ledger_batches_total", "counter", "Batches of requests.", ledger.batches);
    write_one(out, "tnwd_ledger_jobs_total", "counter", "Requests in them.", ledger.jobs);
    write_one(out, "tnwd_ledger_commits_total", "counter", "Commits of the store, each of one batch or many.",
              ledger.commits);
    write_one(out, "tnwd_ledger_failed_batches_total", "counter", "Batches that could not be made durable.",
              ledger.failed_batches);
    write_one(out, "tnwd_ledger_queue", "gauge", "Requests that wait for a batch.", ledger.waiting);
    struct store_stats store = {0};
    if (store_stats(http->front.world->store, &store) == TNW_OK) {
        write_one(out, "tnwd_store_used_bytes", "gauge", "Used part of the store.", store.engine.used);
        write_one(out, "tnwd_store_size_bytes", "gauge", "The most the store can hold.", store.engine.size);
        write_one(out, "tnwd_audit_records", "gauge", "Records in the audit log.", store.records);
        write_one(out, "tnwd_audit_sealed", "gauge", "Of them, under a signed checkpoint.", store.sealed);
        write_keys(&store, out);
        write_followers(&store, out);
        write_head(out, "tnwd_ledger_gets_total", "counter",
                   "Values that the ledger asked for: read before by a worker, or not.");
        buf_printf(out, "tnwd_ledger_gets_total{hint=\"yes\"} %" PRIu64 "\n", store.hinted);
        buf_printf(out, "tnwd_ledger_gets_total{hint=\"no\"} %" PRIu64 "\n", store.unhinted);
    }
}

static void
write_expiry(struct http *http, struct buf *out)
{
    write_head(out, "tnwd_expiry_seconds", "gauge", "Until the file must have been renewed; below 0 it is too late.");
    for (int i = 0; i < RENEWAL_FILES; i++) {
        time_ms end = atomic_load(&http->renewal.ends[i]);
        if (end != ACCEPTANCE_NO_END) {
            buf_printf(out, "tnwd_expiry_seconds{file=\"%s\"} %" PRId64 "\n", renewal_name((enum renewal_file)i),
                       (end - clock_now(&http->front.world->clock)) / 1000);
        }
    }
}

static void
write_clock(struct http *http, struct buf *out)
{
    const struct log_time time = log_clock_read(ledger_clock(http->ledger));
    write_head(out, "tnwd_clock_alarm", "gauge",
               "1: the machine's clock is that against the log's time: not followed.");
    for (enum clock_state state = CLOCK_AHEAD; state <= CLOCK_BEHIND; state++) {
        buf_printf(out, "tnwd_clock_alarm{clock=\"%s\"} %d\n", log_clock_state_name(state), time.state == state);
    }
    write_head(out, "tnwd_clock_gap_seconds", "gauge", "By which the machine's clock is ahead of what is counted.");
    buf_printf(out, "tnwd_clock_gap_seconds %" PRId64 "\n", time.gap / 1000);
}

static void
write_metrics(struct http *http, struct buf *out)
{
    write_head(out, "tnwd_build_info", "gauge", "The version that runs.");
    buf_printf(out, "tnwd_build_info{version=\"%s\"} 1\n", TNW_VERSION);
    write_requests(&http->front.metrics, out);
    write_connections(http, out);
    write_limits(http->front.world, out);
    write_quotas(&http->front.metrics, out);
    write_expiry(http, out);
    write_clock(http, out);
    write_storage(http, out);
    write_room(http, out);
}

static enum MHD_Result
send_text(struct MHD_Connection *mhd, unsigned status, const char *text)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
    if (response == NULL) {
        return MHD_NO;
    }
    (void)MHD_add_response_header(response, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    (void)MHD_add_response_header(response, "Cache-Control", "no-store");
    (void)MHD_add_response_header(response, "Connection", "close"); /* its deadline is that of one request */
    enum MHD_Result result = MHD_queue_response(mhd, status, response);
    MHD_destroy_response(response);
    return result;
}

/* Why not: NULL when it is. */
static const char *
why_not_ready(struct http *http)
{
    struct store_stats stats;
    if (atomic_load(&http->draining)) {
        return "not ready: stopping\n";
    }
    if (store_stats(http->front.world->store, &stats) != TNW_OK) {
        return "not ready: the store cannot be read\n";
    }
    switch (log_clock_read(ledger_clock(http->ledger)).state) {
    case CLOCK_AHEAD:
        return "not ready: the machine's clock is ahead of the log's time, and not followed\n";
    case CLOCK_BEHIND:
        return "not ready: the machine's clock is behind the log's time, and not followed\n";
    default:
        return NULL;
    }
}

static enum MHD_Result
send_metrics(struct http *http, struct MHD_Connection *mhd)
{
    struct buf text = {0};
    write_metrics(http, &text);
    const char *body = buf_text(&text);
    enum MHD_Result result = body == NULL ? MHD_NO : send_text(mhd, MHD_HTTP_OK, body);
    buf_free(&text);
    return result;
}

static enum MHD_Result
handle_operator(void *cls, struct MHD_Connection *mhd, const char *url, const char *method, const char *version,
                const char *upload, size_t *upload_size, void **context)
{
    (void)version;
    (void)upload;
    (void)context;
    struct http *http = cls;
    if (*upload_size > 0 || strcmp(method, "GET") != 0) {
        return MHD_NO;
    }
    if (strcmp(url, "/healthz") == 0) {
        return send_text(mhd, MHD_HTTP_OK, "ok\n");
    }
    if (strcmp(url, "/readyz") == 0) {
        const char *why = why_not_ready(http);
        return send_text(mhd, why == NULL ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE, why == NULL ? "ready\n" : why);
    }
    if (strcmp(url, "/metrics") == 0) {
        return send_metrics(http, mhd);
    }
    return send_text(mhd, MHD_HTTP_NOT_FOUND, "not found\n");
}

enum tnw_err
ops_start(struct http *http, char where[256])
{
    int fd = -1;
    http->ops_port = http->options.ops_port;
    enum tnw_err err = listen_open(http->options.ops_listen, &http->ops_port, true, &fd, where);
    if (err != TNW_OK) {
        return err;
    }
    crowd_limit(&http->front.operators, LIMIT_OPS_CONNECTIONS, LIMIT_OPS_CONNECTIONS);
    http->ops =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL, NULL, handle_operator, http,
                         MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, (unsigned)LIMIT_OPS_CONNECTIONS,
                         MHD_OPTION_NOTIFY_CONNECTION, connection_notify_operator, &http->front, MHD_OPTION_END);
    if (http->ops == NULL) {
        close(fd);
        snprintf(where, 256, "libmicrohttpd does not start");
        return TNW_E_IO;
    }
    return TNW_OK;
}

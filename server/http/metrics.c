#include "http/metrics.h"

#include <inttypes.h>

#include "http/http.h"

static const char *const refusal_names[METRICS_REFUSALS] = {
    [METRICS_REVOKED] = "revoked", [METRICS_EXPIRED] = "expired",       [METRICS_REFUSED] = "refused",
    [METRICS_MISSING] = "missing", [METRICS_INCOMPLETE] = "incomplete",
};

void
metrics_add(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

void
metrics_count_reply(struct metrics *metrics, const struct op *op, int status)
{
    int class = status / 100;
    if (class >= 0 && class < METRICS_CLASSES) {
        metrics_add(&metrics->requests[operations_index(op)][class], 1);
    }
}

void
metrics_count_refusal(struct metrics *metrics, enum tnw_err err)
{
    enum metrics_refusal reason = err == TNW_E_CERTIFICATE_REVOKED   ? METRICS_REVOKED
                                  : err == TNW_E_CERTIFICATE_EXPIRED ? METRICS_EXPIRED
                                                                     : METRICS_REFUSED;
    metrics_add(&metrics->refusals[reason], 1);
}

static void
head(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
one(struct buf *out, const char *name, const char *type, const char *help, uint64_t value)
{
    head(out, name, type, help);
    buf_printf(out, "%s %" PRIu64 "\n", name, value);
}

static void
write_requests(const struct metrics *metrics, struct buf *out)
{
    head(out, "tnwd_requests_total", "counter", "Answers by operation and class of status.");
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
    struct metrics *m = &http->metrics;
    one(out, "tnwd_connections", "gauge", "Open connections.", atomic_load(&http->connections.count));
    one(out, "tnwd_connections_cut_total", "counter", "Ended at a deadline.", atomic_load(&m->connections_cut));
    one(out, "tnwd_handshakes_total", "counter", "Accepted client certificates.", atomic_load(&m->handshakes));
    head(out, "tnwd_handshake_refusals_total", "counter", "Connections that ended before a certificate was accepted.");
    for (int i = 0; i < METRICS_REFUSALS; i++) {
        buf_printf(out, "tnwd_handshake_refusals_total{reason=\"%s\"} %" PRIu64 "\n", refusal_names[i],
                   atomic_load(&m->refusals[i]));
    }
    one(out, "tnwd_requests_active", "gauge", "Requests under way.", atomic_load(&http->active));
    one(out, "tnwd_long_polls", "gauge", "Long polls that wait.", atomic_load(&http->polls.waiting));
    one(out, "tnwd_reloads_total", "counter", "Successful reloads of certificates.", atomic_load(&m->reloads));
}

static void
write_storage(struct http *http, struct buf *out)
{
    struct ledger_stats ledger = ledger_stats(http->ledger);
    one(out, "tnwd_ledger_batches_total", "counter", "Batches of requests.", ledger.batches);
    one(out, "tnwd_ledger_jobs_total", "counter", "Requests in them.", ledger.jobs);
    one(out, "tnwd_ledger_commits_total", "counter", "Commits of the store, each of one batch or many.",
        ledger.commits);
    one(out, "tnwd_ledger_failed_batches_total", "counter", "Batches that could not be made durable.",
        ledger.failed_batches);
    one(out, "tnwd_ledger_queue", "gauge", "Requests that wait for a batch.", ledger.waiting);
    struct store_stats store = {0};
    if (store_stats(http->world->store, &store) == TNW_OK) {
        one(out, "tnwd_store_used_bytes", "gauge", "Used part of the store.", store.used);
        one(out, "tnwd_store_size_bytes", "gauge", "The most the store can hold.", store.size);
        one(out, "tnwd_audit_records", "gauge", "Records in the audit log.", store.records);
        one(out, "tnwd_audit_sealed", "gauge", "Of them, under a signed checkpoint.", store.sealed);
    }
}

void
metrics_write(struct http *http, struct buf *out)
{
    head(out, "tnwd_build_info", "gauge", "The version that runs.");
    buf_printf(out, "tnwd_build_info{version=\"%s\"} 1\n", TNW_VERSION);
    write_requests(&http->metrics, out);
    write_connections(http, out);
    write_storage(http, out);
}

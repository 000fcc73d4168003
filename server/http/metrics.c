#include "http/metrics.h"

#include "service/operations.h"

void
metrics_add(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

void
metrics_count_reply(struct metrics *metrics, const struct call *call)
{
    int class = call->reply.status / 100;
    if (class >= 0 && class < METRICS_CLASSES) {
        metrics_add(&metrics->requests[operations_index(call->in->op)][class], 1);
    }
    if (call->found.outcome == TNW_E_QUOTA_EXCEEDED) {
        metrics_add(&metrics->quotas[call->found.quota_exceeded], 1);
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

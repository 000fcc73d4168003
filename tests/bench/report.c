#include "bench/report.h"

#include <inttypes.h>

static const char *const failure_names[CONNECTION_EVENTS] = {[CONNECTION_REFUSED] = "connect",
                                                             [CONNECTION_TLS] = "tls",
                                                             [CONNECTION_CUT] = "cut",
                                                             [CONNECTION_GARBLED] = "http"};

static const struct {
    const char *label;
    const char *key;
    unsigned ppm;
} quantiles[] = {{"p50", "p50", 500000}, {"p90", "p90", 900000}, {"p99", "p99", 990000}, {"p99.9", "p999", 999000}};

#define QUANTILE_COUNT (sizeof quantiles / sizeof quantiles[0])

void
report_add(struct report *report, const struct tally *tally)
{
    struct tally *total = &report->total;
    histogram_merge(&total->latency, &tally->latency);
    for (size_t i = 0; i < WORKER_STATUS_MAX; i++) {
        total->status[i] += tally->status[i];
    }
    for (size_t i = 0; i < CONNECTION_EVENTS; i++) {
        total->failed[i] += tally->failed[i];
    }
    total->sent += tally->sent;
    total->unanswered += tally->unanswered;
    total->unsent += tally->unsent;
    total->reopened += tally->reopened;
    total->bytes_in += tally->bytes_in;
    total->bytes_out += tally->bytes_out;
    if (tally->last_answer > total->last_answer) {
        total->last_answer = tally->last_answer;
    }
    if (tally->tls[0] != 0) {
        (void)snprintf(total->tls, sizeof total->tls, "%s", tally->tls);
    }
}

static bool
is_good(const struct report *report, size_t status)
{
    return report->expect == 0 ? status / 100 == 2 : status == report->expect;
}

uint64_t
report_requests(const struct report *report)
{
    return report->total.latency.count;
}

uint64_t
report_good(const struct report *report)
{
    uint64_t good = 0;
    for (size_t i = 0; i < WORKER_STATUS_MAX; i++) {
        good += is_good(report, i) ? report->total.status[i] : 0;
    }
    return good;
}

static uint64_t
failures(const struct report *report)
{
    uint64_t sum = report->total.unanswered + report->total.unsent;
    for (size_t i = 0; i < CONNECTION_EVENTS; i++) {
        sum += report->total.failed[i];
    }
    return sum;
}

bool
report_is_clean(const struct report *report)
{
    return report_good(report) > 0 && report_good(report) == report_requests(report) && failures(report) == 0;
}

static double
per_second(const struct report *report, uint64_t count)
{
    return report->seconds > 0 ? (double)count / report->seconds : 0;
}

static double
micros(uint64_t nanos)
{
    return (double)nanos / 1000;
}

void
report_print(const struct report *report, FILE *out)
{
    const struct tally *total = &report->total;
    (void)fprintf(out, "%u connections, %u threads, %s, %.2f s\n", report->plan->connections, report->plan->threads,
                  total->tls, report->seconds);
    (void)fprintf(out, "requests   %" PRIu64 " (%.0f/s good)\n", report_requests(report),
                  per_second(report, report_good(report)));
    (void)fprintf(out, "bytes      %" PRIu64 " in, %" PRIu64 " out\n", total->bytes_in, total->bytes_out);
    (void)fprintf(out, "latency us mean %.0f", micros(histogram_mean(&total->latency)));
    for (size_t i = 0; i < QUANTILE_COUNT; i++) {
        (void)fprintf(out, "  %s %.0f", quantiles[i].label,
                      micros(histogram_quantile(&total->latency, quantiles[i].ppm)));
    }
    (void)fprintf(out, "  max %.0f\n", micros(total->latency.max));
    for (size_t i = 0; i < WORKER_STATUS_MAX; i++) {
        if (total->status[i] > 0) {
            (void)fprintf(out, "status %zu %" PRIu64 "%s\n", i, total->status[i], is_good(report, i) ? "" : "  (bad)");
        }
    }
    for (size_t i = 0; i < CONNECTION_EVENTS; i++) {
        if (total->failed[i] > 0) {
            (void)fprintf(out, "failed: %s %" PRIu64 "\n", failure_names[i], total->failed[i]);
        }
    }
    (void)fprintf(out, "unanswered %" PRIu64 ", unsent %" PRIu64 ", reopened %" PRIu64 ", own CPU %.2f of %.2f s\n",
                  total->unanswered, total->unsent, total->reopened, report->cpu_seconds, report->elapsed);
}

static void
print_json_latency(const struct histogram *latency, FILE *out)
{
    (void)fprintf(out, "\"latency_us\":{\"mean\":%.1f", micros(histogram_mean(latency)));
    for (size_t i = 0; i < QUANTILE_COUNT; i++) {
        (void)fprintf(out, ",\"%s\":%.1f", quantiles[i].key, micros(histogram_quantile(latency, quantiles[i].ppm)));
    }
    (void)fprintf(out, ",\"max\":%.1f},", micros(latency->max));
}

/* The filled ones, [end in us, how many], so that several runs can be taken together. */
static void
print_json_buckets(const struct histogram *latency, FILE *out)
{
    const char *comma = "";
    (void)fputs("\"buckets\":[", out);
    for (size_t i = 0; i < HISTOGRAM_BUCKETS; i++) {
        if (latency->bucket[i] > 0) {
            (void)fprintf(out, "%s[%.1f,%" PRIu64 "]", comma, micros(histogram_end_of(i)), latency->bucket[i]);
            comma = ",";
        }
    }
    (void)fputs("],", out);
}

static void
print_json_counts(const struct tally *total, FILE *out)
{
    const char *comma = "";
    (void)fputs("\"status\":{", out);
    for (size_t i = 0; i < WORKER_STATUS_MAX; i++) {
        if (total->status[i] > 0) {
            (void)fprintf(out, "%s\"%zu\":%" PRIu64, comma, i, total->status[i]);
            comma = ",";
        }
    }
    (void)fputs("},\"failed\":{", out);
    for (size_t i = 0; i < CONNECTION_EVENTS; i++) {
        if (failure_names[i] != NULL) {
            (void)fprintf(out, "\"%s\":%" PRIu64 ",", failure_names[i], total->failed[i]);
        }
    }
    (void)fprintf(out, "\"unanswered\":%" PRIu64 ",\"unsent\":%" PRIu64 "},\"reopened\":%" PRIu64 ",",
                  total->unanswered, total->unsent, total->reopened);
}

void
report_print_json(const struct report *report, FILE *out)
{
    const struct tally *total = &report->total;
    (void)fprintf(out, "{\"connections\":%u,\"threads\":%u,\"rate\":%" PRIu64 ",\"tls\":\"%s\",\"seconds\":%.3f,",
                  report->plan->connections, report->plan->threads, report->plan->rate, total->tls, report->seconds);
    (void)fprintf(out, "\"sent\":%" PRIu64 ",\"requests\":%" PRIu64 ",\"good\":%" PRIu64 ",\"good_per_second\":%.1f,",
                  total->sent, report_requests(report), report_good(report), per_second(report, report_good(report)));
    (void)fprintf(out, "\"bytes_in\":%" PRIu64 ",\"bytes_out\":%" PRIu64 ",", total->bytes_in, total->bytes_out);
    print_json_latency(&total->latency, out);
    print_json_buckets(&total->latency, out);
    print_json_counts(total, out);
    (void)fprintf(out, "\"elapsed\":%.3f,\"server_cpu_us\":%.2f,\"own_cpu_seconds\":%.2f,\"clean\":%s}\n",
                  report->elapsed, report->server_cpu_us, report->cpu_seconds,
                  report_is_clean(report) ? "true" : "false");
}

/*
 * tnw-load: a load generator for HTTPS with client certificates. See options.c for how to call it.
 */
#include <openssl/err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "bench/options.h"
#include "bench/report.h"

enum { EXIT_CLEAN = 0, EXIT_DIRTY = 1, EXIT_USAGE = 2 };

#define SECOND UINT64_C(1000000000)
/* With a count the end is not known beforehand; this only stops a run that hangs. */
#define COUNT_LIMIT (3600 * SECOND)

static double
own_cpu_seconds(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
make_plan(struct plan *plan, const struct options *options)
{
    plan->threads = options->threads;
    plan->connections = options->connections;
    plan->first_number = options->first_number;
    plan->rate = options->rate;
    plan->count = options->count;
    plan->start = worker_now();
    plan->measure_from = plan->start + options->warm_up;
    plan->end = plan->measure_from + (options->count > 0 ? COUNT_LIMIT : options->duration);
    plan->patience = options->patience;
}

static void
sleep_until(uint64_t moment)
{
    struct timespec time = {.tv_sec = (time_t)(moment / SECOND), .tv_nsec = (long)(moment % SECOND)};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) != 0) {
    }
}

/* The threads that were started are joined, also when not all could be. What the servers use while connections are
 * opened does not count. */
static enum tnw_err
run_workers(struct worker **workers, const struct cpu_pids *servers, struct report *report)
{
    enum tnw_err err = TNW_OK;
    unsigned started = 0;
    while (err == TNW_OK && started < report->plan->threads) {
        err = worker_start(workers[started]);
        started += err == TNW_OK ? 1 : 0;
    }
    sleep_until(report->plan->measure_from);
    uint64_t before = cpu_used(servers);
    for (unsigned i = 0; i < started; i++) {
        report_add(report, worker_join(workers[i]));
    }
    double micros = (double)(cpu_used(servers) - before) / 1000;
    report->server_cpu_us = report_requests(report) > 0 ? micros / (double)report_requests(report) : 0;
    return err;
}

static enum tnw_err
run_plan(const struct plan *plan, const struct cpu_pids *servers, struct report *report)
{
    enum tnw_err err = TNW_E_NO_MEMORY;
    struct worker **workers = calloc(plan->threads, sizeof *workers);
    for (unsigned i = 0; workers != NULL && i < plan->threads; i++) {
        workers[i] = worker_new(plan, i);
        if (workers[i] == NULL) {
            goto out;
        }
    }
    if (workers != NULL) {
        err = run_workers(workers, servers, report);
    }
out:
    for (unsigned i = 0; workers != NULL && i < plan->threads; i++) {
        worker_free(workers[i]);
    }
    free(workers);
    return err;
}

/* An answer that came after the end counts, so its time does too: else an overloaded server would look fast. */
static double
measured_seconds(const struct plan *plan, const struct tally *total)
{
    uint64_t end = plan->count > 0 || total->last_answer > plan->end ? total->last_answer : plan->end;
    return end > plan->measure_from ? (double)(end - plan->measure_from) / (double)SECOND : 0;
}

static enum tnw_err
run_load(const struct options *options, struct plan *plan, struct report *report)
{
    struct target target = {0};
    struct template_set requests = {0};
    enum tnw_err err = target_open(&target, options->host, options->port, &options->files);
    if (err != TNW_OK) {
        goto out;
    }
    target.ldap = options->parts.ldap;
    target.blocking = options->blocking;
    err = template_set_build(&requests, &options->parts);
    if (err != TNW_OK) {
        goto out;
    }
    plan->target = &target;
    plan->requests = &requests;
    make_plan(plan, options);
    err = run_plan(plan, &options->servers, report);
    report->elapsed = (double)(worker_now() - plan->start) / (double)SECOND;
    report->cpu_seconds = own_cpu_seconds();
    report->seconds = measured_seconds(plan, &report->total);
out:
    template_set_free(&requests);
    target_close(&target);
    return err;
}

static int
load(const struct options *options, struct report *report)
{
    struct plan plan = {0};
    report->plan = &plan;
    report->expect = options->expect;
    enum tnw_err err = run_load(options, &plan, report);
    if (err != TNW_OK) {
        (void)fprintf(stderr, "tnw-load: %s\n", tnw_error_info(err)->title);
        ERR_print_errors_fp(stderr);
        return EXIT_USAGE;
    }
    if (options->json) {
        report_print_json(report, stdout);
    } else {
        report_print(report, stdout);
    }
    return report_is_clean(report) ? EXIT_CLEAN : EXIT_DIRTY;
}

int
main(int argc, char **argv)
{
    struct options options;
    if (options_parse(&options, argc, argv) != TNW_OK) {
        return EXIT_USAGE;
    }
    if (options.help) {
        options_print_help();
        return EXIT_CLEAN;
    }
    /* A server that closes is an answer to be counted, not our end. */
    (void)signal(SIGPIPE, SIG_IGN);
    struct report *report = calloc(1, sizeof *report);
    int code = report == NULL ? EXIT_USAGE : load(&options, report);
    free(report);
    return code;
}

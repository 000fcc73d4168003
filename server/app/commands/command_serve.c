#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#ifdef TNW_SYSTEMD
#include <systemd/sd-daemon.h>
#endif

#include "app/command.h"
#include "app/confine/confine.h"
#include "app/growing.h"
#include "app/runtime.h"
#include "app/sealing.h"
#include "base/limits.h"
#include "http/server.h"
#include "ledger/ledger_run.h"
#include "service/budget/budget.h"
#include "service/budget/refusals.h"
#include "service/core/caller/presented.h"
#include "service/erasure/eraser.h"
#include "service/process/scheduler.h"
#include "service/statistics/maker.h"
#include "store/lmdb/lmdb_engine.h"

#ifdef TNW_CONFINE_STRICT
static const bool strict = true;
#else
static const bool strict = false;
#endif

static void
tell_supervisor(const char *state)
{
#ifdef TNW_SYSTEMD
    (void)sd_notify(0, state); /* without a supervisor nobody listens */
#else
    (void)state;
#endif
}

/* Only the main thread takes signals, and only in sigwait(): no handler, nothing to be careful about. */
static enum tnw_err
take_signals(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGHUP);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR || pthread_sigmask(SIG_BLOCK, signals, NULL) != 0) {
        return TNW_E_INTERNAL;
    }
    return TNW_OK;
}

/* As many descriptors as we may have: each connection is one. */
static void
take_descriptors(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &files);
    }
}

/* After a failed fsync nothing in memory may be trusted: the supervisor starts us again from what is on disk. */
static void
end_process(void *context, enum tnw_err err)
{
    const struct log *log = context;
    log_bug(log, "fatal", "error=%s", tnw_error_info(err)->code);
    _exit(EX_IOERR);
}

static void
tell_reload(const struct runtime *runtime, const char *part, enum tnw_err err, const char *where)
{
    if (err == TNW_OK) {
        log_event(&runtime->log, LOG_LEVEL_INFO, "reload", "part=%s", part);
    } else {
        log_event(&runtime->log, LOG_LEVEL_ERROR, "reload", "part=%s kept=old why=\"%s\"", part, where);
    }
}

/* How far the store may grow. */
static void
resize_store(struct runtime *runtime, const struct config *fresh)
{
    enum tnw_err err = engine_resize(store_engine(runtime->store), fresh->store_map_size);
    tell_reload(runtime, "store", err, "store.map_size is more than can be had without a restart");
}

static void
read_again(struct runtime *runtime, struct http *http, const char *file, const struct config_sets *sets)
{
    struct config fresh;
    char where[CONFIG_WHERE];
    tell_supervisor("RELOADING=1");
    if (config_load(&fresh, file, sets, where) == TNW_OK) {
        atomic_store(&runtime->log.level, (int)fresh.log_level);
        resize_store(runtime, &fresh);
    } else {
        tell_reload(runtime, "config", TNW_E_CONFIGURATION, where);
    }
    tell_reload(runtime, "witnesses", runtime_read_witnesses(runtime, where), where);
    tell_reload(runtime, "tls", http_reload(http, where), where);
    tell_supervisor("READY=1");
}

/* What was kept before a crash is committed by now. */
static void
tell_taken_over(const struct runtime *runtime)
{
    struct store_stats stats;
    if (store_stats(runtime->store, &stats) == TNW_OK && (stats.engine.taken_over > 0 || stats.engine.torn)) {
        log_event(&runtime->log, LOG_LEVEL_WARNING, "journal_taken_over", "batches=%" PRIu64 " torn=%d",
                  stats.engine.taken_over, stats.engine.torn);
    }
}

static const char *
yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

static void
tell_confinement(const struct log *log, const struct confinement *is)
{
    bool all = is->undumpable && is->no_new_privileges && is->landlock > 0 && is->calls;
    log_event(log, all ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "confined",
              "undumpable=%s no_new_privileges=%s landlock=%d system_calls=%s", yes_no(is->undumpable),
              yes_no(is->no_new_privileges), is->landlock, yes_no(is->calls));
}

static void
tell_doubt(const struct runtime *runtime)
{
    const char *doubt = lmdb_engine_doubt(runtime->config.store_path);
    if (doubt != NULL) {
        log_event(&runtime->log, LOG_LEVEL_WARNING, "store_in_doubt", "path=\"%s\" why=\"%s\"",
                  runtime->config.store_path, doubt);
    }
}

static void
tell_memory(const struct log *log)
{
    const char *why = confine_memory();
    if (why != NULL) {
        log_event(log, LOG_LEVEL_WARNING, "memory_not_locked", "why=\"%s\"", why);
    }
}

/* Whoever starts us waits for this line: it is there at every log level. */
static void
tell_ready(const struct http *http)
{
    static const struct log always = {LOG_LEVEL_INFO};
    log_event(&always, LOG_LEVEL_INFO, "ready", "port=%u ops_port=%u landing_port=%u", http_port(http),
              http_ops_port(http), http_landing_port(http));
    tell_supervisor("READY=1");
}

/* From what the log's time is counted, for the next start: without it that one has only the last record to go by. */
static void
keep_clock(const struct runtime *runtime, struct ledger *ledger)
{
    enum tnw_err err = ledger_run(ledger, 0, log_clock_keep, runtime->clock);
    if (err != TNW_OK) {
        log_event(&runtime->log, LOG_LEVEL_WARNING, "clock_not_kept", "err=%s", tnw_error_info(err)->code);
    }
}

static void
serve_until_told(struct runtime *runtime, struct http *http, const sigset_t *signals, const char *file,
                 const struct config_sets *sets)
{
    int number = 0;
    tell_ready(http);
    while (sigwait(signals, &number) != 0 || number == SIGHUP) {
        if (number == SIGHUP) {
            read_again(runtime, http, file, sets);
        }
    }
    tell_supervisor("STOPPING=1");
    log_event(&runtime->log, LOG_LEVEL_INFO, "stopping", "signal=%d", number);
    http_drain(http, LIMIT_DRAIN_MS);
}

/* What each may ask; the runtime's world borrows it. */
struct fairness {
    struct budget *budget;
    struct refusals *refusals;
    struct presented *presented;
};

static enum tnw_err
fairness_open(struct fairness *fairness, struct runtime *runtime)
{
    const struct config *config = &runtime->config;
    const struct budget_rate rates[BUDGET_PAYERS] = {
        [BUDGET_PERSON] = {.per_s = (unsigned)config->limits_person_rate,
                           .burst = (unsigned)config->limits_person_burst,
                           .day = (unsigned)config->limits_person_day},
        [BUDGET_STRANGER] = {.per_s = (unsigned)config->limits_stranger_rate,
                             .burst = (unsigned)config->limits_stranger_burst},
        [BUDGET_ADDRESS] = {.per_s = (unsigned)config->limits_address_rate,
                            .burst = (unsigned)config->limits_address_burst},
    };
    enum tnw_err err = budget_new(&fairness->budget, rates);
    if (err == TNW_OK) {
        err = refusals_new(&fairness->refusals, (unsigned)config->limits_refusals_recorded);
    }
    if (err == TNW_OK) {
        err = presented_new(&fairness->presented);
    }
    runtime->world.presented = fairness->presented;
    runtime->world.budget = fairness->budget;
    runtime->world.refusals = fairness->refusals;
    runtime->world.quota_factor = (unsigned)config->limits_quota_factor;
    return err;
}

static void
fairness_close(struct fairness *fairness)
{
    budget_free(&fairness->budget);
    refusals_free(&fairness->refusals);
    presented_free(&fairness->presented);
}

static void
announce_events(void *http, struct slice actors)
{
    http_announce(http, actors);
}

static enum tnw_err
start_scheduler(struct scheduler **out, const struct runtime *runtime, struct ledger *ledger, struct http *http)
{
    const struct scheduler_options options = {.world = &runtime->world,
                                              .ledger = ledger,
                                              .log_clock = runtime->clock,
                                              .announce = announce_events,
                                              .ctx = http};
    return scheduler_start(out, &options);
}

static enum tnw_err
start_eraser(struct eraser **out, const struct runtime *runtime, struct ledger *ledger, struct http *http)
{
    const struct eraser_options options = {
        .world = &runtime->world, .ledger = ledger, .announce = announce_events, .ctx = http};
    return eraser_start(out, &options);
}

/* Signals are blocked in the calling thread from here on. */
static enum tnw_err
serve(const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    struct sealing sealing = {.lock = -1, .folder_lock = -1};
    struct ledger *ledger = NULL;
    struct http *http = NULL;
    struct scheduler *scheduler = NULL;
    struct maker *maker = NULL;
    struct growing *growing = NULL;
    struct eraser *eraser = NULL;
    struct fairness fairness = {.budget = NULL};
    struct confinement confinement;
    sigset_t signals;
    take_descriptors();
    enum tnw_err err = take_signals(&signals);
    if (err != TNW_OK) {
        return err;
    }
    err = runtime_open(&runtime, file, sets, where);
    if (err != TNW_OK) {
        goto out;
    }
    tell_taken_over(&runtime);
    tell_doubt(&runtime);
    tell_memory(&runtime.log);
    err = fairness_open(&fairness, &runtime);
    if (err != TNW_OK) {
        goto out;
    }
    err = sealing_open(&sealing, &runtime, where);
    if (err != TNW_OK) {
        goto out;
    }
    sealing_set_aside(&sealing, &runtime);
    runtime.tokens.out_of_reach = true;
    confine_serving(&confinement, &runtime.config, file, strict);
    err = ledger_start(&ledger, runtime.store, runtime.clock, &runtime.log, end_process, &runtime.log);
    if (err != TNW_OK) {
        goto out;
    }
    keep_clock(&runtime, ledger);
    err = sealing_start(&sealing, &runtime, ledger);
    if (err != TNW_OK) {
        goto out;
    }
    const struct http_options options = command_http_options(&runtime.config);
    err = http_start(&http, &options, &runtime.world, ledger, where);
    if (err != TNW_OK) {
        goto out;
    }
    err = start_scheduler(&scheduler, &runtime, ledger, http);
    err = err == TNW_OK ? maker_start(&maker, &runtime.world, ledger) : err;
    err = err == TNW_OK ? growing_start(&growing, &runtime, ledger) : err;
    err = err == TNW_OK ? start_eraser(&eraser, &runtime, ledger, http) : err;
    if (err != TNW_OK) {
        goto out;
    }
    confine_served(&confinement);
    tell_confinement(&runtime.log, &confinement);
    serve_until_told(&runtime, http, &signals, file, sets);
out:
    growing_stop(&growing);
    eraser_stop(&eraser);
    maker_stop(&maker);
    scheduler_stop(&scheduler);
    sealing_stop(&sealing);
    if (ledger != NULL) {
        ledger_stop(ledger); /* before the listeners: nothing may stay suspended in them */
    }
    http_stop(&http);
    ledger_free(&ledger);
    sealing_close(&sealing);
    fairness_close(&fairness);
    runtime_close(&runtime);
    return err;
}

enum tnw_err
command_serve(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = command_sets(&flags[1]);
    return err == TNW_OK ? serve(flags[0].values[0], &sets, where) : err;
}

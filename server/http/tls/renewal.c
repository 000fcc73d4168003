#include "http/tls/renewal.h"

#include "base/limits.h"

#define LOOK_MS 1000
/* A file that could not be read, as when it came only in part, is tried once more without a change. */
#define TRY_AGAIN_MS 60000

static const char *const names[RENEWAL_FILES] = {
    [RENEWAL_CERTIFICATE] = "certificate", [RENEWAL_CLIENT_CA] = "client_ca", [RENEWAL_CRL] = "crl"};

const char *
renewal_name(enum renewal_file file)
{
    return names[file];
}

static bool
is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* A file that changed since the last look may still be being written: it is left until the next one. */
static bool
is_due(struct renewal *renewal, const struct stat *in_force, int64_t now)
{
    struct stat current;
    tls_look_at_crl(renewal->options, &current);
    bool quiet = is_same_file(&current, &renewal->seen);
    renewal->seen = current;
    bool waits = is_same_file(&current, &renewal->failed) && now < renewal->try_again;
    return quiet && !waits && !is_same_file(&current, in_force);
}

static void
read_crl_again(struct renewal *renewal, int64_t now)
{
    char where[256] = "";
    if (tls_reload(renewal->tls, renewal->options, where) == TNW_OK) {
        metrics_add(&renewal->metrics->reloads, 1);
        log_event(renewal->log, LOG_LEVEL_INFO, "reload", "part=crl");
        return;
    }
    renewal->failed = renewal->seen;
    renewal->try_again = now + TRY_AGAIN_MS;
    log_event(renewal->log, LOG_LEVEL_ERROR, "reload", "part=crl kept=old why=\"%s\"", where);
}

static void
look_at_crl(struct renewal *renewal, int64_t now)
{
    struct tls_state *state = tls_acquire(renewal->tls);
    const struct stat in_force = state->crl_file;
    tls_release(&state);
    if (is_due(renewal, &in_force, now)) {
        read_crl_again(renewal, now);
    }
}

/* Whoever put the files in force, this look or SIGHUP. */
static void
take_ends(struct renewal *renewal)
{
    struct tls_state *state = tls_acquire(renewal->tls);
    if (state->generation != renewal->generation) {
        const struct acceptance_ends ends = acceptance_ends(state->acceptance);
        atomic_store(&renewal->ends[RENEWAL_CERTIFICATE], tls_certificate_ends(state));
        atomic_store(&renewal->ends[RENEWAL_CLIENT_CA], ends.authority);
        atomic_store(&renewal->ends[RENEWAL_CRL], ends.crl);
        renewal->generation = state->generation;
    }
    tls_release(&state);
}

/* Each stage is told once; a file that was renewed begins anew. */
static void
tell_stage(struct renewal *renewal, enum renewal_file file, time_ms now)
{
    char when[TIME_TEXT];
    time_ms end = atomic_load(&renewal->ends[file]);
    enum renewal_stage stage = end <= now                             ? RENEWAL_PASSED
                               : end - now <= LIMIT_RENEWAL_NOTICE_MS ? RENEWAL_SOON
                                                                      : RENEWAL_FAR;
    if (stage > renewal->told[file]) {
        bool passed = stage == RENEWAL_PASSED;
        time_format(when, end);
        log_event(renewal->log, passed ? LOG_LEVEL_ERROR : LOG_LEVEL_WARNING, passed ? "expired" : "expires_soon",
                  "file=%s at=%s", names[file], when);
    }
    renewal->told[file] = stage;
}

void
renewal_init(struct renewal *renewal, struct tls *tls, const struct http_options *options, const struct log *log,
             const struct clock *clock, struct metrics *metrics)
{
    *renewal = (struct renewal){.tls = tls, .options = options, .log = log, .clock = clock, .metrics = metrics};
    for (int i = 0; i < RENEWAL_FILES; i++) {
        atomic_init(&renewal->ends[i], ACCEPTANCE_NO_END);
    }
}

void
renewal_look(struct renewal *renewal, int64_t now)
{
    if (now < renewal->next_look) {
        return;
    }
    renewal->next_look = now + LOOK_MS;
    look_at_crl(renewal, now);
    take_ends(renewal);
    for (int i = 0; i < RENEWAL_FILES; i++) {
        tell_stage(renewal, (enum renewal_file)i, clock_now(renewal->clock));
    }
}

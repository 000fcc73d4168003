#include "ledger/log_clock.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "audit/clock_reset.h"
#include "audit/record.h"
#include "base/limits.h"
#include "store/records/own/kept_clock.h"

struct log_clock {
    struct log_clock_options options;
    uint64_t boot;
    enum clock_state told; /* the watching thread's */
    bool began;            /* the watching thread told how it began */
    pthread_mutex_t lock;  /* guards all below */
    struct log_base base;
    bool anew;       /* the base is not the one that is kept */
    uint64_t number; /* of what was seen in the store */
};

/* Which start of the machine this is: 64 random bits that the kernel has drawn for it. 0: it does not tell. */
static uint64_t
read_boot(void)
{
    char text[64] = "";
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t len = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0) {
        (void)close(fd);
    }
    uint64_t boot = 0;
    int digits = 0;
    for (ssize_t i = 0; i < len && digits < 16; i++) {
        const char *hex = "0123456789abcdef";
        const char *at = text[i] == 0 ? NULL : strchr(hex, text[i]);
        if (at != NULL) {
            boot = boot << 4 | (uint64_t)(at - hex);
            digits++;
        }
    }
    return digits == 16 ? boot : 0;
}

static int64_t
read_ms(clockid_t which)
{
    struct timespec now;
    (void)clock_gettime(which, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct clock_reading
read_clocks(const struct log_clock *clock)
{
    if (clock->options.read != NULL) {
        return clock->options.read(clock->options.ctx);
    }
    return (struct clock_reading){
        .wall = read_ms(CLOCK_REALTIME), .running = read_ms(CLOCK_BOOTTIME), .boot = clock->boot};
}

static enum tnw_err
begin_count(struct log_clock *clock, struct txn *txn)
{
    struct kept_clock kept;
    const struct clock_reading reading = read_clocks(clock);
    bool found = kept_clock_get(txn, &kept);
    const struct audit_tail *tail = audit_log_tail(txn);
    if (tail != NULL) {
        clock->number = kept.number;
        clock->anew = log_time_begin(&clock->base, found ? &kept.base : NULL, tail->tree.size > 0 ? &tail->time : NULL,
                                     &reading, clock->options.longest_stop);
    }
    return txn_error(txn);
}

enum tnw_err
log_clock_open(struct log_clock **out, const struct log_clock_options *options, char where[256])
{
    struct txn *txn;
    *out = NULL;
    struct log_clock *clock = calloc(1, sizeof *clock);
    if (clock == NULL) {
        return TNW_E_NO_MEMORY;
    }
    clock->options = *options;
    clock->boot = read_boot();
    (void)pthread_mutex_init(&clock->lock, NULL);
    enum tnw_err err = txn_begin_read(options->store, &txn);
    if (err == TNW_OK) {
        err = begin_count(clock, txn);
        txn_abort(&txn);
    }
    if (err != TNW_OK) {
        (void)snprintf(where, 256, "the log's tail or clock cannot be read; `tnwd verify` names the place");
        log_clock_free(&clock);
        return err;
    }
    *out = clock;
    return TNW_OK;
}

void
log_clock_free(struct log_clock **clock)
{
    if (*clock != NULL) {
        (void)pthread_mutex_destroy(&(*clock)->lock);
        free(*clock);
        *clock = NULL;
    }
}

struct log_time
log_clock_read(struct log_clock *clock)
{
    const struct clock_reading reading = read_clocks(clock);
    (void)pthread_mutex_lock(&clock->lock);
    struct log_time time = log_time_at(&clock->base, &reading);
    (void)pthread_mutex_unlock(&clock->lock);
    return time;
}

static time_ms
now_of_log(void *ctx)
{
    return log_clock_read(ctx).now;
}

struct clock
log_clock_as_clock(struct log_clock *clock)
{
    return (struct clock){.now = now_of_log, .ctx = clock};
}

void
log_clock_follow(struct log_clock *clock, struct txn *txn)
{
    struct kept_clock kept;
    if (!kept_clock_get(txn, &kept)) {
        return;
    }
    (void)pthread_mutex_lock(&clock->lock);
    if (kept.number > clock->number) { /* a snapshot may be older than what the ledger has seen */
        clock->number = kept.number;
        clock->base = kept.base;
        clock->anew = false;
    }
    (void)pthread_mutex_unlock(&clock->lock);
}

static struct log_base
get_base(struct log_clock *clock, bool *anew)
{
    (void)pthread_mutex_lock(&clock->lock);
    struct log_base base = clock->base;
    *anew = clock->anew;
    (void)pthread_mutex_unlock(&clock->lock);
    return base;
}

/* It counts from the next transaction on, which finds it: this one may fail. */
static void
lay_base(struct txn *txn, struct kept_clock *kept, const struct log_base *base)
{
    kept->base = *base;
    kept->number++;
    kept_clock_put(txn, kept);
}

enum tnw_err
log_clock_keep(void *ctx, struct txn *txn)
{
    struct log_clock *clock = ctx;
    struct kept_clock kept;
    bool anew;
    const struct log_base base = get_base(clock, &anew);
    (void)kept_clock_get(txn, &kept);
    if (anew) {
        lay_base(txn, &kept, &base);
    }
    return txn_error(txn);
}

static void
append_reset(struct txn *txn, const uint8_t *policy, const struct log_clock_change *change)
{
    char ground[CLOCK_RESET_GROUND];
    clock_reset_ground(ground, change->from, change->to);
    struct audit_record record = audit_record_by_operator(CLOCK_RESET_ACTION, slice_str(ground), policy, change->to);
    record.resets_clock = true;
    audit_record_append(txn, &record, change->to);
}

enum tnw_err
log_clock_accept(struct log_clock *clock, struct txn *txn, const uint8_t *policy, struct log_clock_change *out)
{
    struct kept_clock kept;
    const struct clock_reading reading = read_clocks(clock);
    log_clock_follow(clock, txn);
    (void)kept_clock_get(txn, &kept);
    const struct audit_tail *tail = audit_log_tail(txn);
    *out = (struct log_clock_change){.changed = false};
    if (tail == NULL ||
        (log_clock_read(clock).state == CLOCK_SOUND && tail->time <= reading.wall + LIMIT_CLOCK_STEP_MS)) {
        return txn_error(txn);
    }
    *out = (struct log_clock_change){.changed = true, .from = tail->time, .to = reading.wall, .seq = tail->tree.size};
    const struct log_base base = log_time_accept(tail->time, &reading);
    kept.back = out->to < out->from ? out->seq + 1 : kept.back;
    lay_base(txn, &kept, &base);
    append_reset(txn, policy, out);
    return txn_error(txn);
}

const char *
log_clock_state_name(enum clock_state state)
{
    static const char *const names[] = {[CLOCK_SOUND] = "sound", [CLOCK_AHEAD] = "ahead", [CLOCK_BEHIND] = "behind"};
    return names[state];
}

/* A start after a long stop, and one with a clock that ran ahead meanwhile, look the same: the operator knows. */
static void
tell_begin(struct log_clock *clock, const struct log *log)
{
    char texts[2][TIME_TEXT];
    bool anew;
    const struct log_base base = get_base(clock, &anew);
    if (!clock->began && base.leap_from != 0 && base.leap_to - base.leap_from >= LIMIT_CLOCK_STOP_MS) {
        time_format(texts[0], base.leap_from);
        time_format(texts[1], base.leap_to);
        log_event(log, LOG_LEVEL_WARNING, "clock_leapt", "from=%s to=%s", texts[0], texts[1]);
    }
    clock->began = true;
}

static void
tell_clock_state(struct log_clock *clock, const struct log *log)
{
    const struct log_time time = log_clock_read(clock);
    if (time.state != clock->told && time.state == CLOCK_SOUND) {
        log_event(log, LOG_LEVEL_WARNING, "clock_followed", "%s", "");
    } else if (time.state != clock->told) {
        log_event(log, LOG_LEVEL_ERROR, "clock_not_followed", "clock=%s by_seconds=%" PRId64,
                  log_clock_state_name(time.state), (time.gap < 0 ? -time.gap : time.gap) / 1000);
    }
    clock->told = time.state;
}

void
log_clock_watch(struct log_clock *clock, const struct log *log)
{
    struct txn *txn;
    if (txn_begin_read(clock->options.store, &txn) == TNW_OK) {
        log_clock_follow(clock, txn);
        txn_abort(&txn);
    }
    const struct clock_reading reading = read_clocks(clock);
    (void)pthread_mutex_lock(&clock->lock);
    log_time_settle(&clock->base, &reading);
    (void)pthread_mutex_unlock(&clock->lock);
    tell_begin(clock, log);
    tell_clock_state(clock, log);
}

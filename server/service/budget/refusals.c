#include "service/budget/refusals.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "audit/origin.h"
#include "audit/record.h"
#include "audit/refusal_count.h"
#include "base/limits.h"
#include "store/records/actor.h"

#define MINUTE_MS 60000
#define WAYS 8

/* One person's refusals of one minute. */
struct tally {
    bool used;
    bool nobody; /* of several persons */
    struct hash identity;
    struct hash certificate; /* of the last one, as is the origin */
    char origin[sizeof((struct peer *)0)->origin];
    time_ms since;
    int64_t until; /* clock_monotonic_ms: the end of the minute */
    unsigned recorded;
    uint64_t counted;
};

struct refusals {
    unsigned most_recorded; /* of one tally */
    pthread_mutex_t lock;   /* guards all below */
    unsigned reporting;     /* reports under way */
    uint64_t counted;
    struct tally others;
    struct tally list[LIMIT_REFUSAL_TALLIES];
};

/* What the ledger writes. */
struct report {
    struct ledger_job job; /* first */
    const struct world *world;
    bool written;
    size_t count;
    struct tally tallies[];
};

enum tnw_err
refusals_new(struct refusals **out, unsigned recorded)
{
    struct refusals *refusals = calloc(1, sizeof *refusals);
    if (refusals == NULL) {
        return TNW_E_NO_MEMORY;
    }
    refusals->most_recorded = recorded;
    (void)pthread_mutex_init(&refusals->lock, NULL);
    *out = refusals;
    return TNW_OK;
}

void
refusals_free(struct refusals **refusals)
{
    if (*refusals != NULL) {
        (void)pthread_mutex_destroy(&(*refusals)->lock);
        free(*refusals);
        *refusals = NULL;
    }
}

/* That person's tally, or a free place, or the one of all others. */
static struct tally *
find_tally(struct refusals *refusals, const struct hash *identity)
{
    uint64_t number;
    memcpy(&number, identity->bytes, sizeof number);
    struct tally *group = &refusals->list[number % (LIMIT_REFUSAL_TALLIES / WAYS) * WAYS];
    struct tally *found = NULL;
    for (unsigned i = 0; i < WAYS; i++) {
        if (group[i].used && hash_eq(&group[i].identity, identity)) {
            return &group[i];
        }
        if (!group[i].used && found == NULL) {
            found = &group[i];
        }
    }
    return found == NULL ? &refusals->others : found;
}

/* Under the lock. */
static struct tally *
open_tally(struct refusals *refusals, const struct peer *peer, time_ms now)
{
    struct tally *tally = find_tally(refusals, &peer->identity_index);
    if (!tally->used) {
        *tally = (struct tally){.used = true,
                                .nobody = tally == &refusals->others,
                                .since = now,
                                .until = clock_monotonic_ms() + MINUTE_MS};
        tally->identity = tally->nobody ? tally->identity : peer->identity_index;
    }
    tally->certificate = peer->certificate;
    memcpy(tally->origin, peer->origin, sizeof tally->origin);
    return tally;
}

static void
count_one(struct refusals *refusals, struct tally *tally)
{
    tally->counted++;
    refusals->counted++;
}

bool
refusals_take(struct refusals *refusals, const struct peer *peer, time_ms now)
{
    (void)pthread_mutex_lock(&refusals->lock);
    struct tally *tally = open_tally(refusals, peer, now);
    bool counted = tally->recorded >= refusals->most_recorded;
    if (counted) {
        count_one(refusals, tally);
    } else {
        tally->recorded++;
    }
    (void)pthread_mutex_unlock(&refusals->lock);
    return counted;
}

void
refusals_count(struct refusals *refusals, const struct peer *peer, time_ms now)
{
    (void)pthread_mutex_lock(&refusals->lock);
    count_one(refusals, open_tally(refusals, peer, now));
    (void)pthread_mutex_unlock(&refusals->lock);
}

static struct id
person_of(struct txn *txn, const struct tally *tally)
{
    struct id ids[LIMIT_IDENTITY_ACTORS] = {{{0}}};
    if (!tally->nobody) {
        (void)actor_by_identity(txn, &tally->identity, ids);
    }
    return ids[0];
}

static void
record_tally(const struct report *report, struct txn *txn, const struct tally *tally)
{
    char ground[REFUSAL_COUNT_GROUND];
    char origin[ORIGIN_TEXT];
    origin_pseudonym(origin, report->world->keyring, tally->origin);
    refusal_count_ground(ground, tally->counted, tally->since);
    time_ms now = clock_now(&report->world->clock);
    struct audit_record record = audit_record_by_server(REFUSAL_COUNT_ACTION, report->world->policy->hash);
    record.request = id_new(now); /* by which it is found */
    record.actor = person_of(txn, tally);
    record.origin = tally->nobody ? "many" : origin;
    record.certificate = tally->nobody ? NULL : &tally->certificate;
    record.decision = "deny";
    record.ground = slice_str(ground);
    record.status = REFUSAL_COUNT_STATUS;
    audit_record_append(txn, &record, now);
}

/* The reserve is not for refusals: without room they wait. */
static enum tnw_err
write_report(struct ledger_job *job, struct txn *txn)
{
    struct report *report = (struct report *)(void *)job;
    report->written = txn_has_room(txn);
    for (size_t i = 0; report->written && i < report->count; i++) {
        record_tally(report, txn, &report->tallies[i]);
    }
    return txn_error(txn);
}

/* Under the lock. What was not written counts on, from its first one. */
static void
put_back(struct refusals *refusals, const struct tally *tally)
{
    struct tally *place = tally->nobody ? &refusals->others : find_tally(refusals, &tally->identity);
    if (!place->used) {
        *place = *tally;
        place->nobody = place == &refusals->others;
        place->until = clock_monotonic_ms() + MINUTE_MS;
    } else {
        place->counted += tally->counted;
        place->since = tally->since < place->since ? tally->since : place->since;
    }
}

static void
end_report(struct ledger_job *job, enum tnw_err outcome)
{
    struct report *report = (struct report *)(void *)job;
    struct refusals *refusals = report->world->refusals;
    (void)pthread_mutex_lock(&refusals->lock);
    for (size_t i = 0; (outcome != TNW_OK || !report->written) && i < report->count; i++) {
        put_back(refusals, &report->tallies[i]);
    }
    refusals->reporting--;
    (void)pthread_mutex_unlock(&refusals->lock);
    free(report);
}

static bool
minute_is_over(const struct tally *tally, int64_t now, bool all)
{
    return tally->used && (all || tally->until <= now);
}

/* Moves it to the report, if there is something to tell. */
static void
move_tally(struct report *report, struct tally *tally)
{
    if (tally->counted > 0) {
        report->tallies[report->count++] = *tally;
    }
    *tally = (struct tally){.used = false};
}

/* Under the lock. NULL: nothing is due, or no memory. */
static struct report *
collect(struct refusals *refusals, bool all)
{
    int64_t now = clock_monotonic_ms();
    size_t due = minute_is_over(&refusals->others, now, all) ? 1 : 0;
    for (size_t i = 0; i < LIMIT_REFUSAL_TALLIES; i++) {
        due += minute_is_over(&refusals->list[i], now, all) ? 1 : 0;
    }
    struct report *report = due == 0 ? NULL : calloc(1, sizeof *report + due * sizeof report->tallies[0]);
    if (report == NULL) {
        return NULL;
    }
    if (minute_is_over(&refusals->others, now, all)) {
        move_tally(report, &refusals->others);
    }
    for (size_t i = 0; i < LIMIT_REFUSAL_TALLIES; i++) {
        if (minute_is_over(&refusals->list[i], now, all)) {
            move_tally(report, &refusals->list[i]);
        }
    }
    return report;
}

void
refusals_report(const struct world *world, struct ledger *ledger, bool all)
{
    struct refusals *refusals = world->refusals;
    if (refusals == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&refusals->lock);
    struct report *report = refusals->reporting > 0 && !all ? NULL : collect(refusals, all);
    if (report != NULL && report->count == 0) {
        free(report);
        report = NULL;
    }
    refusals->reporting += report != NULL ? 1 : 0;
    (void)pthread_mutex_unlock(&refusals->lock);
    if (report == NULL) {
        return;
    }
    report->world = world;
    report->job.weight = report->count * LIMIT_JOB_PAGES;
    report->job.execute = write_report;
    report->job.done = end_report;
    enum tnw_err err = ledger_submit(ledger, &report->job);
    if (err != TNW_OK) {
        end_report(&report->job, err);
    }
}

uint64_t
refusals_counted(struct refusals *refusals)
{
    (void)pthread_mutex_lock(&refusals->lock);
    uint64_t counted = refusals->counted;
    (void)pthread_mutex_unlock(&refusals->lock);
    return counted;
}

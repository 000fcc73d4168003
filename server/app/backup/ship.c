#include "app/backup/ship.h"

#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "base/clock.h"
#include "base/stop.h"

/* What is taken before it is made durable. */
#define SHIP_BYTES ((uint64_t)16 << 20)
/* How often the server is told, also when there is nothing. */
#define TELL_MS 500
/* One snapshot: so much of the store, or so long. It pins pages meanwhile. */
#define SNAPSHOT_BYTES ((size_t)1 << 20)
#define SNAPSHOT_MS 50
/* How long a wait for the next step is. */
#define REST_US (20 * 1000)

static enum tnw_err
take_step(struct ship *ship, const struct engine_step *step)
{
    struct generation *const both[] = {ship->current, ship->fresh};
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < sizeof both / sizeof both[0]; i++) {
        err = both[i] == NULL ? TNW_OK : generation_take(both[i], step, ship->where);
    }
    ship->at = step->to;
    return err;
}

static enum tnw_err
sync_both(struct ship *ship)
{
    struct generation *const both[] = {ship->current, ship->fresh};
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < sizeof both / sizeof both[0]; i++) {
        err = both[i] == NULL ? TNW_OK : generation_sync(both[i], ship->where);
    }
    return err;
}

/* The generation that is being made is not yet one: its keys are nobody's business but ours. */
static enum tnw_err
reopen(struct ship *ship)
{
    enum tnw_err err = ship->current == NULL ? TNW_OK : generation_reopen_keys(ship->current, ship->where);
    return err == TNW_E_NOT_FOUND ? TNW_E_IO : err; /* its disk is away; not: there is nothing more */
}

/* Errors: NOT_FOUND: there is nothing more. */
static enum tnw_err
take_some(struct ship *ship)
{
    struct engine_step step;
    uint64_t bytes = 0;
    enum tnw_err err = reopen(ship);
    while (err == TNW_OK && bytes < SHIP_BYTES) {
        err = engine_follow_next(ship->follower, &step);
        if (err == TNW_OK) {
            bytes += step.operations.len;
            err = take_step(ship, &step);
        }
    }
    return err;
}

enum tnw_err
ship_steps(struct ship *ship, bool *all)
{
    const struct clock clock = clock_system();
    time_ms now = clock_now(&clock);
    *all = false;
    enum tnw_err err = dest_lock(ship->dest, ship->where);
    if (err != TNW_OK) {
        return err;
    }
    err = take_some(ship);
    *all = err == TNW_E_NOT_FOUND;
    if (err == TNW_OK || err == TNW_E_NOT_FOUND) {
        err = sync_both(ship);
    }
    dest_unlock(ship->dest);
    if (err == TNW_OK && *all) {
        ship->had_all = now;
    }
    if (err == TNW_OK && clock_monotonic_ms() - ship->told >= TELL_MS) {
        ship->told = clock_monotonic_ms();
        engine_follow_done(ship->follower, ship->had_all);
    }
    if (err == TNW_E_CONFLICT && ship->where[0] == 0) {
        (void)command_fail(err, ship->where, ship->dest->path,
                           "what was done since is not kept any more: a new generation is needed");
    }
    return err;
}

static enum tnw_err
pump(void *ctx)
{
    bool all;
    return ship_steps(ctx, &all);
}

/* The place in a walk over all spaces. */
struct walk {
    unsigned space;
    uint8_t after[ENGINE_KEY_MAX];
    size_t after_len;
};

/* Errors: NOT_FOUND: this space ends. */
static enum tnw_err
walk_space(struct walk *walk, struct engine_txn *txn, struct generation *fresh, size_t *bytes, int64_t until)
{
    const struct engine_range range = {.space = walk->space, .after = slice_of(walk->after, walk->after_len)};
    struct engine_cursor *cursor;
    struct slice key;
    struct slice value;
    enum tnw_err err = engine_cursor_open(txn, &range, &cursor);
    while (err == TNW_OK && *bytes < SNAPSHOT_BYTES && clock_monotonic_ms() < until) {
        err = engine_cursor_next(cursor, &key, &value);
        if (err == TNW_OK) {
            generation_row(fresh, walk->space, key, value);
            memcpy(walk->after, key.ptr, key.len);
            walk->after_len = key.len;
            *bytes += key.len + value.len;
        }
    }
    engine_cursor_close(&cursor);
    return err;
}

/* Out: shown: which commit it was. */
static enum tnw_err
walk_snapshot(struct walk *walk, struct ship *ship, struct engine_place *shown)
{
    struct engine_txn *txn;
    size_t bytes = 0;
    int64_t until = clock_monotonic_ms() + SNAPSHOT_MS;
    enum tnw_err err = engine_begin(ship->engine, false, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = engine_place_of(txn, shown);
    while (err == TNW_OK && walk->space < ship->engine->schema->count && bytes < SNAPSHOT_BYTES &&
           clock_monotonic_ms() < until) {
        err = walk_space(walk, txn, ship->fresh, &bytes, until);
        if (err == TNW_E_NOT_FOUND) {
            walk->space++;
            walk->after_len = 0;
            err = TNW_OK;
        }
    }
    engine_abort(&txn);
    return err;
}

static enum tnw_err
ship_rows(struct ship *ship)
{
    struct walk walk = {.space = 0};
    struct engine_place shown;
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && walk.space < ship->engine->schema->count) {
        err = walk_snapshot(&walk, ship, &shown);
        if (err == TNW_OK) {
            err = generation_put_rows(ship->fresh, &shown, ship->where);
        }
        stop_here("backup.walk");
        if (err == TNW_OK) {
            err = pump(ship);
        }
    }
    return err;
}

/* What is kept on top of a commit no snapshot shows. */
static enum tnw_err
reach_commit(struct ship *ship)
{
    bool all;
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && ship->at.number != 0) {
        err = ship_steps(ship, &all);
        if (err == TNW_OK && all && ship->at.number != 0) {
            (void)usleep(REST_US);
        }
    }
    return err;
}

static enum tnw_err
reach_end(struct ship *ship)
{
    enum tnw_err err = pump(ship);
    while (err == TNW_OK && !generation_is_whole(ship->fresh)) {
        (void)usleep(REST_US);
        err = pump(ship);
    }
    return err;
}

enum tnw_err
ship_generation(struct ship *ship)
{
    enum tnw_err err = reach_commit(ship);
    if (err == TNW_OK) {
        err = generation_begin(&ship->fresh, ship->dest, ship->engine->schema->version, &ship->at, ship->where);
    }
    if (err == TNW_OK) {
        err = ship_rows(ship);
    }
    if (err == TNW_OK) {
        err = reach_end(ship);
    }
    if (err == TNW_OK) {
        err = generation_complete(ship->fresh, pump, ship, ship->where);
    }
    if (err == TNW_OK) {
        generation_free(&ship->current);
        ship->current = ship->fresh;
        ship->fresh = NULL;
    }
    return err;
}

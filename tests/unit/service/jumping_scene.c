#include "jumping_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ledger/ledger_run.h"

static struct clock_reading
read_jumping(void *ctx)
{
    return ((struct jumping *)ctx)->reading;
}

void
jumping_open(struct jumping *j, struct test_world *w)
{
    char where[256];
    *j = (struct jumping){.reading = {.boot = 1, .running = 1000, .wall = w->now}};
    schedule_open(&j->s, w);
    const struct log_clock_options options = {
        .store = w->place->store, .longest_stop = INT64_MAX / 4, .read = read_jumping, .ctx = j};
    assert_int_equal(log_clock_open(&j->clock, &options, where), TNW_OK);
    assert_int_equal(ledger_run(j->s.ledger, 0, log_clock_keep, j->clock), TNW_OK);
    w->world.clock = log_clock_as_clock(j->clock);
    j->s.options.log_clock = j->clock;
}

void
jumping_close(struct jumping *j)
{
    schedule_close(&j->s);
    log_clock_free(&j->clock);
}

void
jumping_set(struct jumping *j, const char *date)
{
    day_num day;
    assert_int_equal(date_parse(&day, date), TNW_OK);
    j->reading.wall = day * SCHEDULE_DAY + SCHEDULE_DAY / 2;
    j->reading.running += 1000;
}

static enum tnw_err
accept_jump(void *ctx, struct txn *txn)
{
    struct jumping *j = ctx;
    struct log_clock_change change;
    enum tnw_err err = log_clock_accept(j->clock, txn, j->s.w->policy.hash, &change);
    return err == TNW_OK && !change.changed ? TNW_E_CONFLICT : err;
}

void
jumping_accept(struct jumping *j)
{
    assert_int_equal(ledger_run(j->s.ledger, 0, accept_jump, j), TNW_OK);
    log_clock_watch(j->clock, &j->s.w->log);
}

void
jumping_look(struct jumping *j)
{
    assert_int_equal(scheduler_look(&j->s.options), TNW_OK);
}

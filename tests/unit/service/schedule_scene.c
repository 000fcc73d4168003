#include "schedule_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/inside.h"
#include "store/range.h"
#include "store/records/dossier.h"

static void
end_test(void *ctx, enum tnw_err err)
{
    (void)ctx;
    fail_msg("the ledger ends the process: %s", tnw_error_info(err)->code);
}

static void
count_announced(void *ctx, struct slice actors)
{
    ((struct schedule_scene *)ctx)->announced += actors.len / ID_SIZE;
}

void
schedule_open(struct schedule_scene *s, struct test_world *w)
{
    *s = (struct schedule_scene){.w = w, .people = service_reading(w)};
    assert_int_equal(ledger_start(&s->ledger, w->place->store, NULL, &w->log, end_test, NULL), TNW_OK);
    s->options =
        (struct scheduler_options){.world = &w->world, .ledger = s->ledger, .announce = count_announced, .ctx = s};
}

void
schedule_close(struct schedule_scene *s)
{
    call_free(&s->people.read);
    ledger_stop(s->ledger);
    ledger_free(&s->ledger);
}

void
schedule_go(struct schedule_scene *s, const char *date)
{
    day_num day;
    assert_int_equal(date_parse(&day, date), TNW_OK);
    s->w->now = day * SCHEDULE_DAY + SCHEDULE_DAY / 2;
    assert_int_equal(scheduler_look(&s->options), TNW_OK);
}

size_t
schedule_events(const struct schedule_scene *s, const struct id *actor, enum event_type type, const char *rule)
{
    struct txn *txn = place_read(s->w->place);
    struct range walk;
    struct event event;
    size_t count = 0;
    inbox_walk(&walk, txn, actor, 0);
    while (inbox_next(&walk, actor, &event)) {
        count += event.type == type && strcmp(event.rule, rule) == 0;
    }
    range_close(&walk);
    txn_abort(&txn);
    return count;
}

size_t
schedule_rows(const struct schedule_scene *s, enum space space)
{
    struct txn *txn = place_read(s->w->place);
    struct range range;
    struct slice rest;
    struct slice value;
    size_t count = 0;
    range_open(&range, txn, space, slice_of("", 0), slice_of("", 0), false);
    while (range_next(&range, &rest, &value)) {
        count++;
    }
    range_close(&range);
    txn_abort(&txn);
    return count;
}

struct id
schedule_patient(const struct schedule_scene *s)
{
    struct txn *txn = place_read(s->w->place);
    struct dossier dossier;
    assert_true(dossier_get(txn, &s->people.dossier, &dossier));
    struct id patient = dossier.patient;
    dossier_wipe(&dossier);
    txn_abort(&txn);
    return patient;
}

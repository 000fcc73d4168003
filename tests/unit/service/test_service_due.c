/* What a list of what is due costs: a bounded number of looks at what is theirs no more, and no more where all seats of
 * a dossier are taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/limits.h"
#include "json/json.h"
#include "service/core/cursor.h"
#include "service_world.h"
#include "store/inside.h"
#include "store/memory/memory_disk.h"
#include "store/memory/memory_engine.h"
#include "store/memory/memory_fault.h"
#include "store/records/dossier.h"
#include "store/records/process/agenda.h"

#define READS (MEMORY_GET | MEMORY_FIRST | MEMORY_CURSOR_OPEN | MEMORY_CURSOR_NEXT)

/* A world whose engine counts. */
struct counted {
    struct memory_disk *disk;
    struct engine *engine;
    struct test_world *w;
};

static void
open_counted(struct counted *it)
{
    char where[256] = "";
    struct place *place = place_prepare();
    it->disk = memory_disk_new();
    const struct memory_options options = {.disk = it->disk};
    assert_int_equal(memory_engine_open(&it->engine, &options, &layout_schema), TNW_OK);
    assert_int_equal(store_open(&place->store, it->engine, place->keyring, true, where), TNW_OK);
    it->w = service_world_on(place);
}

static void
close_counted(struct counted *it)
{
    void *w = it->w;
    (void)service_tear_down(&w);
    memory_disk_free(&it->disk);
}

static struct id
hidden_dossier(void)
{
    return place_id(200);
}

/* As a crash, or an exclusion a moment ago, leaves them: long overdue, in front of all others. */
static void
put_candidates(struct test_world *w, const struct id *actor, size_t count)
{
    struct txn *txn = place_write(w->place);
    for (size_t i = 0; i < count; i++) {
        const struct agenda_entry entry = {
            .actor = *actor, .list = AGENDA_STEPS, .day = (day_num)(10000 + i), .id = hidden_dossier()};
        agenda_put(txn, &entry);
    }
    txn_raise_generation(txn);
    place_commit(txn);
}

/* Returns how many items a page has. next: of the page before, and of this one. */
static size_t
list_due(struct test_world *w, char next[CURSOR_TEXT])
{
    struct call *call = service_call(w, "due.list", ADVISEREND, NULL);
    service_set_query(call, "before", "2026-12-31");
    service_set_query(call, "after", next);
    assert_int_equal(service_run(call), TNW_OK);
    json_t *answer = json_loads(buf_text(&call->reply.body), 0, NULL);
    const char *text = json_string_value(json_object_get(answer, "next"));
    size_t shown = json_array_size(json_object_get(answer, "items"));
    (void)snprintf(next, CURSOR_TEXT, "%s", text == NULL ? "" : text);
    json_decref(answer);
    call_free(&call);
    return shown;
}

static void
what_is_theirs_no_more_costs_so_many_looks_and_hides_nothing(void **state)
{
    char next[CURSOR_TEXT] = "";
    struct service_reading people = service_reading(*state);
    size_t own = list_due(*state, next);
    assert_true(own > 0);
    assert_string_equal(next, "");
    put_candidates(*state, &people.doctor, LIMIT_SCAN_DUE);
    assert_int_equal(list_due(*state, next), 0);
    assert_string_not_equal(next, "");
    assert_int_equal(list_due(*state, next), own);
    assert_string_equal(next, "");
    call_free(&people.read);
}

/* How often the engine was asked for that call, which must succeed; without a dossier a list of what is due. */
static uint64_t
reads_of(struct counted *it, const struct id *dossier, const char *op, const char *niss, const char *body)
{
    struct memory_trap *trap = memory_engine_trap(it->engine);
    struct call *call = service_call(it->w, op, niss, body);
    if (dossier != NULL) {
        service_in(call)->path_id[0] = *dossier;
    }
    if (dossier == NULL) {
        service_set_query(call, "before", "2026-12-31");
    }
    uint64_t before = memory_fault_calls(trap, READS);
    if (service_run(call) != TNW_OK) {
        fail_msg("%s: %s", op, buf_text(&call->reply.body));
    }
    call_free(&call);
    return memory_fault_calls(trap, READS) - before;
}

static void
fill_seats(struct test_world *w, const struct id *id)
{
    static const enum role roles[] = {ROLE_HUISARTS, ROLE_ADVISEREND_ARTS, ROLE_ARBEIDSARTS, ROLE_TNW_COORDINATOR};
    struct dossier dossier;
    struct txn *txn = place_write(w->place);
    assert_true(dossier_get(txn, id, &dossier));
    while (dossier.participant_count < LIMIT_PARTICIPANTS) {
        size_t at = dossier.participant_count++;
        dossier.participants[at] = (struct participant){.actor = place_id((uint8_t)(100 + at)), .role = roles[at % 4]};
    }
    dossier_put(txn, &dossier);
    txn_raise_generation(txn);
    place_commit(txn);
    dossier_wipe(&dossier);
}

#define NOTE                                                                                                           \
    "{\"category\":\"opvolging\",\"content\":{\"date\":\"2026-03-02\",\"channel\":\"phone\",\"present\":true,"         \
    "\"step\":\"m4_contact\"}}"

static void
a_dossier_whose_seats_are_taken_costs_its_readers_no_more(void **state)
{
    (void)state;
    struct counted it;
    open_counted(&it);
    struct service_reading people = service_reading(it.w);
    uint64_t due = reads_of(&it, NULL, "due.list", ADVISEREND, NULL);
    uint64_t written = reads_of(&it, &people.dossier, "fragment.add", ADVISEREND, NOTE);
    fill_seats(it.w, &people.dossier);
    (void)reads_of(&it, &people.dossier, "fragment.add", ADVISEREND, NOTE); /* their rows are there now */
    /* What was written made it some rows longer. */
    assert_true(reads_of(&it, NULL, "due.list", ADVISEREND, NULL) <= due + LIMIT_PARTICIPANTS / 4);
    /* A write looks at each of them once or twice: whether they are still there, and what of it is told to them. */
    assert_true(reads_of(&it, &people.dossier, "fragment.add", ADVISEREND, NOTE) <= written + 4 * LIMIT_PARTICIPANTS);
    call_free(&people.read);
    close_counted(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(what_is_theirs_no_more_costs_so_many_looks_and_hides_nothing),
        cmocka_unit_test(a_dossier_whose_seats_are_taken_costs_its_readers_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Who has a seat in a dossier, and which dossiers a search finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "service_world.h"
#include "store/records/dossier.h"

static void
add_people(struct test_world *w)
{
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
}

static void
fill_seats(struct test_world *w, const struct id *id, size_t count)
{
    struct dossier dossier;
    struct txn *txn = place_write(w->place);
    assert_true(dossier_get(txn, id, &dossier));
    while (dossier.participant_count < count) {
        dossier.participants[dossier.participant_count] =
            (struct participant){.actor = place_id((uint8_t)dossier.participant_count), .role = ROLE_MEDEWERKER};
        dossier.participant_count++;
    }
    dossier_put(txn, &dossier);
    txn_raise_generation(txn);
    place_commit(txn);
    dossier_wipe(&dossier);
}

static enum tnw_err
invite(struct test_world *w, const struct id *dossier, const char *by, const struct id *actor)
{
    char id[ID_TEXT];
    char body[128];
    id_format(id, ID_ACTOR, actor);
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\",\"role\":\"adviserend_arts\"}", id);
    struct call *call = service_call(w, "participant.add", by, body);
    service_in(call)->path_id[0] = *dossier;
    enum tnw_err err = service_run(call);
    call_free(&call);
    return err;
}

static void
the_last_seats_are_for_whom_the_patient_brings_in(void **state)
{
    struct test_world *w = *state;
    add_people(w);
    struct id adviser = service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    struct id dossier = service_open_dossier(w);
    fill_seats(w, &dossier, LIMIT_PARTICIPANTS_INVITED);
    assert_int_equal(invite(w, &dossier, HUISARTS, &adviser), TNW_E_CONFLICT);
    assert_int_equal(invite(w, &dossier, PATIENT, &adviser), TNW_OK);
    fill_seats(w, &dossier, LIMIT_PARTICIPANTS);
    struct id stranger = service_add_actor(w, STRANGER, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    assert_int_equal(invite(w, &dossier, PATIENT, &stranger), TNW_E_CONFLICT);
}

/* Dossiers of the same patient that are none of the doctor's. */
static void
hide_behind(struct test_world *w, const struct id *known, size_t count)
{
    struct dossier dossier;
    struct identity patient;
    struct txn *txn = place_write(w->place);
    assert_true(dossier_get(txn, known, &dossier));
    assert_int_equal(identity_set(&patient, IDENTITY_NISS, PATIENT, 20500), TNW_OK);
    struct hash index = call_identity_index(&w->world, &patient);
    dossier.participant_count = 0;
    for (size_t i = 0; i < count; i++) {
        dossier.id = id_new(1000 + (time_ms)i); /* older than the known one: in front of it */
        dossier_create(txn, &dossier, &index);
    }
    txn_raise_generation(txn);
    place_commit(txn);
    dossier_wipe(&dossier);
}

static void
a_search_finds_ones_own_behind_however_many_hidden_ones(void **state)
{
    struct test_world *w = *state;
    char own[ID_TEXT];
    add_people(w);
    struct id dossier = service_open_dossier(w);
    hide_behind(w, &dossier, 2 * LIMIT_SCAN_MAX);
    struct call *call = service_call(w, "dossier.search", HUISARTS, "{\"niss\":\"" PATIENT "\"}");
    assert_int_equal(service_run(call), TNW_OK);
    json_t *answer = json_loads(buf_text(&call->reply.body), 0, NULL);
    const json_t *items = json_object_get(answer, "items");
    id_format(own, ID_DOSSIER, &dossier);
    assert_int_equal(json_array_size(items), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(items, 0), "id")), own);
    assert_true(json_is_null(json_object_get(answer, "next")));
    json_decref(answer);
    call_free(&call);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_last_seats_are_for_whom_the_patient_brings_in),
        WITH_WORLD(a_search_finds_ones_own_behind_however_many_hidden_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is under way while a dossier is erased gets nothing more of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "service/attachment/download.h"
#include "service/core/dispatch.h"
#include "unit/service/attachment_scene.h"
#include "unit/service/erasure/erasure_scene.h"

static void
a_read_that_waits_for_its_turn_finds_nothing(void **state)
{
    struct test_world *w = *state;
    struct service_reading reading = service_reading(w);
    assert_int_equal(dispatch_begin(reading.read), CALL_SUBMIT);
    erasure_scene_close(w, &reading.dossier);
    assert_int_equal(service_execute(reading.read), TNW_E_NOT_FOUND);
    call_free(&reading.read);
}

/* A message that was prepared, and a consent, while others were written. */
static void
a_write_that_waits_for_its_turn_finds_nothing(void **state)
{
    char body[256];
    char doctor[ID_TEXT];
    struct test_world *w = *state;
    struct service_reading reading = service_reading(w);
    call_free(&reading.read);
    (void)erasure_scene_make(w, "consent.give", PATIENT, ERASURE_SCENE_CONFER("huisarts"), &reading.dossier,
                             ID_CONSENT);
    id_format(doctor, ID_ACTOR, &reading.doctor);
    (void)snprintf(body, sizeof body, "{\"procedure\":\"tnw_traject\",\"subject\":\"Werk\",\"participants\":[\"%s\"]}",
                   doctor);
    struct id thread = erasure_scene_make(w, "thread.start", HUISARTS, body, &reading.dossier, ID_THREAD);
    struct call *message = service_call(w, "message.send", HUISARTS, "{\"kind\":\"vraag\",\"text\":\"Wanneer?\"}");
    struct call *consent = service_call(w, "consent.give", PATIENT, ERASURE_SCENE_CONFER("adviserend_arts"));
    service_in(message)->path_id[0] = thread;
    service_in(consent)->path_id[0] = reading.dossier;
    assert_int_equal(dispatch_begin(message), CALL_SUBMIT);
    assert_int_equal(dispatch_begin(consent), CALL_SUBMIT);
    erasure_scene_close(w, &reading.dossier);
    assert_int_equal(service_execute(message), TNW_E_NOT_FOUND);
    assert_int_equal(service_execute(consent), TNW_E_NOT_FOUND);
    call_free(&message);
    call_free(&consent);
    erasure_scene_rows_are_whole(w);
}

/* Who is sent a file gets no byte more, and the log does not call it a fault. */
static void
a_download_ends_where_it_is(void **state)
{
    uint8_t part[100];
    bool erased;
    struct attachment_scene s = attachment_scene_begin(state);
    struct id file = attachment_scene_send(&s);
    attachment_scene_hang(&s, &file);
    struct call *call = service_call(s.w, "attachment.read", HUISARTS, NULL);
    service_in(call)->path_id[0] = s.dossier;
    service_in(call)->path_id[1] = file;
    assert_int_equal(service_run(call), TNW_OK);
    struct store *store = s.w->place->store;
    assert_int_equal(download_part(store, &call->reply.file, 0, part, sizeof part, &erased), sizeof part);
    assert_false(erased);
    erasure_scene_close(s.w, &s.dossier);
    assert_int_equal(download_part(store, &call->reply.file, sizeof part, part, sizeof part, &erased), 0);
    assert_true(erased);
    call_free(&call);
    buf_free(&s.pdf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_read_that_waits_for_its_turn_finds_nothing),
        WITH_WORLD(a_write_that_waits_for_its_turn_finds_nothing),
        WITH_WORLD(a_download_ends_where_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

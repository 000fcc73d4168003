/* Files on fragments and messages, over TLS: who sees one follows what it hangs on; what is no file leaves nothing; and
 * sixteen of 10 MiB at once come and go through a memory that does not grow with them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "files.h"
#include "scenario/house_test.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define FIT_NOTE                                                                                                       \
    "\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Onthaal\"]}"
#define GRANT(role)                                                                                                    \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" role "\"},\"categories\":[\"fit_note\"],\"actions\":[\"read\"],"  \
    "\"purposes\":[\"tnw_traject\"],\"until\":\"{today+90}\"}"
#define NAMED(id, name) "\"attachments\":[{\"attachment\":\"{" id "}\",\"name\":\"" name "\"}]"

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"a reader",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{adviserend_arts.id}\",\"role\":\"adviserend_arts\"}"},
     201},
    {"a consent", {"patient", "POST", DOSSIER "/consents", GRANT("adviserend_arts")}, 201, NULL, {{"/id", "consent"}}},
};

static const struct step hung[] = {
    {"a draft is its sender's", {"huisarts", "GET", FILES "/{file}"}, 200},
    {"and nobody else's", {"patient", "GET", FILES "/{file}"}, 404, "not_found"},
    {"nobody else can use it",
     {"patient", "POST", DOSSIER "/fragments",
      "{\"category\":\"opmerking\",\"content\":{\"text\":\"x\"}," NAMED("file", "a.pdf") "}"},
     422,
     "invalid_body"},
    {"a name that is none",
     {"huisarts", "POST", DOSSIER "/fragments", "{" FIT_NOTE "," NAMED("file", "../a.pdf") "}"},
     422,
     "invalid_body"},
    {"a name of another kind",
     {"huisarts", "POST", DOSSIER "/fragments", "{" FIT_NOTE "," NAMED("file", "a.png") "}"},
     422,
     "invalid_body"},
    {"it is hung on a fragment",
     {"huisarts", "POST", DOSSIER "/fragments", "{" FIT_NOTE "," NAMED("file", "verslag.pdf") "}"},
     201,
     NULL,
     {{"/id", "fragment"}}},
    {"once",
     {"huisarts", "POST", DOSSIER "/fragments", "{" FIT_NOTE "," NAMED("file", "b.pdf") "}"},
     422,
     "invalid_body"},
    {"who reads that sees it",
     {"adviserend_arts", "GET", DOSSIER "/fragments/{fragment}"},
     200,
     NULL,
     {},
     {{"/attachments/#", "1"}, {"/attachments/0/name", "verslag.pdf"}, {"/attachments/0/id", "{file}"}}},
    {"and may have it", {"adviserend_arts", "GET", FILES "/{file}"}, 200, .ground = "consent:{consent}"},
    {"who takes no part may not", {"huisarts2", "GET", FILES "/{file}"}, 404, "not_found"},
    {"withdrawn", {"patient", "POST", DOSSIER "/consents/{consent}/withdraw"}, 200},
    {"the fragment is closed", {"adviserend_arts", "GET", DOSSIER "/fragments/{fragment}"}, 403, "consent_required"},
    {"and its file with it", {"adviserend_arts", "GET", FILES "/{file}"}, 403, "consent_required"},
    {"a new version without it",
     {"huisarts", "PUT", DOSSIER "/fragments/{fragment}",
      "{\"content\":{\"from\":\"{today}\",\"until\":\"{today+8}\",\"tasks\":[\"Onthaal\"]}}", .if_match = "\"1\""},
     200},
    {"the version that has it keeps it",
     {"patient", "GET", DOSSIER "/fragments/{fragment}?version=1"},
     200,
     NULL,
     {},
     {{"/attachments/#", "1"}}},
    {"for who may read that", {"patient", "GET", FILES "/{file}"}, 200},
    {"excluded",
     {"patient", "POST", DOSSIER "/consents",
      "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{adviserend_arts.id}\"}}"},
     201},
    {"nothing is there", {"adviserend_arts", "GET", FILES "/{file}"}, 404, "not_found"},
    {"nor may they send", {"adviserend_arts", "GET", FILES "/{file2}"}, 404, "not_found"},
};

static void
a_file_is_seen_as_what_it_hangs_on(void **state)
{
    struct house *house = *state;
    struct buf pdf = {0};
    sample_file_pdf(&pdf, 100000);
    PLAY(house, setting);
    assert_int_equal(files_send(house, "huisarts", "application/pdf", buf_slice(&pdf), "file"), 201);
    assert_int_equal(files_send(house, "adviserend_arts", "application/pdf", buf_slice(&pdf), "file2"), 201);
    PLAY(house, hung);
    assert_int_equal(files_send(house, "adviserend_arts", "application/pdf", buf_slice(&pdf), "file3"), 404);
    buf_free(&pdf);
}

/* What comes with no length, too long, of another kind, or is none of its kind. */
static void
what_is_no_file_is_refused(void **state)
{
    struct house *house = *state;
    struct buf pdf = {0};
    sample_file_pdf(&pdf, 100000);
    assert_int_equal(files_send(house, "huisarts", "image/png", buf_slice(&pdf), "none"), 415);
    assert_int_equal(files_send(house, "huisarts", "application/zip", buf_slice(&pdf), "none"), 415);
    assert_int_equal(files_send(house, "huisarts", "application/json", slice_str("{}"), "none"), 415);
    assert_int_equal(files_send(house, "huisarts", "application/pdf", slice_str(""), "none"), 400);
    pdf.ptr[pdf.len - 2] = 'X';
    assert_int_equal(files_send(house, "huisarts", "application/pdf", buf_slice(&pdf), "none"), 415);
    buf_free(&pdf);
    sample_file_pdf(&pdf, LIMIT_ATTACHMENT + 1000);
    assert_int_equal(files_send(house, "huisarts", "application/pdf", buf_slice(&pdf), "none"), 413);
    buf_free(&pdf);
}

/* Half of a file, and gone: the server goes on, and keeps no descriptor. */
static void
who_hangs_up_in_the_middle_leaves_nothing(void **state)
{
    struct house *house = *state;
    struct buf pdf = {0};
    sample_file_pdf(&pdf, 1000000);
    size_t descriptors = sandbox_descriptors(&house->sandbox);
    for (unsigned i = 0; i < 4; i++) {
        struct buf request = {0};
        struct wire wire;
        files_write_upload(&request, house, "application/pdf", pdf.len, slice_of(pdf.ptr, pdf.len / 4 * i + 1000));
        assert_true(wire_open(&wire, house_tls(house, "huisarts"), house->sandbox.port));
        assert_true(wire_send(&wire, buf_slice(&request)));
        swarm_sleep_ms(100);
        wire_close(&wire);
        buf_free(&request);
    }
    sandbox_expect_descriptors(&house->sandbox, descriptors);
    assert_int_equal(files_send(house, "huisarts", "application/pdf", buf_slice(&pdf), "after"), 201);
    buf_free(&pdf);
}

/* Sends half of it, lets something happen, and sends the rest. Returns the answer's status. */
static int
send_around(struct house *house, const char *actor, struct slice file, const struct step *between)
{
    struct buf request = {0};
    struct wire wire;
    struct answer answer;
    files_write_upload(&request, house, "application/pdf", file.len, slice_of(file.ptr, file.len / 2));
    assert_true(wire_open(&wire, house_tls(house, actor), house->sandbox.port));
    assert_true(wire_send(&wire, buf_slice(&request)));
    play(house, between, 1);
    struct slice rest = slice_of(file.ptr + file.len / 2, file.len - file.len / 2);
    assert_true(house_exchange(house, &wire, rest, &answer));
    int status = answer.status;
    answer_free(&answer);
    wire_close(&wire);
    buf_free(&request);
    return status;
}

static void
what_ends_while_a_file_comes_ends_it(void **state)
{
    static const struct step steps[] = {
        {"a coordinator",
         {"huisarts", "POST", DOSSIER "/participants",
          "{\"actor\":\"{tnw_coordinator.id}\",\"role\":\"tnw_coordinator\"}"},
         201},
        {"is excluded in the middle",
         {"patient", "POST", DOSSIER "/consents",
          "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{tnw_coordinator.id}\"}}"},
         201},
        {"the dossier is closed in the middle", {"huisarts", "POST", DOSSIER "/close"}, 200},
    };
    struct house *house = *state;
    struct buf pdf = {0};
    sample_file_pdf(&pdf, 1000000);
    play(house, steps, 1);
    assert_int_equal(send_around(house, "tnw_coordinator", buf_slice(&pdf), &steps[1]), 404);
    assert_int_equal(send_around(house, "huisarts", buf_slice(&pdf), &steps[2]), 409);
    assert_int_equal(files_send(house, "huisarts", "application/pdf", buf_slice(&pdf), "none"), 409);
    buf_free(&pdf);
}

enum { TWINS = 4 };

struct twins {
    struct house *house;
    SSL_CTX *tls;
    struct buf request;
    int status[TWINS];
    char ids[TWINS][40];
};

static void
send_twin(void *ctx, size_t i)
{
    struct twins *twins = ctx;
    struct wire wire;
    struct answer answer;
    if (wire_open(&wire, twins->tls, twins->house->sandbox.port) &&
        house_exchange(twins->house, &wire, buf_slice(&twins->request), &answer)) {
        char *id = answer_value(&answer, "/id");
        twins->status[i] = answer.status;
        (void)snprintf(twins->ids[i], sizeof twins->ids[i], "%s", id == NULL ? "" : id);
        free(id);
        answer_free(&answer);
    }
    wire_close(&wire);
}

/* All are let in, since none is done; the first that is gives all of them its answer. */
static void
one_key_is_one_file_however_many_come_at_once(void **state)
{
    struct twins twins = {.house = *state};
    struct buf pdf = {0};
    sample_file_pdf(&pdf, 1000000);
    char *path = house_fill(twins.house, FILES);
    buf_printf(&twins.request,
               "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/pdf\r\nIdempotency-Key: twin\r\n"
               "Content-Length: %zu\r\n\r\n",
               path, pdf.len);
    buf_put_slice(&twins.request, buf_slice(&pdf));
    twins.tls = house_tls(twins.house, "huisarts");
    swarm_run(TWINS, send_twin, &twins);
    for (size_t i = 0; i < TWINS; i++) {
        assert_int_equal(twins.status[i], 201);
        assert_string_equal(twins.ids[i], twins.ids[0]);
    }
    free(path);
    buf_free(&twins.request);
    buf_free(&pdf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_seen_as_what_it_hangs_on),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(who_hangs_up_in_the_middle_leaves_nothing),
        cmocka_unit_test(one_key_is_one_file_however_many_come_at_once),
        cmocka_unit_test(what_ends_while_a_file_comes_ends_it),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}

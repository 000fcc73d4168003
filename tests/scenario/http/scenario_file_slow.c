/* Sixteen who send a byte a second and sixteen who take nothing: others work on, no thread waits for them, and who
 * trickles is cut as who stalls. What was begun before a withdrawal may end; nothing begins after it. */
#include <dirent.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "files.h"
#include "scenario/house_test.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

#define DOSSIER "/v1/dossiers/{dossier}"

enum {
    EACH = 16,
    FULL = 10 << 20,
    EARLY_MS = 1000,
    LATE_MS = 8000,
    STEP_MS = 1000,
    WATCH_MS = 4000,
    WATCH_CPU_MS = 500
};

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"a reader",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{arbeidsarts.id}\",\"role\":\"arbeidsarts\"}"},
     201},
    {"a consent",
     {"patient", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"role\":\"arbeidsarts\"},\"categories\":[\"fit_note\"],\"actions\":["
      "\"read\"],"
      "\"purposes\":[\"tnw_traject\"],\"until\":\"{today+90}\"}"},
     201,
     NULL,
     {{"/id", "consent"}}},
};

static const struct step hanging[] = {
    {"a file on a fragment",
     {"huisarts", "POST", DOSSIER "/fragments",
      "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Onthaal\"]},"
      "\"attachments\":[{\"attachment\":\"{file}\",\"name\":\"verslag.pdf\"}]}"},
     201,
     NULL,
     {{"/id", "fragment"}}},
};

static const struct step others[] = {
    {"others read", {"patient", "GET", DOSSIER "/fragments/{fragment}"}, 200},
    {"and write",
     {"huisarts", "POST", DOSSIER "/fragments",
      "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Balie\"]}}"},
     201},
    {"the patient withdraws", {"patient", "POST", DOSSIER "/consents/{consent}/withdraw"}, 200},
    {"and nothing begins any more", {"arbeidsarts", "GET", FILES "/{file}"}, 403, "consent_required"},
};

struct slow {
    struct house *house;
    SSL_CTX *sender;
    SSL_CTX *reader;
    struct buf file;
    struct buf upload; /* the beginning of one */
    struct buf download;
    atomic_size_t begun;
    atomic_size_t cut;
    int64_t lasted_ms[EACH];
    struct wire takes[EACH];
};

/* Until it is cut. */
static void
trickle(void *ctx, size_t i)
{
    struct slow *slow = ctx;
    struct wire wire;
    bool open = wire_open(&wire, slow->sender, slow->house->sandbox.port);
    int64_t begun = swarm_now_us();
    open = open && wire_send(&wire, buf_slice(&slow->upload));
    atomic_fetch_add(&slow->begun, 1);
    while (open && !wire_drain(&wire, STEP_MS)) {
        open = swarm_now_us() - begun < (LIMIT_REQUEST_MS + 2 * LATE_MS) * 1000;
        (void)wire_send(&wire, slice_str(" "));
    }
    slow->lasted_ms[i] = (swarm_now_us() - begun) / 1000;
    atomic_fetch_add(&slow->cut, 1);
    wire_close(&wire);
}

static unsigned
threads_of(const struct house *house)
{
    char path[64];
    unsigned count = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/task", (int)house->sandbox.server);
    DIR *tasks = opendir(path);
    assert_non_null(tasks);
    while (readdir(tasks) != NULL) {
        count++;
    }
    (void)closedir(tasks);
    return count;
}

static void
begin_to_take(struct slow *slow)
{
    for (size_t i = 0; i < EACH; i++) {
        assert_true(wire_open(&slow->takes[i], slow->reader, slow->house->sandbox.port));
        assert_true(wire_send(&slow->takes[i], buf_slice(&slow->download)));
    }
    /* Each was let in: its head is there, and no more is taken. */
    for (size_t i = 0; i < EACH; i++) {
        uint8_t byte;
        assert_int_equal(SSL_peek(slow->takes[i].ssl, &byte, 1), 1);
    }
}

static void
take_all(struct slow *slow)
{
    for (size_t i = 0; i < EACH; i++) {
        struct wire_reply reply;
        assert_true(wire_read(&slow->takes[i], &reply));
        assert_int_equal(reply.status, 200);
        assert_true(slice_eq(buf_slice(&reply.body), buf_slice(&slow->file)));
        wire_reply_free(&reply);
        wire_close(&slow->takes[i]);
    }
}

static void
prepare(struct slow *slow)
{
    struct house *house = slow->house;
    sample_file_pdf(&slow->file, FULL);
    PLAY(house, setting);
    assert_int_equal(files_send(house, "huisarts", "application/pdf", buf_slice(&slow->file), "file"), 201);
    PLAY(house, hanging);
    slow->sender = house_tls(house, "huisarts");
    slow->reader = house_tls(house, "arbeidsarts");
    files_write_upload(&slow->upload, house, "application/pdf", slow->file.len, slice_of(slow->file.ptr, 40000));
    char *path = house_fill(house, FILES "/{file}");
    buf_printf(&slow->download, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
    free(path);
}

static void
the_slow_hold_up_nobody_and_are_cut(void **state)
{
    struct slow slow = {.house = *state};
    prepare(&slow);
    unsigned threads = threads_of(slow.house);
    struct swarm *swarm = swarm_start(EACH, trickle, &slow);
    while (atomic_load(&slow.begun) < EACH) {
        swarm_sleep_ms(10);
    }
    begin_to_take(&slow);
    PLAY(slow.house, others);
    assert_int_equal(files_send(slow.house, "huisarts", "application/pdf", buf_slice(&slow.file), "more"), 201);
    assert_int_equal(threads_of(slow.house), threads);
    sandbox_expect_rest(&slow.house->sandbox, WATCH_MS, WATCH_CPU_MS);
    assert_int_equal(atomic_load(&slow.cut), 0); /* all that went on beside them */
    swarm_join(&swarm);
    for (size_t i = 0; i < EACH; i++) {
        assert_in_range(slow.lasted_ms[i], LIMIT_REQUEST_MS - EARLY_MS, LIMIT_REQUEST_MS + LATE_MS);
    }
    take_all(&slow);
    buf_free(&slow.file);
    buf_free(&slow.upload);
    buf_free(&slow.download);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_slow_hold_up_nobody_and_are_cut),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}

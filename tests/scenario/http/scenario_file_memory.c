/* Sixteen files of 10 MiB at once come and go through a memory that does not grow with them. Sanitizers keep what is
 * freed: with them only the bytes count, and ./dev test runs this without them as well. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "scenario/house_test.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

/* A quarter of a MiB each: the window of what is packed, the buffers of TLS and of HTTP. */
enum { AT_ONCE = 16, FULL = 10 << 20, ALLOWED_KIB = 4096 };

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
};

struct crowd_of_files {
    struct house *house;
    SSL_CTX *tls;
    struct buf request;
    struct slice file;
    struct wire wires[AT_ONCE];
    char ids[AT_ONCE][40];
    bool whole[AT_ONCE];
    char *folder;
};

static void
upload_one(void *ctx, size_t i)
{
    struct crowd_of_files *crowd = ctx;
    struct answer answer;
    if (house_exchange(crowd->house, &crowd->wires[i], buf_slice(&crowd->request), &answer)) {
        char *id = answer.status == 201 ? answer_value(&answer, "/id") : NULL;
        (void)snprintf(crowd->ids[i], sizeof crowd->ids[i], "%s", id == NULL ? "" : id);
        free(id);
        answer_free(&answer);
    }
}

static void
download_one(void *ctx, size_t i)
{
    struct crowd_of_files *crowd = ctx;
    struct buf request = {0};
    struct wire_reply reply;
    buf_printf(&request, "GET %s/%s HTTP/1.1\r\nHost: localhost\r\n\r\n", crowd->folder, crowd->ids[i]);
    if (wire_send(&crowd->wires[i], buf_slice(&request)) && wire_read(&crowd->wires[i], &reply)) {
        crowd->whole[i] = reply.status == 200 && slice_eq(buf_slice(&reply.body), crowd->file);
        wire_reply_free(&reply);
    }
    buf_free(&request);
}

static long
memory_kib(const struct house *house)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/status", (int)house->sandbox.server);
    char *text = sandbox_read_file(path);
    const char *line = strstr(text, "RssAnon:");
    long kib = line == NULL ? 0 : strtol(line + sizeof "RssAnon:" - 1, NULL, 10);
    free(text);
    return kib;
}

struct memory_watch {
    struct house *house;
    volatile bool over;
    long peak;
};

static void
watch_memory(void *ctx, size_t i)
{
    (void)i;
    struct memory_watch *watch = ctx;
    while (!watch->over) {
        long now = memory_kib(watch->house);
        watch->peak = now > watch->peak ? now : watch->peak;
        swarm_sleep_ms(2);
    }
}

static long
peak_of(struct crowd_of_files *crowd, void (*work)(void *ctx, size_t i))
{
    struct memory_watch watch = {.house = crowd->house};
    struct swarm *watcher = swarm_start(1, watch_memory, &watch);
    swarm_run(AT_ONCE, work, crowd);
    watch.over = true;
    swarm_join(&watcher);
    return watch.peak;
}

/* Before: sixteen connections that have each asked something. */
static void
sixteen_at_once_need_no_memory_for_what_they_carry(void **state)
{
    struct crowd_of_files crowd = {.house = *state};
    struct buf pdf = {0};
    PLAY(crowd.house, setting);
    sample_file_packed_pdf(&pdf, FULL);
    crowd.file = buf_slice(&pdf);
    crowd.folder = house_fill(crowd.house, FILES);
    crowd.tls = house_tls(crowd.house, "huisarts");
    files_write_upload(&crowd.request, crowd.house, "application/pdf", pdf.len, buf_slice(&pdf));
    for (size_t i = 0; i < AT_ONCE; i++) {
        assert_true(wire_open(&crowd.wires[i], crowd.tls, crowd.house->sandbox.port));
        house_expect(crowd.house, &crowd.wires[i], &(struct ask){"huisarts", "GET", "/v1/me"}, 200, "");
    }
    long before = memory_kib(crowd.house);
    long in = peak_of(&crowd, upload_one) - before;
    long out = peak_of(&crowd, download_one) - before;
    print_message("16 of 10 MiB at once: %ld KiB before, %ld more in, %ld more out\n", before, in, out);
    for (size_t i = 0; i < AT_ONCE; i++) {
        assert_true(crowd.whole[i]);
        wire_close(&crowd.wires[i]);
    }
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
    assert_in_range(in < 0 ? 0 : in, 0, ALLOWED_KIB);
    assert_in_range(out < 0 ? 0 : out, 0, ALLOWED_KIB);
#endif
    free(crowd.folder);
    buf_free(&crowd.request);
    buf_free(&pdf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixteen_at_once_need_no_memory_for_what_they_carry),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}

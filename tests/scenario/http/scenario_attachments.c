/* Files on fragments and messages, over TLS: who sees one follows what it hangs on; what is no file leaves nothing; and
 * sixteen of 10 MiB at once come and go through a memory that does not grow with them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "scenario/house_test.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define FILES DOSSIER "/attachments"
#define FIT_NOTE                                                                                                       \
    "\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Onthaal\"]}"
#define GRANT(role)                                                                                                    \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" role "\"},\"categories\":[\"fit_note\"],\"actions\":[\"read\"],"  \
    "\"purposes\":[\"tnw_traject\"],\"until\":\"{today+90}\"}"
#define NAMED(id, name) "\"attachments\":[{\"attachment\":\"{" id "}\",\"name\":\"" name "\"}]"

enum { AT_ONCE = 16, FULL = 10 << 20, ALLOWED_KIB = 2048 };

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

/* A page, and its content: blanks, so that it has about that size. */
static void
make_pdf(struct buf *out, size_t size)
{
    static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"};
    size_t at[4];
    size_t filler = size - 500;
    buf_put_str(out, "%PDF-1.4\n");
    for (size_t i = 0; i < 3; i++) {
        at[i] = out->len;
        buf_printf(out, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
    at[3] = out->len;
    buf_printf(out, "4 0 obj\n<</Length %zu>>\nstream\n", filler);
    uint8_t *bytes = buf_grow(out, filler);
    assert_non_null(bytes);
    memset(bytes, ' ', filler);
    buf_put_str(out, "\nendstream\nendobj\n");
    size_t table = out->len;
    buf_put_str(out, "xref\n0 5\n0000000000 65535 f \n");
    for (size_t i = 0; i < 4; i++) {
        buf_printf(out, "%010zu 00000 n \n", at[i]);
    }
    buf_printf(out, "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", table);
    assert_int_equal(out->err, TNW_OK);
}

static void
write_upload(struct buf *out, const struct house *house, const char *type, size_t length, struct slice bytes)
{
    char *path = house_fill(house, FILES);
    buf_printf(out, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", path,
               type, length);
    buf_put_slice(out, bytes);
    free(path);
}

/* Sends it as that actor on a connection of its own, and saves the id under that name. */
static int
send_file(struct house *house, const char *actor, const char *type, struct slice bytes, const char *name)
{
    struct buf request = {0};
    struct wire wire;
    struct answer answer;
    write_upload(&request, house, type, bytes.len, bytes);
    assert_true(wire_open(&wire, house_tls(house, actor), house->sandbox.port));
    assert_true(house_exchange(house, &wire, buf_slice(&request), &answer));
    int status = answer.status;
    if (status == 201) {
        char *id = answer_value(&answer, "/id");
        house_save(house, name, id);
        free(id);
    }
    answer_free(&answer);
    wire_close(&wire);
    buf_free(&request);
    return status;
}

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
    make_pdf(&pdf, 100000);
    PLAY(house, setting);
    assert_int_equal(send_file(house, "huisarts", "application/pdf", buf_slice(&pdf), "file"), 201);
    assert_int_equal(send_file(house, "adviserend_arts", "application/pdf", buf_slice(&pdf), "file2"), 201);
    PLAY(house, hung);
    assert_int_equal(send_file(house, "adviserend_arts", "application/pdf", buf_slice(&pdf), "file3"), 404);
    buf_free(&pdf);
}

/* What comes with no length, too long, of another kind, or is none of its kind. */
static void
what_is_no_file_is_refused(void **state)
{
    struct house *house = *state;
    struct buf pdf = {0};
    make_pdf(&pdf, 100000);
    assert_int_equal(send_file(house, "huisarts", "image/png", buf_slice(&pdf), "none"), 415);
    assert_int_equal(send_file(house, "huisarts", "application/zip", buf_slice(&pdf), "none"), 415);
    assert_int_equal(send_file(house, "huisarts", "application/json", slice_str("{}"), "none"), 415);
    assert_int_equal(send_file(house, "huisarts", "application/pdf", slice_str(""), "none"), 400);
    pdf.ptr[pdf.len - 2] = 'X';
    assert_int_equal(send_file(house, "huisarts", "application/pdf", buf_slice(&pdf), "none"), 415);
    buf_free(&pdf);
    make_pdf(&pdf, LIMIT_ATTACHMENT + 1000);
    assert_int_equal(send_file(house, "huisarts", "application/pdf", buf_slice(&pdf), "none"), 413);
    buf_free(&pdf);
}

/* Half of a file, and gone: the server goes on, and keeps no descriptor. */
static void
who_hangs_up_in_the_middle_leaves_nothing(void **state)
{
    struct house *house = *state;
    struct buf pdf = {0};
    make_pdf(&pdf, 1000000);
    size_t descriptors = sandbox_descriptors(&house->sandbox);
    for (unsigned i = 0; i < 4; i++) {
        struct buf request = {0};
        struct wire wire;
        write_upload(&request, house, "application/pdf", pdf.len, slice_of(pdf.ptr, pdf.len / 4 * i + 1000));
        assert_true(wire_open(&wire, house_tls(house, "huisarts"), house->sandbox.port));
        assert_true(wire_send(&wire, buf_slice(&request)));
        swarm_sleep_ms(100);
        wire_close(&wire);
        buf_free(&request);
    }
    sandbox_expect_descriptors(&house->sandbox, descriptors);
    assert_int_equal(send_file(house, "huisarts", "application/pdf", buf_slice(&pdf), "after"), 201);
    buf_free(&pdf);
}

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

/* Before: sixteen connections that have each asked something. A sanitizer keeps what is freed: then only the bytes
 * count. */
static void
sixteen_at_once_need_no_memory_for_what_they_carry(void **state)
{
    struct crowd_of_files crowd = {.house = *state};
    struct buf pdf = {0};
    make_pdf(&pdf, FULL);
    crowd.file = buf_slice(&pdf);
    crowd.folder = house_fill(crowd.house, FILES);
    crowd.tls = house_tls(crowd.house, "huisarts");
    write_upload(&crowd.request, crowd.house, "application/pdf", pdf.len, buf_slice(&pdf));
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
#ifndef __SANITIZE_ADDRESS__
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
        cmocka_unit_test(a_file_is_seen_as_what_it_hangs_on),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(who_hangs_up_in_the_middle_leaves_nothing),
        cmocka_unit_test(sixteen_at_once_need_no_memory_for_what_they_carry),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}

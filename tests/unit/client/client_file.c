#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "client_file.h"

#define PATIENCE_MS 3000U

/* The n-th allocation of the library on this thread fails; 0: none does. libcurl, OpenSSL and jansson have others. */
static _Thread_local unsigned failing_allocation;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);

static bool
allocation_fails(void)
{
    return failing_allocation > 0 && --failing_allocation == 0;
}

void *
__wrap_malloc(size_t size)
{
    return allocation_fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
    return allocation_fails() ? NULL : __real_calloc(count, size);
}

void
client_file_draft(char out[ANSWER_MAX], const char *type, int64_t size, const char *sha256)
{
    char body[512];
    int len = snprintf(body, sizeof body,
                       "{\"id\":\"att_1\",\"type\":\"%s\",\"size\":%lld,\"sha256\":\"%s\",\"created\":\"2026\"}", type,
                       (long long)size, sha256);
    snprintf(out, ANSWER_MAX, "HTTP/1.1 201 X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len,
             body);
}

void
client_file_answer(char out[ANSWER_MAX], const struct scene *scene, const char *headers, const char *etag, int length)
{
    snprintf(out, ANSWER_MAX,
             "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nETag: \"%s\"\r\n%sContent-Length: %d\r\n\r\n%.*s",
             etag, headers, length, FILE_SIZE, (const char *)scene->content);
}

int
client_file_set_up(void **state)
{
    struct scene *scene = __real_calloc(1, sizeof *scene);
    snprintf(scene->folder, sizeof scene->folder, "/tmp/tnw-client-XXXXXX");
    *state = scene;
    if (mkdtemp(scene->folder) == NULL) {
        return -1;
    }
    snprintf(scene->pem, sizeof scene->pem, "%s/client.pem", scene->folder);
    snprintf(scene->ca, sizeof scene->ca, "%s/ca.pem", scene->folder);
    for (size_t i = 0; i < FILE_SIZE; i++) {
        scene->content[i] = (uint8_t)('a' + i % 23);
    }
    struct hash hash = hash_of(slice_of(scene->content, FILE_SIZE));
    hex_encode(scene->sha256, hash.bytes, HASH_SIZE);
    client_file_draft(scene->draft, "application/pdf", FILE_SIZE, scene->sha256);
    client_file_answer(scene->file, scene,
                       "Content-Disposition: attachment; filename=\"x\"; filename*=UTF-8''v%C3%A9.pdf\r\n",
                       scene->sha256, FILE_SIZE);
    return 0;
}

int
client_file_tear_down(void **state)
{
    struct scene *scene = *state;
    unlink(scene->pem);
    unlink(scene->ca);
    int err = rmdir(scene->folder);
    free(scene);
    return err;
}

static void
expect_in_order(struct place *place, int64_t at)
{
    place->begun += at == 0;
    assert_true(at == 0 || at == place->expected);
}

static ptrdiff_t
read_place(void *context, int64_t at, void *to, size_t max)
{
    struct place *place = context;
    expect_in_order(place, at);
    if (at >= place->fails) {
        return -1;
    }
    if (place->lies != 0) {
        return place->lies;
    }
    size_t left = (size_t)(place->ends - at);
    size_t len = max < place->piece ? max : place->piece;
    len = len < left ? len : left;
    memcpy(to, place->scene->content + at, len);
    place->expected = at + (int64_t)len;
    return (ptrdiff_t)len;
}

static bool
write_place(void *context, int64_t at, const void *bytes, size_t len)
{
    struct place *place = context;
    expect_in_order(place, at);
    if (at >= place->fails || (size_t)at + len > FILE_SIZE) {
        return false;
    }
    memcpy(place->got + at, bytes, len);
    place->expected = at + (int64_t)len;
    return true;
}

struct place
client_file_place(struct scene *scene)
{
    return (struct place){.scene = scene, .piece = 100, .fails = INT64_MAX, .ends = FILE_SIZE};
}

enum tnw_err
client_file_open(const struct scene *scene, const struct peer *peer, struct tnw_client **client)
{
    const struct tnw_config config = {.url = peer_url(peer),
                                      .ca = scene->ca,
                                      .certificate = scene->pem,
                                      .timeout_ms = PATIENCE_MS,
                                      .tries = scene->tries};
    return tnw_client_new(&config, client);
}

static void
note_outcome(struct outcome *outcome, struct tnw_client *client, struct peer *peer, size_t count)
{
    if (client != NULL) {
        snprintf(outcome->detail, sizeof outcome->detail, "%s", tnw_client_error(client)->detail);
    }
    tnw_client_free(&client);
    outcome->used = peer_stop(peer);
    for (size_t i = 0; i < count && i < 3; i++) {
        snprintf(outcome->requests[i], sizeof outcome->requests[i], "%s", peer_request(peer, i));
    }
    peer_free(peer);
}

/* fails: which allocation; 0: none. */
struct outcome
client_file_put(struct scene *scene, struct tnw_upload upload, unsigned fails, const struct peer_step *steps,
                size_t count)
{
    struct outcome outcome = {TNW_OK};
    struct tnw_client *client = NULL;
    struct tnw_draft *draft = NULL;
    struct peer *peer = peer_start(scene->folder, steps, count);
    failing_allocation = fails;
    outcome.err = client_file_open(scene, peer, &client);
    if (outcome.err == TNW_OK) {
        upload.read = read_place;
        outcome.err = tnw_attachment_put(client, "dos_1", &upload, &draft);
    }
    failing_allocation = 0;
    assert_true((outcome.err == TNW_OK) == (draft != NULL));
    tnw_draft_free(&draft);
    note_outcome(&outcome, client, peer, count);
    return outcome;
}

struct outcome
client_file_get(struct scene *scene, struct place *place, const char *sha256, unsigned fails,
                const struct peer_step *steps, size_t count)
{
    struct outcome outcome = {TNW_OK};
    struct tnw_client *client = NULL;
    struct tnw_attachment *got = NULL;
    struct peer *peer = peer_start(scene->folder, steps, count);
    failing_allocation = fails;
    outcome.err = client_file_open(scene, peer, &client);
    if (outcome.err == TNW_OK) {
        const struct tnw_download to = {.sha256 = sha256, .write = write_place, .context = place};
        outcome.err = tnw_attachment_get(client, "dos_1", "att_1", &to, &got);
    }
    failing_allocation = 0;
    assert_true((outcome.err == TNW_OK) == (got != NULL));
    if (got != NULL) {
        assert_int_equal(got->size, FILE_SIZE);
        assert_string_equal(got->sha256, scene->sha256);
        snprintf(outcome.name, sizeof outcome.name, "%s", got->name);
    }
    tnw_attachment_free(&got);
    note_outcome(&outcome, client, peer, count);
    return outcome;
}

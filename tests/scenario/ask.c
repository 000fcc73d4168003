#include "ask.h"

#include <stdlib.h>
#include <string.h>

#include "house_test.h"

static void
put_header(struct buf *out, const char *name, const char *value)
{
    if (value != NULL) {
        buf_printf(out, "%s: %s\r\n", name, value);
    }
}

void
house_write(struct buf *out, const struct ask *ask)
{
    buf_printf(out, "%s %s HTTP/1.1\r\nHost: localhost\r\n", ask->method, ask->path);
    put_header(out, "TNW-Role", ask->role);
    put_header(out, "TNW-Purpose", ask->purpose);
    put_header(out, "Idempotency-Key", ask->key);
    put_header(out, "If-Match", ask->if_match);
    buf_put_str(out, ask->headers == NULL ? "" : ask->headers);
    if (ask->body != NULL) {
        buf_printf(out, "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen(ask->body));
    }
    buf_put_str(out, "\r\n");
    buf_put_str(out, ask->body == NULL ? "" : ask->body);
}

static bool
begins(struct slice request, const char *with)
{
    size_t len = strlen(with);
    return request.len > len && memcmp(request.ptr, with, len) == 0;
}

/* An inbox poll that brings nothing, what touches no person's data, and what was told to come again: the answers
 * without a record. */
static bool
is_quiet(struct slice request, const struct answer *answer)
{
    static const char *const impersonal[] = {
        "GET /v1/audit/checkpoint", "GET /v1/audit/proof/", "GET /v1/audit/log/", "POST /v1/audit/cosignatures",
        "GET /openapi.json",        "GET /v1/categories",   "GET /v1/measures",   "GET /v1/fiches?",
        "GET /v1/knelpunten?",      "GET /v1/knelpunten "};
    if (strcmp(answer->code, tnw_error_info(TNW_E_RATE_LIMITED)->code) == 0) {
        return true;
    }
    if (answer->status >= 400 || begins(request, "GET /v1/audit/log/tile/entries/")) {
        return false;
    }
    if (begins(request, "GET /v1/fiches/")) { /* of one, the level that is for everybody */
        return memmem(request.ptr, request.len, "/professional ", strlen("/professional ")) == NULL;
    }
    for (size_t i = 0; i < sizeof impersonal / sizeof impersonal[0]; i++) {
        if (begins(request, impersonal[i])) {
            return true;
        }
    }
    return begins(request, "GET /v1/inbox") && json_is_array(json_object_get(answer->body, "items")) &&
           json_array_size(json_object_get(answer->body, "items")) == 0;
}

/* Lines of JSON are not JSON. */
static bool
is_json(const struct wire_reply *reply)
{
    struct slice type = wire_header(reply, "Content-Type");
    return slice_eq(type, slice_str("application/json")) || slice_eq(type, slice_str("application/problem+json"));
}

bool
house_exchange(struct house *house, struct wire *wire, struct slice request, struct answer *out)
{
    *out = (struct answer){.status = 0};
    bool sent = wire_send(wire, request);
    if (!wire_read(wire, &out->raw) || (!sent && out->raw.status == 0)) {
        return false;
    }
    out->status = out->raw.status;
    struct slice id = wire_header(&out->raw, "TNW-Request");
    if (id.len > 0 && id.len < sizeof out->request) {
        memcpy(out->request, id.ptr, id.len);
    }
    if (is_json(&out->raw)) {
        out->body = json_loadb((const char *)out->raw.body.ptr, out->raw.body.len, JSON_REJECT_DUPLICATES, NULL);
    }
    const char *code = json_string_value(json_object_get(out->body, "code"));
    if (out->status >= 400 && code != NULL) {
        (void)snprintf(out->code, sizeof out->code, "%s", code);
    }
    struct entry entry = {.status = (short)out->status, .quiet = is_quiet(request, out)};
    memcpy(entry.request, out->request, sizeof entry.request);
    house_remember(house, &entry);
    return true;
}

void
answer_free(struct answer *answer)
{
    wire_reply_free(&answer->raw);
    json_decref(answer->body);
    *answer = (struct answer){.status = 0};
}

/* A body comes as what the operation promises; refusals are all alike. */
static void
check_type(const json_t *operation, const struct answer *answer)
{
    char status[16];
    char type[64];
    struct slice got = wire_header(&answer->raw, "Content-Type");
    (void)snprintf(status, sizeof status, "%d", answer->status);
    (void)snprintf(type, sizeof type, "%.*s", (int)got.len, (const char *)got.ptr);
    const json_t *response = json_object_get(json_object_get(operation, "responses"), status);
    if (answer->status < 400 && answer->raw.body.len > 0 &&
        json_object_get(json_object_get(response, "content"), type) == NULL) {
        fail_msg("the body is %s, which is not promised", type);
    }
}

static void
check_promise(struct house *house, const struct ask *ask, const struct answer *answer)
{
    char path[256];
    struct buf errors = {0};
    (void)snprintf(path, sizeof path, "%.*s", (int)strcspn(ask->path, "?"), ask->path);
    enum tnw_err err = openapi_check(house->api, ask->method, path, answer->status, answer->body, &errors);
    if (err != TNW_OK) {
        fail_msg("%s %s, answer %d: %s: %s\n%.*s", ask->method, path, answer->status, tnw_error_info(err)->code,
                 buf_text(&errors), (int)answer->raw.body.len, (const char *)answer->raw.body.ptr);
    }
    buf_free(&errors);
    assert_memory_equal(answer->request, "req_", 4);
    const json_t *operation = openapi_find(house->api, ask->method, path);
    check_type(operation, answer);
    const char *name = json_string_value(json_object_get(operation, "operationId"));
    if (answer->status < 300 && name != NULL) {
        assert_int_equal(json_object_set_new(house->operations, name, json_true()), 0);
    }
    if (answer->code[0] != 0) {
        assert_true(slice_eq(wire_header(&answer->raw, "Content-Type"), slice_str("application/problem+json")));
        house->codes[tnw_error_from_code(answer->code)] = true;
    }
}

/* What people say is in bodies. */
static void
note_words(struct house *house, const char *body)
{
    json_t *said = house->leak == NULL || body == NULL ? NULL : json_loads(body, JSON_DECODE_ANY, NULL);
    if (said != NULL) {
        leak_add_json(house->leak, said);
        json_decref(said);
    }
}

void
house_ask_on(struct house *house, struct wire *wire, const struct ask *ask, struct answer *out)
{
    struct buf request = {0};
    char *texts[] = {house_fill(house, ask->path), house_fill(house, ask->body), house_fill(house, ask->key),
                     house_fill(house, ask->if_match), house_fill(house, ask->headers)};
    struct ask filled = *ask;
    filled.path = texts[0];
    filled.body = texts[1];
    filled.key = texts[2];
    filled.if_match = texts[3];
    filled.headers = texts[4];
    house_write(&request, &filled);
    note_words(house, filled.body);
    if (!house_exchange(house, wire, buf_slice(&request), out)) {
        fail_msg("%s: no answer to %s %s (alert %d)", ask->actor, filled.method, filled.path, wire->alert);
    }
    check_promise(house, &filled, out);
    buf_free(&request);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        free(texts[i]);
    }
}

void
house_ask(struct house *house, const struct ask *ask, struct answer *out)
{
    struct wire *wire = house_wire(house, ask->actor);
    house_ask_on(house, wire, ask, out);
    if (out->raw.close) {
        wire_close(wire);
    }
}

void
house_expect(struct house *house, struct wire *wire, const struct ask *ask, int status, const char *code)
{
    struct answer answer;
    house_ask_on(house, wire, ask, &answer);
    if (answer.status != status || strcmp(answer.code, code) != 0) {
        fail_msg("%s %s %s: expected %d %s, got %d %s", ask->actor, ask->method, ask->path, status, code, answer.status,
                 answer.code);
    }
    answer_free(&answer);
}

static const json_t *
member_of(const json_t *value, const char *name)
{
    if (json_is_array(value)) {
        return json_array_get(value, strtoul(name, NULL, 10));
    }
    return json_object_get(value, name);
}

char *
answer_value(const struct answer *answer, const char *pointer)
{
    if (pointer[0] != '/') {
        struct slice header = wire_header(&answer->raw, pointer);
        return header.len == 0 ? NULL : strndup((const char *)header.ptr, header.len);
    }
    const json_t *value = answer->body;
    while (*pointer == '/' && value != NULL) {
        char name[64];
        size_t len = strcspn(pointer + 1, "/");
        (void)snprintf(name, sizeof name, "%.*s", (int)len, pointer + 1);
        if (strcmp(name, "#") == 0) { /* how many there are */
            (void)snprintf(name, sizeof name, "%zu", json_array_size(value));
            return strdup(name);
        }
        value = member_of(value, name);
        pointer += len + 1;
    }
    if (json_is_string(value)) {
        return strdup(json_string_value(value));
    }
    if (json_is_null(value)) {
        return strdup("");
    }
    return value == NULL ? NULL : json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
}

#include "ask.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <time.h>

#include "shapes/shapes.h"
#include "transport/certificate.h"
#include "transport/pause.h"

#define KEY_TEXT 27
#define STATUS_NO_CONTENT 204

/* A server that wants longer than this is the caller's to wait for. */
#define RETRY_AFTER_MAX_S 5

static enum tnw_err
set_failure(struct tnw_client *client, enum tnw_err err, const char *detail)
{
    const struct tnw_error_info *info = tnw_error_info(err);
    client->failure = (struct tnw_failure){
        .err = err,
        .status = client->answer.status,
        .code = info->code,
        .title = info->title,
        .detail = detail,
        .hint = info->hint,
        .request_id = client->answer.request_id,
    };
    return err;
}

void
ask_begin(struct tnw_client *client)
{
    transport_answer_clear(&client->answer);
    result_free(client->problem);
    client->problem = NULL;
    client->detail[0] = 0;
    (void)set_failure(client, TNW_OK, client->detail);
}

enum tnw_err
ask_fail(struct tnw_client *client, enum tnw_err err, const char *detail)
{
    if (detail != client->detail) {
        snprintf(client->detail, sizeof client->detail, "%s", detail);
    }
    return set_failure(client, err, client->detail);
}

static bool
answer_is(const struct transport_answer *answer, const char *type)
{
    size_t len = strlen(type);
    return strncasecmp(answer->type, type, len) == 0 && (answer->type[len] == 0 || answer->type[len] == ';');
}

static const char *
or_nothing(const char *text)
{
    return text == NULL ? "" : text;
}

/* The server's own words, when it speaks as RFC 9457 says; else all that is known is the status. */
static enum tnw_err
take_refusal(struct tnw_client *client)
{
    char where[SHAPE_WHERE];
    const struct transport_answer *answer = &client->answer;
    void *problem = NULL;
    if (!answer_is(answer, "application/problem+json") ||
        shape_decode(&shapes_problem, answer->body, answer->len, &problem, where) != TNW_OK) {
        snprintf(client->detail, sizeof client->detail, "The answer has HTTP status %d and is not a tnwd's.",
                 answer->status);
        return set_failure(client, TNW_E_PROTOCOL, client->detail);
    }
    client->problem = problem;
    struct tnw_failure *said = problem;
    said->err = tnw_error_from_code(said->code);
    said->status = answer->status;
    said->detail = or_nothing(said->detail);
    said->hint = or_nothing(said->hint);
    said->request_id = said->request_id != NULL ? said->request_id : answer->request_id;
    client->failure = *said;
    return said->err;
}

/* What an alert means, for who does not know the names that TLS gives them. */
static const char *
alert_meaning(const char *words)
{
    static const struct {
        const char *name;
        const char *meaning;
    } rows[] = {
        {"certificate revoked", "The server says that your certificate is revoked."},
        {"certificate expired", "The server says that your certificate has expired."},
        {"unknown ca", "The server does not know the issuer of your certificate."},
        {"bad certificate",
         "The server does not accept your certificate: it does not know its issuer, or it is not meant for clients."},
        {"certificate required", "The server asks for a certificate, and none was sent."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strstr(words, rows[i].name) != NULL) {
            return rows[i].meaning;
        }
    }
    return words;
}

static enum tnw_err
fail_unanswered(struct tnw_client *client, enum tnw_err err)
{
    const char *words = transport_words(client->transport);
    char day[16];
    if (err != TNW_E_TLS_REFUSED) {
        return ask_fail(client, err, words);
    }
    switch (certificate_look(&client->config, time(NULL), day)) {
    case CERTIFICATE_EXPIRED:
        snprintf(client->detail, sizeof client->detail, "Your certificate expired on %s.", day);
        break;
    case CERTIFICATE_NOT_YET:
        snprintf(client->detail, sizeof client->detail, "Your certificate is not valid before %s.", day);
        break;
    case CERTIFICATE_VALID:
    case CERTIFICATE_UNREADABLE:
        return ask_fail(client, err, alert_meaning(words));
    }
    return set_failure(client, err, client->detail);
}

/* Returns after how long the request may be sent once more, or -1. */
static int
again_ms(const struct tnw_client *client, const struct tnw_request *request, const struct failure *failure,
         unsigned tries)
{
    bool repeatable = strcmp(request->method, "GET") == 0 || strcmp(request->method, "POST") == 0;
    const struct transport_answer *answer = &client->answer;
    if (tries >= client->config.tries) {
        return -1;
    }
    if (failure->err != TNW_OK) {
        return failure->transient && (repeatable || failure->unsent) ? pause_backoff_ms(tries) : -1;
    }
    bool asked_back = (answer->status == 429 || answer->status == 503) && answer->retry_after > 0;
    return asked_back && repeatable && answer->retry_after <= RETRY_AFTER_MAX_S ? (int)answer->retry_after * 1000 : -1;
}

/* 128 bits as 26 characters, the two missing bits in front. */
static void
write_ulid(char key[KEY_TEXT], const unsigned char bytes[16])
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    unsigned value = 0;
    unsigned bits = 2;
    size_t at = 0;
    for (int i = 0; i < 16; i++) {
        value = value << 8 | bytes[i];
        for (bits += 8; bits >= 5; bits -= 5) {
            key[at++] = alphabet[value >> (bits - 5) & 31];
        }
        value &= (1U << bits) - 1;
    }
    key[at] = '\0';
}

/* A ULID: 48 bits of time, so that the server keeps answers of one time together, and 80 random ones. */
static bool
fresh_key(char key[KEY_TEXT])
{
    unsigned char bytes[16];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
        return false;
    }
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    uint64_t ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
    for (int i = 0; i < 6; i++) {
        bytes[i] = (unsigned char)(ms >> (8 * (5 - i)));
    }
    write_ulid(key, bytes);
    return true;
}

enum tnw_err
ask_exchange(struct tnw_client *client, const struct tnw_request *wanted, struct file_flow *file, unsigned extra_ms)
{
    struct tnw_request request = *wanted;
    char key[KEY_TEXT];
    if (strcmp(request.method, "POST") == 0 && request.idempotency_key == NULL) {
        if (!fresh_key(key)) {
            return ask_fail(client, TNW_E_IO, "The system gives no random numbers.");
        }
        request.idempotency_key = key; /* the same for all tries of this call */
    }
    struct failure failure;
    int wait = -1;
    for (unsigned tries = 1;; tries++) {
        failure = transport_send(client->transport, &client->config, &request, file, extra_ms, &client->answer);
        if (file != NULL && file->fault != NULL) {
            return ask_fail(client, file->err, file->fault);
        }
        wait = again_ms(client, &request, &failure, tries);
        if (wait < 0) {
            break;
        }
        pause_ms(wait);
    }
    if (failure.err != TNW_OK) {
        return fail_unanswered(client, failure.err);
    }
    return client->answer.status >= 200 && client->answer.status < 300 ? TNW_OK : take_refusal(client);
}

static enum tnw_err
decode_answer(struct tnw_client *client, const struct shape *shape, void **result)
{
    char where[SHAPE_WHERE];
    const struct transport_answer *answer = &client->answer;
    if (!answer_is(answer, "application/json")) {
        return ask_fail(client, TNW_E_PROTOCOL, "The answer is not JSON.");
    }
    enum tnw_err err = shape_decode(shape, answer->body, answer->len, result, where);
    if (err != TNW_OK) {
        return ask_fail(client, err, where);
    }
    if (shape->etag_offset != 0) {
        const char *etag = arena_text(result_arena(*result), answer->etag);
        if (etag == NULL) {
            result_free(*result);
            *result = NULL;
            return ask_fail(client, TNW_E_NO_MEMORY, "");
        }
        memcpy((char *)*result + shape->etag_offset, &etag, sizeof etag);
    }
    return TNW_OK;
}

static enum tnw_err
build_target(char target[TARGET_MAX], const struct ask *ask, char where[SHAPE_WHERE])
{
    struct target_param params[TARGET_PARAMS];
    char limit[16];
    memcpy(params, ask->query, sizeof params);
    if (ask->page != NULL) {
        snprintf(limit, sizeof limit, "%u", ask->page->limit);
        params[TARGET_PARAMS - 2] = (struct target_param){"limit", ask->page->limit == 0 ? NULL : limit};
        params[TARGET_PARAMS - 1] = (struct target_param){"after", ask->page->after};
    }
    return target_build(target, ask->path, ask->ids, params, where);
}

enum tnw_err
ask_run(struct tnw_client *client, const struct ask *ask, void **result)
{
    char where[SHAPE_WHERE] = "";
    char target[TARGET_MAX];
    char *body = NULL;
    *result = NULL;
    ask_begin(client);
    enum tnw_err err = build_target(target, ask, where);
    if (err == TNW_OK && ask->in != NULL) {
        err = shape_encode(ask->in, ask->body, &body, where);
    }
    if (err == TNW_OK && ask->idempotency_key != NULL && !target_header_value(ask->idempotency_key)) {
        snprintf(where, sizeof where, "idempotency_key takes 1 to 128 printable characters");
        err = TNW_E_USAGE;
    }
    if (err != TNW_OK) {
        (void)ask_fail(client, err, where);
        goto out;
    }
    err = ask_exchange(client,
                       &(struct tnw_request){.method = ask->method,
                                             .target = target,
                                             .body = body == NULL ? ask->json : body,
                                             .if_match = ask->if_match,
                                             .idempotency_key = ask->idempotency_key},
                       ask->file, ask->wait_s * 1000 + (ask->file == NULL ? 0 : file_flow_extra_ms(ask->file)));
    if (err == TNW_OK && ask->out != NULL && client->answer.status == STATUS_NO_CONTENT) {
        err = ask_fail(client, TNW_E_NOT_FOUND, "The server has none such.");
    } else if (err == TNW_OK && ask->out != NULL) {
        err = decode_answer(client, ask->out, result);
    }
out:
    if (body != NULL) {
        explicit_bzero(body, strlen(body));
    }
    free(body);
    return err;
}

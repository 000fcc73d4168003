/* Over real TLS, against a peer that misbehaves by script: what is tried again, what is not, and what is believed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "client_peer.h"
#include "tnw/tnw.h"
#include "transport/certificate.h"

#define JSON(status, body) "HTTP/1.1 " status "\r\nContent-Type: application/json\r\n" body
#define LENGTH(n) "Content-Length: " #n "\r\n\r\n"
#define RECEIPT JSON("200 OK", LENGTH(29) "{\"message\":\"m\",\"read\":\"2026\"}")
#define BUSY(extra)                                                                                                    \
    "HTTP/1.1 503 X\r\nContent-Type: application/problem+json\r\n" extra LENGTH(                                       \
        64) "{\"title\":\"T\",\"code\":\"unavailable\",\"status\":503,\"request_id\":\"r\"}"

struct house {
    char folder[32];
    char pem[64];
    char ca[64];
};

static int
set_up(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    snprintf(house->folder, sizeof house->folder, "/tmp/tnw-client-XXXXXX");
    *state = house;
    if (mkdtemp(house->folder) == NULL) {
        return -1;
    }
    snprintf(house->pem, sizeof house->pem, "%s/client.pem", house->folder);
    snprintf(house->ca, sizeof house->ca, "%s/ca.pem", house->folder);
    return 0;
}

static int
tear_down(void **state)
{
    struct house *house = *state;
    unlink(house->pem);
    unlink(house->ca);
    int err = rmdir(house->folder);
    free(house);
    return err;
}

static struct tnw_client *
client_of(const struct house *house, const struct peer *peer, unsigned timeout_ms)
{
    struct tnw_client *client = NULL;
    const struct tnw_config config = {.url = peer_url(peer),
                                      .ca = house->ca,
                                      .certificate = house->pem,
                                      .role = "huisarts",
                                      .purpose = "rit",
                                      .timeout_ms = timeout_ms};
    assert_int_equal(tnw_client_new(&config, &client), TNW_OK);
    return client;
}

struct outcome {
    enum tnw_err err;
    size_t used;
    int status;
    char code[64];
    char requests[4][2048];
};

/* Long enough for a busy machine; only a peer that stalls waits for it. */
#define PATIENCE_MS 3000U

/* Plays a script for one raw request. */
static struct outcome
ask(void **state, const char *method, const char *body, const struct peer_step *steps, size_t count)
{
    struct outcome outcome = {0};
    struct peer *peer = peer_start(((struct house *)*state)->folder, steps, count);
    assert_non_null(peer);
    struct tnw_client *client = client_of(*state, peer, PATIENCE_MS);
    struct tnw_reply *reply = NULL;
    const struct tnw_request request = {.method = method, .target = "/v1/x", .body = body};
    outcome.err = tnw_client_request(client, &request, &reply);
    outcome.status = reply == NULL ? 0 : reply->status;
    snprintf(outcome.code, sizeof outcome.code, "%s", tnw_client_error(client)->code);
    tnw_reply_free(&reply);
    tnw_client_free(&client);
    outcome.used = peer_stop(peer);
    for (size_t i = 0; i < count && i < 4; i++) {
        snprintf(outcome.requests[i], sizeof outcome.requests[i], "%s", peer_request(peer, i));
    }
    peer_free(peer);
    return outcome;
}

#define ASK(state, method, body, ...)                                                                                  \
    ask(state, method, body, (const struct peer_step[]){__VA_ARGS__},                                                  \
        sizeof((const struct peer_step[]){__VA_ARGS__}) / sizeof(struct peer_step))

static const char *
key_of(const char *request)
{
    const char *key = strstr(request, "\r\nIdempotency-Key: ");
    assert_non_null(key);
    return key + 19;
}

static void
a_post_is_tried_again_with_the_same_key(void **state)
{
    struct outcome o = ASK(state, "POST", "{\"a\":1}", {PEER_HANGUP, NULL}, {PEER_STALL, NULL}, {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.err, TNW_OK);
    assert_int_equal(o.used, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_memory_equal(key_of(o.requests[i]), key_of(o.requests[0]), 34);
        assert_non_null(strstr(o.requests[i], "\r\nTNW-Role: huisarts\r\n"));
        assert_non_null(strstr(o.requests[i], "\r\nTNW-Purpose: rit\r\n"));
        assert_non_null(strstr(o.requests[i], "{\"a\":1}"));
    }
    struct outcome other = ASK(state, "POST", NULL, {PEER_ANSWER, RECEIPT});
    assert_memory_not_equal(key_of(other.requests[0]), key_of(o.requests[0]), 32);
}

static void
tries_end(void **state)
{
    struct outcome o =
        ASK(state, "GET", NULL, {PEER_HANGUP, NULL}, {PEER_HANGUP, NULL}, {PEER_HANGUP, NULL}, {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.err, TNW_E_TLS_REFUSED); /* served never: it may be the certificate */
    assert_int_equal(o.status, 0);
    assert_int_equal(o.used, 3);
    assert_null(strstr(o.requests[0], "Idempotency-Key"));
}

static void
silence_is_a_timeout(void **state)
{
    struct outcome o = ASK(state, "PUT", "{}", {PEER_STALL, NULL}, {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.err, TNW_E_TIMEOUT);
    assert_int_equal(o.used, 1);
}

static void
a_change_is_sent_at_most_once(void **state)
{
    static const char *const methods[] = {"PUT", "PATCH", "DELETE"};
    for (size_t i = 0; i < 3; i++) {
        struct outcome o = ASK(state, methods[i], "{}", {PEER_HANGUP, NULL}, {PEER_ANSWER, RECEIPT});
        assert_int_not_equal(o.err, TNW_OK);
        assert_int_equal(o.used, 1);
        assert_memory_equal(o.requests[0], methods[i], strlen(methods[i]));
    }
}

/* libcurl repeats by itself what it sent on a kept connection that turns out dead. */
static void
a_change_is_not_repeated_behind_our_back(void **state)
{
    static const struct peer_step steps[] = {{PEER_ANSWER, RECEIPT}, {PEER_HANGUP, NULL}, {PEER_ANSWER, RECEIPT}};
    static const struct tnw_request requests[] = {{.method = "GET", .target = "/v1/x"},
                                                  {.method = "PUT", .target = "/v1/x", .body = "{}"}};
    struct peer *peer = peer_start(((struct house *)*state)->folder, steps, 3);
    struct tnw_client *client = client_of(*state, peer, PATIENCE_MS);
    for (int i = 0; i < 2; i++) {
        struct tnw_reply *reply = NULL;
        enum tnw_err err = tnw_client_request(client, &requests[i], &reply);
        assert_true((err == TNW_OK) == (i == 0));
        tnw_reply_free(&reply);
    }
    tnw_client_free(&client);
    assert_int_equal(peer_stop(peer), 2);
    peer_free(peer);
}

static void
busy_is_asked_back_only_when_it_says_when(void **state)
{
    struct outcome o = ASK(state, "POST", "{}", {PEER_ANSWER, BUSY("Retry-After: 1\r\n")}, {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.err, TNW_OK);
    assert_int_equal(o.used, 2);
    o = ASK(state, "POST", "{}", {PEER_ANSWER, BUSY("")}, {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.err, TNW_E_UNAVAILABLE);
    assert_int_equal(o.status, 503);
    assert_int_equal(o.used, 1);
    o = ASK(state, "POST", "{}", {PEER_ANSWER, BUSY("Retry-After: 600\r\n")}, {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.used, 1);
    o = ASK(state, "PUT", "{}", {PEER_ANSWER, BUSY("Retry-After: 1\r\n")}, {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.err, TNW_E_UNAVAILABLE);
    assert_int_equal(o.used, 1);
}

static void
a_refused_certificate_is_said_and_not_tried_again(void **state)
{
    struct outcome o = ASK(state, "GET", NULL, {PEER_ALERT, NULL}, {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.err, TNW_E_TLS_REFUSED);
    assert_int_equal(o.used, 1);
}

static void
a_redirect_is_not_followed(void **state)
{
    struct outcome o =
        ASK(state, "GET", NULL, {PEER_ANSWER, "HTTP/1.1 302 X\r\nLocation: /v1/elsewhere\r\nContent-Length: 0\r\n\r\n"},
            {PEER_ANSWER, RECEIPT});
    assert_int_equal(o.err, TNW_E_PROTOCOL);
    assert_int_equal(o.status, 302);
    assert_int_equal(o.used, 1);
}

static void
an_endless_answer_is_cut(void **state)
{
    struct outcome o = ASK(state, "GET", NULL, {PEER_FLOOD, NULL});
    assert_int_equal(o.err, TNW_E_PROTOCOL);
    assert_int_equal(o.status, 0);
}

static void
a_code_of_a_newer_server_keeps_its_words(void **state)
{
    struct outcome o = ASK(state, "GET", NULL,
                           {PEER_ANSWER, "HTTP/1.1 418 X\r\nContent-Type: application/problem+json\r\n" LENGTH(
                                             26) "{\"title\":\"T\",\"code\":\"new\"}"});
    assert_int_equal(o.err, TNW_E_PROTOCOL);
    assert_string_equal(o.code, "new");
    o = ASK(state, "GET", NULL, {PEER_ANSWER, "HTTP/1.1 404 X\r\nContent-Type: text/html\r\n" LENGTH(2) "no"});
    assert_int_equal(o.err, TNW_E_PROTOCOL);
    assert_string_equal(o.code, "protocol");
}

static void
a_typed_call_believes_only_json(void **state)
{
    const struct peer_step steps[] = {
        {PEER_ANSWER, RECEIPT},
        {PEER_ANSWER, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" LENGTH(29) "{\"message\":\"m\",\"read\":"
                                                                                   "\"2026\"}"},
        {PEER_ANSWER, JSON("200 OK", LENGTH(15) "{\"message\":\"m\"}")},
        {PEER_ANSWER, JSON("200 OK", LENGTH(0) "")},
    };
    struct peer *peer = peer_start(((struct house *)*state)->folder, steps, 4);
    struct tnw_client *client = client_of(*state, peer, PATIENCE_MS);
    struct tnw_receipt *receipt = NULL;
    assert_int_equal(tnw_message_ack(client, "thr_1", "msg_1", &receipt), TNW_OK);
    assert_string_equal(receipt->message, "m");
    assert_string_equal(tnw_client_json(client), "{\"message\":\"m\",\"read\":\"2026\"}");
    tnw_receipt_free(&receipt);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(tnw_message_ack(client, "thr_1", "msg_1", &receipt), TNW_E_PROTOCOL);
        assert_null(receipt);
        assert_true(tnw_client_error(client)->detail[0] != 0);
    }
    tnw_client_free(&client);
    assert_int_equal(peer_stop(peer), 4);
    assert_non_null(strstr(peer_request(peer, 0), "POST /v1/threads/thr_1/messages/msg_1/read HTTP/1.1\r\n"));
    assert_null(strstr(peer_request(peer, 0), "Content-Type"));
    peer_free(peer);
}

static void
a_server_of_another_issuer_is_not_trusted(void **state)
{
    struct house *house = *state;
    const struct peer_step step = {PEER_ANSWER, RECEIPT};
    struct peer *peer = peer_start(house->folder, &step, 1);
    struct tnw_client *client = NULL;
    struct tnw_reply *reply = NULL;
    const struct tnw_request request = {.method = "GET", .target = "/v1/me"};
    struct house *other = NULL;
    assert_int_equal(set_up((void **)&other), 0);
    struct peer *stranger = peer_start(other->folder, &step, 1);
    const struct tnw_config config = {.url = peer_url(peer), .ca = other->ca, .certificate = house->pem};
    setenv("HTTPS_PROXY", "http://127.0.0.1:1", 1);
    assert_int_equal(tnw_client_new(&config, &client), TNW_OK);
    assert_int_equal(tnw_client_request(client, &request, &reply), TNW_E_TLS_SERVER);
    assert_null(reply);
    unsetenv("HTTPS_PROXY");
    tnw_client_free(&client);
    assert_int_equal(peer_stop(peer), 0);
    peer_free(peer);
    assert_int_equal(peer_stop(stranger), 0);
    peer_free(stranger);
    assert_int_equal(tear_down((void **)&other), 0);
}

static void
the_state_of_our_own_certificate_is_seen(void **state)
{
    struct house *house = *state;
    const struct peer_step step = {PEER_ANSWER, RECEIPT};
    struct peer *peer = peer_start(house->folder, &step, 1); /* makes one that is valid for an hour */
    struct tnw_config config = {.certificate = house->pem};
    char day[16];
    time_t now = time(NULL);
    assert_int_equal(certificate_look(&config, now, day), CERTIFICATE_VALID);
    assert_string_equal(day, "");
    assert_int_equal(certificate_look(&config, now + 7200, day), CERTIFICATE_EXPIRED);
    assert_int_equal(strlen(day), 10);
    assert_int_equal(certificate_look(&config, now - 7200, day), CERTIFICATE_NOT_YET);
    config.certificate = "LICENSE";
    assert_int_equal(certificate_look(&config, now, day), CERTIFICATE_UNREADABLE);
    config = (struct tnw_config){.pkcs12 = house->pem};
    assert_int_equal(certificate_look(&config, now, day), CERTIFICATE_UNREADABLE);
    assert_int_equal(peer_stop(peer), 0);
    peer_free(peer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_post_is_tried_again_with_the_same_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tries_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(silence_is_a_timeout, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_is_sent_at_most_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_is_not_repeated_behind_our_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(busy_is_asked_back_only_when_it_says_when, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_refused_certificate_is_said_and_not_tried_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_redirect_is_not_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_endless_answer_is_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_code_of_a_newer_server_keeps_its_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_typed_call_believes_only_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_state_of_our_own_certificate_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_server_of_another_issuer_is_not_trusted, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

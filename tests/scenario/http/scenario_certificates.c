/* Promise 1: nobody in without a valid certificate; what is taken away is gone at the next request, on open connections
 * too. */
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/house.h"
#include "scenario/house_test.h"
#include "scenario/journal.h"
#include "scenario/play.h"

#define ME "GET /v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n"

static const struct ask ask_me = {.actor = "peer", .method = "GET", .path = "/v1/me"};

/* Sends a request with the first flight of the client that may hold one; expects nothing but the alert. */
static void
expect_alert(struct house *house, SSL_CTX *tls, const char *who, int alert)
{
    struct wire wire;
    if (wire_open(&wire, tls, house->sandbox.port)) {
        (void)wire_send(&wire, slice_str(ME));
        assert_true(wire_drain(&wire, 10000));
    }
    if (wire.alert != alert || wire.in.len != 0) {
        fail_msg("%s: expected alert %d and no byte, got alert %d and %zu bytes", who, alert, wire.alert, wire.in.len);
    }
    wire_close(&wire);
    ERR_clear_error();
}

/* From that record on no request was seen but those that read the log. */
static void
expect_only_own_readings(struct house *house, size_t before)
{
    const char *own = sandbox_actor(&house->sandbox, "auditor", "id");
    const json_t *log = journal_log(house);
    for (size_t i = before; i < json_array_size(log); i++) {
        const json_t *record = json_array_get(log, i);
        const char *actor = json_string_value(json_object_get(record, "actor"));
        const char *action = json_string_value(json_object_get(record, "action"));
        if (json_is_null(json_object_get(record, "request"))) {
            continue; /* of the sealer, which goes by time */
        }
        if (actor == NULL || strcmp(actor, own) != 0 || strcmp(action, "audit.list") != 0) {
            fail_msg("record %zu is a %s by %s", i, action, actor == NULL ? "nobody" : actor);
        }
    }
    assert_true(json_array_size(log) > before);
}

static void
every_bad_certificate_is_refused_in_the_handshake(void **state)
{
    static const struct {
        const char *actor;
        int alert;
    } bad[] = {
        {"expired", SSL3_AD_CERTIFICATE_EXPIRED},  {"revoked", SSL3_AD_CERTIFICATE_REVOKED},
        {"foreign", SSL3_AD_BAD_CERTIFICATE},      {"serverauth", SSL3_AD_BAD_CERTIFICATE},
        {"nobody", TLS13_AD_CERTIFICATE_REQUIRED},
    };
    struct house *house = *state;
    size_t before = json_array_size(journal_log(house));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        expect_alert(house, house_tls(house, bad[i].actor), bad[i].actor, bad[i].alert);
    }
    expect_only_own_readings(house, before);
}

/* With the number of a registered doctor in it, and of an issuer that calls itself what the real one is called. */
static void
a_certificate_signed_by_itself_is_refused(void **state)
{
    struct house *house = *state;
    char cert[128];
    char key[128];
    (void)snprintf(cert, sizeof cert, "%s/self.pem", house->sandbox.dir);
    (void)snprintf(key, sizeof key, "%s/self.key", house->sandbox.dir);
    const char *const argv[] = {"/usr/bin/openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:P-256",
                                "-nodes",
                                "-subj",
                                "/serialNumber=80031295793/CN=TNW sandbox CA",
                                "-keyout",
                                key,
                                "-out",
                                cert,
                                NULL};
    assert_int_equal(sandbox_run(argv), 0);
    SSL_CTX *tls = wire_client(sandbox_text(&house->sandbox, "ca"), cert, key);
    assert_non_null(tls);
    expect_alert(house, tls, "self-signed", SSL3_AD_BAD_CERTIFICATE);
    SSL_CTX_free(tls);
}

static void
tls_1_2_is_refused(void **state)
{
    struct house *house = *state;
    struct wire wire;
    SSL_CTX *tls = wire_client(sandbox_text(&house->sandbox, "ca"), sandbox_actor(&house->sandbox, "huisarts", "cert"),
                               sandbox_actor(&house->sandbox, "huisarts", "key"));
    assert_non_null(tls);
    assert_int_equal(SSL_CTX_set_max_proto_version(tls, TLS1_2_VERSION), 1);
    assert_false(wire_open(&wire, tls, house->sandbox.port)); /* libmicrohttpd closes here without an alert */
    assert_int_equal(wire.in.len, 0);
    wire_close(&wire);
    ERR_clear_error();
    SSL_CTX_free(tls);
}

static void
without_tls_nothing_is_answered(void **state)
{
    struct house *house = *state;
    struct wire wire;
    assert_true(wire_connect(&wire, house->sandbox.port));
    assert_true(wire_send(&wire, slice_str(ME)));
    assert_true(wire_drain(&wire, 20000));
    if (wire.in.len > 0) { /* an alert record at most */
        assert_int_equal(wire.in.ptr[0], SSL3_RT_ALERT);
        assert_int_equal(wire.in.len, 7);
    }
    wire_close(&wire);
}

static void
who_is_not_registered_is_refused_and_recorded(void **state)
{
    struct house *house = *state;
    struct answer answer;
    house_ask(house, &(struct ask){.actor = "unknown", .method = "GET", .path = "/v1/me"}, &answer);
    assert_int_equal(answer.status, 403);
    assert_string_equal(answer.code, "actor_unknown");
    const json_t *log = journal_log(house);
    const json_t *record = journal_record(log, answer.request);
    assert_non_null(record);
    assert_string_equal(json_string_value(json_object_get(record, "decision")), "deny");
    assert_true(json_is_null(json_object_get(record, "actor")));
    assert_int_equal(json_string_length(json_object_get(record, "certificate")), 64);
    answer_free(&answer);
}

struct pair {
    struct wire first;
    struct wire second;
};

/* Two connections that are open and in use. */
static void
open_pair(struct house *house, const char *actor, struct pair *pair)
{
    assert_true(wire_open(&pair->first, house_tls(house, actor), house->sandbox.port));
    assert_true(wire_open(&pair->second, house_tls(house, actor), house->sandbox.port));
    house_expect(house, &pair->first, &ask_me, 200, "");
    house_expect(house, &pair->second, &ask_me, 200, "");
}

static void
close_pair(struct pair *pair)
{
    wire_close(&pair->first);
    wire_close(&pair->second);
}

static void
expect_closed(struct wire *wire)
{
    assert_true(wire_drain(wire, 5000));
    assert_int_equal(wire->in.len, 0);
}

/* Something for who waits to be told of. */
static const struct step an_event[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan Willems\"},\"start\":\"{today}\","
      "\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"with the doctor in it",
     {"huisarts", "POST", "/v1/dossiers/{dossier}/participants",
      "{\"actor\":\"{huisarts2.id}\",\"role\":\"huisarts\"}"},
     201},
};

static void
a_revoked_certificate_stops_on_open_connections(void **state)
{
    struct house *house = *state;
    struct pair pair;
    struct wire waiting;
    struct answer answer;
    open_pair(house, "huisarts2", &pair);
    assert_true(wire_open(&waiting, house_tls(house, "huisarts2"), house->sandbox.port));
    assert_true(wire_send(&waiting, slice_str("GET /v1/inbox?wait=50 HTTP/1.1\r\nHost: localhost\r\n\r\n")));
    sandbox_revoke(&house->sandbox, "huisarts2");
    assert_true(sandbox_reload(&house->sandbox));
    house_expect(house, &pair.first, &ask_me, 403, "certificate_revoked");
    house_expect(house, &pair.second, &ask_me, 403, "certificate_revoked");
    expect_closed(&pair.first);
    expect_closed(&pair.second);
    PLAY(house, an_event);
    assert_true(house_exchange(house, &waiting, slice_str(""), &answer)); /* a poll that began before */
    assert_string_equal(answer.code, "certificate_revoked");
    answer_free(&answer);
    expect_alert(house, house_tls(house, "huisarts2"), "huisarts2", SSL3_AD_CERTIFICATE_REVOKED);
    house_expect(house, house_wire(house, "huisarts"), &ask_me, 200, "");
    wire_close(&waiting);
    close_pair(&pair);
}

static void
a_disabled_actor_stops_on_open_connections(void **state)
{
    struct house *house = *state;
    struct pair pair;
    open_pair(house, "arbeidsarts", &pair);
    house_expect(house, house_wire(house, "beheerder"),
                 &(struct ask){.actor = "beheerder", .method = "POST", .path = "/v1/actors/{arbeidsarts.id}/disable"},
                 200, "");
    house_expect(house, &pair.first, &ask_me, 403, "actor_disabled");
    house_expect(house, &pair.second, &ask_me, 403, "actor_disabled");
    house_expect(house, house_wire(house, "beheerder"),
                 &(struct ask){.actor = "beheerder",
                               .method = "PATCH",
                               .path = "/v1/actors/{arbeidsarts.id}",
                               .body = "{\"state\":\"active\"}",
                               .if_match = "\"2\""},
                 200, "");
    house_expect(house, &pair.first, &ask_me, 200, "");
    close_pair(&pair);
}

static void
a_withdrawn_role_stops_on_open_connections(void **state)
{
    static const struct ask as_doctor = {.actor = "peer", .method = "GET", .path = "/v1/dossiers", .role = "huisarts"};
    struct house *house = *state;
    struct pair pair;
    open_pair(house, "arts_en_patient", &pair);
    house_expect(house, &pair.first, &as_doctor, 200, "");
    house_expect(house, house_wire(house, "beheerder"),
                 &(struct ask){.actor = "beheerder",
                               .method = "PATCH",
                               .path = "/v1/actors/{arts_en_patient.id}",
                               .body = "{\"roles\":[\"patient\"]}",
                               .if_match = "\"1\""},
                 200, "");
    house_expect(house, &pair.first, &as_doctor, 403, "role_not_held");
    house_expect(house, &pair.second, &as_doctor, 403, "role_not_held");
    house_expect(house, &pair.second, &(struct ask){.actor = "peer", .method = "GET", .path = "/v1/dossiers"}, 200, "");
    close_pair(&pair);
}

static void
put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void
a_broken_crl_leaves_the_old_one_in_force(void **state)
{
    struct house *house = *state;
    char path[128];
    (void)snprintf(path, sizeof path, "%s/foreign/crl.pem", house->sandbox.dir);
    char *good = sandbox_read_file(sandbox_text(&house->sandbox, "crl"));
    char *foreign = sandbox_read_file(path);
    char *half = strndup(good, strlen(good) / 2);
    const char *const bad[] = {"", "not a CRL\n", half, foreign};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        put_file(sandbox_text(&house->sandbox, "crl"), bad[i]);
        if (sandbox_reload(&house->sandbox)) {
            fail_msg("CRL %zu was taken", i);
        }
        house_expect(house, house_wire(house, "huisarts"), &ask_me, 200, "");
        expect_alert(house, house_tls(house, "revoked"), "revoked", SSL3_AD_CERTIFICATE_REVOKED);
    }
    put_file(sandbox_text(&house->sandbox, "crl"), good);
    assert_true(sandbox_reload(&house->sandbox));
    house_expect(house, house_wire(house, "huisarts"), &ask_me, 200, "");
    free(good);
    free(foreign);
    free(half);
}

/* Puts a value behind a line's beginning in the server's configuration. */
static void
set_option(const struct house *house, const char *option, const char *value)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/server/tnwd.conf", house->sandbox.dir);
    char *text = sandbox_read_file(path);
    char *at = strstr(text, option);
    assert_non_null(at);
    at += strlen(option);
    struct buf changed = {0};
    buf_put(&changed, text, (size_t)(at - text));
    buf_put_str(&changed, value);
    buf_put_str(&changed, strchr(at, '\n'));
    put_file(path, buf_text(&changed));
    buf_free(&changed);
    free(text);
}

/* Makes one file of two. */
static void
join_files(const struct house *house, const char *out, const char *one, const char *other)
{
    char path[3][128];
    struct buf text = {0};
    const char *const names[] = {out, one, other};
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(path[i], sizeof path[i], "%s/%s", house->sandbox.dir, names[i]);
    }
    for (size_t i = 1; i < 3; i++) {
        char *part = sandbox_read_file(path[i]);
        buf_put_str(&text, part);
        free(part);
    }
    put_file(path[0], buf_text(&text));
    buf_free(&text);
}

static void
an_issuer_vouches_for_what_the_configuration_says(void **state)
{
    struct house *house = *state;
    join_files(house, "server/tls/crls.pem", "pki/crl.pem", "foreign/crl.pem");
    join_files(house, "server/tls/both.pem", "pki/ca.pem", "foreign/ca.pem");
    house_hang_up(house);
    sandbox_stop(&house->sandbox);
    set_option(house, "\ncrl = ", "tls/crls.pem");
    set_option(house, "\nclient_ca_cbe = ", "../foreign/ca.pem");
    house_start(house);
    house_expect(house, house_wire(house, "huisarts"), &ask_me, 200, "");
    expect_alert(house, house_tls(house, "foreign"), "an issuer of firms, for a person", SSL3_AD_BAD_CERTIFICATE);
    expect_alert(house, house_tls(house, "werkgever"), "an issuer of persons, for a firm", SSL3_AD_BAD_CERTIFICATE);
    house_hang_up(house);
    sandbox_stop(&house->sandbox);
    set_option(house, "\nclient_ca_niss = ", "tls/both.pem");
    set_option(house, "\nclient_ca_cbe = ", "");
    house_start(house);
    house_expect(house, house_wire(house, "foreign"), &ask_me, 200, "");
    house_expect(house, house_wire(house, "werkgever"), &ask_me, 200, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bad_certificate_is_refused_in_the_handshake),
        cmocka_unit_test(a_certificate_signed_by_itself_is_refused),
        cmocka_unit_test(tls_1_2_is_refused),
        cmocka_unit_test(without_tls_nothing_is_answered),
        cmocka_unit_test(who_is_not_registered_is_refused_and_recorded),
        cmocka_unit_test(a_revoked_certificate_stops_on_open_connections),
        cmocka_unit_test(a_disabled_actor_stops_on_open_connections),
        cmocka_unit_test(a_withdrawn_role_stops_on_open_connections),
        cmocka_unit_test(a_broken_crl_leaves_the_old_one_in_force),
        cmocka_unit_test(an_issuer_vouches_for_what_the_configuration_says),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}

/* What libcurl says becomes one clear error, and only safe failures are tried again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tnw/tnw.h"
#include "transport/failure.h"
#include "transport/target.h"

#define ALERT "OpenSSL SSL_read: error:0A000412:SSL routines::sslv3 alert bad certificate, errno 0"

static const struct row {
    struct failure_facts facts;
    struct failure wanted;
} rows[] = {
    {{.code = CURLE_OK}, {.err = TNW_OK}},
    {{.code = CURLE_COULDNT_CONNECT}, {.err = TNW_E_CONNECT, .unsent = true, .transient = true}},
    {{.code = CURLE_COULDNT_RESOLVE_HOST}, {.err = TNW_E_CONNECT, .unsent = true, .transient = true}},
    {{.code = CURLE_PEER_FAILED_VERIFICATION, .fresh = true}, {.err = TNW_E_TLS_SERVER}},
    {{.code = CURLE_SSL_CERTPROBLEM, .fresh = true}, {.err = TNW_E_CONFIGURATION}},
    {{.code = CURLE_SSL_CACERT_BADFILE, .fresh = true}, {.err = TNW_E_CONFIGURATION}},
    {{.code = CURLE_WRITE_ERROR, .fresh = true, .handshaken = true, .answered = true}, {.err = TNW_E_PROTOCOL}},
    {{.code = CURLE_OUT_OF_MEMORY}, {.err = TNW_E_NO_MEMORY}},
    /* a refused certificate, early and late */
    {{.code = CURLE_SSL_CONNECT_ERROR, .text = ALERT, .fresh = true}, {.err = TNW_E_TLS_REFUSED}},
    {{.code = CURLE_RECV_ERROR, .text = ALERT, .fresh = true, .handshaken = true}, {.err = TNW_E_TLS_REFUSED}},
    {{.code = CURLE_SEND_ERROR, .text = ALERT, .fresh = true, .handshaken = true}, {.err = TNW_E_TLS_REFUSED}},
    {{.code = CURLE_GOT_NOTHING, .text = "Empty reply", .fresh = true, .handshaken = true},
     {.err = TNW_E_TLS_REFUSED, .transient = true}},
    /* their twins: no word about the certificate, not fresh, or already answering */
    {{.code = CURLE_SSL_CONNECT_ERROR, .text = "wrong version number", .fresh = true},
     {.err = TNW_E_CONNECT, .unsent = true, .transient = true}},
    {{.code = CURLE_SSL_CONNECT_ERROR, .text = "tlsv1 alert protocol version", .fresh = true},
     {.err = TNW_E_CONNECT, .unsent = true, .transient = true}},
    {{.code = CURLE_GOT_NOTHING, .text = "Empty reply", .handshaken = true}, {.err = TNW_E_CONNECT, .transient = true}},
    {{.code = CURLE_RECV_ERROR, .text = "reset", .fresh = true, .handshaken = true, .answered = true},
     {.err = TNW_E_CONNECT, .transient = true}},
    {{.code = CURLE_PARTIAL_FILE, .text = "", .fresh = true, .handshaken = true, .answered = true},
     {.err = TNW_E_CONNECT, .transient = true}},
    {{.code = CURLE_RECV_ERROR, .text = "reset", .fresh = true},
     {.err = TNW_E_CONNECT, .unsent = true, .transient = true}},
    /* in time only while connecting: nothing was sent */
    {{.code = CURLE_OPERATION_TIMEDOUT, .fresh = true}, {.err = TNW_E_TIMEOUT, .unsent = true, .transient = true}},
    {{.code = CURLE_OPERATION_TIMEDOUT, .fresh = true, .handshaken = true}, {.err = TNW_E_TIMEOUT, .transient = true}},
};

static void
every_failure_has_its_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct failure_facts facts = rows[i].facts;
        facts.text = facts.text == NULL ? "" : facts.text;
        struct failure failure = failure_of(&facts);
        assert_int_equal(failure.err, rows[i].wanted.err);
        assert_int_equal(failure.unsent, rows[i].wanted.unsent);
        assert_int_equal(failure.transient, rows[i].wanted.transient);
    }
}

static enum tnw_err
build(const char *id, const char *value, char out[TARGET_MAX])
{
    char why[160] = "";
    const struct target_param params[TARGET_PARAMS] = {{"q", value}, {"none", NULL}, {"z", "1"}};
    enum tnw_err err = target_build(out, "/v1/actors/{}/disable", (const char *const[TARGET_IDS]){id}, params, why);
    assert_true((err == TNW_OK) == (why[0] == 0));
    return err;
}

static void
an_identifier_stays_in_its_place(void **state)
{
    (void)state;
    char out[TARGET_MAX];
    assert_int_equal(build("act_0123", NULL, out), TNW_OK);
    assert_string_equal(out, "/v1/actors/act_0123/disable?z=1");
    static const char *const bad[] = {NULL,
                                      "",
                                      "..",
                                      "act_1/..",
                                      "act_1?x=1",
                                      "act_1#",
                                      "a b",
                                      "a\r\nX: 1",
                                      "%2e",
                                      "é",
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(build(bad[i], NULL, out), TNW_E_USAGE);
    }
}

static void
a_parameter_is_percent_encoded(void **state)
{
    (void)state;
    char out[TARGET_MAX];
    char long_value[TARGET_MAX];
    assert_int_equal(build("act_1", "a&b=c #\xc3\xa9\r\n", out), TNW_OK);
    assert_string_equal(out, "/v1/actors/act_1/disable?q=a%26b%3Dc%20%23%C3%A9%0D%0A&z=1");
    for (size_t i = 0; i < sizeof long_value - 1; i++) {
        long_value[i] = 'x';
    }
    long_value[sizeof long_value - 1] = 0;
    assert_int_equal(build("act_1", long_value, out), TNW_E_USAGE);
}

static void
headers_cannot_be_smuggled_in(void **state)
{
    (void)state;
    char why[256];
    struct tnw_config good = {.url = "https://localhost:8443", .certificate = "LICENSE", .role = "huisarts"};
    struct tnw_client *client = NULL;
    assert_int_equal(tnw_config_check(&good, why), TNW_OK);
    assert_int_equal(tnw_client_new(&good, &client), TNW_OK);
    static const char *const bad[] = {"",
                                      "huisarts\r\nX: 1",
                                      "a\nb",
                                      "a b",
                                      "\x7f",
                                      "h\xc3\xa9",
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct tnw_config config = good;
        struct tnw_client *refused = NULL;
        config.role = bad[i];
        assert_int_equal(tnw_client_new(&config, &refused), TNW_E_USAGE);
        assert_null(refused);
        config = (struct tnw_config){.url = good.url, .certificate = good.certificate, .actor = bad[i]};
        assert_int_equal(tnw_config_check(&config, why), TNW_E_USAGE);
        assert_int_equal(tnw_client_act(client, NULL, NULL, bad[i]), TNW_E_USAGE);
        assert_int_equal(tnw_client_error(client)->err, TNW_E_USAGE);
    }
    assert_int_equal(tnw_client_act(client, "patient", NULL, "rit"), TNW_OK);
    tnw_client_free(&client);
}

static void
a_raw_request_is_checked_before_it_is_sent(void **state)
{
    (void)state;
    struct tnw_config config = {.url = "https://localhost:1", .certificate = "LICENSE"};
    struct tnw_client *client = NULL;
    struct tnw_reply *reply = NULL;
    assert_int_equal(tnw_client_new(&config, &client), TNW_OK);
    static const struct tnw_request bad[] = {
        {.method = NULL, .target = "/v1/me"},
        {.method = "TRACE", .target = "/v1/me"},
        {.method = "GET", .target = NULL},
        {.method = "GET", .target = "/"},
        {.method = "GET", .target = "/v1/me HTTP/1.1"},
        {.method = "GET", .target = "/v1/me\r\nX: 1"},
        {.method = "GET", .target = "/v1/me#x"},
        {.method = "PUT", .target = "/v1/me", .if_match = "\"1\"\r\nX: 1"},
        {.method = "POST", .target = "/v1/me", .idempotency_key = "\n"},
        {.method = "POST", .target = "/v1/me", .idempotency_key = ""},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(tnw_client_request(client, &bad[i], &reply), TNW_E_USAGE);
        assert_null(reply);
    }
    tnw_client_free(&client);
}

static void
only_https_to_a_host_is_a_server(void **state)
{
    (void)state;
    char why[256];
    static const char *const bad[] = {NULL,
                                      "",
                                      "http://localhost",
                                      "https://",
                                      "https://u:p@localhost",
                                      "https://u@localhost",
                                      "https://localhost/x",
                                      "https://localhost/?a",
                                      "https://localhost/#a",
                                      "ftp://localhost",
                                      "file:///etc/passwd",
                                      "https://local host"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(tnw_config_check(&(struct tnw_config){.url = bad[i], .certificate = "LICENSE"}, why),
                         TNW_E_USAGE);
        assert_true(why[0] != 0);
    }
    struct tnw_config config = {.url = "https://[::1]:8443/", .certificate = "LICENSE"};
    assert_int_equal(tnw_config_check(&config, why), TNW_OK);
    config.pkcs12 = "LICENSE";
    assert_int_equal(tnw_config_check(&config, why), TNW_E_USAGE);
    config.pkcs12 = NULL;
    config.key = "no-such-file";
    assert_int_equal(tnw_config_check(&config, why), TNW_E_CONFIGURATION);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_failure_has_its_error),
        cmocka_unit_test(an_identifier_stays_in_its_place),
        cmocka_unit_test(a_parameter_is_percent_encoded),
        cmocka_unit_test(headers_cannot_be_smuggled_in),
        cmocka_unit_test(a_raw_request_is_checked_before_it_is_sent),
        cmocka_unit_test(only_https_to_a_host_is_a_server),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

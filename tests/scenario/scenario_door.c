/* Promise 10, before there is a certificate: what a peer without one can make the server do. */
#include <openssl/err.h>
#include <string.h>

#include "house_test.h"
#include "house.h"

enum { REPLAYS = 20 };

static const struct group {
    const char *name;
    bool accepted;
} groups[] = {
    {"X25519", true},     {"P-256", true},      {"P-384", true},      {"P-521", false},     {"X448", false},
    {"ffdhe2048", false}, {"ffdhe3072", false}, {"ffdhe4096", false}, {"ffdhe6144", false}, {"ffdhe8192", false},
};

static SSL_CTX *
client_of(const struct house *house, const char *list)
{
    SSL_CTX *tls = wire_client(sandbox_text(&house->sandbox, "ca"), sandbox_actor(&house->sandbox, "huisarts", "cert"),
                               sandbox_actor(&house->sandbox, "huisarts", "key"));
    assert_non_null(tls);
    assert_int_equal(SSL_CTX_set1_groups_list(tls, list), 1);
    return tls;
}

/* A ClientHello with a share of that group, as a peer would record it. */
static void
record_hello(struct buf *out, SSL_CTX *tls)
{
    char part[8192];
    SSL *ssl = SSL_new(tls);
    BIO *sent = BIO_new(BIO_s_mem());
    BIO *nothing = BIO_new(BIO_s_mem());
    assert_true(ssl != NULL && sent != NULL && nothing != NULL);
    SSL_set_bio(ssl, nothing, sent);
    assert_int_equal(SSL_connect(ssl), -1);
    int len = BIO_read(sent, part, sizeof part);
    assert_true(len > 0);
    buf_put(out, part, (size_t)len);
    SSL_free(ssl);
    ERR_clear_error();
}

/* Until that many have come, or the server closed. */
static void
await_bytes(struct wire *wire, size_t count)
{
    while (wire->in.len < count && !wire->ended) {
        (void)wire_drain(wire, 50);
    }
}

/* Whether the server answers with a ServerHello: RFC 8446 §5.1 and §4, a handshake record whose first message is type 2. */
static bool
is_answered(const struct house *house, struct slice hello)
{
    struct wire wire;
    assert_true(wire_connect(&wire, house->sandbox.port));
    assert_true(wire_send(&wire, hello));
    await_bytes(&wire, 6);
    bool answered = wire.in.len >= 6 && wire.in.ptr[0] == SSL3_RT_HANDSHAKE && wire.in.ptr[5] == SSL3_MT_SERVER_HELLO;
    wire_close(&wire);
    return answered;
}

static void
a_replayed_hello_is_answered_for_cheap_groups_only(void **state)
{
    struct house *house = *state;
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        struct buf hello = {0};
        SSL_CTX *tls = client_of(house, groups[i].name);
        record_hello(&hello, tls);
        for (int n = 0; n < REPLAYS; n++) {
            if (is_answered(house, buf_slice(&hello)) != groups[i].accepted) {
                fail_msg("%s: a hello is %s", groups[i].name, groups[i].accepted ? "refused" : "answered");
            }
        }
        buf_free(&hello);
        SSL_CTX_free(tls);
    }
}

/* The peer's own order is of no account. */
static void
of_many_groups_a_cheap_one_is_taken(void **state)
{
    static const struct {
        const char *offered;
        int taken;
    } offers[] = {
        {"ffdhe8192:ffdhe2048:X25519", NID_X25519},
        {"ffdhe8192:X448:P-521:P-256", NID_X9_62_prime256v1},
        {"P-521:ffdhe2048:P-384", NID_secp384r1},
    };
    struct house *house = *state;
    for (size_t i = 0; i < sizeof offers / sizeof offers[0]; i++) {
        struct wire wire;
        SSL_CTX *tls = client_of(house, offers[i].offered);
        assert_true(wire_open(&wire, tls, house->sandbox.port));
        assert_int_equal(SSL_get_negotiated_group(wire.ssl), offers[i].taken);
        house_expect(house, &wire, &(struct ask){.actor = "huisarts", .method = "GET", .path = "/v1/me"}, 200, "");
        wire_close(&wire);
        SSL_CTX_free(tls);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_replayed_hello_is_answered_for_cheap_groups_only),
        cmocka_unit_test(of_many_groups_a_cheap_one_is_taken),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}

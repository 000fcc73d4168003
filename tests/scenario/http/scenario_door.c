/* Promise 10, before there is a certificate: what a peer without one can make the server do. */
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "scenario/house_test.h"
#include "scenario/ops.h"
#include "scenario/swarm.h"

enum {
    REPLAYS = 20,
    FILES = 234,
    SURPLUS = 200,
    SILENT = 200,
    SMALL = 64,
    OPERATORS = 40,
    READERS = 9,
    WATCH_MS = 3000,
    WATCH_CPU_MS = 600
};

static const struct group {
    const char *name;
    bool accepted;
} groups[] = {
    {"X25519", true},     {"P-256", true},      {"P-384", true},      {"P-521", false},     {"X448", false},
    {"ffdhe2048", false}, {"ffdhe3072", false}, {"ffdhe4096", false}, {"ffdhe6144", false}, {"ffdhe8192", false},
};

static SSL_CTX *
client_of(const struct house *house, const char *actor, const char *list)
{
    SSL_CTX *tls = wire_client(sandbox_text(&house->sandbox, "ca"), sandbox_actor(&house->sandbox, actor, "cert"),
                               sandbox_actor(&house->sandbox, actor, "key"));
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

/* Whether the server answers with a ServerHello: RFC 8446 §5.1 and §4, a handshake record whose first message is type
 * 2. */
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
        SSL_CTX *tls = client_of(house, "huisarts", groups[i].name);
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
        SSL_CTX *tls = client_of(house, "huisarts", offers[i].offered);
        assert_true(wire_open(&wire, tls, house->sandbox.port));
        assert_int_equal(SSL_get_negotiated_group(wire.ssl), offers[i].taken);
        house_expect(house, &wire, &(struct ask){.actor = "huisarts", .method = "GET", .path = "/v1/me"}, 200, "");
        wire_close(&wire);
        SSL_CTX_free(tls);
    }
}

/* The server's own limit, as its log tells it. */
static size_t
connection_limit(const struct house *house)
{
    char *text = sandbox_read_file(sandbox_text(&house->sandbox, "log"));
    const char *at = strstr(text, "event=connection_limit connections=");
    size_t limit = at == NULL ? 0 : strtoul(strchr(at, '=') + strlen("connection_limit connections=") + 1, NULL, 10);
    free(text);
    return limit;
}

static int
house_setup_poor(void **state)
{
    (void)setenv("TNW_SANDBOX_FILES", "234", 1);
    (void)setenv("TNW_SANDBOX_SET", "--set server.workers=4", 1);
    return house_setup(state);
}

/* Says hello without a handshake. */
static void
knock(const struct house *house, SSL_CTX *tls, struct wire *wires, size_t count)
{
    struct buf hello = {0};
    record_hello(&hello, tls);
    for (size_t i = 0; i < count; i++) {
        assert_true(wire_connect(&wires[i], house->sandbox.port));
        assert_true(wire_send(&wires[i], buf_slice(&hello)));
    }
    buf_free(&hello);
}

static void
close_all(struct wire *wires, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        wire_close(&wires[i]);
    }
}

/* All that the server takes are served; who comes then is not, waits without cost, and is answered once there is
 * room. */
static void
with_few_descriptors_the_surplus_waits(void **state)
{
    static const struct ask me = {.actor = "huisarts", .method = "GET", .path = "/v1/me"};
    static struct wire taken[FILES];
    static struct wire surplus[SURPLUS];
    struct house *house = *state;
    size_t limit = connection_limit(house);
    assert_true(limit >= 20 && limit < FILES);
    SSL_CTX *tls = client_of(house, "huisarts", "P-256");
    SSL_CTX *other = client_of(house, "patient", "P-256");
    for (size_t i = 0; i < limit; i++) { /* of one person there would be too many */
        assert_true(wire_open(&taken[i], i % 2 == 0 ? tls : other, house->sandbox.port));
        house_expect(house, &taken[i], &me, 200, "");
    }
    knock(house, tls, surplus, SURPLUS);
    sandbox_expect_rest(&house->sandbox, WATCH_MS, WATCH_CPU_MS);
    assert_true(sandbox_descriptors(&house->sandbox) < FILES);
    house_expect(house, &taken[0], &me, 200, "");
    for (size_t i = 0; i < SURPLUS; i++) {
        (void)wire_drain(&surplus[i], 1);
        assert_int_equal(surplus[i].in.len, 0);
    }
    close_all(taken, limit);
    await_bytes(&surplus[SURPLUS - 1], 1); /* the others may have made room for it */
    assert_true(surplus[SURPLUS - 1].in.len > 0);
    close_all(surplus, SURPLUS);
    SSL_CTX_free(tls);
    SSL_CTX_free(other);
}

static int
house_setup_small(void **state)
{
    (void)unsetenv("TNW_SANDBOX_FILES");
    (void)setenv("TNW_SANDBOX_SET",
                 "--set server.workers=4 --set server.max_connections=64 --set server.max_per_address=64", 1);
    return house_setup(state);
}

/* Who has a certificate gets in at once and stays; of those who say nothing the oldest go first. */
static void
silent_peers_make_room_for_others(void **state)
{
    static const struct ask me = {.actor = "huisarts", .method = "GET", .path = "/v1/me"};
    static struct wire silent[SILENT];
    struct house *house = *state;
    struct wire before;
    struct wire after;
    SSL_CTX *tls = house_tls(house, "huisarts");
    assert_true(wire_open(&before, tls, house->sandbox.port));
    house_expect(house, &before, &me, 200, "");
    for (size_t i = 0; i < SILENT; i++) {
        assert_true(wire_connect(&silent[i], house->sandbox.port));
    }
    int64_t begun = swarm_now_us();
    assert_true(wire_open(&after, tls, house->sandbox.port));
    house_expect(house, &after, &me, 200, "");
    house_expect(house, &before, &me, 200, "");
    assert_true(swarm_now_us() - begun < LIMIT_HANDSHAKE_SCARCE_MS * 1000);
    assert_true(wire_drain(&silent[0], 1000));
    assert_false(wire_drain(&silent[SILENT - 1], 1));
    wire_close(&before);
    wire_close(&after);
    close_all(silent, SILENT);
}

/* One certificate on all the connections that its address may have: another person of that address gets in, and who
 * was there before stays. */
static void
one_person_leaves_room_for_others(void **state)
{
    static const struct ask me = {.actor = "huisarts", .method = "GET", .path = "/v1/me"};
    static struct wire many[SMALL];
    struct house *house = *state;
    struct wire before;
    struct wire after;
    SSL_CTX *own = house_tls(house, "huisarts");
    SSL_CTX *other = house_tls(house, "patient");
    assert_true(wire_open(&before, other, house->sandbox.port));
    house_expect(house, &before, &me, 200, "");
    for (size_t i = 0; i < SMALL; i++) {
        assert_true(wire_open(&many[i], own, house->sandbox.port));
        house_expect(house, &many[i], &me, 200, "");
    }
    assert_true(wire_open(&after, other, house->sandbox.port));
    house_expect(house, &after, &me, 200, "");
    house_expect(house, &before, &me, 200, "");
    assert_true(wire_drain(&many[0], 1000));
    house_expect(house, &many[SMALL - 1], &me, 200, "");
    wire_close(&before);
    wire_close(&after);
    close_all(many, SMALL);
}

/* While room is scarce the rest goes before its time. */
static void
silent_peers_are_cut_early_while_room_is_scarce(void **state)
{
    static struct wire silent[SILENT / 5];
    struct house *house = *state;
    for (size_t i = 0; i < SILENT / 5; i++) {
        assert_true(wire_connect(&silent[i], house->sandbox.port));
    }
    int64_t begun = swarm_now_us();
    assert_true(wire_drain(&silent[0], LIMIT_HANDSHAKE_MS));
    assert_true(swarm_now_us() - begun < (LIMIT_HANDSHAKE_MS - 3000) * 1000);
    close_all(silent, SILENT / 5);
}

static int64_t
count_commits(const struct house *house)
{
    return ops_metric(house, "tnwd_ledger_commits_total");
}

struct crowd {
    SSL_CTX *tls;
    int port;
    int64_t until_us;
    bool failed[READERS];
};

/* One leaves a record with each request, so that there is always something to commit; the others leave none. */
static void
ask_without_end(void *ctx, size_t i)
{
    static const char *const paths[] = {"/v1/audit/checkpoint", "/v1/inbox"};
    struct crowd *crowd = ctx;
    struct wire wire;
    struct wire_reply reply = {.status = 0};
    char request[128];
    (void)snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n",
                   i == 0 ? "/v1/me" : paths[i % 2]);
    bool ok = wire_open(&wire, crowd->tls, crowd->port);
    while (ok && swarm_now_us() < crowd->until_us) {
        ok = wire_send(&wire, slice_str(request)) && wire_read(&wire, &reply) && reply.status == 200;
        wire_reply_free(&reply);
    }
    crowd->failed[i] = !ok;
    wire_close(&wire);
}

/* However many ask, and however often: the store commits as often as without them. */
static void
requests_without_a_record_force_no_commits(void **state)
{
    struct house *house = *state;
    int64_t begun = swarm_now_us();
    struct crowd crowd = {
        .tls = house_tls(house, "patient2"), .port = house->sandbox.port, .until_us = begun + INT64_C(1000) * WATCH_MS};
    int64_t before = count_commits(house);
    swarm_run(READERS, ask_without_end, &crowd);
    int64_t commits = count_commits(house) - before;
    int64_t ms = (swarm_now_us() - begun) / 1000;
    print_message("  %lld commits in %lld ms\n", (long long)commits, (long long)ms);
    for (size_t i = 0; i < READERS; i++) {
        assert_false(crowd.failed[i]);
    }
    assert_true(commits <= ms / LIMIT_SETTLE_MS + ms / LIMIT_SEAL_MS + 2); /* the sealer's own, too */
}

/* Local sockets that never end their request. */
static void
the_operator_is_always_heard(void **state)
{
    static struct wire trickling[OPERATORS];
    struct house *house = *state;
    for (size_t i = 0; i < OPERATORS; i++) {
        assert_true(wire_connect(&trickling[i], ops_port(house)));
        (void)wire_send(&trickling[i], slice_str("GET /heal"));
    }
    free(ops_get(house, "/healthz"));
    for (int waited = 0; !wire_drain(&trickling[OPERATORS - 1], 500); waited += 500) {
        assert_true(waited < 2 * LIMIT_OPS_MS);
        (void)wire_send(&trickling[OPERATORS - 1], slice_str("t"));
    }
    close_all(trickling, OPERATORS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_replayed_hello_is_answered_for_cheap_groups_only),
        cmocka_unit_test(of_many_groups_a_cheap_one_is_taken),
    };
    const struct CMUnitTest poor[] = {
        cmocka_unit_test(with_few_descriptors_the_surplus_waits),
    };
    const struct CMUnitTest small[] = {
        cmocka_unit_test(silent_peers_make_room_for_others),
        cmocka_unit_test(one_person_leaves_room_for_others),
        cmocka_unit_test(silent_peers_are_cut_early_while_room_is_scarce),
        cmocka_unit_test(requests_without_a_record_force_no_commits),
        cmocka_unit_test(the_operator_is_always_heard),
    };
    int failed = cmocka_run_group_tests(tests, house_setup, house_teardown);
    failed += cmocka_run_group_tests(poor, house_setup_poor, house_teardown);
    return failed + cmocka_run_group_tests(small, house_setup_small, house_teardown);
}

/* A stalled or trickling peer costs no CPU and is cut at the deadline, while others are served. */
#include <stdatomic.h>
#include <string.h>

#include "base/limits.h"
#include "scenario/house_test.h"
#include "scenario/swarm.h"

enum { EACH = 4, EARLY_MS = 1000, LATE_MS = 8000, STEP_MS = 500, WATCH_MS = 5000, WATCH_CPU_MS = 500 };

#define HEAD "POST /v1/dossiers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"

/* What it sends at once, what byte it then sends every half second (0: none), and when it is cut. */
static const struct peer {
    const char *label;
    const char *first;
    bool tls;
    char trickle;
    int deadline_ms;
} peers[] = {
    {"connects and is silent", "", false, 0, LIMIT_HANDSHAKE_MS},
    {"half a ClientHello", "\x16\x03\x01\x02", false, 0, LIMIT_HANDSHAKE_MS},
    {"a handshake and then silence", "", true, 0, LIMIT_HANDSHAKE_MS},
    {"a request line byte by byte", "GET /", true, 'x', LIMIT_HANDSHAKE_MS},
    {"half a head", HEAD "X: y", true, 0, LIMIT_REQUEST_MS},
    {"a head byte by byte", HEAD "X: y", true, 'y', LIMIT_REQUEST_MS},
    {"half a body", HEAD "Content-Length: 900\r\n\r\n{", true, 0, LIMIT_REQUEST_MS},
    {"a body byte by byte", HEAD "Content-Length: 900\r\n\r\n{", true, ' ', LIMIT_REQUEST_MS},
    {"chunks byte by byte", HEAD "Transfer-Encoding: chunked\r\n\r\n100\r\n{", true, ' ', LIMIT_REQUEST_MS},
};

enum { KINDS = sizeof peers / sizeof peers[0], PEERS = KINDS * EACH };

struct stall {
    SSL_CTX *tls;
    int port;
    atomic_size_t begun;
    int64_t lasted_ms[PEERS];
    size_t answered[PEERS]; /* bytes that came */
};

static void
stall(void *ctx, size_t i)
{
    struct stall *all = ctx;
    const struct peer *peer = &peers[i % KINDS];
    struct wire wire;
    bool open = peer->tls ? wire_open(&wire, all->tls, all->port) : wire_connect(&wire, all->port);
    int64_t begun = swarm_now_us();
    open = open && wire_send(&wire, slice_str(peer->first));
    atomic_fetch_add(&all->begun, 1);
    while (open && !wire_drain(&wire, STEP_MS)) {
        int64_t lasted = (swarm_now_us() - begun) / 1000;
        open = lasted < peer->deadline_ms + 2 * LATE_MS;
        if (peer->trickle != 0 && open) {
            (void)wire_send(&wire, slice_of(&peer->trickle, 1));
        }
    }
    all->lasted_ms[i] = (swarm_now_us() - begun) / 1000;
    all->answered[i] = wire.in.len;
    wire_close(&wire);
}

static void
expect_served(struct house *house)
{
    static const struct ask me = {.actor = "huisarts", .method = "GET", .path = "/v1/me"};
    struct wire fresh;
    house_expect(house, house_wire(house, "huisarts"), &me, 200, "");
    assert_true(wire_open(&fresh, house_tls(house, "patient"), house->sandbox.port));
    house_expect(house, &fresh, &me, 200, "");
    wire_close(&fresh);
}

static void
stalled_peers_cost_nothing_and_are_cut(void **state)
{
    struct house *house = *state;
    struct stall all = {.tls = house_tls(house, "huisarts"), .port = house->sandbox.port};
    struct swarm *swarm = swarm_start(PEERS, stall, &all);
    while (atomic_load(&all.begun) < PEERS) {
        swarm_sleep_ms(10);
    }
    expect_served(house);
    sandbox_expect_rest(&house->sandbox, WATCH_MS, WATCH_CPU_MS);
    expect_served(house);
    swarm_join(&swarm);
    expect_served(house);
    for (size_t i = 0; i < PEERS; i++) {
        const struct peer *peer = &peers[i % KINDS];
        bool in_time =
            all.lasted_ms[i] >= peer->deadline_ms - EARLY_MS && all.lasted_ms[i] <= peer->deadline_ms + LATE_MS;
        if (!in_time || all.answered[i] != 0) {
            fail_msg("%s: cut after %lld ms with %zu bytes", peer->label, (long long)all.lasted_ms[i], all.answered[i]);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stalled_peers_cost_nothing_and_are_cut),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}

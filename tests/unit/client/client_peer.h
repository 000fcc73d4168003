/*
 * A TLS server that follows a script, for what a healthy server never does. One connection at a time, on loopback.
 */
#ifndef TNW_TESTS_CLIENT_PEER_H
#define TNW_TESTS_CLIENT_PEER_H

#include <stddef.h>

/* One step serves one request, or one connection that brings none. */
struct peer_step {
    enum {
        PEER_ANSWER, /* text */
        PEER_HANGUP, /* closes after the request */
        PEER_ALERT,  /* demands a certificate of another issuer: the handshake is refused */
        PEER_STALL,  /* takes the request, says nothing until the client gives up */
        PEER_FLOOD,  /* answers 17 MiB */
    } what;
    const char *text;
};

struct peer;

/* Makes certificate files in folder ("ca.pem": the server's, also for the client's key and certificate "client.pem"),
 * and serves the steps. NULL when it cannot. */
struct peer *peer_start(const char *folder, const struct peer_step *steps, size_t count);

/* Returns "https://localhost:PORT". */
const char *peer_url(const struct peer *peer);

/* Waits until the script is played, or stops waiting for more. Returns how many steps were used. */
size_t peer_stop(struct peer *peer);

/* After peer_stop: the request that a step saw; "" for none. */
const char *peer_request(const struct peer *peer, size_t step);

void peer_free(struct peer *peer);

#endif

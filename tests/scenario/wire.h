/*
 * One connection to the server, byte by byte: TLS by OpenSSL, HTTP by hand, so that a test can send anything and sees
 * everything. Nothing here fails a test; it can be used from any thread.
 */
#ifndef SCENARIO_WIRE_H
#define SCENARIO_WIRE_H

#include <openssl/ssl.h>

#include "base/bytes.h"

struct wire {
    int fd; /* -1: not open */
    SSL *ssl;
    struct buf in; /* received, not yet taken */
    int alert;     /* the description of a fatal alert from the server; -1: none */
    bool ended;    /* the server closed */
    bool cut;      /* without close_notify */
};

struct wire_reply {
    int status;
    struct buf head; /* status line and headers, with the last CRLF */
    struct buf body;
    bool close;
};

/* A client with that certificate and key (NULL: none), which trusts ca. Returns NULL when a file cannot be used. */
SSL_CTX *wire_client(const char *ca, const char *cert, const char *key);

/* Connects to localhost and shakes hands. false: see alert. Under TLS 1.3 a refusal of the client's certificate comes
 * only with the first read. */
bool wire_open(struct wire *wire, SSL_CTX *client, int port);
/* Only TCP: for what comes before or instead of a handshake. */
bool wire_connect(struct wire *wire, int port);
void wire_close(struct wire *wire);

/* In the clear when there was no handshake. */
bool wire_send(struct wire *wire, struct slice bytes);

/* Takes the next reply, which wire_reply_free frees. false: the connection ended before one was complete. */
bool wire_read(struct wire *wire, struct wire_reply *reply);
void wire_reply_free(struct wire_reply *reply);

/* Reads until the server closes; whatever comes is in wire->in. Returns false when it does not close within ms. */
bool wire_drain(struct wire *wire, int ms);

/* Returns the value of a header, without blanks around it; empty when it is absent. */
struct slice wire_header(const struct wire_reply *reply, const char *name);

#endif

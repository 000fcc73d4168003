#include "client_peer.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STEPS_MAX 8
#define REQUEST_MAX 4096
#define FLOOD_BYTES ((size_t)17 << 20)

struct peer {
    SSL_CTX *ctx;
    int listener;
    int wake[2];
    char url[64];
    const struct peer_step *steps;
    size_t count;
    size_t used;
    char requests[STEPS_MAX][REQUEST_MAX];
    pthread_t thread;
};

static bool
write_pem(const char *folder, const char *name, X509 *certificate, EVP_PKEY *key)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "we");
    bool ok = file != NULL && PEM_write_X509(file, certificate) == 1 &&
              PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL) == 1;
    return (file == NULL || fclose(file) == 0) && ok;
}

/* Self-signed for localhost, valid for an hour. */
static X509 *
self_signed(EVP_PKEY *key)
{
    X509 *certificate = X509_new();
    X509_NAME *name = X509_NAME_new();
    X509V3_CTX ctx;
    X509V3_set_ctx_nodb(&ctx);
    X509_EXTENSION *names = X509V3_EXT_conf_nid(NULL, &ctx, NID_subject_alt_name, "DNS:localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"localhost", -1, -1, 0);
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_subject_name(certificate, name);
    X509_set_issuer_name(certificate, name);
    X509_set_pubkey(certificate, key);
    X509_add_ext(certificate, names, -1);
    X509_sign(certificate, key, EVP_sha256());
    X509_EXTENSION_free(names);
    X509_NAME_free(name);
    return certificate;
}

static SSL_CTX *
make_ctx(const char *folder)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = self_signed(key);
    SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
    bool ok = SSL_CTX_use_certificate(ctx, certificate) == 1 && SSL_CTX_use_PrivateKey(ctx, key) == 1 &&
              write_pem(folder, "ca.pem", certificate, key) && write_pem(folder, "client.pem", certificate, key);
    X509_free(certificate);
    EVP_PKEY_free(key);
    if (!ok) {
        SSL_CTX_free(ctx);
        return NULL;
    }
    return ctx;
}

static bool
whole(const char *request)
{
    const char *end = strstr(request, "\r\n\r\n");
    const char *length = strcasestr(request, "\r\nContent-Length: ");
    size_t body = length == NULL ? 0 : strtoul(length + 18, NULL, 10);
    return end != NULL && strlen(end + 4) >= body;
}

/* Waits for the client to say something; who comes on a new connection meanwhile has given this one up. */
static bool
wait_for(const struct peer *peer, SSL *ssl)
{
    struct pollfd fds[2] = {{.fd = SSL_get_fd(ssl), .events = POLLIN}, {.fd = peer->listener, .events = POLLIN}};
    return SSL_pending(ssl) > 0 || (poll(fds, 2, 10000) > 0 && fds[0].revents != 0);
}

static bool
read_request(const struct peer *peer, SSL *ssl, char request[REQUEST_MAX])
{
    int len = 0;
    request[0] = 0;
    while (!whole(request)) {
        int more = !wait_for(peer, ssl) ? 0 : SSL_read(ssl, request + len, REQUEST_MAX - 1 - len);
        if (more <= 0) {
            return false;
        }
        len += more;
        request[len] = 0;
    }
    return true;
}

static bool
flood(SSL *ssl)
{
    char block[16384];
    memset(block, ' ', sizeof block);
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
    bool ok = SSL_write(ssl, head, sizeof head - 1) > 0;
    for (size_t sent = 0; ok && sent < FLOOD_BYTES; sent += sizeof block) {
        ok = SSL_write(ssl, block, sizeof block) > 0;
    }
    return false;
}

/* Returns whether the connection goes on. */
static bool
play(struct peer *peer, SSL *ssl)
{
    const struct peer_step *step = &peer->steps[peer->used];
    if (!read_request(peer, ssl, peer->requests[peer->used])) {
        return false;
    }
    peer->used++;
    switch (step->what) {
    case PEER_ANSWER:
        return SSL_write(ssl, step->text, (int)strlen(step->text)) > 0;
    case PEER_FLOOD:
        return flood(ssl);
    case PEER_STALL:
        (void)read_request(peer, ssl, (char[REQUEST_MAX]){0}); /* until the client gives up */
        return false;
    case PEER_HANGUP:
    case PEER_ALERT:
        break;
    }
    return false;
}

/* Closing with unread bytes would reset the connection, and the alert could be lost on the way. */
static void
drain(int fd)
{
    char bytes[4096];
    shutdown(fd, SHUT_WR);
    while (read(fd, bytes, sizeof bytes) > 0) {
    }
}

static void
serve(struct peer *peer, int fd)
{
    SSL *ssl = SSL_new(peer->ctx);
    SSL_set_fd(ssl, fd);
    bool alert = peer->steps[peer->used].what == PEER_ALERT;
    /* Nothing is trusted, so every certificate is refused with an alert. */
    SSL_set_verify(ssl, alert ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT : SSL_VERIFY_NONE, NULL);
    if (SSL_accept(ssl) == 1) {
        while (peer->used < peer->count && play(peer, ssl)) {
        }
    } else if (alert) {
        peer->used++;
        drain(fd);
    }
    SSL_free(ssl);
    ERR_clear_error();
}

static void *
run(void *arg)
{
    struct peer *peer = arg;
    while (peer->used < peer->count) {
        struct pollfd fds[2] = {{.fd = peer->listener, .events = POLLIN}, {.fd = peer->wake[0], .events = POLLIN}};
        if (poll(fds, 2, 10000) <= 0 || fds[1].revents != 0) {
            break;
        }
        int fd = accept(peer->listener, NULL, NULL);
        if (fd >= 0) {
            serve(peer, fd);
            close(fd);
        }
    }
    return NULL;
}

static bool
listen_anywhere(struct peer *peer)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    peer->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(peer->listener, (struct sockaddr *)&address, size) != 0 || listen(peer->listener, 8) != 0 ||
        getsockname(peer->listener, (struct sockaddr *)&address, &size) != 0) {
        return false;
    }
    snprintf(peer->url, sizeof peer->url, "https://localhost:%d", ntohs(address.sin_port));
    return true;
}

struct peer *
peer_start(const char *folder, const struct peer_step *steps, size_t count)
{
    struct peer *peer = calloc(1, sizeof *peer);
    signal(SIGPIPE, SIG_IGN);
    peer->steps = steps;
    peer->count = count;
    peer->ctx = make_ctx(folder);
    if (peer->ctx == NULL || !listen_anywhere(peer) || pipe(peer->wake) != 0 ||
        pthread_create(&peer->thread, NULL, run, peer) != 0) {
        free(peer);
        return NULL;
    }
    return peer;
}

const char *
peer_url(const struct peer *peer)
{
    return peer->url;
}

size_t
peer_stop(struct peer *peer)
{
    close(peer->wake[1]);
    pthread_join(peer->thread, NULL);
    close(peer->wake[0]);
    close(peer->listener);
    return peer->used;
}

const char *
peer_request(const struct peer *peer, size_t step)
{
    return peer->requests[step];
}

void
peer_free(struct peer *peer)
{
    SSL_CTX_free(peer->ctx);
    free(peer);
}

#include "wire.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Longer than any deadline of the server. */
enum { PATIENCE_S = 90 };

SSL_CTX *
wire_client(const char *ca, const char *cert, const char *key)
{
    SSL_CTX *client = SSL_CTX_new(TLS_client_method());
    bool ok = client != NULL && SSL_CTX_load_verify_file(client, ca) == 1;
    if (ok && cert != NULL) {
        ok = SSL_CTX_use_certificate_chain_file(client, cert) == 1 &&
             SSL_CTX_use_PrivateKey_file(client, key, SSL_FILETYPE_PEM) == 1;
    }
    if (!ok) {
        SSL_CTX_free(client);
        return NULL;
    }
    SSL_CTX_set_verify(client, SSL_VERIFY_PEER, NULL);
    return client;
}

static void
note_alert(const SSL *ssl, int where, int value)
{
    struct wire *wire = SSL_get_app_data(ssl);
    if (wire != NULL && (where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT && value >> 8 == SSL3_AL_FATAL) {
        wire->alert = value & 0xff;
    }
}

bool
wire_connect(struct wire *wire, int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct timeval patience = {.tv_sec = PATIENCE_S};
    int on = 1;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    *wire = (struct wire){.fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), .alert = -1};
    if (wire->fd < 0 || connect(wire->fd, (struct sockaddr *)&address, sizeof address) != 0) {
        wire_close(wire);
        return false;
    }
    (void)setsockopt(wire->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    (void)setsockopt(wire->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return true;
}

bool
wire_open(struct wire *wire, SSL_CTX *client, int port)
{
    if (!wire_connect(wire, port)) {
        return false;
    }
    wire->ssl = SSL_new(client);
    if (wire->ssl == NULL) {
        return false;
    }
    SSL_set_app_data(wire->ssl, wire);
    SSL_set_info_callback(wire->ssl, note_alert);
    return SSL_set_fd(wire->ssl, wire->fd) == 1 && SSL_set1_host(wire->ssl, "localhost") == 1 &&
           SSL_connect(wire->ssl) == 1;
}

void
wire_close(struct wire *wire)
{
    if (wire->ssl != NULL && !wire->ended) {
        (void)SSL_shutdown(wire->ssl);
    }
    SSL_free(wire->ssl);
    if (wire->fd >= 0) {
        close(wire->fd);
    }
    buf_free(&wire->in);
    *wire = (struct wire){.fd = -1, .alert = -1};
}

bool
wire_send(struct wire *wire, struct slice bytes)
{
    size_t sent;
    if (wire->ssl == NULL) {
        return send(wire->fd, bytes.ptr, bytes.len, MSG_NOSIGNAL) == (ssize_t)bytes.len;
    }
    return bytes.len == 0 || SSL_write_ex(wire->ssl, bytes.ptr, bytes.len, &sent) == 1;
}

/* Returns whether something came. */
static bool
receive(struct wire *wire)
{
    char part[16384];
    size_t len;
    if (SSL_read_ex(wire->ssl, part, sizeof part, &len) != 1) {
        wire->ended = true;
        wire->cut = SSL_get_error(wire->ssl, 0) != SSL_ERROR_ZERO_RETURN;
        return false;
    }
    buf_put(&wire->in, part, len);
    return true;
}

static void
take(struct wire *wire, size_t len, struct buf *out)
{
    buf_put(out, wire->in.ptr, len);
    memmove(wire->in.ptr, wire->in.ptr + len, wire->in.len - len);
    wire->in.len -= len;
}

static bool
read_head(struct wire *wire, struct wire_reply *reply)
{
    for (;;) {
        const char *end = wire->in.len == 0 ? NULL : memmem(wire->in.ptr, wire->in.len, "\r\n\r\n", 4);
        if (end != NULL) {
            take(wire, (size_t)((const uint8_t *)end - wire->in.ptr) + 4, &reply->head);
            break;
        }
        if (!receive(wire)) {
            return false;
        }
    }
    const char *text = buf_text(&reply->head);
    if (text == NULL || strncmp(text, "HTTP/1.1 ", 9) != 0) {
        return false;
    }
    reply->status = (int)strtol(text + 9, NULL, 10);
    return true;
}

struct slice
wire_header(const struct wire_reply *reply, const char *name)
{
    const char *line = (const char *)reply->head.ptr;
    size_t len = strlen(name);
    while (line != NULL && (line = strstr(line, "\r\n")) != NULL) {
        line += 2;
        if (strncasecmp(line, name, len) == 0 && line[len] == ':') {
            const char *value = line + len + 1 + strspn(line + len + 1, " ");
            return slice_of(value, strcspn(value, "\r"));
        }
    }
    return slice_of("", 0);
}

static bool
read_body(struct wire *wire, struct wire_reply *reply)
{
    struct slice length = wire_header(reply, "Content-Length");
    size_t len = length.len == 0 ? 0 : strtoul((const char *)length.ptr, NULL, 10);
    while (wire->in.len < len) {
        if (!receive(wire)) {
            return false;
        }
    }
    take(wire, len, &reply->body);
    reply->close = slice_eq(wire_header(reply, "Connection"), slice_str("close"));
    return true;
}

bool
wire_read(struct wire *wire, struct wire_reply *reply)
{
    *reply = (struct wire_reply){.status = 0};
    bool ok;
    do {
        wire_reply_free(reply);
        ok = read_head(wire, reply);
    } while (ok && reply->status == 100);
    ok = ok && read_body(wire, reply);
    if (!ok) {
        wire_reply_free(reply);
    }
    return ok;
}

void
wire_reply_free(struct wire_reply *reply)
{
    buf_free(&reply->head);
    buf_free(&reply->body);
    *reply = (struct wire_reply){.status = 0};
}

static int64_t
now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
wire_drain(struct wire *wire, int ms)
{
    int64_t until = now_ms() + ms;
    while (!wire->ended) {
        int64_t left = until - now_ms();
        struct pollfd ready = {.fd = wire->fd, .events = POLLIN};
        if (wire->ssl != NULL && SSL_pending(wire->ssl) > 0) {
            (void)receive(wire);
        } else if (left <= 0 || poll(&ready, 1, (int)left) <= 0) {
            return false;
        } else if (wire->ssl != NULL) {
            (void)receive(wire);
        } else {
            char part[4096];
            ssize_t len = recv(wire->fd, part, sizeof part, 0);
            wire->ended = len <= 0;
            buf_put(&wire->in, part, len <= 0 ? 0 : (size_t)len);
        }
    }
    return true;
}

#include "bench/connection.h"

#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/time.h>
#include <unistd.h>

#include "bench/ldap.h"

/* So that a blocking connection notices that the run is over, also if the server says nothing. */
static const struct timeval patience = {.tv_sec = 1};

static int
new_socket(const struct target *target)
{
    int on = 1;
    int fd = socket(target->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | (target->blocking ? 0 : SOCK_NONBLOCK), 0);
    if (fd >= 0) {
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    return fd;
}

enum tnw_err
connection_open(struct connection *conn, const struct target *target)
{
    conn->target = target;
    conn->fd = new_socket(target);
    conn->ssl = SSL_new(target->tls);
    if (conn->fd < 0 || conn->ssl == NULL) {
        goto fail;
    }
    if (SSL_set_fd(conn->ssl, conn->fd) != 1 ||
        (target->name != NULL && SSL_set_tlsext_host_name(conn->ssl, target->name) != 1)) {
        goto fail;
    }
    SSL_set_connect_state(conn->ssl);
    /* A refused connect shows as an error of the first step, like every later failure. */
    (void)connect(conn->fd, (const struct sockaddr *)&target->address, target->address_len);
    conn->state = CONNECTION_OPENING;
    return TNW_OK;
fail:
    connection_close(conn);
    return TNW_E_CONNECT;
}

void
connection_close(struct connection *conn)
{
    SSL_free(conn->ssl);
    conn->ssl = NULL;
    if (conn->fd >= 0) {
        (void)close(conn->fd);
    }
    conn->fd = -1;
    conn->state = CONNECTION_DOWN;
    ERR_clear_error();
}

static bool
is_connected(const struct connection *conn)
{
    struct sockaddr_storage peer;
    socklen_t len = sizeof peer;
    return getpeername(conn->fd, (struct sockaddr *)&peer, &len) == 0;
}

/* What a failed call of OpenSSL means at this point. */
static enum connection_event
failure(struct connection *conn, int result)
{
    switch (SSL_get_error(conn->ssl, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return CONNECTION_BLOCKED;
    case SSL_ERROR_SSL:
        if (ERR_GET_REASON(ERR_peek_last_error()) != SSL_R_UNEXPECTED_EOF_WHILE_READING) {
            return CONNECTION_TLS;
        }
        break;
    default:
        break;
    }
    return conn->state == CONNECTION_IDLE ? CONNECTION_ENDED : CONNECTION_CUT;
}

static enum connection_event
start_bind(struct connection *conn)
{
    struct buf bind = {0};
    ldap_put_bind(&bind);
    response_init(&conn->response, false);
    conn->state = CONNECTION_BINDING;
    int result = SSL_write(conn->ssl, bind.ptr, (int)bind.len);
    enum connection_event event = result > 0 ? CONNECTION_BLOCKED : CONNECTION_TLS;
    buf_free(&bind);
    return event;
}

static enum connection_event
shake_hands(struct connection *conn)
{
    int result = SSL_do_handshake(conn->ssl);
    if (result == 1) {
        if (conn->target->ldap) {
            return start_bind(conn);
        }
        conn->state = CONNECTION_IDLE;
        return CONNECTION_READY;
    }
    enum connection_event event = failure(conn, result);
    if (event == CONNECTION_BLOCKED) {
        return event;
    }
    return is_connected(conn) ? CONNECTION_TLS : CONNECTION_REFUSED;
}

static enum connection_event
write_out(struct connection *conn)
{
    int result = SSL_write(conn->ssl, conn->out.ptr, (int)conn->out.len);
    if (result <= 0) {
        return failure(conn, result);
    }
    /* The answer cannot be there yet: reading now would be a wasted system call. */
    conn->state = CONNECTION_WAITING;
    return CONNECTION_BLOCKED;
}

static enum connection_event
answer_done(struct connection *conn, bool whole)
{
    conn->state = CONNECTION_IDLE;
    return whole ? CONNECTION_ANSWERED : CONNECTION_GARBLED;
}

static enum tnw_err
feed(struct connection *conn, const char *bytes, size_t len, size_t *used)
{
    return conn->target->ldap ? ldap_feed(&conn->response, bytes, len, used)
                              : response_feed(&conn->response, bytes, len, used);
}

/* Whether an answer ends with the connection. */
static bool
ends_answer(struct connection *conn)
{
    return !conn->target->ldap && response_eof(&conn->response) == TNW_OK;
}

static enum connection_event
read_in(struct connection *conn, void *room, size_t room_len)
{
    for (;;) {
        int got = SSL_read(conn->ssl, room, room_len > INT_MAX ? INT_MAX : (int)room_len);
        if (got <= 0) {
            enum connection_event event = failure(conn, got);
            return event == CONNECTION_CUT && ends_answer(conn) ? answer_done(conn, true) : event;
        }
        size_t used = 0;
        conn->bytes_in += (size_t)got;
        if (feed(conn, room, (size_t)got, &used) != TNW_OK) {
            return CONNECTION_GARBLED;
        }
        if (conn->response.done) {
            return answer_done(conn, used == (size_t)got);
        }
    }
}

static enum connection_event
read_bind(struct connection *conn, void *room, size_t room_len)
{
    enum connection_event event = read_in(conn, room, room_len);
    if (event != CONNECTION_ANSWERED) {
        return event;
    }
    conn->bytes_in = 0;
    return conn->response.status == 200 ? CONNECTION_READY : CONNECTION_GARBLED;
}

/* Between requests only session tickets or a close can come. */
static enum connection_event
read_idle(struct connection *conn)
{
    char byte;
    int got = SSL_read(conn->ssl, &byte, 1);
    return got > 0 ? CONNECTION_GARBLED : failure(conn, got);
}

enum connection_event
connection_send(struct connection *conn, struct slice request, bool head)
{
    response_init(&conn->response, head);
    conn->out = request;
    conn->state = CONNECTION_SENDING;
    return write_out(conn);
}

enum connection_event
connection_step(struct connection *conn, void *room, size_t room_len)
{
    switch (conn->state) {
    case CONNECTION_OPENING:
        return shake_hands(conn);
    case CONNECTION_BINDING:
        return read_bind(conn, room, room_len);
    case CONNECTION_IDLE:
        return read_idle(conn);
    case CONNECTION_SENDING:
        return write_out(conn);
    case CONNECTION_WAITING:
        return read_in(conn, room, room_len);
    case CONNECTION_DOWN:
        break;
    }
    return CONNECTION_BLOCKED;
}

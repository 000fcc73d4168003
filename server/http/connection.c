#include "http/connection.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "http/deadline.h"

void
connection_list_init(struct connection_list *list)
{
    pthread_mutex_init(&list->lock, NULL);
    list->first = NULL;
    atomic_init(&list->count, 0);
}

void
connection_list_wipe(struct connection_list *list)
{
    pthread_mutex_destroy(&list->lock);
}

static struct connection *
connection_new(struct front *front, int fd)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        return NULL;
    }
    connection->front = front;
    connection->fd = fd;
    atomic_init(&connection->deadline, deadline_after(clock_monotonic_ms(), LIMIT_HANDSHAKE_MS));
    struct connection_list *list = &front->connections;
    pthread_mutex_lock(&list->lock);
    connection->next = list->first;
    if (list->first != NULL) {
        list->first->prev = connection;
    }
    list->first = connection;
    pthread_mutex_unlock(&list->lock);
    atomic_fetch_add(&list->count, 1);
    return connection;
}

static void
unlink_connection(struct connection_list *list, struct connection *connection)
{
    pthread_mutex_lock(&list->lock);
    if (connection->next != NULL) {
        connection->next->prev = connection->prev;
    }
    if (connection->prev != NULL) {
        connection->prev->next = connection->next;
    } else {
        list->first = connection->next;
    }
    pthread_mutex_unlock(&list->lock);
    atomic_fetch_sub(&list->count, 1);
}

static void
connection_free(struct connection **connection)
{
    if (*connection == NULL) {
        return;
    }
    unlink_connection(&(*connection)->front->connections, *connection);
    tls_release(&(*connection)->tls);
    bytes_wipe(&(*connection)->peer, sizeof(*connection)->peer);
    free(*connection);
    *connection = NULL;
}

static gnutls_alert_description_t
alert_for(enum tnw_err err)
{
    switch (err) {
    case TNW_E_CERTIFICATE_REVOKED:
        return GNUTLS_A_CERTIFICATE_REVOKED;
    case TNW_E_CERTIFICATE_EXPIRED:
        return GNUTLS_A_CERTIFICATE_EXPIRED;
    case TNW_E_NO_MEMORY:
        return GNUTLS_A_INTERNAL_ERROR;
    default:
        return GNUTLS_A_BAD_CERTIFICATE;
    }
}

static enum tnw_err
accept_peer(struct connection *connection, gnutls_session_t session, const char **why)
{
    const struct world *world = connection->front->world;
    time_ms now = clock_now(&world->clock);
    enum tnw_err err = tls_check_peer(connection->tls, session, now, &connection->not_after, why);
    if (err != TNW_OK) {
        return err;
    }
    struct peer *peer = &connection->peer;
    struct slice certificate = tls_peer_certificate(session);
    err = identity_from_certificate(&peer->identity, certificate);
    if (err != TNW_OK) {
        *why = "no identity in the subject";
        return err;
    }
    peer->identity_index = call_identity_index(world, &peer->identity);
    peer->certificate = hash_of(certificate);
    return TNW_OK;
}

/* MHD never sends the alert of a failed handshake: without ours the peer sees only a closed connection. */
static int
refuse(struct connection *connection, gnutls_session_t session, gnutls_alert_description_t alert, const char *code,
       const char *why)
{
    connection->refused = true;
    connection->lingers = true;
    (void)gnutls_alert_send(session, GNUTLS_AL_FATAL, alert);
    log_peer(connection->front->world->log, "handshake_refused", "code=%s why=\"%s\" origin=%s", code,
             why == NULL ? "" : why, connection->peer.origin);
    return GNUTLS_E_CERTIFICATE_ERROR;
}

static int
verify(gnutls_session_t session)
{
    struct connection *connection = gnutls_db_get_ptr(session);
    const char *why = "";
    enum tnw_err err = accept_peer(connection, session, &why);
    if (err != TNW_OK) {
        metrics_count_refusal(&connection->front->metrics, err);
        return refuse(connection, session, alert_for(err), tnw_error_info(err)->code, why);
    }
    metrics_add(&connection->front->metrics.handshakes, 1);
    connection->generation = connection->tls->generation;
    connection->verified = true;
    return 0;
}

/* Called before GnuTLS looks into the peer's Certificate message: an empty list is refused by GnuTLS as well, but
 * without an alert. RFC 8446 §4.4.2: a context byte, then three bytes of list length; in TLS 1.2 the length only. */
static int
look_at_certificate(gnutls_session_t session, unsigned type, unsigned when, unsigned incoming,
                    const gnutls_datum_t *msg)
{
    (void)type;
    (void)when;
    struct connection *connection = gnutls_db_get_ptr(session);
    if (incoming == 0 || connection == NULL || msg == NULL || msg->size > 4) {
        return 0;
    }
    metrics_add(&connection->front->metrics.refusals[METRICS_MISSING], 1);
    gnutls_alert_description_t alert = gnutls_protocol_get_version(session) == GNUTLS_TLS1_3
                                           ? GNUTLS_A_CERTIFICATE_REQUIRED
                                           : GNUTLS_A_HANDSHAKE_FAILURE;
    return refuse(connection, session, alert, "certificate_missing", "no certificate");
}

static void
prepare_handshake(struct connection *connection, gnutls_session_t session)
{
    static const gnutls_datum_t http11 = {(unsigned char *)(uintptr_t) "http/1.1", 8};
    connection->session = session;
    connection->tls = tls_acquire(&connection->front->tls);
    /* MHD keeps gnutls_session_set_ptr for itself; the pointer of the session database, which we do not have, is
     * free. */
    gnutls_db_set_ptr(session, connection);
    gnutls_certificate_server_set_request(session, GNUTLS_CERT_REQUIRE);
    gnutls_session_set_verify_function(session, verify);
    gnutls_handshake_set_hook_function(session, GNUTLS_HANDSHAKE_CERTIFICATE_PKT, GNUTLS_HOOK_PRE, look_at_certificate);
    /* Should one of these fail, the handshake fails: MHD's own credentials hold no certificate. */
    (void)gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, connection->tls->credentials);
    (void)gnutls_alpn_set_protocols(session, &http11, 1, 0);
}

enum tnw_err
connection_recheck(struct connection *connection)
{
    struct front *front = connection->front;
    time_ms now = clock_now(&front->world->clock);
    if (atomic_load(&front->tls.generation) == connection->generation) {
        return now < connection->not_after ? TNW_OK : TNW_E_CERTIFICATE_EXPIRED;
    }
    const char *why = "";
    struct tls_state *state = tls_acquire(&front->tls);
    enum tnw_err err = tls_check_peer(state, connection->session, now, &connection->not_after, &why);
    if (err == TNW_OK) {
        connection->generation = state->generation;
    } else {
        log_peer(front->world->log, "certificate_refused", "code=%s why=\"%s\" origin=%s", tnw_error_info(err)->code,
                 why == NULL ? "" : why, connection->peer.origin);
    }
    tls_release(&state);
    return err == TNW_E_NO_MEMORY ? TNW_E_UNAVAILABLE : err;
}

static void
write_origin(char out[46], const struct sockaddr *address)
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    if (address->sa_family == AF_INET) {
        memcpy(&v4, address, sizeof v4);
        (void)inet_ntop(AF_INET, &v4.sin_addr, out, 46);
    } else if (address->sa_family == AF_INET6) {
        memcpy(&v6, address, sizeof v6);
        bool mapped = IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr);
        (void)inet_ntop(mapped ? AF_INET : AF_INET6, v6.sin6_addr.s6_addr + (mapped ? 12 : 0), out, 46);
    }
}

static void
open_connection(struct front *front, struct MHD_Connection *mhd, void **context)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
    int fd = info->connect_fd;
    struct connection *connection = connection_new(front, fd);
    *context = connection;
    if (connection == NULL) {
        shutdown(fd, SHUT_RDWR);
        return;
    }
    info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    write_origin(connection->peer.origin, info->client_addr);
    info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    prepare_handshake(connection, info->tls_session);
}

/* MHD closes the socket only after it told us: until then the watchdog may touch it. */
static void
close_connection(struct front *front, void **context)
{
    struct connection *connection = *context;
    if (connection != NULL && !connection->verified && !connection->refused) {
        metrics_add(&front->metrics.refusals[METRICS_INCOMPLETE], 1);
    }
    if (connection != NULL && connection->lingers) {
        linger_add(&front->lingering, connection->fd, clock_monotonic_ms());
    }
    connection_free(&connection);
    *context = NULL;
}

void
connection_notify(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        open_connection(cls, mhd, context);
    } else {
        close_connection(cls, context);
    }
}

unsigned
connection_cut_late(struct connection_list *list, int64_t now)
{
    unsigned cut = 0;
    pthread_mutex_lock(&list->lock);
    for (struct connection *c = list->first; c != NULL; c = c->next) {
        if (deadline_passed(atomic_load(&c->deadline), now)) {
            shutdown(c->fd, SHUT_RDWR);
            atomic_store(&c->deadline, DEADLINE_NONE);
            cut++;
        }
    }
    pthread_mutex_unlock(&list->lock);
    return cut;
}

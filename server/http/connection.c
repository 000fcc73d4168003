#include "http/connection.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "http/guard/deadline.h"
#include "service/budget/budget.h"

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

static struct connection *
connection_new(struct front *front, struct crowd *crowd, struct MHD_Connection *mhd, int64_t limit_ms)
{
    struct connection *connection = calloc(1, sizeof *connection);
    int fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    if (connection == NULL) {
        shutdown(fd, SHUT_RDWR);
        return NULL;
    }
    struct crowd_member *member = &connection->member;
    connection->front = front;
    connection->crowd = crowd;
    member->fd = fd;
    member->begun = clock_monotonic_ms();
    atomic_init(&member->deadline, deadline_after(member->begun, limit_ms));
    atomic_init(&member->busy, false);
    atomic_init(&member->verified, false);
    write_origin(member->peer.origin, MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
    connection->address = budget_address(member->peer.origin);
    metrics_add(&front->metrics.connections_displaced, crowd_join(crowd, member) ? 1 : 0);
    return connection;
}

static void
connection_free(struct connection **connection)
{
    struct connection *c = *connection;
    if (c == NULL) {
        return;
    }
    crowd_leave(c->crowd, &c->member);
    tls_release(&c->tls);
    bytes_wipe(&c->member.peer, sizeof c->member.peer);
    bytes_wipe(&c->memo, sizeof c->memo);
    bytes_wipe(&c->ids, sizeof c->ids);
    free(c);
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

/* Which issuer says it is half of an identity. */
static enum tnw_err
check_vouched(const struct identity *identity, code_set kinds, const char **why)
{
    if ((kinds & CODE_BIT(identity->kind)) == 0) {
        *why = "the issuer may not vouch for this kind of identity";
        return TNW_E_CERTIFICATE_REFUSED;
    }
    return TNW_OK;
}

static enum tnw_err
accept_peer(struct connection *connection, gnutls_session_t session, const char **why)
{
    const struct world *world = connection->front->world;
    time_ms now = clock_now(&world->clock);
    code_set kinds;
    enum tnw_err err = tls_check_peer(connection->tls, session, now, &connection->not_after, &kinds, why);
    if (err != TNW_OK) {
        return err;
    }
    struct peer *peer = &connection->member.peer;
    struct slice certificate = tls_peer_certificate(session);
    err = identity_from_certificate(&peer->identity, certificate, date_in_belgium(now));
    if (err != TNW_OK) {
        *why = "no identity in the subject";
        return err;
    }
    err = check_vouched(&peer->identity, kinds, why);
    if (err != TNW_OK) {
        return err;
    }
    peer->identity_index = call_identity_index(world, &peer->identity);
    origin_pseudonym(peer->pseudonym, world->keyring, peer->origin);
    peer->certificate = hash_of(certificate);
    peer->certificate_ends = connection->not_after;
    return TNW_OK;
}

/* MHD never sends the alert of a failed handshake: without ours the peer sees only a closed connection. */
static int
refuse_handshake(struct connection *connection, gnutls_session_t session, gnutls_alert_description_t alert,
                 const char *code, const char *why)
{
    connection->refused = true;
    connection->lingers = true;
    (void)gnutls_alert_send(session, GNUTLS_AL_FATAL, alert);
    log_peer(connection->front->world->log, "handshake_refused", "code=%s why=\"%s\" origin=%s", code,
             why == NULL ? "" : why, connection->member.peer.origin);
    return GNUTLS_E_CERTIFICATE_ERROR;
}

static int
verify_peer(gnutls_session_t session)
{
    struct connection *connection = gnutls_db_get_ptr(session);
    const char *why = "";
    enum tnw_err err = accept_peer(connection, session, &why);
    if (err != TNW_OK) {
        metrics_count_refusal(&connection->front->metrics, err);
        return refuse_handshake(connection, session, alert_for(err), tnw_error_info(err)->code, why);
    }
    metrics_add(&connection->front->metrics.handshakes, 1);
    connection->generation = connection->tls->generation;
    atomic_store(&connection->member.verified, true);
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
    return refuse_handshake(connection, session, alert, "certificate_missing", "no certificate");
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
    gnutls_session_set_verify_function(session, verify_peer);
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
    code_set kinds;
    enum tnw_err err = tls_check_peer(state, connection->session, now, &connection->not_after, &kinds, &why);
    if (err == TNW_OK) {
        err = check_vouched(&connection->member.peer.identity, kinds, &why);
    }
    if (err == TNW_OK) {
        connection->generation = state->generation;
    } else {
        log_peer(front->world->log, "certificate_refused", "code=%s why=\"%s\" origin=%s", tnw_error_info(err)->code,
                 why == NULL ? "" : why, connection->member.peer.origin);
    }
    tls_release(&state);
    return err == TNW_E_NO_MEMORY ? TNW_E_UNAVAILABLE : err;
}

static void
open_connection(struct front *front, struct MHD_Connection *mhd, void **context)
{
    struct connection *connection = connection_new(front, &front->connections, mhd, LIMIT_HANDSHAKE_MS);
    *context = connection;
    if (connection != NULL) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_GNUTLS_SESSION);
        prepare_handshake(connection, info->tls_session);
    }
}

/* MHD closes the socket only after it told us: until then the watchdog may touch it. */
static void
close_connection(struct front *front, void **context)
{
    struct connection *connection = *context;
    if (connection != NULL && !atomic_load(&connection->member.verified) && !connection->refused) {
        metrics_add(&front->metrics.refusals[METRICS_INCOMPLETE], 1);
    }
    if (connection != NULL && connection->lingers) {
        linger_add(&front->lingering, connection->member.fd, clock_monotonic_ms());
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

void
connection_notify_operator(void *cls, struct MHD_Connection *mhd, void **context,
                           enum MHD_ConnectionNotificationCode what)
{
    struct front *front = cls;
    struct connection *connection = *context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        connection = connection_new(front, &front->operators, mhd, LIMIT_OPS_MS);
    } else {
        connection_free(&connection);
    }
    *context = connection;
}

void
connection_notify_visitor(void *cls, struct MHD_Connection *mhd, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    struct front *front = cls;
    struct connection *connection = *context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        connection = connection_new(front, &front->visitors, mhd, LIMIT_OPS_MS);
        if (connection != NULL) {
            gnutls_session_t session = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_GNUTLS_SESSION)->tls_session;
            connection->tls = tls_acquire(&front->tls);
            gnutls_certificate_server_set_request(session, GNUTLS_CERT_IGNORE);
            (void)gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, connection->tls->credentials);
        }
    } else {
        connection_free(&connection);
    }
    *context = connection;
}

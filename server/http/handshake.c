#include "http/handshake.h"

#include <string.h>

#include "http/http.h"

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
    const struct world *world = connection->http->world;
    time_ms now = clock_now(&world->clock);
    enum tnw_err err = tls_check_peer(connection->tls, session, now, &connection->not_after, why);
    if (err != TNW_OK) {
        return err;
    }
    struct peer *peer = &connection->peer;
    struct slice certificate = tls_peer_certificate(session);
    err = identity_from_certificate(&peer->identity, certificate, date_in_belgium(now));
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
    log_peer(connection->http->world->log, "handshake_refused", "code=%s why=\"%s\" origin=%s", code,
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
        metrics_count_refusal(&connection->http->metrics, err);
        return refuse(connection, session, alert_for(err), tnw_error_info(err)->code, why);
    }
    metrics_add(&connection->http->metrics.handshakes, 1);
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
    metrics_add(&connection->http->metrics.refusals[METRICS_MISSING], 1);
    gnutls_alert_description_t alert = gnutls_protocol_get_version(session) == GNUTLS_TLS1_3
                                           ? GNUTLS_A_CERTIFICATE_REQUIRED
                                           : GNUTLS_A_HANDSHAKE_FAILURE;
    return refuse(connection, session, alert, "certificate_missing", "no certificate");
}

void
handshake_prepare(struct connection *connection, gnutls_session_t session)
{
    static const gnutls_datum_t http11 = {(unsigned char *)(uintptr_t) "http/1.1", 8};
    connection->session = session;
    connection->tls = tls_acquire(&connection->http->tls);
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
handshake_recheck(struct connection *connection)
{
    struct http *http = connection->http;
    time_ms now = clock_now(&http->world->clock);
    if (atomic_load(&http->tls.generation) == connection->generation) {
        return now < connection->not_after ? TNW_OK : TNW_E_CERTIFICATE_EXPIRED;
    }
    const char *why = "";
    struct tls_state *state = tls_acquire(&http->tls);
    enum tnw_err err = tls_check_peer(state, connection->session, now, &connection->not_after, &why);
    if (err == TNW_OK) {
        connection->generation = state->generation;
    } else {
        log_peer(http->world->log, "certificate_refused", "code=%s why=\"%s\" origin=%s", tnw_error_info(err)->code,
                 why == NULL ? "" : why, connection->peer.origin);
    }
    tls_release(&state);
    return err == TNW_E_NO_MEMORY ? TNW_E_UNAVAILABLE : err;
}

/*
 * Who gets in: the part of a TLS handshake that is ours, and the same question again at each request.
 */
#ifndef TNW_HTTP_HANDSHAKE_H
#define TNW_HTTP_HANDSHAKE_H

#include "http/connection.h"

/* Prepares a fresh session: newest credentials, a client certificate is required, our decision on it. */
void handshake_prepare(struct connection *connection, gnutls_session_t session);

/* Whether the certificate would be accepted now, after reloads and as time went by.
 * Errors: CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REFUSED, UNAVAILABLE (no memory). */
TNW_MUST_CHECK enum tnw_err handshake_recheck(struct connection *connection);

#endif

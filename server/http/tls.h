/*
 * What a handshake goes by: the server's certificate and the policy on client certificates, as one immutable object
 * that a reload replaces. A connection holds the one it was made with; each request is held against the newest.
 */
#ifndef TNW_HTTP_TLS_H
#define TNW_HTTP_TLS_H

#include <gnutls/gnutls.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "http/options.h"
#include "pki/policy.h"

struct tls_state {
    atomic_uint holders;
    uint64_t generation;
    struct cert_policy *policy;
    gnutls_certificate_credentials_t credentials;
};

struct tls {
    pthread_mutex_t lock; /* guards current */
    struct tls_state *current;
    _Atomic uint64_t generation; /* of current; to look without the lock */
};

/* Reads the files. where: at least 256 characters. Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err tls_init(struct tls *tls, const struct http_options *options, char where[256]);
/* Reads the files again; on error the old state stays in force. */
TNW_MUST_CHECK enum tnw_err tls_reload(struct tls *tls, const struct http_options *options, char where[256]);
void tls_wipe(struct tls *tls);

/* The newest state; give it back with tls_release. */
struct tls_state *tls_acquire(struct tls *tls);
void tls_release(struct tls_state **state);

/* The priority string for GnuTLS. */
const char *tls_priorities(const struct http_options *options);

/* Holds the peer's chain against the policy. Errors and not_after, why: as cert_policy_check. */
TNW_MUST_CHECK enum tnw_err tls_check_peer(const struct tls_state *state, gnutls_session_t session, time_ms now,
                                           time_ms *not_after, const char **why);

/* The peer's own certificate, DER; valid as long as the session. Empty when it sent none. */
struct slice tls_peer_certificate(gnutls_session_t session);

#endif

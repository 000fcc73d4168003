/*
 * What a handshake goes by: the server's certificate and which client certificates are accepted, as one immutable
 * object that a reload replaces. A connection holds the one it was made with; each request is held against the newest.
 */
#ifndef TNW_HTTP_TLS_TLS_H
#define TNW_HTTP_TLS_TLS_H

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "http/options.h"
#include "pki/acceptance.h"

struct tls_state {
    atomic_uint holders;
    uint64_t generation;
    struct acceptance *acceptance;
    gnutls_certificate_credentials_t credentials;
    struct stat crl_file; /* as it was just before it was read */
};

struct tls {
    pthread_mutex_t reading; /* one reload at a time: what was read first must not replace what was read last */
    pthread_mutex_t lock;    /* guards current */
    struct tls_state *current;
    _Atomic uint64_t generation; /* of current; to look without the lock */
};

/* Reads the files. where: at least 256 characters. Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err tls_init(struct tls *tls, const struct http_options *options, char where[256]);
/* Reads the files again; on error the old state stays in force. */
TNW_MUST_CHECK enum tnw_err tls_reload(struct tls *tls, const struct http_options *options, char where[256]);
void tls_wipe(struct tls *tls);

/* The CRL's file as it is now; all zero when there is none. */
void tls_look_at_crl(const struct http_options *options, struct stat *out);
/* When the first certificate of the server's own chain expires. */
time_ms tls_certificate_ends(const struct tls_state *state);

/* The first DNS name of the server's certificate that names one host. Returns whether there is one that fits. */
bool tls_first_name(const struct tls_state *state, char *out, size_t size);

/* gnutls_certificate_retrieve_function2 of a daemon whose own credentials hold nothing: each session gets its own
 * (connection.c), and without them fails. */
int tls_no_certificate(gnutls_session_t session, const gnutls_datum_t *issuers, int issuer_count,
                       const gnutls_pk_algorithm_t *algos, int algo_count, gnutls_pcert_st **chain, unsigned *chain_len,
                       gnutls_privkey_t *key);

/* The newest state; give it back with tls_release. */
struct tls_state *tls_acquire(struct tls *tls);
void tls_release(struct tls_state **state);

/* The priority string for GnuTLS. */
const char *tls_priorities(const struct http_options *options);

/* Whether the peer's chain is accepted. Errors and not_after, kinds, why: as acceptance_check. */
TNW_MUST_CHECK enum tnw_err tls_check_peer(const struct tls_state *state, gnutls_session_t session, time_ms now,
                                           time_ms *not_after, code_set *kinds, const char **why);

/* The peer's own certificate, DER; valid as long as the session. Empty when it sent none. */
struct slice tls_peer_certificate(gnutls_session_t session);

#endif

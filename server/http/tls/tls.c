#include "http/tls/tls.h"

#include <gnutls/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"

static void
free_chain(gnutls_x509_crt_t *chain, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        gnutls_x509_crt_deinit(chain[i]);
    }
    gnutls_free(chain);
}

static void
state_free(struct tls_state *state)
{
    if (state == NULL) {
        return;
    }
    acceptance_free(&state->acceptance);
    if (state->credentials != NULL) {
        gnutls_certificate_free_credentials(state->credentials);
    }
    free(state);
}

/* No client takes another one. A certificate that says nothing of its use is one for any. */
static bool
serves(gnutls_certificate_credentials_t credentials)
{
    gnutls_x509_crt_t *chain = NULL;
    unsigned count = 0;
    if (gnutls_certificate_get_x509_crt(credentials, 0, &chain, &count) != GNUTLS_E_SUCCESS) {
        return false;
    }
    bool fits = count > 0 && gnutls_x509_crt_check_key_purpose(chain[0], GNUTLS_KP_TLS_WWW_SERVER, 0) != 0;
    free_chain(chain, count);
    return fits;
}

/* Clients are told whose certificates are asked for. */
static enum tnw_err
name_issuers(gnutls_certificate_credentials_t credentials, const struct acceptance_files *clients, char where[256])
{
    for (unsigned kind = IDENTITY_NONE; kind < IDENTITY_KINDS; kind++) {
        const char *file = kind == IDENTITY_NONE ? clients->ca : clients->ca_of[kind];
        if (file == NULL || file[0] == '\0') {
            continue;
        }
        int rc = gnutls_certificate_set_x509_trust_file(credentials, file, GNUTLS_X509_FMT_PEM);
        if (rc <= 0) {
            snprintf(where, 256, "%.180s: %s", file, rc == 0 ? "no certificate in it" : gnutls_strerror(rc));
            return TNW_E_CONFIGURATION;
        }
    }
    return TNW_OK;
}

/* The trust file only names the accepted issuers to the peer, so that a browser offers fitting certificates: the
 * decision is acceptance_check's. */
static enum tnw_err
load_credentials(gnutls_certificate_credentials_t *out, const struct http_options *options, char where[256])
{
    if (file_check_kept(options->key, where) != TNW_OK) {
        return TNW_E_CONFIGURATION;
    }
    if (gnutls_certificate_allocate_credentials(out) != GNUTLS_E_SUCCESS) {
        return TNW_E_NO_MEMORY;
    }
    int rc = gnutls_certificate_set_x509_key_file(*out, options->certificate, options->key, GNUTLS_X509_FMT_PEM);
    if (rc < 0) {
        snprintf(where, 256, "%.90s, %.90s: %s", options->certificate, options->key, gnutls_strerror(rc));
        return TNW_E_CONFIGURATION;
    }
    if (!serves(*out)) {
        snprintf(where, 256, "%.150s: not a certificate for servers, by its extended key usage", options->certificate);
        return TNW_E_CONFIGURATION;
    }
    return name_issuers(*out, &options->clients, where);
}

void
tls_look_at_crl(const struct http_options *options, struct stat *out)
{
    if (options->clients.crl == NULL || options->clients.crl[0] == '\0' || stat(options->clients.crl, out) != 0) {
        memset(out, 0, sizeof *out);
    }
}

static enum tnw_err
state_load(struct tls_state **out, const struct http_options *options, uint64_t generation, char where[256])
{
    struct tls_state *state = calloc(1, sizeof *state);
    if (state == NULL) {
        return TNW_E_NO_MEMORY;
    }
    atomic_init(&state->holders, 1);
    state->generation = generation;
    tls_look_at_crl(options, &state->crl_file);
    enum tnw_err err = acceptance_load(&state->acceptance, &options->clients, where);
    if (err == TNW_OK) {
        err = load_credentials(&state->credentials, options, where);
    }
    if (err != TNW_OK) {
        state_free(state);
        return err;
    }
    *out = state;
    return TNW_OK;
}

enum tnw_err
tls_init(struct tls *tls, const struct http_options *options, char where[256])
{
    tls->current = NULL;
    pthread_mutex_init(&tls->reading, NULL);
    pthread_mutex_init(&tls->lock, NULL);
    atomic_init(&tls->generation, 1);
    return state_load(&tls->current, options, 1, where);
}

static void
put_in_force(struct tls *tls, struct tls_state *fresh)
{
    pthread_mutex_lock(&tls->lock);
    struct tls_state *old = tls->current;
    tls->current = fresh;
    atomic_store(&tls->generation, fresh->generation);
    pthread_mutex_unlock(&tls->lock);
    tls_release(&old);
}

enum tnw_err
tls_reload(struct tls *tls, const struct http_options *options, char where[256])
{
    struct tls_state *fresh = NULL;
    pthread_mutex_lock(&tls->reading);
    enum tnw_err err = state_load(&fresh, options, atomic_load(&tls->generation) + 1, where);
    if (err == TNW_OK) {
        put_in_force(tls, fresh);
    }
    pthread_mutex_unlock(&tls->reading);
    return err;
}

void
tls_wipe(struct tls *tls)
{
    tls_release(&tls->current);
    pthread_mutex_destroy(&tls->lock);
    pthread_mutex_destroy(&tls->reading);
}

time_ms
tls_certificate_ends(const struct tls_state *state)
{
    gnutls_x509_crt_t *chain = NULL;
    unsigned count = 0;
    time_ms end = ACCEPTANCE_NO_END;
    if (gnutls_certificate_get_x509_crt(state->credentials, 0, &chain, &count) != GNUTLS_E_SUCCESS) {
        return 0; /* without memory: looked at again by the next reload */
    }
    for (unsigned i = 0; i < count; i++) {
        time_ms one = (time_ms)gnutls_x509_crt_get_expiration_time(chain[i]) * 1000;
        end = one < end ? one : end;
    }
    free_chain(chain, count);
    return end;
}

struct tls_state *
tls_acquire(struct tls *tls)
{
    pthread_mutex_lock(&tls->lock);
    struct tls_state *state = tls->current;
    atomic_fetch_add(&state->holders, 1);
    pthread_mutex_unlock(&tls->lock);
    return state;
}

void
tls_release(struct tls_state **state)
{
    if (*state != NULL && atomic_fetch_sub(&(*state)->holders, 1) == 1) {
        state_free(*state);
    }
    *state = NULL;
}

bool
tls_first_name(const struct tls_state *state, char *out, size_t size)
{
    gnutls_x509_crt_t *chain = NULL;
    unsigned count = 0;
    bool found = false;
    if (gnutls_certificate_get_x509_crt(state->credentials, 0, &chain, &count) != GNUTLS_E_SUCCESS) {
        return false;
    }
    for (unsigned i = 0; count > 0 && !found; i++) {
        size_t len = size;
        int type = gnutls_x509_crt_get_subject_alt_name(chain[0], i, out, &len, NULL);
        if (type == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE) {
            break;
        }
        found = type == GNUTLS_SAN_DNSNAME && len < size && strchr(out, '*') == NULL;
    }
    free_chain(chain, count);
    return found;
}

int
tls_no_certificate(gnutls_session_t session, const gnutls_datum_t *issuers, int issuer_count,
                   const gnutls_pk_algorithm_t *algos, int algo_count, gnutls_pcert_st **chain, unsigned *chain_len,
                   gnutls_privkey_t *key)
{
    (void)session;
    (void)issuers;
    (void)issuer_count;
    (void)algos;
    (void)algo_count;
    *chain = NULL;
    *chain_len = 0;
    *key = NULL;
    return -1;
}

/* Finite-field groups cost the server up to half a second for one hello, which costs its sender nothing. */
#define TLS_GROUPS ":-GROUP-ALL:+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1"
#define TLS_SUITES "SECURE128:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:-MAC-ALL:+AEAD:-VERS-ALL:+VERS-TLS1.3" TLS_GROUPS

const char *
tls_priorities(const struct http_options *options)
{
    return options->allow_tls12 ? TLS_SUITES ":+VERS-TLS1.2" : TLS_SUITES;
}

struct slice
tls_peer_certificate(gnutls_session_t session)
{
    unsigned count = 0;
    const gnutls_datum_t *chain = gnutls_certificate_get_peers(session, &count);
    return chain == NULL || count == 0 ? slice_of(NULL, 0) : slice_of(chain[0].data, chain[0].size);
}

enum tnw_err
tls_check_peer(const struct tls_state *state, gnutls_session_t session, time_ms now, time_ms *not_after,
               code_set *kinds, const char **why)
{
    struct slice links[LIMIT_CHAIN];
    unsigned count = 0;
    const gnutls_datum_t *chain = gnutls_certificate_get_peers(session, &count);
    if (chain == NULL || count == 0 || count > LIMIT_CHAIN) {
        *why = count == 0 ? "no certificate" : "chain too long";
        return TNW_E_CERTIFICATE_REFUSED;
    }
    for (unsigned i = 0; i < count; i++) {
        links[i] = slice_of(chain[i].data, chain[i].size);
    }
    return acceptance_check(state->acceptance, links, count, now, not_after, kinds, why);
}

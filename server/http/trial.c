#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "http/listen.h"
#include "http/server.h"
#include "http/tls/tls.h"

/* ends: told as a warning within the notice; past it an error, but for a CRL. */
static enum tnw_err
try_end(const char *path, time_ms end, time_ms now, enum tnw_err past, char where[256])
{
    char when[TIME_TEXT];
    if (end == ACCEPTANCE_NO_END || end - now > LIMIT_RENEWAL_NOTICE_MS) {
        return TNW_OK;
    }
    time_format(when, end);
    if (end <= now && past != TNW_OK) {
        (void)snprintf(where, 256, "%.200s: expired at %s", path, when);
        return past;
    }
    fprintf(stderr, "warning: %s: %s at %s\n", path, end <= now ? "should have been renewed" : "expires", when);
    return TNW_OK;
}

/* Where the CA certificate stands that ends first. */
static const char *
issuers_of(const struct acceptance_files *clients)
{
    for (unsigned kind = IDENTITY_NONE + 1; kind < IDENTITY_KINDS; kind++) {
        if (clients->ca_of[kind] != NULL && clients->ca_of[kind][0] != '\0') {
            return "a CA certificate of tls.client_ca, or of one of tls.client_ca_…";
        }
    }
    return clients->ca;
}

static enum tnw_err
try_ends(const struct http_options *options, const struct tls_state *state, time_ms now, char where[256])
{
    const struct acceptance_ends ends = acceptance_ends(state->acceptance);
    enum tnw_err err = try_end(options->certificate, tls_certificate_ends(state), now, TNW_E_CONFIGURATION, where);
    if (err == TNW_OK) {
        err = try_end(issuers_of(&options->clients), ends.authority, now, TNW_E_CONFIGURATION, where);
    }
    return err == TNW_OK ? try_end(options->clients.crl, ends.crl, now, TNW_OK, where) : err;
}

enum tnw_err
http_try_files(const struct http_options *options, time_ms now, char where[256])
{
    struct tls tls;
    enum tnw_err err = tls_init(&tls, options, where);
    if (err == TNW_OK) {
        struct tls_state *state = tls_acquire(&tls);
        err = try_ends(options, state, now, where);
        tls_release(&state);
    }
    tls_wipe(&tls);
    return err;
}

static enum tnw_err
try_port(const char *address, uint16_t port, bool loopback_only, char where[256])
{
    int fd = -1;
    enum tnw_err err = listen_open(address, &port, loopback_only, &fd, where);
    if (err == TNW_OK) {
        (void)close(fd);
    }
    return err;
}

enum tnw_err
http_try_ports(const struct http_options *options, char where[256])
{
    enum tnw_err err = try_port(options->listen, options->port, false, where);
    if (err == TNW_OK) {
        err = try_port(options->ops_listen, options->ops_port, true, where);
    }
    return err == TNW_OK && options->landing_listen[0] != '\0'
               ? try_port(options->landing_listen, options->landing_port, false, where)
               : err;
}

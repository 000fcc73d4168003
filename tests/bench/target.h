/*
 * Where the load goes, and with which certificates.
 */
#ifndef TNW_BENCH_TARGET_H
#define TNW_BENCH_TARGET_H

#include <openssl/ssl.h>
#include <stdbool.h>
#include <sys/socket.h>

#include "tnw/error.h"

struct target {
    SSL_CTX *tls;
    struct sockaddr_storage address;
    socklen_t address_len;
    char *name; /* for server name indication; NULL when the host is an address */
    bool ldap;  /* what is spoken: LDAP, or HTTP */
    bool blocking;
};

struct target_files {
    const char *ca;
    const char *cert; /* with key: the client certificate, or both NULL */
    const char *key;
    const char *suites; /* TLS 1.3 cipher suites, or NULL for OpenSSL's own choice */
};

/* Resolves host and port and loads the certificates. Errors: TNW_E_CONNECT, TNW_E_CONFIGURATION (certificates). */
TNW_MUST_CHECK enum tnw_err target_open(struct target *target, const char *host, const char *port,
                                        const struct target_files *files);
void target_close(struct target *target);

#endif

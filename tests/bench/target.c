#include "bench/target.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
answers(const struct addrinfo *place)
{
    int fd = socket(place->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = fd >= 0 && connect(fd, place->ai_addr, place->ai_addrlen) == 0;
    if (fd >= 0) {
        (void)close(fd);
    }
    return ok;
}

/* The first address that takes a connection (`localhost` is often ::1 first, where nobody listens), else the first. */
static enum tnw_err
resolve(struct target *target, const char *host, const char *port)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_family = AF_UNSPEC};
    struct addrinfo *found = NULL;
    if (getaddrinfo(host, port, &hints, &found) != 0) {
        return TNW_E_CONNECT;
    }
    const struct addrinfo *place = found;
    while (place != NULL && !answers(place)) {
        place = place->ai_next;
    }
    place = place == NULL ? found : place;
    memcpy(&target->address, place->ai_addr, place->ai_addrlen);
    target->address_len = place->ai_addrlen;
    freeaddrinfo(found);
    return TNW_OK;
}

/* The host is the same for all connections, so its check belongs to the context. */
static bool
expect_host(struct target *target, const char *host)
{
    unsigned char address[sizeof(struct in6_addr)];
    X509_VERIFY_PARAM *param = SSL_CTX_get0_param(target->tls);
    if (inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1) {
        return X509_VERIFY_PARAM_set1_ip_asc(param, host) == 1;
    }
    target->name = strdup(host);
    return target->name != NULL && X509_VERIFY_PARAM_set1_host(param, host, 0) == 1;
}

static bool
use_certificates(SSL_CTX *tls, const struct target_files *files)
{
    if (files->ca != NULL && SSL_CTX_load_verify_file(tls, files->ca) != 1) {
        return false;
    }
    if (files->cert == NULL) {
        return true;
    }
    return SSL_CTX_use_certificate_chain_file(tls, files->cert) == 1 &&
           SSL_CTX_use_PrivateKey_file(tls, files->key, SSL_FILETYPE_PEM) == 1;
}

enum tnw_err
target_open(struct target *target, const char *host, const char *port, const struct target_files *files)
{
    *target = (struct target){0};
    enum tnw_err err = resolve(target, host, port);
    if (err != TNW_OK) {
        return err;
    }
    target->tls = SSL_CTX_new(TLS_client_method());
    if (target->tls == NULL || SSL_CTX_set_min_proto_version(target->tls, TLS1_3_VERSION) != 1) {
        return TNW_E_CONFIGURATION;
    }
    if (!use_certificates(target->tls, files) || !expect_host(target, host)) {
        return TNW_E_CONFIGURATION;
    }
    if (files->suites != NULL && SSL_CTX_set_ciphersuites(target->tls, files->suites) != 1) {
        return TNW_E_CONFIGURATION;
    }
    SSL_CTX_set_verify(target->tls, SSL_VERIFY_PEER, NULL);
    /* Header and body of a record in one read(2). */
    SSL_CTX_set_read_ahead(target->tls, 1);
    return TNW_OK;
}

void
target_close(struct target *target)
{
    SSL_CTX_free(target->tls);
    free(target->name);
    *target = (struct target){0};
}

/*
 * What the listeners are told by the configuration. Strings must live as long as the server: a reload reads the files
 * again.
 */
#ifndef TNW_HTTP_OPTIONS_H
#define TNW_HTTP_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "pki/acceptance.h"

struct http_options {
    const char *listen; /* numeric address, "0.0.0.0" or "::" */
    uint16_t port;      /* 0: the kernel chooses */
    unsigned workers;   /* threads; 0: two per processor */
    unsigned max_connections;
    unsigned max_per_address;
    const char *certificate; /* PEM chain of the server */
    const char *key;         /* PEM */
    struct acceptance_files clients;
    bool allow_tls12;
    const char *ops_listen;     /* loopback only */
    uint16_t ops_port;          /* 0: the kernel chooses */
    const char *landing_listen; /* numeric address; "": no landing page, nor do the next three count */
    uint16_t landing_port;      /* 0: the kernel chooses */
    const char *landing_link;   /* "https://…"; "": the certificate's first name, and port */
    const char *landing_help;   /* a line of text, or "" */
};

#endif

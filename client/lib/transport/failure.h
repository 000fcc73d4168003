/*
 * What it means when an exchange brought no answer.
 */
#ifndef TNW_LIB_FAILURE_H
#define TNW_LIB_FAILURE_H

#include <curl/curl.h>
#include <stdbool.h>

#include "tnw/error.h"

struct failure_facts {
    CURLcode code;
    const char *text; /* libcurl's own words */
    bool fresh;       /* a new connection was made for it */
    bool handshaken;  /* on which the handshake seemed done to us */
    bool answered;    /* something of an answer arrived */
};

struct failure {
    enum tnw_err err;
    bool unsent;    /* the request cannot have reached the server */
    bool transient; /* another try may well succeed */
};

/* Pure. */
struct failure failure_of(const struct failure_facts *facts);

#endif

/*
 * libmicrohttpd's daemon for the API: mutual TLS, a pool of threads.
 */
#ifndef TNW_HTTP_DAEMON_H
#define TNW_HTTP_DAEMON_H

#include "http/http.h"

/* Fills http->daemon and http->port. Errors: CONFIGURATION, IO. */
TNW_MUST_CHECK enum tnw_err daemon_start(struct http *http, char where[256]);

#endif

/*
 * The operator's listener: loopback, no TLS; /healthz, /readyz, /metrics and nothing else.
 */
#ifndef TNW_HTTP_OPS_H
#define TNW_HTTP_OPS_H

#include "http/http.h"

/* Fills http->ops and http->ops_port. Errors: CONFIGURATION (not loopback), IO. */
TNW_MUST_CHECK enum tnw_err ops_start(struct http *http, char where[256]);

#endif

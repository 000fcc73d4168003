/*
 * The listeners: mutual TLS for the API, loopback without TLS for operations (health, metrics), and where it is set one
 * that asks for no certificate and shows how to get in.
 */
#ifndef TNW_HTTP_SERVER_H
#define TNW_HTTP_SERVER_H

#include <stdint.h>

#include "http/options.h"
#include "ledger/ledger.h"
#include "service/core/call.h"

struct http;

/* Starts the listeners. In: ledger: one with a clock. Strings of options must live until http_stop (a reload reads the
 * files again). where: at least 256 characters. Errors: CONFIGURATION (files, addresses), IO (cannot bind),
 * NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err http_start(struct http **out, const struct http_options *options, const struct world *world,
                                       struct ledger *ledger, char where[256]);
/* What a start would meet, without one: the files of [tls], and whether what they hold is in its time at `now` (a CRL
 * past its time only warns, on stderr, since it still counts); and the ports, which nobody else may hold. where,
 * errors as above. */
TNW_MUST_CHECK enum tnw_err http_try_files(const struct http_options *options, time_ms now, char where[256]);
TNW_MUST_CHECK enum tnw_err http_try_ports(const struct http_options *options, char where[256]);
uint16_t http_port(const struct http *http);
uint16_t http_ops_port(const struct http *http);
uint16_t http_landing_port(const struct http *http); /* 0: off */

/* Reads certificates and CRL again: new connections and the next request of open ones go by them. When a file is bad
 * the old ones stay in force. where as above. */
TNW_MUST_CHECK enum tnw_err http_reload(struct http *http, char where[256]);

/* Events for these actors, 16 bytes each, are durable: who waits for one in a long poll is woken. Any thread. */
void http_announce(struct http *http, struct slice actors);

/* Stops accepting, lets requests under way finish (at most limit_ms), ends long polls with what they have. */
void http_drain(struct http *http, int limit_ms);
/* After this no call is under way; the ledger may be stopped (call after ledger_stop so that nothing stays
 * suspended). */
void http_stop(struct http **http);

#endif

/*
 * What a browser gets that has no certificate to show yet: one page that says how to come in. A listener of its own
 * with the main one's certificate; it asks for no certificate, has no API, and says nothing of what it was asked.
 */
#ifndef TNW_HTTP_LANDING_H
#define TNW_HTTP_LANDING_H

#include "http/http.h"

/* A file of the page, as the build embedded it. */
struct landing_file {
    const char *name;
    const char *text;
    size_t len;
};

extern const struct landing_file landing_files[]; /* the last one's name is NULL */

/* Does nothing where options.landing_listen is empty. After daemon_start, whose port the page names. where: at least
 * 256 characters. Errors: CONFIGURATION (addresses; no name to lead to), IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err landing_start(struct http *http, char where[256]);
void landing_stop(struct http *http);

#endif

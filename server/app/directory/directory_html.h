/*
 * The open level of the directory as pages for everybody: an index and a page for each zone, in each language. No
 * script, nothing fetched; whatever a fiche says is text.
 */
#ifndef TNW_APP_DIRECTORY_DIRECTORY_HTML_H
#define TNW_APP_DIRECTORY_DIRECTORY_HTML_H

#include "app/config.h"
#include "service/core/call.h"

struct directory_html {
    const struct world *world;
    const char *folder; /* made when it is not there */
    const char *zone;   /* the page of that zone alone; NULL: all pages, and those of zones that are gone are removed */
};

/* Errors: IO, NO_MEMORY, those of the store. */
TNW_MUST_CHECK enum tnw_err directory_html_run(const struct directory_html *html, char where[CONFIG_WHERE]);

#endif

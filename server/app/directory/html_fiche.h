/*
 * What stands on a page of the directory: its frame, and fiches.
 */
#ifndef TNW_APP_DIRECTORY_HTML_FICHE_H
#define TNW_APP_DIRECTORY_HTML_FICHE_H

#include <jansson.h>

#include "service/access_log/words_say.h"

/* Appends the text, in which nothing is markup. */
void html_fiche_text(struct buf *out, const char *text);

/* Begins a page up to its heading, and ends it. file: what its names begin with, "zone-gent"; title: text; day: it is
 * made on, YYYY-MM-DD. */
void html_fiche_begin(struct buf *out, const struct speech *speech, const char *file, const char *title);
void html_fiche_end(struct buf *out, const struct speech *speech, const char *day);

/* One fiche, as fiche.list shows it: only members of the open level are looked at. */
void html_fiche_put(struct buf *out, const struct speech *speech, const json_t *fiche);

#endif

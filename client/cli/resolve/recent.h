/*
 * Which ids this profile saw last, so that @last, @3 and a few characters are enough: in recent.json, for each server
 * and certificate. Ids, and names only encrypted (names_kept.h): who can read the file learns of nobody.
 */
#ifndef TNW_CLI_RECENT_H
#define TNW_CLI_RECENT_H

#include <jansson.h>

#include "cli.h"

struct recent {
    char *path;
    json_t *all; /* "URL CERTIFICATE" → {kind → {"last": id, "rows": [id], "seen": [id]}} */
    json_t *own; /* of all */
};

/* Reads what there is; where nothing can be remembered, nothing is. Freed with recent_close. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err recent_open(struct cli *cli, struct recent *out);
void recent_close(struct recent *recent);

/* Return an id, or NULL: the last of that kind; the one of a row of the last list; the i-th seen, newest first. Live as
 * long as recent is unchanged. */
const char *recent_last(const struct recent *recent, const char *kind);
const char *recent_row(const struct recent *recent, const char *kind, size_t row);
const char *recent_seen(const struct recent *recent, const char *kind, size_t i);

/* Makes an id the last of its kind. */
void recent_note(struct recent *recent, const char *id);

/* Makes ids the rows of the last list of their kind. */
void recent_note_rows(struct recent *recent, const char *kind, const char *const *ids, size_t count);

/* Notes what an answer of the server speaks of: its id, and the rows of its list. What is no answer says nothing. */
void recent_note_answer(struct recent *recent, const char *json);

/* Return and take what known.h keeps; NULL: nothing. */
const char *recent_names(const struct recent *recent);
void recent_keep_names(struct recent *recent, const char *encrypted);

/* Keeps it for the next run; where that cannot be, the next run knows less. */
void recent_save(struct cli *cli, const struct recent *recent);

#endif

/*
 * What was proven before, remembered for each server in seen.json.
 */
#ifndef TNW_CLI_SEEN_H
#define TNW_CLI_SEEN_H

#include <jansson.h>

#include "cli.h"
#include "tnw/verify.h"

struct seen {
    char *path;
    /* url → {"note", "note_key", "key", "former": [key], "witnesses": [key],
     *        "dossiers": {id → {"counter", "head", "pending": {request → leaf}}}} */
    json_t *all;
    json_t *server; /* of all */
};

/* Reads what there is for the server of the profile. Freed with seen_close. Errors: CONFIGURATION: the file is there
 * and is not ours; those of settings_gather. */
TNW_MUST_CHECK enum tnw_err seen_open(struct cli *cli, struct seen *out);
void seen_close(struct seen *seen);

/* Return the newest checkpoint that was verified, the key that signed it, the key that counts, and one that counted
 * before, from the oldest on; NULL for none. Live as long as seen is unchanged. */
const char *seen_note(const struct seen *seen);
const char *seen_note_key(const struct seen *seen);
const char *seen_key(const struct seen *seen);
const char *seen_former(const struct seen *seen, size_t i);
/* Whether the key counts for this server, or did. */
bool seen_knows_key(const struct seen *seen, const char *key);
/* How many dossiers have a head that is kept. */
size_t seen_dossiers(const struct seen *seen);

/* Remembers that `key` counts from now on, and that the one that did, and `other` (NULL: none), did before. What was
 * kept stays. Errors: IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err seen_accept(struct cli *cli, struct seen *seen, const char *other, const char *key);
/* A witness whose cosignature is asked for when no --witness says otherwise; NULL: no more. */
const char *seen_witness(const struct seen *seen, size_t i);
/* Remembers one more. Errors: USAGE: too many; IO, NO_MEMORY; with cli->why. */
TNW_MUST_CHECK enum tnw_err seen_add_witness(struct cli *cli, struct seen *seen, const char *key);
/* Forgets all of this server. Errors: IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err seen_forget(struct cli *cli, struct seen *seen);
/* Whether a head of the dossier is known. */
bool seen_head(const struct seen *seen, const char *dossier, struct tnw_access_head *out);

/* Expects of the check what was shown of the dossier before and was in no map yet. Errors: CONFIGURATION: what is kept
 * cannot be expected; with cli->why. */
TNW_MUST_CHECK enum tnw_err seen_expect(struct cli *cli, const struct seen *seen, const char *dossier,
                                        struct tnw_access_check *check);

/* Remembers, durably. In: check: what it holds pending; last: the request of the last answer, whose record is in none
 * of them yet. Errors: IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err seen_save(struct cli *cli, struct seen *seen, const char *note, const char *key,
                                      const char *dossier, const struct tnw_access_head *head,
                                      const struct tnw_access_check *check, const char *last);

#endif

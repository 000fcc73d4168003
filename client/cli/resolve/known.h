/*
 * What ids are called: of dossiers and people that this profile saw, so that a name is not asked for again and leaves
 * no record of one more look. Kept in recent.json, encrypted (names_kept.h).
 */
#ifndef TNW_CLI_KNOWN_H
#define TNW_CLI_KNOWN_H

#include "cli.h"
#include "resolve/recent.h"

/* Reads what is remembered for this role; where that cannot be, nothing is known. Freed with known_close, by which it
 * is put into recent. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err known_open(struct cli *cli, struct recent *recent);
void known_close(struct cli *cli, struct recent *recent);

/* Notes who and what an answer of the server names. */
void known_learn(struct cli *cli, const char *json);

/* All own dossiers were seen just now. */
void known_all_dossiers(struct cli *cli);

/* Whether a name can be looked for among those that are known; else all must be listed again. */
bool known_has_all_dossiers(const struct cli *cli);
/* Returns the first dossier, or the next one behind that, whose patient or first day of unfitness that is, or NULL. */
const char *known_dossier_called(const struct cli *cli, const char *name, const char *behind);
/* Returns what to tell of a dossier or a thread, a new text freed with free(); NULL: it is not known. */
char *known_words(const struct cli *cli, const char *id);

/* Returns the name of a person or an organisation, asked for where it is not known; or of the patient of a dossier,
 * never asked for. The id where there is none; NULL for NULL. For tables and fields, behind all that the command asks
 * of the server. */
const char *known_name(const struct cli *cli, const char *id);

#endif

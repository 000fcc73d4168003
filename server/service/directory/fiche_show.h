/*
 * A fiche of the actor directory, as its levels show it.
 */
#ifndef TNW_SERVICE_DIRECTORY_FICHE_SHOW_H
#define TNW_SERVICE_DIRECTORY_FICHE_SHOW_H

#include "json/write.h"
#include "store/records/fiche.h"

/* Whether nobody has looked at it for a year. today: of the log. */
bool fiche_show_is_stale(const struct fiche *fiche, day_num today);

/* The open level: what everybody may know. */
void fiche_show_open(struct json_writer *jw, const char *key, const struct fiche *fiche, day_num today);
/* Both levels, and whose it is: for professionals. */
void fiche_show_whole(struct json_writer *jw, const char *key, const struct fiche *fiche, day_num today);

/* As its operator's table has it: what a body says (schemas/body/fiche.schema.json) and verified_on; as ref its id,
 * where it has none. */
void fiche_show_row(struct json_writer *jw, const struct fiche *fiche, bool professional);

#endif

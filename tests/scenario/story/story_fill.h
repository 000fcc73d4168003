/*
 * Fills in what a deed asks of the server from the row of a table that asks for it.
 */
#ifndef STORY_FILL_H
#define STORY_FILL_H

#include "story.h"

/* What NAME stands for: see story_fill_text. false: it is not known. */
bool story_fill_name(const struct house *house, const struct story_row *row, const char *name, char out[64]);
/* In text, {NAME} is what stands behind NAME= in the value of the row, or a name of this dossier ({dossier}, {gao} and
 * the like: the last one). Returns NULL when one is not known; the caller frees it. */
char *story_fill_text(const struct house *house, const struct story_row *row, const char *text);
/* The same in all texts of a document; {#NAME} is no text but the number or the truth of it. A member with a name that
 * is not known falls away. Returns NULL when the whole is such a text. */
json_t *story_fill_json(const struct house *house, const struct story_row *row, const json_t *template);

#endif

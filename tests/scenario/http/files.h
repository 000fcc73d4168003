/*
 * Files that scenarios send.
 */
#ifndef SCENARIO_HTTP_FILES_H
#define SCENARIO_HTTP_FILES_H

#include "sample_file.h"
#include "scenario/house.h"

/* Where those of the {dossier} are. */
#define FILES "/v1/dossiers/{dossier}/attachments"

/* The request that sends bytes, which may be less than the length that it says; then more follows. */
void files_write_upload(struct buf *out, const struct house *house, const char *type, size_t length,
                        struct slice bytes);

/* Sends it as that actor on a connection of its own, and saves the id under that name. Returns the status. */
int files_send(struct house *house, const char *actor, const char *type, struct slice bytes, const char *name);

#endif

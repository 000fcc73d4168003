/*
 * A file on its way out: each chunk in a snapshot of its own, so that a slow peer keeps none.
 */
#ifndef TNW_SERVICE_ATTACHMENT_DOWNLOAD_H
#define TNW_SERVICE_ATTACHMENT_DOWNLOAD_H

#include "service/core/call.h"

/* Writes what stands at that place of the file, at most max bytes, no further than its chunk goes. Returns how many; 0:
 * it cannot be read; erased: because its dossier was erased meanwhile. */
size_t download_part(struct store *store, const struct reply_file *file, uint64_t at, void *out, size_t max,
                     bool *erased);

#endif

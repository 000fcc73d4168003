/*
 * Small files of a backup that are there as a whole or not at all. JSON is {"of": WORD, "sha256": of the next member's
 * canonical text, "what": …}.
 */
#ifndef TNW_APP_BACKUP_WRAPPED_H
#define TNW_APP_BACKUP_WRAPPED_H

#include <jansson.h>

#include "app/config.h"

/* Frees content. Errors: IO, STORAGE_FULL, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err wrapped_write_file(const char *path, struct buf *content);
/* Errors: NOT_FOUND, IO, NO_MEMORY. where: at least CONFIG_WHERE characters, in all. */
TNW_MUST_CHECK enum tnw_err wrapped_read_file(const char *path, struct buf *text, size_t max, char where[CONFIG_WHERE]);

/* what: canonical; is freed. */
TNW_MUST_CHECK enum tnw_err wrapped_write(const char *path, const char *of, struct buf *what);
/* Out: whole: to be freed, also after an error; what: in it. Errors: also CORRUPT. */
TNW_MUST_CHECK enum tnw_err wrapped_read(const char *path, const char *of, json_t **whole, json_t **what,
                                         char where[CONFIG_WHERE]);
/* Says that it is damaged: CORRUPT. */
enum tnw_err wrapped_fail(const char *path, char where[CONFIG_WHERE]);

/* Members. false: it is not there, or another kind. */
bool wrapped_number(const json_t *object, const char *name, uint64_t *out);
bool wrapped_hex(const json_t *object, const char *name, uint8_t *out, size_t len);

#endif

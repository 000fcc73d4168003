/*
 * The key that signs the log's checkpoints: a text file of mode 0600, apart from the data, like the keyring.
 */
#ifndef TNW_AUDIT_NOTE_LOG_KEY_H
#define TNW_AUDIT_NOTE_LOG_KEY_H

#include "audit/note/note.h"

struct log_key {
    struct note_key public; /* its name is the log's */
    struct sign_key *secret;
};

/* Whether it is an address without a scheme, as `example.be/tnwd` (C2SP signed-note): so no two logs are named alike by
 * accident. */
bool log_key_is_origin(const char *name);

/* Makes a fresh key file for a log of that name; refuses to replace one. Errors: USAGE: the name is none such;
 * CONFLICT: there is a file; IO. */
TNW_MUST_CHECK enum tnw_err log_key_create(const char *path, const char *name);
/* Free with log_key_wipe, also after a failure. where: at least 256 characters.
 * Errors: CONFIGURATION (another form, wrong mode or owner), IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err log_key_load(struct log_key *out, const char *path, char where[256]);
void log_key_wipe(struct log_key *key);

/* Appends the signed note over a checkpoint's text. Errors: USAGE, CRYPTO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err log_key_sign(const struct log_key *key, struct slice text, struct buf *note);

/* Holds the file for one process that signs, until *fd is closed. Errors: CONFLICT: another one holds it; IO. */
TNW_MUST_CHECK enum tnw_err log_key_lock(const char *path, int *fd);

#endif

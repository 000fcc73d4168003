/*
 * The record by which a log goes on under another key: the new key, signed by the old one where there is one. Who holds
 * the old key follows by it without asking anybody.
 */
#ifndef TNW_AUDIT_NOTE_KEY_CHANGE_H
#define TNW_AUDIT_NOTE_KEY_CHANGE_H

#include "audit/note/note.h"

#define KEY_CHANGE_ACTION "log_key.change"
/* A log that lost what its key signed last, and goes on from where its witnesses were. */
#define KEY_CONTINUE_ACTION "log_key.continue"

struct key_change {
    struct note_key fresh;
    bool is_signed; /* the old key was there; what follows is valid */
    struct note_key old;
    uint8_t signature[SIGN_SIGNATURE];
};

/* Appends the ground of the record: `new:KEY`, and with an old key `old:KEY signature:BASE64`. In: seq: of the record;
 * old, secret: NULL: the old key is lost. Errors: USAGE: a key's name does not fit into a ground, or secret is not
 * old's; CRYPTO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err key_change_encode(struct buf *ground, uint64_t seq, const struct note_key *fresh,
                                              const struct note_key *old, const struct sign_key *secret);
/* Reads the ground of record seq. Errors: CORRUPT: another form, or the old key is the new one; CRYPTO: the old key did
 * not sign it; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err key_change_open(struct key_change *out, struct slice ground, uint64_t seq);

#endif

/*
 * Signed notes (C2SP signed-note) with Ed25519 signatures, and the timestamped cosignatures of witnesses (C2SP
 * tlog-cosignature, version 1). What is parsed comes from anybody: it says nothing until note_verify has said so.
 */
#ifndef TNW_AUDIT_NOTE_NOTE_H
#define TNW_AUDIT_NOTE_NOTE_H

#include "base/bytes.h"
#include "crypto/sign.h"

/* A checkpoint with sixteen signatures of the largest kind in use (5 kB each) fits. */
#define NOTE_MAX ((size_t)128 * 1024)
/* What the specification asks every verifier to take; ours has one signature of the log and one of each witness. */
#define NOTE_SIGNATURES 16
/* The largest signature in use, of a key that we do not know, is below 5 kB. */
#define NOTE_SIGNATURE_MAX ((size_t)6 * 1024)
/* Names are short addresses: `audit.example.be/tnw`. */
#define NOTE_NAME_MAX 128
#define NOTE_KEY_ID 4
/* A public key of any kind, with its kind in front: ML-DSA's largest is 2592 bytes. */
#define NOTE_KEY_MAX ((size_t)4 * 1024)
/* Timestamps of cosignatures are seconds, below 2^63. */
#define NOTE_TIME_MAX ((uint64_t)INT64_MAX)

/* The signature types that we make and check; the value is the type byte of the specification. */
enum note_kind { NOTE_ED25519 = 0x01, NOTE_COSIGNATURE = 0x04 };

/* Who signs, and how: name and id together find a key's signature in a note. */
struct note_key {
    char name[NOTE_NAME_MAX + 1];
    enum note_kind kind;
    uint8_t id[NOTE_KEY_ID];
    uint8_t public_key[SIGN_PUBLIC];
};

/* Sets name, kind and public key, and computes the id: the start of SHA-256(name ‖ LF ‖ kind ‖ public key).
 * Errors: USAGE: no name, a longer one than NOTE_NAME_MAX, one with a blank, a `+`, or a character that is none. */
TNW_MUST_CHECK enum tnw_err note_key_set(struct note_key *out, struct slice name, enum note_kind kind,
                                         const uint8_t public_key[SIGN_PUBLIC]);
/* Appends the text form: name ‖ "+" ‖ id in hex ‖ "+" ‖ base64(kind ‖ public key). Errors are sticky in out. */
void note_key_encode(struct buf *out, const struct note_key *key);
/* Reads the text form. Errors: CORRUPT: another form, another kind of key, or an id that is not the key's. */
TNW_MUST_CHECK enum tnw_err note_key_parse(struct note_key *out, struct slice text);

/* Whether it is a key in text form of a kind that is neither of ours: well-formed, and of no use to us. */
bool note_key_is_of_another_kind(struct slice text);

/* One signature line. Borrows from the note's bytes. */
struct note_signature {
    struct slice name;
    struct slice base64; /* of key id ‖ signature */
    uint8_t id[NOTE_KEY_ID];
};

/* A note taken apart. Borrows from its bytes. */
struct note {
    struct slice text;                                 /* with its last line end, without the blank line */
    struct note_signature signatures[NOTE_SIGNATURES]; /* those that could be of a key that we know */
    size_t count;
};

/* Appends a text and the blank line behind it: what signature lines follow. Errors: USAGE: the text is empty, does not
 * end its last line, or holds control characters or bad UTF-8; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err note_begin(struct buf *out, struct slice text);
/* Appends the signature line of `secret` over that text. In: key: of secret; time: seconds since 1970, of a cosignature
 * only. Errors: USAGE: key is of another secret, or time is above NOTE_TIME_MAX; CRYPTO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err note_sign(struct buf *out, struct slice text, const struct note_key *key,
                                      const struct sign_key *secret, uint64_t time);

/* Takes a note apart; one reading or none. What strangers put below it is let stand, whatever follows the dash of their
 * lines. Errors: CORRUPT: another form, or beyond the bounds above. */
TNW_MUST_CHECK enum tnw_err note_parse(struct note *out, struct slice bytes);
/* Whether its name and id are that key's. */
bool note_is_signed_by(const struct note_signature *signature, const struct note_key *key);
/* Checks the signature by that key. Out: *time: seconds since 1970 for a cosignature, else 0; may be NULL.
 * Errors: NOT_FOUND: that key signed nothing here; CRYPTO: its signature is not one over this text, or there are two;
 * NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err note_verify(const struct note *note, const struct note_key *key, uint64_t *time);

#endif

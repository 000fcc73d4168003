#include "audit/note/key_change.h"

#include <inttypes.h>
#include <string.h>

#include "audit/note/note_text.h"
#include "base/base64.h"

/* What the old key signs: no checkpoint, whose second line is a number. */
static void
put_change_text(struct buf *out, uint64_t seq, const struct note_key *old, const struct note_key *fresh)
{
    buf_put_str(out, "tnw-log-key-change/v1\n");
    note_key_encode(out, old);
    buf_put_u8(out, '\n');
    note_key_encode(out, fresh);
    buf_printf(out, "\n%" PRIu64 "\n", seq);
}

/* A ground holds printable ASCII, its codes are separated by blanks, and no name of a key has one. */
static bool
fits_a_ground(const struct note_key *key)
{
    for (const char *at = key->name; *at != 0; at++) {
        if (*at <= ' ' || *at > '~' || *at == '"' || *at == '\\') {
            return false;
        }
    }
    return true;
}

static bool
is_key_of(const struct note_key *key, const struct sign_key *secret)
{
    uint8_t public_key[SIGN_PUBLIC];
    sign_key_public(secret, public_key);
    return memcmp(public_key, key->public_key, sizeof public_key) == 0;
}

static enum tnw_err
put_old(struct buf *ground, uint64_t seq, const struct note_key *fresh, const struct note_key *old,
        const struct sign_key *secret)
{
    struct buf text = {0};
    uint8_t signature[SIGN_SIGNATURE];
    if (!fits_a_ground(old) || !is_key_of(old, secret)) {
        return TNW_E_USAGE;
    }
    put_change_text(&text, seq, old, fresh);
    enum tnw_err err = text.err == TNW_OK ? sign_make(secret, buf_slice(&text), signature) : text.err;
    buf_free(&text);
    if (err == TNW_OK) {
        buf_put_str(ground, " old:");
        note_key_encode(ground, old);
        buf_put_str(ground, " signature:");
        base64_encode(ground, slice_of(signature, sizeof signature));
    }
    return err;
}

enum tnw_err
key_change_encode(struct buf *ground, uint64_t seq, const struct note_key *fresh, const struct note_key *old,
                  const struct sign_key *secret)
{
    if (!fits_a_ground(fresh)) {
        return TNW_E_USAGE;
    }
    buf_put_str(ground, "new:");
    note_key_encode(ground, fresh);
    enum tnw_err err = old == NULL ? TNW_OK : put_old(ground, seq, fresh, old, secret);
    return err == TNW_OK ? ground->err : err;
}

/* The value of the next code, which must be of that kind. */
static bool
take_code(struct slice *ground, const char *kind, struct slice *value)
{
    struct slice code = note_text_until(ground, ' ');
    struct slice name = note_text_until(&code, ':');
    *value = code;
    return slice_eq(name, slice_str(kind));
}

static bool
take_changed_key(struct slice *ground, const char *kind, struct note_key *key)
{
    struct slice text;
    return take_code(ground, kind, &text) && note_key_parse(key, text) == TNW_OK && key->kind == NOTE_ED25519;
}

static bool
take_signature(struct slice *ground, uint8_t signature[SIGN_SIGNATURE])
{
    struct slice text;
    size_t len;
    return take_code(ground, "signature", &text) && base64_decode(signature, SIGN_SIGNATURE, &len, text) == TNW_OK &&
           len == SIGN_SIGNATURE;
}

static enum tnw_err
check_change_signature(const struct key_change *change, uint64_t seq)
{
    struct buf text = {0};
    put_change_text(&text, seq, &change->old, &change->fresh);
    enum tnw_err err =
        text.err == TNW_OK ? sign_verify(change->old.public_key, buf_slice(&text), change->signature) : text.err;
    buf_free(&text);
    return err;
}

enum tnw_err
key_change_open(struct key_change *out, struct slice ground, uint64_t seq)
{
    *out = (struct key_change){.is_signed = false};
    if (!take_changed_key(&ground, "new", &out->fresh)) {
        return TNW_E_CORRUPT;
    }
    if (ground.len == 0) {
        return TNW_OK;
    }
    bool whole =
        take_changed_key(&ground, "old", &out->old) && take_signature(&ground, out->signature) && ground.len == 0;
    bool changes = memcmp(out->old.public_key, out->fresh.public_key, SIGN_PUBLIC) != 0;
    out->is_signed = true;
    return whole && changes ? check_change_signature(out, seq) : TNW_E_CORRUPT;
}

#include "audit/note/note.h"

#include <inttypes.h>
#include <string.h>

#include "audit/note/note_text.h"
#include "base/base64.h"
#include "crypto/hash.h"

#define KEY_BYTES (1 + SIGN_PUBLIC)
#define TIME_BYTES 8
/* Key id, time, signature: the longest that we can check. */
#define KNOWN_MAX (NOTE_KEY_ID + TIME_BYTES + SIGN_SIGNATURE)

static const char dash[] = "\xe2\x80\x94 "; /* em dash and blank */

enum tnw_err
note_key_set(struct note_key *out, struct slice name, enum note_kind kind, const uint8_t public_key[SIGN_PUBLIC])
{
    *out = (struct note_key){.kind = kind};
    if (name.len > NOTE_NAME_MAX || !note_text_is_name(name)) {
        return TNW_E_USAGE;
    }
    memcpy(out->name, name.ptr, name.len);
    memcpy(out->public_key, public_key, SIGN_PUBLIC);
    uint8_t type = (uint8_t)kind;
    struct slice parts[] = {name, slice_of("\n", 1), slice_of(&type, 1), slice_of(public_key, SIGN_PUBLIC)};
    struct hash hash = hash_parts(parts, 4);
    memcpy(out->id, hash.bytes, NOTE_KEY_ID);
    return TNW_OK;
}

void
note_key_encode(struct buf *out, const struct note_key *key)
{
    uint8_t bytes[KEY_BYTES] = {(uint8_t)key->kind};
    memcpy(bytes + 1, key->public_key, SIGN_PUBLIC);
    buf_put_str(out, key->name);
    buf_put_u8(out, '+');
    buf_put_hex(out, slice_of(key->id, NOTE_KEY_ID));
    buf_put_u8(out, '+');
    base64_encode(out, slice_of(bytes, sizeof bytes));
}

enum tnw_err
note_key_parse(struct note_key *out, struct slice text)
{
    *out = (struct note_key){0};
    struct slice name = note_text_until(&text, '+');
    struct slice hex = note_text_until(&text, '+');
    uint8_t bytes[KEY_BYTES];
    size_t len;
    if (base64_decode(bytes, sizeof bytes, &len, text) != TNW_OK || len != sizeof bytes ||
        (bytes[0] != NOTE_ED25519 && bytes[0] != NOTE_COSIGNATURE)) {
        return TNW_E_CORRUPT;
    }
    char id[2 * NOTE_KEY_ID + 1];
    if (note_key_set(out, name, (enum note_kind)bytes[0], bytes + 1) == TNW_OK) {
        hex_encode(id, out->id, NOTE_KEY_ID);
        if (slice_eq(hex, slice_str(id))) {
            return TNW_OK;
        }
    }
    *out = (struct note_key){0};
    return TNW_E_CORRUPT;
}

/* The id is not looked at: other kinds have other ways to compute it. */
bool
note_key_is_of_another_kind(struct slice text)
{
    uint8_t bytes[NOTE_KEY_MAX];
    size_t len;
    struct slice name = note_text_until(&text, '+');
    struct slice hex = note_text_until(&text, '+');
    bool digits = hex.len == (size_t)2 * NOTE_KEY_ID;
    for (size_t i = 0; i < hex.len; i++) {
        digits = digits && hex.ptr[i] != 0 && strchr("0123456789abcdef", hex.ptr[i]) != NULL;
    }
    return digits && note_text_is_name(name) && name.len <= NOTE_NAME_MAX &&
           base64_decode(bytes, sizeof bytes, &len, text) == TNW_OK && len > 1 && bytes[0] != NOTE_ED25519 &&
           bytes[0] != NOTE_COSIGNATURE;
}

enum tnw_err
note_begin(struct buf *out, struct slice text)
{
    if (text.len == 0 || text.ptr[text.len - 1] != '\n' || !note_text_is_plain(text)) {
        return TNW_E_USAGE;
    }
    buf_put_slice(out, text);
    buf_put_u8(out, '\n');
    return out->err;
}

/* Appends what is signed: a cosignature's two lines in front keep it apart from a signature by the log. */
static void
put_message(struct buf *out, enum note_kind kind, uint64_t time, struct slice text)
{
    if (kind == NOTE_COSIGNATURE) {
        buf_printf(out, "cosignature/v1\ntime %" PRIu64 "\n", time);
    }
    buf_put_slice(out, text);
}

static enum tnw_err
check_signer(const struct note_key *key, const struct sign_key *secret, uint64_t time)
{
    uint8_t public_key[SIGN_PUBLIC];
    sign_key_public(secret, public_key);
    bool same = memcmp(public_key, key->public_key, SIGN_PUBLIC) == 0;
    return same && time <= (key->kind == NOTE_COSIGNATURE ? NOTE_TIME_MAX : 0) ? TNW_OK : TNW_E_USAGE;
}

static void
put_signature_line(struct buf *out, const struct note_key *key, struct slice signature)
{
    buf_put_str(out, dash);
    buf_put_str(out, key->name);
    buf_put_u8(out, ' ');
    base64_encode(out, signature);
    buf_put_u8(out, '\n');
}

enum tnw_err
note_sign(struct buf *out, struct slice text, const struct note_key *key, const struct sign_key *secret, uint64_t time)
{
    struct buf message = {0};
    struct buf bytes = {0};
    uint8_t signature[SIGN_SIGNATURE];
    enum tnw_err err = check_signer(key, secret, time);
    if (err != TNW_OK) {
        return err;
    }
    put_message(&message, key->kind, time, text);
    err = message.err;
    if (err == TNW_OK) {
        err = sign_make(secret, buf_slice(&message), signature);
    }
    if (err != TNW_OK) {
        goto out;
    }
    buf_put(&bytes, key->id, NOTE_KEY_ID);
    if (key->kind == NOTE_COSIGNATURE) {
        buf_put_u64(&bytes, time);
    }
    buf_put(&bytes, signature, sizeof signature);
    err = bytes.err;
    if (err == TNW_OK) {
        put_signature_line(out, key, buf_slice(&bytes));
        err = out->err;
    }
out:
    buf_free(&bytes);
    buf_free(&message);
    return err;
}

/* The text ends at the last blank line of the note: a text may hold blank lines itself. */
static bool
split_note(struct slice bytes, struct slice *text, struct slice *lines)
{
    if (bytes.len < 2 || bytes.len > NOTE_MAX || !note_text_is_plain(bytes)) {
        return false;
    }
    size_t end = bytes.len - 1;
    while (end > 0 && (bytes.ptr[end] != '\n' || bytes.ptr[end - 1] != '\n')) {
        end--;
    }
    *text = slice_of(bytes.ptr, end);
    *lines = slice_of(bytes.ptr + end + 1, bytes.len - end - 1);
    return end > 0 && lines->len > 0 && bytes.ptr[bytes.len - 1] == '\n';
}

static bool
begins_with_dash(struct slice line)
{
    return line.len >= sizeof dash - 1 && memcmp(line.ptr, dash, sizeof dash - 1) == 0;
}

/* false: it is of no form that we know, so by nobody whom we know. */
static bool
parse_signature_line(struct note_signature *out, struct slice line)
{
    uint8_t bytes[NOTE_KEY_ID + NOTE_SIGNATURE_MAX];
    size_t len;
    size_t lead = sizeof dash - 1;
    struct slice rest = slice_of(line.ptr + lead, line.len - lead);
    out->name = note_text_until(&rest, ' ');
    out->base64 = rest;
    if (!note_text_is_name(out->name) || base64_decode(bytes, sizeof bytes, &len, rest) != TNW_OK ||
        len <= NOTE_KEY_ID) {
        return false;
    }
    memcpy(out->id, bytes, NOTE_KEY_ID);
    return true;
}

/* Finds the signature of that key. Errors: NOT_FOUND; CRYPTO: there are two, and each could be the one that counts. */
static enum tnw_err
find_signature(const struct note *note, const struct note_key *key, const struct note_signature **out)
{
    *out = NULL;
    for (size_t i = 0; i < note->count; i++) {
        if (note_is_signed_by(&note->signatures[i], key)) {
            if (*out != NULL) {
                return TNW_E_CRYPTO;
            }
            *out = &note->signatures[i];
        }
    }
    return *out == NULL ? TNW_E_NOT_FOUND : TNW_OK;
}

enum tnw_err
note_parse(struct note *out, struct slice bytes)
{
    *out = (struct note){0};
    struct slice text;
    struct slice lines;
    if (!split_note(bytes, &text, &lines)) {
        return TNW_E_CORRUPT;
    }
    for (size_t count = 0; lines.len > 0; count++) {
        struct slice line = note_text_until(&lines, '\n');
        if (count == NOTE_SIGNATURES || !begins_with_dash(line)) {
            *out = (struct note){0};
            return TNW_E_CORRUPT;
        }
        out->count += parse_signature_line(&out->signatures[out->count], line);
    }
    out->text = text;
    return TNW_OK;
}

bool
note_is_signed_by(const struct note_signature *signature, const struct note_key *key)
{
    return slice_eq(signature->name, slice_str(key->name)) && memcmp(signature->id, key->id, NOTE_KEY_ID) == 0;
}

enum tnw_err
note_verify(const struct note *note, const struct note_key *key, uint64_t *time)
{
    uint8_t bytes[KNOWN_MAX];
    size_t len;
    const struct note_signature *found;
    enum tnw_err err = find_signature(note, key, &found);
    if (err != TNW_OK) {
        return err;
    }
    bool timed = key->kind == NOTE_COSIGNATURE;
    size_t expected = KNOWN_MAX - (timed ? 0 : TIME_BYTES);
    if (base64_decode(bytes, sizeof bytes, &len, found->base64) != TNW_OK || len != expected) {
        return TNW_E_CRYPTO;
    }
    struct cursor cur = cursor_of(slice_of(bytes + NOTE_KEY_ID, len - NOTE_KEY_ID));
    uint64_t when = timed ? cursor_u64(&cur) : 0;
    if (when > NOTE_TIME_MAX) {
        return TNW_E_CRYPTO;
    }
    struct buf message = {0};
    put_message(&message, key->kind, when, note->text);
    err = message.err;
    if (err == TNW_OK) {
        err = sign_verify(key->public_key, buf_slice(&message), cur.ptr);
    }
    buf_free(&message);
    if (time != NULL) {
        *time = err == TNW_OK ? when : 0;
    }
    return err;
}

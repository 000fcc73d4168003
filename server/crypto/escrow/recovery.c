#include "crypto/escrow/recovery.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define ESCROW_FORM "escrow"
#define SHARE_FORM "share"
#define POINT 32 /* of X25519 */

static const char *const forms[RECOVERY_KINDS] = {
    [RECOVERY_INDEX] = "index", [RECOVERY_WRAP] = "wrap", [RECOVERY_LOG_KEY] = "log-key"};

static EVP_PKEY *
pair_of(const uint8_t secret[SHAMIR_SECRET])
{
    return EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, NULL, secret, SHAMIR_SECRET);
}

static bool
public_of(EVP_PKEY *pair, uint8_t out[POINT])
{
    size_t len = POINT;
    return pair != NULL && EVP_PKEY_get_raw_public_key(pair, out, &len) == 1 && len == POINT;
}

/* RFC 7748; a point that gives zero is refused by OpenSSL. */
static bool
agree(EVP_PKEY *pair, const uint8_t other[POINT], uint8_t out[POINT])
{
    size_t len = POINT;
    EVP_PKEY *peer = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, other, POINT);
    EVP_PKEY_CTX *ctx = pair == NULL || peer == NULL ? NULL : EVP_PKEY_CTX_new(pair, NULL);
    bool ok = ctx != NULL && EVP_PKEY_derive_init(ctx) == 1 && EVP_PKEY_derive_set_peer(ctx, peer) == 1 &&
              EVP_PKEY_derive(ctx, out, &len) == 1 && len == POINT;
    EVP_PKEY_CTX_free(ctx);
    EVP_PKEY_free(peer);
    return ok;
}

/* From what both sides agree on, and both public keys. */
static struct aead_key
derive(const uint8_t agreed[POINT], const uint8_t once[POINT], const uint8_t public_key[POINT])
{
    struct aead_key key;
    const struct slice parts[] = {slice_str("tnw/recovery/v1/"), slice_of(once, POINT), slice_of(public_key, POINT)};
    struct hash hash = hash_hmac(slice_of(agreed, POINT), parts, sizeof parts / sizeof parts[0]);
    memcpy(key.bytes, hash.bytes, sizeof key.bytes);
    bytes_wipe(&hash, sizeof hash);
    return key;
}

struct recovery_ad {
    uint8_t bytes[16 + KEYRING_ID];
};

static struct recovery_ad
recovery_ad(enum recovery_kind kind, const struct keyring_id *id)
{
    struct recovery_ad ad = {{0}};
    memcpy(ad.bytes, forms[kind], strlen(forms[kind]));
    memcpy(ad.bytes + 16, id->bytes, KEYRING_ID);
    return ad;
}

static enum tnw_err
encrypt_to(struct recovery_key *out, const uint8_t public_key[POINT], struct slice plain)
{
    uint8_t once[SHAMIR_SECRET];
    uint8_t agreed[POINT];
    const struct recovery_ad ad = recovery_ad(out->kind, &out->id);
    struct aead_scratch *scratch = aead_scratch_new();
    random_fill(once, sizeof once);
    EVP_PKEY *pair = pair_of(once);
    enum tnw_err err = scratch == NULL ? TNW_E_NO_MEMORY : TNW_E_CRYPTO;
    if (scratch != NULL && public_of(pair, out->sealed) && agree(pair, public_key, agreed)) {
        struct aead_key key = derive(agreed, out->sealed, public_key);
        err = aead_encrypt_to(scratch, out->sealed + POINT, &key, slice_of(ad.bytes, sizeof ad.bytes), plain);
        out->len = POINT + plain.len + AEAD_OVERHEAD;
        bytes_wipe(&key, sizeof key);
    }
    bytes_wipe(agreed, sizeof agreed);
    bytes_wipe(once, sizeof once);
    EVP_PKEY_free(pair);
    aead_scratch_free(&scratch);
    return err;
}

enum tnw_err
recovery_open(const struct recovery *recovery, const uint8_t secret[SHAMIR_SECRET], const struct recovery_key *key,
              struct buf *out)
{
    uint8_t agreed[POINT];
    const struct recovery_ad ad = recovery_ad(key->kind, &key->id);
    struct aead_scratch *scratch = aead_scratch_new();
    EVP_PKEY *pair = pair_of(secret);
    enum tnw_err err = scratch == NULL ? TNW_E_NO_MEMORY : TNW_E_CRYPTO;
    if (scratch != NULL && key->len > POINT && agree(pair, key->sealed, agreed)) {
        struct aead_key derived = derive(agreed, key->sealed, recovery->public_key);
        err = aead_decrypt(scratch, out, &derived, slice_of(ad.bytes, sizeof ad.bytes),
                           slice_of(key->sealed + POINT, key->len - POINT));
        bytes_wipe(&derived, sizeof derived);
    }
    bytes_wipe(agreed, sizeof agreed);
    EVP_PKEY_free(pair);
    aead_scratch_free(&scratch);
    return err;
}

struct hash
recovery_share_digest(const struct shamir_share *share)
{
    const struct slice parts[] = {slice_str("tnw/share/v1/"), slice_of(&share->number, 1),
                                  slice_of(share->value, SHAMIR_SECRET)};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

bool
recovery_is_secret(const struct recovery *recovery, const uint8_t secret[SHAMIR_SECRET])
{
    uint8_t public_key[POINT];
    EVP_PKEY *pair = pair_of(secret);
    bool same = public_of(pair, public_key) && memcmp(public_key, recovery->public_key, POINT) == 0;
    EVP_PKEY_free(pair);
    return same;
}

enum tnw_err
recovery_begin(struct recovery *out, unsigned k, unsigned n, time_ms now, struct shamir_share *shares)
{
    uint8_t secret[SHAMIR_SECRET];
    *out = (struct recovery){.escrow = keyring_id_new(), .k = k, .n = n};
    time_format(out->made, now);
    random_fill(secret, sizeof secret);
    EVP_PKEY *pair = pair_of(secret);
    enum tnw_err err = public_of(pair, out->public_key) ? shamir_split(secret, k, n, shares) : TNW_E_CRYPTO;
    for (unsigned i = 0; err == TNW_OK && i < n; i++) {
        out->digests[i] = recovery_share_digest(&shares[i]);
    }
    bytes_wipe(secret, sizeof secret);
    EVP_PKEY_free(pair);
    return err;
}

enum tnw_err
recovery_add(struct recovery *recovery, enum recovery_kind kind, const struct keyring_id *id, struct slice plain)
{
    if (recovery->count == RECOVERY_KEYS || plain.len > RECOVERY_PLAIN_MAX) {
        return TNW_E_USAGE;
    }
    struct recovery_key *key = &recovery->keys[recovery->count];
    *key = (struct recovery_key){.kind = kind, .id = *id};
    enum tnw_err err = encrypt_to(key, recovery->public_key, plain);
    recovery->count += err == TNW_OK ? 1 : 0;
    return err;
}

enum tnw_err
recovery_set_keys(struct recovery *recovery, const struct key_set *keys)
{
    size_t kept = 0;
    for (size_t i = 0; i < recovery->count; i++) {
        if (recovery->keys[i].kind == RECOVERY_LOG_KEY) {
            recovery->keys[kept++] = recovery->keys[i];
        }
    }
    recovery->count = kept;
    enum tnw_err err = recovery_add(recovery, RECOVERY_INDEX, &keys->index_id, slice_of(keys->index, HASH_SIZE));
    for (size_t i = 0; err == TNW_OK && i < keys->count; i++) {
        err = recovery_add(recovery, RECOVERY_WRAP, &keys->wrap[i].id, slice_of(keys->wrap[i].key.bytes, AEAD_KEY));
    }
    return err;
}

bool
recovery_covers(const struct recovery *recovery, const struct keyring_id *wrap)
{
    for (size_t i = 0; i < recovery->count; i++) {
        const struct recovery_key *key = &recovery->keys[i];
        if (key->kind == RECOVERY_WRAP && keyring_id_eq(&key->id, wrap)) {
            return true;
        }
    }
    return false;
}

static struct keyring_id
id_of_share(unsigned number)
{
    struct keyring_id id = {{0}};
    id.bytes[KEYRING_ID - 1] = (uint8_t)number;
    return id;
}

static const char *
take_escrow(struct recovery *out, const struct keyring_line *line)
{
    char public_key[2 * POINT + 1];
    int end = 0;
    bool ok = sscanf(line->rest, "%64[0-9a-f] %u %u %24s%n", public_key, &out->k, &out->n, out->made, &end) == 4 &&
              line->rest[end] == 0 && hex_decode(out->public_key, POINT, public_key) == TNW_OK && out->k >= 1 &&
              out->k <= out->n && out->n <= SHAMIR_MAX;
    out->escrow = line->id;
    return ok ? NULL : "is no escrow: `escrow ID PUBLIC K N TIME`";
}

static const char *
take_share(struct recovery *out, const struct keyring_line *line)
{
    unsigned number = line->id.bytes[KEYRING_ID - 1];
    bool ok =
        number >= 1 && number <= out->n && hex_decode(out->digests[number - 1].bytes, HASH_SIZE, line->rest) == TNW_OK;
    return ok ? NULL : "is no share of the escrow";
}

static const char *
take_recovery_line(void *ctx, const struct keyring_line *line)
{
    struct recovery *out = ctx;
    if (strcmp(line->form, ESCROW_FORM) == 0) {
        return take_escrow(out, line);
    }
    if (strcmp(line->form, SHARE_FORM) == 0) {
        return take_share(out, line);
    }
    struct recovery_key *key = &out->keys[out->count];
    size_t len = strlen(line->rest) / 2;
    for (enum recovery_kind kind = 0; kind < RECOVERY_KINDS && out->count < RECOVERY_KEYS; kind++) {
        if (strcmp(line->form, forms[kind]) == 0 && len <= sizeof key->sealed &&
            hex_decode(key->sealed, len, line->rest) == TNW_OK) {
            key->kind = kind;
            key->id = line->id;
            key->len = len;
            out->count++;
            return NULL;
        }
    }
    return "is no key that is encrypted to an escrow";
}

enum tnw_err
recovery_read(struct recovery *out, const char *path, char where[256])
{
    *out = (struct recovery){.k = 0};
    enum tnw_err err = keyring_file_read(path, take_recovery_line, out, NULL, where);
    if (err == TNW_OK && out->k == 0) {
        (void)snprintf(where, 256, "%.150s: names no escrow", path);
        err = TNW_E_CONFIGURATION;
    }
    return err;
}

static void
put_recovery_line(struct buf *out, const char *form, const struct keyring_id *id, struct slice bytes)
{
    char text[KEYRING_ID_TEXT];
    keyring_id_format(text, id);
    buf_printf(out, "%s %s ", form, text);
    buf_put_hex(out, bytes);
}

enum tnw_err
recovery_write(const struct recovery *recovery, const char *path, char where[256])
{
    struct buf text = {0};
    buf_put_str(&text,
                "# The keys of the keyring, encrypted to the escrow: tnwd keys import brings them back. tnwd keeps it\n"
                "# up to date; copies of it elsewhere make destroyed keys live on for who has the escrow.\n");
    put_recovery_line(&text, ESCROW_FORM, &recovery->escrow, slice_of(recovery->public_key, POINT));
    buf_printf(&text, " %u %u %s\n", recovery->k, recovery->n, recovery->made);
    for (unsigned i = 0; i < recovery->n; i++) {
        const struct keyring_id number = id_of_share(i + 1);
        put_recovery_line(&text, SHARE_FORM, &number, hash_slice(&recovery->digests[i]));
        buf_put_u8(&text, '\n');
    }
    for (size_t i = 0; i < recovery->count; i++) {
        const struct recovery_key *key = &recovery->keys[i];
        put_recovery_line(&text, forms[key->kind], &key->id, slice_of(key->sealed, key->len));
        buf_put_u8(&text, '\n');
    }
    enum tnw_err err = text.err;
    if (err == TNW_OK && access(path, F_OK) == 0) {
        err = keyring_file_put(path, &text, where);
    } else if (err == TNW_OK && (err = file_create(path, buf_slice(&text))) != TNW_OK) {
        (void)snprintf(where, 256, "%.150s: cannot be made", path);
    }
    buf_free(&text);
    return err;
}

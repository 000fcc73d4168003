#include "crypto/bridge.h"

#include <stdio.h>
#include <string.h>

#define BRIDGE_TAG "tnw/bridge/v1"

struct bridge_ad {
    uint8_t bytes[sizeof BRIDGE_TAG + 2 * KEYRING_ID];
};

static struct bridge_ad
bridge_ad(const struct keyring_id *old, const struct keyring_id *fresh)
{
    struct bridge_ad ad;
    memcpy(ad.bytes, BRIDGE_TAG, sizeof BRIDGE_TAG);
    memcpy(ad.bytes + sizeof BRIDGE_TAG, old->bytes, KEYRING_ID);
    memcpy(ad.bytes + sizeof BRIDGE_TAG + KEYRING_ID, fresh->bytes, KEYRING_ID);
    return ad;
}

const char *
bridge_parse(struct bridge *out, const struct keyring_line *line)
{
    static const char wrong[] = "is no bridge: `bridge OLD NEW HEX`";
    char id[KEYRING_ID_TEXT];
    if (strlen(line->rest) != BRIDGE_REST - 1 || line->rest[KEYRING_ID_TEXT - 1] != ' ') {
        return wrong;
    }
    (void)snprintf(id, sizeof id, "%.*s", KEYRING_ID_TEXT - 1, line->rest);
    out->old = line->id;
    bool ok = keyring_id_parse(&out->fresh, id) == TNW_OK &&
              hex_decode(out->sealed, BRIDGE_SEALED, line->rest + KEYRING_ID_TEXT) == TNW_OK;
    return ok ? NULL : wrong;
}

enum tnw_err
bridge_make(char rest[BRIDGE_REST], const struct keyring_id *old, const struct aead_key *old_key,
            const struct keyring_id *fresh, const struct aead_key *key)
{
    uint8_t sealed[BRIDGE_SEALED];
    const struct bridge_ad ad = bridge_ad(old, fresh);
    struct aead_scratch *scratch = aead_scratch_new();
    if (scratch == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err =
        aead_encrypt_to(scratch, sealed, old_key, slice_of(ad.bytes, sizeof ad.bytes), slice_of(key->bytes, AEAD_KEY));
    aead_scratch_free(&scratch);
    keyring_id_format(rest, fresh);
    rest[KEYRING_ID_TEXT - 1] = ' ';
    hex_encode(rest + KEYRING_ID_TEXT, sealed, sizeof sealed);
    return err;
}

enum tnw_err
bridge_cross(const struct bridge *bridge, const struct aead_key *old_key, struct aead_key *out)
{
    struct buf plain = {0};
    const struct bridge_ad ad = bridge_ad(&bridge->old, &bridge->fresh);
    struct aead_scratch *scratch = aead_scratch_new();
    if (scratch == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = aead_decrypt(scratch, &plain, old_key, slice_of(ad.bytes, sizeof ad.bytes),
                                    slice_of(bridge->sealed, BRIDGE_SEALED));
    if (err == TNW_OK) {
        memcpy(out->bytes, plain.ptr, AEAD_KEY);
    }
    buf_free(&plain);
    aead_scratch_free(&scratch);
    return err;
}

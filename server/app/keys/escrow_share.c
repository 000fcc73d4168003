#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/keys/escrow.h"

#define SHARE_TEXT_MAX 512

static void
put_id_line(struct buf *out, const char *name, const struct keyring_id *id)
{
    char text[KEYRING_ID_TEXT];
    keyring_id_format(text, id);
    buf_printf(out, "%s %s\n", name, text);
}

void
escrow_put_share(struct buf *out, const struct recovery *recovery, const struct keyring_id *keyring,
                 const struct shamir_share *share)
{
    const struct hash digest = recovery_share_digest(share);
    buf_put_str(out, "tnwd escrow 1\n");
    put_id_line(out, "escrow", &recovery->escrow);
    put_id_line(out, "keyring", keyring);
    buf_printf(out, "share %u of %u needed %u\nvalue ", (unsigned)share->number, recovery->n, recovery->k);
    buf_put_hex(out, slice_of(share->value, SHAMIR_SECRET));
    buf_put_str(out, "\ndigest ");
    buf_put_hex(out, hash_slice(&digest));
    buf_put_u8(out, '\n');
}

/* What a share says of itself. */
struct told {
    struct keyring_id escrow;
    unsigned number;
    unsigned n;
    unsigned k;
    struct shamir_share share;
    struct hash digest;
};

/* OpenSSL's own command writes ends of lines with CR in some cases. */
static bool
parse_share(struct told *out, struct slice bytes)
{
    char text[SHARE_TEXT_MAX + 1];
    char escrow[KEYRING_ID_TEXT];
    char keyring[KEYRING_ID_TEXT];
    char value[2 * SHAMIR_SECRET + 1];
    char digest[2 * HASH_SIZE + 1];
    int end = 0;
    if (bytes.len > SHARE_TEXT_MAX) {
        return false;
    }
    memcpy(text, bytes.ptr, bytes.len);
    text[bytes.len] = 0;
    bool ok =
        sscanf(text,
               "tnwd escrow 1 escrow %16[0-9a-f] keyring %16[0-9a-f] share %2u of %2u needed %2u value %64[0-9a-f] "
               "digest %64[0-9a-f] %n",
               escrow, keyring, &out->number, &out->n, &out->k, value, digest, &end) == 7 &&
        end == (int)bytes.len && keyring_id_parse(&out->escrow, escrow) == TNW_OK &&
        hex_decode(out->share.value, SHAMIR_SECRET, value) == TNW_OK &&
        hex_decode(out->digest.bytes, HASH_SIZE, digest) == TNW_OK && out->number >= 1 && out->number <= SHAMIR_MAX;
    out->share.number = (uint8_t)out->number;
    bytes_wipe(text, sizeof text);
    bytes_wipe(value, sizeof value);
    return ok;
}

/* NULL: it is one of this escrow. */
static const char *
find_fault(const struct recovery *recovery, const struct told *told)
{
    const struct hash digest = recovery_share_digest(&told->share);
    if (!keyring_id_eq(&told->escrow, &recovery->escrow)) {
        return "is a share of another escrow than the recovery file's: of an earlier one, or of another keyring";
    }
    if (!hash_eq(&digest, &told->digest)) {
        return "is damaged: its value and its digest do not fit";
    }
    if (told->k != recovery->k || told->n != recovery->n || told->number > recovery->n ||
        !hash_eq(&digest, &recovery->digests[told->number - 1])) {
        return "is forged: the recovery file knows another share of that number";
    }
    return NULL;
}

enum tnw_err
escrow_take_share(const struct recovery *recovery, struct slice text, const char *path, struct shamir_share *shares,
                  size_t *count, char where[CONFIG_WHERE])
{
    struct told told;
    const char *fault = parse_share(&told, text) ? find_fault(recovery, &told) : "is no share of an escrow";
    for (size_t i = 0; fault == NULL && i < *count; i++) {
        fault = shares[i].number == told.share.number ? "is a share that was given already" : NULL;
    }
    if (fault == NULL) {
        shares[(*count)++] = told.share;
    }
    bytes_wipe(&told, sizeof told);
    return fault == NULL ? TNW_OK : command_fail(TNW_E_CONFIGURATION, where, path, fault);
}

#include "store/records/signature.h"

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/wish.h"

#define SIGNATURE_VERSION 1

static struct key
signature_key(const struct fragment_head *head, uint32_t version, enum role role)
{
    struct key key = key_of(&head->dossier);
    uint8_t code = (uint8_t)role;
    key_add_id(&key, &head->id);
    key_add_u32(&key, version);
    key_add(&key, &code, 1);
    return key;
}

void
signature_put(struct txn *txn, const struct fragment_head *head, const struct signature *signature)
{
    struct key key = signature_key(head, signature->version, signature->role);
    struct buf plain = {0};
    buf_put_u8(&plain, SIGNATURE_VERSION);
    buf_put(&plain, signature->actor.bytes, ID_SIZE);
    buf_put(&plain, signature->certificate.bytes, HASH_SIZE);
    buf_put_u64(&plain, (uint64_t)signature->signed_at);
    cipher_put(txn, SPACE_SIGNATURE, key_slice(&key), &head->dossier, &plain);
}

static enum tnw_err
parse_signature(struct slice bytes, struct signature *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t format = cursor_u8(&cur);
    cursor_bytes(&cur, out->actor.bytes, ID_SIZE);
    cursor_bytes(&cur, out->certificate.bytes, HASH_SIZE);
    out->signed_at = (time_ms)cursor_u64(&cur);
    return format == SIGNATURE_VERSION ? cursor_end(&cur) : TNW_E_CORRUPT;
}

bool
signature_get(struct txn *txn, const struct fragment_head *head, uint32_t version, enum role role,
              struct signature *out)
{
    struct key key = signature_key(head, version, role);
    struct buf plain = {0};
    *out = (struct signature){.version = version, .role = role};
    bool ok = cipher_get(txn, SPACE_SIGNATURE, key_slice(&key), &head->dossier, &plain) &&
              txn_check(txn, parse_signature(buf_slice(&plain), out));
    buf_free(&plain);
    return ok;
}

void
signature_hint(struct txn *txn, const struct fragment_head *head, uint32_t version, enum role role)
{
    struct key key = signature_key(head, version, role);
    wish_value(txn, SPACE_SIGNATURE, key_slice(&key));
}

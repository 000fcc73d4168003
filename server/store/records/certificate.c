#include "store/records/certificate.h"

#include "store/cipher/cipher.h"
#include "store/cipher/place.h"
#include "store/inside.h"

#define CERTIFICATE_VERSION 1

static enum tnw_err
parse_certificates(struct slice bytes, struct certificates *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t version = cursor_u8(&cur);
    uint8_t count = cursor_u8(&cur);
    if (version != CERTIFICATE_VERSION || count > LIMIT_CERTIFICATES) {
        return TNW_E_CORRUPT;
    }
    for (out->count = 0; out->count < count; out->count++) {
        struct certificate *one = &out->list[out->count];
        cursor_bytes(&cur, one->fingerprint.bytes, HASH_SIZE);
        one->until = (time_ms)cursor_u64(&cur);
        one->first = (day_num)cursor_u32(&cur);
        one->last = (day_num)cursor_u32(&cur);
    }
    return cursor_end(&cur);
}

void
certificates_get(struct txn *txn, const struct hash *identity, struct certificates *out)
{
    struct buf plain = {0};
    struct id place = place_of_identity(identity);
    *out = (struct certificates){.count = 0};
    if (!cipher_get(txn, SPACE_CERTIFICATE, hash_slice(identity), &place, &plain) ||
        !txn_check(txn, parse_certificates(buf_slice(&plain), out))) {
        out->count = 0;
    }
    buf_free(&plain);
}

void
certificates_put(struct txn *txn, const struct hash *identity, const struct certificates *certificates)
{
    struct buf plain = {0};
    buf_put_u8(&plain, CERTIFICATE_VERSION);
    buf_put_u8(&plain, (uint8_t)certificates->count);
    for (size_t i = 0; i < certificates->count; i++) {
        const struct certificate *one = &certificates->list[i];
        buf_put(&plain, one->fingerprint.bytes, HASH_SIZE);
        buf_put_u64(&plain, (uint64_t)one->until);
        buf_put_u32(&plain, (uint32_t)one->first);
        buf_put_u32(&plain, (uint32_t)one->last);
    }
    struct id place = place_of_identity(identity);
    cipher_put(txn, SPACE_CERTIFICATE, hash_slice(identity), &place, &plain);
}

/* The place of that certificate, or else of a new one. */
static struct certificate *
certificate_place(struct certificates *certificates, const struct hash *fingerprint)
{
    struct certificate *oldest = &certificates->list[0];
    for (size_t i = 0; i < certificates->count; i++) {
        struct certificate *one = &certificates->list[i];
        if (hash_eq(&one->fingerprint, fingerprint)) {
            return one;
        }
        oldest = one->last < oldest->last ? one : oldest;
    }
    return certificates->count < LIMIT_CERTIFICATES ? &certificates->list[certificates->count] : oldest;
}

bool
certificates_use(struct certificates *certificates, const struct hash *fingerprint, time_ms until, day_num day)
{
    struct certificate *one = certificate_place(certificates, fingerprint);
    bool is_new = one == &certificates->list[certificates->count] || !hash_eq(&one->fingerprint, fingerprint);
    if (!is_new && one->last >= day) {
        return false;
    }
    certificates->count += one == &certificates->list[certificates->count] ? 1 : 0;
    *one = (struct certificate){
        .fingerprint = *fingerprint, .until = until, .first = is_new ? day : one->first, .last = day};
    return true;
}

const struct certificate *
certificates_last(const struct certificates *certificates)
{
    const struct certificate *last = NULL;
    for (size_t i = 0; i < certificates->count; i++) {
        const struct certificate *one = &certificates->list[i];
        last = last == NULL || one->until > last->until ? one : last;
    }
    return last;
}

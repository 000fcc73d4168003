#include "store/records/employer_service.h"

#include <stdio.h>
#include <string.h>

#include "pki/identity.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/actor.h"
#include "store/records/value.h"

#define EMPLOYER_SERVICE_VERSION 1

static struct key
key_of_employer(const struct txn *txn, const char *cbe)
{
    struct identity employer = {.kind = IDENTITY_CBE};
    struct key key = {.len = 0};
    (void)snprintf(employer.number, sizeof employer.number, "%s", cbe);
    struct hash index = actor_identity_index(txn->store->keyring, &employer);
    key_add(&key, index.bytes, HASH_SIZE);
    return key;
}

static struct key
key_of_service(const struct txn *txn, const char *cbe, const struct id *fiche)
{
    struct key key = key_of_employer(txn, cbe);
    key_add_id(&key, fiche);
    return key;
}

void
employer_service_put(struct txn *txn, const char *cbe, const struct id *fiche)
{
    struct key key = key_of_service(txn, cbe, fiche);
    struct buf plain = {0};
    buf_put_u8(&plain, EMPLOYER_SERVICE_VERSION);
    value_put_code(&plain, cbe, EMPLOYER_CBE);
    cipher_put(txn, SPACE_EMPLOYER_SERVICE, key_slice(&key), fiche, &plain);
}

void
employer_service_del(struct txn *txn, const char *cbe, const struct id *fiche)
{
    struct key key = key_of_service(txn, cbe, fiche);
    txn_del(txn, SPACE_EMPLOYER_SERVICE, key_slice(&key));
}

bool
employer_service_has(struct txn *txn, const char *cbe, const struct id *fiche)
{
    struct key key = key_of_service(txn, cbe, fiche);
    struct slice value;
    return txn_get(txn, SPACE_EMPLOYER_SERVICE, key_slice(&key), &value);
}

void
employer_service_walk(struct range *walk, struct txn *txn, const char *cbe, const struct id *after)
{
    struct key employer = key_of_employer(txn, cbe);
    range_open_ids(walk, txn, SPACE_EMPLOYER_SERVICE, key_slice(&employer), after);
}

void
employer_service_walk_all(struct range *walk, struct txn *txn, const struct key *after)
{
    struct slice from = after == NULL ? slice_of(NULL, 0) : key_slice(after);
    range_open(walk, txn, SPACE_EMPLOYER_SERVICE, slice_of(NULL, 0), from, false);
}

static enum tnw_err
parse_employer_service(struct slice bytes, struct employer_service *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t version = cursor_u8(&cur);
    value_get_code(&cur, out->cbe, sizeof out->cbe);
    enum tnw_err err = cursor_end(&cur);
    return err == TNW_OK && version != EMPLOYER_SERVICE_VERSION ? TNW_E_CORRUPT : err;
}

bool
employer_service_open(struct txn *txn, struct slice key, struct slice stored, struct employer_service *out)
{
    struct buf plain = {0};
    struct cursor cur = cursor_of(key);
    *out = (struct employer_service){.at.len = 0};
    (void)cursor_slice(&cur, HASH_SIZE);
    cursor_bytes(&cur, out->fiche.bytes, ID_SIZE);
    bool ok = txn_check(txn, cursor_end(&cur)) &&
              cipher_decrypt(txn, SPACE_EMPLOYER_SERVICE, key, &out->fiche, stored, &plain) &&
              txn_check(txn, parse_employer_service(buf_slice(&plain), out));
    if (ok) {
        key_add(&out->at, key.ptr, key.len);
    }
    buf_free(&plain);
    return ok;
}

bool
employer_service_next(struct range *walk, struct employer_service *out)
{
    struct slice key;
    struct slice stored;
    return range_next(walk, &key, &stored) && employer_service_open(walk->txn, key, stored, out);
}

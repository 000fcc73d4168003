#include "store_family_signature.h"

#include "store/records/signature.h"
#include "store_place.h"

static struct fragment_head
signed_head(uint8_t number)
{
    return (struct fragment_head){.dossier = place_id(1), .id = place_id(number)};
}

struct key
store_family_signature_key(uint8_t number)
{
    struct fragment_head head = signed_head(number);
    struct key key = key_of(&head.dossier);
    uint8_t role = ROLE_TNW_COORDINATOR;
    key_add_id(&key, &head.id);
    key_add_u32(&key, 1);
    key_add(&key, &role, 1);
    return key;
}

void
store_family_signature_put(struct txn *txn, uint8_t number)
{
    struct fragment_head head = signed_head(number);
    signature_put(
        txn, &head,
        &(struct signature){.version = 1, .role = ROLE_TNW_COORDINATOR, .actor = place_id(9), .signed_at = 1});
}

bool
store_family_signature_get(struct txn *txn, uint8_t number)
{
    struct fragment_head head = signed_head(number);
    struct signature signature;
    return signature_get(txn, &head, 1, ROLE_TNW_COORDINATOR, &signature);
}

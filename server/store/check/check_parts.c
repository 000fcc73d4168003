#include "store/check/check_parts.h"

#include "store/inside.h"

struct id
check_parts_id(struct check_parts *parts)
{
    struct id id;
    cursor_bytes(&parts->cur, id.bytes, ID_SIZE);
    return id;
}

struct hash
check_parts_hash(struct check_parts *parts)
{
    struct hash hash;
    cursor_bytes(&parts->cur, hash.bytes, HASH_SIZE);
    return hash;
}

bool
check_parts_whole(const struct check_parts *parts)
{
    return cursor_end(&parts->cur) == TNW_OK;
}

bool
check_parts_has(struct txn *txn, enum space space, const struct key *key)
{
    struct slice value;
    return txn_get(txn, space, key_slice(key), &value);
}

bool
check_parts_pair(struct txn *txn, enum space space, struct key first, const struct id *second)
{
    key_add_id(&first, second);
    return check_parts_has(txn, space, &first);
}

bool
check_parts_actor(struct txn *txn, const struct id *id)
{
    const struct key key = key_of(id);
    return check_parts_has(txn, SPACE_ACTOR, &key);
}

bool
check_parts_dossier(struct txn *txn, const struct id *id)
{
    const struct key key = key_of(id);
    return check_parts_has(txn, SPACE_DOSSIER, &key);
}

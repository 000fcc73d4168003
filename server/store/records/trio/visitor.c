#include "store/records/trio/visitor.h"

#include "store/inside.h"
#include "store/wish.h"

static struct key
visitor_key(const struct id *dossier, const struct id *actor)
{
    struct key key = key_of(dossier);
    key_add_id(&key, actor);
    return key;
}

bool
visitor_is_known(struct txn *txn, const struct id *dossier, const struct id *actor)
{
    struct key key = visitor_key(dossier, actor);
    struct slice value;
    return txn_get(txn, SPACE_VISITOR, key_slice(&key), &value);
}

void
visitor_put(struct txn *txn, const struct id *dossier, const struct id *actor)
{
    struct key key = visitor_key(dossier, actor);
    txn_put(txn, SPACE_VISITOR, key_slice(&key), slice_of("", 0));
}

void
visitor_hint(struct txn *txn, const struct id *dossier, const struct id *actor)
{
    struct key key = visitor_key(dossier, actor);
    wish_value(txn, SPACE_VISITOR, key_slice(&key));
}

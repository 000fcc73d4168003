#include "store/wish.h"

#include <assert.h>

#include "store/inside.h"
#include "store/pieces.h"

static void
note_value(struct txn *txn, enum space space, struct slice key, struct slice value)
{
    struct hint hint = {.kind = HINT_VALUE, .space = space, .value = value};
    key_add(&hint.asked, key.ptr, key.len);
    if (!pieces_has_more(space, value)) {
        hint_add(txn->notes, &hint);
    }
}

bool
wish_pays(const struct txn *txn)
{
    return txn->notes != NULL && !engine_is_near(txn->store->engine);
}

/* An error shows when the value is asked for. */
void
wish_values(struct txn *txn, const struct wish *wishes, size_t count)
{
    struct engine_want wants[WISHES_MAX];
    assert(count <= WISHES_MAX);
    if (txn->notes == NULL || txn->err != TNW_OK) {
        return;
    }
    size_t asked = 0;
    for (size_t i = 0; i < count; i++) {
        if (hint_find(txn->notes, HINT_VALUE, wishes[i].space, key_slice(&wishes[i].key)) == NULL) {
            wants[asked++] = (struct engine_want){.space = wishes[i].space, .key = key_slice(&wishes[i].key)};
        }
    }
    if (engine_get_many(txn->engine, wants, asked) != TNW_OK) {
        return;
    }
    for (size_t i = 0; i < asked; i++) {
        note_value(txn, (enum space)wants[i].space, wants[i].key, wants[i].value);
    }
}

void
wish_value(struct txn *txn, enum space space, struct slice key)
{
    struct wish wish = {.space = space};
    key_add(&wish.key, key.ptr, key.len);
    wish_values(txn, &wish, 1);
}

void
wish_last(struct txn *txn, enum space space, const struct id *prefix)
{
    if (txn->notes == NULL || txn->err != TNW_OK || hint_find(txn->notes, HINT_LAST, space, id_slice(prefix)) != NULL) {
        return;
    }
    struct hint hint = {.kind = HINT_LAST, .space = space, .asked = key_of(prefix)};
    const struct engine_range range = {.space = space, .prefix = id_slice(prefix), .reverse = true};
    enum tnw_err err = engine_first(txn->engine, &range, &hint.key, &hint.value);
    if ((err == TNW_OK && !pieces_has_more(space, hint.value)) || err == TNW_E_NOT_FOUND) {
        hint_add(txn->notes, &hint);
    }
}

/*
 * Inside the store: values that are longer than an engine takes. The first ENGINE_VALUE_MAX bytes lie under the key,
 * the rest in the space `piece`; a piece of full length is never the last one, so that who reads knows when to stop.
 * Only spaces that the layout says so have them (layout_is_long).
 */
#ifndef TNW_STORE_PIECES_H
#define TNW_STORE_PIECES_H

#include "base/arena.h"
#include "store/layout.h"

/* Errors: those of the engine. A long value that is put over a longer one leaves pieces behind that nobody reads. */
TNW_MUST_CHECK enum tnw_err pieces_put(struct engine_txn *txn, enum space space, struct slice key, struct slice value);
/* Errors: also NOT_FOUND, and CORRUPT: a piece is missing. */
TNW_MUST_CHECK enum tnw_err pieces_del(struct engine_txn *txn, enum space space, struct slice key);
/* Whether what lies under the key is not the whole value. */
bool pieces_has_more(enum space space, struct slice value);
/* Makes value the whole, in the arena if it was not. Errors: as pieces_del, and NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err pieces_join(struct engine_txn *txn, enum space space, struct slice key, struct arena *arena,
                                        struct slice *value);

#endif

#include "store/pieces.h"

bool
pieces_has_more(enum space space, struct slice value)
{
    return value.len == ENGINE_VALUE_MAX && layout_is_long(space);
}

enum tnw_err
pieces_put(struct engine_txn *txn, enum space space, struct slice key, struct slice value)
{
    if (value.len < ENGINE_VALUE_MAX || !layout_is_long(space)) {
        return engine_put(txn, space, key, value);
    }
    enum tnw_err err = engine_put(txn, space, key, slice_of(value.ptr, ENGINE_VALUE_MAX));
    size_t at = ENGINE_VALUE_MAX;
    size_t len = ENGINE_VALUE_MAX;
    for (unsigned number = 1; err == TNW_OK && len == ENGINE_VALUE_MAX; number++) {
        struct key place = key_of_piece(space, key, number);
        len = value.len - at < ENGINE_VALUE_MAX ? value.len - at : ENGINE_VALUE_MAX;
        err = engine_put(txn, SPACE_PIECE, key_slice(&place), slice_of(value.ptr + at, len));
        at += len;
    }
    return err;
}

static enum tnw_err
get_piece(struct engine_txn *txn, const struct key *place, struct slice *piece)
{
    enum tnw_err err = engine_get(txn, SPACE_PIECE, key_slice(place), piece);
    return err == TNW_E_NOT_FOUND ? TNW_E_CORRUPT : err;
}

enum tnw_err
pieces_del(struct engine_txn *txn, enum space space, struct slice key)
{
    struct slice piece = slice_of(NULL, 0);
    enum tnw_err err = layout_is_long(space) ? engine_get(txn, space, key, &piece) : TNW_OK;
    for (unsigned number = 1; err == TNW_OK && piece.len == ENGINE_VALUE_MAX; number++) {
        struct key place = key_of_piece(space, key, number);
        err = get_piece(txn, &place, &piece);
        err = err == TNW_OK ? engine_del(txn, SPACE_PIECE, key_slice(&place)) : err;
    }
    return err == TNW_OK ? engine_del(txn, space, key) : err;
}

enum tnw_err
pieces_join(struct engine_txn *txn, enum space space, struct slice key, struct arena *arena, struct slice *value)
{
    if (!pieces_has_more(space, *value)) {
        return TNW_OK;
    }
    struct buf whole = {0};
    struct slice piece = *value;
    enum tnw_err err = TNW_OK;
    buf_put_slice(&whole, piece);
    for (unsigned number = 1; err == TNW_OK && piece.len == ENGINE_VALUE_MAX; number++) {
        struct key place = key_of_piece(space, key, number);
        err = get_piece(txn, &place, &piece);
        buf_put_slice(&whole, piece);
    }
    err = err == TNW_OK ? whole.err : err;
    if (err == TNW_OK) {
        *value = slice_of(arena_bytes(arena, buf_slice(&whole)), whole.len);
        err = value->ptr == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    buf_free(&whole);
    return err;
}

#include "audit/tile.h"
#include "service/core/answer.h"
#include "service/evidence/proofs.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"

/* One that the newest checkpoint covers: nobody has signed what lies behind it. */
static enum tnw_err
find_tile(const struct call *call, struct txn *txn, uint64_t level, struct tile *out)
{
    enum tnw_err err = tile_parse(out, level, call->in->path_rest);
    return err == TNW_OK && !tile_exists(out, evidence_sealed(txn)) ? TNW_E_NOT_FOUND : err;
}

enum tnw_err
op_audit_tile(struct call *call, struct txn *txn)
{
    struct tile tile;
    enum tnw_err err = find_tile(call, txn, call->in->path_seq, &tile);
    if (err != TNW_OK) {
        return err;
    }
    for (uint64_t i = 0; i < tile.width; i++) {
        struct hash hash;
        uint8_t height = (uint8_t)(TILE_HEIGHT * tile.level);
        if (!audit_log_get_node(txn, height, tile.index * TILE_WIDTH + i, &hash)) {
            return proofs_damaged(call, TNW_E_CORRUPT);
        }
        buf_put_slice(&call->reply.body, hash_slice(&hash));
    }
    answer_shown_as(call, ANSWER_BYTES);
    if (tile.width == TILE_WIDTH) {
        answer_lasts(call);
    }
    return TNW_OK;
}

enum tnw_err
op_audit_entries(struct call *call, struct txn *txn)
{
    struct tile tile;
    call->found.saw.only_log = true;
    enum tnw_err err = find_tile(call, txn, 0, &tile);
    if (err != TNW_OK) {
        return err;
    }
    for (uint64_t i = 0; i < tile.width; i++) {
        struct slice record;
        if (!audit_log_get(txn, tile.index * TILE_WIDTH + i, &record) || record.len > UINT16_MAX) {
            return proofs_damaged(call, TNW_E_CORRUPT);
        }
        buf_put_u16(&call->reply.body, (uint16_t)record.len);
        buf_put_slice(&call->reply.body, record);
    }
    answer_shown_as(call, ANSWER_BYTES);
    return TNW_OK;
}

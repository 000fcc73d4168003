#include "base/limits.h"
#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/evidence/proofs.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"

/* Its leaf hash, and the stored ones of the subtrees that it completes: by them a reader finds which records were
 * changed. */
static bool
put_hashes(struct buf *out, struct txn *txn, uint64_t seq)
{
    struct json_writer jw = json_writer(out);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "hashes");
    for (unsigned level = 0; level <= audit_log_completes(seq); level++) {
        struct hash hash;
        if (!audit_log_get_node(txn, (uint8_t)level, ((seq + 1) >> level) - 1, &hash)) {
            return false;
        }
        jw_hex(&jw, NULL, hash_slice(&hash));
    }
    jw_close_list(&jw);
    jw_int(&jw, "seq", (int64_t)seq);
    jw_close(&jw);
    buf_put_u8(out, '\n');
    return true;
}

/* The openings of a record's commitments, a line behind the record itself. */
static void
put_links(struct buf *out, uint64_t seq, struct slice links, size_t count)
{
    struct json_writer jw = json_writer(out);
    jw_open(&jw, NULL);
    proofs_show_links(&jw, links, count);
    jw_int(&jw, "seq", (int64_t)seq);
    jw_close(&jw);
    buf_put_u8(out, '\n');
}

static bool
put_record(struct buf *out, struct txn *txn, uint64_t seq)
{
    struct slice record;
    struct slice links;
    if (!audit_log_get(txn, seq, &record)) {
        return false;
    }
    buf_put_slice(out, record);
    buf_put_u8(out, '\n');
    if (!put_hashes(out, txn, seq)) {
        return false;
    }
    size_t count = audit_log_get_links(txn, seq, &links);
    if (count > 0) {
        put_links(out, seq, links, count);
    }
    return true;
}

enum tnw_err
op_audit_export(struct call *call, struct txn *txn)
{
    uint64_t seq = 0;
    uint64_t size = 0;
    enum tnw_err err = proofs_size(call, txn, "size", &size);
    if (err == TNW_OK) {
        err = page_number(call, "from", size, &seq);
    }
    if (err != TNW_OK) {
        return err;
    }
    struct buf *out = &call->reply.body;
    call->found.saw.only_log = true;
    for (; seq < size && out->len < LIMIT_PAGE_BYTES && out->err == TNW_OK; seq++) {
        if (!put_record(out, txn, seq)) {
            return proofs_damaged(call, TNW_E_CORRUPT);
        }
    }
    answer_goes_on(call, seq < size ? seq : 0);
    answer_shown_as(call, ANSWER_LINES);
    return TNW_OK;
}

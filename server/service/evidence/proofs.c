#include "service/evidence/proofs.h"

#include "audit/seal.h"
#include "service/core/page.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"

enum tnw_err
proofs_damaged(const struct call *call, enum tnw_err err)
{
    log_bug(call->world->log, "evidence_damaged", "err=%s", tnw_error_info(err)->code);
    return TNW_E_INTERNAL;
}

bool
proofs_is_of_this_log(const struct call *call, const struct checkpoint *checkpoint)
{
    return slice_eq(checkpoint->origin, slice_str(call->world->trust->log.name));
}

enum tnw_err
proofs_newest(struct call *call, struct txn *txn, struct sealed *out)
{
    uint64_t size;
    enum tnw_err err = seal_newest(txn, &out->checkpoint, &out->note);
    if (err == TNW_E_NOT_FOUND || (err == TNW_OK && !proofs_is_of_this_log(call, &out->checkpoint))) {
        return TNW_E_NOT_SEALED_YET; /* also in the first moments under another key */
    }
    if (err == TNW_OK && !evidence_last_checkpoint(txn, &size, &out->bytes)) {
        err = TNW_E_CORRUPT;
    }
    return err == TNW_OK ? TNW_OK : proofs_damaged(call, err);
}

void
proofs_show_note(struct json_writer *jw, const struct call *call, const struct sealed *sealed)
{
    struct buf key = {0};
    note_key_encode(&key, &call->world->trust->log);
    if (key.err != TNW_OK) {
        jw->out->err = key.err;
    }
    jw_slice(jw, "checkpoint", sealed->bytes);
    jw_slice(jw, "key", buf_slice(&key));
    buf_free(&key);
}

enum tnw_err
proofs_size(struct call *call, struct txn *txn, const char *name, uint64_t *out)
{
    if (page_query(call, name) != NULL) {
        return page_number(call, name, audit_log_size(txn), out);
    }
    struct sealed sealed;
    enum tnw_err err = proofs_newest(call, txn, &sealed);
    *out = err == TNW_OK ? sealed.checkpoint.size : 0;
    return err;
}

void
proofs_show_path(struct json_writer *jw, const struct proof *proof)
{
    jw_open_list(jw, "path");
    for (size_t i = 0; i < proof->count; i++) {
        jw_hex(jw, NULL, hash_slice(&proof->path[i]));
    }
    jw_close_list(jw);
}

void
proofs_show_links(struct json_writer *jw, struct slice links, size_t count)
{
    jw_open_list(jw, "links");
    for (size_t i = 0; i < count; i++) {
        struct audit_link link = audit_log_link(links, i);
        jw_open(jw, NULL);
        jw_int(jw, "counter", (int64_t)link.counter);
        jw_id(jw, "dossier", ID_DOSSIER, &link.dossier);
        jw_hex(jw, "previous", hash_slice(&link.previous));
        jw_close(jw);
    }
    jw_close_list(jw);
}

enum tnw_err
proofs_show_inclusion(struct json_writer *jw, struct call *call, struct txn *txn, uint64_t seq, uint64_t size)
{
    struct proof_source tree = seal_tree(txn);
    struct proof proof;
    struct hash root;
    struct hash leaf;
    enum tnw_err err = proof_inclusion(&tree, seq, size, &proof);
    if (err == TNW_OK) {
        err = proof_root(&tree, size, &root);
    }
    if (err == TNW_OK && !audit_log_get_node(txn, 0, seq, &leaf)) {
        err = TNW_E_CORRUPT;
    }
    if (err != TNW_OK) {
        return proofs_damaged(call, err);
    }
    jw_int(jw, "seq", (int64_t)seq);
    jw_int(jw, "size", (int64_t)size);
    jw_hex(jw, "leaf", hash_slice(&leaf));
    jw_hex(jw, "root", hash_slice(&root));
    proofs_show_path(jw, &proof);
    return TNW_OK;
}

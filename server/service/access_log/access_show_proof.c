#include "audit/seal.h"
#include "service/access_log/access_show.h"
#include "service/evidence/proofs.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"

/* Where the record stands in the chain of this dossier. Only this: what a list showed of others is not the
 * patient's. */
static bool
find_link(const struct access_show *show, const struct record_view *view, struct audit_link *out)
{
    struct slice links;
    if (id_eq(&view->dossier, &show->dossier->id)) {
        *out = (struct audit_link){.dossier = view->dossier, .counter = view->counter, .previous = view->previous};
        return true;
    }
    size_t count = audit_log_get_links(show->txn, view->seq, &links);
    for (size_t i = 0; i < count; i++) {
        *out = audit_log_link(links, i);
        if (id_eq(&out->dossier, &show->dossier->id)) {
            return true;
        }
    }
    return false;
}

static void
show_inclusion(struct json_writer *jw, const struct access_show *show, uint64_t seq)
{
    if (seq >= show->size) {
        jw_null(jw, "inclusion"); /* not sealed yet */
        return;
    }
    struct proof_source tree = seal_tree(show->txn);
    struct proof proof;
    enum tnw_err err = proof_inclusion(&tree, seq, show->size, &proof);
    if (err != TNW_OK) {
        txn_set_error(show->txn, err);
        return;
    }
    jw_open(jw, "inclusion");
    jw_int(jw, "size", (int64_t)show->size);
    proofs_show_path(jw, &proof);
    jw_close(jw);
}

void
access_show_proof(struct json_writer *jw, const struct access_show *show, const struct record_view *view,
                  struct slice record)
{
    struct audit_link link;
    struct hash leaf;
    if (!find_link(show, view, &link) || !audit_log_get_node(show->txn, 0, view->seq, &leaf)) {
        txn_set_error(show->txn, TNW_E_CORRUPT); /* it stands in this log, so it has its link */
        return;
    }
    jw_raw(jw, "record", record);
    jw_hex(jw, "leaf", hash_slice(&leaf));
    jw_open(jw, "link");
    jw_int(jw, "counter", (int64_t)link.counter);
    jw_hex(jw, "previous", hash_slice(&link.previous));
    jw_close(jw);
    show_inclusion(jw, show, view->seq);
}

static void
show_entry(struct json_writer *jw, const struct map_entry *entry)
{
    jw_int(jw, "counter", (int64_t)entry->counter);
    jw_hex(jw, "head", hash_slice(&entry->head));
}

/* What the sealed log says of the map: its last record, which names the root. */
struct named_map {
    struct map_root map;
    struct slice record;
    struct proof inclusion;
};

static enum tnw_err
find_map(const struct access_show *show, uint64_t size, struct named_map *out)
{
    const struct proof_source tree = seal_tree(show->txn);
    enum tnw_err err = seal_map_of(show->txn, size, &out->map, &out->record);
    if (err == TNW_OK && evidence_mapped(show->txn, NULL) != out->map.size) {
        return TNW_E_NOT_SEALED_YET; /* a long backlog is being sealed: the stored map is ahead */
    }
    if (err == TNW_OK) {
        err = proof_inclusion(&tree, size - 1, size, &out->inclusion);
    }
    return err == TNW_OK ? err : proofs_damaged(show->call, err);
}

static void
show_map(struct json_writer *jw, const struct named_map *named, const struct map_proof *proof, const struct hash *key)
{
    bool own = proof->end == MAP_LEAF && hash_eq(&proof->leaf.key, key);
    jw_open(jw, "map");
    jw_raw(jw, "record", named->record);
    proofs_show_path(jw, &named->inclusion);
    if (own) {
        show_entry(jw, &proof->leaf);
    } else {
        jw_null(jw, "counter");
        jw_null(jw, "head");
    }
    jw_open_list(jw, "siblings");
    for (size_t i = 0; i < proof->count; i++) {
        jw_hex(jw, NULL, hash_slice(&proof->siblings[i]));
    }
    jw_close_list(jw);
    if (proof->end == MAP_LEAF && !own) {
        jw_open(jw, "other");
        jw_hex(jw, "key", hash_slice(&proof->leaf.key));
        show_entry(jw, &proof->leaf);
        jw_close(jw);
    } else {
        jw_null(jw, "other");
    }
    jw_close(jw);
}

enum tnw_err
access_show_sealed(struct json_writer *jw, const struct access_show *show, bool later_page)
{
    struct sealed sealed;
    struct named_map named;
    struct map_proof proof;
    if (later_page) {
        jw_null(jw, "sealed");
        return TNW_OK;
    }
    enum tnw_err err = proofs_newest(show->call, show->txn, &sealed);
    if (err == TNW_OK) {
        err = find_map(show, sealed.checkpoint.size, &named);
    }
    if (err != TNW_OK) {
        return err;
    }
    struct map_store map = seal_map(show->txn);
    struct hash key = map_key(&show->dossier->id);
    err = map_prove(&map, &named.map.root, &key, &proof);
    if (err != TNW_OK) {
        return proofs_damaged(show->call, err);
    }
    jw_open(jw, "sealed");
    proofs_show_note(jw, show->call, &sealed);
    show_map(jw, &named, &proof, &key);
    jw_close(jw);
    return TNW_OK;
}

#include "audit/seal.h"

#include "audit/record.h"
#include "audit/record_view.h"
#include "base/limits.h"
#include "store/audit/evidence.h"

/* A plan in the making. */
struct planning {
    struct seal_plan *plan;
    struct txn *txn;
    struct merkle_tree tree; /* over the records up to the one that is read */
    struct buf entries;      /* struct map_entry, in the order of the records */
};

static enum tnw_err
parse_stored(struct checkpoint *out, struct note *note, uint64_t size, struct slice bytes)
{
    enum tnw_err err = note_parse(note, bytes);
    if (err == TNW_OK) {
        err = checkpoint_parse(out, note->text);
    }
    return err == TNW_OK && out->size != size ? TNW_E_CORRUPT : err;
}

enum tnw_err
seal_newest(struct txn *txn, struct checkpoint *out, struct note *note)
{
    struct slice bytes;
    uint64_t size = 0;
    uint64_t sealed = evidence_sealed(txn);
    bool found = evidence_last_checkpoint(txn, &size, &bytes);
    enum tnw_err err = txn_error(txn);
    if (err != TNW_OK) {
        return err;
    }
    if (!found && sealed == 0) {
        return TNW_E_NOT_FOUND;
    }
    return found && size == sealed ? parse_stored(out, note, size, bytes) : TNW_E_CORRUPT;
}

struct map_store
seal_map(struct txn *txn)
{
    return (struct map_store){.get = evidence_map_get, .put = evidence_map_put, .ctx = txn};
}

static uint64_t
min(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static bool
stored_node(void *ctx, uint8_t level, uint64_t index, struct hash *out)
{
    return audit_log_get_node(ctx, level, index, out);
}

struct proof_source
seal_tree(struct txn *txn)
{
    return (struct proof_source){.node = stored_node, .ctx = txn, .size = audit_log_size(txn)};
}

static void
add_entry(struct planning *p, const struct id *dossier, uint64_t counter, const struct hash *leaf)
{
    struct map_entry entry = {.key = map_key(dossier), .counter = counter, .head = *leaf};
    buf_put(&p->entries, &entry, sizeof entry);
}

/* The dossiers that a list showed: the record holds commitments, and what opens them lies beside it. */
static enum tnw_err
add_listed(struct planning *p, const struct record_view *view, const struct hash *leaf)
{
    struct slice links;
    if (view->listed_count == 0) {
        return TNW_OK;
    }
    if (audit_log_get_links(p->txn, view->seq, &links) != view->listed_count) {
        return TNW_E_CORRUPT;
    }
    for (size_t i = 0; i < view->listed_count; i++) {
        struct audit_link link = audit_log_link(links, i);
        struct hash stated = record_view_listed(view, i);
        struct hash opened = audit_link_commitment(&link);
        if (!hash_eq(&stated, &opened)) {
            return TNW_E_CORRUPT;
        }
        add_entry(p, &link.dossier, link.counter, leaf);
    }
    return TNW_OK;
}

static enum tnw_err
read_record(struct planning *p, uint64_t seq)
{
    struct slice record;
    struct record_view view;
    if (!audit_log_get(p->txn, seq, &record)) {
        return TNW_E_CORRUPT;
    }
    enum tnw_err err = record_view_parse(&view, record, seq);
    if (err != TNW_OK) {
        return err;
    }
    struct hash leaf = merkle_leaf(record);
    merkle_add(&p->tree, &leaf, NULL);
    postings_note(&p->plan->postings, p->txn, &view);
    if (!id_is_zero(&view.dossier)) {
        add_entry(p, &view.dossier, view.counter, &leaf);
    }
    return add_listed(p, &view, &leaf);
}

/* Keeps the newest entry of each dossier. Returns how many are left. */
static size_t
squeeze_entries(struct planning *p)
{
    struct map_entry *entries = (struct map_entry *)(void *)p->entries.ptr;
    size_t kept = map_sort(entries, p->entries.len / sizeof *entries);
    p->entries.len = kept * sizeof *entries;
    return kept;
}

/* Whether the plan holds enough for one transaction. */
static bool
plan_is_full(struct planning *p)
{
    size_t count = p->entries.len / sizeof(struct map_entry);
    return postings_is_full(&p->plan->postings) ||
           (count >= 2 * LIMIT_SEAL_DOSSIERS && squeeze_entries(p) >= LIMIT_SEAL_DOSSIERS);
}

static bool
planned_get(void *ctx, struct slice place, struct slice *value)
{
    return evidence_map_get(((struct planning *)ctx)->txn, place, value);
}

/* An update reads no node that it has put: they can wait. */
static void
planned_put(void *ctx, struct slice place, struct slice value)
{
    struct buf *nodes = &((struct planning *)ctx)->plan->nodes;
    buf_put_u8(nodes, (uint8_t)place.len);
    buf_put_slice(nodes, place);
    buf_put_u8(nodes, (uint8_t)value.len);
    buf_put_slice(nodes, value);
}

static enum tnw_err
plan_map(struct planning *p, struct hash *map)
{
    const struct map_store store = {.get = planned_get, .put = planned_put, .ctx = p};
    if (p->entries.err != TNW_OK) {
        return p->entries.err;
    }
    size_t count = squeeze_entries(p);
    enum tnw_err err = map_update(&store, map, (const struct map_entry *)(const void *)p->entries.ptr, count);
    return err == TNW_OK ? p->plan->nodes.err : err;
}

/* Reads records up to `to`, or until the plan is full, and makes sure that they are those of the stored tree, on which
 * other proofs rest. */
static enum tnw_err
read_records(struct planning *p, const struct proof_source *source, uint64_t to, struct hash *root)
{
    enum tnw_err err = proof_tree(source, p->plan->from, &p->tree);
    while (err == TNW_OK && p->plan->to < to && !plan_is_full(p)) {
        err = read_record(p, p->plan->to++);
    }
    postings_close(&p->plan->postings);
    if (err == TNW_OK) {
        err = proof_root(source, p->plan->to, root);
    }
    struct hash computed = merkle_root(&p->tree);
    return err == TNW_OK && !hash_eq(root, &computed) ? TNW_E_CORRUPT : err;
}

static enum tnw_err
plan_all(struct planning *p, const struct proof_source *source, uint64_t to, struct checkpoint *next)
{
    enum tnw_err err = read_records(p, source, to, &next->root);
    next->size = p->plan->to;
    if (err == TNW_OK) {
        err = plan_map(p, &next->map);
    }
    if (err == TNW_OK) {
        err = checkpoint_encode(&p->plan->text, next);
    }
    return err;
}

enum tnw_err
seal_plan_make(struct seal_plan *plan, struct txn *txn, struct slice origin, uint64_t max)
{
    struct checkpoint last = {.origin = origin, .map = map_empty()};
    struct note note;
    *plan = (struct seal_plan){.from = 0};
    const struct proof_source source = seal_tree(txn);
    enum tnw_err err = seal_newest(txn, &last, &note);
    if (err != TNW_OK && err != TNW_E_NOT_FOUND) {
        return err;
    }
    if (last.size > source.size) {
        return TNW_E_CORRUPT;
    }
    bool foreign = !slice_eq(last.origin, origin);
    if (last.size == source.size && !foreign) {
        return txn_error(txn);
    }
    plan->from = plan->to = last.size;
    struct planning p = {.plan = plan, .txn = txn};
    struct checkpoint next = {.origin = origin, .map = last.map};
    err = plan_all(&p, &source, last.size + min(source.size - last.size, max), &next);
    plan->more = plan->to < source.size;
    buf_free(&p.entries);
    return txn_error(txn) != TNW_OK ? txn_error(txn) : err;
}

static void
apply_nodes(const struct seal_plan *plan, struct txn *txn)
{
    struct cursor cur = cursor_of(buf_slice(&plan->nodes));
    while (cur.left > 0) {
        struct slice place = cursor_slice(&cur, cursor_u8(&cur));
        struct slice value = cursor_slice(&cur, cursor_u8(&cur));
        evidence_map_put(txn, place, value);
    }
}

enum tnw_err
seal_plan_apply(const struct seal_plan *plan, struct txn *txn, struct slice note)
{
    if (evidence_sealed(txn) != plan->from) {
        return TNW_E_CONFLICT;
    }
    apply_nodes(plan, txn);
    postings_file(&plan->postings, txn);
    evidence_put_sealed(txn, plan->to);
    evidence_put_checkpoint(txn, plan->to, note);
    return txn_error(txn);
}

void
seal_put_signers(struct buf *out, const struct note *note)
{
    for (size_t i = 0; i < note->count; i++) {
        buf_put(out, note->signatures[i].id, NOTE_KEY_ID);
    }
}

enum tnw_err
seal_put_cosigned(struct txn *txn, uint64_t size, struct slice note)
{
    struct checkpoint checkpoint;
    struct note parts;
    struct buf ids = {0};
    enum tnw_err err = parse_stored(&checkpoint, &parts, size, note);
    if (err != TNW_OK) {
        return err;
    }
    seal_put_signers(&ids, &parts);
    txn_set_error(txn, ids.err);
    evidence_put_checkpoint(txn, size, note);
    evidence_put_cosigned(txn, size, buf_slice(&ids));
    buf_free(&ids);
    return txn_error(txn);
}

void
seal_plan_wipe(struct seal_plan *plan)
{
    buf_free(&plan->text);
    buf_free(&plan->nodes);
    postings_wipe(&plan->postings);
}

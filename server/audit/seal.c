#include "audit/seal.h"

#include "audit/record.h"
#include "audit/record_view.h"
#include "base/limits.h"
#include "store/audit/evidence.h"

/* What the store says of the state of sealing. */
struct standing {
    struct checkpoint newest; /* size 0: nothing is sealed yet */
    struct note note;
    uint64_t mapped;
    struct hash map;                 /* root of the stored map */
    struct evidence_map_place place; /* the record that the next checkpoint ends with, if there is one already */
    bool is_placed;
    uint64_t to; /* how far the map is to go; `mapped`: there is nothing to do but to sign */
};

/* A plan in the making. */
struct planning {
    struct seal_plan *plan;
    struct txn *txn;
    struct merkle_tree tree; /* over the records up to the one that is read */
    struct buf entries;      /* struct map_entry, in the order of the records */
    const struct standing *standing;
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

enum tnw_err
seal_map_of(struct txn *txn, uint64_t size, struct map_root *out, struct slice *record)
{
    struct record_view view;
    if (size == 0 || !audit_log_get(txn, size - 1, record)) {
        return txn_error(txn) != TNW_OK ? txn_error(txn) : TNW_E_CORRUPT;
    }
    enum tnw_err err = record_view_parse(&view, *record, size - 1);
    bool names = err == TNW_OK && view.has_map && slice_eq(view.action, slice_str(MAP_ROOT_ACTION));
    *out = names ? view.map : (struct map_root){0};
    return names && out->size < size ? TNW_OK : TNW_E_CORRUPT;
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
    return count >= 2 * LIMIT_SEAL_DOSSIERS && squeeze_entries(p) >= LIMIT_SEAL_DOSSIERS;
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
read_records(struct planning *p, const struct proof_source *source, uint64_t to)
{
    struct hash root;
    enum tnw_err err = proof_tree(source, p->plan->from, &p->tree);
    while (err == TNW_OK && p->plan->to < to && !plan_is_full(p)) {
        err = read_record(p, p->plan->to++);
    }
    if (err == TNW_OK) {
        err = proof_root(source, p->plan->to, &root);
    }
    struct hash computed = merkle_root(&p->tree);
    return err == TNW_OK && !hash_eq(&root, &computed) ? TNW_E_CORRUPT : err;
}

static enum tnw_err
plan_text(struct seal_plan *plan, const struct hash *root)
{
    const struct checkpoint next = {.origin = plan->origin, .size = plan->seq + 1, .root = *root};
    plan->next = SEAL_SIGN;
    return checkpoint_encode(&plan->text, &next);
}

/* The record is there already: it must name what was planned. */
static enum tnw_err
plan_signature(struct planning *p, const struct proof_source *source)
{
    struct map_root named;
    struct slice record;
    struct hash root;
    p->plan->seq = p->standing->place.seq;
    enum tnw_err err = seal_map_of(p->txn, p->plan->seq + 1, &named, &record);
    if (err == TNW_OK && (named.size != p->plan->to || !hash_eq(&named.root, &p->plan->map))) {
        err = TNW_E_CORRUPT;
    }
    if (err == TNW_OK) {
        err = proof_root(source, p->plan->seq + 1, &root);
    }
    return err == TNW_OK ? plan_text(p->plan, &root) : err;
}

static enum tnw_err
plan_all(struct planning *p, uint64_t max)
{
    const struct proof_source source = seal_tree(p->txn);
    enum tnw_err err = read_records(p, &source, p->plan->from + min(p->standing->to - p->plan->from, max));
    if (err == TNW_OK) {
        err = plan_map(p, &p->plan->map);
    }
    if (err != TNW_OK || p->plan->to < p->standing->to) {
        p->plan->next = SEAL_STEP;
        return err;
    }
    p->plan->next = SEAL_RECORD;
    return p->standing->is_placed ? plan_signature(p, &source) : TNW_OK;
}

/* What is stored of the map is what the newest checkpoint stands for, or newer: between two steps. */
static enum tnw_err
read_stored_map(struct standing *now, struct txn *txn)
{
    struct map_root named = {0};
    struct slice record;
    now->mapped = evidence_mapped(txn, &now->map);
    enum tnw_err err = now->newest.size == 0 ? TNW_OK : seal_map_of(txn, now->newest.size, &named, &record);
    bool fits = named.size < now->mapped || (named.size == now->mapped && hash_eq(&named.root, &now->map));
    fits = fits && evidence_filed(txn) <= now->mapped; /* filing comes last: else somebody set the map back */
    return err == TNW_OK && !fits ? TNW_E_CORRUPT : err;
}

/* Decides what the next checkpoint ends with. */
static enum tnw_err
seal_target(struct standing *now, struct txn *txn, bool foreign)
{
    uint64_t size = audit_log_size(txn);
    uint64_t sealed = now->newest.size;
    bool idle = size == sealed && (size == 0 || now->mapped == size - 1);
    now->is_placed = evidence_map_place(txn, &now->place) && now->place.seq >= sealed;
    if (idle && foreign && size > 0) {
        now->is_placed = true;
        now->place = (struct evidence_map_place){.seq = size - 1, .size = now->mapped};
    }
    now->to = now->is_placed ? now->place.size : idle ? now->mapped : size;
    bool fits = sealed <= size && now->mapped <= now->to && (!now->is_placed || now->place.seq < size);
    return txn_error(txn) != TNW_OK ? txn_error(txn) : fits ? TNW_OK : TNW_E_CORRUPT;
}

static enum tnw_err
read_standing(struct standing *now, struct txn *txn, struct slice origin)
{
    *now = (struct standing){.mapped = 0};
    enum tnw_err err = seal_newest(txn, &now->newest, &now->note);
    err = err == TNW_E_NOT_FOUND ? TNW_OK : err;
    if (err == TNW_OK) {
        err = read_stored_map(now, txn);
    }
    return err == TNW_OK ? seal_target(now, txn, !slice_eq(now->newest.origin, origin)) : err;
}

enum tnw_err
seal_plan_make(struct seal_plan *plan, struct txn *txn, struct slice origin, uint64_t max)
{
    struct standing now;
    *plan = (struct seal_plan){.origin = origin};
    enum tnw_err err = read_standing(&now, txn, origin);
    if (err != TNW_OK || (!now.is_placed && now.to == now.mapped)) {
        return err;
    }
    plan->from = plan->to = now.mapped;
    plan->map = now.map;
    struct planning p = {.plan = plan, .txn = txn, .standing = &now};
    err = plan_all(&p, max);
    buf_free(&p.entries);
    return txn_error(txn) != TNW_OK ? txn_error(txn) : err;
}

enum tnw_err
seal_plan_record(struct seal_plan *plan, struct txn *txn, const uint8_t *policy, time_ms now)
{
    const struct map_root map = {.size = plan->to, .root = plan->map};
    struct audit_record record = audit_record_by_server(MAP_ROOT_ACTION, policy);
    if (evidence_mapped(txn, NULL) != plan->from) {
        return TNW_E_CONFLICT;
    }
    buf_clear(&plan->text); /* of a batch that came to nothing */
    record.map = &map;
    plan->seq = audit_log_size(txn);
    audit_record_append(txn, &record, now);
    evidence_put_map_place(txn, &(struct evidence_map_place){.seq = plan->seq, .size = plan->to});
    if (txn_error(txn) != TNW_OK) {
        return txn_error(txn);
    }
    struct hash root = merkle_root(&audit_log_tail(txn)->tree);
    return plan_text(plan, &root);
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
    bool signs = plan->next == SEAL_SIGN;
    if (evidence_mapped(txn, NULL) != plan->from || (signs && evidence_sealed(txn) > plan->seq + 1)) {
        return TNW_E_CONFLICT;
    }
    apply_nodes(plan, txn);
    evidence_put_mapped(txn, plan->to, &plan->map);
    if (signs) {
        evidence_put_sealed(txn, plan->seq + 1);
        evidence_put_checkpoint(txn, plan->seq + 1, note);
    }
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

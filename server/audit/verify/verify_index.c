#include "audit/verify/verify_index.h"

/* The postings against the records: each that a record calls for is there, and each that is there a record calls
 * for. */
#include <inttypes.h>
#include <string.h>

#include "store/audit/audit_index.h"
#include "store/audit/evidence.h"

/* What one record is filed under: struct audit_index_key, one behind the other. */
struct keys {
    struct buf bytes;
};

static void
add_expected(struct keys *keys, struct audit_index_key key)
{
    buf_put(&keys->bytes, key.bytes, sizeof key.bytes);
}

static void
add_id(struct keys *keys, enum audit_index_kind kind, const struct id *id)
{
    if (!id_is_zero(id)) {
        add_expected(keys, audit_index_id(kind, id));
    }
}

static void
add_grounds(struct keys *keys, struct slice rest)
{
    struct slice code;
    while (record_view_next_ground(&rest, &code)) {
        add_expected(keys, audit_index_text(AUDIT_INDEX_GROUND, code));
        add_expected(keys, audit_index_text(AUDIT_INDEX_GROUND, record_view_ground_kind(code)));
    }
}

/* false: the record cannot be read, which was told before. */
static bool
keys_of(struct verify_run *run, uint64_t seq, struct keys *keys)
{
    struct slice record;
    struct slice links;
    struct record_view view;
    buf_clear(&keys->bytes);
    if (!audit_log_get(run->txn, seq, &record) || record_view_parse(&view, record, seq) != TNW_OK) {
        (void)verify_run_was_damaged(run);
        return false;
    }
    add_id(keys, AUDIT_INDEX_DOSSIER, &view.dossier);
    add_id(keys, AUDIT_INDEX_ACTOR, &view.actor);
    add_id(keys, AUDIT_INDEX_ACTOR, &view.acted_for);
    add_id(keys, AUDIT_INDEX_ORGANISATION, &view.organisation);
    add_expected(keys, audit_index_text(AUDIT_INDEX_ACTION, view.action));
    add_expected(keys, audit_index_text(AUDIT_INDEX_DECISION, view.decision));
    add_grounds(keys, view.ground);
    add_id(keys, AUDIT_INDEX_REQUEST, &view.request);
    size_t count = view.listed_count > 0 ? audit_log_get_links(run->txn, seq, &links) : 0;
    for (size_t i = 0; i < count; i++) {
        struct audit_link link = audit_log_link(links, i);
        add_id(keys, AUDIT_INDEX_DOSSIER, &link.dossier);
    }
    if (keys->bytes.err != TNW_OK) {
        run->err = keys->bytes.err;
    }
    return !verify_run_was_damaged(run) && run->err == TNW_OK;
}

static bool
next_key(struct slice *rest, struct audit_index_key *key)
{
    if (rest->len < sizeof key->bytes) {
        return false;
    }
    memcpy(key->bytes, rest->ptr, sizeof key->bytes);
    *rest = slice_of(rest->ptr + sizeof key->bytes, rest->len - sizeof key->bytes);
    return true;
}

static const char *
kind_text(const struct audit_index_key *key)
{
    static const char *const texts[] = {[AUDIT_INDEX_DOSSIER] = "dossier",
                                        [AUDIT_INDEX_ACTOR] = "actor",
                                        [AUDIT_INDEX_ORGANISATION] = "organisation",
                                        [AUDIT_INDEX_ACTION] = "action",
                                        [AUDIT_INDEX_DECISION] = "decision",
                                        [AUDIT_INDEX_GROUND] = "ground",
                                        [AUDIT_INDEX_REQUEST] = "request"};
    size_t kind = key->bytes[0];
    return kind < sizeof texts / sizeof texts[0] && texts[kind] != NULL ? texts[kind] : "unknown kind";
}

/* From `filed` on a key may lack all that a turn adds to it, but nothing in the midst: that would never be filed. */
static void
look_for_postings(struct verify_run *run, uint64_t seq, const struct keys *keys)
{
    struct slice rest = buf_slice(&keys->bytes);
    struct audit_index_key key;
    while (run->err == TNW_OK && next_key(&rest, &key)) {
        struct audit_index index;
        uint64_t found = 0;
        audit_index_open(&index, run->txn, &key, false);
        bool goes_on = audit_index_seek(&index, seq, &found);
        bool is_missing = goes_on ? found != seq : seq < run->filed;
        if (verify_run_was_damaged(run) || is_missing) {
            verify_run_find(run, VERIFY_INDEX, "postings: record %" PRIu64 " is not filed under its %s", seq,
                            kind_text(&key));
        }
    }
}

static bool
calls_for(const struct keys *keys, const struct audit_index_key *key)
{
    struct slice rest = buf_slice(&keys->bytes);
    struct audit_index_key own;
    while (next_key(&rest, &own)) {
        if (memcmp(own.bytes, key->bytes, sizeof own.bytes) == 0) {
            return true;
        }
    }
    return false;
}

void
verify_index_of(struct verify_run *run, uint64_t seq)
{
    struct keys keys = {.bytes = {0}};
    if (keys_of(run, seq, &keys)) {
        look_for_postings(run, seq, &keys);
    }
    buf_free(&keys.bytes);
}

/* In many snapshots: what is filed stays so, and further records come. */
static void
renew_postings(struct verify_run *run)
{
    if (verify_run_renew(run)) {
        run->mapped = evidence_mapped(run->txn, &run->map);
        run->filed = evidence_filed(run->txn);
    }
}

/* All postings of one key. */
static void
look_at_postings(struct verify_run *run, const struct audit_index_key *key, struct keys *keys)
{
    struct audit_index index;
    uint64_t seq;
    audit_index_open(&index, run->txn, key, false);
    while (run->err == TNW_OK && audit_index_next(&index, &seq)) {
        if (seq >= run->mapped) { /* those from `filed` on may be there: a turn of filing was cut, or goes on */
            verify_run_find(run, VERIFY_INDEX,
                            "postings: record %" PRIu64 " is filed already, and they go up to %" PRIu64, seq,
                            run->mapped);
        } else if (keys_of(run, seq, keys) && !calls_for(keys, key)) {
            verify_run_find(run, VERIFY_INDEX, "postings: record %" PRIu64 " is filed under a %s that is not its own",
                            seq, kind_text(key));
        }
        renew_postings(run);
        index.txn = run->txn; /* may be a fresh one */
    }
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_INDEX, "postings: a segment of those by %s is damaged", kind_text(key));
    }
}

/* Each record, from the place on. */
static void
look_for_all(struct verify_run *run, struct keys *keys)
{
    while (run->place.seq < run->mapped && run->place.seq < run->end && run->err == TNW_OK) {
        if (keys_of(run, run->place.seq, keys)) {
            look_for_postings(run, run->place.seq, keys);
        }
        run->place.seq++;
        run->done++;
        renew_postings(run);
    }
}

/* Each key, from the place on. */
static void
look_at_posted(struct verify_run *run, struct keys *keys)
{
    struct audit_index_key key = run->place.key;
    while (run->err == TNW_OK && audit_index_next_key(run->txn, &key)) {
        look_at_postings(run, &key, keys);
        run->place.key = key;
        run->done++;
    }
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_INDEX, "postings: there is a key that is none");
    }
}

void
verify_index_compare(struct verify_run *run)
{
    struct keys keys = {.bytes = {0}};
    if (run->place.part == VERIFY_POSTINGS) {
        look_for_all(run, &keys);
        run->place.part = VERIFY_POSTED;
    }
    if (run->place.part == VERIFY_POSTED) {
        look_at_posted(run, &keys);
        run->place.part = VERIFY_ROWS;
    }
    buf_free(&keys.bytes);
}

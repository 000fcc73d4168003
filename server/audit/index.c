#include "audit/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "store/audit_log.h"
#include "store/store.h"

struct audit_index_posting {
    struct audit_index_key key;
    uint64_t seq;
};

/* What one record adds to the batch. */
struct filing {
    struct audit_index_batch *batch;
    struct txn *txn;
    uint64_t seq;
};

static void
file(struct filing *filing, struct audit_index_key key)
{
    struct audit_index_batch *batch = filing->batch;
    if (batch->count == batch->room) {
        size_t room = batch->room == 0 ? 1024 : 2 * batch->room;
        struct audit_index_posting *grown = reallocarray(batch->postings, room, sizeof *grown);
        if (grown == NULL) {
            txn_set_error(filing->txn, TNW_E_NO_MEMORY);
            return;
        }
        batch->postings = grown;
        batch->room = room;
    }
    batch->postings[batch->count++] = (struct audit_index_posting){.key = key, .seq = filing->seq};
}

static void
file_id(struct filing *filing, enum audit_index_kind kind, const struct id *id)
{
    if (!id_is_zero(id)) {
        file(filing, audit_index_id(kind, id));
    }
}

static void
file_grounds(struct filing *filing, struct slice grounds)
{
    struct slice ground;
    while (record_view_next_ground(&grounds, &ground)) {
        struct slice kind = record_view_ground_kind(ground);
        file(filing, audit_index_text(AUDIT_INDEX_GROUND, ground));
        if (kind.len < ground.len) {
            file(filing, audit_index_text(AUDIT_INDEX_GROUND, kind));
        }
    }
}

static void
file_listed(struct filing *filing, const struct record_view *view)
{
    struct slice links = slice_of(NULL, 0);
    if (view->listed_count == 0) {
        return;
    }
    (void)audit_log_get_links(filing->txn, filing->seq, &links);
    if (links.len != view->listed_count * AUDIT_LINK_SIZE) {
        txn_set_error(filing->txn, TNW_E_CORRUPT);
        return;
    }
    for (size_t i = 0; i < view->listed_count; i++) {
        struct audit_link link = audit_log_link(links, i);
        file_id(filing, AUDIT_INDEX_DOSSIER, &link.dossier);
    }
}

static void
file_record(struct filing *filing)
{
    struct slice record;
    struct record_view view;
    if (!audit_log_get(filing->txn, filing->seq, &record) || record_view_parse(&view, record, filing->seq) != TNW_OK) {
        txn_set_error(filing->txn, TNW_E_CORRUPT);
        return;
    }
    file_id(filing, AUDIT_INDEX_DOSSIER, &view.dossier);
    file_id(filing, AUDIT_INDEX_ACTOR, &view.actor);
    file_id(filing, AUDIT_INDEX_ORGANISATION, &view.organisation);
    file(filing, audit_index_text(AUDIT_INDEX_ACTION, view.action));
    file(filing, audit_index_text(AUDIT_INDEX_DECISION, view.decision));
    file_grounds(filing, view.ground);
    file_listed(filing, &view);
}

static int
compare(const void *a, const void *b)
{
    const struct audit_index_posting *one = a;
    const struct audit_index_posting *other = b;
    int keys = memcmp(&one->key, &other->key, sizeof one->key);
    return keys != 0 ? keys : (one->seq > other->seq) - (one->seq < other->seq);
}

/* A record can have two grounds of one kind. */
static void
drop_doubles(struct audit_index_batch *batch)
{
    size_t kept = 0;
    for (size_t i = 0; i < batch->count; i++) {
        if (kept == 0 || compare(&batch->postings[kept - 1], &batch->postings[i]) != 0) {
            batch->postings[kept++] = batch->postings[i];
        }
    }
    batch->count = kept;
}

uint64_t
audit_index_gather(struct audit_index_batch *batch, struct txn *txn, uint64_t from, uint64_t to)
{
    struct filing filing = {.batch = batch, .txn = txn, .seq = from};
    batch->count = 0;
    while (filing.seq < to && batch->count < LIMIT_INDEX_BATCH && txn_error(txn) == TNW_OK) {
        file_record(&filing);
        filing.seq++;
    }
    if (batch->count > 0) {
        qsort(batch->postings, batch->count, sizeof batch->postings[0], compare);
        drop_doubles(batch);
    }
    return filing.seq;
}

void
audit_index_file(const struct audit_index_batch *batch, struct txn *txn)
{
    uint64_t seqs[AUDIT_INDEX_PLACES];
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++) {
        const struct audit_index_posting *posting = &batch->postings[i];
        seqs[count++] = posting->seq;
        bool last = i + 1 == batch->count || memcmp(&posting[0].key, &posting[1].key, sizeof posting->key) != 0;
        if (last || count == AUDIT_INDEX_PLACES) {
            audit_index_add(txn, &posting->key, seqs, count);
            count = 0;
        }
    }
}

void
audit_index_batch_wipe(struct audit_index_batch *batch)
{
    free(batch->postings);
    *batch = (struct audit_index_batch){0};
}

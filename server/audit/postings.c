#include "audit/postings.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/audit/unfiled.h"
#include "store/store.h"

static void
file(struct postings *postings, const struct audit_index_key *key)
{
    buf_put(&postings->keys, key->bytes, sizeof key->bytes);
}

static void
file_text(struct postings *postings, enum audit_index_kind kind, struct slice text)
{
    for (size_t i = 0; i < POSTINGS_KNOWN; i++) {
        const struct postings_known *known = &postings->known[i];
        if (known->len > 0 && known->key.bytes[0] == (uint8_t)kind &&
            slice_eq(slice_of(known->text, known->len), text)) {
            file(postings, &known->key);
            return;
        }
    }
    const struct audit_index_key key = audit_index_text(kind, text);
    if (text.len <= POSTINGS_TEXT && text.len > 0) {
        struct postings_known *known = &postings->known[postings->oldest];
        postings->oldest = (postings->oldest + 1) % POSTINGS_KNOWN;
        memcpy(known->text, text.ptr, text.len);
        known->len = text.len;
        known->key = key;
    }
    file(postings, &key);
}

static void
file_id(struct postings *postings, enum audit_index_kind kind, const struct id *id)
{
    if (!id_is_zero(id)) {
        struct audit_index_key key = audit_index_id(kind, id);
        file(postings, &key);
    }
}

static void
file_grounds(struct postings *postings, struct slice grounds)
{
    struct slice ground;
    while (record_view_next_ground(&grounds, &ground)) {
        struct slice kind = record_view_ground_kind(ground);
        file_text(postings, AUDIT_INDEX_GROUND, ground);
        if (kind.len < ground.len) {
            file_text(postings, AUDIT_INDEX_GROUND, kind);
        }
    }
}

/* false: the links of what it lists are not there. */
static bool
file_listed(struct postings *postings, struct txn *txn, const struct record_view *view)
{
    struct slice links;
    if (view->listed_count == 0) {
        return true;
    }
    if (audit_log_get_links(txn, view->seq, &links) != view->listed_count) {
        return false;
    }
    for (size_t i = 0; i < view->listed_count; i++) {
        struct audit_link link = audit_log_link(links, i);
        file_id(postings, AUDIT_INDEX_DOSSIER, &link.dossier);
    }
    return true;
}

static enum tnw_err
note_record(struct postings *postings, struct txn *txn, const struct record_view *view)
{
    buf_clear(&postings->keys);
    file_id(postings, AUDIT_INDEX_DOSSIER, &view->dossier);
    file_id(postings, AUDIT_INDEX_ACTOR, &view->actor);
    file_id(postings, AUDIT_INDEX_ACTOR, &view->acted_for);
    file_id(postings, AUDIT_INDEX_ORGANISATION, &view->organisation);
    file_text(postings, AUDIT_INDEX_ACTION, view->action);
    file_text(postings, AUDIT_INDEX_DECISION, view->decision);
    file_grounds(postings, view->ground);
    file_id(postings, AUDIT_INDEX_REQUEST, &view->request);
    if (!file_listed(postings, txn, view)) {
        return txn_error(txn) != TNW_OK ? txn_error(txn) : TNW_E_CORRUPT;
    }
    if (postings->keys.err != TNW_OK) {
        return postings->keys.err;
    }
    const struct audit_index_key *keys = (const struct audit_index_key *)(const void *)postings->keys.ptr;
    return unfiled_add(audit_index_unfiled(txn), keys, postings->keys.len / sizeof *keys);
}

/* Whether more may be noted: what cannot be filed, as on a full disk, does not fill the memory. */
static bool
takes_more(const struct unfiled *unfiled)
{
    return unfiled->newer.places < LIMIT_UNFILED + LIMIT_UNFILED / 4;
}

void
postings_note(struct postings *postings, struct txn *txn, const struct record_view *view)
{
    const struct unfiled *unfiled = audit_index_unfiled(txn);
    if (unfiled->begun && view->seq == unfiled->newer.to && takes_more(unfiled)) {
        enum tnw_err err = note_record(postings, txn, view);
        (void)err; /* what is missing then stays behind what is noted */
    }
}

enum tnw_err
postings_catch_up(struct postings *postings, struct txn *txn, size_t max, bool *more)
{
    struct unfiled *unfiled = audit_index_unfiled(txn);
    const uint64_t size = evidence_mapped(txn, NULL);
    if (!unfiled->begun) {
        unfiled_begin(unfiled, evidence_filed(txn));
    }
    enum tnw_err err = txn_error(txn);
    for (size_t n = 0; err == TNW_OK && n < max && unfiled->newer.to < size && takes_more(unfiled); n++) {
        struct slice record;
        struct record_view view;
        const uint64_t seq = unfiled->newer.to;
        err = audit_log_get(txn, seq, &record) ? record_view_parse(&view, record, seq) : TNW_E_CORRUPT;
        err = err == TNW_OK ? note_record(postings, txn, &view) : err;
    }
    *more = err == TNW_OK && unfiled->newer.to < size && takes_more(unfiled);
    return err;
}

void
postings_wipe(struct postings *postings)
{
    buf_free(&postings->keys);
}

static int
compare_lists(const void *a, const void *b, void *part)
{
    const struct unfiled_list *lists = ((const struct unfiled_part *)part)->lists;
    const struct unfiled_list *one = &lists[*(const uint32_t *)a];
    const struct unfiled_list *other = &lists[*(const uint32_t *)b];
    return memcmp(&one->key, &other->key, sizeof one->key);
}

/* In the order of their keys, so that neighbours share pages. */
static void
order_lists(struct postings_turn *turn, struct unfiled_part *part)
{
    *turn = (struct postings_turn){.order = calloc(part->count + 1, sizeof *turn->order), .count = part->count};
    for (size_t i = 0; i < part->count && turn->order != NULL; i++) {
        turn->order[i] = (uint32_t)i;
    }
    if (turn->order != NULL) {
        qsort_r(turn->order, turn->count, sizeof *turn->order, compare_lists, part);
    }
}

bool
postings_turn_begin(struct postings_turn *turn, struct txn *txn, bool all)
{
    struct unfiled *unfiled = audit_index_unfiled(txn);
    const uint64_t filed = evidence_filed(txn);
    if (turn->order != NULL) {
        return true;
    }
    if (!unfiled->begun || txn_error(txn) != TNW_OK) {
        return false;
    }
    if (unfiled->newer.to > evidence_mapped(txn, NULL)) {
        return false; /* the map comes first: what is filed is sealed as well, or about to be */
    }
    if (filed >= unfiled->older.to) { /* the last turn is over */
        if (unfiled->newer.places < LIMIT_UNFILED && (!all || unfiled->newer.to == unfiled->newer.from)) {
            return false;
        }
        unfiled_turn(unfiled);
    }
    order_lists(turn, &unfiled->older);
    return turn->order != NULL;
}

static void
file_list(const struct unfiled_part *part, const struct unfiled_list *list, struct txn *txn)
{
    uint64_t seqs[AUDIT_INDEX_PLACES];
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        seqs[count++] = unfiled_place(part, list, i);
        if (count == AUDIT_INDEX_PLACES || i + 1 == list->count) {
            audit_index_add(txn, &list->key, seqs, count);
            count = 0;
        }
    }
}

enum tnw_err
postings_turn_apply(struct postings_turn *turn, struct txn *txn)
{
    const struct unfiled_part *part = &audit_index_unfiled(txn)->older;
    if (evidence_filed(txn) != part->from) {
        return txn_error(txn) != TNW_OK ? txn_error(txn) : TNW_E_CONFLICT;
    }
    size_t places = 0;
    turn->next = turn->done;
    while (turn->next < turn->count && places < LIMIT_INDEX_STEP && txn_error(txn) == TNW_OK) {
        const struct unfiled_list *list = &part->lists[turn->order[turn->next++]];
        file_list(part, list, txn);
        places += list->count;
    }
    if (turn->next == turn->count) {
        evidence_put_filed(txn, part->to);
    }
    return txn_error(txn);
}

void
postings_turn_applied(struct postings_turn *turn)
{
    turn->done = turn->next;
    if (turn->done == turn->count) {
        postings_turn_wipe(turn);
    }
}

void
postings_turn_wipe(struct postings_turn *turn)
{
    free(turn->order);
    *turn = (struct postings_turn){.order = NULL};
}

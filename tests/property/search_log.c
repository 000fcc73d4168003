#include "search_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "audit/postings.h"
#include "audit/record.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/audit/unfiled.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *const actions[] = {"fragment.read", "fragment.list", "dossier.list", "consent.give", "me.read"};
static const char *const decisions[] = {"permit", "deny", "fail"};
static const char *const grounds[] = {
    "own_dossier", "consent:cns_1", "consent:cns_2", "consent:cns_1 consent:cns_2 author", "law:gao", "", "no_consent"};

uint64_t
search_log_below(struct search_log *log, uint64_t limit)
{
    return evidence_random_below(&log->random, limit);
}

/* Some much, some hardly ever, and now and then nobody. */
static struct id
some_id(struct search_log *log, uint8_t kind, uint64_t most)
{
    uint64_t number = search_log_below(log, 1 + search_log_below(log, most));
    struct id id = {.bytes = {[0] = kind, [15] = (uint8_t)number}};
    return search_log_below(log, 8) == 0 ? (struct id){0} : id;
}

static struct search_told
some_record(struct search_log *log, time_ms before)
{
    struct search_told told = {
        .request = some_id(log, 4, 255),
        .actor = some_id(log, 1, 20),
        .organisation = some_id(log, 2, 4),
        .dossier = some_id(log, 3, 60),
        .action = actions[search_log_below(log, COUNT(actions))],
        .decision = decisions[search_log_below(log, 1 + search_log_below(log, COUNT(decisions)))],
        .ground = grounds[search_log_below(log, COUNT(grounds))],
        .time = before + (search_log_below(log, 3) == 0 ? (time_ms)search_log_below(log, 2000) : 0)};
    if (strcmp(told.action, "dossier.list") == 0) {
        told.dossier = (struct id){0};
        told.listed_count = (size_t)search_log_below(log, 4);
    }
    for (size_t i = 0; i < told.listed_count; i++) {
        told.listed[i] = (struct id){.bytes = {[0] = 3, [15] = (uint8_t)(20 * i + search_log_below(log, 20))}};
    }
    return told;
}

void
search_log_append(struct txn *txn, const struct search_told *told)
{
    static const uint8_t policy[HASH_SIZE];
    struct audit_record record = {.request = told->request,
                                  .actor = told->actor,
                                  .role = ROLE_NONE,
                                  .organisation = told->organisation,
                                  .origin = "local",
                                  .action = told->action,
                                  .dossier = told->dossier,
                                  .listed = slice_of(told->listed, told->listed_count * ID_SIZE),
                                  .object = "",
                                  .purpose = PURPOSE_NONE,
                                  .decision = told->decision,
                                  .ground = slice_str(told->ground),
                                  .status = 200,
                                  .policy = policy};
    audit_record_append(txn, &record, told->time);
}

void
search_log_extend(struct txn *txn, uint64_t from, uint64_t to)
{
    struct postings postings = {.oldest = 0};
    struct postings_turn turn = {.order = NULL};
    bool more;
    assert_int_equal(evidence_filed(txn), from);
    evidence_put_mapped(txn, audit_log_size(txn), &(struct hash){{0}});
    unfiled_begin(audit_index_unfiled(txn), from);
    assert_int_equal(postings_catch_up(&postings, txn, (size_t)(to - from), &more), TNW_OK);
    while (evidence_filed(txn) < to) {
        assert_true(postings_turn_begin(&turn, txn, true));
        assert_int_equal(postings_turn_apply(&turn, txn), TNW_OK);
        postings_turn_applied(&turn);
    }
    postings_wipe(&postings);
}

/* Of the records behind those, some keys are filed, as where a turn was cut. */
static void
file_some_keys(struct search_log *log)
{
    struct txn *txn = place_write(log->place);
    const struct unfiled_part *part = &audit_index_unfiled(txn)->newer;
    for (size_t i = 0; i < part->count; i++) {
        if (search_log_below(log, 2) == 0) {
            const struct unfiled_list *list = &part->lists[i];
            for (size_t j = 0; j < list->count; j++) {
                const uint64_t seq = unfiled_place(part, list, j);
                audit_index_add(txn, &list->key, &seq, 1);
            }
        }
    }
    place_commit(txn);
}

/* Some of the records that are not filed are noted, in one part or two. */
static void
note_some(struct search_log *log)
{
    struct postings postings = {.oldest = 0};
    bool more;
    if (search_log_below(log, 4) == 0) {
        return;
    }
    struct txn *txn = place_read(log->place);
    struct unfiled *unfiled = audit_index_unfiled(txn);
    unfiled_begin(unfiled, log->sealed);
    size_t first = (size_t)search_log_below(log, 1500);
    assert_int_equal(postings_catch_up(&postings, txn, first, &more), TNW_OK);
    if (search_log_below(log, 2) == 0) {
        file_some_keys(log);
    }
    if (search_log_below(log, 2) == 0) {
        unfiled_turn(unfiled);
    }
    assert_int_equal(postings_catch_up(&postings, txn, (size_t)search_log_below(log, 2000), &more), TNW_OK);
    postings_wipe(&postings);
    txn_abort(&txn);
}

/* Seals in runs of all sizes, up to somewhere. */
static void
seal(struct search_log *log)
{
    static const uint64_t shares[] = {0, 1, 2, 3};
    uint64_t border = SEARCH_LOG_RECORDS * shares[search_log_below(log, COUNT(shares))] / 3;
    while (log->sealed < border) {
        uint64_t to = log->sealed + 1 + search_log_below(log, 1 + search_log_below(log, 800));
        struct txn *txn = place_write(log->place);
        to = to > border ? border : to;
        search_log_extend(txn, log->sealed, to);
        place_commit(txn);
        log->sealed = to;
    }
    note_some(log);
}

void
search_log_make(struct search_log *log, struct place *place, uint64_t seed)
{
    *log = (struct search_log){.place = place, .random = evidence_random(seed)};
    struct txn *txn = place_write(place);
    time_ms time = SEARCH_LOG_START;
    for (size_t i = 0; i < SEARCH_LOG_RECORDS; i++) {
        log->told[i] = some_record(log, time);
        time = log->told[i].time;
        search_log_append(txn, &log->told[i]);
    }
    evidence_put_mapped(txn, SEARCH_LOG_RECORDS, &(struct hash){{0}});
    place_commit(txn);
    seal(log);
}

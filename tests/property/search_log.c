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
    struct postings postings = {0};
    while (from < to && txn_error(txn) == TNW_OK) {
        struct slice text;
        struct record_view view;
        assert_true(audit_log_get(txn, from, &text));
        assert_int_equal(record_view_parse(&view, text, from), TNW_OK);
        postings_note(&postings, txn, &view);
        from++;
    }
    postings_close(&postings);
    postings_file(&postings, txn);
    postings_wipe(&postings);
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
        evidence_put_mapped(txn, to, &(struct hash){{0}});
        place_commit(txn);
        log->sealed = to;
    }
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
    place_commit(txn);
    seal(log);
}

/* Random logs, random questions: a search finds what a look at every record finds, in both directions, page by page,
 * wherever the border of what is sealed lies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/postings.h"
#include "audit/search.h"
#include "base/limits.h"
#include "search_log.h"
#include "store/audit/audit_log.h"
#include "store/audit/unfiled.h"

#define LOGS 12
#define QUESTIONS 150

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* ---- the naive answer ---- */

static bool
is_text(struct slice wanted, const char *text)
{
    return wanted.len == 0 || slice_eq(wanted, slice_str(text));
}

static bool
is_id(const struct id *wanted, const struct id *id)
{
    return id_is_zero(wanted) || id_eq(wanted, id);
}

static bool
has_ground(struct slice wanted, const char *ground)
{
    size_t len;
    if (wanted.len == 0) {
        return true;
    }
    for (; *ground != '\0'; ground += len + (ground[len] == ' ')) {
        len = strcspn(ground, " ");
        bool whole = slice_eq(wanted, slice_of(ground, len));
        if (whole || slice_eq(wanted, slice_of(ground, strcspn(ground, " :")))) {
            return true;
        }
    }
    return false;
}

static bool
concerns(const struct id *dossier, const struct search_told *told)
{
    bool found = is_id(dossier, &told->dossier);
    for (size_t i = 0; i < told->listed_count; i++) {
        found |= id_eq(dossier, &told->listed[i]);
    }
    return found;
}

static bool
fits(const struct search_query *query, const struct search_told *told)
{
    return is_id(&query->request, &told->request) && is_id(&query->actor, &told->actor) &&
           is_id(&query->organisation, &told->organisation) && concerns(&query->dossier, told) &&
           is_text(query->action, told->action) && is_text(query->decision, told->decision) &&
           has_ground(query->ground, told->ground) && (!query->has_from || told->time >= query->from) &&
           (!query->has_until || told->time < query->until);
}

static size_t
naive(const struct search_log *log, const struct search_query *query, uint64_t out[SEARCH_LOG_RECORDS])
{
    size_t count = 0;
    for (uint64_t i = 0; i < SEARCH_LOG_RECORDS; i++) {
        uint64_t seq = query->reverse ? SEARCH_LOG_RECORDS - 1 - i : i;
        bool behind = query->after == UINT64_MAX || (query->reverse ? seq < query->after : seq > query->after);
        if (behind && fits(query, &log->told[seq])) {
            out[count++] = seq;
        }
    }
    return count;
}

/* ---- the question ---- */

static struct search_query
some_question(struct search_log *log)
{
    static const char *const asked[] = {"consent", "consent:cns_1", "author", "law", "law:gao", "absent", "no_consent"};
    struct search_query query = {.reverse = search_log_below(log, 2) == 0, .after = UINT64_MAX};
    const struct search_told *like = &log->told[search_log_below(log, SEARCH_LOG_RECORDS)];
    query.request = search_log_below(log, 6) == 0 ? like->request : query.request;
    query.actor = search_log_below(log, 3) == 0 ? like->actor : query.actor;
    query.organisation = search_log_below(log, 4) == 0 ? like->organisation : query.organisation;
    query.dossier =
        search_log_below(log, 3) == 0 ? (like->listed_count > 0 ? like->listed[0] : like->dossier) : query.dossier;
    query.action = search_log_below(log, 4) == 0 ? slice_str(like->action) : query.action;
    query.decision = search_log_below(log, 4) == 0 ? slice_str(like->decision) : query.decision;
    query.ground = search_log_below(log, 4) == 0 ? slice_str(asked[search_log_below(log, COUNT(asked))]) : query.ground;
    query.has_from = search_log_below(log, 4) == 0;
    query.from = log->told[search_log_below(log, SEARCH_LOG_RECORDS)].time + (time_ms)search_log_below(log, 3) - 1;
    query.has_until = search_log_below(log, 4) == 0;
    query.until = log->told[search_log_below(log, SEARCH_LOG_RECORDS)].time + (time_ms)search_log_below(log, 3) - 1;
    query.after = search_log_below(log, 4) == 0 ? search_log_below(log, SEARCH_LOG_RECORDS + 10) : query.after;
    return query;
}

/* One page: at most limit places. Returns how many; *after: where the next page begins, UINT64_MAX at the end. */
static size_t
read_page(struct txn *txn, const struct search_query *query, size_t limit, uint64_t *out, uint64_t *after)
{
    struct search_hit hit;
    size_t count = 0;
    bool full = false;
    struct search *search = search_open(txn, query);
    assert_non_null(search);
    while (!full && search_next(search, &hit)) {
        full = count == limit;
        if (!full) {
            assert_int_equal(hit.view.seq, hit.seq);
            out[count++] = hit.seq;
        }
    }
    *after = full ? out[count - 1] : UINT64_MAX;
    assert_false(!full && search_is_unfinished(search, after));
    search_close(&search);
    return count;
}

static void
assert_answer(struct search_log *log, struct txn *txn, struct search_query query)
{
    uint64_t expected[SEARCH_LOG_RECORDS];
    uint64_t found[SEARCH_LOG_RECORDS];
    size_t count = 0;
    size_t limit = (size_t)search_log_below(log, 3) == 0 ? SEARCH_LOG_RECORDS : 1 + (size_t)search_log_below(log, 200);
    size_t wanted = naive(log, &query, expected);
    do {
        count += read_page(txn, &query, limit < SEARCH_LOG_RECORDS - count ? limit : SEARCH_LOG_RECORDS - count,
                           found + count, &query.after);
    } while (query.after != UINT64_MAX);
    assert_int_equal(count, wanted);
    assert_memory_equal(found, expected, count * sizeof found[0]);
}

static void
a_search_finds_what_a_look_at_all_finds(void **state)
{
    struct place *place = *state;
    for (uint64_t seed = 0; seed < LOGS; seed++) {
        static struct search_log log;
        struct txn *txn;
        if (seed > 0) {
            (void)place_tear_down(state);
            (void)place_set_up(state);
            place = *state;
        }
        search_log_make(&log, place, seed + 1);
        txn = place_read(place);
        for (int i = 0; i < QUESTIONS; i++) {
            assert_answer(&log, txn, some_question(&log));
        }
        assert_int_equal(txn_error(txn), TNW_OK);
        txn_abort(&txn);
    }
}

/* A question that hardly any record answers, behind more of them than a page looks at. */
static void
a_page_ends_when_it_looked_at_enough_and_the_next_goes_on(void **state)
{
    struct place *place = *state;
    struct search_told told = {.action = "me.read", .decision = "permit", .ground = "", .time = SEARCH_LOG_START};
    struct txn *txn = place_write(place);
    uint64_t last = 3 * LIMIT_SEARCH_LOOK;
    for (uint64_t seq = 0; seq < last; seq++) {
        search_log_append(txn, &told);
    }
    told.decision = "deny";
    search_log_append(txn, &told);
    struct search_query query = {.decision = slice_str("deny"), .after = UINT64_MAX};
    struct search_hit hit;
    for (int page = 0; page < 3; page++) {
        struct search *search = search_open(txn, &query);
        assert_non_null(search);
        assert_false(search_next(search, &hit));
        assert_true(search_is_unfinished(search, &query.after));
        assert_int_equal(query.after, (page + 1) * LIMIT_SEARCH_LOOK - 1);
        search_close(&search);
    }
    struct search *search = search_open(txn, &query);
    assert_true(search_next(search, &hit));
    assert_int_equal(hit.seq, last);
    search_close(&search);
    txn_abort(&txn);
}

/* The same two lists, sealed: each place of one lies between two of the other, and they never meet. */
static void
a_leap_ends_when_it_looked_at_enough(void **state)
{
    struct place *place = *state;
    struct search_told told = {.action = "me.read", .decision = "permit", .ground = "", .time = SEARCH_LOG_START};
    struct txn *txn = place_write(place);
    uint64_t size = 2 * LIMIT_SEARCH_LOOK;
    for (uint64_t seq = 0; seq < size; seq++) {
        told.action = seq % 2 == 0 ? "me.read" : "actor.read";
        told.decision = seq % 2 == 0 ? "permit" : "deny";
        search_log_append(txn, &told);
    }
    search_log_extend(txn, 0, size);
    for (int reverse = 0; reverse < 2; reverse++) {
        struct search_query query = {.action = slice_str("me.read"),
                                     .decision = slice_str("deny"),
                                     .reverse = reverse == 1,
                                     .after = UINT64_MAX};
        bool unfinished = true;
        int pages = 0;
        for (; unfinished; pages++) {
            struct search_hit hit;
            struct search *search = search_open(txn, &query);
            assert_non_null(search);
            assert_false(search_next(search, &hit));
            unfinished = search_is_unfinished(search, &query.after);
            search_close(&search);
        }
        assert_in_range(pages, 2, 3);
    }
    assert_int_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
}

/* An index that names a record which does not fit is damage. */
static void
an_index_that_disagrees_with_the_log_is_damage(void **state)
{
    struct place *place = *state;
    const uint64_t wrong = 0;
    struct search_told told = {.action = "me.read", .decision = "permit", .ground = "", .time = SEARCH_LOG_START};
    struct txn *txn = place_write(place);
    search_log_append(txn, &told);
    told.decision = "deny";
    search_log_append(txn, &told);
    search_log_extend(txn, 0, 1);
    struct audit_index_key key = audit_index_text(AUDIT_INDEX_DECISION, slice_str("deny"));
    audit_index_add(txn, &key, &wrong, 1);
    struct search_query query = {.decision = slice_str("deny"), .after = UINT64_MAX};
    struct search_hit hit;
    struct search *search = search_open(txn, &query);
    assert_non_null(search);
    assert_false(search_next(search, &hit));
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    search_close(&search);
    txn_abort(&txn);
}

/* The postings in memory are gone while a search goes on: the records are read instead. */
static void
a_search_goes_on_when_what_is_in_memory_is_gone(void **state)
{
    struct place *place = *state;
    struct search_told told = {.action = "me.read", .decision = "permit", .ground = "", .time = SEARCH_LOG_START};
    for (int reverse = 0; reverse < 2; reverse++) {
        struct txn *txn = place_write(place);
        struct postings postings = {.oldest = 0};
        struct search_hit hit;
        bool more;
        for (int i = 0; i < 30; i++) {
            told.decision = i % 3 == 0 ? "deny" : "permit";
            search_log_append(txn, &told);
        }
        search_log_extend(txn, 0, 10);
        assert_int_equal(postings_catch_up(&postings, txn, 15, &more), TNW_OK);
        struct search_query query = {.decision = slice_str("deny"), .reverse = reverse == 1, .after = UINT64_MAX};
        struct search *search = search_open(txn, &query);
        for (uint64_t i = 0; i < 10; i++) {
            assert_true(search_next(search, &hit));
            assert_int_equal(hit.seq, 3 * (reverse == 1 ? 9 - i : i));
            if (i == 4) {
                unfiled_begin(audit_index_unfiled(txn), 20);
            }
        }
        assert_false(search_next(search, &hit));
        assert_int_equal(txn_error(txn), TNW_OK);
        search_close(&search);
        postings_wipe(&postings);
        txn_abort(&txn);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_search_finds_what_a_look_at_all_finds),
        WITH_PLACE(a_page_ends_when_it_looked_at_enough_and_the_next_goes_on),
        WITH_PLACE(a_leap_ends_when_it_looked_at_enough),
        WITH_PLACE(an_index_that_disagrees_with_the_log_is_damage),
        WITH_PLACE(a_search_goes_on_when_what_is_in_memory_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Searches beside the thread that notes records and files them: each finds what its snapshot holds, wherever the border
 * of what is filed lies then. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/postings.h"
#include "audit/search.h"
#include "seal_place.h"
#include "store/audit/audit_log.h"

#define ROUNDS 120
#define EACH 7 /* records in a round; some dossiers have several of them */
#define READERS 2

struct readers {
    struct store *store;
    atomic_bool over;
    atomic_int wrong;
    atomic_int searches;
};

static size_t
count_found(struct txn *txn, bool reverse)
{
    const struct search_query query = {.dossier = place_id(1), .reverse = reverse, .after = UINT64_MAX};
    struct search_hit hit;
    size_t count = 0;
    struct search *search = search_open(txn, &query);
    while (search != NULL && search_next(search, &hit)) {
        count++;
    }
    search_close(&search);
    return count;
}

/* As seal_place_records puts them: of dossier 1 is each third one that is not a fifth one. */
static bool
note_own(void *ctx, uint64_t seq, struct slice record)
{
    struct record_view view;
    const struct id own = place_id(1);
    *(size_t *)ctx += record_view_parse(&view, record, seq) == TNW_OK && id_eq(&view.dossier, &own) ? 1 : 0;
    return true;
}

static void *
search_again_and_again(void *arg)
{
    struct readers *readers = arg;
    for (unsigned i = 0; !atomic_load(&readers->over); i++) {
        struct txn *txn;
        size_t own = 0;
        if (txn_begin_read(readers->store, &txn) != TNW_OK) {
            atomic_fetch_add(&readers->wrong, 1);
            break;
        }
        (void)audit_log_list(txn, UINT64_MAX, false, SIZE_MAX, note_own, &own);
        bool right = count_found(txn, i % 2 == 0) == own && txn_error(txn) == TNW_OK;
        atomic_fetch_add(&readers->wrong, right ? 0 : 1);
        atomic_fetch_add(&readers->searches, 1);
        txn_abort(&txn);
    }
    return NULL;
}

/* One step of a turn in each commit, and now and then none. */
static void
file_a_little(struct seal_place *it, struct postings *postings, struct postings_turn *turn, int round)
{
    struct txn *txn = place_write(it->place);
    bool more;
    assert_int_equal(postings_catch_up(postings, txn, 5, &more), TNW_OK);
    bool files = round % 3 != 0 && postings_turn_begin(turn, txn, true);
    if (files) {
        assert_int_equal(postings_turn_apply(turn, txn), TNW_OK);
    }
    place_commit(txn);
    if (files) {
        postings_turn_applied(turn);
    }
}

static void
searches_find_what_their_snapshot_holds(void **state)
{
    struct seal_place *it = *state;
    struct readers readers = {.store = it->place->store};
    struct postings postings = {.oldest = 0};
    struct postings_turn turn = {.order = NULL};
    pthread_t threads[READERS];
    for (size_t i = 0; i < READERS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, search_again_and_again, &readers), 0);
    }
    for (int round = 0; round < ROUNDS; round++) {
        seal_place_records(it->place, EACH);
        if (round % 4 == 0) {
            seal_place_sign(it->place->store, &it->key, UINT64_MAX);
        }
        file_a_little(it, &postings, &turn, round);
    }
    atomic_store(&readers.over, true);
    for (size_t i = 0; i < READERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
    assert_int_equal(atomic_load(&readers.wrong), 0);
    assert_true(atomic_load(&readers.searches) > 0);
    postings_turn_wipe(&turn);
    postings_wipe(&postings);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {WITH_SEAL_PLACE(searches_find_what_their_snapshot_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A log that is longer than what verification looks at in one snapshot: whole while it is written to, and changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>

#include "audit/verify/verify.h"
#include "base/limits.h"
#include "seal_place.h"
#include "store/inside.h"

static void
tell_all(void *ctx, const char *finding)
{
    char *lines = ctx;
    size_t len = strlen(lines);
    (void)snprintf(lines + len, 4096 - len, "%s\n", finding);
}

static enum tnw_err
verify_long(struct seal_place *it, char lines[4096], struct verify_result *result)
{
    const struct verify_input input = {
        .store = it->place->store, .log = &it->key.public, .state = &it->state, .tell = tell_all, .ctx = lines};
    lines[0] = 0;
    return verify_store(&input, result);
}

struct growing {
    struct seal_place *it;
    atomic_bool over;
};

static void *
grow_log(void *arg)
{
    struct growing *growing = arg;
    for (unsigned i = 0; i < 40; i++) {
        seal_place_records(growing->it->place, 50);
        seal_place_seal(growing->it->place->store, &growing->it->key, UINT64_MAX);
    }
    atomic_store(&growing->over, true);
    return NULL;
}

/* Longer than what is looked at in one snapshot, and written to meanwhile. */
static void
log_that_grows_meanwhile_has_no_findings(void **state)
{
    struct growing growing = {.it = *state};
    char lines[4096];
    struct verify_result result;
    pthread_t thread;
    for (unsigned i = 0; i < 10; i++) {
        seal_place_records(growing.it->place, LIMIT_CHECK_ROWS / 4);
        seal_place_seal(growing.it->place->store, &growing.it->key, UINT64_MAX);
    }
    assert_int_equal(pthread_create(&thread, NULL, grow_log, &growing), 0);
    for (bool over = false; !over;) {
        over = atomic_load(&growing.over);
        assert_int_equal(verify_long(growing.it, lines, &result), TNW_OK);
        assert_string_equal(lines, "");
        assert_true(result.records > 2 * LIMIT_CHECK_ROWS);
    }
    assert_int_equal(pthread_join(thread, NULL), 0);
}

/* In the part that is read ahead, as in the rest. */
static void
change_in_a_long_log_is_found(void **state)
{
    struct seal_place *it = *state;
    char lines[4096];
    struct verify_result result;
    for (unsigned i = 0; i < 10; i++) {
        seal_place_records(it->place, LIMIT_CHECK_ROWS / 4);
        seal_place_seal(it->place->store, &it->key, UINT64_MAX);
    }
    struct txn *txn = place_write(it->place);
    struct key key = key_of_u64(100);
    struct slice value;
    assert_true(txn_get(txn, SPACE_AUDIT, key_slice(&key), &value));
    struct buf changed = {0};
    buf_put_slice(&changed, value);
    changed.ptr[changed.len - 3] ^= 1;
    txn_put(txn, SPACE_AUDIT, key_slice(&key), buf_slice(&changed));
    place_commit(txn);
    buf_free(&changed);
    assert_int_equal(verify_long(it, lines, &result), TNW_E_CORRUPT);
    assert_non_null(strstr(lines, "one of them was changed"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEAL_PLACE(log_that_grows_meanwhile_has_no_findings),
        WITH_SEAL_PLACE(change_in_a_long_log_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A reader that was killed pins the pages that it saw, until a writer looks: every few seconds, whatever is open. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/limits.h"
#include "store/inside.h"
#include "store_place.h"

#define ROUNDS 50

static int64_t later; /* added to the machine's time */

int64_t __wrap_clock_monotonic_ms(void);
int64_t __real_clock_monotonic_ms(void);

int64_t
__wrap_clock_monotonic_ms(void)
{
    return __real_clock_monotonic_ms() + later;
}

/* The same value, again and again: the store has no need to grow. */
static void
write_again(struct place *place)
{
    static uint8_t value[32 * 1024];
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct txn *txn = place_write(place);
        value[0] = (uint8_t)i;
        txn_put(txn, SPACE_META, slice_str("again"), slice_of(value, sizeof value));
        place_commit(txn);
    }
}

static uint64_t
used(struct place *place)
{
    struct store_stats stats;
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    return stats.engine.used;
}

/* In a process of its own, which says when it has its snapshot. The store is not open here. */
static pid_t
start_reader(struct place *place)
{
    int pipes[2];
    char byte = 0;
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        place_open(place, PLACE_MAP, PLACE_RESERVE);
        struct txn *txn = place_read(place);
        if (write(pipes[1], &byte, 1) == 1) {
            (void)pause();
        }
        txn_abort(&txn);
        _exit(1);
    }
    assert_int_equal(read(pipes[0], &byte, 1), 1);
    (void)close(pipes[0]);
    (void)close(pipes[1]);
    return child;
}

static void
killed_reader_pins_nothing_for_long(void **state)
{
    struct place *place = *state;
    int status;
    write_again(place);
    place_close(place);
    pid_t child = start_reader(place);
    place_open(place, PLACE_MAP, PLACE_RESERVE);
    write_again(place); /* has looked for dead ones, and this one lives */
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    uint64_t before = used(place);
    write_again(place);
    uint64_t pinned = used(place) - before;
    assert_true(pinned > (uint64_t)ROUNDS * 32 * 1024 / 2);
    later = LIMIT_READER_CHECK_MS;
    before = used(place);
    write_again(place);
    write_again(place);
    assert_true(used(place) - before < pinned / 10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(killed_reader_pins_nothing_for_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

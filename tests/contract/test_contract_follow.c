/* Who follows repeats what writers do, and notices when it cannot. */
#include "contract/contract.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "store/follow/operations.h"

#define NAME "0123456789abcdef0123456789abcdef"
#define OTHER_NAME "00000000000000000000000000000000"
#define PATH_SIZE 256

/* A copy that follows. */
struct copy {
    struct contract_place to;
    struct engine_follower *follower;
    struct engine_place at;
    unsigned steps;
};

/* Whether this engine can be followed; others say so. */
static bool
can_follow(struct contract_place *place)
{
    struct engine_follower *follower;
    struct engine_place at;
    char where[256];
    if (strcmp(place->row->name, "lmdb") == 0) {
        return true;
    }
    assert_int_equal(engine_follow(place->engine, NAME, NULL, &follower, &at, where), TNW_E_USAGE);
    assert_null(follower);
    assert_true(where[0] != 0);
    struct engine_txn *txn = contract_read(place);
    assert_int_equal(engine_place_of(txn, &at), TNW_E_USAGE);
    engine_abort(&txn);
    return false;
}

static void
begin_copy(struct copy *copy, struct contract_place *from)
{
    char where[256];
    *copy = (struct copy){.steps = 0};
    contract_make(&copy->to, from->row);
    assert_int_equal(engine_follow(from->engine, NAME, NULL, &copy->follower, &copy->at, where), TNW_OK);
    assert_int_equal(engine_copy(from->engine, copy->to.engine), TNW_OK);
}

static void
end_copy(struct copy *copy)
{
    engine_follow_close(&copy->follower, true);
    contract_remove(&copy->to);
}

static enum tnw_err
redo(void *ctx, unsigned space, struct slice key, struct slice value)
{
    struct engine_txn *txn = ctx;
    if (value.ptr != NULL) {
        return engine_put(txn, space, key, value);
    }
    enum tnw_err err = engine_del(txn, space, key);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

/* All that there is now. Returns what ended it. */
static enum tnw_err
catch_up(struct copy *copy)
{
    struct engine_step step;
    enum tnw_err err;
    while ((err = engine_follow_next(copy->follower, &step)) == TNW_OK) {
        struct engine_txn *txn = contract_write(&copy->to);
        assert_int_equal(operations_visit(step.operations, redo, txn), TNW_OK);
        contract_commit(txn);
        assert_true(step.time > 0);
        copy->at = step.to;
        copy->steps++;
    }
    return err;
}

/* Until it says so, or for longer than a gap may last. */
static enum tnw_err
wait_for_loss(struct copy *copy)
{
    enum tnw_err err = TNW_E_NOT_FOUND;
    for (int i = 0; err == TNW_E_NOT_FOUND && i < LIMIT_FOLLOW_GAP_MS / 50 + 40; i++) {
        err = catch_up(copy);
        (void)usleep(50 * 1000);
    }
    return err;
}

static void
copy_that_follows_is_equal(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    if (!can_follow(from)) {
        return;
    }
    contract_put_alone(from, PLAIN, "before", "1");
    begin_copy(&copy, from);
    struct engine_txn *txn = contract_write(from);
    contract_put(txn, PLAIN, "before", "2");
    contract_put(txn, OTHER, "b", "");
    contract_keep(from, &txn);
    assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
    assert_int_equal(copy.steps, 1); /* what is kept is durable, and is told before it is committed */
    contract_del(txn, PLAIN, "before");
    contract_keep(from, &txn);
    contract_put(txn, APPENDED, "c", "3");
    contract_commit(txn);
    assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
    assert_int_equal(copy.steps, 3);
    contract_same(from->engine, copy.to.engine);
    contract_put_alone(from, PLAIN, "d", "4");
    assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
    contract_same(from->engine, copy.to.engine);
    end_copy(&copy);
}

/* More than a frame of the journal takes. */
static void
large_commit_is_told_too(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    char key[16];
    uint8_t *value = contract_bytes(ENGINE_VALUE_MAX, 1);
    if (can_follow(from)) {
        begin_copy(&copy, from);
        struct engine_txn *txn = contract_write(from);
        for (unsigned i = 0; i < 64; i++) {
            uint8_t *later;
            (void)snprintf(key, sizeof key, "%05u", i);
            assert_int_equal(engine_put(txn, PLAIN, slice_str(key), slice_of(value, ENGINE_VALUE_MAX)), TNW_OK);
            assert_int_equal(engine_put_later(txn, OTHER, slice_str(key), 100, &later), TNW_OK);
            memcpy(later, value, 100);
        }
        assert_int_equal(engine_keep(&txn), TNW_OK);
        if (txn != NULL) {
            contract_commit(txn);
        }
        assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
        contract_same(from->engine, copy.to.engine);
        end_copy(&copy);
    }
    free(value);
}

/* An abort leaves what was kept; the next writer commits it, and says so. */
static void
what_is_taken_over_is_told(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    if (!can_follow(from)) {
        return;
    }
    begin_copy(&copy, from);
    struct engine_txn *txn = contract_write(from);
    contract_put(txn, PLAIN, "a", "1");
    contract_keep(from, &txn);
    contract_put(txn, PLAIN, "b", "never");
    engine_abort(&txn);
    contract_put_alone(from, PLAIN, "c", "3");
    assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
    contract_same(from->engine, copy.to.engine);
    contract_shows(&copy.to, PLAIN, "a", "1");
    contract_shows(&copy.to, PLAIN, "b", NULL);
    end_copy(&copy);
}

static void
follower_goes_on_at_its_place(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    struct engine_place at;
    char where[256];
    if (!can_follow(from)) {
        return;
    }
    begin_copy(&copy, from);
    contract_put_alone(from, PLAIN, "a", "1");
    assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
    engine_follow_done(copy.follower, 1);
    engine_follow_close(&copy.follower, false);
    contract_put_alone(from, PLAIN, "b", "2");
    contract_reopen(from, CONTRACT_SIZE); /* another process writes */
    contract_put_alone(from, PLAIN, "c", "3");
    assert_int_equal(engine_follow(from->engine, NAME, &copy.at, &copy.follower, &at, where), TNW_OK);
    assert_int_equal(at.commit, copy.at.commit);
    assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
    contract_same(from->engine, copy.to.engine);
    end_copy(&copy);
}

static void
two_followers_hinder_each_other_not(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    struct engine_follower *other;
    struct engine_place at;
    struct engine_step step;
    char where[256];
    if (!can_follow(from)) {
        return;
    }
    begin_copy(&copy, from);
    assert_int_equal(engine_follow(from->engine, NAME, NULL, &other, &at, where), TNW_E_CONFLICT);
    assert_int_equal(engine_follow(from->engine, OTHER_NAME, NULL, &other, &at, where), TNW_OK);
    assert_int_equal(contract_stats(from).followers, 2);
    for (char key[] = "a"; key[0] <= 'z'; key[0]++) {
        contract_put_alone(from, PLAIN, key, "1");
        assert_int_equal(engine_follow_next(other, &step), TNW_OK);
        engine_follow_done(other, 1);
    }
    engine_follow_close(&other, true);
    assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
    contract_same(from->engine, copy.to.engine);
    end_copy(&copy);
    assert_int_equal(contract_stats(from).followers, 0);
}

static void
path_in(char path[PATH_SIZE], const struct contract_place *place, const char *name)
{
    (void)snprintf(path, PATH_SIZE, "%s/spool%s", place->folder, name);
}

/* Nothing is kept for nobody. */
static void
who_ends_leaves_nothing(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    char path[PATH_SIZE];
    if (!can_follow(from)) {
        return;
    }
    begin_copy(&copy, from);
    contract_put_alone(from, PLAIN, "a", "1");
    path_in(path, from, "");
    assert_int_equal(access(path, F_OK), 0);
    end_copy(&copy);
    assert_int_equal(access(path, F_OK), -1);
    contract_put_alone(from, PLAIN, "b", "2");
    assert_int_equal(access(path, F_OK), -1);
}

static void
place_that_is_gone_is_lost(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    char path[PATH_SIZE];
    if (!can_follow(from)) {
        return;
    }
    begin_copy(&copy, from);
    path_in(path, from, "/" NAME ".at");
    assert_int_equal(unlink(path), 0);
    contract_put_alone(from, PLAIN, "a", "1");
    assert_int_equal(wait_for_loss(&copy), TNW_E_CONFLICT);
    end_copy(&copy);
}

/* Changes a byte in each file of steps. */
static void
damage_steps(const struct contract_place *place)
{
    struct dirent **names;
    char path[PATH_SIZE];
    path_in(path, place, "");
    int count = scandir(path, &names, NULL, NULL);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "/%.60s", names[i]->d_name);
        path_in(path, place, name);
        int fd = strchr(name, '-') == NULL ? -1 : open(path, O_WRONLY | O_CLOEXEC);
        if (fd >= 0) {
            assert_int_equal(pwrite(fd, "x", 1, 100), 1);
            (void)close(fd);
        }
        free(names[i]);
    }
    free(names);
}

/* A step that is not what was written leads nowhere. */
static void
gap_is_noticed(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    if (!can_follow(from)) {
        return;
    }
    begin_copy(&copy, from);
    contract_put_alone(from, PLAIN, "a", "1");
    damage_steps(from);
    contract_put_alone(from, PLAIN, "b", "2");
    assert_int_equal(wait_for_loss(&copy), TNW_E_CONFLICT);
    assert_int_equal(copy.steps, 0);
    end_copy(&copy);
}

static uint64_t
spool_bytes(const struct contract_place *place)
{
    struct dirent **names;
    char path[PATH_SIZE];
    uint64_t bytes = 0;
    path_in(path, place, "");
    int count = scandir(path, &names, NULL, NULL);
    for (int i = 0; i < count; i++) {
        char name[64];
        struct stat st;
        (void)snprintf(name, sizeof name, "/%.60s", names[i]->d_name);
        path_in(path, place, name);
        bytes += stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
        free(names[i]);
    }
    assert_true(count > 0);
    free(names);
    return bytes;
}

/* Some megabytes in one commit, of the same keys each time. */
static uint64_t
write_much(struct contract_place *place, const uint8_t *value)
{
    char key[16];
    const unsigned values = 128;
    struct engine_txn *txn = contract_write(place);
    for (unsigned i = 0; i < values; i++) {
        (void)snprintf(key, sizeof key, "%05u", i);
        assert_int_equal(engine_put(txn, PLAIN, slice_str(key), slice_of(value, ENGINE_VALUE_MAX)), TNW_OK);
    }
    contract_commit(txn);
    return values * ENGINE_VALUE_MAX;
}

/* Who is away too long loses the place, and is told so; who is not keeps it, what is kept has a bound, and no writer
 * waits or fails. */
static void
what_is_kept_has_a_bound(void **state)
{
    struct contract_place *from = *state;
    struct copy copy;
    struct engine_follower *away;
    struct engine_place at;
    struct engine_step step;
    char where[256];
    int64_t lag;
    uint8_t *value = contract_bytes(ENGINE_VALUE_MAX, 1);
    if (can_follow(from)) {
        begin_copy(&copy, from);
        assert_int_equal(engine_follow(from->engine, OTHER_NAME, NULL, &away, &at, where), TNW_OK);
        for (uint64_t written = 0; written < LIMIT_SPOOL + LIMIT_SPOOL / 8;) {
            written += write_much(from, value);
            assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
            engine_follow_done(copy.follower, 1);
            assert_true(spool_bytes(from) <= LIMIT_SPOOL + LIMIT_SPOOL / 8);
        }
        while (engine_follow_next(away, &step) == TNW_OK) {
        }
        assert_int_equal(engine_follow_next(away, &step), TNW_E_CONFLICT);
        assert_int_equal(contract_stats(from).followers, 2); /* it is missed */
        assert_int_equal(engine_follow_lag(from->engine, OTHER_NAME, &lag), TNW_OK);
        engine_follow_close(&away, false);
        assert_int_equal(engine_follow(from->engine, OTHER_NAME, &at, &away, &at, where), TNW_E_CONFLICT);
        contract_put_alone(from, PLAIN, "a", "1");
        assert_int_equal(catch_up(&copy), TNW_E_NOT_FOUND);
        contract_same(from->engine, copy.to.engine);
        engine_follow_forget(from->engine, OTHER_NAME);
        assert_int_equal(engine_follow_lag(from->engine, OTHER_NAME, &lag), TNW_E_NOT_FOUND);
        end_copy(&copy);
    }
    free(value);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT(copy_that_follows_is_equal),
        CONTRACT(large_commit_is_told_too),
        CONTRACT(what_is_taken_over_is_told),
        CONTRACT(follower_goes_on_at_its_place),
        CONTRACT(two_followers_hinder_each_other_not),
        CONTRACT(who_ends_leaves_nothing),
        CONTRACT(place_that_is_gone_is_lost),
        CONTRACT(gap_is_noticed),
        CONTRACT(what_is_kept_has_a_bound),
    };
    return contract_run("followers", tests, sizeof tests / sizeof tests[0]);
}

/* A backup that is made while somebody writes holds one state, and what is damaged of it is found. */
#include "unit/backup/backup_house.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/layout.h"

static void
backup_of_a_store_at_rest_is_the_store(void **state)
{
    struct house *house = *state;
    char where[CONFIG_WHERE];
    house_back_up(house, true);
    assert_int_equal(house_restore(house, 0, true, where), TNW_OK);
}

/* Rows are read over some time, from many snapshots, while they change: redoing what was done makes them one state. */
static void
backup_under_load_is_one_state(void **state)
{
    struct house *house = *state;
    char where[CONFIG_WHERE];
    house_start_writer(house);
    house_back_up(house, false);
    assert_int_equal(house_restore(house, 0, false, where), TNW_OK);
    (void)usleep(100 * 1000);
    house_stop_writer(house);
    house_ship_all(house);
    assert_string_equal(where, "");
    assert_int_equal(house_restore(house, 0, true, where), TNW_OK);
}

/* The one before is followed until the next one is complete. */
static void
next_generation_is_made_while_the_one_before_is_followed(void **state)
{
    struct house *house = *state;
    char where[CONFIG_WHERE];
    house_start_writer(house);
    house_back_up(house, false);
    house_back_up(house, false);
    house_stop_writer(house);
    house_ship_all(house);
    assert_int_equal(house_restore(house, 2, true, where), TNW_OK);
    assert_int_equal(house_restore(house, 1, false, where), TNW_OK);
    assert_int_equal(house_restore(house, 3, false, where), TNW_E_NOT_FOUND);
}

/* What was shipped and made durable is there, though the process that did it is gone. */
static void
follower_that_comes_back_goes_on(void **state)
{
    struct house *house = *state;
    char where[CONFIG_WHERE];
    house_back_up(house, false);
    house_write(house, 30);
    house_ship_all(house);
    house_close(house);
    house_open(house);
    house_write(house, 30);
    struct ship *ship = &house->ship;
    assert_int_equal(generation_resume(&ship->current, &house->dest, house->where), TNW_OK);
    assert_int_equal(engine_follow(house->engine, house->dest.name, &ship->current->end.at, &ship->follower, &ship->at,
                                   house->where),
                     TNW_OK);
    house_ship_all(house);
    assert_int_equal(house_restore(house, 0, true, where), TNW_OK);
}

static off_t
size_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_size;
}

static void
flip(const char *path, off_t at)
{
    uint8_t byte;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pread(fd, &byte, 1, at), 1);
    byte ^= 1;
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    assert_int_equal(close(fd), 0);
}

/* Files of the generation that count. */
static size_t
list_files(const struct house *house, char paths[16][BACKUP_PATH])
{
    struct dirent **names;
    char folder[BACKUP_PATH];
    size_t count = 0;
    dest_path(folder, &house->dest, 1, NULL);
    int found = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < found; i++) {
        const char *name = names[i]->d_name;
        if (name[0] != '.' && strstr(name, ".new") == NULL) {
            assert_true(count < 16);
            dest_path(paths[count++], &house->dest, 1, name);
        }
        free(names[i]);
    }
    free(names);
    return count;
}

static void
byte_that_changed_is_found_and_its_file_named(void **state)
{
    struct house *house = *state;
    char where[CONFIG_WHERE];
    char paths[16][BACKUP_PATH];
    house_back_up(house, false);
    house_write(house, 60);
    house_ship_all(house);
    size_t count = list_files(house, paths);
    assert_true(count >= 6);
    for (size_t i = 0; i < count; i++) {
        off_t size = size_of(paths[i]);
        for (off_t n = 0; size > 0 && n < 9; n++) {
            off_t at = n == 8 ? size - 2 : size * n / 8;
            flip(paths[i], at);
            assert_int_equal(house_restore(house, 0, false, where), TNW_E_CORRUPT);
            assert_non_null(strstr(where, strrchr(paths[i], '/')));
            flip(paths[i], at);
        }
    }
    assert_int_equal(house_restore(house, 0, true, where), TNW_OK);
}

static void
file_that_is_cut_off_or_gone_is_found(void **state)
{
    struct house *house = *state;
    char where[CONFIG_WHERE];
    char paths[16][BACKUP_PATH];
    char away[BACKUP_PATH + 8];
    house_back_up(house, false);
    house_write(house, 60);
    house_ship_all(house);
    size_t count = list_files(house, paths);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(away, sizeof away, "%s.away", paths[i]);
        assert_int_equal(rename(paths[i], away), 0);
        enum tnw_err gone = strstr(paths[i], "manifest") != NULL ? TNW_E_NOT_FOUND : TNW_E_CORRUPT;
        assert_int_equal(house_restore(house, 0, false, where), gone);
        assert_int_equal(rename(away, paths[i]), 0);
    }
    for (size_t i = 0; i < count; i++) {
        off_t size = size_of(paths[i]);
        if (size > 0) {
            assert_int_equal(truncate(paths[i], size - 1), 0);
            assert_int_equal(house_restore(house, 0, false, where), TNW_E_CORRUPT);
            assert_non_null(strstr(where, strrchr(paths[i], '/')));
            return; /* one is enough: bytes that changed were looked for in each */
        }
    }
}

/* Of a format that is newer, or from which there is no way. */
static void
generation_of_an_unknown_format_is_refused_with_words(void **state)
{
    static const struct {
        unsigned layout;
        const char *words;
    } cases[] = {{LAYOUT_VERSION + 1, "with the tnwd that made it, or a newer one"}, {3, "with an older one"}};
    struct house *house = *state;
    char where[CONFIG_WHERE];
    struct manifest *manifest = calloc(1, sizeof *manifest);
    assert_non_null(manifest);
    house_back_up(house, true);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(manifest_read(&house->dest, 1, manifest, where), TNW_OK);
        manifest->layout = cases[i].layout;
        assert_int_equal(manifest_write(&house->dest, manifest), TNW_OK);
        assert_int_equal(house_restore(house, 0, false, where), TNW_E_CONFIGURATION);
        assert_non_null(strstr(where, cases[i].words));
        assert_int_equal(generation_resume(&house->ship.current, &house->dest, where), TNW_E_CONFLICT);
    }
    free(manifest);
}

/* Of one that somebody carried over from elsewhere. */
static void
generation_of_another_store_is_refused(void **state)
{
    struct house *house = *state;
    char where[CONFIG_WHERE];
    const struct dest_owner other = {.log = HOUSE_LOG, .store = {.bytes = {8}}};
    struct dest again;
    house_back_up(house, true);
    assert_int_equal(dest_open(&again, house->backup, &other, true, where), TNW_E_USAGE);
    assert_non_null(strstr(where, "of another store"));
    dest_close(&again);
    struct manifest *manifest = calloc(1, sizeof *manifest);
    assert_non_null(manifest);
    house->dest.owner.store = other.store;
    assert_int_equal(manifest_read(&house->dest, 1, manifest, where), TNW_E_CORRUPT);
    assert_non_null(strstr(where, "of another store"));
    free(manifest);
}

/* In a process that is killed there. */
static void
back_up_until(struct house *house, const char *stop)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        (void)setenv("TNW_STOP_AT", stop, 1);
        house_open(house);
        house_start_writer(house);
        struct ship *ship = &house->ship;
        if (engine_follow(house->engine, house->dest.name, NULL, &ship->follower, &ship->at, house->where) == TNW_OK) {
            (void)!ship_generation(ship);
        }
        _exit(3);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* Half a generation is none: the one before is what is restored, and the next backup takes the half away. */
static void
generation_that_was_cut_is_never_trusted(void **state)
{
    static const char *const stops[] = {"backup.walk", "backup.rows", "backup.keys", "backup.frames",
                                        "backup.manifest"};
    struct house *house = *state;
    char where[CONFIG_WHERE];
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++) {
        house_back_up(house, true);
        house_close(house);
        back_up_until(house, stops[i]);
        house_open(house);
        unsigned numbers[DEST_GENERATIONS];
        size_t count = dest_generations(&house->dest, numbers);
        assert_int_equal(house_restore(house, numbers[count - 1], false, where), TNW_E_NOT_FOUND);
        assert_int_equal(house_restore(house, 0, false, where), TNW_OK);
        engine_follow_forget(house->engine, house->dest.name);
    }
}

#define LARGE_ROWS 1600
#define LARGE_VALUE 3000 /* 4.8 MB of them */
#define SNAPSHOT_MOST (2 << 20)

static void
put_large_rows(const struct house *house)
{
    static const uint8_t value[LARGE_VALUE];
    struct engine_txn *txn;
    assert_int_equal(engine_begin(house->engine, true, &txn), TNW_OK);
    for (unsigned i = 0; i < LARGE_ROWS; i++) {
        uint8_t key[16] = {1};
        bytes_write_be(key + 8, i, 8);
        assert_int_equal(engine_put(txn, SPACE_FRAGMENT, slice_of(key, sizeof key), slice_of(value, sizeof value)),
                         TNW_OK);
    }
    assert_int_equal(engine_commit(&txn), TNW_OK);
}

/* However large the store is, no snapshot shows more than some of it: the store uses again what was replaced. */
static void
no_snapshot_stands_for_a_whole_backup(void **state)
{
    struct house *house = *state;
    unsigned numbers[DEST_GENERATIONS];
    char rows[BACKUP_PATH];
    struct stat st;
    put_large_rows(house);
    house_close(house);
    back_up_until(house, "backup.walk");
    house_open(house);
    size_t count = dest_generations(&house->dest, numbers);
    assert_int_equal(count, 1);
    dest_path(rows, &house->dest, numbers[0], "rows");
    assert_int_equal(stat(rows, &st), 0);
    assert_true(st.st_size > 0 && st.st_size < SNAPSHOT_MOST);
    engine_follow_forget(house->engine, house->dest.name);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        HOUSE(backup_of_a_store_at_rest_is_the_store),
        HOUSE(backup_under_load_is_one_state),
        HOUSE(next_generation_is_made_while_the_one_before_is_followed),
        HOUSE(follower_that_comes_back_goes_on),
        HOUSE(byte_that_changed_is_found_and_its_file_named),
        HOUSE(file_that_is_cut_off_or_gone_is_found),
        HOUSE(generation_of_an_unknown_format_is_refused_with_words),
        HOUSE(generation_of_another_store_is_refused),
        HOUSE(generation_that_was_cut_is_never_trusted),
        HOUSE(no_snapshot_stands_for_a_whole_backup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

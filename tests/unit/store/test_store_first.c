/* What a first start makes, and with which keyring it is opened again. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store_place.h"

static void
another_keyring_does_not_open_the_store(void **state)
{
    struct place *place = *state;
    place_close(place);
    place_new_keyring(place);
    assert_int_equal(place_reopen(place), TNW_E_CRYPTO);
}

/* The line of the file that begins so (behind a line end), from another file. */
static void
take_line_over(const char *path, const char *name, const char *from)
{
    struct buf own = {0};
    struct buf other = {0};
    char where[FILE_WHERE];
    assert_int_equal(file_read(&own, path, 4096, where), TNW_OK);
    assert_int_equal(file_read(&other, from, 4096, where), TNW_OK);
    char *to = strstr(buf_text(&own) == NULL ? "" : (char *)own.ptr, name);
    const char *with = strstr(buf_text(&other), name);
    assert_true(to != NULL && with != NULL);
    memcpy(to, with, 1 + strcspn(with + 1, "\n"));
    assert_int_equal(file_replace(path, buf_slice(&own)), TNW_OK);
    buf_free(&own);
    buf_free(&other);
}

/* The wrapping key is the store's own, the index key is not: as after two keyrings were put together by hand. */
static void
another_index_key_does_not_open_the_store(void **state)
{
    struct place *place = *state;
    char other[SCRATCH_PATH + 32];
    char where[256];
    (void)snprintf(other, sizeof other, "%s.other", place->keyring_path);
    place_close(place);
    assert_int_equal(keyring_create(other), TNW_OK);
    take_line_over(place->keyring_path, "\nindex ", other);
    keyring_free(&place->keyring);
    assert_int_equal(keyring_load(&place->keyring, place->keyring_path, where), TNW_OK);
    assert_int_equal(place_reopen(place), TNW_E_CRYPTO);
}

/* What a first start left behind that was cut: nothing of it is taken for a store. */
static void
first_start_that_was_cut_is_begun_again(void **state)
{
    static const char *const left[] = {"data.mdb", "new.mdb", "new.mdb-lock", "lock.mdb", "journal"};
    static const size_t sizes[] = {0, 1, 4096, 8192, 100000};
    struct place *place = *state;
    char path[SCRATCH_PATH + 32];
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            place_close(place);
            for (size_t n = 0; n < sizeof left / sizeof left[0]; n++) {
                (void)snprintf(path, sizeof path, "%s/%s", place->folder, left[n]);
                (void)unlink(path);
            }
            (void)snprintf(path, sizeof path, "%s/%s", place->folder, left[i]);
            int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
            assert_int_equal(ftruncate(fd, i == 0 ? 0 : (off_t)sizes[k]), 0);
            assert_int_equal(close(fd), 0);
            assert_int_equal(place_reopen(place), TNW_OK);
            (void)snprintf(path, sizeof path, "%s/new.mdb", place->folder);
            assert_int_equal(access(path, F_OK), -1);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(another_keyring_does_not_open_the_store),
        WITH_PLACE(another_index_key_does_not_open_the_store),
        WITH_PLACE(first_start_that_was_cut_is_begun_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
